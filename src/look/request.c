/* src/look/request.c: one file that waits to be looked at, or is being looked at. Main thread. */
#include "look/request.h"

#include <unistd.h>

/**
 * ps_look_request_new:
 * @task: (transfer full): what is answered in the end
 * @fd: (transfer full): an open file
 * @priority: lower first
 * @serial: later ones are greater
 *
 * Returns: (transfer full): a request
 */
PsLookRequest *
ps_look_request_new (GTask   *task,
                int      fd,
                int      priority,
                guint64  serial)
{
  PsLookRequest *self = g_new0 (PsLookRequest, 1);

  self->task = task;
  self->fd = fd;
  self->canvas = -1;
  self->priority = priority;
  self->serial = serial;
  return self;
}

/**
 * ps_look_request_free:
 * @self: (transfer full): a request whose task has been answered
 */
void
ps_look_request_free (PsLookRequest *self)
{
  if (self->cancelled != NULL)
    {
      g_source_destroy (self->cancelled);
      g_source_unref (self->cancelled);
    }
  g_clear_object (&self->task);
  if (self->fd >= 0)
    close (self->fd);
  if (self->canvas >= 0)
    close (self->canvas);
  g_free (self);
}

/**
 * ps_look_request_fail:
 * @self: (transfer full): a request
 * @error: (transfer full): what its task is answered, if somebody still waits
 */
void
ps_look_request_fail (PsLookRequest *self,
                 GError    *error)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->task);

  ps_look_request_free (self);
  if (task != NULL)
    g_task_return_error (task, error);
  else
    g_error_free (error);
}

/**
 * ps_look_request_compare:
 * @a: a request
 * @b: another
 * @user_data: unused
 *
 * Lower priority first, then the newest: what a person looks at now.
 *
 * Returns: below 0 where @a comes first
 */
int
ps_look_request_compare (gconstpointer a,
                    gconstpointer b,
                    gpointer      user_data)
{
  const PsLookRequest *x = a, *y = b;

  if (x->priority != y->priority)
    return x->priority < y->priority ? -1 : 1;
  return x->serial > y->serial ? -1 : x->serial < y->serial;
}
