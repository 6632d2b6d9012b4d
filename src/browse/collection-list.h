/* src/browse/collection-list.h: a GListModel of PsCollection, used last first. Few, so all of them are held. Main thread. */
#pragma once

#include "browse/collection.h"
#include "catalog/catalog.h"

G_BEGIN_DECLS

#define PS_TYPE_COLLECTION_LIST (ps_collection_list_get_type ())
G_DECLARE_FINAL_TYPE (PsCollectionList, ps_collection_list, PS, COLLECTION_LIST, GObject)

/* Property: "n-collections" (guint). It follows the catalogue, which must not be closed before the list is disposed of. */
PsCollectionList *ps_collection_list_new      (PsCatalog        *catalog);
PsCollection     *ps_collection_list_find     (PsCollectionList *self,
                                               gint64            id,
                                               guint            *position);

G_END_DECLS
