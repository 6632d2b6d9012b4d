/* src/cloud/account.c: which cloud and which key. */
#include "cloud/account.h"

#include <math.h>

#include "base/text.h"
#include "cloud/account-private.h"
#include "cloud/secret-memory.h"

struct _PsAccount
{
  char *cloud_name;    /* owned */
  char *api_key;       /* owned */
  char *api_secret;    /* owned, in memory of its own */
  char *api_origin;    /* owned */
  char *delivery_host; /* owned, nullable */
  gboolean is_loopback;
  double time_scale;   /* 1 but in tests */
};

G_DEFINE_BOXED_TYPE (PsAccount, ps_account, ps_account_ref, ps_account_unref)

/* Read once and towards loopback alone, so that no environment makes a real account's waits shorter. */
static double
read_time_scale (gboolean is_loopback)
{
  const char *text = is_loopback ? g_getenv ("PROOFSHEET_TIME_SCALE") : NULL;
  double scale = text != NULL ? g_ascii_strtod (text, NULL) : 1;

  return isfinite (scale) && scale >= 0 && scale <= 1 ? scale : 1;
}

/**
 * ps_account_build:
 * @cloud_name: a clean cloud name
 * @api_key: a clean key
 * @api_secret: a clean secret
 * @upload_prefix: (nullable): as pasted: scheme and host of the API
 * @delivery_host: (nullable): the host of a private CDN
 * @error: set with %PS_CLOUD_ERROR_ACCOUNT
 *
 * Returns: (transfer full): a checked account
 */
PsAccount *
ps_account_build (const char  *cloud_name,
                  const char  *api_key,
                  const char  *api_secret,
                  const char  *upload_prefix,
                  const char  *delivery_host,
                  GError     **error)
{
  g_autofree char *origin = NULL;
  gboolean is_loopback;
  PsAccount *self;

  if (!ps_account_text_check_cloud_name (cloud_name, error) || !ps_account_text_check_key (api_key, error)
      || !ps_account_text_check_secret (api_secret, error))
    return NULL;
  if (delivery_host != NULL && !ps_account_text_check_host (delivery_host, error))
    return NULL;
  origin = ps_account_text_to_origin (upload_prefix, &is_loopback, error);
  if (origin == NULL)
    return NULL;

  ps_text_add_secret (api_secret);
  self = g_atomic_rc_box_new0 (PsAccount);
  self->cloud_name = g_strdup (cloud_name);
  self->api_key = g_strdup (api_key);
  self->api_secret = ps_secret_memory_dup (api_secret);
  self->api_origin = g_steal_pointer (&origin);
  self->delivery_host = delivery_host != NULL ? g_ascii_strdown (delivery_host, -1) : NULL;
  self->is_loopback = is_loopback;
  self->time_scale = read_time_scale (is_loopback);
  return self;
}

/**
 * ps_account_new:
 * @cloud_name: the cloud name, as typed or pasted
 * @api_key: the API key, likewise
 * @api_secret: the API secret, likewise
 * @upload_prefix: (nullable): scheme and host of the API; %NULL: Cloudinary's usual one
 * @error: set with %PS_CLOUD_ERROR_ACCOUNT
 *
 * Spaces, line ends and quotes around each are dropped. Where the whole
 * CLOUDINARY_URL was pasted into one of the fields, that counts. Any thread.
 *
 * Returns: (transfer full): an account
 */
PsAccount *
ps_account_new (const char  *cloud_name,
                const char  *api_key,
                const char  *api_secret,
                const char  *upload_prefix,
                GError     **error)
{
  const char *pasted[] = { api_secret, api_key, cloud_name };
  g_autofree char *clean_name = NULL;
  g_autofree char *clean_key = NULL;
  char *clean_secret;
  PsAccount *self;

  for (guint i = 0; i < G_N_ELEMENTS (pasted); i++)
    if (pasted[i] != NULL && ps_account_text_is_url (pasted[i]))
      return ps_account_new_from_url (pasted[i], error);

  clean_name = ps_account_text_clean (cloud_name);
  clean_key = ps_account_text_clean (api_key);
  clean_secret = ps_account_text_clean (api_secret);
  self = ps_account_build (clean_name, clean_key, clean_secret, upload_prefix, NULL, error);
  ps_secret_memory_wipe (clean_secret);
  return self;
}

/**
 * ps_account_ref:
 * @self: an account
 *
 * Returns: (transfer full): @self
 */
PsAccount *
ps_account_ref (PsAccount *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_account (gpointer data)
{
  PsAccount *self = data;

  g_free (self->cloud_name);
  g_free (self->api_key);
  ps_secret_memory_free (self->api_secret);
  g_free (self->api_origin);
  g_free (self->delivery_host);
}

/**
 * ps_account_unref:
 * @self: (transfer full): an account
 *
 * With the last reference the secret is wiped.
 */
void
ps_account_unref (PsAccount *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_account);
}

/**
 * ps_account_parse_cloud_name:
 * @text: as typed or pasted
 * @error: set with %PS_CLOUD_ERROR_ACCOUNT
 *
 * Returns: (transfer full) (nullable): the cloud name alone; %NULL: it cannot be one
 */
char *
ps_account_parse_cloud_name (const char  *text,
                             GError     **error)
{
  g_autofree char *clean = ps_account_text_clean (text);

  return ps_account_text_check_cloud_name (clean, error) ? g_steal_pointer (&clean) : NULL;
}

/**
 * ps_account_get_cloud_name:
 * @self: an account
 *
 * Returns: (transfer none): letters, digits, `-` and `_`
 */
const char *
ps_account_get_cloud_name (PsAccount *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->cloud_name;
}

/**
 * ps_account_get_api_key:
 * @self: an account
 *
 * Returns: (transfer none): the key, which is no secret by itself
 */
const char *
ps_account_get_api_key (PsAccount *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->api_key;
}

/**
 * ps_account_get_api_secret:
 * @self: an account
 *
 * For building a request and for the Secret Service; never for a log, a file or a URL.
 *
 * Returns: (transfer none): the secret
 */
const char *
ps_account_get_api_secret (PsAccount *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->api_secret;
}

/**
 * ps_account_get_api_origin:
 * @self: an account
 *
 * Returns: (transfer none): scheme and host of the API, and its port where that is
 *   an unusual one; no slash at the end
 */
const char *
ps_account_get_api_origin (PsAccount *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->api_origin;
}

/**
 * ps_account_get_delivery_host:
 * @self: an account
 *
 * Returns: (transfer none) (nullable): the delivery host of a private CDN or a CNAME
 */
const char *
ps_account_get_delivery_host (PsAccount *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->delivery_host;
}

/**
 * ps_account_get_is_loopback:
 * @self: an account
 *
 * Returns: whether the API is on this very computer, as the demo cloud is
 */
gboolean
ps_account_get_is_loopback (PsAccount *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_loopback;
}

/**
 * ps_account_scale_wait:
 * @self: an account
 * @wait_us: how long to wait, in microseconds
 *
 * Tests shorten waits towards a server on loopback by `PROOFSHEET_TIME_SCALE`
 * (0 to 1), as it was when the account was made.
 *
 * Returns: how long to wait really, in microseconds
 */
gint64
ps_account_scale_wait (PsAccount *self,
                       gint64     wait_us)
{
  g_return_val_if_fail (self != NULL, wait_us);

  return self->time_scale < 1 ? (gint64) (wait_us * self->time_scale) : wait_us;
}
