/* src/catalog/duplicates-private.h: groups of duplicates, read on the thread of a connection. */
#pragma once

#include "catalog/catalog-duplicates.h"
#include "catalog/db.h"

G_BEGIN_DECLS

GPtrArray *ps_duplicates_read_groups (PsDb     *db,
                                      PsShelf   shelf,
                                      gint64    group_id,
                                      GError  **error);

G_END_DECLS
