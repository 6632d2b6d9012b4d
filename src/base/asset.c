/* src/base/asset.c: what the cloud says of one original. */
#include "base/asset.h"

G_DEFINE_BOXED_TYPE (PsAsset, ps_asset, ps_asset_ref, ps_asset_unref)

/**
 * ps_asset_new:
 *
 * An empty asset whose numbers read "not known". Fill it before it is shared.
 *
 * Returns: (transfer full): a new asset
 */
PsAsset *
ps_asset_new (void)
{
  PsAsset *self = g_atomic_rc_box_new0 (PsAsset);

  self->n_bytes = -1;
  self->duration_s = -1;
  return self;
}

/**
 * ps_asset_ref:
 * @self: an asset
 *
 * Returns: (transfer full): @self
 */
PsAsset *
ps_asset_ref (PsAsset *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_asset (gpointer data)
{
  PsAsset *self = data;

  g_free (self->asset_id);
  g_free (self->resource_type);
  g_free (self->resource_kind);
  g_free (self->public_id);
  g_free (self->format);
  g_free (self->created_at);
  g_free (self->uploaded_at);
  g_free (self->etag);
  g_free (self->etag_sent);
  g_free (self->asset_folder);
  g_free (self->display_name);
  g_free (self->folder);
  g_free (self->original_filename);
  g_free (self->secure_url);
  g_free (self->status);
  g_free (self->access_mode);
  g_free (self->access_control);
  g_strfreev (self->tags);
  g_strfreev (self->context);
  g_free (self->metadata);
  g_free (self->image_metadata);
  g_free (self->json);
  g_free (self->problem);
}

/**
 * ps_asset_unref:
 * @self: (transfer full): an asset
 */
void
ps_asset_unref (PsAsset *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_asset);
}

/**
 * ps_asset_is_original:
 * @self: an asset
 *
 * Whether the photographer's own bytes are in the cloud. The other delivery
 * types (`fetch`, `facebook`, `youtube`, …) are cached copies of somebody
 * else's server (Cloudinary, "delivery types"); an unknown word counts as an
 * original, since leaving a photo out is the worse mistake.
 *
 * Returns: %TRUE unless the cloud holds only a remote copy
 */
gboolean
ps_asset_is_original (const PsAsset *self)
{
  static const char *const remote[] = {
    "fetch", "facebook", "twitter", "twitter_name", "gravatar", "youtube", "hulu", "vimeo",
    "animoto", "worldstarhiphop", "dailymotion", "list", "multi", "text", "sprite", "asset", NULL
  };

  g_return_val_if_fail (self != NULL, FALSE);

  return self->resource_kind == NULL || !g_strv_contains (remote, self->resource_kind);
}
