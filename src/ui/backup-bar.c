/* src/ui/backup-bar.c: what the backup does just now, below everything; hidden when there is nothing to say. */
#include "ui/backup-bar.h"

struct _PsBackupBar
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (PsBackupBar, ps_backup_bar, ADW_TYPE_BIN)

static void
ps_backup_bar_class_init (PsBackupBarClass *klass)
{
}

static void
ps_backup_bar_init (PsBackupBar *self)
{
}

GtkWidget *
ps_backup_bar_new (void)
{
  return g_object_new (PS_TYPE_BACKUP_BAR, NULL);
}

void
ps_backup_bar_set_runner (PsBackupBar *self, PsBackupRunner *runner)
{
}
