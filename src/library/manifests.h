/* src/library/manifests.h: writes the manifests anew from the catalogue. Main thread. */
#pragma once

#include "catalog/catalog.h"
#include "vault/manifest.h"

G_BEGIN_DECLS

void     ps_manifests_rewrite_async  (PsCatalog           *catalog,
                                      PsVault             *vault,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
gboolean ps_manifests_rewrite_finish (GAsyncResult        *result,
                                      GError             **error);

G_END_DECLS
