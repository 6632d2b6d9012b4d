/* src/ui/duplicate-row.c: a group of duplicates in a shelf: its photos by picture and name, and which one is kept. */
#include "ui/duplicate-row.h"

#include <glib/gi18n.h>

#include "base/text.h"
#include "ui/duplicate-words.h"
#include "ui/small-picture.h"
#include "ui/wrap-layout.h"

#define MOST_TILES 6 /* of a larger group; all are in the comparison */
#define MAX_CHARS 200
#define TILE_WIDTH 270
#define PICTURE_WIDTH 84
#define PICTURE_HEIGHT 63

struct _PsDuplicateRow
{
  AdwBin parent_instance;

  /* Owned */
  PsDuplicateItem *item;    /* nullable */
  PsTextureCache *textures; /* nullable */
  GSignalGroup *signals;

  /* Children */
  GtkLabel *summary;
  GtkWidget *tiles;
};

G_DEFINE_FINAL_TYPE (PsDuplicateRow, ps_duplicate_row, ADW_TYPE_BIN)

static GtkWidget *
new_line (const char         *words,
          PangoEllipsizeMode  ellipsize)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), ellipsize);
  if (ellipsize != PANGO_ELLIPSIZE_NONE)
    gtk_label_set_max_width_chars (GTK_LABEL (label), 18); /* it fills the tile, and does not widen it */
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

static GtkWidget *
new_fate (PsFate fate)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = new_line (ps_fate_to_words (fate), PANGO_ELLIPSIZE_END);
  const char *icon_name = ps_fate_to_icon_name (fate);

  if (icon_name != NULL)
    gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name (icon_name));
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), label);
  gtk_widget_add_css_class (line, "caption");
  if (fate == PS_FATE_MARKED || fate == PS_FATE_WOULD_MARK)
    gtk_widget_add_css_class (line, "dim-label");
  else
    gtk_widget_add_css_class (line, "duplicate-kept");
  return line;
}

static GtkWidget *
new_dim_line (const char         *words,
              PangoEllipsizeMode  ellipsize)
{
  GtkWidget *line = new_line (words, ellipsize);

  gtk_widget_add_css_class (line, "dim-label");
  gtk_widget_add_css_class (line, "caption");
  return line;
}

/* Always as large, whatever the picture's own size and proportions. */
static GtkWidget *
new_frame (PsDuplicateRow   *self,
           const PsPhotoRow *row)
{
  GtkWidget *frame = gtk_overlay_new (), *ground = adw_bin_new (), *picture;

  gtk_widget_set_size_request (ground, PICTURE_WIDTH, PICTURE_HEIGHT);
  gtk_overlay_set_child (GTK_OVERLAY (frame), ground);
  picture = row != NULL && row->thumbnail_key != NULL ? ps_small_picture_new (self->textures, row, -1, -1)
                                                      : gtk_image_new_from_icon_name ("image-x-generic-symbolic");
  gtk_overlay_add_overlay (GTK_OVERLAY (frame), picture);
  gtk_widget_set_overflow (frame, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_valign (frame, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (frame, "shoot-cover");
  return frame;
}

static GtkWidget *
new_tile (PsDuplicateRow *self,
          guint           i)
{
  const PsDuplicate *photo = g_ptr_array_index (ps_duplicate_item_get_group (self->item)->photos, i);
  PsFate fate = ps_duplicate_item_get_fate (self->item, i);
  GtkWidget *tile = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9), *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1), *line;
  g_autofree char *name = ps_duplicate_item_dup_name (self->item, i), *size = ps_duplicate_words_size (photo);
  g_autofree char *folder = ps_text_visible (photo->folder_path, MAX_CHARS);

  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (lines, TRUE);
  line = new_line (name, PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_tooltip_text (line, name);
  gtk_box_append (GTK_BOX (lines), line);
  if (*folder != '\0')
    gtk_box_append (GTK_BOX (lines), new_dim_line (folder, PANGO_ELLIPSIZE_MIDDLE));
  gtk_box_append (GTK_BOX (lines), new_dim_line (size, PANGO_ELLIPSIZE_END));
  if (fate != PS_FATE_OPEN)
    gtk_box_append (GTK_BOX (lines), new_fate (fate));
  gtk_box_append (GTK_BOX (tile), new_frame (self, ps_duplicate_item_get_row (self->item, i)));
  gtk_box_append (GTK_BOX (tile), lines);
  gtk_widget_set_size_request (tile, TILE_WIDTH, -1);
  return tile;
}

static GtkWidget *
new_more (guint n)
{
  g_autofree char *words = g_strdup_printf (ngettext ("and %'u more", "and %'u more", n), n);
  GtkWidget *label = new_line (words, PANGO_ELLIPSIZE_NONE);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  return label;
}

static void
clear_tiles (PsDuplicateRow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->tiles)) != NULL)
    gtk_widget_unparent (child);
}

