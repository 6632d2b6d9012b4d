/* src/ui/stall-probe.c: how long the main loop was away, and when the first frame came.
 *
 * Only where PROOFSHEET_STALL_LOG names a file: a line "stall LATE WORKED AT" for
 * each time that the loop came late by more than 20 ms, and "first-frame AT". All
 * are milliseconds: how late it came, how much of that the main thread itself
 * worked (the rest it waited, for the disk or for a processor), and when, since
 * the program began. A test reads it. */
#include "ui/stall-probe.h"

#include <stdio.h>
#include <time.h>

#define EVERY_MS 5
#define LATE_US (20 * 1000)

static FILE *probe_log; /* NULL: nobody measures */
static gint64 began_us, last_us, last_work_us;

/* What the main thread has had of a processor so far. */
static gint64
get_work_us (void)
{
  struct timespec work;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &work);
  return work.tv_sec * G_USEC_PER_SEC + work.tv_nsec / 1000;
}

static gboolean
tick_cb (gpointer user_data)
{
  gint64 now_us = g_get_monotonic_time ();
  gint64 work_us = get_work_us ();
  gint64 late_us = now_us - last_us - EVERY_MS * 1000;

  if (late_us > LATE_US)
    fprintf (probe_log, "stall %d %d %d\n", (int) (late_us / 1000), (int) ((work_us - last_work_us) / 1000), (int) ((now_us - began_us) / 1000));
  last_us = now_us;
  last_work_us = work_us;
  return G_SOURCE_CONTINUE;
}

static void
first_frame_cb (GdkFrameClock *clock,
                GtkWidget     *window)
{
  fprintf (probe_log, "first-frame %d\n", (int) ((g_get_monotonic_time () - began_us) / 1000));
  g_signal_handlers_disconnect_by_func (clock, first_frame_cb, window);
  last_us = g_get_monotonic_time (); /* what came before belongs to the start */
  last_work_us = get_work_us ();
  g_timeout_add_full (G_PRIORITY_HIGH, EVERY_MS, tick_cb, NULL, NULL);
}

static void
realized_cb (GtkWidget *window)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (first_frame_cb), window);
}

/**
 * ps_stall_probe_begin:
 *
 * To be called first in main().
 */
void
ps_stall_probe_begin (void)
{
  const char *path = g_getenv ("PROOFSHEET_STALL_LOG");

  began_us = g_get_monotonic_time ();
  if (path != NULL && *path != '\0')
    probe_log = fopen (path, "ae");
  if (probe_log != NULL)
    setvbuf (probe_log, NULL, _IOLBF, 0);
}

/**
 * ps_stall_probe_watch:
 * @window: the window whose first frame counts
 *
 * Does nothing where nobody measures.
 */
void
ps_stall_probe_watch (GtkWidget *window)
{
  if (probe_log != NULL)
    g_signal_connect (window, "realize", G_CALLBACK (realized_cb), NULL);
}
