/* src/catalog/catalog.c: everything that is known of a library's photos.
 *
 *   verb ─┬─ writer thread: batched, a savepoint each ─ commit ─┬─ task finishes
 *         │                                                     └─ “changed”, on the main context
 *         ├─ reader thread: one at a time, a snapshot each ─ task finishes
 *         └─ lanes: likewise, a thread for what is short and one for long lists
 *
 * The verbs themselves are in catalog-*.c, by subject.
 */
#include "catalog/catalog.h"

#include "base/worker.h"
#include "catalog/catalog-private.h"

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PsCatalog, ps_catalog, G_TYPE_OBJECT)
G_DEFINE_QUARK (ps-catalog-error-quark, ps_catalog_error)

/**
 * ps_catalog_get_path:
 * @self: a catalogue
 *
 * Returns: (transfer none): its file
 */
const char *
ps_catalog_get_path (PsCatalog *self)
{
  return self->path;
}

/**
 * ps_catalog_has_rollback_journal:
 * @self: a catalogue
 *
 * Returns: whether a long read keeps the writer of this catalogue waiting
 */
gboolean
ps_catalog_has_rollback_journal (PsCatalog *self)
{
  return self->writer != NULL && (self->flags & PS_CATALOG_NO_WAL) != 0;
}

typedef struct
{
  PsCatalog *catalog; /* owned */
  PsChange *change;   /* owned */
} Told;

static void
told_free (gpointer data)
{
  Told *self = data;

  g_object_unref (self->catalog);
  ps_change_unref (self->change);
  g_free (self);
}

static gboolean
tell_cb (gpointer data)
{
  Told *told = data;

  g_signal_emit (told->catalog, signals[CHANGED], 0, told->change);
  return G_SOURCE_REMOVE;
}

/* On the writer thread. The catalogue outlives it: closing joins the thread before the last reference may go. */
static void
committed (PsChange *change,
           gpointer  user_data)
{
  PsCatalog *self = user_data;
  g_autoptr(GSource) source = g_idle_source_new ();
  Told *told = g_new (Told, 1);

  *told = (Told) { g_object_ref (self), ps_change_ref (change) };
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_cb, told, told_free);
  g_source_set_static_name (source, "[proofsheet] tell of a commit");
  g_source_attach (source, self->context);
}

static void
open_in_thread (GTask *task)
{
  PsOpening *opening = g_task_get_task_data (task);
  GError *error = NULL;

  if (ps_opening_run (opening, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

typedef struct
{
  PsCatalog *catalog; /* owned */
  GError *error;      /* owned */
} FailedOpening;

static void
failed_opening_free (gpointer data)
{
  FailedOpening *self = data;

  g_clear_object (&self->catalog);
  g_clear_error (&self->error);
  g_free (self);
}

static void
lanes_gone_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FailedOpening *failed = g_task_get_task_data (task);

  g_task_propagate_boolean (G_TASK (result), NULL);
  g_task_return_error (task, g_steal_pointer (&failed->error));
}

static void
reader_gone_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FailedOpening *failed = g_task_get_task_data (task);
  PsCatalog *self = failed->catalog;

  ps_worker_close_finish (PS_WORKER (source), result, NULL);
  ps_catalog_close_lanes_async (self, g_task_new (self, NULL, lanes_gone_cb, g_steal_pointer (&task)));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FailedOpening *opened = g_task_get_task_data (task);
  PsCatalog *self = opened->catalog;
  PsOpening *opening = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), &opened->error))
    {
      self->is_closed = TRUE;
      ps_worker_close_async (self->reader, reader_gone_cb, g_steal_pointer (&task));
      return;
    }
  self->reader_db = g_steal_pointer (&opening->reader);
  self->was_cut_off = opening->was_cut_off;
  if (opening->writer != NULL)
    self->writer = ps_writer_new (g_steal_pointer (&opening->writer), committed, self);
  g_task_return_pointer (task, g_steal_pointer (&opened->catalog), g_object_unref);
}

/**
 * ps_catalog_init_database_async:
 * @path: the database, `photos.db`
 * @flags: how to open it
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is open, or could not be opened
 * @user_data: for @callback
 *
 * Opens a catalogue, and with %PS_CATALOG_CREATE makes a missing one. What is
 * not ours, newer than we are or damaged is left untouched and told apart by the
 * error. “changed” is emitted on the main context that is the thread's default now.
 */
