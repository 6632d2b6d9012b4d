/* src/base/times.c: instants as text and as microseconds. */
#include "base/times.h"

#include <stdio.h>
#include <string.h>

/**
 * ps_time_to_text:
 * @time_us: microseconds since 1970
 *
 * Returns: (transfer full): ISO 8601 in UTC to the second, "2026-05-12T14:02:07Z";
 *   years outside 1–9999 are clamped
 */
char *
ps_time_to_text (gint64 time_us)
{
  g_autoptr(GDateTime) time = NULL;

  if (time_us < 0 && time_us % G_USEC_PER_SEC != 0)
    time_us -= G_USEC_PER_SEC; /* round down, not towards zero */
  time = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);
  if (time == NULL)
    return g_strdup (time_us < 0 ? "0001-01-01T00:00:00Z" : "9999-12-31T23:59:59Z");
  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
}

/**
 * ps_time_now_text:
 *
 * Returns: (transfer full): the wall clock as ps_time_to_text() writes it
 */
char *
ps_time_now_text (void)
{
  return ps_time_to_text (g_get_real_time ());
}

/**
 * ps_time_from_text:
 * @text: (nullable): ISO 8601 with `Z` or an offset; without either, UTC
 * @time_us: (out): microseconds since 1970
 *
 * Returns: whether @text was such a time
 */
gboolean
ps_time_from_text (const char *text,
                   gint64     *time_us)
{
  g_autoptr(GTimeZone) utc = NULL;
  g_autoptr(GDateTime) time = NULL;

  if (text == NULL || strlen (text) > 40)
    return FALSE;
  utc = g_time_zone_new_utc ();
  time = g_date_time_new_from_iso8601 (text, utc);
  if (time == NULL)
    return FALSE;
  *time_us = g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
  return TRUE;
}

/**
 * ps_time_from_http:
 * @text: (nullable): a date as RFC 9110, 5.6.7 prefers it: "Wed, 03 Oct 2012 08:00:00 GMT"
 * @time_us: (out): microseconds since 1970
 *
 * Returns: whether @text was such a time
 */
gboolean
ps_time_from_http (const char *text,
                   gint64     *time_us)
{
  static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  g_autoptr(GDateTime) time = NULL;
  char month_name[4];
  int day, year, hour, minute, second;
  const char *month;

  if (text == NULL
      || sscanf (text, "%*3c, %2d %3s %4d %2d:%2d:%2d GMT", &day, month_name, &year, &hour, &minute, &second) != 6
      || strlen (month_name) != 3)
    return FALSE;
  month = strstr (months, month_name);
  if (month == NULL || (month - months) % 3 != 0)
    return FALSE;
  time = g_date_time_new_utc (year, (month - months) / 3 + 1, day, hour, minute, MIN (second, 59));
  if (time == NULL)
    return FALSE;
  *time_us = g_date_time_to_unix (time) * G_USEC_PER_SEC;
  return TRUE;
}
