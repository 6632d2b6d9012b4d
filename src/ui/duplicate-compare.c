/* src/ui/duplicate-compare.c: two photos of a group side by side, and what they have in common.
 *
 * The pictures are read by a decoder of their own, so that no backup's work stands
 * before them. What is known of the photos is read again whenever the group is. */
#include "ui/duplicate-compare.h"

#include <glib/gi18n.h>

#include "catalog/catalog-browse.h"
#include "ui/bin-template.h"
#include "ui/duplicate-fields.h"
#include "ui/duplicate-side.h"
#include "ui/duplicate-words.h"
#include "ui/duplicates.h"

#define SETTLE_MS 120 /* after the last change of size a sharper picture is asked for */

struct _PsDuplicateCompare
{
  AdwBin parent_instance;

  /* Owned */
  PsLibrary *library;      /* nullable */
  PsPictureLoader *loader; /* nullable */
  PsLooker *looker;        /* nullable */
  PsDuplicateItem *item;   /* nullable */
  GSignalGroup *item_signals;
  PsPhotoFacts *facts[2];  /* nullable: not read yet */
  GCancellable *reading;   /* nullable */
  GtkSizeGroup *values;    /* both columns are as wide */

  guint at[2];             /* the photos of the group that are compared */
  gint64 told_of[2];       /* the photos whose facts stand in the table, or are to */
  guint position, n_groups;
  guint settle_timer;

  /* Children */
  PsDuplicateSide *side[2];

  /* Template children */
  GtkLabel *title;
  GtkWidget *back_button;
  GtkWidget *unmark_button;
  GtkBox *sides;
  GtkGrid *table;
};

G_DEFINE_FINAL_TYPE (PsDuplicateCompare, ps_duplicate_compare, ADW_TYPE_BIN)

static PsWindow *
get_window (PsDuplicateCompare *self)
{
  return PS_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (self), PS_TYPE_WINDOW));
}

static const PsDuplicateGroup *
get_group (PsDuplicateCompare *self)
{
  return self->item != NULL ? ps_duplicate_item_get_group (self->item) : NULL;
}

static gint64
get_id (PsDuplicateCompare *self,
        guint               i)
{
  return ((PsDuplicate *) g_ptr_array_index (get_group (self)->photos, i))->id;
}

/* The table ------------------------------------------------------------------------------ */

static GtkWidget *
new_value (PsDuplicateCompare     *self,
           const PsDuplicateField *field,
           int                     side)
{
  /* Translators: a field of a photo that is not known, or empty. */
  GtkWidget *label = gtk_label_new (*field->values[side] != '\0' ? field->values[side] : _("–"));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), side == 0 ? 1 : 0);
  gtk_label_set_justify (GTK_LABEL (label), side == 0 ? GTK_JUSTIFY_RIGHT : GTK_JUSTIFY_LEFT);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "numeric");
  if (!field->differs)
    gtk_widget_add_css_class (label, "dim-label");
  gtk_size_group_add_widget (self->values, label);
  return label;
}

/* In the middle; what differs has a sign, and says so. */
static GtkWidget *
new_name (const PsDuplicateField *field)
{
  GtkWidget *label = gtk_label_new (NULL);
  /* Translators: the name of a field in which two photos differ. */
  g_autofree char *words = field->differs ? g_strdup_printf (_("≠ %s"), field->name) : g_strdup (field->name);
  /* Translators: as a screen reader says it: the name of a field in which two photos differ. */
  g_autofree char *spoken = field->differs ? g_strdup_printf (_("%s differs"), field->name) : g_strdup (field->name);

  gtk_label_set_label (GTK_LABEL (label), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_margin_top (label, 2); /* it is smaller than the values beside it */
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, field->differs ? "duplicate-differs" : "dim-label");
  return label;
}

static void
clear_table (PsDuplicateCompare *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->table))) != NULL)
    gtk_grid_remove (self->table, child);
}

static void
show_table (PsDuplicateCompare *self)
{
  g_autoptr(GPtrArray) fields = ps_duplicate_fields_new (self->facts[0], self->facts[1]);

  clear_table (self);
  for (guint i = 0; i < fields->len; i++)
    {
      const PsDuplicateField *field = g_ptr_array_index (fields, i);

      gtk_grid_attach (self->table, new_value (self, field, 0), 0, (int) i, 1, 1);
      gtk_grid_attach (self->table, new_name (field), 1, (int) i, 1, 1);
      gtk_grid_attach (self->table, new_value (self, field, 1), 2, (int) i, 1, 1);
    }
}

