/* src/query/times.c: pure: times as people write them. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "query/query.h"

/* By the cameras' clocks: what is written there counts as UTC. */
static gint64
to_us (int year,
       int month,
       int day)
{
  g_autoptr(GDateTime) time = g_date_time_new_utc (year, month, day, 0, 0, 0);

  return time != NULL ? g_date_time_to_unix (time) * G_USEC_PER_SEC : G_MININT64;
}

static gboolean
set_days (int     year,
          int     month,
          int     day,
          gint64 *first_us,
          gint64 *last_us)
{
  g_autoptr(GDateTime) first = g_date_time_new_utc (year, MAX (month, 1), MAX (day, 1), 0, 0, 0);
  g_autoptr(GDateTime) next = NULL;

  if (first == NULL)
    return FALSE;
  next = day > 0 ? g_date_time_add_days (first, 1) : month > 0 ? g_date_time_add_months (first, 1) : g_date_time_add_years (first, 1);
  if (next == NULL)
    return FALSE;
  *first_us = g_date_time_to_unix (first) * G_USEC_PER_SEC;
  *last_us = g_date_time_to_unix (next) * G_USEC_PER_SEC - 1;
  return TRUE;
}

/* "2024", "2024-05", "2024-05-17" */
static gboolean
parse_numbers (const char *text,
               gint64     *first_us,
               gint64     *last_us)
{
  int numbers[3] = { 0 };
  static const gsize most[] = { 4, 2, 2 };

  for (int i = 0; i < 3; i++)
    {
      gsize n = strspn (text, "0123456789");

      if (n == 0 || n > most[i] || (i == 0 && n != 4))
        return FALSE;
      numbers[i] = (int) g_ascii_strtoll (text, NULL, 10);
      if (numbers[i] == 0)
        return FALSE;
      text += n;
      if (*text == '\0')
        return set_days (numbers[0], numbers[1], numbers[2], first_us, last_us);
      if (*text != '-' || text[1] == '\0')
        return FALSE;
      text++;
    }
  return FALSE;
}

static const char *const months[] = { "january", "february", "march", "april", "may", "june", "july", "august", "september",
                                      "october", "november", "december" };

/* The month of a name, in English or in the person's language, whole or as it is shortened; 0: it is none. */
static int
find_month (const char *word)
{
  g_autofree char *folded = g_utf8_casefold (word, -1);

  for (int i = 0; i < 12; i++)
    {
      static const char *const formats[] = { "%B", "%OB", "%b", "%Ob" };
      g_autoptr(GDateTime) day = g_date_time_new_utc (2024, i + 1, 1, 0, 0, 0);

      if (g_str_equal (folded, months[i]) || (strlen (folded) == 3 && g_str_has_prefix (months[i], folded)))
        return i + 1;
      for (guint k = 0; k < G_N_ELEMENTS (formats); k++)
        {
          g_autofree char *name = g_date_time_format (day, formats[k]), *other = name != NULL ? g_utf8_casefold (name, -1) : NULL;

          if (other != NULL && (g_str_equal (other, folded) || (g_str_has_suffix (other, ".") && strlen (other) == strlen (folded) + 1
                                                                && g_str_has_prefix (other, folded))))
            return i + 1;
        }
    }
  return 0;
}

/**
 * ps_query_is_month:
 * @word: what is typed so far
 * @month: 1 to 12
 *
 * Returns: whether the month's name begins so, in English or in the person's language; two letters must be told
 */
gboolean
ps_query_is_month (const char *word,
                   int         month)
{
  g_autofree char *folded = g_utf8_casefold (word, -1);
  g_autoptr(GDateTime) day = g_date_time_new_utc (2024, month, 1, 0, 0, 0);
  g_autofree char *name = g_date_time_format (day, "%OB"), *other = name != NULL ? g_utf8_casefold (name, -1) : NULL;

  if (g_utf8_strlen (folded, -1) < 2)
    return FALSE;
  return g_str_has_prefix (months[month - 1], folded) || (other != NULL && g_str_has_prefix (other, folded))
         || find_month (word) == month;
}

