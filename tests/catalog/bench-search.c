/* tests/catalog/bench-search.c: how long searches take among a million photos: the first page, the count, completing what is typed.
 *
 * bench-search [PHOTOS [CATALOGUE]]: a catalogue that is named is kept, and used again.
 * Fails above the limits; BENCH_VERBOSE tells of each search. */
#include "kit.h"

#include <stdlib.h>
#include <time.h>

#include "catalog/catalog-browse.h"
#include "catalog/catalog-find.h"
#include "catalog/completion.h"
#include "catalog/db.h"

#define N_QUERIES 200
#define PAGE 256
#define PAGE_LIMIT_MS 100
#define COUNT_LIMIT_MS 300
#define COMPLETION_LIMIT_MS 50
#define LIST_LIMIT_MS 500

/* Photos of ten years, one every five minutes, in folders of 300; %u is how many there are. */
static const char *const filling[] = {
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %u)"
  "INSERT INTO photos (id, public_id, resource_type, resource_kind, format, version, created_at, created_at_us, bytes, width, height,"
  "  asset_id, etag, etag_asked, folder_path, name, added_at, local_path, local_key, checksum, local_bytes, fetched_version, verify_result,"
  "  verified_at_us, taken_at_us, has_thumbnail)"
  "SELECT i, 'studio/' || i, iif(i %% 50, 'image', 'video'), 'upload', iif(i %% 50, iif(i %% 7, 'jpg', 'png'), 'mp4'), 1, '2024-05-12T14:02:07Z',"
  "  1420070400000000 + i * 315000000 + 86400000000, 500000 + i * 7919 %% 30000000, 2000 + i %% 40 * 100, 1500 + i %% 30 * 100,"
  "  printf('%%032x', i), printf('%%032x', i * 7), 1, 'Shoots/' || (i / 9000) || '/' || (i / 300), 'IMG_' || i, '2024-05-12T14:02:07Z',"
  "  iif(i %% 10, 'Photos/' || i || '.jpg', NULL), iif(i %% 10, 'photos/' || i || '.jpg', NULL), iif(i %% 10, printf('%%032x', i * 7), NULL),"
  "  iif(i %% 10, 500000 + i * 7919 %% 30000000, NULL), 1, iif(i %% 10, 'sound', NULL), iif(i %% 10, 1750000000000000 + i, NULL),"
  "  iif(i %% 9, 1420070400000000 + i * 315000000, NULL), i %% 10 > 0 FROM n",
  "INSERT INTO exif_data (photo_id, camera_make, camera_model, lens, focal_length, aperture, shutter_speed, iso, gps_latitude, gps_longitude)"
  "SELECT id, iif(id / 300 %% 2, 'Nikon', 'Canon'), 'Model ' || (id / 300 * 7 %% 40), 'Lens ' || (id * 31 / 20 %% 30) || ' mm', 14 + id * 13 %% 187,"
  "  1.4 + id %% 12, 1.0 / (30 + id %% 2000), 100 << (id * 17 / 5 %% 8), iif(id %% 5 < 2, 40 + id / 300 * 13 %% 1500 / 100.0, NULL),"
  "  iif(id %% 5 < 2, id / 300 * 29 %% 3000 / 100.0, NULL) FROM photos WHERE id %% 11 AND id <= %u",
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 399)"
  "INSERT INTO tags (id, name) SELECT i + 1, iif(i %% 4, 'People/', 'Work/') || 'tag' || i FROM n WHERE %u",
  "INSERT INTO photo_tags (photo_id, tag_id, source) SELECT id, 1 + id / 10 * 7 %% 20, 'cloud' FROM photos WHERE id <= %u",
  "INSERT INTO photo_tags (photo_id, tag_id, source) SELECT id, 21 + id / 3 %% 379, 'local' FROM photos WHERE id <= %u",
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)"
  "INSERT INTO collections (id, name, created_at) SELECT i, 'Album ' || i, '2024-05-12T14:02:07Z' FROM n WHERE %u",
  "INSERT INTO photo_collections (photo_id, collection_id, added_at)"
  "SELECT id, 1 + id / 100 %% 100, '2024-05-12T14:02:07Z' FROM photos WHERE id %% 4 = 0 AND id <= %u",
  "INSERT INTO photo_shoots (id, name, client, location, created_at, origin)"
  "SELECT DISTINCT 1 + id / 300, 'Shoot ' || (id / 300), 'Client ' || (id / 300 %% 90), 'Place ' || (id / 300 %% 70), '2024-05-12T14:02:07Z', 'made'"
  "  FROM photos WHERE id <= %u",
  "INSERT INTO photo_shoot_assignments (photo_id, shoot_id, assigned_at) SELECT id, 1 + id / 300, '2024-05-12T14:02:07Z' FROM photos WHERE id <= %u",
  "INSERT INTO photo_captions (photo_id, title, caption, rating, label)"
  "SELECT id, 'Title ' || (id / 40), 'An evening at the harbour with guest' || (id %% 700), id %% 6, iif(id %% 2, 'Red', 'Green')"
  "  FROM photos WHERE id %% 3 = 0 AND id <= %u",
  "INSERT INTO photo_marks (photo_id, rating, flag, marked_at) SELECT id, id %% 6, iif(id %% 4, 'pick', 'reject'), '2024-05-12T14:02:07Z'"
  "  FROM photos WHERE id %% 20 = 0 AND id <= %u",
};

