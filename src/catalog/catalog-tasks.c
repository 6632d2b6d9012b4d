/* src/catalog/catalog-tasks.c: how a verb of any subject gets to its thread and back. */
#include "catalog/catalog-private.h"

#include <glib/gi18n-lib.h>

#include "base/worker.h"

#define CANCEL_EVERY_N_STEPS 10000

/* One verb on its way to the reader thread and back. */
typedef struct
{
  PsReadFunc func;
  gpointer data;
  GDestroyNotify free_data, free_result; /* nullable */
  PsLane lane; /* PS_N_LANES: the reader thread */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  if (self->data != NULL && self->free_data != NULL)
    self->free_data (self->data);
  g_free (self);
}

/* Inside SQLite, on the reader thread. */
static int
is_cancelled_cb (void *data)
{
  return g_cancellable_is_cancelled (data);
}

/* The reading thread's own connection; that of a lane is opened when it is first needed. */
static PsDb *
connect_in_thread (PsCatalog *self,
                   PsLane     lane,
                   GError   **error)
{
  if (lane == PS_N_LANES)
    return self->reader_db;
  if (self->lane_dbs[lane] == NULL)
    self->lane_dbs[lane] = ps_opening_connect (self->path, self->flags, error);
  return self->lane_dbs[lane];
}

static gboolean
read_from (PsDb          *db,
           Reading       *reading,
           GCancellable  *cancellable,
           gpointer      *result,
           GError       **error)
{
  sqlite3 *handle = ps_db_get_handle (db);
  gboolean done;

  if (cancellable != NULL)
    sqlite3_progress_handler (handle, CANCEL_EVERY_N_STEPS, is_cancelled_cb, cancellable);
  done = ps_db_run (db, "begin-reading", error)
         && reading->func (db, reading->data, result, error);
  sqlite3_progress_handler (handle, 0, NULL, NULL);
  if (!sqlite3_get_autocommit (handle))
    ps_db_run (db, "commit", NULL);
  return done;
}

static void
read_in_thread (GTask *task)
{
  PsCatalog *self = g_task_get_source_object (task);
  Reading *reading = g_task_get_task_data (task);
  gpointer result = NULL;
  GError *error = NULL;
  PsDb *db = connect_in_thread (self, reading->lane, &error);

  if (db != NULL && read_from (db, reading, g_task_get_cancellable (task), &result, &error))
    g_task_return_pointer (task, result, reading->free_result);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

/**
 * ps_catalog_new_task:
 * @self: a catalogue
 * @tag: the verb's public function
 * @cancellable: (nullable): a cancellable
 * @callback: for the caller
 * @user_data: for @callback
 *
 * Returns: (transfer full): a task that is known by @tag
 */
GTask *
ps_catalog_new_task (PsCatalog           *self,
                     gpointer             tag,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  return task;
}

static void
refuse (GTask          *task,
        GError         *error,
        gpointer        data,
        GDestroyNotify  free_data)
{
  if (data != NULL && free_data != NULL)
    free_data (data);
  g_task_return_error (task, error);
  g_object_unref (task);
}

/**
 * ps_catalog_new_closed_error:
 *
 * Returns: (transfer full): what verbs fail with once closing has begun
 */
GError *
ps_catalog_new_closed_error (void)
{
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, _("The library is being closed."));
}

/* A task that may be pushed to the writer, or %NULL: it was answered with why not. */
static GTask *
admit (PsCatalog           *self,
       gpointer             tag,
       gpointer             data,
       GDestroyNotify       free_data,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  GTask *task = ps_catalog_new_task (self, tag, cancellable, callback, user_data);

  if (self->is_closed)
    {
      refuse (task, ps_catalog_new_closed_error (), data, free_data);
      return NULL;
    }
  if (self->writer == NULL)
    {
      refuse (task, g_error_new_literal (PS_CATALOG_ERROR, PS_CATALOG_ERROR_READ_ONLY,
                                         _("The catalogue is open for reading only.")), data, free_data);
      return NULL;
    }
  g_task_set_task_data (task, data, free_data);
  return task;
}

/**
 * ps_catalog_write:
 * @self: a catalogue
 * @tag: the verb's public function
 * @func: runs on the writer thread
 * @data: (transfer full) (nullable): for @func
 * @free_data: (nullable): for @data
 * @free_result: (nullable): for what @func gives
 * @cancellable: (nullable): heeded until the verb's turn comes
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_write (PsCatalog           *self,
                  gpointer             tag,
                  PsWriteFunc          func,
                  gpointer             data,
                  GDestroyNotify       free_data,
                  GDestroyNotify       free_result,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  GTask *task = admit (self, tag, data, free_data, cancellable, callback, user_data);

  if (task != NULL)
    ps_writer_push (self->writer, func, free_result, task);
}

/**
 * ps_catalog_write_large:
 * @self: a catalogue
 * @tag: the verb's public function
 * @func: runs on the writer thread; writes hundreds of rows
 * @data: (transfer full) (nullable): for @func
 * @free_data: (nullable): for @data
 * @free_result: (nullable): for what @func gives
 * @cancellable: (nullable): heeded until the verb's turn comes
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_write_large (PsCatalog           *self,
                        gpointer             tag,
                        PsWriteFunc          func,
                        gpointer             data,
                        GDestroyNotify       free_data,
                        GDestroyNotify       free_result,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task = admit (self, tag, data, free_data, cancellable, callback, user_data);

  if (task != NULL)
    ps_writer_push_large (self->writer, func, free_result, task);
}

/**
 * ps_catalog_write_alone:
 * @self: a catalogue
 * @tag: the verb's public function
 * @func: runs on the writer thread, in no transaction
 * @data: (transfer full) (nullable): for @func
 * @free_data: (nullable): for @data
 * @cancellable: (nullable): heeded until its turn comes
 * @callback: called when it ran
 * @user_data: for @callback
 */
