/* src/catalog/places.h: which place on disk a photo's file gets. Writer thread. */
#pragma once

#include "catalog/db.h"
#include "catalog/records.h"

G_BEGIN_DECLS

gboolean ps_places_reserve (PsDb         *db,
                            gint64        photo_id,
                            GPtrArray    *candidates,
                            const char   *not_path,
                            char        **path,
                            GError      **error);
gboolean ps_places_contain (GPtrArray    *candidates,
                            const char   *path);

G_END_DECLS
