/* src/backup/pause.h: waiting for a moment of the wall clock, cancellably. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void     ps_pause_wait_async  (gint64               until_us,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data);
gboolean ps_pause_wait_finish (GAsyncResult        *result,
                               GError             **error);

G_END_DECLS
