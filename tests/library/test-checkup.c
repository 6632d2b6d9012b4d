/* tests/library/test-checkup.c: when the catalogue is checked from end to end. */
#include "base/times.h"
#include "library/checkup.h"

static void
test_due (void)
{
  static const struct { const char *checked_at; gboolean was_cut_off, is_due; } cases[] = {
    { NULL, FALSE, TRUE },
    { "no time", FALSE, TRUE },
    { "2026-05-12T10:00:00Z", FALSE, FALSE },
    { "2026-05-12T10:00:00Z", TRUE, TRUE },
    { "2026-05-06T12:00:01Z", FALSE, FALSE },
    { "2026-05-05T12:00:00Z", FALSE, TRUE },
    { "2038-01-01T00:00:00Z", FALSE, TRUE }, /* promise 23: the clock was wrong */
  };
  gint64 now_us;

  g_assert_true (ps_time_from_text ("2026-05-12T12:00:00Z", &now_us));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_true (ps_checkup_is_due (cases[i].checked_at, cases[i].was_cut_off, now_us) == cases[i].is_due);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/checkup/weekly-and-after-an-unclean-end", test_due);
  return g_test_run ();
}
