/* src/backup/places.c: pure: where a photo may lie, as vault names it and catalogue keeps it. */
#include "backup/places.h"

#include "base/text.h"
#include "catalog/records.h"

/**
 * ps_places_make:
 * @asset: a photo
 * @dynamic_folders: the account's folder mode
 * @rules: what the disk can hold
 *
 * Returns: (transfer full) (element-type PsPlace): places, best first, with the
 *   keys by which the catalogue keeps them apart
 */
GPtrArray *
ps_places_make (const PsAsset *asset,
                gboolean       dynamic_folders,
                PsNameRules    rules)
{
  g_autoptr(GPtrArray) paths = ps_names_make (asset, dynamic_folders, rules);
  GPtrArray *places = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_place_free);

  for (guint i = 0; i < paths->len; i++)
    {
      PsPlace *place = g_new0 (PsPlace, 1);

      place->path = g_strdup (g_ptr_array_index (paths, i));
      place->key = ps_names_key (place->path);
      g_ptr_array_add (places, place);
    }
  return places;
}

/**
 * ps_places_staging_name:
 * @asset: a photo
 *
 * The same for each try of the same photo, also after a restart and a rename.
 *
 * Returns: (transfer full): digits and letters that name its staging file
 */
char *
ps_places_staging_name (const PsAsset *asset)
{
  g_autofree char *natural = NULL;
  g_autofree char *digest = NULL;

  if (ps_text_is_hex (asset->asset_id, 32))
    return g_ascii_strdown (asset->asset_id, -1);
  natural = g_strjoin ("\n", asset->resource_type != NULL ? asset->resource_type : "",
                       asset->resource_kind != NULL ? asset->resource_kind : "", asset->public_id, NULL);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, natural, -1);
  digest[32] = '\0';
  return g_strdup (digest);
}
