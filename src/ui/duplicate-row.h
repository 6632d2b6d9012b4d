/* src/ui/duplicate-row.h: a group of duplicates in a shelf: its photos by picture and name, and which one is kept. Main thread. */
#pragma once

#include <adwaita.h>

#include "ui/duplicate-item.h"
#include "ui/texture-cache.h"

G_BEGIN_DECLS

#define PS_TYPE_DUPLICATE_ROW (ps_duplicate_row_get_type ())
G_DECLARE_FINAL_TYPE (PsDuplicateRow, ps_duplicate_row, PS, DUPLICATE_ROW, AdwBin)

GtkWidget *ps_duplicate_row_new      (void);
void       ps_duplicate_row_set_item (PsDuplicateRow  *self,
                                      PsDuplicateItem *item,
                                      PsTextureCache  *textures);

G_END_DECLS
