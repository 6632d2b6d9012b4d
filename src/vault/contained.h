/* src/vault/contained.h: every path below a pinned folder: the kernel keeps it inside, and no link is followed. */
#pragma once

#include <sys/stat.h>

#include "vault/errors.h"

G_BEGIN_DECLS

/* A name in an open folder: what all calls that make, rename or remove take. */
typedef struct
{
  int folder_fd;
  char *name;
} PsPlace;

void     ps_place_clear          (PsPlace     *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PsPlace, ps_place_clear)

void     ps_fd_close             (int         *fd);

gboolean ps_contained_is_valid   (const char  *path);
int      ps_contained_open       (int          root_fd,
                                  const char  *path,
                                  int          flags,
                                  GError     **error);
int      ps_contained_open_folder (int         root_fd,
                                  const char  *path,
                                  gboolean     make,
                                  GError     **error);
gboolean ps_contained_place      (int          root_fd,
                                  const char  *path,
                                  gboolean     make,
                                  PsPlace     *place,
                                  GError     **error);
gboolean ps_contained_sync       (int          fd,
                                  const char  *path,
                                  GError     **error);
gboolean ps_contained_rename     (int          root_fd,
                                  const PsPlace *from,
                                  const PsPlace *to,
                                  const char  *to_path,
                                  GError     **error);
gboolean ps_contained_write_all  (int          fd,
                                  const void  *bytes,
                                  gsize        n_bytes,
                                  gint64       offset);
gboolean ps_contained_replace    (int          root_fd,
                                  const char  *path,
                                  const char  *text,
                                  GError     **error);
char    *ps_contained_read_text  (int          root_fd,
                                  const char  *path,
                                  gsize        max_bytes,
                                  GError     **error);

/* Leave an fd in a local to the scope's end. */
#define ps_autofd __attribute__ ((cleanup (ps_fd_close))) int

G_END_DECLS
