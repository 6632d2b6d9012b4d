/* src/ui/photo-stage.h: one photo as a viewer shows it: its picture, or why there is none and what helps. Main thread. */
#pragma once

#include <adwaita.h>

#include "browse/photo.h"
#include "library/library.h"
#include "ui/picture.h"

G_BEGIN_DECLS

#define PS_TYPE_PHOTO_STAGE (ps_photo_stage_get_type ())
G_DECLARE_FINAL_TYPE (PsPhotoStage, ps_photo_stage, PS, PHOTO_STAGE, AdwBin)

void       ps_photo_stage_set_library (PsPhotoStage *self,
                                       PsLibrary    *library);
void       ps_photo_stage_set_photo   (PsPhotoStage *self,
                                       PsPhoto      *photo,
                                       PsPhoto      *next,
                                       PsPhoto      *previous);
PsPicture *ps_photo_stage_get_picture (PsPhotoStage *self);
gboolean   ps_photo_stage_shows_picture (PsPhotoStage *self);
void       ps_photo_stage_look_again  (PsPhotoStage *self);

G_END_DECLS
