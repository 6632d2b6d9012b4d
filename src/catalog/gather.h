/* src/catalog/gather.h: what many rows give, put together inside SQLite: a set of ids, or the newest photos of a set.
 *
 * A row that comes out of a statement costs twice what one costs that a function
 * of ours takes on the way (measured among a million: 63 against 33 ns). */
#pragma once

#include "catalog/db.h"
#include "catalog/id-set.h"

G_BEGIN_DECLS

void         ps_gather_install   (PsDb           *db);
PsStatement *ps_gather_statement (PsDb           *db,
                                  const char     *name,
                                  GError        **error);
gboolean     ps_gather_run       (PsStatement    *statement,
                                  PsIdSet        *set,
                                  GError        **error);
gboolean     ps_gather_newest    (PsDb           *db,
                                  const PsIdSet  *set,
                                  guint           n_most,
                                  GArray         *ids,
                                  GError        **error);

G_END_DECLS
