/* src/catalog/rows.h: rows become the values of records.h. */
#pragma once

#include "catalog/records.h"
#include "catalog/statement.h"

G_BEGIN_DECLS

PsAsset   *ps_row_read_asset  (PsStatement  *statement,
                               int           first_column);
PsFile    *ps_row_read_file   (PsStatement  *statement,
                               gboolean      with_asset);
gboolean   ps_row_is_without  (GArray       *without_ids,
                               gint64        id);

G_END_DECLS
