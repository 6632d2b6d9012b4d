/* src/catalog/catalog-files.c: files that are here: listed, verified, moved, found again. */
#include "catalog/catalog-private.h"

#include <glib/gi18n-lib.h>

#include "base/times.h"
#include "catalog/rows.h"

/* A list of files to be read. */
typedef struct
{
  const char *statement; /* its file in sql/queries */
  const char *parameter; /* nullable: where the list begins */
  gint64 number;         /* for the parameter, where it is a number */
  char *ids;             /* owned, nullable: only these photos; JSON */
  char *text;            /* owned, nullable: for the parameter, where it is text */
  gboolean with_asset;
  guint limit;
} ListData;

static void
list_data_free (gpointer data)
{
  ListData *self = data;

  g_free (self->text);
  g_free (self->ids);
  g_free (self);
}

static gboolean
list_in_thread (PsDb      *db,
                gpointer   data,
                gpointer  *result,
                GError   **error)
{
  ListData *list = data;
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_file_free);
  PsStatement *statement = ps_db_statement (db, list->statement, error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  if (list->text != NULL)
    ps_statement_bind_text (statement, list->parameter, list->text);
  else if (list->parameter != NULL)
    ps_statement_bind_int (statement, list->parameter, list->number);
  if (list->ids != NULL)
    ps_statement_bind_text (statement, ":ids", list->ids);
  ps_statement_bind_int (statement, ":limit", list->limit);
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    g_ptr_array_add (files, ps_row_read_file (statement, list->with_asset));
  if (step != PS_STEP_DONE)
    return FALSE;
  *result = g_steal_pointer (&files);
  return TRUE;
}

static void
list_files (PsCatalog           *self,
            gpointer             tag,
            const ListData      *question,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  ps_catalog_read (self, tag, list_in_thread, g_memdup2 (question, sizeof *question), list_data_free,
                   (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * ps_catalog_list_to_verify_async:
 * @self: a catalogue
 * @limit: at most so many
 * @session_id: the verification; only files it did not try yet
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are read
 * @user_data: for @callback
 */
void
ps_catalog_list_to_verify_async (PsCatalog           *self,
                                 guint                limit,
                                 gint64               session_id,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  ListData question = { .statement = "to-verify-list", .parameter = ":session", .number = session_id, .limit = limit };

  g_return_if_fail (PS_IS_CATALOG (self));

  list_files (self, ps_catalog_list_to_verify_async, &question, cancellable, callback, user_data);
}

/**
 * ps_catalog_list_to_verify_of_async:
 * @self: a catalogue
 * @photo_ids: (element-type gint64): only these photos
 * @limit: at most so many
 * @session_id: the verification; only files it did not try yet
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are read; finish with ps_catalog_list_to_verify_finish()
 * @user_data: for @callback
 */
void
ps_catalog_list_to_verify_of_async (PsCatalog           *self,
                                    GArray              *photo_ids,
                                    guint                limit,
                                    gint64               session_id,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  ListData question = { .statement = "to-verify-of", .parameter = ":session", .number = session_id, .limit = limit };

  g_return_if_fail (PS_IS_CATALOG (self));

  question.ids = ps_catalog_ids_to_json ((const gint64 *) photo_ids->data, photo_ids->len);
  list_files (self, ps_catalog_list_to_verify_async, &question, cancellable, callback, user_data);
}

/**
 * ps_catalog_list_to_verify_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type PsFile) (nullable): files, the longest unread first
 */
GPtrArray *
ps_catalog_list_to_verify_finish (PsCatalog     *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_list_to_verify_async, error);
}

/**
 * ps_catalog_list_to_move_async:
 * @self: a catalogue
 * @limit: at most so many
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are read
 * @user_data: for @callback
 */
void
ps_catalog_list_to_move_async (PsCatalog           *self,
                               guint                limit,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  ListData question = { .statement = "to-move-list", .with_asset = TRUE, .limit = limit };

  g_return_if_fail (PS_IS_CATALOG (self));

  list_files (self, ps_catalog_list_to_move_async, &question, cancellable, callback, user_data);
}

/**
 * ps_catalog_list_to_move_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type PsFile) (nullable): files whose photo is
 *   called otherwise now; `wanted_path` where a place was reserved already
 */
GPtrArray *
ps_catalog_list_to_move_finish (PsCatalog     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_list_to_move_async, error);
}

/**
 * ps_catalog_list_to_adopt_async:
 * @self: a catalogue
 * @limit: at most so many
 * @after_id: only photos after this row; 0 at first
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are read
 * @user_data: for @callback
 */
void
ps_catalog_list_to_adopt_async (PsCatalog           *self,
                                guint                limit,
                                gint64               after_id,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  ListData question = { .statement = "to-adopt-list", .parameter = ":after_id", .number = after_id,
                        .with_asset = TRUE, .limit = limit };

  g_return_if_fail (PS_IS_CATALOG (self));

  list_files (self, ps_catalog_list_to_adopt_async, &question, cancellable, callback, user_data);
}

/**
 * ps_catalog_list_to_adopt_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type PsFile) (nullable): reserved places, as `local_path`, by id
 */
GPtrArray *
ps_catalog_list_to_adopt_finish (PsCatalog     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_list_to_adopt_async, error);
}

