/* src/browse/refresher.h: reads something again when the catalogue changed, at most four times a second. Main thread. */
#pragma once

#include "catalog/catalog.h"

G_BEGIN_DECLS

typedef struct _PsRefresher PsRefresher;

/**
 * PsRefreshFunc:
 * @catalog: where to read
 * @cancellable: cancelled with the refresher: then the answer must touch nothing
 * @user_data: as given
 *
 * Asks for what is to be shown, and tells ps_refresher_done() when the answer is here.
 */
typedef void (*PsRefreshFunc) (PsCatalog    *catalog,
                               GCancellable *cancellable,
                               gpointer      user_data);

PsRefresher *ps_refresher_new     (PsCatalog     *catalog,
                                   PsChangeKind   kinds,
                                   guint          every_ms,
                                   PsRefreshFunc  func,
                                   gpointer       user_data);
void         ps_refresher_free    (PsRefresher   *self);
void         ps_refresher_done    (PsRefresher   *self);

G_END_DECLS
