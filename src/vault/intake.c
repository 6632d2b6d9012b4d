/* src/vault/intake.c: one original on its way in: the verbs, and the order they are done in.
 *
 * What is asked of one intake is done in the order it was asked, by one thread
 * at a time; different intakes share the vault's threads. A thread that ends
 * with an intake takes what waits for it, so no thread ever waits for another.
 */
#include <string.h>

#include "base/release.h"
#include "base/text.h"
#include "vault/commit.h"
#include "vault/intake-private.h"

G_DEFINE_FINAL_TYPE (PsIntake, ps_intake, G_TYPE_OBJECT)

typedef void (*StepFunc) (PsIntake *self,
                          GTask    *task);

typedef struct
{
  StepFunc func;
  GBytes *chunk;   /* owned; nullable */
  char *validator; /* owned; nullable */
  gboolean keep;
} Step;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_clear_pointer (&step->chunk, g_bytes_unref);
  g_free (step->validator);
  g_free (step);
}

static void
run_step (PsIntake *self,
          GTask    *task)
{
  Step *step = g_task_get_task_data (task);

  step->func (self, task);
}

/* Does what has queued up meanwhile, then lets go; where a commit was asked next, the commit thread has the turn. */
void
ps_intake_end_turn (PsIntake *self)
{
  for (;;)
    {
      GTask *task;

      g_mutex_lock (&self->lock);
      task = g_queue_pop_head (&self->waiting);
      self->busy = task != NULL;
      self->commits_turn = task != NULL && g_task_get_source_tag (task) == ps_intake_commit_async;
      if (task == NULL || self->commits_turn)
        {
          g_cond_broadcast (&self->turn);
          g_mutex_unlock (&self->lock);
          return;
        }
      g_mutex_unlock (&self->lock);
      run_step (self, task);
      ps_release_task (task);
    }
}

/* A commit comes after what was asked before it, and before what is asked later. FALSE: one was asked for already. */
gboolean
ps_intake_ask_turn (PsIntake *self,
                    GTask    *commit)
{
  gboolean was_asked;

  g_mutex_lock (&self->lock);
  was_asked = self->committing;
  self->committing = TRUE;
  if (!was_asked && !self->busy)
    self->busy = self->commits_turn = TRUE;
  else if (!was_asked)
    g_queue_push_tail (&self->waiting, commit);
  g_mutex_unlock (&self->lock);
  return !was_asked;
}

/* For the commit thread. Waits for chunks that are being written, no longer. */
void
ps_intake_take_turn (PsIntake *self)
{
  g_mutex_lock (&self->lock);
  while (!self->commits_turn)
    g_cond_wait (&self->turn, &self->lock);
  self->commits_turn = FALSE;
  self->committing = FALSE;
  g_mutex_unlock (&self->lock);
}

static void
run_steps_in_thread (GTask *task)
{
  PsIntake *self = g_task_get_source_object (task);

  run_step (self, task);
  ps_intake_end_turn (self);
  g_object_unref (task); /* the worker holds another one */
}

static void
push_step (PsIntake *self,
           GTask    *task)
{
  gboolean was_busy;

  g_mutex_lock (&self->lock);
  was_busy = self->busy;
  self->busy = TRUE;
  if (was_busy)
    g_queue_push_tail (&self->waiting, task);
  g_mutex_unlock (&self->lock);
  if (!was_busy)
    ps_worker_push (self->vault->io, run_steps_in_thread, PS_WORKER_DEFAULT, task);
}

static GTask *
make_task (PsIntake            *self,
           gpointer             tag,
           Step                 step,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, g_memdup2 (&step, sizeof step), step_free);
  return task;
}

