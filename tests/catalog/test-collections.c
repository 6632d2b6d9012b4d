/* tests/catalog/test-collections.c: what people keep is changed as they say, and an undo leaves not a trace. */
#include "kit.h"

#include <string.h>

#include "catalog/catalog-browse.h"

static Kit *
make (void)
{
  Kit *kit = kit_new ();

  kit_scan (kit, kit_page (kit_asset ("a", NULL, NULL), kit_asset ("b", NULL, NULL), kit_asset ("c", NULL, NULL), NULL));
  return kit;
}

static GArray *
ids_of (gint64 first,
        ...)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  va_list args;

  va_start (args, first);
  for (gint64 id = first; id != 0; id = va_arg (args, gint64))
    g_array_append_val (ids, id);
  va_end (args);
  return ids;
}

#define IDS(...) ids_of (__VA_ARGS__, G_GINT64_CONSTANT (0))
#define ID(n) G_GINT64_CONSTANT (n)

static gint64
create (Kit         *kit,
        const char  *name,
        GError     **error)
{
  ps_catalog_create_collection_async (kit->catalog, name, "What it is for", NULL, kit_cb, kit);
  return ps_catalog_create_collection_finish (kit->catalog, kit_await (kit), error);
}

static char *
rename_to (Kit         *kit,
           gint64       id,
           const char  *name,
           GError     **error)
{
  ps_catalog_rename_collection_async (kit->catalog, id, name, NULL, kit_cb, kit);
  return ps_catalog_rename_collection_finish (kit->catalog, kit_await (kit), error);
}

/* Takes the ids. */
static char *
add (Kit     *kit,
     gint64   collection,
     GArray  *ids,
     GError **error)
{
  g_autoptr(GArray) added = NULL;

  ps_catalog_add_to_collection_async (kit->catalog, collection, ids, NULL, kit_cb, kit);
  added = ps_catalog_add_to_collection_finish (kit->catalog, kit_await (kit), error);
  g_array_unref (ids);
  if (added == NULL)
    return NULL;
  return g_strdup_printf ("%u:%d", added->len, added->len > 0 ? (int) g_array_index (added, gint64, 0) : 0);
}

static void
restore (Kit                       *kit,
         const PsCollectionRemains *remains,
         PsCatalogError             expected)
{
  g_autoptr(GError) error = NULL;

  ps_catalog_restore_collection_async (kit->catalog, remains, NULL, kit_cb, kit);
  if (ps_catalog_restore_collection_finish (kit->catalog, kit_await (kit), &error))
    g_assert_cmpint (expected, ==, 0);
  else
    g_assert_error (error, PS_CATALOG_ERROR, (int) expected);
}

/* All that people keep, and what the search index says of it. */
static char *
snapshot (Kit *kit)
{
  g_autofree char *collections = kit_text (kit, "SELECT id, name, description, created_at, photos FROM collections ORDER BY id");
  g_autofree char *members = kit_text (kit, "SELECT photo_id, collection_id, added_at FROM photo_collections ORDER BY 1, 2");
  g_autofree char *tags = kit_text (kit, "SELECT photo_id, name, source FROM photo_tags JOIN tags ON tags.id = tag_id ORDER BY 1, 2, 3");
  g_autofree char *search = kit_text (kit, "SELECT rowid, collections, tags FROM photo_search ORDER BY 1");
  g_autofree char *collected = kit_text (kit, "SELECT photos FROM collected_photos");

  return g_strjoin ("\n--\n", collections, members, tags, search, collected, NULL);
}

static void
assert_unchanged (Kit        *kit,
                  const char *before)
{
  g_autofree char *after = snapshot (kit);

  g_assert_cmpstr (before, ==, after);
  kit_assert_sound (kit);
}

static void
test_names (void)
{
  static const struct { const char *typed; PsCatalogError code; const char *kept; } names[] = {
    { "  Rossi:\n album ", 0, "Rossi: album" }, { "Zu\xcc\x88rich", 0, "Zürich" }, { "<b>&amp;</b>'; DROP TABLE", 0, "<b>&amp;</b>'; DROP TABLE" },
    { "ROSSI: ALBUM", PS_CATALOG_ERROR_NAME_TAKEN, NULL }, { "ZÜRICH", PS_CATALOG_ERROR_NAME_TAKEN, NULL },
    { "", PS_CATALOG_ERROR_NAME, NULL }, { " \t\xc2\xa0 ", PS_CATALOG_ERROR_NAME, NULL }, { "\xff", PS_CATALOG_ERROR_NAME, NULL },
  };
  g_autoptr(Kit) kit = make ();
  g_autofree char *long_name = g_strnfill (200, 'x');
  g_autofree char *too_long = g_strnfill (201, 'y');
  g_autofree char *kept = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GError) error = NULL;
      gint64 id = create (kit, names[i].typed, &error);

      if (names[i].kept != NULL)
        g_assert_cmpint (id, >, 0);
      else
        g_assert_error (error, PS_CATALOG_ERROR, (int) names[i].code);
    }
  g_assert_cmpint (create (kit, long_name, NULL), >, 0);
  g_assert_cmpint (create (kit, too_long, NULL), ==, -1);
  kept = kit_text (kit, "SELECT name FROM collections ORDER BY id LIMIT 3");
  g_assert_cmpstr (kept, ==, "Rossi: album\nZürich\n<b>&amp;</b>'; DROP TABLE");
}

