/* src/ui/tags-window.c: which tags some photos have, all, some or none of them; a click changes it.
 *
 * A box is ticked where all of them have the tag as one's own, half ticked where
 * some have. What Cloudinary has is said beside it and stays as it is. Tags in
 * use come first, and stay where they are while the window is open. */
#include "ui/tags-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/text.h"
#include "catalog/catalog-browse.h"
#include "ui/words.h"

#define WIDTH 420 /* pixels, where the window that asks is as large */
#define HEIGHT 560
#define MAX_CHARS 200
#define MOST_ROWS 200 /* what is not shown is found by typing */

struct _PsTagsWindow
{
  AdwWindow parent_instance;

  /* Owned */
  PsWindow *asker;
  GArray *ids;               /* of gint64 */
  GPtrArray *names;          /* of utf8: every tag, in the order of the list */
  GHashTable *has_name;      /* the same, to be looked up */
  GHashTable *uses;          /* name → PsTagUse; of those that one of the photos has */
  GPtrArray *known;          /* of PsTagInfo; nullable: not read yet */
  GCancellable *cancellable;

  gboolean is_showing;       /* the boxes are set by what was read, not by the person */

  /* Template children */
  AdwWindowTitle *title;
  GtkEditable *entry;
  GtkStack *stack;
  GtkListBox *list;
  GtkLabel *more;
};

G_DEFINE_FINAL_TYPE (PsTagsWindow, ps_tags_window, ADW_TYPE_WINDOW)

static const char *
get_name (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "tag");
}

static guint
count_local (PsTagsWindow *self,
             const char   *name)
{
  const PsTagUse *use = g_hash_table_lookup (self->uses, name);

  return use != NULL ? use->n_local : 0;
}

/* Rows ---------------------------------------------------------------------------------- */

/* Who has it, in words; empty: nobody has. */
static char *
describe (PsTagsWindow   *self,
          const PsTagUse *use)
{
  GString *words = g_string_new (NULL);
  guint n = self->ids->len;

  if (use != NULL && use->n_local > 0 && use->n_local < n)
    /* Translators: how many of the selected photos have a tag. */
    g_string_append_printf (words, _("On %1$'u of %2$'u photos"), use->n_local, n);
  else if (use != NULL && use->n_local > 0 && n > 1)
    g_string_append_printf (words, ngettext ("On the photo", "On all %'u photos", n), n);
  if (use != NULL && use->n_cloud > 0)
    {
      if (words->len > 0)
        g_string_append (words, " · ");
      if (use->n_cloud < n)
        /* Translators: how many of the selected photos have a tag in the cloud. */
        g_string_append_printf (words, _("In Cloudinary on %1$'u of %2$'u"), use->n_cloud, n);
      else
        g_string_append_printf (words, ngettext ("In Cloudinary", "In Cloudinary on all %'u", n), n);
    }
  return g_string_free (words, FALSE);
}

static void
show_use (PsTagsWindow  *self,
          GtkListBoxRow *row)
{
  const PsTagUse *use = g_hash_table_lookup (self->uses, get_name (row));
  GtkCheckButton *check = g_object_get_data (G_OBJECT (row), "check");
  GtkWidget *cloud = g_object_get_data (G_OBJECT (row), "cloud");
  guint n_local = use != NULL ? use->n_local : 0;
  g_autofree char *words = describe (self, use);

  self->is_showing = TRUE;
  gtk_check_button_set_active (check, n_local == self->ids->len);
  gtk_check_button_set_inconsistent (check, n_local > 0 && n_local < self->ids->len);
  self->is_showing = FALSE;
  gtk_accessible_update_state (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_STATE_CHECKED,
                               n_local == 0 ? GTK_ACCESSIBLE_TRISTATE_FALSE
                               : n_local < self->ids->len ? GTK_ACCESSIBLE_TRISTATE_MIXED : GTK_ACCESSIBLE_TRISTATE_TRUE, -1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_widget_set_visible (cloud, use != NULL && use->n_cloud > 0);
}

/* What some have, all get; what all have, they lose. */
static void
change (PsTagsWindow *self,
        const char   *name)
{
  if (count_local (self, name) < self->ids->len)
    ps_window_add_tag (self->asker, name, self->ids);
  else
    ps_window_remove_tag (self->asker, name, self->ids);
}

static void
toggled_cb (PsTagsWindow   *self,
            GtkCheckButton *check)
{
  if (self->is_showing)
    return;
  change (self, g_object_get_data (G_OBJECT (check), "tag"));
  /* The box says what is so, and something else when that is done: it may fail. */
  show_use (self, GTK_LIST_BOX_ROW (gtk_widget_get_ancestor (GTK_WIDGET (check), GTK_TYPE_LIST_BOX_ROW)));
}

static GtkWidget *
new_row (PsTagsWindow *self,
         const char   *name)
{
  GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new (), *cloud = gtk_image_new_from_icon_name ("ps-cloud-symbolic");
  g_autofree char *visible = ps_text_visible (name, MAX_CHARS);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), visible);
  gtk_widget_add_css_class (row, "numeric");
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (cloud, _("Cloudinary has this tag too, and keeps it"));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), cloud);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_object_set_data_full (G_OBJECT (row), "tag", g_strdup (name), g_free);
  g_object_set_data_full (G_OBJECT (check), "tag", g_strdup (name), g_free);
  g_object_set_data (G_OBJECT (row), "check", check);
  g_object_set_data (G_OBJECT (row), "cloud", cloud);
  show_use (self, GTK_LIST_BOX_ROW (row));
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  return row;
}

