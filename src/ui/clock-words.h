/* src/ui/clock-words.h: pure: times by a camera's clock, and how far it was off. Main thread, since it asks the locale.
 *
 * A camera's clock knows no time zone: its times are told as they stand. */
#pragma once

#include "catalog/catalog-marks.h"

G_BEGIN_DECLS

/* "22 June 2024, 16:41:05" */
char     *ps_clock_words_moment (gint64               taken_us);
/* "2024-06-22 16:41:05", to be typed over */
char     *ps_clock_words_stamp  (gint64               taken_us);
gboolean  ps_clock_words_parse  (const char          *text,
                                 gint64              *taken_us);
/* "1 day and 2 hours later", "45 seconds earlier" */
char     *ps_clock_words_shift  (gint64               shift_us);
/* "Nikon Z 8", with the serial number where it takes that to tell it from another */
char     *ps_clock_words_camera (const PsCameraClock *camera,
                                 gboolean             with_serial);

G_END_DECLS
