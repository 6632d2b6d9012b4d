/* src/library/backup-runner.h: keeps a library backed up: one run at a time, a pause that lasts, what it waits for. Main thread. */
#pragma once

#include "library/library.h"

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

/* Properties: "moment", "progress" (notified at most four times a second), "is-running". */
PsBackupRunner   *ps_backup_runner_new            (PsLibrary           *library);
PsRunMoment       ps_backup_runner_get_moment     (PsBackupRunner      *self);
PsBackupProgress  ps_backup_runner_get_progress   (PsBackupRunner      *self);
/* Looks and fetches; asked a hundred times while it does, it is one run. Ends a pause. */
void              ps_backup_runner_start          (PsBackupRunner      *self);
/* Photos a person asked for or wants tried again are fetched now; no look at the cloud. Ends no pause but for these. */
void              ps_backup_runner_fetch_asked    (PsBackupRunner      *self);
void              ps_backup_runner_pause          (PsBackupRunner      *self);
const GError     *ps_backup_runner_get_error      (PsBackupRunner      *self);
const PsBackupReport *ps_backup_runner_get_report (PsBackupRunner      *self);
/* As after a kill, or better, within two seconds; the next start goes on unless it was paused. */
void              ps_backup_runner_stop_async     (PsBackupRunner      *self,
                                                   GAsyncReadyCallback  callback,
                                                   gpointer             user_data);
gboolean          ps_backup_runner_stop_finish    (PsBackupRunner      *self,
                                                   GAsyncResult        *result,
                                                   GError             **error);

G_END_DECLS
