/* src/vault/probe.h: what a drive can do, found by trying. */
#pragma once

#include "vault/errors.h"

G_BEGIN_DECLS

gint64           ps_probe_file_system (int      root_fd);
gboolean         ps_probe_wal_is_safe (gint64   file_system);
gboolean         ps_probe_try         (int      root_fd,
                                       PsVaultAbilities *abilities,
                                       GError **error);

G_END_DECLS
