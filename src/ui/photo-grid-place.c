/* src/ui/photo-grid-place.c: where the grid's photos are, which of them are in view, and what stays in its place. */
#include "ui/photo-grid-private.h"

#define NARROW 480 /* pixels */

/* The cell within one of the view's own children. */
static PsPhotoCell *
get_cell (GtkWidget *item)
{
  GtkWidget *child = item != NULL ? gtk_widget_get_first_child (item) : NULL;

  return PS_IS_PHOTO_CELL (child) ? PS_PHOTO_CELL (child) : NULL;
}

static PsPhotoCell *
find_cell (PsPhotoGrid *self,
           guint        position)
{
  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (self->view)); item != NULL; item = gtk_widget_get_next_sibling (item))
    {
      PsPhotoCell *cell = get_cell (item);

      if (cell != NULL && ps_photo_cell_get_photo (cell) != NULL && ps_photo_cell_get_position (cell) == position)
        return cell;
    }
  return NULL;
}

/**
 * ps_photo_grid_get_focus_cell:
 * @self: a grid
 *
 * Returns: (transfer none) (nullable): the cell under the cursor
 */
PsPhotoCell *
ps_photo_grid_get_focus_cell (PsPhotoGrid *self)
{
  PsPhotoCell *cell = get_cell (gtk_widget_get_focus_child (GTK_WIDGET (self->view)));

  return cell != NULL && ps_photo_cell_get_photo (cell) != NULL ? cell : NULL;
}

/**
 * ps_photo_grid_cell_at:
 * @self: a grid
 * @x: a place in the view
 * @y: likewise
 * @on_photo: whether the cell's empty part does not count
 *
 * Returns: (transfer none) (nullable): the cell there
 */
PsPhotoCell *
ps_photo_grid_cell_at (PsPhotoGrid *self,
                       double       x,
                       double       y,
                       gboolean     on_photo)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT), *cell;
  double cell_x, cell_y;

  if (picked == NULL)
    return NULL;
  cell = gtk_widget_get_ancestor (picked, PS_TYPE_PHOTO_CELL);
  if (cell == NULL)
    return NULL;
  if (on_photo && (!gtk_widget_translate_coordinates (GTK_WIDGET (self->view), cell, x, y, &cell_x, &cell_y)
                   || !ps_photo_cell_has_photo_at (PS_PHOTO_CELL (cell), cell_x, cell_y)))
    return NULL;
  return PS_PHOTO_CELL (cell);
}

/**
 * ps_photo_grid_get_vadjustment:
 * @self: a grid
 *
 * Returns: (transfer none): how far it is scrolled
 */
GtkAdjustment *
ps_photo_grid_get_vadjustment (PsPhotoGrid *self)
{
  return gtk_scrolled_window_get_vadjustment (self->scrolled);
}

/**
 * ps_photo_grid_get_geometry:
 * @self: a grid
 * @geometry: (out caller-allocates): where its photos are
 */
void
ps_photo_grid_get_geometry (PsPhotoGrid    *self,
                            PsGridGeometry *geometry)
{
  GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (self->view));
  int cell_width = self->look.size + 2 * PS_PHOTO_CELL_MARGIN;

  *geometry = (PsGridGeometry) {
    .width = gtk_widget_get_width (GTK_WIDGET (self->view)),
    .row_height = cell_width,
    .n_items = self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0,
    .is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL,
  };
  if (item != NULL)
    gtk_widget_measure (item, GTK_ORIENTATION_VERTICAL, -1, &geometry->row_height, NULL, NULL, NULL);
  geometry->n_columns = ps_grid_geometry_fit (geometry->width, cell_width);
}

/**
 * ps_photo_grid_scroll_to:
 * @self: a grid
 * @y: what is to be at its upper edge
 */
void
ps_photo_grid_scroll_to (PsPhotoGrid *self,
                         double       y)
{
  gtk_adjustment_set_value (ps_photo_grid_get_vadjustment (self), y);
}

/**
 * ps_photo_grid_forget_kept:
 * @self: a grid
 *
 * Nothing is to be scrolled back to any more.
 */
void
ps_photo_grid_forget_kept (PsPhotoGrid *self)
{
  if (self->kept_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->kept_tick);
  self->kept_tick = 0;
  self->kept_id = 0;
  self->kept_focus = FALSE;
}

