/* src/demo/api-search.c: POST and GET /resources/search. */
#include "demo/api.h"

#include "base/times.h"
#include "demo/entry.h"
#include "demo/json-text.h"
#include "demo/expression.h"

#define MAX_SORTED 200000 /* above this, only by time: sorting needs all at once */
#define MAX_COUNTED 20000 /* above this, total_count is an estimate */

typedef enum { BY_CREATED, BY_UPLOADED, BY_PUBLIC_ID, BY_BYTES } SortKey;

typedef struct
{
  PsCall *call;
  PsExpression *search;    /* owned */
  char *query;         /* owned: all but the cursor */
  SortKey key;
  gboolean descending;
  gint64 seen_us;      /* as it was then; 0: now */
  guint n_wanted;
} Search;

static void
clear_search (Search *self)
{
  g_clear_pointer (&self->search, ps_expression_free);
  g_free (self->query);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, clear_search)

static char *
dup_query (PsRequest *request)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr(GList) names = request->json != NULL ? json_object_get_members (request->json) : NULL;
  GString *text = g_string_new ("search\n");

  for (GList *l = names; l != NULL; l = l->next)
    {
      if (!g_str_equal (l->data, "next_cursor"))
        json_object_set_member (object, l->data, json_node_copy (json_object_get_member (request->json, l->data)));
    }
  json_node_set_object (node, object);
  {
    g_autofree char *body = json_to_string (node, FALSE);

    g_string_append (text, body);
  }
  for (guint i = 0; i + 1 < request->parameters->len; i += 2)
    {
      if (!g_str_equal (g_ptr_array_index (request->parameters, i), "next_cursor"))
        g_string_append_printf (text, "\n%s=%s", (char *) g_ptr_array_index (request->parameters, i),
                                (char *) g_ptr_array_index (request->parameters, i + 1));
    }
  return g_string_free (text, FALSE);
}

static gboolean
read_sort_name (Search     *self,
                const char *name,
                const char *direction)
{
  static const char *const names[] = { [BY_CREATED] = "created_at", [BY_UPLOADED] = "uploaded_at", [BY_PUBLIC_ID] = "public_id", [BY_BYTES] = "bytes" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (!g_str_equal (name, names[i]))
        continue;
      self->key = i;
      self->descending = g_strcmp0 (direction, "asc") != 0;
      return TRUE;
    }
  return FALSE;
}

/* [{"created_at":"desc"},…], {"created_at":"desc"} or "created_at:desc"; what comes first decides, times being unique enough. */
static gboolean
read_sort (Search *self)
{
  JsonObject *json = self->call->request->json;
  JsonNode *node = json != NULL ? json_object_get_member (json, "sort_by") : NULL;

  self->key = BY_CREATED;
  self->descending = TRUE;
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      node = json_array_get_length (array) > 0 ? json_array_get_element (array, 0) : NULL;
    }
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr(GList) names = json_object_get_members (json_node_get_object (node));

      return names == NULL || read_sort_name (self, names->data, json_object_get_string_member_with_default (json_node_get_object (node), names->data, "desc"));
    }
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      g_auto(GStrv) parts = g_strsplit (json_node_get_string (node), ":", 2);

      return parts[0] != NULL && read_sort_name (self, parts[0], parts[1]);
    }
  return FALSE;
}

static PsReply *
read_fields (Search       *self,
             PsEntryStyle *style)
{
  PsRequest *request = self->call->request;
  g_auto(GStrv) fields = ps_request_dup_list (request, "fields");
  g_auto(GStrv) with = ps_request_dup_list (request, "with_field");
  static const char *const always[] = { "public_id", "asset_id", "asset_folder", "created_at", "status", "type", "resource_type", NULL };
  const char *tier = NULL;

  if (fields[0] != NULL)
    style->fields = ps_entry_parse_fields ((const char *const *) fields) | ps_entry_parse_fields (always);
  else
    style->fields |= ps_entry_parse_fields ((const char *const *) with);
  if ((style->fields & PS_ENTRY_BIT (PS_ENTRY_METADATA)) && ps_faults_switch (self->call->cloud->faults, "search-tier", &tier))
    {
      style->fields &= ~PS_ENTRY_BIT (PS_ENTRY_METADATA);
      if (g_strcmp0 (tier, "silent") != 0)
        return ps_reply_new_error (403, "Getting metadata in a search requires Search Tier 2");
    }
  return NULL;
}

