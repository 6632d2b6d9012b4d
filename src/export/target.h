/* src/export/target.h: the folder that an export goes to, held open: it is made once, and never again in its place. The export's own thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _PsExportTarget PsExportTarget;

PsExportTarget *ps_export_target_open        (const char      *path,
                                              const char      *library,
                                              GError         **error);
void            ps_export_target_free        (PsExportTarget  *self);
int             ps_export_target_get_fd      (PsExportTarget  *self);
gboolean        ps_export_target_check       (PsExportTarget  *self,
                                              GError         **error);
int             ps_export_target_open_folder (PsExportTarget  *self,
                                              const char      *relative,
                                              GError         **error);
gboolean        ps_export_target_sync        (PsExportTarget  *self,
                                              GError         **error);

G_END_DECLS
