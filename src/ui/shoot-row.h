/* src/ui/shoot-row.h: a shoot in the list of all: cover, name, day, count. Main thread. */
#pragma once

#include <adwaita.h>

#include "ui/shoot-item.h"
#include "ui/texture-cache.h"

G_BEGIN_DECLS

#define PS_TYPE_SHOOT_ROW (ps_shoot_row_get_type ())
G_DECLARE_FINAL_TYPE (PsShootRow, ps_shoot_row, PS, SHOOT_ROW, AdwBin)

GtkWidget *ps_shoot_row_new      (void);
void       ps_shoot_row_set_item (PsShootRow     *self,
                                  PsShootItem    *item,
                                  PsCatalog      *catalog,
                                  PsTextureCache *textures);

G_END_DECLS
