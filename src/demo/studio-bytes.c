/* src/demo/studio-bytes.c: an asset copied, its bytes read, its file replaced by another. */
#include "demo/studio.h"

#include <string.h>

/**
 * ps_studio_source_read:
 * @source: where
 * @error: set with a file's error
 *
 * May draw or read a whole file. Any thread.
 *
 * Returns: (transfer full): the bytes
 */
GBytes *
ps_studio_source_read (PsStudioSource  *source,
                       GError         **error)
{
  if (source->bytes != NULL)
    return g_bytes_ref (source->bytes);
  return ps_gallery_get_bytes (source->gallery, source->index, error);
}

/**
 * ps_studio_source_free:
 * @source: (transfer full): where
 */
void
ps_studio_source_free (PsStudioSource *source)
{
  g_object_unref (source->gallery);
  g_clear_pointer (&source->bytes, g_bytes_unref);
  g_free (source);
}

/**
 * ps_studio_copy_asset:
 * @asset: an asset
 *
 * Returns: (transfer full): one like it that may still be changed
 */
PsAsset *
ps_studio_copy_asset (const PsAsset *asset)
{
  PsAsset *copy = ps_asset_new ();

  *copy = *asset;
  copy->asset_id = g_strdup (asset->asset_id);
  copy->resource_type = g_strdup (asset->resource_type);
  copy->resource_kind = g_strdup (asset->resource_kind);
  copy->public_id = g_strdup (asset->public_id);
  copy->format = g_strdup (asset->format);
  copy->created_at = g_strdup (asset->created_at);
  copy->uploaded_at = g_strdup (asset->uploaded_at);
  copy->etag = g_strdup (asset->etag);
  copy->etag_sent = g_strdup (asset->etag_sent);
  copy->asset_folder = g_strdup (asset->asset_folder);
  copy->display_name = g_strdup (asset->display_name);
  copy->folder = g_strdup (asset->folder);
  copy->original_filename = g_strdup (asset->original_filename);
  copy->secure_url = g_strdup (asset->secure_url);
  copy->status = g_strdup (asset->status);
  copy->access_mode = g_strdup (asset->access_mode);
  copy->access_control = g_strdup (asset->access_control);
  copy->tags = g_strdupv (asset->tags);
  copy->context = g_strdupv (asset->context);
  copy->metadata = g_strdup (asset->metadata);
  copy->image_metadata = g_strdup (asset->image_metadata);
  copy->json = g_strdup (asset->json);
  copy->problem = g_strdup (asset->problem);
  return copy;
}

/**
 * ps_studio_make_successor:
 * @bytes: a file
 * @version: the version that replaces it
 *
 * A JPEG gets a comment behind its first marker (ITU T.81, B.2.4.5), anything
 * else a tail.
 *
 * Returns: (transfer full): other bytes, the same picture
 */
GBytes *
ps_studio_make_successor (GBytes *bytes,
                          gint64  version)
{
  g_autofree char *note = g_strdup_printf ("version %" G_GINT64_FORMAT, version);
  gsize size, n_note = strlen (note);
  const guint8 *data = g_bytes_get_data (bytes, &size);
  GByteArray *made = g_byte_array_sized_new (size + n_note + 4);

  if (size > 4 && data[0] == 0xff && data[1] == 0xd8)
    {
      const guint8 marker[4] = { 0xff, 0xfe, (n_note + 2) >> 8, (n_note + 2) & 0xff };

      g_byte_array_append (made, data, 2);
      g_byte_array_append (made, marker, sizeof marker);
      g_byte_array_append (made, (const guint8 *) note, n_note);
      g_byte_array_append (made, data + 2, size - 2);
    }
  else
    {
      g_byte_array_append (made, data, size);
      g_byte_array_append (made, (const guint8 *) note, n_note);
    }
  return g_byte_array_free_to_bytes (made);
}
