/* src/ui/shoot-item.h: a shoot as an item of a list. Main thread. */
#pragma once

#include "catalog/catalog-shoots.h"

G_BEGIN_DECLS

#define PS_TYPE_SHOOT_ITEM (ps_shoot_item_get_type ())
G_DECLARE_FINAL_TYPE (PsShootItem, ps_shoot_item, PS, SHOOT_ITEM, GObject)

PsShootItem   *ps_shoot_item_new          (PsShoot     *shoot);
const PsShoot *ps_shoot_item_get_shoot    (PsShootItem *self);
gboolean       ps_shoot_item_is_found     (PsShootItem *self);
gboolean       ps_shoot_item_is_preview   (PsShootItem *self);
char          *ps_shoot_item_dup_name     (PsShootItem *self);
char          *ps_shoot_item_dup_details  (PsShootItem *self);

G_END_DECLS
