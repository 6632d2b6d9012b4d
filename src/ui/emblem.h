/* src/ui/emblem.h: a state's symbol on a soft dark disc, drawn. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ps_emblem_snapshot (GtkSnapshot           *snapshot,
                         GtkWidget             *widget,
                         const char            *icon_name,
                         const graphene_rect_t *disc);
void ps_emblem_snapshot_icon (GtkSnapshot           *snapshot,
                              GtkWidget             *widget,
                              const char            *icon_name,
                              const graphene_rect_t *area,
                              const GdkRGBA         *color);

G_END_DECLS
