/* src/ui/viewer-keys.h: the keys of the viewer. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ps_viewer_add_keys (GtkWidgetClass *widget_class);

G_END_DECLS
