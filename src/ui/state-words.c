/* src/ui/state-words.c: a photo's state as a person reads it.
 *
 * Ten states are counted, some have finer cases: who is asked for something,
 * and by when, is what a photographer wants to know.
 */
#include "ui/state-words.h"

#include <glib/gi18n-lib.h>

#include "base/text.h"
#include "ui/date-words.h"
#include "ui/error-words.h"

#define MAX_CHARS 300

/* A failed photo that is tried again without anybody's help. */
static gboolean
is_trying_again (const PsPhotoRow *row)
{
  return row->state == PS_STATE_FAILED && row->retry_at_us != 0;
}

/**
 * ps_state_words_label:
 * @row: a photo
 *
 * Returns: (transfer none): its state in a word or two, translated
 */
const char *
ps_state_words_label (const PsPhotoRow *row)
{
  switch (row->state)
    {
    case PS_STATE_ARRIVING:
      /* Translators: a photo's state: its bytes are coming in. */
      return _("Arriving");
    case PS_STATE_DAMAGED:
      /* Translators: a photo's state: somebody saved over its file. */
      return row->is_changed_here ? _("Changed Here")
      /* Translators: a photo's state: its file reads differently now. */
                                  : _("Damaged");
    case PS_STATE_SKIPPED:
      /* Translators: a photo's state: the cloud holds only an address of it, nothing that could be fetched. */
      return row->is_remote ? _("No Original")
      /* Translators: a photo's state: the person does not want it fetched. */
                            : _("Left Out");
    case PS_STATE_MISSING:
      /* Translators: a photo's state: its file is not in its place. */
      return _("Missing");
    case PS_STATE_FAILED:
      /* Translators: a photo's state: it could not be fetched, and is tried again by itself. */
      return is_trying_again (row) ? _("Trying Again")
      /* Translators: a photo's state: it could not be fetched, and only a person can help. */
                                   : _("Needs You");
    case PS_STATE_WAITING:
      /* Translators: a photo's state: it is not here yet. */
      return _("Waiting");
    case PS_STATE_GONE_FROM_CLOUD:
      /* Translators: a photo's state: no longer in Cloudinary, but kept here. */
      return _("Only Here");
    case PS_STATE_ALTERED:
      /* Translators: a photo's state: what came is not what Cloudinary lists. */
      return _("Not the Original");
    case PS_STATE_SIZE_ONLY:
      /* Translators: a photo's state: there is no checksum to compare with. */
      return _("Size Matches");
    case PS_STATE_PROVEN:
      /* Translators: a photo's state: its file is here and has the checksum that Cloudinary lists. */
      return _("Proven");
    case PS_N_STATES:
    default:
      g_return_val_if_reached ("");
    }
}

/**
 * ps_state_words_icon_name:
 * @row: a photo
 *
 * Returns: (transfer none): the name of the symbolic icon that stands for its state
 */
