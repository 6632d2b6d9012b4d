/* src/vault/suitability.h: private to this folder: whether a folder may become a library, or why not, in a sentence. */
#pragma once

#include "vault/errors.h"

G_BEGIN_DECLS

gboolean ps_suitable_refuse  (GError     **error,
                              const char  *sentence);
gboolean ps_suitable_empty   (int          root_fd,
                              const char  *root,
                              GError     **error);
gboolean ps_suitable_outside (const char  *folder,
                              GError     **error);
gboolean ps_suitable_marker  (int          root_fd,
                              const char  *cloud_name,
                              GError     **error);
gboolean ps_suitable_drive   (int          fd,
                              const char  *folder,
                              GError     **error);
gboolean ps_suitable_folder  (int          root_fd,
                              const char  *root,
                              const char  *cloud_name,
                              gboolean     may_be_full,
                              GError     **error);

G_END_DECLS
