/* src/backup/inspect.c: job: look at files that are here and record what was seen.
 *
 * Each file is handed, open, to a helper program; what it says is checked and
 * recorded, its small picture goes to the thumbnail cache. A file that kills
 * or hangs the helper three times is remembered as one that cannot be looked at.
 */
#include "backup/inspect.h"

#include <glib/gi18n-lib.h>

#define QUEUE_LENGTH 128
#define STRIKES 3
#define MAX_UNSEEN 1000  /* files that could not be read for now: the drive fails, the others can wait */
#define BATCH_LENGTH 100 /* inspections recorded together: what was seen costs little to see again, and every record is a sync */
#define BATCH_WAIT_MS 250
#define LIST_WAIT_MS 50  /* between two questions for more: files land by the hundred a second */

struct _PsInspect
{
  GObject parent_instance;

  /* Owned */
  PsCatalog *catalog;
  PsVault *vault;
  PsLooker *looker;
  PsThumbnailCache *thumbnails;
  GTask *task;
  GQueue queue;       /* of PsFile */
  GHashTable *busy;   /* of gint64 */
  GPtrArray *done;    /* of PsInspection, not yet recorded */
  GError *error;

  guint n_looking, n_unseen;
  gint64 n_done;
  gint64 listed_at_us;  /* by the monotonic clock */
  guint batch_clock, list_clock; /* sources; run while something waits for them */
  gboolean listing, recording, all_listed, list_is_stale, more_may_come;
};

G_DEFINE_FINAL_TYPE (PsInspect, ps_inspect, G_TYPE_OBJECT)

static void pump (PsInspect *self);

/* One file being looked at. */
typedef struct
{
  PsInspect *inspect; /* owned */
  PsFile *file;       /* owned */
  PsInspection *inspection; /* owned until recorded */
  guint n_strikes;
} Look;

static void look (Look *self);

static void
stop_for (PsInspect *self,
          GError    *error)
{
  if (self->error == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->error = error;
  else
    g_error_free (error);
}

static void
end_look (Look     *self,
          gboolean  seen)
{
  PsInspect *inspect = self->inspect;

  inspect->n_looking--;
  if (seen)
    g_ptr_array_add (inspect->done, g_steal_pointer (&self->inspection));
  else
    inspect->n_unseen++; /* it stays busy: this run does not list it again */
  g_clear_pointer (&self->inspection, ps_inspection_free);
  ps_file_free (self->file);
  g_free (self);
  pump (inspect);
  g_object_unref (inspect);
}

static void
thumbnail_stored_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  Look *self = user_data;

  /* A cache that cannot be written costs a placeholder, not the facts. */
  self->inspection->has_thumbnail = ps_thumbnail_cache_store_finish (PS_THUMBNAIL_CACHE (source), result, NULL);
  end_look (self, TRUE);
}

/* The helper died of the file, or hung: asked again, three times. Takes @error. */
static void
count_strike (Look   *self,
              GError *error)
{
  if (++self->n_strikes < STRIKES)
    {
      g_error_free (error);
      look (self);
      return;
    }
  self->inspection->problem = g_strdup (error->message);
  g_error_free (error);
  end_look (self, TRUE);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Look *self = user_data;
  GError *error = NULL;
  g_autoptr(PsLook) seen = ps_looker_look_finish (PS_LOOKER (source), result, &error);

  if (seen == NULL && (g_error_matches (error, PS_LOOK_ERROR, PS_LOOK_ERROR_CRASHED)
                       || g_error_matches (error, PS_LOOK_ERROR, PS_LOOK_ERROR_TIMED_OUT)))
    {
      count_strike (self, error);
      return;
    }
  if (seen == NULL)
    {
      stop_for (self->inspect, error);
      end_look (self, FALSE);
      return;
    }
  self->inspection->facts = g_steal_pointer (&seen->facts);
  self->inspection->has_fingerprint = seen->has_fingerprint;
  self->inspection->fingerprint = seen->fingerprint;
  self->inspection->imprint = seen->imprint;
  self->inspection->problem = g_steal_pointer (&seen->problem);
  if (seen->thumbnail != NULL)
    ps_thumbnail_cache_store_async (self->inspect->thumbnails, self->file->md5, seen->thumbnail, NULL,
                                    thumbnail_stored_cb, self);
  else
    end_look (self, TRUE);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Look *self = user_data;
  g_autoptr(GError) error = NULL;
  int fd = ps_vault_open_file_finish (PS_VAULT (source), result, &error);

  if (fd >= 0)
    ps_looker_look_async (self->inspect->looker, fd, self->n_strikes > 0 ? 100 : 0,
                          g_task_get_cancellable (self->inspect->task), looked_cb, self);
  else if (g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_MISSING)
           || g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_UNSAFE))
    {
      /* Whether it is missing is for verifying to say; here it only cannot be looked at. */
      self->inspection->is_unread = TRUE;
      self->inspection->problem = g_strdup (error->message);
      end_look (self, TRUE);
    }
  else
    end_look (self, FALSE); /* it may pass: the next run looks at it */
}

