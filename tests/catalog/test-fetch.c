/* tests/catalog/test-fetch.c: what is wanted when, which place it gets, and what is known after it came or did not. */
#include "kit.h"

#include <string.h>

static char ids[40][33];

static PsAsset *
asset (const char *public_id,
       int         id,
       gint64      created_s)
{
  g_autofree char *etag = kit_md5 (id);
  PsAsset *self = kit_asset (public_id, ids[id], etag);

  self->created_at_us = created_s * G_USEC_PER_SEC;
  return self;
}

static void
assert_text (Kit        *kit,
             const char *sql,
             const char *expected)
{
  g_autofree char *text = kit_text (kit, sql);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_wanted (Kit        *kit,
               const char *expected)
{
  g_autofree char *text = kit_wanted_text (kit);

  g_assert_cmpstr (text, ==, expected);
}

static GArray *
id_list (gint64 id)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (list, id);
  return list;
}

static gint64
ask_for (Kit        *kit,
         const char *public_id)
{
  g_autoptr(GArray) list = id_list (kit_photo (kit, public_id));

  ps_catalog_ask_for_async (kit->catalog, list, NULL, kit_cb, kit);
  return ps_catalog_ask_for_finish (kit->catalog, kit_await (kit), NULL);
}

static gint64
skip (Kit        *kit,
      const char *public_id,
      gboolean    undo)
{
  g_autoptr(GArray) list = id_list (kit_photo (kit, public_id));

  ps_catalog_skip_async (kit->catalog, list, undo, NULL, kit_cb, kit);
  return ps_catalog_skip_finish (kit->catalog, kit_await (kit), NULL);
}

static gint64
retry (Kit               *kit,
       const char        *cause,
       const char *const *public_ids)
{
  ps_catalog_retry_async (kit->catalog, cause, public_ids, NULL, kit_cb, kit);
  return ps_catalog_retry_finish (kit->catalog, kit_await (kit), NULL);
}

static gint64
repair (Kit      *kit,
        gboolean  changed_too)
{
  ps_catalog_repair_async (kit->catalog, changed_too, NULL, kit_cb, kit);
  return ps_catalog_repair_finish (kit->catalog, kit_await (kit), NULL);
}

static Kit *
with_four (void)
{
  Kit *kit = kit_new ();

  kit_scan (kit, kit_page (asset ("old", 1, 100), asset ("newest", 2, 400), asset ("new", 3, 300), asset ("middle", 4, 200), NULL));
  kit_begin_session (kit, "download");
  return kit;
}

static void
test_order (void)
{
  g_autoptr(Kit) kit = with_four ();
  g_autoptr(GPtrArray) two = NULL, rest = NULL;
  g_autoptr(GArray) without = NULL;

  assert_wanted (kit, "newest new middle old");
  g_assert_cmpint (ask_for (kit, "old"), ==, 1);
  g_assert_cmpint (ask_for (kit, "old"), ==, 0);
  assert_wanted (kit, "old newest new middle");
  two = kit_wanted (kit, 2);
  g_assert_cmpint (two->len, ==, 2);
  g_assert_true (((PsWanted *) g_ptr_array_index (two, 0))->asked_for);
  g_assert_false (((PsWanted *) g_ptr_array_index (two, 1))->asked_for);
  without = id_list (kit_photo (kit, "old"));
  ps_catalog_list_wanted_async (kit->catalog, 2, without, NULL, kit_cb, kit);
  rest = ps_catalog_list_wanted_finish (kit->catalog, kit_await (kit), NULL);
  g_assert_cmpint (rest->len, ==, 2);
  g_assert_cmpstr (((PsWanted *) g_ptr_array_index (rest, 0))->asset->public_id, ==, "newest");
}

static void
test_landing (void)
{
  g_autoptr(Kit) kit = with_four ();

  kit_fetch (kit, "old");
  kit_assert_state (kit, "old", "proven");
  assert_wanted (kit, "newest new middle");
  assert_text (kit, "SELECT local_path, is_downloaded, download_failed, failure_reason FROM photos WHERE public_id = 'old'",
               "Photos/old.jpg|1|0|NULL");
  assert_text (kit, "SELECT original_checksum = downloaded_checksum, checksum_verified, file_size_matches FROM file_integrity", "1|1|1");
  assert_text (kit, "SELECT original_filename, file_path_hint, source FROM original_filenames", "old||public_id");
  assert_text (kit, "SELECT downloaded_photos, downloaded_bytes, download_percentage FROM download_statistics", "1|1000|25.0");
  assert_text (kit, "SELECT total_photos, successful_photos, failed_photos, total_bytes FROM backup_sessions WHERE session_type = 'download'",
               "1|1|0|1000");
  kit_assert_sound (kit);
}