/**
 * ps_catalog_list_files_async:
 * @self: a catalogue
 * @limit: at most so many
 * @after_path: (nullable): only files whose path sorts after it, byte by byte; %NULL at first
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are read
 * @user_data: for @callback
 */
void
ps_catalog_list_files_async (PsCatalog           *self,
                             guint                limit,
                             const char          *after_path,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  ListData question = { .statement = "files-list", .parameter = ":after_path", .with_asset = TRUE, .limit = limit };

  g_return_if_fail (PS_IS_CATALOG (self));

  question.text = g_strdup (after_path != NULL ? after_path : "");
  list_files (self, ps_catalog_list_files_async, &question, cancellable, callback, user_data);
}

/**
 * ps_catalog_list_files_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type PsFile) (nullable): files that are here, by path
 */
GPtrArray *
ps_catalog_list_files_finish (PsCatalog     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_list_files_async, error);
}

typedef struct
{
  gint64 id;            /* a session, or a photo */
  GPtrArray *readings;  /* owned, nullable */
  char *path;           /* owned, nullable */
} FileData;

static void
file_data_free (gpointer data)
{
  FileData *self = data;

  g_clear_pointer (&self->readings, g_ptr_array_unref);
  g_free (self->path);
  g_free (self);
}

static const char *
word_of (PsReading reading)
{
  switch (reading)
    {
    case PS_READING_SOUND:
      return "sound";
    case PS_READING_DAMAGED:
      return "damaged";
    case PS_READING_CHANGED:
      return "changed";
    case PS_READING_MISSING:
      return "missing";
    case PS_READING_UNREADABLE:
    default:
      return "unreadable";
    }
}

static gboolean
note_change (PsDb                  *db,
             gint64                 session_id,
             const PsVerification  *verification,
             const char            *now,
             GError               **error)
{
  PsStatement *statement = ps_db_statement (db, "verification-insert", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_known (statement, ":session_id", session_id, session_id > 0);
  ps_statement_bind_text (statement, ":now", now);
  ps_statement_bind_text (statement, ":result", word_of (verification->reading));
  ps_statement_bind_text (statement, ":md5", verification->md5);
  ps_statement_bind_int (statement, ":n_bytes", verification->n_bytes);
  ps_statement_bind_text (statement, ":message", verification->message);
  ps_statement_bind_int (statement, ":id", verification->photo_id);
  return ps_statement_run (statement, error);
}

static gboolean
write_reading (PsDb                  *db,
               gint64                 session_id,
               const PsVerification  *verification,
               const char            *now,
               GError               **error)
{
  PsStatement *statement = ps_db_statement (db, "verification-record", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":now_us", g_get_real_time ());
  ps_statement_bind_known (statement, ":session", session_id, session_id > 0);
  ps_statement_bind_text (statement, ":result", word_of (verification->reading));
  ps_statement_bind_text (statement, ":now", now);
  ps_statement_bind_text (statement, ":message", verification->message);
  ps_statement_bind_int (statement, ":id", verification->photo_id);
  return ps_statement_run (statement, error);
}

static gboolean
write_proof (PsDb                  *db,
             const PsVerification  *verification,
             const char            *now,
             GError               **error)
{
  PsStatement *statement;

  if (verification->md5 == NULL)
    return TRUE;
  statement = ps_db_statement (db, "verification-integrity", error);
  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":md5", verification->md5);
  ps_statement_bind_text (statement, ":now", now);
  ps_statement_bind_int (statement, ":n_bytes", verification->n_bytes);
  ps_statement_bind_int (statement, ":id", verification->photo_id);
  return ps_statement_run (statement, error);
}

