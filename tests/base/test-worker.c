/* tests/base/test-worker.c: tasks run in order of priority, and closing waits for all of them. */
#include "base/worker.h"

static GMutex order_lock;
static GString *order;
static GMutex gate;

static void
append_in_thread (GTask *task)
{
  const char *letter = g_task_get_task_data (task);

  g_mutex_lock (&order_lock);
  g_string_append (order, letter);
  g_mutex_unlock (&order_lock);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
wait_in_thread (GTask *task)
{
  g_mutex_lock (&gate);
  g_mutex_unlock (&gate);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
push (PsWorker     *worker,
      PsWorkerFunc  func,
      const char   *letter,
      int           priority,
      GCancellable *cancellable)
{
  GTask *task = g_task_new (NULL, cancellable, NULL, NULL);

  g_task_set_task_data (task, (gpointer) letter, NULL);
  ps_worker_push (worker, func, priority, task);
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  gboolean *closed = user_data;

  g_assert_true (ps_worker_close_finish (PS_WORKER (source), result, NULL));
  *closed = TRUE;
}

static void
close_and_wait (PsWorker *worker)
{
  gboolean closed = FALSE;

  ps_worker_close_async (worker, closed_cb, &closed);
  while (!closed)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_order (void)
{
  PsWorker *worker = ps_worker_new ("test", 1);
  g_autoptr(GCancellable) cancelled = g_cancellable_new ();

  order = g_string_new (NULL);
  g_cancellable_cancel (cancelled);
  g_mutex_lock (&gate);
  push (worker, wait_in_thread, "", PS_WORKER_URGENT, NULL);
  g_usleep (20000);
  push (worker, append_in_thread, "c", PS_WORKER_LOW, NULL);
  push (worker, append_in_thread, "a", PS_WORKER_URGENT, NULL);
  push (worker, append_in_thread, "b", PS_WORKER_DEFAULT, NULL);
  push (worker, append_in_thread, "x", PS_WORKER_DEFAULT, cancelled);
  push (worker, append_in_thread, "d", PS_WORKER_LOW, NULL);
  g_mutex_unlock (&gate);
  close_and_wait (worker);
  g_assert_cmpstr (order->str, ==, "abcd");
  g_string_free (order, TRUE);
  g_object_unref (worker);
}

static void
test_many_threads (void)
{
  PsWorker *worker = ps_worker_new ("test", 3);

  order = g_string_new (NULL);
  for (int i = 0; i < 1000; i++)
    push (worker, append_in_thread, "x", i % 7, NULL);
  close_and_wait (worker);
  g_assert_cmpuint (order->len, ==, 1000);
  g_string_free (order, TRUE);
  g_object_unref (worker);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/worker/priority-then-arrival-and-cancelled-never-run", test_order);
  g_test_add_func ("/worker/closing-waits-for-all", test_many_threads);
  return g_test_run ();
}
