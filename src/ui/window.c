/* src/ui/window.c: one library's window: its screens, and what they show of the library.
 *
 * What it shows of its pages is in window-shown.c, what a person can do here in window-actions.c and its neighbours, how it
 * ends in window-closing.c. */
#include "ui/window-private.h"

#include <glib/gi18n.h>

#include "base/text.h"
#include "ui/application.h"
#include "ui/library-menu.h"
#include "ui/notices.h"
#include "ui/stall-probe.h"

#define FACTS_WIDTH 320  /* pixels, beside the grid */
#define FACTS_HEIGHT 400 /* as a bottom sheet */

G_DEFINE_FINAL_TYPE (PsWindow, ps_window, ADW_TYPE_APPLICATION_WINDOW)

/* Selection, facts, viewer --------------------------------------------------- */

static void
show_facts (PsWindow *self)
{
  g_autoptr(PsPhoto) current = NULL;

  if (!adw_flap_get_reveal_flap (self->flap))
    return;
  if (ps_photo_grid_get_n_selected (self->grid) > 1)
    {
      g_autoptr(GArray) ids = ps_photo_grid_dup_selected_ids (self->grid);

      ps_facts_pane_set_many (self->facts, ids);
      return;
    }
  current = ps_photo_grid_dup_current (self->grid);
  ps_facts_pane_set_photo (self->facts, current);
}

static void
say_selection (PsWindow *self)
{
  guint n_selected = ps_photo_grid_get_n_selected (self->grid);
  PsPhotoList *list = ps_photo_grid_get_list (self->grid);
  guint n_photos = list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (list)) : 0;
  gint64 n_bytes = ps_photo_grid_get_selected_bytes (self->grid);
  gboolean is_compact = adw_leaflet_get_folded (self->leaflet);
  g_autofree char *size = n_bytes >= 0 ? g_format_size (n_bytes) : NULL;
  g_autofree char *words = NULL;

  gtk_revealer_set_reveal_child (self->selection_bar, n_selected > (is_compact ? 0 : 1));
  if (is_compact)
    words = g_strdup_printf (ngettext ("%'u selected", "%'u selected", n_selected), n_selected);
  else if (size != NULL)
    /* Translators: selected photos, all photos of the list, and how large the selected ones are: 37 of 1,187 selected, 412 MB. */
    words = g_strdup_printf (_("%'u of %'u selected, %s"), n_selected, n_photos, size);
  else
    /* Translators: selected photos, of all photos of the list. */
    words = g_strdup_printf (_("%'u of %'u selected"), n_selected, n_photos);
  gtk_label_set_label (self->selection_label, words);
}

static void
selection_changed_cb (PsWindow *self)
{
  say_selection (self);
  show_facts (self);
  ps_window_update_actions (self);
}

static void
facts_revealed_cb (PsWindow *self)
{
  show_facts (self);
}

static void
activated_cb (PsWindow *self,
              guint     position)
{
  ps_viewer_show (self->viewer, ps_photo_grid_get_list (self->grid), position);
  gtk_stack_set_visible_child_name (self->screens, "viewer");
  gtk_widget_grab_focus (GTK_WIDGET (self->viewer));
  ps_window_update_actions (self);
}

static void
viewer_closed_cb (PsWindow *self)
{
  gtk_stack_set_visible_child_name (self->screens, "browse");
  ps_photo_grid_reveal (self->grid, ps_viewer_get_position (self->viewer));
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
  ps_window_update_actions (self);
}

/**
 * ps_window_shows_viewer:
 * @self: a window
 *
 * Returns: whether one photo fills the window
 */
gboolean
ps_window_shows_viewer (PsWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->screens), "viewer") == 0;
}

/* From wide to narrow --------------------------------------------------------- */

static void
move_search_entry (PsWindow *self,
                   gboolean  is_compact)
{
  GtkWidget *entry = GTK_WIDGET (self->search_entry);
  GtkBox *home = is_compact ? self->compact_search_box : self->title_box;

  if (gtk_widget_get_parent (entry) == GTK_WIDGET (home))
    return;
  g_object_ref (entry);
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (entry)), entry);
  gtk_box_append (home, entry);
  if (!is_compact)
    gtk_box_reorder_child_after (home, entry, GTK_WIDGET (self->title));
  g_object_unref (entry);
}

