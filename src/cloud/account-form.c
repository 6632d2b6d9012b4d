/* src/cloud/account-form.c: pure: what stands in the fields of a form, what a paste means for them, what is wrong with which.
 *
 * Any thread. Nothing here keeps a secret longer than its caller does.
 */
#include "cloud/account-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cloud/account-private.h"
#include "cloud/error-private.h"
#include "cloud/secret-memory.h"

/**
 * ps_account_form_clear:
 * @self: a form
 *
 * Empties it; the secret is wiped.
 */
void
ps_account_form_clear (PsAccountForm *self)
{
  ps_secret_memory_wipe (self->api_secret);
  g_free (self->cloud_name);
  g_free (self->api_key);
  g_free (self->upload_prefix);
  g_free (self->delivery_host);
  *self = (PsAccountForm) { 0 };
}

static gboolean
is_cloud_name (const char *text)
{
  return ps_account_text_check_cloud_name (text, NULL);
}

/* "https://res.cloudinary.com/<cloud>/image/…", "https://<cloud>-res.cloudinary.com/…", "https://api.cloudinary.com/v1_1/<cloud>/…" */
static char *
cloud_name_from_address (const char *text)
{
  g_autoptr(GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autofree char *name = NULL;
  g_auto(GStrv) parts = NULL;

  if (host == NULL || !(g_str_equal (g_uri_get_scheme (uri), "https") || g_str_equal (g_uri_get_scheme (uri), "http")))
    return NULL;
  parts = g_strsplit (g_uri_get_path (uri), "/", 4); /* the first one is empty */
  if (g_str_has_suffix (host, "-res.cloudinary.com"))
    name = g_strndup (host, strlen (host) - strlen ("-res.cloudinary.com"));
  else if (g_str_equal (host, "res.cloudinary.com") || (g_str_has_prefix (host, "res-") && g_str_has_suffix (host, ".cloudinary.com")))
    name = g_strdup (g_strv_length (parts) > 2 ? parts[1] : "");
  else if (g_str_has_prefix (host, "api") && g_str_has_suffix (host, ".cloudinary.com"))
    name = g_strdup (g_strv_length (parts) > 2 && g_str_equal (parts[1], "v1_1") ? parts[2] : "");
  return name != NULL && is_cloud_name (name) ? g_steal_pointer (&name) : NULL;
}

static char *
real_value (const char *text)
{
  return text != NULL && *text != '\0' && !ps_account_text_is_placeholder (text) ? g_strdup (text) : NULL;
}

static PsPaste
paste_line (PsAccountForm  *self,
            const char     *text,
            GError        **error)
{
  g_auto(PsAccountParts) parts = { 0 };
  g_autoptr(PsAccount) account = NULL;

  if (!ps_account_parts_read (&parts, text, error))
    return PS_PASTE_BROKEN;
  self->cloud_name = real_value (parts.cloud_name);
  self->api_key = real_value (parts.key);
  self->api_secret = real_value (parts.secret);
  self->upload_prefix = g_strdup (parts.upload_prefix);
  self->delivery_host = g_strdup (parts.delivery_host);
  if (self->cloud_name == NULL || self->api_key == NULL || self->api_secret == NULL)
    {
      g_propagate_error (error, ps_cloud_error_new (PS_CLOUD_ERROR_ACCOUNT, 0, "%s",
        /* Translators: shown where a line from Cloudinary's console was pasted that has gaps; do not translate <your_api_key>. */
        _("This line still says <your_api_key>. Copy key and secret one by one from the list of keys on that page.")));
      return PS_PASTE_GAPS;
    }
  account = ps_account_build (self->cloud_name, self->api_key, self->api_secret, self->upload_prefix, self->delivery_host, error);
  return account != NULL ? PS_PASTE_ACCOUNT : PS_PASTE_BROKEN;
}

/**
 * ps_account_form_paste:
 * @self: (out caller-allocates): what the paste tells of each field; %NULL: nothing
 * @text: what stands in one field after a paste, or after typing
 * @error: set where the result is %PS_PASTE_GAPS or %PS_PASTE_BROKEN; never repeats the secret
 *
 * Returns: what @text is
 */
PsPaste
ps_account_form_paste (PsAccountForm  *self,
                       const char     *text,
                       GError        **error)
{
  g_autofree char *clean = NULL;

  g_return_val_if_fail (text != NULL, PS_PASTE_PLAIN);

  *self = (PsAccountForm) { 0 };
  if (ps_account_text_is_url (text))
    return paste_line (self, text, error);
  if (strstr (text, "://") == NULL)
    return PS_PASTE_PLAIN;
  clean = ps_account_text_clean (text);
  self->cloud_name = cloud_name_from_address (clean);
  return self->cloud_name != NULL ? PS_PASTE_CLOUD_NAME : PS_PASTE_PLAIN;
}

/* People copy a key as it is grouped on a page or in a mail: "4158 2213 7720 915". */
static char *
clean_key (const char *text)
{
  g_autofree char *clean = ps_account_text_clean (text);
  GString *joined;

  if (strspn (clean, "0123456789 ") != strlen (clean))
    return g_steal_pointer (&clean);
  joined = g_string_new (NULL);
  for (const char *p = clean; *p != '\0'; p++)
    if (*p != ' ')
      g_string_append_c (joined, *p);
  return g_string_free (joined, FALSE);
}

/**
 * ps_account_form_build:
 * @self: a form as it was filled
 * @field: (out): where an error belongs
 * @error: set with %PS_CLOUD_ERROR_ACCOUNT; never repeats the secret
 *
 * Spaces, line ends and quotes around each value are dropped; control
 * characters inside are refused. Plain http is for loopback alone.
 *
 * Returns: (transfer full) (nullable): the account
 */
PsAccount *
ps_account_form_build (const PsAccountForm  *self,
                       PsAccountField       *field,
                       GError              **error)
{
  g_autofree char *cloud_name = ps_account_text_clean (self->cloud_name);
  g_autofree char *api_key = clean_key (self->api_key);
  g_autofree char *origin = NULL;
  char *api_secret = ps_account_text_clean (self->api_secret);
  gboolean is_loopback;
  PsAccount *account = NULL;

  if (!ps_account_text_check_cloud_name (cloud_name, error))
    *field = PS_ACCOUNT_FIELD_CLOUD_NAME;
  else if (!ps_account_text_check_key (api_key, error))
    *field = PS_ACCOUNT_FIELD_KEY;
  else if (!ps_account_text_check_secret (api_secret, error))
    *field = PS_ACCOUNT_FIELD_SECRET;
  else if ((origin = ps_account_text_to_origin (self->upload_prefix, &is_loopback, error)) == NULL)
    *field = PS_ACCOUNT_FIELD_HOST;
  else
    {
      *field = PS_ACCOUNT_FIELD_NONE;
      account = ps_account_build (cloud_name, api_key, api_secret, origin, self->delivery_host, error);
    }
  ps_secret_memory_wipe (api_secret);
  return account;
}

/**
 * ps_account_form_key_looks_like_secret:
 * @key: what stands in the key's field
 *
 * Keys are numbers; secrets have letters in them.
 *
 * Returns: whether it looks like the secret
 */
gboolean
ps_account_form_key_looks_like_secret (const char *key)
{
  g_autofree char *clean = ps_account_text_clean (key);
  guint n_letters = 0;

  if (ps_account_text_is_placeholder (clean) || strstr (clean, "://") != NULL)
    return FALSE;
  for (const char *p = clean; *p != '\0'; p++)
    if (g_ascii_isalpha (*p))
      n_letters++;
  return n_letters > 0 && strlen (clean) >= 10;
}

/**
 * ps_account_field_of_error:
 * @error: what the cloud answered
 *
 * Returns: the field that is likely wrong; %PS_ACCOUNT_FIELD_NONE where it is none of them
 */
PsAccountField
ps_account_field_of_error (const GError *error)
{
  const char *reason;

  if (error->domain != PS_CLOUD_ERROR)
    return PS_ACCOUNT_FIELD_NONE;
  if (error->code == PS_CLOUD_ERROR_FORBIDDEN)
    return PS_ACCOUNT_FIELD_KEY;
  if (error->code == PS_CLOUD_ERROR_NOT_FOUND)
    return PS_ACCOUNT_FIELD_CLOUD_NAME;
  if (error->code == PS_CLOUD_ERROR_REFUSED || error->code == PS_CLOUD_ERROR_MOVED)
    return PS_ACCOUNT_FIELD_HOST;
  if (error->code != PS_CLOUD_ERROR_AUTH)
    return PS_ACCOUNT_FIELD_NONE;
  reason = ps_cloud_error_get_reason (error);
  if (strstr (reason, "cloud_name") != NULL)
    return PS_ACCOUNT_FIELD_CLOUD_NAME;
  if (strstr (reason, "api_key") != NULL)
    return PS_ACCOUNT_FIELD_KEY;
  return PS_ACCOUNT_FIELD_SECRET;
}
