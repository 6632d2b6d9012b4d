/* src/ui/sample-cloud.h: the demo cloud as a child process, for sample photos. Main thread. */
#pragma once

#include "cloud/account.h"

G_BEGIN_DECLS

#define PS_TYPE_SAMPLE_CLOUD (ps_sample_cloud_get_type ())
G_DECLARE_FINAL_TYPE (PsSampleCloud, ps_sample_cloud, PS, SAMPLE_CLOUD, GObject)

PsSampleCloud *ps_sample_cloud_new          (void);
void           ps_sample_cloud_start_async  (PsSampleCloud       *self,
                                             guint                n_photos,
                                             GCancellable        *cancellable,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
PsAccount     *ps_sample_cloud_start_finish (PsSampleCloud       *self,
                                             GAsyncResult        *result,
                                             GError             **error);

G_END_DECLS
