/* src/demo/odd-names.h: assets that are hard to keep, for the switches odd-names and future. */
#pragma once

#include "demo/cloud.h"

G_BEGIN_DECLS

gboolean ps_odd_names_add        (PsCloud  *cloud,
                                  GError  **error);
gboolean ps_odd_names_add_future (PsCloud  *cloud,
                                  GError  **error);
PsAsset *ps_odd_names_make_asset (PsCloud       *cloud,
                                  const PsAsset *like,
                                  const char    *public_id,
                                  const char    *folder,
                                  const char    *display_name,
                                  gint64         created_at_us);

G_END_DECLS
