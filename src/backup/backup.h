/* src/backup/backup.h: the conductor: one run of looking, fetching and inspecting, and what came of it. Main thread. */
#pragma once

#include "catalog/catalog.h"
#include "cloud/client.h"
#include "look/looker.h"
#include "look/thumbnail-cache.h"
#include "vault/vault.h"

G_BEGIN_DECLS

#define PS_TYPE_BACKUP (ps_backup_get_type ())
G_DECLARE_FINAL_TYPE (PsBackup, ps_backup, PS, BACKUP, GObject)

typedef enum
{
  PS_BACKUP_SCAN = 1 << 0,          /* look through the cloud */
  PS_BACKUP_DOWNLOAD = 1 << 1,      /* fetch what is missing, and look at what came */
  PS_BACKUP_NO_WAIT = 1 << 2,       /* end at a limit instead of waiting for it to pass */
  PS_BACKUP_ACCEPT_LOSSES = 1 << 3, /* a person said that far fewer photos are right */
  PS_BACKUP_ONLY_ASKED_FOR = 1 << 4, /* fetch what a person asked for, and nothing else */
} PsBackupFlags;

/* What the run is doing, for a progress line. */
typedef struct
{
  gboolean looking, fetching, inspecting;
  gint64 n_found;             /* photos listed so far */
  gint64 n_landed;            /* fetched in this run */
  gint64 n_to_fetch;          /* of this run: landed and still wanted, as far as known */
  gint64 n_bytes, n_bytes_to_fetch;
  gint64 n_inspected;
  gint64 looking_waits_until_us, fetching_waits_until_us; /* 0: not waiting */
  const char *hold_reason;    /* nullable, borrowed until the next call */
  gboolean at_plan_guard;
  const char *guard_words;    /* nullable, borrowed likewise: what is used of which limit, and what waits */
  gboolean asking;            /* the account is asked: nothing else goes on yet */
  gint64 asking_waits_until_us; /* 0: an answer is waited for, not a moment */
  const char *asking_reason;  /* nullable, borrowed likewise: why it is asked again */
  gint64 calls_limit;         /* questions an hour; −1: not known */
} PsBackupProgress;

typedef enum
{
  PS_BACKUP_ENDED_WELL,
  PS_BACKUP_ENDED_INCOMPLETE,   /* the cloud's pages did not add up: notes say how */
  PS_BACKUP_ENDED_RATE_LIMITED,
  PS_BACKUP_ENDED_PLAN_GUARD,
  PS_BACKUP_ENDED_HELD_BACK,    /* far fewer photos than known: a person is asked */
} PsBackupEnd;

typedef struct
{
  PsBackupEnd end;
  PsScanCounts counts;
  gint64 n_found;
  gint64 n_landed, n_bytes;
  gint64 n_adopted;             /* were here already: read and compared, not fetched */
  gint64 n_failed;              /* photos that are failed at the end */
  gint64 n_broken;              /* damaged or missing at the end, as far as was verified */
  gboolean complete;            /* looked through to the end, and everything wanted is here */
  guint n_api_calls;
  double seconds;
  gint64 resumes_at_us;         /* of a limit */
  char *notes;                  /* nullable */
} PsBackupReport;

void            ps_backup_report_free (PsBackupReport      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsBackupReport, ps_backup_report_free)

PsBackup       *ps_backup_new         (PsCatalog           *catalog,
                                       PsClient            *client,
                                       PsVault             *vault,
                                       PsLooker            *looker,
                                       PsThumbnailCache    *thumbnails);
void            ps_backup_run_async   (PsBackup            *self,
                                       PsBackupFlags        flags,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
PsBackupReport *ps_backup_run_finish  (PsBackup            *self,
                                       GAsyncResult        *result,
                                       GError             **error);
gboolean        ps_backup_take_asked  (PsBackup            *self);
PsBackupProgress ps_backup_get_progress (PsBackup          *self);

#define PS_SETTING_BUDGET "budget"
#define PS_SETTING_TRANSFERS "transfers"
/* Of photos that are told for the first time, which are to be fetched; the others are left out (sql/queries/photo-insert.sql). */
#define PS_SETTING_ONLY_KINDS "only_kinds"     /* of "photos,videos,files"; not set: all */
#define PS_SETTING_ONLY_FOLDERS "only_folders" /* a JSON array of paths, each with what is below; not set: all */
#define PS_SETTING_LOOK_EVERY "look_every"     /* days between looks at the cloud, "0": only when asked */
#define PS_SETTING_KEEP_AWAKE "keep_awake"     /* "1": the computer stays awake on mains while fetching; "0" */

G_END_DECLS
