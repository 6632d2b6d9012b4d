/* src/catalog/disk.h: whole database files: a checked copy, and a new one put in its place for good. */
#pragma once

#include "catalog/db.h"

G_BEGIN_DECLS

gboolean ps_disk_settle        (const char    *unfinished,
                                const char    *path,
                                GError       **error);
gboolean ps_disk_copy_database (PsDb          *db,
                                const char    *path,
                                GError       **error);

G_END_DECLS
