/* tests/base/test-tally.c: progress from many threads adds up, and is told rarely. */
#include "base/tally.h"

static gpointer
add_in_thread (gpointer data)
{
  for (int i = 0; i < 10000; i++)
    ps_tally_add (data, 1, 10);
  return NULL;
}

static void
count_cb (PsTally *tally,
          guint   *n_told)
{
  (*n_told)++;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static void
test_many_threads (void)
{
  g_autoptr(PsTally) tally = ps_tally_new ();
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  GThread *threads[4];
  PsTallyNumbers numbers;
  guint n_told = 0;

  g_signal_connect (tally, "changed", G_CALLBACK (count_cb), &n_told);
  ps_tally_set_total (tally, 40000, -1);
  for (int i = 0; i < 4; i++)
    threads[i] = g_thread_new ("add", add_in_thread, tally);
  for (int i = 0; i < 4; i++)
    g_thread_join (threads[i]);
  g_timeout_add (600, quit_cb, loop);
  g_main_loop_run (loop);
  numbers = ps_tally_read (tally);
  g_assert_cmpint (numbers.n_done, ==, 40000);
  g_assert_cmpint (numbers.n_bytes_done, ==, 400000);
  g_assert_cmpint (numbers.n_total, ==, 40000);
  g_assert_cmpuint (n_told, >=, 1);
  g_assert_cmpuint (n_told, <=, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tally/many-threads-add-up-and-it-is-told-rarely", test_many_threads);
  return g_test_run ();
}
