/* tests/catalog/test-lists.c: lists hold what their name says, in order, and come from indexes; each verb works, fails and is cancelled. */
#include "kit.h"

#include <string.h>

#include "catalog/catalog-browse.h"
#include "catalog/db.h"
#include "catalog/list-order.h"

/* One photo a letter; what became of each is told by plain SQL, so that every set has somebody in it. */
static Kit *
make (void)
{
  Kit *kit = kit_new ();

  kit_run (kit,
      "INSERT INTO backup_sessions (session_type, started_at) VALUES ('download', 'now');"
      "INSERT INTO scans (id, started_at, completed_at, completed_us, complete, n_replaced, n_gone)"
      "  VALUES (1, '2026-05-05', '2026-05-05', 5, 1, 0, 0), (2, '2026-05-12', '2026-05-12', 12, 1, 1, 2);"
      "INSERT INTO photos (id, public_id, name, folder_path, format, resource_type, resource_kind, added_at, version, bytes, width, height,"
      "  etag, created_at_us) VALUES"
      " (1, 'a', 'IMG_10', 'Weddings/Ana', 'jpg', 'image', 'upload', 'now', 1, 10, 400, 300, '000000000000000000000000000000aa', 1700000000000000),"
      " (2, 'b', 'img_9.JPG', 'Weddings', 'jpg', 'image', 'upload', 'now', 1, 50, 400, 300, '000000000000000000000000000000bb', 1600000000000000),"
      " (3, 'c', 'Älpler', 'Weddings2', 'jpg', 'image', 'upload', 'now', 1, 30, 400, 300, '000000000000000000000000000000aa', 1650000000000000),"
      " (4, 'd', 'zebra', '', NULL, 'raw', 'upload', 'now', 1, NULL, NULL, NULL, '000000000000000000000000000000dd', 1500000000000000),"
      " (5, 'e', 'clip', '', 'mp4', 'video', 'upload', 'now', 1, 20, 640, 480, '000000000000000000000000000000ee', 1690000000000000),"
      " (6, 'f', 'f', '', 'jpg', 'image', 'upload', 'now', 1, 20, 400, 300, '000000000000000000000000000000ff', 1400000000000000),"
      " (7, 'g', 'g', '', 'jpg', 'image', 'upload', 'now', 1, 20, 400, 300, '00000000000000000000000000000077', 1300000000000000),"
      " (8, 'h', 'h', '', 'jpg', 'image', 'upload', 'now', 1, 20, 400, 300, '00000000000000000000000000000088', 1200000000000000);"
      /* a: here and proven, taken long before it was uploaded, lying on its side */
      "UPDATE photos SET local_path = 'a.jpg', local_key = 'a.jpg', checksum = etag, local_bytes = bytes, fetched_version = 1,"
      "  verify_result = 'sound', verified_at_us = 77, has_thumbnail = 1, orientation = 6, taken_at_us = 1000000000000000 WHERE id = 1;"
      /* b: only here */
      "UPDATE photos SET local_path = 'b.jpg', local_key = 'b.jpg', checksum = etag, local_bytes = bytes, fetched_version = 1,"
      "  verify_result = 'sound', gone_at = '2026-05-12', gone_scan = 2 WHERE id = 2;"
      /* d: left out; e: needs a person; f: is tried again; g: changed here, and gone; h: missing, but wanted again */
      "UPDATE photos SET skipped_at = 'now' WHERE id = 4;"
      "UPDATE photos SET failed_at = '2026-05-14', failure_cause = 'blocked', failure_message = 'No.' WHERE id = 5;"
      "UPDATE photos SET failed_at = '2026-05-14', failure_cause = 'server', failure_next_at_us = 99 WHERE id = 6;"
      "UPDATE photos SET local_path = 'g.jpg', local_key = 'g.jpg', checksum = etag, local_bytes = bytes, fetched_version = 1,"
      "  verify_result = 'changed' WHERE id = 7;"
      "UPDATE photos SET local_path = 'h.jpg', local_key = 'h.jpg', checksum = etag, local_bytes = bytes, fetched_version = 1,"
      "  verify_result = 'missing', repair_wanted = 1 WHERE id = 8;"
      "INSERT INTO collections (id, name, created_at) VALUES (1, 'Album', 'now');"
      "INSERT INTO photo_collections (photo_id, collection_id, added_at) VALUES (1, 1, 'now'), (3, 1, 'now');"
      "INSERT INTO photo_shoots (id, name, shoot_date, created_at) VALUES (1, 'Rossi', '2024-06-22', 'now');"
      "INSERT INTO photo_shoot_assignments (photo_id, shoot_id, assigned_at) VALUES (2, 1, 'now');"
      "INSERT INTO tags (id, name) VALUES (1, 'sea'), (2, 'unused');"
      "INSERT INTO photo_tags (photo_id, tag_id, source) VALUES (1, 1, 'cloud'), (1, 1, 'local'), (5, 1, 'local');"
      "INSERT INTO downloads (photo_id, session_id, landed_at, bytes, adopted) VALUES (1, 1, '2026-05-13T10:00:00Z', 10, 0),"
      "  (2, 1, '2026-05-01T10:00:00Z', 50, 0), (7, 1, '2026-05-13T10:00:00Z', 20, 1);"
      "INSERT INTO photo_history (scan, photo_id, what) VALUES (2, 2, 'gone'), (2, 3, 'replaced'), (1, 1, 'added');"
      "INSERT INTO photo_search (rowid, name, folder) SELECT id, name, folder_path FROM photos");
  return kit;
}

