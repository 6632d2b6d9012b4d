/* tests/cloud/test-rate-limit.c: waits exactly as long as is right, whatever the replies say. */
#include "cloud/rate-limit.h"

#include "base/times.h"

#define SECOND_US ((gint64) G_USEC_PER_SEC)
#define NOW "Wed, 03 Oct 2012 07:20:00 GMT"
#define HOUR "Wed, 03 Oct 2012 08:00:00 GMT"
#define SLACK 3

typedef struct
{
  const char *path;
  PsLimitSigns signs;
  gint64 wait_s;    /* until the reset, without slack, by a clock that is right; −1: no reset is known */
  gint64 left;
} Case;

static const Case cases[] = {
  { "/rate-limit/plain", { "500", "499", HOUR, NOW, NULL, NULL, FALSE }, 2400, 449 },
  { "/rate-limit/reserve", { "500", "50", HOUR, NOW, NULL, NULL, FALSE }, 2400, 0 },
  { "/rate-limit/below-reserve", { "500", "12", HOUR, NOW, NULL, NULL, FALSE }, 2400, 0 },
  { "/rate-limit/used-up-by-another", { "500", "0", HOUR, NOW, NULL, NULL, FALSE }, 2400, 0 },
  { "/rate-limit/nothing-said", { NULL, NULL, NULL, NOW, NULL, NULL, FALSE }, -1, G_MAXINT32 },
  { "/rate-limit/garbage", { "many", "-3", "soon", "now", "later", NULL, FALSE }, -1, G_MAXINT32 },
  { "/rate-limit/no-reset", { "500", "0", NULL, NOW, NULL, NULL, FALSE }, 2400, 0 },
  { "/rate-limit/reset-in-the-past", { "500", "0", "Wed, 03 Oct 2012 07:00:00 GMT", NOW, NULL, NULL, FALSE }, 2400, 0 },
  { "/rate-limit/reset-in-ten-years", { "500", "0", "Mon, 03 Oct 2022 07:00:00 GMT", NOW, NULL, NULL, FALSE }, 2400, 0 },
  { "/rate-limit/refused", { "500", "0", HOUR, NOW, NULL, NULL, TRUE }, 2400, 0 },
  { "/rate-limit/refused-header-beats-text", { "500", "0", HOUR, NOW, NULL, "Try again on 2012-10-03 07:30:00 UTC", TRUE }, 2400, 0 },
  { "/rate-limit/refused-text", { NULL, NULL, NULL, NOW, NULL, "Limit of 500 api operations reached. Try again on 2012-10-03 07:30:00 UTC", TRUE }, 600, 0 },
  { "/rate-limit/refused-text-past", { NULL, NULL, NULL, NOW, NULL, "Try again on 2011-10-03 07:30:00 UTC", TRUE }, 60, 0 },
  { "/rate-limit/refused-text-odd", { NULL, NULL, NULL, NOW, NULL, "Try again on 2012-13-45 99:30:00 UTC", TRUE }, 60, 0 },
  { "/rate-limit/refused-retry-after", { NULL, NULL, NULL, NOW, "90", NULL, TRUE }, 90, 0 },
  { "/rate-limit/refused-retry-after-date", { NULL, NULL, NULL, NOW, "Wed, 03 Oct 2012 07:25:00 GMT", NULL, TRUE }, 300, 0 },
  { "/rate-limit/refused-retry-after-year", { NULL, NULL, NULL, NOW, "31536000", NULL, TRUE }, 60, 0 },
  { "/rate-limit/refused-reset-past", { "500", "0", "Wed, 03 Oct 2012 07:00:00 GMT", NOW, NULL, NULL, TRUE }, 60, 0 },
  { "/rate-limit/refused-reset-ten-years", { "500", "0", "Mon, 03 Oct 2022 07:00:00 GMT", NOW, NULL, NULL, TRUE }, 60, 0 },
  { "/rate-limit/refused-nothing-said", { NULL, NULL, NULL, NULL, NULL, NULL, TRUE }, 60, 0 },
};

static gint64
server_now (void)
{
  gint64 now_us;

  g_assert_true (ps_time_from_http (NOW, &now_us));
  return now_us;
}

/* This computer's clock may be wrong by years: the wait is the same. */
static void
test_case (gconstpointer data)
{
  static const gint64 clock_errors_s[] = { 0, -7200, 86400, -40LL * 365 * 86400 };
  const Case *c = data;

  for (guint i = 0; i < G_N_ELEMENTS (clock_errors_s); i++)
    {
      gint64 now_us = server_now () + clock_errors_s[i] * SECOND_US;
      PsLimits limits;

      if (c->signs.date == NULL && clock_errors_s[i] != 0)
        continue;
      ps_limits_init (&limits);
      ps_limits_note (&limits, &c->signs, now_us);
      if (c->wait_s < 0)
        g_assert_cmpint (limits.limit.reset_us, ==, 0);
      else
        g_assert_cmpint (limits.limit.reset_us - now_us, ==, (c->wait_s + SLACK) * SECOND_US);
      g_assert_cmpint (ps_limits_get_left (&limits, now_us), ==, c->left);
      g_assert_cmpint (limits.is_told, ==, c->signs.is_refusal && c->wait_s != 60); /* a minute is our own guess */
      if (c->wait_s >= 0) /* afterwards there is room again */
        g_assert_cmpint (ps_limits_get_left (&limits, limits.limit.reset_us), >, 0);
    }
}

/* Refusals without a reset: one minute, two, four …, never beyond an hour or the full hour. */
static void
test_back_off (void)
{
  static const gint64 waits[] = { 60, 120, 240, 480, 960, 1920, 2400, 2400, 2400 };
  const PsLimitSigns refusal = { .date = NOW, .is_refusal = TRUE };
  const PsLimitSigns success = { .date = NOW };
  PsLimits limits;

  ps_limits_init (&limits);
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      ps_limits_note (&limits, &refusal, server_now ());
      g_assert_cmpint (limits.limit.reset_us - server_now (), ==, (waits[i] + SLACK) * SECOND_US);
    }
  ps_limits_note (&limits, &success, server_now ());
  ps_limits_note (&limits, &refusal, server_now ());
  g_assert_cmpint (limits.limit.reset_us - server_now (), ==, (60 + SLACK) * SECOND_US);
}

static void
test_kinds_of_420 (void)
{
  g_assert_true (ps_limits_is_hourly (NULL));
  g_assert_true (ps_limits_is_hourly ("Rate Limit Exceeded. Limit of 500 api operations reached. Try again on 2026-03-14 15:00:00 UTC"));
  g_assert_true (ps_limits_is_hourly ("Enhance Your Calm"));
  g_assert_false (ps_limits_is_hourly ("Limit of 50 operations reached. Try again on the next monthly billing usage date"));
  g_assert_false (ps_limits_is_hourly ("You don't have an active subscription for Google Auto Tagging"));
  g_assert_false (ps_limits_is_hourly ("Bandwidth limit reached"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, &cases[i], test_case);
  g_test_add_func ("/rate-limit/back-off", test_back_off);
  g_test_add_func ("/rate-limit/kinds-of-420", test_kinds_of_420);
  return g_test_run ();
}