static void
look (Look *self)
{
  ps_vault_open_file_async (self->inspect->vault, self->file->local_path, g_task_get_cancellable (self->inspect->task),
                            opened_cb, self);
}

static void
start_look (PsInspect *self,
            PsFile    *file)
{
  Look *one = g_new0 (Look, 1);

  one->inspect = g_object_ref (self);
  one->file = file;
  one->inspection = g_new0 (PsInspection, 1);
  one->inspection->photo_id = file->photo_id;
  one->inspection->md5 = g_strdup (file->md5);
  self->n_looking++;
  look (one);
}

typedef struct
{
  PsInspect *inspect; /* owned */
  GPtrArray *batch;   /* owned */
} Recording;

static void
recorded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Recording *recording = user_data;
  g_autoptr(PsInspect) self = recording->inspect;
  GError *error = NULL;

  self->recording = FALSE;
  if (!ps_catalog_record_inspections_finish (PS_CATALOG (source), result, &error))
    stop_for (self, error);
  else
    self->n_done += recording->batch->len;
  for (guint i = 0; i < recording->batch->len; i++)
    g_hash_table_remove (self->busy, &((PsInspection *) g_ptr_array_index (recording->batch, i))->photo_id);
  g_ptr_array_unref (recording->batch);
  g_free (recording);
  pump (self);
}

static void
record (PsInspect *self)
{
  Recording *recording = g_new (Recording, 1);

  recording->inspect = g_object_ref (self);
  recording->batch = g_steal_pointer (&self->done);
  self->done = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_inspection_free);
  self->recording = TRUE;
  ps_catalog_record_inspections_async (self->catalog, recording->batch, NULL, recorded_cb, recording);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PsInspect) self = user_data;
  GError *error = NULL;
  g_autoptr(GPtrArray) files = ps_catalog_list_uninspected_finish (PS_CATALOG (source), result, &error);

  self->listing = FALSE;
  if (files == NULL)
    stop_for (self, error);
  else
    {
      self->all_listed = files->len == 0 && !self->list_is_stale;
      g_ptr_array_set_free_func (files, NULL);
      for (guint i = 0; i < files->len; i++)
        {
          PsFile *file = g_ptr_array_index (files, i);

          if (g_hash_table_add (self->busy, g_memdup2 (&file->photo_id, sizeof file->photo_id)))
            g_queue_push_tail (&self->queue, file);
          else
            ps_file_free (file);
        }
    }
  pump (self);
}

static void
list_more (PsInspect *self)
{
  g_autoptr(GArray) without = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->busy);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_array_append_vals (without, key, 1);
  self->listing = TRUE;
  self->list_is_stale = FALSE;
  self->listed_at_us = g_get_monotonic_time ();
  ps_catalog_list_uninspected_async (self->catalog, QUEUE_LENGTH, without, NULL, listed_cb, g_object_ref (self));
}

static gboolean
batch_due_cb (gpointer data)
{
  PsInspect *self = data;

  self->batch_clock = 0;
  if (self->done->len > 0 && !self->recording)
    record (self);
  return G_SOURCE_REMOVE;
}

/* At once where many wait or nothing more is seen for now, else together with what is seen next. */
static void
record_soon (PsInspect *self,
             gboolean   at_once)
{
  if (self->recording || self->done->len == 0)
    return;
  if (at_once || self->done->len >= BATCH_LENGTH)
    record (self);
  else if (self->batch_clock == 0)
    self->batch_clock = g_timeout_add (BATCH_WAIT_MS, batch_due_cb, self);
}

static gboolean
list_due_cb (gpointer data)
{
  PsInspect *self = data;

  self->list_clock = 0;
  pump (self);
  return G_SOURCE_REMOVE;
}

static void
list_soon (PsInspect *self)
{
  gint64 wait_ms = LIST_WAIT_MS - (g_get_monotonic_time () - self->listed_at_us) / 1000;

  if (wait_ms <= 0)
    list_more (self);
  else if (self->list_clock == 0)
    self->list_clock = g_timeout_add ((guint) wait_ms, list_due_cb, self);
}

static gboolean
is_stopping (PsInspect *self)
{
  return self->error != NULL || g_cancellable_is_cancelled (g_task_get_cancellable (self->task));
}

