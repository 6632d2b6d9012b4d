/* src/export/folder.h: files written into a folder of the person's: nothing there is ever overwritten. Any thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean ps_export_make_folders (const char    *root,
                                 const char    *relative,
                                 GError       **error);
char    *ps_export_clean_path   (const char    *path);
int      ps_export_create       (const char    *folder,
                                 const char    *name,
                                 gboolean       may_rename,
                                 char         **path,
                                 GError       **error);
gboolean ps_export_write        (int            fd,
                                 const char    *bytes,
                                 gsize          n_bytes,
                                 const char    *path,
                                 GError       **error);
gboolean ps_export_finish       (int            fd,
                                 const char    *path,
                                 GError       **error);
gboolean ps_export_link         (const char    *from,
                                 const char    *folder,
                                 const char    *name,
                                 gboolean      *renamed,
                                 GError       **error);

G_END_DECLS
