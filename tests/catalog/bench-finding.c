/* tests/catalog/bench-finding.c: how long finding shoots and look-alikes takes among a million photos (or as many as the argument says). */
#include "kit.h"

#include <stdlib.h>

#include "catalog/catalog-duplicates.h"
#include "catalog/catalog-shoots.h"
#include "sorting/look-alikes.h"
#include "sorting/twins.h"

#define FRAMES 300      /* of a shoot */
#define RUN 4           /* frames in a row look alike */
#define COPIES 50       /* each so-many-th photo is a smaller version of the one before */
#define LOST 220        /* each so-many-th photo lost its time */
#define BEGIN_S G_GINT64_CONSTANT (1200000000)

static double
since (gint64 start_us)
{
  return (double) (g_get_monotonic_time () - start_us) / G_USEC_PER_SEC;
}

static void
tell (const char *what,
      double      seconds,
      double      limit)
{
  g_print ("%s: %.2f s (at most %.0f)%s\n", what, seconds, limit, seconds > limit ? "  TOO SLOW" : "");
}

static guint64
roll_print (GRand *rand)
{
  return (guint64) g_rand_int (rand) << 32 | g_rand_int (rand);
}

static guint64
change_bits (guint64  print,
             GRand   *rand,
             int      n)
{
  for (; n > 0; n--)
    print ^= G_GUINT64_CONSTANT (1) << g_rand_int_range (rand, 0, 64);
  return print;
}

static sqlite3_stmt *
prepare (sqlite3    *handle,
         const char *sql)
{
  sqlite3_stmt *stmt;

  if (sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (handle));
  return stmt;
}

static void
run (sqlite3_stmt *stmt)
{
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_DONE);
  sqlite3_reset (stmt);
}

/* Of a picture that nothing else is like, though the fingerprint may be; its crops are as far from it as crops are. */
static void
put_imprint (sqlite3_stmt *imprints,
             guint         photo_id,
             guint64       print,
             GRand        *rand)
{
  PsImprint imprint = { print, { 0 }, { 0 } };
  guint8 bytes[PS_IMPRINT_SIZE];

  for (int i = 0; i < PS_IMPRINT_N_CROPS; i++)
    imprint.crops[i] = change_bits (print, rand, 10);
  for (int i = 0; i < PS_IMPRINT_N_GREYS; i++)
    imprint.greys[i] = (guint8) g_rand_int_range (rand, 0, 256);
  ps_imprint_pack (&imprint, bytes);
  sqlite3_bind_int64 (imprints, 1, photo_id);
  sqlite3_bind_blob (imprints, 2, bytes, sizeof bytes, SQLITE_TRANSIENT);
  run (imprints);
}

/* Shoots of two cameras, half a day and more apart, in runs of frames that look alike; some are smaller versions,
 * of which some went through a messenger and lost their time. */
