/* tests/browse/test-id-diff.c: what differs between two lists is told as narrowly as it can be. */
#include "browse/id-diff.h"

#include <string.h>

/* One letter stands for one photo. */
static GArray *
ids_from_letters (const char *letters)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (const char *p = letters; *p != '\0'; p++)
    {
      gint64 id = *p;

      g_array_append_val (ids, id);
    }
  return ids;
}

typedef struct
{
  const char *path;           /* what a failing run prints */
  const char *before, *after;
  PsIdDiff    whole;
  const char *ranges;         /* from the end to the beginning */
} Case;

static const Case cases[] = {
  { "/id-diff/nothing-new", "abc", "abc", { 3, 0, 0 }, "" },
  { "/id-diff/nothing-at-all", "", "", { 0, 0, 0 }, "" },
  { "/id-diff/new-on-top", "abc", "xabc", { 0, 0, 1 }, "0-0+1" },
  { "/id-diff/new-at-the-end", "abc", "abcxy", { 3, 0, 2 }, "3-0+2" },
  { "/id-diff/gone-from-cloud", "abc", "ac", { 1, 1, 0 }, "1-1+0" },
  { "/id-diff/first-scan", "", "abc", { 0, 0, 3 }, "0-0+3" },
  { "/id-diff/all-gone", "abc", "", { 0, 3, 0 }, "0-3+0" },
  { "/id-diff/one-for-another", "abc", "axc", { 1, 1, 1 }, "1-1+1" },
  { "/id-diff/moved-up", "abcdefgh", "gabcdefh", { 0, 7, 7 }, "6-1+0 0-0+1" },
  { "/id-diff/moved-down", "abcdefgh", "acdefgbh", { 1, 6, 6 }, "7-0+1 1-1+0" },
  { "/id-diff/two-came-apart", "abcdefgh", "axbcdefyg", { 1, 7, 8 }, "7-1+0 6-0+1 1-0+1" },
  { "/id-diff/came-and-went", "abcdefgh", "xbcdefg", { 0, 8, 7 }, "7-1+0 0-1+1" },
  { "/id-diff/the-other-way-round", "ab", "ba", { 0, 2, 2 }, NULL },
  { "/id-diff/nothing-in-common", "abc", "xyz", { 0, 3, 3 }, "0-3+3" },
};

static char *
ranges_to_text (GArray *ranges)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ranges->len; i++)
    {
      const PsIdDiff *range = &g_array_index (ranges, PsIdDiff, i);

      g_string_append_printf (text, "%s%u-%u+%u", i > 0 ? " " : "", range->position, range->n_removed, range->n_added);
    }
  return g_string_free (text, FALSE);
}

/* What a listener does who is told the ranges in turn. */
static void
assert_leads_there (GArray *before,
                    GArray *after,
                    GArray *ranges)
{
  g_autoptr(GArray) list = g_array_copy (before);
  gint64 shift = (gint64) after->len - before->len;

  for (guint i = 0; i < ranges->len; i++)
    {
      const PsIdDiff *range = &g_array_index (ranges, PsIdDiff, i);

      shift -= (gint64) range->n_added - range->n_removed;
      g_assert_cmpuint (range->position + range->n_removed, <=, list->len);
      if (range->n_removed > 0)
        g_array_remove_range (list, range->position, range->n_removed);
      if (range->n_added > 0)
        g_array_insert_vals (list, range->position, &g_array_index (after, gint64, range->position + shift), range->n_added);
    }
  g_assert_cmpint (shift, ==, 0);
  g_assert_cmpmem (list->data, list->len * sizeof (gint64), after->data, after->len * sizeof (gint64));
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr(GArray) before = ids_from_letters (c->before);
  g_autoptr(GArray) after = ids_from_letters (c->after);
  g_autoptr(GArray) ranges = ps_id_diff_ranges (before, after, 100, 100);
  g_autofree char *text = ranges_to_text (ranges);
  PsIdDiff whole = ps_id_diff (before, after);

  g_assert_cmpmem (&whole, sizeof whole, &c->whole, sizeof c->whole);
  assert_leads_there (before, after, ranges);
  if (c->ranges != NULL)
    g_assert_cmpstr (text, ==, c->ranges);
}