static PsPhotoIds *
list (Kit          *kit,
      PsPhotoQuery *query,
      GError      **error)
{
  ps_catalog_list_ids_async (kit->catalog, query, NULL, kit_cb, kit);
  return ps_catalog_list_ids_finish (kit->catalog, kit_await (kit), error);
}

/* Each photo by its letter. */
static char *
letters (GArray *ids)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_c (text, (char) ('a' + g_array_index (ids, gint64, i) - 1));
  return g_string_free (text, FALSE);
}

typedef struct
{
  PsPhotoSet set;
  gint64 id;
  const char *argument, *words;
  PsOrder order;
  const char *found;
  gint64 n_bytes;
} Case;

static const Case cases[] = {
  { PS_PHOTOS_ALL, 0, NULL, NULL, PS_ORDER_NEWEST_FIRST, "ecbdfgha", 170 },
  { PS_PHOTOS_ALL, 0, NULL, NULL, PS_ORDER_OLDEST_FIRST, "ahgfdbce", 170 },
  { PS_PHOTOS_ALL, 0, NULL, NULL, PS_ORDER_ADDED_LAST, "aecbdfgh", 170 },
  { PS_PHOTOS_ALL, 0, NULL, NULL, PS_ORDER_LARGEST_FIRST, "bchgfead", 170 },
  { PS_PHOTOS_ALL, 0, NULL, NULL, PS_ORDER_NAME, "cefghbad", 170 },
  { PS_PHOTOS_HERE, 0, NULL, NULL, PS_ORDER_NEWEST_FIRST, "ba", 60 },
  { PS_PHOTOS_TO_COME, 0, NULL, NULL, PS_ORDER_NEWEST_FIRST, "cfh", 70 },
  { PS_PHOTOS_WAITING, 0, NULL, NULL, PS_ORDER_NEWEST_FIRST, "cfh", 70 },
  { PS_PHOTOS_NEEDS_YOU, 0, NULL, NULL, PS_ORDER_NEWEST_FIRST, "eg", 40 },
  { PS_PHOTOS_ONLY_HERE, 0, NULL, NULL, PS_ORDER_NEWEST_FIRST, "b", 50 },
  { PS_PHOTOS_LEFT_OUT, 0, NULL, NULL, PS_ORDER_NEWEST_FIRST, "d", 0 },
  { PS_PHOTOS_WITHOUT_COLLECTION, 0, NULL, NULL, PS_ORDER_OLDEST_FIRST, "hgfdbe", 130 },
  { PS_PHOTOS_DUPLICATES, 0, NULL, NULL, PS_ORDER_NEWEST_FIRST, "ca", 40 },
  { PS_PHOTOS_OF_STATE, 0, "failed", NULL, PS_ORDER_NEWEST_FIRST, "ef", 40 },
  { PS_PHOTOS_OF_STATE, 0, "no such state", NULL, PS_ORDER_NEWEST_FIRST, "", 0 },
  { PS_PHOTOS_OF_CAUSE, 0, "blocked", NULL, PS_ORDER_NEWEST_FIRST, "e", 20 },
  { PS_PHOTOS_OF_CAUSE, 1, "server", NULL, PS_ORDER_NEWEST_FIRST, "", 0 },
  { PS_PHOTOS_OF_CAUSE, 2, "server", NULL, PS_ORDER_NEWEST_FIRST, "f", 20 },
  { PS_PHOTOS_OF_CAUSE, 0, "changed", NULL, PS_ORDER_NEWEST_FIRST, "g", 20 },
  { PS_PHOTOS_OF_CAUSE, 0, "damaged", NULL, PS_ORDER_NEWEST_FIRST, "", 0 },
  { PS_PHOTOS_OF_CAUSE, 0, "missing", NULL, PS_ORDER_NEWEST_FIRST, "h", 20 },
  { PS_PHOTOS_IN_COLLECTION, 1, NULL, NULL, PS_ORDER_NEWEST_FIRST, "ca", 40 },
  { PS_PHOTOS_IN_COLLECTION, 7, NULL, NULL, PS_ORDER_NEWEST_FIRST, "", 0 },
  { PS_PHOTOS_IN_SHOOT, 1, NULL, NULL, PS_ORDER_NEWEST_FIRST, "b", 50 },
  { PS_PHOTOS_IN_FOLDER, 0, "Weddings", NULL, PS_ORDER_NEWEST_FIRST, "ba", 60 },
  { PS_PHOTOS_IN_FOLDER, 0, "", NULL, PS_ORDER_NEWEST_FIRST, "ecbdfgha", 170 },
  { PS_PHOTOS_WITH_TAG, 0, "sea", NULL, PS_ORDER_NEWEST_FIRST, "ea", 30 },
  { PS_PHOTOS_NEW_SINCE, G_GINT64_CONSTANT (1778544000000000), NULL, NULL, PS_ORDER_NEWEST_FIRST, "a", 10 },
  { PS_PHOTOS_CHANGED_BY_SCAN, 2, "gone", NULL, PS_ORDER_NEWEST_FIRST, "b", 50 },
  { PS_PHOTOS_ALL, 0, NULL, "folder:Weddings", PS_ORDER_OLDEST_FIRST, "ab", 60 },
  { PS_PHOTOS_ALL, 0, NULL, "not is:failed", PS_ORDER_NEWEST_FIRST, "cbdgha", 130 },
  { PS_PHOTOS_IN_COLLECTION, 1, NULL, "tag:sea", PS_ORDER_NEWEST_FIRST, "a", 10 },
  { PS_PHOTOS_HERE, 0, NULL, "  ", PS_ORDER_NEWEST_FIRST, "ba", 60 },
};

