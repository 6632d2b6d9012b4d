/* src/browse/id-diff.h: two lists of ids → the ranges that differ. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* At this position of the list before, so many went, and so many others came. */
typedef struct
{
  guint position;
  guint n_removed;
  guint n_added;
} PsIdDiff;

PsIdDiff ps_id_diff        (GArray *before,
                            GArray *after);
GArray  *ps_id_diff_ranges (GArray *before,
                            GArray *after,
                            guint   max_changes,
                            guint   max_ranges);

G_END_DECLS
