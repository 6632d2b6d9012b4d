/* src/ui/photo-grid-strip.c: the years beside the grid, and the month while it scrolls. */
#include <glib/gi18n-lib.h>

#include "ui/date-words.h"
#include "ui/photo-grid-private.h"

#define MIN_WIDTH 560       /* of the grid, for the strip to have room */
#define MIN_PAGES 3         /* of photos, for it to be worth it */
#define BUBBLE_SHOWN_MS 900

static gboolean
hide_bubble_cb (gpointer data)
{
  PsPhotoGrid *self = data;

  self->bubble_source = 0;
  g_clear_pointer (&self->bubble, g_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* The month of a photo, where it was read; else its year, which the list knows. */
static char *
dup_date_at (PsPhotoGrid *self,
             guint        position)
{
  g_autoptr(PsPhoto) photo = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  const PsPhotoRow *row = photo != NULL ? ps_photo_get_row (photo) : NULL;
  int year = ps_date_strip_get_year_at (self->strip, position);

  if (row != NULL)
    return ps_date_words_month (row->sort_us);
  return year != 0 ? g_strdup_printf ("%d", year) : g_strdup ("");
}

static void
scrolled_cb (PsPhotoGrid *self)
{
  double value = gtk_adjustment_get_value (ps_photo_grid_get_vadjustment (self));
  g_autofree char *words = NULL;
  PsGridGeometry geometry;
  guint position;

  if (self->list == NULL || !gtk_widget_get_visible (GTK_WIDGET (self->strip)))
    return;
  ps_photo_grid_get_geometry (self, &geometry);
  if (geometry.n_items == 0)
    return;
  position = ps_grid_geometry_first_at (&geometry, value + geometry.row_height / 2.0);
  words = dup_date_at (self, position);
  ps_date_strip_set_position (self->strip, position, words);
  g_free (self->bubble);
  self->bubble = g_steal_pointer (&words);
  g_clear_handle_id (&self->bubble_source, g_source_remove);
  self->bubble_source = g_timeout_add (BUBBLE_SHOWN_MS, hide_bubble_cb, self);
  g_source_set_name_by_id (self->bubble_source, "[proofsheet] hide the month");
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
jumped_cb (PsPhotoGrid *self,
           guint        position)
{
  PsGridGeometry geometry;

  ps_photo_grid_get_geometry (self, &geometry);
  ps_photo_grid_scroll_to (self, ps_grid_geometry_top_of (&geometry, position));
}

/**
 * ps_photo_grid_update_strip:
 * @self: a grid
 *
 * Shows the strip where there is room, and reason, for it.
 */
void
ps_photo_grid_update_strip (PsPhotoGrid *self)
{
  GtkAdjustment *adjustment = ps_photo_grid_get_vadjustment (self);
  gboolean is_wide = gtk_widget_get_width (GTK_WIDGET (self)) >= MIN_WIDTH;
  gboolean is_long = gtk_adjustment_get_upper (adjustment) > MIN_PAGES * gtk_adjustment_get_page_size (adjustment);

  gtk_widget_set_visible (GTK_WIDGET (self->strip), self->list != NULL && is_wide && is_long && ps_date_strip_has_marks (self->strip));
}

/**
 * ps_photo_grid_snapshot_bubble:
 * @self: a grid
 * @snapshot: where to
 */
void
ps_photo_grid_snapshot_bubble (PsPhotoGrid *self,
                               GtkSnapshot *snapshot)
{
  const GdkRGBA dark = { 0, 0, 0, 0.75f }, white = { 1, 1, 1, 1 };
  g_autoptr(PangoLayout) layout = NULL;
  graphene_rect_t bounds, pill;
  GskRoundedRect round;
  int width, height;
  double y;

  if (self->bubble == NULL || *self->bubble == '\0' || !gtk_widget_get_mapped (GTK_WIDGET (self->strip))
      || !gtk_widget_compute_bounds (GTK_WIDGET (self->strip), GTK_WIDGET (self), &bounds))
    return;
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->bubble);
  pango_layout_get_pixel_size (layout, &width, &height);
  y = ps_date_strip_get_height_of (self->strip, ps_date_strip_get_position (self->strip));
  y = CLAMP (y - height / 2.0 - 8, 6, MAX (bounds.size.height - height - 22, 6));
  pill = GRAPHENE_RECT_INIT (bounds.origin.x - width - 48, y, width + 32, height + 16);
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    pill.origin.x = bounds.origin.x + bounds.size.width + 16;
  gsk_rounded_rect_init_from_rect (&round, &pill, pill.size.height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &dark, &pill);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (pill.origin.x + 16, pill.origin.y + 8));
  gtk_snapshot_append_layout (snapshot, layout, &white);
  gtk_snapshot_restore (snapshot);
}

/**
 * ps_photo_grid_add_strip:
 * @self: a grid
 */
void
ps_photo_grid_add_strip (PsPhotoGrid *self)
{
  g_signal_connect_object (ps_photo_grid_get_vadjustment (self), "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->strip, "jumped", G_CALLBACK (jumped_cb), self, G_CONNECT_SWAPPED);
}
