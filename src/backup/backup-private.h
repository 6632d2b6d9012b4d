/* src/backup/backup-private.h: what the two halves of the conductor share: its course (backup.c) and its end (backup-end.c). */
#pragma once

#include "backup/account-look.h"
#include "backup/backup.h"
#include "backup/fetch.h"
#include "backup/guard.h"
#include "backup/inspect.h"
#include "backup/scan.h"

G_BEGIN_DECLS

struct _PsBackup
{
  GObject parent_instance;

  /* Owned */
  PsCatalog *catalog;
  PsClient *client;
  PsVault *vault;
  PsLooker *looker;
  PsThumbnailCache *thumbnails;
  GTask *task;
  GCancellable *stop;     /* stops what is under way */
  PsAccountLook *account;
  PsScan *scan;
  PsFetch *fetch;
  PsInspect *inspect;
  GError *error;          /* the run ends with it */
  char *notes;
  char *guard_words;      /* why the plan or a person's limit holds fetching up */
  PsAccountWait account_wait;

  PsBackupFlags flags;
  PsDownloadContext context;
  PsBudget budget;
  guint n_at_once;
  PsBackupEnd scan_end, fetch_end;
  gint64 started_us;      /* monotonic */
  guint n_calls_before;
  gint64 n_adopted; /* after a crash */
  gint64 n_waiting, n_bytes_waiting; /* as of the last look at the catalogue */
  gint64 resumes_at_us;
  gboolean asking, scanning, fetching, inspecting, moving, resting;
  gboolean counting, count_is_stale;
};

void ps_backup_stop_for         (PsBackup   *self,
                                 GError     *error);
void ps_backup_note             (PsBackup   *self,
                                 const char *words);
void ps_backup_record_limits    (PsBackup   *self);
void ps_backup_end_if_all_ended (PsBackup   *self);

G_END_DECLS
