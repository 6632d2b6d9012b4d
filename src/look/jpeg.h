/* src/look/jpeg.h: a JPEG at a fraction of its size, and a small one written. Helper program only. */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "look/container.h"

G_BEGIN_DECLS

GdkPixbuf *ps_jpeg_load (PsSource          *source,
                         const PsContainer *container,
                         int                min_side,
                         PsProblem         *problem);
GBytes    *ps_jpeg_save (GdkPixbuf         *picture,
                         int                quality);

G_END_DECLS