static void
fill (Kit   *kit,
      guint  n)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (4);
  guint64 print = 0;
  gint64 time_s = BEGIN_S;
  sqlite3_stmt *photos, *exif, *names, *imprints;
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (kit->path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, "PRAGMA synchronous = OFF; BEGIN IMMEDIATE", NULL, NULL, NULL);
  photos = prepare (handle,
      "INSERT INTO photos (id, public_id, resource_type, resource_kind, format, version, created_at, created_at_us, bytes, width, height,"
      "  asset_id, etag, etag_asked, folder_path, name, added_at, local_path, local_key, checksum, local_bytes, fetched_version,"
      "  verify_result, fingerprint, taken_at_us)"
      "VALUES (?1, 'shoots/' || ?1, 'image', 'upload', 'jpg', 1, '2024-05-12T14:02:07Z', 1700000000000000 + ?1 * 1000000, 1000000 + ?1, ?4, ?4 * 2 / 3,"
      "  printf('%032x', ?1), printf('%032x', ?1 * 7), 1, 'Shoots/' || (?1 / 300), 'DSC_' || ?1, '2024-05-12T14:02:07Z',"
      "  'Photos/' || ?1 || '.jpg', 'photos/' || ?1 || '.jpg', printf('%032x', ?1 * 7), 1000000 + ?1, 1, 'sound', ?2, ?3)");
  exif = prepare (handle, "INSERT INTO exif_data (photo_id, camera_make, camera_model, camera_serial, date_taken) "
                          "VALUES (?1, 'Nikon', 'Z 6', 4711 + ?2, '2024-05-12T14:02:07')");
  names = prepare (handle, "INSERT INTO original_filenames (photo_id, original_filename, source) VALUES (?1, 'DSC_' || ?2, 'display_name')");
  imprints = prepare (handle, "INSERT INTO photo_imprints (photo_id, imprint) VALUES (?1, ?2)");
  for (guint i = 1; i <= n; i++)
    {
      gboolean is_copy = i % COPIES == 0;

      if (!is_copy)
        {
          time_s += i % FRAMES == 1 ? g_rand_int_range (rand, 50000, 200000) : i % RUN == 1 ? g_rand_int_range (rand, 20, 400) : 1;
          print = i % RUN == 1 ? roll_print (rand) : change_bits (print, rand, g_rand_int_range (rand, 0, 6));
        }
      sqlite3_bind_int64 (photos, 1, i);
      sqlite3_bind_int64 (photos, 2, (gint64) (is_copy ? change_bits (print, rand, 2) : print));
      if (i % LOST == 0)
        sqlite3_bind_null (photos, 3);
      else
        sqlite3_bind_int64 (photos, 3, time_s * G_USEC_PER_SEC);
      sqlite3_bind_int64 (photos, 4, is_copy ? 1200 : 6000);
      run (photos);
      sqlite3_bind_int64 (exif, 1, i);
      sqlite3_bind_int64 (exif, 2, (is_copy ? i - 1 : i) / RUN % 2);
      run (exif);
      sqlite3_bind_int64 (names, 1, i);
      sqlite3_bind_int64 (names, 2, is_copy ? i - 1 : i);
      run (names);
      put_imprint (imprints, i, print, rand);
    }
  sqlite3_finalize (imprints);
  sqlite3_finalize (photos);
  sqlite3_finalize (exif);
  sqlite3_finalize (names);
  g_assert_cmpint (sqlite3_exec (handle, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

static void
bench_shoots (Kit        *kit,
              const char *what,
              int         level)
{
  g_autoptr(GError) error = NULL;
  PsShootsFound found;
  gint64 start = g_get_monotonic_time ();

  ps_catalog_find_shoots_async (kit->catalog, level, NULL, kit_cb, kit);
  ps_catalog_find_shoots_finish (kit->catalog, kit_await (kit), &found, &error);
  g_assert_no_error (error);
  tell (what, since (start), 10);
  g_print ("  %d shoots, %d photos put into another\n", (int) found.n_shoots, (int) found.n_moved);
}

static void
bench_preview (Kit *kit)
{
  g_autoptr(GError) error = NULL;
  PsShootsFound found;
  gint64 start = g_get_monotonic_time ();

  ps_catalog_preview_shoots_async (kit->catalog, 2, NULL, kit_cb, kit);
  ps_catalog_preview_shoots_finish (kit->catalog, kit_await (kit), &found, NULL, &error);
  g_assert_no_error (error);
  tell ("previewing them", since (start), 10);
}

static void
bench_look_alikes (Kit        *kit,
                   const char *what)
{
  g_autoptr(GError) error = NULL;
  gint64 start = g_get_monotonic_time (), n;

  ps_catalog_find_look_alikes_async (kit->catalog, PS_DUPLICATES_DISTANCE_AS_SET, NULL, NULL, kit_cb, kit);
  n = ps_catalog_find_look_alikes_finish (kit->catalog, kit_await (kit), &error);
  g_assert_no_error (error);
  tell (what, since (start), 60);
  g_print ("  %d photos have some\n", (int) n);
}

static void
bench_shelf (Kit     *kit,
             PsShelf  shelf)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr(GPtrArray) groups = NULL;

  ps_catalog_read_duplicates_async (kit->catalog, shelf, NULL, kit_cb, kit);
  groups = ps_catalog_read_duplicates_finish (kit->catalog, kit_await (kit), NULL);
  g_print ("reading the shelf “%s”: %.2f s, %u groups\n", ps_shelf_to_word (shelf), since (start), groups->len);
}

static void
count_one (gint64   photo_id,
           gint64   other_id,
           guint    n_bits,
           gpointer user_data)
{
  (*(guint *) user_data)++;
}

/* A thousand more come into an index of all: each is looked for, and added. */
static void
bench_adding (guint n)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (5);
  g_autoptr(PsLookAlikes) index = ps_look_alikes_new ();
  guint n_met = 0;
  gint64 start;

  for (guint i = 0; i < n; i++)
    ps_look_alikes_add (index, i, roll_print (rand));
  ps_look_alikes_find (index, n, 0, 10, count_one, &n_met);
  start = g_get_monotonic_time ();
  for (guint i = n; i < n + 1000; i++)
    {
      guint64 print = roll_print (rand);

      ps_look_alikes_find (index, i, print, 10, count_one, &n_met);
      ps_look_alikes_add (index, i, print);
    }
  tell ("adding 1,000 to the index of look-alikes", since (start), 1);
}

