/* src/vault/vault.c: one library folder on disk, opened: its marker, its lock, its threads. */
#include "vault/vault-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <unistd.h>

#include "base/text.h"
#include "vault/contained.h"
#include "vault/lock.h"
#include "vault/marker.h"
#include "vault/placeholder.h"
#include "vault/probe.h"

G_DEFINE_FINAL_TYPE (PsVault, ps_vault, G_TYPE_OBJECT)

/* A file larger than a limit shall be an error of one file, not the process's end. */
void
ps_vault_ignore_file_size_signal (void)
{
  static gsize done;

  if (g_once_init_enter (&done))
    {
      struct sigaction action;

      if (sigaction (SIGXFSZ, NULL, &action) == 0 && action.sa_handler == SIG_DFL)
        signal (SIGXFSZ, SIG_IGN);
      g_once_init_leave (&done, 1);
    }
}

static void
set_no_folder (GError     **error,
               int          code,
               const char  *root)
{
  g_autofree char *name = ps_text_visible (root, 200);

  if (code == ENOENT || code == ENOTDIR || code == ELOOP)
    g_set_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_FOLDER,
                 /* Translators: %s is a folder. */
                 _("The folder “%s” is not there. If it is on a drive, plug the drive in."), name);
  else if (code == EACCES || code == EPERM)
    g_set_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_FAILED,
                 /* Translators: %s is a folder. */
                 _("You are not allowed to open the folder “%s”."), name);
  else
    ps_vault_set_errno (error, code, PS_ERRNO_BYTES, root);
}

/* A library copied to another kind of drive brings the old drive's abilities along. */
static void
look_at_drive (PsVault  *self,
               PsMarker *marker)
{
  gint64 file_system = ps_probe_file_system (self->root_fd);

  self->abilities = marker->abilities;
  if (file_system != marker->file_system && !self->read_only)
    ps_probe_try (self->root_fd, &self->abilities, NULL);
  self->abilities.wal_is_safe = ps_probe_wal_is_safe (file_system);
}