/* "june 2024", "17 june 2024", "june" (the last one there was) */
static gboolean
parse_named (char   **words,
             guint    n_words,
             GDateTime *now,
             gint64  *first_us,
             gint64  *last_us)
{
  guint at = n_words > 1 && strspn (words[0], "0123456789") == strlen (words[0]) ? 1 : 0;
  int day = at == 1 ? (int) g_ascii_strtoll (words[0], NULL, 10) : 0;
  int month = at < n_words ? find_month (words[at]) : 0, year = g_date_time_get_year (now);

  if (month == 0 || n_words - at > 2 || (at == 1 && (day < 1 || day > 31)))
    return FALSE;
  if (n_words - at == 2)
    {
      if (strlen (words[at + 1]) != 4 || strspn (words[at + 1], "0123456789") != 4)
        return FALSE;
      year = (int) g_ascii_strtoll (words[at + 1], NULL, 10);
    }
  else if (month > g_date_time_get_month (now))
    {
      year--;
    }
  return year > 0 && set_days (year, month, day, first_us, last_us);
}

/* In English, and in the person's language. */
static gboolean
is_phrase (const char *folded,
           const char *english,
           const char *translated)
{
  g_autofree char *other = g_utf8_casefold (translated, -1);

  return g_str_equal (folded, english) || g_str_equal (folded, other);
}

static gboolean
parse_relative (const char *folded,
                GDateTime  *now,
                gint64     *first_us,
                gint64     *last_us)
{
  int year = g_date_time_get_year (now), month = g_date_time_get_month (now);
  gint64 day_us = G_TIME_SPAN_DAY, today_us = to_us (year, month, g_date_time_get_day_of_month (now));
  gint64 monday_us = today_us - (g_date_time_get_day_of_week (now) - 1) * day_us;

  /* Translators: these are typed into the search field. */
  if (is_phrase (folded, "today", _("today")))
    *first_us = today_us;
  /* Translators: typed into the search field. */
  else if (is_phrase (folded, "yesterday", _("yesterday")))
    *first_us = today_us - day_us;
  else
    {
      /* Translators: typed into the search field. */
      if (is_phrase (folded, "this week", _("this week")) || is_phrase (folded, "last week", _("last week")))
        {
          *first_us = is_phrase (folded, "this week", _("this week")) ? monday_us : monday_us - 7 * day_us;
          *last_us = *first_us + 7 * day_us - 1;
          return TRUE;
        }
      /* Translators: typed into the search field. */
      if (is_phrase (folded, "this month", _("this month")))
        return set_days (year, month, 0, first_us, last_us);
      /* Translators: typed into the search field. */
      if (is_phrase (folded, "last month", _("last month")))
        return set_days (month == 1 ? year - 1 : year, month == 1 ? 12 : month - 1, 0, first_us, last_us);
      /* Translators: typed into the search field. */
      if (is_phrase (folded, "this year", _("this year")))
        return set_days (year, 0, 0, first_us, last_us);
      /* Translators: typed into the search field. */
      if (is_phrase (folded, "last year", _("last year")))
        return set_days (year - 1, 0, 0, first_us, last_us);
      return FALSE;
    }
  *last_us = *first_us + day_us - 1;
  return TRUE;
}

/**
 * ps_query_parse_time:
 * @text: a time as people write it
 * @now_us: the present, microseconds since 1970
 * @first_us: (out): the first microsecond that is meant
 * @last_us: (out): the last one
 *
 * Returns: whether it is a time
 */
gboolean
ps_query_parse_time (const char *text,
                     gint64      now_us,
                     gint64     *first_us,
                     gint64     *last_us)
{
  g_autoptr(GDateTime) unix_now = g_date_time_new_from_unix_local (now_us / G_USEC_PER_SEC);
  g_autofree char *trimmed = g_strstrip (g_strdup (text)), *folded = g_utf8_casefold (trimmed, -1);
  g_auto(GStrv) words = NULL;
  g_autoptr(GPtrArray) parts = g_ptr_array_new ();

  if (unix_now == NULL)
    return FALSE;
  if (parse_numbers (trimmed, first_us, last_us) || parse_relative (folded, unix_now, first_us, last_us))
    return TRUE;
  words = g_strsplit_set (trimmed, " \t", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_ptr_array_add (parts, words[i]);
  return parts->len > 0 && parts->len <= 3 && parse_named ((char **) parts->pdata, parts->len, unix_now, first_us, last_us);
}
