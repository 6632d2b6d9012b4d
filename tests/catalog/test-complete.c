/* tests/catalog/test-complete.c: what is completed is there, and its number is what the search for it finds. */
#include "kit.h"

#include <string.h>

#include "catalog/completion.h"

static Kit *shared;

/* Twelve photos: three folders below one another, three cameras of which one's name is part of another's, tags in two cases. */
static void
fill (Kit *kit)
{
  kit_run (kit,
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12)"
      "INSERT INTO photos (public_id, resource_type, resource_kind, format, added_at, created_at_us, taken_at_us, folder_path, name)"
      " SELECT 'p' || i, iif(i % 6, 'image', 'video'), 'upload', iif(i % 2, 'jpg', 'png'), 'now', 1720000000000000,"
      "   iif(i <= 6, 1718000000000000, iif(i <= 9, 1686000000000000, NULL)),"
      "   iif(i <= 3, 'Weddings/2024/Rossi', iif(i <= 5, 'Weddings/2024', iif(i <= 8, 'Weddings (old)', ''))), 'IMG_' || i FROM n;"
      "INSERT INTO exif_data (photo_id, camera_make, camera_model, lens)"
      " SELECT id, 'NIKON CORPORATION', iif(id % 3 = 0, 'NIKON Z 6', iif(id % 3 = 1, 'NIKON Z 6_2', 'NIKON Z 8')), iif(id % 2, '85mm f/1.8', '35 mm')"
      "   FROM photos WHERE id <= 9;"
      "INSERT INTO tags (name) VALUES ('Wedding'), ('wedding'), ('People/Åsa'), ('People/Ben'), ('unused');"
      "INSERT INTO photo_tags (photo_id, tag_id, source) SELECT id, 1 + id % 4, iif(id % 2, 'cloud', 'local') FROM photos;"
      "INSERT OR IGNORE INTO photo_tags (photo_id, tag_id, source) SELECT id, 3, 'local' FROM photos WHERE id <= 4;"
      "INSERT INTO collections (name, created_at, query) VALUES ('Wedding Album', 'now', NULL), ('Wed Rossi, sorted', 'now', 'folder:Weddings/2024');"
      "INSERT INTO photo_collections (photo_id, collection_id, added_at) SELECT id, 1, 'now' FROM photos WHERE id IN (2, 3, 5, 7, 11);"
      "INSERT INTO photo_shoots (name, client, created_at) VALUES ('Rossi Wedding', 'Rossi', 'now'), ('Rossi', NULL, 'now');"
      "INSERT INTO photo_shoot_assignments (photo_id, shoot_id, assigned_at) SELECT id, iif(id <= 3, 1, 2), 'now' FROM photos WHERE id <= 4");
}

static GPtrArray *
complete (Kit        *kit,
          const char *text)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *all;

  ps_catalog_complete_async (kit->catalog, text, G_MAXUINT, NULL, kit_cb, kit);
  all = ps_catalog_complete_finish (kit->catalog, kit_await (kit), &error);
  g_assert_no_error (error);
  return all;
}

/* "text=photos text=photos"; fields without their values are left out. */
static char *
describe (GPtrArray *all)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    {
      const PsCompletion *each = g_ptr_array_index (all, i);

      if (!each->is_field)
        g_string_append_printf (text, "%s%s=%d", text->len > 0 ? " " : "", each->text, (int) each->n_photos);
    }
  return g_strdup (text->str);
}

static void
assert_completes (const char *typed,
                  const char *wanted)
{
  g_autoptr(GPtrArray) all = complete (shared, typed);
  g_autofree char *found = describe (all);

  if (!g_str_equal (found, wanted))
    g_error ("“%s” is completed as “%s”, not “%s”", typed, found, wanted);
}

static void
test_times (void)
{
  assert_completes ("june 2024", "taken:2024-06=6");
  assert_completes ("jun", "taken:2024-06=6 taken:2023-06=3");
  assert_completes ("2023 june", "taken:2023-06=3");
  assert_completes ("2023", "taken:2023=3");
  assert_completes ("cake june 2023", "taken:2023-06=3");
  assert_completes ("taken:2024-0", "taken:2024-06=6");
  assert_completes ("uploaded:2024", "uploaded:2024=12");
  assert_completes ("date:july", "date:2024-07=3");
  assert_completes ("june 1999", "");
}

static void
test_cameras (void)
{
  assert_completes ("nikon z", "camera:\"=NIKON Z 6\"=3 camera:\"NIKON Z 6_2\"=3 camera:\"NIKON Z 8\"=3");
  assert_completes ("NIKON Z 6_", "camera:\"=NIKON Z 6\"=3 camera:\"NIKON Z 6_2\"=3");
  assert_completes ("camera:\"z 8", "camera:\"NIKON Z 8\"=3");
  assert_completes ("lens:35", "lens:\"35 mm\"=4");
  assert_completes ("85", "lens:\"85mm f/1.8\"=5");
}

static void
test_names (void)
{
  assert_completes ("folder:wed", "folder:Weddings=5 folder:\"Weddings (old)\"=3");
  assert_completes ("folder:weddings/2024/r", "folder:Weddings/2024/Rossi=3");
  assert_completes ("folder:2024", "folder:Weddings/2024=5");
  assert_completes ("tag:we", "tag:Wedding=6");
  assert_completes ("tag:asa", "tag:People/Åsa=6");
  assert_completes ("tag:peo", "tag:People=8");
  assert_completes ("tag:unu", "");
  assert_completes ("in:wed", "in:\"Wed Rossi, sorted\"=5 in:\"Wedding Album\"=5");
  assert_completes ("shoot:ros", "shoot:Rossi=4 shoot:\"Rossi Wedding\"=3");
  assert_completes ("rossi wedd", "shoot:\"Rossi Wedding\"=3");
  assert_completes ("not tag:we", "tag:Wedding=6");
  assert_completes ("(cake or tag:we", "tag:Wedding=6");
}

