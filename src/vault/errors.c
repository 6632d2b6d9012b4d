/* src/vault/errors.c: what the system says -> what a person reads and what the backup acts on. */
#include "vault/errors.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#include "base/text.h"

G_DEFINE_QUARK (ps-vault-error-quark, ps_vault_error)

static PsVaultError
code_of_name (int code)
{
  switch (code)
    {
    case ENOENT:
      return PS_VAULT_ERROR_MISSING;

    /* ENAMETOOLONG, EILSEQ, EINVAL: this drive cannot hold the name; as with a name that is taken, another one helps. */
    case EEXIST:
    case ENOTDIR:
    case EISDIR:
    case ENOTEMPTY:
    case ENAMETOOLONG:
    case EILSEQ:
    case EINVAL:
      return PS_VAULT_ERROR_EXISTS;

    case ELOOP:
    case EXDEV:
      return PS_VAULT_ERROR_UNSAFE;

    default:
      return PS_VAULT_ERROR_FAILED;
    }
}

/**
 * ps_vault_error_from_errno:
 * @code: an errno
 * @kind: what was being done
 *
 * Returns: the code of %PS_VAULT_ERROR to act on
 */
PsVaultError
ps_vault_error_from_errno (int         code,
                           PsErrnoKind kind)
{
  switch (code)
    {
    case ENOSPC:
      return PS_VAULT_ERROR_NO_SPACE;

    case EDQUOT:
      return PS_VAULT_ERROR_QUOTA;

    case EFBIG:
    case EOVERFLOW:
      return PS_VAULT_ERROR_TOO_BIG;

    case EROFS:
    case EACCES:
    case EPERM:
      return PS_VAULT_ERROR_READ_ONLY;

    case EIO:
    case ENXIO:
    case ENODEV:
    case ESTALE:
    case ETIMEDOUT:
    case EREMOTEIO:
    case EHOSTDOWN:
    case ENOTCONN:
    case EUCLEAN:
      return PS_VAULT_ERROR_IO;

    default:
      return kind == PS_ERRNO_NAME ? code_of_name (code) : PS_VAULT_ERROR_FAILED;
    }
}

static char *
describe (PsVaultError  vault_code,
          int           code,
          const char   *name)
{
  switch ((int) vault_code)
    {
    case PS_VAULT_ERROR_NO_SPACE:
      return g_strdup (_("The drive is full. What is already copied is safe. Make some room, and the backup goes on."));

    case PS_VAULT_ERROR_QUOTA:
      return g_strdup (_("Your share of this drive (its quota) is used up. What is already copied is safe. "
                         "Make some room, and the backup goes on."));

    case PS_VAULT_ERROR_TOO_BIG:
      return g_strdup (_("The file is larger than this drive’s format can hold. "
                         "A drive formatted as exFAT, NTFS or ext4 holds it."));

    case PS_VAULT_ERROR_READ_ONLY:
      if (code == EROFS)
        return g_strdup (_("The drive can only be read at the moment. Nothing was changed. "
                           "Unplug it safely, check it, and plug it in again."));
      /* Translators: %s is a file or folder inside the library. */
      return g_strdup_printf (_("You are not allowed to write to “%s”. Nothing was changed."), name);

    case PS_VAULT_ERROR_IO:
      /* Translators: %s is what the system says, such as “Input/output error”. */
      return g_strdup_printf (_("The drive reports a fault (%s). Files proven before are listed in the library’s manifest; "
                                "check the drive and its cable."), g_strerror (code));

    case PS_VAULT_ERROR_MISSING:
      /* Translators: %s is a file or folder inside the library. */
      return g_strdup_printf (_("“%s” is not there."), name);

    case PS_VAULT_ERROR_EXISTS:
      if (code == ENAMETOOLONG || code == EILSEQ || code == EINVAL)
        /* Translators: %s is a file or folder inside the library. */
        return g_strdup_printf (_("This drive cannot hold the name “%s”."), name);
      /* Translators: %s is a file or folder inside the library. */
      return g_strdup_printf (_("Something else lies at “%s” already. It was not touched."), name);

    case PS_VAULT_ERROR_UNSAFE:
      /* Translators: %s is a file or folder inside the library. */
      return g_strdup_printf (_("“%s” is a link or leads out of the library. Proofsheet does not follow it."), name);

    default:
      /* Translators: the first %s is a file or folder inside the library, the second what the system says. */
      return g_strdup_printf (_("“%s” could not be used: %s."), name, g_strerror (code));
    }
}

/**
 * ps_vault_set_errno:
 * @error: where to put the error
 * @code: an errno
 * @kind: what was being done
 * @path: what it was done to, for the message; any bytes
 *
 * Any thread.
 */
void
ps_vault_set_errno (GError      **error,
                    int           code,
                    PsErrnoKind   kind,
                    const char   *path)
{
  PsVaultError vault_code = ps_vault_error_from_errno (code, kind);
  g_autofree char *name = ps_text_visible (path, 200);
  g_autofree char *message = describe (vault_code, code, name);

  g_set_error_literal (error, PS_VAULT_ERROR, vault_code, message);
}
