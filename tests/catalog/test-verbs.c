/* tests/catalog/test-verbs.c: verbs finish after the commit, in their order, also when cancelled, failing or closed upon. */
#include "kit.h"

#include <string.h>

static char ids[64][33];

typedef struct
{
  GString *order;
  guint n_left;
  PsCatalog *catalog;
} Log;

static void
set_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  Log *log = user_data;
  g_autoptr(GError) error = NULL;

  if (ps_catalog_set_setting_finish (PS_CATALOG (source), result, &error))
    g_string_append_c (log->order, 'y');
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_string_append_c (log->order, 'c');
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    g_string_append_c (log->order, 'x');
  else
    g_string_append_c (log->order, 'n');
  log->n_left--;
}

static void
wait_for (Log *log)
{
  while (log->n_left > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
changed_cb (PsCatalog *catalog,
            PsChange  *change,
            gpointer   user_data)
{
  GArray *kinds = user_data;
  gint64 n_ids = change->photo_ids != NULL ? (gint64) change->photo_ids->len : -1;
  gint64 kind = change->kinds;

  g_assert_true (g_main_context_is_owner (NULL));
  g_array_append_val (kinds, kind);
  g_array_append_val (kinds, n_ids);
}

static void
test_order_and_one_commit (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autoptr(GArray) changes = g_array_new (FALSE, FALSE, sizeof (gint64));
  Log log = { g_string_new (NULL), 1000, NULL };
  g_autofree char *value = NULL;

  g_signal_connect (kit->catalog, "changed", G_CALLBACK (changed_cb), changes);
  for (int i = 0; i < 1000; i++)
    {
      g_autofree char *text = g_strdup_printf ("%d", i);

      ps_catalog_set_setting_async (kit->catalog, "same", text, NULL, set_cb, &log);
    }
  wait_for (&log);
  kit_begin_session (kit, "scan"); /* one more commit, behind all of them */
  value = kit_text (kit, "SELECT value FROM settings");
  g_assert_cmpstr (value, ==, "999");
  g_assert_cmpint (changes->len / 2, <, 500); /* far fewer commits than verbs */
  g_assert_cmpint (g_array_index (changes, gint64, 0), ==, PS_CHANGE_SETTINGS);
  g_string_free (log.order, TRUE);
}

static void
test_changed_names_photos (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autoptr(GArray) changes = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 kinds = 0, n_ids = 0;

  g_signal_connect (kit->catalog, "changed", G_CALLBACK (changed_cb), changes);
  kit_scan (kit, kit_page (kit_asset ("a", ids[1], NULL), kit_asset ("b", ids[2], NULL), NULL));
  kit_begin_session (kit, "download");
  for (guint i = 0; i < changes->len; i += 2)
    {
      kinds |= g_array_index (changes, gint64, i);
      n_ids = MAX (n_ids, g_array_index (changes, gint64, i + 1));
    }
  g_assert_cmpint (kinds & (PS_CHANGE_PHOTOS | PS_CHANGE_ADDED), ==, PS_CHANGE_PHOTOS | PS_CHANGE_ADDED);
  g_assert_cmpint (n_ids, ==, 2);
}

/* One that fails takes nothing else of its batch with it. */
static void
test_failing_verb_alone (void)
{
  g_autoptr(Kit) kit = kit_new ();
  Log log = { g_string_new (NULL), 2, NULL };
  g_autoptr(GPtrArray) page = kit_page (kit_asset ("a", ids[1], NULL), NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *settings = NULL;

  ps_catalog_set_setting_async (kit->catalog, "before", "1", NULL, set_cb, &log);
  ps_catalog_insert_photo_batch_async (kit->catalog, 4711, PS_CHAIN_IMAGE, page, NULL, NULL, kit_cb, kit);
  ps_catalog_set_setting_async (kit->catalog, "after", "1", NULL, set_cb, &log);
  g_assert_false (ps_catalog_insert_photo_batch_finish (kit->catalog, kit_await (kit), NULL, &error));
  g_assert_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_FAILED);
  wait_for (&log);
  g_assert_cmpstr (log.order->str, ==, "yy");
  settings = kit_text (kit, "SELECT key FROM settings ORDER BY key");
  g_assert_cmpstr (settings, ==, "after\nbefore");
  g_string_free (log.order, TRUE);
}

/* A failing page is undone to its last row, its tags and their cache included. */
static void
test_half_a_page_is_none (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autoptr(GPtrArray) page = NULL;
  g_autoptr(GError) error = NULL;
  PsAsset *good = kit_asset ("good", ids[1], NULL), *bad = kit_asset ("bad", ids[2], "not thirty-two digits");

  good->tags = g_strsplit ("sea", ",", -1);
  ps_scan_state_free (kit_begin_scan (kit));
  page = kit_page (good, bad, NULL);
  ps_catalog_insert_photo_batch_async (kit->catalog, kit->generation, PS_CHAIN_IMAGE, page, "next", NULL, kit_cb, kit);
  g_assert_false (ps_catalog_insert_photo_batch_finish (kit->catalog, kit_await (kit), NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (kit_int (kit, "SELECT (SELECT count(*) FROM photos) + (SELECT count(*) FROM tags) + (SELECT count(*) FROM scan_seen)"), ==, 0);
  g_ptr_array_remove_index (page, 1);
  kit_insert (kit, PS_CHAIN_IMAGE, g_steal_pointer (&page), NULL);
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM photo_tags"), ==, 1);
  kit_assert_sound (kit);
}

static void
test_cancelled_before (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  Log log = { g_string_new (NULL), 2, NULL };

  g_cancellable_cancel (cancellable);
  ps_catalog_set_setting_async (kit->catalog, "a", "1", cancellable, set_cb, &log);
  ps_catalog_set_setting_async (kit->catalog, "b", "1", NULL, set_cb, &log);
  wait_for (&log);
  g_assert_cmpstr (log.order->str, ==, "cy");
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM settings"), ==, 1);
  ps_catalog_get_status_async (kit->catalog, cancellable, kit_cb, kit);
  g_assert_null (ps_catalog_get_status_finish (kit->catalog, kit_await (kit), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  ps_catalog_find_async (kit->catalog, "cake", cancellable, kit_cb, kit);
  g_assert_null (ps_catalog_find_finish (kit->catalog, kit_await (kit), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_string_free (log.order, TRUE);
}

static gpointer
cancel_in_thread (gpointer data)
{
  g_usleep (30 * 1000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancelled_in_mid_search (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids_found = NULL;
  GThread *thread;
  gint64 start;

  kit_run (kit, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)"
                "INSERT INTO photos (public_id, resource_type, resource_kind, added_at) SELECT 'p' || i, 'image', 'upload', 'now' FROM n");
  thread = g_thread_new ("cancel", cancel_in_thread, cancellable);
  start = g_get_monotonic_time ();
  for (int i = 0; i < 400 && error == NULL; i++)
    {
      g_clear_pointer (&ids_found, g_array_unref);
      ps_catalog_find_async (kit->catalog, "not format:png not format:gif not format:tif", cancellable, kit_cb, kit);
      ids_found = ps_catalog_find_finish (kit->catalog, kit_await (kit), &error);
    }
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
  g_thread_join (thread);
  /* The reader works as before. */
  {
    g_autoptr(PsStatus) status = kit_status (kit);

    g_assert_cmpint (status->n_total, ==, 60000);
  }
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Log *log = user_data;

  g_assert_true (ps_catalog_close_finish (PS_CATALOG (source), result, NULL));
  g_string_append_c (log->order, 'C');
  log->n_left--;
}

/* What was asked before closing is done; what is asked after it is refused. */
static void
test_close_in_mid_work (void)
{
  g_autoptr(Kit) kit = kit_new ();
  Log log = { g_string_new (NULL), 302, NULL };
  g_autofree char *value = NULL;

  for (int i = 0; i < 300; i++)
    {
      g_autofree char *text = g_strdup_printf ("%d", i);

      ps_catalog_set_setting_async (kit->catalog, "same", text, NULL, set_cb, &log);
    }
  ps_catalog_close_async (kit->catalog, closed_cb, &log);
  ps_catalog_set_setting_async (kit->catalog, "late", "1", NULL, set_cb, &log);
  wait_for (&log);
  g_assert_cmpint (strlen (log.order->str), ==, 302);
  g_assert_cmpint (strspn (log.order->str, "yx"), ==, 301); /* closed last */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&kit->catalog);
  value = kit_text (kit, "SELECT key, value FROM settings");
  g_assert_cmpstr (value, ==, "same|299");
  g_assert_cmpint (kit_int (kit, "SELECT is_open FROM catalog_life"), ==, 0);
  g_string_free (log.order, TRUE);
}

/* The caller is gone when its verb ends: its task is let go on its own thread, and the catalogue with it. */
static void
test_nobody_waits (void)
{
  g_autoptr(Kit) kit = kit_new ();

  for (int i = 0; i < 50; i++)
    {
      ps_catalog_set_setting_async (kit->catalog, "a", "b", NULL, NULL, NULL);
      ps_catalog_get_status_async (kit->catalog, NULL, NULL, NULL);
    }
  kit_close (kit);
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM settings"), ==, 1);
}

static void
test_settings_and_documents (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autoptr(GHashTable) all = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *value = NULL, *none = NULL, *document = NULL;
  Log log = { g_string_new (NULL), 3, NULL };

  ps_catalog_set_setting_async (kit->catalog, "budget", "50 GB", NULL, set_cb, &log);
  ps_catalog_set_setting_async (kit->catalog, "gone", "x", NULL, set_cb, &log);
  ps_catalog_set_setting_async (kit->catalog, "gone", NULL, NULL, set_cb, &log);
  wait_for (&log);
  ps_catalog_get_setting_async (kit->catalog, "budget", NULL, kit_cb, kit);
  value = ps_catalog_get_setting_finish (kit->catalog, kit_await (kit), &error);
  g_assert_cmpstr (value, ==, "50 GB");
  ps_catalog_get_setting_async (kit->catalog, "gone", NULL, kit_cb, kit);
  none = ps_catalog_get_setting_finish (kit->catalog, kit_await (kit), &error);
  g_assert_no_error (error);
  g_assert_null (none);
  ps_catalog_list_settings_async (kit->catalog, NULL, kit_cb, kit);
  all = ps_catalog_list_settings_finish (kit->catalog, kit_await (kit), &error);
  g_assert_cmpint (g_hash_table_size (all), ==, 1);
  ps_catalog_keep_document_async (kit->catalog, "usage", "{\"a\":1}", NULL, kit_cb, kit);
  g_assert_true (ps_catalog_keep_document_finish (kit->catalog, kit_await (kit), &error));
  document = kit_text (kit, "SELECT name, json FROM account_documents");
  g_assert_cmpstr (document, ==, "usage|{\"a\":1}");
  g_string_free (log.order, TRUE);
}

static void
test_sessions (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autoptr(GPtrArray) sessions = NULL;
  gint64 id = kit_begin_session (kit, "scan");
  const PsSession *last;

  kit_begin_session (kit, "download");
  ps_catalog_complete_backup_session_async (kit->catalog, id, "All is well.", NULL, kit_cb, kit);
  g_assert_true (ps_catalog_complete_backup_session_finish (kit->catalog, kit_await (kit), NULL));
  ps_catalog_list_sessions_async (kit->catalog, 10, NULL, kit_cb, kit);
  sessions = ps_catalog_list_sessions_finish (kit->catalog, kit_await (kit), NULL);
  g_assert_cmpint (sessions->len, ==, 2);
  last = g_ptr_array_index (sessions, 0);
  g_assert_cmpstr (last->session_type, ==, "download");
  g_assert_cmpstr (last->cloudinary_cloud_name, ==, "demo-studio");
  g_assert_null (last->completed_at);
  last = g_ptr_array_index (sessions, 1);
  g_assert_nonnull (last->completed_at);
  g_assert_cmpstr (last->notes, ==, "All is well.");
}

/* A cloud of some photos that are renamed, swapped, replaced, deleted and brought back at random. */
typedef struct
{
  guint name, content, version;
  gboolean is_there;
} Cloud;

#define N_CLOUD 40

static void
shake (Cloud *cloud)
{
  for (int i = 0; i < 8; i++)
    {
      Cloud *one = &cloud[g_test_rand_int_range (0, N_CLOUD)], *other = &cloud[g_test_rand_int_range (0, N_CLOUD)];
      guint name = one->name;

      switch (g_test_rand_int_range (0, 4))
        {
        case 0: /* swap names: each has one of its own, so no two share one */
          one->name = other->name;
          other->name = name;
          break;
        case 1:
          one->is_there = !one->is_there;
          break;
        case 2:
          one->content++;
          one->version++;
          break;
        default:
          one->version++;
          break;
        }
    }
}

static GPtrArray *
page_of (Cloud *cloud,
         int    from,
         int    to)
{
  GPtrArray *page = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_asset_unref);

  for (int i = from; i < to; i++)
    {
      g_autofree char *name = g_strdup_printf ("name-%02u", cloud[i].name);
      g_autofree char *etag = kit_md5 (i * 1000 + cloud[i].content);
      PsAsset *one;

      if (!cloud[i].is_there)
        continue;
      one = kit_asset (name, ids[i], etag);
      one->version += cloud[i].version;
      kit_seal (one);
      g_ptr_array_add (page, one);
    }
  return page;
}

static void
work_a_little (Kit *kit)
{
  for (int i = 0; i < 12; i++)
    {
      gint64 n_photos = kit_int (kit, "SELECT count(*) FROM photos");
      gint64 id = n_photos > 0 ? g_test_rand_int_range (1, n_photos + 1) : 0;
      g_autofree char *path = g_strdup_printf ("Photos/%" G_GINT64_FORMAT ".jpg", id);
      g_autofree char *facts_sql = g_strdup_printf ("SELECT coalesce(etag, ''), local_path IS NOT NULL FROM photos WHERE id = %" G_GINT64_FORMAT, id);
      g_autofree char *facts = kit_text (kit, facts_sql);
      g_autofree char *begun = NULL, *etag = g_strndup (facts, 32);
      g_autoptr(GArray) one = g_array_new (FALSE, FALSE, sizeof (gint64));

      g_array_append_val (one, id);
      switch (id == 0 ? -1 : g_test_rand_int_range (0, 9))
        {
        case 0: case 1: case 2:
          begun = kit_begin (kit, id, path, NULL);
          if (begun != NULL)
            kit_land (kit, id, begun, etag, 1000);
          break;
        case 3:
          begun = kit_begin (kit, id, path, NULL);
          if (begun != NULL)
            kit_fail (kit, id, "server", g_test_rand_bit () ? g_get_real_time () + 1000000 : 0);
          break;
        case 4:
          ps_catalog_skip_async (kit->catalog, one, g_test_rand_bit (), NULL, kit_cb, kit);
          ps_catalog_skip_finish (kit->catalog, kit_await (kit), NULL);
          break;
        case 5:
          ps_catalog_ask_for_async (kit->catalog, one, NULL, kit_cb, kit);
          ps_catalog_ask_for_finish (kit->catalog, kit_await (kit), NULL);
          break;
        case 6:
          ps_catalog_retry_async (kit->catalog, NULL, NULL, NULL, kit_cb, kit);
          ps_catalog_retry_finish (kit->catalog, kit_await (kit), NULL);
          break;
        case 7:
          kit_verify (kit, id, g_test_rand_int_range (0, 5), NULL);
          break;
        case 8:
          begun = kit_begin (kit, id, path, NULL); /* and left so */
          break;
        default:
          break;
        }
    }
}

/* Promise 8, whatever happens in whatever order; and after each complete scan the catalogue says what the cloud says. */
static void
test_random_life (void)
{
  g_autoptr(Kit) kit = kit_new ();
  Cloud cloud[N_CLOUD];

  for (guint i = 0; i < N_CLOUD; i++)
    cloud[i] = (Cloud) { i, 0, 0, i % 3 != 0 };
  for (int round = 0; round < 14; round++)
    {
      g_autoptr(GPtrArray) expected = NULL;
      int cut = g_test_rand_int_range (0, N_CLOUD + 1);
      g_autoptr(GString) sql = g_string_new (NULL);

      shake (cloud);
      ps_scan_state_free (kit_begin_scan (kit));
      if (g_test_rand_bit ())
        kit_insert (kit, PS_CHAIN_SEARCH, page_of (cloud, cut, N_CLOUD), "more");
      kit_insert (kit, PS_CHAIN_IMAGE, page_of (cloud, 0, cut), "more");
      if (g_test_rand_int_range (0, 4) == 0)
        {
          kit_reopen (kit);
          ps_scan_state_free (kit_begin_scan (kit));
        }
      work_a_little (kit);
      kit_insert (kit, PS_CHAIN_IMAGE, page_of (cloud, cut, N_CLOUD), NULL);
      kit_insert (kit, PS_CHAIN_VIDEO, NULL, NULL);
      kit_insert (kit, PS_CHAIN_RAW, NULL, NULL);
      kit_insert (kit, PS_CHAIN_SEARCH, page_of (cloud, 0, N_CLOUD), NULL);
      kit_finish_scan (kit, TRUE);
      kit_assert_sound (kit);
      expected = page_of (cloud, 0, N_CLOUD);
      g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM photos WHERE gone_at IS NULL AND displaced = 0"), ==, expected->len);
      for (guint i = 0; i < expected->len; i++)
        {
          const PsAsset *one = g_ptr_array_index (expected, i);

          g_string_printf (sql, "SELECT count(*) FROM photos WHERE asset_id = '%s' AND public_id = '%s' AND etag = '%s' AND gone_at IS NULL",
                           one->asset_id, one->public_id, one->etag);
          g_assert_cmpint (kit_int (kit, sql->str), ==, 1);
        }
      work_a_little (kit);
    }
  kit_assert_sound (kit);
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM photos WHERE state = 'proven' AND checksum <> etag"), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_snprintf (ids[i], sizeof ids[i], "%032x", i);
  g_test_add_func ("/verbs/order-is-kept-and-commits-are-few", test_order_and_one_commit);
  g_test_add_func ("/verbs/changed-names-photos", test_changed_names_photos);
  g_test_add_func ("/verbs/one-that-fails-fails-alone", test_failing_verb_alone);
  g_test_add_func ("/verbs/half-a-page-is-none", test_half_a_page_is_none);
  g_test_add_func ("/verbs/cancelled-before", test_cancelled_before);
  g_test_add_func ("/verbs/cancelled-in-mid-search", test_cancelled_in_mid_search);
  g_test_add_func ("/verbs/close-in-mid-work", test_close_in_mid_work);
  g_test_add_func ("/verbs/nobody-waits", test_nobody_waits);
  g_test_add_func ("/verbs/settings-and-documents", test_settings_and_documents);
  g_test_add_func ("/verbs/sessions", test_sessions);
  g_test_add_func ("/verbs/states-add-up-after-any-life", test_random_life);
  return g_test_run ();
}
