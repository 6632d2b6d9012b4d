/* src/cloud/account-text.c: pure: what people type and paste, cleaned and judged. Any thread. */
#include "cloud/account-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/text.h"
#include "cloud/error-private.h"
#include "cloud/places.h"

#define DEFAULT_ORIGIN "https://api.cloudinary.com"
#define MAX_LENGTH 512

static void
set_error (GError     **error,
           const char  *message)
{
  g_propagate_error (error, ps_cloud_error_new (PS_CLOUD_ERROR_ACCOUNT, 0, "%s", message));
}

/* What web pages, mails and shells put around a value: white space, quotes, invisible marks. */
static gboolean
is_wrapping (gunichar c)
{
  static const gunichar marks[] = {
    '"', '\'', '`', ';', ',', 0x00a0, 0x00ab, 0x00bb, 0x2018, 0x2019, 0x201c, 0x201d, 0x201e,
    0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2060, 0xfeff
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (c == marks[i])
      return TRUE;
  return g_unichar_isspace (c);
}

/**
 * ps_account_text_clean:
 * @text: (nullable): as typed or pasted
 *
 * Returns: (transfer full): @text without what is wrapped around it; "" for %NULL and for
 *   what is no UTF-8
 */
char *
ps_account_text_clean (const char *text)
{
  const char *begin = text;
  const char *end;

  if (text == NULL || !g_utf8_validate (text, -1, &end))
    return g_strdup ("");
  while (begin < end && is_wrapping (g_utf8_get_char (begin)))
    begin = g_utf8_next_char (begin);
  while (end > begin)
    {
      const char *last = g_utf8_prev_char (end);

      if (!is_wrapping (g_utf8_get_char (last)))
        break;
      end = last;
    }
  return g_strndup (begin, end - begin);
}

/**
 * ps_account_text_is_url:
 * @text: as typed or pasted
 *
 * Returns: whether a CLOUDINARY_URL seems to be in @text
 */
gboolean
ps_account_text_is_url (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_strncasecmp (p, "cloudinary://", strlen ("cloudinary://")) == 0)
      return TRUE;
  return FALSE;
}

/**
 * ps_account_text_is_placeholder:
 * @text: a clean text
 *
 * Returns: whether it is what the console and the documentation show where the real value belongs
 */
gboolean
ps_account_text_is_placeholder (const char *text)
{
  static const char *const words[] = {
    "your_api_key", "your-api-key", "api_key", "apikey", "my_key", "your_api_secret", "your-api-secret", "api_secret",
    "apisecret", "my_secret", "your_cloud_name", "your-cloud-name", "cloud_name", "my_cloud_name", "cloudname", "key", "secret", NULL
  };
  g_autofree char *lower = g_ascii_strdown (text, -1);

  if (strpbrk (text, "<>{}[]") != NULL || g_strv_contains (words, lower))
    return TRUE;
  return g_str_has_prefix (text, "***") || g_str_has_prefix (text, "...");
}

static gboolean
refuse_placeholder (const char  *text,
                    GError     **error)
{
  g_autofree char *visible = NULL;

  if (g_str_has_prefix (text, "***"))
    {
      set_error (error, _("The secret is hidden behind stars. Use the eye button in the Cloudinary console to show it, then copy it again."));
      return FALSE;
    }
  visible = ps_text_visible (text, 40);
  g_propagate_error (error, ps_cloud_error_new (PS_CLOUD_ERROR_ACCOUNT, 0,
                     /* Translators: %s is a placeholder such as <your_api_key> that was pasted unchanged. */
                     _("“%s” is a placeholder. Put your own value in its place: it is in the Cloudinary console under Settings, API Keys."), visible));
  return FALSE;
}

/* Visible ASCII alone: no spaces, no control characters. The value is not repeated, it may be the secret. */
static gboolean
check_characters (const char  *text,
                  const char  *message,
                  GError     **error)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p))
      {
        set_error (error, message);
        return FALSE;
      }
  if (strlen (text) <= MAX_LENGTH)
    return TRUE;
  set_error (error, _("What was pasted is too long to be part of a Cloudinary account."));
  return FALSE;
}

/**
 * ps_account_text_check_cloud_name:
 * @text: a clean text
 * @error: set with %PS_CLOUD_ERROR_ACCOUNT
 *
 * Returns: whether @text can be a cloud name: letters, digits, `-`, `_`
 */
gboolean
ps_account_text_check_cloud_name (const char  *text,
                                  GError     **error)
{
  static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
  g_autofree char *visible = NULL;

  if (*text == '\0')
    {
      set_error (error, _("The cloud name is missing. It is shown at the top of the Cloudinary console."));
      return FALSE;
    }
  if (ps_account_text_is_placeholder (text))
    return refuse_placeholder (text, error);
  if (strlen (text) <= MAX_LENGTH && strspn (text, allowed) == strlen (text))
    return TRUE;
  visible = ps_text_visible (text, 40);
  g_propagate_error (error, ps_cloud_error_new (PS_CLOUD_ERROR_ACCOUNT, 0,
                     /* Translators: %s is what was typed. */
                     _("“%s” is no cloud name: one has only letters, digits, hyphens and underscores."), visible));
  return FALSE;
}

