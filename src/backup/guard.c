/* src/backup/guard.c: pure: how much may be fetched without going over the account's plan. */
#include "backup/guard.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#define SHARE_PERCENT 90

/**
 * ps_budget_parse:
 * @text: (nullable): "plan", "none", or gigabytes in 30 days ("100", "0.5"); %NULL is "plan"
 * @budget: (out): what it means
 *
 * Returns: whether @text was one of these
 */
gboolean
ps_budget_parse (const char *text,
                 PsBudget   *budget)
{
  char *end = NULL;
  double gigabytes;

  *budget = (PsBudget) { .kind = PS_BUDGET_PLAN };
  if (text == NULL || g_str_equal (text, "plan"))
    return TRUE;
  if (g_str_equal (text, "none"))
    {
      budget->kind = PS_BUDGET_NONE;
      return TRUE;
    }
  gigabytes = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !(gigabytes > 0 && gigabytes < 1e9))
    return FALSE;
  *budget = (PsBudget) { .kind = PS_BUDGET_BYTES, .n_bytes = (gint64) (gigabytes * 1e9) };
  return TRUE;
}

/**
 * ps_guard_left:
 * @budget: what a person chose
 * @plan: the plan's figures, and what was fetched since they were made
 * @n_bytes_fetched_30_days: what Proofsheet fetched in the last 30 days
 *
 * One credit is about one gigabyte delivered (Cloudinary, "credits"). A plan
 * whose limit or use the API does not show has none.
 *
 * Returns: bytes that may still be fetched, never negative; %G_MAXINT64 where nothing limits
 */
gint64
ps_guard_left (const PsBudget *budget,
               const PsPlan   *plan,
               gint64          n_bytes_fetched_30_days)
{
  gint64 share;

  switch (budget->kind)
    {
    case PS_BUDGET_NONE:
      return G_MAXINT64;
    case PS_BUDGET_BYTES:
      return MAX (0, budget->n_bytes - n_bytes_fetched_30_days);
    case PS_BUDGET_PLAN:
    default:
      if (plan->limit_bytes < 0 || plan->used_bytes < 0)
        return G_MAXINT64;
      share = plan->limit_bytes / 100 * SHARE_PERCENT + plan->limit_bytes % 100 * SHARE_PERCENT / 100;
      return MAX (0, share - plan->used_bytes - plan->fetched_since_bytes);
    }
}

/**
 * ps_guard_held_until:
 * @budget: what a person chose
 * @plan: the plan's figures, and until when an earlier run was told to wait
 * @n_bytes_fetched_30_days: what Proofsheet fetched in the last 30 days
 * @now_us: microseconds since 1970
 *
 * A run that was told to wait is held to it, also after a restart, unless the
 * limit grew since: a larger plan, another choice.
 *
 * Returns: until when nothing is fetched, in microseconds since 1970; 0: fetching goes on
 */
gint64
ps_guard_held_until (const PsBudget *budget,
                     const PsPlan   *plan,
                     gint64          n_bytes_fetched_30_days,
                     gint64          now_us)
{
  gint64 left = ps_guard_left (budget, plan, n_bytes_fetched_30_days);
  gint64 limit = budget->kind == PS_BUDGET_BYTES ? budget->n_bytes : plan->limit_bytes;

  if (left == G_MAXINT64 || plan->resumes_at_us <= now_us || left > limit / 20)
    return 0;
  return plan->resumes_at_us;
}

/* What is used of what: the limit that a person chose, or the plan's. */
static char *
explain_limit (const PsBudget *budget,
               const PsPlan   *plan,
               gint64          n_bytes_fetched_30_days)
{
  gboolean is_own = budget->kind == PS_BUDGET_BYTES;
  g_autofree char *used = g_format_size (is_own ? n_bytes_fetched_30_days : MAX (0, plan->used_bytes) + plan->fetched_since_bytes);
  g_autofree char *limit = g_format_size (is_own ? budget->n_bytes : MAX (0, plan->limit_bytes));

  if (is_own)
    /* Translators: two sizes: what was fetched, and the limit that the person set. */
    return g_strdup_printf (_("%s were fetched in the last 30 days, of your limit of %s."), used, limit);
  /* Translators: two sizes, and a number of percent. */
  return g_strdup_printf (_("%s of the plan’s %s are used in the last 30 days, and fetching stops at %d %% of them."),
                          used, limit, SHARE_PERCENT);
}

/**
 * ps_guard_explain:
 * @budget: what a person chose
 * @plan: the plan's figures, and what was fetched since they were made
 * @n_bytes_fetched_30_days: what Proofsheet fetched in the last 30 days
 * @n_photos_waiting: photos that wait to be fetched
 * @n_bytes_waiting: their size
 *
 * Returns: (transfer full): why nothing is fetched now: what is used of which limit, and what waits
 */
char *
ps_guard_explain (const PsBudget *budget,
                  const PsPlan   *plan,
                  gint64          n_bytes_fetched_30_days,
                  gint64          n_photos_waiting,
                  gint64          n_bytes_waiting)
{
  g_autofree char *limit = explain_limit (budget, plan, n_bytes_fetched_30_days);
  g_autofree char *size = g_format_size (MAX (0, n_bytes_waiting));
  g_autofree char *waiting = NULL;

  if (n_photos_waiting <= 0)
    return g_steal_pointer (&limit);
  /* Translators: a number of photos and their size. */
  waiting = g_strdup_printf (ngettext ("%" PRId64 " photo waits, %s.", "%" PRId64 " photos wait, %s.", n_photos_waiting),
                             n_photos_waiting, size);
  return g_strconcat (limit, " ", waiting, NULL);
}

/**
 * ps_guard_resumes_at:
 * @now_us: microseconds since 1970
 *
 * A plan counts the last 30 days, so some of it frees up every day: the
 * figures are read again at the next midnight in UTC, with some minutes'
 * grace for the cloud's own counting.
 *
 * Returns: when fetching may go on, in microseconds since 1970
 */
gint64
ps_guard_resumes_at (gint64 now_us)
{
  return (now_us / G_TIME_SPAN_DAY + 1) * G_TIME_SPAN_DAY + 10 * G_TIME_SPAN_MINUTE;
}

/**
 * ps_guard_figures_include_ours:
 * @used_before: the plan's use at the last reading, bytes; −1: never read
 * @fetched_since: what Proofsheet fetched since, bytes
 * @used_now: the plan's use at this reading, bytes
 *
 * The cloud dates its figures by day only, so it is not told whether they
 * hold what was fetched today. Where they grew by at least as much, they do,
 * and counting it twice would stop too early; else it is counted on top. They
 * may hold a part of it then, but which part of their growth was ours, and
 * which the photographer's own website, nothing tells: taking any of it off
 * could count too little. So up to what was fetched on the day of the figures
 * may be counted twice, and nothing ever less than once.
 *
 * Returns: whether @used_now holds @fetched_since already
 */
gboolean
ps_guard_figures_include_ours (gint64 used_before,
                               gint64 fetched_since,
                               gint64 used_now)
{
  return used_before >= 0 && fetched_since > 0 && used_now >= used_before && used_now - used_before >= fetched_since / 100 * 98;
}
