/* src/library/backup-runner.h: keeps a library backed up: one run at a time, a pause that lasts, what it waits for. Main thread. */
#pragma once

#include "library/library.h"
#include "library/surroundings.h"

G_BEGIN_DECLS

#define PS_TYPE_BACKUP_RUNNER (ps_backup_runner_get_type ())
G_DECLARE_FINAL_TYPE (PsBackupRunner, ps_backup_runner, PS, BACKUP_RUNNER, GObject)

/* Moments of window.md section 6. */
typedef enum
{
  PS_RUN_IDLE,
  PS_RUN_LOOKING,
  PS_RUN_FETCHING,
  PS_RUN_WAITING,      /* for the hour, the plan, the network, the drive, mains: see get_hold() */
  PS_RUN_PAUSED,
  PS_RUN_DONE,         /* the last run ended; until dismissed */
  PS_RUN_FAILED,       /* ended by an error that a person can cure: see get_error() */
} PsRunMoment;

/* What is waited for. With PS_RUN_LOOKING and PS_RUN_FETCHING the other half of the work goes on meanwhile. */
typedef enum
{
  PS_HOLD_NONE,
  PS_HOLD_HOUR,     /* the questions of this hour are used; fetching goes on */
  PS_HOLD_PLAN,     /* the plan's share is used */
  PS_HOLD_OFFLINE,
  PS_HOLD_STALLED,  /* the cloud does not answer, or nothing arrives */
  PS_HOLD_RETRY,    /* all that is left failed, and is tried again soon */
  PS_HOLD_DRIVE,    /* the drive with the library is away */
  PS_HOLD_METERED,
  PS_HOLD_BATTERY,
  PS_HOLD_LET_GO,   /* somebody wants the drive: nothing of it is open any more, but it may still be there */
  PS_HOLD_UNPLUGGABLE, /* and it was unmounted since */
} PsHold;

/* Properties: "moment" (int, PsRunMoment), "hold" (int, PsHold), "progress" (double, 0–1; notified at most four times a second
 * while it runs, whether or not it changed), "is-running" (gboolean), "keeps-awake" (gboolean: the computer should not sleep),
 * "surroundings" (construct only). */
PsBackupRunner   *ps_backup_runner_new            (PsLibrary           *library);
/* What an opened library's settings ask for: goes on with what was cut off, looks when it is time. */
void              ps_backup_runner_resume         (PsBackupRunner      *self);
PsRunMoment       ps_backup_runner_get_moment     (PsBackupRunner      *self);
PsHold            ps_backup_runner_get_hold       (PsBackupRunner      *self);
/* Microseconds since 1970; 0: not known. */
gint64            ps_backup_runner_get_hold_until (PsBackupRunner      *self);
PsBackupProgress  ps_backup_runner_get_progress   (PsBackupRunner      *self);
/* Bytes a second and seconds left; 0: not steady yet. */
double            ps_backup_runner_get_rate       (PsBackupRunner      *self);
double            ps_backup_runner_get_time_left  (PsBackupRunner      *self);
/* Looks and fetches; asked a hundred times while it does, it is one run. Ends a pause. */
void              ps_backup_runner_start          (PsBackupRunner      *self);
/* Photos a person asked for or wants tried again are fetched now; no look at the cloud. Ends no pause but for these. */
void              ps_backup_runner_fetch_asked    (PsBackupRunner      *self);
/* Though the connection is metered or the battery low: until the program ends. */
void              ps_backup_runner_fetch_anyway   (PsBackupRunner      *self);
/* A person said that far fewer photos are right: looks again and believes it. */
void              ps_backup_runner_accept_losses  (PsBackupRunner      *self);
void              ps_backup_runner_pause          (PsBackupRunner      *self);
gboolean          ps_backup_runner_get_is_paused  (PsBackupRunner      *self);
gboolean          ps_backup_runner_is_running     (PsBackupRunner      *self);
/* What was told of the last run is read. */
void              ps_backup_runner_dismiss        (PsBackupRunner      *self);
/* Of a kept catalogue: whether the drive is away, let go of, or safe to unplug. */
void              ps_backup_runner_set_drive      (PsBackupRunner      *self,
                                                   PsHold               hold);
/* A new key, or one that no keyring keeps. */
gboolean          ps_backup_runner_set_account    (PsBackupRunner      *self,
                                                   PsAccount           *account,
                                                   GError             **error);
const GError     *ps_backup_runner_get_error      (PsBackupRunner      *self);
const PsBackupReport *ps_backup_runner_get_report (PsBackupRunner      *self);
PsLibrary        *ps_backup_runner_get_library    (PsBackupRunner      *self);
PsSurroundings   *ps_backup_runner_get_surroundings (PsBackupRunner    *self);
/* When the last run began, when it ended and when the next look is due, microseconds since 1970; 0: none. */
gint64            ps_backup_runner_get_began_us   (PsBackupRunner      *self);
gint64            ps_backup_runner_get_ended_us   (PsBackupRunner      *self);
const char       *ps_backup_runner_get_budget     (PsBackupRunner      *self);
gint64            ps_backup_runner_get_next_us    (PsBackupRunner      *self);
/* Days between two looks; 0: only by hand. */
guint             ps_backup_runner_get_look_every (PsBackupRunner      *self);
/* As after a kill, or better, within two seconds; the next start goes on unless it was paused. */
void              ps_backup_runner_stop_async     (PsBackupRunner      *self,
                                                   GAsyncReadyCallback  callback,
                                                   gpointer             user_data);
gboolean          ps_backup_runner_stop_finish    (PsBackupRunner      *self,
                                                   GAsyncResult        *result,
                                                   GError             **error);

/* Settings of the library. */
#define PS_SETTING_PAUSED "paused"          /* "1": a person paused it */

G_END_DECLS
