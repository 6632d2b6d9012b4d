/* src/catalog/catalog-check.c: reads a whole catalogue for damage, its search index included. */
#include "catalog/catalog-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "catalog/schema.h"

#define LOOK_EVERY_N_STEPS 20000

/* Damage to the search index alone is repaired without a word: all of it can be made from the facts. */
static gboolean
check_search (PsDb    *db,
              GError **error)
{
  g_autoptr(GError) damage = NULL;
  gboolean done;

  if (!ps_db_run (db, "begin", error))
    return FALSE;
  done = ps_db_run (db, "search-check", &damage);
  if (!done && g_error_matches (damage, PS_CATALOG_ERROR, PS_CATALOG_ERROR_CORRUPT))
    done = ps_schema_renew_search (db, error);
  else if (!done)
    g_propagate_error (error, g_steal_pointer (&damage));
  if (done && ps_db_run (db, "commit", error))
    return TRUE;
  ps_db_run (db, "rollback", NULL);
  return FALSE;
}

static gboolean
check_rows (PsDb    *db,
            GError **error)
{
  PsStatement *statement = ps_db_statement (db, "integrity-check", error);
  gboolean sound;

  if (statement == NULL || ps_statement_step (statement, error) != PS_STEP_ROW)
    return FALSE;
  sound = g_strcmp0 (ps_statement_text (statement, 0), "ok") == 0;
  ps_statement_reset (statement);
  if (!sound)
    g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_CORRUPT,
                         _("The catalogue is damaged. The photos are not touched by this; “proofsheetctl rebuild” makes it anew from them."));
  return sound;
}

/**
 * ps_catalog_check_file:
 * @path: a database that nobody has open
 * @is_ours: (out): whether its header is that of a catalogue this Proofsheet may judge, or of no database at all
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Reads it from end to end. Any thread; it may take minutes.
 *
 * Returns: whether it is a sound catalogue of ours
 */
gboolean
ps_catalog_check_file (const char  *path,
                       gboolean    *is_ours,
                       GError     **error)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autoptr(GError) header_error = NULL;
  g_autoptr(PsDb) db = NULL;
  GStatBuf found;

  if (!ps_schema_check_file (path, &header_error))
    {
      *is_ours = g_error_matches (header_error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_CORRUPT);
      g_propagate_error (error, g_steal_pointer (&header_error));
      return FALSE;
    }
  *is_ours = TRUE;
  db = ps_db_open (path, 0, error);
  if (db == NULL)
    return FALSE;
  ps_db_keep_journal (db, g_lstat (log, &found) == 0 && found.st_size > 0); /* what is damaged is left as it is */
  if (!ps_schema_check (db, error) || !check_rows (db, error) || !check_search (db, error))
    return FALSE;
  ps_db_keep_journal (db, FALSE);
  return TRUE;
}

/* Runs inside SQLite: ends a check that nobody waits for any more. */
static int
is_cancelled_cb (void *data)
{
  return g_cancellable_is_cancelled (data);
}

/* One check on its way. */
typedef struct
{
  PsWorker *checker; /* owned */
  char *path;        /* owned */
  GError *error;     /* owned, nullable */
} Check;

static void
check_free (gpointer data)
{
  Check *self = data;

  g_clear_object (&self->checker);
  g_clear_error (&self->error);
  g_free (self->path);
  g_free (self);
}

static void
check_in_thread (GTask *inner)
{
  Check *check = g_task_get_task_data (inner);
  /* Not read-only: for such a file SQLite reads no CHECK constraints, and would find none broken. */
  g_autoptr(PsDb) db = ps_db_open (check->path, PS_DB_QUERY_ONLY, &check->error);

  if (db != NULL)
    {
      sqlite3_progress_handler (ps_db_get_handle (db), LOOK_EVERY_N_STEPS, is_cancelled_cb, g_task_get_cancellable (inner));
      check_rows (db, &check->error);
      sqlite3_progress_handler (ps_db_get_handle (db), 0, NULL, NULL);
    }
  g_task_return_boolean (inner, TRUE);
  g_object_unref (inner);
}

