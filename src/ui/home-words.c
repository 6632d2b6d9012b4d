/* src/ui/home-words.c: pure: am I safe? The headline by the first rule that holds.
 *
 * Every claim is dated, and every number is of what was read: "proven" is said
 * of photos whose bytes were compared, and how many were not is said beside it.
 */
#include "ui/home-words.h"

#include <glib/gi18n.h>

#include "ui/words.h"

#define TOO_LONG_WITHOUT_SCHEDULE 14 /* days */
#define PLAN_SHARE 0.9               /* of a plan's limit: the guard stops there */
#define WINDOW_SECONDS (30.0 * 24 * 60 * 60)

static gint64
count_wanted (const PsHomeFacts *facts)
{
  return facts->n_here + facts->n_to_come + facts->n_needs_you;
}

static gboolean
is_too_long_ago (const PsHomeFacts *facts)
{
  guint limit = facts->look_every > 0 ? 2 * facts->look_every : TOO_LONG_WITHOUT_SCHEDULE;

  return !facts->is_running && ps_words_days_ago (facts->looked_us, facts->now_us) > (int) limit;
}

/**
 * ps_home_plan_seconds:
 * @budget: what a person chose
 * @plan: the plan's figures
 * @n_bytes: what is still to come
 *
 * What a plan holds today beside our own fetching is taken for what the
 * account's pages and websites use in any 30 days; the rest of the share is
 * ours again and again.
 *
 * Returns: seconds; 0: not known, or no end in sight
 */
double
ps_home_plan_seconds (const PsBudget *budget,
                      const PsPlan   *plan,
                      gint64          n_bytes)
{
  double n_of_others, n_a_window;

  if (budget->kind == PS_BUDGET_BYTES)
    n_a_window = budget->n_bytes;
  else if (budget->kind == PS_BUDGET_PLAN && plan->limit_bytes > 0 && plan->used_bytes >= 0)
    {
      n_of_others = MAX (0, plan->used_bytes + plan->fetched_since_bytes - plan->fetched_30_days_bytes);
      n_a_window = PLAN_SHARE * plan->limit_bytes - n_of_others;
    }
  else
    return 0;
  return n_a_window > 0 && n_bytes > 0 ? n_bytes / n_a_window * WINDOW_SECONDS : 0;
}

/**
 * ps_home_rule_find:
 * @facts: what is so
 *
 * Returns: the first rule that holds
 */
PsHomeRule
ps_home_rule_find (const PsHomeFacts *facts)
{
  if (facts->n_lost > 0)
    return PS_HOME_NO_COPY;
  if (facts->account_is_off)
    return PS_HOME_ACCOUNT_OFF;
  if (facts->drive_is_away)
    return PS_HOME_DRIVE_AWAY;
  if (facts->stop != NULL)
    return PS_HOME_STOPPED;
  if (facts->n_held_back > 0 && !facts->is_running)
    return PS_HOME_HELD_BACK;
  if (facts->n_needs_you > 0)
    return PS_HOME_NEEDS_YOU;
  if (facts->n_to_come > 0 && facts->plan_resumes_us > facts->now_us)
    return PS_HOME_PLAN_GUARD;
  if (facts->n_to_come > 0)
    return PS_HOME_TO_COME;
  if (facts->looked_us == 0)
    return PS_HOME_NOTHING_KNOWN;
  if (is_too_long_ago (facts))
    return PS_HOME_TOO_LONG_AGO;
  return facts->n_left_out > facts->n_remote ? PS_HOME_SOME_LEFT_OUT : PS_HOME_ALL_WELL;
}

/**
 * ps_home_words_free:
 * @self: (transfer full): words
 */
void
ps_home_words_free (PsHomeWords *self)
{
  g_free (self->headline);
  g_free (self->second);
  g_free (self->button);
  g_free (self->action);
  g_free (self->other_button);
  g_free (self->other_action);
  g_free (self);
}

static void
offer (PsHomeWords *self,
       const char  *button,
       const char  *action)
{
  self->button = g_strdup (button);
  self->action = g_strdup (action);
}

static void
offer_too (PsHomeWords *self,
           const char  *button,
           const char  *action)
{
  self->other_button = g_strdup (button);
  self->other_action = g_strdup (action);
}