/* The last row, for what was typed and is no tag yet. */
static GtkWidget *
new_adder (const char *typed)
{
  GtkWidget *row = adw_action_row_new (), *icon = gtk_image_new_from_icon_name ("list-add-symbolic");
  g_autofree char *visible = ps_text_visible (typed, MAX_CHARS);
  /* Translators: %s is what was typed. */
  g_autofree char *title = g_strdup_printf (_("New tag “%s”"), visible);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

/* What Return takes is marked. */
static void
mark_first (PsTagsWindow *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);
  GtkWidget *mark;

  if (first == NULL)
    return;
  mark = gtk_label_new ("↵");
  gtk_widget_add_css_class (mark, "dim-label");
  gtk_widget_set_tooltip_text (mark, _("Return puts this one on"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (first), mark);
}

/* The list ------------------------------------------------------------------------------- */

static char *
get_typed (PsTagsWindow *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (self->entry));

  return g_utf8_substring (g_strstrip (text), 0, MIN (g_utf8_strlen (text, -1), MAX_CHARS));
}

static void
fill (PsTagsWindow *self)
{
  g_autofree char *typed = get_typed (self), *folded = g_utf8_casefold (typed, -1), *words = NULL;
  gboolean is_known = FALSE;
  guint n_shown = 0, n_more = 0;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < self->names->len; i++)
    {
      const char *name = g_ptr_array_index (self->names, i);
      g_autofree char *name_folded = g_utf8_casefold (name, -1);

      is_known = is_known || g_str_equal (name_folded, folded);
      if (strstr (name_folded, folded) == NULL)
        continue;
      if (n_shown < MOST_ROWS)
        gtk_list_box_append (self->list, new_row (self, name));
      n_more += n_shown++ >= MOST_ROWS;
    }
  if (*typed != '\0' && !is_known)
    gtk_list_box_append (self->list, new_adder (typed));
  if (*typed != '\0')
    mark_first (self);
  words = g_strdup_printf (ngettext ("and %'u more: type a part of its name", "and %'u more: type a part of a name", n_more), n_more);
  gtk_label_set_label (self->more, words);
  gtk_widget_set_visible (GTK_WIDGET (self->more), n_more > 0);
  gtk_stack_set_visible_child_name (self->stack, n_shown > 0 || *typed != '\0' ? "tags" : "nothing");
}

static void
entry_changed_cb (PsTagsWindow *self)
{
  if (self->known != NULL)
    fill (self);
}

static void
row_activated_cb (PsTagsWindow  *self,
                  GtkListBoxRow *row)
{
  g_autofree char *typed = NULL;

  if (get_name (row) != NULL)
    return; /* its box is */
  typed = get_typed (self);
  gtk_editable_set_text (self->entry, "");
  ps_window_add_tag (self->asker, typed, self->ids);
}

/* Return puts on the first that is found, else the new one; it never takes one off. */
static void
entry_activated_cb (PsTagsWindow *self)
{
  g_autofree char *typed = get_typed (self);
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);
  g_autofree char *name = g_strdup (first != NULL && get_name (first) != NULL ? get_name (first) : typed);

  if (*typed == '\0' || self->known == NULL)
    return;
  gtk_editable_set_text (self->entry, "");
  ps_window_add_tag (self->asker, name, self->ids);
}

/* Reading -------------------------------------------------------------------------------- */

/* Returns: whether it is new. */
static gboolean
add_name (PsTagsWindow *self,
          const char   *name,
          gboolean      in_front)
{
  char *copy;

  if (g_hash_table_contains (self->has_name, name))
    return FALSE;
  copy = g_strdup (name);
  g_hash_table_add (self->has_name, copy);
  g_ptr_array_insert (self->names, in_front ? 0 : -1, copy);
  return TRUE;
}

/* What is new comes to the front: it is what the person just added. */
static gboolean
add_new_names (PsTagsWindow *self,
               GPtrArray    *uses)
{
  gboolean any = FALSE;

  for (guint i = uses->len; i > 0; i--)
    any = add_name (self, ((PsTagUse *) g_ptr_array_index (uses, i - 1))->name, TRUE) || any;
  return any;
}

static void
take_uses (PsTagsWindow *self,
           GPtrArray    *uses)
{
  g_hash_table_remove_all (self->uses);
  for (guint i = 0; i < uses->len; i++)
    g_hash_table_insert (self->uses, ((PsTagUse *) uses->pdata[i])->name, uses->pdata[i]);
  g_ptr_array_set_free_func (uses, NULL); /* the table has them */
}

