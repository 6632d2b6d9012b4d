/* src/catalog/catalog-failures.c: which photos failed, when the next is tried again by itself, and which files are broken. */
#include "catalog/catalog-private.h"

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
next_retry_in_thread (PsDb      *db,
                      gpointer   data,
                      gpointer  *result,
                      GError   **error)
{
  PsStatement *statement = ps_db_statement (db, "next-retry", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":now_us", g_get_real_time ());
  ps_statement_bind_int (statement, ":too_far_us", g_get_real_time () + PS_CATALOG_LONGEST_WAIT_US);
  if (ps_statement_step (statement, error) != PS_STEP_ROW)
    return FALSE;
  *result = ps_catalog_number (ps_statement_int (statement, 0)); /* NULL is 0 */
  ps_statement_reset (statement);
  return TRUE;
}

/**
 * ps_catalog_next_retry_async:
 * @self: a catalogue
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is read
 * @user_data: for @callback
 */
void
ps_catalog_next_retry_async (PsCatalog           *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_read (self, ps_catalog_next_retry_async, next_retry_in_thread, NULL, NULL, g_free,
                   cancellable, callback, user_data);
}

/**
 * ps_catalog_next_retry_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: microseconds since 1970, after now; 0: nothing is to be tried again by itself later; −1: error
 */
gint64
ps_catalog_next_retry_finish (PsCatalog     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return ps_catalog_finish_number (self, result, ps_catalog_next_retry_async, error);
}

static PsReading
reading_of (const char *word)
{
  if (g_strcmp0 (word, "damaged") == 0)
    return PS_READING_DAMAGED;
  if (g_strcmp0 (word, "changed") == 0)
    return PS_READING_CHANGED;
  return g_strcmp0 (word, "missing") == 0 ? PS_READING_MISSING : PS_READING_UNREADABLE;
}

static gboolean
list_broken_in_thread (PsDb      *db,
                       gpointer   data,
                       gpointer  *result,
                       GError   **error)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_broken_free);
  PsStatement *statement = ps_db_statement (db, "broken-list", error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":limit", GPOINTER_TO_UINT (data));
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      PsBroken *file = g_new0 (PsBroken, 1);

      file->photo_id = ps_statement_int (statement, 0);
      file->public_id = ps_statement_dup_text (statement, 1);
      file->local_path = ps_statement_dup_text (statement, 2);
      file->reading = reading_of (ps_statement_text (statement, 3));
      file->message = ps_statement_dup_text (statement, 4);
      file->verified_at = ps_statement_dup_text (statement, 5);
      file->is_gone = ps_statement_int (statement, 6) != 0;
      g_ptr_array_add (files, file);
    }
  if (step != PS_STEP_DONE)
    return FALSE;
  *result = g_steal_pointer (&files);
  return TRUE;
}

/**
 * ps_catalog_list_broken_async:
 * @self: a catalogue
 * @limit: at most so many
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are read
 * @user_data: for @callback
 */
void
ps_catalog_list_broken_async (PsCatalog           *self,
                              guint                limit,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_read (self, ps_catalog_list_broken_async, list_broken_in_thread, GUINT_TO_POINTER (limit), NULL,
                   (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * ps_catalog_list_broken_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type PsBroken) (nullable): files that are not as they landed, by path
 */
GPtrArray *
ps_catalog_list_broken_finish (PsCatalog     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_list_broken_async, error);
}
