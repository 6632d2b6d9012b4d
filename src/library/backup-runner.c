/* src/library/backup-runner.c: keeps a library backed up. */
#include "library/backup-runner.h"

struct _PsBackupRunner
{
  GObject parent_instance;
};

G_DEFINE_FINAL_TYPE (PsBackupRunner, ps_backup_runner, G_TYPE_OBJECT)

static void ps_backup_runner_class_init (PsBackupRunnerClass *klass) { }
static void ps_backup_runner_init (PsBackupRunner *self) { }
PsBackupRunner *ps_backup_runner_new (PsLibrary *library) { return g_object_new (PS_TYPE_BACKUP_RUNNER, NULL); }
PsRunMoment ps_backup_runner_get_moment (PsBackupRunner *self) { return PS_RUN_IDLE; }
PsBackupProgress ps_backup_runner_get_progress (PsBackupRunner *self) { return (PsBackupProgress) { 0 }; }
void ps_backup_runner_start (PsBackupRunner *self) { }
void ps_backup_runner_fetch_asked (PsBackupRunner *self) { }
void ps_backup_runner_pause (PsBackupRunner *self) { }
const GError *ps_backup_runner_get_error (PsBackupRunner *self) { return NULL; }
const PsBackupReport *ps_backup_runner_get_report (PsBackupRunner *self) { return NULL; }
void ps_backup_runner_stop_async (PsBackupRunner *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_return_boolean (task, TRUE);
}
gboolean ps_backup_runner_stop_finish (PsBackupRunner *self, GAsyncResult *result, GError **error) { return g_task_propagate_boolean (G_TASK (result), error); }
