/* src/cloud/ladder.c: the addresses of an original, rung by rung.
 *
 * Which of Cloudinary's signature forms a service takes differs by account and
 * by SDK, so a rung may have several addresses; the usual form comes first.
 */
#include "cloud/ladder.h"

#include <string.h>

#include "cloud/signature.h"

/* Addresses as issued are percent-encoded; where one is not, only what must not be in a URL is encoded. */
static char *
mend_url (const char *url)
{
  GString *out = g_string_new (NULL);

  for (const char *p = url; *p != '\0'; p++)
    if ((guchar) *p > 0x20 && (guchar) *p < 0x7f && strchr ("\"<>\\^`{|}", *p) == NULL)
      g_string_append_c (out, *p);
    else
      g_string_append_printf (out, "%%%02X", (guchar) *p);
  return g_string_free (out, FALSE);
}

static void
add_url (GPtrArray *urls,
         char      *url)
{
  if (url != NULL && !g_ptr_array_find_with_equal_func (urls, url, g_str_equal, NULL))
    g_ptr_array_add (urls, url);
  else
    g_free (url);
}

static gboolean
has_original_flag (const PsAsset *asset)
{
  return asset->secure_url != NULL && asset->resource_type != NULL && asset->resource_kind != NULL
         && (g_str_equal (asset->resource_type, "image") || g_str_equal (asset->resource_type, "video"));
}

/* SHA-1 of what stands in the URL as Python and Node sign, of the decoded form as Ruby does, then SHA-256 of both. */
static void
add_fl_original_urls (GPtrArray     *urls,
                      PsAccount     *account,
                      const PsAsset *asset)
{
  static const PsSignatureKind kinds[] = { PS_SIGNATURE_SHA1, PS_SIGNATURE_SHA256, PS_SIGNATURE_SHA256_LONG };
  g_autofree char *url = mend_url (asset->secure_url);
  const char *secret = ps_account_get_api_secret (account);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (int unescaped = 0; unescaped < 2; unescaped++)
      add_url (urls, ps_signature_add_fl_original (url, asset->resource_type, asset->resource_kind, secret, kinds[i], unescaped));
}

static void
append_param (GString    *url,
              const char *name,
              const char *value)
{
  g_string_append_printf (url, "%s=", name);
  g_string_append_uri_escaped (url, value, NULL, FALSE);
  g_string_append_c (url, '&');
}

/* No format: with one, the cloud converts. */
static char *
make_download_url (PsAccount       *account,
                   const PsAsset   *asset,
                   const char      *timestamp,
                   PsSignatureKind  kind)
{
  const char *type = asset->resource_kind != NULL ? asset->resource_kind : "upload";
  const char *const params[] = { "public_id", asset->public_id, "timestamp", timestamp, "type", type, NULL };
  g_autofree char *signature = ps_signature_of_params (params, ps_account_get_api_secret (account), kind);
  GString *url = g_string_new (ps_account_get_api_origin (account));

  g_string_append_printf (url, "/v1_1/%s/", ps_account_get_cloud_name (account));
  g_string_append_uri_escaped (url, asset->resource_type != NULL ? asset->resource_type : "image", NULL, FALSE);
  g_string_append (url, "/download?");
  for (guint i = 0; params[i] != NULL; i += 2)
    append_param (url, params[i], params[i + 1]);
  append_param (url, "signature", signature);
  append_param (url, "api_key", ps_account_get_api_key (account));
  g_string_truncate (url, url->len - 1); /* the last "&" */
  return g_string_free (url, FALSE);
}

/**
 * ps_ladder_dup_urls:
 * @account: an account
 * @asset: an original
 * @rung: which rung
 * @skew_us: the server's clock less ours: signed downloads carry the server's time
 *
 * Returns: (transfer full) (element-type utf8): addresses; none where the rung makes no sense
 */
GPtrArray *
ps_ladder_dup_urls (PsAccount     *account,
                    const PsAsset *asset,
                    PsRung         rung,
                    gint64         skew_us)
{
  GPtrArray *urls = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *timestamp = NULL;

  if (!ps_original_has_rung (asset, rung))
    return urls;
  switch (rung)
    {
    case PS_RUNG_SECURE_URL:
      add_url (urls, mend_url (asset->secure_url));
      break;
    case PS_RUNG_FL_ORIGINAL:
      add_fl_original_urls (urls, account, asset);
      break;
    case PS_RUNG_DOWNLOAD:
      timestamp = g_strdup_printf ("%" G_GINT64_FORMAT, (g_get_real_time () + skew_us) / G_USEC_PER_SEC);
      add_url (urls, make_download_url (account, asset, timestamp, PS_SIGNATURE_SHA1));
      add_url (urls, make_download_url (account, asset, timestamp, PS_SIGNATURE_SHA256));
      break;
    case PS_N_RUNGS:
    default:
      g_assert_not_reached ();
    }
  return urls;
}

/**
 * ps_original_has_rung:
 * @asset: an original
 * @rung: which rung
 *
 * Returns: whether to try @rung: a raw file has no `fl_original`, an asset without an
 *   address no first rung, a remote copy no signed download
 */
gboolean
ps_original_has_rung (const PsAsset *asset,
                      PsRung         rung)
{
  g_autofree char *probe = NULL;

  g_return_val_if_fail (asset != NULL, FALSE);

  switch (rung)
    {
    case PS_RUNG_SECURE_URL:
      return asset->secure_url != NULL && *asset->secure_url != '\0';
    case PS_RUNG_FL_ORIGINAL:
      if (!has_original_flag (asset))
        return FALSE;
      probe = ps_signature_add_fl_original (asset->secure_url, asset->resource_type, asset->resource_kind, "", PS_SIGNATURE_SHA1, FALSE);
      return probe != NULL;
    case PS_RUNG_DOWNLOAD:
      return asset->public_id != NULL && *asset->public_id != '\0' && ps_asset_is_original (asset);
    case PS_N_RUNGS:
    default:
      return FALSE;
    }
}
