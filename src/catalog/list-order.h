/* src/catalog/list-order.h: photos put into one of the orders a person can choose. On a reading thread. */
#pragma once

#include "catalog/browse-records.h"
#include "catalog/db.h"
#include "catalog/id-set.h"
#include "catalog/photo-query.h"

G_BEGIN_DECLS

gboolean ps_list_order_run  (PsDb           *db,
                             PsOrder         order,
                             const PsIdSet  *wanted,
                             guint           n_wanted,
                             PsPhotoIds    **ids,
                             GError        **error);
char    *ps_list_order_make_name_key (const char *name);

G_END_DECLS
