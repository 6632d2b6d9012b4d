/* tests/catalog/test-keepers.c: what a rule would do is told before, done as told, and taken back to the last row; a search can be ended. */
#include <string.h>

#include "catalog/catalog-keepers.h"
#include "catalog/catalog-shelves.h"
#include "kit.h"

/* All that choosing a keeper may touch. */
#define SORTED \
  "SELECT 1, photo_id, keeper_id, marked_at FROM duplicate_marks UNION ALL " \
  "SELECT 2, photo_id, tag_id, source FROM photo_tags UNION ALL " \
  "SELECT 3, photo_id, collection_id, added_at FROM photo_collections UNION ALL " \
  "SELECT 4, photo_id, rating || coalesce(flag, ''), marked_at FROM photo_marks ORDER BY 1, 2, 3, 4"

/* p1, p2 and p3 have the same bytes, p4 and p5 others; p3 has what the others have not. */
static Kit *
make (void)
{
  Kit *kit = kit_new ();
  GPtrArray *page = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_asset_unref);

  for (guint i = 1; i <= 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("p%u", i), *id = kit_asset_id (i), *md5 = kit_md5 (i <= 3 ? 1 : 2);
      PsAsset *asset = kit_asset (name, id, md5);

      asset->tags = g_strsplit (i == 3 ? "small,sea" : "sea", ",", -1);
      kit_seal (asset);
      g_ptr_array_add (page, asset);
    }
  kit_scan (kit, page);
  kit_run (kit, "INSERT INTO collections (name, created_at) VALUES ('Wall', '2024-01-01T00:00:00Z')");
  kit_run (kit, "INSERT INTO photo_collections (photo_id, collection_id, added_at) SELECT id, 1, '2024-02-02T00:00:00Z' FROM photos "
                "WHERE public_id = 'p3'");
  kit_run (kit, "INSERT INTO photo_marks (photo_id, rating, flag, marked_at) SELECT id, 4, 'pick', '2024-02-02T00:00:00Z' FROM photos "
                "WHERE public_id = 'p3'");
  kit_run (kit, "UPDATE photos SET created_at_us = 1718000000000000 + id, folder_path = iif(public_id IN ('p2', 'p4'), 'Web/Small', 'Studio')");
  return kit;
}

static PsKeepPlan *
plan (Kit        *kit,
      PsKeepRule  rule,
      const char *folder)
{
  g_autoptr(GError) error = NULL;
  PsKeepPlan *made;

  ps_catalog_plan_keepers_async (kit->catalog, PS_SHELF_BYTES, rule, folder, NULL, kit_cb, kit);
  made = ps_catalog_plan_keepers_finish (kit->catalog, kit_await (kit), &error);
  g_assert_no_error (error);
  return made;
}

static gint64
keeper_of (PsKeepPlan *made,
           guint       i)
{
  return ((PsKeepChoice *) g_ptr_array_index (made->choices, i))->keeper_id;
}

static PsKeepState *
keep (Kit        *kit,
      PsKeepPlan *made,
      guint       first,
      guint       n,
      guint      *n_marked)
{
  g_autoptr(GError) error = NULL;
  PsKeepState *before;

  ps_catalog_keep_async (kit->catalog, made, first, n, NULL, kit_cb, kit);
  before = ps_catalog_keep_finish (kit->catalog, kit_await (kit), n_marked, &error);
  g_assert_no_error (error);
  return before;
}

/* Takes the state. */
static PsKeepState *
put (Kit         *kit,
     PsKeepState *state)
{
  g_autoptr(GError) error = NULL;
  PsKeepState *before;

  ps_catalog_put_keepers_async (kit->catalog, state, NULL, kit_cb, kit);
  before = ps_catalog_put_keepers_finish (kit->catalog, kit_await (kit), &error);
  g_assert_no_error (error);
  return before;
}

static PsDuplicateShelves *
list (Kit *kit)
{
  PsDuplicateShelves *shelves;

  ps_catalog_list_shelves_async (kit->catalog, NULL, kit_cb, kit);
  shelves = ps_catalog_list_shelves_finish (kit->catalog, kit_await (kit), NULL);
  g_assert_nonnull (shelves);
  return shelves;
}

static gint64
count_to_tidy (Kit *kit)
{
  ps_catalog_count_to_tidy_async (kit->catalog, NULL, kit_cb, kit);
  return ps_catalog_count_to_tidy_finish (kit->catalog, kit_await (kit), NULL);
}

