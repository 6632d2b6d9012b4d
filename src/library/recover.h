/* src/library/recover.h: a new library of what is kept on this computer of one whose drive is lost. Main thread. */
#pragma once

#include "library/kept.h"

G_BEGIN_DECLS

void     ps_recover_async  (const PsKept        *kept,
                            const char          *root,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data);
gboolean ps_recover_finish (GAsyncResult        *result,
                            GError             **error);

G_END_DECLS
