/* src/backup/arrange.h: jobs: adopt files that a crash left complete, and move files whose photos moved in the cloud. Main thread. */
#pragma once

#include "catalog/catalog.h"
#include "vault/names.h"
#include "vault/vault.h"

G_BEGIN_DECLS

void     ps_arrange_adopt_async  (PsCatalog           *catalog,
                                  PsVault             *vault,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data);
gint64   ps_arrange_adopt_finish (GAsyncResult        *result,
                                  GError             **error);
void     ps_arrange_move_async   (PsCatalog           *catalog,
                                  PsVault             *vault,
                                  gboolean             dynamic_folders,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data);
gint64   ps_arrange_move_finish  (GAsyncResult        *result,
                                  GError             **error);

G_END_DECLS
