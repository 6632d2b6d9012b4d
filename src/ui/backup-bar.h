/* src/ui/backup-bar.h: what the backup does just now, below everything; hidden when there is nothing to say. Main thread. */
#pragma once

#include <adwaita.h>

#include "library/backup-runner.h"

G_BEGIN_DECLS

#define PS_TYPE_BACKUP_BAR (ps_backup_bar_get_type ())
G_DECLARE_FINAL_TYPE (PsBackupBar, ps_backup_bar, PS, BACKUP_BAR, AdwBin)

GtkWidget *ps_backup_bar_new        (void);
void       ps_backup_bar_set_runner (PsBackupBar    *self,
                                     PsBackupRunner *runner);

G_END_DECLS