/* "41,200 of 180,000 photos are here, proven." */
static char *
words_part (const PsHomeFacts *facts)
{
  gint64 n = count_wanted (facts);
  g_autofree char *here = ps_words_number (facts->n_here);
  g_autofree char *all = ps_words_number (n);

  if (facts->n_altered > 0)
    /* Translators: how many photos are here, of how many. */
    return g_strdup_printf (ngettext ("%s of %s photo is here.", "%s of %s photos are here.", n), here, all);
  return g_strdup_printf (ngettext ("%s of %s photo is here, proven.", "%s of %s photos are here, proven.", n), here, all);
}

/* "179,963 are here, proven" */
static char *
words_here (const PsHomeFacts *facts)
{
  g_autofree char *here = ps_words_number (facts->n_here);

  /* Translators: a number of photos; the beginning of a sentence. */
  return facts->n_altered > 0 ? g_strdup_printf (ngettext ("%s is here", "%s are here", facts->n_here), here)
                              : g_strdup_printf (ngettext ("%s is here, proven", "%s are here, proven", facts->n_here), here);
}

/* What "proven" does not cover. Nullable. */
static char *
words_exceptions (const PsHomeFacts *facts)
{
  g_autofree char *sizes = ps_words_number (facts->n_size_only);
  g_autofree char *altered = ps_words_number (facts->n_altered);
  g_autofree char *by_size = NULL;
  g_autofree char *not_original = NULL;

  if (facts->n_size_only > 0)
    /* Translators: a number of photos, for which Cloudinary lists no checksum. A sentence. */
    by_size = g_strdup_printf (ngettext ("%s of them by size only.", "%s of them by size only.", facts->n_size_only), sizes);
  if (facts->n_altered > 0)
    /* Translators: a number of photos. A sentence. */
    not_original = g_strdup_printf (ngettext ("%s is not the original.", "%s are not the originals.", facts->n_altered), altered);
  if (by_size != NULL && not_original != NULL)
    return g_strdup_printf ("%s %s", by_size, not_original);
  return by_size != NULL ? g_steal_pointer (&by_size) : g_steal_pointer (&not_original);
}

static char *
words_looked (const PsHomeFacts *facts)
{
  g_autofree char *when = ps_words_when (facts->looked_us, facts->now_us);

  if (facts->looked_us == 0)
    return g_strdup (_("Cloudinary has not been looked through to the end yet."));
  /* Translators: a time: "today, 14:02" or "12 May". */
  return g_strdup_printf (_("Cloudinary was looked at %s."), when);
}

