/* src/cloud/account-url.c: an account from a CLOUDINARY_URL, in all the forms in which people paste one. */
#include "cloud/account-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cloud/error-private.h"
#include "cloud/secret-memory.h"

#define SCHEME "cloudinary://"
#define MAX_BYTES 16384

/**
 * ps_account_parts_clear:
 * @parts: what was taken apart
 *
 * The secret is wiped.
 */
void
ps_account_parts_clear (PsAccountParts *parts)
{
  g_free (parts->key);
  ps_secret_memory_wipe (parts->secret);
  g_free (parts->cloud_name);
  g_free (parts->upload_prefix);
  g_free (parts->delivery_host);
}

static void
set_error (GError     **error,
           const char  *message)
{
  g_propagate_error (error, ps_cloud_error_new (PS_CLOUD_ERROR_ACCOUNT, 0, "%s", message));
}

/* Several lines may have been copied (an .env file, say): the one with the URL counts. */
static char *
find_line (const char *text)
{
  g_auto(GStrv) lines = g_strsplit_set (text, "\r\n", -1);
  char *found = NULL;

  for (guint i = 0; lines[i] != NULL && found == NULL; i++)
    if (ps_account_text_is_url (lines[i]))
      found = ps_account_text_clean (lines[i]);
  for (guint i = 0; lines[i] != NULL; i++)
    explicit_bzero (lines[i], strlen (lines[i]));
  return found != NULL ? found : ps_account_text_clean (text);
}

/* "export CLOUDINARY_URL=…", "set CLOUDINARY_URL=…", "$env:CLOUDINARY_URL = …", "CLOUDINARY_URL: …" */
static const char *
skip_assignment (const char *line)
{
  static const char *const leads[] = { "export", "setx", "set", "env", "-x", "$env:", "CLOUDINARY_URL", "=", ":", NULL };
  gboolean again = TRUE;

  while (again)
    {
      again = FALSE;
      line += strspn (line, " \t\"'`");
      for (guint i = 0; leads[i] != NULL && !again; i++)
        if (g_ascii_strncasecmp (line, leads[i], strlen (leads[i])) == 0)
          {
            line += strlen (leads[i]);
            again = TRUE;
          }
    }
  return line;
}

static char *
decode (const char *begin,
        const char *end)
{
  char *decoded = g_uri_unescape_segment (begin, end, NULL);
  char *clean;

  if (decoded == NULL) /* no valid %XX: meant as it stands */
    decoded = g_strndup (begin, end - begin);
  clean = ps_account_text_clean (decoded);
  ps_secret_memory_wipe (decoded);
  return clean;
}

/* "<key>:<secret>@"; @end is at the "@" */
static void
take_credentials (const char *begin,
                  const char *end,
                  PsAccountParts      *parts)
{
  const char *colon = memchr (begin, ':', end - begin);

  parts->key = decode (begin, colon != NULL ? colon : end);
  parts->secret = colon != NULL ? decode (colon + 1, end) : g_strdup ("");
}

static void
take_option (const char *begin,
             const char *end,
             PsAccountParts      *parts)
{
  const char *equals = memchr (begin, '=', end - begin);
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;

  if (equals == NULL)
    return;
  name = decode (begin, equals);
  value = decode (equals + 1, end);
  if (*value == '\0')
    return;
  if (g_str_equal (name, "upload_prefix"))
    {
      g_free (parts->upload_prefix);
      parts->upload_prefix = g_steal_pointer (&value);
    }
  else if (g_str_equal (name, "secure_distribution") || (g_str_equal (name, "cname") && parts->delivery_host == NULL))
    {
      g_free (parts->delivery_host);
      parts->delivery_host = g_steal_pointer (&value);
    }
  else if (g_str_equal (name, "private_cdn"))
    parts->is_private_cdn = g_ascii_strcasecmp (value, "true") == 0 || g_str_equal (value, "1");
}

static void
take_options (const char *query,
              PsAccountParts      *parts)
{
  while (*query != '\0')
    {
      const char *end = query + strcspn (query, "&#");

      take_option (query, end, parts);
      query = *end == '&' ? end + 1 : "";
    }
}

