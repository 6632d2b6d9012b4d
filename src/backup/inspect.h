/* src/backup/inspect.h: job: look at files that are here and record what was seen. Main thread. */
#pragma once

#include "catalog/catalog.h"
#include "look/looker.h"
#include "look/thumbnail-cache.h"
#include "vault/vault.h"

G_BEGIN_DECLS

#define PS_TYPE_INSPECT (ps_inspect_get_type ())
G_DECLARE_FINAL_TYPE (PsInspect, ps_inspect, PS, INSPECT, GObject)

PsInspect *ps_inspect_new               (PsCatalog           *catalog,
                                         PsVault             *vault,
                                         PsLooker            *looker,
                                         PsThumbnailCache    *thumbnails);
void       ps_inspect_set_more_may_come (PsInspect           *self,
                                         gboolean             more_may_come);
void       ps_inspect_look_again        (PsInspect           *self);
void       ps_inspect_run_async         (PsInspect           *self,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
gboolean   ps_inspect_run_finish        (PsInspect           *self,
                                         GAsyncResult        *result,
                                         GError             **error);
gint64     ps_inspect_get_n_done        (PsInspect           *self);

G_END_DECLS
