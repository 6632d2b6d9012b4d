/* src/base/paths.h: where Proofsheet keeps what is not in a library. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char    *ps_path_thumbnails  (void);
char    *ps_path_demo        (void);
char    *ps_path_kept_copies (void);
char    *ps_path_program     (const char *name);
gboolean ps_path_make_private (const char  *path,
                               GError     **error);

G_END_DECLS