static void
test_a_plan_changes_nothing_and_counts_what_the_rule_tells (void)
{
  g_autoptr(Kit) kit = make ();
  g_autofree char *before = kit_text (kit, SORTED), *after = NULL;
  g_autoptr(PsKeepPlan) sorted = plan (kit, PS_KEEP_SORTED, NULL), folder = plan (kit, PS_KEEP_FOLDER, "Web"), none = plan (kit, PS_KEEP_FOLDER, "Nowhere");

  g_assert_cmpint (sorted->n_groups, ==, 2);
  g_assert_cmpint (sorted->n_told, ==, 1); /* p4 and p5 are sorted alike */
  g_assert_cmpint (sorted->n_photos, ==, 3);
  g_assert_cmpint (sorted->n_settled, ==, 0);
  g_assert_cmpint (sorted->n_bytes, ==, kit_int (kit, "SELECT sum(bytes) FROM photos WHERE public_id IN ('p1', 'p2', 'p5')"));
  g_assert_cmpint (keeper_of (sorted, 0), ==, kit_photo (kit, "p3"));
  g_assert_cmpint (folder->n_told, ==, 2);
  g_assert_cmpint (keeper_of (folder, 0), ==, kit_photo (kit, "p2"));
  g_assert_cmpint (keeper_of (folder, 1), ==, kit_photo (kit, "p4"));
  g_assert_cmpint (none->n_told, ==, 0);
  after = kit_text (kit, SORTED);
  g_assert_cmpstr (before, ==, after);
}

static void
test_it_is_done_in_parts_and_taken_back_and_done_again (void)
{
  g_autoptr(Kit) kit = make ();
  g_autofree char *before = kit_text (kit, SORTED), *done = NULL, *undone = NULL, *redone = NULL, *twice = NULL, *found = NULL, *lost = NULL;
  g_autoptr(PsKeepPlan) made = plan (kit, PS_KEEP_OLDEST, NULL);
  PsKeepState *state;
  guint n_first, n_second;

  g_assert_cmpint (keeper_of (made, 0), ==, kit_photo (kit, "p1"));
  state = keep (kit, made, 0, 1, &n_first);
  ps_keep_state_append (state, keep (kit, made, 1, 100, &n_second));
  g_assert_cmpuint (n_first, ==, 2);
  g_assert_cmpuint (n_second, ==, 1);
  done = kit_text (kit, SORTED);
  found = kit_find (kit, "small");
  g_assert_nonnull (strstr (found, "p1"));
  g_assert_cmpint (kit_int (kit, "SELECT rating FROM photo_marks WHERE photo_id = (SELECT id FROM photos WHERE public_id = 'p1')"), ==, 4);
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM photo_collections"), ==, 2);
  kit_assert_sound (kit);

  state = put (kit, state);
  undone = kit_text (kit, SORTED);
  g_assert_cmpstr (before, ==, undone);
  lost = kit_find (kit, "small");
  g_assert_null (strstr (lost, "p1"));
  state = put (kit, state);
  redone = kit_text (kit, SORTED);
  g_assert_cmpstr (done, ==, redone);
  state = put (kit, state);
  twice = kit_text (kit, SORTED);
  g_assert_cmpstr (before, ==, twice);
  ps_keep_state_free (state);
  kit_assert_sound (kit);
}

/* One that others gave their place to gives it to a third: they go along, and come back. */
static void
test_a_second_choice_is_taken_back_to_the_first (void)
{
  g_autoptr(Kit) kit = make ();
  g_autoptr(PsKeepPlan) made = plan (kit, PS_KEEP_OLDEST, NULL), other = NULL;
  g_autoptr(PsKeepPlan) third G_GNUC_UNUSED = NULL;
  g_autoptr(PsKeepState) first G_GNUC_UNUSED = keep (kit, made, 0, 1, NULL);
  g_autoptr(PsKeepState) redo = NULL, unmarked = NULL, marked = NULL;
  g_autofree char *chosen = kit_text (kit, SORTED), *now = NULL, *again = NULL;
  g_autoptr(GArray) others = g_array_new (FALSE, FALSE, sizeof (gint64)), ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 p1 = kit_photo (kit, "p1"), p3 = kit_photo (kit, "p3");
  PsKeepState *second;

  g_array_append_val (others, p1);
  other = ps_keep_plan_new_one (p3, others);
  second = keep (kit, other, 0, 1, NULL);
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM duplicate_marks m JOIN photos p ON p.id = m.keeper_id WHERE p.public_id = 'p3'"), ==, 2);
  redo = put (kit, second);
  now = kit_text (kit, SORTED);
  g_assert_cmpstr (chosen, ==, now);
  /* And marks are taken off, and come back. */
  g_array_append_val (ids, p3);
  unmarked = put (kit, ps_keep_state_new_unmarked (ids));
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM duplicate_marks"), ==, 1);
  marked = put (kit, g_steal_pointer (&unmarked));
  again = kit_text (kit, SORTED);
  g_assert_cmpstr (chosen, ==, again);
  kit_assert_sound (kit);
}

