/* src/ui/window-actions.c: what a person can do with the window: pages, searches, the selection; and when each of all actions makes sense. */
#include "ui/window-private.h"

/**
 * ps_window_dup_target_ids:
 * @self: a window
 *
 * Returns: (transfer full) (element-type gint64): what an action is for: the viewer's photo, or the selected
 *   ones, or the one under the cursor
 */
GArray *
ps_window_dup_target_ids (PsWindow *self)
{
  GArray *ids = NULL;
  g_autoptr(PsPhoto) photo = NULL;
  gint64 id;

  if (!ps_window_shows_viewer (self) && ps_photo_grid_get_n_selected (self->grid) > 0)
    return ps_photo_grid_dup_selected_ids (self->grid);
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (ps_window_shows_viewer (self))
    g_set_object (&photo, ps_viewer_get_photo (self->viewer));
  else
    photo = ps_photo_grid_dup_current (self->grid);
  if (photo != NULL)
    {
      id = ps_photo_get_id (photo);
      g_array_append_val (ids, id);
    }
  return ids;
}

/**
 * ps_window_dup_shown_ids:
 * @self: a window
 *
 * Returns: (transfer full) (element-type gint64) (nullable): all photos of the list; %NULL while they are still being found
 */
GArray *
ps_window_dup_shown_ids (PsWindow *self)
{
  PsPhotoList *list = ps_photo_grid_get_list (self->grid);
  guint n = list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (list)) : 0;
  gboolean is_loading = FALSE;
  GArray *ids;

  if (list != NULL)
    g_object_get (list, "is-loading", &is_loading, NULL);
  if (is_loading)
    return NULL;
  ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  for (guint i = 0; i < n; i++)
    {
      gint64 id = ps_photo_list_get_id (list, i);

      g_array_append_val (ids, id);
    }
  return ids;
}

/* Pages and lists --------------------------------------------------------------------- */

static void
show_page (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  PsWindow *self = user_data;

  ps_sidebar_choose_page (self->sidebar, g_variant_get_string (parameter, NULL));
}

static void
show_set (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  PsWindow *self = user_data;
  g_autoptr(PsPhotoQuery) query = NULL;
  const char *argument, *title;
  guint32 set;
  gint64 id;

  g_variant_get (parameter, "(ux&s&s)", &set, &id, &argument, &title);
  query = ps_photo_query_new (set, id, *argument != '\0' ? argument : NULL, NULL,
                              self->query != NULL ? ps_photo_query_get_order (self->query) : PS_ORDER_NEWEST_FIRST);
  if (ps_window_shows_viewer (self))
    gtk_stack_set_visible_child_name (self->screens, "browse");
  ps_window_show_query (self, query, title);
  ps_sidebar_reflect (self->sidebar, query);
}

static void
show_sidebar (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  PsWindow *self = user_data;

  if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child (self->leaflet, self->sidebar_side);
  else
    gtk_widget_set_visible (self->sidebar_side, !gtk_widget_get_visible (self->sidebar_side));
}

