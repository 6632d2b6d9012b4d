/* src/backup/tidy.h: job: parts of files that no photo waits for go. Main thread. */
#pragma once

#include "catalog/catalog.h"
#include "vault/vault.h"

G_BEGIN_DECLS

void ps_tidy_async  (PsCatalog           *catalog,
                     PsVault             *vault,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data);
void ps_tidy_finish (GAsyncResult        *result);

G_END_DECLS