static gboolean
count_readings (PsDb            *db,
                const FileData  *file,
                GError         **error)
{
  gint64 n_sound = 0, n_bytes = 0;
  PsStatement *statement;

  for (guint i = 0; i < file->readings->len; i++)
    {
      const PsVerification *verification = g_ptr_array_index (file->readings, i);

      n_sound += verification->reading == PS_READING_SOUND;
      n_bytes += MAX (verification->n_bytes, 0);
    }
  statement = ps_db_statement (db, "session-add", error);
  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":n_total", file->readings->len);
  ps_statement_bind_int (statement, ":n_successful", n_sound);
  ps_statement_bind_int (statement, ":n_failed", file->readings->len - n_sound);
  ps_statement_bind_int (statement, ":n_bytes", n_bytes);
  ps_statement_bind_known (statement, ":generation", 0, FALSE);
  ps_statement_bind_int (statement, ":session_id", file->id);
  return ps_statement_run (statement, error);
}

static gboolean
record_verifications_in_thread (PsWriter  *writer,
                                gpointer   data,
                                gpointer  *result,
                                GError   **error)
{
  FileData *file = data;
  PsDb *db = ps_writer_get_db (writer);
  g_autofree char *now = ps_time_now_text ();

  for (guint i = 0; i < file->readings->len; i++)
    {
      const PsVerification *verification = g_ptr_array_index (file->readings, i);

      if (!note_change (db, file->id, verification, now, error)
          || !write_reading (db, file->id, verification, now, error)
          || !write_proof (db, verification, now, error))
        return FALSE;
      ps_writer_touch (writer, PS_CHANGE_PHOTOS, verification->photo_id);
    }
  ps_writer_touch (writer, PS_CHANGE_SESSIONS, 0);
  return count_readings (db, file, error);
}

/**
 * ps_catalog_record_verifications_async:
 * @self: a catalogue
 * @session_id: the run
 * @verifications: (element-type PsVerification): what reading files showed; kept, and not to be changed any more
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 *
 * A file that could not be read leaves what was known of it as it was.
 */
void
ps_catalog_record_verifications_async (PsCatalog           *self,
                                       gint64               session_id,
                                       GPtrArray           *verifications,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  FileData *file;

  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (verifications != NULL);

  file = g_new0 (FileData, 1);
  file->id = session_id;
  file->readings = g_ptr_array_ref (verifications);
  ps_catalog_write (self, ps_catalog_record_verifications_async, record_verifications_in_thread, file, file_data_free, NULL,
                    cancellable, callback, user_data);
}

/**
 * ps_catalog_record_verifications_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether they are stored
 */
gboolean
ps_catalog_record_verifications_finish (PsCatalog     *self,
                                        GAsyncResult  *result,
                                        GError       **error)
{
  return ps_catalog_finish_boolean (self, result, ps_catalog_record_verifications_async, error);
}

static gboolean
record_move_in_thread (PsWriter  *writer,
                       gpointer   data,
                       gpointer  *result,
                       GError   **error)
{
  FileData *file = data;
  PsDb *db = ps_writer_get_db (writer);
  PsStatement *statement = ps_db_statement (db, file->path != NULL ? "move-record" : "move-give-up", error);

  if (statement == NULL)
    return FALSE;
  if (file->path != NULL)
    {
      g_autofree char *key = ps_catalog_make_key (file->path);

      ps_statement_bind_text (statement, ":path", file->path);
      ps_statement_bind_text (statement, ":key", key);
    }
  ps_statement_bind_int (statement, ":id", file->id);
  if (!ps_statement_run (statement, error))
    return FALSE;
  if (sqlite3_changes (ps_db_get_handle (db)) == 0)
    {
      g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_FAILED, _("The catalogue knows no file of this photo."));
      return FALSE;
    }
  ps_writer_touch (writer, PS_CHANGE_PHOTOS, file->id);
  return TRUE;
}

/**
 * ps_catalog_record_move_async:
 * @self: a catalogue
 * @photo_id: a photo
 * @path: (nullable): where its file lies now; %NULL: it stays where it was, and its new name is given up
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_record_move_async (PsCatalog           *self,
                              gint64               photo_id,
                              const char          *path,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  FileData *file;

  g_return_if_fail (PS_IS_CATALOG (self));

  file = g_new0 (FileData, 1);
  file->id = photo_id;
  file->path = g_strdup (path);
  ps_catalog_write (self, ps_catalog_record_move_async, record_move_in_thread, file, file_data_free, NULL,
                    cancellable, callback, user_data);
}

/**
 * ps_catalog_record_move_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it is stored
 */
gboolean
ps_catalog_record_move_finish (PsCatalog     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return ps_catalog_finish_boolean (self, result, ps_catalog_record_move_async, error);
}