typedef struct
{
  PsDuplicateCompare *compare; /* owned */
  int side;
} Reading;

static void
facts_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autofree Reading *reading = user_data;
  g_autoptr(PsDuplicateCompare) self = reading->compare;
  g_autoptr(GError) error = NULL;
  PsPhotoFacts *facts = ps_catalog_get_photo_facts_finish (PS_CATALOG (source), result, &error);

  if (facts == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && get_window (self) != NULL)
        ps_window_report (get_window (self), error);
      return;
    }
  if (self->library == NULL || self->reading == NULL)
    {
      ps_photo_facts_free (facts);
      return;
    }
  g_clear_pointer (&self->facts[reading->side], ps_photo_facts_free);
  self->facts[reading->side] = facts;
  if (self->facts[0] != NULL && self->facts[1] != NULL)
    show_table (self);
}

static void
read_facts (PsDuplicateCompare *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  for (int side = 0; side < 2; side++)
    g_clear_pointer (&self->facts[side], ps_photo_facts_free);
  if (self->library == NULL)
    return;
  if (self->told_of[0] != get_id (self, self->at[0]) || self->told_of[1] != get_id (self, self->at[1]))
    clear_table (self); /* other photos' facts never stand under these */
  self->reading = g_cancellable_new ();
  for (int side = 0; side < 2; side++)
    {
      Reading *reading = g_new (Reading, 1);

      *reading = (Reading) { g_object_ref (self), side };
      self->told_of[side] = get_id (self, self->at[side]);
      ps_catalog_get_photo_facts_async (ps_library_get_catalog (self->library), get_id (self, self->at[side]), self->reading,
                                        facts_read_cb, reading);
    }
}

/* The pictures ------------------------------------------------------------------------------ */

static gboolean
is_readable (const PsPhotoRow *row)
{
  return row != NULL && row->local_path != NULL && g_strcmp0 (row->resource_type, "image") == 0 && g_strcmp0 (row->format, "pdf") != 0
         && row->state != PS_STATE_MISSING;
}

static void
load_pictures (PsDuplicateCompare *self)
{
  PsPictureWish wishes[2];
  guint n = 0;

  if (self->loader == NULL)
    return;
  for (int side = 0; side < 2; side++)
    {
      const PsPhotoRow *row = ps_duplicate_side_get_row (self->side[side]);

      if (is_readable (row))
        wishes[n++] = (PsPictureWish) { row, ps_duplicate_side_get_wanted_side (self->side[side]) };
    }
  ps_picture_loader_set_wishes (self->loader, wishes, n);
  for (int side = 0; side < 2; side++)
    ps_duplicate_side_take_picture (self->side[side], self->loader);
}

static gboolean
settled_cb (gpointer user_data)
{
  PsDuplicateCompare *self = user_data;

  self->settle_timer = 0;
  load_pictures (self);
  return G_SOURCE_REMOVE;
}

static void
wanted_changed_cb (PsDuplicateCompare *self)
{
  if (self->settle_timer == 0)
    self->settle_timer = g_timeout_add (SETTLE_MS, settled_cb, self);
}

static void
picture_changed_cb (PsDuplicateCompare *self)
{
  for (int side = 0; side < 2; side++)
    ps_duplicate_side_take_picture (self->side[side], self->loader);
}

/* The group ------------------------------------------------------------------------------------ */

static gboolean
has_marked (const PsDuplicateGroup *group)
{
  for (guint i = 0; i < group->photos->len; i++)
    if (((PsDuplicate *) g_ptr_array_index (group->photos, i))->keeper_id != 0)
      return TRUE;
  return FALSE;
}

