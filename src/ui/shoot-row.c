/* src/ui/shoot-row.c: a shoot in the list of all: cover, name, day, count. */
#include "ui/shoot-row.h"

#include <glib/gi18n.h>

#include "catalog/catalog-browse.h"
#include "ui/small-picture.h"

#define COVER_WIDTH 96
#define COVER_HEIGHT 64
#define MOST_TRIED 6 /* photos of which the first with a thumbnail is the cover */

struct _PsShootRow
{
  AdwBin parent_instance;

  /* Owned */
  PsShootItem *item;         /* nullable */
  PsTextureCache *textures;  /* nullable */
  GCancellable *cancellable; /* nullable: nothing is read */

  /* Children */
  GtkOverlay *cover; /* as large as the box in it, whatever the picture */
  GtkWidget *picture; /* nullable */
  GtkLabel *name, *details, *found;
};

G_DEFINE_FINAL_TYPE (PsShootRow, ps_shoot_row, ADW_TYPE_BIN)

/* All covers are of one size, cut where they must be, so that the names stand in one line. */
static void
show_cover (PsShootRow       *self,
            const PsPhotoRow *row)
{
  if (self->picture != NULL)
    gtk_overlay_remove_overlay (self->cover, self->picture);
  self->picture = row != NULL ? ps_small_picture_new (self->textures, row, -1, -1) : NULL;
  if (self->picture == NULL)
    return;
  gtk_picture_set_content_fit (GTK_PICTURE (self->picture), GTK_CONTENT_FIT_COVER);
  gtk_widget_set_halign (self->picture, GTK_ALIGN_FILL);
  gtk_widget_set_valign (self->picture, GTK_ALIGN_FILL);
  gtk_overlay_add_overlay (self->cover, self->picture);
}

static void
rows_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PsShootRow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = ps_catalog_read_rows_finish (PS_CATALOG (source), result, &error);

  if (rows == NULL || self->textures == NULL)
    return; /* without a cover */
  for (guint i = 0; i < rows->len; i++)
    {
      const PsPhotoRow *row = g_ptr_array_index (rows, i);

      if (row->thumbnail_key == NULL)
        continue;
      show_cover (self, row);
      return;
    }
}

static void
photos_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(PsShootRow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = ps_catalog_read_shoot_photos_finish (PS_CATALOG (source), result, &error);

  if (ids == NULL || self->cancellable == NULL)
    return;
  if (ids->len > MOST_TRIED)
    g_array_set_size (ids, MOST_TRIED);
  ps_catalog_read_rows_async (PS_CATALOG (source), ids, self->cancellable, rows_read_cb, g_object_ref (self));
}

static void
forget (PsShootRow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->textures);
  g_clear_object (&self->item);
}

static void
ps_shoot_row_dispose (GObject *object)
{
  forget (PS_SHOOT_ROW (object));
  G_OBJECT_CLASS (ps_shoot_row_parent_class)->dispose (object);
}

static void
ps_shoot_row_class_init (PsShootRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ps_shoot_row_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
new_line (GtkBox     *lines,
          const char *css_class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (label), css_class);
  gtk_widget_add_css_class (GTK_WIDGET (label), "numeric");
  gtk_box_append (lines, GTK_WIDGET (label));
  return label;
}

static void
ps_shoot_row_init (PsShootRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  GtkWidget *ground = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->cover = GTK_OVERLAY (gtk_overlay_new ());
  gtk_widget_set_size_request (ground, COVER_WIDTH, COVER_HEIGHT);
  gtk_overlay_set_child (self->cover, ground);
  gtk_widget_set_valign (GTK_WIDGET (self->cover), GTK_ALIGN_CENTER);
  gtk_widget_set_overflow (GTK_WIDGET (self->cover), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self->cover), "shoot-cover");
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  self->name = new_line (GTK_BOX (lines), "heading");
  self->details = new_line (GTK_BOX (lines), "dim-label");
  self->found = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->found), "pill-note");
  gtk_widget_set_valign (GTK_WIDGET (self->found), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->cover));
  gtk_box_append (GTK_BOX (line), lines);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->found));
  adw_bin_set_child (ADW_BIN (self), line);
}

/**
 * ps_shoot_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
ps_shoot_row_new (void)
{
  return g_object_new (PS_TYPE_SHOOT_ROW, NULL);
}

/* Whether it may change yet, and why. */
static void
show_note (PsShootRow  *self,
           PsShootItem *item)
{
  gboolean is_preview = ps_shoot_item_is_preview (item);

  /* Translators: a shoot that would be there if the scale were as it is set. */
  gtk_label_set_label (self->found, is_preview ? _("preview")
                       /* Translators: the program found this shoot, and nobody accepted it yet. */
                       : _("found"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->found),
                               is_preview ? _("Apply makes it; until then all is as it was.")
                               : _("Found by Proofsheet; it may change when more photos come. Accept it to keep it as it is."));
  gtk_widget_set_visible (GTK_WIDGET (self->found), ps_shoot_item_is_found (item));
}

static void
read_cover (PsShootRow    *self,
            PsCatalog     *catalog,
            const PsShoot *shoot)
{
  g_autoptr(GArray) ids = NULL;

  if (shoot->cover_id == 0)
    {
      ps_catalog_read_shoot_photos_async (catalog, shoot->id, self->cancellable, photos_read_cb, g_object_ref (self));
      return;
    }
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (ids, shoot->cover_id);
  ps_catalog_read_rows_async (catalog, ids, self->cancellable, rows_read_cb, g_object_ref (self));
}

/**
 * ps_shoot_row_set_item:
 * @self: a row
 * @item: (nullable): what it shows from now on
 * @catalog: (nullable): where its photos are read
 * @textures: (nullable): their thumbnails
 */
void
ps_shoot_row_set_item (PsShootRow     *self,
                       PsShootItem    *item,
                       PsCatalog      *catalog,
                       PsTextureCache *textures)
{
  g_autofree char *name = NULL;
  g_autofree char *details = NULL;
  g_autofree char *spoken = NULL;

  if (item != NULL && item == self->item && textures == self->textures)
    return;
  forget (self);
  show_cover (self, NULL);
  if (item == NULL || catalog == NULL || textures == NULL)
    return;
  name = ps_shoot_item_dup_name (item);
  details = ps_shoot_item_dup_details (item);
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->details, details);
  show_note (self, item);
  spoken = ps_shoot_item_is_found (item)
             /* Translators: a shoot as a screen reader says it: its name, “found” or “preview”, day and photos. */
             ? g_strdup_printf (_("%1$s, %2$s, %3$s"), name, gtk_label_get_label (self->found), details)
             /* Translators: a shoot as a screen reader says it: its name, day and photos. */
             : g_strdup_printf (_("%1$s, %2$s"), name, details);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL) /* the list's own widget around it, which has the focus */
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self))), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  self->item = g_object_ref (item);
  self->textures = g_object_ref (textures);
  self->cancellable = g_cancellable_new ();
  read_cover (self, catalog, ps_shoot_item_get_shoot (item));
}
