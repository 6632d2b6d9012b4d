/* src/ui/export-dialog.h: Export…: asks which photos, in which form and where to; says before what is lost, after what is there. Main thread. */
#pragma once

#include "ui/export-progress.h"
#include "ui/window.h"

G_BEGIN_DECLS

#define PS_TYPE_EXPORT_DIALOG (ps_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PsExportDialog, ps_export_dialog, PS, EXPORT_DIALOG, AdwWindow)

/* Photos that may be exported beside everything. Ids are of gint64. */
typedef struct
{
  GArray *selected;          /* borrowed, nullable: none is selected */
  GArray *shown;             /* borrowed, nullable: everything is shown, or no photos */
  const char *shown_title;   /* nullable: what is shown */
  GCancellable *library_end; /* borrowed: cancelled when the library is let go of */
} PsExportOffer;

void              ps_export_dialog_present      (PsWindow            *window,
                                                const PsExportOffer *offer);
gboolean          ps_export_dialog_is_running   (PsExportDialog      *self);
void              ps_export_dialog_stop         (PsExportDialog      *self);
PsExportProgress *ps_export_dialog_get_progress (PsExportDialog      *self);

G_END_DECLS