static void
test_failing (void)
{
  g_autoptr(Kit) kit = with_four ();
  static const char *const only[] = { "newest", "it's not there", NULL };
  gint64 id = kit_photo (kit, "newest"), other = kit_photo (kit, "new");
  gint64 later_us = g_get_real_time () + G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC;
  g_autoptr(GPtrArray) failures = NULL, wanted = NULL;

  g_free (kit_begin (kit, id, "Photos/newest.jpg", NULL));
  kit_fail (kit, id, "blocked", 0);
  g_free (kit_begin (kit, other, "Photos/new.jpg", NULL));
  kit_fail (kit, other, "server", later_us);
  kit_assert_state (kit, "newest", "failed");
  assert_text (kit, "SELECT download_failed, failure_reason FROM photos WHERE public_id = 'newest'", "1|Cloudinary does not hand it out.");
  assert_wanted (kit, "middle old");
  assert_text (kit, "SELECT state, cause, photos, needs_person, trying_again FROM trouble ORDER BY 2", "failed|blocked|1|1|0\nfailed|server|1|0|1");
  ps_catalog_next_retry_async (kit->catalog, NULL, kit_cb, kit);
  g_assert_cmpint (ps_catalog_next_retry_finish (kit->catalog, kit_await (kit), NULL), ==, later_us);
  ps_catalog_list_failures_async (kit->catalog, "blocked", 10, NULL, kit_cb, kit);
  failures = ps_catalog_list_failures_finish (kit->catalog, kit_await (kit), NULL);
  g_assert_cmpint (failures->len, ==, 1);
  g_assert_cmpstr (((PsFailure *) g_ptr_array_index (failures, 0))->public_id, ==, "newest");
  g_assert_cmpint (((PsFailure *) g_ptr_array_index (failures, 0))->attempts, ==, 1);
  {
    g_autoptr(PsStatus) status = kit_status (kit);

    g_assert_cmpint (status->n_photos[PS_STATE_FAILED], ==, 2);
    g_assert_cmpint (status->n_trying_again, ==, 1);
  }
  g_assert_cmpint (retry (kit, "no such cause", NULL), ==, 0);
  g_assert_cmpint (retry (kit, NULL, only), ==, 1);
  kit_assert_state (kit, "newest", "waiting");
  wanted = kit_wanted (kit, 1);
  g_assert_cmpint (((PsWanted *) g_ptr_array_index (wanted, 0))->photo_id, ==, id);
  g_assert_cmpint (((PsWanted *) g_ptr_array_index (wanted, 0))->first_rung, ==, 1); /* another one than failed */
  g_assert_cmpint (((PsWanted *) g_ptr_array_index (wanted, 0))->attempts, ==, 1);
  g_free (kit_begin (kit, id, "Photos/newest.jpg", NULL));
  kit_fail (kit, id, "blocked", 0);
  assert_text (kit, "SELECT group_concat(retry_count) FROM failed_downloads WHERE cause = 'blocked'", "1,2");
  assert_text (kit, "SELECT total_photos, successful_photos, failed_photos FROM backup_sessions WHERE session_type = 'download'", "2|0|2");
  retry (kit, NULL, NULL);
  kit_fetch (kit, "newest");
  assert_text (kit, "SELECT count(*) FROM failed_downloads WHERE cause = 'blocked' AND resolved_at IS NULL", "0");
  assert_text (kit, "SELECT total_photos, successful_photos, failed_photos FROM backup_sessions WHERE session_type = 'download'", "2|1|1");
  kit_assert_sound (kit);
}

static gint64
next_retry (Kit *kit)
{
  ps_catalog_next_retry_async (kit->catalog, NULL, kit_cb, kit);
  return ps_catalog_next_retry_finish (kit->catalog, kit_await (kit), NULL);
}

