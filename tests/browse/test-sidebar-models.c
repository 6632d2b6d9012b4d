/* tests/browse/test-sidebar-models.c: collections, numbers and troubles follow the catalogue, each by the same objects. */
#include "kit.h"

#include "browse/collection-list.h"
#include "browse/counts.h"
#include "browse/trouble-list.h"
#include "catalog/catalog-browse.h"
#include "list-log.h"
#include "wait.h"

static char *
name_of (gpointer item)
{
  return g_strdup (ps_collection_get_name (item));
}

static gint64
create (Kit        *kit,
        const char *name)
{
  g_autoptr(GError) error = NULL;
  gint64 id;

  ps_catalog_create_collection_async (kit->catalog, name, NULL, NULL, kit_cb, kit);
  id = ps_catalog_create_collection_finish (kit->catalog, kit_await (kit), &error);
  g_assert_no_error (error);
  return id;
}

static guint
n_items (gpointer model)
{
  return g_list_model_get_n_items (model);
}

static void
test_collections (void)
{
  Kit *kit = kit_new ();
  PsCollectionList *list = ps_collection_list_new (kit->catalog);
  ListLog *log = list_log_new (G_LIST_MODEL (list), name_of);
  gint64 first, second;
  PsCollection *album;
  guint position;

  first = create (kit, "Album");
  wait_until (n_items (list) == 1);
  list_log_assert_changes (log, "0+1");
  album = ps_collection_list_find (list, first, &position);
  g_assert_cmpuint (position, ==, 0);
  second = create (kit, "Portfolio");
  wait_until (n_items (list) == 2);
  list_log_assert_items (log, "Portfolio Album"); /* used last first */
  list_log_assert_changes (log, "0+1");
  ps_catalog_use_collection_async (kit->catalog, first, NULL, kit_cb, kit);
  ps_catalog_use_collection_finish (kit->catalog, kit_await (kit), NULL);
  wait_until (ps_collection_list_find (list, first, &position) != NULL && position == 0);
  g_assert_true (ps_collection_list_find (list, first, NULL) == album);
  list_log_assert_items (log, "Album Portfolio");
  ps_catalog_delete_collection_async (kit->catalog, second, NULL, kit_cb, kit);
  ps_collection_remains_free (ps_catalog_delete_collection_finish (kit->catalog, kit_await (kit), NULL));
  wait_until (n_items (list) == 1);
  list_log_assert_items (log, "Album");
  list_log_free (log);
  g_object_unref (list);
  kit_free (kit);
}

static void
count_cb (gpointer  object,
          guint    *n)
{
  (*n)++;
}

static void
test_counts (void)
{
  Kit *kit = kit_new ();
  PsCounts *counts;
  guint n_changed = 0;
  gint64 n_all, n_needs_you;

  kit_scan (kit, kit_page (kit_asset ("a", NULL, "0123456789abcdef0123456789abcdef"), kit_asset ("b", NULL, "0123456789abcdef0123456789abcdef"),
                           kit_asset ("c", NULL, "ffffffffffffffffffffffffffffffff"), NULL));
  counts = ps_counts_new (kit->catalog);
  g_signal_connect (counts, "changed", G_CALLBACK (count_cb), &n_changed);
  g_assert_true (ps_counts_is_loading (counts));
  wait_until (!ps_counts_is_loading (counts) && ps_counts_get_n_duplicates (counts) == 2);
  g_assert_cmpint (ps_counts_get_numbers (counts)->n_all, ==, 3);
  g_assert_cmpint (ps_counts_get_numbers (counts)->n_to_come, ==, 3);
  kit_begin_session (kit, "download");
  g_free (kit_begin (kit, kit_photo (kit, "c"), "c.jpg", NULL));
  kit_fail (kit, kit_photo (kit, "c"), "blocked", 0);
  wait_until (ps_counts_get_numbers (counts)->n_needs_you == 1);
  g_object_get (counts, "all", &n_all, "needs-you", &n_needs_you, NULL);
  g_assert_cmpint (n_all, ==, 3);
  g_assert_cmpint (n_needs_you, ==, 1);
  g_assert_cmpint (ps_counts_get_numbers (counts)->n_to_come, ==, 2);
  g_assert_cmpuint (n_changed, >=, 2);
  g_object_unref (counts);
  kit_free (kit);
}

static char *
group_word (gpointer item)
{
  const PsTroubleGroup *group = ps_trouble_item_get_group (item);

  return g_strdup_printf ("%s/%s/%s", group->kind, group->cause, group->needs_you ? "you" : "itself");
}

static void
test_trouble (void)
{
  Kit *kit = kit_new ();
  PsTroubleList *list = ps_trouble_list_new (kit->catalog);
  ListLog *log = list_log_new (G_LIST_MODEL (list), group_word);
  g_autoptr(PsTroubleItem) item = NULL;
  const PsTroubleGroup *group;
  guint n_changed = 0;

  kit_scan (kit, kit_page (kit_asset ("a", NULL, NULL), kit_asset ("b", NULL, NULL), kit_asset ("c", NULL, NULL), NULL));
  kit_begin_session (kit, "download");
  g_free (kit_begin (kit, kit_photo (kit, "a"), "a.jpg", NULL));
  kit_fail (kit, kit_photo (kit, "a"), "blocked", 0);
  wait_until (ps_trouble_list_get_n_needs_you (list) == 1);
  list_log_assert_items (log, "failed/blocked/you");
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_signal_connect (item, "changed", G_CALLBACK (count_cb), &n_changed);
  g_free (kit_begin (kit, kit_photo (kit, "b"), "b.jpg", NULL));
  kit_fail (kit, kit_photo (kit, "b"), "blocked", 0);
  g_free (kit_begin (kit, kit_photo (kit, "c"), "c.jpg", NULL));
  kit_fail (kit, kit_photo (kit, "c"), "server", g_get_real_time () + G_TIME_SPAN_HOUR);
  wait_until (ps_trouble_list_get_n_needs_you (list) == 2 && ps_trouble_list_get_n_trying_again (list) == 1);
  list_log_assert_items (log, "failed/blocked/you failed/server/itself");
  g_assert_cmpuint (n_changed, >=, 1);
  group = ps_trouble_item_get_group (item);
  g_assert_cmpint (group->n_photos, ==, 2);
  g_assert_cmpuint (group->first_names->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (group->first_names, 0), ==, "a.jpg");
  g_assert_cmpuint (group->days->len, ==, 1);
  list_log_free (log);
  g_object_unref (list);
  kit_free (kit);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sidebar/collections", test_collections);
  g_test_add_func ("/sidebar/counts", test_counts);
  g_test_add_func ("/sidebar/trouble", test_trouble);
  return g_test_run ();
}
