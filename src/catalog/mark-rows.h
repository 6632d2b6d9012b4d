/* src/catalog/mark-rows.h: the stars and the flag of a photo, read and written. The thread of the connection. */
#pragma once

#include "catalog/catalog-marks.h"
#include "catalog/db.h"

G_BEGIN_DECLS

GArray   *ps_mark_rows_new  (void);
gboolean  ps_mark_row_read  (PsDb          *db,
                             gint64         photo_id,
                             PsMark        *mark,
                             GError       **error);
gboolean  ps_mark_row_write (PsDb          *db,
                             const PsMark  *mark,
                             const char    *now,
                             GError       **error);

G_END_DECLS
