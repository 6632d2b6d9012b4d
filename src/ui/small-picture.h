/* src/ui/small-picture.h: a photo's thumbnail in a list, as large as the list wants it. Main thread. */
#pragma once

#include "catalog/photo-row.h"
#include "ui/texture-cache.h"

G_BEGIN_DECLS

/* width, height: in pixels, −1: as the picture has it. */
GtkWidget *ps_small_picture_new (PsTextureCache   *textures,
                                 const PsPhotoRow *row,
                                 int               width,
                                 int               height);

G_END_DECLS
