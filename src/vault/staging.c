/* src/vault/staging.c: the files under .proofsheet/staging/ while they grow.
 *
 * A file's length is the number of bytes received, always: nothing makes it
 * larger ahead of time. Beside one that may be resumed by a later run lies a
 * small companion with what the cloud said of it.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/text.h"
#include "vault/flat-json.h"
#include "vault/intake-private.h"

/* Below this, fetching again after a crash is cheaper than a companion for every file. */
#define COMPANION_BYTES (1024 * 1024)
/* Written back as it comes, so that the sync at the end is short. */
#define WRITE_BACK_BYTES (8 * 1024 * 1024)

static char *
companion_path (PsIntake *self)
{
  return g_strdup_printf (PS_STAGING_PATH "/%s.json", self->name);
}

static void
unlink_path (int         root_fd,
             const char *path)
{
  g_auto(PsPlace) place = { .folder_fd = -1 };

  if (ps_contained_place (root_fd, path, FALSE, &place, NULL)
      && unlinkat (place.folder_fd, place.name, 0) < 0 && errno == EISDIR)
    unlinkat (place.folder_fd, place.name, AT_REMOVEDIR);
}

static void
set_n_bytes (PsIntake *self,
             gint64    n_bytes)
{
  g_mutex_lock (&self->lock);
  self->n_bytes = n_bytes;
  g_mutex_unlock (&self->lock);
}

static gboolean
same_or_unknown (const char *a,
                 const char *b)
{
  return a == NULL || b == NULL || strcmp (a, b) == 0;
}

/* Returns whether what is left may be another object than the one expected. */
static gboolean
read_companion (PsIntake *self)
{
  g_autofree char *path = companion_path (self);
  g_autofree char *text = ps_contained_read_text (self->vault->root_fd, path, 16 * 1024, NULL);
  g_autoptr(GHashTable) object = text != NULL ? ps_flat_json_parse (text) : NULL;
  gint64 n_bytes;

  self->has_companion = text != NULL;
  if (object == NULL)
    return FALSE;
  n_bytes = ps_flat_json_get_number (object, "bytes", -1);
  if (!same_or_unknown (ps_flat_json_get_text (object, "md5"), self->expected_md5)
      || (n_bytes >= 0 && self->n_expected >= 0 && n_bytes != self->n_expected))
    return TRUE;
  g_mutex_lock (&self->lock);
  self->validator = g_strdup (ps_flat_json_get_text (object, "validator"));
  g_mutex_unlock (&self->lock);
  return FALSE;
}

/* Not synced: after a power cut the file is hashed as a whole, and a lost companion costs a fetch from the beginning. */
static void
write_companion (PsIntake *self)
{
  g_autofree char *path = companion_path (self);
  g_autoptr(GString) out = g_string_new (NULL);
  ps_autofd fd = -1;

  if (self->has_companion)
    return;
  ps_flat_json_open (out);
  g_mutex_lock (&self->lock);
  ps_flat_json_text (out, "validator", self->validator);
  g_mutex_unlock (&self->lock);
  ps_flat_json_text (out, "md5", self->expected_md5);
  ps_flat_json_number (out, "bytes", self->n_expected);
  ps_flat_json_close (out);
  unlink_path (self->vault->root_fd, path);
  fd = ps_contained_open (self->vault->root_fd, path, O_WRONLY | O_CREAT | O_EXCL, NULL);
  self->has_companion = fd >= 0;
  if (fd >= 0 && !ps_contained_write_all (fd, out->str, out->len, 0))
    ps_staging_forget_companion (self);
}

/* Also: the file is proven, or is another one now. */
void
ps_staging_forget_companion (PsIntake *self)
{
  g_autofree char *path = companion_path (self);

  if (self->has_companion)
    unlink_path (self->vault->root_fd, path);
  self->has_companion = FALSE;
}

