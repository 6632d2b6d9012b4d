/* src/export/target.c: the folder that an export goes to, held open.
 *
 * Its path may lead elsewhere at any moment: a drive is pulled out, and what was
 * its folder is an empty one of the disk below. So it is made once, opened once,
 * and everything goes through that descriptor. */
#include "export/target.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "export/folder.h"
#include "vault/part-file.h"

struct _PsExportTarget
{
  char *path; /* owned; for words */
  int fd;
  struct stat info;
  /* Owned: folders relative to the target. */
  GHashTable *cleaned;  /* of what a kill left there */
  GHashTable *unsynced;
};

static gboolean
is_same (const struct stat *a,
         const struct stat *b)
{
  return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* Whatever links lead there: of what is not there yet, the deepest folder that is. */
static gboolean
is_inside (const char *path,
           const char *library)
{
  g_autofree char *place = g_strdup (path);
  g_autofree char *real = NULL;
  struct stat root, info;

  if (stat (library, &root) != 0)
    return FALSE;
  while ((real = realpath (place, NULL)) == NULL && !g_str_equal (place, "/"))
    {
      char *parent = g_path_get_dirname (place);

      g_free (place);
      place = parent;
    }
  while (real != NULL)
    {
      char *parent;

      if (stat (real, &info) == 0 && is_same (&info, &root))
        return TRUE;
      if (g_str_equal (real, "/"))
        return FALSE;
      parent = g_path_get_dirname (real);
      free (g_steal_pointer (&real));
      real = parent;
    }
  return FALSE;
}

/**
 * ps_export_target_open:
 * @path: a folder of the person's; made if it is not there
 * @library: the library's folder, where nothing is exported to
 * @error: return location
 *
 * What a kill left half written there goes.
 *
 * Returns: (transfer full) (nullable): the folder
 */
PsExportTarget *
ps_export_target_open (const char  *path,
                       const char  *library,
                       GError     **error)
{
  PsExportTarget *self;
  struct stat info;
  int fd;

  if (is_inside (path, library))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME,
                           _("That folder is inside the library. Choose another: the library holds originals only."));
      return NULL;
    }
  if (g_mkdir_with_parents (path, 0755) != 0 || (fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
    {
      ps_export_fail (error, path, errno);
      return NULL;
    }
  if (fstat (fd, &info) != 0)
    {
      ps_export_fail (error, path, errno);
      close (fd);
      return NULL;
    }
  ps_part_file_clean (fd);
  self = g_new0 (PsExportTarget, 1);
  self->path = g_strdup (path);
  self->fd = fd;
  self->info = info;
  self->cleaned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->unsynced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * ps_export_target_free:
 * @self: (transfer full): a target
 */
void
ps_export_target_free (PsExportTarget *self)
{
  close (self->fd);
  g_hash_table_unref (self->cleaned);
  g_hash_table_unref (self->unsynced);
  g_free (self->path);
  g_free (self);
}

/**
 * ps_export_target_get_fd:
 * @self: a target
 *
 * Returns: its descriptor, which it keeps
 */
int
ps_export_target_get_fd (PsExportTarget *self)
{
  return self->fd;
}

/**
 * ps_export_target_check:
 * @self: a target
 * @error: set with %G_IO_ERROR_NOT_MOUNTED
 *
 * Returns: whether its path still leads to it
 */
gboolean
ps_export_target_check (PsExportTarget  *self,
                        GError         **error)
{
  struct stat info;

  if (stat (self->path, &info) == 0 && is_same (&info, &self->info))
    return TRUE;
  /* Translators: a folder's path. */
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_MOUNTED, _("“%s” is not there any more. Nothing was put in its place."), self->path);
  return FALSE;
}

/* One level: made where it is missing. No link is followed, it could lead into the library. */
static int
enter (int         parent,
       const char *name)
{
  const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
  int fd = openat (parent, name, flags);

  if (fd >= 0 || errno != ENOENT)
    return fd;
  if (mkdirat (parent, name, 0755) == 0)
    (void) fsync (parent); /* some drives sync no folders */
  else if (errno != EEXIST)
    return -1;
  return openat (parent, name, flags);
}

/**
 * ps_export_target_open_folder:
 * @self: a target
 * @relative: a clean path; "": the target itself
 * @error: return location
 *
 * Something is about to be written there: what a kill left half written goes.
 *
 * Returns: the folder, for the caller to close; -1: error
 */
int
ps_export_target_open_folder (PsExportTarget  *self,
                              const char      *relative,
                              GError         **error)
{
  g_auto(GStrv) parts = g_strsplit (relative, "/", -1);
  int fd = openat (self->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  for (guint i = 0; fd >= 0 && parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      {
        int next = enter (fd, parts[i]), code = errno;

        close (fd);
        errno = code;
        fd = next;
      }
  if (fd < 0)
    {
      g_autofree char *path = g_build_filename (self->path, relative, NULL);
      int code = errno;

      if (code != ENOENT || ps_export_target_check (self, error))
        ps_export_fail (error, path, code);
      return -1;
    }
  if (g_hash_table_add (self->cleaned, g_strdup (relative)))
    ps_part_file_clean (fd);
  g_hash_table_add (self->unsynced, g_strdup (relative));
  return fd;
}

/**
 * ps_export_target_sync:
 * @self: a target
 * @error: return location
 *
 * Returns: whether the names of all that was written are on the disk
 */
gboolean
ps_export_target_sync (PsExportTarget  *self,
                       GError         **error)
{
  GHashTableIter iter;
  gpointer relative;

  g_hash_table_iter_init (&iter, self->unsynced);
  while (g_hash_table_iter_next (&iter, &relative, NULL))
    {
      g_autofree char *path = g_build_filename (self->path, relative, NULL);
      int fd = openat (self->fd, *(char *) relative != '\0' ? relative : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
      int code = fd < 0 || fsync (fd) != 0 ? errno : 0;

      if (fd >= 0)
        close (fd);
      g_hash_table_iter_remove (&iter);
      /* Some drives sync no folders; a folder that somebody took away meanwhile needs it no more. */
      if (code != 0 && code != EINVAL && code != ENOTSUP && code != ENOENT)
        return ps_export_fail (error, path, code);
    }
  return TRUE;
}
