/* src/demo/api.c: what all paged endpoints of the API share. */
#include "demo/api.h"

#include <string.h>

#include "demo/json-text.h"

#define MAX_RESULTS 500

/**
 * ps_api_page_size:
 * @call: a call
 * @otherwise: the endpoint's default
 * @reply: (out): why not, where the result is 0
 *
 * Returns: how many results a page has
 */
guint
ps_api_page_size (PsCall   *call,
                  guint     otherwise,
                  PsReply **reply)
{
  const char *text = ps_request_get (call->request, "max_results");
  JsonNode *node = call->request->json != NULL ? json_object_get_member (call->request->json, "max_results") : NULL;
  gint64 size = otherwise;

  if (text != NULL && *text != '\0' && !g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &size, NULL))
    size = -1;
  else if (text == NULL && node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    size = json_node_get_int (node);
  if (size > MAX_RESULTS && ps_faults_switch (call->cloud->faults, "clamp", NULL))
    size = MAX_RESULTS;
  if (size >= 1 && size <= MAX_RESULTS)
    return size;
  *reply = ps_reply_new_error (400, "Invalid value for parameter max_results: must be between 1 and 500");
  return 0;
}

/**
 * ps_api_get_cursor:
 * @call: a call
 *
 * Returns: (nullable) (transfer none): the cursor it brings
 */
const char *
ps_api_get_cursor (PsCall *call)
{
  const char *cursor = ps_request_get (call->request, "next_cursor");

  return cursor != NULL && *cursor != '\0' ? cursor : NULL;
}

/**
 * ps_api_page_start:
 * @call: a call
 * @cursor: the cursor it brings
 * @query: everything that must be the same on each page
 * @position: (out): where the page begins
 * @reply: (out): why not, where the result is %FALSE
 *
 * Returns: whether the cursor is one of this query
 */
gboolean
ps_api_page_start (PsCall      *call,
                   const char  *cursor,
                   const char  *query,
                   gint64      *position,
                   PsReply    **reply)
{
  const char *life = NULL;
  gint64 life_us = 0;

  if (ps_faults_switch (call->cloud->faults, "cursor-life", &life) && life != NULL)
    life_us = g_ascii_strtoll (life, NULL, 10) * G_USEC_PER_SEC;
  if (g_strcmp0 (call->verb, "cursor-expire") == 0)
    ps_cursors_forget (call->cloud->cursors, cursor);
  if (ps_cursors_find (call->cloud->cursors, cursor, query, life_us, position))
    return TRUE;
  *reply = ps_reply_new_error (400, "Invalid value for parameter next_cursor");
  return FALSE;
}

/**
 * ps_api_append_cursor:
 * @call: a call
 * @json: the reply, its list closed
 * @query: everything that must be the same on each page
 * @start: where this page began
 * @position: where the next one begins; −1: there is none
 */
void
ps_api_append_cursor (PsCall     *call,
                      GString    *json,
                      const char *query,
                      gint64      start,
                      gint64      position)
{
  g_autofree char *cursor = NULL;

  if (g_strcmp0 (call->verb, "early-end") == 0)
    position = -1;
  else if (g_strcmp0 (call->verb, "cursor-loop") == 0)
    {
      cursor = g_strdup (ps_api_get_cursor (call));
      if (cursor == NULL)
        position = start;
    }
  if (cursor == NULL && position >= 0)
    cursor = ps_cursors_make (call->cloud->cursors, query, position);
  if (cursor != NULL || ps_faults_switch (call->cloud->faults, "cursor-null", NULL))
    ps_json_append_member (json, "next_cursor", cursor);
}

/**
 * ps_api_is_page:
 * @call: a call
 *
 * Returns: whether it asks for a page of assets
 */
gboolean
ps_api_is_page (PsCall *call)
{
  static const char *const listings[] = { "image", "video", "raw", "search", "by_asset_folder", NULL };

  if (call->n_segments < 2 || !g_str_equal (call->segments[0], "resources") || !g_strv_contains (listings, call->segments[1]))
    return FALSE;
  return call->n_segments <= 3 || g_str_equal (call->segments[2], "tags");
}

/**
 * ps_api_get_cost:
 * @call: a call
 *
 * Returns: its units of the hourly budget: a list of versions costs 11, all else 1
 */
gint64
ps_api_get_cost (PsCall *call)
{
  return call->n_segments >= 2 && g_str_equal (call->segments[0], "resources") && ps_request_get_flag (call->request, "versions") ? 11 : 1;
}
