/* src/ui/bar-words.c: pure: what the backup bar says at each moment. */
#include "ui/bar-words.h"

#include <glib/gi18n.h>

#include "backup/guard.h"
#include "ui/error-words.h"
#include "ui/words.h"

/* A run that brings so large a part of the library is told as the library's own progress. */
#define LARGE_PART 20 /* a twentieth */

/**
 * ps_bar_words_free:
 * @self: (transfer full): words
 */
void
ps_bar_words_free (PsBarWords *self)
{
  g_free (self->text);
  g_free (self->short_text);
  g_free (self->more);
  g_free (self->button);
  g_free (self->action);
  g_free (self->other_button);
  g_free (self->other_action);
  g_free (self);
}

static gint64
count_here (const PsStatus *status)
{
  return status->n_photos[PS_STATE_PROVEN] + status->n_photos[PS_STATE_SIZE_ONLY] + status->n_photos[PS_STATE_ALTERED]
         + status->n_photos[PS_STATE_GONE_FROM_CLOUD];
}

static gint64
count_wanted (const PsStatus *status)
{
  return status->n_total - status->n_photos[PS_STATE_SKIPPED];
}

static gint64
count_needs_you (const PsStatus *status)
{
  return status->n_photos[PS_STATE_FAILED] - status->n_trying_again + status->n_photos[PS_STATE_DAMAGED]
         + status->n_photos[PS_STATE_MISSING];
}

static gboolean
all_proven (const PsStatus *status)
{
  return status->n_photos[PS_STATE_SIZE_ONLY] == 0 && status->n_photos[PS_STATE_ALTERED] == 0;
}

/* "41,200 of 180,000 photos are here, proven." */
static char *
words_here (const PsStatus *status)
{
  gint64 n = count_wanted (status);
  g_autofree char *here = ps_words_number (count_here (status));
  g_autofree char *all = ps_words_number (n);

  if (all_proven (status))
    /* Translators: two numbers. */
    return g_strdup_printf (ngettext ("%s of %s photo is here, proven.", "%s of %s photos are here, proven.", n), here, all);
  /* Translators: how many photos are here, of how many. */
  return g_strdup_printf (ngettext ("%s of %s photo is here.", "%s of %s photos are here.", n), here, all);
}

/* "41,200 of 180,000 photos are on it, proven.", of the drive. */
static char *
words_on_it (const PsStatus *status)
{
  gint64 n = count_wanted (status);
  g_autofree char *here = ps_words_number (count_here (status));
  g_autofree char *all = ps_words_number (n);

  if (all_proven (status))
    /* Translators: two numbers; of a drive. */
    return g_strdup_printf (ngettext ("%s of %s photo is on it, proven.", "%s of %s photos are on it, proven.", n), here, all);
  /* Translators: how many photos are on a drive, of how many. */
  return g_strdup_printf (ngettext ("%s of %s photo is on it.", "%s of %s photos are on it.", n), here, all);
}

static void
offer (PsBarWords *self,
       const char *button,
       const char *action)
{
  self->button = g_strdup (button);
  self->action = g_strdup (action);
}

static char *
words_found (const PsBackupProgress *progress)
{
  g_autofree char *n = ps_words_number (progress->n_found);

  /* Translators: a number of photos, while Cloudinary's list is read. */
  return g_strdup_printf (ngettext ("%s photo found so far", "%s photos found so far", progress->n_found), n);
}

static void
say_looking (PsBarWords       *self,
             const PsBarFacts *facts)
{
  g_autofree char *found = words_found (facts->progress);

  if (facts->progress->n_found == 0)
    {
      self->text = g_strdup (_("Looking through Cloudinary"));
      self->short_text = g_strdup (self->text);
    }
  else
    {
      /* Translators: how many photos were found. */
      self->text = g_strdup_printf (_("Looking through Cloudinary · %s"), found);
      self->short_text = g_strdup_printf (_("Looking · %s"), found);
    }
  self->fraction = -1;
  self->parts = PS_BAR_PAUSE | PS_BAR_DETAILS | PS_BAR_PROGRESS;
}

