/* src/ui/trouble-card.h: one group of Needs You: how many, what happened, what is safe, what would help. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "browse/trouble-list.h"

G_BEGIN_DECLS

#define PS_TYPE_TROUBLE_CARD (ps_trouble_card_get_type ())
G_DECLARE_FINAL_TYPE (PsTroubleCard, ps_trouble_card, PS, TROUBLE_CARD, GtkBox)

/* Signals: "deed" (string deed, gint64 photo_id): "try", "restore", "keep-both", "look" or "leave-out", for the whole group
 * where the id is 0. */
GtkWidget     *ps_trouble_card_new      (PsTroubleItem *item);
PsTroubleItem *ps_trouble_card_get_item (PsTroubleCard *self);
/* What was just asked for is shown at once, before the catalogue says so. */
void           ps_trouble_card_say_asked (PsTroubleCard *self,
                                          gint64         photo_id,
                                          const char    *words);

G_END_DECLS
