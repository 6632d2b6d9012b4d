/* src/ui/duplicate-side.h: one of two photos that are compared: its picture, its name, whether it is kept. Main thread. */
#pragma once

#include <adwaita.h>

#include "ui/duplicate-item.h"
#include "ui/picture-loader.h"
#include "ui/texture-cache.h"

G_BEGIN_DECLS

#define PS_TYPE_DUPLICATE_SIDE (ps_duplicate_side_get_type ())
G_DECLARE_FINAL_TYPE (PsDuplicateSide, ps_duplicate_side, PS, DUPLICATE_SIDE, AdwBin)

/* Signals: "chosen" (guint: another photo of the group shall be here), "wanted-changed": another size would look sharp. */
GtkWidget        *ps_duplicate_side_new             (const char       *keep_action,
                                                     const char       *key);
void              ps_duplicate_side_set_photo       (PsDuplicateSide  *self,
                                                     PsDuplicateItem  *item,
                                                     guint             i,
                                                     PsTextureCache   *textures);
void              ps_duplicate_side_take_picture    (PsDuplicateSide  *self,
                                                     PsPictureLoader  *loader);
const PsPhotoRow *ps_duplicate_side_get_row         (PsDuplicateSide  *self);
guint             ps_duplicate_side_get_wanted_side (PsDuplicateSide  *self);

G_END_DECLS
