/* src/backup/keep-both.h: a file that a person saved over stays beside, and its original is wanted again. Main thread. */
#pragma once

#include "catalog/catalog.h"
#include "vault/vault.h"

G_BEGIN_DECLS

void   ps_keep_both_async  (PsCatalog           *catalog,
                            PsVault             *vault,
                            GArray              *photo_ids,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data);
gint64 ps_keep_both_finish (GAsyncResult        *result,
                            GError             **error);

G_END_DECLS
