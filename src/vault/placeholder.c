/* src/vault/placeholder.c: a rename that replaces nothing, where the drive offers none.
 *
 * For drives with neither renameat2's RENAME_NOREPLACE nor links (exFAT and FAT
 * through FUSE): an empty file of our own takes the name, exclusively, then the
 * real one replaces just that. What is about to be done is written down before,
 * so that an empty file left by a crash is known as ours. Only the holder of the
 * library's lock comes here, on its one commit thread.
 */
#include "vault/placeholder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define INTENT_PATH ".proofsheet/staging/placeholder.intent"

static void
forget_intent (int root_fd)
{
  g_auto(PsPlace) place = { .folder_fd = -1 };

  if (ps_contained_place (root_fd, INTENT_PATH, FALSE, &place, NULL))
    unlinkat (place.folder_fd, place.name, 0);
}

static gboolean
write_intent (int         root_fd,
              const char *path)
{
  ps_autofd fd = -1;

  forget_intent (root_fd);
  fd = ps_contained_open (root_fd, INTENT_PATH, O_WRONLY | O_CREAT | O_EXCL, NULL);
  return fd >= 0 && ps_contained_write_all (fd, path, strlen (path), 0);
}

static gboolean
is_empty_file (const PsPlace *place)
{
  struct stat info;

  return fstatat (place->folder_fd, place->name, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG (info.st_mode)
         && info.st_size == 0;
}

static gboolean
take_name (const PsPlace *place)
{
  ps_autofd fd = openat (place->folder_fd, place->name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);

  return fd >= 0;
}

/**
 * ps_placeholder_rename:
 * @root_fd: the library's folder
 * @from: a file of ours
 * @to: where it goes
 * @to_path: the same, relative to @root_fd
 *
 * Returns: %FALSE with errno set; EEXIST if something has the name
 */
gboolean
ps_placeholder_rename (int            root_fd,
                       const PsPlace *from,
                       const PsPlace *to,
                       const char    *to_path)
{
  gboolean done;
  int code;

  if (!write_intent (root_fd, to_path))
    {
      errno = EIO;
      return FALSE;
    }
  done = take_name (to);
  if (done && !is_empty_file (to)) /* somebody was quicker than we were twice */
    {
      errno = EEXIST;
      done = FALSE;
    }
  else if (done && renameat (from->folder_fd, from->name, to->folder_fd, to->name) < 0)
    {
      code = errno;
      if (is_empty_file (to))
        unlinkat (to->folder_fd, to->name, 0);
      errno = code;
      done = FALSE;
    }
  code = errno;
  forget_intent (root_fd);
  errno = code;
  return done;
}

/**
 * ps_placeholder_recover:
 * @root_fd: the library's folder, with its lock held
 *
 * Removes the empty file that a crash left in the middle of the above.
 */
void
ps_placeholder_recover (int root_fd)
{
  g_autofree char *path = ps_contained_read_text (root_fd, INTENT_PATH, 4096, NULL);
  g_auto(PsPlace) place = { .folder_fd = -1 };

  if (path == NULL)
    return;
  if (ps_contained_place (root_fd, path, FALSE, &place, NULL) && is_empty_file (&place))
    unlinkat (place.folder_fd, place.name, 0);
  forget_intent (root_fd);
}