static void
test_sets (void)
{
  g_autoptr(Kit) kit = make ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autoptr(PsPhotoQuery) query = ps_photo_query_new (c->set, c->id, c->argument, c->words, c->order);
      g_autoptr(GError) error = NULL;
      g_autoptr(PsPhotoIds) ids = list (kit, query, &error);
      g_autofree char *found = NULL;

      g_assert_no_error (error);
      found = letters (ids->ids);
      g_test_message ("set %d, order %d: %s", c->set, c->order, found);
      g_assert_cmpstr (found, ==, c->found);
      g_assert_cmpint (ids->n_bytes, ==, c->n_bytes);
    }
}

/* The same list, whether each photo is looked up or an index is read from end to end. */
static void
test_many_like_few (void)
{
  g_autoptr(Kit) kit = kit_new ();

  kit_run (kit, "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
                "INSERT INTO photos (public_id, name, resource_type, resource_kind, added_at, bytes, created_at_us, asset_folder, folder_path)"
                " SELECT i, 'IMG ' || i % 100, 'image', 'upload', 'now', i * 7919 % 997, i * 104729 % 2999 * 86400000000, '', iif(i % 2, 'odd', 'even') FROM n");
  for (int order = 0; order < PS_N_ORDERS; order++)
    {
      g_autoptr(PsPhotoQuery) all = ps_photo_query_new (PS_PHOTOS_ALL, 0, NULL, NULL, order);
      g_autoptr(PsPhotoQuery) odd = ps_photo_query_new (PS_PHOTOS_IN_FOLDER, 0, "odd", NULL, order);
      g_autoptr(PsPhotoIds) all_ids = list (kit, all, NULL);
      g_autoptr(PsPhotoIds) odd_ids = list (kit, odd, NULL);
      g_autoptr(PsPhotoIds) some_ids = NULL;
      g_autoptr(PsPhotoQuery) few = ps_photo_query_new (PS_PHOTOS_ALL, 0, NULL, "id:1 ", order);
      guint n = 0;

      g_assert_cmpuint (all_ids->ids->len, ==, 3000);
      for (guint i = 0; i < all_ids->ids->len; i++)
        if (g_array_index (all_ids->ids, gint64, i) % 2 == 1)
          g_assert_cmpint (g_array_index (all_ids->ids, gint64, i), ==, g_array_index (odd_ids->ids, gint64, n++));
      g_assert_cmpuint (n, ==, odd_ids->ids->len);
      some_ids = list (kit, few, NULL);
      g_assert_cmpuint (some_ids->ids->len, ==, 1);
      if (order == PS_ORDER_NEWEST_FIRST)
        g_assert_cmpuint (odd_ids->years->len, ==, 9); /* 1970 to 1978 */
    }
}

static void
test_names_as_people_count (void)
{
  static const char *const sorted[] = { "Alpler 1", "Älpler 2", "alpler 10", "IMG_2", "img_10", "IMG_010x",
                                        "img_99999999999999999999", "Zürich", "zurich 1" };
  g_autofree char *two = ps_list_order_make_name_key ("a2");
  g_autofree char *also_two = ps_list_order_make_name_key ("A002");

  g_assert_cmpstr (two, ==, also_two);
  for (guint i = 0; i + 1 < G_N_ELEMENTS (sorted); i++)
    {
      g_autofree char *before = ps_list_order_make_name_key (sorted[i]);
      g_autofree char *after = ps_list_order_make_name_key (sorted[i + 1]);

      g_assert_cmpstr (before, <, after);
    }
}

