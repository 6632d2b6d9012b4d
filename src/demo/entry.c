/* src/demo/entry.c: an asset as listings, searches and details tell it. */
#include "demo/entry.h"

#include <string.h>

#include "base/times.h"
#include "demo/exif-words.h"
#include "demo/json-text.h"

#define WANTS(field) (fields & PS_ENTRY_BIT (PS_ENTRY_##field))

/* "2024-06-25T11:59:14Z" in listings and details, "…+00:00" in searches. */
static void
append_time (GString            *out,
             const PsEntryStyle *style,
             const char         *name,
             const char         *time)
{
  ps_json_append_member (out, name, time);
  if (style->kind != PS_ENTRY_SEARCH || time == NULL || !g_str_has_suffix (time, "Z"))
    return;
  g_string_truncate (out, out->len - 2);
  g_string_append (out, "+00:00\"");
}

static void
append_names (GString            *out,
              const PsEntryStyle *style,
              const PsAsset      *asset,
              guint64             fields)
{
  g_autofree char *owned = NULL;
  const char *folder = ps_entry_get_folder (style->cloud, asset, &owned);
  const char *base = strrchr (asset->public_id, '/');

  if (WANTS (ASSET_FOLDER) && !style->cloud->fixed)
    ps_json_append_member (out, "asset_folder", folder);
  if (WANTS (FOLDER) && style->cloud->fixed)
    ps_json_append_member (out, "folder", folder);
  if (WANTS (FILENAME))
    ps_json_append_member (out, "filename", base != NULL ? base + 1 : asset->public_id);
  if (WANTS (DISPLAY_NAME) && !style->cloud->fixed && asset->display_name != NULL)
    ps_json_append_member (out, "display_name", asset->display_name);
  if (WANTS (FORMAT) && asset->format != NULL)
    ps_json_append_member (out, "format", asset->format);
}

static void
append_sizes (GString            *out,
              const PsEntryStyle *style,
              const PsAsset      *asset,
              guint64             fields,
              gint64              n_bytes)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (WANTS (BYTES))
    ps_json_append_number (out, "bytes", n_bytes);
  if (WANTS (BACKUP_BYTES))
    ps_json_append_number (out, "backup_bytes", 0);
  if (asset->width > 0 && asset->height > 0)
    {
      double ratio = (double) asset->width / asset->height;

      if (WANTS (WIDTH))
        ps_json_append_number (out, "width", asset->width);
      if (WANTS (HEIGHT))
        ps_json_append_number (out, "height", asset->height);
      if (WANTS (ASPECT_RATIO))
        ps_json_append_raw (out, "aspect_ratio", g_ascii_formatd (number, sizeof number, "%.5f", ratio));
      if (WANTS (PIXELS))
        ps_json_append_number (out, "pixels", asset->width * asset->height);
    }
  if (WANTS (DURATION) && asset->duration_s >= 0)
    ps_json_append_raw (out, "duration", g_ascii_formatd (number, sizeof number, "%.6f", asset->duration_s));
  if (WANTS (PAGES) && asset->n_pages > 0)
    ps_json_append_number (out, "pages", asset->n_pages);
}

static void
append_addresses (GString            *out,
                  const PsEntryStyle *style,
                  const PsAsset      *asset,
                  guint64             fields)
{
  static const char *const names[] = { "url", "secure_url" };
  g_autoptr(GString) address = NULL;

  if (!WANTS (URL) && !WANTS (SECURE_URL))
    return;
  address = g_string_sized_new (200);
  ps_entry_append_address (address, style->cloud, asset, NULL, !style->has_private_401);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (fields & PS_ENTRY_BIT (i == 0 ? PS_ENTRY_URL : PS_ENTRY_SECURE_URL))
        ps_json_append_member (out, names[i], address->str);
    }
}

static void
append_rights (GString            *out,
               const PsEntryStyle *style,
               const PsAsset      *asset,
               guint64             fields,
               const char         *target)
{
  if (WANTS (STATUS))
    ps_json_append_member (out, "status", asset->status != NULL ? asset->status : "active");
  if (WANTS (ACCESS_MODE))
    ps_json_append_member (out, "access_mode", asset->access_mode != NULL ? asset->access_mode : "public");
  if (WANTS (ACCESS_CONTROL))
    {
      if (style->has_token && ps_faults_switch_for (style->cloud->faults, "token", PS_FAULT_ON_ANY, target, NULL))
        ps_json_append_raw (out, "access_control", "[{\"access_type\":\"token\"}]");
      else
        ps_json_append_raw (out, "access_control", asset->access_control != NULL ? asset->access_control : "null");
    }
}

