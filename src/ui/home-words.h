/* src/ui/home-words.h: pure: am I safe? The headline by the first rule that holds. */
#pragma once

#include "backup/guard.h"
#include "ui/error-words.h"

G_BEGIN_DECLS

/* Rules of window.md section 4, in their order. */
typedef enum
{
  PS_HOME_NOTHING_KNOWN, /* never looked through */
  PS_HOME_NO_COPY,
  PS_HOME_ACCOUNT_OFF,
  PS_HOME_DRIVE_AWAY,
  PS_HOME_STOPPED,       /* the backup, by something that only a person can cure */
  PS_HOME_HELD_BACK,     /* far fewer photos in the cloud than were known */
  PS_HOME_NEEDS_YOU,
  PS_HOME_PLAN_GUARD,
  PS_HOME_TO_COME,       /* the first fetch, or what is still under way */
  PS_HOME_TOO_LONG_AGO,
  PS_HOME_SOME_LEFT_OUT,
  PS_HOME_ALL_WELL,
} PsHomeRule;

/* What is so. Of all photos, each is in one of the first four numbers. */
typedef struct
{
  gint64 n_here, n_to_come, n_needs_you, n_left_out;
  gint64 n_size_only, n_altered;  /* of those here */
  gint64 n_remote;                /* of those left out: nobody did it, Cloudinary holds no original of them */
  gint64 n_trying_again;          /* of those to come */
  gint64 n_held_back;             /* the last look did not find them, and a person is asked */
  gint64 n_in_cloud;              /* as far as known, with those */
  gint64 n_lost;                  /* of those that need you: no copy is known anywhere */
  gint64 looked_us;               /* the last whole look; 0: never */
  gint64 drive_seen_us;           /* of a drive that is away; 0: not known */
  gint64 plan_resumes_us;         /* 0: not stopped at the guard */
  gint64 now_us;
  guint look_every;               /* days; 0: only by hand */
  double seconds_left;            /* 0: not known */
  double plan_seconds_left;       /* until all is here at the plan's pace; 0: not known */
  const char *drive;              /* what it is called */
  const PsErrorWords *stop;       /* nullable: what stopped the backup */
  gboolean is_removable;          /* it can be unplugged */
  gboolean may_be_lost;           /* the drive is away, and what was on it is kept */
  gboolean is_let_go;             /* the drive is away for us, but may still be there */
  gboolean account_is_off, drive_is_away, is_running, is_paused;
} PsHomeFacts;

typedef struct
{
  PsHomeRule rule;
  const char *icon;    /* borrowed: static */
  const char *style;   /* borrowed: static; a style class */
  char *headline, *second;
  char *button, *action;
  char *other_button, *other_action; /* nullable; only beside the first */
  gboolean offers_eject;
} PsHomeWords;

/* Seconds until n_bytes are here at the pace at which the plan's share frees up; 0: not known. */
double       ps_home_plan_seconds (const PsBudget   *budget,
                                   const PsPlan     *plan,
                                   gint64            n_bytes);
PsHomeRule   ps_home_rule_find  (const PsHomeFacts *facts);
PsHomeWords *ps_home_words_new  (const PsHomeFacts *facts);
char        *ps_home_words_beside (const PsHomeFacts *facts);
void         ps_home_words_free (PsHomeWords       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsHomeWords, ps_home_words_free)

G_END_DECLS
