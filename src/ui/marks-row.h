/* src/ui/marks-row.h: stars and flag of one photo or of many, to be seen and to be set. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "catalog/photo-row.h"

G_BEGIN_DECLS

/* rows: borrowed for the call; none: not known. */
GtkWidget *ps_marks_row_new (PsPhotoRow **rows,
                             guint        n_rows);

G_END_DECLS
