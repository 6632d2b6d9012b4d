/* tests/catalog/test-find.c: searches mean what they say, and no input is an error of the database. */
#include "kit.h"

#include <string.h>

#include "catalog/catalog-find.h"
#include "catalog/db.h"
#include "catalog/gather.h"
#include "query/query.h"

static Kit *shared;

static PsAsset *
asset (const char *public_id,
       guint       number,
       const char *folder,
       const char *name,
       const char *tags)
{
  g_autofree char *id = kit_asset_id (number);
  PsAsset *self = kit_asset (public_id, id, NULL);

  self->asset_folder = g_strdup (folder);
  self->display_name = g_strdup (name);
  self->tags = g_strsplit (tags, ",", -1);
  self->created_at_us = G_GINT64_CONSTANT (2000000000) * G_USEC_PER_SEC - number;
  return self;
}

/* Rows come out newest first, which is in order of their numbers. */
static void
fill (Kit *kit)
{
  PsAsset *raw = asset ("raw:negatives/IMG_0007.CR3", 7, "Negatives", NULL, "");
  g_autoptr(GPtrArray) page = kit_page (asset ("a1", 1, "Weddings/2024 – Åse & Jörg", "Åse & Jörg – first dance", "wedding,Åse & Jörg"),
                                        asset ("a2", 2, "Weddings/2024 – Åse & Jörg", "The cake", "wedding,food"),
                                        asset ("a3", 3, "Weddings/2023", "The cake, cut", "Wedding"),
                                        asset ("a4", 4, "Weddings2", "100% \"quoted\" 'name' _x_", ""),
                                        asset ("shoot/IMG_0001", 5, "", "IMG_0001", "sea,sky"),
                                        asset ("shoot/IMG_0001-edit", 6, "", "Seaside", "sea"), NULL);

  g_clear_pointer (&raw->format, g_free);
  ps_scan_state_free (kit_begin_scan (kit));
  kit_insert (kit, PS_CHAIN_IMAGE, g_ptr_array_ref (page), NULL);
  kit_insert (kit, PS_CHAIN_RAW, kit_page (raw, NULL), NULL);
  kit_insert (kit, PS_CHAIN_VIDEO, NULL, NULL);
  kit_insert (kit, PS_CHAIN_SEARCH, NULL, NULL);
  kit_finish_scan (kit, FALSE);
}

typedef struct
{
  const char *path, *query, *found;
} Case;

#define ALL "a1 a2 a3 a4 shoot/IMG_0001 shoot/IMG_0001-edit negatives/IMG_0007.CR3"

