/* src/library/backup-runner-look.c: files that are here and were not looked at, or not for all that is read today.
 *
 * A run looks at what it fetched, and at whatever else was not seen yet. Where
 * no run is due, for want of a network too, this does it by itself: after a
 * newer Proofsheet came, which reads more in each file, and after a run that
 * was cut off. It gives way to a run, and to a pause.
 */
#include "library/backup-runner-private.h"

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PsBackupRunner) self = user_data;

  /* What stopped it stops the next run, too, which says so; what was not seen is looked at then. */
  ps_inspect_run_finish (PS_INSPECT (source), result, NULL);
  g_clear_object (&self->second_look);
  g_clear_object (&self->second_stop);
  if (self->is_stopping && !ps_backup_runner_is_busy (self))
    ps_backup_runner_end_stopping (self);
}

void
ps_backup_runner_look_again (PsBackupRunner *self)
{
  PsLibrary *library = self->library;
  int battery = ps_surroundings_get_battery (self->surroundings);

  if (self->second_look != NULL || self->is_stopping || self->is_paused || ps_backup_runner_is_busy (self)
      || ps_catalog_get_is_read_only (ps_library_get_catalog (library)) || (battery >= 0 && battery < PS_LOW_BATTERY))
    return;
  self->second_stop = g_cancellable_new ();
  self->second_look = ps_inspect_new (ps_library_get_catalog (library), ps_library_get_vault (library),
                                      ps_library_get_looker (library), ps_library_get_thumbnails (library));
  ps_inspect_run_async (self->second_look, self->second_stop, looked_cb, g_object_ref (self));
}

void
ps_backup_runner_end_looking (PsBackupRunner *self)
{
  if (self->second_stop != NULL)
    g_cancellable_cancel (self->second_stop);
}
