/* src/catalog/predecessor.c: the database of the tool that came before Proofsheet, taken over. */
#include "catalog/predecessor.h"

#include <glib/gi18n-lib.h>

#include "catalog/catalog-private.h"
#include "catalog/schema.h"

/**
 * ps_adoptable_free:
 * @self: (transfer full): a photo
 */
void
ps_adoptable_free (PsAdoptable *self)
{
  g_free (self->stem);
  g_free (self->format);
  g_free (self->checksum);
  g_free (self);
}

/**
 * ps_adoptable_make_key:
 * @path: a file's relative path
 *
 * Returns: (transfer full): what a catalogue keeps one of: two photos of equal keys cannot both have a file
 */
char *
ps_adoptable_make_key (const char *path)
{
  return ps_catalog_make_key (path);
}

/**
 * ps_predecessor_check:
 * @path: a database
 * @cloud_name: (out) (transfer full) (nullable): which cloud it was for, if it says so
 * @error: set with %PS_CATALOG_ERROR_FOREIGN
 *
 * Returns: whether the predecessor made it
 */
gboolean
ps_predecessor_check (const char  *path,
                      char       **cloud_name,
                      GError     **error)
{
  g_autoptr(PsDb) db = ps_db_open (path, PS_DB_READ_ONLY, NULL);
  gint64 application = 0, version = 0, n_tables = 0;
  PsStatement *statement;

  *cloud_name = NULL;
  if (db == NULL || !ps_db_read_int (db, "read-application-id", &application, NULL) || !ps_db_read_int (db, "read-user-version", &version, NULL)
      || !ps_db_read_int (db, "count-predecessor-tables", &n_tables, NULL) || application != 0 || version != 0 || n_tables != 3)
    {
      g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_NOT_FOUND,
                           _("No database of the tool that came before Proofsheet is in this folder. Nothing was changed."));
      return FALSE;
    }
  statement = ps_db_statement (db, "session-last-cloud", NULL);
  if (statement != NULL && ps_statement_step (statement, NULL) == PS_STEP_ROW)
    {
      *cloud_name = ps_statement_dup_text (statement, 0);
      ps_statement_reset (statement);
    }
  return TRUE;
}

/**
 * ps_predecessor_count:
 * @path: a database that the predecessor made
 *
 * Returns: how many photos it knows; −1: it cannot be read
 */
gint64
ps_predecessor_count (const char *path)
{
  g_autoptr(PsDb) db = ps_db_open (path, PS_DB_READ_ONLY, NULL);
  gint64 n_photos;

  return db != NULL && ps_db_read_int (db, "count-predecessor-photos", &n_photos, NULL) ? n_photos : -1;
}

static GPtrArray *
list_photos (PsDb    *db,
             GError **error)
{
  g_autoptr(GPtrArray) photos = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_adoptable_free);
  PsStatement *statement = ps_db_statement (db, "adoptable-list", error);
  PsStep step;

  if (statement == NULL)
    return NULL;
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      PsAdoptable *photo = g_new (PsAdoptable, 1);

      *photo = (PsAdoptable) { ps_statement_int (statement, 0), ps_statement_dup_text (statement, 1), ps_statement_dup_text (statement, 2),
                               ps_statement_int (statement, 3), ps_statement_is_null (statement, 4) ? -1 : ps_statement_int (statement, 4),
                               ps_statement_dup_text (statement, 5) };
      g_ptr_array_add (photos, photo);
    }
  return step == PS_STEP_DONE ? g_steal_pointer (&photos) : NULL;
}

static gboolean
take_over_in_thread (PsWriter  *writer,
                     gpointer   data,
                     gpointer  *result,
                     GError   **error)
{
  PsDb *db = ps_writer_get_db (writer);
  PsStatement *statement = ps_db_statement (db, "predecessor-attach", error);
  g_autoptr(GPtrArray) photos = NULL;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":path", data);
  if (!ps_statement_run (statement, error))
    return FALSE;
  if (ps_db_run_resource (db, "predecessor.sql", error))
    photos = list_photos (db, error);
  else
    ps_db_run (db, "rollback", NULL);
  if (!ps_db_run (db, "predecessor-detach", photos != NULL ? error : NULL) || photos == NULL || !ps_schema_renew_search (db, error))
    return FALSE;
  *result = g_steal_pointer (&photos);
  return TRUE;
}

/* The verb that runs in no transaction gives no result of its own: it is left here. */
typedef struct
{
  char *path;
  GPtrArray *photos;
} Taking;

static void
taking_free (gpointer data)
{
  Taking *self = data;

  g_free (self->path);
  g_clear_pointer (&self->photos, g_ptr_array_unref);
  g_free (self);
}

static gboolean
take_over_alone (PsWriter  *writer,
                 gpointer   data,
                 gpointer  *result,
                 GError   **error)
{
  Taking *taking = data;

  return take_over_in_thread (writer, taking->path, (gpointer *) &taking->photos, error);
}

static void
taken_over_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Taking *taking = g_task_get_task_data (task);
  GError *error = NULL;

  if (ps_catalog_finish_boolean (PS_CATALOG (source), result, take_over_alone, &error))
    g_task_return_pointer (task, g_steal_pointer (&taking->photos), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * ps_catalog_take_over_async:
 * @self: a new, empty catalogue
 * @path: the predecessor's database
 * @cancellable: (nullable): heeded until its turn comes
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_take_over_async (PsCatalog           *self,
                            const char          *path,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = ps_catalog_new_task (self, ps_catalog_take_over_async, cancellable, callback, user_data);
  Taking *taking = g_new0 (Taking, 1);

  taking->path = g_strdup (path);
  g_task_set_task_data (task, taking, taking_free);
  ps_catalog_write_alone (self, take_over_alone, take_over_alone, taking, NULL, cancellable, taken_over_cb, task);
}

/**
 * ps_catalog_take_over_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type PsAdoptable) (nullable): its photos; none has a file yet
 */
GPtrArray *
ps_catalog_take_over_finish (PsCatalog     *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_take_over_async, error);
}
