/* src/vault/contained.c: every path below a pinned folder: the kernel keeps it inside, and no link is followed.
 *
 * openat2 (Linux 5.6) does it in one call. Where it is missing, or a sandbox
 * forbids it, the parts of a path are opened one by one without following.
 * Names that are made, renamed or removed are single parts in an open folder:
 * the kernel follows no link there.
 */
#include "vault/contained.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "vault/placeholder.h"

/* A path of ours is far shorter: names.c stays below 2,048 bytes. */
#define MAX_PATH_BYTES 4000

static int openat2_is_missing; /* atomic */

/* close() leaves errno as it was. */
void
ps_fd_close (int *fd)
{
  int saved = errno;

  if (*fd >= 0)
    close (*fd);
  *fd = -1;
  errno = saved;
}

void
ps_place_clear (PsPlace *self)
{
  ps_fd_close (&self->folder_fd);
  g_clear_pointer (&self->name, g_free);
}

static gboolean
part_is_valid (const char *part,
               gsize       length)
{
  return length > 0 && !(length == 1 && part[0] == '.') && !(length == 2 && part[0] == '.' && part[1] == '.');
}

/**
 * ps_contained_is_valid:
 * @path: (nullable): a path in any encoding
 *
 * Returns: whether @path is relative, not empty, and has no part that is empty, "." or ".."
 */
gboolean
ps_contained_is_valid (const char *path)
{
  if (path == NULL || strlen (path) > MAX_PATH_BYTES)
    return FALSE;
  for (;;)
    {
      gsize length = strcspn (path, "/");

      if (!part_is_valid (path, length))
        return FALSE;
      if (path[length] == '\0')
        return TRUE;
      path += length + 1;
    }
}

/* One part of a path. With O_DIRECTORY a link is ENOTDIR; told apart as openat2 does. */
static int
open_part (int         folder_fd,
           const char *name,
           int         flags)
{
  int fd = openat (folder_fd, name, flags | O_NOFOLLOW | O_CLOEXEC, 0644);
  struct stat info;

  if (fd < 0 && errno == ENOTDIR && fstatat (folder_fd, name, &info, AT_SYMLINK_NOFOLLOW) == 0)
    errno = S_ISLNK (info.st_mode) ? ELOOP : ENOTDIR;
  return fd;
}

/* The fallback: as safe, one call a part. */
static int
walk (int         root_fd,
      const char *path,
      int         flags)
{
  g_auto(GStrv) parts = g_strsplit (path, "/", -1);
  ps_autofd folder_fd = -1;
  int at = root_fd;

  for (guint i = 0; parts[i + 1] != NULL; i++)
    {
      int next = open_part (at, parts[i], O_RDONLY | O_DIRECTORY);

      if (next < 0)
        return -1;
      ps_fd_close (&folder_fd);
      at = folder_fd = next;
    }
  return open_part (at, parts[g_strv_length (parts) - 1], flags);
}

static int
open_beneath (int         root_fd,
              const char *path,
              int         flags)
{
  struct open_how how = {
    /* With O_DIRECTORY, O_NOFOLLOW would hide a link behind ENOTDIR; no link is resolved anyway. */
    .flags = flags | O_CLOEXEC | ((flags & O_DIRECTORY) == 0 ? O_NOFOLLOW : 0),
    .mode = (flags & O_CREAT) != 0 ? 0644 : 0,
    .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
  };
  int fd;

  if (g_atomic_int_get (&openat2_is_missing))
    return walk (root_fd, path, flags);
  do
    fd = syscall (SYS_openat2, root_fd, path, &how, sizeof how);
  while (fd < 0 && (errno == EINTR || errno == EAGAIN)); /* EAGAIN: something was renamed meanwhile */
  if (fd >= 0 || (errno != ENOSYS && errno != EPERM && errno != E2BIG))
    return fd;

  /* ENOSYS: Linux before 5.6. EPERM: a sandbox's answer to calls it does not know. */
  fd = walk (root_fd, path, flags);
  if (fd >= 0 || errno != EPERM)
    g_atomic_int_set (&openat2_is_missing, 1);
  return fd;
}

/**
 * ps_contained_open:
 * @root_fd: the pinned folder
 * @path: relative; judged, whoever it comes from
 * @flags: of open(2); no link is followed, and the descriptor is closed on exec
 * @error: %PS_VAULT_ERROR_UNSAFE, _MISSING, _EXISTS or another
 *
 * New files get the mode 0644 less the umask. Any thread.
 *
 * Returns: a descriptor, or −1
 */
