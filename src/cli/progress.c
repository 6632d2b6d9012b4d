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
#include "cli/line.h"
#include "cli/output.h"

#define TERMINAL_INTERVAL_MS 200
#define LOG_INTERVAL_MS 10000
#define WAIT_INTERVAL_MS 1000
#define RATE_WINDOW_S 15.0
#define STEADY_AFTER_S 8.0
#define BAR_WIDTH 24

/* What a narrow terminal does without, first to last. */
enum { WEIGHT_FOUND, WEIGHT_SIZE, WEIGHT_BAR, WEIGHT_LEFT, WEIGHT_COUNT, WEIGHT_RATE, WEIGHT_WAIT };

struct _PsProgress
{
  PsBackup *backup; /* borrowed; or */
  PsVerify *verify; /* borrowed; or */
  PsRebuild *rebuild; /* borrowed; or */
  PsTally *tally;     /* borrowed */
  guint source;
  gboolean on_terminal;
  gboolean is_asked_for;      /* a log wants lines of progress; else it gets those of waits alone */
  char *told;                 /* owned, nullable: the last line in a log */
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
add_bar (PsLine *line,
         double  share)
{
  GString *bar = g_string_new (NULL);
  g_autofree char *percent = g_strdup_printf ("%3d %%", (int) (CLAMP (share, 0, 1) * 100));
  int n_full = CLAMP (share, 0, 1) * BAR_WIDTH + 0.5;

  for (int i = 0; i < BAR_WIDTH; i++)
    g_string_append (bar, i < n_full ? "█" : "░");
  g_string_append_printf (bar, " %s", percent);
  ps_line_add (line, WEIGHT_BAR, g_string_free (bar, FALSE), percent);
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
add_rate (PsProgress *self,
          PsLine     *line,
          gint64      n_left)
{
  g_autofree char *rate = ps_output_size ((gint64) self->bytes_per_s);

  if (self->bytes_per_s < 1)
    return;
  /* Translators: a size; per second. */
  ps_line_add (line, WEIGHT_RATE, g_strdup_printf (_("%s/s"), rate), NULL);
  if ((g_get_monotonic_time () - self->started_us) / 1e6 >= STEADY_AFTER_S && n_left > 0)
    ps_line_add (line, WEIGHT_LEFT, words_for_seconds (n_left / self->bytes_per_s), NULL);
}

static void
add_fetching (PsProgress             *self,
              PsLine                 *line,
              const PsBackupProgress *p)
{
  g_autofree char *here = ps_output_size (p->n_bytes);
  g_autofree char *all = ps_output_size (p->n_bytes_to_fetch);

  update_rate (self, p->n_bytes);
  add_bar (line, p->n_bytes_to_fetch > 0 ? (double) p->n_bytes / p->n_bytes_to_fetch : 0);
  /* Translators: photos fetched, photos to fetch. */
  ps_line_add (line, WEIGHT_COUNT, g_strdup_printf (_("%" PRId64 " of %" PRId64 " photos"), p->n_landed, p->n_to_fetch), NULL);
  /* Translators: size fetched, size to fetch. */
  ps_line_add (line, WEIGHT_SIZE, g_strdup_printf (_("%s of %s"), here, all), NULL);
  add_rate (self, line, p->n_bytes_to_fetch - p->n_bytes);
  if (p->looking)
    /* Translators: how many photos the look through Cloudinary found so far. */
    ps_line_add (line, WEIGHT_FOUND, g_strdup_printf (_("%" PRId64 " found so far"), p->n_found), NULL);
}

/* What is waited for, until when, and that it goes on by itself. */
static char *
describe_wait (const PsBackupProgress *p)
{
  gint64 soon_us = g_get_real_time () + 2 * G_USEC_PER_SEC;
  g_autofree char *looking_clock = ps_output_clock (p->looking_waits_until_us);
  g_autofree char *fetching_clock = ps_output_clock (p->fetching_waits_until_us);

  if (p->at_plan_guard && p->guard_words != NULL)
    /* Translators: sentences that say which limit is used up, and a time. */
    return g_strdup_printf (_("%s Fetching goes on by itself at %s."), p->guard_words, fetching_clock);
  if (p->looking_waits_until_us > soon_us && p->calls_limit > 0)
    /* Translators: a number of questions, and a time. */
    return g_strdup_printf (_("The %" PRId64 " questions that Cloudinary answers in an hour are used; looking goes on by itself at %s."),
                            p->calls_limit, looking_clock);
  if (p->looking_waits_until_us > soon_us)
    /* Translators: a time. */
    return g_strdup_printf (_("Cloudinary answers no more questions for now; looking goes on by itself at %s."), looking_clock);
  if (p->fetching_waits_until_us > soon_us && p->hold_reason != NULL)
    {
      g_autofree char *reason = ps_text_visible (p->hold_reason, 200);

      /* Translators: a sentence that says what is wrong. */
      return g_strdup_printf (_("%s It is tried again by itself."), reason);
    }
  if (p->fetching_waits_until_us > soon_us && p->fetching)
    /* Translators: a time. */
    return g_strdup_printf (_("What could not be fetched is tried again by itself at %s."), fetching_clock);
  if (p->asking && p->asking_reason != NULL)
    {
      g_autofree char *reason = ps_text_visible (p->asking_reason, 200);

      return g_strdup_printf (_("%s It is tried again by itself."), reason);
    }
  return NULL;
}

static char *
describe_backup (PsProgress *self,
                 guint       width)
{
  PsBackupProgress p = ps_backup_get_progress (self->backup);
  PsLine *line = ps_line_new ();
  char *wait = describe_wait (&p);

  if (p.fetching && p.n_to_fetch > 0)
    add_fetching (self, line, &p);
  else if (p.looking)
    ps_line_add (line, WEIGHT_COUNT,
                 g_strdup_printf (_("Looking through Cloudinary, %" PRId64 " photos found so far"), p.n_found), NULL);
  else if (p.inspecting && p.n_inspected > 0)
    ps_line_add (line, WEIGHT_COUNT, g_strdup_printf (_("Looking at the photos, %" PRId64 " done"), p.n_inspected), NULL);
  else if (wait == NULL)
    ps_line_add (line, WEIGHT_COUNT,
                 g_strdup (p.asking ? _("Asking Cloudinary; waiting for its answer") : _("Getting ready")), NULL);
  if (wait != NULL)
    ps_line_add (line, WEIGHT_WAIT, wait, NULL);
  return ps_line_fit (line, width);
}

static char *
describe_verify (PsProgress *self,
                 guint       width)
{
  PsVerifyCounts c = ps_verify_get_counts (self->verify);
  PsLine *line = ps_line_new ();

  update_rate (self, c.n_bytes);
  add_bar (line, c.n_total > 0 ? (double) c.n_checked / c.n_total : 0);
  /* Translators: files read, files to read. */
  ps_line_add (line, WEIGHT_COUNT, g_strdup_printf (_("%" PRId64 " of %" PRId64 " files read again"), c.n_checked, c.n_total), NULL);
  ps_line_add (line, WEIGHT_SIZE, ps_output_size (c.n_bytes), NULL);
  add_rate (self, line, 0);
  return ps_line_fit (line, width);
}

static char *
describe_rebuild (PsProgress *self,
                  guint       width)
{
  PsReconcileCounts c = ps_rebuild_get_counts (self->rebuild);
  PsLine *line = ps_line_new ();

  if (c.n_read == 0)
    ps_line_add (line, WEIGHT_COUNT, g_strdup (_("Reading what is left of the catalogue")), NULL);
  else
    /* Translators: files read, files taken over. */
    ps_line_add (line, WEIGHT_COUNT,
                 g_strdup_printf (_("%" PRId64 " files read, %" PRId64 " taken over"), c.n_read, c.n_adopted), NULL);
  return ps_line_fit (line, width);
}

static char *
describe_tally (PsProgress *self,
                guint       width)
{
  PsTallyNumbers n = ps_tally_read (self->tally);
  PsLine *line = ps_line_new ();

  if (n.n_total <= 0)
    {
      ps_line_add (line, WEIGHT_COUNT, g_strdup (_("Getting ready")), NULL);
      return ps_line_fit (line, width);
    }
  if (n.n_bytes_total <= 0)
    {
      add_bar (line, (double) n.n_done / n.n_total);
      /* Translators: photos done, photos to do. */
      ps_line_add (line, WEIGHT_COUNT, g_strdup_printf (_("%1$" PRId64 " of %2$" PRId64 " photos"), n.n_done, n.n_total), NULL);
      return ps_line_fit (line, width);
    }
  update_rate (self, n.n_bytes_done);
  add_bar (line, (double) n.n_bytes_done / n.n_bytes_total);
  /* Translators: files copied and compared, files to copy. */
  ps_line_add (line, WEIGHT_COUNT, g_strdup_printf (_("%1$" PRId64 " of %2$" PRId64 " files copied and compared"), n.n_done, n.n_total), NULL);
  ps_line_add (line, WEIGHT_SIZE, ps_output_size (n.n_bytes_done), NULL);
  add_rate (self, line, n.n_bytes_total - n.n_bytes_done);
  return ps_line_fit (line, width);
}

static char *
describe (PsProgress *self,
          guint       width)
{
  if (self->backup != NULL)
    return describe_backup (self, width);
  if (self->tally != NULL)
    return describe_tally (self, width);
  return self->verify != NULL ? describe_verify (self, width) : describe_rebuild (self, width);
}

/* A wait is told once, when it begins: a log may be read a year later, and nobody watches it. */
static void
tell_wait (PsProgress *self)
{
  PsBackupProgress p = ps_backup_get_progress (self->backup);
  char *wait = describe_wait (&p);

  if (wait != NULL && g_strcmp0 (wait, self->told) != 0)
    {
      fprintf (stderr, "%s\n", wait);
      fflush (stderr);
      g_free (self->told);
      self->told = g_steal_pointer (&wait);
    }
  g_free (wait);
}

static void
draw (PsProgress *self)
{
  g_autofree char *line = NULL;

  if (self->on_terminal)
    {
      line = describe (self, terminal_width () - 1);
      fprintf (stderr, "\r\033[K%s", line);
      self->drawn = TRUE;
    }
  else if (self->is_asked_for)
    {
      line = describe (self, 0);
      if (g_strcmp0 (line, self->told) == 0)
        return; /* nothing happened since: a wait is one line, however long it is */
      fprintf (stderr, "%s\n", line);
      g_free (self->told);
      self->told = g_steal_pointer (&line);
    }
  else if (self->backup != NULL)
    tell_wait (self);
  fflush (stderr);
}

static gboolean
draw_cb (gpointer data)
{
  draw (data);
  return G_SOURCE_CONTINUE;
}

/* What is to be watched is set: from now on it is. */
static void
begin (PsProgress *self)
{
  guint interval_ms = self->on_terminal ? TERMINAL_INTERVAL_MS : self->is_asked_for ? LOG_INTERVAL_MS : WAIT_INTERVAL_MS;

  if (self->on_terminal)
    draw (self);
  self->source = g_timeout_add (interval_ms, draw_cb, self);
}

static PsProgress *
new_progress (PsSessionCli *session)
{
  PsProgress *self = g_new0 (PsProgress, 1);

  self->on_terminal = isatty (STDERR_FILENO);
  self->is_asked_for = session->progress;
  self->started_us = self->last_us = g_get_monotonic_time ();
  return self;
}

/**
 * ps_progress_new_for_backup:
 * @session: the command
 * @backup: a run, which outlives this
 *
 * Where nobody watches, only waits are told, when they begin.
 *
 * Returns: (transfer full): what shows it
 */
PsProgress *
ps_progress_new_for_backup (PsSessionCli *session,
                            PsBackup     *backup)
{
  PsProgress *self = new_progress (session);

  self->backup = backup;
  begin (self);
  return self;
}

/**
 * ps_progress_new_for_verify:
 * @session: the command
 * @verify: a job, which outlives this
 *
 * Where nobody watches, only waits are told, when they begin.
 *
 * Returns: (transfer full): what shows it
 */
PsProgress *
ps_progress_new_for_verify (PsSessionCli *session,
                            PsVerify     *verify)
{
  PsProgress *self = new_progress (session);

  self->verify = verify;
  begin (self);
  return self;
}

/**
 * ps_progress_new_for_rebuild:
 * @session: the command
 * @rebuild: a job, which outlives this
 *
 * Returns: (transfer full): what shows it
 */
PsProgress *
ps_progress_new_for_rebuild (PsSessionCli *session,
                             PsRebuild    *rebuild)
{
  PsProgress *self = new_progress (session);

  self->rebuild = rebuild;
  begin (self);
  return self;
}

/**
 * ps_progress_new_for_tally:
 * @session: the command
 * @tally: of a job that counts photos, or files and bytes; it outlives this
 *
 * Returns: (transfer full): what shows it
 */
PsProgress *
ps_progress_new_for_tally (PsSessionCli *session,
                           PsTally      *tally)
{
  PsProgress *self = new_progress (session);

  self->tally = tally;
  begin (self);
  return self;
}

/**
 * ps_progress_end:
 * @self: (transfer full): a progress line
 *
 * Leaves a clean line behind.
 */
void
ps_progress_end (PsProgress *self)
{
  g_source_remove (self->source);
  if (self->drawn && self->on_terminal)
    fprintf (stderr, "\r\033[K");
  g_free (self->told);
  g_free (self);
}
