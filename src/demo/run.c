/* src/demo/run.c: the demo cloud as a program of its own. */
#include "demo/run.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#define GB 1e9

/* Members are borrowed from ps_demo_run(). */
typedef struct
{
  GMainLoop *loop;
  PsDemoServer *server;
  GCancellable *cancellable; /* ends drawing */
  pid_t parent;
} Run;

static gboolean
stop_cb (gpointer data)
{
  Run *run = data;

  g_main_loop_quit (run->loop);
  return G_SOURCE_CONTINUE;
}

/* A window that crashed must not leave its demo behind. */
static gboolean
watch_parent_cb (gpointer data)
{
  Run *run = data;

  if (getppid () != run->parent)
    g_main_loop_quit (run->loop);
  return G_SOURCE_CONTINUE;
}

/* On any thread; overwrites its own line. */
static void
show_progress (double   share,
               gpointer user_data)
{
  /* Translators: %d is a number from 0 to 100; the sign after it is a percent sign */
  fputc ('\r', stderr);
  fprintf (stderr, _("Preparing the demo’s pictures: %d %%"), (int) (share * 100));
  if (share >= 1)
    fputc ('\n', stderr);
  fflush (stderr);
}

static gboolean
drawn_cb (gpointer data)
{
  Run *run = data;

  ps_demo_server_set_drawing (run->server, FALSE);
  return G_SOURCE_REMOVE;
}

/* What cannot be drawn now is drawn, or fails, when it is asked for. */
static gpointer
draw_in_thread (gpointer data)
{
  Run *run = data;

  if (ps_gallery_prepare (ps_demo_server_get_gallery (run->server), NULL, NULL, run->cancellable, NULL))
    g_idle_add (drawn_cb, run);
  return NULL;
}

static int
serve (Run                 *run,
       const PsDemoOptions *options)
{
  g_autofree char *url = ps_demo_server_dup_url (run->server);
  GThread *drawing = NULL;
  guint sources[] = {
    g_unix_signal_add (SIGINT, stop_cb, run),
    g_unix_signal_add (SIGTERM, stop_cb, run),
    g_unix_signal_add (SIGHUP, stop_cb, run),
    options->until_parent_dies ? g_timeout_add (500, watch_parent_cb, run) : 0,
  };

  if (options->at_once)
    {
      ps_demo_server_set_drawing (run->server, TRUE);
      drawing = g_thread_new ("demo-prepare", draw_in_thread, run);
    }
  printf ("CLOUDINARY_URL=%s\n", url);
  if (fflush (stdout) == 0)
    g_main_loop_run (run->loop);
  g_cancellable_cancel (run->cancellable);
  g_clear_pointer (&drawing, g_thread_join);
  ps_demo_server_stop (run->server);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      if (sources[i] != 0)
        g_source_remove (sources[i]);
    }
  return 0;
}

/**
 * ps_demo_run:
 * @options: what the demo shall be like
 *
 * Serves until SIGINT, SIGTERM or SIGHUP, or until the parent is gone if that
 * is asked for. The first line on standard output is the account, as
 * `CLOUDINARY_URL=…`; progress goes to standard error, to a terminal only.
 *
 * Returns: an exit status: 0, or 1 with the reason on standard error
 */
int
ps_demo_run (const PsDemoOptions *options)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PsDemoServer) server = NULL;
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Run run = { .loop = loop, .cancellable = cancellable, .parent = getppid () };

  g_return_val_if_fail (options != NULL, 1);

  run.server = server = ps_demo_server_new (options, &error);
  if (server != NULL
      && (options->at_once
          || ps_gallery_prepare (ps_demo_server_get_gallery (server), isatty (STDERR_FILENO) ? show_progress : NULL, NULL, NULL, &error)))
    return serve (&run, options);
  fprintf (stderr, "%s\n", error->message);
  return 1;
}

/**
 * ps_demo_parse_plan:
 * @text: "LIMIT_GB/USED_GB", such as "25/14"
 * @limit_bytes: (out): the plan's limit; 1 GB is one credit, 10^9 bytes
 * @used_bytes: (out): what of it is used
 * @error: %G_IO_ERROR_INVALID_ARGUMENT in words for a person
 *
 * Returns: whether @text was such a plan
 */
gboolean
ps_demo_parse_plan (const char  *text,
                    gint64      *limit_bytes,
                    gint64      *used_bytes,
                    GError     **error)
{
  char *end = NULL;
  double limit = g_ascii_strtod (text, &end), used = 0;
  gboolean ok = end != text && *end == '/';

  if (ok)
    {
      const char *second = end + 1;

      used = g_ascii_strtod (second, &end);
      ok = end != second && *end == '\0' && limit >= 0 && used >= 0 && limit < 1e9 && used < 1e9;
    }
  if (!ok)
    {
      /* Translators: %s is what was typed */
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("“%s” is no plan; write LIMIT/USED in gigabytes, such as 25/14."), text);
      return FALSE;
    }
  *limit_bytes = (gint64) (limit * GB);
  *used_bytes = (gint64) (used * GB);
  return TRUE;
}
