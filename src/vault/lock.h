/* src/vault/lock.h: one writer per library, by a kernel lock that dies with its process. */
#pragma once

#include "vault/errors.h"

G_BEGIN_DECLS

int  ps_lock_take      (int      root_fd,
                        GError **error);
gboolean ps_lock_is_held (int    root_fd);
void ps_lock_give_back (int     *fd);

G_END_DECLS
