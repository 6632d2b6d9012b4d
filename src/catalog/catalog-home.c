/* src/catalog/catalog-home.c: how much of what is here was read again lately. */
#include "catalog/catalog-private.h"

#include "catalog/catalog-browse.h"

typedef struct
{
  gint64 since_us;
  gint64 n_read, n_files;
} ReadAgain;

static gboolean
count_read_in_thread (PsDb      *db,
                      gpointer   data,
                      gpointer  *result,
                      GError   **error)
{
  ReadAgain *wish = data;
  PsStatement *statement = ps_db_statement (db, "count-read-since", error);
  ReadAgain *answer;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":since_us", wish->since_us);
  if (ps_statement_step (statement, error) != PS_STEP_ROW)
    return FALSE;
  answer = g_new0 (ReadAgain, 1);
  answer->n_read = ps_statement_int (statement, 0);
  answer->n_files = ps_statement_int (statement, 1);
  ps_statement_reset (statement);
  *result = answer;
  return TRUE;
}

/**
 * ps_catalog_count_read_since_async:
 * @self: a catalogue
 * @since_us: microseconds since 1970
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is read
 * @user_data: for @callback
 */
void
ps_catalog_count_read_since_async (PsCatalog           *self,
                                   gint64               since_us,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  ReadAgain *wish = g_new0 (ReadAgain, 1);

  g_return_if_fail (PS_IS_CATALOG (self));

  wish->since_us = since_us;
  ps_catalog_read_in_lane (self, PS_LANE_LISTS, PS_WORKER_LOW, ps_catalog_count_read_since_async, count_read_in_thread,
                           wish, g_free, g_free, cancellable, callback, user_data);
}

/**
 * ps_catalog_count_read_since_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @n_read: (out): files that were read again since then
 * @n_files: (out): files that should be here
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether the numbers are set
 */
gboolean
ps_catalog_count_read_since_finish (PsCatalog     *self,
                                    GAsyncResult  *result,
                                    gint64        *n_read,
                                    gint64        *n_files,
                                    GError       **error)
{
  g_autofree ReadAgain *answer = ps_catalog_finish_pointer (self, result, ps_catalog_count_read_since_async, error);

  if (answer == NULL)
    return FALSE;
  *n_read = answer->n_read;
  *n_files = answer->n_files;
  return TRUE;
}
