/* src/export/json.h: pure: photos as JSON objects. Any thread. */
#pragma once

#include "catalog/catalog-export.h"

G_BEGIN_DECLS

char    *ps_export_json_object (const PsExportRow *row);
gboolean ps_export_json_check  (const char        *text,
                                gsize              length,
                                guint              n_photos);

G_END_DECLS
