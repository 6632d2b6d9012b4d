/* tests/catalog/bench-browse.c: how long the window waits for the catalogue. */
#include "bench-browse.h"

#include "catalog/catalog-browse.h"

static double
since (gint64 start_us)
{
  return (g_get_monotonic_time () - start_us) / 1000.0;
}

static void
print (const char *what,
       double      ms,
       double      limit_ms)
{
  g_print ("%s: %.2f ms%s\n", what, ms, ms > limit_ms ? "  TOO SLOW" : "");
}

static GArray *
list (Kit        *kit,
      const char *what,
      PsPhotoSet  set,
      gint64      id,
      const char *argument,
      const char *words,
      PsOrder     order,
      double      limit_ms)
{
  g_autofree char *title = NULL;
  double best = G_MAXDOUBLE;
  GArray *ids = NULL;

  for (int i = 0; i < 3; i++)
    {
      g_autoptr(PsPhotoQuery) query = ps_photo_query_new (set, id, argument, words, order);
      g_autoptr(GError) error = NULL;
      g_autoptr(PsPhotoIds) found = NULL;
      gint64 start = g_get_monotonic_time ();

      ps_catalog_list_ids_async (kit->catalog, query, NULL, kit_cb, kit);
      found = ps_catalog_list_ids_finish (kit->catalog, kit_await (kit), &error);
      best = MIN (best, since (start));
      g_assert_no_error (error);
      g_clear_pointer (&ids, g_array_unref);
      ids = g_array_ref (found->ids);
    }
  title = g_strdup_printf ("list %s (%u)", what, ids->len);
  print (title, best, limit_ms);
  return ids;
}

static void
bench_lists (Kit *kit)
{
  g_array_unref (list (kit, "all, newest first", PS_PHOTOS_ALL, 0, NULL, NULL, PS_ORDER_NEWEST_FIRST, 500));
  g_array_unref (list (kit, "all, oldest first", PS_PHOTOS_ALL, 0, NULL, NULL, PS_ORDER_OLDEST_FIRST, 500));
  g_array_unref (list (kit, "all, largest first", PS_PHOTOS_ALL, 0, NULL, NULL, PS_ORDER_LARGEST_FIRST, 1000));
  g_array_unref (list (kit, "all, added last", PS_PHOTOS_ALL, 0, NULL, NULL, PS_ORDER_ADDED_LAST, 1000));
  g_array_unref (list (kit, "all, by name", PS_PHOTOS_ALL, 0, NULL, NULL, PS_ORDER_NAME, 2000));
  g_array_unref (list (kit, "here", PS_PHOTOS_HERE, 0, NULL, NULL, PS_ORDER_NEWEST_FIRST, 1000));
  g_array_unref (list (kit, "waiting", PS_PHOTOS_WAITING, 0, NULL, NULL, PS_ORDER_NEWEST_FIRST, 1000));
  g_array_unref (list (kit, "need you", PS_PHOTOS_NEEDS_YOU, 0, NULL, NULL, PS_ORDER_NEWEST_FIRST, 500));
  g_array_unref (list (kit, "only here", PS_PHOTOS_ONLY_HERE, 0, NULL, NULL, PS_ORDER_NEWEST_FIRST, 100));
  g_array_unref (list (kit, "without collection", PS_PHOTOS_WITHOUT_COLLECTION, 0, NULL, NULL, PS_ORDER_NEWEST_FIRST, 1500));
  g_array_unref (list (kit, "duplicates", PS_PHOTOS_DUPLICATES, 0, NULL, NULL, PS_ORDER_NEWEST_FIRST, 1500));
  g_array_unref (list (kit, "a folder", PS_PHOTOS_IN_FOLDER, 0, "More/7", NULL, PS_ORDER_NEWEST_FIRST, 100));
  g_array_unref (list (kit, "a large folder", PS_PHOTOS_IN_FOLDER, 0, "More", NULL, PS_ORDER_NEWEST_FIRST, 1000));
  g_array_unref (list (kit, "a frequent tag", PS_PHOTOS_WITH_TAG, 0, "sea", NULL, PS_ORDER_NEWEST_FIRST, 1000));
  g_array_unref (list (kit, "a word", PS_PHOTOS_ALL, 0, NULL, "caption sea", PS_ORDER_NEWEST_FIRST, 1000));
  g_array_unref (list (kit, "a word in a set", PS_PHOTOS_HERE, 0, NULL, "IMG_0000123", PS_ORDER_NEWEST_FIRST, 1000));
  g_array_unref (list (kit, "new since", PS_PHOTOS_NEW_SINCE, 0, NULL, NULL, PS_ORDER_NEWEST_FIRST, 500));
}

