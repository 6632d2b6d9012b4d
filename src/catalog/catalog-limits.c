/* src/catalog/catalog-limits.c: where the rate limit and the plan stand, and what was fetched against them. */
#include "catalog/catalog-private.h"

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

static gboolean
count_traffic_in_thread (PsWriter  *writer,
                         gpointer   data,
                         gpointer  *result,
                         GError   **error)
{
  PsStatement *statement = ps_db_statement (ps_writer_get_db (writer), "traffic-add", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":now_us", g_get_real_time ());
  ps_statement_bind_int (statement, ":n_bytes", *(gint64 *) data);
  ps_writer_touch (writer, PS_CHANGE_SESSIONS, 0);
  return ps_statement_run (statement, error);
}

/**
 * ps_catalog_count_traffic_async:
 * @self: a catalogue
 * @n_bytes: that came over the network just now
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_count_traffic_async (PsCatalog           *self,
                                gint64               n_bytes,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_write (self, ps_catalog_count_traffic_async, count_traffic_in_thread, ps_catalog_number (n_bytes), g_free, NULL,
                    cancellable, callback, user_data);
}

/**
 * ps_catalog_count_traffic_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it is stored
 */
gboolean
ps_catalog_count_traffic_finish (PsCatalog     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return ps_catalog_finish_boolean (self, result, ps_catalog_count_traffic_async, error);
}