static void
uses_counted_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) uses = ps_catalog_count_tag_uses_finish (PS_CATALOG (source), result, &error);
  PsTagsWindow *self = user_data;
  gboolean is_first;
  GtkListBoxRow *row;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the window is gone */
  is_first = self->names->len == 0;
  if (uses == NULL)
    {
      ps_window_report (self->asker, error);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  is_first = add_new_names (self, uses) || is_first;
  take_uses (self, uses);
  for (guint i = 0; i < self->known->len; i++)
    add_name (self, ((PsTagInfo *) g_ptr_array_index (self->known, i))->name, FALSE);
  if (is_first)
    fill (self);
  for (int i = 0; !is_first && (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (get_name (row) != NULL)
      show_use (self, row);
}

static PsCatalog *
get_catalog (PsTagsWindow *self)
{
  PsLibrary *library = ps_window_get_library (self->asker);

  return library != NULL ? ps_library_get_catalog (library) : NULL;
}

static void
count_uses (PsTagsWindow *self)
{
  if (get_catalog (self) != NULL)
    ps_catalog_count_tag_uses_async (get_catalog (self), self->ids, self->cancellable, uses_counted_cb, self);
}

static void
tags_listed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *known = ps_catalog_list_tags_finish (PS_CATALOG (source), result, &error);
  PsTagsWindow *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (known == NULL)
    {
      ps_window_report (self->asker, error);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  self->known = known;
  count_uses (self);
}

static void
catalog_changed_cb (PsTagsWindow *self,
                    PsChange     *change)
{
  if ((change->kinds & PS_CHANGE_TAGS) && self->known != NULL)
    count_uses (self);
}

/* The window itself ----------------------------------------------------------------------- */

/* Before the field's own undo, where nothing is typed. */
static gboolean
undo_pressed_cb (GtkWidget *widget,
                 GVariant  *arguments,
                 gpointer   user_data)
{
  PsTagsWindow *self = PS_TAGS_WINDOW (widget);

  if (*gtk_editable_get_text (self->entry) != '\0')
    return FALSE;
  g_action_group_activate_action (G_ACTION_GROUP (self->asker), user_data, NULL);
  return TRUE;
}

static void
add_undo_keys (PsTagsWindow *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  static char undo[] = "undo", redo[] = "redo";

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_z, GDK_CONTROL_MASK),
                                                          gtk_callback_action_new (undo_pressed_cb, undo, NULL)));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK),
                                                          gtk_callback_action_new (undo_pressed_cb, redo, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
ps_tags_window_dispose (GObject *object)
{
  PsTagsWindow *self = PS_TAGS_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), PS_TYPE_TAGS_WINDOW);
  G_OBJECT_CLASS (ps_tags_window_parent_class)->dispose (object);
}

static void
ps_tags_window_finalize (GObject *object)
{
  PsTagsWindow *self = PS_TAGS_WINDOW (object);

  g_clear_object (&self->asker);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  g_hash_table_unref (self->has_name);
  g_ptr_array_unref (self->names);
  g_hash_table_unref (self->uses);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (ps_tags_window_parent_class)->finalize (object);
}

static void
ps_tags_window_class_init (PsTagsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ps_tags_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = ps_tags_window_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/tags-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PsTagsWindow, title);
  gtk_widget_class_bind_template_child (widget_class, PsTagsWindow, entry);
  gtk_widget_class_bind_template_child (widget_class, PsTagsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PsTagsWindow, list);
  gtk_widget_class_bind_template_child (widget_class, PsTagsWindow, more);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ps_tags_window_init (PsTagsWindow *self)
{
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->has_name = g_hash_table_new (g_str_hash, g_str_equal);
  self->uses = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) ps_tag_use_free);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_undo_keys (self);
}

/**
 * ps_tags_window_present:
 * @window: who asks
 * @ids: (element-type gint64): the photos
 */
void
ps_tags_window_present (PsWindow *window,
                        GArray   *ids)
{
  PsTagsWindow *self = g_object_new (PS_TYPE_TAGS_WINDOW, "transient-for", window, NULL);
  g_autofree char *photos = ps_words_photos (ids->len);

  gtk_window_set_default_size (GTK_WINDOW (self), MIN (WIDTH, gtk_widget_get_width (GTK_WIDGET (window))),
                               MIN (HEIGHT, gtk_widget_get_height (GTK_WIDGET (window))));
  self->asker = g_object_ref (window);
  self->ids = g_array_ref (ids);
  adw_window_title_set_subtitle (self->title, photos);
  g_signal_connect_object (get_catalog (self), "changed", G_CALLBACK (catalog_changed_cb), self, G_CONNECT_SWAPPED);
  ps_catalog_list_tags_async (get_catalog (self), self->cancellable, tags_listed_cb, self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