/* Twenty thousand screenshots, or products on white: in three sizes, without a time, each like each. */
static void
bench_like_pictures (void)
{
  enum { N = 20000 };
  g_autoptr(GRand) rand = g_rand_new_with_seed (6);
  g_autofree PsImprint *imprints = g_new0 (PsImprint, N);
  g_autofree PsTwin *twins = g_new0 (PsTwin, N);
  g_autoptr(GArray) rows = NULL;
  guint64 print = roll_print (rand);
  gint64 start;

  for (guint i = 0; i < N; i++)
    {
      for (int k = 0; k < PS_IMPRINT_N_GREYS; k++)
        imprints[i].greys[k] = (guint8) (k * 7 % 199 + g_rand_int_range (rand, 0, 40));
      for (int k = 0; k < PS_IMPRINT_N_CROPS; k++)
        imprints[i].crops[k] = change_bits (print, rand, 4);
      imprints[i].pixels = i + 1;
      twins[i] = (PsTwin) {
        .photo_id = i + 1, .fingerprint = change_bits (print, rand, 4), .has_fingerprint = TRUE, .imprint = &imprints[i], .content = i + 1,
        .width = 600 - 60 * (i % 3), .height = 400 - 40 * (i % 3)
      };
    }
  start = g_get_monotonic_time ();
  rows = ps_twins_find (twins, N, PS_TWINS_DISTANCE);
  tell ("finding look-alikes among 20,000 that are all alike and have no time", since (start), 60);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(Kit) kit = kit_new ();
  guint n = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 1000000;
  gint64 start = g_get_monotonic_time ();

  fill (kit, n);
  g_print ("filling up to %u: %.0f s\n", n, since (start));
  bench_preview (kit);
  bench_shoots (kit, "finding shoots, all of them new", PS_SHOOTS_LEVEL_AS_SET);
  bench_shoots (kit, "finding shoots where nothing changed", PS_SHOOTS_LEVEL_AS_SET);
  bench_shoots (kit, "finding many more", 3);
  bench_look_alikes (kit, "finding look-alikes, all of them new");
  bench_look_alikes (kit, "finding look-alikes where nothing changed");
  bench_adding (n);
  bench_like_pictures ();
  for (int shelf = 0; shelf < PS_N_SHELVES; shelf++)
    bench_shelf (kit, (PsShelf) shelf);
  return 0;
}
