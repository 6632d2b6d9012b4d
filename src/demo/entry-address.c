/* src/demo/entry-address.c: by what names an asset is known: its address, its folder, its versions. */
#include "demo/entry.h"

#include <string.h>

#include "demo/json-text.h"
#include "demo/signing.h"

/**
 * ps_entry_dup_target:
 * @asset: an asset
 *
 * Returns: (transfer full): what faults know it by, whatever way it is asked for
 */
char *
ps_entry_dup_target (const PsAsset *asset)
{
  return g_strjoin ("/", asset->resource_type, asset->resource_kind, asset->public_id, NULL);
}

/**
 * ps_entry_dup_version_id:
 * @asset_id: 32 hex digits
 * @version: seconds since 1970
 *
 * Returns: (transfer full): 32 hex digits
 */
char *
ps_entry_dup_version_id (const char *asset_id,
                         gint64      version)
{
  g_autofree char *text = g_strdup_printf ("%s %" G_GINT64_FORMAT, asset_id, version);

  return g_compute_checksum_for_string (G_CHECKSUM_MD5, text, -1);
}

/**
 * ps_entry_get_folder:
 * @cloud: the account
 * @asset: an asset
 * @owned: (out) (transfer full) (nullable): keeps the result alive where it had to be made
 *
 * Returns: where the photographer sees it, "" for the root
 */
const char *
ps_entry_get_folder (PsCloud        *cloud,
                     const PsAsset  *asset,
                     char          **owned)
{
  const char *slash;

  *owned = NULL;
  if (!cloud->fixed)
    return asset->asset_folder != NULL ? asset->asset_folder : "";
  if (asset->folder != NULL)
    return asset->folder;
  slash = strrchr (asset->public_id, '/');
  *owned = slash != NULL ? g_strndup (asset->public_id, slash - asset->public_id) : g_strdup ("");
  return *owned;
}

static gboolean
is_protected (const PsAsset *asset)
{
  return g_str_equal (asset->resource_kind, "private") || g_str_equal (asset->resource_kind, "authenticated")
         || g_strcmp0 (asset->access_mode, "authenticated") == 0;
}

static void
append_source (GString       *out,
               const PsAsset *asset)
{
  ps_json_append_escaped (out, asset->public_id);
  if (!g_str_equal (asset->resource_type, "raw") && asset->format != NULL && !g_str_equal (asset->resource_kind, "fetch"))
    {
      g_string_append_c (out, '.');
      ps_json_append_escaped (out, asset->format);
    }
}

/**
 * ps_entry_append_address:
 * @out: where to
 * @cloud: the account
 * @asset: an asset
 * @transformation: (nullable): such as "fl_original"
 * @is_signed: whether a protected asset's address is signed
 *
 * Appends the address where delivery gives the asset.
 */
void
ps_entry_append_address (GString       *out,
                         PsCloud       *cloud,
                         const PsAsset *asset,
                         const char    *transformation,
                         gboolean       is_signed)
{
  g_autoptr(GString) source = g_string_sized_new (128);

  g_string_append (out, cloud->delivery_origin);
  if (!ps_faults_switch (cloud->faults, "private-cdn", NULL))
    g_string_append (out, "/" PS_DEMO_CLOUD_NAME);
  g_string_append_printf (out, "/%s/%s/", asset->resource_type, asset->resource_kind);
  append_source (source, asset);
  if (is_signed && is_protected (asset))
    {
      g_autofree char *to_sign = transformation != NULL ? g_strconcat (transformation, "/", source->str, NULL) : g_strdup (source->str);
      GChecksumType type = ps_faults_switch (cloud->faults, "sha256-only", NULL) ? G_CHECKSUM_SHA256 : G_CHECKSUM_SHA1;
      g_autofree char *signature = ps_signing_of_url (type, 8, to_sign, PS_DEMO_API_SECRET);

      g_string_append_printf (out, "s--%s--/", signature);
    }
  if (transformation != NULL)
    g_string_append_printf (out, "%s/", transformation);
  if (asset->version > 0)
    g_string_append_printf (out, "v%" G_GINT64_FORMAT "/", asset->version);
  g_string_append_len (out, source->str, source->len);
}
