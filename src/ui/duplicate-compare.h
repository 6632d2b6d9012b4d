/* src/ui/duplicate-compare.h: two photos of a group side by side, and what they have in common. Main thread. */
#pragma once

#include <adwaita.h>

#include "library/library.h"
#include "ui/duplicate-item.h"

G_BEGIN_DECLS

#define PS_TYPE_DUPLICATE_COMPARE (ps_duplicate_compare_get_type ())
G_DECLARE_FINAL_TYPE (PsDuplicateCompare, ps_duplicate_compare, PS, DUPLICATE_COMPARE, AdwBin)

/* Activates of the widgets above it: duplicates.back, duplicates.previous, duplicates.next. */
void             ps_duplicate_compare_set_library (PsDuplicateCompare *self,
                                                   PsLibrary          *library);
void             ps_duplicate_compare_show        (PsDuplicateCompare *self,
                                                   PsDuplicateItem    *item,
                                                   guint               position,
                                                   guint               n_groups);
PsDuplicateItem *ps_duplicate_compare_get_item    (PsDuplicateCompare *self);

G_END_DECLS
