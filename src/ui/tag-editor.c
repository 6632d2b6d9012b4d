/* src/ui/tag-editor.c: a photo's tags, with what it takes to add one's own and take them off.
 *
 * The cloud's tags stay as they are: nothing is ever written there. One's own
 * live in the catalogue, and each act can be undone.
 */
#include "ui/tag-editor.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/text.h"
#include "ui/window.h"
#include "ui/wrap-layout.h"

#define MAX_CHARS 60
#define N_SUGGESTIONS 6

struct _PsTagEditor
{
  GtkWidget parent_instance;

  /* Owned */
  PsCatalog *catalog;
  GArray *photo_ids;         /* of gint64 */
  GPtrArray *known;          /* of PsTagInfo; nullable until they are read */
  GCancellable *cancellable;

  /* Children */
  GtkPopover *popover;
  GtkEntry *entry;
  GtkListBox *suggestions;
};

G_DEFINE_FINAL_TYPE (PsTagEditor, ps_tag_editor, GTK_TYPE_WIDGET)

/* One deed: a tag put on or taken off some photos. */
typedef struct
{
  GWeakRef window;    /* PsWindow */
  PsCatalog *catalog; /* owned */
  char *tag;          /* owned */
  GArray *photo_ids;  /* owned: those it changed */
  gboolean is_added;
  gboolean is_first;  /* it has not been told to the undo stack yet */
} Deed;

static void
free_deed (gpointer data)
{
  Deed *deed = data;

  g_weak_ref_clear (&deed->window);
  g_object_unref (deed->catalog);
  g_array_unref (deed->photo_ids);
  g_free (deed->tag);
  g_free (deed);
}

static void put_on_again (gpointer data);
static void take_back (gpointer data);

/* A copy lives in the undo stack: a deed that is under way has its own. */
static Deed *
copy_deed (const Deed *deed,
           GArray     *photo_ids)
{
  Deed *copy = g_new0 (Deed, 1);
  g_autoptr(PsWindow) window = g_weak_ref_get ((GWeakRef *) &deed->window);

  g_weak_ref_init (&copy->window, window);
  copy->catalog = g_object_ref (deed->catalog);
  copy->tag = g_strdup (deed->tag);
  copy->photo_ids = g_array_ref (photo_ids);
  copy->is_added = deed->is_added;
  return copy;
}

static void
tell (Deed     *deed,
      PsWindow *window,
      GArray   *changed)
{
  g_autofree char *tag = ps_text_visible (deed->tag, MAX_CHARS);
  g_autofree char *words = NULL;

  if (changed->len == 0)
    {
      /* Translators: %s is a tag */
      words = g_strdup_printf (_("They have the tag “%s” already"), tag);
      ps_window_toast (window, words, FALSE);
      return;
    }
  /* Translators: %s is a tag */
  words = g_strdup_printf (deed->is_added ? _("Tag “%s” added") : _("Tag “%s” taken off"), tag);
  if (ps_window_get_undo (window) != NULL)
    ps_undo_push (ps_window_get_undo (window), words, take_back, put_on_again, copy_deed (deed, changed), free_deed);
  ps_window_toast (window, words, TRUE);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Deed *deed = data;
  g_autoptr(PsWindow) window = g_weak_ref_get (&deed->window);
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) changed = deed->is_added ? ps_catalog_add_tag_finish (PS_CATALOG (source), result, &error)
                                             : ps_catalog_remove_tag_finish (PS_CATALOG (source), result, &error);

  if (window != NULL && changed == NULL)
    ps_window_report (window, error);
  else if (window != NULL && deed->is_first)
    tell (deed, window, changed);
  free_deed (deed);
}

static void
run (Deed *deed)
{
  if (deed->is_added)
    ps_catalog_add_tag_async (deed->catalog, deed->tag, deed->photo_ids, NULL, done_cb, deed);
  else
    ps_catalog_remove_tag_async (deed->catalog, deed->tag, deed->photo_ids, NULL, done_cb, deed);
}

static void
put_on_again (gpointer data)
{
  Deed *deed = data;

  run (copy_deed (deed, deed->photo_ids));
}

static void
take_back (gpointer data)
{
  Deed *deed = data;
  Deed *back = copy_deed (deed, deed->photo_ids);

  back->is_added = !back->is_added;
  run (back);
}

static void
begin (PsTagEditor *self,
       const char  *tag,
       gboolean     is_added)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), PS_TYPE_WINDOW);
  Deed *deed = g_new0 (Deed, 1);

  g_weak_ref_init (&deed->window, window);
  deed->catalog = g_object_ref (self->catalog);
  deed->tag = g_strdup (tag);
  deed->photo_ids = g_array_ref (self->photo_ids);
  deed->is_added = is_added;
  deed->is_first = TRUE;
  run (deed);
}

static void
remove_clicked_cb (GtkButton   *button,
                   PsTagEditor *self)
{
  begin (self, g_object_get_data (G_OBJECT (button), "tag"), FALSE);
}

