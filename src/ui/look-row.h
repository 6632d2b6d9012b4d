/* src/ui/look-row.h: a look through Cloudinary in the list of all: its day, and what it found. Main thread. */
#pragma once

#include <adwaita.h>

#include "catalog/browse-records.h"

G_BEGIN_DECLS

#define PS_TYPE_LOOK_ITEM (ps_look_item_get_type ())
G_DECLARE_FINAL_TYPE (PsLookItem, ps_look_item, PS, LOOK_ITEM, GObject)

PsLookItem   *ps_look_item_new      (const PsPastLook *look,
                                     gboolean      is_first);
const PsPastLook *ps_look_item_get_look (PsLookItem   *self);

#define PS_TYPE_LOOK_ROW (ps_look_row_get_type ())
G_DECLARE_FINAL_TYPE (PsLookRow, ps_look_row, PS, LOOK_ROW, AdwBin)

GtkWidget    *ps_look_row_new       (void);
void          ps_look_row_set_item  (PsLookRow    *self,
                                     PsLookItem   *item);

G_END_DECLS
