/* src/backup/retry.c: pure: what went wrong -> again in how long, by which way, or give up and why. */
#include "backup/retry.h"

#include <string.h>

#include "catalog/catalog.h"
#include "cloud/account.h"
#include "vault/vault.h"

#define FIRST_WAIT_US (4 * G_TIME_SPAN_SECOND)
#define LONGEST_WAIT_US G_TIME_SPAN_HOUR /* R4, R5: the cap of every back-off */

static const char *const causes[] = {
  "blocked", "bytes-differ", "damaged-disk", "disabled", "forbidden", "gone", "login-page", "name-taken", "network",
  "not-found", "other", "processing", "quota", "refused", "server", "short", "sign-in", "slow", "too-big", NULL
};

static PsVerdict
judge_cloud (PsCloudError code)
{
  switch (code)
    {
    case PS_CLOUD_ERROR_NOT_FOUND:
      return (PsVerdict) { PS_NEXT_RUNG, "not-found" };
    case PS_CLOUD_ERROR_BLOCKED:
      return (PsVerdict) { PS_NEXT_RUNG, "blocked" };
    case PS_CLOUD_ERROR_FORBIDDEN:
      return (PsVerdict) { PS_NEXT_RUNG, "forbidden" };
    case PS_CLOUD_ERROR_PLACEHOLDER:
      return (PsVerdict) { PS_NEXT_RUNG, "not-found" };
    case PS_CLOUD_ERROR_BAD_REQUEST:
    case PS_CLOUD_ERROR_CURSOR:
      return (PsVerdict) { PS_NEXT_RUNG, "other" };
    case PS_CLOUD_ERROR_REFUSED:
      return (PsVerdict) { PS_NEXT_RUNG, "refused" };
    case PS_CLOUD_ERROR_PROCESSING:
      return (PsVerdict) { PS_NEXT_LATER, "processing" };
    case PS_CLOUD_ERROR_SERVER:
    case PS_CLOUD_ERROR_MALFORMED:
    case PS_CLOUD_ERROR_RATE_LIMITED:
      return (PsVerdict) { PS_NEXT_LATER, "server" };
    case PS_CLOUD_ERROR_TIMED_OUT:
      return (PsVerdict) { PS_NEXT_LATER, "slow" };
    case PS_CLOUD_ERROR_PORTAL:
      return (PsVerdict) { PS_NEXT_LATER, "login-page" };
    case PS_CLOUD_ERROR_OFFLINE:
      return (PsVerdict) { PS_NEXT_HOLD, "network" };
    case PS_CLOUD_ERROR_QUOTA:
      return (PsVerdict) { PS_NEXT_STOP, "quota" };
    case PS_CLOUD_ERROR_DISABLED:
      return (PsVerdict) { PS_NEXT_STOP, "disabled" };
    case PS_CLOUD_ERROR_AUTH:
    case PS_CLOUD_ERROR_ACCOUNT:
    case PS_CLOUD_ERROR_STALE:
      return (PsVerdict) { PS_NEXT_STOP, "sign-in" };
    case PS_CLOUD_ERROR_TLS:
    case PS_CLOUD_ERROR_MOVED:
      return (PsVerdict) { PS_NEXT_STOP, "refused" };
    case PS_CLOUD_ERROR_FAILED:
      return (PsVerdict) { PS_NEXT_LATER, "other" };
    default:
      return (PsVerdict) { PS_NEXT_LATER, "other" };
    }
}