/**
 * ps_photo_grid_is_loading:
 * @self: a grid
 *
 * Returns: whether its list's first ids are on their way
 */
gboolean
ps_photo_grid_is_loading (PsPhotoGrid *self)
{
  gboolean loading = FALSE;

  if (self->list != NULL)
    g_object_get (self->list, "is-loading", &loading, NULL);
  return loading;
}

/* The first frame lays out anew, the second scrolls, the third has the cell there that gets the focus. */
static gboolean
restore_cb (GtkWidget     *widget,
            GdkFrameClock *clock,
            gpointer       user_data)
{
  PsPhotoGrid *self = PS_PHOTO_GRID (widget);
  PsGridGeometry geometry;
  PsPhotoCell *cell;
  guint position;

  if (ps_photo_grid_is_loading (self) || self->kept_frames++ == 0)
    return G_SOURCE_CONTINUE;
  if (self->kept_id == 0)
    ps_photo_grid_scroll_to (self, 0);
  else if (self->list != NULL && ps_photo_list_find (self->list, self->kept_id, &position))
    {
      if (self->kept_frames == 2)
        {
          ps_photo_grid_get_geometry (self, &geometry);
          ps_photo_grid_scroll_to (self, ps_grid_geometry_top_of (&geometry, position) + self->kept_share * geometry.row_height - self->kept_y);
          return G_SOURCE_CONTINUE;
        }
      cell = find_cell (self, position);
      if (self->kept_focus && cell != NULL)
        gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (cell)));
    }
  self->kept_tick = 0;
  ps_photo_grid_forget_kept (self);
  return G_SOURCE_REMOVE;
}

/**
 * ps_photo_grid_keep:
 * @self: a grid, before its layout or its order changes
 * @y: a height in the view
 * @position: the photo there, or that is to be there
 *
 * Scrolls, once the change is over, so that the photo is where it was.
 */
void
ps_photo_grid_keep (PsPhotoGrid *self,
                    double       y,
                    guint        position)
{
  PsGridGeometry geometry;

  if (self->kept_tick == 0)
    {
      ps_photo_grid_get_geometry (self, &geometry);
      self->kept_id = ps_photo_list_get_id (self->list, position);
      self->kept_share = geometry.row_height > 0 ? (gtk_adjustment_get_value (ps_photo_grid_get_vadjustment (self)) + y
                                                    - ps_grid_geometry_top_of (&geometry, position)) / geometry.row_height : 0;
      self->kept_share = CLAMP (self->kept_share, 0, 1);
      self->kept_y = y;
      self->kept_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), restore_cb, NULL, NULL);
    }
  self->kept_frames = 0; /* several quick steps of a zoom are about the same photo */
}

/**
 * ps_photo_grid_keep_top:
 * @self: a grid, before it shows other photos
 *
 * Scrolls to the beginning once they are there.
 */
void
ps_photo_grid_keep_top (PsPhotoGrid *self)
{
  ps_photo_grid_forget_kept (self);
  self->was_seen = gtk_widget_get_mapped (GTK_WIDGET (self));
  self->kept_frames = 0;
  self->kept_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), restore_cb, NULL, NULL);
}

/**
 * ps_photo_grid_tell_cells:
 * @self: a grid
 *
 * The cells' look changed.
 */
void
ps_photo_grid_tell_cells (PsPhotoGrid *self)
{
  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (self->view)); item != NULL; item = gtk_widget_get_next_sibling (item))
    if (get_cell (item) != NULL)
      ps_photo_cell_look_changed (get_cell (item));
}

/* On a narrow grid three columns are better than one large one. */
static int
fit_size (PsPhotoGrid *self,
          int          width)
{
  int natural = self->wish_size + 2 * PS_PHOTO_CELL_MARGIN;
  int n_columns = width < NARROW ? 3 : MAX (width / natural, 2);

  return width <= 1 ? self->wish_size
                    : CLAMP (width / n_columns - 2 * PS_PHOTO_CELL_MARGIN, PS_GRID_MIN_SIZE / 2, self->wish_size);
}

/* GTK keeps thirty rows of the most columns that there may be, whatever is in view, and goes through all of their cells at
 * each change of the list. There may be some more than fit, for a grid that is just growing. */
