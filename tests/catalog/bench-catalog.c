/* tests/catalog/bench-catalog.c: how long what must be quick takes, with a million photos (or as many as the argument says). */
#include "bench-browse.h"
#include "kit.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "catalog/db.h"

#define N_PAGE 500

static GPtrArray *
make_page (guint from)
{
  static const char *const tags[] = { "wedding", "sea", "portrait", "family", "2024", "selected", "black and white" };
  GPtrArray *page = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_asset_unref);

  for (guint i = from; i < from + N_PAGE; i++)
    {
      g_autofree char *name = g_strdup_printf ("shoots/%u/IMG_%07u", i / 300, i);
      g_autofree char *id = g_compute_checksum_for_data (G_CHECKSUM_MD5, (const guchar *) &i, sizeof i);
      g_autofree char *etag = kit_md5 (i);
      g_autofree char *filler = g_strnfill (700, 'x');
      PsAsset *asset = kit_asset (name, id, etag);

      asset->asset_folder = g_strdup_printf ("Shoots/%u/%u", i / 5000, i / 300);
      asset->display_name = g_strdup_printf ("IMG_%07u", i);
      asset->created_at_us = (G_GINT64_CONSTANT (1500000000) + i * 61) * G_USEC_PER_SEC;
      asset->tags = g_new0 (char *, 4);
      for (guint t = 0; t < 3; t++)
        asset->tags[t] = g_strdup (tags[(i + t * (i % 3 + 1)) % G_N_ELEMENTS (tags)]);
      asset->context = g_strsplit ("caption|A day by the sea", "|", -1);
      asset->metadata = g_strdup ("{\"usage_rights\":\"licensed\",\"rating\":5}");
      asset->json = g_strdup_printf ("{\"public_id\":\"%s\",\"version\":%" G_GINT64_FORMAT ",\"more\":\"%s\"}", name, asset->version, filler);
      g_ptr_array_add (page, asset);
    }
  return page;
}

static double
since (gint64 start_us)
{
  return (g_get_monotonic_time () - start_us) / 1000.0;
}

static void
bench_batches (Kit   *kit,
               guint  n_assets)
{
  g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  gint64 start;
  clock_t cpu;

  for (guint i = 0; i < n_assets; i += N_PAGE)
    g_ptr_array_add (pages, make_page (i));
  ps_scan_state_free (kit_begin_scan (kit));
  start = g_get_monotonic_time ();
  cpu = clock ();
  for (guint i = 0; i < pages->len; i++)
    kit_insert (kit, PS_CHAIN_IMAGE, g_ptr_array_ref (g_ptr_array_index (pages, i)), i + 1 < pages->len ? "next" : NULL);
  g_print ("first scan of %u photos: %.0f assets/s (%.0f per second of processor time)\n", n_assets, n_assets / since (start) * 1000,
           n_assets / ((double) (clock () - cpu) / CLOCKS_PER_SEC));
  kit_insert (kit, PS_CHAIN_VIDEO, NULL, NULL);
  kit_insert (kit, PS_CHAIN_RAW, NULL, NULL);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < pages->len; i++)
    kit_insert (kit, PS_CHAIN_SEARCH, g_ptr_array_ref (g_ptr_array_index (pages, i)), i + 1 < pages->len ? "next" : NULL);
  g_print ("its search pages: %.0f assets/s\n", n_assets / since (start) * 1000);
  start = g_get_monotonic_time ();
  kit_finish_scan (kit, FALSE);
  g_print ("ending it: %.0f ms\n", since (start));
  ps_scan_state_free (kit_begin_scan (kit));
  start = g_get_monotonic_time ();
  for (guint i = 0; i < pages->len; i++)
    kit_insert (kit, PS_CHAIN_IMAGE, g_ptr_array_ref (g_ptr_array_index (pages, i)), i + 1 < pages->len ? "next" : NULL);
  g_print ("the same pages unchanged: %.0f assets/s\n", n_assets / since (start) * 1000);
  for (int i = 1; i < PS_N_CHAINS; i++)
    kit_insert (kit, i, NULL, NULL);
  kit_finish_scan (kit, TRUE);
}

static void
bench_opening (Kit *kit)
{
  gint64 start;

  kit_close (kit);
  start = g_get_monotonic_time ();
  kit_open (kit, 0);
  g_print ("opening: %.0f ms\n", since (start));
  kit_close (kit);
  kit_run (kit, "UPDATE catalog_life SET is_open = 1");
  start = g_get_monotonic_time ();
  kit_open (kit, 0);
  g_print ("opening after an unclean end: %.0f ms\n", since (start));
}