static void
test_words (void)
{
  assert_completes ("type:v", "type:video=2");
  assert_completes ("format:p", "format:png=6");
  assert_completes ("is:wai", "is:waiting=12");
  assert_completes ("has:coll", "has:collection=5");
  assert_completes ("no:gp", "no:gps=12");
}

/* Where nothing is being typed, nothing is completed. */
static void
test_nothing (void)
{
  static const char *const nothing[] = { "", " ", "tag:wed ", "tag:\"Wedding\"", "iso:>16", "(", "wedding)", "-", "wedding \"", "foo:wed" };

  for (guint i = 0; i < G_N_ELEMENTS (nothing); i++)
    assert_completes (nothing[i], "");
}

/* A field is completed too, behind all that has photos. */
static void
test_fields (void)
{
  g_autoptr(GPtrArray) all = complete (shared, "cake ta");
  const PsCompletion *last = g_ptr_array_index (all, all->len - 1);

  g_assert_true (last->is_field);
  g_assert_cmpstr (last->text, ==, "taken:");
  g_assert_cmpuint (last->position, ==, 5);
  g_assert_cmpuint (last->length, ==, 2);
}

/* What stands where it is put is a search. */
static char *
put (const char          *typed,
     const PsCompletion  *each)
{
  g_autofree char *valid = g_utf8_make_valid (typed, -1);
  g_autofree char *before = g_utf8_substring (valid, 0, each->position);

  g_assert_cmpuint (each->position + each->length, ==, g_utf8_strlen (valid, -1));
  return g_strconcat (before, each->text, NULL);
}

static void
test_place (void)
{
  g_autoptr(GPtrArray) all = complete (shared, "Åse -(tag:x or cake nikon z 8");
  g_autofree char *whole = NULL;

  g_assert_cmpuint (all->len, >=, 1);
  whole = put ("Åse -(tag:x or cake nikon z 8", g_ptr_array_index (all, 0));
  g_assert_cmpstr (whole, ==, "Åse -(tag:x or cake camera:\"NIKON Z 8\"");
}

static gint64
count (const char *query)
{
  g_autofree char *found = kit_find (shared, query);
  g_auto(GStrv) ids = g_strsplit (found, " ", -1);

  g_assert_cmpstr (found, !=, "?");
  return *found == '\0' ? 0 : (gint64) g_strv_length (ids);
}

/* Who cannot wait gets the names all the same. */
static void
test_hurry (void)
{
  g_autoptr(GPtrArray) all = NULL;
  const PsCompletion *each;

  ps_catalog_complete_async (shared->catalog, "tag:we", 0, NULL, kit_cb, shared);
  all = ps_catalog_complete_finish (shared->catalog, kit_await (shared), NULL);
  g_assert_cmpuint (all->len, ==, 1);
  each = g_ptr_array_index (all, 0);
  g_assert_cmpstr (each->text, ==, "tag:Wedding");
  g_assert_cmpint (each->n_photos, ==, -1);
}

/* What was overtaken says so, and nothing else. */
static void
test_cancelled (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = NULL;

  ps_catalog_complete_async (shared->catalog, "we", G_MAXUINT, cancellable, kit_cb, shared);
  g_cancellable_cancel (cancellable);
  all = ps_catalog_complete_finish (shared->catalog, kit_await (shared), &error);
  g_assert_null (all);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Whatever is typed: no error, and each number is true. */
static void
test_random (void)
{
  static const char *const pieces[] = {
    "\"", "(", ")", "-", " ", " ", " ", "not ", "or ", "tag:", "folder:", "camera:", "lens:", "in:", "shoot:", "is:", "has:", "no:", "type:", "format:",
    "date:", "taken:", "near:", "iso:>", "w", "we", "wed", "Ros", "ni", "z", "6", "2024", "20", "june", "ju", "-0", "/", "Å", "\xff", "\xcc\x81", "=", "*", "'", "p",
  };

  for (int i = 0; i < 1500; i++)
    {
      g_autoptr(GString) typed = g_string_new (NULL);
      g_autoptr(GPtrArray) all = NULL;
      int n = g_test_rand_int_range (1, 8);

      for (int k = 0; k < n; k++)
        g_string_append (typed, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      all = complete (shared, typed->str);
      for (guint k = 0; k < all->len; k++)
        {
          const PsCompletion *each = g_ptr_array_index (all, k);
          g_autofree char *whole G_GNUC_UNUSED = put (typed->str, each);

          if (!each->is_field && each->n_photos != count (each->text))
            g_error ("“%s” is said to find %d", each->text, (int) each->n_photos);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  shared = kit_new ();
  fill (shared);
  g_test_add_func ("/complete/times", test_times);
  g_test_add_func ("/complete/cameras-and-lenses", test_cameras);
  g_test_add_func ("/complete/names", test_names);
  g_test_add_func ("/complete/words-of-a-field", test_words);
  g_test_add_func ("/complete/nothing-is-typed", test_nothing);
  g_test_add_func ("/complete/fields", test_fields);
  g_test_add_func ("/complete/what-is-typed-is-replaced", test_place);
  g_test_add_func ("/complete/who-cannot-wait-gets-names", test_hurry);
  g_test_add_func ("/complete/overtaken", test_cancelled);
  g_test_add_func ("/complete/no-input-is-an-error-and-numbers-are-true", test_random);
  status = g_test_run ();
  kit_free (shared);
  return status;
}
