/* src/vault/own-folder.c: a folder of Proofsheet's own, handed out open: what works in it needs no path to it. */
#include <string.h>
#include <sys/stat.h>

#include "vault/contained.h"
#include "vault/vault-private.h"

/**
 * ps_vault_open_own_folder:
 * @self: a library open for writing
 * @name: one name, of a folder in `.proofsheet`
 * @error: set with %PS_VAULT_ERROR_UNSAFE where a link lies in the way
 *
 * Made where it is missing, and synced in its parent. It is for this user
 * alone, where the drive knows such a thing. Any thread.
 *
 * Returns: a descriptor that is closed on exec, for the caller to close; −1 on error
 */
int
ps_vault_open_own_folder (PsVault     *self,
                          const char  *name,
                          GError     **error)
{
  g_autofree char *path = NULL;
  int fd;

  g_return_val_if_fail (PS_IS_VAULT (self), -1);
  g_return_val_if_fail (name != NULL && strchr (name, '/') == NULL, -1);

  if (!ps_vault_check_writable (self, error))
    return -1;
  path = g_build_filename (".proofsheet", name, NULL);
  fd = ps_contained_open_folder (self->root_fd, path, TRUE, error);
  if (fd >= 0)
    (void) fchmod (fd, 0700); /* drives without permissions refuse it */
  return fd;
}
