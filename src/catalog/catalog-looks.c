/* src/catalog/catalog-looks.c: the looks through the cloud that came to their end, and what each found. */
#include "catalog/catalog-private.h"

#include "catalog/catalog-browse.h"

static gboolean
list_looks_in_thread (PsDb      *db,
                      gpointer   data,
                      gpointer  *result,
                      GError   **error)
{
  g_autoptr(GArray) looks = g_array_new (FALSE, FALSE, sizeof (PsPastLook));
  PsStatement *statement = ps_db_statement (db, "looks-list", error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":limit", *(gint64 *) data);
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      PsPastLook look = {
        .scan = ps_statement_int (statement, 0),
        .completed_us = ps_statement_int (statement, 1),
        .n_there = ps_statement_int (statement, 2),
        .n_added = ps_statement_int (statement, 3),
        .n_replaced = ps_statement_int (statement, 4),
        .n_renamed = ps_statement_int (statement, 5),
        .n_retagged = ps_statement_int (statement, 6),
        .n_gone = ps_statement_int (statement, 7),
        .n_returned = ps_statement_int (statement, 8),
      };

      g_array_append_val (looks, look);
    }
  if (step == PS_STEP_ERROR)
    return FALSE;
  *result = g_steal_pointer (&looks);
  return TRUE;
}

/**
 * ps_catalog_list_looks_async:
 * @self: a catalogue
 * @limit: at most so many
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are read
 * @user_data: for @callback
 */
void
ps_catalog_list_looks_async (PsCatalog           *self,
                             guint                limit,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_read_in_lane (self, PS_LANE_LISTS, PS_WORKER_DEFAULT, ps_catalog_list_looks_async, list_looks_in_thread,
                           ps_catalog_number (limit), g_free, (GDestroyNotify) g_array_unref, cancellable, callback, user_data);
}

/**
 * ps_catalog_list_looks_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type PsPastLook) (nullable): the latest first
 */
GArray *
ps_catalog_list_looks_finish (PsCatalog     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_list_looks_async, error);
}
