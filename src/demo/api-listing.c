/* src/demo/api-listing.c: the listings under /resources, and /tags. */
#include "demo/api.h"

#include <string.h>

#include "base/times.h"
#include "base/text.h"
#include "demo/entry.h"
#include "demo/json-text.h"

/* What a listing is narrowed to. Members are borrowed, %NULL: not narrowed. */
typedef struct
{
  const char *listing;       /* "image" …; %NULL: all types */
  const char *kind;
  const char *prefix;
  const char *tag;
  const char *asset_folder;  /* folded */
  const char *context_key, *context_value;
  const char *const *public_ids;
  gboolean descending;
  gboolean nothing;
} Filter;

static gboolean
has_context (const PsAsset *asset,
             const char    *key,
             const char    *value)
{
  for (guint i = 0; asset->context != NULL && asset->context[i] != NULL && asset->context[i + 1] != NULL; i += 2)
    {
      if (g_str_equal (asset->context[i], key) && (value == NULL || g_str_equal (asset->context[i + 1], value)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
passes (PsCloud       *cloud,
        const Filter  *filter,
        const PsAsset *asset)
{
  if (filter->kind != NULL && !g_str_equal (asset->resource_kind, filter->kind))
    return FALSE;
  if (filter->prefix != NULL && !g_str_has_prefix (asset->public_id, filter->prefix))
    return FALSE;
  if (filter->tag != NULL && (asset->tags == NULL || !g_strv_contains ((const char *const *) asset->tags, filter->tag)))
    return FALSE;
  if (filter->context_key != NULL && !has_context (asset, filter->context_key, filter->context_value))
    return FALSE;
  if (filter->public_ids != NULL && !g_strv_contains (filter->public_ids, asset->public_id))
    return FALSE;
  if (filter->asset_folder != NULL)
    {
      g_autofree char *owned = NULL;
      g_autofree char *folded = g_utf8_casefold (ps_entry_get_folder (cloud, asset, &owned), -1);

      return g_str_equal (folded, filter->asset_folder);
    }
  return TRUE;
}

/* Everything but the cursor belongs to a query; its pages may differ in nothing else. */
static char *
dup_query (PsCall *call)
{
  GString *query = g_string_new (call->request->path);

  for (guint i = 0; i + 1 < call->request->parameters->len; i += 2)
    {
      if (!g_str_equal (g_ptr_array_index (call->request->parameters, i), "next_cursor"))
        g_string_append_printf (query, "\n%s=%s", (char *) g_ptr_array_index (call->request->parameters, i),
                                (char *) g_ptr_array_index (call->request->parameters, i + 1));
    }
  return g_string_free (query, FALSE);
}

static guint64
get_fields (PsCall       *call,
            PsEntryStyle *style)
{
  g_auto(GStrv) names = ps_request_dup_list (call->request, "fields");
  guint64 fields = style->fields;

  if (names[0] != NULL)
    return ps_entry_parse_fields ((const char *const *) names) | PS_ENTRY_BIT (PS_ENTRY_PUBLIC_ID) | PS_ENTRY_BIT (PS_ENTRY_ASSET_ID);
  if (ps_request_get_flag (call->request, "tags"))
    fields |= PS_ENTRY_BIT (PS_ENTRY_TAGS);
  if (ps_request_get_flag (call->request, "context"))
    fields |= PS_ENTRY_BIT (PS_ENTRY_CONTEXT);
  if (ps_request_get_flag (call->request, "metadata"))
    fields |= PS_ENTRY_BIT (PS_ENTRY_METADATA);
  if (ps_request_get_flag (call->request, "moderations") || ps_request_get_flag (call->request, "moderation"))
    fields |= PS_ENTRY_BIT (PS_ENTRY_MODERATION);
  return fields;
}

/* The first place in time order that was made at that time or later. */
static gint64
find_time (PsCloud    *cloud,
           const char *listing,
           gint64      time_us)
{
  guint low = 0, high = ps_studio_get_n_places (cloud->studio, listing);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      gint64 number = ps_studio_get_number (cloud->studio, listing, middle);
      g_autoptr(PsAsset) asset = ps_studio_get_asset (cloud->studio, number, 0);

      if (asset == NULL || asset->created_at_us < time_us)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
read_start (PsCall  *call,
            Filter  *filter,
            gint64  *start,
            PsReply **reply)
{
  const char *start_at = ps_request_get (call->request, "start_at");
  gint64 n_places = ps_studio_get_n_places (call->cloud->studio, filter->listing);
  gint64 time_us;

  *start = filter->descending ? n_places - 1 : 0;
  if (start_at == NULL || *start_at == '\0')
    return TRUE;
  if (!ps_time_from_text (start_at, &time_us))
    {
      *reply = ps_reply_new_error (400, "Invalid value for parameter start_at");
      return FALSE;
    }
  if (filter->descending)
    filter->nothing = TRUE; /* seen in the wild: only with direction=asc does it mean anything */
  else
    *start = find_time (call->cloud, filter->listing, time_us);
  return TRUE;
}

/* One page in order of time: position is a place, so assets that come or go meanwhile shift nothing. */
static PsReply *
list_by_time (PsCall *call,
              Filter *filter,
              guint   n_wanted)
{
  PsCloud *cloud = call->cloud;
  g_autofree char *query = dup_query (call);
  const char *cursor = ps_api_get_cursor (call);
  PsEntryStyle style = ps_entry_style (cloud, PS_ENTRY_LIST);
  PsReply *reply = NULL;
  gint64 n_places, start, place, next = -1;
  GString *json;
  int step = filter->descending ? -1 : 1;

  if (!read_start (call, filter, &start, &reply)
      || (cursor != NULL && !ps_api_page_start (call, cursor, query, &start, &reply)))
    return reply;
  n_places = ps_studio_get_n_places (cloud->studio, filter->listing);
  place = start;
  if (g_strcmp0 (call->verb, "shift") == 0)
    place -= step * (call->argument != NULL ? g_ascii_strtoll (call->argument, NULL, 10) : 1);
  place = CLAMP (place, -1, n_places);
  style.fields = get_fields (call, &style);
  style.odd = g_strcmp0 (call->verb, "json-odd") == 0;
  json = g_string_sized_new (1024 * (n_wanted + 1));
  g_string_append (json, "{\"resources\":[");
  for (; place >= 0 && place < n_places && !filter->nothing; place += step)
    {
      gint64 number = ps_studio_get_number (cloud->studio, filter->listing, place);
      g_autoptr(PsAsset) asset = ps_studio_get_asset (cloud->studio, number, 0);

      if (asset == NULL || !passes (cloud, filter, asset))
        continue;
      if (style.n_written == n_wanted || (style.n_written > 0 && ps_cloud_is_late (cloud)))
        {
          next = place;
          break;
        }
      ps_entry_append (json, &style, number, asset);
    }
  g_string_append_c (json, ']');
  ps_api_append_cursor (call, json, query, start, next);
  g_string_append_c (json, '}');
  return ps_reply_new_json (200, json);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b,
             gpointer      user_data)
{
  PsStudio *studio = user_data;
  g_autoptr(PsAsset) x = ps_studio_get_asset (studio, *(const gint64 *) a, 0);
  g_autoptr(PsAsset) y = ps_studio_get_asset (studio, *(const gint64 *) b, 0);

  return g_strcmp0 (x->public_id, y->public_id);
}

/* Numbers of all that pass, newest first or by public id; kept until something changes. */
static GArray *
get_order (PsCall       *call,
           const char   *query,
           const Filter *filter,
           gboolean      by_id)
{
  PsCloud *cloud = call->cloud;
  GArray *order;

  if (cloud->orders_generation != ps_studio_get_generation (cloud->studio) || g_hash_table_size (cloud->orders) > 50)
    g_hash_table_remove_all (cloud->orders);
  cloud->orders_generation = ps_studio_get_generation (cloud->studio);
  order = g_hash_table_lookup (cloud->orders, query);
  if (order != NULL)
    return order;
  order = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (gint64 place = ps_studio_get_n_places (cloud->studio, filter->listing); place > 0; place--)
    {
      gint64 number = ps_studio_get_number (cloud->studio, filter->listing, place - 1);
      g_autoptr(PsAsset) asset = ps_studio_get_asset (cloud->studio, number, 0);

      if (asset != NULL && passes (cloud, filter, asset))
        g_array_append_val (order, number);
    }
  if (by_id)
    g_array_sort_with_data (order, compare_ids, cloud->studio);
  g_hash_table_insert (cloud->orders, g_strdup (query), order);
  return order;
}

static PsReply *
list_by_order (PsCall       *call,
               const Filter *filter,
               guint         n_wanted,
               gboolean      by_id)
{
  g_autofree char *query = dup_query (call);
  const char *cursor = ps_api_get_cursor (call);
  PsEntryStyle style = ps_entry_style (call->cloud, PS_ENTRY_LIST);
  PsReply *reply = NULL;
  gint64 start = 0, next;
  GArray *order;
  GString *json;

  if (cursor != NULL && !ps_api_page_start (call, cursor, query, &start, &reply))
    return reply;
  order = get_order (call, query, filter, by_id);
  style.fields = get_fields (call, &style);
  style.odd = g_strcmp0 (call->verb, "json-odd") == 0;
  json = g_string_new ("{\"resources\":[");
  for (next = start; next < order->len && next < start + n_wanted; next++)
    {
      gint64 number = g_array_index (order, gint64, next);
      g_autoptr(PsAsset) asset = ps_studio_get_asset (call->cloud->studio, number, 0);

      if (asset != NULL)
        ps_entry_append (json, &style, number, asset);
    }
  g_string_append_c (json, ']');
  ps_api_append_cursor (call, json, query, start, next < order->len ? next : -1);
  g_string_append_c (json, '}');
  return ps_reply_new_json (200, json);
}

static PsReply *
list_type (PsCall *call,
           Filter *filter)
{
  g_auto(GStrv) public_ids = ps_request_dup_list (call->request, "public_ids");
  const char *direction = ps_request_get (call->request, "direction");
  const char *prefix = ps_request_get (call->request, "prefix");
  PsReply *reply = NULL;
  guint n_wanted = ps_api_page_size (call, 10, &reply);

  if (n_wanted == 0)
    return reply;
  if (filter->kind == NULL && ((prefix != NULL && *prefix != '\0') || public_ids[0] != NULL))
    return ps_reply_new_error (400, "Missing required parameter - type");
  if (g_strv_length (public_ids) > 100)
    return ps_reply_new_error (400, "Too many public ids: at most 100");
  filter->descending = direction == NULL || !(g_ascii_strcasecmp (direction, "asc") == 0 || g_str_equal (direction, "1"));
  if (public_ids[0] != NULL)
    {
      filter->public_ids = (const char *const *) public_ids;
      return list_by_order (call, filter, MAX (n_wanted, 100), FALSE);
    }
  if (prefix != NULL && *prefix != '\0')
    {
      filter->prefix = prefix;
      return list_by_order (call, filter, n_wanted, TRUE);
    }
  return list_by_time (call, filter, n_wanted);
}

static PsReply *
list_below_type (PsCall *call)
{
  Filter filter = { .listing = call->segments[1], .descending = TRUE };
  g_autofree char *tag = NULL;
  PsReply *reply = NULL;
  guint n_wanted;

  if (call->n_segments == 2)
    return list_type (call, &filter);
  if (call->n_segments == 3 && !g_str_equal (call->segments[2], "context"))
    {
      filter.kind = call->segments[2];
      return list_type (call, &filter);
    }
  n_wanted = ps_api_page_size (call, 10, &reply);
  if (n_wanted == 0)
    return reply;
  if (g_str_equal (call->segments[2], "tags") && call->n_segments >= 4)
    {
      filter.tag = tag = g_strjoinv ("/", (GStrv) call->segments + 3);
      return list_by_time (call, &filter, n_wanted);
    }
  if (g_str_equal (call->segments[2], "context"))
    {
      filter.context_key = ps_request_get (call->request, "key");
      filter.context_value = ps_request_get (call->request, "value");
      return filter.context_key != NULL ? list_by_time (call, &filter, n_wanted) : ps_reply_new_error (400, "Missing required parameter - key");
    }
  filter.nothing = TRUE; /* moderations: nothing waits for a moderator here */
  return list_by_time (call, &filter, n_wanted);
}

static PsReply *
list_folder (PsCall *call)
{
  const char *folder = ps_request_get (call->request, "asset_folder");
  g_autofree char *folded = folder != NULL ? g_utf8_casefold (folder, -1) : NULL;
  Filter filter = { .asset_folder = folded, .descending = TRUE };
  PsReply *reply = NULL;
  guint n_wanted = ps_api_page_size (call, 50, &reply);

  if (n_wanted == 0)
    return reply;
  if (folder == NULL)
    return ps_reply_new_error (400, "Missing required parameter - asset_folder");
  if (call->cloud->fixed)
    return ps_reply_new_error (400, "This endpoint is available in dynamic folder mode only");
  return list_by_order (call, &filter, n_wanted, FALSE);
}

static PsReply *
list_ids (PsCall *call)
{
  g_auto(GStrv) ids = ps_request_dup_list (call->request, "asset_ids");
  PsEntryStyle style = ps_entry_style (call->cloud, PS_ENTRY_LIST);
  GString *json;

  if (ids[0] == NULL)
    return ps_reply_new_error (400, "Missing required parameter - asset_ids");
  if (g_strv_length (ids) > 100)
    return ps_reply_new_error (400, "Too many asset ids: at most 100");
  style.fields = get_fields (call, &style);
  json = g_string_new ("{\"resources\":[");
  for (guint i = 0; ids[i] != NULL; i++)
    {
      gint64 number = ps_studio_find_asset_id (call->cloud->studio, ids[i]);
      g_autoptr(PsAsset) asset = number >= 0 ? ps_studio_get_asset (call->cloud->studio, number, 0) : NULL;

      if (asset != NULL)
        ps_entry_append (json, &style, number, asset);
    }
  g_string_append (json, "]}");
  return ps_reply_new_json (200, json);
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Tags are few; those of the newest assets are enough where there are very many. */
static PsReply *
list_tags (PsCall *call)
{
  PsStudio *studio = call->cloud->studio;
  const char *listing = call->n_segments > 1 ? call->segments[1] : "image";
  const char *prefix = ps_request_get (call->request, "prefix"), *cursor = ps_api_get_cursor (call);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) tags = g_ptr_array_new ();
  g_autofree char *query = dup_query (call);
  PsReply *reply = NULL;
  guint n_wanted = ps_api_page_size (call, 10, &reply), n_places = ps_studio_get_n_places (studio, listing);
  gint64 start = 0, next;
  GString *json;

  if (n_wanted == 0 || (cursor != NULL && !ps_api_page_start (call, cursor, query, &start, &reply)))
    return reply;
  for (guint i = 0; i < MIN (n_places, 20000) && !ps_cloud_is_late (call->cloud); i++)
    {
      g_autoptr(PsAsset) asset = ps_studio_get_asset (studio, ps_studio_get_number (studio, listing, n_places - 1 - i), 0);

      for (guint j = 0; asset != NULL && asset->tags != NULL && asset->tags[j] != NULL; j++)
        {
          char *tag;

          if (g_hash_table_contains (seen, asset->tags[j]) || (prefix != NULL && !g_str_has_prefix (asset->tags[j], prefix)))
            continue;
          tag = g_strdup (asset->tags[j]);
          g_hash_table_add (seen, tag);
          g_ptr_array_add (tags, tag);
        }
    }
  g_ptr_array_sort (tags, compare_texts);
  json = g_string_new ("{\"tags\":[");
  for (next = start; next < tags->len && next < start + n_wanted; next++)
    {
      if (next > start)
        g_string_append_c (json, ',');
      ps_json_append_text (json, g_ptr_array_index (tags, next));
    }
  g_string_append_c (json, ']');
  ps_api_append_cursor (call, json, query, start, next < tags->len ? next : -1);
  g_string_append_c (json, '}');
  return ps_reply_new_json (200, json);
}

static PsReply *
tell_types (PsCall *call)
{
  GString *json = g_string_new ("{\"resource_types\":[\"image\",\"raw\",\"video\"");

  if (ps_faults_switch (call->cloud->faults, "future", NULL))
    g_string_append (json, ",\"model\"");
  g_string_append (json, "]}");
  return ps_reply_new_json (200, json);
}

/* /resources/image/upload/a/b: a public id may hold slashes, escaped or not. */
static PsReply *
find_details (PsCall *call)
{
  g_autofree char *public_id = g_strjoinv ("/", (GStrv) call->segments + 3);
  gint64 number = ps_studio_find (call->cloud->studio, call->segments[1], call->segments[2], public_id);
  g_autofree char *message = NULL;

  if (number >= 0)
    return ps_api_details (call, number);
  message = g_strdup_printf ("Resource not found - %s", public_id);
  return ps_reply_new_error (404, message);
}

/**
 * ps_api_list:
 * @call: a call of /resources… or /tags…
 *
 * Returns: (transfer full): the reply
 */
PsReply *
ps_api_list (PsCall *call)
{
  static const char *const types[] = { "image", "video", "raw", NULL };
  const char *second = call->n_segments > 1 ? call->segments[1] : NULL;

  if (g_str_equal (call->segments[0], "tags"))
    return list_tags (call);
  if (second == NULL)
    return tell_types (call);
  if (g_str_equal (second, "search"))
    return ps_api_search (call);
  if (g_str_equal (second, "by_asset_folder"))
    return list_folder (call);
  if (g_str_equal (second, "by_asset_ids"))
    return list_ids (call);
  if (call->n_segments == 2 && ps_text_is_hex (second, 32))
    {
      gint64 number = ps_studio_find_asset_id (call->cloud->studio, second);
      g_autofree char *message = g_strdup_printf ("Resource not found - %s", second);

      return number >= 0 ? ps_api_details (call, number) : ps_reply_new_error (404, message);
    }
  if (call->n_segments <= 3 || g_str_equal (call->segments[2], "tags") || g_str_equal (call->segments[2], "context")
      || g_str_equal (call->segments[2], "moderations"))
    {
      if (!g_strv_contains (types, second) && !(g_str_equal (second, "model") && ps_faults_switch (call->cloud->faults, "future", NULL)))
        return ps_reply_new_error (400, "Invalid value for parameter resource_type");
      return list_below_type (call);
    }
  return find_details (call);
}
