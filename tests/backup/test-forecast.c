/* tests/backup/test-forecast.c: how long it takes under the plan, a limit, or nothing but the network. */
#include "backup/forecast.h"

#define GB G_GINT64_CONSTANT (1000000000)
#define DAY 86400

static PsForecast
ask (const char *budget_text,
     gint64      limit_gb,
     gint64      used_gb,
     gint64      n_bytes)
{
  PsPlan plan = { .limit_bytes = limit_gb < 0 ? -1 : limit_gb * GB, .used_bytes = used_gb < 0 ? -1 : used_gb * GB };
  PsBudget budget;

  g_assert_true (ps_budget_parse (budget_text, &budget));
  return ps_forecast (&budget, &plan, n_bytes, 0, 1000000);
}

static void
test_room_for_all (void)
{
  PsForecast forecast = ask ("plan", 25, 2, 3 * GB);

  g_assert_false (forecast.is_limited);
  g_assert_cmpint (forecast.seconds, ==, 3000);
}

static void
test_plan (void)
{
  PsForecast forecast = ask ("plan", 25, 14, 900 * GB); /* 8.5 GB are left of 90 % */

  g_assert_true (forecast.is_limited);
  g_assert_cmpint (forecast.seconds / DAY, >, 8 * 365);
  g_assert_cmpint (forecast.seconds / DAY, <, 10 * 365);
}

static void
test_over_plan (void)
{
  g_assert_cmpint (ask ("plan", 25, 24, 900 * GB).seconds, ==, -1);
  g_assert_cmpint (ask ("none", 25, 24, 900 * GB).seconds, ==, 900000);
  g_assert_cmpint (ask ("plan", 25, 24, -1).seconds, ==, -1);
}

static void
test_limit (void)
{
  PsForecast forecast = ask ("100", 25, 14, 900 * GB);

  g_assert_true (forecast.is_limited);
  g_assert_cmpint (forecast.seconds / DAY, ==, 240); /* the first 100 at once */
  g_assert_false (ask ("plan", -1, -1, 900 * GB).is_limited);
}

static void
test_words (void)
{
  static const struct { gint64 seconds; const char *words; } cases[] = {
    { 5, "about a minute" }, { 61, "about 2 minutes" }, { 650, "about 10 minutes" }, { 7200, "about 2 hours" },
    { 3 * DAY, "about 3 days" }, { 20 * DAY, "about 3 weeks" }, { 240 * DAY, "about 8 months" },
    { 3 * 365 * DAY, "about 3 years" }, { G_MAXINT64 / 2, "more than a lifetime" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = ps_forecast_words (cases[i].seconds);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forecast/room-for-all", test_room_for_all);
  g_test_add_func ("/forecast/inside-the-plan", test_plan);
  g_test_add_func ("/forecast/over-the-plan", test_over_plan);
  g_test_add_func ("/forecast/a-chosen-limit", test_limit);
  g_test_add_func ("/forecast/words-are-rounded", test_words);
  return g_test_run ();
}