static void
search (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  PsWindow *self = user_data;

  if (adw_leaflet_get_folded (self->leaflet))
    gtk_toggle_button_set_active (self->search_button, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
clear_search (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  PsWindow *self = user_data;

  gtk_editable_set_text (self->search_entry, "");
}

static void
save_search (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  ps_window_save_search (user_data);
}

/* The schema's words have the numbers of PsOrder. */
static void
sort_changed_cb (PsWindow *self)
{
  PsOrder order = g_settings_get_enum (self->settings, "sort-order");
  g_autoptr(PsPhotoQuery) ordered = NULL;

  if (self->query == NULL || ps_photo_query_get_order (self->query) == order)
    return;
  ordered = ps_photo_query_with_order (self->query, order);
  ps_window_show_query (self, ordered, self->query_title);
}

/* The keys are the window's: over one photo they mean that one. */
static void
change_size (PsWindow *self,
             int       step)
{
  int size = g_settings_get_int (self->settings, "thumbnail-size");

  if (ps_window_shows_viewer (self))
    {
      gtk_widget_activate_action (GTK_WIDGET (self->viewer), step > 0 ? "viewer.zoom-in" : "viewer.zoom-out", NULL);
      return;
    }
  g_settings_set_int (self->settings, "thumbnail-size", CLAMP (size + step, 96, 320));
}

static void
zoom_in (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  change_size (user_data, 28);
}

static void
zoom_out (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  change_size (user_data, -28);
}

static void
full_screen (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  GtkWindow *window = user_data;

  if (gtk_window_is_fullscreen (window))
    gtk_window_unfullscreen (window);
  else
    gtk_window_fullscreen (window);
}

static void
open_photo (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  PsWindow *self = user_data;
  g_autoptr(PsPhoto) photo = ps_photo_grid_dup_current (self->grid);
  guint position;

  if (photo != NULL && ps_photo_list_find (ps_photo_grid_get_list (self->grid), ps_photo_get_id (photo), &position))
    g_signal_emit_by_name (self->grid, "activated", position);
}

/* Selection ---------------------------------------------------------------------------- */

static void
select_all (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  ps_photo_grid_select_all (PS_WINDOW (user_data)->grid);
}

static void
select_none (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  ps_photo_grid_select_none (PS_WINDOW (user_data)->grid);
}

static void
select_inverse (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  ps_photo_grid_select_inverse (PS_WINDOW (user_data)->grid);
}

/* Undo ------------------------------------------------------------------------------------------ */

static void
undo (GSimpleAction *action,
      GVariant      *parameter,
      gpointer       user_data)
{
  ps_undo_undo (PS_WINDOW (user_data)->undo);
}

static void
redo (GSimpleAction *action,
      GVariant      *parameter,
      gpointer       user_data)
{
  ps_undo_redo (PS_WINDOW (user_data)->undo);
}

/* F6: from the sidebar to the photos, to the facts, and around again. */
static void
next_pane (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  PsWindow *self = user_data;
  GtkWidget *panes[] = { GTK_WIDGET (self->sidebar), GTK_WIDGET (self->pages), GTK_WIDGET (self->facts), GTK_WIDGET (self->backup_bar) };
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  guint now = G_N_ELEMENTS (panes) - 1;

  for (guint i = 0; focus != NULL && i < G_N_ELEMENTS (panes); i++)
    if (focus == panes[i] || gtk_widget_is_ancestor (focus, panes[i]))
      now = i;
  for (guint step = 1; step <= G_N_ELEMENTS (panes); step++)
    {
      GtkWidget *pane = panes[(now + step) % G_N_ELEMENTS (panes)];

      if (gtk_widget_get_mapped (pane) && gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD))
        return;
    }
}

static void
close_window (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  gtk_window_close (GTK_WINDOW (user_data));
}

static const GActionEntry entries[] = {
  { .name = "show-page", .activate = show_page, .parameter_type = "s" },
  { .name = "show-set", .activate = show_set, .parameter_type = "(uxss)" },
  { .name = "show-sidebar", .activate = show_sidebar },
  { .name = "search", .activate = search },
  { .name = "clear-search", .activate = clear_search },
  { .name = "save-search", .activate = save_search },
  { .name = "zoom-in", .activate = zoom_in },
  { .name = "zoom-out", .activate = zoom_out },
  { .name = "full-screen", .activate = full_screen },
  { .name = "open", .activate = open_photo },
  { .name = "select-all", .activate = select_all },
  { .name = "select-none", .activate = select_none },
  { .name = "select-inverse", .activate = select_inverse },
  { .name = "undo", .activate = undo },
  { .name = "redo", .activate = redo },
  { .name = "next-pane", .activate = next_pane },
  { .name = "close", .activate = close_window },
};

static void
set_enabled (PsWindow   *self,
             const char *name,
             gboolean    enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  if (action != NULL)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/**
 * ps_window_update_actions:
 * @self: a window
 *
 * An action is there for as long as it makes sense.
 */
void
ps_window_update_actions (PsWindow *self)
{
  static const char *const for_photos[] = { "get-now", "try-again", "leave-out", "include-again", "show-in-files", "open-with",
                                            "copy", "copy-originals", "read-again", "add-to-collection", "add-to-last", "add-tag",
                                            "keep-both", "restore-original", "look-for-it",
                                            "rate", "flag", "make-shoot" };
  static const char *const for_shoots[] = { "split-shoot", "remove-from-shoot" };
  gboolean has_library = self->library != NULL;
  gboolean in_viewer = ps_window_shows_viewer (self);
  gboolean in_grid = !in_viewer && g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "photos") == 0;
  g_autoptr(GArray) ids = has_library ? ps_window_dup_target_ids (self) : NULL;
  gboolean has_photos = ids != NULL && ids->len > 0 && (in_viewer || in_grid);
  gboolean may_change = has_library && !self->is_read_only; /* else the drive is away: nothing to read, nothing to write */
  PsRunMoment moment = self->runner != NULL ? ps_backup_runner_get_moment (self->runner) : PS_RUN_IDLE;
  gboolean is_running = self->runner != NULL && ps_backup_runner_is_running (self->runner);

  for (guint i = 0; i < G_N_ELEMENTS (for_photos); i++)
    set_enabled (self, for_photos[i], has_photos && may_change);
  set_enabled (self, "remove-from-collection", has_photos && may_change && in_grid && self->query != NULL
               && ps_photo_query_get_set (self->query) == PS_PHOTOS_IN_COLLECTION);
  for (guint i = 0; i < G_N_ELEMENTS (for_shoots); i++)
    set_enabled (self, for_shoots[i], has_photos && may_change && in_grid && self->query != NULL
                 && ps_photo_query_get_set (self->query) == PS_PHOTOS_IN_SHOOT);
  set_enabled (self, "adjust-time", may_change && (in_viewer || in_grid));
  set_enabled (self, "delete", has_photos && may_change);
  set_enabled (self, "export", may_change);
  set_enabled (self, "open", has_photos && in_grid);
  set_enabled (self, "select-all", in_grid);
  set_enabled (self, "select-inverse", in_grid);
  set_enabled (self, "back-up-now", may_change && !is_running);
  set_enabled (self, "go-on", has_library && moment == PS_RUN_PAUSED);
  set_enabled (self, "pause", is_running);
  set_enabled (self, "pause-or-go-on", is_running || moment == PS_RUN_PAUSED);
  set_enabled (self, "new-collection", may_change);
  set_enabled (self, "save-search", may_change && in_grid && ps_window_can_save_search (self));
  set_enabled (self, "retry-all", may_change);
  set_enabled (self, "eject", may_change);
  set_enabled (self, "enter-secret", may_change);
  set_enabled (self, "accept-losses", may_change && !is_running);
  set_enabled (self, "save-missing", has_library);
  set_enabled (self, "replace-drive", may_change);
  set_enabled (self, "move-library", may_change && g_object_get_data (G_OBJECT (self->library), "ps-sample-cloud") == NULL);
  set_enabled (self, "show-library-folder", may_change);
  set_enabled (self, "lost-drive", has_library && self->is_read_only);
  set_enabled (self, "open-again", has_library && self->is_read_only);
  set_enabled (self, "undo", ps_undo_can_undo (self->undo));
  set_enabled (self, "redo", ps_undo_can_redo (self->undo));
}

/**
 * ps_window_add_actions:
 * @self: a window whose children are there
 */
void
ps_window_add_actions (PsWindow *self)
{
  static const char *const kept[] = { "sort-order", "show-names", "show-emblems" };
  g_autoptr(GPropertyAction) facts = g_property_action_new ("facts", self->flap, "reveal-flap");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (facts));
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autoptr(GAction) action = g_settings_create_action (self->settings, kept[i]);

      g_action_map_add_action (G_ACTION_MAP (self), action);
    }
  g_settings_bind (self->settings, "facts-visible", self->flap, "reveal-flap", G_SETTINGS_BIND_SET);
  g_signal_connect_object (self->settings, "changed::sort-order", G_CALLBACK (sort_changed_cb), self, G_CONNECT_SWAPPED);
}