static void
test_rows (void)
{
  g_autoptr(Kit) kit = make ();
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  const gint64 wanted[] = { 5, 99, 1, 7, 2 };
  PsPhotoRow *row;

  g_array_append_vals (ids, wanted, G_N_ELEMENTS (wanted));
  ps_catalog_read_rows_async (kit->catalog, ids, NULL, kit_cb, kit);
  rows = ps_catalog_read_rows_finish (kit->catalog, kit_await (kit), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 4);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (row->id, ==, 5);
  g_assert_cmpstr (row->name, ==, "clip.mp4");
  g_assert_cmpint (row->state, ==, PS_STATE_FAILED);
  g_assert_cmpstr (row->failure_cause, ==, "blocked");
  g_assert_true (row->is_upload_time);
  g_assert_null (row->thumbnail_key);
  row = g_ptr_array_index (rows, 1);
  g_assert_cmpint (row->width, ==, 300); /* upright */
  g_assert_cmpint (row->height, ==, 400);
  g_assert_cmpstr (row->thumbnail_key, ==, "000000000000000000000000000000aa");
  g_assert_cmpint (row->sort_us, ==, G_GINT64_CONSTANT (1000000000000000));
  g_assert_false (row->is_upload_time);
  g_assert_cmpint (row->verified_at_us, ==, 77);
  g_assert_cmpstr (row->folder_path, ==, "Weddings/Ana");
  row = g_ptr_array_index (rows, 2);
  g_assert_true (row->is_changed_here);
  row = g_ptr_array_index (rows, 3);
  g_assert_cmpstr (row->name, ==, "img_9.JPG"); /* its ending is there already */
  g_assert_cmpint (row->state, ==, PS_STATE_GONE_FROM_CLOUD);
}

static void
test_counts (void)
{
  g_autoptr(Kit) kit = make ();
  PsSidebarNumbers numbers;
  PsNews news;

  kit_assert_sound (kit);
  ps_catalog_get_counts_async (kit->catalog, NULL, kit_cb, kit);
  g_assert_true (ps_catalog_get_counts_finish (kit->catalog, kit_await (kit), &numbers, NULL));
  g_assert_cmpint (numbers.n_all, ==, 8);
  g_assert_cmpint (numbers.n_here, ==, 2);
  g_assert_cmpint (numbers.n_to_come, ==, 3);
  g_assert_cmpint (numbers.n_needs_you, ==, 2);
  g_assert_cmpint (numbers.n_left_out, ==, 1);
  g_assert_cmpint (numbers.n_only_here, ==, 1);
  g_assert_cmpint (numbers.n_without_collection, ==, 6);
  ps_catalog_count_duplicates_async (kit->catalog, NULL, kit_cb, kit);
  g_assert_cmpint (ps_catalog_count_duplicates_finish (kit->catalog, kit_await (kit), NULL), ==, 2);
  ps_catalog_get_news_async (kit->catalog, G_GINT64_CONSTANT (1778544000000000), NULL, kit_cb, kit);
  g_assert_true (ps_catalog_get_news_finish (kit->catalog, kit_await (kit), &news, NULL));
  g_assert_cmpint (news.scan, ==, 2);
  g_assert_cmpint (news.n_gone, ==, 2);
  g_assert_cmpint (news.n_replaced, ==, 1);
  g_assert_cmpint (news.n_fetched, ==, 1);
  g_assert_cmpint (news.n_bytes_fetched, ==, 10);
}

static void
test_sidebar_lists (void)
{
  g_autoptr(Kit) kit = make ();
  g_autoptr(GPtrArray) tags = NULL;
  g_autoptr(GPtrArray) shoots = NULL;
  g_autoptr(GPtrArray) folders = NULL;
  PsTagInfo *tag;
  PsShootInfo *shoot;
  PsFolderInfo *folder;

  ps_catalog_list_tags_async (kit->catalog, NULL, kit_cb, kit);
  tags = ps_catalog_list_tags_finish (kit->catalog, kit_await (kit), NULL);
  g_assert_cmpuint (tags->len, ==, 1);
  tag = g_ptr_array_index (tags, 0);
  g_assert_cmpstr (tag->name, ==, "sea");
  g_assert_cmpint (tag->n_photos, ==, 2);
  g_assert_cmpint (tag->n_cloud, ==, 1);
  g_assert_cmpint (tag->n_local, ==, 2);
  ps_catalog_list_shoots_async (kit->catalog, NULL, kit_cb, kit);
  shoots = ps_catalog_list_shoots_finish (kit->catalog, kit_await (kit), NULL);
  g_assert_cmpuint (shoots->len, ==, 1);
  shoot = g_ptr_array_index (shoots, 0);
  g_assert_cmpstr (shoot->date, ==, "2024-06-22");
  g_assert_cmpint (shoot->n_photos, ==, 1);
  ps_catalog_list_folders_async (kit->catalog, NULL, kit_cb, kit);
  folders = ps_catalog_list_folders_finish (kit->catalog, kit_await (kit), NULL);
  g_assert_cmpuint (folders->len, ==, 3);
  folder = g_ptr_array_index (folders, 0);
  g_assert_cmpstr (folder->path, ==, "Weddings");
  g_assert_cmpint (folder->n_photos, ==, 2);
  g_assert_cmpint (folder->n_bytes, ==, 60);
}