/* The facts are a bottom sheet where there is no room beside the grid. */
static void
folded_cb (PsWindow *self)
{
  gboolean is_compact = adw_leaflet_get_folded (self->leaflet);

  move_search_entry (self, is_compact);
  gtk_widget_set_visible (GTK_WIDGET (self->title), is_compact);
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), !is_compact);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->flap),
                                  is_compact ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  adw_flap_set_fold_policy (self->flap, is_compact ? ADW_FLAP_FOLD_POLICY_ALWAYS : ADW_FLAP_FOLD_POLICY_AUTO);
  adw_flap_set_locked (self->flap, !is_compact);
  /* Translators: a button beside “3 selected” where there is little room: copies the originals to a folder. */
  gtk_button_set_label (self->copy_button, is_compact ? _("Copy…") : _("Copy Originals To…"));
  gtk_widget_set_size_request (GTK_WIDGET (self->facts), is_compact ? -1 : FACTS_WIDTH, is_compact ? FACTS_HEIGHT : -1);
  say_selection (self);
}

/* The library ----------------------------------------------------------------- */

/* A window that was closed at work goes for good when the work is done. */
static void
moment_changed_cb (PsWindow *self)
{
  ps_window_update_actions (self);
  if (!gtk_widget_get_visible (GTK_WIDGET (self)) && !self->is_closing && self->library != NULL
      && !ps_backup_runner_is_running (self->runner))
    gtk_window_close (GTK_WINDOW (self));
}

/* On mains, as the library's settings have it: the runner knows when. */
static void
keeps_awake_cb (PsWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  gboolean keeps_awake = FALSE;

  if (self->runner != NULL)
    g_object_get (self->runner, "keeps-awake", &keeps_awake, NULL);
  if (keeps_awake && self->inhibition == 0 && application != NULL)
    self->inhibition = gtk_application_inhibit (application, GTK_WINDOW (self), GTK_APPLICATION_INHIBIT_SUSPEND,
                                                _("Photos are being fetched"));
  else if (!keeps_awake && self->inhibition != 0)
    {
      gtk_application_uninhibit (application, self->inhibition);
      self->inhibition = 0;
    }
}

