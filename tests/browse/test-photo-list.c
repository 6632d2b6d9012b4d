/* tests/browse/test-photo-list.c: the list of photos tells the narrowest changes that are right, and keeps its objects. */
#include "kit.h"

#include <string.h>

#include "browse/photo-list.h"
#include "catalog/catalog-browse.h"
#include "list-log.h"
#include "wait.h"

static char *
word_of (gpointer item)
{
  /* Ids of these catalogues are small: 1 is "a". */
  return g_strdup_printf ("%c", (char) ('a' + ps_photo_get_id (item) - 1));
}

/* Photos a, b, c, …, of which the first is the newest. */
static void
insert_letters (Kit        *kit,
                const char *letters)
{
  GString *sql = g_string_new ("INSERT INTO photos (id, public_id, resource_type, resource_kind, added_at, name, bytes, etag, created_at_us) VALUES");

  for (const char *p = letters; *p != '\0'; p++)
    g_string_append_printf (sql, "%s (%d, '%c', 'image', 'upload', 'now', '%c', %d, '%032x', %d)", p > letters ? "," : "",
                            *p - 'a' + 1, *p, *p, 1000 + *p, *p, 2000000 - (*p - 'a' + 1) * 1000);
  kit_run (kit, sql->str);
  g_string_free (sql, TRUE);
}

/* A commit that says photos came or went: the tests write behind the catalogue's back and then touch one. */
static void
touch (Kit    *kit,
       gint64  id)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GError) error = NULL;

  g_array_append_val (ids, id);
  ps_catalog_ask_for_async (kit->catalog, ids, NULL, kit_cb, kit);
  ps_catalog_ask_for_finish (kit->catalog, kit_await (kit), &error);
  g_assert_no_error (error);
}

static PsPhotoQuery *
all (PsOrder order)
{
  return ps_photo_query_new (PS_PHOTOS_ALL, 0, NULL, NULL, order);
}

static gboolean
is_loading (PsPhotoList *list)
{
  gboolean loading;

  g_object_get (list, "is-loading", &loading, NULL);
  return loading;
}

static void
show (PsPhotoList  *list,
      PsPhotoQuery *query)
{
  ps_photo_list_set_query (list, query);
  ps_photo_query_unref (query);
  wait_until (!is_loading (list));
}

static void
close_all (Kit *kit)
{
  kit_close (kit);
  kit_free (kit);
}

static void
test_first_ids (void)
{
  Kit *kit = kit_new ();
  PsPhotoList *list = ps_photo_list_new (kit->catalog);
  ListLog *log = list_log_new (G_LIST_MODEL (list), word_of);
  guint n_photos;

  insert_letters (kit, "abcde");
  list_log_assert_items (log, "");
  g_assert_false (is_loading (list));
  show (list, all (PS_ORDER_NEWEST_FIRST));
  list_log_assert_changes (log, "0+5");
  list_log_assert_items (log, "a b c d e");
  g_object_get (list, "n-photos", &n_photos, NULL);
  g_assert_cmpuint (n_photos, ==, 5);
  g_assert_cmpint (ps_photo_list_get_n_bytes (list), ==, 5 * 1000 + 'a' + 'b' + 'c' + 'd' + 'e');
  g_assert_cmpint (ps_photo_list_get_id (list, 2), ==, 3);
  g_assert_cmpint (ps_photo_list_get_id (list, 5), ==, 0);
  g_assert_null (ps_photo_list_get_error (list));
  list_log_free (log);
  g_object_unref (list);
  close_all (kit);
}

typedef struct
{
  const char *path, *sql, *items, *changes;
} Change;

/* From “a b c d e”, by what a commit did. */
static const Change changes[] = {
  { "/photo-list/one-is-new-on-top",
    "INSERT INTO photos (id, public_id, resource_type, resource_kind, added_at, etag, created_at_us)"
    " VALUES (24, 'x', 'image', 'upload', 'now', '0123456789abcdef0123456789abcdef', 3000000)", "x a b c d e", "0+1" },
  { "/photo-list/one-is-gone-in-the-middle", "DELETE FROM photos WHERE id = 3", "a b d e", "2-1" },
  { "/photo-list/one-finds-its-true-date", "UPDATE photos SET taken_at_us = 1 WHERE id = 2", "a c d e b", "5+1 1-1" },
  { "/photo-list/rows-only", "UPDATE photos SET display_name = 'other' WHERE id = 2", "a b c d e", "" },
  { "/photo-list/all-gone", "DELETE FROM photos WHERE id > 1; UPDATE photos SET bytes = 7", "a", "1-4" },
};