static void
test_rename (void)
{
  g_autoptr(Kit) kit = make ();
  g_autoptr(GError) error = NULL;
  gint64 id = create (kit, "Album", NULL);
  g_autofree char *added = add (kit, id, IDS (ID (1), ID (2)), NULL);
  g_autofree char *before = snapshot (kit);
  g_autofree char *was = rename_to (kit, id, "Portfolio", NULL);
  g_autofree char *found = kit_find (kit, "portf");
  g_autofree char *not_found = kit_find (kit, "album");
  g_autofree char *own_name = NULL, *back = NULL;

  g_assert_cmpstr (added, ==, "2:1");
  g_assert_cmpstr (was, ==, "Album");
  g_assert_cmpuint (strlen (found), >, 0);
  g_assert_cmpstr (not_found, ==, "");
  own_name = rename_to (kit, id, "PORTFOLIO", &error); /* its own name in another case is no one else's */
  g_assert_no_error (error);
  back = rename_to (kit, id, "Album", NULL);
  assert_unchanged (kit, before);
  create (kit, "Taken", NULL);
  g_assert_null (rename_to (kit, id, "taken", &error));
  g_assert_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_NAME_TAKEN);
  g_clear_error (&error);
  g_assert_null (rename_to (kit, 99, "Nobody", &error));
  g_assert_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_NOT_FOUND);
}

static void
test_describe (void)
{
  g_autoptr(Kit) kit = make ();
  gint64 id = create (kit, "Album", NULL);
  g_autofree char *before = NULL;
  g_autofree char *again = NULL;

  ps_catalog_describe_collection_async (kit->catalog, id, "Another", NULL, kit_cb, kit);
  g_assert_true (ps_catalog_describe_collection_finish (kit->catalog, kit_await (kit), &before, NULL));
  g_assert_cmpstr (before, ==, "What it is for");
  ps_catalog_describe_collection_async (kit->catalog, id, NULL, NULL, kit_cb, kit);
  g_assert_true (ps_catalog_describe_collection_finish (kit->catalog, kit_await (kit), &again, NULL));
  g_assert_cmpstr (again, ==, "Another");
  g_clear_pointer (&again, g_free);
  ps_catalog_describe_collection_async (kit->catalog, id, "x", NULL, kit_cb, kit);
  g_assert_true (ps_catalog_describe_collection_finish (kit->catalog, kit_await (kit), &again, NULL));
  g_assert_null (again);
  ps_catalog_describe_collection_async (kit->catalog, 99, "x", NULL, kit_cb, kit);
  g_assert_false (ps_catalog_describe_collection_finish (kit->catalog, kit_await (kit), NULL, NULL));
}

/* Only what was really added is told, so that an undo leaves in what was in before. */
static void
test_add_and_undo (void)
{
  g_autoptr(Kit) kit = make ();
  g_autoptr(GError) error = NULL;
  gint64 id = create (kit, "Album", NULL);
  g_autofree char *first = add (kit, id, IDS (ID (1)), NULL);
  g_autofree char *before = NULL, *second = NULL, *found = NULL;
  g_autoptr(GArray) undo = IDS (ID (2), ID (3));
  PsCollectionRemains *removed;

  kit_run (kit, "UPDATE photo_collections SET added_at = 'long ago'");
  before = snapshot (kit);
  g_assert_cmpstr (first, ==, "1:1");
  second = add (kit, id, IDS (ID (1), ID (2), ID (3), ID (2), ID (99)), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (second, ==, "2:2");
  found = kit_find (kit, "album");
  g_assert_cmpuint (strlen (found), >, 4);
  ps_catalog_remove_from_collection_async (kit->catalog, id, undo, NULL, kit_cb, kit);
  removed = ps_catalog_remove_from_collection_finish (kit->catalog, kit_await (kit), NULL);
  g_assert_cmpuint (removed->photo_ids->len, ==, 2);
  ps_collection_remains_free (removed);
  assert_unchanged (kit, before);
  g_assert_null (add (kit, 99, IDS (ID (1)), &error));
  g_assert_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_NOT_FOUND);
}

