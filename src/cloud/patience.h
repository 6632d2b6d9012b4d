/* src/cloud/patience.h: private to this folder: how long to wait for bytes, and a cancellable that says when to stop. Main thread. */
#pragma once

#include "cloud/account.h"

G_BEGIN_DECLS

#define PS_PATIENCE_IDLE_US (60 * G_USEC_PER_SEC)
#define PS_PATIENCE_TOTAL_US (120 * G_USEC_PER_SEC)

typedef struct _PsPatience PsPatience;

/* What time-outs of ours become in tests towards loopback. */
gint64        ps_patience_scale           (PsAccount    *account,
                                           gint64        wait_us);
/* total_us: 0 for no limit. */
PsPatience   *ps_patience_new             (GCancellable *outer,
                                           gint64        idle_us,
                                           gint64        total_us);
void          ps_patience_free            (PsPatience   *self);
GCancellable *ps_patience_get_cancellable (PsPatience   *self);
void          ps_patience_touch           (PsPatience   *self);
GError       *ps_patience_explain         (PsPatience   *self,
                                           GError       *error);
/* Watches where @message is about to connect; what is refused is cancelled and explained as PS_CLOUD_ERROR_REFUSED. */
void          ps_patience_watch_message   (PsPatience   *self,
                                           PsAccount    *account,
                                           gpointer      message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsPatience, ps_patience_free)

G_END_DECLS