static void
test_due_again (void)
{
  g_autoptr(Kit) kit = with_four ();
  gint64 id = kit_photo (kit, "new"), other = kit_photo (kit, "old");
  gint64 later_us = g_get_real_time () + G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC;

  g_free (kit_begin (kit, id, "Photos/new.jpg", NULL));
  kit_fail (kit, id, "server", g_get_real_time () - 2 * G_USEC_PER_SEC);
  assert_wanted (kit, "newest new middle old");
  assert_text (kit, "SELECT count(*) FROM wanted", "4");
  g_assert_cmpint (next_retry (kit), ==, 0); /* it is wanted now: nothing is to be waited for */
  g_free (kit_begin (kit, other, "Photos/old.jpg", NULL));
  kit_fail (kit, other, "server", later_us);
  g_assert_cmpint (next_retry (kit), ==, later_us);
  assert_text (kit, "SELECT first_rung FROM photos WHERE public_id = 'new'", "1"); /* refusals are remembered where they were made */
  g_free (kit_begin (kit, id, "Photos/new.jpg", NULL));
  assert_wanted (kit, "newest middle");
  kit_assert_state (kit, "new", "arriving");
}

static void
test_stopped (void)
{
  g_autoptr(Kit) kit = with_four ();
  gint64 id = kit_photo (kit, "new"), failed = kit_photo (kit, "old");
  g_autoptr(GArray) one = id_list (id);

  g_free (kit_begin (kit, failed, "Photos/old.jpg", NULL));
  kit_fail (kit, failed, "server", 0);
  retry (kit, NULL, NULL);
  g_free (kit_begin (kit, failed, "Photos/old.jpg", NULL));
  g_free (kit_begin (kit, id, "Photos/new.jpg", NULL));
  ps_catalog_cancel_downloads_async (kit->catalog, one, NULL, kit_cb, kit);
  g_assert_true (ps_catalog_cancel_downloads_finish (kit->catalog, kit_await (kit), NULL));
  kit_assert_state (kit, "new", "waiting");
  kit_assert_state (kit, "old", "arriving");
  ps_catalog_cancel_downloads_async (kit->catalog, NULL, NULL, kit_cb, kit);
  g_assert_true (ps_catalog_cancel_downloads_finish (kit->catalog, kit_await (kit), NULL));
  kit_assert_state (kit, "old", "waiting");
  g_assert_null (kit_begin (kit, 99, "Photos/x.jpg", NULL));
  g_free (kit_begin (kit, id, "Photos/new.jpg", NULL));
  g_assert_null (kit_begin (kit, id, "Photos/new.jpg", NULL)); /* no two write one file */
  kit_assert_sound (kit);
}

static void
assert_begins (Kit        *kit,
               const char *public_id,
               const char *first,
               const char *second,
               const char *expected)
{
  g_autofree char *path = kit_begin (kit, kit_photo (kit, public_id), first, second, NULL);

  g_assert_cmpstr (path, ==, expected);
}

static void
test_places (void)
{
  g_autoptr(Kit) kit = with_four ();

  assert_begins (kit, "new", "Photos/IMG.jpg", NULL, "Photos/IMG.jpg");
  /* M6: one name for a disk that knows no case. */
  assert_begins (kit, "old", "Photos/img.JPG", "Photos/img~2.JPG", "Photos/img~2.JPG");
  /* M11: a folder named like a file, from both sides. */
  assert_begins (kit, "middle", "Photos/img.jpg/below.jpg", "Photos/other/below.jpg", "Photos/other/below.jpg");
  assert_begins (kit, "newest", "Photos/Other", "Photos/Other~3", "Photos/Other~3");
  kit_assert_sound (kit);
}

/* It is told apart from a catalogue that cannot be used: one photo fails, the others go on. */
static void
test_no_place (void)
{
  g_autoptr(Kit) kit = with_four ();
  g_autoptr(GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_place_free);
  g_autoptr(GError) error = NULL;
  PsPlace *place = g_new0 (PsPlace, 1);
  gint64 id = kit_photo (kit, "new");

  assert_begins (kit, "old", "Photos/a.jpg", NULL, "Photos/a.jpg");
  place->path = g_strdup ("Photos/A.jpg");
  g_ptr_array_add (places, place);
  ps_catalog_begin_download_async (kit->catalog, id, kit->session_id, places, NULL, kit_cb, kit);
  g_assert_null (ps_catalog_begin_download_finish (kit->catalog, kit_await (kit), &error));
  g_assert_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_NO_PLACE);
  g_clear_error (&error);
  ps_catalog_reserve_place_async (kit->catalog, id, places, NULL, NULL, kit_cb, kit);
  g_assert_null (ps_catalog_reserve_place_finish (kit->catalog, kit_await (kit), &error));
  g_assert_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_NO_PLACE);
  kit_assert_state (kit, "new", "waiting");
  assert_begins (kit, "newest", "Photos/b.jpg", NULL, "Photos/b.jpg");
  kit_assert_sound (kit);
}

