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
  g_autoptr(GPtrArray) terms = ps_find_parse (data, error);
  GArray *ids = NULL;

  if (terms == NULL || !ps_find_run (db, terms, &ids, error))
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

static void
found_again_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  GArray *ids = ps_catalog_finish_pointer (PS_CATALOG (source), result, ps_catalog_find_async, &error);

  if (ids != NULL)
    g_task_return_pointer (task, ids, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

static void
renewed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (!ps_catalog_finish_boolean (PS_CATALOG (source), result, ps_catalog_find_async, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  ps_catalog_read (PS_CATALOG (source), ps_catalog_find_async, find_in_thread,
                   g_strdup (g_task_get_task_data (task)), g_free, (GDestroyNotify) g_array_unref,
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
  GError *error = NULL;
  GArray *ids = ps_catalog_finish_pointer (self, result, ps_catalog_find_async, &error);

  if (ids != NULL)
    {
      g_task_return_pointer (task, ids, (GDestroyNotify) g_array_unref);
    }
  else if (g_error_matches (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_CORRUPT) && !ps_catalog_get_is_read_only (self))
    {
      /* If more than the index is damaged, making it again fails, and says so. */
      g_clear_error (&error);
      ps_catalog_write (self, ps_catalog_find_async, renew_in_thread, NULL, NULL, NULL,
                        g_task_get_cancellable (task), renewed_cb, task);
      g_steal_pointer (&task);
    }
  else
    {
      g_task_return_error (task, error);
    }
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
  GTask *task;

  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (query != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ps_catalog_find_async);
  g_task_set_task_data (task, g_strdup (query), g_free);
  ps_catalog_read (self, ps_catalog_find_async, find_in_thread, g_strdup (query), g_free,
                   (GDestroyNotify) g_array_unref, cancellable, found_cb, task);
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
