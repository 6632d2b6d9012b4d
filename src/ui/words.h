/* src/ui/words.h: pure: numbers, times and amounts as a person reads them. Main thread, since it asks the locale. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* With the locale's grouping. */
char *ps_words_number    (gint64 n);
/* "1 photo", "180,000 photos" */
char *ps_words_photos    (gint64 n);
/* "14:02" */
char *ps_words_clock     (gint64 time_us);
/* "12 May", with the year where it is not this one */
char *ps_words_day       (gint64 time_us,
                          gint64 now_us);
/* "today, 14:02", "yesterday, 14:02", "12 May" */
char *ps_words_when      (gint64 time_us,
                          gint64 now_us);
/* The same for what is to come: "today, 03:00", "tomorrow, 03:00", "Sunday, 03:00", "12 May" */
char *ps_words_when_next (gint64 time_us,
                          gint64 now_us);
/* "about 20 minutes": rounded as coarsely as it is uncertain. */
char *ps_words_duration  (double seconds);
/* Whole days, by the calendar. */
int   ps_words_days_ago  (gint64 time_us,
                          gint64 now_us);

G_END_DECLS
