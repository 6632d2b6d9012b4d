/* src/cloud/signature.c: both kinds of Cloudinary signatures, and URLs with fl_original.
 *
 * Rules and vectors: Cloudinary, "Signed delivery URLs" and "Generating
 * authentication signatures"; what the SDKs do where those are silent.
 */
#include "cloud/signature.h"

#include <string.h>

#define SHORT_LENGTH 8
#define LONG_LENGTH 32

static GChecksum *
digest_of (const char      *text,
           const char      *secret,
           PsSignatureKind  kind)
{
  GChecksum *checksum = g_checksum_new (kind == PS_SIGNATURE_SHA1 ? G_CHECKSUM_SHA1 : G_CHECKSUM_SHA256);

  g_checksum_update (checksum, (const guchar *) text, strlen (text));
  g_checksum_update (checksum, (const guchar *) secret, strlen (secret));
  return checksum;
}

/**
 * ps_signature_of_url:
 * @to_sign: transformation and source with extension, joined by a slash
 * @secret: the API secret
 * @kind: which digest, and how much of it
 *
 * Returns: (transfer full): the component of a delivery URL, "s--iKsuqDfR--"
 */
char *
ps_signature_of_url (const char      *to_sign,
                     const char      *secret,
                     PsSignatureKind  kind)
{
  g_autoptr(GChecksum) checksum = digest_of (to_sign, secret, kind);
  g_autofree char *base64 = NULL;
  guint8 digest[32];
  gsize n_bytes = sizeof digest;

  g_checksum_get_digest (checksum, digest, &n_bytes);
  base64 = g_base64_encode (digest, n_bytes);
  g_strdelimit (base64, "+", '-');
  g_strdelimit (base64, "/", '_');
  base64[kind == PS_SIGNATURE_SHA256_LONG ? LONG_LENGTH : SHORT_LENGTH] = '\0';
  return g_strconcat ("s--", base64, "--", NULL);
}

static int
compare_pairs (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * ps_signature_of_params:
 * @names_and_values: (array zero-terminated=1): name, value, name, value, …; empty values are left out
 * @secret: the API secret
 * @kind: which digest; the long kind is as SHA-256 here
 *
 * Signature version 2, today's default: an `&` inside a pair counts as `%26`.
 *
 * Returns: (transfer full): lower-case hexadecimal digits
 */
char *
ps_signature_of_params (const char *const *names_and_values,
                        const char        *secret,
                        PsSignatureKind    kind)
{
  g_autoptr(GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GChecksum) checksum = NULL;
  g_autofree char *to_sign = NULL;

  for (guint i = 0; names_and_values[i] != NULL; i += 2)
    if (*names_and_values[i + 1] != '\0')
      {
        g_autoptr(GString) pair = g_string_new (NULL);

        g_string_append_printf (pair, "%s=%s", names_and_values[i], names_and_values[i + 1]);
        g_string_replace (pair, "&", "%26", 0);
        g_ptr_array_add (pairs, g_strdup (pair->str));
      }
  g_ptr_array_sort (pairs, compare_pairs);
  g_ptr_array_add (pairs, NULL);
  to_sign = g_strjoinv ("&", (char **) pairs->pdata);
  checksum = digest_of (to_sign, secret, kind);
  return g_strdup (g_checksum_get_string (checksum));
}

static gboolean
is_component (const char *segment)
{
  static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
  gsize length = strlen (segment);

  return (length == 5 + SHORT_LENGTH || length == 5 + LONG_LENGTH) && g_str_has_prefix (segment, "s--")
         && g_str_has_suffix (segment, "--") && strspn (segment, allowed) == length;
}

static gboolean
is_version (const char *segment)
{
  return segment[0] == 'v' && segment[1] != '\0' && strspn (segment + 1, "0123456789") == strlen (segment + 1);
}

/* Every %XX undone; what is no such thing stays, as in Python's unquote. */
static GString *
unquote (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (p[0] == '%' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]) && !(p[1] == '0' && p[2] == '0'))
      {
        g_string_append_c (out, (char) (g_ascii_xdigit_value (p[1]) << 4 | g_ascii_xdigit_value (p[2])));
        p += 2;
      }
    else
      g_string_append_c (out, *p);
  return out;
}