static gboolean
says (PsPhotoList *list,
      const char  *items)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  for (guint i = 0; i < n; i++)
    if (2 * i >= strlen (items) || items[2 * i] != 'a' + ps_photo_list_get_id (list, i) - 1)
      return FALSE;
  return n == (strlen (items) + 1) / 2;
}

static void
test_change (gconstpointer data)
{
  const Change *change = data;
  Kit *kit = kit_new ();
  PsPhotoList *list = ps_photo_list_new (kit->catalog);
  ListLog *log;

  insert_letters (kit, "abcde");
  show (list, all (PS_ORDER_NEWEST_FIRST));
  log = list_log_new (G_LIST_MODEL (list), word_of);
  kit_run (kit, change->sql);
  touch (kit, 1);
  wait_until (says (list, change->items));
  wait_ms (500); /* and nothing more is told */
  list_log_assert_items (log, change->items);
  list_log_assert_changes (log, change->changes);
  list_log_free (log);
  g_object_unref (list);
  close_all (kit);
}

static void
test_orders (void)
{
  static const struct { PsOrder order; const char *items; } orders[] = {
    { PS_ORDER_OLDEST_FIRST, "e d c b a" }, { PS_ORDER_NAME, "a b c d e" }, { PS_ORDER_LARGEST_FIRST, "e d c b a" },
    { PS_ORDER_ADDED_LAST, "a b c d e" }, { PS_ORDER_NEWEST_FIRST, "a b c d e" },
  };
  Kit *kit = kit_new ();
  PsPhotoList *list = ps_photo_list_new (kit->catalog);
  ListLog *log = list_log_new (G_LIST_MODEL (list), word_of);

  insert_letters (kit, "abcde");
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      show (list, all (orders[i].order));
      list_log_assert_items (log, orders[i].items);
    }
  list_log_free (log);
  g_object_unref (list);
  close_all (kit);
}

static void
test_search (void)
{
  Kit *kit = kit_new ();
  PsPhotoList *list = ps_photo_list_new (kit->catalog);
  ListLog *log = list_log_new (G_LIST_MODEL (list), word_of);

  insert_letters (kit, "abcde");
  show (list, all (PS_ORDER_NEWEST_FIRST));
  list_log_assert_changes (log, "0+5");
  show (list, ps_photo_query_new (PS_PHOTOS_ALL, 0, NULL, "not id:b", PS_ORDER_NEWEST_FIRST));
  list_log_assert_changes (log, "1-1");
  show (list, ps_photo_query_new (PS_PHOTOS_ALL, 0, NULL, "tag:", PS_ORDER_NEWEST_FIRST));
  list_log_assert_items (log, "");
  g_assert_error (ps_photo_list_get_error (list), PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY);
  show (list, all (PS_ORDER_NEWEST_FIRST));
  g_assert_null (ps_photo_list_get_error (list));
  list_log_assert_items (log, "a b c d e");
  show (list, ps_photo_query_new (PS_PHOTOS_LEFT_OUT, 0, NULL, NULL, PS_ORDER_NEWEST_FIRST));
  list_log_assert_items (log, "");
  g_assert_cmpint (ps_photo_list_get_n_bytes (list), ==, 0);
  list_log_free (log);
  g_object_unref (list);
  close_all (kit);
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *n)
{
  (*n)++;
}

