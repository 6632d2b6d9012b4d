/* src/browse/photo.h: a list item: the same object for as long as anyone holds it. Main thread. */
#pragma once

#include "catalog/photo-row.h"

G_BEGIN_DECLS

#define PS_TYPE_PHOTO (ps_photo_get_type ())
G_DECLARE_FINAL_TYPE (PsPhoto, ps_photo, PS, PHOTO, GObject)

/* Properties: "id" (gint64, construct only), "row" (PsPhotoRow, nullable: not read yet; notified when it comes or changes). */
PsPhoto          *ps_photo_new     (gint64      id);
gint64            ps_photo_get_id  (PsPhoto    *self);
const PsPhotoRow *ps_photo_get_row (PsPhoto    *self);
void              ps_photo_set_row (PsPhoto    *self,
                                    PsPhotoRow *row);

G_END_DECLS
