/* src/ui/export-words.h: pure: what a form of export is, cannot carry, and came to, as a person reads it. Main thread. */
#pragma once

#include "export/export.h"

G_BEGIN_DECLS

const char *ps_export_words_form   (PsExportFormat        format);
char       *ps_export_words_losses (const PsExportReport *report,
                                    PsExportFormat        format);
char       *ps_export_words_before (const PsExportReport *report,
                                    PsExportFormat        format);
char       *ps_export_words_title  (const PsExportReport *report);
char       *ps_export_words_after  (const PsExportReport *report,
                                    PsExportFormat        format,
                                    const char           *folder);
char       *ps_export_words_stays  (const PsExportReport *report,
                                    PsExportFormat        format,
                                    const char           *folder);

G_END_DECLS
