/* src/look/thumbnail.h: a file -> a small upright picture. Helper program only. */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "look/container.h"

G_BEGIN_DECLS

void       ps_thumbnail_preload (void);
GdkPixbuf *ps_thumbnail_load    (PsSource          *source,
                                 const PsContainer *container,
                                 int                orientation,
                                 int                max_side,
                                 PsProblem         *problem);
GBytes    *ps_thumbnail_save    (GdkPixbuf         *picture);

G_END_DECLS