static void
test_trouble (void)
{
  g_autoptr(Kit) kit = make ();
  g_autoptr(PsTrouble) trouble = NULL;
  g_autoptr(GString) said = g_string_new (NULL);

  kit_run (kit, "UPDATE photos SET gone_at = 'now' WHERE id IN (7, 8)");
  ps_catalog_get_trouble_async (kit->catalog, NULL, kit_cb, kit);
  trouble = ps_catalog_get_trouble_finish (kit->catalog, kit_await (kit), NULL);
  for (guint i = 0; i < trouble->groups->len; i++)
    {
      PsTroubleGroup *group = g_ptr_array_index (trouble->groups, i);

      g_string_append_printf (said, "%s/%s/%d/%d/%s/%d ", group->kind, group->cause, group->needs_you, (int) group->n_photos,
                              (char *) g_ptr_array_index (group->first_names, 0), (int) group->next_retry_us);
    }
  g_assert_cmpstr (said->str, ==, "changed//1/1/g.jpg/0 failed/blocked/1/1/clip.mp4/0 failed/server/0/1/f.jpg/99 missing//0/1/h.jpg/0 ");
  g_assert_cmpint (trouble->n_needs_you, ==, 2);
  g_assert_cmpint (trouble->n_trying_again, ==, 2);
  g_assert_cmpint (trouble->n_lost, ==, 1); /* what a person saved is not lost */
}

static void
test_facts (void)
{
  g_autoptr(Kit) kit = make ();
  g_autoptr(GError) error = NULL;
  g_autoptr(PsPhotoFacts) facts = NULL;

  kit_run (kit,
      "INSERT INTO photo_context (photo_id, key, value) VALUES (1, 'caption', 'By the sea');"
      "INSERT INTO exif_data (photo_id, camera_make, camera_model, aperture, iso) VALUES (1, 'Nikon', 'Z 8', 1.8, 64);"
      "INSERT INTO photo_captions (photo_id, title, rating, keywords) VALUES (1, 'Opera', -1, 'a\nb');"
      "INSERT INTO file_integrity (photo_id, original_checksum, downloaded_checksum, verification_date, file_size_matches)"
      "  SELECT id, etag, etag, 'now', 1 FROM photos WHERE id = 1;"
      "INSERT INTO photo_versions (photo_id, version, path, bytes, replaced_at) VALUES (1, 1, 'old/a.jpg', 9, 'then');"
      "INSERT INTO failed_downloads (photo_id, error_message, retry_count, last_attempt, cause, http_status)"
      "  VALUES (1, 'No.', 2, '2026-05-14T10:00:00Z', 'server', 503);"
      "INSERT INTO photo_documents (photo_id, listing, search) VALUES (1, '{\"a\":1}', '{}');"
      "UPDATE photos SET metadata = '{\"rating\":5}', sha256 = 'abc' WHERE id = 1");
  ps_catalog_get_photo_facts_async (kit->catalog, 1, NULL, kit_cb, kit);
  facts = ps_catalog_get_photo_facts_finish (kit->catalog, kit_await (kit), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (facts->row->public_id, ==, "a");
  g_assert_cmpstr (facts->resource_kind, ==, "upload");
  g_assert_cmpstr (facts->metadata, ==, "{\"rating\":5}");
  g_assert_cmpstr (facts->sha256, ==, "abc");
  g_assert_cmpstr (facts->listed_checksum, ==, facts->etag);
  g_assert_cmpint (facts->version, ==, 1);
  g_assert_cmpint (facts->n_bytes, ==, 10);
  g_assert_cmpint (facts->n_bytes_here, ==, 10);
  g_assert_cmpint (facts->width, ==, 400); /* as stored */
  g_assert_true (facts->checksum_verified && facts->size_matches);
  g_assert_false (facts->is_altered || facts->needs_you);
  g_assert_cmpint (facts->orientation, ==, 6);
  g_assert_cmpstr (facts->exif->model, ==, "Z 8");
  g_assert_cmpfloat (facts->exif->aperture, ==, 1.8);
  g_assert_true (facts->exif->latitude != facts->exif->latitude); /* not known */
  g_assert_cmpint (facts->exif->iso, ==, 64);
  g_assert_cmpstr (facts->captions->title, ==, "Opera");
  g_assert_null (facts->captions->caption);
  g_assert_cmpstr (facts->captions->keywords, ==, "a\nb");
  g_assert_cmpint (facts->captions->rating, ==, -1);
  g_assert_cmpuint (facts->tags->len, ==, 1);
  g_assert_true (((PsPhotoTag *) facts->tags->pdata[0])->is_cloud && ((PsPhotoTag *) facts->tags->pdata[0])->is_local);
  g_assert_cmpstr (((PsPhotoContext *) facts->context->pdata[0])->value, ==, "By the sea");
  g_assert_cmpstr (((PsPhotoGroup *) facts->collections->pdata[0])->name, ==, "Album");
  g_assert_cmpuint (facts->shoots->len, ==, 0);
  g_assert_cmpstr (((PsPhotoVersion *) facts->versions->pdata[0])->path, ==, "old/a.jpg");
  g_assert_cmpint (((PsPhotoAttempt *) facts->attempts->pdata[0])->http_status, ==, 503);
  g_assert_cmpstr (((PsPhotoEvent *) facts->events->pdata[0])->what, ==, "added");
  g_assert_cmpstr (facts->listing, ==, "{\"a\":1}");
  g_assert_null (facts->details);
  ps_catalog_get_photo_facts_async (kit->catalog, 99, NULL, kit_cb, kit);
  g_assert_null (ps_catalog_get_photo_facts_finish (kit->catalog, kit_await (kit), &error));
  g_assert_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_NOT_FOUND);
}