/* Whether the run is told as the library's progress, so that a restart does not begin at nothing. */
static gboolean
is_large_part (const PsBarFacts *facts)
{
  return facts->status != NULL && facts->progress->n_to_fetch * LARGE_PART >= count_wanted (facts->status);
}

static void
say_rate (const PsBarFacts *facts,
          GString          *text)
{
  g_autofree char *rate = NULL;

  if (facts->rate <= 0)
    return;
  rate = g_format_size ((guint64) facts->rate);
  /* Translators: an amount a second: "0.5 MB/s". */
  g_string_append_printf (text, _(" · %s/s"), rate);
}

static void
say_fetching (PsBarWords       *self,
              const PsBarFacts *facts)
{
  const PsBackupProgress *p = facts->progress;
  gboolean large = is_large_part (facts);
  gint64 n_here = large ? count_here (facts->status) : p->n_landed;
  gint64 n_all = large ? count_wanted (facts->status) : p->n_to_fetch;
  gint64 n_bytes = large ? facts->status->n_bytes_here : p->n_bytes;
  gint64 n_bytes_all = large ? facts->status->n_bytes_total - facts->status->n_bytes[PS_STATE_SKIPPED] : p->n_bytes_to_fetch;
  g_autofree char *here = ps_words_number (n_here);
  g_autofree char *all = ps_words_number (n_all);
  g_autofree char *size_here = g_format_size (MAX (0, n_bytes));
  g_autofree char *size_all = g_format_size (MAX (0, n_bytes_all));
  g_autoptr(GString) text = g_string_new (NULL);

  self->parts = PS_BAR_PAUSE | PS_BAR_DETAILS | PS_BAR_PROGRESS;
  self->fraction = n_bytes_all > 0 ? CLAMP ((double) n_bytes / n_bytes_all, 0, 1) : -1;
  if (p->n_to_fetch <= p->n_landed && p->inspecting)
    {
      self->text = g_strdup (_("Making previews of what came"));
      self->short_text = g_strdup (_("Making previews"));
      self->fraction = -1;
      return;
    }
  /* Translators: two numbers of photos, and two sizes. */
  g_string_append_printf (text, ngettext ("Fetching · %s of %s photo · %s of %s", "Fetching · %s of %s photos · %s of %s", n_all),
                          here, all, size_here, size_all);
  say_rate (facts, text);
  if (facts->seconds_left > 0)
    {
      g_autofree char *left = ps_words_duration (facts->seconds_left);

      /* Translators: how long it will take: "about 20 minutes". */
      g_string_append_printf (text, _(" · %s left"), left);
      self->more = g_steal_pointer (&left);
    }
  if (facts->hold == PS_HOLD_HOUR)
    {
      g_autofree char *clock = ps_words_clock (facts->hold_until_us);

      /* Translators: a time. The hour's questions to Cloudinary are used. */
      g_string_append_printf (text, _(" · looking goes on at %s"), clock);
    }
  else if (p->looking)
    g_string_append (text, _(" · still looking"));
  self->text = g_string_free (g_steal_pointer (&text), FALSE);
  /* Translators: how many photos came, of how many. */
  self->short_text = g_strdup_printf (ngettext ("Fetching %s of %s", "Fetching %s of %s", n_all), here, all);
}

static void
say_hour (PsBarWords       *self,
          const PsBarFacts *facts)
{
  gint64 limit = facts->status != NULL ? facts->status->rate_limit.limit : -1;
  g_autofree char *found = words_found (facts->progress);
  g_autofree char *clock = ps_words_clock (facts->hold_until_us);
  g_autofree char *allowed = NULL;

  if (limit > 0)
    {
      g_autofree char *number = ps_words_number (limit);

      /* Translators: how many questions Cloudinary answers in an hour. */
      allowed = g_strdup_printf (ngettext ("Cloudinary allows %s question an hour", "Cloudinary allows %s questions an hour", limit), number);
    }
  else
    allowed = g_strdup (_("Cloudinary’s questions of this hour are used"));
  /* Translators: photos found so far; how many questions are allowed; a time. */
  self->text = g_strdup_printf (_("%s. %s; looking goes on at %s."), found, allowed, clock);
  self->short_text = g_strdup_printf (_("Looking goes on at %s"), clock);
  self->parts = PS_BAR_PAUSE | PS_BAR_DETAILS;
}

