/* src/export/folder.h: files written into a folder of the person's, and what can be wrong with it. Any thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char    *ps_export_clean_path   (const char    *path);
gboolean ps_export_fail         (GError       **error,
                                 const char    *path,
                                 int            code);
gboolean ps_export_ends         (const GError  *error);
gboolean ps_export_write        (int            fd,
                                 const char    *bytes,
                                 gsize          n_bytes,
                                 const char    *path,
                                 GError       **error);
char    *ps_export_read         (int            fd,
                                 gsize         *n_bytes);
gboolean ps_export_link         (const char    *from,
                                 int            folder_fd,
                                 const char    *name,
                                 char         **given);

G_END_DECLS