/* More changes than are told apart, or more ranges than may be told: wider, and still right. */
static void
test_limits (void)
{
  g_autoptr(GArray) before = ids_from_letters ("abcdefghijklmnopqrstuvwxyz");
  g_autoptr(GArray) after = ids_from_letters ("aXcdeYghijklmnopqrsZuvw");
  g_autoptr(GArray) three = ps_id_diff_ranges (before, after, 100, 3);
  g_autoptr(GArray) one = ps_id_diff_ranges (before, after, 100, 1);
  g_autoptr(GArray) whole = ps_id_diff_ranges (before, after, 5, 100);

  g_assert_cmpuint (three->len, <=, 3);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpuint (whole->len, ==, 1);
  assert_leads_there (before, after, three);
  assert_leads_there (before, after, one);
  assert_leads_there (before, after, whole);
}

/* Whatever happens to a list, the ranges lead from one to the other, and no more ids are touched than were changed. */
static void
test_random (void)
{
  for (int round = 0; round < 400; round++)
    {
      guint n = (guint) g_test_rand_int_range (0, 300), n_changes = (guint) g_test_rand_int_range (0, 20), n_touched = 0;
      g_autoptr(GArray) before = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr(GArray) after = NULL;
      g_autoptr(GArray) ranges = NULL;

      for (gint64 id = 1; id <= n; id++)
        g_array_append_val (before, id);
      after = g_array_copy (before);
      for (guint i = 0; i < n_changes; i++)
        {
          gint64 id = 1000 + i;

          if (after->len > 0 && g_test_rand_bit ())
            {
              guint from = (guint) g_test_rand_int_range (0, (gint) after->len);

              id = g_array_index (after, gint64, from);
              g_array_remove_index (after, from);
              if (g_test_rand_bit ())
                continue;
            }
          g_array_insert_val (after, (guint) g_test_rand_int_range (0, (gint) after->len + 1), id);
        }
      ranges = ps_id_diff_ranges (before, after, 1000, 1000);
      assert_leads_there (before, after, ranges);
      for (guint i = 0; i < ranges->len; i++)
        n_touched += g_array_index (ranges, PsIdDiff, i).n_removed + g_array_index (ranges, PsIdDiff, i).n_added;
      g_assert_cmpuint (n_touched, <=, 2 * n_changes);
    }
}

/* A million ids, a hundred of which moved: within a frame or two, not within a second. */
static void
test_million (void)
{
  g_autoptr(GArray) before = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) after = NULL;
  g_autoptr(GArray) ranges = NULL;
  gint64 start;

  for (gint64 id = 1; id <= 1000000; id++)
    g_array_append_val (before, id);
  after = g_array_copy (before);
  for (guint i = 0; i < 100; i++)
    {
      gint64 id = g_array_index (after, gint64, 5000 + i * 9000);

      g_array_remove_index (after, 5000 + i * 9000);
      g_array_insert_val (after, 999000 - i * 7000, id);
    }
  start = g_get_monotonic_time ();
  ranges = ps_id_diff_ranges (before, after, 1024, 256);
  g_test_message ("%.1f ms", (g_get_monotonic_time () - start) / 1000.0);
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC); /* a loaded machine, a sanitizer */
  g_assert_cmpuint (ranges->len, >, 100); /* and not one: some come to stand side by side */
  assert_leads_there (before, after, ranges);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, &cases[i], test_case);
  g_test_add_func ("/id-diff/limits", test_limits);
  g_test_add_func ("/id-diff/whatever-happens", test_random);
  g_test_add_func ("/id-diff/a-million", test_million);
  return g_test_run ();
}
