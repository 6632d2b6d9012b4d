/* src/ui/words.c: pure: numbers, times and amounts as a person reads them. */
#include "ui/words.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

/* How coarse a duration is told. */
#define MINUTE 60.0
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

static GDateTime *
local_time (gint64 time_us)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);

  return utc != NULL ? g_date_time_to_local (utc) : g_date_time_new_now_local ();
}

static char *
format (GDateTime  *time,
        const char *pattern)
{
  char *text = g_date_time_format (time, pattern);

  return text != NULL ? text : g_strdup ("");
}

static int
day_number (GDateTime *time)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, g_date_time_get_day_of_month (time), g_date_time_get_month (time), g_date_time_get_year (time));
  return g_date_get_julian (&date);
}

/**
 * ps_words_number:
 * @n: a number
 *
 * Returns: (transfer full): the number, grouped as the locale does
 */
char *
ps_words_number (gint64 n)
{
  return g_strdup_printf ("%'" PRId64, n);
}

/**
 * ps_words_photos:
 * @n: how many
 *
 * Returns: (transfer full): the number with its noun
 */
char *
ps_words_photos (gint64 n)
{
  g_autofree char *number = ps_words_number (n);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s photo", "%s photos", n), number);
}

/**
 * ps_words_clock:
 * @time_us: microseconds since 1970
 *
 * Returns: (transfer full): the time of day
 */
char *
ps_words_clock (gint64 time_us)
{
  g_autoptr(GDateTime) time = local_time (time_us);

  /* Translators: a time of day, for g_date_time_format(): "14:02". Use %I:%M %p where people do. */
  return format (time, _("%H:%M"));
}

/**
 * ps_words_day:
 * @time_us: microseconds since 1970
 * @now_us: the present
 *
 * Returns: (transfer full): the day, with the year where it is not this one
 */
char *
ps_words_day (gint64 time_us,
              gint64 now_us)
{
  g_autoptr(GDateTime) time = local_time (time_us);
  g_autoptr(GDateTime) now = local_time (now_us);

  if (g_date_time_get_year (time) == g_date_time_get_year (now))
    /* Translators: a day of this year, for g_date_time_format(): "12 May". */
    return format (time, _("%-d %B"));
  /* Translators: a day of another year, for g_date_time_format(): "12 May 2025". */
  return format (time, _("%-d %B %Y"));
}

/**
 * ps_words_days_ago:
 * @time_us: microseconds since 1970
 * @now_us: the present
 *
 * Returns: how many days of the calendar lie between them
 */
int
ps_words_days_ago (gint64 time_us,
                   gint64 now_us)
{
  g_autoptr(GDateTime) time = local_time (time_us);
  g_autoptr(GDateTime) now = local_time (now_us);

  return day_number (now) - day_number (time);
}

/**
 * ps_words_when:
 * @time_us: microseconds since 1970, in the past
 * @now_us: the present
 *
 * Returns: (transfer full): when it was, to follow "looked at"
 */
char *
ps_words_when (gint64 time_us,
               gint64 now_us)
{
  g_autofree char *clock = ps_words_clock (time_us);
  int days = ps_words_days_ago (time_us, now_us);

  if (days == 0)
    /* Translators: a time of this day: "today, 14:02". In the middle of a sentence. */
    return g_strdup_printf (_("today, %s"), clock);
  if (days == 1)
    /* Translators: a time of the day before: "yesterday, 14:02". In the middle of a sentence. */
    return g_strdup_printf (_("yesterday, %s"), clock);
  return ps_words_day (time_us, now_us);
}

/**
 * ps_words_when_next:
 * @time_us: microseconds since 1970, in the future
 * @now_us: the present
 *
 * Returns: (transfer full): when it will be
 */
char *
ps_words_when_next (gint64 time_us,
                    gint64 now_us)
{
  g_autoptr(GDateTime) time = local_time (time_us);
  g_autofree char *clock = ps_words_clock (time_us);
  g_autofree char *weekday = NULL;
  int days = -ps_words_days_ago (time_us, now_us);

  if (days <= 0)
    return g_strdup_printf (_("today, %s"), clock);
  if (days == 1)
    /* Translators: a time of the next day: "tomorrow, 14:02". In the middle of a sentence. */
    return g_strdup_printf (_("tomorrow, %s"), clock);
  if (days >= 7)
    return ps_words_day (time_us, now_us);
  weekday = format (time, "%A");
  /* Translators: a day of the week and a time: "Sunday, 03:00". */
  return g_strdup_printf (C_("weekday and time", "%s, %s"), weekday, clock);
}

/* To one, then five minutes, halves of hours, days, weeks, months: nobody knows it better. */
static gint64
round_to (double value,
          double unit)
{
  return (gint64) (MAX (1, round (value / unit)) * unit);
}

/**
 * ps_words_duration:
 * @seconds: how long
 *
 * Returns: (transfer full): about how long, in one unit
 */
char *
ps_words_duration (double seconds)
{
  g_autofree char *number = NULL;
  gint64 n;

  if (seconds < 50)
    return g_strdup (_("less than a minute"));
  if (seconds < 57 * MINUTE)
    {
      n = seconds < 10 * MINUTE ? round_to (seconds / MINUTE, 1) : round_to (seconds / MINUTE, 5);
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "about %d minute", "about %d minutes", n), (int) n);
    }
  if (seconds < 23.5 * HOUR)
    {
      n = round_to (seconds / HOUR, 1);
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "about %d hour", "about %d hours", n), (int) n);
    }
  if (seconds < 60 * DAY)
    {
      n = round_to (seconds / DAY, 1);
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "about %d day", "about %d days", n), (int) n);
    }
  if (seconds < 730 * DAY)
    {
      n = round_to (seconds / (30.44 * DAY), 1);
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "about %d month", "about %d months", n), (int) n);
    }
  n = round_to (seconds / (365.25 * DAY), 1);
  number = ps_words_number (n);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "about %s year", "about %s years", n), number);
}
