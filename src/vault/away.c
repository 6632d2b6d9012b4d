/* src/vault/away.c: a vault whose drive is away: it knows what its library is called, and reads and writes nothing. */
#include "vault/vault-private.h"

/**
 * ps_vault_new_away:
 * @root: where the library's folder was
 * @library_id: the id in its marker
 * @cloud_name: which cloud it is for
 *
 * Stands where a library is shown from the kept catalogue. Nothing waits for
 * the drive: there is no folder behind it, whatever lies at @root meanwhile, so
 * reading fails with %PS_VAULT_ERROR_NO_FOLDER or a kin of it, and writing is
 * refused.
 *
 * Returns: (transfer full): a vault; end it with ps_vault_close_async()
 */
PsVault *
ps_vault_new_away (const char *root,
                   const char *library_id,
                   const char *cloud_name)
{
  PsVault *self = g_object_new (PS_TYPE_VAULT, NULL);

  self->root = g_canonicalize_filename (root, NULL);
  self->library_id = g_strdup (library_id);
  self->cloud_name = g_strdup (cloud_name);
  self->read_only = TRUE;
  self->io = ps_worker_new ("vault-io", 1);
  self->commits = ps_worker_new ("vault-commit", 1);
  self->reads = ps_worker_new ("vault-read", 1);
  return self;
}
