/* src/cli/progress.c: a line that tells how far a run is: drawn over on a terminal, now and then in a log.
 *
 * It goes to standard error. A time left is told only once the rate is steady,
 * and rounded: a number that jumps tells nothing.
 */
#include "cli/progress.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/output.h"

#define TERMINAL_INTERVAL_MS 200
#define LOG_INTERVAL_MS 10000
#define RATE_WINDOW_S 15.0
#define STEADY_AFTER_S 8.0
#define BAR_WIDTH 24

struct _PsProgress
{
  PsBackup *backup; /* borrowed; or */
  PsVerify *verify; /* borrowed */
  guint source;
  gboolean on_terminal;
  gint64 started_us, last_us; /* monotonic */
  gint64 n_last_bytes;
  double bytes_per_s;         /* smoothed */
  gboolean drawn;
};

static int
terminal_width (void)
{
  struct winsize size;

  if (ioctl (STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20)
    return size.ws_col;
  return 80;
}

static void
append_bar (GString *line,
            double   share)
{
  int n_full = CLAMP (share, 0, 1) * BAR_WIDTH + 0.5;

  for (int i = 0; i < BAR_WIDTH; i++)
    g_string_append (line, i < n_full ? "█" : "░");
  g_string_append_printf (line, " %3d %%", (int) (CLAMP (share, 0, 1) * 100));
}

/* Weighs the last quarter of a minute most. */
static void
update_rate (PsProgress *self,
             gint64      n_bytes)
{
  gint64 now_us = g_get_monotonic_time ();
  double seconds = (now_us - self->last_us) / 1e6;
  double rate, weight;

  if (seconds <= 0)
    return;
  rate = MAX (0, n_bytes - self->n_last_bytes) / seconds;
  weight = MIN (1, seconds / MIN (RATE_WINDOW_S, MAX (1, (now_us - self->started_us) / 1e6)));
  self->bytes_per_s += (rate - self->bytes_per_s) * weight;
  self->last_us = now_us;
  self->n_last_bytes = n_bytes;
}

static char *
words_for_seconds (double seconds)
{
  int minutes = (seconds + 30) / 60;

  if (seconds < 50)
    return g_strdup (_("under a minute left"));
  if (minutes < 60)
    return g_strdup_printf (ngettext ("about %d minute left", "about %d minutes left", minutes), minutes);
  if (minutes < 60 * 36)
    return g_strdup_printf (ngettext ("about %d hour left", "about %d hours left", (minutes + 30) / 60), (minutes + 30) / 60);
  return g_strdup_printf (ngettext ("about %d day left", "about %d days left", (minutes + 720) / 1440), (minutes + 720) / 1440);
}

static void
append_rate (PsProgress *self,
             GString    *line,
             gint64      n_left)
{
  g_autofree char *rate = ps_output_size ((gint64) self->bytes_per_s);

  if (self->bytes_per_s < 1)
    return;
  /* Translators: a size; per second. */
  g_string_append_printf (line, _(" · %s/s"), rate);
  if ((g_get_monotonic_time () - self->started_us) / 1e6 >= STEADY_AFTER_S && n_left > 0)
    {
      g_autofree char *left = words_for_seconds (n_left / self->bytes_per_s);

      g_string_append_printf (line, " · %s", left);
    }
}

static void
append_fetching (PsProgress             *self,
                 GString                *line,
                 const PsBackupProgress *p)
{
  g_autofree char *here = ps_output_size (p->n_bytes);
  g_autofree char *all = ps_output_size (p->n_bytes_to_fetch);

  update_rate (self, p->n_bytes);
  append_bar (line, p->n_bytes_to_fetch > 0 ? (double) p->n_bytes / p->n_bytes_to_fetch : 0);
  /* Translators: photos fetched, photos to fetch, size fetched, size to fetch. */
  g_string_append_printf (line, _(" · %" PRId64 " of %" PRId64 " photos · %s of %s"), p->n_landed, p->n_to_fetch, here, all);
  append_rate (self, line, p->n_bytes_to_fetch - p->n_bytes);
  if (p->looking)
    /* Translators: how many photos the look through Cloudinary found so far. */
    g_string_append_printf (line, _(" · %" PRId64 " found so far"), p->n_found);
}

static void
append_wait (GString *line,
             char    *words)
{
  g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", words);
  g_free (words);
}

static char *
describe_backup (PsProgress *self)
{
  PsBackupProgress p = ps_backup_get_progress (self->backup);
  GString *line = g_string_new (NULL);
  gint64 soon_us = g_get_real_time () + 2 * G_USEC_PER_SEC;
  g_autofree char *looking_clock = ps_output_clock (p.looking_waits_until_us);
  g_autofree char *fetching_clock = ps_output_clock (p.fetching_waits_until_us);

  if (p.fetching && p.n_to_fetch > 0)
    append_fetching (self, line, &p);
  else if (p.looking)
    g_string_append_printf (line, _("Looking through Cloudinary · %" PRId64 " photos found so far"), p.n_found);
  else if (p.inspecting && p.n_inspected > 0)
    g_string_append_printf (line, _("Looking at the photos · %" PRId64 " done"), p.n_inspected);
  if (p.looking_waits_until_us > soon_us)
    /* Translators: a time. */
    append_wait (line, g_strdup_printf (_("looking goes on at %s"), looking_clock));
  if (p.at_plan_guard)
    /* Translators: a time. */
    append_wait (line, g_strdup_printf (_("the plan's share is used for now; fetching goes on at %s"), fetching_clock));
  else if (p.fetching_waits_until_us > soon_us && p.hold_reason != NULL)
    {
      g_autofree char *reason = ps_text_visible (p.hold_reason, 120);

      g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", reason);
    }
  return g_string_free (line, FALSE);
}

static char *
describe_verify (PsProgress *self)
{
  PsVerifyCounts c = ps_verify_get_counts (self->verify);
  GString *line = g_string_new (NULL);
  g_autofree char *size = ps_output_size (c.n_bytes);

  update_rate (self, c.n_bytes);
  append_bar (line, c.n_total > 0 ? (double) c.n_checked / c.n_total : 0);
  /* Translators: files read, files to read, size read. */
  g_string_append_printf (line, _(" · %" PRId64 " of %" PRId64 " files read again · %s"), c.n_checked, c.n_total, size);
  append_rate (self, line, 0);
  return g_string_free (line, FALSE);
}

static void
draw (PsProgress *self)
{
  g_autofree char *line = self->backup != NULL ? describe_backup (self) : describe_verify (self);

  if (*line == '\0')
    return;
  if (self->on_terminal)
    {
      glong width = terminal_width () - 1;
      g_autofree char *cut = g_utf8_substring (line, 0, MIN (width, g_utf8_strlen (line, -1)));

      fprintf (stderr, "\r\033[K%s", cut);
    }
  else
    fprintf (stderr, "%s\n", line);
  fflush (stderr);
  self->drawn = TRUE;
}

static gboolean
draw_cb (gpointer data)
{
  draw (data);
  return G_SOURCE_CONTINUE;
}

static PsProgress *
new_progress (PsSessionCli *session)
{
  PsProgress *self;

  if (!isatty (STDERR_FILENO) && !session->progress)
    return NULL;
  self = g_new0 (PsProgress, 1);
  self->on_terminal = isatty (STDERR_FILENO);
  self->started_us = self->last_us = g_get_monotonic_time ();
  self->source = g_timeout_add (self->on_terminal ? TERMINAL_INTERVAL_MS : LOG_INTERVAL_MS, draw_cb, self);
  return self;
}

/**
 * ps_progress_new_for_backup:
 * @session: the command
 * @backup: a run, which outlives this
 *
 * Returns: (transfer full) (nullable): %NULL where nobody watches
 */
PsProgress *
ps_progress_new_for_backup (PsSessionCli *session,
                            PsBackup     *backup)
{
  PsProgress *self = new_progress (session);

  if (self != NULL)
    self->backup = backup;
  return self;
}

/**
 * ps_progress_new_for_verify:
 * @session: the command
 * @verify: a job, which outlives this
 *
 * Returns: (transfer full) (nullable): %NULL where nobody watches
 */
PsProgress *
ps_progress_new_for_verify (PsSessionCli *session,
                            PsVerify     *verify)
{
  PsProgress *self = new_progress (session);

  if (self != NULL)
    self->verify = verify;
  return self;
}

/**
 * ps_progress_end:
 * @self: (transfer full) (nullable): a progress line
 *
 * Leaves a clean line behind.
 */
void
ps_progress_end (PsProgress *self)
{
  if (self == NULL)
    return;
  g_source_remove (self->source);
  if (self->drawn && self->on_terminal)
    fprintf (stderr, "\r\033[K");
  g_free (self);
}
