/* src/ui/naming.h: names for the parts of libadwaita's and GTK's widgets that have none of their own. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void ps_naming_apply (GtkWidget  *widget,
                      const char *name);
void ps_naming_watch_drop_down (GtkDropDown *drop_down,
                                const char  *title);

G_END_DECLS
