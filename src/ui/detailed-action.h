/* src/ui/detailed-action.h: a button's action and its target, set in an order that GTK takes without a warning. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ps_set_detailed_action (GtkActionable *button,
                             const char    *detailed_name);

G_END_DECLS