static void
test_remove_and_undo (void)
{
  g_autoptr(Kit) kit = make ();
  gint64 id = create (kit, "Album", NULL);
  g_autofree char *added = add (kit, id, IDS (ID (1), ID (2), ID (3)), NULL);
  g_autoptr(GArray) some = IDS (ID (2), ID (3), ID (77));
  g_autoptr(PsCollectionRemains) removed = NULL;
  g_autofree char *before = NULL;

  kit_run (kit, "UPDATE photo_collections SET added_at = 'day ' || photo_id");
  before = snapshot (kit);
  ps_catalog_remove_from_collection_async (kit->catalog, id, some, NULL, kit_cb, kit);
  removed = ps_catalog_remove_from_collection_finish (kit->catalog, kit_await (kit), NULL);
  g_assert_cmpstr (added, ==, "3:1");
  g_assert_cmpuint (removed->photo_ids->len, ==, 2);
  g_assert_null (removed->name);
  g_assert_cmpint (kit_int (kit, "SELECT photos FROM collections"), ==, 1);
  g_assert_cmpint (kit_int (kit, "SELECT photos FROM collected_photos"), ==, 1);
  restore (kit, removed, 0);
  assert_unchanged (kit, before);
  restore (kit, removed, 0); /* twice does no harm */
  assert_unchanged (kit, before);
}

static void
test_delete_and_undo (void)
{
  g_autoptr(Kit) kit = make ();
  gint64 id = create (kit, "Album", NULL), other = create (kit, "Other", NULL);
  g_autofree char *added = add (kit, id, IDS (ID (1), ID (3)), NULL);
  g_autofree char *also = add (kit, other, IDS (ID (3)), NULL);
  g_autofree char *before = NULL, *found = NULL, *taken = NULL;
  g_autoptr(PsCollectionRemains) remains = NULL;

  kit_run (kit, "UPDATE photo_collections SET added_at = 'day ' || photo_id; UPDATE collections SET created_at = 'once'");
  before = snapshot (kit);
  ps_catalog_delete_collection_async (kit->catalog, id, NULL, kit_cb, kit);
  remains = ps_catalog_delete_collection_finish (kit->catalog, kit_await (kit), NULL);
  g_assert_cmpstr (added, ==, "2:1");
  g_assert_cmpstr (also, ==, "1:3");
  g_assert_cmpstr (remains->name, ==, "Album");
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM photos"), ==, 3);
  g_assert_cmpint (kit_int (kit, "SELECT photos FROM collected_photos"), ==, 1);
  found = kit_find (kit, "album");
  g_assert_cmpstr (found, ==, "");
  restore (kit, remains, 0);
  assert_unchanged (kit, before);
  /* Another took its name meanwhile: nothing is mixed up. */
  ps_catalog_delete_collection_async (kit->catalog, id, NULL, kit_cb, kit);
  ps_collection_remains_free (ps_catalog_delete_collection_finish (kit->catalog, kit_await (kit), NULL));
  create (kit, "ALBUM", NULL);
  taken = snapshot (kit);
  restore (kit, remains, PS_CATALOG_ERROR_NAME_TAKEN);
  assert_unchanged (kit, taken);
}

/* Takes the ids; how many it changed. */
static int
tag (Kit        *kit,
     gboolean    remove,
     const char *name,
     GArray     *ids,
     GError    **error)
{
  g_autoptr(GArray) changed = NULL;

  if (remove)
    ps_catalog_remove_tag_async (kit->catalog, name, ids, NULL, kit_cb, kit);
  else
    ps_catalog_add_tag_async (kit->catalog, name, ids, NULL, kit_cb, kit);
  changed = remove ? ps_catalog_remove_tag_finish (kit->catalog, kit_await (kit), error)
                   : ps_catalog_add_tag_finish (kit->catalog, kit_await (kit), error);
  g_array_unref (ids);
  return changed != NULL ? (int) changed->len : -1;
}