void
ps_catalog_write_alone (PsCatalog           *self,
                        gpointer             tag,
                        PsWriteFunc          func,
                        gpointer             data,
                        GDestroyNotify       free_data,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task = admit (self, tag, data, free_data, cancellable, callback, user_data);

  if (task != NULL)
    ps_writer_push_alone (self->writer, func, NULL, task);
}

/* PS_N_LANES: on the reader thread. */
static void
push_reading (PsCatalog           *self,
              PsLane               lane,
              int                  priority,
              gpointer             tag,
              PsReadFunc           func,
              gpointer             data,
              GDestroyNotify       free_data,
              GDestroyNotify       free_result,
              GCancellable        *cancellable,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  GTask *task = ps_catalog_new_task (self, tag, cancellable, callback, user_data);
  Reading *reading;

  if (self->is_closed)
    {
      refuse (task, ps_catalog_new_closed_error (), data, free_data);
      return;
    }
  reading = g_new (Reading, 1);
  *reading = (Reading) { func, data, free_data, free_result, lane };
  g_task_set_task_data (task, reading, reading_free);
  ps_worker_push (lane == PS_N_LANES ? self->reader : self->lanes[lane], read_in_thread, priority, task);
}

/**
 * ps_catalog_read:
 * @self: a catalogue
 * @tag: the verb's public function
 * @func: runs on the reader thread
 * @data: (transfer full) (nullable): for @func
 * @free_data: (nullable): for @data
 * @free_result: (nullable): for what @func gives
 * @cancellable: (nullable): also interrupts a statement under way
 * @callback: called when it is read
 * @user_data: for @callback
 */
void
ps_catalog_read (PsCatalog           *self,
                 gpointer             tag,
                 PsReadFunc           func,
                 gpointer             data,
                 GDestroyNotify       free_data,
                 GDestroyNotify       free_result,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  push_reading (self, PS_N_LANES, PS_WORKER_DEFAULT, tag, func, data, free_data, free_result,
                cancellable, callback, user_data);
}

/**
 * ps_catalog_read_in_lane:
 * @self: a catalogue
 * @lane: on which thread
 * @priority: as of #PsWorker
 * @tag: the verb's public function
 * @func: runs on that thread, with a connection of its own
 * @data: (transfer full) (nullable): for @func
 * @free_data: (nullable): for @data
 * @free_result: (nullable): for what @func gives
 * @cancellable: (nullable): also interrupts a statement under way
 * @callback: called when it is read
 * @user_data: for @callback
 */
void
ps_catalog_read_in_lane (PsCatalog           *self,
                         PsLane               lane,
                         int                  priority,
                         gpointer             tag,
                         PsReadFunc           func,
                         gpointer             data,
                         GDestroyNotify       free_data,
                         GDestroyNotify       free_result,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  push_reading (self, lane, priority, tag, func, data, free_data, free_result, cancellable, callback, user_data);
}

static void
lane_closed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  ps_worker_close_finish (PS_WORKER (source), result, NULL);
  ps_catalog_close_lanes_async (g_task_get_source_object (user_data), user_data);
}

/**
 * ps_catalog_close_lanes_async:
 * @self: a catalogue that takes no verbs any more
 * @task: (transfer full): returns %TRUE when the lanes' threads have ended and their connections are closed
 */
void
ps_catalog_close_lanes_async (PsCatalog *self,
                              GTask     *task)
{
  for (int i = 0; i < PS_N_LANES; i++)
    if (self->lanes[i] != NULL)
      {
        g_autoptr(PsWorker) lane = g_steal_pointer (&self->lanes[i]);

        ps_worker_close_async (lane, lane_closed_cb, task);
        return;
      }
  for (int i = 0; i < PS_N_LANES; i++)
    g_clear_pointer (&self->lane_dbs[i], ps_db_close);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/**
 * ps_catalog_finish_pointer:
 * @self: a catalogue
 * @result: what the callback got
 * @tag: the verb's public function
 * @error: set as the verb says
 *
 * Returns: (transfer full) (nullable): what the verb gave
 */
gpointer
ps_catalog_finish_pointer (PsCatalog     *self,
                           GAsyncResult  *result,
                           gpointer       tag,
                           GError       **error)
{
  g_return_val_if_fail (PS_IS_CATALOG (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ps_catalog_finish_boolean:
 * @self: a catalogue
 * @result: what the callback got
 * @tag: the verb's public function
 * @error: set as the verb says
 *
 * Returns: whether the verb was done
 */
gboolean
ps_catalog_finish_boolean (PsCatalog     *self,
                           GAsyncResult  *result,
                           gpointer       tag,
                           GError       **error)
{
  g_return_val_if_fail (PS_IS_CATALOG (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), FALSE);

  g_task_propagate_pointer (G_TASK (result), error);
  return !g_task_had_error (G_TASK (result));
}

/**
 * ps_catalog_finish_number:
 * @self: a catalogue
 * @result: what the callback got
 * @tag: the verb's public function
 * @error: set as the verb says
 *
 * Returns: the verb's number; −1 on error
 */
gint64
ps_catalog_finish_number (PsCatalog     *self,
                          GAsyncResult  *result,
                          gpointer       tag,
                          GError       **error)
{
  g_autofree gint64 *number = ps_catalog_finish_pointer (self, result, tag, error);

  return number != NULL ? *number : -1;
}
