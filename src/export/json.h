/* src/export/json.h: pure: photos as JSON objects. Any thread. */
#pragma once

#include "catalog/catalog-export.h"

G_BEGIN_DECLS

/* What stands before and behind the photos, of which each is a line. */
#define PS_EXPORT_JSON_BEGIN "{\"format\": \"proofsheet\", \"version\": 1, \"photos\": ["
#define PS_EXPORT_JSON_END "\n]}\n"

char    *ps_export_json_object (const PsExportRow *row);
gboolean ps_export_json_check  (const char        *text,
                                gsize              length,
                                gint64             n_photos,
                                GCancellable      *cancellable);

G_END_DECLS
