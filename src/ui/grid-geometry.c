/* src/ui/grid-geometry.c: pure: where in a grid of equal cells each photo is.
 *
 * GTK tells only of the cells that it has made; a rubber band, the date strip
 * and a zoom that keeps its place ask for all of them.
 */
#include "ui/grid-geometry.h"

#include <math.h>

/**
 * ps_grid_geometry_fit:
 * @width: the grid's
 * @cell_width: what a cell wants
 *
 * Returns: how many columns fit, as GtkGridView counts them
 */
guint
ps_grid_geometry_fit (int width,
                      int cell_width)
{
  return MAX (width / MAX (cell_width, 1), 1);
}

static double
get_column_width (const PsGridGeometry *self)
{
  return (double) self->width / MAX (self->n_columns, 1);
}

/**
 * ps_grid_geometry_position_at:
 * @self: a geometry
 * @x: a place
 * @y: likewise
 * @position: (out): whose cell is there
 *
 * Returns: whether there is one
 */
gboolean
ps_grid_geometry_position_at (const PsGridGeometry *self,
                              double                x,
                              double                y,
                              guint                *position)
{
  guint64 row, column;

  if (x < 0 || y < 0 || x >= self->width || self->row_height <= 0)
    return FALSE;
  if (self->is_rtl)
    x = MAX (self->width - x - 1, 0);
  row = (guint64) (y / self->row_height);
  column = MIN ((guint64) (x / get_column_width (self)), self->n_columns - 1);
  if (row * self->n_columns + column >= self->n_items)
    return FALSE;
  *position = row * self->n_columns + column;
  return TRUE;
}

/**
 * ps_grid_geometry_top_of:
 * @self: a geometry
 * @position: a photo's place in the list
 *
 * Returns: where its row begins
 */
double
ps_grid_geometry_top_of (const PsGridGeometry *self,
                         guint                 position)
{
  return (double) (position / MAX (self->n_columns, 1)) * self->row_height;
}

/**
 * ps_grid_geometry_first_at:
 * @self: a geometry
 * @y: a height
 *
 * Returns: the first photo of the row there, or of the last row
 */
guint
ps_grid_geometry_first_at (const PsGridGeometry *self,
                           double                y)
{
  guint64 row;

  if (self->row_height <= 0 || self->n_items == 0 || y <= 0)
    return 0;
  row = (guint64) (y / self->row_height);
  return MIN (row, (self->n_items - 1) / self->n_columns) * self->n_columns;
}

/**
 * ps_grid_geometry_touched:
 * @self: a geometry
 * @x1: a corner
 * @y1: likewise
 * @x2: the corner across, on any side of the first
 * @y2: likewise
 * @margin: how much of each cell's edge does not count
 * @columns: (out): the first and the last column
 * @rows: (out): the first and the last row
 *
 * Returns: whether any cell is touched; the last row may be shorter than the columns say
 */
gboolean
ps_grid_geometry_touched (const PsGridGeometry *self,
                          double                x1,
                          double                y1,
                          double                x2,
                          double                y2,
                          double                margin,
                          guint                 columns[2],
                          guint                 rows[2])
{
  double column_width = get_column_width (self);
  double left = MIN (x1, x2), right = MAX (x1, x2), top = MIN (y1, y2), bottom = MAX (y1, y2);
  double first, last;
  guint n_rows;

  if (self->n_items == 0 || self->row_height <= 0)
    return FALSE;
  if (self->is_rtl)
    {
      double mirrored = self->width - right;

      right = self->width - left;
      left = mirrored;
    }
  n_rows = (self->n_items - 1) / self->n_columns + 1;
  /* The first cell whose inner end is beyond the beginning, the last whose inner beginning is before the end. */
  first = floor ((left + margin) / column_width);
  last = floor ((right - margin) / column_width);
  columns[0] = CLAMP (first, 0, self->n_columns - 1);
  columns[1] = CLAMP (last, 0, self->n_columns - 1);
  if (first > last || last < 0 || first > self->n_columns - 1)
    return FALSE;
  first = floor ((top + margin) / self->row_height);
  last = floor ((bottom - margin) / self->row_height);
  rows[0] = CLAMP (first, 0, n_rows - 1);
  rows[1] = CLAMP (last, 0, n_rows - 1);
  return first <= last && last >= 0 && first <= n_rows - 1;
}