static void
connect_list (PsWindow *self)
{
  PsPhotoList *list = ps_photo_grid_get_list (self->grid);

  if (list == NULL)
    return;
  g_signal_connect_object (list, "items-changed", G_CALLBACK (ps_window_update_photos_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::is-loading", G_CALLBACK (ps_window_update_photos_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::error", G_CALLBACK (ps_window_update_photos_page), self, G_CONNECT_SWAPPED);
}

static void
show_first_list (PsWindow *self)
{
  g_autoptr(PsPhotoQuery) all = ps_photo_query_new (PS_PHOTOS_ALL, 0, NULL, NULL, ps_window_get_order (self));

  ps_window_set_query (self, all, _("All Photos"));
  ps_window_show_page (self, "home");
  if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child (self->leaflet, self->content_side);
}

/**
 * ps_window_forget_library:
 * @self: a window with a library
 *
 * Nothing here holds on to it any more; it is not closed.
 */
void
ps_window_forget_library (PsWindow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  ps_undo_clear (self->undo);
  ps_viewer_set_library (self->viewer, NULL);
  ps_facts_pane_set_library (self->facts, NULL);
  ps_photo_grid_set_library (self->grid, NULL);
  ps_search_line_set_catalog (self->search_line, NULL);
  ps_sidebar_set_library (self->sidebar, NULL);
  ps_trouble_page_set_library (self->trouble, NULL, NULL);
  ps_looks_page_set_library (self->looks, NULL);
  ps_shoots_page_set_library (self->shoots, NULL);
  ps_statistics_page_set_library (self->statistics, NULL);
  ps_duplicates_page_set_library (self->duplicates, NULL);
  ps_home_page_set_library (self->home, NULL, NULL);
  ps_backup_bar_set_runner (self->backup_bar, NULL);
  g_clear_object (&self->runner);
  keeps_awake_cb (self);
  g_clear_object (&self->textures);
  g_clear_object (&self->library);
  self->is_read_only = FALSE;
}

static void
name_window (PsWindow *self)
{
  const char *cloud_name = ps_library_get_cloud_name (self->library);
  g_autofree char *visible = ps_text_visible (cloud_name, 100);

  gtk_label_set_label (self->library_name, visible);
  gtk_window_set_title (GTK_WINDOW (self), visible);
  gtk_menu_button_set_menu_model (self->library_button, G_MENU_MODEL (self->library_menu));
}

/**
 * ps_window_set_library:
 * @self: a window without a library
 * @library: (transfer none): the library, open
 * @start: whether it is backed up at once
 *
 * Shows a library, its Home first.
 */
void
ps_window_set_library (PsWindow  *self,
                       PsLibrary *library,
                       gboolean   start)
{
  g_return_if_fail (PS_IS_WINDOW (self) && PS_IS_LIBRARY (library) && self->library == NULL);

  self->library = g_object_ref (library);
  self->is_read_only = ps_library_get_kept (library) != NULL;
  self->cancellable = g_cancellable_new ();
  g_free (self->root);
  self->root = g_strdup (ps_library_get_root (library));
  self->runner = ps_backup_runner_new (library);
  self->textures = ps_texture_cache_new (ps_library_get_thumbnails (library), 0);
  ps_backup_bar_set_runner (self->backup_bar, self->runner);
  ps_sidebar_set_library (self->sidebar, library);
  ps_photo_grid_set_library (self->grid, library);
  ps_search_line_set_catalog (self->search_line, ps_library_get_catalog (library));
  connect_list (self);
  ps_home_page_set_library (self->home, library, self->runner);
  ps_trouble_page_set_library (self->trouble, library, self->runner);
  ps_looks_page_set_library (self->looks, library);
  ps_shoots_page_set_library (self->shoots, library);
  ps_statistics_page_set_library (self->statistics, library);
  ps_duplicates_page_set_library (self->duplicates, library);
  ps_facts_pane_set_library (self->facts, library);
  ps_viewer_set_library (self->viewer, library);
  name_window (self);
  show_first_list (self);
  gtk_stack_set_visible_child_name (self->screens, "browse");
  ps_notices_watch (self); /* first: a window that was closed lets go of the runner when it ends */
  g_signal_connect_object (self->runner, "notify::moment", G_CALLBACK (moment_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->runner, "notify::keeps-awake", G_CALLBACK (keeps_awake_cb), self, G_CONNECT_SWAPPED);
  ps_window_update_actions (self);
  if (start)
    ps_backup_runner_start (self->runner);
  else
    ps_backup_runner_resume (self->runner);
  ps_window_watch_drive (self);
}

/**
 * ps_window_show_sample_bar:
 * @self: a window that shows sample photos
 *
 * Says that none of this is the person's own.
 */
void
ps_window_show_sample_bar (PsWindow *self)
{
  gtk_label_set_label (self->banner_label, _("Sample photos. None of this is yours."));
  gtk_button_set_label (self->banner_button, _("Connect My Account"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->banner_button), "app.new-library");
  gtk_widget_set_visible (GTK_WIDGET (self->banner_button), TRUE);
  gtk_info_bar_set_revealed (self->banner, TRUE);
}

static void
banner_response_cb (PsWindow *self)
{
}

static void
wizard_opened_cb (PsWindow  *self,
                  PsLibrary *library,
                  gboolean   start)
{
  ps_window_set_library (self, library, start);
  ps_application_remember_library (PS_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), self->root);
}

static void
sample_wanted_cb (PsWindow *self)
{
  g_action_group_activate_action (G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (self))), "look-at-samples", NULL);
}

/**
 * ps_window_show_wizard:
 * @self: a window without a library
 */
void
ps_window_show_wizard (PsWindow *self)
{
  g_auto(GStrv) uris = g_settings_get_strv (self->settings, "recent-libraries");
  g_autoptr(GPtrArray) roots = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; uris[i] != NULL; i++)
    {
      char *root = g_filename_from_uri (uris[i], NULL, NULL);

      if (root != NULL)
        g_ptr_array_add (roots, root);
    }
  g_ptr_array_add (roots, NULL);
  ps_account_wizard_set_recent (self->wizard, (const char *const *) roots->pdata);
  gtk_stack_set_visible_child_name (self->screens, "wizard");
}

/**
 * ps_window_show_adoption:
 * @self: a window without a library
 * @folder: a folder of the tool that came before
 *
 * Asks whether it is to be taken over, and shows the library then.
 */