/* The answer to a question that nobody asks any more changes nothing. */
static void
test_overtaken (void)
{
  Kit *kit = kit_new ();
  PsPhotoList *list = ps_photo_list_new (kit->catalog);
  ListLog *log = list_log_new (G_LIST_MODEL (list), word_of);
  PsPhotoQuery *first = all (PS_ORDER_OLDEST_FIRST);
  guint n_errors = 0;

  insert_letters (kit, "abc");
  g_signal_connect (list, "notify::error", G_CALLBACK (count_cb), &n_errors);
  ps_photo_list_set_query (list, first);
  show (list, all (PS_ORDER_NEWEST_FIRST));
  list_log_assert_changes (log, "0+3");
  wait_ms (100);
  list_log_assert_changes (log, "");
  list_log_assert_items (log, "a b c");
  g_assert_cmpuint (n_errors, ==, 0);
  ps_photo_query_unref (first);
  list_log_free (log);
  g_object_unref (list);
  close_all (kit);
}

static void
test_stable_objects (void)
{
  Kit *kit = kit_new ();
  PsPhotoList *list = ps_photo_list_new (kit->catalog);
  g_autoptr(PsPhoto) b = NULL;
  g_autoptr(PsPhoto) again = NULL;
  g_autoptr(PsPhoto) moved = NULL;
  g_autoptr(PsPhoto) others = NULL;
  guint position;

  insert_letters (kit, "abc");
  show (list, all (PS_ORDER_NEWEST_FIRST));
  b = g_list_model_get_item (G_LIST_MODEL (list), 1);
  again = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_assert_true (b == again);
  show (list, all (PS_ORDER_OLDEST_FIRST));
  show (list, ps_photo_query_new (PS_PHOTOS_ALL, 0, NULL, "id:b", PS_ORDER_NEWEST_FIRST));
  moved = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (b == moved);
  show (list, ps_photo_query_new (PS_PHOTOS_ALL, 0, NULL, "id:a", PS_ORDER_NEWEST_FIRST));
  g_assert_false (ps_photo_list_find (list, 2, &position));
  others = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (b != others);
  show (list, all (PS_ORDER_OLDEST_FIRST));
  for (int i = 0; i < 10; i++)
    {
      g_assert_true (ps_photo_list_find (list, 1, &position));
      g_assert_cmpuint (position, ==, 2);
      g_assert_true (ps_photo_list_find (list, 2, &position));
      g_assert_cmpuint (position, ==, 1);
      g_assert_false (ps_photo_list_find (list, 77, NULL));
    }
  g_object_unref (list);
  close_all (kit);
  g_assert_cmpint (ps_photo_get_id (b), ==, 2); /* whoever holds it keeps it */
}

/* Blank until it is wanted; then its page comes; a change is told to who holds it, and the list says nothing. */
static void
test_rows (void)
{
  Kit *kit = kit_new ();
  PsPhotoList *list = ps_photo_list_new (kit->catalog);
  g_autoptr(PsPhoto) a = NULL;
  g_autoptr(PsPhoto) c = NULL;
  ListLog *log;
  guint n_notified = 0;

  insert_letters (kit, "abc");
  show (list, all (PS_ORDER_NEWEST_FIRST));
  log = list_log_new (G_LIST_MODEL (list), word_of);
  a = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_null (ps_photo_get_row (a));
  g_signal_connect (a, "notify::row", G_CALLBACK (count_cb), &n_notified);
  ps_photo_list_want (list, a);
  ps_photo_list_want (list, a);
  wait_until (ps_photo_get_row (a) != NULL);
  g_assert_cmpstr (ps_photo_get_row (a)->name, ==, "a");
  g_assert_cmpint (ps_photo_get_row (a)->state, ==, PS_STATE_WAITING);
  g_assert_cmpuint (n_notified, ==, 1);
  c = g_list_model_get_item (G_LIST_MODEL (list), 2);
  g_assert_nonnull (ps_photo_get_row (c)); /* its page is kept */
  kit_run (kit, "UPDATE photos SET bytes = 5 WHERE id = 3");
  touch (kit, 1); /* is asked for now */
  wait_until (n_notified == 2);
  g_assert_true (ps_photo_get_row (a)->is_asked_for);
  wait_until (ps_photo_get_row (c)->n_bytes == 5); /* the verb does not tell which */
  g_assert_cmpuint (n_notified, ==, 2);
  list_log_assert_changes (log, "");
  list_log_free (log);
  g_object_unref (list);
  close_all (kit);
}

