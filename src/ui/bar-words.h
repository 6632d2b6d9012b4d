/* src/ui/bar-words.h: pure: what the backup bar says at each moment. */
#pragma once

#include "library/backup-runner.h"

G_BEGIN_DECLS

/* What the bar is made of; all borrowed. */
typedef struct
{
  PsRunMoment moment;
  PsHold hold;
  gint64 hold_until_us, ended_us, now_us;
  const PsBackupProgress *progress;
  const PsBackupReport *report; /* nullable */
  const GError *error;          /* nullable */
  const PsStatus *status;       /* nullable: not read yet */
  const char *drive;            /* what the drive is called */
  double rate, seconds_left;    /* 0: not steady yet */
  int battery;
} PsBarFacts;

typedef enum
{
  PS_BAR_PAUSE = 1 << 0,
  PS_BAR_DETAILS = 1 << 1,
  PS_BAR_CLOSE = 1 << 2,
  PS_BAR_PROGRESS = 1 << 3,
} PsBarParts;

typedef struct
{
  char *text;       /* one line of a wide window */
  char *short_text; /* the first of two lines at 400 px */
  char *more;       /* nullable: beside the progress in the second */
  char *button;     /* nullable: names the deed */
  char *action;     /* nullable: a detailed action name */
  char *other_button, *other_action; /* nullable: another deed; only beside the first */
  double fraction;  /* −1: it moves, but nobody knows how far */
  PsBarParts parts;
} PsBarWords;

void        ps_bar_words_free    (PsBarWords       *self);
/* NULL: there is nothing to say. */
PsBarWords *ps_bar_words_new     (const PsBarFacts *facts);
/* Looking, fetching, proving, previews: each in its unit, under a name of its own. */
GStrv       ps_bar_words_details (const PsBarFacts *facts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsBarWords, ps_bar_words_free)

G_END_DECLS