static void
update (PsDuplicateCompare *self)
{
  const PsDuplicateGroup *group = get_group (self);
  PsWindow *window = get_window (self);
  g_autofree char *title = NULL;

  if (self->item != NULL && ps_duplicate_item_is_gone (self->item))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "duplicates.back", NULL);
      return;
    }
  if (group == NULL || group->photos->len < 2)
    return;
  if (MAX (self->at[0], self->at[1]) >= group->photos->len) /* it has become smaller */
    {
      self->at[0] = 0;
      self->at[1] = 1;
    }
  /* Translators: which group of how many is shown, and its shelf: Group 3 of 12 · Look-Alikes. */
  title = g_strdup_printf (_("Group %1$'u of %2$'u · %3$s"), self->position + 1, self->n_groups, ps_duplicate_words_shelf (group->shelf));
  gtk_label_set_label (self->title, title);
  gtk_widget_set_visible (self->unmark_button, has_marked (group));
  for (int side = 0; side < 2; side++)
    ps_duplicate_side_set_photo (self->side[side], self->item, self->at[side], window != NULL ? ps_window_get_textures (window) : NULL);
  load_pictures (self);
  read_facts (self);
}

static void
side_chosen_cb (PsDuplicateCompare *self,
                guint               i,
                PsDuplicateSide    *side)
{
  int which = side == self->side[1];

  if (i == self->at[!which])
    self->at[!which] = self->at[which]; /* they change places */
  self->at[which] = i;
  update (self);
}

/* Deeds ------------------------------------------------------------------------------------------ */

static void
swap (GtkWidget  *widget,
      const char *action_name,
      GVariant   *parameter)
{
  PsDuplicateCompare *self = PS_DUPLICATE_COMPARE (widget);
  guint left = self->at[0];

  self->at[0] = self->at[1];
  self->at[1] = left;
  update (self);
}

/* All others of the group give it their place, those that are not looked at too. */
static void
keep (GtkWidget  *widget,
      const char *action_name,
      GVariant   *parameter)
{
  PsDuplicateCompare *self = PS_DUPLICATE_COMPARE (widget);
  const PsDuplicateGroup *group = get_group (self);
  g_autoptr(GArray) others = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *name = NULL;
  guint i = self->at[g_str_equal (action_name, "compare.keep-right")];
  gboolean is_new = FALSE;

  if (group == NULL || group->shelf == PS_SHELF_BURST || get_window (self) == NULL)
    return;
  for (guint k = 0; k < group->photos->len; k++)
    {
      const PsDuplicate *photo = g_ptr_array_index (group->photos, k);

      if (k == i)
        continue;
      is_new = is_new || photo->keeper_id != get_id (self, i);
      g_array_append_val (others, photo->id);
    }
  if (!is_new)
    return; /* it is kept already, and says so */
  name = ps_duplicate_item_dup_name (self->item, i);
  ps_duplicates_choose (get_window (self), get_id (self, i), name, others);
}

static void
unmark (GtkWidget  *widget,
        const char *action_name,
        GVariant   *parameter)
{
  PsDuplicateCompare *self = PS_DUPLICATE_COMPARE (widget);
  const PsDuplicateGroup *group = get_group (self);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; group != NULL && i < group->photos->len; i++)
    if (((PsDuplicate *) g_ptr_array_index (group->photos, i))->keeper_id != 0)
      {
        gint64 id = get_id (self, i);

        g_array_append_val (ids, id);
      }
  if (get_window (self) != NULL)
    ps_duplicates_unmark (get_window (self), ids);
}

/* The widget itself -------------------------------------------------------------------------------- */

static void
looker_closed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  ps_looker_close_finish (PS_LOOKER (source), result, NULL); /* it never fails */
}

static void
let_go (PsDuplicateCompare *self)
{
  g_clear_handle_id (&self->settle_timer, g_source_remove);
  if (self->loader != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->loader, self);
      ps_picture_loader_stop (self->loader);
    }
  g_clear_object (&self->loader);
  if (self->looker != NULL)
    ps_looker_close_async (self->looker, looker_closed_cb, NULL);
  g_clear_object (&self->looker);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  for (int side = 0; side < 2; side++)
    g_clear_pointer (&self->facts[side], ps_photo_facts_free);
}

static void
ps_duplicate_compare_dispose (GObject *object)
{
  PsDuplicateCompare *self = PS_DUPLICATE_COMPARE (object);

  let_go (self);
  g_clear_object (&self->item_signals);
  g_clear_object (&self->item);
  g_clear_object (&self->library);
  g_clear_object (&self->values);
  ps_bin_template_dispose (object, PS_TYPE_DUPLICATE_COMPARE);
  G_OBJECT_CLASS (ps_duplicate_compare_parent_class)->dispose (object);
}