static const Case cases[] = {
  { "/find/nothing-means-everything", "", ALL },
  { "/find/blanks-mean-everything", " \t\n ", ALL },
  { "/find/word", "cake", "a2 a3" },
  { "/find/beginning-of-a-word", "ca", "a2 a3" },
  { "/find/without-accents", "ase jorg", "a1 a2" },
  { "/find/all-words", "cake cut", "a3" },
  { "/find/phrase", "\"first dance\"", "a1" },
  { "/find/phrase-in-order", "\"dance first\"", "" },
  { "/find/signs-are-passed-over", "Åse & Jörg", "a1 a2" },
  { "/find/signs-alone-say-nothing", "& –", "?" },
  { "/find/whole-public-id", "shoot/IMG_0001", "shoot/IMG_0001 shoot/IMG_0001-edit" },
  { "/find/id", "id:shoot/IMG_0001", "shoot/IMG_0001" },
  { "/find/id-of-nothing", "id:nothing", "" },
  { "/find/tag", "tag:wedding", "a1 a2 a3" },
  { "/find/tag-whatever-its-case", "tag:WEDDING", "a1 a2 a3" },
  { "/find/tag-in-quotes", "tag:\"Åse & Jörg\"", "a1" },
  { "/find/tag-is-whole", "tag:wed", "" },
  { "/find/folder-with-its-subfolders", "folder:Weddings", "a1 a2 a3" },
  { "/find/folder-in-quotes", "folder:\"/Weddings/2024 – Åse & Jörg/\"", "a1 a2" },
  { "/find/folder-everywhere", "folder:/", ALL },
  { "/find/not-everywhere", "not folder:/", "" },
  { "/find/not", "tag:wedding not cake", "a1" },
  { "/find/not-first", "not tag:wedding", "a4 shoot/IMG_0001 shoot/IMG_0001-edit negatives/IMG_0007.CR3" },
  { "/find/not-not", "not not tag:sky", "shoot/IMG_0001" },
  { "/find/not-of-nothing", "cake not", "?" },
  { "/find/not-as-a-word", "\"not\"", "" },
  { "/find/state", "is:waiting tag:sky", "shoot/IMG_0001" },
  { "/find/state-of-none", "is:size-only", "" },
  { "/find/state-that-is-none", "is:happy", "?" },
  { "/find/type", "type:raw", "negatives/IMG_0007.CR3" },
  { "/find/type-and-not", "not type:image", "negatives/IMG_0007.CR3" },
  { "/find/format", "format:JPG tag:sky", "shoot/IMG_0001" },
  { "/find/format-with-its-dot", "format:.jpg tag:sky", "shoot/IMG_0001" },
  { "/find/value-missing", "tag:", "?" },
  { "/find/value-empty", "tag:\"\"", "?" },
  { "/find/quote-left-open", "\"first dan", "a1" },
  { "/find/percent-is-percent", "100%", "a4" },
  { "/find/underscore-is-no-joker", "id:a_", "" },
  { "/find/column-is-no-operator", "\"name:cake\"", "" },
  { "/find/unknown-field-is-told", "cake name:cake", "?" },
  { "/find/unknown-field-in-quotes-is-words", "\"cake:cut\"", "a3" },
  { "/find/time-is-no-field", "12:30", "" },
  { "/find/type-that-is-none", "type:photo", "?" },
  { "/find/or", "cake OR dance", "a1 a2 a3" },
  { "/find/or-holds-after-and", "tag:food cake or dance", "a1 a2" },
  { "/find/or-without-its-right", "cake or", "?" },
  { "/find/or-alone", "or", "?" },
  { "/find/and", "cake and cut", "a3" },
  { "/find/brackets-hold-first", "tag:wedding (cut or dance)", "a1 a3" },
  { "/find/brackets-not", "tag:wedding -(cut or dance)", "a2" },
  { "/find/brackets-open", "(cake", "?" },
  { "/find/brackets-empty", "()", "?" },
  { "/find/minus", "tag:wedding -cake", "a1" },
  { "/find/size", "size:>1TB", "" },
  { "/find/size-that-is-none", "size:big", "?" },
  { "/find/range-upside-down", "iso:800..100", "?" },
  { "/find/date", "date:2033-05-18", ALL },
  { "/find/date-range", "date:2030..2040", ALL },
  { "/find/date-before", "date:<2030", "" },
  { "/find/date-in-words", "date:\"may 2033\"", ALL },
  { "/find/plain-words-for-a-time", "may 2033", ALL },
  { "/find/taken-is-not-uploaded", "taken:2033", "" },
  { "/find/uploaded", "uploaded:2033-05", ALL },
  { "/find/no-tag", "no:tag", "a4 negatives/IMG_0007.CR3" },
  { "/find/has-nothing-of-it", "has:gps or has:exif or has:collection", "" },
  { "/find/near", "near:48.2,16.4,5km", "" },
  { "/find/near-nowhere", "near:480,16", "?" },
  { "/find/collection-that-is-none", "in:Nothing", "" },
  { "/find/proven-age", "proven:<90d", "" },
  { "/find/rating", "rating:>=4", "" },
  { "/find/flag-that-is-none", "flag:blue", "?" },
  { "/find/near-is-a-word", "NEAR(cake dance)", "" },
  { "/find/star-is-no-operator", "*", "?" },
  { "/find/brackets", "(cake)", "a2 a3" },
  { "/find/caret", "^The", "a2 a3" },
  { "/find/sql", "'; DROP TABLE photos; --", "" },
  { "/find/quotes-in-quotes", "\"\"\"\"", "?" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *found = kit_find (shared, c->query);

  g_assert_cmpstr (found, ==, c->found);
}

/* A wrong search says where it is wrong, and what there is instead. */
static void
test_words (void)
{
  static const struct { const char *query; const char *words[3]; } wrong[] = {
    { "cake foo:bar", { "“foo:”", "tag:, folder:, camera:", "quotes" } },
    { "tag: cake", { "“tag:” has nothing behind it" } },
    { "is:happy", { "“is:happy”", "proven" } },
    { "type:photo", { "“type:photo”", "image" } },
    { "(cake", { "bracket" } },
    { "cake or", { "“or”" } },
    { "iso:many", { "“iso:many”", ">1600" } },
    { "date:2024-13", { "“date:2024-13”", "2024-05-17" } },
    { "cake not", { "“not”" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GArray) ids = NULL;

      ps_catalog_find_async (shared->catalog, wrong[i].query, NULL, kit_cb, shared);
      ids = ps_catalog_find_finish (shared->catalog, kit_await (shared), &error);
      g_assert_null (ids);
      g_assert_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY);
      for (guint n = 0; n < G_N_ELEMENTS (wrong[i].words) && wrong[i].words[n] != NULL; n++)
        if (strstr (error->message, wrong[i].words[n]) == NULL)
          g_error ("“%s” is not told: %s", wrong[i].words[n], error->message);
    }
}

static void
test_limits (void)
{
  g_autofree char *long_word = g_strnfill (10 * 1024 * 1024, 'x');
  g_autoptr(GString) words = g_string_new (NULL);
  g_autofree char *a = kit_find (shared, long_word), *b = NULL, *c = NULL;

  g_assert_cmpstr (a, ==, "?");
  for (int i = 0; i < PS_QUERY_MAX_TERMS; i++)
    g_string_append (words, "ca ");
  b = kit_find (shared, words->str);
  g_assert_cmpstr (b, ==, "a2 a3");
  g_string_append (words, "ca");
  c = kit_find (shared, words->str);
  g_assert_cmpstr (c, ==, "?");
}

/* Whatever is typed, pasted or crafted. */
static void
test_random (void)
{
  static const char *const pieces[] = {
    "\"", "'", "*", ":", "(", ")", "-", "+", "^", "NOT", "not", "OR", "AND", "NEAR", "NEAR/3", "tag:", "folder:", "is:", "id:",
    "type:", "format:", "name:", "{a b}:", "\\", "/", "%", "_", ";", "--", "cake", "Åse", "é", "\xcc\x81", "\xff", "\xed\xa0\x80",
    "\xe2\x80\xae", "\xf0\x9f\x98\x80", " ", " ", " ", "\t", "\x01", "\xc2\xa0", "waiting", "0", "or", "and", "iso:>", "date:", "june", "2024", "..", "near:", "in:", "shoot:", "has:gps", "no:", "<", "f:<2.8", "proven:<9d", "\"\"", "photo_search", "x'00'",
  };

  for (int i = 0; i < 4000; i++)
    {
      g_autoptr(GString) query = g_string_new (NULL);
      g_autofree char *found = NULL;
      int n = g_test_rand_int_range (1, 12);

      for (int k = 0; k < n; k++)
        if (g_test_rand_int_range (0, 5) == 0)
          g_string_append_c (query, g_test_rand_int_range (1, 256));
        else
          g_string_append (query, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      found = NULL;
      {
        g_autoptr(GError) error = NULL;
        g_autoptr(GArray) ids = NULL;

        ps_catalog_find_async (shared->catalog, query->str, NULL, kit_cb, shared);
        ids = ps_catalog_find_finish (shared->catalog, kit_await (shared), &error);
        if (ids == NULL && !g_error_matches (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY))
          g_error ("“%s”: %s", query->str, error->message);
      }
    }
  kit_assert_sound (shared);
}

static void
assert_finds (Kit        *kit,
              const char *query,
              const char *found)
{
  g_autofree char *ids = kit_find (kit, query);

  if (!g_str_equal (ids, found))
    g_error ("%s finds “%s”, not “%s”", query, ids, found);
}

/* Proofsheet deletes none, but a person with a shell may. */
static void
test_gap (void)
{
  g_autoptr(Kit) kit = kit_new ();

  fill (kit);
  kit_run (kit, "DELETE FROM photos WHERE public_id = 'a3'");
  assert_finds (kit, "not tag:sea", "a1 a2 a4 negatives/IMG_0007.CR3");
  assert_finds (kit, "type:image", "a1 a2 a4 shoot/IMG_0001 shoot/IMG_0001-edit");
  assert_finds (kit, "no:exif", "a1 a2 a4 shoot/IMG_0001 shoot/IMG_0001-edit negatives/IMG_0007.CR3");
  assert_finds (kit, "folder:/", "a1 a2 a4 shoot/IMG_0001 shoot/IMG_0001-edit negatives/IMG_0007.CR3");
}

static void
test_stars (void)
{
  g_autoptr(Kit) kit = kit_new ();

  fill (kit);
  kit_run (kit, "INSERT INTO photo_captions (photo_id, rating) SELECT id, 4 FROM photos WHERE public_id IN ('a1', 'a2', 'a3')");
  kit_run (kit, "INSERT INTO photo_marks (photo_id, rating, marked_at) SELECT id, 1, 'now' FROM photos WHERE public_id IN ('a2', 'a4')");
  kit_run (kit, "INSERT INTO photo_marks (photo_id, flag, marked_at) SELECT id, 'pick', 'now' FROM photos WHERE public_id = 'a3'");
  assert_finds (kit, "rating:>=3", "a1 a3");
  assert_finds (kit, "rating:1", "a2 a4");
}

/* What holds for most photos is found by the others: with what does not hold, it is all of them. */
static void
test_most (void)
{
  static const char *const pairs[][2] = {
    { "type:image", "type:raw or type:video" }, { "format:jpg", "not format:jpg" }, { "folder:Weddings", "not folder:Weddings" },
    { "is:waiting", "not is:waiting" }, { "is:here", "not is:here" }, { "camera:=", "not camera:=" }, { "lens:=", "has:exif not lens:=" },
  };
  g_autoptr(Kit) kit = kit_new ();

  fill (kit);
  kit_run (kit, "UPDATE photos SET folder_path = 'Weddings/x' WHERE public_id IN ('a4', 'shoot/IMG_0001')");
  kit_run (kit, "INSERT INTO exif_data (photo_id, camera_make, camera_model) SELECT id, NULL, iif(public_id = 'a1', 'K', NULL) FROM photos"
                " WHERE public_id IN ('a1', 'a2')");
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *both = g_strdup_printf ("%s %s", pairs[i][0], pairs[i][1]);
      g_autofree char *any = g_strdup_printf ("%s or %s", pairs[i][0], pairs[i][1]);

      assert_finds (kit, both, "");
      assert_finds (kit, any, ALL);
    }
  assert_finds (kit, "folder:Weddings", "a1 a2 a3 a4 shoot/IMG_0001");
  assert_finds (kit, "not camera:=", "a1");
}

/* However many, and wherever they lie: as SQL puts them in order. */
static void
test_newest (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(PsDb) db = NULL;

  kit_run (kit, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
                "INSERT INTO photos (public_id, resource_type, resource_kind, added_at, created_at_us)"
                " SELECT i, 'image', 'upload', 'now', i * 7919 % 499 FROM n");
  db = ps_db_open (kit->path, 0, &error);
  g_assert_no_error (error);
  for (guint divisor = 1; divisor < 1500; divisor = divisor * 3 + 1)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT group_concat (id, ' ') FROM (SELECT id FROM photos WHERE id %% %u = 0"
                                              " ORDER BY sort_us DESC, id DESC LIMIT 100)", divisor);
      g_autofree char *wanted = kit_text (kit, sql);
      g_autoptr(PsIdSet) set = ps_id_set_new (2000);
      g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr(GString) found = g_string_new (NULL);

      for (gint64 id = divisor; id <= 2000; id += divisor)
        ps_id_set_add (set, id);
      g_assert_true (ps_gather_newest (db, set, 100, ids, &error));
      for (guint i = 0; i < ids->len; i++)
        g_string_append_printf (found, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", g_array_index (ids, gint64, i));
      g_assert_cmpstr (found->str, ==, wanted);
    }
}

static void
assert_counts (Kit        *kit,
               const char *query,
               gint64      n)
{
  g_autoptr(GError) error = NULL;
  gint64 counted;

  ps_catalog_count_found_async (kit->catalog, query, NULL, kit_cb, kit);
  counted = ps_catalog_count_found_finish (kit->catalog, kit_await (kit), &error);
  g_assert_no_error (error);
  if (counted != n)
    g_error ("%s finds %" G_GINT64_FORMAT ", not %" G_GINT64_FORMAT, query, counted, n);
}

/* A word that nearly all photos have is looked for as a whole first: the others have it as a beginning. */
static void
test_common_word (void)
{
  g_autoptr(Kit) kit = kit_new ();

  kit_run (kit, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
                "INSERT INTO photos (public_id, resource_type, resource_kind, format, added_at)"
                " SELECT i, 'image', 'upload', iif(i % 3, 'jpg', 'png'), 'now' FROM n");
  kit_run (kit, "INSERT INTO photo_search (rowid, name) SELECT id, 'harbour' || iif(id IN (333, 1333, 1334), 's', '') FROM photos");
  assert_counts (kit, "harbour", 2000);
  assert_counts (kit, "harbours", 3);
  assert_counts (kit, "harbour format:png", 666);
  assert_counts (kit, "harbour -format:png", 1334);
  assert_counts (kit, "harb harbour", 2000);
  kit_run (kit, "DELETE FROM photo_search; INSERT INTO photo_search (rowid, name) SELECT id, 'harbour' FROM photos");
  assert_counts (kit, "harbour", 2000);
  assert_counts (kit, "harbour format:png", 666);
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  shared = kit_new ();
  fill (shared);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, &cases[i], test_case);
  g_test_add_func ("/find/wrong-searches-say-where", test_words);
  g_test_add_func ("/find/a-gap-in-the-ids-is-no-photo", test_gap);
  g_test_add_func ("/find/stars-given-here-come-first", test_stars);
  g_test_add_func ("/find/most-and-others-are-all", test_most);
  g_test_add_func ("/find/newest-of-a-set", test_newest);
  g_test_add_func ("/find/a-word-that-nearly-all-have", test_common_word);
  g_test_add_func ("/find/limits", test_limits);
  g_test_add_func ("/find/no-input-is-an-sql-error", test_random);
  result = g_test_run ();
  kit_free (shared);
  return result;
}
