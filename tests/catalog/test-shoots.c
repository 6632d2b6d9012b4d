/* tests/catalog/test-shoots.c: shoots are found, changed by people, and each change is taken back whole. */
#include <stdarg.h>

#include "catalog/catalog-shoots.h"
#include "kit.h"

/* Six photos: three in the morning, three the day after. */
static Kit *
make (void)
{
  Kit *kit = kit_new ();
  GPtrArray *page = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_asset_unref);

  for (guint i = 1; i <= 6; i++)
    {
      g_autofree char *name = g_strdup_printf ("p%u", i), *id = kit_asset_id (i), *md5 = kit_md5 (i);
      PsAsset *asset = kit_asset (name, id, md5);

      kit_seal (asset);
      g_ptr_array_add (page, asset);
    }
  kit_scan (kit, page);
  kit_run (kit, "UPDATE photos SET taken_at_us = 1718000000000000 + id * 60000000 + iif(substr(public_id, 2) > '3', 100000000000, 0)");
  return kit;
}

static PsShootsFound
find (Kit *kit,
      int  level)
{
  g_autoptr(GError) error = NULL;
  PsShootsFound found = { 0 };

  ps_catalog_find_shoots_async (kit->catalog, level, NULL, kit_cb, kit);
  ps_catalog_find_shoots_finish (kit->catalog, kit_await (kit), &found, &error);
  g_assert_no_error (error);
  return found;
}

/* Of numbers up to a 0. */
static GArray *
ids (gint64 first,
     ...)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (gint64));
  va_list args;

  va_start (args, first);
  for (gint64 id = first; id != 0; id = va_arg (args, gint64))
    g_array_append_val (array, id);
  va_end (args);
  return array;
}

#define NONE ((gint64) 0)

/* Takes both arrays. */
static PsShootsBefore *
edit (Kit         *kit,
      PsShootDeed  deed,
      GArray      *shoots,
      GArray      *photos,
      const char  *name,
      gint64      *shoot_id,
      GError     **error)
{
  g_autoptr(GArray) shoot_ids = shoots, photo_ids = photos;
  PsShootEdit wish = { deed, shoot_ids, photo_ids, name, NULL, NULL, NULL, NULL };

  ps_catalog_edit_shoots_async (kit->catalog, &wish, NULL, kit_cb, kit);
  return ps_catalog_edit_shoots_finish (kit->catalog, kit_await (kit), shoot_id, error);
}

static PsShootsBefore *
restore (Kit            *kit,
         PsShootsBefore *before)
{
  g_autoptr(GError) error = NULL;
  PsShootsBefore *now;

  ps_catalog_restore_shoots_async (kit->catalog, before, NULL, kit_cb, kit);
  now = ps_catalog_restore_shoots_finish (kit->catalog, kit_await (kit), &error);
  g_assert_no_error (error);
  return now;
}

/* All of the shoots, and what the search index has of them. */
static char *
snapshot (Kit *kit)
{
  g_autofree char *shoots = kit_text (kit, "SELECT * FROM photo_shoots ORDER BY id");
  g_autofree char *members = kit_text (kit, "SELECT shoot_id, photo_id, assigned_at FROM photo_shoot_assignments ORDER BY 1, 2");
  g_autofree char *words = kit_text (kit, "SELECT rowid FROM photo_search WHERE photo_search MATCH 'shoots:jun OR shoots:named OR shoots:part'");

  return g_strjoin ("\n--\n", shoots, members, words, NULL);
}

static void
assert_snapshot (Kit        *kit,
                 const char *wanted)
{
  g_autofree char *now = snapshot (kit);

  g_assert_cmpstr (now, ==, wanted);
}

/* Makes every time long ago, so that what is written again shows. */
static char *
age (Kit *kit)
{
  kit_run (kit, "UPDATE photo_shoot_assignments SET assigned_at = 'day ' || photo_id; UPDATE photo_shoots SET created_at = 'once'");
  return snapshot (kit);
}

static void
test_found_and_stable (void)
{
  g_autoptr(Kit) kit = make ();
  PsShootsFound found = find (kit, PS_SHOOTS_LEVEL_AS_SET);
  g_autofree char *before = age (kit), *sizes = kit_text (kit, "SELECT photos, origin FROM photo_shoots ORDER BY id");

  g_assert_cmpint (found.n_shoots, ==, 2);
  g_assert_cmpint (found.n_photos, ==, 6);
  g_assert_cmpint (found.n_moved, ==, 6);
  g_assert_cmpstr (sizes, ==, "3|found\n3|found");
  found = find (kit, PS_SHOOTS_LEVEL_AS_SET);
  g_assert_cmpint (found.n_moved, ==, 0);
  assert_snapshot (kit, before);
  /* One more photo comes: its shoot stays the same one. */
  kit_run (kit, "UPDATE photos SET taken_at_us = taken_at_us + 100000000000 WHERE public_id = 'p3'");
  found = find (kit, PS_SHOOTS_LEVEL_AS_SET);
  g_assert_cmpint (found.n_moved, ==, 1);
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM photo_shoots WHERE created_at = 'once'"), ==, 2);
  kit_assert_sound (kit);
}