int
ps_contained_open (int          root_fd,
                   const char  *path,
                   int          flags,
                   GError     **error)
{
  int fd;

  if (!ps_contained_is_valid (path))
    {
      ps_vault_set_errno (error, EXDEV, PS_ERRNO_NAME, path != NULL ? path : "");
      return -1;
    }
  fd = open_beneath (root_fd, path, flags);
  if (fd < 0)
    ps_vault_set_errno (error, errno, PS_ERRNO_NAME, path);
  return fd;
}

/* Makes one folder in another; the parent is synced, so that the new one outlives a power cut. */
static int
make_folder (int         parent_fd,
             const char *name)
{
  int fd;

  if (mkdirat (parent_fd, name, 0755) < 0 && errno != EEXIST)
    return -1;
  fd = open_beneath (parent_fd, name, O_RDONLY | O_DIRECTORY);
  if (fd >= 0 && fsync (parent_fd) < 0 && errno != EINVAL && errno != ENOTSUP)
    ps_fd_close (&fd);
  return fd;
}

static int
make_folders (int         root_fd,
              const char *path)
{
  g_auto(GStrv) parts = g_strsplit (path, "/", -1);
  int at = root_fd;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      int next = open_beneath (at, parts[i], O_RDONLY | O_DIRECTORY);

      if (next < 0 && errno == ENOENT)
        next = make_folder (at, parts[i]);
      if (at != root_fd)
        ps_fd_close (&at);
      if (next < 0)
        return -1;
      at = next;
    }
  return at;
}

/**
 * ps_contained_open_folder:
 * @root_fd: the pinned folder
 * @path: relative; "" is @root_fd itself
 * @make: whether missing folders are made, each synced in its parent
 * @error: as with ps_contained_open(); _EXISTS where a file lies in the way
 *
 * Returns: a descriptor of the folder, or −1
 */
int
ps_contained_open_folder (int          root_fd,
                          const char  *path,
                          gboolean     make,
                          GError     **error)
{
  int fd;

  if (*path == '\0')
    fd = fcntl (root_fd, F_DUPFD_CLOEXEC, 0);
  else if (!ps_contained_is_valid (path))
    {
      errno = EXDEV;
      fd = -1;
    }
  else
    {
      fd = open_beneath (root_fd, path, O_RDONLY | O_DIRECTORY);
      if (fd < 0 && errno == ENOENT && make)
        fd = make_folders (root_fd, path);
    }
  if (fd < 0)
    ps_vault_set_errno (error, errno, PS_ERRNO_NAME, path);
  return fd;
}

/**
 * ps_contained_place:
 * @root_fd: the pinned folder
 * @path: relative
 * @make: whether the folders on the way are made
 * @place: (out caller-allocates): an open folder and the last part of @path
 * @error: as with ps_contained_open_folder()
 *
 * Returns: whether @place is set
 */
gboolean
ps_contained_place (int          root_fd,
                    const char  *path,
                    gboolean     make,
                    PsPlace     *place,
                    GError     **error)
{
  const char *slash = strrchr (path, '/');
  g_autofree char *folder = slash != NULL ? g_strndup (path, slash - path) : g_strdup ("");

  *place = (PsPlace) { .folder_fd = -1 };
  if (!ps_contained_is_valid (path))
    {
      ps_vault_set_errno (error, EXDEV, PS_ERRNO_NAME, path);
      return FALSE;
    }
  place->folder_fd = ps_contained_open_folder (root_fd, folder, make, error);
  if (place->folder_fd < 0)
    return FALSE;
  place->name = g_strdup (slash != NULL ? slash + 1 : path);
  return TRUE;
}

/**
 * ps_contained_sync:
 * @fd: a file or a folder
 * @path: its name, for the message
 * @error: return location
 *
 * fsync(2). Some file systems cannot sync a folder and say EINVAL: there is
 * nothing more to be done for it then.
 *
 * Returns: whether it reached the drive
 */
gboolean
ps_contained_sync (int          fd,
                   const char  *path,
                   GError     **error)
{
  int result;

  do
    result = fsync (fd);
  while (result < 0 && errno == EINTR);
  if (result == 0 || errno == EINVAL || errno == ENOTSUP)
    return TRUE;
  ps_vault_set_errno (error, errno, PS_ERRNO_BYTES, path);
  return FALSE;
}

/**
 * ps_contained_rename:
 * @root_fd: the pinned folder
 * @from: a file of ours
 * @to: where it goes; nothing there is ever replaced
 * @to_path: the same, relative to @root_fd
 * @error: %PS_VAULT_ERROR_EXISTS if something lies there
 *
 * renameat2 with RENAME_NOREPLACE; link and unlink where the file system does
 * not know it; else an exclusive placeholder and a rename over it.
 *
 * Returns: whether it was renamed
 */
