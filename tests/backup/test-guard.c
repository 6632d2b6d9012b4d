/* tests/backup/test-guard.c: nothing goes over the plan, and nothing is counted twice. */
#include "backup/guard.h"

static const gint64 GB = G_GINT64_CONSTANT (1000000000);

static void
test_share (void)
{
  PsBudget budget;
  PsPlan plan = { .limit_bytes = 25 * GB, .used_bytes = 14 * GB };

  g_assert_true (ps_budget_parse (NULL, &budget));
  g_assert_cmpint (ps_guard_left (&budget, &plan, 0), ==, 22 * GB + GB / 2 - 14 * GB);
  plan.fetched_since_bytes = 8 * GB;
  g_assert_cmpint (ps_guard_left (&budget, &plan, 0), ==, GB / 2);
  plan.fetched_since_bytes = 20 * GB;
  g_assert_cmpint (ps_guard_left (&budget, &plan, 0), ==, 0);
}

static void
test_no_limit_shown_is_no_limit (void)
{
  PsBudget budget;
  PsPlan plan = { .limit_bytes = -1, .used_bytes = 14 * GB };

  ps_budget_parse ("plan", &budget);
  g_assert_cmpint (ps_guard_left (&budget, &plan, 0), ==, G_MAXINT64);
}

static void
test_chosen_limits (void)
{
  PsBudget budget;
  PsPlan plan = { .limit_bytes = 25 * GB, .used_bytes = 30 * GB };

  g_assert_true (ps_budget_parse ("100", &budget));
  g_assert_cmpint (ps_guard_left (&budget, &plan, 40 * GB), ==, 60 * GB);
  g_assert_true (ps_budget_parse ("none", &budget));
  g_assert_cmpint (ps_guard_left (&budget, &plan, 40 * GB), ==, G_MAXINT64);
  g_assert_false (ps_budget_parse ("lots", &budget));
  g_assert_false (ps_budget_parse ("-1", &budget));
  g_assert_false (ps_budget_parse ("nan", &budget));
  g_assert_false (ps_budget_parse ("", &budget));
}

static void
test_figures (void)
{
  g_assert_true (ps_guard_figures_include_ours (14 * GB, 8 * GB, 22 * GB));
  g_assert_false (ps_guard_figures_include_ours (14 * GB, 8 * GB, 14 * GB));
  g_assert_false (ps_guard_figures_include_ours (-1, 8 * GB, 22 * GB));
  g_assert_false (ps_guard_figures_include_ours (14 * GB, 8 * GB, 10 * GB));
}

static void
test_goes_on_next_day (void)
{
  gint64 noon = G_GINT64_CONSTANT (1719316800) * G_USEC_PER_SEC;
  gint64 at = ps_guard_resumes_at (noon);

  g_assert_cmpint (at, >, noon);
  g_assert_cmpint (at - noon, <=, G_TIME_SPAN_DAY + G_TIME_SPAN_HOUR);
  g_assert_cmpint (at / G_TIME_SPAN_DAY, ==, noon / G_TIME_SPAN_DAY + 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guard/stops-at-90-percent-of-the-plan", test_share);
  g_test_add_func ("/guard/no-limit-shown-is-no-limit", test_no_limit_shown_is_no_limit);
  g_test_add_func ("/guard/a-chosen-limit-holds-instead", test_chosen_limits);
  g_test_add_func ("/guard/what-the-figures-hold-is-not-counted-twice", test_figures);
  g_test_add_func ("/guard/goes-on-the-next-day", test_goes_on_next_day);
  return g_test_run ();
}
