/* tests/catalog/test-scan.c: identity, generations, the guard and history: what is in the cloud is neither lost nor doubled. */
#include "kit.h"

#include <string.h>

#define ID(n) (ids[n])
static char ids[20][33];

static PsAsset *
asset (const char *public_id,
       int         id)
{
  g_autofree char *etag = kit_md5 (id);

  return kit_asset (public_id, ID (id), etag);
}

static PsAsset *
without_etag (PsAsset *self)
{
  g_clear_pointer (&self->etag, g_free);
  self->has &= ~PS_ASSET_HAS_ETAG;
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
test_first_scan (void)
{
  g_autoptr(Kit) kit = kit_new ();
  PsScanCounts counts = kit_scan (kit, kit_page (asset ("a", 1), asset ("b", 2), NULL));

  g_assert_cmpint (counts.n_seen, ==, 2);
  g_assert_cmpint (counts.n_added, ==, 2);
  g_assert_cmpint (counts.n_changed, ==, 0);
  kit_assert_state (kit, "a", "waiting");
  assert_text (kit, "SELECT what, count(*) FROM photo_history GROUP BY 1", "added|2");
  assert_text (kit, "SELECT count(listing), count(search) FROM photo_documents", "2|2");
  kit_assert_sound (kit);
}

static void
test_unchanged (void)
{
  g_autoptr(Kit) kit = kit_new ();
  PsScanCounts counts;

  kit_scan (kit, kit_page (asset ("a", 1), asset ("b", 2), NULL));
  counts = kit_scan (kit, kit_page (asset ("a", 1), asset ("b", 2), NULL));
  g_assert_cmpint (counts.n_seen, ==, 2);
  g_assert_cmpint (counts.n_added + counts.n_changed + counts.n_gone, ==, 0);
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM photo_history"), ==, 2);
}

static void
test_same_name_other_kind (void)
{
  g_autoptr(Kit) kit = kit_new ();

  ps_scan_state_free (kit_begin_scan (kit));
  kit_insert (kit, PS_CHAIN_IMAGE, kit_page (asset ("x", 1), asset ("private:x", 2), NULL), NULL);
  kit_insert (kit, PS_CHAIN_VIDEO, kit_page (asset ("video:x", 3), NULL), NULL);
  kit_insert (kit, PS_CHAIN_RAW, kit_page (asset ("raw:x", 4), NULL), NULL);
  kit_insert (kit, PS_CHAIN_SEARCH, NULL, NULL);
  kit_finish_scan (kit, FALSE);
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM photos WHERE public_id = 'x'"), ==, 4);
  kit_assert_sound (kit);
}

static void
test_swap_in_one_page (void)
{
  g_autoptr(Kit) kit = kit_new ();
  PsScanCounts counts;

  kit_scan (kit, kit_page (asset ("a", 1), asset ("b", 2), NULL));
  kit_fetch (kit, "a");
  kit_fetch (kit, "b");
  counts = kit_scan (kit, kit_page (asset ("b", 1), asset ("a", 2), NULL));
  g_assert_cmpint (counts.n_renamed, ==, 2);
  g_assert_cmpint (counts.n_gone, ==, 0);
  assert_text (kit, "SELECT public_id, substr(asset_id, 32), local_path, state FROM photos ORDER BY id",
               "b|1|Photos/a.jpg|proven\na|2|Photos/b.jpg|proven");
  assert_text (kit, "SELECT json_extract(before, '$.public_id'), json_extract(after, '$.public_id') FROM photo_history"
                    " WHERE what = 'renamed' ORDER BY photo_id", "a|b\nb|a");
  kit_assert_sound (kit);
}

static void
test_swap_across_pages (void)
{
  g_autoptr(Kit) kit = kit_new ();

  kit_scan (kit, kit_page (asset ("a", 1), asset ("b", 2), asset ("c", 3), NULL));
  ps_scan_state_free (kit_begin_scan (kit));
  kit_insert (kit, PS_CHAIN_IMAGE, kit_page (asset ("b", 1), NULL), "next");
  kit_assert_sound (kit);
  kit_reopen (kit);
  ps_scan_state_free (kit_begin_scan (kit));
  kit_insert (kit, PS_CHAIN_IMAGE, kit_page (asset ("c", 2), NULL), "next");
  kit_insert (kit, PS_CHAIN_IMAGE, kit_page (asset ("a", 3), NULL), NULL);
  kit_insert (kit, PS_CHAIN_VIDEO, NULL, NULL);
  kit_insert (kit, PS_CHAIN_RAW, NULL, NULL);
  kit_insert (kit, PS_CHAIN_SEARCH, NULL, NULL);
  kit_finish_scan (kit, FALSE);
  assert_text (kit, "SELECT public_id, substr(asset_id, 32), displaced, gone_at FROM photos ORDER BY id",
               "b|1|0|NULL\nc|2|0|NULL\na|3|0|NULL");
  kit_assert_sound (kit);
}

static void
test_deleted_and_name_taken (void)
{
  g_autoptr(Kit) kit = kit_new ();
  PsScanCounts counts;

  kit_scan (kit, kit_page (asset ("a", 1), NULL));
  kit_fetch (kit, "a");
  counts = kit_scan (kit, kit_page (asset ("a", 2), NULL));
  g_assert_cmpint (counts.n_added, ==, 1);
  g_assert_cmpint (counts.n_gone, ==, 1);
  assert_text (kit, "SELECT substr(asset_id, 32), state, local_path FROM photos ORDER BY id",
               "1|gone_from_cloud|Photos/a.jpg\n2|waiting|NULL");
  kit_fetch (kit, "a"); /* finds another place beside the old file */
  assert_text (kit, "SELECT state, local_path FROM photos ORDER BY id", "gone_from_cloud|Photos/a.jpg\nproven|Photos/a~2.jpg");
  kit_assert_sound (kit);
}

static void
test_displaced_is_not_wanted (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autofree char *wanted = NULL;

  kit_scan (kit, kit_page (asset ("a", 1), NULL));
  ps_scan_state_free (kit_begin_scan (kit));
  kit_insert (kit, PS_CHAIN_IMAGE, kit_page (asset ("a", 2), NULL), "next");
  /* Asking for the first by its name would bring the second's bytes. */
  wanted = kit_wanted_text (kit);
  g_assert_cmpstr (wanted, ==, "a");
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM photos WHERE want_rank IS NOT NULL"), ==, 1);
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM photos WHERE gone_at IS NOT NULL"), ==, 0);
}

static void
test_without_asset_ids (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autofree char *etag = kit_md5 (1);
  PsScanCounts counts;

  kit_scan (kit, kit_page (kit_asset ("a", NULL, etag), kit_asset ("b", NULL, NULL), NULL));
  counts = kit_scan (kit, kit_page (kit_asset ("a", NULL, etag), NULL));
  g_assert_cmpint (counts.n_added, ==, 0);
  g_assert_cmpint (counts.n_gone, ==, 1);
  counts = kit_scan (kit, kit_page (kit_asset ("a", NULL, etag), kit_asset ("b", NULL, NULL), NULL));
  g_assert_cmpint (counts.n_returned, ==, 1);
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM photos"), ==, 2);
  /* The day the cloud begins to send ids, they are the same photos. */
  counts = kit_scan (kit, kit_page (asset ("a", 1), asset ("b", 2), NULL));
  g_assert_cmpint (counts.n_added, ==, 0);
  g_assert_cmpint (kit_int (kit, "SELECT count(asset_id) FROM photos"), ==, 2);
  kit_assert_sound (kit);
}

static void
test_return (void)
{
  g_autoptr(Kit) kit = kit_new ();
  PsScanCounts counts;

  kit_scan (kit, kit_page (asset ("a", 1), asset ("b", 2), NULL));
  kit_fetch (kit, "a");
  kit_scan (kit, kit_page (asset ("c", 3), NULL));
  kit_assert_state (kit, "a", "gone_from_cloud");
  kit_assert_state (kit, "b", "failed");
  assert_text (kit, "SELECT failure_cause FROM photos WHERE public_id = 'b'", "gone");
  counts = kit_scan (kit, kit_page (asset ("a", 1), asset ("b", 2), asset ("c", 3), NULL));
  g_assert_cmpint (counts.n_returned, ==, 2);
  kit_assert_state (kit, "a", "proven");
  kit_assert_state (kit, "b", "waiting");
  assert_text (kit, "SELECT what FROM photo_history WHERE photo_id = 1 ORDER BY id", "added\ngone\nreturned");
  assert_text (kit, "SELECT since_scan, until_scan FROM photo_presence WHERE photo_id = 1 ORDER BY 1", "1|2\n3|NULL");
  kit_assert_sound (kit);
}

static void
test_return_into_taken_name (void)
{
  g_autoptr(Kit) kit = kit_new ();

  kit_scan (kit, kit_page (asset ("a", 1), NULL));
  kit_scan (kit, kit_page (asset ("a", 2), NULL));
  kit_scan (kit, kit_page (asset ("a", 1), asset ("b", 2), NULL));
  assert_text (kit, "SELECT public_id, gone_at FROM photos ORDER BY id", "a|NULL\nb|NULL");
  kit_assert_sound (kit);
}

static void
test_twice_in_one_scan (void)
{
  g_autoptr(Kit) kit = kit_new ();
  PsScanCounts counts = kit_scan (kit, kit_page (asset ("a", 1), asset ("a", 1), asset ("b", 1), NULL));

  g_assert_cmpint (counts.n_seen, ==, 1);
  g_assert_cmpint (counts.n_added, ==, 1);
  assert_text (kit, "SELECT public_id FROM photos", "b");
  kit_assert_sound (kit);
}

static void
test_replaced (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autofree char *etag = kit_md5 (7);
  PsScanCounts counts;
  PsAsset *second;

  kit_scan (kit, kit_page (asset ("a", 1), NULL));
  kit_fetch (kit, "a");
  kit_assert_state (kit, "a", "proven");
  /* A new version of the same bytes: nothing to fetch. */
  second = asset ("a", 1);
  second->version++;
  counts = kit_scan (kit, kit_page (second, NULL));
  g_assert_cmpint (counts.n_replaced, ==, 0);
  kit_assert_state (kit, "a", "proven");
  second = kit_asset ("a", ID (1), etag);
  second->version += 2;
  counts = kit_scan (kit, kit_page (second, NULL));
  g_assert_cmpint (counts.n_replaced, ==, 1);
  kit_assert_state (kit, "a", "waiting");
  assert_text (kit, "SELECT local_path, is_downloaded FROM photos", "Photos/a.jpg|0");
  assert_text (kit, "SELECT checksum_verified FROM file_integrity", "0");
  assert_text (kit, "SELECT what, json_extract(before, '$.etag') <> json_extract(after, '$.etag') FROM photo_history WHERE what <> 'added'",
               "replaced|1");
  kit_fetch (kit, "a");
  kit_assert_state (kit, "a", "proven");
  assert_text (kit, "SELECT checksum_verified FROM file_integrity", "1");
  kit_assert_sound (kit);
}

static void
test_new_version_without_etag (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autofree char *none = NULL;
  PsAsset *second;

  kit_scan (kit, kit_page (asset ("a", 1), NULL));
  kit_fetch (kit, "a");
  ps_scan_state_free (kit_begin_scan (kit));
  second = without_etag (asset ("a", 1));
  second->version++;
  kit_insert (kit, PS_CHAIN_IMAGE, kit_page (second, NULL), NULL);
  /* Whether its bytes are others is not known yet: it waits for comparing, and is not fetched. */
  kit_assert_state (kit, "a", "waiting");
  none = kit_wanted_text (kit);
  g_assert_cmpstr (none, ==, "");
  second = asset ("a", 1);
  second->version++;
  kit_insert (kit, PS_CHAIN_SEARCH, kit_page (second, NULL), NULL);
  kit_assert_state (kit, "a", "proven");
  kit_assert_sound (kit);
}

static void
test_search_before_listing (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autofree char *wanted = NULL, *later = NULL;

  ps_scan_state_free (kit_begin_scan (kit));
  kit_insert (kit, PS_CHAIN_SEARCH, kit_page (asset ("a", 1), asset ("never listed", 9), NULL), "more");
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM photos"), ==, 0);
  kit_insert (kit, PS_CHAIN_IMAGE, kit_page (without_etag (asset ("a", 1)), without_etag (asset ("b", 2)), NULL), "more");
  assert_text (kit, "SELECT etag IS NOT NULL, etag_asked FROM photos ORDER BY id", "1|1\n0|0");
  wanted = kit_wanted_text (kit);
  g_assert_cmpstr (wanted, ==, "a");
  kit_insert (kit, PS_CHAIN_SEARCH, NULL, NULL);
  later = kit_wanted_text (kit);
  g_assert_cmpstr (later, ==, "b a"); /* newest first; of equals the later row */
  kit_assert_sound (kit);
}

static void
test_stale_search (void)
{
  g_autoptr(Kit) kit = kit_new ();
  PsAsset *listed = without_etag (asset ("a", 1));

  listed->version += 5;
  ps_scan_state_free (kit_begin_scan (kit));
  kit_insert (kit, PS_CHAIN_SEARCH, kit_page (asset ("a", 1), NULL), "more");
  kit_insert (kit, PS_CHAIN_IMAGE, kit_page (listed, NULL), NULL);
  assert_text (kit, "SELECT etag FROM photos", "NULL");
  kit_insert (kit, PS_CHAIN_SEARCH, kit_page (asset ("a", 1), NULL), NULL); /* still behind */
  assert_text (kit, "SELECT etag, etag_asked FROM photos", "NULL|1");
}

static void
test_search_refused (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(PsScanState) state = NULL;
  g_autofree char *wanted = NULL;

  ps_scan_state_free (kit_begin_scan (kit));
  kit_insert (kit, PS_CHAIN_IMAGE, kit_page (without_etag (asset ("a", 1)), NULL), "more");
  ps_catalog_restart_chain_async (kit->catalog, kit->generation, PS_CHAIN_SEARCH, TRUE, NULL, kit_cb, kit);
  g_assert_true (ps_catalog_restart_chain_finish (kit->catalog, kit_await (kit), &error));
  kit_insert (kit, PS_CHAIN_IMAGE, kit_page (without_etag (asset ("b", 2)), NULL), NULL);
  wanted = kit_wanted_text (kit);
  g_assert_cmpstr (wanted, ==, "b a");
  kit_fetch (kit, "a");
  kit_assert_state (kit, "a", "size_only");
  kit_insert (kit, PS_CHAIN_VIDEO, NULL, NULL);
  kit_insert (kit, PS_CHAIN_RAW, NULL, NULL);
  state = kit_begin_scan (kit);
  g_assert_true (state->search_is_off);
  g_assert_true (state->is_done[PS_CHAIN_SEARCH]);
  kit_finish_scan (kit, FALSE);
  /* A later scan may search: the checksum that comes then proves, or not, without any fetch. */
  {
    g_autofree char *md5 = kit_text (kit, "SELECT checksum FROM photos WHERE public_id = 'a'");

    kit_scan (kit, kit_page (kit_asset ("a", ID (1), md5), asset ("b", 2), NULL));
    kit_assert_state (kit, "a", "proven");
  }
  kit_assert_sound (kit);
}

static void
test_resume (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autoptr(PsScanState) state = NULL, after = NULL;
  gint64 generation;

  ps_scan_state_free (kit_begin_scan (kit));
  generation = kit->generation;
  kit_insert (kit, PS_CHAIN_IMAGE, kit_page (asset ("a", 1), NULL), "cursor-of-page-2");
  kit_insert (kit, PS_CHAIN_RAW, NULL, NULL);
  kit_reopen (kit);
  state = kit_begin_scan (kit);
  g_assert_cmpint (state->generation, ==, generation);
  g_assert_cmpstr (state->cursor[PS_CHAIN_IMAGE], ==, "cursor-of-page-2");
  g_assert_cmpint (state->n_found[PS_CHAIN_IMAGE], ==, 1);
  g_assert_false (state->is_done[PS_CHAIN_IMAGE]);
  g_assert_true (state->is_done[PS_CHAIN_RAW]);
  g_assert_false (state->is_done[PS_CHAIN_VIDEO]);
  kit_insert (kit, PS_CHAIN_IMAGE, kit_page (asset ("b", 2), NULL), NULL);
  kit_insert (kit, PS_CHAIN_VIDEO, NULL, NULL);
  kit_insert (kit, PS_CHAIN_SEARCH, NULL, NULL);
  g_assert_cmpint (kit_finish_scan (kit, FALSE).n_seen, ==, 2);
  after = kit_begin_scan (kit);
  g_assert_cmpint (after->generation, >, generation);
  g_assert_null (after->cursor[PS_CHAIN_IMAGE]);
}

static void
test_incomplete_marks_nothing (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autoptr(PsStatus) status = NULL;

  kit_scan (kit, kit_page (asset ("a", 1), asset ("b", 2), NULL));
  ps_scan_state_free (kit_begin_scan (kit));
  kit_insert (kit, PS_CHAIN_IMAGE, kit_page (asset ("b", 2), NULL), NULL);
  kit_insert (kit, PS_CHAIN_VIDEO, NULL, NULL);
  kit_insert (kit, PS_CHAIN_SEARCH, NULL, NULL); /* raw never ended */
  g_assert_cmpint (kit_finish_scan (kit, TRUE).n_gone, ==, 0);
  kit_assert_state (kit, "a", "waiting");
  status = kit_status (kit);
  g_assert_true (status->scan_is_open);
}

static void
test_pages_of_an_ended_scan (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autoptr(GPtrArray) page = kit_page (asset ("b", 2), NULL);
  g_autoptr(GError) error = NULL;

  kit_scan (kit, kit_page (asset ("a", 1), NULL));
  ps_catalog_insert_photo_batch_async (kit->catalog, kit->generation, PS_CHAIN_IMAGE, page, NULL, NULL, kit_cb, kit);
  g_assert_false (ps_catalog_insert_photo_batch_finish (kit->catalog, kit_await (kit), NULL, &error));
  g_assert_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_FAILED);
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM photos"), ==, 1);
}

