/* src/base/times.h: instants as text and as microseconds. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char    *ps_time_now_text  (void);
char    *ps_time_to_text   (gint64      time_us);
gboolean ps_time_from_text (const char *text,
                            gint64     *time_us);
gboolean ps_time_from_http (const char *text,
                            gint64     *time_us);

G_END_DECLS
