/* tests/catalog/test-files.c: verified, repaired, moved, inspected: what is known of a file stays true. */
#include "kit.h"

#include <math.h>
#include <string.h>

static char ids[40][33];

static PsAsset *
asset (const char *public_id,
       int         id)
{
  g_autofree char *etag = kit_md5 (id);

  return kit_asset (public_id, ids[id], etag);
}

static void
assert_text (Kit        *kit,
             const char *sql,
             const char *expected)
{
  g_autofree char *text = kit_text (kit, sql);

  g_assert_cmpstr (text, ==, expected);
}

static Kit *
with_files (void)
{
  Kit *kit = kit_new ();

  kit_scan (kit, kit_page (asset ("a", 1), asset ("b", 2), asset ("c", 3), NULL));
  kit_begin_session (kit, "download");
  kit_fetch (kit, "a");
  kit_fetch (kit, "b");
  kit_begin_session (kit, "verify");
  return kit;
}

static GPtrArray *
to_verify (Kit *kit)
{
  ps_catalog_list_to_verify_async (kit->catalog, 10, kit->session_id, NULL, kit_cb, kit);
  return ps_catalog_list_to_verify_finish (kit->catalog, kit_await (kit), NULL);
}

static GPtrArray *
to_move (Kit *kit)
{
  ps_catalog_list_to_move_async (kit->catalog, 10, NULL, kit_cb, kit);
  return ps_catalog_list_to_move_finish (kit->catalog, kit_await (kit), NULL);
}

static gint64
repair (Kit      *kit,
        gboolean  changed_too)
{
  ps_catalog_repair_async (kit->catalog, changed_too, NULL, kit_cb, kit);
  return ps_catalog_repair_finish (kit->catalog, kit_await (kit), NULL);
}

static void
test_verify (void)
{
  g_autoptr(Kit) kit = with_files ();
  gint64 a = kit_photo (kit, "a"), b = kit_photo (kit, "b");
  g_autoptr(GPtrArray) first = to_verify (kit), second = NULL, third = NULL;
  g_autofree char *md5 = kit_md5 (1), *other = kit_md5 (99);

  g_assert_cmpint (first->len, ==, 2);
  g_assert_cmpint (((PsFile *) g_ptr_array_index (first, 0))->photo_id, ==, a);
  g_assert_cmpstr (((PsFile *) g_ptr_array_index (first, 0))->md5, ==, md5);
  kit_verify (kit, a, PS_READING_SOUND, md5);
  kit_verify (kit, b, PS_READING_UNREADABLE, NULL);
  second = to_verify (kit);
  g_assert_cmpint (second->len, ==, 0); /* neither is asked for again in this run */
  kit_assert_state (kit, "b", "proven"); /* nothing is known, so nothing changed */
  kit_verify (kit, b, PS_READING_DAMAGED, other);
  kit_assert_state (kit, "b", "damaged");
  assert_text (kit, "SELECT is_downloaded, verify_result FROM photos WHERE public_id = 'b'", "0|damaged");
  assert_text (kit, "SELECT checksum_verified FROM file_integrity WHERE photo_id = 2", "0");
  kit_verify (kit, b, PS_READING_UNREADABLE, NULL);
  kit_assert_state (kit, "b", "damaged"); /* once damaged, not made sound by being unreadable */
  kit_verify (kit, b, PS_READING_SOUND, NULL);
  kit_assert_state (kit, "b", "proven");
  kit_verify (kit, a, PS_READING_MISSING, NULL);
  kit_assert_state (kit, "a", "missing");
  kit_verify (kit, a, PS_READING_CHANGED, other);
  kit_assert_state (kit, "a", "damaged");
  kit_begin_session (kit, "verify");
  third = to_verify (kit);
  g_assert_cmpint (third->len, ==, 2);
  assert_text (kit, "SELECT group_concat(before || '→' || result, ' ') FROM verifications WHERE photo_id = 1",
               "sound→missing missing→changed");
  assert_text (kit, "SELECT total_photos, successful_photos, failed_photos FROM backup_sessions WHERE session_type = 'verify' AND total_photos > 0", "7|2|5");
  {
    g_autoptr(PsStatus) status = kit_status (kit);

    g_assert_cmpint (status->n_files, ==, 2);
    g_assert_cmpint (status->n_photos[PS_STATE_DAMAGED], ==, 1);
  }
  kit_assert_sound (kit);
}

