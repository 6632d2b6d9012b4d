/* src/catalog/catalog-find.h: what of a search is needed first: its newest photos, and how many there are. */
#pragma once

#include "catalog/catalog.h"

G_BEGIN_DECLS

/* Of gint64, newest first, so many at most: they do not wait for the whole list. */
void    ps_catalog_find_first_async   (PsCatalog *self, const char *query, guint n_most, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
GArray *ps_catalog_find_first_finish  (PsCatalog *self, GAsyncResult *result, GError **error);
/* −1: error. */
void    ps_catalog_count_found_async  (PsCatalog *self, const char *query, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
gint64  ps_catalog_count_found_finish (PsCatalog *self, GAsyncResult *result, GError **error);

G_END_DECLS