static void
test_place_given_up (void)
{
  g_autoptr(Kit) kit = with_four ();
  g_autoptr(GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_place_free);
  static const char *const paths[] = { "a", "b", "c" };
  const char *expected[] = { "b", "c", NULL };
  const char *not_path = "a";
  gint64 id = kit_photo (kit, "new");

  for (int i = 0; i < 3; i++)
    {
      PsPlace *place = g_new0 (PsPlace, 1);

      place->path = g_strdup (paths[i]);
      g_ptr_array_add (places, place);
    }
  g_free (kit_begin (kit, id, "a", NULL));
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *path = NULL;

      ps_catalog_reserve_place_async (kit->catalog, id, places, not_path, NULL, kit_cb, kit);
      path = ps_catalog_reserve_place_finish (kit->catalog, kit_await (kit), NULL);
      g_assert_cmpstr (path, ==, expected[i]);
      not_path = expected[i];
    }
  kit_assert_state (kit, "new", "arriving");
}

static void
test_kept_place (void)
{
  g_autoptr(Kit) kit = with_four ();
  gint64 id = kit_photo (kit, "new");

  kit_fetch (kit, "new");
  kit_verify (kit, id, PS_READING_DAMAGED, NULL);
  repair (kit, FALSE);
  /* A file that exists keeps its name, whatever the rules would make of it today. */
  assert_begins (kit, "new", "Photos/new rules.jpg", NULL, "Photos/new.jpg");
}

static void
test_replaced_and_renamed (void)
{
  g_autoptr(Kit) kit = with_four ();
  PsAsset *second = asset ("sunset", 3, 300);
  g_autofree char *path = NULL, *etag = kit_md5 (33), *versions = NULL;
  PsDownloadOutcome *outcome;
  g_autoptr(GPtrArray) outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_download_outcome_free);

  kit_fetch (kit, "new");
  g_free (second->etag);
  second->etag = g_strdup (etag);
  second->version += 9;
  kit_scan (kit, kit_page (asset ("old", 1, 100), asset ("newest", 2, 400), second, asset ("middle", 4, 200), NULL));
  kit_begin_session (kit, "download");
  kit_assert_state (kit, "sunset", "waiting");
  path = kit_begin (kit, kit_photo (kit, "sunset"), "Photos/sunset.jpg", NULL);
  g_assert_cmpstr (path, ==, "Photos/sunset.jpg");
  outcome = g_new0 (PsDownloadOutcome, 1);
  *outcome = (PsDownloadOutcome) { .photo_id = kit_photo (kit, "sunset"), .session_id = kit->session_id, .landed = TRUE,
                                   .local_path = g_strdup ("Photos/sunset.jpg"), .n_bytes = 1000, .md5 = g_strdup (etag),
                                   .version = 1700000009, .etag = g_strdup (etag),
                                   .kept_version = g_strdup (".proofsheet/versions/new.jpg") };
  g_ptr_array_add (outcomes, outcome);
  ps_catalog_update_photo_download_status_async (kit->catalog, outcomes, NULL, kit_cb, kit);
  g_assert_true (ps_catalog_update_photo_download_status_finish (kit->catalog, kit_await (kit), NULL));
  kit_assert_state (kit, "sunset", "proven");
  versions = kit_text (kit, "SELECT path, version, bytes FROM photo_versions");
  g_assert_cmpstr (versions, ==, ".proofsheet/versions/new.jpg|1700000000|1000");
  assert_text (kit, "SELECT count(*) FROM photos WHERE rename_wanted", "0");
  kit_assert_sound (kit);
}