static void
answer (GTask    *task,
        gboolean  done,
        GError   *error)
{
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * ps_intake_get_n_bytes:
 * @self: an intake
 *
 * Returns: how many bytes are written and hashed: where to go on
 */
gint64
ps_intake_get_n_bytes (PsIntake *self)
{
  gint64 n_bytes;

  g_return_val_if_fail (PS_IS_INTAKE (self), 0);

  g_mutex_lock (&self->lock);
  n_bytes = self->n_bytes;
  g_mutex_unlock (&self->lock);
  return n_bytes;
}

/**
 * ps_intake_get_validator:
 * @self: an intake; no restart is under way
 *
 * Returns: (nullable): what ps_intake_restart_async() was told by this run or
 *   by the one whose bytes were found
 */
const char *
ps_intake_get_validator (PsIntake *self)
{
  g_return_val_if_fail (PS_IS_INTAKE (self), NULL);

  return self->validator;
}

static void
restart (PsIntake *self,
         GTask    *task)
{
  Step *step = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean done;

  g_mutex_lock (&self->lock);
  g_free (self->validator);
  self->validator = g_steal_pointer (&step->validator);
  g_mutex_unlock (&self->lock);
  done = ps_staging_restart (self, &error);
  answer (task, done, error);
}

/**
 * ps_intake_restart_async:
 * @self: an intake
 * @validator: (nullable): the object's strong ETag as sent, for a later If-Range
 * @callback: called when the file is empty
 * @user_data: for @callback
 *
 * Also right for an intake that has nothing yet, to name the validator; and
 * after a commit failed, to begin again.
 */
void
ps_intake_restart_async (PsIntake            *self,
                         const char          *validator,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (PS_IS_INTAKE (self));

  push_step (self, make_task (self, ps_intake_restart_async,
                              (Step) { .func = restart, .validator = ps_text_valid (validator, -1, 4096) },
                              callback, user_data));
}

/**
 * ps_intake_restart_finish:
 * @self: an intake
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the intake is at 0
 */
gboolean
ps_intake_restart_finish (PsIntake      *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
append (PsIntake *self,
        GTask    *task)
{
  Step *step = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean done = ps_staging_append (self, step->chunk, &error);

  g_clear_pointer (&step->chunk, g_bytes_unref); /* now, not when the task goes: chunks are large */
  answer (task, done, error);
}

/**
 * ps_intake_append_async:
 * @self: an intake
 * @chunk: what comes next; some 256 KiB is a good size
 * @callback: called when it is written and hashed
 * @user_data: for @callback
 *
 * After an error of one chunk the next must not be sent as if it had been
 * taken: wait for both callbacks, then look at ps_intake_get_n_bytes().
 */
void
ps_intake_append_async (PsIntake            *self,
                        GBytes              *chunk,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (PS_IS_INTAKE (self));
  g_return_if_fail (chunk != NULL);

  push_step (self, make_task (self, ps_intake_append_async, (Step) { .func = append, .chunk = g_bytes_ref (chunk) },
                              callback, user_data));
}

/**
 * ps_intake_append_finish:
 * @self: an intake
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the chunk is written and hashed
 */
gboolean
ps_intake_append_finish (PsIntake      *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ps_intake_commit_async:
 * @self: an intake whose chunks are all appended
 * @path: relative; where it shall lie
 * @created_at_us: becomes the file's time; microseconds since 1970, 0: not known
 * @label: (nullable): for the manifest; copied
 * @accept_other: whether bytes are kept that are not the expected ones
 * @cancellable: (nullable): cancels, until the file is about to be renamed
 * @callback: called when it is in place, for good
 * @user_data: for @callback
 *
 * The order: size and MD5, sync, marker and device, rename without replacing,
 * sync of the folder, manifest.
 *
 * Fails with %PS_VAULT_ERROR_SIZE_MISMATCH, _CHECKSUM_MISMATCH, _EXISTS
 * (something else has the name, or the drive cannot hold it: try another
 * path), _NO_MARKER and the like (the bytes stay for a later try), _UNSAFE,
 * _MISSING (somebody removed the staging file: restart) or _IO (restart).
 */
void
ps_intake_commit_async (PsIntake            *self,
                        const char          *path,
                        gint64               created_at_us,
                        const PsIntakeLabel *label,
                        gboolean             accept_other,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (PS_IS_INTAKE (self));
  g_return_if_fail (path != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ps_intake_commit_async);
  /* Once it is renamed, it is renamed: what happened is the answer, not what was asked for meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  ps_commit_push (self, g_steal_pointer (&task), path, created_at_us, label, accept_other);
}

/**
 * ps_intake_commit_finish:
 * @self: an intake
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): where the file is and what it is
 */
PsIntakeResult *
ps_intake_commit_finish (PsIntake      *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ps_intake_get_md5:
 * @self: an intake; no commit is under way
 *
 * Returns: (nullable): the MD5 of what came, after a commit was tried
 */
const char *
ps_intake_get_md5 (PsIntake *self)
{
  g_return_val_if_fail (PS_IS_INTAKE (self), NULL);

  return self->md5[0] != '\0' ? self->md5 : NULL;
}

static void
let_go (PsIntake *self,
        GTask    *task)
{
  const Step *step = g_task_get_task_data (task);

  ps_staging_close (self, step->keep);
  g_task_return_boolean (task, TRUE);
}

/**
 * ps_intake_close:
 * @self: an intake
 * @keep: whether what came stays for a later resume
 *
 * Nothing to wait for: a new intake of the same name waits by itself. May be
 * called at any time, also while a chunk or the commit is under way, and after
 * the vault was closed; then what came stays.
 */
void
ps_intake_close (PsIntake *self,
                 gboolean  keep)
{
  PsVault *vault;
  gboolean closing;

  g_return_if_fail (PS_IS_INTAKE (self));

  vault = self->vault;
  g_mutex_lock (&vault->lock);
  closing = vault->closing;
  if (self->registered && !closing)
    g_hash_table_insert (vault->parts, g_strdup (self->name), GINT_TO_POINTER (TRUE));
  g_mutex_unlock (&vault->lock);
  if (!closing)
    push_step (self, make_task (self, ps_intake_close, (Step) { .func = let_go, .keep = keep }, NULL, NULL));
}

/**
 * ps_intake_result_free:
 * @self: (transfer full): a result
 */
void
ps_intake_result_free (PsIntakeResult *self)
{
  g_free (self->path);
  g_free (self);
}

static void
ps_intake_finalize (GObject *object)
{
  PsIntake *self = PS_INTAKE (object);

  /* Dropped without ps_intake_close(): what came stays as it lies. */
  ps_fd_close (&self->fd);
  if (self->vault != NULL)
    {
      ps_room_return (&self->vault->room, &self->promised);
      ps_intake_unregister (self);
    }
  g_clear_pointer (&self->digest, ps_digest_free);
  g_clear_object (&self->vault);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->turn);
  g_free (self->name);
  g_free (self->expected_md5);
  g_free (self->path);
  g_free (self->validator);
  G_OBJECT_CLASS (ps_intake_parent_class)->finalize (object);
}

static void
ps_intake_class_init (PsIntakeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_intake_finalize;
}

static void
ps_intake_init (PsIntake *self)
{
  self->fd = -1;
  g_mutex_init (&self->lock);
  g_cond_init (&self->turn);
  g_queue_init (&self->waiting);
}
