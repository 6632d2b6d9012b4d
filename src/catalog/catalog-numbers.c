/* src/catalog/catalog-numbers.c: counts and limits, read from counters and indexes alone. */
#include "catalog/catalog-private.h"

#include "base/times.h"

static gboolean
get_statistics_in_thread (PsDb      *db,
                          gpointer   data,
                          gpointer  *result,
                          GError   **error)
{
  PsStatement *statement = ps_db_statement (db, "statistics", error);
  PsDownloadStatistics numbers;

  if (statement == NULL || ps_statement_step (statement, error) != PS_STEP_ROW)
    return FALSE;
  numbers.total_photos = ps_statement_int (statement, 0);
  numbers.downloaded_photos = ps_statement_int (statement, 1);
  numbers.failed_photos = ps_statement_int (statement, 2);
  numbers.total_bytes = ps_statement_int (statement, 3);
  numbers.downloaded_bytes = ps_statement_int (statement, 4);
  numbers.download_percentage = ps_statement_double (statement, 5);
  ps_statement_reset (statement);
  *result = g_memdup2 (&numbers, sizeof numbers);
  return TRUE;
}

/**
 * ps_catalog_get_download_statistics_async:
 * @self: a catalogue
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are read
 * @user_data: for @callback
 */
void
ps_catalog_get_download_statistics_async (PsCatalog           *self,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_read (self, ps_catalog_get_download_statistics_async, get_statistics_in_thread, NULL, NULL, g_free,
                   cancellable, callback, user_data);
}

/**
 * ps_catalog_get_download_statistics_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @statistics: (out caller-allocates): the row of the view `download_statistics`
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it could be read
 */
gboolean
ps_catalog_get_download_statistics_finish (PsCatalog             *self,
                                           GAsyncResult          *result,
                                           PsDownloadStatistics  *statistics,
                                           GError               **error)
{
  g_autofree PsDownloadStatistics *numbers = ps_catalog_finish_pointer (self, result,
                                                                        ps_catalog_get_download_statistics_async, error);

  if (numbers == NULL)
    return FALSE;
  *statistics = *numbers;
  return TRUE;
}

static gboolean
read_states (PsDb      *db,
             PsStatus  *status,
             GError   **error)
{
  PsStatement *statement = ps_db_statement (db, "status-states", error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      PsState state;

      if (!ps_state_from_word (ps_statement_text (statement, 0), &state))
        continue;
      status->n_photos[state] = ps_statement_int (statement, 1);
      status->n_bytes[state] = ps_statement_int (statement, 2);
      status->n_total += status->n_photos[state];
      status->n_bytes_total += status->n_bytes[state];
      status->n_bytes_here += ps_statement_int (statement, 3);
      status->n_files += ps_statement_int (statement, 4);
      if (state == PS_STATE_WAITING)
        status->n_asked_for = ps_statement_int (statement, 5);
      if (state == PS_STATE_FAILED)
        status->n_trying_again = ps_statement_int (statement, 6);
    }
  return step == PS_STEP_DONE;
}

static gboolean
read_interrupted (PsDb      *db,
                  PsStatus  *status,
                  GError   **error)
{
  PsStatement *statement = ps_db_statement (db, "status-interrupted", error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      PsState state;

      if (!ps_state_from_word (ps_statement_text (statement, 0), &state))
        continue;
      status->n_interrupted[state] = ps_statement_int (statement, 1);
      status->n_bytes_interrupted[state] = ps_statement_int (statement, 2);
    }
  return step == PS_STEP_DONE;
}

static gboolean
read_runs (PsDb      *db,
           PsStatus  *status,
           GError   **error)
{
  PsStatement *statement = ps_db_statement (db, "status-runs", error);

  if (statement == NULL || ps_statement_step (statement, error) != PS_STEP_ROW)
    return FALSE;
  status->cloud_name = ps_statement_dup_text (statement, 0);
  status->last_scan = ps_statement_dup_text (statement, 1);
  status->last_complete_scan = ps_statement_dup_text (statement, 2);
  status->last_download = ps_statement_dup_text (statement, 3);
  status->last_verify = ps_statement_dup_text (statement, 4);
  status->scan_is_open = ps_statement_int (statement, 5) != 0;
  status->n_held_back = ps_statement_int (statement, 6);
  ps_statement_reset (statement);
  return TRUE;
}

static gboolean
read_limits (PsDb      *db,
             PsStatus  *status,
             GError   **error)
{
  PsStatement *statement = ps_db_statement (db, "status-limits", error);
  PsStep step;

  status->rate_limit = (PsRateLimit) { .limit = -1, .remaining = -1 };
  if (statement == NULL || (step = ps_statement_step (statement, error)) == PS_STEP_ERROR)
    return FALSE;
  if (step == PS_STEP_ROW)
    {
      status->rate_limit.limit = ps_statement_int (statement, 0);
      status->rate_limit.remaining = ps_statement_int (statement, 1);
      status->rate_limit.reset_us = ps_statement_int (statement, 2);
      ps_statement_reset (statement);
    }
  return TRUE;
}

