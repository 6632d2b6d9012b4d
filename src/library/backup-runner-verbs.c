/* src/library/backup-runner-verbs.c: what a runner may be asked for. */
#include "library/backup-runner-private.h"

#include <glib/gi18n-lib.h>

static void
set_paused (PsBackupRunner *self,
            gboolean        is_paused)
{
  if (is_paused == self->is_paused && self->settings_are_read)
    return;
  self->is_paused = is_paused;
  self->pause_is_told = TRUE;
  ps_catalog_set_setting_async (ps_library_get_catalog (self->library), PS_SETTING_PAUSED, is_paused ? "1" : "0", NULL, NULL, NULL);
}

static gboolean
can_run (PsBackupRunner *self)
{
  if (self->is_stopping || ps_library_get_kept (self->library) != NULL)
    return FALSE;
  if (!ps_catalog_get_is_read_only (ps_library_get_catalog (self->library)))
    return TRUE;
  ps_backup_runner_fail (self, g_error_new_literal (PS_CATALOG_ERROR, PS_CATALOG_ERROR_READ_ONLY,
                                   _("This library is only open for reading: another Proofsheet works with it.")));
  return FALSE;
}

/* Adds to what is to be done, and goes on with it. */
static void
want (PsBackupRunner *self,
      Wants           wants)
{
  gboolean goes_on = self->backup != NULL && !g_cancellable_is_cancelled (self->cancellable);

  self->is_by_person = TRUE;
  self->wants |= goes_on ? wants & ~self->current : wants;
  if (ps_backup_runner_is_busy (self))
    return;
  ps_backup_runner_end_waiting (self);
  self->hold = PS_HOLD_NONE;
  ps_backup_runner_step (self);
  ps_backup_runner_tell (self);
}

/**
 * ps_backup_runner_resume:
 * @self: a runner of a library that has just been opened
 *
 * Goes on with what was cut off or waits, and looks through the cloud when it
 * is time, unless a person paused it.
 */
void
ps_backup_runner_resume (PsBackupRunner *self)
{
  g_return_if_fail (PS_IS_BACKUP_RUNNER (self));

  if (self->is_stopping || ps_backup_runner_is_busy (self) || ps_catalog_get_is_read_only (ps_library_get_catalog (self->library)))
    return;
  if (self->settings_are_read)
    ps_backup_runner_look_at_catalog (self, TRUE);
  else
    self->resumes_later = TRUE;
}

/**
 * ps_backup_runner_start:
 * @self: a runner
 *
 * Looks and fetches. Asked a hundred times while it does, it is one run.
 */
void
ps_backup_runner_start (PsBackupRunner *self)
{
  g_return_if_fail (PS_IS_BACKUP_RUNNER (self));

  if (!can_run (self))
    return;
  set_paused (self, FALSE);
  want (self, WANTS_LOOK | WANTS_FETCH);
}

/**
 * ps_backup_runner_fetch_asked:
 * @self: a runner
 *
 * After ps_catalog_ask_for_async() or ps_catalog_retry_async() came back:
 * joins the run that goes on, or begins one for these photos alone.
 */
void
ps_backup_runner_fetch_asked (PsBackupRunner *self)
{
  g_return_if_fail (PS_IS_BACKUP_RUNNER (self));

  if (!can_run (self))
    return;
  if (self->backup != NULL && !g_cancellable_is_cancelled (self->cancellable) && ps_backup_take_asked (self->backup))
    return;
  self->wants |= WANTS_ASKED;
  want (self, WANTS_ASKED);
}

/**
 * ps_backup_runner_fetch_anyway:
 * @self: a runner
 *
 * A person wants it though the connection is metered or the battery low. Holds
 * until the program ends.
 */
void
ps_backup_runner_fetch_anyway (PsBackupRunner *self)
{
  g_return_if_fail (PS_IS_BACKUP_RUNNER (self));

  self->anyway = TRUE;
  want (self, 0);
}

/**
 * ps_backup_runner_accept_losses:
 * @self: a runner
 *
 * A person said that far fewer photos are right: looks again, and believes it.
 */
void
ps_backup_runner_accept_losses (PsBackupRunner *self)
{
  g_return_if_fail (PS_IS_BACKUP_RUNNER (self));

  if (!can_run (self))
    return;
  set_paused (self, FALSE);
  self->wants |= WANTS_LOOK | WANTS_FETCH | WANTS_LOSSES;
  want (self, WANTS_LOSSES);
}

/**
 * ps_backup_runner_pause:
 * @self: a runner
 *
 * Stops what runs, and begins nothing by itself until it is started: also
 * after the library was closed and opened again.
 */
void
ps_backup_runner_pause (PsBackupRunner *self)
{
  g_return_if_fail (PS_IS_BACKUP_RUNNER (self));

  if (self->is_stopping || ps_library_get_kept (self->library) != NULL)
    return;
  set_paused (self, TRUE);
  self->wants = 0;
  self->hold = PS_HOLD_NONE;
  ps_backup_runner_end_looking (self);
  g_clear_error (&self->error);
  ps_backup_runner_end_waiting (self);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  ps_backup_runner_tell (self);
}

/**
 * ps_backup_runner_dismiss:
 * @self: a runner
 *
 * What was told of the last run has been read.
 */
void
ps_backup_runner_dismiss (PsBackupRunner *self)
{
  self->is_dismissed = TRUE;
  ps_backup_runner_tell (self);
}

/**
 * ps_backup_runner_set_drive:
 * @self: a runner of a library that is shown from the kept catalogue
 * @hold: %PS_HOLD_DRIVE, %PS_HOLD_LET_GO or %PS_HOLD_UNPLUGGABLE
 *
 * What is known of the drive.
 */
void
ps_backup_runner_set_drive (PsBackupRunner *self,
                            PsHold          hold)
{
  g_return_if_fail (PS_IS_BACKUP_RUNNER (self) && ps_library_get_kept (self->library) != NULL);

  self->hold = hold;
  ps_backup_runner_tell (self);
}

/**
 * ps_backup_runner_set_account:
 * @self: a runner
 * @account: a key to the library's cloud
 * @error: set with %PS_LIBRARY_ERROR_OTHER_ACCOUNT
 *
 * What waited for a key goes on with it.
 *
 * Returns: whether @account is of this library's cloud
 */
gboolean
ps_backup_runner_set_account (PsBackupRunner  *self,
                              PsAccount       *account,
                              GError         **error)
{
  g_return_val_if_fail (PS_IS_BACKUP_RUNNER (self) && account != NULL, FALSE);

  return ps_library_set_account (self->library, account, error);
}

/**
 * ps_backup_runner_stop_async:
 * @self: a runner
 * @callback: called when nothing runs any more and the library may be closed
 * @user_data: for @callback
 */
void
ps_backup_runner_stop_async (PsBackupRunner      *self,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_return_if_fail (PS_IS_BACKUP_RUNNER (self));

  g_task_set_source_tag (task, ps_backup_runner_stop_async);
  g_ptr_array_add (self->stop_tasks, task);
  self->is_stopping = TRUE;
  self->wants = 0;
  ps_backup_runner_end_looking (self);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (!ps_backup_runner_is_busy (self))
    ps_backup_runner_end_stopping (self);
}

/**
 * ps_backup_runner_stop_finish:
 * @self: a runner
 * @result: what the callback got
 * @error: never set
 *
 * Returns: %TRUE
 */
gboolean
ps_backup_runner_stop_finish (PsBackupRunner  *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
