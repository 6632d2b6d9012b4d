/* src/catalog/find.h: the photos that a search means. The thread of the connection. The language is in query/query.h. */
#pragma once

#include "catalog/db.h"
#include "catalog/id-set.h"

G_BEGIN_DECLS

gboolean ps_find_set (PsDb        *db,
                      const char  *text,
                      PsIdSet    **set,
                      GError     **error);
gboolean ps_find_page (PsDb        *db,
                      const char  *text,
                      guint        n_most,
                      GArray      *ids,
                      GError     **error);
gboolean ps_find_run (PsDb        *db,
                      const char  *text,
                      GArray     **ids,
                      GError     **error);

G_END_DECLS