static void
add_text (PsTagEditor *self,
          const char  *text)
{
  g_autofree char *tag = g_strstrip (g_strdup (text));

  if (*tag != '\0')
    begin (self, tag, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_popover_popdown (self->popover);
}

static void
entry_activated_cb (PsTagEditor *self)
{
  add_text (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
suggestion_activated_cb (PsTagEditor   *self,
                         GtkListBoxRow *row)
{
  add_text (self, g_object_get_data (G_OBJECT (row), "tag"));
}

static void
add_suggestion (PsTagEditor     *self,
                const PsTagInfo *info)
{
  g_autofree char *visible = ps_text_visible (info->name, MAX_CHARS);
  GtkWidget *label = gtk_label_new (visible), *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  g_object_set_data_full (G_OBJECT (row), "tag", g_strdup (info->name), g_free);
  gtk_list_box_append (self->suggestions, row);
}

/* Those that begin with what was typed. */
static void
suggest (PsTagEditor *self)
{
  g_autofree char *typed = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1);
  GtkWidget *row;
  guint n = 0;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->suggestions))) != NULL)
    gtk_list_box_remove (self->suggestions, row);
  for (guint i = 0; self->known != NULL && i < self->known->len && n < N_SUGGESTIONS; i++)
    {
      const PsTagInfo *info = g_ptr_array_index (self->known, i);
      g_autofree char *folded = g_utf8_casefold (info->name, -1);

      if (g_str_has_prefix (folded, typed))
        {
          add_suggestion (self, info);
          n++;
        }
    }
  gtk_widget_set_visible (GTK_WIDGET (self->suggestions), n > 0);
}

static void
tags_listed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *known = ps_catalog_list_tags_finish (PS_CATALOG (source), result, &error);
  PsTagEditor *self = data;

  if (known == NULL) /* without suggestions, then; the deed itself tells its errors */
    return;
  g_clear_pointer (&self->known, g_ptr_array_unref);
  self->known = known;
  suggest (self);
}

static void
popover_shown_cb (PsTagEditor *self)
{
  if (self->known == NULL)
    ps_catalog_list_tags_async (self->catalog, self->cancellable, tags_listed_cb, self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
add_chip (PsTagEditor      *self,
          const PsPhotoTag *tag)
{
  g_autofree char *visible = ps_text_visible (tag->name, MAX_CHARS);
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *show = gtk_button_new_with_label (visible);
  GVariant *set = g_variant_new ("(uxss)", (guint32) PS_PHOTOS_WITH_TAG, (gint64) 0, tag->name, visible);

  gtk_widget_add_css_class (chip, "tag-chip");
  gtk_widget_add_css_class (show, "flat");
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (show))), PANGO_ELLIPSIZE_END);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (show), set);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (show), "win.show-set");
  gtk_box_append (GTK_BOX (chip), show);
  if (tag->is_local)
    {
      /* Translators: %s is a tag */
      g_autofree char *words = g_strdup_printf (_("Take Off “%s”"), visible);
      GtkWidget *remove = gtk_button_new_from_icon_name ("window-close-symbolic");

      gtk_widget_add_css_class (remove, "flat");
      gtk_widget_add_css_class (remove, "circular");
      gtk_widget_set_tooltip_text (remove, words);
      g_object_set_data_full (G_OBJECT (remove), "tag", g_strdup (tag->name), g_free);
      g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_clicked_cb), self, 0);
      gtk_box_append (GTK_BOX (chip), remove);
    }
  else
    gtk_widget_set_tooltip_text (show, _("A tag from Cloudinary; Proofsheet changes nothing there."));
  gtk_widget_set_parent (chip, GTK_WIDGET (self));
}

static void
add_adder (PsTagEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *button = gtk_menu_button_new ();

  self->popover = GTK_POPOVER (gtk_popover_new ());
  self->entry = GTK_ENTRY (gtk_entry_new ());
  self->suggestions = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_entry_set_placeholder_text (self->entry, _("New Tag"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("New Tag"), -1);
  gtk_entry_set_max_length (self->entry, 200);
  gtk_list_box_set_selection_mode (self->suggestions, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->suggestions), "boxed-list");
  gtk_widget_set_visible (GTK_WIDGET (self->suggestions), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->suggestions));
  gtk_popover_set_child (self->popover, box);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "list-add-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), GTK_WIDGET (self->popover));
  gtk_widget_set_tooltip_text (button, _("Add a Tag"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add a Tag"), -1);
  gtk_widget_add_css_class (button, "tag-adder");
  g_signal_connect_object (self->popover, "show", G_CALLBACK (popover_shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (entry_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (suggest), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->suggestions, "row-activated", G_CALLBACK (suggestion_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
}

static void
ps_tag_editor_dispose (GObject *object)
{
  PsTagEditor *self = PS_TAG_EDITOR (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->catalog);
  g_clear_pointer (&self->photo_ids, g_array_unref);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  G_OBJECT_CLASS (ps_tag_editor_parent_class)->dispose (object);
}

static void
ps_tag_editor_class_init (PsTagEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ps_tag_editor_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "ps-tags");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ps_tag_editor_init (PsTagEditor *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_layout_manager (GTK_WIDGET (self), ps_wrap_layout_new (6));
}

/**
 * ps_tag_editor_new:
 * @catalog: where tags are kept
 * @photo_ids: of gint64: whose tags they are
 * @tags: (nullable) (element-type PsPhotoTag): those there are; borrowed for this call
 *
 * Returns: (transfer floating): the editor; another one is made when the tags change
 */
GtkWidget *
ps_tag_editor_new (PsCatalog *catalog,
                   GArray    *photo_ids,
                   GPtrArray *tags)
{
  PsTagEditor *self = g_object_new (PS_TYPE_TAG_EDITOR, NULL);

  self->catalog = g_object_ref (catalog);
  self->photo_ids = g_array_ref (photo_ids);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Tags"), -1);
  for (guint i = 0; tags != NULL && i < tags->len; i++)
    add_chip (self, g_ptr_array_index (tags, i));
  add_adder (self);
  return GTK_WIDGET (self);
}