/* The last sixteen pages stay; what lies before them is blank again, and is the object's own only while it is held. */
static void
test_pages (void)
{
  Kit *kit = kit_new ();
  PsPhotoList *list = ps_photo_list_new (kit->catalog);
  g_autoptr(PsPhoto) first = NULL;
  g_autoptr(PsPhoto) last = NULL;

  kit_run (kit, "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 6000)"
                "INSERT INTO photos (public_id, resource_type, resource_kind, added_at, created_at_us)"
                " SELECT i, 'image', 'upload', 'now', 10000 - i FROM n");
  show (list, all (PS_ORDER_NEWEST_FIRST));
  for (guint page = 0; page < 20; page++)
    {
      g_autoptr(PsPhoto) photo = g_list_model_get_item (G_LIST_MODEL (list), page * 256 + 7);

      ps_photo_list_want (list, photo);
      wait_until (ps_photo_get_row (photo) != NULL);
    }
  first = g_list_model_get_item (G_LIST_MODEL (list), 7);
  last = g_list_model_get_item (G_LIST_MODEL (list), 19 * 256 + 200);
  g_assert_null (ps_photo_get_row (first));
  g_assert_nonnull (ps_photo_get_row (last));
  ps_photo_list_want (list, first);
  g_object_unref (list); /* with a page on its way */
  wait_ms (50);
  g_assert_null (ps_photo_get_row (first));
  close_all (kit);
}

static void
assert_refilling_cb (PsPhotoList *list,
                     GString     *said)
{
  g_string_append (said, g_list_model_get_n_items (G_LIST_MODEL (list)) > 0 ? "before " : "");
}

static void
refilled_cb (PsPhotoList *list,
             GString     *said)
{
  g_string_append_printf (said, "after %u", g_list_model_get_n_items (G_LIST_MODEL (list)));
}

static void
log_change_cb (GListModel *model,
               guint       position,
               guint       n_removed,
               guint       n_added,
               GString    *said)
{
  g_string_append_printf (said, "%u-%u+%u=%u ", position, n_removed, n_added, g_list_model_get_n_items (model));
}

/* Another order over more than ten thousand empties and refills, in two steps, and says so before and after. */
static void
test_many_in_another_order (void)
{
  Kit *kit = kit_new ();
  PsPhotoList *list = ps_photo_list_new (kit->catalog);
  GString *said = g_string_new (NULL);
  GArray *years;

  kit_run (kit, "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 12000)"
                "INSERT INTO photos (public_id, resource_type, resource_kind, added_at, bytes, created_at_us)"
                " SELECT i, 'image', 'upload', 'now', i * 7919 % 12007, i * 86400000000 FROM n");
  show (list, all (PS_ORDER_NEWEST_FIRST));
  years = ps_photo_list_get_years (list);
  g_assert_cmpuint (years->len, ==, 33); /* 1970 to 2002 */
  g_assert_cmpint (g_array_index (years, PsYearMark, 0).year, ==, 2002);
  g_assert_cmpint (g_array_index (years, PsYearMark, 32).year, ==, 1970);
  g_assert_cmpuint (g_array_index (years, PsYearMark, 32).position, ==, 12000 - 364);
  g_signal_connect (list, "refilling", G_CALLBACK (assert_refilling_cb), said);
  g_signal_connect (list, "items-changed", G_CALLBACK (log_change_cb), said);
  g_signal_connect (list, "refilled", G_CALLBACK (refilled_cb), said);
  show (list, all (PS_ORDER_LARGEST_FIRST));
  g_assert_cmpstr (said->str, ==, "before 0-12000+0=0 0-0+12000=12000 after 12000");
  g_assert_cmpuint (ps_photo_list_get_years (list)->len, ==, 0);
  g_object_unref (list);
  close_all (kit);
  g_string_free (said, TRUE);
}

static void
log_moment_cb (GListModel *model,
               guint       position,
               guint       n_removed,
               guint       n_added,
               GString    *said)
{
  g_string_append_printf (said, "%u-%u+%u%s ", position, n_removed, n_added, is_loading (PS_PHOTO_LIST (model)) ? " loading" : "");
}