static gboolean
finds (Search         *self,
       gint64          number,
       PsAsset       **asset)
{
  PsCloud *cloud = self->call->cloud;

  *asset = ps_studio_get_asset (cloud->studio, number, self->seen_us);
  if (*asset != NULL && ps_expression_matches (self->search, cloud, number, *asset))
    return TRUE;
  g_clear_pointer (asset, ps_asset_unref);
  return FALSE;
}

static gint64
get_uploaded_us (const PsAsset *asset)
{
  gint64 time_us = asset->created_at_us;

  ps_time_from_text (asset->uploaded_at, &time_us);
  return time_us;
}

static int
compare_hits (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  Search *self = user_data;
  g_autoptr(PsAsset) x = ps_studio_get_asset (self->call->cloud->studio, *(const gint64 *) a, self->seen_us);
  g_autoptr(PsAsset) y = ps_studio_get_asset (self->call->cloud->studio, *(const gint64 *) b, self->seen_us);
  gint64 difference;

  if (self->key == BY_PUBLIC_ID)
    difference = g_strcmp0 (x->public_id, y->public_id);
  else if (self->key == BY_BYTES)
    difference = x->n_bytes - y->n_bytes;
  else
    difference = get_uploaded_us (x) - get_uploaded_us (y);
  if (difference == 0)
    difference = *(const gint64 *) a - *(const gint64 *) b;
  if (self->descending)
    difference = -difference;
  return difference < 0 ? -1 : difference > 0;
}

/* The numbers of all hits in order; kept while nothing changes. */
static GArray *
get_hits (Search *self)
{
  PsCloud *cloud = self->call->cloud;
  g_autofree char *key = g_strdup_printf ("%s\n%" G_GINT64_FORMAT, self->query, self->seen_us / G_USEC_PER_SEC);
  GArray *hits;

  if (cloud->orders_generation != ps_studio_get_generation (cloud->studio) || g_hash_table_size (cloud->orders) > 50)
    g_hash_table_remove_all (cloud->orders);
  cloud->orders_generation = ps_studio_get_generation (cloud->studio);
  hits = g_hash_table_lookup (cloud->orders, key);
  if (hits != NULL)
    return hits;
  hits = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint place = 0; place < ps_studio_get_n_places (cloud->studio, NULL); place++)
    {
      gint64 number = ps_studio_get_number (cloud->studio, NULL, place);
      g_autoptr(PsAsset) asset = NULL;

      if (finds (self, number, &asset))
        g_array_append_val (hits, number);
    }
  if (self->key != BY_CREATED)
    g_array_sort_with_data (hits, compare_hits, self);
  g_hash_table_insert (cloud->orders, g_steal_pointer (&key), hits);
  return hits;
}

static void
append_sorted (Search       *self,
               PsEntryStyle *style,
               GString      *json,
               gint64        start,
               gint64       *next)
{
  GArray *hits = get_hits (self);
  gint64 i;

  for (i = start; i < hits->len && i < start + self->n_wanted; i++)
    {
      gint64 number = g_array_index (hits, gint64, i);
      g_autoptr(PsAsset) asset = ps_studio_get_asset (self->call->cloud->studio, number, self->seen_us);

      if (asset != NULL)
        ps_entry_append (json, style, number, asset);
    }
  *next = i < hits->len ? i : -1;
}