/* A clock that is years ahead, or jumps back meanwhile: every file is read in every verification, and once. */
static void
test_verify_by_a_wrong_clock (void)
{
  g_autoptr(Kit) kit = with_files ();
  gint64 a = kit_photo (kit, "a"), b = kit_photo (kit, "b");
  g_autoptr(GPtrArray) both = NULL, one = NULL, none = NULL, again = NULL;

  kit_run (kit, "UPDATE photos SET verify_tried_us = 9000000000000000 WHERE local_path IS NOT NULL");
  both = to_verify (kit);
  g_assert_cmpint (both->len, ==, 2);
  kit_verify (kit, a, PS_READING_SOUND, NULL);
  kit_run (kit, "UPDATE photos SET verify_tried_us = 1 WHERE public_id = 'a'");
  one = to_verify (kit);
  g_assert_cmpint (one->len, ==, 1);
  g_assert_cmpint (((PsFile *) g_ptr_array_index (one, 0))->photo_id, ==, b);
  kit_verify (kit, b, PS_READING_UNREADABLE, NULL);
  kit_run (kit, "UPDATE photos SET verify_tried_us = 1");
  none = to_verify (kit);
  g_assert_cmpint (none->len, ==, 0);
  kit_begin_session (kit, "verify");
  again = to_verify (kit);
  g_assert_cmpint (again->len, ==, 2);
}

static void
test_repair (void)
{
  g_autoptr(Kit) kit = with_files ();
  gint64 a = kit_photo (kit, "a"), b = kit_photo (kit, "b");
  g_autoptr(GPtrArray) wanted = NULL;

  kit_verify (kit, a, PS_READING_DAMAGED, NULL);
  kit_verify (kit, b, PS_READING_CHANGED, NULL);
  {
    g_autofree char *none = kit_wanted_text (kit);

    g_assert_cmpstr (none, ==, "c");
  }
  g_assert_cmpint (repair (kit, FALSE), ==, 1); /* a person's change is not touched */
  wanted = kit_wanted (kit, 1);
  g_assert_cmpint (((PsWanted *) g_ptr_array_index (wanted, 0))->photo_id, ==, a);
  g_assert_true (((PsWanted *) g_ptr_array_index (wanted, 0))->repair);
  kit_assert_state (kit, "a", "damaged"); /* and stays so until the file is here */
  g_free (kit_begin (kit, a, "Photos/a.jpg", NULL));
  kit_fail (kit, a, "server", g_get_real_time () - 2 * G_USEC_PER_SEC);
  kit_assert_state (kit, "a", "damaged");
  {
    g_autofree char *again = kit_wanted_text (kit);

    g_assert_cmpstr (again, ==, "a c");
  }
  kit_fetch (kit, "a");
  kit_assert_state (kit, "a", "proven");
  g_assert_cmpint (repair (kit, TRUE), ==, 1);
  kit_fetch (kit, "b");
  kit_assert_state (kit, "b", "proven");
  kit_assert_sound (kit);
}

static void
test_move (void)
{
  g_autoptr(Kit) kit = with_files ();
  g_autoptr(GPtrArray) files = NULL, later = NULL, places = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_place_free);
  g_autofree char *path = NULL;
  PsPlace *place = g_new0 (PsPlace, 1);
  PsFile *file;

  kit_scan (kit, kit_page (asset ("beach", 1), asset ("hill", 2), asset ("c", 3), NULL));
  kit_assert_state (kit, "beach", "proven"); /* a rename is never a download */
  files = to_move (kit);
  g_assert_cmpint (files->len, ==, 2);
  file = g_ptr_array_index (files, 0);
  g_assert_cmpstr (file->local_path, ==, "Photos/a.jpg");
  g_assert_cmpstr (file->asset->public_id, ==, "beach");
  g_assert_null (file->wanted_path);
  place->path = g_strdup ("Photos/beach.jpg");
  g_ptr_array_add (places, place);
  ps_catalog_reserve_place_async (kit->catalog, file->photo_id, places, NULL, NULL, kit_cb, kit);
  path = ps_catalog_reserve_place_finish (kit->catalog, kit_await (kit), NULL);
  g_assert_cmpstr (path, ==, "Photos/beach.jpg");
  /* Killed here: the move is still to be done, and its place is known. */
  kit_reopen (kit);
  later = to_move (kit);
  g_assert_cmpint (later->len, ==, 2);
  g_assert_cmpstr (((PsFile *) g_ptr_array_index (later, 0))->wanted_path, ==, "Photos/beach.jpg");
  ps_catalog_record_move_async (kit->catalog, file->photo_id, path, NULL, kit_cb, kit);
  g_assert_true (ps_catalog_record_move_finish (kit->catalog, kit_await (kit), NULL));
  ps_catalog_record_move_async (kit->catalog, kit_photo (kit, "hill"), NULL, NULL, kit_cb, kit);
  g_assert_true (ps_catalog_record_move_finish (kit->catalog, kit_await (kit), NULL));
  assert_text (kit, "SELECT local_path FROM photos WHERE local_path IS NOT NULL ORDER BY id", "Photos/beach.jpg\nPhotos/b.jpg");
  g_clear_pointer (&later, g_ptr_array_unref);
  later = to_move (kit);
  g_assert_cmpint (later->len, ==, 0);
  kit_assert_sound (kit);
}

