/* src/catalog/catalog-numbers.c: counts, limits and failures, read from counters and indexes alone. */
#include "catalog/catalog-private.h"

#include <string.h>

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

typedef struct
{
  char *cause; /* owned, nullable */
  guint limit;
} FailureQuestion;

static void
failure_question_free (gpointer data)
{
  FailureQuestion *self = data;

  g_free (self->cause);
  g_free (self);
}

static gboolean
list_failures_in_thread (PsDb      *db,
                         gpointer   data,
                         gpointer  *result,
                         GError   **error)
{
  FailureQuestion *question = data;
  g_autoptr(GPtrArray) failures = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_failure_free);
  PsStatement *statement = ps_db_statement (db, question->cause != NULL ? "failure-list-by-cause" : "failure-list", error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  if (question->cause != NULL)
    ps_statement_bind_text (statement, ":cause", question->cause);
  ps_statement_bind_int (statement, ":limit", question->limit);
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      PsFailure *failure = g_new0 (PsFailure, 1);

      failure->photo_id = ps_statement_int (statement, 0);
      failure->public_id = ps_statement_dup_text (statement, 1);
      failure->resource_type = ps_statement_dup_text (statement, 2);
      failure->resource_kind = ps_statement_dup_text (statement, 3);
      failure->cause = ps_statement_dup_text (statement, 4);
      failure->message = ps_statement_dup_text (statement, 5);
      failure->attempts = ps_statement_int (statement, 6);
      failure->last_attempt = ps_statement_dup_text (statement, 7);
      failure->next_at_us = ps_statement_int (statement, 8);
      g_ptr_array_add (failures, failure);
    }
  if (step != PS_STEP_DONE)
    return FALSE;
  *result = g_steal_pointer (&failures);
  return TRUE;
}

/**
 * ps_catalog_list_failures_async:
 * @self: a catalogue
 * @cause: (nullable): only those of this cause
 * @limit: at most so many
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are read
 * @user_data: for @callback
 */
void
ps_catalog_list_failures_async (PsCatalog           *self,
                                const char          *cause,
                                guint                limit,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  FailureQuestion *question;

  g_return_if_fail (PS_IS_CATALOG (self));

  question = g_new (FailureQuestion, 1);
  *question = (FailureQuestion) { g_strdup (cause), limit };
  ps_catalog_read (self, ps_catalog_list_failures_async, list_failures_in_thread, question, failure_question_free,
                   (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * ps_catalog_list_failures_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type PsFailure) (nullable): failed photos, newest first
 */
GPtrArray *
ps_catalog_list_failures_finish (PsCatalog     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_list_failures_async, error);
}

static gboolean
record_rate_limit_in_thread (PsWriter  *writer,
                             gpointer   data,
                             gpointer  *result,
                             GError   **error)
{
  PsRateLimit *limit = data;
  PsStatement *statement = ps_db_statement (ps_writer_get_db (writer), "rate-limit-record", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":limit", limit->limit);
  ps_statement_bind_int (statement, ":remaining", limit->remaining);
  ps_statement_bind_int (statement, ":reset_us", limit->reset_us);
  ps_writer_touch (writer, PS_CHANGE_SESSIONS, 0);
  return ps_statement_run (statement, error);
}

/**
 * ps_catalog_record_rate_limit_async:
 * @self: a catalogue
 * @limit: as the last reply said; copied
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_record_rate_limit_async (PsCatalog           *self,
                                    const PsRateLimit   *limit,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (limit != NULL);

  ps_catalog_write (self, ps_catalog_record_rate_limit_async, record_rate_limit_in_thread,
                    g_memdup2 (limit, sizeof *limit), g_free, NULL, cancellable, callback, user_data);
}

/**
 * ps_catalog_record_rate_limit_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it is stored
 */
gboolean
ps_catalog_record_rate_limit_finish (PsCatalog     *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  return ps_catalog_finish_boolean (self, result, ps_catalog_record_rate_limit_async, error);
}

static void
plan_free (gpointer data)
{
  PsPlan *self = data;

  g_free (self->name);
  g_free (self->figures_at);
  g_free (self);
}

static gboolean
record_plan_in_thread (PsWriter  *writer,
                       gpointer   data,
                       gpointer  *result,
                       GError   **error)
{
  PsPlan *plan = data;
  PsStatement *statement = ps_db_statement (ps_writer_get_db (writer), "plan-record", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":name", plan->name);
  ps_statement_bind_int (statement, ":limit_bytes", plan->limit_bytes);
  ps_statement_bind_int (statement, ":used_bytes", plan->used_bytes);
  ps_statement_bind_text (statement, ":figures_at", plan->figures_at);
  ps_statement_bind_int (statement, ":n_resources", plan->n_resources);
  ps_statement_bind_int (statement, ":resumes_at_us", plan->resumes_at_us);
  ps_writer_touch (writer, PS_CHANGE_SESSIONS, 0);
  return ps_statement_run (statement, error);
}

/**
 * ps_catalog_record_plan_async:
 * @self: a catalogue
 * @plan: as the account reported it; copied, all but what the ledger knows
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_record_plan_async (PsCatalog           *self,
                              const PsPlan        *plan,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  PsPlan *copy;

  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (plan != NULL);

  copy = g_memdup2 (plan, sizeof *plan);
  copy->name = g_strdup (plan->name);
  copy->figures_at = g_strdup (plan->figures_at);
  ps_catalog_write (self, ps_catalog_record_plan_async, record_plan_in_thread, copy, plan_free, NULL,
                    cancellable, callback, user_data);
}

/**
 * ps_catalog_record_plan_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it is stored
 */
gboolean
ps_catalog_record_plan_finish (PsCatalog     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return ps_catalog_finish_boolean (self, result, ps_catalog_record_plan_async, error);
}
