/* src/ui/date-words.h: instants as a person reads them: in the locale's words, in local time. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ps_date_words_day    (gint64 time_us);
char *ps_date_words_moment (gint64 time_us);
char *ps_date_words_clock  (gint64 time_us);
char *ps_date_words_month  (gint64 time_us);

G_END_DECLS
