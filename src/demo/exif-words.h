/* src/demo/exif-words.h: a picture's EXIF in the words that Cloudinary uses for it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void ps_exif_words_append (GString    *out,
                           const char *name,
                           GBytes     *bytes);

G_END_DECLS
