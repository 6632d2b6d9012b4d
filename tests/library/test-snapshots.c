/* tests/library/test-snapshots.c: seven days and four weeks of the catalogue are kept, and nothing else is touched. */
#include "library/snapshots.h"

static void
test_choice (void)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) old = NULL;

  for (int day = 1; day <= 28; day++)
    for (int month = 1; month <= 4; month++)
      g_ptr_array_add (names, g_strdup_printf ("photos-2026-%02d-%02d.db", month, day));
  g_ptr_array_add (names, g_strdup ("my own notes.txt"));
  g_ptr_array_add (names, g_strdup ("photos-of-the-cat.db"));
  old = ps_snapshots_choose_old (names, "2026-04-28");
  g_assert_cmpuint (names->len - old->len, ==, 7 + 4 + 2);
  for (guint i = 0; i < old->len; i++)
    {
      const char *name = g_ptr_array_index (old, i);

      g_assert_cmpstr (name, <, "photos-2026-04-22.db");
      g_assert_true (g_str_has_prefix (name, "photos-2026-"));
    }
}

static void
test_few_are_all_kept (void)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) old = NULL;

  for (int day = 1; day <= 7; day++)
    g_ptr_array_add (names, g_strdup_printf ("photos-2026-05-%02d.db", day));
  old = ps_snapshots_choose_old (names, "2026-05-07");
  g_assert_cmpuint (old->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/snapshots/seven-days-and-four-weeks-are-kept", test_choice);
  g_test_add_func ("/snapshots/few-are-all-kept", test_few_are_all_kept);
  return g_test_run ();
}
