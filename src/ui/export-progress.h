/* src/ui/export-progress.h: an export under way, and what came of it. Main thread. */
#pragma once

#include <adwaita.h>

#include "export/export.h"

G_BEGIN_DECLS

#define PS_TYPE_EXPORT_PROGRESS (ps_export_progress_get_type ())
G_DECLARE_FINAL_TYPE (PsExportProgress, ps_export_progress, PS, EXPORT_PROGRESS, AdwBin)

/* Signal: "ended": it says what came of it. */
void     ps_export_progress_begin      (PsExportProgress *self,
                                        PsExport         *job,
                                        GArray           *ids,
                                        PsExportFormat    format,
                                        const char       *folder,
                                        GCancellable     *cancellable);
gboolean ps_export_progress_is_running (PsExportProgress *self);
/* Once it has ended. Returns: whether there is something to press. */
gboolean ps_export_progress_focus      (PsExportProgress *self);

G_END_DECLS