static void
test_altered (void)
{
  g_autoptr(Kit) kit = with_four ();
  g_autoptr(GPtrArray) outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_download_outcome_free);
  PsDownloadOutcome *outcome = g_new0 (PsDownloadOutcome, 1);
  g_autofree char *etag = kit_md5 (3), *other = kit_md5 (77);

  g_free (kit_begin (kit, kit_photo (kit, "new"), "Photos/new.jpg", NULL));
  *outcome = (PsDownloadOutcome) { .photo_id = kit_photo (kit, "new"), .session_id = kit->session_id, .landed = TRUE,
                                   .local_path = g_strdup ("Photos/new.jpg"), .n_bytes = 900, .md5 = g_strdup (other),
                                   .version = 1700000000, .etag = g_strdup (etag), .altered = TRUE };
  g_ptr_array_add (outcomes, outcome);
  ps_catalog_update_photo_download_status_async (kit->catalog, outcomes, NULL, kit_cb, kit);
  g_assert_true (ps_catalog_update_photo_download_status_finish (kit->catalog, kit_await (kit), NULL));
  kit_assert_state (kit, "new", "altered");
  assert_wanted (kit, "newest middle old");
  g_assert_cmpint (ask_for (kit, "new"), ==, 1); /* Try for Original */
  assert_wanted (kit, "new newest middle old");
  kit_fetch (kit, "new");
  kit_assert_state (kit, "new", "proven");
}

static void
test_skip (void)
{
  g_autoptr(Kit) kit = with_four ();

  g_assert_cmpint (skip (kit, "old", FALSE), ==, 1);
  g_assert_cmpint (skip (kit, "old", FALSE), ==, 0);
  kit_assert_state (kit, "old", "skipped");
  assert_wanted (kit, "newest new middle");
  g_assert_cmpint (skip (kit, "old", TRUE), ==, 1);
  kit_assert_state (kit, "old", "waiting");
  kit_fetch (kit, "old");
  g_assert_cmpint (skip (kit, "old", FALSE), ==, 0); /* it is here: "left out" would be untrue */
  kit_assert_state (kit, "old", "proven");
  skip (kit, "new", FALSE);
  g_assert_cmpint (ask_for (kit, "new"), ==, 1);
  kit_assert_state (kit, "new", "waiting");
  kit_assert_sound (kit);
}

static void
test_adopted (void)
{
  g_autoptr(Kit) kit = with_four ();
  g_autoptr(GPtrArray) files = NULL, outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_download_outcome_free);
  PsDownloadOutcome *outcome = g_new0 (PsDownloadOutcome, 1);
  g_autofree char *etag = kit_md5 (3);
  PsFile *file;

  g_free (kit_begin (kit, kit_photo (kit, "new"), "Photos/new.jpg", NULL));
  kit_reopen (kit);
  ps_catalog_list_to_adopt_async (kit->catalog, 10, 0, NULL, kit_cb, kit);
  files = ps_catalog_list_to_adopt_finish (kit->catalog, kit_await (kit), NULL);
  g_assert_cmpint (files->len, ==, 1);
  file = g_ptr_array_index (files, 0);
  g_assert_cmpstr (file->local_path, ==, "Photos/new.jpg");
  g_assert_cmpstr (file->asset->etag, ==, etag);
  *outcome = (PsDownloadOutcome) { .photo_id = file->photo_id, .session_id = kit->session_id, .landed = TRUE, .adopted = TRUE,
                                   .local_path = g_strdup (file->local_path), .n_bytes = 1000, .md5 = g_strdup (etag),
                                   .version = file->asset->version, .etag = g_strdup (etag) };
  g_ptr_array_add (outcomes, outcome);
  ps_catalog_update_photo_download_status_async (kit->catalog, outcomes, NULL, kit_cb, kit);
  g_assert_true (ps_catalog_update_photo_download_status_finish (kit->catalog, kit_await (kit), NULL));
  kit_assert_state (kit, "new", "proven");
  assert_text (kit, "SELECT successful_photos, total_bytes FROM backup_sessions WHERE session_type = 'download'", "1|0");
  g_clear_pointer (&files, g_ptr_array_unref);
  ps_catalog_list_to_adopt_async (kit->catalog, 10, 0, NULL, kit_cb, kit);
  files = ps_catalog_list_to_adopt_finish (kit->catalog, kit_await (kit), NULL);
  g_assert_cmpint (files->len, ==, 0);
}

