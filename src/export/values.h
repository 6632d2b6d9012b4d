/* src/export/values.h: pure: a column's value as the formats need it. Any thread. */
#pragma once

#include "catalog/catalog-export.h"

G_BEGIN_DECLS

GPtrArray *ps_export_list   (PsColumnType  type,
                             const char   *value);

G_END_DECLS
