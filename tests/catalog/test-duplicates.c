/* tests/catalog/test-duplicates.c: duplicates are marked and unmarked, stars, flags and clocks set and taken back; nothing is written twice. */
#include <string.h>

#include "catalog/catalog-duplicates.h"
#include "catalog/catalog-marks.h"
#include "kit.h"

/* Three photos: p1 and p2 have the same bytes, p3 is a smaller version of p1. */
static Kit *
make (void)
{
  Kit *kit = kit_new ();
  GPtrArray *page = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_asset_unref);

  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("p%u", i), *id = kit_asset_id (i), *md5 = kit_md5 (i == 2 ? 1 : i);
      PsAsset *asset = kit_asset (name, id, md5);

      asset->tags = g_strsplit (i == 3 ? "small,sea" : "sea", ",", -1);
      asset->width = i == 3 ? 200 : 400;
      asset->height = i == 3 ? 150 : 300;
      kit_seal (asset);
      g_ptr_array_add (page, asset);
    }
  kit_scan (kit, page);
  kit_fetch (kit, "p1");
  kit_fetch (kit, "p2");
  kit_fetch (kit, "p3");
  kit_run (kit, "UPDATE photos SET fingerprint = 1234567890 + iif(public_id = 'p3', 1, 0), taken_at_us = 1718000000000000 + id");
  kit_run (kit, "UPDATE photos SET taken_at_us = NULL WHERE public_id = 'p3'");
  return kit;
}

static GArray *
id_of (Kit        *kit,
       const char *public_id)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id = kit_photo (kit, public_id);

  g_array_append_val (array, id);
  return array;
}

static gint64
find (Kit   *kit,
      guint  distance)
{
  g_autoptr(GError) error = NULL;
  gint64 n;

  ps_catalog_find_look_alikes_async (kit->catalog, distance, NULL, NULL, kit_cb, kit);
  n = ps_catalog_find_look_alikes_finish (kit->catalog, kit_await (kit), &error);
  g_assert_no_error (error);
  return n;
}

static guint
mark (Kit        *kit,
      const char *keeper,
      const char *other)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) others = id_of (kit, other), marked = NULL;

  ps_catalog_mark_duplicates_async (kit->catalog, kit_photo (kit, keeper), others, NULL, kit_cb, kit);
  marked = ps_catalog_mark_duplicates_finish (kit->catalog, kit_await (kit), &error);
  g_assert_no_error (error);
  return marked->len;
}

static guint
unmark (Kit        *kit,
        const char *public_id)
{
  g_autoptr(GArray) ids = id_of (kit, public_id), unmarked = NULL;

  ps_catalog_unmark_duplicates_async (kit->catalog, ids, NULL, kit_cb, kit);
  unmarked = ps_catalog_unmark_duplicates_finish (kit->catalog, kit_await (kit), NULL);
  return unmarked->len;
}

static char *
read_shelf (Kit     *kit,
            PsShelf  shelf)
{
  g_autoptr(GPtrArray) groups = NULL;
  GString *text = g_string_new (NULL);

  ps_catalog_read_duplicates_async (kit->catalog, shelf, NULL, kit_cb, kit);
  groups = ps_catalog_read_duplicates_finish (kit->catalog, kit_await (kit), NULL);
  for (guint i = 0; i < groups->len; i++)
    {
      const PsDuplicateGroup *group = g_ptr_array_index (groups, i);

      g_string_append (text, i > 0 ? "; " : "");
      for (guint k = 0; k < group->photos->len; k++)
        g_string_append_printf (text, "%s%s", k > 0 ? " " : "", ((PsDuplicate *) g_ptr_array_index (group->photos, k))->public_id);
    }
  return g_string_free (text, FALSE);
}

static void
test_shelves (void)
{
  g_autoptr(Kit) kit = make ();
  gint64 n = find (kit, PS_DUPLICATES_DISTANCE_AS_SET);
  g_autofree char *bytes = read_shelf (kit, PS_SHELF_BYTES), *looks = read_shelf (kit, PS_SHELF_LOOK), *before = NULL, *after = NULL;

  g_assert_cmpstr (bytes, ==, "p1 p2");
  g_assert_nonnull (strstr (looks, "p3"));
  g_assert_cmpint (n, >=, 2);
  before = kit_text (kit, "SELECT * FROM look_alikes ORDER BY 1, 3");
  g_assert_cmpint (find (kit, PS_DUPLICATES_DISTANCE_AS_SET), ==, n);
  after = kit_text (kit, "SELECT * FROM look_alikes ORDER BY 1, 3");
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (find (kit, 0), ==, 0);
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM look_alikes WHERE kind <> 'burst'"), ==, 0);
  g_assert_cmpint (find (kit, PS_DUPLICATES_DISTANCE_AS_SET), ==, 0);
  g_assert_cmpint (find (kit, 10), ==, n);
  kit_assert_sound (kit);
}

