/* src/catalog/rows.h: rows become the values of records.h. */
#pragma once

#include "catalog/photo-row.h"
#include "catalog/records.h"
#include "catalog/statement.h"

G_BEGIN_DECLS

PsAsset   *ps_row_read_asset  (PsStatement  *statement,
                               int           first_column);
PsFile    *ps_row_read_file   (PsStatement  *statement,
                               gboolean      with_asset);
PsPhotoRow *ps_row_read_photo (PsStatement *statement);
gboolean   ps_row_find_photo  (PsDb         *db,
                               gint64        id,
                               PsPhotoRow  **row,
                               GError      **error);
gboolean   ps_row_is_without  (GArray       *without_ids,
                               gint64        id);

G_END_DECLS