static gboolean
create_part (PsIntake  *self,
             GError   **error)
{
  g_autoptr(GError) reason = NULL;

  g_clear_pointer (&self->path, g_free);
  self->path = g_strdup_printf (PS_STAGING_PATH "/%s.part", self->name);
  self->fd = ps_contained_open (self->vault->root_fd, self->path, O_RDWR | O_CREAT | O_EXCL, &reason);
  if (self->fd < 0 && !g_error_matches (reason, PS_VAULT_ERROR, PS_VAULT_ERROR_UNSAFE))
    {
      /* The folder was cleared by somebody, or something that is no file of ours has the name. */
      ps_autofd folder_fd = ps_contained_open_folder (self->vault->root_fd, PS_STAGING_PATH, TRUE, NULL);

      g_clear_error (&reason);
      if (folder_fd >= 0)
        unlink_path (self->vault->root_fd, self->path);
      self->fd = ps_contained_open (self->vault->root_fd, self->path, O_RDWR | O_CREAT | O_EXCL, &reason);
    }
  if (self->fd >= 0)
    return TRUE;
  if (reason->code == PS_VAULT_ERROR_NO_SPACE)
    ps_room_set_errno (self->vault->root_fd, ENOSPC, self->path, error);
  else
    g_propagate_error (error, g_steal_pointer (&reason));
  g_clear_pointer (&self->path, g_free);
  return FALSE;
}

/* A crash between proof and rename leaves a file that is read-only already. */
static int
open_for_writing (int         root_fd,
                  const char *path)
{
  int fd = ps_contained_open (root_fd, path, O_RDWR | O_NONBLOCK, NULL);
  ps_autofd read_fd = -1;
  struct stat info;

  if (fd >= 0)
    return fd;
  read_fd = ps_contained_open (root_fd, path, O_RDONLY | O_NONBLOCK, NULL);
  if (read_fd >= 0 && fstat (read_fd, &info) == 0 && S_ISREG (info.st_mode) && info.st_nlink == 1
      && fchmod (read_fd, info.st_mode | 0200) == 0)
    fd = ps_contained_open (root_fd, path, O_RDWR | O_NONBLOCK, NULL);
  return fd;
}

/* What is left of an earlier try, if it is a file of ours alone: a second name for the same file might be a person's. */
static gboolean
open_left_over (PsIntake *self)
{
  g_autofree char *path = g_strdup_printf (PS_STAGING_PATH "/%s.part", self->name);
  ps_autofd fd = open_for_writing (self->vault->root_fd, path);
  struct stat info;

  if (fd < 0)
    return FALSE;
  if (fstat (fd, &info) < 0 || !S_ISREG (info.st_mode) || info.st_nlink != 1)
    return FALSE;
  self->path = g_steal_pointer (&path);
  self->fd = fd;
  fd = -1;
  return TRUE;
}

/* Hashes what is left. FALSE: it is of no use. */
static gboolean
take_left_over (PsIntake      *self,
                GCancellable  *cancellable,
                GError       **error)
{
  gint64 n_bytes = ps_digest_file (self->fd, self->digest, cancellable);
  char md5[33], sha256[65];

  if (n_bytes < 0 && errno == ECANCELED)
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return FALSE;
    }
  if (n_bytes < 0 || (self->n_expected >= 0 && n_bytes > self->n_expected))
    return FALSE;
  if (n_bytes == self->n_expected && self->expected_md5 != NULL)
    {
      ps_digest_finish (self->digest, md5, sha256);
      if (strcmp (md5, self->expected_md5) != 0)
        return FALSE;
    }
  set_n_bytes (self, n_bytes);
  return TRUE;
}

static gboolean
promise_rest (PsIntake  *self,
              GError   **error)
{
  gint64 rest = self->n_expected < 0 ? 0 : MAX (self->n_expected - self->n_bytes, 0);

  if (!ps_room_promise (&self->vault->room, self->vault->root_fd, rest, error))
    return FALSE;
  self->promised = rest;
  return TRUE;
}

/**
 * ps_staging_open:
 * @self: an intake that is being begun
 * @cancellable: (nullable): asked while a long left-over is hashed
 * @error: return location
 *
 * Returns: whether there is a file, hashed as far as it goes, and room for the rest
 */
gboolean
ps_staging_open (PsIntake      *self,
                 GCancellable  *cancellable,
                 GError       **error)
{
  gint64 max = self->vault->abilities.max_file_size;
  GError *cancelled = NULL;

  if (max >= 0 && self->n_expected > max)
    {
      ps_vault_set_errno (error, EFBIG, PS_ERRNO_BYTES, self->name);
      return FALSE;
    }
  self->digest = ps_digest_new ();
  if (open_left_over (self) && !read_companion (self) && take_left_over (self, cancellable, &cancelled))
    return self->n_bytes == self->n_expected || promise_rest (self, error);
  if (cancelled != NULL)
    {
      g_propagate_error (error, cancelled);
      return FALSE;
    }
  if (self->fd >= 0)
    ps_staging_drop (self);
  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->validator, g_free);
  g_mutex_unlock (&self->lock);
  return promise_rest (self, error) && ps_staging_restart (self, error);
}