/* The lowest place that can hold a hit: assets that nobody touched are as old as their places. */
static gint64
find_floor (Search *self)
{
  PsStudio *studio = self->call->cloud->studio;
  gint64 since_us = ps_expression_get_since (self->search);
  guint low = 0, high = ps_studio_get_n_places (studio, NULL);

  if (since_us == 0 || ps_studio_get_generation (studio) > 0)
    return 0;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      g_autoptr(PsAsset) asset = ps_studio_get_asset (studio, ps_studio_get_number (studio, NULL, middle), 0);

      if (asset != NULL && asset->created_at_us < since_us)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
append_by_time (Search       *self,
                PsEntryStyle *style,
                GString      *json,
                gint64        start,
                gint64       *next)
{
  PsStudio *studio = self->call->cloud->studio;
  gint64 n_places = ps_studio_get_n_places (studio, NULL), floor_place = find_floor (self);
  gint64 place = start >= 0 ? start : self->descending ? n_places - 1 : floor_place;
  int step = self->descending ? -1 : 1;

  if (g_strcmp0 (self->call->verb, "shift") == 0)
    place -= step * (self->call->argument != NULL ? g_ascii_strtoll (self->call->argument, NULL, 10) : 1);
  for (place = CLAMP (place, -1, n_places); place >= floor_place && place < n_places; place += step)
    {
      gint64 number = ps_studio_get_number (studio, NULL, place);
      g_autoptr(PsAsset) asset = NULL;

      if (!finds (self, number, &asset))
        continue;
      if (style->n_written == self->n_wanted || (style->n_written > 0 && ps_cloud_is_late (self->call->cloud)))
        {
          *next = place;
          return;
        }
      ps_entry_append (json, style, number, asset);
    }
  *next = -1;
}

static gint64
count_hits (Search *self)
{
  PsStudio *studio = self->call->cloud->studio;

  if (ps_expression_is_all (self->search))
    return ps_studio_get_n_assets (studio);
  if (ps_studio_get_n_places (studio, NULL) > MAX_COUNTED || self->call->cloud->is_drawing)
    return ps_studio_get_n_places (studio, NULL) - find_floor (self);
  return get_hits (self)->len;
}

static PsReply *
run (Search *self)
{
  PsCall *call = self->call;
  PsEntryStyle style = ps_entry_style (call->cloud, PS_ENTRY_SEARCH);
  PsReply *reply = read_fields (self, &style);
  const char *cursor = ps_api_get_cursor (call);
  gint64 start = -1, next = -1, began_us = g_get_monotonic_time ();
  guint n_places = ps_studio_get_n_places (call->cloud->studio, NULL);
  gboolean sorted = self->key == BY_PUBLIC_ID || self->key == BY_BYTES
                    || (self->key == BY_UPLOADED && ps_studio_get_generation (call->cloud->studio) > 0 && n_places <= MAX_SORTED);
  GString *json;

  if (reply == NULL && sorted && n_places > MAX_SORTED)
    reply = ps_reply_new_error (400, "Sorting by this field is not available for so many assets");
  if (reply != NULL || (cursor != NULL && !ps_api_page_start (call, cursor, self->query, &start, &reply)))
    return reply;
  style.odd = g_strcmp0 (call->verb, "json-odd") == 0;
  json = g_string_sized_new (1400 * (self->n_wanted + 1));
  g_string_append_c (json, '{');
  ps_json_append_number (json, "total_count", count_hits (self));
  g_string_append (json, ",\"resources\":[");
  if (sorted)
    append_sorted (self, &style, json, MAX (start, 0), &next);
  else
    append_by_time (self, &style, json, start, &next);
  g_string_append_c (json, ']');
  ps_json_append_number (json, "time", (g_get_monotonic_time () - began_us) / 1000);
  if (start < 0)
    start = sorted ? 0 : self->descending ? (gint64) n_places - 1 : find_floor (self);
  ps_api_append_cursor (call, json, self->query, start, next);
  g_string_append_c (json, '}');
  return ps_reply_new_json (200, json);
}

/**
 * ps_api_search:
 * @call: a call of /resources/search
 *
 * Returns: (transfer full): the reply
 */
PsReply *
ps_api_search (PsCall *call)
{
  g_auto(Search) search = { .call = call };
  g_autofree char *message = NULL;
  PsReply *reply = NULL;

  if (call->request->json == NULL && call->request->body != NULL && g_bytes_get_size (call->request->body) > 0)
    return ps_reply_new_error (400, "Request body is not a JSON object");
  if (call->request->json != NULL && json_object_has_member (call->request->json, "aggregate"))
    return ps_reply_new_error (400, "Aggregations require Search Tier 2");
  search.n_wanted = ps_api_page_size (call, 50, &reply);
  if (search.n_wanted == 0)
    return reply;
  if (!read_sort (&search))
    return ps_reply_new_error (400, "Invalid value for parameter sort_by");
  search.search = ps_expression_parse (ps_request_get (call->request, "expression"), &message);
  if (search.search == NULL)
    return ps_reply_new_error (400, message);
  search.query = dup_query (call->request);
  search.seen_us = ps_cloud_get_search_us (call->cloud);
  return run (&search);
}
