/* src/ui/grid-geometry.h: pure: where in a grid of equal cells each photo is. Pixels of the whole scrolled height. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  int width;       /* of all columns */
  int row_height;
  guint n_columns; /* at least one */
  guint n_items;
  gboolean is_rtl; /* the first column is at the right */
} PsGridGeometry;

guint    ps_grid_geometry_fit         (int                   width,
                                       int                   cell_width);
gboolean ps_grid_geometry_position_at (const PsGridGeometry *self,
                                       double                x,
                                       double                y,
                                       guint                *position);
double   ps_grid_geometry_top_of      (const PsGridGeometry *self,
                                       guint                 position);
guint    ps_grid_geometry_first_at    (const PsGridGeometry *self,
                                       double                y);
/* The cells that a rectangle touches, less a margin within each: columns first to last of rows first to last; FALSE: none. */
gboolean ps_grid_geometry_touched     (const PsGridGeometry *self,
                                       double                x1,
                                       double                y1,
                                       double                x2,
                                       double                y2,
                                       double                margin,
                                       guint                 columns[2],
                                       guint                 rows[2]);

G_END_DECLS
