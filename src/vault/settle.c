/* src/vault/settle.c: makes sure of a file that was found complete in its place, by whomever it was put there. */
#include "vault/vault-private.h"

#include <fcntl.h>

#include "vault/contained.h"

/* Promise 2: file and folder are on the disk before the catalogue says so; the manifest gets its line at the next rewrite. */
static gboolean
settle_file (PsVault     *vault,
             const char  *path,
             GError     **error)
{
  g_auto(PsPlace) place = { .folder_fd = -1 };
  ps_autofd fd = ps_contained_open (vault->root_fd, path, O_RDONLY, error);

  if (fd < 0 || !ps_contained_place (vault->root_fd, path, FALSE, &place, error))
    return FALSE;
  ps_manifest_log_set_stale (vault->manifest);
  return ps_contained_sync (fd, path, error) && ps_contained_sync (place.folder_fd, path, error);
}

static void
settle_in_thread (GTask *task)
{
  PsVault *vault = g_task_get_source_object (task);
  GError *error = NULL;

  if (ps_vault_check_writable (vault, &error) && settle_file (vault, g_task_get_task_data (task), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

/**
 * ps_vault_settle_async:
 * @self: a vault
 * @path: relative; a file that was read and is what it should be
 * @cancellable: (nullable): cancels what has not begun
 * @callback: called when file and folder are on the disk for good
 * @user_data: for @callback
 *
 * For files that are taken over rather than fetched: after a crash, or put
 * there by a person. The manifests are marked to be written anew.
 */
void
ps_vault_settle_async (PsVault             *self,
                       const char          *path,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (PS_IS_VAULT (self) && path != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ps_vault_settle_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  ps_worker_push (self->commits, settle_in_thread, PS_WORKER_DEFAULT, task);
}

/**
 * ps_vault_settle_finish:
 * @self: a vault
 * @result: what the callback got
 * @error: set with a %PS_VAULT_ERROR
 *
 * Returns: whether the file may be called safe
 */
gboolean
ps_vault_settle_finish (PsVault       *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