static GPtrArray *
many (guint from,
      guint to)
{
  GPtrArray *page = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_asset_unref);

  for (guint i = from; i < to; i++)
    {
      g_autofree char *name = g_strdup_printf ("photo-%u", i);
      g_autofree char *id = kit_asset_id (i + 1000);
      g_autofree char *etag = kit_md5 (i);
      PsAsset *one = kit_asset (name, id, etag);

      kit_seal (one);
      g_ptr_array_add (page, one);
    }
  return page;
}

static void
test_guard (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autoptr(PsStatus) held = NULL, accepted = NULL;
  PsScanCounts counts;

  kit_scan (kit, many (0, 200));
  counts = kit_scan (kit, many (0, 181)); /* 19 fewer: below 20 photos */
  g_assert_cmpint (counts.n_gone, ==, 19);
  counts = kit_scan (kit, many (0, 100));
  g_assert_cmpint (counts.n_gone, ==, 0);
  g_assert_cmpint (counts.n_held_back, ==, 81);
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM photos WHERE gone_at IS NOT NULL"), ==, 19);
  held = kit_status (kit);
  g_assert_cmpint (held->n_held_back, ==, 81);
  g_assert_false (held->scan_is_open);
  counts = kit_finish_scan (kit, TRUE);
  g_assert_cmpint (counts.n_gone, ==, 81);
  g_assert_cmpint (counts.n_held_back, ==, 0);
  accepted = kit_status (kit);
  g_assert_cmpint (accepted->n_held_back, ==, 0);
  kit_assert_sound (kit);
}