/* A search of all photos shows its beginning while the rest is still being found, and the rest comes behind it. */
static void
test_first_page_of_a_search (void)
{
  Kit *kit = kit_new ();
  PsPhotoList *list = ps_photo_list_new (kit->catalog);
  GString *said = g_string_new (NULL);

  kit_run (kit, "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 12000)"
                "INSERT INTO photos (public_id, resource_type, resource_kind, added_at, bytes, created_at_us)"
                " SELECT i, iif(i % 3 = 0, 'video', 'image'), 'upload', 'now', 5, i * 86400000000 FROM n");
  g_signal_connect (list, "items-changed", G_CALLBACK (log_moment_cb), said);
  show (list, ps_photo_query_new (PS_PHOTOS_ALL, 0, NULL, "type:image", PS_ORDER_NEWEST_FIRST));
  g_assert_cmpstr (said->str, ==, "0-0+300 loading 300-0+7700 ");
  g_assert_cmpint (ps_photo_list_get_id (list, 0), ==, 11999);
  g_assert_cmpint (ps_photo_list_get_id (list, 300), <, ps_photo_list_get_id (list, 299));
  g_object_unref (list);
  close_all (kit);
  g_string_free (said, TRUE);
}

static void
set_other_query_cb (GListModel *model,
                    guint       position,
                    guint       n_removed,
                    guint       n_added,
                    PsPhotoList *list)
{
  PsPhotoQuery *query = all (PS_ORDER_OLDEST_FIRST);

  ps_photo_list_set_query (list, query);
  ps_photo_query_unref (query);
}

/* Who is told of a change may ask for something else at once. */
static void
test_another_query_from_within (void)
{
  Kit *kit = kit_new ();
  PsPhotoList *list = ps_photo_list_new (kit->catalog);
  ListLog *log = list_log_new (G_LIST_MODEL (list), word_of);

  insert_letters (kit, "abc");
  g_signal_connect (list, "items-changed", G_CALLBACK (set_other_query_cb), list);
  show (list, all (PS_ORDER_NEWEST_FIRST));
  wait_ms (100);
  list_log_assert_items (log, "c b a");
  list_log_free (log);
  g_object_unref (list);
  close_all (kit);
}

/* Changes in a row are listed again four times a second at most. */
static void
test_throttled (void)
{
  Kit *kit = kit_new ();
  PsPhotoList *list = ps_photo_list_new (kit->catalog);
  ListLog *log;
  g_autoptr(GString) said = g_string_new (NULL);
  guint n_changes = 0;

  insert_letters (kit, "abcdefgh");
  show (list, all (PS_ORDER_NEWEST_FIRST));
  wait_ms (300);
  log = list_log_new (G_LIST_MODEL (list), word_of);
  g_signal_connect (list, "items-changed", G_CALLBACK (log_change_cb), said);
  for (int i = 8; i > 1; i--)
    {
      g_autofree char *sql = g_strdup_printf ("DELETE FROM photos WHERE id = %d", i);

      kit_run (kit, sql);
      touch (kit, 1);
      kit_run (kit, "UPDATE photos SET asked_for_us = NULL");
    }
  wait_until (says (list, "a"));
  for (const char *p = said->str; *p != '\0'; p++)
    n_changes += *p == '=';
  g_assert_cmpuint (n_changes, <, 7); /* of seven commits */
  list_log_free (log);
  g_object_unref (list);
  close_all (kit);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo-list/first-ids", test_first_ids);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    g_test_add_data_func (changes[i].path, &changes[i], test_change);
  g_test_add_func ("/photo-list/orders", test_orders);
  g_test_add_func ("/photo-list/search-narrows", test_search);
  g_test_add_func ("/photo-list/an-overtaken-answer-is-dropped", test_overtaken);
  g_test_add_func ("/photo-list/the-same-object-while-it-is-held", test_stable_objects);
  g_test_add_func ("/photo-list/rows-come-when-wanted", test_rows);
  g_test_add_func ("/photo-list/sixteen-pages-are-kept", test_pages);
  g_test_add_func ("/photo-list/many-in-another-order", test_many_in_another_order);
  g_test_add_func ("/photo-list/the-first-page-of-a-search", test_first_page_of_a_search);
  g_test_add_func ("/photo-list/another-query-from-within", test_another_query_from_within);
  g_test_add_func ("/photo-list/four-times-a-second", test_throttled);
  return g_test_run ();
}