/* What people look for; a %u is another number each time. */
static const char *const forms[] = {
  "harbour", "guest%u", "evening harbour", "\"album %u\"", "img_%u", "shoot %u", "model", "tag:Work", "tag:People/tag%u", "folder:Shoots/%u", "folder:Shoots",
  "camera:nikon", "camera:\"model %u\"", "camera:\"=Canon Model %u\"", "lens:\"lens %u\"", "iso:>1600", "iso:<=400", "f:<2.8", "focal:24..70",
  "focal:85", "shutter:<1/500", "size:>10MB", "width:>=4000", "height:<2000", "rating:>=4", "date:2018", "date:2019-05", "date:>=2020", "taken:2017..2018",
  "uploaded:2018-06-17", "flag:pick", "flag:none", "has:gps", "no:exif", "no:collection", "has:shoot", "is:here", "is:to_come", "is:waiting",
  "in:\"Album %u\"", "shoot:\"Client %u\"", "near:48.2,16.4,5km", "near:45,10,200km", "type:video", "format:png", "label:red", "id:studio/%u", "proven:<30d",
  "camera:nikon iso:>1600 date:2018", "tag:Work rating:>=3 -flag:reject", "harbour -tag:Work", "(iso:>3200 or f:<2) has:gps", "folder:Shoots/%u type:image",
  "not type:image", "camera:canon lens:\"lens %u\" focal:24..70", "last week", "june 2018", "evening in:\"Album %u\"", "tag:People/tag%u or flag:pick", "",
};

/* What is typed on the way there. */
static const char *const typed[] = {
  "j", "ju", "june 2", "june 2018", "ma", "2019", "taken:2019-0", "c", "can", "canon", "canon mod", "model 1", "le", "lens 2", "lens:le", "camera:", "s", "sh",
  "shoots", "shoot 1", "sho 33", "folder:", "folder:sh", "folder:Shoots/1", "t", "ta", "tag", "tag1", "tag:", "tag:pe", "tag:work/tag", "w", "al", "album",
  "in:al", "in:\"Album 2", "is:", "has:", "no:", "type:", "format:", "flag:", "harbour tag:p", "-tag:w", "(iso:>1600 or camera:n", "1", "g", "x", "300", "shoot:3",
};

static double
since (gint64 start_us)
{
  return (double) (g_get_monotonic_time () - start_us) / 1000;
}