static void
test_guard_settings (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autoptr(GError) error = NULL;

  ps_catalog_set_setting_async (kit->catalog, "guard_photos", "5", NULL, kit_cb, kit);
  g_assert_true (ps_catalog_set_setting_finish (kit->catalog, kit_await (kit), &error));
  kit_scan (kit, many (0, 40));
  g_assert_cmpint (kit_scan (kit, many (0, 35)).n_held_back, ==, 5);
  /* Back again: nothing to ask any more. */
  g_assert_cmpint (kit_scan (kit, many (0, 40)).n_held_back, ==, 0);
  {
    g_autoptr(PsStatus) status = kit_status (kit);

    g_assert_cmpint (status->n_held_back, ==, 0);
  }
}

static void
test_tags_and_context (void)
{
  g_autoptr(Kit) kit = kit_new ();
  PsAsset *tagged = asset ("a", 1), *bare = asset ("a", 1), *empty = asset ("a", 1);
  PsScanCounts counts;

  tagged->tags = g_strsplit ("wedding,Åse & Jörg", ",", -1);
  tagged->context = g_strsplit ("caption|First dance|alt|Couple", "|", -1);
  kit_scan (kit, kit_page (tagged, NULL));
  kit_run (kit, "INSERT INTO photo_tags (photo_id, tag_id, source) SELECT 1, id, 'local' FROM tags WHERE name = 'wedding'");
  assert_text (kit, "SELECT tags FROM photos_with_tags", "wedding,Åse & Jörg");
  assert_text (kit, "SELECT key, value FROM photo_context ORDER BY key", "alt|Couple\ncaption|First dance");

  bare->has &= ~(PS_ASSET_HAS_TAGS | PS_ASSET_HAS_CONTEXT);
  bare->width++;
  bare->json = g_strdup ("{\"no\":\"tags here\"}");
  counts = kit_scan (kit, kit_page (bare, NULL));
  g_assert_cmpint (counts.n_retagged, ==, 0);
  assert_text (kit, "SELECT count(*) FROM photo_tags WHERE source = 'cloud'", "2");
  assert_text (kit, "SELECT count(*) FROM photo_context", "2");

  counts = kit_scan (kit, kit_page (empty, NULL));
  g_assert_cmpint (counts.n_retagged, ==, 1);
  assert_text (kit, "SELECT source FROM photo_tags", "local");
  assert_text (kit, "SELECT count(*) FROM photo_context", "0");
  assert_text (kit, "SELECT json_extract(before, '$.tags') FROM photo_history WHERE what = 'retagged'",
               "[\"wedding\",\"Åse & Jörg\"]");
  kit_assert_sound (kit);
}