void
ps_catalog_init_database_async (const char          *path,
                                PsCatalogFlags       flags,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GTask) inner = NULL;
  PsCatalog *self;
  FailedOpening *opened;
  PsOpening *opening;

  g_return_if_fail (path != NULL);

  self = g_object_new (PS_TYPE_CATALOG, NULL);
  self->path = g_strdup (path);
  self->flags = flags;
  self->context = g_main_context_ref_thread_default ();
  self->reader = ps_worker_new ("catalog-reader", 1);
  self->lanes[PS_LANE_PAGES] = ps_worker_new ("catalog-pages", 1);
  self->lanes[PS_LANE_LISTS] = ps_worker_new ("catalog-lists", 1);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, ps_catalog_init_database_async);
  /* Once it is open it has to be closed: only opening itself is cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  opened = g_new0 (FailedOpening, 1);
  opened->catalog = self;
  g_task_set_task_data (task, opened, failed_opening_free);

  opening = g_new0 (PsOpening, 1);
  opening->path = g_strdup (path);
  opening->flags = flags;
  inner = g_task_new (self, cancellable, opened_cb, g_steal_pointer (&task));
  g_task_set_check_cancellable (inner, FALSE);
  g_task_set_source_tag (inner, ps_catalog_init_database_async);
  g_task_set_task_data (inner, opening, (GDestroyNotify) ps_opening_free);
  ps_worker_push (self->reader, open_in_thread, PS_WORKER_DEFAULT, g_steal_pointer (&inner));
}

/**
 * ps_catalog_init_database_finish:
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (nullable): an open catalogue; end it with ps_catalog_close_async()
 */
PsCatalog *
ps_catalog_init_database_finish (GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
writer_closed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;

  g_task_propagate_boolean (G_TASK (result), NULL);
  g_task_return_pointer (task, NULL, NULL);
}

static void
lanes_closed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  PsCatalog *self = g_task_get_source_object (task);

  g_task_propagate_boolean (G_TASK (result), NULL);
  if (self->writer == NULL)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  /* Last, so that it is the last connection and leaves one file alone. */
  ps_writer_close_async (g_steal_pointer (&self->writer),
                         g_task_new (self, NULL, writer_closed_cb, g_steal_pointer (&task)));
}

static void
reader_closed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  PsCatalog *self = g_task_get_source_object (task);

  ps_worker_close_finish (PS_WORKER (source), result, NULL);
  g_clear_pointer (&self->reader_db, ps_db_close);
  ps_catalog_close_lanes_async (self, g_task_new (self, NULL, lanes_closed_cb, g_steal_pointer (&task)));
}

/**
 * ps_catalog_close_async:
 * @self: a catalogue
 * @callback: called when all that was asked is done and the database is closed
 * @user_data: for @callback
 *
 * From now on every verb fails with %G_IO_ERROR_CLOSED. Must come before the
 * last reference goes.
 */
void
ps_catalog_close_async (PsCatalog           *self,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (PS_IS_CATALOG (self));

  task = ps_catalog_new_task (self, ps_catalog_close_async, NULL, callback, user_data);
  if (self->is_closed)
    {
      g_task_return_error (task, ps_catalog_new_closed_error ());
      return;
    }
  self->is_closed = TRUE;
  ps_worker_close_async (self->reader, reader_closed_cb, g_steal_pointer (&task));
}

/**
 * ps_catalog_close_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set where it was closed already
 *
 * Returns: whether this call closed it
 */
gboolean
ps_catalog_close_finish (PsCatalog     *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  return ps_catalog_finish_boolean (self, result, ps_catalog_close_async, error);
}

/**
 * ps_catalog_get_is_read_only:
 * @self: a catalogue
 *
 * Returns: whether verbs that write fail with %PS_CATALOG_ERROR_READ_ONLY
 */
gboolean
ps_catalog_get_is_read_only (PsCatalog *self)
{
  g_return_val_if_fail (PS_IS_CATALOG (self), TRUE);

  return (self->flags & PS_CATALOG_READ_ONLY) != 0;
}

static void
ps_catalog_dispose (GObject *object)
{
  PsCatalog *self = PS_CATALOG (object);

  g_assert (self->is_closed && self->writer == NULL); /* ps_catalog_close_async() came first */
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (ps_catalog_parent_class)->dispose (object);
}

static void
ps_catalog_finalize (GObject *object)
{
  PsCatalog *self = PS_CATALOG (object);

  g_clear_pointer (&self->reader_db, ps_db_close);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self->path);
  G_OBJECT_CLASS (ps_catalog_parent_class)->finalize (object);
}

static void
ps_catalog_class_init (PsCatalogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ps_catalog_dispose;
  G_OBJECT_CLASS (klass)->finalize = ps_catalog_finalize;
  /**
   * PsCatalog::changed:
   * @self: the catalogue
   * @change: (type PsChange): what the commit touched
   *
   * After a commit, on the main context the catalogue was opened on.
   */
  signals[CHANGED] = g_signal_new ("changed", PS_TYPE_CATALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, PS_TYPE_CHANGE);
}

static void
ps_catalog_init (PsCatalog *self)
{
}
