/* src/catalog/catalog-export.h: all there is of a photo, column by column, for other programs. */
#pragma once

#include "catalog/catalog.h"

G_BEGIN_DECLS

typedef enum
{
  PS_COLUMN_TEXT,
  PS_COLUMN_NUMBER,
  PS_COLUMN_LIST,   /* a JSON array of texts */
  PS_COLUMN_LINES,  /* texts, one a line */
  PS_COLUMN_OBJECT, /* a JSON object */
} PsColumnType;

typedef struct
{
  const char *name;
  PsColumnType type;
} PsColumn;

typedef struct
{
  char **values; /* owned, one a column; nullable each */
} PsExportRow;

const PsColumn *ps_export_columns   (guint             *n_columns);
const char     *ps_export_row_get   (const PsExportRow *self,
                                     const char        *column);
void            ps_export_row_free  (PsExportRow       *self);

/* Of PsExportRow, in the order of the ids; unknown ones are passed over. */
void       ps_catalog_read_export_async  (PsCatalog *self, GArray *photo_ids, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ps_catalog_read_export_finish (PsCatalog *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsExportRow, ps_export_row_free)

G_END_DECLS