static gboolean
lies_in_staging (PsIntake *self)
{
  return self->path != NULL && g_str_has_prefix (self->path, PS_STAGING_PATH "/");
}

/* A person may have cleared the folder. */
static gboolean
is_still_there (PsIntake *self)
{
  struct stat info;

  return fstat (self->fd, &info) == 0 && info.st_nlink > 0;
}

/**
 * ps_staging_restart:
 * @self: an intake
 * @error: return location
 *
 * A new file, not the old one cut: whoever still holds that has no way into
 * the new one, and after a failed sync it would not be trusted.
 *
 * Returns: whether there is an empty file
 */
gboolean
ps_staging_restart (PsIntake  *self,
                    GError   **error)
{
  if (self->fd >= 0 && !lies_in_staging (self))
    ps_fd_close (&self->fd); /* in quarantine, and stays there */
  else if (self->fd >= 0 && (self->n_bytes > 0 || !is_still_there (self)))
    ps_staging_drop (self);
  if (self->fd < 0 && !create_part (self, error))
    return FALSE;
  ps_staging_forget_companion (self);
  ps_digest_reset (self->digest);
  set_n_bytes (self, 0);
  self->md5[0] = '\0';
  ps_room_return (&self->vault->room, &self->promised);
  return promise_rest (self, error);
}

/**
 * ps_staging_append:
 * @self: an intake
 * @chunk: what comes next
 * @error: %PS_VAULT_ERROR_NO_SPACE, _QUOTA, _TOO_BIG, _READ_ONLY, _IO, _MISSING
 *
 * On error the file is as before, and the same chunk may be tried again.
 *
 * Returns: whether it was written and hashed
 */
gboolean
ps_staging_append (PsIntake  *self,
                   GBytes    *chunk,
                   GError   **error)
{
  gsize size;
  const char *bytes = g_bytes_get_data (chunk, &size);
  gint64 before = self->n_bytes, after = before + size;
  gint64 promised = self->promised;

  if (self->fd < 0)
    {
      ps_vault_set_errno (error, ENOENT, PS_ERRNO_NAME, self->name);
      return FALSE;
    }
  if (!ps_room_use (&self->vault->room, self->vault->root_fd, size, &self->promised, error))
    return FALSE;
  if (!ps_contained_write_all (self->fd, bytes, size, before))
    {
      ps_room_set_errno (self->vault->root_fd, errno, self->path, error);
      while (ftruncate (self->fd, before) < 0 && errno == EINTR)
        continue;
      ps_room_return (&self->vault->room, &self->promised);
      if (ps_room_promise (&self->vault->room, self->vault->root_fd, promised, NULL))
        self->promised = promised;
      return FALSE;
    }
  ps_digest_update (self->digest, bytes, size);
  set_n_bytes (self, after);

  if (after == self->n_expected || after / WRITE_BACK_BYTES != before / WRITE_BACK_BYTES)
    sync_file_range (self->fd, 0, 0, SYNC_FILE_RANGE_WRITE);
  if (after >= COMPANION_BYTES && after != self->n_expected)
    write_companion (self);
  return TRUE;
}

/* Closes and removes the file, wherever it lies by now. */
void
ps_staging_drop (PsIntake *self)
{
  if (self->path != NULL)
    unlink_path (self->vault->root_fd, self->path);
  ps_fd_close (&self->fd);
  g_clear_pointer (&self->path, g_free);
  ps_staging_forget_companion (self);
  ps_digest_reset (self->digest);
  set_n_bytes (self, 0);
}

/**
 * ps_staging_close:
 * @self: an intake
 * @keep: whether the file stays for a later resume
 */
void
ps_staging_close (PsIntake *self,
                  gboolean  keep)
{
  if (self->fd >= 0 && lies_in_staging (self))
    {
      if (keep && self->n_bytes > 0)
        write_companion (self);
      else
        ps_staging_drop (self);
    }
  ps_fd_close (&self->fd);
  ps_room_return (&self->vault->room, &self->promised);
  ps_intake_unregister (self);
}