static void
test_garbled_entry_moves_nothing (void)
{
  g_autoptr(Kit) kit = kit_new ();
  PsAsset *whole = asset ("a1b2", 1), *garbled = asset ("a1b2", 1);

  whole->asset_folder = g_strdup ("/Weddings/2024/");
  whole->display_name = g_strdup ("First dance");
  kit_scan (kit, kit_page (whole, NULL));
  assert_text (kit, "SELECT folder_path, name FROM photos", "Weddings/2024|First dance");
  garbled->has |= PS_ASSET_INCOMPLETE;
  garbled->problem = g_strdup ("asset_folder is a number");
  g_assert_cmpint (kit_scan (kit, kit_page (garbled, NULL)).n_incomplete, ==, 1);
  assert_text (kit, "SELECT folder_path, name FROM photos", "Weddings/2024|First dance");
}

static void
test_remote_copies (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autofree char *wanted = NULL;

  kit_scan (kit, kit_page (asset ("fetch:https://example.org/a.jpg", 1), NULL));
  assert_text (kit, "SELECT state FROM photos", "skipped");
  wanted = kit_wanted_text (kit);
  g_assert_cmpstr (wanted, ==, "");
}

static void
test_past_days (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autoptr(GError) error = NULL;
  gint64 between_us;

  kit_scan (kit, kit_page (asset ("a", 1), asset ("b", 2), NULL));
  between_us = g_get_real_time ();
  g_usleep (2000);
  kit_scan (kit, kit_page (asset ("a", 1), NULL));
  {
    g_autoptr(PsStatus) then = NULL, never = NULL, now = NULL;

    ps_catalog_get_status_at_async (kit->catalog, between_us, NULL, kit_cb, kit);
    then = ps_catalog_get_status_at_finish (kit->catalog, kit_await (kit), &error);
    g_assert_cmpint (then->n_total, ==, 2);
    g_assert_cmpint (then->n_bytes_total, ==, 2000);
    ps_catalog_get_status_at_async (kit->catalog, g_get_real_time (), NULL, kit_cb, kit);
    now = ps_catalog_get_status_at_finish (kit->catalog, kit_await (kit), &error);
    g_assert_cmpint (now->n_total, ==, 1);
    ps_catalog_get_status_at_async (kit->catalog, 5, NULL, kit_cb, kit);
    never = ps_catalog_get_status_at_finish (kit->catalog, kit_await (kit), &error);
    g_assert_null (never->last_scan);
    g_assert_cmpint (never->n_total, ==, 0);
  }
}