static void
add_sentence (GString    *text,
              const char *sentence)
{
  if (sentence == NULL)
    return;
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

static char *
words_needs_you (const PsHomeFacts *facts)
{
  g_autofree char *here = words_here (facts);
  g_autofree char *trying = ps_words_number (facts->n_trying_again);
  g_autofree char *coming = ps_words_number (facts->n_to_come);

  if (facts->n_trying_again > 0)
    /* Translators: "179,963 are here, proven", and a number of photos. */
    return g_strdup_printf (ngettext ("%s; %s is tried again without you.", "%s; %s are tried again without you.", facts->n_trying_again),
                            here, trying);
  if (facts->n_to_come > 0)
    /* Translators: "179,963 are here, proven", and a number of photos. */
    return g_strdup_printf (ngettext ("%s; %s is to come.", "%s; %s are to come.", facts->n_to_come), here, coming);
  return g_strdup_printf ("%s.", here);
}

static char *
words_to_come (const PsHomeFacts *facts)
{
  g_autofree char *left = ps_words_duration (facts->seconds_left);
  g_autofree char *n = ps_words_number (facts->n_to_come);

  if (facts->is_paused)
    /* Translators: a number of photos. */
    return g_strdup_printf (ngettext ("The backup is paused; %s photo is to come.", "The backup is paused; %s photos are to come.",
                                      facts->n_to_come), n);
  if (facts->n_trying_again == facts->n_to_come)
    return g_strdup_printf (ngettext ("%s is tried again without you.", "%s are tried again without you.", facts->n_to_come), n);
  if (!facts->is_running)
    return g_strdup_printf (ngettext ("%s photo comes with the next backup.", "%s photos come with the next backup.", facts->n_to_come), n);
  if (facts->seconds_left > 0)
    /* Translators: how long it takes: "about 16 days". */
    return g_strdup_printf (_("The newest come first; %s left."), left);
  return g_strdup (_("The newest come first."));
}

static char *
words_plan (const PsHomeFacts *facts)
{
  g_autofree char *when = ps_words_when_next (facts->plan_resumes_us, facts->now_us);
  g_autofree char *month = NULL;
  g_autoptr(GDateTime) end = NULL;

  if (facts->plan_seconds_left <= 0)
    /* Translators: a time: "tomorrow, 03:00". */
    return g_strdup_printf (_("The plan’s share is used; it goes on %s, and more comes as it frees up."), when);
  end = g_date_time_new_from_unix_local ((gint64) (facts->now_us / G_USEC_PER_SEC + facts->plan_seconds_left));
  if (end != NULL)
    /* Translators: a month and a year, for g_date_time_format(): "May 2029". */
    month = g_date_time_format (end, _("%B %Y"));
  /* Translators: a month and a year. */
  return g_strdup_printf (_("The plan’s share is used; more comes each day as it frees up, all by about %s."), month != NULL ? month : "");
}

static char *
words_all (const PsHomeFacts *facts)
{
  gint64 n = count_wanted (facts);
  g_autofree char *number = ps_words_number (n);

  if (n == 0)
    return g_strdup (_("There are no photos in Cloudinary."));
  if (facts->n_altered > 0)
    /* Translators: a number of photos, and the name of a drive or "this computer". */
    return g_strdup_printf (ngettext ("Your %s photo is on %s.", "All %s photos are on %s.", n), number, facts->drive);
  /* Translators: a number of photos, and the name of a drive or "this computer". */
  return g_strdup_printf (ngettext ("Your %s photo is on %s, proven.", "All %s photos are on %s, proven.", n), number, facts->drive);
}

static void
say_well (PsHomeWords       *self,
          const PsHomeFacts *facts)
{
  g_autoptr(GString) second = g_string_new (NULL);
  g_autofree char *looked = words_looked (facts);
  g_autofree char *exceptions = words_exceptions (facts);

  add_sentence (second, looked);
  add_sentence (second, exceptions);
  add_sentence (second, _("Nothing needs you."));
  if (facts->is_removable && !facts->is_running)
    {
      add_sentence (second, _("You may unplug the drive."));
      self->offers_eject = TRUE;
    }
  self->second = g_string_free (g_steal_pointer (&second), FALSE);
  if (!facts->is_running)
    offer (self, _("Back Up Now"), "win.back-up-now");
}

static void
say_left_out (PsHomeWords       *self,
              const PsHomeFacts *facts)
{
  gint64 n = facts->n_left_out - facts->n_remote;
  g_autofree char *number = ps_words_number (n);

  if (n == 1)
    /* Translators: the name of a drive or "this computer". */
    self->headline = g_strdup_printf (_("All photos but the one left out are on %s, proven."), facts->drive);
  else
    /* Translators: a number of photos, and the name of a drive or "this computer". */
    self->headline = g_strdup_printf (ngettext ("All photos but the %s left out are on %s, proven.",
                                                "All photos but the %s left out are on %s, proven.", n),
                                      number, facts->drive);
  say_well (self, facts);
}

static void
say_no_copy (PsHomeWords       *self,
             const PsHomeFacts *facts)
{
  g_autofree char *number = ps_words_number (facts->n_lost);

  self->headline = g_strdup_printf (ngettext ("%s photo cannot be brought back.", "%s photos cannot be brought back.", facts->n_lost), number);
  self->second = g_strdup (ngettext ("It is gone from Cloudinary and its file here is damaged or missing.",
                                     "They are gone from Cloudinary and their files here are damaged or missing.", facts->n_lost));
  offer (self, facts->n_lost == 1 ? _("Show It") : _("Show Them"), "win.show-page('needs-you')");
}

static void
say_account_off (PsHomeWords       *self,
                 const PsHomeFacts *facts)
{
  gint64 n_missing = facts->n_to_come + facts->n_needs_you;
  g_autofree char *here = words_here (facts);
  g_autofree char *missing = ps_words_number (n_missing);

  self->headline = g_strdup (_("Cloudinary has switched this account off."));
  if (n_missing > 0)
    /* Translators: "167,600 are here, proven", and a number of photos. */
    self->second = g_strdup_printf (ngettext ("%s; %s had not been fetched.", "%s; %s had not been fetched.", n_missing), here, missing);
  else
    self->second = g_strdup_printf ("%s.", here);
  offer (self, _("Open Cloudinary"), "app.open-page('console')");
  if (n_missing > 0)
    offer_too (self, _("Save List of Missing…"), "win.save-missing");
}

/* "When it was last here, 12 May, 41,200 of 180,000 photos were on it, proven." */
static char *
words_when_here (const PsHomeFacts *facts)
{
  gint64 n = count_wanted (facts);
  g_autofree char *day = ps_words_day (facts->drive_seen_us, facts->now_us);
  g_autofree char *here = ps_words_number (facts->n_here);
  g_autofree char *all = ps_words_number (n);

  if (facts->n_altered > 0)
    /* Translators: a day and two numbers; of a drive. */
    return g_strdup_printf (ngettext ("When it was last here, %s, %s of %s photo was on it.", "When it was last here, %s, %s of %s photos were on it.", n),
                            day, here, all);
  /* Translators: a day and two numbers; of a drive. */
  return g_strdup_printf (ngettext ("When it was last here, %s, %s of %s photo was on it, proven.",
                                    "When it was last here, %s, %s of %s photos were on it, proven.", n), day, here, all);
}

static void
say_drive_away (PsHomeWords       *self,
                const PsHomeFacts *facts)
{
  g_autofree char *when_here = facts->drive_seen_us > 0 ? words_when_here (facts) : NULL;

  if (facts->is_let_go)
    /* Translators: the name of a drive. */
    self->headline = g_strdup_printf (_("%s is let go of."), facts->drive);
  else
    /* Translators: the name of a drive. */
    self->headline = g_strdup_printf (_("%s is not connected."), facts->drive);
  if (when_here != NULL)
    self->second = g_strdup_printf ("%s %s", when_here, _("You can browse and search."));
  else
    self->second = g_strdup (_("You can browse and search."));
  if (facts->may_be_lost)
    offer (self, _("I Lost This Drive…"), "win.lost-drive");
}

/* What stopped the backup, and what is here all the same. */
static void
say_stopped (PsHomeWords       *self,
             const PsHomeFacts *facts)
{
  g_autofree char *part = count_wanted (facts) > 0 ? words_part (facts) : NULL;
  g_autoptr(GString) second = g_string_new (NULL);

  self->headline = g_strdup (facts->stop->happened);
  add_sentence (second, facts->stop->safe);
  add_sentence (second, part);
  self->second = second->len > 0 ? g_string_free (g_steal_pointer (&second), FALSE) : NULL;
  if (facts->stop->button != NULL && facts->stop->action != NULL)
    offer (self, facts->stop->button, facts->stop->action);
  if (facts->stop->other_button != NULL)
    offer_too (self, facts->stop->other_button, facts->stop->other_action);
}

static void
say_held_back (PsHomeWords       *self,
               const PsHomeFacts *facts)
{
  gint64 n_found = MAX (0, facts->n_in_cloud - facts->n_held_back);
  g_autofree char *found = ps_words_number (n_found);
  g_autofree char *fewer = ps_words_number (facts->n_held_back);
  g_autofree char *show = facts->n_held_back == 1 ? g_strdup (_("Show It")) : g_strdup_printf (ngettext ("Show the %s", "Show the %s", facts->n_held_back), fewer);
  g_autofree char *here = words_here (facts);

  /* Translators: how many photos there are, and how many fewer than before. */
  self->headline = g_strdup_printf (ngettext ("Cloudinary lists %s photo, %s fewer than before.", "Cloudinary lists %s photos, %s fewer than before.", n_found),
                                    found, fewer);
  /* Translators: “179,963 are here, proven”. */
  self->second = g_strdup_printf (_("Nothing was marked or changed here: %s. Was it you?"), here);
  offer (self, show, "home.show-held-back");
  offer_too (self, _("Yes, It Was Me"), "win.accept-losses");
}

static void
say_too_long_ago (PsHomeWords       *self,
                  const PsHomeFacts *facts)
{
  gint64 n = count_wanted (facts);
  int days = ps_words_days_ago (facts->looked_us, facts->now_us);
  g_autofree char *day = ps_words_day (facts->looked_us, facts->now_us);
  g_autofree char *number = ps_words_number (n);

  /* Translators: a number of photos and a day. */
  self->headline = g_strdup_printf (ngettext ("The %s photo known on %s is here, proven.", "All %s photos known on %s are here, proven.", n),
                                    number, day);
  self->second = g_strdup_printf (ngettext ("Cloudinary has not been looked at for %d day.", "Cloudinary has not been looked at for %d days.", days),
                                  days);
  offer (self, _("Back Up Now"), "win.back-up-now");
}

/**
 * ps_home_words_beside:
 * @facts: what is so
 *
 * Returns: (transfer full) (nullable): photos that are in none of the three numbers
 */
char *
ps_home_words_beside (const PsHomeFacts *facts)
{
  gint64 n_left_out = MAX (0, facts->n_left_out - facts->n_remote);
  g_autofree char *left_out = ps_words_number (n_left_out);
  g_autofree char *remote = ps_words_number (facts->n_remote);

  if (n_left_out > 0 && facts->n_remote > 0)
    /* Translators: two numbers of photos; goes on after three others. The second: the cloud has only an address of them. */
    return g_strdup_printf (_("and %s left out, %s without an original in Cloudinary"), left_out, remote);
  if (facts->n_remote > 0)
    /* Translators: a number of photos; goes on after three others. The cloud has only an address of them. */
    return g_strdup_printf (ngettext ("and %s without an original in Cloudinary", "and %s without an original in Cloudinary", facts->n_remote), remote);
  if (n_left_out > 0)
    /* Translators: a number of photos; goes on after three others. */
    return g_strdup_printf (ngettext ("and %s left out", "and %s left out", n_left_out), left_out);
  return NULL;
}

static void
set_look (PsHomeWords *self,
          const char  *icon,
          const char  *style)
{
  self->icon = icon;
  self->style = style;
}

/**
 * ps_home_words_new:
 * @facts: what is so
 *
 * Returns: (transfer full): headline, second line, button
 */
PsHomeWords *
ps_home_words_new (const PsHomeFacts *facts)
{
  PsHomeWords *self = g_new0 (PsHomeWords, 1);
  g_autofree char *number = ps_words_number (facts->n_needs_you);

  self->rule = ps_home_rule_find (facts);
  switch (self->rule)
    {
    case PS_HOME_NO_COPY:
      set_look (self, "ps-state-damaged-symbolic", "warning");
      say_no_copy (self, facts);
      break;
    case PS_HOME_ACCOUNT_OFF:
      set_look (self, "ps-state-failed-symbolic", "warning");
      say_account_off (self, facts);
      break;
    case PS_HOME_DRIVE_AWAY:
      set_look (self, "drive-removable-media-symbolic", "dim-label");
      say_drive_away (self, facts);
      break;
    case PS_HOME_STOPPED:
      set_look (self, "ps-state-failed-symbolic", "warning");
      say_stopped (self, facts);
      break;
    case PS_HOME_HELD_BACK:
      set_look (self, "ps-state-failed-symbolic", "warning");
      say_held_back (self, facts);
      break;
    case PS_HOME_NEEDS_YOU:
      set_look (self, "ps-state-failed-symbolic", "warning");
      self->headline = g_strdup_printf (ngettext ("%s photo needs you.", "%s photos need you.", facts->n_needs_you), number);
      self->second = words_needs_you (facts);
      offer (self, _("See Why"), "win.show-page('needs-you')");
      break;
    case PS_HOME_PLAN_GUARD:
      set_look (self, "ps-state-waiting-symbolic", "accent");
      self->headline = words_part (facts);
      self->second = words_plan (facts);
      offer (self, _("Change…"), "app.preferences");
      break;
    case PS_HOME_TO_COME:
      set_look (self, "ps-state-arriving-symbolic", "accent");
      self->headline = words_part (facts);
      self->second = words_to_come (facts);
      if (facts->is_running)
        offer (self, _("Show Newest"), "home.show-newest");
      else
        offer (self, facts->is_paused ? _("Go On") : _("Back Up Now"), facts->is_paused ? "win.go-on" : "win.back-up-now");
      break;
    case PS_HOME_NOTHING_KNOWN:
      set_look (self, "ps-state-waiting-symbolic", "accent");
      self->headline = g_strdup (facts->is_running ? _("Looking through Cloudinary for the first time.") : _("Nothing has been backed up yet."));
      self->second = g_strdup (facts->is_running ? _("Photos appear here as they come.") : _("A backup copies every original and checks each copy."));
      if (!facts->is_running)
        offer (self, _("Back Up Now"), "win.back-up-now");
      break;
    case PS_HOME_TOO_LONG_AGO:
      set_look (self, "ps-state-waiting-symbolic", "accent");
      say_too_long_ago (self, facts);
      break;
    case PS_HOME_SOME_LEFT_OUT:
      set_look (self, "ps-state-proven-symbolic", "success");
      say_left_out (self, facts);
      break;
    case PS_HOME_ALL_WELL:
    default:
      set_look (self, "ps-state-proven-symbolic", "success");
      self->headline = words_all (facts);
      say_well (self, facts);
      break;
    }
  return self;
}