/* Synthetic rows up to n, without their JSON: what the million's reads look at. */
static void
fill (Kit   *kit,
      guint  n)
{
  g_autofree char *sql = g_strdup_printf (
      "PRAGMA synchronous = OFF;"
      "WITH RECURSIVE n (i) AS (SELECT (SELECT count(*) FROM photos) UNION ALL SELECT i + 1 FROM n WHERE i < %u - 1)"
      "INSERT INTO photos (public_id, resource_type, resource_kind, format, version, created_at, created_at_us, bytes, width, height,"
      "  secure_url, asset_id, etag, etag_asked, folder_path, name, added_at, local_path, local_key, checksum, local_bytes, fetched_version, verify_result)"
      "SELECT 'more/' || i, 'image', 'upload', 'jpg', 1, '2024-05-12T14:02:07Z', 1600000000000000 + i * 61000000, 1000000 + i, 6000, 4000,"
      "  'https://res.cloudinary.com/demo-studio/image/upload/v1/more/' || i || '.jpg', printf('%%032x', i), printf('%%032x', i * 7), 1,"
      "  'More/' || (i / 3000), 'IMG_' || i, '2024-05-12T14:02:07Z',"
      "  iif(i %% 3, 'Photos/More/' || i || '.jpg', NULL), iif(i %% 3, 'photos/more/' || i || '.jpg', NULL),"
      "  iif(i %% 3, printf('%%032x', i * 7), NULL), iif(i %% 3, 1000000 + i, NULL), 1, iif(i %% 3, 'sound', NULL) FROM n;"
      "INSERT INTO photo_tags (photo_id, tag_id, source) SELECT p.id, t.id, 'local' FROM photos p JOIN tags t ON t.id IN (1 + p.id %% 3, 4)"
      "  WHERE p.public_id LIKE 'more/%%'", n);

  kit_run (kit, sql);
}

static void
bench_sql (Kit        *kit,
           const char *what,
           const char *sql,
           double      limit_ms)
{
  g_autoptr(PsDb) db = ps_db_open (kit->path, PS_DB_READ_ONLY, NULL);
  double best = G_MAXDOUBLE;
  sqlite3_stmt *stmt;

  g_assert_cmpint (sqlite3_prepare_v2 (ps_db_get_handle (db), sql, -1, &stmt, NULL), ==, SQLITE_OK);
  for (int i = 0; i < 5; i++)
    {
      gint64 start = g_get_monotonic_time ();

      while (sqlite3_step (stmt) == SQLITE_ROW)
        ;
      sqlite3_reset (stmt);
      best = MIN (best, since (start));
    }
  sqlite3_finalize (stmt);
  g_print ("%s: %.2f ms%s\n", what, best, best > limit_ms ? "  TOO SLOW" : "");
}

static void
bench_wanted (Kit *kit)
{
  double best = G_MAXDOUBLE;

  for (int i = 0; i < 5; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr(GPtrArray) wanted = kit_wanted (kit, 500);

      best = MIN (best, since (start));
      g_assert_cmpint (wanted->len, ==, 500);
    }
  g_print ("the 500 wanted first: %.2f ms\n", best);
}

static void
bench_landings (Kit *kit)
{
  gint64 start = g_get_monotonic_time ();

  kit_begin_session (kit, "download");
  for (int i = 0; i < 200; i++)
    {
      g_autoptr(GPtrArray) wanted = kit_wanted (kit, 1);
      PsWanted *one = g_ptr_array_index (wanted, 0);
      g_autofree char *path = g_strdup_printf ("Photos/landed/%d.jpg", i);

      g_free (kit_begin (kit, one->photo_id, path, NULL));
      kit_land (kit, one->photo_id, path, one->asset->etag, one->asset->n_bytes);
    }
  g_print ("wanted, begun, landed, one after the other: %.2f ms each\n", since (start) / 200);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(Kit) kit = kit_new ();
  guint n = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 1000000;
  g_autoptr(GString) in = g_string_new ("SELECT * FROM photos_with_tags WHERE id IN (");
  gint64 start;

  bench_batches (kit, MIN (n, 100000));
  bench_opening (kit);
  start = g_get_monotonic_time ();
  fill (kit, n);
  g_print ("filling up to %u: %.0f s\n", n, since (start) / 1000);
  bench_opening (kit);
  for (int i = 0; i < 256; i++)
    g_string_append_printf (in, "%s%u", i > 0 ? "," : "", (guint) ((i * 7919u + 13u) % n + 1));
  g_string_append (in, ") ORDER BY id");
  bench_sql (kit, "a page of 256 scattered ids", in->str, 5);
  g_string_printf (in, "SELECT * FROM photos_with_tags WHERE id BETWEEN %u AND %u", n / 2, n / 2 + 255);
  bench_sql (kit, "a page of 256 neighbours", in->str, 5);
  bench_sql (kit, "download_statistics", "SELECT * FROM download_statistics", 5);
  bench_sql (kit, "all ids in order", "SELECT id FROM photos ORDER BY sort_us DESC, id DESC", 1000);
  bench_sql (kit, "folder_structure", "SELECT * FROM folder_structure", 100);
  bench_sql (kit, "trouble", "SELECT * FROM trouble", 100);
  bench_wanted (kit);
  bench_landings (kit);
  start = g_get_monotonic_time ();
  ps_status_free (kit_status (kit));
  g_print ("status: %.2f ms\n", since (start));
  bench_browse (kit, n);
  return 0;
}
