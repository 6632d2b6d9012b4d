/* src/ui/photo-ids.h: photos on their way by drag and drop, inside this program: a GArray of gint64 as a type of its own. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define PS_TYPE_PHOTO_IDS (ps_photo_ids_get_type ())

GType ps_photo_ids_get_type (void);

G_END_DECLS