static void
test_what_a_person_chose_stays (void)
{
  g_autoptr(Kit) kit = make ();
  g_autoptr(GArray) others = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(PsKeepPlan) chosen = NULL, made = NULL, after = NULL;
  g_autoptr(PsKeepState) first = NULL, second = NULL;
  g_autoptr(PsDuplicateShelves) shelves = list (kit), settled = NULL;
  gint64 p1 = kit_photo (kit, "p1"), p2 = kit_photo (kit, "p2");

  g_assert_cmpuint (shelves->of[PS_SHELF_BYTES].groups->len, ==, 2);
  g_assert_cmpint (shelves->of[PS_SHELF_BYTES].n_photos, ==, 5);
  g_assert_cmpint (shelves->of[PS_SHELF_BYTES].n_settled, ==, 0);
  g_assert_cmpuint (shelves->of[PS_SHELF_BYTES].folders->len, ==, 2);
  g_assert_false (shelves->is_looked_for);
  g_assert_cmpint (count_to_tidy (kit), ==, 5);
  g_array_append_val (others, p1);
  chosen = ps_keep_plan_new_one (p2, others);
  first = keep (kit, chosen, 0, 1, NULL);
  /* p3 is still open: it gives its place to p2 as well, though it is sorted best. */
  made = plan (kit, PS_KEEP_SORTED, NULL);
  g_assert_cmpint (made->n_groups, ==, 2);
  g_assert_cmpint (keeper_of (made, 0), ==, p2);
  g_assert_cmpint (made->n_photos, ==, 2);
  second = keep (kit, made, 0, 1, NULL);
  after = plan (kit, PS_KEEP_SORTED, NULL);
  g_assert_cmpint (after->n_groups, ==, 1);
  g_assert_cmpint (after->n_settled, ==, 1);
  settled = list (kit);
  g_assert_cmpint (settled->of[PS_SHELF_BYTES].n_settled, ==, 1);
  g_assert_cmpint (settled->of[PS_SHELF_BYTES].n_photos, ==, 5);
  g_assert_cmpint (count_to_tidy (kit), ==, 2);
}

static void
test_a_group_is_read_by_its_number (void)
{
  g_autoptr(Kit) kit = make ();
  g_autoptr(PsDuplicateGroup) group = NULL, none = NULL;
  g_autoptr(GError) error = NULL;

  ps_catalog_read_duplicate_group_async (kit->catalog, PS_SHELF_BYTES, kit_photo (kit, "p1"), NULL, kit_cb, kit);
  group = ps_catalog_read_duplicate_group_finish (kit->catalog, kit_await (kit), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (group->photos->len, ==, 3);
  g_assert_cmpint (group->id, ==, kit_photo (kit, "p1"));
  ps_catalog_read_duplicate_group_async (kit->catalog, PS_SHELF_LOOK, 7, NULL, kit_cb, kit);
  none = ps_catalog_read_duplicate_group_finish (kit->catalog, kit_await (kit), &error);
  g_assert_no_error (error);
  g_assert_null (none);
}

static void
test_a_search_that_is_ended_changes_nothing (void)
{
  g_autoptr(Kit) kit = make ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(PsTally) tally = ps_tally_new ();

  kit_fetch (kit, "p1");
  kit_fetch (kit, "p4");
  kit_run (kit, "UPDATE photos SET fingerprint = 77 WHERE public_id IN ('p1', 'p4')");
  ps_catalog_find_look_alikes_async (kit->catalog, 4, tally, cancellable, kit_cb, kit);
  g_cancellable_cancel (cancellable);
  g_assert_cmpint (ps_catalog_find_look_alikes_finish (kit->catalog, kit_await (kit), &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM look_alikes"), ==, 0);
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM settings WHERE key = 'duplicates_distance'"), ==, 0);
  ps_catalog_find_look_alikes_async (kit->catalog, 4, tally, NULL, kit_cb, kit);
  g_assert_cmpint (ps_catalog_find_look_alikes_finish (kit->catalog, kit_await (kit), &error), ==, 2);
  g_assert_no_error (error);
  g_assert_cmpint (ps_tally_read (tally).n_done, ==, ps_tally_read (tally).n_total);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keepers/a-plan-changes-nothing-and-counts-what-the-rule-tells", test_a_plan_changes_nothing_and_counts_what_the_rule_tells);
  g_test_add_func ("/keepers/it-is-done-in-parts-and-taken-back-and-done-again", test_it_is_done_in_parts_and_taken_back_and_done_again);
  g_test_add_func ("/keepers/a-second-choice-is-taken-back-to-the-first", test_a_second_choice_is_taken_back_to_the_first);
  g_test_add_func ("/keepers/what-a-person-chose-stays", test_what_a_person_chose_stays);
  g_test_add_func ("/keepers/a-group-is-read-by-its-number", test_a_group_is_read_by_its_number);
  g_test_add_func ("/keepers/a-search-that-is-ended-changes-nothing", test_a_search_that_is_ended_changes_nothing);
  return g_test_run ();
}
