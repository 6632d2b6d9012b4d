/* src/browse/photo-list.h: a lazy GListModel of PsPhoto over the catalogue.
 *
 * Ids up front, rows by page, objects on demand: get_item() never runs SQL and
 * never waits. What the catalogue changes shows as the narrowest change. Main thread. */
#pragma once

#include <gio/gio.h>

#include "browse/photo.h"
#include "catalog/browse-records.h"
#include "catalog/catalog.h"
#include "catalog/photo-query.h"

G_BEGIN_DECLS

#define PS_TYPE_PHOTO_LIST (ps_photo_list_get_type ())
G_DECLARE_FINAL_TYPE (PsPhotoList, ps_photo_list, PS, PHOTO_LIST, GObject)

/* Properties: "query", "n-photos" (guint), "is-loading" (gboolean: not all ids of a new query are here yet),
 * "error" (GError, nullable: a search that says nothing sensible), "n-bytes" (gint64, of all of them as listed).
 * Signals: "years-changed"; "refilling" and "refilled" around the rare change that empties the list and fills it anew
 * (a new order over many photos): whoever selects or scrolls notes ids before and finds them again after it;
 * "settled" when all changes of ids of one moment have been told. */
PsPhotoList  *ps_photo_list_new          (PsCatalog    *catalog);
void          ps_photo_list_set_query    (PsPhotoList  *self,
                                          PsPhotoQuery *query);
PsPhotoQuery *ps_photo_list_get_query    (PsPhotoList  *self);
gint64        ps_photo_list_get_id       (PsPhotoList  *self,
                                          guint         position);
gboolean      ps_photo_list_find         (PsPhotoList  *self,
                                          gint64        id,
                                          guint        *position);
void          ps_photo_list_want         (PsPhotoList  *self,
                                          PsPhoto      *photo);
GArray       *ps_photo_list_get_years    (PsPhotoList  *self);
gint64        ps_photo_list_get_n_bytes  (PsPhotoList  *self);
const GError *ps_photo_list_get_error    (PsPhotoList  *self);

G_END_DECLS
