/* src/browse/trouble-list.h: what is wrong, as a GListModel of groups that share a cure. Main thread. */
#pragma once

#include "catalog/browse-records.h"
#include "catalog/catalog.h"

G_BEGIN_DECLS

#define PS_TYPE_TROUBLE_ITEM (ps_trouble_item_get_type ())
G_DECLARE_FINAL_TYPE (PsTroubleItem, ps_trouble_item, PS, TROUBLE_ITEM, GObject)

#define PS_TYPE_TROUBLE_LIST (ps_trouble_list_get_type ())
G_DECLARE_FINAL_TYPE (PsTroubleList, ps_trouble_list, PS, TROUBLE_LIST, GObject)

/* The same object for as long as its group is there. Signal: "changed": the group says something else now. */
const PsTroubleGroup *ps_trouble_item_get_group (PsTroubleItem *self);

/* Properties: "n-needs-you" (gint64, photos), "n-trying-again" (gint64), "n-lost" (gint64: no copy is known), "is-loading"
 * (gboolean: not read yet). It follows the catalogue, which must not be closed before the list is disposed of. */
PsTroubleList *ps_trouble_list_new               (PsCatalog     *catalog);
gint64         ps_trouble_list_get_n_needs_you   (PsTroubleList *self);
gint64         ps_trouble_list_get_n_trying_again (PsTroubleList *self);
gint64         ps_trouble_list_get_n_lost        (PsTroubleList *self);

G_END_DECLS
