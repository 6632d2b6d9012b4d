/* src/ui/photo-grid-band.c: the rubber band, which begins on empty space only.
 *
 * GTK's own fights with dragging what it begins on. Since all cells are alike,
 * what a rectangle touches is a matter of counting, also where no cell is made.
 */
#include "ui/photo-grid-private.h"

#define EDGE 32          /* near it the grid scrolls, pixels */
#define MAX_SPEED 40.0   /* pixels a frame */
#define THRESHOLD 4      /* below, it was a click */

/* The cells that exist, by position. */
static GHashTable *
index_cells (PsPhotoGrid *self)
{
  GHashTable *cells = g_hash_table_new (NULL, NULL);

  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (self->view)); item != NULL; item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *cell = gtk_widget_get_first_child (item);

      if (PS_IS_PHOTO_CELL (cell) && ps_photo_cell_get_photo (PS_PHOTO_CELL (cell)) != NULL)
        g_hash_table_insert (cells, GUINT_TO_POINTER (ps_photo_cell_get_position (PS_PHOTO_CELL (cell))), cell);
    }
  return cells;
}

/* At the rectangle's edge the photo itself decides, not the room around it. One that was scrolled away stays as it was:
 * while it was in view, it was asked. */
static gboolean
touches_photo (PsPhotoGrid *self,
               PsPhotoCell *cell,
               guint        id)
{
  PsBand *band = &self->band;
  double offset = gtk_adjustment_get_value (ps_photo_grid_get_vadjustment (self));
  graphene_rect_t area, rectangle;
  graphene_point_t origin;

  if (cell == NULL || !gtk_widget_compute_point (GTK_WIDGET (cell), GTK_WIDGET (self->view), &GRAPHENE_POINT_INIT (0, 0), &origin))
    return band->touched != NULL && gtk_bitset_contains (band->touched, id);
  ps_photo_cell_get_area (cell, &area);
  graphene_rect_offset (&area, origin.x, origin.y);
  rectangle = GRAPHENE_RECT_INIT (MIN (band->x1, band->x2), MIN (band->y1, band->y2) - offset,
                                  ABS (band->x2 - band->x1), ABS (band->y2 - band->y1));
  return graphene_rect_intersection (&area, &rectangle, NULL);
}

/* What of the list's ids the rectangle touches. */
static GtkBitset *
get_touched (PsPhotoGrid *self)
{
  g_autoptr(GtkBitset) ids = gtk_bitset_new_empty ();
  g_autoptr(GHashTable) cells = index_cells (self);
  PsBand *band = &self->band;
  PsGridGeometry geometry;
  guint columns[2], rows[2];

  ps_photo_grid_get_geometry (self, &geometry);
  if (!ps_grid_geometry_touched (&geometry, band->x1, band->y1, band->x2, band->y2, PS_PHOTO_CELL_MARGIN, columns, rows))
    return g_steal_pointer (&ids);
  for (guint row = rows[0]; row <= rows[1]; row++)
    for (guint column = columns[0]; column <= columns[1]; column++)
      {
        guint position = row * geometry.n_columns + column, id;
        gboolean is_inside = row > rows[0] && row < rows[1] && column > columns[0] && column < columns[1];

        if (position >= geometry.n_items)
          continue;
        id = (guint) ps_photo_list_get_id (self->list, position);
        if (is_inside || touches_photo (self, g_hash_table_lookup (cells, GUINT_TO_POINTER (position)), id))
          gtk_bitset_add (ids, id);
      }
  return g_steal_pointer (&ids);
}

/* Ctrl turns what is touched over, Shift adds it, neither selects nothing else. */
static void
apply (PsPhotoGrid *self)
{
  g_autoptr(GtkBitset) ids = get_touched (self);

  g_clear_pointer (&self->band.touched, gtk_bitset_unref);
  self->band.touched = gtk_bitset_copy (ids);
  if (self->band.modifiers & GDK_CONTROL_MASK)
    gtk_bitset_difference (ids, self->band.before);
  else if (self->band.modifiers & GDK_SHIFT_MASK)
    gtk_bitset_union (ids, self->band.before);
  ps_photo_selection_set_set (self->selection, ids);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
follow_pointer (PsPhotoGrid *self)
{
  PsBand *band = &self->band;

  band->x2 = CLAMP (band->pointer_x, 0, gtk_widget_get_width (GTK_WIDGET (self->view)));
  band->y2 = CLAMP (band->pointer_y, 0, gtk_widget_get_height (GTK_WIDGET (self->view)))
             + gtk_adjustment_get_value (ps_photo_grid_get_vadjustment (self));
  apply (self);
}

static gboolean
scroll_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  PsPhotoGrid *self = PS_PHOTO_GRID (widget);
  GtkAdjustment *adjustment = ps_photo_grid_get_vadjustment (self);
  double height = gtk_widget_get_height (GTK_WIDGET (self->view)), value = gtk_adjustment_get_value (adjustment), speed = 0;

  if (self->band.pointer_y < EDGE)
    speed = self->band.pointer_y - EDGE;
  else if (self->band.pointer_y > height - EDGE)
    speed = self->band.pointer_y - (height - EDGE);
  if (speed != 0)
    gtk_adjustment_set_value (adjustment, value + CLAMP (speed / 4, -MAX_SPEED, MAX_SPEED));
  if (gtk_adjustment_get_value (adjustment) != value)
    follow_pointer (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
is_touch (GtkGesture *gesture)
{
  GdkDevice *device = gtk_event_controller_get_current_event_device (GTK_EVENT_CONTROLLER (gesture));

  return device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN;
}

/* The keys are the grid's from now on. GTK would scroll back to where its cursor was: a cell in view is as good. */
static void
take_focus (PsPhotoGrid *self,
            double       y)
{
  PsPhotoCell *best = NULL;
  double best_distance = G_MAXDOUBLE;

  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (self->view)); item != NULL; item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *cell = gtk_widget_get_first_child (item);
      graphene_rect_t bounds;

      if (!PS_IS_PHOTO_CELL (cell) || ps_photo_cell_get_photo (PS_PHOTO_CELL (cell)) == NULL
          || !gtk_widget_compute_bounds (cell, GTK_WIDGET (self->view), &bounds)
          || bounds.origin.y < 0 || bounds.origin.y + bounds.size.height > gtk_widget_get_height (GTK_WIDGET (self->view))
          || ABS (bounds.origin.y - y) >= best_distance)
        continue;
      best = PS_PHOTO_CELL (cell);
      best_distance = ABS (bounds.origin.y - y);
    }
  if (best != NULL)
    gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (best)));
}