void
ps_window_show_adoption (PsWindow    *self,
                         PsOldFolder *folder)
{
  ps_window_show_wizard (self);
  ps_account_wizard_adopt (self->wizard, folder);
}

/**
 * ps_window_show_opening:
 * @self: a window without a library
 * @title: what is being opened, or why it cannot be
 * @description: (nullable): more of it
 */
void
ps_window_show_opening (PsWindow   *self,
                        const char *title,
                        const char *description)
{
  g_autofree char *text = description != NULL ? ps_text_visible (description, 1000) : NULL;
  g_autofree char *escaped = text != NULL ? g_markup_escape_text (text, -1) : NULL;

  adw_status_page_set_title (self->opening_page, title);
  adw_status_page_set_description (self->opening_page, escaped);
  gtk_widget_set_visible (self->opening_buttons, FALSE);
  gtk_stack_set_visible_child_name (self->screens, "opening");
}

/**
 * ps_window_show_opening_failed:
 * @self: a window without a library
 * @title: what could not be opened
 * @description: why, what is safe, what to do
 *
 * Leaves the person with a way on: another library, or a new backup.
 */
void
ps_window_show_opening_failed (PsWindow   *self,
                               const char *title,
                               const char *description)
{
  ps_window_show_opening (self, title, description);
  gtk_widget_set_visible (self->opening_buttons, TRUE);
}

/* The window itself ------------------------------------------------------------ */

static void
restore_state (PsWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  adw_flap_set_reveal_flap (self->flap, g_settings_get_boolean (self->settings, "facts-visible"));
}

static void
ps_window_dispose (GObject *object)
{
  PsWindow *self = PS_WINDOW (object);

  ps_window_end_drive (self);
  if (self->grid != NULL)
    ps_window_forget_library (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), PS_TYPE_WINDOW);
  G_OBJECT_CLASS (ps_window_parent_class)->dispose (object);
}

static void
ps_window_finalize (GObject *object)
{
  PsWindow *self = PS_WINDOW (object);

  g_clear_object (&self->undo);
  g_clear_object (&self->settings);
  g_clear_object (&self->library_menu);
  g_clear_pointer (&self->query, ps_photo_query_unref);
  g_clear_pointer (&self->place_query, ps_photo_query_unref);
  g_free (self->place_page);
  g_free (self->place_title);
  g_free (self->query_title);
  g_free (self->last_collection_name);
  g_free (self->root);
  G_OBJECT_CLASS (ps_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
#define CHILD(name) gtk_widget_class_bind_template_child (klass, PsWindow, name)
  CHILD (toasts);
  CHILD (screens);
  CHILD (opening_page);
  CHILD (opening_buttons);
  CHILD (wizard);
  CHILD (leaflet);
  CHILD (sidebar_side);
  CHILD (content_side);
  CHILD (library_button);
  CHILD (library_name);
  CHILD (sidebar);
  CHILD (header);
  CHILD (title_box);
  CHILD (title);
  CHILD (search_entry);
  CHILD (count_label);
  CHILD (facts_button);
  CHILD (search_button);
  CHILD (search_line);
  CHILD (compact_menu_button);
  CHILD (view_button);
  CHILD (sort_button);
  CHILD (compact_search_box);
  CHILD (banner);
  CHILD (banner_label);
  CHILD (banner_button);
  CHILD (flap);
  CHILD (facts);
  CHILD (pages);
  CHILD (photos);
  CHILD (home);
  CHILD (grid);
  CHILD (empty_page);
  CHILD (empty_button);
  CHILD (trouble);
  CHILD (looks);
  CHILD (shoots);
  CHILD (statistics);
  CHILD (duplicates);
  CHILD (selection_bar);
  CHILD (copy_button);
  CHILD (selection_label);
  CHILD (viewer);
  CHILD (backup_bar);
#undef CHILD
}

static void
bind_callbacks (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, wizard_opened_cb);
  gtk_widget_class_bind_template_callback (klass, sample_wanted_cb);
  gtk_widget_class_bind_template_callback (klass, folded_cb);
  ps_window_bind_search (klass);
  ps_window_bind_shown (klass);
  gtk_widget_class_bind_template_callback (klass, banner_response_cb);
  gtk_widget_class_bind_template_callback (klass, activated_cb);
  gtk_widget_class_bind_template_callback (klass, selection_changed_cb);
  gtk_widget_class_bind_template_callback (klass, viewer_closed_cb);
}

