/* tests/ui/test-words.c: times and amounts are told as coarsely as they are known, and never wrongly. */
#include "ui/words.h"

#define NOW G_GINT64_CONSTANT (1779202920000000) /* 19 May 2026, a Tuesday, 15:02 UTC */
#define HOUR G_TIME_SPAN_HOUR
#define DAY G_TIME_SPAN_DAY

typedef struct
{
  const char *path;
  double seconds;
  const char *expected;
} Duration;

static const Duration durations[] = {
  { "/words/duration/nearly-done", 8, "less than a minute" },
  { "/words/duration/one", 65, "about 1 minute" },
  { "/words/duration/few", 8 * 60 + 20, "about 8 minutes" },
  { "/words/duration/rounded", 21 * 60, "about 20 minutes" },
  { "/words/duration/an-hour", 62 * 60, "about 1 hour" },
  { "/words/duration/hours", 5.2 * 3600, "about 5 hours" },
  { "/words/duration/days", 16.3 * 86400, "about 16 days" },
  { "/words/duration/months", 270 * 86400.0, "about 9 months" },
  { "/words/duration/years", 3 * 366 * 86400.0, "about 3 years" },
};

static void
test_duration (gconstpointer data)
{
  const Duration *c = data;
  g_autofree char *words = ps_words_duration (c->seconds);

  g_assert_cmpstr (words, ==, c->expected);
}

typedef struct
{
  const char *path;
  gint64 time_us;
  gboolean is_next;
  const char *expected;
} When;

static const When whens[] = {
  { "/words/when/today", NOW - HOUR, FALSE, "today, 14:02" },
  { "/words/when/just-after-midnight", NOW - 15 * HOUR, FALSE, "today, 00:02" },
  { "/words/when/yesterday", NOW - 16 * HOUR, FALSE, "yesterday, 23:02" },
  { "/words/when/this-year", NOW - 7 * DAY, FALSE, "12 May" },
  { "/words/when/another-year", NOW - 365 * DAY, FALSE, "19 May 2025" },
  { "/words/when/later-today", NOW + HOUR, TRUE, "today, 16:02" },
  { "/words/when/tomorrow", NOW + 10 * HOUR, TRUE, "tomorrow, 01:02" },
  { "/words/when/a-weekday", NOW + 5 * DAY - 12 * HOUR, TRUE, "Sunday, 03:02" },
  { "/words/when/a-week-on", NOW + 8 * DAY, TRUE, "27 May" },
};

static void
test_when (gconstpointer data)
{
  const When *c = data;
  g_autofree char *words = c->is_next ? ps_words_when_next (c->time_us, NOW) : ps_words_when (c->time_us, NOW);

  g_assert_cmpstr (words, ==, c->expected);
}

static void
test_photos (void)
{
  g_autofree char *one = ps_words_photos (1);
  g_autofree char *none = ps_words_photos (0);

  g_assert_cmpstr (one, ==, "1 photo");
  g_assert_cmpstr (none, ==, "0 photos");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (durations); i++)
    g_test_add_data_func (durations[i].path, &durations[i], test_duration);
  for (guint i = 0; i < G_N_ELEMENTS (whens); i++)
    g_test_add_data_func (whens[i].path, &whens[i], test_when);
  g_test_add_func ("/words/photos", test_photos);
  return g_test_run ();
}
