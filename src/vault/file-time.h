/* src/vault/file-time.h: a file's modification time, as far as its drive can hold it. */
#pragma once

#include <glib.h>
#include <sys/stat.h>

G_BEGIN_DECLS

void   ps_file_time_set (int                fd,
                         gint64             time_us);
gint64 ps_file_time_get (const struct stat *info);

G_END_DECLS