static void
bench_pages (Kit   *kit,
             guint  n)
{
  g_autoptr(GArray) neighbours = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) scattered = g_array_new (FALSE, FALSE, sizeof (gint64));
  GArray *const pages[] = { neighbours, scattered };

  for (guint i = 0; i < 256; i++)
    {
      gint64 near = n / 2 + i, far = (gint64) (i * 7919u + 13u) % n + 1;

      g_array_append_val (neighbours, near);
      g_array_append_val (scattered, far);
    }
  for (guint p = 0; p < 2; p++)
    {
      double best = G_MAXDOUBLE;

      for (int i = 0; i < 20; i++)
        {
          gint64 start = g_get_monotonic_time ();
          g_autoptr(GPtrArray) rows = NULL;

          ps_catalog_read_rows_async (kit->catalog, pages[p], NULL, kit_cb, kit);
          rows = ps_catalog_read_rows_finish (kit->catalog, kit_await (kit), NULL);
          g_assert_cmpuint (rows->len, ==, 256);
          best = MIN (best, since (start));
        }
      print (p == 0 ? "rows of 256 neighbours" : "rows of 256 scattered photos", best, 3);
    }
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* A page is not kept waiting by a list. */
static void
bench_page_beside_list (Kit *kit)
{
  g_autoptr(PsPhotoQuery) query = ps_photo_query_new (PS_PHOTOS_ALL, 0, NULL, NULL, PS_ORDER_NAME);
  g_autoptr(GArray) ids = g_array_new (FALSE, TRUE, sizeof (gint64));
  g_autoptr(GPtrArray) rows = NULL;
  gboolean listed = FALSE;
  gint64 start;

  for (gint64 id = 1; id <= 256; id++)
    g_array_append_val (ids, id);
  ps_catalog_list_ids_async (kit->catalog, query, NULL, done_cb, &listed);
  start = g_get_monotonic_time ();
  ps_catalog_read_rows_async (kit->catalog, ids, NULL, kit_cb, kit);
  rows = ps_catalog_read_rows_finish (kit->catalog, kit_await (kit), NULL);
  print ("rows of 256 photos while a list is read", since (start), 20);
  g_assert_false (listed);
  while (!listed)
    g_main_context_iteration (NULL, TRUE);
}

static void
bench_sidebar (Kit *kit)
{
  PsSidebarNumbers numbers;
  PsNews news;
  gint64 start = g_get_monotonic_time ();

  ps_catalog_get_counts_async (kit->catalog, NULL, kit_cb, kit);
  ps_catalog_get_counts_finish (kit->catalog, kit_await (kit), &numbers, NULL);
  print ("the sidebar's numbers", since (start), 5);
  start = g_get_monotonic_time ();
  ps_catalog_count_duplicates_async (kit->catalog, NULL, kit_cb, kit);
  ps_catalog_count_duplicates_finish (kit->catalog, kit_await (kit), NULL);
  print ("counting duplicates", since (start), 1500);
  start = g_get_monotonic_time ();
  ps_catalog_list_folders_async (kit->catalog, NULL, kit_cb, kit);
  g_ptr_array_unref (ps_catalog_list_folders_finish (kit->catalog, kit_await (kit), NULL));
  print ("folders", since (start), 50);
  start = g_get_monotonic_time ();
  ps_catalog_list_tags_async (kit->catalog, NULL, kit_cb, kit);
  g_ptr_array_unref (ps_catalog_list_tags_finish (kit->catalog, kit_await (kit), NULL));
  print ("tags", since (start), 1500);
  start = g_get_monotonic_time ();
  ps_catalog_get_news_async (kit->catalog, 0, NULL, kit_cb, kit);
  ps_catalog_get_news_finish (kit->catalog, kit_await (kit), &news, NULL);
  print ("news", since (start), 100);
  start = g_get_monotonic_time ();
  ps_photo_facts_free ((ps_catalog_get_photo_facts_async (kit->catalog, 77, NULL, kit_cb, kit),
                        ps_catalog_get_photo_facts_finish (kit->catalog, kit_await (kit), NULL)));
  print ("facts", since (start), 10);
}

