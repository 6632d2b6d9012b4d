/* src/ui/library-menu.h: the libraries this computer knows, as a menu. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PS_MOST_RECENT_LIBRARIES 8

GMenu *ps_library_menu_new      (GSettings  *settings);
void   ps_library_menu_remember (GSettings  *settings,
                                 const char *root);

G_END_DECLS
