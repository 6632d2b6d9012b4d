/* src/catalog/collections.h: what the verbs on collections and those on their photos share. Writer thread. */
#pragma once

#include "catalog/browse-records.h"
#include "catalog/writer.h"

G_BEGIN_DECLS

PsCollectionRemains *ps_collection_read           (PsDb                       *db,
                                                   gint64                      id,
                                                   GError                    **error);
gboolean             ps_collection_read_members   (PsDb                       *db,
                                                   PsCollectionRemains        *remains,
                                                   GError                    **error);
gboolean             ps_collection_bring_back     (PsDb                       *db,
                                                   const PsCollectionRemains  *remains,
                                                   GError                    **error);
gboolean             ps_collection_use            (PsWriter                   *writer,
                                                   gint64                      id,
                                                   GError                    **error);
gboolean             ps_collection_refresh_search (PsWriter                   *writer,
                                                   GArray                     *photo_ids,
                                                   PsChangeKind                kinds,
                                                   GError                    **error);

G_END_DECLS
