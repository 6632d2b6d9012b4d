/* src/catalog/catalog-find-first.c: what of a search is needed first: its newest photos, and how many there are. */
#include "catalog/catalog-find.h"

#include "catalog/catalog-private.h"
#include "catalog/find.h"

typedef struct
{
  char *query; /* owned */
  guint n_most;
} First;

static void
first_free (gpointer data)
{
  First *self = data;

  g_free (self->query);
  g_free (self);
}

static gboolean
find_first_in_thread (PsDb      *db,
                      gpointer   data,
                      gpointer  *result,
                      GError   **error)
{
  const First *self = data;
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!ps_find_page (db, self->query, self->n_most, found, error))
    return FALSE;
  *result = g_steal_pointer (&found);
  return TRUE;
}

/**
 * ps_catalog_find_first_async:
 * @self: a catalogue
 * @query: what a person typed, in the language of query/query.h
 * @n_most: how many are wanted
 * @cancellable: (nullable): also ends a search under way
 * @callback: called when they are found
 * @user_data: for @callback
 */
void
ps_catalog_find_first_async (PsCatalog           *self,
                             const char          *query,
                             guint                n_most,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  First *first;

  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (query != NULL);

  first = g_new (First, 1);
  *first = (First) { g_strdup (query), n_most };
  ps_catalog_search (self, ps_catalog_find_first_async, find_first_in_thread, first, first_free,
                     (GDestroyNotify) g_array_unref, cancellable, callback, user_data);
}

/**
 * ps_catalog_find_first_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR; %PS_CATALOG_ERROR_QUERY for what says nothing sensible
 *
 * Returns: (transfer full) (element-type gint64) (nullable): the newest that are found, newest first
 */
GArray *
ps_catalog_find_first_finish (PsCatalog     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_find_first_async, error);
}

static gboolean
count_in_thread (PsDb      *db,
                 gpointer   data,
                 gpointer  *result,
                 GError   **error)
{
  g_autoptr(PsIdSet) set = NULL;
  gint64 n;

  if (!ps_find_set (db, data, &set, error))
    return FALSE;
  if (set != NULL)
    n = ps_id_set_count (set);
  else if (!ps_db_read_int (db, "count-photos", &n, error))
    return FALSE;
  *result = g_memdup2 (&n, sizeof n);
  return TRUE;
}

/**
 * ps_catalog_count_found_async:
 * @self: a catalogue
 * @query: what a person typed, in the language of query/query.h
 * @cancellable: (nullable): also ends a search under way
 * @callback: called when they are counted
 * @user_data: for @callback
 */
void
ps_catalog_count_found_async (PsCatalog           *self,
                              const char          *query,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (query != NULL);

  ps_catalog_search (self, ps_catalog_count_found_async, count_in_thread, g_strdup (query), g_free, g_free,
                     cancellable, callback, user_data);
}

/**
 * ps_catalog_count_found_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set as by ps_catalog_find_first_finish()
 *
 * Returns: how many photos there are; −1 on an error
 */
gint64
ps_catalog_count_found_finish (PsCatalog     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_autofree gint64 *n = ps_catalog_finish_pointer (self, result, ps_catalog_count_found_async, error);

  return n != NULL ? *n : -1;
}