const char *
ps_state_words_icon_name (const PsPhotoRow *row)
{
  switch (row->state)
    {
    case PS_STATE_ARRIVING:
      return "ps-state-arriving-symbolic";
    case PS_STATE_DAMAGED:
      return row->is_changed_here ? "ps-state-changed-symbolic" : "ps-state-damaged-symbolic";
    case PS_STATE_SKIPPED:
      return "ps-state-skipped-symbolic";
    case PS_STATE_MISSING:
      return "ps-state-missing-symbolic";
    case PS_STATE_FAILED:
      return is_trying_again (row) ? "ps-state-waiting-symbolic" : "ps-state-failed-symbolic";
    case PS_STATE_WAITING:
      return "ps-state-waiting-symbolic";
    case PS_STATE_GONE_FROM_CLOUD:
      return "ps-state-gone-symbolic";
    case PS_STATE_ALTERED:
      return "ps-state-altered-symbolic";
    case PS_STATE_SIZE_ONLY:
      return "ps-state-size-only-symbolic";
    case PS_STATE_PROVEN:
      return "ps-state-proven-symbolic";
    case PS_N_STATES:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* When it was last read in full; nullable: never. */
static char *
dup_day_of_proof (const PsPhotoRow *row)
{
  return row->verified_at_us != 0 ? ps_date_words_day (row->verified_at_us) : NULL;
}

/* Why it failed, in words without a full stop at the end where none came with them. */
static char *
dup_cause (const PsPhotoRow *row)
{
  g_autoptr(PsErrorWords) words = NULL;

  if (row->failure_cause != NULL)
    {
      words = ps_error_words_for_cause (row->failure_cause, 1);
      return g_strdup (words->happened);
    }
  if (row->failure_message != NULL)
    return ps_text_visible (row->failure_message, MAX_CHARS);
  return NULL;
}

static char *
tell_failed (const PsPhotoRow *row)
{
  g_autofree char *cause = dup_cause (row);
  g_autofree char *what = cause != NULL ?
    /* Translators: %s is a sentence that says why. */
    g_strdup_printf (_("It could not be fetched: %s"), cause) : g_strdup (_("It could not be fetched."));
  g_autofree char *when = NULL;

  if (!is_trying_again (row))
    return g_steal_pointer (&what);
  when = ps_date_words_moment (row->retry_at_us);
  /* Translators: a sentence that says what failed, then a day and a time. */
  return g_strdup_printf (_("%1$s It is tried again by itself, not before %2$s."), what, when);
}

static char *
tell_waiting (const PsPhotoRow *row)
{
  g_autofree char *day = dup_day_of_proof (row);

  if (row->is_for_comparing)
    return g_strdup (_("Waiting for comparing: a file is here, and is still to be compared with what Cloudinary lists."));
  if (row->is_newer_to_come)
    return day != NULL
      /* Translators: %s is a day. */
      ? g_strdup_printf (_("Waiting for a newer version. The version of %s is here, proven."), day)
      : g_strdup (_("Waiting for a newer version. The earlier version is here."));
  if (row->is_asked_for)
    return g_strdup (_("Waiting: you asked for it, so it is among the next to be fetched."));
  return g_strdup (_("Waiting for its turn. It comes by itself."));
}

static char *
tell_damaged (const PsPhotoRow *row)
{
  g_autofree char *day = dup_day_of_proof (row);

  if (row->is_changed_here)
    return g_strdup (_("Someone saved this file after it was proven. Your change is untouched."));
  if (day == NULL)
    return g_strdup (_("The file reads differently from what was proven, though nobody saved it."));
  /* Translators: %s is a day. */
  return g_strdup_printf (_("The file reads differently from what was proven, though nobody saved it. It was last read on %s."), day);
}

/**
 * ps_state_words_sentence:
 * @row: a photo
 *
 * Returns: (transfer full): what its state means for it, dated where it is a claim; safe to show
 */
char *
ps_state_words_sentence (const PsPhotoRow *row)
{
  g_autofree char *day = dup_day_of_proof (row);

  switch (row->state)
    {
    case PS_STATE_ARRIVING:
      return g_strdup (_("Its bytes are coming in now."));
    case PS_STATE_DAMAGED:
      return tell_damaged (row);
    case PS_STATE_SKIPPED:
      return g_strdup (row->is_remote ? _("Cloudinary holds no original of this one, only a copy of what is elsewhere on the web; it is not here.")
                                      : _("You left this one out; it is not here."));
    case PS_STATE_MISSING:
      return day != NULL
        /* Translators: %s is a day. */
        ? g_strdup_printf (_("It was proven on %s and is not in its place now."), day)
        : g_strdup (_("It was here and is not in its place now."));
    case PS_STATE_FAILED:
      return tell_failed (row);
    case PS_STATE_WAITING:
      return tell_waiting (row);
    case PS_STATE_GONE_FROM_CLOUD:
      return day != NULL
        /* Translators: %s is a day. */
        ? g_strdup_printf (_("Cloudinary no longer lists it. The copy here was proven on %s: take care of it."), day)
        : g_strdup (_("Cloudinary no longer lists it. Take care of the copy here."));
    case PS_STATE_ALTERED:
      return g_strdup (_("Cloudinary sends other bytes than it lists, by every way. This is what it sent."));
    case PS_STATE_SIZE_ONLY:
      return g_strdup (_("Cloudinary lists no checksum for it. The size is right."));
    case PS_STATE_PROVEN:
      return day != NULL
        /* Translators: %s is a day. */
        ? g_strdup_printf (_("Same size and checksum as Cloudinary lists, read on %s."), day)
        : g_strdup (_("Same size and checksum as Cloudinary lists."));
    case PS_N_STATES:
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

/**
 * ps_state_words_can_retry:
 * @row: a photo
 *
 * Returns: whether a click on its emblem tries it again
 */
gboolean
ps_state_words_can_retry (const PsPhotoRow *row)
{
  return row->state == PS_STATE_FAILED || row->state == PS_STATE_MISSING
         || (row->state == PS_STATE_DAMAGED && !row->is_changed_here);
}

/**
 * ps_state_words_is_here:
 * @row: a photo
 *
 * Returns: whether a file of it is here that can be shown and dragged out
 */
gboolean
ps_state_words_is_here (const PsPhotoRow *row)
{
  return row->local_path != NULL && row->state != PS_STATE_MISSING && row->state != PS_STATE_ARRIVING;
}