static void
ensure_types (void)
{
  g_type_ensure (PS_TYPE_ACCOUNT_WIZARD);
  g_type_ensure (PS_TYPE_BACKUP_BAR);
  g_type_ensure (PS_TYPE_DUPLICATES_PAGE);
  g_type_ensure (PS_TYPE_FACTS_PANE);
  g_type_ensure (PS_TYPE_HOME_PAGE);
  g_type_ensure (PS_TYPE_LOOKS_PAGE);
  g_type_ensure (PS_TYPE_PHOTO_GRID);
  g_type_ensure (PS_TYPE_SEARCH_LINE);
  g_type_ensure (PS_TYPE_SHOOTS_PAGE);
  g_type_ensure (PS_TYPE_SIDEBAR);
  g_type_ensure (PS_TYPE_STATISTICS_PAGE);
  g_type_ensure (PS_TYPE_TROUBLE_PAGE);
  g_type_ensure (PS_TYPE_VIEWER);
}

static void
ps_window_class_init (PsWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  ensure_types ();
  object_class->dispose = ps_window_dispose;
  object_class->finalize = ps_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = ps_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/window.ui");
  bind_children (widget_class);
  bind_callbacks (widget_class);
}

static void
ps_window_init (PsWindow *self)
{
  self->settings = g_settings_new (PS_APPLICATION_ID);
  self->undo = ps_undo_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->library_menu = ps_library_menu_new (self->settings);
  g_signal_connect_object (self->flap, "notify::reveal-flap", G_CALLBACK (facts_revealed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->undo, "notify::can-undo", G_CALLBACK (ps_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->undo, "notify::can-redo", G_CALLBACK (ps_window_update_actions), self, G_CONNECT_SWAPPED);
  /* Facts that are open stay so from the grid to one photo and back. */
  g_object_bind_property (self->flap, "reveal-flap", self->viewer, "show-facts", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  ps_window_add_actions (self);
  ps_window_add_backup_actions (self);
  ps_window_add_file_actions (self);
  ps_window_add_drive_actions (self);
  ps_window_add_clock_actions (self);
  ps_window_add_collection_actions (self);
  ps_window_add_mark_actions (self);
  ps_window_add_repair_actions (self);
  ps_window_add_shoot_actions (self);
  ps_window_add_export_action (self);
  ps_window_add_statistics_actions (self);
  ps_window_add_tag_actions (self);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search_entry), GTK_WIDGET (self->home)); /* typing searches at once */
  ps_search_line_set_entry (self->search_line, self->search_entry);
  ps_stall_probe_watch (GTK_WIDGET (self));
  restore_state (self);
  folded_cb (self);
  ps_window_update_actions (self);
}

/**
 * ps_window_new:
 * @application: the program
 *
 * Returns: (transfer none): a window without a library yet
 */
PsWindow *
ps_window_new (AdwApplication *application)
{
  return g_object_new (PS_TYPE_WINDOW, "application", application, NULL);
}

/**
 * ps_window_get_library:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): what it shows
 */
PsLibrary *
ps_window_get_library (PsWindow *self)
{
  return self->library;
}

/**
 * ps_window_get_runner:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): what keeps its library backed up
 */
PsBackupRunner *
ps_window_get_runner (PsWindow *self)
{
  return self->runner;
}

/**
 * ps_window_get_textures:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): its library's thumbnails
 */
PsTextureCache *
ps_window_get_textures (PsWindow *self)
{
  return self->textures;
}

/**
 * ps_window_get_undo:
 * @self: a window
 *
 * Returns: (transfer none): what was done in it
 */
PsUndo *
ps_window_get_undo (PsWindow *self)
{
  return self->undo;
}

/**
 * ps_window_get_root:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the folder of the library it shows or is opening
 */
const char *
ps_window_get_root (PsWindow *self)
{
  return self->root;
}

/**
 * ps_window_set_root:
 * @self: a window without a library
 * @root: the folder of the library that is being opened for it
 */
void
ps_window_set_root (PsWindow   *self,
                    const char *root)
{
  g_free (self->root);
  self->root = g_strdup (root);
}