static void
say_plan (PsBarWords       *self,
          const PsBarFacts *facts)
{
  const PsPlan *plan = facts->status != NULL ? &facts->status->plan : NULL;
  gint64 n_waiting = facts->status != NULL ? facts->status->n_photos[PS_STATE_WAITING] : 0;
  g_autofree char *when = facts->hold_until_us > 0 ? ps_words_when_next (facts->hold_until_us, facts->now_us) : NULL;
  g_autofree char *number = ps_words_number (n_waiting);
  g_autofree char *size = plan != NULL && plan->limit_bytes > 0 ? g_format_size (plan->limit_bytes) : NULL;
  g_autoptr(GString) text = g_string_new (NULL);

  if (size != NULL)
    /* Translators: a size. */
    g_string_append_printf (text, _("Your plan’s share is used for now: %s in 30 days."), size);
  else
    g_string_append (text, _("What may be fetched in 30 days is used for now."));
  if (when != NULL)
    /* Translators: a time: "tomorrow, 03:00". */
    g_string_append_printf (text, _(" It goes on %s."), when);
  if (n_waiting > 0)
    /* Translators: a number of photos; begins with a space. */
    g_string_append_printf (text, ngettext (" %s photo waits.", " %s photos wait.", n_waiting), number);
  self->text = g_string_free (g_steal_pointer (&text), FALSE);
  /* Translators: a time: "tomorrow, 03:00". */
  self->short_text = when != NULL ? g_strdup_printf (_("Plan’s share used; goes on %s"), when) : g_strdup (_("The plan’s share is used"));
  offer (self, _("Change…"), "app.preferences");
}

/* The cloud does not answer, or nothing comes. */
static void
say_stalled (PsBarWords       *self,
             const PsBarFacts *facts)
{
  g_autofree char *clock = facts->hold_until_us > 0 ? ps_words_clock (facts->hold_until_us) : NULL;
  gboolean is_login = g_error_matches (facts->error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_PORTAL);

  if (is_login)
    {
      self->text = g_strdup (_("This network wants you to sign in first. No page was saved as a photo."));
      self->short_text = g_strdup (_("This network wants you to sign in first."));
      offer (self, _("Open Login Page"), "app.open-page('login')");
    }
  else if (clock != NULL)
    {
      /* Translators: a time. */
      self->text = g_strdup_printf (_("Cloudinary does not answer; trying again at %s."), clock);
      self->short_text = g_strdup (self->text);
    }
  else
    {
      self->text = g_strdup (_("Nothing has arrived for 60 seconds; trying again by itself."));
      self->short_text = g_strdup (_("Nothing arrives; trying again."));
    }
  self->parts = PS_BAR_PAUSE;
}

static void
say_waiting (PsBarWords       *self,
             const PsBarFacts *facts)
{
  g_autofree char *clock = facts->hold_until_us > 0 ? ps_words_clock (facts->hold_until_us) : NULL;
  g_autofree char *on_it = facts->status != NULL ? words_on_it (facts->status) : g_strdup ("");

  switch (facts->hold)
    {
    case PS_HOLD_HOUR:
      say_hour (self, facts);
      return;
    case PS_HOLD_PLAN:
      say_plan (self, facts);
      return;
    case PS_HOLD_OFFLINE:
      self->text = g_strdup (_("No internet. Goes on by itself."));
      return;
    case PS_HOLD_RETRY:
      /* Translators: a time. */
      self->text = clock != NULL ? g_strdup_printf (_("What is left failed; it is tried again at %s."), clock)
                                 : g_strdup (_("What is left failed; it is tried again by itself."));
      self->parts = PS_BAR_PAUSE | PS_BAR_DETAILS;
      return;
    case PS_HOLD_DRIVE:
      /* Translators: the name of a drive. */
      self->text = g_strdup_printf (_("Waiting for %s. Plug it in and the backup goes on by itself."), facts->drive);
      self->short_text = g_strdup_printf (_("Waiting for %s."), facts->drive);
      return;
    case PS_HOLD_LET_GO:
      /* Translators: the name of a drive. */
      self->text = g_strdup_printf (_("%s is let go of: nothing of Proofsheet’s is open on it any more."), facts->drive);
      self->short_text = g_strdup_printf (_("%s is let go of."), facts->drive);
      return;
    case PS_HOLD_UNPLUGGABLE:
      /* Translators: the name of a drive, and "41,200 of 180,000 photos are on it, proven." */
      self->text = g_strdup_printf (_("%s is safe to unplug. %s"), facts->drive, on_it);
      self->short_text = g_strdup_printf (_("%s is safe to unplug."), facts->drive);
      return;
    case PS_HOLD_METERED:
      self->text = g_strdup (_("Waiting: this connection is metered."));
      offer (self, _("Fetch Anyway"), "backup.fetch-anyway");
      return;
    case PS_HOLD_BATTERY:
      /* Translators: percent. */
      self->text = g_strdup_printf (_("Waiting for mains: battery at %d %%."), facts->battery);
      offer (self, _("Fetch Anyway"), "backup.fetch-anyway");
      return;
    case PS_HOLD_NONE:
    case PS_HOLD_STALLED:
    default:
      say_stalled (self, facts);
    }
}

