/* src/vault/placeholder.h: a rename that replaces nothing, where the drive offers none. */
#pragma once

#include "vault/contained.h"

G_BEGIN_DECLS

gboolean ps_placeholder_rename  (int            root_fd,
                                 const PsPlace *from,
                                 const PsPlace *to,
                                 const char    *to_path);
void     ps_placeholder_recover (int            root_fd);

G_END_DECLS
