/* src/browse/collection.h: a named group of photos, as the sidebar shows it: the same object for as long as it exists. Main thread. */
#pragma once

#include "catalog/browse-records.h"

G_BEGIN_DECLS

#define PS_TYPE_COLLECTION (ps_collection_get_type ())
G_DECLARE_FINAL_TYPE (PsCollection, ps_collection, PS, COLLECTION, GObject)

/* Properties, all but "id" notified when they change: "id" (gint64), "name" (string; text from a person: never markup),
 * "description" (string, nullable), "n-photos" (guint), "used-at-us" (gint64). */
PsCollection *ps_collection_new             (gint64                  id);
gint64        ps_collection_get_id          (PsCollection           *self);
const char   *ps_collection_get_name        (PsCollection           *self);
const char   *ps_collection_get_description (PsCollection           *self);
guint         ps_collection_get_n_photos    (PsCollection           *self);
gint64        ps_collection_get_used_at_us  (PsCollection           *self);
void          ps_collection_set_info        (PsCollection           *self,
                                             const PsCollectionInfo *info);

G_END_DECLS