static void
say_held_back (PsBarWords       *self,
               const PsBarFacts *facts)
{
  gint64 n = facts->report->counts.n_held_back;
  g_autofree char *found = ps_words_number (facts->report->n_found);
  g_autofree char *fewer = ps_words_number (n);
  g_autofree char *show = NULL;

  /* Translators: how many photos there are, and how many fewer than before. */
  self->text = g_strdup_printf (ngettext ("Cloudinary lists %s photos, %s fewer than before. Nothing was marked or changed here. Was it you?",
                                          "Cloudinary lists %s photos, %s fewer than before. Nothing was marked or changed here. Was it you?", n),
                                found, fewer);
  self->short_text = g_strdup_printf (ngettext ("%s photo fewer than before. Was it you?", "%s photos fewer than before. Was it you?", n), fewer);
  show = n == 1 ? g_strdup (_("Show It")) : g_strdup_printf (ngettext ("Show the %s", "Show the %s", n), fewer);
  offer (self, show, "backup.show-held-back");
  self->other_button = g_strdup (_("Yes, It Was Me"));
  self->other_action = g_strdup ("win.accept-losses");
}

static void
say_done (PsBarWords       *self,
          const PsBarFacts *facts)
{
  const PsBackupReport *report = facts->report;
  gint64 n_needs_you = facts->status != NULL ? count_needs_you (facts->status) : 0;
  g_autofree char *clock = ps_words_clock (facts->ended_us);
  g_autofree char *number = ps_words_number (report->n_landed);
  g_autofree char *size = g_format_size (MAX (0, report->n_bytes));
  g_autoptr(GString) text = g_string_new (NULL);

  self->parts = PS_BAR_CLOSE;
  if (report->end == PS_BACKUP_ENDED_HELD_BACK)
    {
      say_held_back (self, facts);
      return;
    }
  /* Translators: a time. */
  g_string_append_printf (text, _("Done, %s."), clock);
  if (report->n_landed == 0)
    g_string_append (text, _(" Nothing new."));
  else if (facts->status == NULL || !all_proven (facts->status))
    /* Translators: a number and a size; begins with a space. */
    g_string_append_printf (text, ngettext (" %s new photo, %s, checked.", " %s new photos, %s, all checked.", report->n_landed), number, size);
  else
    /* Translators: a number and a size; begins with a space. */
    g_string_append_printf (text, ngettext (" %s new photo, %s, proven.", " %s new photos, %s, all proven.", report->n_landed), number, size);
  self->short_text = g_strdup (text->str);
  if (report->end == PS_BACKUP_ENDED_INCOMPLETE)
    g_string_append (text, _(" Cloudinary’s list did not add up: it is looked through again."));
  if (n_needs_you > 0)
    {
      g_autofree char *needs = ps_words_number (n_needs_you);

      /* Translators: a number of photos; begins with a space. */
      g_string_append_printf (text, ngettext (" %s needs you.", " %s need you.", n_needs_you), needs);
      offer (self, _("See Why"), "win.show-page('needs-you')");
    }
  else if (report->n_landed > 0)
    offer (self, _("Show"), "backup.show-new");
  self->text = g_string_free (g_steal_pointer (&text), FALSE);
}

