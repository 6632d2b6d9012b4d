/* src/catalog/catalog-lists.c: which photos a list holds, in order.
 *
 * A set comes from a statement of its own, narrowed by words, as a bit for each
 * photo; the order then passes over what is not in it. So every set can stand in
 * every order without a statement for each pair.
 */
#include "catalog/catalog-private.h"

#include "base/times.h"
#include "catalog/catalog-browse.h"
#include "catalog/find.h"
#include "catalog/list-order.h"

/* The statement of a set; NULL: all, and nothing need be asked. */
static const char *
get_statement (PsPhotoSet set)
{
  switch (set)
    {
    case PS_PHOTOS_ALL:
      return NULL;
    case PS_PHOTOS_HERE:
      return "set-here";
    case PS_PHOTOS_TO_COME:
    case PS_PHOTOS_WAITING:
      return "set-to-come";
    case PS_PHOTOS_NEEDS_YOU:
      return "set-needs-you";
    case PS_PHOTOS_ONLY_HERE:
    case PS_PHOTOS_LEFT_OUT:
    case PS_PHOTOS_OF_STATE:
      return "set-of-state";
    case PS_PHOTOS_WITHOUT_COLLECTION:
      return "set-without-collection";
    case PS_PHOTOS_DUPLICATES:
      return "set-duplicates";
    case PS_PHOTOS_OF_CAUSE:
      return "set-of-cause";
    case PS_PHOTOS_IN_COLLECTION:
      return "set-in-collection";
    case PS_PHOTOS_IN_SHOOT:
      return "set-in-shoot";
    case PS_PHOTOS_IN_FOLDER:
      return "set-in-folder";
    case PS_PHOTOS_WITH_TAG:
      return "set-with-tag";
    case PS_PHOTOS_NEW_SINCE:
      return "set-new-since";
    case PS_PHOTOS_CHANGED_BY_SCAN:
      return "set-changed-by-scan";
    case PS_PHOTOS_HELD_BACK:
      return "set-held-back";
    default:
      g_return_val_if_reached (NULL);
    }
}

/* What its :argument is; NULL: it has none. */
static char *
dup_argument (const PsPhotoQuery *query)
{
  const char *argument = ps_photo_query_get_argument (query);

  switch ((int) ps_photo_query_get_set (query))
    {
    case PS_PHOTOS_ONLY_HERE:
      return g_strdup (ps_state_to_word (PS_STATE_GONE_FROM_CLOUD));
    case PS_PHOTOS_LEFT_OUT:
      return g_strdup (ps_state_to_word (PS_STATE_SKIPPED));
    case PS_PHOTOS_NEW_SINCE:
      return ps_time_to_text (ps_photo_query_get_id (query));
    case PS_PHOTOS_OF_STATE:
    case PS_PHOTOS_OF_CAUSE:
    case PS_PHOTOS_IN_FOLDER:
    case PS_PHOTOS_WITH_TAG:
    case PS_PHOTOS_CHANGED_BY_SCAN:
      return g_strdup (argument != NULL ? argument : "");
    default:
      return NULL;
    }
}

static gboolean
has_id (PsPhotoSet set)
{
  return set == PS_PHOTOS_OF_CAUSE || set == PS_PHOTOS_IN_COLLECTION || set == PS_PHOTOS_IN_SHOOT
         || set == PS_PHOTOS_CHANGED_BY_SCAN;
}

static gboolean
collect_set (PsDb                *db,
             const PsPhotoQuery  *query,
             PsIdSet             *set,
             GError             **error)
{
  g_autofree char *argument = dup_argument (query);
  PsStatement *statement = ps_db_statement (db, get_statement (ps_photo_query_get_set (query)), error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  if (argument != NULL)
    ps_statement_bind_text (statement, ":argument", argument);
  if (has_id (ps_photo_query_get_set (query)))
    ps_statement_bind_int (statement, ":id", ps_photo_query_get_id (query));
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    ps_id_set_add (set, ps_statement_int (statement, 0));
  return step == PS_STEP_DONE;
}

/* What a saved search is about; @query %NULL: a collection with photos of its own. */
static gboolean
read_saved_query (PsDb                *db,
                  const PsPhotoQuery  *list,
                  char               **query,
                  GError             **error)
{
  PsStatement *statement;
  PsStep step;

  *query = NULL;
  if (ps_photo_query_get_set (list) != PS_PHOTOS_IN_COLLECTION)
    return TRUE;
  statement = ps_db_statement (db, "collection-query", error);
  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":id", ps_photo_query_get_id (list));
  step = ps_statement_step (statement, error);
  if (step == PS_STEP_ROW)
    {
      *query = ps_statement_dup_text (statement, 0);
      ps_statement_reset (statement);
    }
  return step != PS_STEP_ERROR;
}

/* The photos of the list itself, whatever is searched for among them; %NULL: all. */
static gboolean
collect_list (PsDb                *db,
              const PsPhotoQuery  *query,
              gint64               max_id,
              PsIdSet            **set,
              GError             **error)
{
  g_autofree char *saved = NULL;

  if (!read_saved_query (db, query, &saved, error))
    return FALSE;
  if (saved != NULL)
    return ps_find_set (db, saved, set, error);
  if (get_statement (ps_photo_query_get_set (query)) == NULL)
    return TRUE;
  *set = ps_id_set_new (max_id);
  return collect_set (db, query, *set, error);
}

static gboolean
list_ids_in_thread (PsDb      *db,
                    gpointer   data,
                    gpointer  *result,
                    GError   **error)
{
  PsPhotoQuery *query = data;
  const char *words = ps_photo_query_get_words (query);
  g_autoptr(PsIdSet) wanted = NULL;
  g_autoptr(PsIdSet) found = NULL;
  PsPhotoIds *ids = NULL;
  gint64 max_id;

  if (!ps_db_read_int (db, "photo-max-id", &max_id, error)
      || (words != NULL && !ps_find_set (db, words, &found, error))
      || !collect_list (db, query, max_id, &wanted, error))
    return FALSE;
  if (wanted == NULL)
    wanted = g_steal_pointer (&found);
  else if (found != NULL)
    ps_id_set_intersect (wanted, found);
  if (!ps_list_order_run (db, ps_photo_query_get_order (query), wanted,
                          wanted != NULL ? ps_id_set_count (wanted) : (guint) MIN (max_id, 1 << 20), &ids, error))
    return FALSE;
  *result = ids;
  return TRUE;
}

/**
 * ps_catalog_list_ids_async:
 * @self: a catalogue
 * @query: which photos, in which order
 * @cancellable: (nullable): also ends a list under way
 * @callback: called when they are listed
 * @user_data: for @callback
 */
void
ps_catalog_list_ids_async (PsCatalog           *self,
                           PsPhotoQuery        *query,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (query != NULL);

  ps_catalog_search (self, ps_catalog_list_ids_async, list_ids_in_thread,
                     ps_photo_query_ref (query), (GDestroyNotify) ps_photo_query_unref,
                     (GDestroyNotify) ps_photo_ids_free, cancellable, callback, user_data);
}

/**
 * ps_catalog_list_ids_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR; %PS_CATALOG_ERROR_QUERY for words that say nothing sensible
 *
 * Returns: (transfer full) (nullable): the photos
 */
PsPhotoIds *
ps_catalog_list_ids_finish (PsCatalog     *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_list_ids_async, error);
}
