/* tests/base/test-times.c: instants survive every spelling the cloud uses. */
#include "base/times.h"

static void
test_both_suffixes_are_the_same_instant (void)
{
  gint64 z, offset, berlin;

  g_assert_true (ps_time_from_text ("2024-06-25T11:59:14Z", &z));
  g_assert_true (ps_time_from_text ("2024-06-25T11:59:14+00:00", &offset));
  g_assert_true (ps_time_from_text ("2024-06-25T13:59:14+02:00", &berlin));
  g_assert_cmpint (z, ==, G_GINT64_CONSTANT (1719316754000000));
  g_assert_cmpint (offset, ==, z);
  g_assert_cmpint (berlin, ==, z);
}

static void
test_round_trip (void)
{
  static const gint64 times[] = { 0, -1000000, G_GINT64_CONSTANT (2147483648000000), G_GINT64_CONSTANT (1719316754000000) };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *text = ps_time_to_text (times[i]);
      gint64 back;

      g_assert_true (ps_time_from_text (text, &back));
      g_assert_cmpint (back, ==, times[i]);
    }
}

static void
test_nonsense_is_no_time (void)
{
  static const char *const texts[] = { "", "yesterday", "2024-13-01T00:00:00Z", "2024-06-25T25:00:00Z", "9999999999" };
  gint64 time_us;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (ps_time_from_text (texts[i], &time_us));
  g_assert_false (ps_time_from_text (NULL, &time_us));
}

static void
test_http_date (void)
{
  gint64 time_us;

  g_assert_true (ps_time_from_http ("Wed, 03 Oct 2012 08:00:00 GMT", &time_us));
  g_assert_cmpint (time_us, ==, G_GINT64_CONSTANT (1349251200000000));
  g_assert_false (ps_time_from_http ("03 October 2012", &time_us));
  g_assert_false (ps_time_from_http ("Wed, 99 Oct 2012 08:00:00 GMT", &time_us));
  g_assert_false (ps_time_from_http (NULL, &time_us));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/times/both-suffixes-are-the-same-instant", test_both_suffixes_are_the_same_instant);
  g_test_add_func ("/times/round-trip", test_round_trip);
  g_test_add_func ("/times/nonsense-is-no-time", test_nonsense_is_no_time);
  g_test_add_func ("/times/http-date", test_http_date);
  return g_test_run ();
}
