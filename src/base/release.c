/* src/base/release.c: tasks finished on a thread are let go of on their own context.
 *
 * A task's owner, callback data and result may be torn down with its last
 * reference, and live on the thread that asked. What has been finished since
 * that thread last looked is let go of together: every source that is attached
 * wakes it, which costs more than the release.
 */
#include "base/release.h"

static GMutex lock;              /* over both below */
static GPtrArray *gathering;     /* of GTask; owned by its source; NULL: none waits */
static GMainContext *gathers_on; /* borrowed; of gathering */

static gboolean
release_cb (gpointer data)
{
  return G_SOURCE_REMOVE; /* free_tasks() does it, also where the context goes first */
}

static void
free_tasks (gpointer data)
{
  GPtrArray *tasks = data;

  g_mutex_lock (&lock);
  if (gathering == tasks)
    gathering = NULL;
  g_mutex_unlock (&lock);
  g_ptr_array_unref (tasks);
}

static void
attach (GPtrArray    *tasks,
        GMainContext *context)
{
  g_autoptr(GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, release_cb, tasks, free_tasks);
  g_source_set_static_name (source, "[proofsheet] release finished tasks");
  g_source_attach (source, context);
}

/**
 * ps_release_task:
 * @task: (transfer full): a task that has been finished
 *
 * Gives the reference up on the task's own context. Any thread.
 */
void
ps_release_task (GTask *task)
{
  GMainContext *context = g_task_get_context (task);
  GPtrArray *tasks = NULL;

  g_mutex_lock (&lock);
  if (gathering == NULL || gathers_on != context)
    {
      tasks = gathering = g_ptr_array_new_with_free_func (g_object_unref);
      gathers_on = context;
    }
  g_ptr_array_add (gathering, task);
  if (tasks != NULL)
    attach (tasks, context); /* before anybody adds to it, so that it cannot be freed under them */
  g_mutex_unlock (&lock);
}
