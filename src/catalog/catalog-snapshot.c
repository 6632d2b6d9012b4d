/* src/catalog/catalog-snapshot.c: a checked copy of the whole catalogue.
 *
 * With a write-ahead log a connection of its own makes it, beside all other
 * work. With a rollback journal a long read would keep the writer out until it
 * loses patience, so there the writer makes it, in its turn.
 */
#include "catalog/catalog-private.h"

#include "base/worker.h"
#include "catalog/disk.h"

/* One copy on its way. */
typedef struct
{
  char *from, *to;  /* owned */
  PsWorker *copier; /* owned, nullable */
  GError *error;    /* owned, nullable */
} Copy;

static void
copy_free (gpointer data)
{
  Copy *self = data;

  g_clear_object (&self->copier);
  g_clear_error (&self->error);
  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

static void
copy_in_thread (GTask *inner)
{
  Copy *copy = g_task_get_task_data (inner);
  /* Nothing is written to it; but a connection that may not write cannot copy tables with generated columns (SQLite 3.40). */
  g_autoptr(PsDb) db = ps_db_open (copy->from, 0, &copy->error);

  if (db != NULL)
    ps_disk_copy_database (db, copy->to, &copy->error);
  g_task_return_boolean (inner, TRUE);
  g_object_unref (inner);
}

static gboolean
copy_by_writer_in_thread (PsWriter  *writer,
                          gpointer   data,
                          gpointer  *result,
                          GError   **error)
{
  Copy *copy = data;

  return ps_disk_copy_database (ps_writer_get_db (writer), copy->to, error);
}

static void
copier_closed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Copy *copy = g_task_get_task_data (task);

  ps_worker_close_finish (PS_WORKER (source), result, NULL);
  if (copy->error != NULL)
    g_task_return_error (task, g_steal_pointer (&copy->error));
  else
    g_task_return_pointer (task, NULL, NULL);
}

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Copy *copy = g_task_get_task_data (task);

  g_task_propagate_boolean (G_TASK (result), copy->error != NULL ? NULL : &copy->error);
  ps_worker_close_async (copy->copier, copier_closed_cb, g_steal_pointer (&task));
}

static void
copy_beside (PsCatalog    *self,
             Copy         *copy,
             GTask        *task,
             GCancellable *cancellable)
{
  GTask *inner = g_task_new (self, cancellable, copied_cb, task);

  g_task_set_task_data (task, copy, copy_free);
  g_task_set_check_cancellable (inner, FALSE);
  g_task_set_task_data (inner, copy, NULL);
  copy->copier = ps_worker_new ("catalog-copier", 1);
  ps_worker_push (copy->copier, copy_in_thread, PS_WORKER_DEFAULT, inner);
}

/**
 * ps_catalog_snapshot_async:
 * @self: a catalogue
 * @path: where no file is
 * @cancellable: (nullable): heeded until the copy begins
 * @callback: called when the copy is there and was checked
 * @user_data: for @callback
 *
 * The copy is of one instant.
 */
void
ps_catalog_snapshot_async (PsCatalog           *self,
                           const char          *path,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  Copy *copy;

  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (path != NULL);

  copy = g_new0 (Copy, 1);
  copy->from = g_strdup (ps_catalog_get_path (self));
  copy->to = g_strdup (path);
  if (ps_catalog_has_rollback_journal (self))
    {
      ps_catalog_write_alone (self, ps_catalog_snapshot_async, copy_by_writer_in_thread, copy, copy_free,
                              cancellable, callback, user_data);
    }
  else
    {
      GTask *task = g_task_new (self, cancellable, callback, user_data);

      g_task_set_source_tag (task, ps_catalog_snapshot_async);
      g_task_set_check_cancellable (task, FALSE); /* a copy that is there was not cancelled */
      copy_beside (self, copy, task, cancellable);
    }
}

/**
 * ps_catalog_snapshot_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether the copy is there
 */
gboolean
ps_catalog_snapshot_finish (PsCatalog     *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return ps_catalog_finish_boolean (self, result, ps_catalog_snapshot_async, error);
}
