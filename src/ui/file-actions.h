/* src/ui/file-actions.h: what other programs can do with files of the library. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* files: of GFile; borrowed. window: what dialogs stand before, and where an error is told. */
void ps_file_actions_show      (GtkWindow  *window,
                                GSList     *files);
void ps_file_actions_open_with (GtkWindow  *window,
                                GSList     *files);
void ps_file_actions_copy      (GtkWindow  *window,
                                GSList     *files,
                                GdkTexture *texture);
void ps_file_actions_open_uri  (GtkWindow  *window,
                                const char *uri);

G_END_DECLS