static void
test_older_version_when_killed (void)
{
  g_autoptr(Kit) kit = with_four ();
  g_autoptr(GPtrArray) files = NULL;
  PsAsset *second = asset ("new", 3, 300);

  kit_fetch (kit, "new");
  g_free (second->etag);
  second->etag = kit_md5 (33);
  second->version += 9;
  kit_scan (kit, kit_page (asset ("old", 1, 100), asset ("newest", 2, 400), second, asset ("middle", 4, 200), NULL));
  kit_begin_session (kit, "download");
  g_free (kit_begin (kit, kit_photo (kit, "new"), "Photos/new.jpg", NULL));
  kit_reopen (kit);
  /* The new version may have taken the old one's place on disk already. */
  ps_catalog_list_to_adopt_async (kit->catalog, 10, 0, NULL, kit_cb, kit);
  files = ps_catalog_list_to_adopt_finish (kit->catalog, kit_await (kit), NULL);
  g_assert_cmpint (files->len, ==, 1);
}

static void
test_all_or_none (void)
{
  g_autoptr(Kit) kit = with_four ();
  g_autoptr(GPtrArray) outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_download_outcome_free);
  g_autoptr(GError) error = NULL;
  gint64 photos[] = { 1, 4711 };

  for (int i = 0; i < 2; i++)
    {
      PsDownloadOutcome *outcome = g_new0 (PsDownloadOutcome, 1);

      *outcome = (PsDownloadOutcome) { .photo_id = photos[i], .session_id = kit->session_id, .cause = g_strdup ("x"),
                                       .message = g_strdup ("y") };
      g_ptr_array_add (outcomes, outcome);
    }
  ps_catalog_update_photo_download_status_async (kit->catalog, outcomes, NULL, kit_cb, kit);
  g_assert_false (ps_catalog_update_photo_download_status_finish (kit->catalog, kit_await (kit), &error));
  g_assert_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_FAILED);
  assert_text (kit, "SELECT count(*) FROM failed_downloads", "0");
  kit_assert_state (kit, "old", "waiting");
  kit_assert_sound (kit);
}

static void
test_ledger (void)
{
  g_autoptr(Kit) kit = kit_new ();
  PsPlan plan = { .name = (char *) "Free", .limit_bytes = 1000, .used_bytes = 10, .n_resources = 5 };
  PsRateLimit limit = { 500, 499, 77 };
  g_autofree char *figures_at = NULL;

  kit_run (kit, "INSERT INTO traffic (at_us, bytes) VALUES (1000, 5), (2000, 6), (90000000000, 7),"
                " ((SELECT unixepoch('now', '-20 days') * 1000000), 40), ((SELECT unixepoch('now', '-40 days') * 1000000), 80)");
  kit_reopen (kit);
  assert_text (kit, "SELECT count(*), sum(bytes) FROM traffic", "4|138"); /* the two of one old day are joined */
  ps_catalog_count_traffic_async (kit->catalog, 100, NULL, kit_cb, kit);
  g_assert_true (ps_catalog_count_traffic_finish (kit->catalog, kit_await (kit), NULL));
  figures_at = kit_text (kit, "SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-1 day')");
  plan.figures_at = figures_at;
  ps_catalog_record_plan_async (kit->catalog, &plan, NULL, kit_cb, kit);
  g_assert_true (ps_catalog_record_plan_finish (kit->catalog, kit_await (kit), NULL));
  ps_catalog_record_rate_limit_async (kit->catalog, &limit, NULL, kit_cb, kit);
  g_assert_true (ps_catalog_record_rate_limit_finish (kit->catalog, kit_await (kit), NULL));
  {
    g_autoptr(PsStatus) status = kit_status (kit);

    g_assert_cmpint (status->plan.fetched_since_bytes, ==, 100);
    g_assert_cmpint (status->plan.fetched_30_days_bytes, ==, 140);
    g_assert_cmpint (status->plan.limit_bytes, ==, 1000);
    g_assert_cmpstr (status->plan.name, ==, "Free");
    g_assert_cmpint (status->rate_limit.remaining, ==, 499);
  }
}

static void
count_traffic (Kit    *kit,
               gint64  n_bytes)
{
  ps_catalog_count_traffic_async (kit->catalog, n_bytes, NULL, kit_cb, kit);
  g_assert_true (ps_catalog_count_traffic_finish (kit->catalog, kit_await (kit), NULL));
}

