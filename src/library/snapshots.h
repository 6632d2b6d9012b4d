/* src/library/snapshots.h: daily copies of the catalogue, seven days and four weeks back. Main thread. */
#pragma once

#include "catalog/catalog.h"
#include "vault/vault.h"

G_BEGIN_DECLS

void       ps_snapshots_take_async  (PsCatalog           *catalog,
                                     PsVault             *vault,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
gboolean   ps_snapshots_take_finish (GAsyncResult        *result,
                                     GError             **error);
GPtrArray *ps_snapshots_choose_old  (GPtrArray           *names,
                                     const char          *today);

G_END_DECLS