static void
test_mark_and_unmark (void)
{
  g_autoptr(Kit) kit = make ();
  g_autofree char *before = NULL, *after = NULL, *found = NULL, *keepers = NULL;

  g_assert_cmpuint (mark (kit, "p1", "p3"), ==, 1);
  kit_run (kit, "UPDATE duplicate_marks SET marked_at = 'long ago'");
  before = kit_text (kit, "SELECT * FROM duplicate_marks");
  g_assert_cmpuint (mark (kit, "p1", "p3"), ==, 0);
  after = kit_text (kit, "SELECT * FROM duplicate_marks");
  g_assert_cmpstr (before, ==, after);
  /* The tag that came with it is found at once; the one it had already is not there twice. */
  found = kit_find (kit, "small");
  g_assert_nonnull (strstr (found, "p1"));
  g_assert_nonnull (strstr (found, "p3"));
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM photo_tags WHERE photo_id = (SELECT id FROM photos WHERE public_id = 'p1')"), ==, 2);
  /* p2 is kept instead of p1: p3 goes along. */
  g_assert_cmpuint (mark (kit, "p2", "p1"), ==, 1);
  keepers = kit_text (kit, "SELECT DISTINCT k.public_id FROM duplicate_marks m JOIN photos k ON k.id = m.keeper_id");
  g_assert_cmpstr (keepers, ==, "p2");
  /* And who is kept is no duplicate any more. */
  g_assert_cmpuint (mark (kit, "p1", "p2"), ==, 1);
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM duplicate_marks WHERE photo_id IN (SELECT keeper_id FROM duplicate_marks)"), ==, 0);
  g_assert_cmpuint (unmark (kit, "p3"), ==, 1);
  g_assert_cmpuint (unmark (kit, "p3"), ==, 0);
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM photos"), ==, 3);
  kit_assert_sound (kit);
}

/* Takes the ids. */
static GArray *
set_marks (Kit        *kit,
           GArray     *ids,
           int         rating,
           const char *flag)
{
  g_autoptr(GArray) photo_ids = ids;

  ps_catalog_set_marks_async (kit->catalog, photo_ids, rating, flag, NULL, kit_cb, kit);
  return ps_catalog_set_marks_finish (kit->catalog, kit_await (kit), NULL);
}

static GArray *
restore_marks (Kit    *kit,
               GArray *marks)
{
  ps_catalog_restore_marks_async (kit->catalog, marks, NULL, kit_cb, kit);
  return ps_catalog_restore_marks_finish (kit->catalog, kit_await (kit), NULL);
}

static void
test_marks_and_undo (void)
{
  g_autoptr(Kit) kit = make ();
  g_autoptr(GArray) first = set_marks (kit, id_of (kit, "p1"), 4, "pick"), again = NULL, second = NULL, redo = NULL, undone = NULL, cleared = NULL;
  g_autofree char *before = NULL, *done = NULL, *now = NULL, *redone = NULL, *left = NULL;

  g_assert_cmpuint (first->len, ==, 1);
  kit_run (kit, "UPDATE photo_marks SET marked_at = 'long ago'");
  before = kit_text (kit, "SELECT * FROM photo_marks");
  again = set_marks (kit, id_of (kit, "p1"), 4, NULL);
  g_assert_cmpuint (again->len, ==, 0);
  second = set_marks (kit, id_of (kit, "p1"), PS_RATING_LEAVE, "reject");
  g_assert_cmpuint (second->len, ==, 1);
  done = kit_text (kit, "SELECT rating, flag FROM photo_marks");
  g_assert_cmpstr (done, ==, "4|reject");
  redo = restore_marks (kit, second);
  now = kit_text (kit, "SELECT * FROM photo_marks");
  g_assert_cmpstr (now, ==, before);
  undone = restore_marks (kit, redo);
  redone = kit_text (kit, "SELECT rating, flag FROM photo_marks");
  g_assert_cmpstr (redone, ==, done);
  cleared = restore_marks (kit, first);
  left = kit_text (kit, "SELECT * FROM photo_marks");
  g_assert_cmpstr (left, ==, "");
  g_assert_cmpuint (undone->len + cleared->len, ==, 2);
}

static guint
shift (Kit        *kit,
       const char *public_id,
       gint64      shift_us)
{
  g_autoptr(GArray) ids = id_of (kit, public_id), shifted = NULL;

  ps_catalog_shift_clock_async (kit->catalog, ids, shift_us, NULL, kit_cb, kit);
  shifted = ps_catalog_shift_clock_finish (kit->catalog, kit_await (kit), NULL);
  return shifted->len;
}

static void
test_clocks (void)
{
  g_autoptr(Kit) kit = make ();
  gint64 before = kit_int (kit, "SELECT taken_at_us FROM photos WHERE public_id = 'p1'");

  g_assert_cmpuint (shift (kit, "p3", G_USEC_PER_SEC), ==, 0); /* it has no time */
  g_assert_cmpuint (shift (kit, "p1", 0), ==, 0);
  g_assert_cmpuint (shift (kit, "p1", 3 * G_USEC_PER_SEC), ==, 1);
  g_assert_cmpuint (shift (kit, "p1", -G_USEC_PER_SEC), ==, 1);
  g_assert_cmpint (kit_int (kit, "SELECT taken_at_us FROM photos WHERE public_id = 'p1'"), ==, before + 2 * G_USEC_PER_SEC);
  g_assert_cmpint (kit_int (kit, "SELECT shift_us FROM clock_shifts"), ==, 2 * G_USEC_PER_SEC);
  g_assert_cmpuint (shift (kit, "p1", -2 * G_USEC_PER_SEC), ==, 1);
  g_assert_cmpint (kit_int (kit, "SELECT taken_at_us FROM photos WHERE public_id = 'p1'"), ==, before);
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM clock_shifts"), ==, 0);
  kit_assert_sound (kit);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/duplicates/shelves", test_shelves);
  g_test_add_func ("/duplicates/mark-and-unmark", test_mark_and_unmark);
  g_test_add_func ("/duplicates/marks-and-undo", test_marks_and_undo);
  g_test_add_func ("/duplicates/clocks", test_clocks);
  return g_test_run ();
}