static void
drag_begin_cb (PsPhotoGrid *self,
               double       x,
               double       y,
               GtkGesture  *gesture)
{
  GdkModifierType both = GDK_CONTROL_MASK | GDK_SHIFT_MASK;
  PsBand *band = &self->band;

  /* A finger on empty space scrolls; a press on a photo is the photo's. */
  if (self->list == NULL || is_touch (gesture) || ps_photo_grid_cell_at (self, x, y, TRUE) != NULL)
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if ((gtk_widget_get_state_flags (GTK_WIDGET (self->view)) & GTK_STATE_FLAG_FOCUS_WITHIN) == 0)
    take_focus (self, y);
  band->modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture)) & both;
  band->before = ps_photo_selection_dup_set (self->selection);
  band->x1 = band->x2 = x;
  band->y1 = band->y2 = y + gtk_adjustment_get_value (ps_photo_grid_get_vadjustment (self));
  if (band->modifiers == 0 && !self->look.has_tick_boxes)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

static void
drag_update_cb (PsPhotoGrid    *self,
                double          x,
                double          y,
                GtkGestureDrag *gesture)
{
  double start_x, start_y;

  if (self->band.before == NULL || (!self->band.is_active && MAX (ABS (x), ABS (y)) < THRESHOLD))
    return;
  gtk_gesture_drag_get_start_point (gesture, &start_x, &start_y);
  self->band.pointer_x = start_x + x;
  self->band.pointer_y = start_y + y;
  if (!self->band.is_active)
    self->band.tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
  self->band.is_active = TRUE;
  follow_pointer (self);
}

/**
 * ps_photo_grid_end_band:
 * @self: a grid
 *
 * Takes the rectangle away; what it selected stays.
 */
void
ps_photo_grid_end_band (PsPhotoGrid *self)
{
  if (self->band.tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->band.tick);
  g_clear_pointer (&self->band.before, gtk_bitset_unref);
  g_clear_pointer (&self->band.touched, gtk_bitset_unref);
  self->band = (PsBand) { 0 };
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * ps_photo_grid_snapshot_band:
 * @self: a grid
 * @snapshot: where to
 */
void
ps_photo_grid_snapshot_band (PsPhotoGrid *self,
                             GtkSnapshot *snapshot)
{
  double offset = gtk_adjustment_get_value (ps_photo_grid_get_vadjustment (self));
  GdkRGBA accent = { 0.21f, 0.52f, 0.89f, 1 }, tint;
  graphene_rect_t area, bounds;
  graphene_point_t origin;
  GskRoundedRect outline;

  if (!self->band.is_active
      || !gtk_widget_compute_bounds (GTK_WIDGET (self->view), GTK_WIDGET (self), &bounds)
      || !gtk_widget_compute_point (GTK_WIDGET (self->view), GTK_WIDGET (self), &GRAPHENE_POINT_INIT (0, 0), &origin))
    return;
  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), "accent_bg_color", &accent);
  tint = accent;
  tint.alpha *= 0.2f;
  area = GRAPHENE_RECT_INIT (origin.x + MIN (self->band.x1, self->band.x2), origin.y + MIN (self->band.y1, self->band.y2) - offset,
                             ABS (self->band.x2 - self->band.x1), ABS (self->band.y2 - self->band.y1));
  gsk_rounded_rect_init_from_rect (&outline, &area, 0);
  gtk_snapshot_push_clip (snapshot, &bounds);
  gtk_snapshot_append_color (snapshot, &tint, &area);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 1, 1, 1, 1 }, (GdkRGBA[4]) { accent, accent, accent, accent });
  gtk_snapshot_pop (snapshot);
}

/**
 * ps_photo_grid_add_band:
 * @self: a grid
 */
void
ps_photo_grid_add_band (PsPhotoGrid *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  /* Before the cells hear of the press: on a cell's empty part they would select it. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (ps_photo_grid_end_band), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (ps_photo_grid_end_band), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (drag));
}