static void
bench_trouble (Kit *kit)
{
  gint64 start;

  kit_run (kit, "UPDATE photos SET failed_at = '2026-05-14T10:00:00Z', failure_cause = 'cause ' || (id % 4),"
                " failure_next_at_us = iif(id % 4, NULL, 5) WHERE id % 50 = 0 AND id <= 1000000 AND state = 'waiting'");
  for (int i = 0; i < 2; i++)
    {
      start = g_get_monotonic_time ();
      ps_catalog_get_trouble_async (kit->catalog, NULL, kit_cb, kit);
      ps_trouble_free (ps_catalog_get_trouble_finish (kit->catalog, kit_await (kit), NULL));
    }
  print ("trouble", since (start), 100);
  g_array_unref (list (kit, "need you", PS_PHOTOS_NEEDS_YOU, 0, NULL, NULL, PS_ORDER_NEWEST_FIRST, 500));
  g_array_unref (list (kit, "of a cause", PS_PHOTOS_OF_CAUSE, 0, "cause 2", NULL, PS_ORDER_NEWEST_FIRST, 500));
}

static void
bench_ten_thousand (Kit *kit)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) added = NULL;
  g_autoptr(GArray) tagged = NULL;
  g_autoptr(PsCollectionRemains) removed = NULL;
  gint64 collection, start;

  for (gint64 id = 1; id <= 10000; id++)
    g_array_append_val (ids, id);
  ps_catalog_create_collection_async (kit->catalog, "Many", NULL, NULL, kit_cb, kit);
  collection = ps_catalog_create_collection_finish (kit->catalog, kit_await (kit), NULL);
  start = g_get_monotonic_time ();
  ps_catalog_add_to_collection_async (kit->catalog, collection, ids, NULL, kit_cb, kit);
  added = ps_catalog_add_to_collection_finish (kit->catalog, kit_await (kit), NULL);
  g_assert_cmpuint (added->len, ==, 10000);
  print ("10,000 photos into a collection", since (start), 1000);
  start = g_get_monotonic_time ();
  ps_catalog_remove_from_collection_async (kit->catalog, collection, ids, NULL, kit_cb, kit);
  removed = ps_catalog_remove_from_collection_finish (kit->catalog, kit_await (kit), NULL);
  print ("10,000 photos out of it", since (start), 1000);
  start = g_get_monotonic_time ();
  ps_catalog_add_tag_async (kit->catalog, "portfolio", ids, NULL, kit_cb, kit);
  tagged = ps_catalog_add_tag_finish (kit->catalog, kit_await (kit), NULL);
  g_assert_cmpuint (tagged->len, ==, 10000);
  print ("10,000 photos tagged", since (start), 1000);
}

/* On a catalogue of n photos, the first of which came by scans. */
void
bench_browse (Kit   *kit,
              guint  n)
{
  bench_lists (kit);
  bench_pages (kit, n);
  bench_page_beside_list (kit);
  bench_sidebar (kit);
  bench_trouble (kit);
  bench_ten_thousand (kit);
}
