/* src/ui/photo-ids.c: photos on their way by drag and drop, inside this program. */
#include "ui/photo-ids.h"

/* Nobody changes the array once it travels, so that a copy is a reference. */
G_DEFINE_BOXED_TYPE (GArray, ps_photo_ids, g_array_ref, g_array_unref)