static gboolean
make_own_folders (PsVault  *self,
                  GError  **error)
{
  static const char *folders[] = { ".proofsheet/staging", ".proofsheet/versions", ".proofsheet/quarantine" };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      ps_autofd fd = ps_contained_open_folder (self->root_fd, folders[i], TRUE, error);

      if (fd < 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
open_root (PsVault  *self,
           GError  **error)
{
  g_autoptr(PsMarker) marker = NULL;
  struct stat info;

  self->root_fd = open (self->root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (self->root_fd < 0 || fstat (self->root_fd, &info) < 0)
    {
      set_no_folder (error, errno, self->root);
      return FALSE;
    }
  self->device = info.st_dev;
  self->inode = info.st_ino;

  marker = ps_marker_read (self->root_fd, error);
  if (marker == NULL)
    return FALSE;
  self->library_id = g_strdup (marker->library_id);
  self->cloud_name = g_strdup (marker->cloud_name);
  if (!self->read_only)
    {
      self->lock_fd = ps_lock_take (self->root_fd, error);
      if (self->lock_fd < 0 || !make_own_folders (self, error))
        return FALSE;
      ps_placeholder_recover (self->root_fd);
    }
  look_at_drive (self, marker);
  self->manifest = ps_manifest_log_new (self->root_fd, self->read_only);
  return TRUE;
}

static void
open_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  PsVault *self = data;
  g_autoptr(GError) error = NULL;

  ps_vault_ignore_file_size_signal ();
  if (open_root (self, &error))
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * ps_vault_open_async:
 * @root: the library's folder
 * @flags: %PS_VAULT_READ_ONLY takes no lock and writes nothing
 * @cancellable: (nullable): cancels
 * @callback: called when it is open or is not
 * @user_data: for @callback
 *
 * Fails with %PS_VAULT_ERROR_NO_FOLDER, _NO_MARKER, _LOCKED, _READ_ONLY,
 * _UNSUITABLE (made by a newer Proofsheet) or _IO, each a sentence to show.
 */
void
ps_vault_open_async (const char          *root,
                     PsVaultFlags         flags,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  PsVault *self;

  g_return_if_fail (root != NULL);

  self = g_object_new (PS_TYPE_VAULT, NULL);
  g_task_set_source_tag (task, ps_vault_open_async);
  self->root = g_canonicalize_filename (root, NULL);
  self->read_only = (flags & PS_VAULT_READ_ONLY) != 0;
  g_task_set_task_data (task, self, g_object_unref);
  g_task_run_in_thread (task, open_in_thread);
}

/**
 * ps_vault_open_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the vault; end it with ps_vault_close_async()
 */
PsVault *
ps_vault_open_finish (GAsyncResult  *result,
                      GError       **error)
{
  PsVault *self;
  guint n_threads;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  self = g_task_propagate_pointer (G_TASK (result), error);
  if (self == NULL)
    return NULL;

  /* Only now: a vault nobody got needs no closing. Beyond four threads a drive gets slower, not faster. */
  n_threads = CLAMP (g_get_num_processors (), 2, 4);
  self->io = ps_worker_new ("vault-io", n_threads);
  self->commits = ps_worker_new ("vault-commit", 1);
  self->reads = ps_worker_new ("vault-read", 2);
  return self;
}

static void
close_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  PsVault *self = source;
  g_autoptr(GError) error = NULL;
  gboolean closed = self->read_only || ps_manifest_log_close (self->manifest, &error);

  ps_lock_give_back (&self->lock_fd);
  if (closed)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Bytes first, then what renames, then what reads; each queue runs dry before the next closes. */
static void
worker_closed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr(GTask) task = data;
  PsVault *self = g_task_get_source_object (task);
  PsWorker *closed = PS_WORKER (source);
  PsWorker *next = closed == self->io ? self->commits : closed == self->commits ? self->reads : NULL;

  ps_worker_close_finish (closed, result, NULL);
  if (next != NULL)
    ps_worker_close_async (next, worker_closed_cb, g_steal_pointer (&task));
  else
    g_task_run_in_thread (task, close_in_thread);
}

/**
 * ps_vault_close_async:
 * @self: a vault
 * @callback: called when every queued work is done, the manifests are synced and the lock is given back
 * @user_data: for @callback
 *
 * Nothing may be asked of @self afterwards but ps_intake_close(). The manifests
 * are brought up to date by ps_manifest_rewrite_begin_async() before this: only
 * the catalogue knows all files. If that did not happen,
 * ps_manifest_needs_rewrite() says so at the next opening.
 */
void
ps_vault_close_async (PsVault             *self,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  gboolean was_closing;

  g_return_if_fail (PS_IS_VAULT (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ps_vault_close_async);
  g_mutex_lock (&self->lock);
  was_closing = self->closing;
  self->closing = TRUE;
  g_mutex_unlock (&self->lock);
  if (was_closing)
    g_task_return_boolean (task, TRUE);
  else
    ps_worker_close_async (self->io, worker_closed_cb, g_steal_pointer (&task));
}

/**
 * ps_vault_close_finish:
 * @self: a vault
 * @result: what the callback got
 * @error: the manifests could not be synced; the vault is closed all the same
 *
 * Returns: whether all went well
 */
gboolean
ps_vault_close_finish (PsVault       *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ps_vault_get_root:
 * @self: a vault
 *
 * Returns: its folder as an absolute path
 */
const char *
ps_vault_get_root (PsVault *self)
{
  g_return_val_if_fail (PS_IS_VAULT (self), NULL);

  return self->root;
}

/**
 * ps_vault_get_library_id:
 * @self: a vault
 *
 * Returns: the random id in its marker
 */
const char *
ps_vault_get_library_id (PsVault *self)
{
  g_return_val_if_fail (PS_IS_VAULT (self), NULL);

  return self->library_id;
}

/**
 * ps_vault_get_cloud_name:
 * @self: a vault
 *
 * Returns: which cloud it is for, as its marker says
 */
const char *
ps_vault_get_cloud_name (PsVault *self)
{
  g_return_val_if_fail (PS_IS_VAULT (self), NULL);

  return self->cloud_name;
}

/**
 * ps_vault_get_abilities:
 * @self: a vault
 *
 * Returns: what its drive can do
 */
PsVaultAbilities
ps_vault_get_abilities (PsVault *self)
{
  g_return_val_if_fail (PS_IS_VAULT (self), (PsVaultAbilities) { 0 });

  return self->abilities;
}

/**
 * ps_vault_get_room:
 * @self: a vault
 * @room: (out): bytes and files that still fit
 * @error: return location
 *
 * Any thread; one system call on the open folder, whatever lies at its path.
 *
 * Returns: whether @room is set
 */
gboolean
ps_vault_get_room (PsVault      *self,
                   PsVaultRoom  *room,
                   GError      **error)
{
  g_return_val_if_fail (PS_IS_VAULT (self), FALSE);

  return ps_room_read (self->root_fd, room, error);
}

/**
 * ps_vault_check_marker:
 * @self: a vault
 * @error: %PS_VAULT_ERROR_NO_FOLDER, _NO_MARKER, _OTHER_LIBRARY or _IO
 *
 * Looks under the path, not only at the open folder: after a drive was
 * unmounted lazily, the open folder still works while the path is the empty
 * mount point on the computer's own disk. Any thread.
 *
 * Returns: whether the path is still this library, on the device it was opened on
 */
gboolean
ps_vault_check_marker (PsVault  *self,
                       GError  **error)
{
  g_autoptr(PsMarker) marker = NULL;
  ps_autofd fd = -1;
  struct stat info;

  g_return_val_if_fail (PS_IS_VAULT (self), FALSE);

  fd = open (self->root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0 || fstat (fd, &info) < 0)
    {
      set_no_folder (error, errno, self->root);
      return FALSE;
    }
  marker = ps_marker_read (fd, error);
  if (marker == NULL)
    return FALSE;
  if (g_strcmp0 (marker->library_id, self->library_id) != 0)
    {
      g_set_error_literal (error, PS_VAULT_ERROR, PS_VAULT_ERROR_OTHER_LIBRARY,
                           _("Another library lies in this folder now. Nothing was written to it. "
                             "Plug in the drive that belongs here."));
      return FALSE;
    }
  if (info.st_dev != self->device || info.st_ino != self->inode)
    {
      g_set_error_literal (error, PS_VAULT_ERROR, PS_VAULT_ERROR_OTHER_LIBRARY,
                           _("The library’s drive was unplugged and plugged in again, or the folder is a copy of it. "
                             "Nothing was written to it. Open the library again."));
      return FALSE;
    }
  return TRUE;
}

/**
 * ps_vault_has_writer:
 * @self: a vault
 *
 * Any thread; two system calls.
 *
 * Returns: whether a living program has the library open for writing
 */
gboolean
ps_vault_has_writer (PsVault *self)
{
  g_return_val_if_fail (PS_IS_VAULT (self), FALSE);

  return self->lock_fd >= 0 || ps_lock_is_held (self->root_fd);
}

/* Before any change: not opened for reading only, and still the same library. */
gboolean
ps_vault_check_writable (PsVault  *self,
                         GError  **error)
{
  if (self->read_only)
    {
      g_set_error_literal (error, PS_VAULT_ERROR, PS_VAULT_ERROR_READ_ONLY,
                           _("The library is open for viewing only. Nothing was changed."));
      return FALSE;
    }
  return ps_vault_check_marker (self, error);
}

static void
ps_vault_finalize (GObject *object)
{
  PsVault *self = PS_VAULT (object);

  g_clear_object (&self->io);
  g_clear_object (&self->commits);
  g_clear_object (&self->reads);
  g_clear_pointer (&self->manifest, ps_manifest_log_free);
  ps_fd_close (&self->lock_fd);
  ps_fd_close (&self->root_fd);
  g_hash_table_unref (self->parts);
  g_mutex_clear (&self->lock);
  g_mutex_clear (&self->room.lock);
  g_cond_clear (&self->changed);
  g_free (self->root);
  g_free (self->library_id);
  g_free (self->cloud_name);
  G_OBJECT_CLASS (ps_vault_parent_class)->finalize (object);
}

static void
ps_vault_class_init (PsVaultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_vault_finalize;
}

static void
ps_vault_init (PsVault *self)
{
  self->root_fd = self->lock_fd = -1;
  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_mutex_init (&self->lock);
  g_mutex_init (&self->room.lock);
  g_cond_init (&self->changed);
  g_queue_init (&self->ready);
}
