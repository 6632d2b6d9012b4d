/* src/ui/duplicates.h: one photo is kept in the place of others: done, said in a toast, and taken back. Main thread. */
#pragma once

#include "catalog/catalog-keepers.h"
#include "ui/window.h"

G_BEGIN_DECLS

void     ps_duplicates_choose       (PsWindow            *window,
                                     gint64               keeper_id,
                                     const char          *name,
                                     GArray              *other_ids);
void     ps_duplicates_unmark       (PsWindow            *window,
                                     GArray              *ids);
void     ps_duplicates_apply_async  (PsWindow            *window,
                                     PsKeepPlan          *plan,
                                     PsTally             *tally,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
gboolean ps_duplicates_apply_finish (PsWindow            *window,
                                     GAsyncResult        *result,
                                     GError             **error);

G_END_DECLS
