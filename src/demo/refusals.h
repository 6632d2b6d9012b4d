/* src/demo/refusals.h: what a delivery network remembers of addresses that failed. */
#pragma once

#include "demo/request.h"

G_BEGIN_DECLS

typedef struct _PsRefusals PsRefusals;

PsRefusals *ps_refusals_new    (void);
void        ps_refusals_free   (PsRefusals *self);
void        ps_refusals_note   (PsRefusals *self,
                                const char *path,
                                PsReply    *reply,
                                gint64      first_s);
PsReply    *ps_refusals_recall (PsRefusals *self,
                                const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsRefusals, ps_refusals_free)

G_END_DECLS
