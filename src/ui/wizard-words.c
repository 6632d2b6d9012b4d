/* src/ui/wizard-words.c: counts, amounts and days in words, as the pages of the wizard use them. Pure. */
#include "ui/wizard-words.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <locale.h>
#include <string.h>

/**
 * ps_words_for_number:
 * @n: any number
 *
 * Returns: (transfer full): "180,000"
 */
char *
ps_words_for_number (gint64 n)
{
  return g_strdup_printf ("%'" PRId64, n);
}

/**
 * ps_words_for_photos:
 * @n: how many
 *
 * Returns: (transfer full): "180,000 photos"
 */
char *
ps_words_for_photos (gint64 n)
{
  g_autofree char *number = ps_words_for_number (n);

  /* Translators: %s is a number, such as 180,000. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s photo", "%s photos", MIN (n, G_MAXINT)), number);
}

/**
 * ps_words_for_size:
 * @n_bytes: how much
 *
 * Returns: (transfer full): "900 GB": no more digits than somebody reads
 */
char *
ps_words_for_size (gint64 n_bytes)
{
  g_autofree char *text = NULL;
  const char *point = localeconv ()->decimal_point;
  gint64 unit = 1;
  char *found;

  while (n_bytes / unit >= 1000 && unit < G_GINT64_CONSTANT (1000000000000000))
    unit *= 1000;
  if (n_bytes / unit < 10)
    return g_format_size (n_bytes);
  text = g_format_size ((n_bytes + unit / 2) / unit * unit);
  found = strstr (text, point);
  if (unit > 1 && found != NULL) /* ".0" says nothing */
    memmove (found, found + strlen (point) + 1, strlen (found + strlen (point) + 1) + 1);
  return g_steal_pointer (&text);
}

/**
 * ps_words_for_day:
 * @time_us: microseconds since 1970
 *
 * Returns: (transfer full): "12 May", with the year where it is another one
 */
char *
ps_words_for_day (gint64 time_us)
{
  g_autoptr(GDateTime) day = g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();

  if (day == NULL || now == NULL)
    return g_strdup ("");
  if (g_date_time_get_year (day) == g_date_time_get_year (now))
    /* Translators: a day of this year, as strftime() writes it. */
    return g_date_time_format (day, _("%-d %B"));
  /* Translators: a day of another year, as strftime() writes it. */
  return g_date_time_format (day, _("%-d %B %Y"));
}

/**
 * ps_words_for_clock:
 * @time_us: microseconds since 1970
 *
 * Returns: (transfer full): "15:00"
 */
char *
ps_words_for_clock (gint64 time_us)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC);

  return time != NULL ? g_date_time_format (time, "%H:%M") : g_strdup ("");
}