/* Works, above; fails; cancelled before; cancelled midway: every verb that reads. */
typedef void (*Start) (Kit *kit, GCancellable *cancellable);
typedef gboolean (*Finish) (Kit *kit, GError **error);

static void
start_list (Kit          *kit,
            GCancellable *cancellable)
{
  g_autoptr(PsPhotoQuery) query = ps_photo_query_new (PS_PHOTOS_ALL, 0, NULL, NULL, PS_ORDER_NAME);

  ps_catalog_list_ids_async (kit->catalog, query, cancellable, kit_cb, kit);
}

static gboolean
finish_list (Kit     *kit,
             GError **error)
{
  g_autoptr(PsPhotoIds) ids = ps_catalog_list_ids_finish (kit->catalog, kit_await (kit), error);

  return ids != NULL;
}

static void
start_rows (Kit          *kit,
            GCancellable *cancellable)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, TRUE, sizeof (gint64));

  for (gint64 id = 1; id <= 20000; id++)
    g_array_append_val (ids, id);
  ps_catalog_read_rows_async (kit->catalog, ids, cancellable, kit_cb, kit);
}

static gboolean
finish_rows (Kit     *kit,
             GError **error)
{
  g_autoptr(GPtrArray) rows = ps_catalog_read_rows_finish (kit->catalog, kit_await (kit), error);

  return rows != NULL;
}