static PsVerdict
judge_vault (PsVaultError code)
{
  switch (code)
    {
    case PS_VAULT_ERROR_CHECKSUM_MISMATCH:
      return (PsVerdict) { PS_NEXT_RUNG, "bytes-differ" };
    case PS_VAULT_ERROR_SIZE_MISMATCH:
      return (PsVerdict) { PS_NEXT_LATER, "short" };
    case PS_VAULT_ERROR_TOO_BIG:
      return (PsVerdict) { PS_NEXT_PERSON, "too-big" };
    case PS_VAULT_ERROR_EXISTS:
    case PS_VAULT_ERROR_UNSAFE:
      return (PsVerdict) { PS_NEXT_PERSON, "name-taken" };
    case PS_VAULT_ERROR_IO:
    case PS_VAULT_ERROR_MISSING:
      return (PsVerdict) { PS_NEXT_LATER, "damaged-disk" };
    case PS_VAULT_ERROR_NO_SPACE:
    case PS_VAULT_ERROR_NO_INODES:
    case PS_VAULT_ERROR_QUOTA:
    case PS_VAULT_ERROR_READ_ONLY:
    case PS_VAULT_ERROR_NO_FOLDER:
    case PS_VAULT_ERROR_NO_MARKER:
    case PS_VAULT_ERROR_OTHER_LIBRARY:
    case PS_VAULT_ERROR_LOCKED:
    case PS_VAULT_ERROR_UNSUITABLE:
      return (PsVerdict) { PS_NEXT_STOP, "other" };
    case PS_VAULT_ERROR_FAILED:
      return (PsVerdict) { PS_NEXT_LATER, "other" };
    default:
      return (PsVerdict) { PS_NEXT_LATER, "other" };
    }
}

/**
 * ps_retry_judge:
 * @error: what an attempt to fetch a photo ended with
 *
 * Decides by domain and code alone, never by a message's words.
 *
 * Returns: what comes next, and the word for why
 */
PsVerdict
ps_retry_judge (const GError *error)
{
  g_return_val_if_fail (error != NULL, ((PsVerdict) { PS_NEXT_STOP, "other" }));

  if (error->domain == PS_CLOUD_ERROR)
    return judge_cloud (error->code);
  if (error->domain == PS_VAULT_ERROR)
    return judge_vault (error->code);
  if (g_error_matches (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_NO_PLACE))
    return (PsVerdict) { PS_NEXT_PERSON, "name-taken" };
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PENDING))
    return (PsVerdict) { PS_NEXT_LATER, "other" };
  /* The catalogue cannot take anything down, or a person stopped the work. */
  return (PsVerdict) { PS_NEXT_STOP, "other" };
}

/**
 * ps_retry_wait:
 * @n_attempts: attempts that failed so far, at least 1
 * @jitter: a random number from 0 to 1
 *
 * Doubles from 4 seconds to an hour; a fifth is left to chance, so that many
 * photos that failed together do not come back together. Cloudinary's network
 * remembers a refusal for 1, 2, 4 … minutes (Cloudinary, "error caching").
 *
 * Returns: how long to wait, in microseconds
 */
gint64
ps_retry_wait (guint  n_attempts,
               double jitter)
{
  gint64 wait_us = FIRST_WAIT_US;

  for (guint i = 1; i < n_attempts && wait_us < LONGEST_WAIT_US; i++)
    wait_us *= 2;
  if (n_attempts >= PS_RETRY_ATTEMPTS_A_RUN)
    wait_us = MAX (wait_us, 2 * PS_RETRY_PATIENCE_US);
  wait_us = MIN (wait_us, LONGEST_WAIT_US);
  return wait_us - wait_us / 5 + (gint64) (wait_us / 5 * CLAMP (jitter, 0, 1));
}

/**
 * ps_retry_is_cause:
 * @word: what a person typed
 *
 * Returns: whether @word is one of the words ps_retry_judge() uses
 */
gboolean
ps_retry_is_cause (const char *word)
{
  return g_strv_contains (causes, word);
}

/**
 * ps_retry_get_causes:
 *
 * Returns: (transfer none): all words ps_retry_judge() uses, comma-separated
 */
const char *
ps_retry_get_causes (void)
{
  static gsize once;
  static char *joined;

  if (g_once_init_enter (&once))
    {
      joined = g_strjoinv (", ", (char **) causes);
      g_once_init_leave (&once, 1);
    }
  return joined;
}
