/* src/library/reconcile.h: a catalogue compared with the manifest and with what really lies in the folder. Main thread. */
#pragma once

#include "catalog/catalog.h"
#include "vault/vault.h"

G_BEGIN_DECLS

/* Grows while it runs. */
typedef struct
{
  gint64 n_read;     /* files read */
  gint64 n_restored; /* photos that the catalogue did not know */
  gint64 n_adopted;  /* files that were read and are what the manifest, or a photo, says */
  gint64 n_missing;  /* files that are not where they were */
  gint64 n_changed;  /* files that are there, and are other bytes than landed */
  gint64 n_unknown;  /* files that are no photo's, as far as is known without the cloud */
} PsReconcileCounts;

void     ps_reconcile_async  (PsCatalog           *catalog,
                              PsVault             *vault,
                              PsReconcileCounts   *counts,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data);
gboolean ps_reconcile_finish (GAsyncResult        *result,
                              GError             **error);

G_END_DECLS
