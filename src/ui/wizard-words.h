/* src/ui/wizard-words.h: counts, amounts and days in words, as the pages of the wizard use them. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ps_words_for_number (gint64  n);
char *ps_words_for_photos (gint64  n);
char *ps_words_for_size   (gint64  n_bytes);
char *ps_words_for_day    (gint64  time_us);
char *ps_words_for_clock  (gint64  time_us);

G_END_DECLS