static void
limit_cells (PsPhotoGrid *self,
             int          width)
{
  guint n_columns = ps_grid_geometry_fit (width, self->look.size + 2 * PS_PHOTO_CELL_MARGIN);
  guint n_most = n_columns + n_columns / 2 + 2;

  if (width > 1 && gtk_grid_view_get_max_columns (self->view) != n_most)
    gtk_grid_view_set_max_columns (self->view, n_most);
}

static gboolean
fit_cb (gpointer user_data)
{
  PsPhotoGrid *self = user_data;
  int width = gtk_widget_get_width (GTK_WIDGET (self->view));
  int size = fit_size (self, width);

  self->fit_idle = 0;
  if (size != self->look.size)
    {
      self->look.size = size;
      ps_photo_grid_tell_cells (self);
    }
  limit_cells (self, width);
  ps_photo_grid_lay_out (self);
  return G_SOURCE_REMOVE;
}

/**
 * ps_photo_grid_zoom:
 * @self: a grid
 * @size: of the square that a photo fits into
 * @x: what stays in its place: a point in the view
 * @y: likewise
 */
void
ps_photo_grid_zoom (PsPhotoGrid *self,
                    int          size,
                    double       x,
                    double       y)
{
  PsGridGeometry geometry;
  guint position;

  size = CLAMP (size, PS_GRID_MIN_SIZE, PS_GRID_MAX_SIZE);
  if (size == self->wish_size)
    return;
  ps_photo_grid_get_geometry (self, &geometry);
  if (geometry.n_items > 0)
    {
      double height = gtk_adjustment_get_value (ps_photo_grid_get_vadjustment (self)) + y;

      if (!ps_grid_geometry_position_at (&geometry, x, height, &position))
        position = ps_grid_geometry_first_at (&geometry, height);
      ps_photo_grid_keep (self, y, position);
    }
  self->wish_size = size;
  self->look.size = fit_size (self, gtk_widget_get_width (GTK_WIDGET (self->view)));
  ps_photo_grid_tell_cells (self);
  limit_cells (self, gtk_widget_get_width (GTK_WIDGET (self->view)));
  g_object_notify (G_OBJECT (self), "thumbnail-size");
}

/**
 * ps_photo_grid_width_changed:
 * @self: a grid
 *
 * Fits the cells to the new width, but not during the allocation that it would change.
 */
void
ps_photo_grid_width_changed (PsPhotoGrid *self)
{
  if (self->fit_idle == 0)
    self->fit_idle = g_idle_add_full (GTK_PRIORITY_RESIZE, fit_cb, self, NULL); /* before the next frame */
}

/**
 * ps_photo_grid_lay_out:
 * @self: a grid whose photos have just changed
 *
 * Until its next layout a GtkGridView (4.8) does not know what lies where, and
 * a turn of the wheel in between is lost with a warning. So it has its layout
 * at once, not first in the next frame, which is after the events.
 */
void
ps_photo_grid_lay_out (PsPhotoGrid *self)
{
  GtkWidget *view = GTK_WIDGET (self->view);
  GtkAllocation allocation;
  int width;

  if (!gtk_widget_get_mapped (view) || gtk_widget_get_width (view) == 0)
    return;
  gtk_widget_get_allocation (view, &allocation);
  gtk_widget_measure (view, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  if (width > allocation.width)
    return;
  gtk_widget_measure (view, GTK_ORIENTATION_VERTICAL, allocation.width, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (view, &allocation, -1);
}

/**
 * ps_photo_grid_reveal:
 * @self: a grid
 * @position: a photo's place in the list
 *
 * Scrolls to it where it is not in view, and puts the cursor there.
 */
void
ps_photo_grid_reveal (PsPhotoGrid *self,
                      guint        position)
{
  double value, page, top;
  PsGridGeometry geometry;

  g_return_if_fail (PS_IS_PHOTO_GRID (self));

  if (self->list == NULL || position >= g_list_model_get_n_items (G_LIST_MODEL (self->list)))
    return;
  ps_photo_grid_forget_kept (self);
  ps_photo_grid_get_geometry (self, &geometry);
  value = gtk_adjustment_get_value (ps_photo_grid_get_vadjustment (self));
  page = gtk_adjustment_get_page_size (ps_photo_grid_get_vadjustment (self));
  top = ps_grid_geometry_top_of (&geometry, position) - value;
  ps_photo_grid_keep (self, top < 0 || top + geometry.row_height > page ? page / 2 : top + geometry.row_height / 2.0, position);
  self->kept_share = 0.5;
  self->kept_focus = TRUE;
}
