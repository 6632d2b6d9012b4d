/* src/cloud/secret-store.h: keeps the API secret in the Secret Service, and nowhere else. */
#pragma once

#include "cloud/account.h"

G_BEGIN_DECLS

void       ps_secret_store_save_async    (PsAccount *account, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean   ps_secret_store_save_finish   (GAsyncResult *result, GError **error);
/* upload_prefix nullable. PS_CLOUD_ERROR_ACCOUNT: none is kept, or a damaged one; PS_CLOUD_ERROR_FAILED: no keyring, or a locked one. */
void       ps_secret_store_load_async    (const char *cloud_name, const char *upload_prefix, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);
PsAccount *ps_secret_store_load_finish   (GAsyncResult *result, GError **error);

G_END_DECLS