/* @rest: what follows "cloudinary://". The last "@" counts: an unescaped one may be in the secret. */
static void
take_apart (const char *rest,
            PsAccountParts      *parts)
{
  const char *authority_end = rest + strcspn (rest, "?");
  const char *at = memrchr (rest, '@', authority_end - rest);
  const char *cloud = at != NULL ? at + 1 : rest;
  const char *cloud_end = cloud + strcspn (cloud, "/?#");

  if (at != NULL)
    take_credentials (rest, at, parts);
  parts->cloud_name = decode (cloud, cloud_end);
  if (*cloud_end == '/')
    {
      const char *path = cloud_end + 1;
      const char *path_end = path + strcspn (path, "/?#");

      if (path_end > path)
        parts->delivery_host = decode (path, path_end);
    }
  if (*authority_end == '?')
    take_options (authority_end + 1, parts);
  if (parts->is_private_cdn && parts->delivery_host == NULL)
    parts->delivery_host = g_strconcat (parts->cloud_name, "-res.cloudinary.com", NULL);
}

/* A delivery host is told with or without a scheme and a slash. */
static void
trim_delivery_host (PsAccountParts *parts)
{
  g_autofree char *told = g_steal_pointer (&parts->delivery_host);
  const char *begin = told;

  if (told == NULL)
    return;
  if (strstr (told, "://") != NULL)
    begin = strstr (told, "://") + 3;
  parts->delivery_host = g_strndup (begin, strcspn (begin, "/"));
}

static gboolean
check_line (const char  *url,
            GError     **error)
{
  if (g_ascii_strncasecmp (url, SCHEME, strlen (SCHEME)) != 0)
    {
      set_error (error, _("This is no Cloudinary address. It looks like cloudinary://KEY:SECRET@CLOUD and is in the Cloudinary "
                          "console under Settings, API Keys."));
      return FALSE;
    }
  for (const char *p = url; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)) || g_unichar_isspace (g_utf8_get_char (p)))
      {
        set_error (error, _("The Cloudinary address has a space or a control character inside. Copy it once more."));
        return FALSE;
      }
  return TRUE;
}

/**
 * ps_account_parts_read:
 * @parts: (out): what a CLOUDINARY_URL holds; end it with ps_account_parts_clear() in any case
 * @text: what was pasted
 * @error: set with %PS_CLOUD_ERROR_ACCOUNT
 *
 * Takes the address apart without judging its parts. Any thread.
 *
 * Returns: whether @text is a CLOUDINARY_URL with a key in it
 */
gboolean
ps_account_parts_read (PsAccountParts  *parts,
                       const char      *text,
                       GError         **error)
{
  gboolean is_one = FALSE;
  const char *url;
  char *line;

  *parts = (PsAccountParts) { 0 };
  if (strlen (text) > MAX_BYTES)
    {
      set_error (error, _("What was pasted is too long to be a Cloudinary address."));
      return FALSE;
    }
  line = find_line (text);
  url = skip_assignment (line);
  if (check_line (url, error))
    {
      take_apart (url + strlen (SCHEME), parts);
      trim_delivery_host (parts);
      is_one = parts->key != NULL;
      if (!is_one)
        set_error (error, _("The Cloudinary address has no key and secret in it. It should look like cloudinary://KEY:SECRET@CLOUD."));
    }
  ps_secret_memory_wipe (line);
  return is_one;
}

/**
 * ps_account_new_from_url:
 * @text: what was pasted
 * @error: set with %PS_CLOUD_ERROR_ACCOUNT; its message says what is wrong and never repeats the secret
 *
 * Reads `cloudinary://<key>:<secret>@<cloud>[/<delivery host>][?upload_prefix=…]`
 * with what shells, `.env` files and web pages put around it. Percent-encoding
 * is undone. Options that do not matter here are passed over. Any thread.
 *
 * Returns: (transfer full): an account
 */
PsAccount *
ps_account_new_from_url (const char  *text,
                         GError     **error)
{
  g_auto(PsAccountParts) parts = { 0 };

  g_return_val_if_fail (text != NULL, NULL);

  if (!ps_account_parts_read (&parts, text, error))
    return NULL;
  return ps_account_build (parts.cloud_name, parts.key, parts.secret, parts.upload_prefix, parts.delivery_host, error);
}
