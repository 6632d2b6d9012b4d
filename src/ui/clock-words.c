/* src/ui/clock-words.c: pure: times by a camera's clock, and how far it was off. */
#include "ui/clock-words.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

#define MAX_CHARS 80

static char *
format (gint64      taken_us,
        const char *pattern)
{
  g_autoptr(GDateTime) epoch = g_date_time_new_from_unix_utc (0);
  g_autoptr(GDateTime) time = g_date_time_add (epoch, taken_us - (taken_us % G_USEC_PER_SEC + G_USEC_PER_SEC) % G_USEC_PER_SEC);
  char *text = time != NULL ? g_date_time_format (time, pattern) : NULL;

  return text != NULL ? g_strstrip (text) : g_strdup ("–");
}

/**
 * ps_clock_words_moment:
 * @taken_us: a camera's time, microseconds since 1970
 *
 * Returns: (transfer full): it to the second, as in “22 June 2024, 16:41:05”
 */
char *
ps_clock_words_moment (gint64 taken_us)
{
  /* Translators: a day and a time of day to the second, as in “22 June 2024, 16:41:05”; man strftime has the letters. */
  return format (taken_us, _("%-e %B %Y, %H:%M:%S"));
}

/**
 * ps_clock_words_stamp:
 * @taken_us: a camera's time, microseconds since 1970
 *
 * Returns: (transfer full): it to the second, as ps_clock_words_parse() understands it
 */
char *
ps_clock_words_stamp (gint64 taken_us)
{
  return format (taken_us, "%Y-%m-%d %H:%M:%S");
}

/**
 * ps_clock_words_parse:
 * @text: what a person typed: year, month, day, hour, minute, and second if they like
 * @taken_us: (out): the time it says
 *
 * Returns: whether it says one
 */
gboolean
ps_clock_words_parse (const char *text,
                      gint64     *taken_us)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  int year, month, day, hour, minute, second = 0, end = 0;
  g_autoptr(GDateTime) time = NULL;
  char between;

  if (sscanf (stripped, "%4d-%2d-%2d%c%2d:%2d%n", &year, &month, &day, &between, &hour, &minute, &end) != 6 || end == 0
      || (between != ' ' && between != 'T'))
    return FALSE;
  if (stripped[end] == ':')
    {
      int more = 0;

      if (sscanf (stripped + end, ":%2d%n", &second, &more) != 1 || stripped[end + more] != '\0')
        return FALSE;
    }
  else if (stripped[end] != '\0')
    return FALSE;
  if (year < 1 || year > 9998)
    return FALSE;
  time = g_date_time_new_utc (year, month, day, hour, minute, second);
  if (time == NULL)
    return FALSE;
  *taken_us = g_date_time_to_unix (time) * G_USEC_PER_SEC;
  return TRUE;
}

static void
append (GString    *words,
        char       *part)
{
  g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", part);
  g_free (part);
}

/**
 * ps_clock_words_shift:
 * @shift_us: how much is added, microseconds; not 0
 *
 * Returns: (transfer full): as in “1 day 2 hours later”
 */
char *
ps_clock_words_shift (gint64 shift_us)
{
  gint64 seconds = ABS (shift_us) / G_USEC_PER_SEC;
  gint64 days = seconds / 86400, hours = seconds / 3600 % 24, minutes = seconds / 60 % 60;
  g_autoptr(GString) words = g_string_new (NULL);

  seconds %= 60;
  if (days > 0)
    append (words, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'" PRId64 " day", "%'" PRId64 " days", (gulong) days), days));
  if (hours > 0)
    append (words, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%" PRId64 " hour", "%" PRId64 " hours", (gulong) hours), hours));
  if (minutes > 0)
    append (words, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%" PRId64 " minute", "%" PRId64 " minutes", (gulong) minutes), minutes));
  if (seconds > 0 || words->len == 0)
    append (words, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%" PRId64 " second", "%" PRId64 " seconds", (gulong) seconds), seconds));
  /* Translators: how far, as in “1 day 2 hours”. */
  return g_strdup_printf (shift_us > 0 ? _("%s later") : _("%s earlier"), words->str);
}

/**
 * ps_clock_words_camera:
 * @camera: a camera
 * @with_serial: whether another one has its name
 *
 * Returns: (transfer full): what it is called, safe to show as plain text
 */
char *
ps_clock_words_camera (const PsCameraClock *camera,
                       gboolean             with_serial)
{
  g_autofree char *make_word = g_strndup (camera->make, strcspn (camera->make, " "));
  gboolean has_make = *make_word == '\0' || g_ascii_strncasecmp (camera->model, make_word, strlen (make_word)) == 0;
  g_autofree char *name = has_make ? g_strdup (camera->model) : g_strjoin (" ", camera->make, camera->model, NULL);
  g_autofree char *visible = ps_text_visible (g_strstrip (name), MAX_CHARS);
  g_autofree char *serial = NULL;

  if (!with_serial || *camera->serial == '\0')
    return g_steal_pointer (&visible);
  serial = ps_text_visible (camera->serial, MAX_CHARS);
  /* Translators: a camera and its serial number. */
  return g_strdup_printf (_("%1$s (No. %2$s)"), visible, serial);
}
