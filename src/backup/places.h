/* src/backup/places.h: pure: where a photo may lie, as vault names it and catalogue keeps it. */
#pragma once

#include "base/asset.h"
#include "vault/names.h"

G_BEGIN_DECLS

GPtrArray *ps_places_make         (const PsAsset *asset,
                                   gboolean       dynamic_folders,
                                   PsNameRules    rules);
char      *ps_places_staging_name (const PsAsset *asset);

G_END_DECLS