static void
record_figures (Kit        *kit,
                const char *figures_at)
{
  PsPlan plan = { .limit_bytes = 1000, .used_bytes = 10, .n_resources = 5, .figures_at = (char *) figures_at };

  ps_catalog_record_plan_async (kit->catalog, &plan, NULL, kit_cb, kit);
  g_assert_true (ps_catalog_record_plan_finish (kit->catalog, kit_await (kit), NULL));
}

static void
assert_fetched (Kit    *kit,
                gint64  since_figures,
                gint64  in_30_days)
{
  g_autoptr(PsStatus) status = kit_status (kit);

  g_assert_cmpint (status->plan.fetched_since_bytes, ==, since_figures);
  g_assert_cmpint (status->plan.fetched_30_days_bytes, ==, in_30_days);
}

/* A row an hour, whatever is fetched in it; figures that come in the middle of an hour divide it all the same. */
static void
test_ledger_is_short_and_exact (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autofree char *figures_at = NULL;

  for (int i = 0; i < 60; i++)
    count_traffic (kit, 10);
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM traffic"), <=, 2); /* two, if the hour ends just now */
  assert_fetched (kit, 600, 600);

  kit_run (kit, "UPDATE traffic SET at_us = at_us - 20000000"); /* that was some seconds ago */
  figures_at = kit_text (kit, "SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-10 seconds')");
  record_figures (kit, figures_at);
  assert_fetched (kit, 0, 600);
  for (int i = 0; i < 10; i++)
    count_traffic (kit, 1);
  record_figures (kit, figures_at); /* the same still */
  count_traffic (kit, 1);
  assert_fetched (kit, 11, 611);
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM traffic"), <=, 3);

  /* A month later, the rows of one day are joined, and none is lost. */
  kit_run (kit, "UPDATE traffic SET at_us = 86400000000 * 100 + id, hour = id");
  kit_reopen (kit);
  assert_text (kit, "SELECT count(*), sum(bytes), max(hour) FROM traffic", "1|611|NULL");
}

static void
test_gone_photos (void)
{
  g_autoptr(Kit) kit = with_four ();

  kit_fetch (kit, "new");
  kit_fetch (kit, "old");
  kit_verify (kit, kit_photo (kit, "old"), PS_READING_DAMAGED, NULL);
  kit_scan (kit, kit_page (asset ("newest", 2, 400), NULL));
  kit_assert_state (kit, "new", "gone_from_cloud");
  kit_assert_state (kit, "old", "damaged");
  kit_assert_state (kit, "middle", "failed");
  g_assert_cmpint (repair (kit, TRUE), ==, 0); /* there is nothing to repair it from */
  g_assert_cmpint (ask_for (kit, "old"), ==, 0);
  assert_wanted (kit, "newest");
  g_assert_cmpint (retry (kit, "gone", NULL), ==, 1); /* a person may try all the same */
  assert_wanted (kit, "middle newest");
  kit_assert_sound (kit);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_snprintf (ids[i], sizeof ids[i], "%032x", i);
  g_test_add_func ("/fetch/asked-for-first-then-newest", test_order);
  g_test_add_func ("/fetch/landing-proves", test_landing);
  g_test_add_func ("/fetch/failing-keeps-every-attempt", test_failing);
  g_test_add_func ("/fetch/due-again", test_due_again);
  g_test_add_func ("/fetch/stopped-changes-nothing", test_stopped);
  g_test_add_func ("/fetch/no-two-files-share-a-place", test_places);
  g_test_add_func ("/fetch/no-place-is-one-photos-failure", test_no_place);
  g_test_add_func ("/fetch/place-given-up", test_place_given_up);
  g_test_add_func ("/fetch/a-file-keeps-its-name", test_kept_place);
  g_test_add_func ("/fetch/replaced-and-renamed-at-once", test_replaced_and_renamed);
  g_test_add_func ("/fetch/altered", test_altered);
  g_test_add_func ("/fetch/left-out", test_skip);
  g_test_add_func ("/fetch/adopted-after-a-crash", test_adopted);
  g_test_add_func ("/fetch/newer-version-after-a-crash", test_older_version_when_killed);
  g_test_add_func ("/fetch/all-outcomes-or-none", test_all_or_none);
  g_test_add_func ("/fetch/ledger-plan-and-limit", test_ledger);
  g_test_add_func ("/fetch/ledger-is-short-and-exact", test_ledger_is_short_and_exact);
  g_test_add_func ("/fetch/gone-from-the-cloud", test_gone_photos);
  return g_test_run ();
}
