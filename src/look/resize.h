/* src/look/resize.h: the means of a picture's parts, and a picture turned upright. Helper program only. */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

gboolean   ps_resize_to_means (GdkPixbuf *picture,
                               int        width,
                               int        height,
                               float     *means);
GdkPixbuf *ps_resize_smaller  (GdkPixbuf *picture,
                               int        width,
                               int        height);
GdkPixbuf *ps_resize_turn     (GdkPixbuf *picture,
                               int        orientation);

G_END_DECLS
