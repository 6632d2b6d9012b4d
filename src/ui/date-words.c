/* src/ui/date-words.c: instants as a person reads them. */
#include "ui/date-words.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <string.h>

static char *
format (gint64      time_us,
        const char *pattern)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  char *text = local != NULL ? g_date_time_format (local, pattern) : NULL;

  return text != NULL ? g_strstrip (text) : g_strdup ("–");
}

/* Whether the locale's clock counts to twelve. */
static gboolean
is_twelve_hours (void)
{
  const char *clock = nl_langinfo (T_FMT);

  return strstr (clock, "%p") != NULL || strstr (clock, "%r") != NULL || strstr (clock, "%I") != NULL;
}

/**
 * ps_date_words_day:
 * @time_us: an instant, microseconds since 1970
 *
 * Returns: (transfer full): its day, as in “14 May 2026”
 */
char *
ps_date_words_day (gint64 time_us)
{
  /* Translators: a day, as in “14 May 2026”; man strftime has the letters, and a hyphen after % leaves out a leading zero. */
  return format (time_us, _("%-e %B %Y"));
}

/**
 * ps_date_words_clock:
 * @time_us: an instant, microseconds since 1970
 *
 * Returns: (transfer full): its time of day, as in “14:02” or “2:02 PM”
 */
char *
ps_date_words_clock (gint64 time_us)
{
  return format (time_us, is_twelve_hours () ? "%-I:%M %p" : "%H:%M");
}

/**
 * ps_date_words_moment:
 * @time_us: an instant, microseconds since 1970
 *
 * Returns: (transfer full): its day and time, as in “14 May 2026, 09:12”
 */
char *
ps_date_words_moment (gint64 time_us)
{
  g_autofree char *day = ps_date_words_day (time_us);
  g_autofree char *clock = ps_date_words_clock (time_us);

  /* Translators: a day and a time of day, as in “14 May 2026, 09:12”. */
  return g_strdup_printf (_("%1$s, %2$s"), day, clock);
}

/**
 * ps_date_words_month:
 * @time_us: an instant, microseconds since 1970
 *
 * Returns: (transfer full): its month, as in “June 2024”
 */
char *
ps_date_words_month (gint64 time_us)
{
  /* Translators: a month and its year, as in “June 2024”; man strftime has the letters. %OB is the month's name standing alone. */
  return format (time_us, _("%OB %Y"));
}
