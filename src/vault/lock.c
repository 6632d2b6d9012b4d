/* src/vault/lock.c: one writer per library, by a kernel lock that dies with its process. */
#include "vault/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/file.h>
#include <unistd.h>

#include "vault/contained.h"

/* Whoever asks whether the lock is held has it for a moment. */
#define TRIES 5
#define BETWEEN_TRIES_US (20 * 1000)

static int
lock_for_writing (int fd)
{
  for (int n_tries = 1;;)
    {
      if (flock (fd, LOCK_EX | LOCK_NB) == 0)
        return 0;
      if (errno == EINTR)
        continue;
      if (errno != EWOULDBLOCK || n_tries++ == TRIES)
        return -1;
      g_usleep (BETWEEN_TRIES_US);
    }
}

/**
 * ps_lock_take:
 * @root_fd: the library's folder
 * @error: %PS_VAULT_ERROR_LOCKED if somebody holds it
 *
 * The file stays for ever and means nothing by being there; what counts is
 * flock(2), which the kernel gives back when the descriptor closes, however
 * the process ends. It also tells apart two vaults in one process.
 *
 * Returns: a descriptor to hold, or −1
 */
int
ps_lock_take (int      root_fd,
              GError **error)
{
  ps_autofd fd = ps_contained_open (root_fd, ".proofsheet/lock", O_RDWR | O_CREAT | O_NONBLOCK, error);
  struct stat info;
  int result;

  if (fd < 0)
    return -1;
  if (fstat (fd, &info) < 0 || !S_ISREG (info.st_mode))
    {
      ps_vault_set_errno (error, EEXIST, PS_ERRNO_NAME, ".proofsheet/lock");
      return -1;
    }
  result = lock_for_writing (fd);
  if (result < 0 && errno == EWOULDBLOCK)
    {
      g_set_error_literal (error, PS_VAULT_ERROR, PS_VAULT_ERROR_LOCKED,
                           _("Another Proofsheet is working in this library. Close it there first; nothing was changed."));
      return -1;
    }
  if (result < 0)
    {
      g_set_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_FAILED,
                   /* Translators: %s is what the system says. */
                   _("This drive cannot lock a file (%s), so Proofsheet cannot make sure that it is the only one writing. "
                     "Use another drive."), g_strerror (errno));
      return -1;
    }
  {
    int taken = fd;

    fd = -1;
    return taken;
  }
}

/**
 * ps_lock_is_held:
 * @root_fd: a library's folder
 *
 * Returns: whether a living program writes to the library; where that cannot be told, it is assumed
 */
gboolean
ps_lock_is_held (int root_fd)
{
  ps_autofd fd = ps_contained_open (root_fd, ".proofsheet/lock", O_RDONLY | O_NONBLOCK, NULL);

  if (fd < 0 || flock (fd, LOCK_SH | LOCK_NB) < 0)
    return TRUE;
  flock (fd, LOCK_UN);
  return FALSE;
}

/**
 * ps_lock_give_back:
 * @fd: (inout): from ps_lock_take(); −1 afterwards
 *
 * Not only closed: a child that is just being started holds a copy of the
 * descriptor for a moment.
 */
void
ps_lock_give_back (int *fd)
{
  if (*fd >= 0)
    flock (*fd, LOCK_UN);
  ps_fd_close (fd);
}
