/* src/ui/drag-icon.h: what hangs from the pointer while photos are dragged. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GdkPaintable *ps_drag_icon_new (GtkWidget *widget,
                                GPtrArray *textures,
                                guint      n_photos,
                                int       *hot_x,
                                int       *hot_y);

G_END_DECLS