/**
 * ps_account_text_check_key:
 * @text: a clean text
 * @error: set with %PS_CLOUD_ERROR_ACCOUNT
 *
 * Returns: whether @text can be an API key
 */
gboolean
ps_account_text_check_key (const char  *text,
                           GError     **error)
{
  if (*text == '\0')
    {
      set_error (error, _("The API key is missing. It is in the Cloudinary console under Settings, API Keys."));
      return FALSE;
    }
  if (ps_account_text_is_placeholder (text))
    return refuse_placeholder (text, error);
  if (strchr (text, ':') != NULL) /* Basic authorization ends the key there: RFC 7617, 2 */
    {
      set_error (error, _("The API key has a colon in it. Keys are numbers of about 15 digits."));
      return FALSE;
    }
  return check_characters (text, _("The API key has a space or an unusual character in it. Keys are numbers of about 15 digits."), error);
}

/**
 * ps_account_text_check_secret:
 * @text: a clean text
 * @error: set with %PS_CLOUD_ERROR_ACCOUNT; never repeats @text
 *
 * Returns: whether @text can be an API secret
 */
gboolean
ps_account_text_check_secret (const char  *text,
                              GError     **error)
{
  if (*text == '\0')
    {
      set_error (error, _("The API secret is missing. It is in the Cloudinary console under Settings, API Keys."));
      return FALSE;
    }
  if (ps_account_text_is_placeholder (text))
    return refuse_placeholder (text, error);
  return check_characters (text, _("The API secret has a space or an unusual character in it. Copy it once more from the Cloudinary console."), error);
}

/**
 * ps_account_text_check_host:
 * @text: a clean text
 * @error: set with %PS_CLOUD_ERROR_ACCOUNT
 *
 * Returns: whether @text is the name of a server, or an IPv6 address
 */
gboolean
ps_account_text_check_host (const char  *text,
                            GError     **error)
{
  static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";
  g_autofree char *visible = NULL;

  if (*text != '\0' && strlen (text) <= 253 && (strspn (text, allowed) == strlen (text) || ps_place_is_loopback_host (text)))
    return TRUE;
  visible = ps_text_visible (text, 60);
  g_propagate_error (error, ps_cloud_error_new (PS_CLOUD_ERROR_ACCOUNT, 0,
                     /* Translators: %s is what was typed or pasted. */
                     _("“%s” is no name of a server."), visible));
  return FALSE;
}

static GUri *
parse_prefix (const char  *clean,
              GError     **error)
{
  g_autofree char *with_scheme = strstr (clean, "://") == NULL ? g_strconcat ("https://", clean, NULL) : g_strdup (clean);
  g_autoptr(GUri) uri = g_uri_parse (with_scheme, G_URI_FLAGS_NONE, NULL);
  g_autofree char *visible = NULL;

  if (uri != NULL && g_uri_get_host (uri) != NULL && g_uri_get_userinfo (uri) == NULL && g_uri_get_query (uri) == NULL
      && g_uri_get_fragment (uri) == NULL
      && (g_str_equal (g_uri_get_path (uri), "") || g_str_equal (g_uri_get_path (uri), "/")))
    return ps_account_text_check_host (g_uri_get_host (uri), error) ? g_steal_pointer (&uri) : NULL;
  visible = ps_text_visible (clean, 80);
  g_propagate_error (error, ps_cloud_error_new (PS_CLOUD_ERROR_ACCOUNT, 0,
                     /* Translators: %s is what was typed or pasted; do not translate upload_prefix and the address. */
                     _("“%s” is no upload_prefix: it should look like https://api-eu.cloudinary.com."), visible));
  return NULL;
}

/**
 * ps_account_text_to_origin:
 * @upload_prefix: (nullable): as typed or pasted
 * @is_loopback: (out): whether it is this very computer
 * @error: set with %PS_CLOUD_ERROR_ACCOUNT
 *
 * Plain http is for loopback addresses alone.
 *
 * Returns: (transfer full) (nullable): scheme, host and an unusual port
 */
char *
ps_account_text_to_origin (const char  *upload_prefix,
                           gboolean    *is_loopback,
                           GError     **error)
{
  g_autofree char *clean = ps_account_text_clean (upload_prefix);
  g_autoptr(GUri) uri = NULL;
  g_autofree char *host = NULL;
  g_autofree char *bracketed = NULL;
  gboolean is_https;
  int port;

  *is_loopback = FALSE;
  if (*clean == '\0')
    return g_strdup (DEFAULT_ORIGIN);
  uri = parse_prefix (clean, error);
  if (uri == NULL)
    return NULL;
  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  *is_loopback = ps_place_is_loopback_host (host);
  is_https = g_str_equal (g_uri_get_scheme (uri), "https");
  if (!is_https && !(g_str_equal (g_uri_get_scheme (uri), "http") && *is_loopback))
    {
      set_error (error, _("The server’s address must begin with https://, so that nobody on the way can read the secret."));
      return NULL;
    }
  bracketed = strchr (host, ':') != NULL ? g_strdup_printf ("[%s]", host) : g_strdup (host);
  port = g_uri_get_port (uri);
  if (port == -1 || port == (is_https ? 443 : 80))
    return g_strconcat (is_https ? "https://" : "http://", bracketed, NULL);
  return g_strdup_printf ("%s://%s:%d", is_https ? "https" : "http", bracketed, port);
}
