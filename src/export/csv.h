/* src/export/csv.h: pure: photos as lines of comma-separated values that a spreadsheet may open safely. Any thread. */
#pragma once

#include "catalog/catalog-export.h"

G_BEGIN_DECLS

char      *ps_csv_header   (void);
char      *ps_csv_line     (const PsExportRow *row);
char      *ps_csv_cell     (PsColumnType       type,
                            const char        *value);
GPtrArray *ps_csv_parse    (const char        *text,
                            gsize              length);
gboolean   ps_csv_check    (const char        *text,
                            gsize              length,
                            guint              n_columns,
                            gint64             n_lines,
                            GCancellable      *cancellable);
char      *ps_csv_unguard  (const char        *cell);

G_END_DECLS
