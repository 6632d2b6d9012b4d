/* src/cloud/entry-private.h: pure: one entry of a page. Any thread. */
#pragma once

#include "base/asset.h"
#include "cloud/json-text.h"

G_BEGIN_DECLS

PsAsset *ps_entry_read (PsJson      entry,
                        const char *default_resource_type);

G_END_DECLS
