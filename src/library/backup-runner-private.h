/* src/library/backup-runner-private.h: what the two halves of the runner share. */
#pragma once

#include "library/backup-runner.h"

#include "backup/inspect.h"
#include "library/pace.h"

G_BEGIN_DECLS

#define PS_LOW_BATTERY 20 /* percent */

typedef enum
{
  WANTS_LOOK = 1 << 0,
  WANTS_FETCH = 1 << 1,
  WANTS_ASKED = 1 << 2, /* photos a person asked for: also while it is paused */
  WANTS_LOSSES = 1 << 3, /* the look believes that far fewer photos are right */
} Wants;

struct _PsBackupRunner
{
  GObject parent_instance;

  /* Owned */
  PsLibrary *library;
  PsSurroundings *surroundings;
  PsBackup *backup;          /* NULL: nothing runs */
  GCancellable *cancellable; /* of the run, or of what comes before it */
  PsInspect *second_look;    /* nullable: what is here is looked at, beside runs */
  GCancellable *second_stop; /* of that; nullable likewise */
  GCancellable *waiting;     /* nullable: for the moment to go on by itself */
  GError *error;             /* nullable: what the last run ended with */
  PsBackupReport *report;    /* nullable: what came of the last one */
  char *budget;              /* nullable: the setting, as last read */
  GPtrArray *stop_tasks;     /* of GTask */

  PsBackupProgress progress; /* of the run, or of the last one */
  PsPace pace;
  Wants wants, current;
  PsRunMoment moment;
  PsHold hold;               /* what step() waits for, where nothing runs */
  PsHold shown_hold;
  gint64 hold_until_us, moved_us, began_us, ended_us, next_look_us, next_retry_us;
  guint tick_source, n_failures, look_every;
  gboolean heeds_network;    /* also towards this computer itself */
  gboolean is_paused, pause_is_told, settings_are_read, resumes_later, is_connecting, is_stopping, is_stopped;
  gboolean is_dismissed, is_by_person, anyway, keep_awake, keeps_awake;
};

gboolean ps_backup_runner_is_busy         (PsBackupRunner *self);
/* Says anew what is so, where it is not what was said. */
void     ps_backup_runner_tell            (PsBackupRunner *self);
/* The one place that begins a run. */
void     ps_backup_runner_step            (PsBackupRunner *self);
/* Where nothing that was asked for can be done before a person acts. Takes error. */
void     ps_backup_runner_fail            (PsBackupRunner *self,
                                           GError         *error);
void     ps_backup_runner_end_waiting     (PsBackupRunner *self);
void     ps_backup_runner_end_stopping    (PsBackupRunner *self);
/* When to go on by itself; is_beginning: at once, where something waits. */
void     ps_backup_runner_look_at_catalog (PsBackupRunner *self,
                                           gboolean        is_beginning);
/* Looks at what is here and was not seen, where nothing else is done; end_looking() stops that soon. */
void     ps_backup_runner_look_again      (PsBackupRunner *self);
void     ps_backup_runner_end_looking     (PsBackupRunner *self);

G_END_DECLS