static gboolean
read_ledger (PsDb    *db,
             gint64   since_us,
             gint64  *n_bytes,
             GError **error)
{
  PsStatement *statement = ps_db_statement (db, "traffic-since", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":since_us", since_us);
  if (ps_statement_step (statement, error) != PS_STEP_ROW)
    return FALSE;
  *n_bytes = ps_statement_int (statement, 0);
  ps_statement_reset (statement);
  return TRUE;
}

static gboolean
read_plan (PsDb    *db,
           PsPlan  *plan,
           GError **error)
{
  PsStatement *statement = ps_db_statement (db, "status-plan", error);
  gint64 now_us = g_get_real_time (), since_us = 0;
  PsStep step;

  *plan = (PsPlan) { .limit_bytes = -1, .used_bytes = -1, .n_resources = -1 };
  if (statement == NULL || (step = ps_statement_step (statement, error)) == PS_STEP_ERROR)
    return FALSE;
  if (step == PS_STEP_ROW)
    {
      plan->name = ps_statement_dup_text (statement, 0);
      plan->limit_bytes = ps_statement_int (statement, 1);
      plan->used_bytes = ps_statement_int (statement, 2);
      plan->figures_at = ps_statement_dup_text (statement, 3);
      plan->n_resources = ps_statement_int (statement, 4);
      plan->resumes_at_us = ps_statement_int (statement, 5);
      ps_statement_reset (statement);
    }
  ps_time_from_text (plan->figures_at, &since_us);
  return read_ledger (db, since_us, &plan->fetched_since_bytes, error)
         && read_ledger (db, now_us - 30 * G_TIME_SPAN_DAY, &plan->fetched_30_days_bytes, error);
}

static gboolean
get_status_in_thread (PsDb      *db,
                      gpointer   data,
                      gpointer  *result,
                      GError   **error)
{
  g_autoptr(PsStatus) status = g_new0 (PsStatus, 1);

  if (!read_states (db, status, error)
      || (status->n_photos[PS_STATE_ARRIVING] > 0 && !read_interrupted (db, status, error))
      || !read_runs (db, status, error)
      || !read_limits (db, status, error)
      || !read_plan (db, &status->plan, error))
    return FALSE;
  *result = g_steal_pointer (&status);
  return TRUE;
}

/**
 * ps_catalog_get_status_async:
 * @self: a catalogue
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is read
 * @user_data: for @callback
 */
void
ps_catalog_get_status_async (PsCatalog           *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_read (self, ps_catalog_get_status_async, get_status_in_thread, NULL, NULL, (GDestroyNotify) ps_status_free,
                   cancellable, callback, user_data);
}

/**
 * ps_catalog_get_status_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (nullable): the library as it is
 */
PsStatus *
ps_catalog_get_status_finish (PsCatalog     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_get_status_async, error);
}

static gboolean
get_status_at_in_thread (PsDb      *db,
                         gpointer   data,
                         gpointer  *result,
                         GError   **error)
{
  g_autoptr(PsStatus) status = g_new0 (PsStatus, 1);
  PsStatement *statement = ps_db_statement (db, "status-at", error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  status->rate_limit = (PsRateLimit) { .limit = -1, .remaining = -1 };
  status->plan = (PsPlan) { .limit_bytes = -1, .used_bytes = -1, .n_resources = -1 };
  ps_statement_bind_int (statement, ":at_us", *(gint64 *) data);
  step = ps_statement_step (statement, error);
  if (step == PS_STEP_ERROR)
    return FALSE;
  if (step == PS_STEP_ROW)
    {
      status->last_scan = ps_statement_dup_text (statement, 0);
      status->last_complete_scan = g_strdup (status->last_scan);
      status->n_total = ps_statement_int (statement, 1);
      status->n_bytes_total = ps_statement_int (statement, 2);
      status->cloud_name = ps_statement_dup_text (statement, 3);
      ps_statement_reset (statement);
    }
  *result = g_steal_pointer (&status);
  return TRUE;
}

/**
 * ps_catalog_get_status_at_async:
 * @self: a catalogue
 * @at_us: microseconds since 1970
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is read
 * @user_data: for @callback
 */
void
ps_catalog_get_status_at_async (PsCatalog           *self,
                                gint64               at_us,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_read (self, ps_catalog_get_status_at_async, get_status_at_in_thread, ps_catalog_number (at_us), g_free,
                   (GDestroyNotify) ps_status_free, cancellable, callback, user_data);
}

/**
 * ps_catalog_get_status_at_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (nullable): what was in the cloud then; `last_scan` is
 *   %NULL where no scan goes back so far
 */
PsStatus *
ps_catalog_get_status_at_finish (PsCatalog     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_get_status_at_async, error);
}
