/* src/library/connect.h: gives an open library the key that the keyring keeps for it. Main thread. */
#pragma once

#include "library/library.h"

G_BEGIN_DECLS

void     ps_library_connect_async  (PsLibrary           *self,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);
gboolean ps_library_connect_finish (PsLibrary           *self,
                                    GAsyncResult        *result,
                                    GError             **error);

G_END_DECLS