static void
test_files_by_path (void)
{
  g_autoptr(Kit) kit = with_files ();
  g_autoptr(GPtrArray) first = NULL, second = NULL;

  ps_catalog_list_files_async (kit->catalog, 1, NULL, NULL, kit_cb, kit);
  first = ps_catalog_list_files_finish (kit->catalog, kit_await (kit), NULL);
  g_assert_cmpint (first->len, ==, 1);
  g_assert_cmpstr (((PsFile *) g_ptr_array_index (first, 0))->local_path, ==, "Photos/a.jpg");
  ps_catalog_list_files_async (kit->catalog, 10, "Photos/a.jpg", NULL, kit_cb, kit);
  second = ps_catalog_list_files_finish (kit->catalog, kit_await (kit), NULL);
  g_assert_cmpint (second->len, ==, 1);
  g_assert_cmpstr (((PsFile *) g_ptr_array_index (second, 0))->local_path, ==, "Photos/b.jpg");
  g_assert_nonnull (((PsFile *) g_ptr_array_index (second, 0))->sha256);
}

static PsInspection *
inspection (Kit        *kit,
            const char *public_id,
            PsFacts    *facts)
{
  PsInspection *self = g_new0 (PsInspection, 1);
  g_autofree char *sql = g_strdup_printf ("SELECT checksum FROM photos WHERE public_id = '%s'", public_id);

  self->photo_id = kit_photo (kit, public_id);
  self->md5 = kit_text (kit, sql);
  self->facts = facts;
  self->has_fingerprint = self->has_thumbnail = TRUE;
  self->fingerprint = G_GUINT64_CONSTANT (0xfedcba9876543210);
  self->imprint.pixels = 0x4142;
  return self;
}

static void
record (Kit          *kit,
        PsInspection *seen)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_inspection_free);
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (all, seen);
  ps_catalog_record_inspections_async (kit->catalog, all, NULL, kit_cb, kit);
  ps_catalog_record_inspections_finish (kit->catalog, kit_await (kit), &error);
  g_assert_no_error (error);
}