static void
test_restarted_chain_forgets_what_it_saw (void)
{
  g_autoptr(Kit) kit = kit_new ();

  kit_scan (kit, kit_page (asset ("a", 1), asset ("b", 2), NULL));
  ps_scan_state_free (kit_begin_scan (kit));
  kit_insert (kit, PS_CHAIN_IMAGE, kit_page (asset ("a", 1), NULL), "expires");
  ps_catalog_restart_chain_async (kit->catalog, kit->generation, PS_CHAIN_IMAGE, FALSE, NULL, kit_cb, kit);
  g_assert_true (ps_catalog_restart_chain_finish (kit->catalog, kit_await (kit), NULL));
  kit_insert (kit, PS_CHAIN_IMAGE, kit_page (asset ("b", 2), NULL), NULL);
  kit_insert (kit, PS_CHAIN_VIDEO, NULL, NULL);
  kit_insert (kit, PS_CHAIN_RAW, NULL, NULL);
  kit_insert (kit, PS_CHAIN_SEARCH, NULL, NULL);
  g_assert_cmpint (kit_finish_scan (kit, FALSE).n_gone, ==, 1);
  assert_text (kit, "SELECT public_id FROM photos WHERE gone_at IS NOT NULL", "a");
}

static void
set_only (Kit        *kit,
          const char *key,
          const char *value)
{
  g_autoptr(GError) error = NULL;

  ps_catalog_set_setting_async (kit->catalog, key, value, NULL, kit_cb, kit);
  ps_catalog_set_setting_finish (kit->catalog, kit_await (kit), &error);
  g_assert_no_error (error);
}