gboolean
ps_contained_rename (int             root_fd,
                     const PsPlace  *from,
                     const PsPlace  *to,
                     const char     *to_path,
                     GError        **error)
{
  if (renameat2 (from->folder_fd, from->name, to->folder_fd, to->name, RENAME_NOREPLACE) == 0)
    return TRUE;

  /* EINVAL: this file system does not know the flag; ENOSYS: the kernel does not know the call. */
  if (errno == EINVAL || errno == ENOSYS)
    {
      if (linkat (from->folder_fd, from->name, to->folder_fd, to->name, 0) == 0)
        {
          if (unlinkat (from->folder_fd, from->name, 0) == 0)
            return TRUE;
        }
      else if (errno != EEXIST && ps_placeholder_rename (root_fd, from, to, to_path))
        return TRUE;
    }
  ps_vault_set_errno (error, errno, PS_ERRNO_NAME, to_path);
  return FALSE;
}

/**
 * ps_contained_write_all:
 * @fd: a file
 * @bytes: what to write
 * @n_bytes: how much
 * @offset: where to
 *
 * Goes on after short writes and signals.
 *
 * Returns: %FALSE with errno set if not all could be written
 */
gboolean
ps_contained_write_all (int         fd,
                        const void *bytes,
                        gsize       n_bytes,
                        gint64      offset)
{
  const char *p = bytes;

  while (n_bytes > 0)
    {
      ssize_t n = pwrite (fd, p, n_bytes, offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          errno = n == 0 ? ENOSPC : errno;
          return FALSE;
        }
      p += n;
      offset += n;
      n_bytes -= n;
    }
  return TRUE;
}

/**
 * ps_contained_replace:
 * @root_fd: the pinned folder
 * @path: a small bookkeeping file of ours
 * @text: its new content
 * @error: return location
 *
 * Writes a sibling, syncs it and renames it into place: old or new, never between.
 *
 * Returns: whether @path now holds @text, for good
 */
gboolean
ps_contained_replace (int          root_fd,
                      const char  *path,
                      const char  *text,
                      GError     **error)
{
  g_auto(PsPlace) place = { .folder_fd = -1 };
  g_autofree char *name = NULL;
  ps_autofd fd = -1;

  if (!ps_contained_place (root_fd, path, FALSE, &place, error))
    return FALSE;
  name = g_strdup_printf (".%s.%08x.new", place.name, g_random_int ());
  fd = openat (place.folder_fd, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (fd < 0)
    {
      ps_vault_set_errno (error, errno, PS_ERRNO_NAME, path);
      return FALSE;
    }
  if (!ps_contained_write_all (fd, text, strlen (text), 0))
    ps_vault_set_errno (error, errno, PS_ERRNO_BYTES, path);
  else if (ps_contained_sync (fd, path, error))
    {
      if (renameat (place.folder_fd, name, place.folder_fd, place.name) == 0)
        return ps_contained_sync (place.folder_fd, path, error);
      ps_vault_set_errno (error, errno, PS_ERRNO_NAME, path);
    }
  unlinkat (place.folder_fd, name, 0);
  return FALSE;
}

/**
 * ps_contained_read_text:
 * @root_fd: the pinned folder
 * @path: a small file
 * @max_bytes: a longer one is refused
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its bytes with a zero after them
 */
char *
ps_contained_read_text (int          root_fd,
                        const char  *path,
                        gsize        max_bytes,
                        GError     **error)
{
  /* O_NONBLOCK: a planted pipe must not hold us. */
  ps_autofd fd = ps_contained_open (root_fd, path, O_RDONLY | O_NONBLOCK, error);
  g_autofree char *text = NULL;
  struct stat info;
  gsize n_read = 0;

  if (fd < 0)
    return NULL;
  if (fstat (fd, &info) < 0 || !S_ISREG (info.st_mode) || (guint64) info.st_size > max_bytes)
    {
      ps_vault_set_errno (error, S_ISREG (info.st_mode) ? EFBIG : EEXIST, PS_ERRNO_NAME, path);
      return NULL;
    }
  text = g_malloc0 (max_bytes + 1);
  while (n_read < max_bytes)
    {
      ssize_t n = read (fd, text + n_read, max_bytes - n_read);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          ps_vault_set_errno (error, errno, PS_ERRNO_BYTES, path);
          return NULL;
        }
      if (n == 0)
        break;
      n_read += n;
    }
  return g_steal_pointer (&text);
}
