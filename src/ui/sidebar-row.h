/* src/ui/sidebar-row.h: one row of the sidebar, and a place to drop photos on. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "ui/sidebar-item.h"

G_BEGIN_DECLS

#define PS_TYPE_SIDEBAR_ROW (ps_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (PsSidebarRow, ps_sidebar_row, PS, SIDEBAR_ROW, GtkWidget)

/* Signals: "dropped" (PsSidebarItem, GArray of gint64), "opened" (PsSidebarItem): a drag hovered over a closed heading,
 * "menu-wanted" (PsSidebarItem, gdouble x, gdouble y). */
GtkWidget *ps_sidebar_row_new      (void);
void       ps_sidebar_row_set_item (PsSidebarRow  *self,
                                    PsSidebarItem *item);
PsSidebarItem *ps_sidebar_row_get_item (PsSidebarRow *self);

G_END_DECLS