static void
append_etag (GString            *out,
             const PsEntryStyle *style,
             const PsAsset      *asset,
             guint64             fields)
{
  const char *etag = asset->etag != NULL ? asset->etag : asset->etag_sent;
  gboolean inside = style->kind == PS_ENTRY_SEARCH && ps_faults_switch (style->cloud->faults, "etag-in-analysis", NULL);

  if (WANTS (ETAG) && !inside && etag != NULL
      && !(style->kind == PS_ENTRY_LIST && ps_faults_switch (style->cloud->faults, "no-etag", NULL)))
    ps_json_append_member (out, "etag", etag);
  if (WANTS (IMAGE_ANALYSIS) && g_str_equal (asset->resource_type, "image"))
    {
      ps_json_append_raw (out, "image_analysis", "{\"face_count\":0,\"faces\":[],\"grayscale\":false,\"illustration_score\":0.0,\"transparent\":false");
      if (etag != NULL)
        ps_json_append_member (out, "etag", etag);
      g_string_append_c (out, '}');
    }
}

static void
append_persons (GString *out,
                guint64  fields)
{
  if (WANTS (CREATED_BY))
    ps_json_append_raw (out, "created_by", "{\"access_key\":\"" PS_DEMO_API_KEY "\"}");
  if (WANTS (UPLOADED_BY))
    ps_json_append_raw (out, "uploaded_by", "{\"access_key\":\"" PS_DEMO_API_KEY "\"}");
}

static void
append_last_updated (GString            *out,
                     const PsEntryStyle *style,
                     gint64              number,
                     const PsAsset      *asset)
{
  gint64 changed_us = ps_studio_get_changed_us (style->cloud->studio, number);
  g_autofree char *changed = changed_us > 0 ? ps_time_to_text (changed_us) : NULL;
  const char *time = changed != NULL ? changed : asset->uploaded_at != NULL ? asset->uploaded_at : asset->created_at;

  ps_json_append_raw (out, "last_updated", "{");
  append_time (out, style, "tags_updated_at", time);
  append_time (out, style, "updated_at", time);
  g_string_append_c (out, '}');
}

/* {"custom":{…}} in listings and details, flat in searches, a list of pairs on a bad day. */
static void
append_context (GString            *out,
                const PsEntryStyle *style,
                const PsAsset      *asset)
{
  gboolean as_list = ps_faults_switch (style->cloud->faults, "context-array", NULL);
  gboolean nested = !as_list && style->kind != PS_ENTRY_SEARCH;

  if (asset->context == NULL || asset->context[0] == NULL)
    return;
  ps_json_append_raw (out, "context", as_list ? "[" : nested ? "{\"custom\":{" : "{");
  for (guint i = 0; asset->context[i] != NULL && asset->context[i + 1] != NULL; i += 2)
    {
      if (!as_list)
        {
          ps_json_append_member (out, asset->context[i], asset->context[i + 1]);
          continue;
        }
      g_string_append (out, i == 0 ? "{" : ",{");
      ps_json_append_member (out, "key", asset->context[i]);
      ps_json_append_member (out, "value", asset->context[i + 1]);
      g_string_append_c (out, '}');
    }
  g_string_append (out, as_list ? "]" : nested ? "}}" : "}");
}

static void
append_blocks (GString            *out,
               const PsEntryStyle *style,
               gint64              number,
               const PsAsset      *asset,
               guint64             fields)
{
  if (WANTS (LAST_UPDATED))
    append_last_updated (out, style, number, asset);
  if (WANTS (TAGS))
    ps_json_append_list (out, "tags", (const char *const *) asset->tags);
  if (WANTS (CONTEXT))
    append_context (out, style, asset);
  if (WANTS (METADATA) && asset->metadata != NULL)
    ps_json_append_raw (out, "metadata", asset->metadata);
  if (WANTS (MODERATION) && style->kind == PS_ENTRY_LIST)
    ps_json_append_raw (out, "moderation", "[]");
  if (WANTS (ORIGINAL_FILENAME) && asset->original_filename != NULL)
    ps_json_append_member (out, "original_filename", asset->original_filename);
  if (WANTS (IMAGE_METADATA))
    {
      g_autoptr(PsStudioSource) source = ps_studio_get_source (style->cloud->studio, number);
      g_autoptr(GBytes) bytes = ps_studio_source_read (source, NULL);

      ps_exif_words_append (out, g_str_equal (asset->resource_type, "video") ? "video_metadata" : "image_metadata", bytes);
    }
  if (style->has_future)
    {
      ps_json_append_raw (out, "ai_summary", "{\"model\":\"tbd-1\",\"lines\":[1,2.5,{\"text\":null}],\"sure\":true}");
      ps_json_append_raw (out, "provenance", "[[\"c2pa\",1],[]]");
    }
}

/* Each asset lacks something else, and always the same. */
static guint64
take_some_away (guint64     fields,
                const char *target)
{
  switch (g_str_hash (target) % 4)
    {
    case 0:
      return fields & ~PS_ENTRY_BIT (PS_ENTRY_FORMAT);
    case 1:
      return fields & ~(PS_ENTRY_BIT (PS_ENTRY_WIDTH) | PS_ENTRY_BIT (PS_ENTRY_HEIGHT));
    case 2:
      return fields & ~(PS_ENTRY_BIT (PS_ENTRY_ASSET_FOLDER) | PS_ENTRY_BIT (PS_ENTRY_DISPLAY_NAME) | PS_ENTRY_BIT (PS_ENTRY_FOLDER));
    default:
      return fields & ~(PS_ENTRY_BIT (PS_ENTRY_BYTES) | PS_ENTRY_BIT (PS_ENTRY_CREATED_AT) | PS_ENTRY_BIT (PS_ENTRY_VERSION));
    }
}

