/* src/base/worker.c: one or a few named threads that run queued tasks in priority order.
 *
 * A thread never holds the last reference to anything that lives on the main
 * thread: a finished task is released on its own context.
 */
#include "base/worker.h"

#include "base/release.h"

typedef struct
{
  PsWorkerFunc func;
  GTask *task; /* owned */
  int priority;
  guint64 serial;
} Job;

struct _PsWorker
{
  GObject parent_instance;

  char *name;      /* owned */
  GPtrArray *threads; /* owned, of GThread */

  GMutex lock;     /* over all below */
  GCond wake;
  GSequence *jobs; /* owned, of Job */
  guint64 n_pushed;
  gboolean closing;
};

G_DEFINE_FINAL_TYPE (PsWorker, ps_worker, G_TYPE_OBJECT)

static int
compare_jobs (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  const Job *x = a, *y = b;

  if (x->priority != y->priority)
    return x->priority < y->priority ? -1 : 1;
  return x->serial < y->serial ? -1 : x->serial > y->serial;
}

static Job *
wait_for_job (PsWorker *self)
{
  Job *job = NULL;

  g_mutex_lock (&self->lock);
  while (g_sequence_is_empty (self->jobs) && !self->closing)
    g_cond_wait (&self->wake, &self->lock);
  if (!g_sequence_is_empty (self->jobs))
    {
      GSequenceIter *first = g_sequence_get_begin_iter (self->jobs);

      job = g_sequence_get (first);
      g_sequence_remove (first);
    }
  g_mutex_unlock (&self->lock);
  return job;
}

static gpointer
run_in_thread (gpointer data)
{
  PsWorker *self = data;
  Job *job;

  while ((job = wait_for_job (self)) != NULL)
    {
      GTask *task = g_object_ref (job->task);

      if (g_task_return_error_if_cancelled (job->task))
        g_object_unref (job->task);
      else
        job->func (job->task);
      g_free (job);
      ps_release_task (task);
    }
  return NULL;
}

/**
 * ps_worker_new:
 * @name: the threads' name, at most 15 bytes of it are seen by debuggers
 * @n_threads: how many threads share the queue; with one, tasks never overlap
 *
 * Returns: (transfer full): a worker; end it with ps_worker_close_async()
 */
PsWorker *
ps_worker_new (const char *name,
               guint       n_threads)
{
  PsWorker *self = g_object_new (PS_TYPE_WORKER, NULL);

  g_return_val_if_fail (n_threads > 0, self);

  self->name = g_strdup (name);
  for (guint i = 0; i < n_threads; i++)
    g_ptr_array_add (self->threads, g_thread_new (name, run_in_thread, self));
  return self;
}

/**
 * ps_worker_push:
 * @self: a worker that is not closing
 * @func: runs on a thread of @self and finishes @task
 * @priority: lower runs first
 * @task: (transfer full): a task; cancelled before its turn, @func is not called
 */
void
ps_worker_push (PsWorker     *self,
                PsWorkerFunc  func,
                int           priority,
                GTask        *task)
{
  Job *job;

  g_return_if_fail (PS_IS_WORKER (self));

  job = g_new (Job, 1);
  *job = (Job) { .func = func, .task = task, .priority = priority };
  g_mutex_lock (&self->lock);
  g_assert (!self->closing);
  job->serial = self->n_pushed++;
  g_sequence_insert_sorted (self->jobs, job, compare_jobs, NULL);
  g_mutex_unlock (&self->lock);
  g_cond_signal (&self->wake); /* a thread that wakes finds the lock free */
}

/**
 * ps_worker_get_n_queued:
 * @self: a worker
 *
 * Returns: how many tasks wait for their turn
 */
guint
ps_worker_get_n_queued (PsWorker *self)
{
  guint n;

  g_return_val_if_fail (PS_IS_WORKER (self), 0);

  g_mutex_lock (&self->lock);
  n = g_sequence_get_length (self->jobs);
  g_mutex_unlock (&self->lock);
  return n;
}

/* A thread of its own: joining must not wait on a pool that the joined threads may need. */
static gpointer
join_in_thread (gpointer data)
{
  GTask *task = data;
  PsWorker *self = g_task_get_source_object (task);

  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (g_ptr_array_index (self->threads, i));
  g_ptr_array_set_size (self->threads, 0);
  g_object_ref (task);
  g_task_return_boolean (task, TRUE);
  ps_release_task (task);
  g_object_unref (task);
  return NULL;
}

/**
 * ps_worker_close_async:
 * @self: a worker
 * @callback: called when every queued task has run and the threads have ended
 * @user_data: for @callback
 */
void
ps_worker_close_async (PsWorker            *self,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (PS_IS_WORKER (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ps_worker_close_async);
  g_mutex_lock (&self->lock);
  self->closing = TRUE;
  g_cond_broadcast (&self->wake);
  g_mutex_unlock (&self->lock);
  g_thread_unref (g_thread_new ("close", join_in_thread, task));
}

/**
 * ps_worker_close_finish:
 * @self: a worker
 * @result: what the callback got
 * @error: never set; there for the pattern's sake
 *
 * Returns: %TRUE
 */
gboolean
ps_worker_close_finish (PsWorker      *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
ps_worker_finalize (GObject *object)
{
  PsWorker *self = PS_WORKER (object);

  g_assert (self->threads->len == 0); /* ps_worker_close_async() came first */
  g_ptr_array_unref (self->threads);
  g_sequence_free (self->jobs);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->wake);
  g_free (self->name);
  G_OBJECT_CLASS (ps_worker_parent_class)->finalize (object);
}

static void
ps_worker_class_init (PsWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_worker_finalize;
}

static void
ps_worker_init (PsWorker *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  self->jobs = g_sequence_new (NULL);
  self->threads = g_ptr_array_new ();
}