/* What is left for the writer. */
typedef struct
{
  GCancellable *cancellable; /* owned, nullable */
  gboolean with_rows;
} Rest;

static void
rest_free (gpointer data)
{
  Rest *self = data;

  g_clear_object (&self->cancellable);
  g_free (self);
}

/* On the writer, since the index's own check counts as a write; it ends early where the catalogue is being closed. */
static gboolean
check_rest_in_thread (PsWriter  *writer,
                      gpointer   data,
                      gpointer  *result,
                      GError   **error)
{
  const Rest *rest = data;
  PsDb *db = ps_writer_get_db (writer);
  gboolean done;

  sqlite3_progress_handler (ps_db_get_handle (db), LOOK_EVERY_N_STEPS, is_cancelled_cb, rest->cancellable);
  done = (!rest->with_rows || check_rows (db, error)) && check_search (db, error);
  sqlite3_progress_handler (ps_db_get_handle (db), 0, NULL, NULL);
  return done;
}

static void
rest_checked_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (ps_catalog_finish_boolean (PS_CATALOG (source), result, check_rest_in_thread, &error))
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_error (task, error);
}

/* Takes @task. Alone: an interrupted write takes its whole transaction with it. */
static void
check_rest (PsCatalog *self,
            GTask     *task,
            gboolean   with_rows)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Rest *rest = g_new (Rest, 1);

  *rest = (Rest) { cancellable != NULL ? g_object_ref (cancellable) : NULL, with_rows };
  ps_catalog_write_alone (self, check_rest_in_thread, check_rest_in_thread, rest, rest_free, cancellable, rest_checked_cb, task);
}

static void
checker_closed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Check *check = g_task_get_task_data (task);
  PsCatalog *self = g_task_get_source_object (task);

  ps_worker_close_finish (PS_WORKER (source), result, NULL);
  if (check->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&check->error));
      return;
    }
  check_rest (self, g_steal_pointer (&task), FALSE);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Check *check = g_task_get_task_data (task);

  g_task_propagate_boolean (G_TASK (result), NULL);
  ps_worker_close_async (check->checker, checker_closed_cb, g_steal_pointer (&task));
}

/**
 * ps_catalog_check_async:
 * @self: a catalogue that can be written
 * @cancellable: (nullable): ends it within a moment
 * @callback: called when all of it was read
 * @user_data: for @callback
 */
void
ps_catalog_check_async (PsCatalog           *self,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task, *inner;
  Check *check;

  g_return_if_fail (PS_IS_CATALOG (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ps_catalog_check_async);
  if (ps_catalog_has_rollback_journal (self) || self->writer == NULL)
    {
      check_rest (self, task, TRUE); /* a long read beside it would keep the writer out until it loses patience */
      return;
    }
  check = g_new0 (Check, 1);
  check->path = g_strdup (ps_catalog_get_path (self));
  check->checker = ps_worker_new ("catalog-checker", 1);
  g_task_set_task_data (task, check, check_free);
  inner = g_task_new (self, cancellable, checked_cb, task);
  g_task_set_source_tag (inner, check_in_thread);
  g_task_set_check_cancellable (inner, FALSE);
  g_task_set_task_data (inner, check, NULL);
  ps_worker_push (check->checker, check_in_thread, PS_WORKER_LOW, inner);
}

/**
 * ps_catalog_check_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with %PS_CATALOG_ERROR_CORRUPT where it is damaged, or on cancellation
 *
 * Returns: whether it is sound
 */
gboolean
ps_catalog_check_finish (PsCatalog     *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  return ps_catalog_finish_boolean (self, result, ps_catalog_check_async, error);
}

/**
 * ps_catalog_get_was_cut_off:
 * @self: a catalogue that can be written
 *
 * Returns: whether the last program that wrote to it was killed, or lost its power
 */
gboolean
ps_catalog_get_was_cut_off (PsCatalog *self)
{
  g_return_val_if_fail (PS_IS_CATALOG (self), FALSE);

  return self->was_cut_off;
}
