/* src/backup/download.h: job: bring one original home. Main thread. */
#pragma once

#include "catalog/catalog.h"
#include "cloud/client.h"
#include "cloud/original.h"
#include "vault/vault.h"

G_BEGIN_DECLS

#define PS_TYPE_DOWNLOAD (ps_download_get_type ())
G_DECLARE_FINAL_TYPE (PsDownload, ps_download, PS, DOWNLOAD, GObject)

/* What all downloads of a run share. The objects outlive the downloads. */
typedef struct
{
  PsCatalog *catalog;
  PsClient *client;
  PsVault *vault;
  gint64 session_id;
  gboolean dynamic_folders;
  PsRung account_rung; /* the way that gives this account's originals; downloads learn it */
  gint64 n_bytes_fetched; /* over the network, all downloads together */
} PsDownloadContext;

/* Only what comes over the network is limited in number by what a person chose. */
typedef enum
{
  PS_DOWNLOAD_PREPARING, /* gets a name and a file */
  PS_DOWNLOAD_READY,     /* waits for ps_download_go_on() */
  PS_DOWNLOAD_COMING,    /* over the network */
  PS_DOWNLOAD_LANDING,   /* all bytes are here: proven, synced, renamed; back to COMING where it is not the photo */
} PsDownloadPhase;

typedef void (*PsDownloadPhaseFunc) (PsDownload *download,
                                     gpointer    user_data);

PsDownload        *ps_download_new         (PsDownloadContext   *context,
                                            PsWanted            *wanted);
void               ps_download_run_async   (PsDownload          *self,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
PsDownloadOutcome *ps_download_run_finish  (PsDownload          *self,
                                            GAsyncResult        *result,
                                            GError             **error);
PsWanted          *ps_download_get_wanted  (PsDownload          *self);
gint64             ps_download_get_n_bytes (PsDownload          *self);
PsDownloadPhase    ps_download_get_phase   (PsDownload          *self);
void               ps_download_set_phase_func (PsDownload          *self,
                                               PsDownloadPhaseFunc  func,
                                               gpointer             user_data);
void               ps_download_go_on       (PsDownload          *self);

G_END_DECLS
