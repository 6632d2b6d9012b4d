/* src/ui/duplicate-distance.h: how alike look-alikes must look: a scale that looks for them anew. Main thread. */
#pragma once

#include <adwaita.h>

#include "catalog/catalog-duplicates.h"
#include "ui/long-work.h"

G_BEGIN_DECLS

#define PS_TYPE_DUPLICATE_DISTANCE (ps_duplicate_distance_get_type ())
G_DECLARE_FINAL_TYPE (PsDuplicateDistance, ps_duplicate_distance, PS, DUPLICATE_DISTANCE, AdwBin)

/* Signal: "found": other photos may look alike now. */
void ps_duplicate_distance_set_catalog (PsDuplicateDistance *self,
                                        PsCatalog           *catalog,
                                        PsLongWork          *work);
void ps_duplicate_distance_read        (PsDuplicateDistance *self);

G_END_DECLS
