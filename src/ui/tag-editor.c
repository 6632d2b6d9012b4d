/* src/ui/tag-editor.c: the tags of a photo or of many, with what it takes to add one's own and take them off.
 *
 * The cloud's tags stand apart and stay as they are: nothing is ever written
 * there. One's own live in the catalogue, and each act can be undone.
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

static void
begin (PsTagEditor *self,
       const char  *tag,
       gboolean     is_added)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), PS_TYPE_WINDOW);

  if (window == NULL)
    return;
  if (is_added)
    ps_window_add_tag (PS_WINDOW (window), tag, self->photo_ids);
  else
    ps_window_remove_tag (PS_WINDOW (window), tag, self->photo_ids);
}

static void
remove_clicked_cb (GtkButton   *button,
                   PsTagEditor *self)
{
  begin (self, g_object_get_data (G_OBJECT (button), "tag"), FALSE);
}

static void
add_clicked_cb (GtkButton   *button,
                PsTagEditor *self)
{
  begin (self, g_object_get_data (G_OBJECT (button), "tag"), TRUE);
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

/* A chip shows the photos that have the tag. */
static GtkWidget *
new_chip (const char *name,
          guint       n_photos,
          guint       n_all)
{
  g_autofree char *visible = ps_text_visible (name, MAX_CHARS);
  /* Translators: a tag, and how many of the selected photos have it: “wedding · 3 of 12”. */
  g_autofree char *words = n_photos < n_all ? g_strdup_printf (_("%1$s · %2$'u of %3$'u"), visible, n_photos, n_all) : g_strdup (visible);
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *show = gtk_button_new_with_label (words);
  GVariant *set = g_variant_new ("(uxss)", (guint32) PS_PHOTOS_WITH_TAG, (gint64) 0, name, visible);

  gtk_widget_add_css_class (chip, "tag-chip");
  if (n_photos < n_all)
    gtk_widget_add_css_class (chip, "partial");
  gtk_widget_add_css_class (show, "flat");
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (show))), PANGO_ELLIPSIZE_END);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (show), set);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (show), "win.show-set");
  gtk_box_append (GTK_BOX (chip), show);
  return chip;
}

static void
add_button (PsTagEditor *self,
            GtkWidget   *chip,
            const char  *icon_name,
            const char  *words,
            const char  *tag,
            GCallback    clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (button), "tag", g_strdup (tag), g_free);
  g_signal_connect_object (button, "clicked", clicked, self, 0);
  gtk_box_append (GTK_BOX (chip), button);
}

/* What some have can be given to all, and taken off all. */
static void
add_own_chip (PsTagEditor    *self,
              const PsTagUse *use)
{
  g_autofree char *visible = ps_text_visible (use->name, MAX_CHARS);
  /* Translators: %s is a tag */
  g_autofree char *take_off = g_strdup_printf (_("Take Off “%s”"), visible);
  GtkWidget *chip = new_chip (use->name, use->n_local, self->photo_ids->len);

  if (use->n_local < self->photo_ids->len)
    {
      /* Translators: %s is a tag that some of the selected photos have. */
      g_autofree char *put_on = g_strdup_printf (_("Put “%s” on All of Them"), visible);

      add_button (self, chip, "list-add-symbolic", put_on, use->name, G_CALLBACK (add_clicked_cb));
    }
  add_button (self, chip, "window-close-symbolic", take_off, use->name, G_CALLBACK (remove_clicked_cb));
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
 * @uses: (nullable) (element-type PsTagUse): those there are; borrowed for this call
 *
 * Returns: (transfer floating): the editor of one's own tags; another one is made when the tags change
 */
GtkWidget *
ps_tag_editor_new (PsCatalog *catalog,
                   GArray    *photo_ids,
                   GPtrArray *uses)
{
  PsTagEditor *self = g_object_new (PS_TYPE_TAG_EDITOR, NULL);

  self->catalog = g_object_ref (catalog);
  self->photo_ids = g_array_ref (photo_ids);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Tags"), -1);
  for (guint i = 0; uses != NULL && i < uses->len; i++)
    if (((PsTagUse *) g_ptr_array_index (uses, i))->n_local > 0)
      add_own_chip (self, g_ptr_array_index (uses, i));
  add_adder (self);
  return GTK_WIDGET (self);
}

/**
 * ps_tag_editor_new_of_cloud:
 * @uses: (element-type PsTagUse): the tags there are
 * @n_photos: of how many photos
 *
 * Returns: (transfer floating) (nullable): those of the cloud, only to be looked at; %NULL: it has none
 */
GtkWidget *
ps_tag_editor_new_of_cloud (GPtrArray *uses,
                            guint      n_photos)
{
  GtkWidget *box = NULL;

  for (guint i = 0; i < uses->len; i++)
    {
      const PsTagUse *use = g_ptr_array_index (uses, i);
      GtkWidget *chip;

      if (use->n_cloud == 0)
        continue;
      if (box == NULL)
        box = g_object_new (GTK_TYPE_BOX, "layout-manager", ps_wrap_layout_new (6), "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
      chip = new_chip (use->name, use->n_cloud, n_photos);
      gtk_widget_set_tooltip_text (chip, _("A tag from Cloudinary; Proofsheet changes nothing there."));
      gtk_box_append (GTK_BOX (box), chip);
    }
  if (box != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Tags in Cloudinary"), -1);
  return box;
}
