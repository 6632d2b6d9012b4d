/* src/catalog/catalog-sessions.c: runs of scan, download and verify. */
#include "catalog/catalog-private.h"

#include "base/times.h"

typedef struct
{
  gint64 id;
  char *session_type, *cloud_name, *notes; /* owned, nullable */
} SessionData;

static void
session_data_free (gpointer data)
{
  SessionData *self = data;

  g_free (self->session_type);
  g_free (self->cloud_name);
  g_free (self->notes);
  g_free (self);
}

static gboolean
create_in_thread (PsWriter  *writer,
                  gpointer   data,
                  gpointer  *result,
                  GError   **error)
{
  SessionData *session = data;
  g_autofree char *now = ps_time_now_text ();
  PsDb *db = ps_writer_get_db (writer);
  PsStatement *statement = ps_db_statement (db, "session-create", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":session_type", session->session_type);
  ps_statement_bind_text (statement, ":cloud_name", session->cloud_name);
  ps_statement_bind_text (statement, ":now", now);
  if (!ps_statement_run (statement, error))
    return FALSE;
  *result = ps_catalog_number (sqlite3_last_insert_rowid (ps_db_get_handle (db)));
  ps_writer_touch (writer, PS_CHANGE_SESSIONS, 0);
  return TRUE;
}

/**
 * ps_catalog_create_backup_session_async:
 * @self: a catalogue
 * @session_type: "scan", "download" or "verify"
 * @cloud_name: (nullable): of the account
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_create_backup_session_async (PsCatalog           *self,
                                        const char          *session_type,
                                        const char          *cloud_name,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  SessionData *session;

  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (session_type != NULL);

  session = g_new0 (SessionData, 1);
  session->session_type = g_strdup (session_type);
  session->cloud_name = g_strdup (cloud_name);
  ps_catalog_write (self, ps_catalog_create_backup_session_async, create_in_thread, session, session_data_free, g_free,
                    cancellable, callback, user_data);
}

/**
 * ps_catalog_create_backup_session_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: the session's row; −1 on error
 */
gint64
ps_catalog_create_backup_session_finish (PsCatalog     *self,
                                         GAsyncResult  *result,
                                         GError       **error)
{
  return ps_catalog_finish_number (self, result, ps_catalog_create_backup_session_async, error);
}

static gboolean
complete_in_thread (PsWriter  *writer,
                    gpointer   data,
                    gpointer  *result,
                    GError   **error)
{
  SessionData *session = data;
  g_autofree char *now = ps_time_now_text ();
  PsStatement *statement = ps_db_statement (ps_writer_get_db (writer), "session-complete", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":id", session->id);
  ps_statement_bind_text (statement, ":now", now);
  ps_statement_bind_text (statement, ":notes", session->notes);
  ps_writer_touch (writer, PS_CHANGE_SESSIONS, 0);
  return ps_statement_run (statement, error);
}

/**
 * ps_catalog_complete_backup_session_async:
 * @self: a catalogue
 * @session_id: its row
 * @notes: (nullable): plain words on how it ended
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_complete_backup_session_async (PsCatalog           *self,
                                          gint64               session_id,
                                          const char          *notes,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data)
{
  SessionData *session;

  g_return_if_fail (PS_IS_CATALOG (self));

  session = g_new0 (SessionData, 1);
  session->id = session_id;
  session->notes = g_strdup (notes);
  ps_catalog_write (self, ps_catalog_complete_backup_session_async, complete_in_thread, session, session_data_free, NULL,
                    cancellable, callback, user_data);
}

/**
 * ps_catalog_complete_backup_session_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it is stored
 */
gboolean
ps_catalog_complete_backup_session_finish (PsCatalog     *self,
                                           GAsyncResult  *result,
                                           GError       **error)
{
  return ps_catalog_finish_boolean (self, result, ps_catalog_complete_backup_session_async, error);
}

static gboolean
list_in_thread (PsDb      *db,
                gpointer   data,
                gpointer  *result,
                GError   **error)
{
  g_autoptr(GPtrArray) sessions = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_session_free);
  PsStatement *statement = ps_db_statement (db, "session-list", error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":limit", GPOINTER_TO_UINT (data));
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      PsSession *session = g_new0 (PsSession, 1);

      session->id = ps_statement_int (statement, 0);
      session->session_type = ps_statement_dup_text (statement, 1);
      session->cloudinary_cloud_name = ps_statement_dup_text (statement, 2);
      session->started_at = ps_statement_dup_text (statement, 3);
      session->completed_at = ps_statement_dup_text (statement, 4);
      session->total_photos = ps_statement_int (statement, 5);
      session->successful_photos = ps_statement_int (statement, 6);
      session->failed_photos = ps_statement_int (statement, 7);
      session->total_bytes = ps_statement_int (statement, 8);
      session->notes = ps_statement_dup_text (statement, 9);
      g_ptr_array_add (sessions, session);
    }
  if (step != PS_STEP_DONE)
    return FALSE;
  *result = g_steal_pointer (&sessions);
  return TRUE;
}

/**
 * ps_catalog_list_sessions_async:
 * @self: a catalogue
 * @limit: at most so many
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are read
 * @user_data: for @callback
 */
void
ps_catalog_list_sessions_async (PsCatalog           *self,
                                guint                limit,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_read (self, ps_catalog_list_sessions_async, list_in_thread, GUINT_TO_POINTER (limit), NULL,
                   (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * ps_catalog_list_sessions_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type PsSession) (nullable): sessions, newest first
 */
GPtrArray *
ps_catalog_list_sessions_finish (PsCatalog     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_list_sessions_async, error);
}