/* Each deed, what it makes, and that taking it back and again leaves exactly what was. */
static void
test_every_deed_is_taken_back (void)
{
  static const struct { PsShootDeed deed; const char *shoots, *photos, *name, *after; } deeds[] = {
    { PS_SHOOT_ACCEPT, "1", NULL, NULL, "1:accepted:3 2:found:3" },
    { PS_SHOOT_DESCRIBE, "1", NULL, "Named", "1:accepted:3 2:found:3" },
    { PS_SHOOT_MERGE, "12", NULL, NULL, "1:accepted:6" },
    { PS_SHOOT_SPLIT, "1", "1", "Part", "1:accepted:2 2:found:3 3:made:1" },
    { PS_SHOOT_MAKE, NULL, "123", "Part", "2:found:3 3:made:3" },
    { PS_SHOOT_MAKE, NULL, "14", NULL, "1:found:2 2:found:2 3:made:2" },
    { PS_SHOOT_ADD, "1", "4", NULL, "1:accepted:4 2:found:2" },
    { PS_SHOOT_REMOVE, "1", "1", NULL, "1:accepted:2 2:found:3" },
    { PS_SHOOT_DELETE, "12", NULL, NULL, "" },
  };
  g_autoptr(Kit) kit = make ();
  g_autofree char *before = NULL;

  find (kit, PS_SHOOTS_LEVEL_AS_SET);
  before = age (kit);
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      g_autoptr(GError) error = NULL;
      GArray *shoots = ids (NONE), *photos = ids (NONE);
      g_autofree char *after = NULL, *done = NULL;
      PsShootsBefore *undo, *redo;

      for (const char *p = deeds[i].shoots; p != NULL && *p != '\0'; p++)
        g_array_append_vals (shoots, &(gint64) { *p - '0' }, 1);
      for (const char *p = deeds[i].photos; p != NULL && *p != '\0'; p++)
        {
          char name[] = { 'p', *p, '\0' };

          g_array_append_vals (photos, &(gint64) { kit_photo (kit, name) }, 1);
        }
      g_test_message ("deed %u", i);
      undo = edit (kit, deeds[i].deed, shoots, photos, deeds[i].name, NULL, &error);
      g_assert_no_error (error);
      after = kit_text (kit, "SELECT coalesce(group_concat(iif(id > 2, 3, id) || ':' || origin || ':' || photos, ' '), '') FROM (SELECT * FROM photo_shoots ORDER BY id)");
      g_assert_cmpstr (after, ==, deeds[i].after);
      done = snapshot (kit);
      redo = restore (kit, undo);
      assert_snapshot (kit, before);
      undo = restore (kit, redo);
      assert_snapshot (kit, done);
      ps_shoots_before_free (restore (kit, undo));
      assert_snapshot (kit, before);
    }
  kit_assert_sound (kit);
}

static void
test_names_are_searched (void)
{
  g_autoptr(Kit) kit = make ();
  PsShootsBefore *undo;
  g_autofree char *unknown = NULL, *found = NULL, *undone = NULL;

  find (kit, PS_SHOOTS_LEVEL_AS_SET);
  unknown = kit_find (kit, "xylophon");
  undo = edit (kit, PS_SHOOT_DESCRIBE, ids ((gint64) 1, NONE), NULL, "Xylophon", NULL, NULL);
  found = kit_find (kit, "xylophon");
  ps_shoots_before_free (restore (kit, undo));
  undone = kit_find (kit, "xylophon");
  g_assert_cmpstr (unknown, ==, "");
  g_assert_cmpstr (found, !=, "");
  g_assert_cmpstr (undone, ==, "");
  kit_assert_sound (kit);
}

static void
test_what_is_refused_changes_nothing (void)
{
  g_autoptr(Kit) kit = make ();
  g_autoptr(GError) error = NULL;
  g_autofree char *before = NULL;

  find (kit, PS_SHOOTS_LEVEL_AS_SET);
  before = age (kit);
  g_assert_null (edit (kit, PS_SHOOT_MERGE, ids ((gint64) 1, (gint64) 99, NONE), NULL, NULL, NULL, &error));
  g_assert_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (edit (kit, PS_SHOOT_DESCRIBE, ids ((gint64) 1, NONE), NULL, " ", NULL, &error));
  g_assert_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_NAME);
  g_clear_error (&error);
  g_assert_null (edit (kit, PS_SHOOT_MAKE, NULL, ids (NONE), "Nothing", NULL, &error));
  g_assert_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_NOT_FOUND);
  assert_snapshot (kit, before);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shoots/found-and-stable", test_found_and_stable);
  g_test_add_func ("/shoots/every-deed-is-taken-back", test_every_deed_is_taken_back);
  g_test_add_func ("/shoots/names-are-searched", test_names_are_searched);
  g_test_add_func ("/shoots/what-is-refused-changes-nothing", test_what_is_refused_changes_nothing);
  return g_test_run ();
}
