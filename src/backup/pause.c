/* src/backup/pause.c: waiting for a moment of the wall clock, cancellably.
 *
 * The clocks are looked at again and again: the wait is over when the moment
 * has come, or as much time went by as there was to wait when it began. A clock
 * that is set back meanwhile cannot make it longer, and sleep counts.
 */
#include "backup/pause.h"

#include <time.h>

#define LONGEST_NAP_MS 1000

typedef struct
{
  gint64 until_us;     /* wall clock, microseconds since 1970 */
  gint64 boot_until_us; /* the same moment by a clock that nobody sets */
} Moment;

static void nap (GTask *task);

/* Goes on while the computer sleeps, and is never set. */
static gint64
boot_time_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_BOOTTIME, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gboolean
woke_cb (gpointer data)
{
  nap (data);
  return G_SOURCE_REMOVE;
}

static void
nap (GTask *task)
{
  const Moment *moment = g_task_get_task_data (task);
  gint64 left_us = MIN (moment->until_us - g_get_real_time (), moment->boot_until_us - boot_time_us ());

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
  Moment moment = { until_us, boot_time_us () + (until_us - g_get_real_time ()) };

  g_task_set_source_tag (task, ps_pause_wait_async);
  g_task_set_task_data (task, g_memdup2 (&moment, sizeof moment), g_free);
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