#define PLAIN_VERB(name, Type, free_func) \
  static void start_##name (Kit *kit, GCancellable *cancellable) \
  { ps_catalog_##name##_async (kit->catalog, cancellable, kit_cb, kit); } \
  static gboolean finish_##name (Kit *kit, GError **error) \
  { \
    Type *value = ps_catalog_##name##_finish (kit->catalog, kit_await (kit), error); \
    g_clear_pointer (&value, free_func); \
    return error == NULL || *error == NULL; \
  }

PLAIN_VERB (list_collections, GPtrArray, g_ptr_array_unref)
PLAIN_VERB (list_shoots, GPtrArray, g_ptr_array_unref)
PLAIN_VERB (list_folders, GPtrArray, g_ptr_array_unref)
PLAIN_VERB (list_tags, GPtrArray, g_ptr_array_unref)
PLAIN_VERB (get_trouble, PsTrouble, ps_trouble_free)

static void
start_counts (Kit          *kit,
              GCancellable *cancellable)
{
  ps_catalog_get_counts_async (kit->catalog, cancellable, kit_cb, kit);
}

static gboolean
finish_counts (Kit     *kit,
               GError **error)
{
  PsSidebarNumbers numbers;

  return ps_catalog_get_counts_finish (kit->catalog, kit_await (kit), &numbers, error);
}

static void
start_duplicates (Kit          *kit,
                  GCancellable *cancellable)
{
  ps_catalog_count_duplicates_async (kit->catalog, cancellable, kit_cb, kit);
}

static gboolean
finish_duplicates (Kit     *kit,
                   GError **error)
{
  return ps_catalog_count_duplicates_finish (kit->catalog, kit_await (kit), error) >= 0;
}

static void
start_news (Kit          *kit,
            GCancellable *cancellable)
{
  ps_catalog_get_news_async (kit->catalog, 0, cancellable, kit_cb, kit);
}

static gboolean
finish_news (Kit     *kit,
             GError **error)
{
  PsNews news;

  return ps_catalog_get_news_finish (kit->catalog, kit_await (kit), &news, error);
}

static void
start_facts (Kit          *kit,
             GCancellable *cancellable)
{
  ps_catalog_get_photo_facts_async (kit->catalog, 1, cancellable, kit_cb, kit);
}

static gboolean
finish_facts (Kit     *kit,
              GError **error)
{
  g_autoptr(PsPhotoFacts) facts = ps_catalog_get_photo_facts_finish (kit->catalog, kit_await (kit), error);

  return facts != NULL;
}

static const struct
{
  Start start;
  Finish finish;
  const char *table; /* without which it cannot work */
} verbs[] = {
  { start_list, finish_list, "photos" }, { start_rows, finish_rows, "photos" },
  { start_list_collections, finish_list_collections, "collections" }, { start_list_shoots, finish_list_shoots, "photo_shoots" },
  { start_list_folders, finish_list_folders, "folder_counts" }, { start_list_tags, finish_list_tags, "photo_tags" },
  { start_get_trouble, finish_get_trouble, "photos" }, { start_counts, finish_counts, "state_counts" },
  { start_duplicates, finish_duplicates, "photos" }, { start_news, finish_news, "downloads" },
  { start_facts, finish_facts, "exif_data" },
};

static void
test_cancelled_before (void)
{
  g_autoptr(Kit) kit = make ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autoptr(GError) error = NULL;

      verbs[i].start (kit, cancellable);
      g_assert_false (verbs[i].finish (kit, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      verbs[i].start (kit, NULL);
      g_assert_true (verbs[i].finish (kit, NULL));
    }
}

/* However far it got, it ends as cancelled, and the connection works afterwards. */
static void
test_cancelled_midway (void)
{
  g_autoptr(Kit) kit = make ();

  kit_run (kit, "WITH RECURSIVE n (i) AS (VALUES (100) UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
                "INSERT INTO photos (id, public_id, name, resource_type, resource_kind, added_at, bytes, created_at_us, etag)"
                " SELECT i, i, 'IMG ' || i, 'image', 'upload', 'now', i, i, printf('%032x', i / 2) FROM n");
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    for (guint delay_us = 0; delay_us <= 4000; delay_us += 1000)
      {
        g_autoptr(GCancellable) cancellable = g_cancellable_new ();
        g_autoptr(GError) error = NULL;

        verbs[i].start (kit, cancellable);
        g_usleep (delay_us);
        g_cancellable_cancel (cancellable);
        g_assert_false (verbs[i].finish (kit, &error));
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
        verbs[i].start (kit, NULL);
        g_assert_true (verbs[i].finish (kit, NULL));
      }
}

static void
test_fails (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autoptr(Kit) kit = kit_new ();
      g_autofree char *sql = g_strdup_printf ("PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON; ALTER TABLE %s RENAME TO elsewhere", verbs[i].table);
      g_autoptr(GError) error = NULL;

      kit_run (kit, "INSERT INTO photos (id, public_id, resource_type, resource_kind, added_at) VALUES (1, 'a', 'image', 'upload', 'now')");
      kit_run (kit, sql);
      verbs[i].start (kit, NULL);
      g_assert_false (verbs[i].finish (kit, &error));
      g_assert_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_FAILED);
    }
}

static void
test_closed (void)
{
  g_autoptr(Kit) kit = make ();
  g_autoptr(PsCatalog) catalog = g_object_ref (kit->catalog);

  kit_close (kit);
  kit->catalog = catalog;
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autoptr(GError) error = NULL;

      verbs[i].start (kit, NULL);
      g_assert_false (verbs[i].finish (kit, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
    }
  kit->catalog = NULL;
}

/* Words that say nothing sensible are told from a database that does not answer. */
static void
test_wrong_words (void)
{
  g_autoptr(Kit) kit = make ();
  static const char *const wrong[] = { "tag:", "\"unfinished", "is:perfect", "&", "not" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(PsPhotoQuery) query = ps_photo_query_new (PS_PHOTOS_HERE, 0, NULL, wrong[i], PS_ORDER_NEWEST_FIRST);
      g_autoptr(GError) error = NULL;
      PsPhotoIds *ids = list (kit, query, &error);

      if (ids != NULL) /* some are only half a word */
        ps_photo_ids_free (ids);
      else
        g_assert_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY);
      if (i == 0)
        g_assert_nonnull (error);
    }
}