static gboolean
ps_duplicate_compare_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (PS_DUPLICATE_COMPARE (widget)->back_button);
}

static void
ps_duplicate_compare_class_init (PsDuplicateCompareClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ps_duplicate_compare_dispose;
  widget_class->grab_focus = ps_duplicate_compare_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/duplicate-compare.ui");
  gtk_widget_class_bind_template_child (widget_class, PsDuplicateCompare, title);
  gtk_widget_class_bind_template_child (widget_class, PsDuplicateCompare, back_button);
  gtk_widget_class_bind_template_child (widget_class, PsDuplicateCompare, unmark_button);
  gtk_widget_class_bind_template_child (widget_class, PsDuplicateCompare, sides);
  gtk_widget_class_bind_template_child (widget_class, PsDuplicateCompare, table);
  gtk_widget_class_install_action (widget_class, "compare.swap", NULL, swap);
  gtk_widget_class_install_action (widget_class, "compare.keep-left", NULL, keep);
  gtk_widget_class_install_action (widget_class, "compare.keep-right", NULL, keep);
  gtk_widget_class_install_action (widget_class, "compare.unmark", NULL, unmark);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, 0, "compare.swap", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1, 0, "compare.keep-left", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_1, 0, "compare.keep-left", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_2, 0, "compare.keep-right", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_2, 0, "compare.keep-right", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "duplicates.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "duplicates.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "duplicates.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "duplicates.back", NULL);
}

static void
ps_duplicate_compare_init (PsDuplicateCompare *self)
{
  static const char *const actions[2] = { "compare.keep-left", "compare.keep-right" };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->values = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->item_signals = g_signal_group_new (PS_TYPE_DUPLICATE_ITEM);
  g_signal_group_connect_swapped (self->item_signals, "changed", G_CALLBACK (update), self);
  for (int side = 0; side < 2; side++)
    {
      self->side[side] = PS_DUPLICATE_SIDE (ps_duplicate_side_new (actions[side], side == 0 ? "1" : "2"));
      gtk_box_append (self->sides, GTK_WIDGET (self->side[side]));
      g_signal_connect_object (self->side[side], "chosen", G_CALLBACK (side_chosen_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->side[side], "wanted-changed", G_CALLBACK (wanted_changed_cb), self, G_CONNECT_SWAPPED);
    }
  show_table (self);
}

/**
 * ps_duplicate_compare_set_library:
 * @self: a comparison
 * @library: (nullable): whose photos are compared; %NULL before it is closed
 */
void
ps_duplicate_compare_set_library (PsDuplicateCompare *self,
                                  PsLibrary          *library)
{
  ps_duplicate_compare_show (self, NULL, 0, 0);
  let_go (self);
  g_set_object (&self->library, library);
}

/**
 * ps_duplicate_compare_show:
 * @self: a comparison
 * @item: (nullable): the group whose photos are compared, the first two of it
 * @position: where it is in its shelf
 * @n_groups: how many groups are on it
 */
void
ps_duplicate_compare_show (PsDuplicateCompare *self,
                           PsDuplicateItem    *item,
                           guint               position,
                           guint               n_groups)
{
  PsVault *vault = self->library != NULL ? ps_library_get_vault (self->library) : NULL;

  self->position = position;
  self->n_groups = n_groups;
  if (item != NULL && vault != NULL && self->loader == NULL)
    {
      self->looker = ps_looker_new (1);
      self->loader = ps_picture_loader_new (vault, self->looker);
      g_signal_connect_object (self->loader, "changed", G_CALLBACK (picture_changed_cb), self, G_CONNECT_SWAPPED);
    }
  if (g_set_object (&self->item, item))
    {
      self->at[0] = 0;
      self->at[1] = 1;
      g_signal_group_set_target (self->item_signals, item);
    }
  if (item == NULL)
    {
      for (int side = 0; side < 2; side++)
        ps_duplicate_side_set_photo (self->side[side], NULL, 0, NULL);
      let_go (self);
      return;
    }
  ps_duplicate_item_load (item);
  update (self);
}

/**
 * ps_duplicate_compare_get_item:
 * @self: a comparison
 *
 * Returns: (transfer none) (nullable): the group that is shown
 */
PsDuplicateItem *
ps_duplicate_compare_get_item (PsDuplicateCompare *self)
{
  return self->item;
}