static void
test_inspect (void)
{
  g_autoptr(Kit) kit = with_files ();
  g_autoptr(GPtrArray) files = NULL;
  PsFacts *facts = ps_facts_new ();
  g_autofree char *found = NULL;

  ps_catalog_list_uninspected_async (kit->catalog, 10, NULL, NULL, kit_cb, kit);
  files = ps_catalog_list_uninspected_finish (kit->catalog, kit_await (kit), NULL);
  g_assert_cmpint (files->len, ==, 2);
  facts->has_exif = TRUE;
  facts->camera_make = g_strdup ("Canon");
  facts->camera_model = g_strdup ("EOS R5");
  facts->lens = g_strdup ("RF50mm F1.2 L USM");
  facts->aperture = 1.2;
  facts->iso = 3200;
  facts->date_taken = g_strdup ("2024-06-22T21:14:09");
  facts->taken_at_us = G_GINT64_CONSTANT (1719090849) * G_USEC_PER_SEC;
  facts->gps_latitude = NAN;
  facts->orientation = 6;
  record (kit, inspection (kit, "a", facts));
  record (kit, inspection (kit, "b", NULL));
  assert_text (kit, "SELECT camera_make, aperture, iso, shutter_speed, gps_latitude, source FROM exif_data", "Canon|1.2|3200|NULL|NULL|file");
  assert_text (kit, "SELECT orientation, fingerprint, has_thumbnail, sort_us = taken_at_us FROM photos WHERE public_id = 'a'",
               "6|-81985529216486896|1|1");
  assert_text (kit, "SELECT hex(substr(imprint, 1, 8)) FROM photo_imprints WHERE photo_id = (SELECT id FROM photos WHERE public_id = 'a')",
               "4241000000000000");
  g_clear_pointer (&files, g_ptr_array_unref);
  ps_catalog_list_uninspected_async (kit->catalog, 10, NULL, NULL, kit_cb, kit);
  files = ps_catalog_list_uninspected_finish (kit->catalog, kit_await (kit), NULL);
  g_assert_cmpint (files->len, ==, 0);
  assert_text (kit, "SELECT id, missing_exif, missing_filename FROM photos_missing_metadata ORDER BY id", "1|0|0\n2|1|0\n3|1|1");
  found = kit_find (kit, "rf50mm canon");
  g_assert_cmpstr (found, ==, "a");
  kit_assert_sound (kit);
}

/* What people wrote into the file is kept, found, and gone when the file says it no more. */
static void
test_captions (void)
{
  g_autoptr(Kit) kit = with_files ();
  PsFacts *facts = ps_facts_new (), *rated = ps_facts_new ();
  g_autofree char *by_title = NULL, *by_path = NULL, *by_name = NULL, *gone = NULL;

  facts->title = g_strdup ("Oper am Hafen");
  facts->caption = g_strdup ("Ein heißer Tag");
  facts->creator = g_strdup ("Zoë; Max");
  facts->rights = g_strdup ("© Zoë");
  facts->label = g_strdup ("Red");
  facts->keywords = g_strdup ("opera\nZürich");
  facts->keyword_paths = g_strdup ("Places/Sydney");
  rated->rating = 0;
  record (kit, inspection (kit, "a", facts));
  record (kit, inspection (kit, "b", rated));
  assert_text (kit, "SELECT title, caption, creator, rights, label, rating, keywords, keyword_paths FROM photo_captions"
                    " WHERE photo_id = 1",
               "Oper am Hafen|Ein heißer Tag|Zoë; Max|© Zoë|Red|NULL|opera\nZürich|Places/Sydney");
  assert_text (kit, "SELECT rating FROM photo_captions WHERE photo_id = 2", "0");
  assert_text (kit, "SELECT count(*) FROM exif_data", "0"); /* that is another matter */
  by_title = kit_find (kit, "heißer");
  g_assert_cmpstr (by_title, ==, "a");
  by_path = kit_find (kit, "sydn zurich");
  g_assert_cmpstr (by_path, ==, "a");
  by_name = kit_find (kit, "zoe oper");
  g_assert_cmpstr (by_name, ==, "a");
  record (kit, inspection (kit, "a", ps_facts_new ()));
  assert_text (kit, "SELECT count(*) FROM photo_captions", "1");
  gone = kit_find (kit, "oper");
  g_assert_cmpstr (gone, ==, "");
  kit_assert_sound (kit);
}

/* A clock that a person put right stays right when the file is looked at again. */
static void
test_shifted_clock (void)
{
  g_autoptr(Kit) kit = with_files ();
  PsFacts *first = ps_facts_new (), *again = ps_facts_new ();

  first->has_exif = again->has_exif = TRUE;
  first->taken_at_us = again->taken_at_us = 5 * G_USEC_PER_SEC;
  record (kit, inspection (kit, "a", first));
  kit_run (kit, "UPDATE photos SET taken_at_us = taken_at_us + 3600000000 WHERE id = 1;"
                "INSERT INTO clock_shifts (photo_id, shift_us) VALUES (1, 3600000000), (2, 3600000000)");
  record (kit, inspection (kit, "a", again));
  record (kit, inspection (kit, "b", ps_facts_new ())); /* without a time there is nothing to shift */
  assert_text (kit, "SELECT taken_at_us, sort_us = taken_at_us FROM photos WHERE id = 1", "3605000000|1");
  assert_text (kit, "SELECT taken_at_us FROM photos WHERE id = 2", "NULL");
  kit_assert_sound (kit);
}

