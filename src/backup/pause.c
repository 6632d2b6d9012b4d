/* src/backup/pause.c: waiting for a moment of the wall clock, cancellably.
 *
 * The clock is looked at again and again, so that a suspended computer, or one
 * whose clock is set, wakes at the right time.
 */
#include "backup/pause.h"

#define LONGEST_NAP_MS 1000

static void nap (GTask *task);

static gboolean
woke_cb (gpointer data)
{
  nap (data);
  return G_SOURCE_REMOVE;
}

static void
nap (GTask *task)
{
  gint64 until_us = *(gint64 *) g_task_get_task_data (task);
  gint64 left_us = until_us - g_get_real_time ();

  if (g_task_return_error_if_cancelled (task))
    g_object_unref (task);
  else if (left_us <= 0)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
  else
    g_timeout_add (CLAMP (left_us / 1000 + 1, 1, g_task_get_cancellable (task) != NULL ? LONGEST_NAP_MS / 4 : LONGEST_NAP_MS),
                   woke_cb, task);
}

/**
 * ps_pause_wait_async:
 * @until_us: microseconds since 1970; in the past: at once
 * @cancellable: (nullable): ends the wait within a quarter of a second
 * @callback: called then
 * @user_data: for @callback
 */
void
ps_pause_wait_async (gint64               until_us,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, ps_pause_wait_async);
  g_task_set_task_data (task, g_memdup2 (&until_us, sizeof until_us), g_free);
  nap (task);
}

/**
 * ps_pause_wait_finish:
 * @result: what the callback got
 * @error: set with %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the moment came
 */
gboolean
ps_pause_wait_finish (GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