/* "bytes:1e400" writes that; "bytes:" leaves the member out. Returns which fields are not to be written otherwise. */
static guint64
append_raw_fields (GString            *out,
                   const PsEntryStyle *style,
                   const char         *target)
{
  guint64 replaced = 0;
  const char *argument;

  for (guint i = 0; (argument = ps_faults_switch_nth (style->cloud->faults, "json-field", target, i)) != NULL; i++)
    {
      const char *colon = strchr (argument, ':');
      g_autofree char *name = colon != NULL ? g_strndup (argument, colon - argument) : g_strdup (argument);
      const char *names[] = { name, NULL };

      replaced |= ps_entry_parse_fields (names);
      if (colon != NULL && colon[1] != '\0')
        ps_json_append_raw (out, name, colon + 1);
    }
  return replaced;
}

/* A wrong value first and the right one after it; NUL and half a surrogate pair in a name. */
static void
append_odd (GString      *out,
            PsEntryStyle *style)
{
  static const char *const oddities[] = {
    "\"bytes\":1", "\"display_name\":\"nul\\u0000in the name\"", "\"display_name\":\"half \\ud83d a pair\"",
    "\"tags\":\"no list\"", "\"caption\":\"tail \\udc00\"",
  };

  if (!style->odd)
    return;
  if (out->str[out->len - 1] != '{')
    g_string_append_c (out, ',');
  g_string_append (out, oddities[style->n_written % G_N_ELEMENTS (oddities)]);
}

/**
 * ps_entry_append_open:
 * @out: where to
 * @style: how
 * @number: the asset's number
 * @asset: the asset
 *
 * Like ps_entry_append(), but the object is left open for more members.
 */
void
ps_entry_append_open (GString       *out,
                      PsEntryStyle  *style,
                      gint64         number,
                      const PsAsset *asset)
{
  g_autofree char *target = style->has_missing || style->has_raw_fields || style->has_token || style->has_huge ? ps_entry_dup_target (asset) : NULL;
  PsFaults *faults = style->cloud->faults;
  guint64 fields = style->fields;
  gint64 n_bytes = asset->n_bytes;

  if (style->n_written > 0 && out->str[out->len - 1] == '}')
    g_string_append_c (out, ',');
  g_string_append_c (out, '{');
  if (style->has_missing && ps_faults_switch_for (faults, "missing-fields", PS_FAULT_ON_ANY, target, NULL))
    fields = take_some_away (fields, target);
  if (style->has_huge && ps_faults_switch_for (faults, "huge-bytes", PS_FAULT_ON_ANY, target, NULL))
    n_bytes += G_GINT64_CONSTANT (5) << 30;
  if (style->has_raw_fields)
    fields &= ~append_raw_fields (out, style, target);
  if (style->n_written % 5 != 1 && style->n_written % 5 != 2)
    append_odd (out, style);
  if (WANTS (ASSET_ID) && asset->asset_id != NULL)
    ps_json_append_member (out, "asset_id", asset->asset_id);
  if (WANTS (PUBLIC_ID))
    ps_json_append_member (out, "public_id", asset->public_id);
  append_names (out, style, asset, fields);
  if (WANTS (VERSION) && asset->version > 0)
    ps_json_append_number (out, "version", asset->version);
  if (WANTS (VERSION_ID) && asset->asset_id != NULL)
    {
      g_autofree char *version_id = ps_entry_dup_version_id (asset->asset_id, asset->version);

      ps_json_append_member (out, "version_id", version_id);
    }
  if (WANTS (RESOURCE_TYPE))
    ps_json_append_member (out, "resource_type", asset->resource_type);
  if (WANTS (TYPE))
    ps_json_append_member (out, "type", asset->resource_kind);
  if (WANTS (CREATED_AT))
    append_time (out, style, "created_at", asset->created_at);
  if (WANTS (UPLOADED_AT))
    append_time (out, style, "uploaded_at", asset->uploaded_at != NULL ? asset->uploaded_at : asset->created_at);
  append_sizes (out, style, asset, fields, n_bytes);
  append_addresses (out, style, asset, fields);
  append_rights (out, style, asset, fields, target);
  append_etag (out, style, asset, fields);
  append_persons (out, fields);
  append_blocks (out, style, number, asset, fields);
  if (style->n_written % 5 == 1 || style->n_written % 5 == 2)
    append_odd (out, style);
  style->n_written++;
}

/**
 * ps_entry_append:
 * @out: where to
 * @style: how; it counts the entries and puts commas between them
 * @number: the asset's number
 * @asset: the asset
 *
 * Appends one entry as a JSON object.
 */
void
ps_entry_append (GString       *out,
                 PsEntryStyle  *style,
                 gint64         number,
                 const PsAsset *asset)
{
  ps_entry_append_open (out, style, number, asset);
  g_string_append_c (out, '}');
}