static void
test_tags (void)
{
  g_autoptr(Kit) kit = make ();
  g_autoptr(GError) error = NULL;
  g_autofree char *before = NULL, *found = NULL;

  kit_run (kit, "INSERT INTO tags (name) VALUES ('sea'); INSERT INTO photo_tags (photo_id, tag_id, source) VALUES (1, 1, 'cloud');"
                "UPDATE photo_search SET tags = 'sea' WHERE rowid = 1");
  before = snapshot (kit);
  g_assert_cmpint (tag (kit, FALSE, " sea ", IDS (ID (1), ID (2), ID (2)), NULL), ==, 2);
  g_assert_cmpint (tag (kit, FALSE, "sea", IDS (ID (2), ID (3)), NULL), ==, 1);
  found = kit_find (kit, "tag:sea");
  g_assert_cmpuint (strlen (found), ==, 5);
  g_assert_cmpint (tag (kit, TRUE, "sea", IDS (ID (1), ID (2), ID (3)), NULL), ==, 3);
  assert_unchanged (kit, before); /* the cloud's own stays */
  g_assert_cmpint (tag (kit, FALSE, "a, b", IDS (ID (1)), &error), ==, -1);
  g_assert_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_NAME);
}

/* As "name own/cloud", by name. */
static char *
uses_of (Kit    *kit,
         GArray *ids)
{
  g_autoptr(GArray) owned G_GNUC_UNUSED = ids;
  g_autoptr(GPtrArray) uses = NULL;
  GString *text = g_string_new (NULL);

  ps_catalog_count_tag_uses_async (kit->catalog, ids, NULL, kit_cb, kit);
  uses = ps_catalog_count_tag_uses_finish (kit->catalog, kit_await (kit), NULL);
  for (guint i = 0; i < uses->len; i++)
    {
      const PsTagUse *use = g_ptr_array_index (uses, i);

      g_string_append_printf (text, "%s%s %u/%u", i > 0 ? ", " : "", use->name, use->n_local, use->n_cloud);
    }
  return g_string_free (text, FALSE);
}

static void
test_tags_of_a_selection (void)
{
  g_autoptr(Kit) kit = make ();
  g_autofree char *nothing = NULL, *two = NULL, *all = NULL, *no_photos = NULL;

  nothing = uses_of (kit, IDS (ID (1), ID (2)));
  g_assert_cmpstr (nothing, ==, "");
  kit_run (kit, "INSERT INTO tags (name) VALUES ('sea'); INSERT INTO photo_tags (photo_id, tag_id, source) VALUES (1, 1, 'cloud'), (3, 1, 'cloud');");
  tag (kit, FALSE, "sea", IDS (ID (1)), NULL);
  tag (kit, FALSE, "Beach", IDS (ID (1), ID (2), ID (3)), NULL);
  two = uses_of (kit, IDS (ID (1), ID (2)));
  g_assert_cmpstr (two, ==, "Beach 2/0, sea 1/1");
  all = uses_of (kit, IDS (ID (1), ID (2), ID (3)));
  g_assert_cmpstr (all, ==, "Beach 3/0, sea 1/2");
  no_photos = uses_of (kit, IDS (ID (99)));
  g_assert_cmpstr (no_photos, ==, "");
}

/* A photo with both is one; what only begins with the same letters is another tag. */
static void
test_tags_below (void)
{
  g_autoptr(Kit) kit = make ();
  g_autoptr(GPtrArray) tags = NULL;
  g_autofree char *sidebar = NULL;
  GString *text = g_string_new (NULL);
  g_autoptr(PsPhotoQuery) query = ps_photo_query_new (PS_PHOTOS_WITH_TAG, 0, "people", NULL, PS_ORDER_NEWEST_FIRST);
  g_autoptr(PsPhotoIds) ids = NULL;

  tag (kit, FALSE, "people", IDS (ID (1)), NULL);
  tag (kit, FALSE, "people/anna", IDS (ID (1), ID (2)), NULL);
  tag (kit, FALSE, "people-carrier", IDS (ID (3)), NULL);
  ps_catalog_list_tags_async (kit->catalog, NULL, kit_cb, kit);
  tags = ps_catalog_list_tags_finish (kit->catalog, kit_await (kit), NULL);
  for (guint i = 0; i < tags->len; i++)
    {
      const PsTagInfo *info = g_ptr_array_index (tags, i);

      g_string_append_printf (text, "%s%s %d/%d", i > 0 ? ", " : "", info->name, (int) info->n_photos, (int) info->n_below);
    }
  sidebar = g_string_free (text, FALSE);
  g_assert_cmpstr (sidebar, ==, "people 1/2, people-carrier 1/1, people/anna 2/2");
  ps_catalog_list_ids_async (kit->catalog, query, NULL, kit_cb, kit);
  ids = ps_catalog_list_ids_finish (kit->catalog, kit_await (kit), NULL);
  g_assert_cmpuint (ids->ids->len, ==, 2);
}

static void
changed_cb (PsCatalog *catalog,
            PsChange  *change,
            GString   *said)
{
  g_string_append_printf (said, "%d/%u ", change->kinds, change->photo_ids != NULL ? change->photo_ids->len : 0);
}

