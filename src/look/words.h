/* src/look/words.h: text out of a picture, made fit to keep. Helper program only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PS_WORDS_MAX 2000 /* bytes of any one text that are kept */

char *ps_words_clean (const char *bytes,
                      gsize       n_bytes);

G_END_DECLS
