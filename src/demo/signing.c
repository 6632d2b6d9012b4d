/* src/demo/signing.c: pure: Cloudinary's two kinds of signatures, made and checked. */
#include "demo/signing.h"

#include <string.h>

/**
 * ps_signing_of_url:
 * @type: %G_CHECKSUM_SHA1 or %G_CHECKSUM_SHA256
 * @n_chars: 8, or 32 for the long form
 * @to_sign: transformation and source with its extension, joined by a slash
 * @secret: the API secret
 *
 * Returns: (transfer full): what stands between `s--` and `--` in a delivery URL
 */
char *
ps_signing_of_url (GChecksumType  type,
                   gsize          n_chars,
                   const char    *to_sign,
                   const char    *secret)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (type);
  guint8 digest[64];
  gsize length = sizeof digest;
  char *text;

  g_checksum_update (checksum, (const guchar *) to_sign, -1);
  g_checksum_update (checksum, (const guchar *) secret, -1);
  g_checksum_get_digest (checksum, digest, &length);
  text = g_base64_encode (digest, length);
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  if (strlen (text) > n_chars)
    text[n_chars] = '\0';
  return text;
}

static gboolean
matches (const char    *signature,
         GChecksumType  type,
         gsize          n_chars,
         const char    *to_sign,
         const char    *secret)
{
  g_autofree char *right = ps_signing_of_url (type, n_chars, to_sign, secret);

  return g_str_equal (right, signature);
}

static gboolean
matches_any (const char     *signature,
             const char     *to_sign,
             const char     *secret,
             PsSigningTakes  takes)
{
  return ((takes & PS_SIGNING_TAKES_SHA1) && matches (signature, G_CHECKSUM_SHA1, 8, to_sign, secret))
         || matches (signature, G_CHECKSUM_SHA256, 8, to_sign, secret)
         || matches (signature, G_CHECKSUM_SHA256, 32, to_sign, secret);
}

/**
 * ps_signing_check_url:
 * @signature: what stood between `s--` and `--`
 * @to_sign: transformation and source as they stood in the URL, percent-encoded
 * @secret: the API secret
 * @takes: what this account accepts; SHA-256 always
 *
 * SDKs differ in whether they sign the escaped or the unescaped name.
 *
 * Returns: whether the signature is right
 */
gboolean
ps_signing_check_url (const char     *signature,
                      const char     *to_sign,
                      const char     *secret,
                      PsSigningTakes  takes)
{
  g_autofree char *unescaped = g_uri_unescape_string (to_sign, NULL);

  if ((takes & PS_SIGNING_TAKES_ESCAPED) && matches_any (signature, to_sign, secret, takes))
    return TRUE;
  return (takes & PS_SIGNING_TAKES_UNESCAPED) && unescaped != NULL && matches_any (signature, unescaped, secret, takes);
}

static int
compare_pairs (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
is_signed (const char *name,
           const char *value)
{
  static const char *const unsigned_names[] = { "file", "cloud_name", "resource_type", "api_key", "signature", NULL };

  return *value != '\0' && !g_strv_contains (unsigned_names, name);
}

/**
 * ps_signing_string:
 * @names_and_values: name, value, …, %NULL; a name with `[]` more than once is a list
 * @version_2: whether `&` inside a pair becomes `%26`
 *
 * Returns: (transfer full): what the secret is appended to and hashed
 */
char *
ps_signing_string (const char *const *names_and_values,
                   gboolean           version_2)
{
  g_autoptr(GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GHashTable) lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; names_and_values[i] != NULL && names_and_values[i + 1] != NULL; i += 2)
    {
      const char *bracket = strchr (names_and_values[i], '[');
      g_autofree char *name = bracket != NULL ? g_strndup (names_and_values[i], bracket - names_and_values[i]) : g_strdup (names_and_values[i]);
      gpointer place;

      if (!is_signed (name, names_and_values[i + 1]))
        continue;
      place = bracket != NULL ? g_hash_table_lookup (lists, name) : NULL;
      if (place != NULL)
        {
          gpointer *pair = &g_ptr_array_index (pairs, GPOINTER_TO_UINT (place) - 1);
          char *longer = g_strconcat (*pair, ",", names_and_values[i + 1], NULL);

          g_free (*pair);
          *pair = longer;
          continue;
        }
      g_ptr_array_add (pairs, g_strconcat (name, "=", names_and_values[i + 1], NULL));
      if (bracket != NULL)
        g_hash_table_insert (lists, g_steal_pointer (&name), GUINT_TO_POINTER (pairs->len));
    }
  for (guint i = 0; version_2 && i < pairs->len; i++)
    {
      g_autofree char *pair = g_ptr_array_index (pairs, i);
      g_auto(GStrv) parts = g_strsplit (pair, "&", -1);

      g_ptr_array_index (pairs, i) = g_strjoinv ("%26", parts);
    }
  g_ptr_array_sort (pairs, compare_pairs);
  g_ptr_array_add (pairs, NULL);
  return g_strjoinv ("&", (char **) pairs->pdata);
}

/**
 * ps_signing_check_params:
 * @names_and_values: name, value, …, %NULL
 * @signature: hex digits of SHA-1 or SHA-256
 * @secret: the API secret
 *
 * Returns: whether the signature is right, by either version
 */
gboolean
ps_signing_check_params (const char *const *names_and_values,
                         const char        *signature,
                         const char        *secret)
{
  for (int version = 1; version <= 2; version++)
    {
      g_autofree char *plain = ps_signing_string (names_and_values, version == 2);
      g_autofree char *text = g_strconcat (plain, secret, NULL);
      g_autofree char *sha1 = g_compute_checksum_for_string (G_CHECKSUM_SHA1, text, -1);
      g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

      if (g_ascii_strcasecmp (signature, sha1) == 0 || g_ascii_strcasecmp (signature, sha256) == 0)
        return TRUE;
    }
  return FALSE;
}