static void
say_failed (PsBarWords       *self,
            const PsBarFacts *facts)
{
  g_autoptr(PsErrorWords) words = ps_error_words_new (facts->error);

  self->text = words->safe != NULL ? g_strdup_printf ("%s %s", words->happened, words->safe) : g_strdup (words->happened);
  self->short_text = g_strdup (words->happened);
  if (words->button != NULL && words->action != NULL)
    offer (self, words->button, words->action);
  self->other_button = g_strdup (words->other_button);
  self->other_action = g_strdup (words->other_action);
  self->parts = PS_BAR_CLOSE;
}

/**
 * ps_bar_words_new:
 * @facts: what is so
 *
 * Returns: (transfer full) (nullable): what the bar says; %NULL: nothing
 */
PsBarWords *
ps_bar_words_new (const PsBarFacts *facts)
{
  g_autoptr(PsBarWords) self = g_new0 (PsBarWords, 1);

  switch (facts->moment)
    {
    case PS_RUN_LOOKING:
      say_looking (self, facts);
      break;
    case PS_RUN_FETCHING:
      say_fetching (self, facts);
      break;
    case PS_RUN_WAITING:
      say_waiting (self, facts);
      break;
    case PS_RUN_PAUSED:
      {
        g_autofree char *here = facts->status != NULL ? words_here (facts->status) : g_strdup ("");

        /* Translators: "41,200 of 180,000 photos are here, proven." */
        self->text = g_strdup_printf (_("Paused. %s"), here);
        offer (self, _("Go On"), "backup.go-on");
      }
      break;
    case PS_RUN_DONE:
      if (facts->report == NULL)
        return NULL;
      say_done (self, facts);
      break;
    case PS_RUN_FAILED:
      if (facts->error == NULL)
        return NULL;
      say_failed (self, facts);
      break;
    case PS_RUN_IDLE:
    default:
      return NULL;
    }
  if (self->short_text == NULL)
    self->short_text = g_strdup (self->text);
  return g_steal_pointer (&self);
}

/**
 * ps_bar_words_details:
 * @facts: what is so
 *
 * Returns: (transfer full): name, words, name, words, …
 */
GStrv
ps_bar_words_details (const PsBarFacts *facts)
{
  const PsBackupProgress *p = facts->progress;
  g_autoptr(GStrvBuilder) lines = g_strv_builder_new ();
  g_autofree char *found = words_found (p);
  g_autofree char *landed = ps_words_number (p->n_landed);
  g_autofree char *seen = ps_words_number (p->n_inspected);
  g_autofree char *size = g_format_size (MAX (0, p->n_bytes));
  g_autofree char *size_all = g_format_size (MAX (0, p->n_bytes_to_fetch));
  g_autofree char *clock = ps_words_clock (p->looking_waits_until_us);
  g_autofree char *looking = NULL;
  g_autoptr(GString) fetching = g_string_new (NULL);
  g_autofree char *proving = NULL;
  g_autofree char *previews = NULL;

  if (p->looking && p->looking_waits_until_us > 0)
    /* Translators: photos found so far; a time. */
    looking = g_strdup_printf (_("%s; goes on at %s"), found, clock);
  else if (p->looking || p->asking)
    looking = g_strdup (found);
  else if (p->n_found > 0)
    {
      g_autofree char *n = ps_words_number (p->n_found);

      looking = g_strdup_printf (ngettext ("%s photo found, all looked through", "%s photos found, all looked through", p->n_found), n);
    }
  else
    looking = g_strdup (_("not in this run"));
  /* Translators: two sizes. */
  g_string_append_printf (fetching, _("%s of %s"), size, size_all);
  say_rate (facts, fetching);
  proving = g_strdup_printf (ngettext ("%s photo compared, byte for byte", "%s photos compared, byte for byte", p->n_landed), landed);
  previews = g_strdup_printf (ngettext ("%s photo looked at", "%s photos looked at", p->n_inspected), seen);

  g_strv_builder_add_many (lines, _("Looking"), looking, _("Fetching"), fetching->str, _("Proving"), proving,
                           _("Previews"), previews, NULL);
  return g_strv_builder_end (lines);
}
