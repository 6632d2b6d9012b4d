/* src/catalog/catalog-find.c: the photos a search means; a damaged index is made again in between. */
#include "catalog/catalog-private.h"

#include "catalog/find.h"
#include "catalog/schema.h"

static gboolean
find_in_thread (PsDb      *db,
                gpointer   data,
                gpointer  *result,
                GError   **error)
{
  GArray *ids = NULL;

  if (!ps_find_run (db, data, &ids, error))
    return FALSE;
  *result = ids;
  return TRUE;
}

static gboolean
renew_in_thread (PsWriter  *writer,
                 gpointer   data,
                 gpointer  *result,
                 GError   **error)
{
  return ps_schema_renew_search (ps_writer_get_db (writer), error);
}

/* A search, as long as it may have to be tried again. */
typedef struct
{
  PsReadFunc func;
  gpointer data;
  GDestroyNotify free_data, free_result; /* nullable */
} Search;

static void
search_free (gpointer data)
{
  Search *self = data;

  if (self->data != NULL && self->free_data != NULL)
    self->free_data (self->data);
  g_free (self);
}

static void
return_found (GTask        *task,
              GAsyncResult *result)
{
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer found = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, found, search->free_result);
}

static void
found_again_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;

  return_found (task, result);
}

static void
renewed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;

  g_task_propagate_pointer (G_TASK (result), &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  ps_catalog_read_in_lane (PS_CATALOG (source), PS_LANE_LISTS, PS_WORKER_DEFAULT, ps_catalog_search,
                           search->func, search->data, NULL, search->free_result,
                           g_task_get_cancellable (task), found_again_cb, task);
  g_steal_pointer (&task);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  PsCatalog *self = PS_CATALOG (source);
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer found = g_task_propagate_pointer (G_TASK (result), &error);

  if (error == NULL)
    {
      g_task_return_pointer (task, found, search->free_result);
    }
  else if (g_error_matches (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_CORRUPT) && !ps_catalog_get_is_read_only (self))
    {
      /* If more than the index is damaged, making it again fails, and says so. */
      g_clear_error (&error);
      ps_catalog_write (self, ps_catalog_search, renew_in_thread, NULL, NULL, NULL,
                        g_task_get_cancellable (task), renewed_cb, task);
      g_steal_pointer (&task);
    }
  else
    {
      g_task_return_error (task, error);
    }
}

/**
 * ps_catalog_search:
 * @self: a catalogue
 * @tag: the verb's public function
 * @func: runs on the thread for lists; it may read the search index
 * @data: (transfer full): for @func, which may run twice
 * @free_data: (nullable): for @data
 * @free_result: (nullable): for what @func gives
 * @cancellable: (nullable): also interrupts a statement under way
 * @callback: called when it is read
 * @user_data: for @callback
 *
 * As ps_catalog_read_in_lane(); a damaged search index is made again in between.
 */
void
ps_catalog_search (PsCatalog           *self,
                   gpointer             tag,
                   PsReadFunc           func,
                   gpointer             data,
                   GDestroyNotify       free_data,
                   GDestroyNotify       free_result,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  GTask *task = ps_catalog_new_task (self, tag, cancellable, callback, user_data);
  Search *search = g_new (Search, 1);

  *search = (Search) { func, data, free_data, free_result };
  g_task_set_task_data (task, search, search_free);
  ps_catalog_read_in_lane (self, PS_LANE_LISTS, PS_WORKER_DEFAULT, tag, func, data, NULL, free_result,
                           cancellable, found_cb, task);
}

/**
 * ps_catalog_find_async:
 * @self: a catalogue
 * @query: what a person typed, in the language of catalog/find.h
 * @cancellable: (nullable): also ends a search under way
 * @callback: called when they are found
 * @user_data: for @callback
 */
void
ps_catalog_find_async (PsCatalog           *self,
                       const char          *query,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (query != NULL);

  ps_catalog_search (self, ps_catalog_find_async, find_in_thread, g_strdup (query), g_free,
                     (GDestroyNotify) g_array_unref, cancellable, callback, user_data);
}

/**
 * ps_catalog_find_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR; %PS_CATALOG_ERROR_QUERY for what says nothing sensible
 *
 * Returns: (transfer full) (element-type gint64) (nullable): photos, newest first
 */
GArray *
ps_catalog_find_finish (PsCatalog     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_find_async, error);
}
