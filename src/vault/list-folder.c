/* src/vault/list-folder.c: what really lies in one folder of the library, for a catalogue that is made anew. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vault/contained.h"
#include "vault/vault-private.h"

/* What Proofsheet itself keeps beside the photos, in the root alone. */
static gboolean
is_own (const char *name)
{
  return g_str_equal (name, ".proofsheet") || g_str_has_prefix (name, "photos.db")
         || g_str_equal (name, "MANIFEST.sha256") || g_str_equal (name, "READ-ME.txt");
}

/**
 * ps_vault_found_free:
 * @self: (transfer full): what was found
 */
void
ps_vault_found_free (PsVaultFound *self)
{
  g_free (self->path);
  g_free (self);
}

/* Names that are no UTF-8 are nobody's we know; links are never followed, and pipes and devices are no photos. */
static void
add_entry (GPtrArray  *found,
           int         folder_fd,
           const char *folder,
           const char *name)
{
  PsVaultFound *one;
  struct stat info;

  if (g_str_equal (name, ".") || g_str_equal (name, "..") || (*folder == '\0' && is_own (name))
      || !g_utf8_validate (name, -1, NULL) || fstatat (folder_fd, name, &info, AT_SYMLINK_NOFOLLOW) < 0
      || !(S_ISREG (info.st_mode) || S_ISDIR (info.st_mode)))
    return;
  one = g_new0 (PsVaultFound, 1);
  one->path = *folder == '\0' ? g_strdup (name) : g_strconcat (folder, "/", name, NULL);
  one->n_bytes = info.st_size;
  one->is_folder = S_ISDIR (info.st_mode);
  g_ptr_array_add (found, one);
}

static int
compare_found (gconstpointer a,
               gconstpointer b)
{
  return strcmp ((*(PsVaultFound *const *) a)->path, (*(PsVaultFound *const *) b)->path);
}

static int
open_folder (PsVault     *vault,
             const char  *path,
             GError     **error)
{
  int fd;

  if (*path != '\0')
    return ps_contained_open_folder (vault->root_fd, path, FALSE, error);
  fd = openat (vault->root_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    ps_vault_set_errno (error, errno, PS_ERRNO_NAME, vault->root);
  return fd;
}

static void
list_in_thread (GTask *task)
{
  PsVault *vault = g_task_get_source_object (task);
  const char *path = g_task_get_task_data (task);
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_vault_found_free);
  GError *error = NULL;
  int fd = ps_vault_check_marker (vault, &error) ? open_folder (vault, path, &error) : -1;
  DIR *dir = fd >= 0 ? fdopendir (fd) : NULL;
  const struct dirent *entry;

  if (dir == NULL)
    {
      if (fd >= 0)
        {
          ps_vault_set_errno (&error, errno, PS_ERRNO_NAME, path);
          close (fd);
        }
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  while ((entry = readdir (dir)) != NULL)
    add_entry (found, fd, path, entry->d_name);
  closedir (dir);
  g_ptr_array_sort (found, compare_found);
  g_task_return_pointer (task, g_steal_pointer (&found), (GDestroyNotify) g_ptr_array_unref);
  g_object_unref (task);
}

/**
 * ps_vault_list_folder_async:
 * @self: a vault
 * @path: a folder, relative; "" is the library itself
 * @cancellable: (nullable): cancels what has not begun
 * @callback: called when it is listed
 * @user_data: for @callback
 *
 * What Proofsheet keeps for itself is left out.
 */
void
ps_vault_list_folder_async (PsVault             *self,
                            const char          *path,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (PS_IS_VAULT (self));
  g_return_if_fail (path != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ps_vault_list_folder_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  ps_worker_push (self->reads, list_in_thread, PS_WORKER_DEFAULT, g_steal_pointer (&task));
}

/**
 * ps_vault_list_folder_finish:
 * @self: a vault
 * @result: what the callback got
 * @error: set with %PS_VAULT_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type PsVaultFound): files and folders, by name
 */
GPtrArray *
ps_vault_list_folder_finish (PsVault       *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