/* Lists know at once what to read again. */
static void
test_changes_are_told (void)
{
  g_autoptr(Kit) kit = make ();
  g_autoptr(GString) said = g_string_new (NULL);
  g_autofree char *added = NULL, *expected = NULL;
  gint64 id;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_connect (kit->catalog, "changed", G_CALLBACK (changed_cb), said);
  id = create (kit, "Album", NULL);
  added = add (kit, id, IDS (ID (1), ID (2)), NULL);
  tag (kit, FALSE, "sea", IDS (ID (3)), NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  expected = g_strdup_printf ("%d/0 %d/2 %d/1 ", PS_CHANGE_COLLECTIONS, PS_CHANGE_COLLECTIONS, PS_CHANGE_TAGS);
  g_assert_cmpstr (said->str, ==, expected);
}

static void
test_read_only_and_cancelled (void)
{
  g_autoptr(Kit) kit = make ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  gint64 id = create (kit, "Album", NULL);
  g_autofree char *before = snapshot (kit);

  g_cancellable_cancel (cancellable);
  ps_catalog_delete_collection_async (kit->catalog, id, cancellable, kit_cb, kit);
  g_assert_null (ps_catalog_delete_collection_finish (kit->catalog, kit_await (kit), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  assert_unchanged (kit, before);
  /* Cancelled when it had begun: done and told so, or not done at all. */
  for (int i = 0; i < 20; i++)
    {
      g_autoptr(GCancellable) late = g_cancellable_new ();
      g_autofree char *name = g_strdup_printf ("Late %d", i);
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM collections WHERE name = '%s'", name);
      gint64 made;

      ps_catalog_create_collection_async (kit->catalog, name, NULL, late, kit_cb, kit);
      g_usleep ((gulong) i * 20);
      g_cancellable_cancel (late);
      made = ps_catalog_create_collection_finish (kit->catalog, kit_await (kit), NULL);
      g_assert_cmpint (kit_int (kit, sql), ==, made > 0);
    }
  kit_close (kit);
  kit_open (kit, PS_CATALOG_READ_ONLY);
  g_assert_cmpint (create (kit, "Other", &error), ==, -1);
  g_assert_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_READ_ONLY);
}

/* By hand, in a plain shell: the numbers stay true. */
static void
test_counters_by_hand (void)
{
  g_autoptr(Kit) kit = make ();

  kit_run (kit, "INSERT INTO collections (name, created_at) VALUES ('x', 'now'), ('y', 'now');"
                "INSERT INTO photo_collections (photo_id, collection_id, added_at) VALUES (1, 1, ''), (1, 2, ''), (2, 1, '');"
                "UPDATE photo_collections SET collection_id = 2 WHERE photo_id = 2");
  g_assert_cmpint (kit_int (kit, "SELECT photos FROM collections WHERE id = 1"), ==, 1);
  g_assert_cmpint (kit_int (kit, "SELECT photos FROM collections WHERE id = 2"), ==, 2);
  g_assert_cmpint (kit_int (kit, "SELECT photos FROM collected_photos"), ==, 2);
  kit_run (kit, "PRAGMA foreign_keys = ON; DELETE FROM collections WHERE id = 2");
  g_assert_cmpint (kit_int (kit, "SELECT photos FROM collected_photos"), ==, 1);
  kit_run (kit, "PRAGMA foreign_keys = ON; DELETE FROM photos WHERE id = 1");
  g_assert_cmpint (kit_int (kit, "SELECT photos FROM collected_photos"), ==, 0);
  g_assert_cmpint (kit_int (kit, "SELECT photos FROM collections WHERE id = 1"), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/collections/names", test_names);
  g_test_add_func ("/collections/rename", test_rename);
  g_test_add_func ("/collections/describe", test_describe);
  g_test_add_func ("/collections/add-and-undo", test_add_and_undo);
  g_test_add_func ("/collections/remove-and-undo", test_remove_and_undo);
  g_test_add_func ("/collections/delete-and-undo", test_delete_and_undo);
  g_test_add_func ("/collections/tags", test_tags);
  g_test_add_func ("/collections/tags-of-a-selection", test_tags_of_a_selection);
  g_test_add_func ("/collections/tags-below-one-another", test_tags_below);
  g_test_add_func ("/collections/changes-are-told", test_changes_are_told);
  g_test_add_func ("/collections/read-only-and-cancelled", test_read_only_and_cancelled);
  g_test_add_func ("/collections/counters-by-hand", test_counters_by_hand);
  return g_test_run ();
}
