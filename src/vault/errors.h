/* src/vault/errors.h: what the system says -> what a person reads and what the backup acts on. */
#pragma once

#include "vault/vault.h"

G_BEGIN_DECLS

/* The same errno means another thing for a name than for the bytes of a file. */
typedef enum
{
  PS_ERRNO_BYTES, /* read, write, sync, truncate */
  PS_ERRNO_NAME   /* open, make, rename, link */
} PsErrnoKind;

PsVaultError ps_vault_error_from_errno (int           code,
                                        PsErrnoKind   kind);
void         ps_vault_set_errno        (GError      **error,
                                        int           code,
                                        PsErrnoKind   kind,
                                        const char   *path);

G_END_DECLS