static void
finish (PsInspect *self)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->task);

  g_clear_handle_id (&self->batch_clock, g_source_remove);
  g_clear_handle_id (&self->list_clock, g_source_remove);
  if (g_task_get_cancellable (task) != NULL)
    g_signal_handlers_disconnect_by_data (g_task_get_cancellable (task), self);
  if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, TRUE);
}

static void
pump (PsInspect *self)
{
  guint n_at_once;
  gboolean at_end;

  if (self->task == NULL)
    return;
  if (self->n_unseen >= MAX_UNSEEN)
    self->all_listed = TRUE;
  n_at_once = 2 * ps_looker_get_n_helpers (self->looker);
  while (!is_stopping (self) && self->n_looking < n_at_once && !g_queue_is_empty (&self->queue))
    start_look (self, g_queue_pop_head (&self->queue));
  at_end = self->all_listed && self->n_looking == 0 && !self->more_may_come && g_queue_is_empty (&self->queue);
  record_soon (self, at_end || is_stopping (self));
  if (is_stopping (self))
    {
      if (self->n_looking == 0 && !self->recording && !self->listing)
        finish (self);
    }
  else if (g_queue_get_length (&self->queue) < n_at_once && !self->listing && !self->all_listed)
    list_soon (self);
  else if (at_end && !self->recording && !self->listing)
    finish (self);
}

static gboolean
pump_cb (gpointer data)
{
  pump (data);
  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable,
              PsInspect    *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, pump_cb, g_object_ref (self), g_object_unref);
}

/**
 * ps_inspect_new:
 * @catalog: a catalogue that can be written
 * @vault: the library's folder
 * @looker: the helpers
 * @thumbnails: where small pictures are kept
 *
 * Returns: (transfer full): a job that has not begun
 */
PsInspect *
ps_inspect_new (PsCatalog        *catalog,
                PsVault          *vault,
                PsLooker         *looker,
                PsThumbnailCache *thumbnails)
{
  PsInspect *self = g_object_new (PS_TYPE_INSPECT, NULL);

  self->catalog = g_object_ref (catalog);
  self->vault = g_object_ref (vault);
  self->looker = g_object_ref (looker);
  self->thumbnails = g_object_ref (thumbnails);
  return self;
}

/**
 * ps_inspect_set_more_may_come:
 * @self: a job
 * @more_may_come: whether photos are fetched beside it; while so, it does not end
 */
void
ps_inspect_set_more_may_come (PsInspect *self,
                              gboolean   more_may_come)
{
  self->more_may_come = more_may_come;
  ps_inspect_look_again (self);
}

/**
 * ps_inspect_look_again:
 * @self: a job
 *
 * Another file may be here: ask the catalogue.
 */
void
ps_inspect_look_again (PsInspect *self)
{
  self->all_listed = FALSE;
  self->list_is_stale = TRUE;
  pump (self);
}

/**
 * ps_inspect_run_async:
 * @self: a job that has not begun
 * @cancellable: (nullable): stops it; what was not seen is looked at next time
 * @callback: called once, when all that was seen is recorded
 * @user_data: for @callback
 */
void
ps_inspect_run_async (PsInspect           *self,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_return_if_fail (PS_IS_INSPECT (self) && self->task == NULL);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, ps_inspect_run_async);
  g_task_set_check_cancellable (self->task, FALSE);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb), self, 0);
  g_idle_add_full (G_PRIORITY_DEFAULT, pump_cb, g_object_ref (self), g_object_unref);
}

/**
 * ps_inspect_run_finish:
 * @self: a job
 * @result: what the callback got
 * @error: set where no helper can be started, the catalogue cannot be written, or on cancellation
 *
 * Returns: whether everything was looked at
 */
gboolean
ps_inspect_run_finish (PsInspect     *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ps_inspect_get_n_done:
 * @self: a job
 *
 * Returns: how many files were looked at
 */
gint64
ps_inspect_get_n_done (PsInspect *self)
{
  return self->n_done;
}

static void
ps_inspect_finalize (GObject *object)
{
  PsInspect *self = PS_INSPECT (object);

  g_queue_clear_full (&self->queue, (GDestroyNotify) ps_file_free);
  g_clear_object (&self->catalog);
  g_clear_object (&self->vault);
  g_clear_object (&self->looker);
  g_clear_object (&self->thumbnails);
  g_clear_pointer (&self->busy, g_hash_table_unref);
  g_clear_pointer (&self->done, g_ptr_array_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (ps_inspect_parent_class)->finalize (object);
}

static void
ps_inspect_class_init (PsInspectClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_inspect_finalize;
}

static void
ps_inspect_init (PsInspect *self)
{
  g_queue_init (&self->queue);
  self->busy = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->done = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_inspection_free);
}
