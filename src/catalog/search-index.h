/* src/catalog/search-index.h: the full-text rows of photos, written behind everything else of a verb. Writer thread.
 *
 * FTS5 writes its index out whenever another statement opens a savepoint of its
 * own, so rows of photo_search that are mixed with other writes cost eight times
 * as much (measured: 38 µs against 5 µs a photo). */
#pragma once

#include "catalog/db.h"

G_BEGIN_DECLS

typedef struct _PsSearchIndex PsSearchIndex;

PsSearchIndex *ps_search_index_new     (void);
void           ps_search_index_free    (PsSearchIndex  *self);
void           ps_search_index_add     (PsSearchIndex  *self,
                                        gint64          photo_id,
                                        char           *names,
                                        const char     *folder,
                                        char           *tags,
                                        char           *context);
void           ps_search_index_refresh (PsSearchIndex  *self,
                                        gint64          photo_id);
gboolean       ps_search_index_write   (PsSearchIndex  *self,
                                        PsDb           *db,
                                        GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsSearchIndex, ps_search_index_free)

G_END_DECLS
