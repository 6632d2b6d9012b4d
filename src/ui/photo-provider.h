/* src/ui/photo-provider.h: photos as drag and drop carries them: ids in this program, files for every other. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "browse/photo-list.h"

G_BEGIN_DECLS

#define PS_TYPE_PHOTO_PROVIDER (ps_photo_provider_get_type ())
G_DECLARE_FINAL_TYPE (PsPhotoProvider, ps_photo_provider, PS, PHOTO_PROVIDER, GdkContentProvider)

/* root nullable: then no files are offered. ids: of gint64, in the list. */
GdkContentProvider *ps_photo_provider_new (PsPhotoList *list,
                                           GArray      *ids,
                                           const char  *root);

G_END_DECLS