static void
test_damaged_index (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autoptr(PsPhotoQuery) query = ps_photo_query_new (PS_PHOTOS_ALL, 0, NULL, "cake", PS_ORDER_NEWEST_FIRST);
  g_autoptr(GError) error = NULL;
  g_autoptr(PsPhotoIds) ids = NULL;

  kit_scan (kit, kit_page (kit_asset ("cake", NULL, NULL), kit_asset ("other", NULL, NULL), NULL));
  kit_run (kit, "UPDATE photo_search_data SET block = zeroblob(8)");
  ids = list (kit, query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->ids->len, ==, 1);
}

/* No list by time is sorted, and none of these reads a table from end to end. */
static void
test_plans (void)
{
  static const struct { const char *query, *must, *must_not; } plans[] = {
    { "order-newest-first", "photos_by_time", "TEMP B-TREE" }, { "order-oldest-first", "photos_by_time", "TEMP B-TREE" },
    { "order-largest-first", "COVERING INDEX photos_in_brief", "TEMP B-TREE" },
    { "order-added-last", "COVERING INDEX photos_by_upload", "TEMP B-TREE" },
    { "order-name", "COVERING INDEX photos_by_folder", "TEMP B-TREE" }, { "order-bytes", "COVERING INDEX photos_in_brief", "TEMP B-TREE" },
    { "order-keys", "INTEGER PRIMARY KEY", "SCAN" }, { "photo-row", "INTEGER PRIMARY KEY", "SCAN" },
    { "set-here", "photos_by_state", "SCAN" }, { "set-to-come", "photos_in_trouble", "SCAN" },
    { "set-needs-you", "photos_in_trouble", "SCAN" }, { "set-of-state", "photos_by_state", "SCAN" },
    { "set-of-cause", "photos_in_trouble", "SCAN" }, { "set-in-collection", "photo_collections_by_collection", "SCAN" },
    { "set-in-shoot", "photo_shoot_assignments_by_shoot", "SCAN" }, { "set-in-folder", "COVERING INDEX photos_by_folder", "SCAN photos\n" },
    { "set-with-tag", "COVERING INDEX photo_tags_by_tag", "SCAN" }, { "set-new-since", "downloads_by_time", "SCAN" },
    { "set-changed-by-scan", "COVERING INDEX photo_history_by_scan", "SCAN" },
    { "set-without-collection", "COVERING INDEX photos_in_brief", "TEMP B-TREE" },
    { "counts", "state_counts", "photos_by" }, { "trouble-first", "photos_in_trouble", "SCAN" },
    { "count-lost", "photos_in_trouble", "SCAN" }, { "trouble-list", "photos_in_trouble", "photos_by_state" },
    { "facts-photo", "INTEGER PRIMARY KEY", "SCAN" }, { "news-downloads", "downloads_by_time", "SCAN" },
  };
  g_autoptr(Kit) kit = kit_new ();

  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_autofree char *path = g_strconcat ("queries/", plans[i].query, ".sql", NULL);
      g_autoptr(GBytes) text = ps_db_lookup_sql (path);
      const char *start = g_bytes_get_data (text, NULL);
      g_autofree char *sql = NULL, *plan = NULL;

      while (g_str_has_prefix (start, "--"))
        start = strchr (start, '\n') + 1;
      sql = g_strconcat ("EXPLAIN QUERY PLAN ", start, NULL);
      plan = kit_text (kit, sql);
      if (strstr (plan, plans[i].must) == NULL || strstr (plan, plans[i].must_not) != NULL)
        g_error ("%s is planned as\n%s", plans[i].query, plan);
    }
}

/* Beside another program that writes, all lists are there too. */
static void
test_read_only (void)
{
  g_autoptr(Kit) kit = make ();

  kit_close (kit);
  kit_open (kit, PS_CATALOG_READ_ONLY);
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autoptr(GError) error = NULL;

      verbs[i].start (kit, NULL);
      g_assert_true (verbs[i].finish (kit, &error));
      g_assert_no_error (error);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lists/every-set-holds-what-it-says", test_sets);
  g_test_add_func ("/lists/many-are-listed-like-few", test_many_like_few);
  g_test_add_func ("/lists/names-as-people-count", test_names_as_people_count);
  g_test_add_func ("/lists/rows", test_rows);
  g_test_add_func ("/lists/counts-and-news", test_counts);
  g_test_add_func ("/lists/sidebar", test_sidebar_lists);
  g_test_add_func ("/lists/trouble", test_trouble);
  g_test_add_func ("/lists/facts", test_facts);
  g_test_add_func ("/lists/cancelled-before", test_cancelled_before);
  g_test_add_func ("/lists/cancelled-midway", test_cancelled_midway);
  g_test_add_func ("/lists/fails", test_fails);
  g_test_add_func ("/lists/closed", test_closed);
  g_test_add_func ("/lists/wrong-words", test_wrong_words);
  g_test_add_func ("/lists/damaged-search-index", test_damaged_index);
  g_test_add_func ("/lists/come-from-indexes", test_plans);
  g_test_add_func ("/lists/read-only", test_read_only);
  return g_test_run ();
}