static void
fill (Kit   *kit,
      guint  n)
{
  g_autoptr(GBytes) search = ps_db_lookup_sql ("queries/search-fill.sql");
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (kit->path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, "PRAGMA synchronous = OFF; BEGIN IMMEDIATE", NULL, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (filling); i++)
    {
      g_autoptr(GString) sql = g_string_new (filling[i]);
      g_autofree char *number = g_strdup_printf ("%u", n);

      g_string_replace (sql, "%u", number, 0);
      g_string_replace (sql, "%%", "%", 0);
      if (sqlite3_exec (handle, sql->str, NULL, NULL, NULL) != SQLITE_OK)
        g_error ("%s: %s", sql->str, sqlite3_errmsg (handle));
    }
  g_assert_cmpint (sqlite3_exec (handle, g_bytes_get_data (search, NULL), NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

/* In a folder of its own, or at @path, where it stays and is used again. */
static Kit *
open_catalogue (guint       n,
                const char *path)
{
  gboolean is_filled = path != NULL && g_file_test (path, G_FILE_TEST_EXISTS);
  Kit *kit = kit_new_closed ();
  gint64 start = g_get_monotonic_time ();

  if (path != NULL)
    {
      g_free (kit->path);
      kit->path = g_strdup (path);
    }
  kit_open (kit, PS_CATALOG_CREATE);
  if (is_filled)
    return kit;
  fill (kit, n);
  kit_reopen (kit);
  g_print ("filling up to %u: %.0f s\n", n, since (start) / 1000);
  return kit;
}

static char *
make_query (guint i)
{
  g_autoptr(GString) query = g_string_new (forms[i % G_N_ELEMENTS (forms)]);
  g_autofree char *number = g_strdup_printf ("%u", 1 + i * 7 % 39);

  g_string_replace (query, "%u", number, 0);
  return g_strdup (query->str);
}

/* What the window asks for: all ids in order, and the bytes. */
static double
time_list (Kit        *kit,
           const char *query)
{
  g_autoptr(PsPhotoQuery) list = ps_photo_query_new (PS_PHOTOS_ALL, 0, NULL, query, PS_ORDER_NEWEST_FIRST);
  g_autoptr(PsPhotoIds) ids = NULL;
  gint64 start = g_get_monotonic_time ();

  ps_catalog_list_ids_async (kit->catalog, list, NULL, kit_cb, kit);
  ids = ps_catalog_list_ids_finish (kit->catalog, kit_await (kit), NULL);
  g_assert_nonnull (ids);
  return since (start);
}

/* Of the process: what else runs on the machine is not in it. */
static double
used_ms (void)
{
  struct timespec used;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &used);
  return used.tv_sec * 1000.0 + used.tv_nsec / 1000000.0;
}

static double
time_first (Kit        *kit,
            const char *query)
{
  g_autoptr(GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr(GArray) ids = NULL;

  ps_catalog_find_first_async (kit->catalog, query, PAGE, NULL, kit_cb, kit);
  ids = ps_catalog_find_first_finish (kit->catalog, kit_await (kit), &error);
  g_assert_no_error (error);
  return since (start);
}

static double
time_count (Kit        *kit,
            const char *query,
            gint64     *n)
{
  g_autoptr(GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  ps_catalog_count_found_async (kit->catalog, query, NULL, kit_cb, kit);
  *n = ps_catalog_count_found_finish (kit->catalog, kit_await (kit), &error);
  g_assert_no_error (error);
  return since (start);
}

/* The first page is the beginning of the whole list, and the count its length. */
static void
check (Kit        *kit,
       const char *query,
       gint64      n)
{
  g_autoptr(GArray) first = NULL;
  g_autoptr(GArray) all = NULL;

  ps_catalog_find_first_async (kit->catalog, query, PAGE, NULL, kit_cb, kit);
  first = ps_catalog_find_first_finish (kit->catalog, kit_await (kit), NULL);
  ps_catalog_find_async (kit->catalog, query, NULL, kit_cb, kit);
  all = ps_catalog_find_finish (kit->catalog, kit_await (kit), NULL);
  g_assert_cmpint (all->len, ==, n);
  g_assert_cmpuint (first->len, ==, MIN (PAGE, all->len));
  g_assert_cmpmem (first->data, first->len * sizeof (gint64), all->data, first->len * sizeof (gint64));
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Whether that was quick enough. */
static gboolean
tell (const char *what,
      double     *times,
      guint       n,
      double      limit_ms)
{
  double p95;

  qsort (times, n, sizeof *times, compare);
  p95 = times[n * 95 / 100];
  g_print ("%s: p50 %.1f ms, p95 %.1f ms (at most %.0f), slowest %.1f ms%s\n", what, times[n / 2], p95, limit_ms, times[n - 1],
           p95 > limit_ms ? "  TOO SLOW" : "");
  return p95 <= limit_ms;
}

static gboolean
tell_completions (Kit *kit)
{
  double times[G_N_ELEMENTS (typed)];
  guint n_counted = 0, n_uncounted = 0;

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr(GPtrArray) all = NULL;
      g_autoptr(GError) error = NULL;
      gint64 start = g_get_monotonic_time ();

      ps_catalog_complete_async (kit->catalog, typed[i], PS_COMPLETION_PATIENCE_MS, NULL, kit_cb, kit);
      all = ps_catalog_complete_finish (kit->catalog, kit_await (kit), &error);
      g_assert_no_error (error);
      times[i] = since (start);
      if (g_getenv ("BENCH_VERBOSE") != NULL || times[i] > COMPLETION_LIMIT_MS)
        g_print ("  %s: completed in %.0f ms\n", typed[i], times[i]);
      for (guint k = 0; k < all->len; k++)
        {
          const PsCompletion *each = g_ptr_array_index (all, k);
          gint64 n;

          if (each->is_field)
            continue;
          n_counted += each->n_photos >= 0;
          n_uncounted += each->n_photos < 0;
          time_count (kit, each->text, &n);
          if (each->n_photos >= 0)
            g_assert_cmpint (each->n_photos, ==, n);
          if (g_getenv ("BENCH_VERBOSE") != NULL)
            g_print ("    %s (%d)\n", each->text, (int) each->n_photos);
        }
    }
  g_print ("completions: %u with the number of their photos, %u without\n", n_counted, n_uncounted);
  return tell ("completion", times, G_N_ELEMENTS (typed), COMPLETION_LIMIT_MS);
}

int
main (int    argc,
      char **argv)
{
  guint n = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 1000000;
  g_autoptr(Kit) kit = open_catalogue (n, argc > 2 ? argv[2] : NULL);
  double first[N_QUERIES], count[N_QUERIES], used[N_QUERIES], lists[N_QUERIES];
  gboolean is_quick;

  for (guint i = 0; i < N_QUERIES; i++)
    {
      g_autofree char *query = make_query (i);
      gint64 n_found;

      used[i] = used_ms ();
      first[i] = time_first (kit, query);
      used[i] = used_ms () - used[i];
      count[i] = time_count (kit, query, &n_found);
      lists[i] = time_list (kit, query);
      if (i < G_N_ELEMENTS (forms))
        check (kit, query, n_found);
      if (g_getenv ("BENCH_VERBOSE") != NULL || first[i] > PAGE_LIMIT_MS || count[i] > COUNT_LIMIT_MS)
        g_print ("  %s: first page %.0f ms (%.0f of the processor), count %.0f ms, %d photos\n", query, first[i], used[i], count[i], (int) n_found);
    }
  is_quick = tell ("first page", first, N_QUERIES, PAGE_LIMIT_MS);
  tell ("first page, of the processor", used, N_QUERIES, PAGE_LIMIT_MS);
  is_quick = tell ("count", count, N_QUERIES, COUNT_LIMIT_MS) && is_quick;
  tell ("the whole list", lists, N_QUERIES, LIST_LIMIT_MS);
  is_quick = tell_completions (kit) && is_quick;
  return is_quick ? EXIT_SUCCESS : EXIT_FAILURE;
}