static PsAsset *
in_folder (PsAsset    *self,
           const char *folder)
{
  g_free (self->asset_folder);
  self->asset_folder = g_strdup (folder);
  kit_seal (self);
  return self;
}

static void
test_only_some_kinds (void)
{
  g_autoptr(Kit) kit = kit_new ();

  set_only (kit, "only_kinds", "photos,files");
  ps_scan_state_free (kit_begin_scan (kit));
  kit_insert (kit, PS_CHAIN_IMAGE, kit_page (asset ("a", 1), NULL), NULL);
  kit_insert (kit, PS_CHAIN_VIDEO, kit_page (asset ("video:b", 2), NULL), NULL);
  kit_insert (kit, PS_CHAIN_RAW, kit_page (asset ("raw:c", 3), NULL), NULL);
  kit_insert (kit, PS_CHAIN_SEARCH, NULL, NULL);
  kit_finish_scan (kit, FALSE);
  kit_assert_state (kit, "a", "waiting");
  kit_assert_state (kit, "b", "skipped");
  kit_assert_state (kit, "c", "waiting");
  kit_assert_sound (kit);
}

static void
test_only_some_folders (void)
{
  g_autoptr(Kit) kit = kit_new ();

  set_only (kit, "only_folders", "[\"Weddings\",\"Portraits/100% new_\"]");
  kit_scan (kit, kit_page (in_folder (asset ("a", 1), "Weddings"), in_folder (asset ("b", 2), "Weddings/2024 Rossi"),
                           in_folder (asset ("c", 3), "Weddings too"), in_folder (asset ("d", 4), ""),
                           in_folder (asset ("e", 5), "Portraits/100% new_/x"), in_folder (asset ("f", 6), "Portraits/100 newer"), NULL));
  kit_assert_state (kit, "a", "waiting");
  kit_assert_state (kit, "b", "waiting");
  kit_assert_state (kit, "c", "skipped");
  kit_assert_state (kit, "d", "skipped");
  kit_assert_state (kit, "e", "waiting");
  kit_assert_state (kit, "f", "skipped");
  kit_assert_sound (kit);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_snprintf (ids[i], sizeof ids[i], "%032x", i);
  g_test_add_func ("/scan/first-scan", test_first_scan);
  g_test_add_func ("/scan/unchanged-costs-nothing", test_unchanged);
  g_test_add_func ("/scan/same-name-of-another-kind-is-another-photo", test_same_name_other_kind);
  g_test_add_func ("/scan/two-swap-names-in-one-page", test_swap_in_one_page);
  g_test_add_func ("/scan/three-swap-names-across-pages-and-runs", test_swap_across_pages);
  g_test_add_func ("/scan/deleted-and-name-taken", test_deleted_and_name_taken);
  g_test_add_func ("/scan/displaced-is-not-wanted", test_displaced_is_not_wanted);
  g_test_add_func ("/scan/without-asset-ids", test_without_asset_ids);
  g_test_add_func ("/scan/what-reappears-is-the-same-photo", test_return);
  g_test_add_func ("/scan/return-into-a-taken-name", test_return_into_taken_name);
  g_test_add_func ("/scan/twice-in-one-scan-is-one", test_twice_in_one_scan);
  g_test_add_func ("/scan/replaced", test_replaced);
  g_test_add_func ("/scan/new-version-waits-for-its-checksum", test_new_version_without_etag);
  g_test_add_func ("/scan/search-before-listing", test_search_before_listing);
  g_test_add_func ("/scan/search-lags-behind", test_stale_search);
  g_test_add_func ("/scan/search-refused-then-back", test_search_refused);
  g_test_add_func ("/scan/resumes-after-reopening", test_resume);
  g_test_add_func ("/scan/incomplete-marks-nothing-gone", test_incomplete_marks_nothing);
  g_test_add_func ("/scan/no-pages-after-its-end", test_pages_of_an_ended_scan);
  g_test_add_func ("/scan/guard-holds-back-and-a-person-accepts", test_guard);
  g_test_add_func ("/scan/guard-settings", test_guard_settings);
  g_test_add_func ("/scan/tags-and-context", test_tags_and_context);
  g_test_add_func ("/scan/garbled-entry-moves-nothing", test_garbled_entry_moves_nothing);
  g_test_add_func ("/scan/remote-copies-are-skipped", test_remote_copies);
  g_test_add_func ("/scan/only-some-kinds", test_only_some_kinds);
  g_test_add_func ("/scan/only-some-folders", test_only_some_folders);
  g_test_add_func ("/scan/past-days", test_past_days);
  g_test_add_func ("/scan/restarted-chain-forgets", test_restarted_chain_forgets_what_it_saw);
  return g_test_run ();
}
