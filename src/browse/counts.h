/* src/browse/counts.h: the sidebar's numbers, as they are now. Main thread. */
#pragma once

#include "catalog/browse-records.h"
#include "catalog/catalog.h"

G_BEGIN_DECLS

#define PS_TYPE_COUNTS (ps_counts_get_type ())
G_DECLARE_FINAL_TYPE (PsCounts, ps_counts, PS, COUNTS, GObject)

/* Properties, all gint64 and notified when they change: "all", "here", "to-come", "needs-you", "waiting", "only-here", "left-out",
 * "without-collection", "duplicates" (−1: not counted yet), "bytes", "bytes-here"; "is-loading" (gboolean: not read yet).
 * Signal: "changed": once for all of them. It follows the catalogue, which must not be closed before it is disposed of. */
PsCounts               *ps_counts_new              (PsCatalog *catalog);
const PsSidebarNumbers *ps_counts_get_numbers      (PsCounts  *self);
gint64                  ps_counts_get_n_duplicates (PsCounts  *self);
gboolean                ps_counts_is_loading       (PsCounts  *self);

G_END_DECLS
