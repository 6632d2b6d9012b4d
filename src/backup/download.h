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

/* Told when all of a photo's bytes are here: another one may begin to come while this one is made sure of. */
typedef void (*PsDownloadLandingFunc) (PsDownload *download,
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
gboolean           ps_download_is_landing  (PsDownload          *self);
void               ps_download_set_landing_func (PsDownload            *self,
                                                 PsDownloadLandingFunc  func,
                                                 gpointer               user_data);

G_END_DECLS