/* The index of @resource_type in @segments where @type follows it; −1 where there is none. */
static int
find_types (char       **segments,
            const char  *resource_type,
            const char  *type)
{
  for (int i = 0; segments[i] != NULL && segments[i + 1] != NULL; i++)
    if (g_str_equal (segments[i], resource_type) && g_str_equal (segments[i + 1], type))
      return i;
  return -1;
}

static char *
join_first (char **segments,
            guint  n_segments)
{
  GString *joined = g_string_new (segments[0]);

  for (guint i = 1; i < n_segments; i++)
    g_string_append_printf (joined, "/%s", segments[i]);
  return g_string_free (joined, FALSE);
}

static char *
sign_source (char            **source,
             const char       *secret,
             PsSignatureKind   kind,
             gboolean          unescaped)
{
  g_autofree char *escaped = g_strjoinv ("/", source);
  g_autoptr(GString) plain = unquote (escaped);
  g_autofree char *to_sign = g_strconcat ("fl_original/", unescaped ? plain->str : escaped, NULL);

  return ps_signature_of_url (to_sign, secret, kind);
}

/**
 * ps_signature_add_fl_original:
 * @url: a delivery URL as the API issued it
 * @resource_type: of the asset
 * @type: the asset's delivery type
 * @secret: the API secret
 * @kind: how to sign
 * @unescaped: whether to sign the percent-decoded form (the SDKs differ; the service takes either)
 *
 * Returns: (transfer full) (nullable): @url with `fl_original`, signed again if it was
 *   signed; %NULL if it is no delivery URL of that type
 */
char *
ps_signature_add_fl_original (const char      *url,
                              const char      *resource_type,
                              const char      *type,
                              const char      *secret,
                              PsSignatureKind  kind,
                              gboolean         unescaped)
{
  g_autofree char *path = g_strndup (url, strcspn (url, "?#"));
  const char *query = url + strlen (path);
  g_auto(GStrv) segments = g_strsplit (path, "/", -1);
  g_autofree char *head = NULL;
  g_autofree char *signature = NULL;
  g_autofree char *rest = NULL;
  char **tail, **source;
  int types = find_types (segments, resource_type, type);
  gboolean is_signed;

  if (types < 0)
    return NULL;
  tail = segments + types + 2;
  is_signed = *tail != NULL && is_component (*tail);
  if (is_signed)
    tail++;
  source = tail;
  if (*source != NULL && is_version (*source) && source[1] != NULL)
    source++;
  if (*source == NULL || **source == '\0')
    return NULL;

  rest = g_strjoinv ("/", tail);
  signature = is_signed ? sign_source (source, secret, kind, unescaped) : NULL;
  head = join_first (segments, types + 2);
  return g_strconcat (head, "/", is_signed ? signature : "", is_signed ? "/" : "", "fl_original/", rest, query, NULL);
}

/**
 * ps_signature_escape:
 * @public_id: a public id, or a source with extension
 *
 * As Python's SDK escapes for delivery URLs: decoded once, then every byte but
 * `A–Z a–z 0–9 _ . - / :` encoded; repeated slashes become one.
 *
 * Returns: (transfer full): ASCII
 */
char *
ps_signature_escape (const char *public_id)
{
  static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-/:";
  g_autoptr(GString) plain = unquote (public_id);
  GString *out = g_string_new (NULL);

  for (const char *p = plain->str; *p != '\0'; p++)
    if (p[0] == '/' && p[1] == '/')
      continue;
    else if (strchr (allowed, *p) != NULL)
      g_string_append_c (out, *p);
    else
      g_string_append_printf (out, "%%%02X", (guchar) *p);
  return g_string_free (out, FALSE);
}
