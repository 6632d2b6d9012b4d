/* src/vault/reading.c: a file that is in place, read again and hashed, or opened for the helper. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "vault/contained.h"
#include "vault/digest.h"
#include "vault/file-time.h"
#include "vault/vault-private.h"

/**
 * ps_vault_reading_free:
 * @self: (transfer full): a reading
 */
void
ps_vault_reading_free (PsVaultReading *self)
{
  g_free (self->problem);
  g_free (self);
}

static void
digest_open_file (PsVaultReading *reading,
                  int             fd,
                  GCancellable   *cancellable)
{
  g_autoptr(PsDigest) digest = ps_digest_new ();
  gint64 n_read;

  /* What lies in memory proves nothing of the drive: read it from there. */
  posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED);
  posix_fadvise (fd, 0, 0, POSIX_FADV_SEQUENTIAL);
  n_read = ps_digest_file (fd, digest, cancellable);
  if (n_read < 0)
    reading->problem = g_strdup (g_strerror (errno));
  else
    {
      reading->n_bytes = n_read;
      ps_digest_finish (digest, reading->md5, reading->sha256);
    }
  posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED);
}

static PsVaultReading *
read_again (PsVault       *vault,
            const char    *path,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(PsVaultReading) reading = g_new0 (PsVaultReading, 1);
  g_autoptr(GError) reason = NULL;
  ps_autofd fd = ps_contained_open (vault->root_fd, path, O_RDONLY | O_NONBLOCK | O_NOCTTY, &reason);
  struct stat info;

  if (fd >= 0 && fstat (fd, &info) == 0)
    {
      reading->is_there = TRUE;
      reading->n_bytes = info.st_size;
      reading->mtime_us = ps_file_time_get (&info);
      if (S_ISREG (info.st_mode))
        digest_open_file (reading, fd, cancellable);
      else
        reading->problem = g_strdup (g_strerror (EISDIR));
    }
  else
    {
      reading->is_there = !g_error_matches (reason, PS_VAULT_ERROR, PS_VAULT_ERROR_MISSING);
      if (reading->is_there)
        reading->problem = g_strdup (reason != NULL ? reason->message : g_strerror (EIO));
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  /* Before bad news is believed: is this the library at all? A drive that is away says nothing about photos. */
  if ((!reading->is_there || reading->problem != NULL) && !ps_vault_check_marker (vault, error))
    return NULL;
  return g_steal_pointer (&reading);
}

static void
read_again_in_thread (GTask *task)
{
  PsVault *vault = g_task_get_source_object (task);
  GError *error = NULL;
  PsVaultReading *reading = read_again (vault, g_task_get_task_data (task), g_task_get_cancellable (task), &error);

  if (reading != NULL)
    g_task_return_pointer (task, reading, (GDestroyNotify) ps_vault_reading_free);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

/**
 * ps_vault_read_again_async:
 * @self: a vault
 * @path: relative
 * @cancellable: (nullable): asked between chunks
 * @callback: called when the file was read, or could not be
 * @user_data: for @callback
 *
 * A missing file and one that cannot be read are results. Errors are
 * cancellation, and a library that is not there (%PS_VAULT_ERROR_NO_FOLDER,
 * _NO_MARKER, _OTHER_LIBRARY): then nothing is known about the file.
 */
void
ps_vault_read_again_async (PsVault             *self,
                           const char          *path,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (PS_IS_VAULT (self));
  g_return_if_fail (path != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ps_vault_read_again_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  ps_worker_push (self->reads, read_again_in_thread, PS_WORKER_DEFAULT, g_steal_pointer (&task));
}

/**
 * ps_vault_read_again_finish:
 * @self: a vault
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what was read
 */
PsVaultReading *
ps_vault_read_again_finish (PsVault       *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
close_unclaimed (gpointer data)
{
  int fd = GPOINTER_TO_INT (data) - 1;

  ps_fd_close (&fd);
}

static void
open_file_in_thread (GTask *task)
{
  PsVault *vault = g_task_get_source_object (task);
  const char *path = g_task_get_task_data (task);
  GError *error = NULL;
  ps_autofd fd = ps_contained_open (vault->root_fd, path, O_RDONLY | O_NONBLOCK | O_NOCTTY, &error);
  struct stat info;

  if (fd >= 0 && (fstat (fd, &info) < 0 || !S_ISREG (info.st_mode)))
    {
      ps_vault_set_errno (&error, EISDIR, PS_ERRNO_NAME, path);
      ps_fd_close (&fd);
    }
  if (fd >= 0)
    {
      /* O_NONBLOCK was only against planted pipes. A pointer, so that a descriptor nobody takes is closed. */
      fcntl (fd, F_SETFL, 0);
      g_task_return_pointer (task, GINT_TO_POINTER (fd + 1), close_unclaimed);
      fd = -1;
    }
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

/**
 * ps_vault_open_file_async:
 * @self: a vault
 * @path: relative
 * @cancellable: (nullable): cancels
 * @callback: called when it is open
 * @user_data: for @callback
 *
 * Comes before files that are waiting to be read again: somebody looks at it.
 */
void
ps_vault_open_file_async (PsVault             *self,
                          const char          *path,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (PS_IS_VAULT (self));
  g_return_if_fail (path != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ps_vault_open_file_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  ps_worker_push (self->reads, open_file_in_thread, PS_WORKER_URGENT, g_steal_pointer (&task));
}

/**
 * ps_vault_open_file_finish:
 * @self: a vault
 * @result: what the callback got
 * @error: %PS_VAULT_ERROR_MISSING, _UNSAFE or another
 *
 * Returns: a descriptor for reading, the caller's to close; −1 on error
 */
int
ps_vault_open_file_finish (PsVault       *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);

  return GPOINTER_TO_INT (g_task_propagate_pointer (G_TASK (result), error)) - 1;
}
