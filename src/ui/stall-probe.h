/* src/ui/stall-probe.h: how long the main loop was away, and when the first frame came; for tests. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ps_stall_probe_begin (void);
void ps_stall_probe_watch (GtkWidget *window);

G_END_DECLS
