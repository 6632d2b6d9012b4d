/* src/browse/photo-pages.h: the photos that somebody holds, and their rows as they are read. Main thread. */
#pragma once

#include "browse/photo.h"
#include "catalog/catalog.h"

G_BEGIN_DECLS

#define PS_PHOTO_PAGE 256 /* rows that are read at a time */

typedef struct _PsPhotoPages PsPhotoPages;

PsPhotoPages *ps_photo_pages_new      (PsCatalog       *catalog);
void          ps_photo_pages_free     (PsPhotoPages    *self);
PsPhoto      *ps_photo_pages_dup      (PsPhotoPages    *self,
                                       gint64           id,
                                       guint            position);
gboolean      ps_photo_pages_get_hint (PsPhotoPages    *self,
                                       gint64           id,
                                       guint           *position);
gboolean      ps_photo_pages_is_asked (PsPhotoPages    *self,
                                       gint64           id);
void          ps_photo_pages_want     (PsPhotoPages    *self,
                                       GArray          *ids,
                                       gboolean         again);
void          ps_photo_pages_changed  (PsPhotoPages    *self,
                                       GArray          *ids);

G_END_DECLS