/* A file that is lost takes with it nothing that was seen in it. */
static void
test_unread (void)
{
  g_autoptr(Kit) kit = with_files ();
  PsFacts *facts = ps_facts_new ();
  PsInspection *lost;

  facts->has_exif = TRUE;
  facts->camera_model = g_strdup ("Z 8");
  facts->title = g_strdup ("Opera");
  facts->taken_at_us = 5;
  record (kit, inspection (kit, "a", facts));
  kit_run (kit, "UPDATE photos SET inspected_at = NULL");
  lost = inspection (kit, "a", NULL);
  lost->is_unread = TRUE;
  lost->has_thumbnail = lost->has_fingerprint = FALSE;
  lost->problem = g_strdup ("not there");
  record (kit, lost);
  assert_text (kit, "SELECT inspected_at IS NOT NULL, inspect_problem, has_thumbnail, fingerprint IS NOT NULL, taken_at_us,"
                    " camera_model, title FROM photos p JOIN exif_data e ON e.photo_id = p.id JOIN photo_captions c ON c.photo_id = p.id",
               "1|not there|1|1|5|Z 8|Opera");
}

static void
test_inspection_of_an_earlier_file (void)
{
  g_autoptr(Kit) kit = with_files ();
  PsInspection *seen = inspection (kit, "a", NULL);

  g_free (seen->md5);
  seen->md5 = kit_md5 (1234);
  record (kit, seen);
  assert_text (kit, "SELECT inspected_at, fingerprint FROM photos WHERE public_id = 'a'", "NULL|NULL");
}

static void
test_exif_of_the_cloud (void)
{
  g_autoptr(Kit) kit = kit_new ();
  PsAsset *one = asset ("a", 1), *two = asset ("b", 2);

  one->json = g_strdup ("{\"image_metadata\":{\"Make\":\"Canon\",\"Model\":\"EOS R5\",\"ExposureTime\":\"1/160\",\"FNumber\":\"1.2\","
                        "\"ISO\":\"3200\",\"FocalLength\":\"50.0 mm\",\"DateTimeOriginal\":\"2024:06:22 21:14:09\","
                        "\"GPSLatitude\":\"59 deg 54' 39.12\\\" N\",\"GPSLongitude\":\"10 deg 45' 4.20\\\" W\"}}");
  two->json = g_strdup ("{\"image_metadata\":{\"Make\":5,\"ISO\":\"1e400\",\"GPSLatitude\":\"999 N\",\"DateTimeOriginal\":\"0000:99:00 x\"}}");
  kit_scan (kit, kit_page (one, two, NULL));
  kit_begin_session (kit, "download");
  kit_fetch (kit, "a");
  kit_fetch (kit, "b");
  record (kit, inspection (kit, "a", NULL));
  record (kit, inspection (kit, "b", ps_facts_new ()));
  assert_text (kit, "SELECT photo_id, camera_make, shutter_speed, aperture, iso, focal_length, date_taken,"
                    " round(gps_latitude, 4), round(gps_longitude, 4), source FROM exif_data",
               "1|Canon|0.00625|1.2|3200|50.0|2024-06-22T21:14:09|59.9109|-10.7512|cloud\n2|5|NULL|NULL|NULL|NULL|NULL|NULL|NULL|cloud");
  kit_assert_sound (kit);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_snprintf (ids[i], sizeof ids[i], "%032x", i);
  g_test_add_func ("/files/verify-tells-the-truth", test_verify);
  g_test_add_func ("/files/verified-by-a-wrong-clock", test_verify_by_a_wrong_clock);
  g_test_add_func ("/files/repair", test_repair);
  g_test_add_func ("/files/renamed-in-the-cloud", test_move);
  g_test_add_func ("/files/by-path", test_files_by_path);
  g_test_add_func ("/files/inspected", test_inspect);
  g_test_add_func ("/files/inspection-of-an-earlier-file", test_inspection_of_an_earlier_file);
  g_test_add_func ("/files/captions", test_captions);
  g_test_add_func ("/files/lost-but-seen", test_unread);
  g_test_add_func ("/files/shifted-clock", test_shifted_clock);
  g_test_add_func ("/files/camera-data-of-the-cloud", test_exif_of_the_cloud);
  return g_test_run ();
}
