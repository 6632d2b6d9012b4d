/* src/demo/api-details.c: everything about one asset. */
#include "demo/api.h"

#include "demo/entry.h"
#include "demo/exif-words.h"
#include "demo/json-text.h"

static void
append_version (GString    *json,
                const char *asset_id,
                gint64      version,
                const char *format,
                gint64      n_bytes,
                gboolean    restorable)
{
  g_autofree char *version_id = ps_entry_dup_version_id (asset_id, version);
  g_autofree char *version_text = g_strdup_printf ("%" G_GINT64_FORMAT, version);
  g_autoptr(GDateTime) stored_at = g_date_time_new_from_unix_utc (version);
  g_autofree char *time = stored_at != NULL ? g_date_time_format (stored_at, "%Y-%m-%dT%H:%M:%S+00:00") : NULL;

  g_string_append (json, json->str[json->len - 1] == '}' ? ",{" : "{");
  ps_json_append_member (json, "version_id", version_id);
  ps_json_append_member (json, "version", version_text); /* a text here, of all places */
  if (format != NULL)
    ps_json_append_member (json, "format", format);
  ps_json_append_number (json, "size", n_bytes);
  ps_json_append_member (json, "time", time);
  ps_json_append_raw (json, "restorable", restorable ? "true" : "false");
  g_string_append_c (json, '}');
}

static void
append_versions (GString       *json,
                 PsCall        *call,
                 gint64         number,
                 const PsAsset *asset)
{
  const GArray *versions = ps_studio_get_versions (call->cloud->studio, number);

  ps_json_append_raw (json, "versions", "[");
  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      const PsStudioVersion *version = &g_array_index (versions, PsStudioVersion, i);

      append_version (json, asset->asset_id, version->version, version->format, version->n_bytes, TRUE);
    }
  append_version (json, asset->asset_id, asset->version, asset->format, asset->n_bytes, FALSE);
  g_string_append_c (json, ']');
}

static void
append_media_metadata (GString       *json,
                       PsCall        *call,
                       gint64         number,
                       const PsAsset *asset)
{
  g_autoptr(PsStudioSource) source = ps_studio_get_source (call->cloud->studio, number);
  g_autoptr(GBytes) bytes = ps_studio_source_read (source, NULL);

  ps_exif_words_append (json, g_str_equal (asset->resource_type, "video") ? "video_metadata" : "image_metadata", bytes);
}

/* Analyses of a picture: the demo has looked at none. */
static void
append_analyses (GString       *json,
                 PsRequest     *request,
                 const PsAsset *asset)
{
  if (ps_request_get_flag (request, "faces"))
    ps_json_append_raw (json, "faces", "[]");
  if (ps_request_get_flag (request, "colors"))
    ps_json_append_raw (json, "colors", "[]");
  if (ps_request_get_flag (request, "phash"))
    {
      g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_MD5, asset->etag != NULL ? asset->etag : asset->public_id, -1);

      digest[16] = '\0';
      ps_json_append_member (json, "phash", digest);
    }
  if (ps_request_get_flag (request, "coordinates"))
    ps_json_append_raw (json, "coordinates", "{}");
  if (ps_request_get_flag (request, "quality_analysis"))
    ps_json_append_raw (json, "quality_analysis", "{\"focus\":1.0}");
  if (ps_request_get_flag (request, "accessibility_analysis"))
    ps_json_append_raw (json, "accessibility_analysis", "{}");
  if (ps_request_get_flag (request, "pages") && asset->n_pages > 0)
    ps_json_append_number (json, "pages", asset->n_pages);
  if (ps_request_get_flag (request, "related"))
    ps_json_append_raw (json, "related_assets", "[]");
}

/**
 * ps_api_details:
 * @call: a call
 * @number: an asset that is there
 *
 * Returns: (transfer full): the reply
 */
PsReply *
ps_api_details (PsCall *call,
                gint64  number)
{
  g_autoptr(PsAsset) asset = ps_studio_get_asset (call->cloud->studio, number, 0);
  PsEntryStyle style = ps_entry_style (call->cloud, PS_ENTRY_DETAILS);
  gboolean with_media = ps_request_get_flag (call->request, "media_metadata") || ps_request_get_flag (call->request, "image_metadata")
                        || ps_request_get_flag (call->request, "exif");
  GString *json;

  if (asset == NULL)
    return ps_reply_new_error (404, "Resource not found");
  if (g_str_equal (asset->resource_type, "image") || with_media)
    style.fields |= PS_ENTRY_BIT (PS_ENTRY_ETAG);
  json = g_string_new (NULL);
  ps_entry_append_open (json, &style, number, asset);
  ps_json_append_raw (json, "backup", "false");
  ps_json_append_raw (json, "derived", "[]");
  if (with_media && !g_str_equal (asset->resource_type, "raw"))
    append_media_metadata (json, call, number, asset);
  append_analyses (json, call->request, asset);
  if (ps_request_get_flag (call->request, "versions") && asset->asset_id != NULL)
    append_versions (json, call, number, asset);
  ps_json_append_raw (json, "usage", "{}");
  g_string_append_c (json, '}');
  return ps_reply_new_json (200, json);
}
