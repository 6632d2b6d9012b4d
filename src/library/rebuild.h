/* src/library/rebuild.h: a new catalogue of a library from the files, the manifest and the snapshots. Main thread. */
#pragma once

#include "library/reconcile.h"
#include "library/salvage.h"

G_BEGIN_DECLS

typedef struct
{
  PsSalvage salvage;
  char *snapshot;  /* nullable: the path of the copy it was made of */
  char *set_aside; /* nullable: where the damaged catalogue lies now, relative */
  gint64 n_photos; /* in the new catalogue */
  PsReconcileCounts counts;
} PsRebuildReport;

void             ps_rebuild_report_free (PsRebuildReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsRebuildReport, ps_rebuild_report_free)

#define PS_TYPE_REBUILD (ps_rebuild_get_type ())
G_DECLARE_FINAL_TYPE (PsRebuild, ps_rebuild, PS, REBUILD, GObject)

PsRebuild        *ps_rebuild_new        (const char          *root);
void              ps_rebuild_run_async  (PsRebuild           *self,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
PsRebuildReport  *ps_rebuild_run_finish (PsRebuild           *self,
                                         GAsyncResult        *result,
                                         GError             **error);
PsReconcileCounts ps_rebuild_get_counts (PsRebuild           *self);

G_END_DECLS
