/* src/catalog/catalog-counts.c: the sidebar's numbers, from counters that triggers keep. */
#include "catalog/catalog-private.h"

#include "catalog/catalog-browse.h"

static gboolean
get_counts_in_thread (PsDb      *db,
                      gpointer   data,
                      gpointer  *result,
                      GError   **error)
{
  PsStatement *statement = ps_db_statement (db, "counts", error);
  PsSidebarNumbers *numbers;

  if (statement == NULL || ps_statement_step (statement, error) != PS_STEP_ROW)
    return FALSE;
  numbers = g_new0 (PsSidebarNumbers, 1);
  numbers->n_all = ps_statement_int (statement, 0);
  numbers->n_here = ps_statement_int (statement, 1);
  numbers->n_needs_you = ps_statement_int (statement, 2);
  numbers->n_only_here = ps_statement_int (statement, 3);
  numbers->n_left_out = ps_statement_int (statement, 4);
  numbers->n_to_come = numbers->n_all - numbers->n_here - numbers->n_needs_you - numbers->n_left_out;
  numbers->n_waiting = numbers->n_to_come;
  numbers->n_without_collection = numbers->n_all - ps_statement_int (statement, 5);
  numbers->n_bytes = ps_statement_int (statement, 6);
  numbers->n_bytes_here = ps_statement_int (statement, 7);
  ps_statement_reset (statement);
  *result = numbers;
  return TRUE;
}

/**
 * ps_catalog_get_counts_async:
 * @self: a catalogue
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are read
 * @user_data: for @callback
 */
void
ps_catalog_get_counts_async (PsCatalog           *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_read_in_lane (self, PS_LANE_PAGES, PS_WORKER_DEFAULT, ps_catalog_get_counts_async, get_counts_in_thread,
                           NULL, NULL, g_free, cancellable, callback, user_data);
}

/**
 * ps_catalog_get_counts_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @numbers: (out caller-allocates): the numbers
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether they could be read
 */
gboolean
ps_catalog_get_counts_finish (PsCatalog         *self,
                              GAsyncResult      *result,
                              PsSidebarNumbers  *numbers,
                              GError           **error)
{
  g_autofree PsSidebarNumbers *read = ps_catalog_finish_pointer (self, result, ps_catalog_get_counts_async, error);

  if (read == NULL)
    return FALSE;
  *numbers = *read;
  return TRUE;
}

static gboolean
count_duplicates_in_thread (PsDb      *db,
                            gpointer   data,
                            gpointer  *result,
                            GError   **error)
{
  gint64 number;

  if (!ps_db_read_int (db, "count-duplicates", &number, error))
    return FALSE;
  *result = ps_catalog_number (number);
  return TRUE;
}

/**
 * ps_catalog_count_duplicates_async:
 * @self: a catalogue
 * @cancellable: (nullable): also ends counting under way
 * @callback: called when they are counted
 * @user_data: for @callback
 */
void
ps_catalog_count_duplicates_async (PsCatalog           *self,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_read_in_lane (self, PS_LANE_LISTS, PS_WORKER_LOW, ps_catalog_count_duplicates_async, count_duplicates_in_thread,
                           NULL, NULL, g_free, cancellable, callback, user_data);
}

/**
 * ps_catalog_count_duplicates_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: of how many photos there is more than one; −1 on error
 */
gint64
ps_catalog_count_duplicates_finish (PsCatalog     *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return ps_catalog_finish_number (self, result, ps_catalog_count_duplicates_async, error);
}