/* As a screen reader says it: how many, what they cost, each by name and what becomes of it. */
static void
set_spoken (PsDuplicateRow *self,
            const char     *summary)
{
  const PsDuplicateGroup *group = ps_duplicate_item_get_group (self->item);
  g_autoptr(GString) spoken = g_string_new (summary);

  for (guint i = 0; i < group->photos->len && i < MOST_TILES; i++)
    {
      g_autofree char *name = ps_duplicate_item_dup_name (self->item, i);
      const char *fate = ps_fate_to_words (ps_duplicate_item_get_fate (self->item, i));

      g_string_append_printf (spoken, "%s%s%s%s", i == 0 ? ": " : "; ", name, *fate != '\0' ? ", " : "", fate);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str, -1);
  /* What has the focus is what a screen reader reads: the list's own row around this one. */
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self))), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str, -1);
}

static void
update (PsDuplicateRow *self)
{
  const PsDuplicateGroup *group = self->item != NULL ? ps_duplicate_item_get_group (self->item) : NULL;
  g_autofree char *summary = NULL;

  clear_tiles (self);
  if (group == NULL || self->textures == NULL)
    {
      gtk_label_set_label (self->summary, "");
      return;
    }
  summary = ps_duplicate_words_group (group);
  gtk_label_set_label (self->summary, summary);
  for (guint i = 0; i < group->photos->len && i < MOST_TILES; i++)
    gtk_widget_set_parent (new_tile (self, i), self->tiles);
  if (group->photos->len > MOST_TILES)
    gtk_widget_set_parent (new_more (group->photos->len - MOST_TILES), self->tiles);
  set_spoken (self, summary);
}

static void
ps_duplicate_row_dispose (GObject *object)
{
  PsDuplicateRow *self = PS_DUPLICATE_ROW (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->item);
  g_clear_object (&self->textures);
  if (self->tiles != NULL)
    clear_tiles (self);
  self->tiles = NULL;
  G_OBJECT_CLASS (ps_duplicate_row_parent_class)->dispose (object);
}

static void
ps_duplicate_row_class_init (PsDuplicateRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ps_duplicate_row_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ps_duplicate_row_init (PsDuplicateRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  self->signals = g_signal_group_new (PS_TYPE_DUPLICATE_ITEM);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (update), self);
  self->summary = GTK_LABEL (new_line (NULL, PANGO_ELLIPSIZE_NONE));
  gtk_label_set_wrap (self->summary, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->summary), "dim-label");
  self->tiles = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->tiles, ps_wrap_layout_new (12));
  gtk_widget_set_size_request (self->tiles, -1, PICTURE_HEIGHT); /* a row that is not read yet is as high as most */
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->summary));
  gtk_box_append (GTK_BOX (lines), self->tiles);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_add_css_class (arrow, "dim-label");
  gtk_box_append (GTK_BOX (line), lines);
  gtk_box_append (GTK_BOX (line), arrow);
  adw_bin_set_child (ADW_BIN (self), line);
}

/**
 * ps_duplicate_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
ps_duplicate_row_new (void)
{
  return g_object_new (PS_TYPE_DUPLICATE_ROW, NULL);
}

/**
 * ps_duplicate_row_set_item:
 * @self: a row
 * @item: (nullable): what it shows from now on
 * @textures: (nullable): thumbnails
 */
void
ps_duplicate_row_set_item (PsDuplicateRow  *self,
                           PsDuplicateItem *item,
                           PsTextureCache  *textures)
{
  if (item == self->item && textures == self->textures)
    return;
  g_set_object (&self->item, item);
  g_set_object (&self->textures, textures);
  g_signal_group_set_target (self->signals, item);
  if (item != NULL)
    ps_duplicate_item_load (item);
  update (self);
}
