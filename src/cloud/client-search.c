/* src/cloud/client-search.c: pages of all there is, as the Search API tells it.
 *
 * What a search may bring depends on the account's tier, and the documentation
 * differs on which. So it is tried: "metadata" is dropped where the cloud
 * refuses it, "image_analysis" is added where no etag comes without it.
 */
#include <json-glib/json-glib.h>
#include <string.h>

#include "cloud/client-private.h"
#include "cloud/error-private.h"
#include "cloud/original.h"

#define PAGE_SIZE 500

typedef struct
{
  char *cursor;          /* owned, nullable */
  PsSearchMemory asked;  /* how the page under way was asked for */
  PsListing *kept;       /* owned, nullable: a good page without etags, while one with them is tried for */
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->cursor);
  g_clear_pointer (&search->kept, ps_listing_free);
  g_free (search);
}

static void
add_order (JsonBuilder *builder,
           const char  *field,
           const char  *direction)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, field);
  json_builder_add_string_value (builder, direction);
  json_builder_end_object (builder);
}

static char *
make_body (PsSearchMemory  memory,
           const char     *cursor)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "max_results");
  json_builder_add_int_value (builder, PAGE_SIZE);
  json_builder_set_member_name (builder, "sort_by");
  json_builder_begin_array (builder);
  add_order (builder, "created_at", "desc");
  add_order (builder, "public_id", "asc"); /* so that pages do not shift among equals */
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "with_field");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, "tags");
  json_builder_add_string_value (builder, "context");
  if (!(memory & PS_SEARCH_NO_METADATA))
    json_builder_add_string_value (builder, "metadata");
  if (memory & PS_SEARCH_ANALYSIS && !(memory & PS_SEARCH_NO_ANALYSIS))
    json_builder_add_string_value (builder, "image_analysis");
  json_builder_end_array (builder);
  if (cursor != NULL)
    {
      json_builder_set_member_name (builder, "next_cursor");
      json_builder_add_string_value (builder, cursor);
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static gpointer
parse_page (const char  *body,
            gsize        length,
            gpointer     data,
            GError     **error)
{
  return ps_listing_parse (body, length, NULL, error);
}

static void ask (GTask *task);

/* Tiers are refused with 400, 401 or 403 and words that name the tier or the field. */
static gboolean
is_refused_field (const GError *error)
{
  g_autofree char *reason = g_utf8_strdown (ps_cloud_error_get_reason (error), -1);
  int status = ps_cloud_error_get_status (error);

  return (status == 400 || status == 401 || status == 403)
         && (strstr (reason, "tier") != NULL || strstr (reason, "metadata") != NULL || strstr (reason, "with_field") != NULL
             || strstr (reason, "image_analysis") != NULL);
}

/* Returns whether the page should be asked for once more, with less. */
static gboolean
learn_from_error (PsClient     *client,
                  Search       *search,
                  const GError *error)
{
  if (!is_refused_field (error))
    return FALSE;
  if (search->asked & PS_SEARCH_ANALYSIS && !(search->asked & PS_SEARCH_NO_ANALYSIS))
    ps_client_add_search_memory (client, PS_SEARCH_NO_ANALYSIS);
  else if (!(search->asked & PS_SEARCH_NO_METADATA))
    ps_client_add_search_memory (client, PS_SEARCH_NO_METADATA);
  else
    return FALSE;
  return TRUE;
}

static gboolean
has_etags (PsListing *page)
{
  for (guint i = 0; i < page->assets->len; i++)
    if (((PsAsset *) g_ptr_array_index (page->assets, i))->has & PS_ASSET_HAS_ETAG)
      return TRUE;
  return page->assets->len == 0;
}

/* Only a chain's first page: all others must be asked for as the first was. */
static gboolean
learn_from_page (PsClient  *client,
                 Search    *search,
                 PsListing *page)
{
  if (search->cursor != NULL || has_etags (page) || search->asked & PS_SEARCH_NO_ANALYSIS)
    return FALSE;
  if (search->asked & PS_SEARCH_ANALYSIS)
    {
      ps_client_add_search_memory (client, PS_SEARCH_NO_ANALYSIS);
      return FALSE;
    }
  ps_client_add_search_memory (client, PS_SEARCH_ANALYSIS);
  return TRUE;
}

static void
page_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  PsClient *client = PS_CLIENT (source);
  g_autoptr(GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr(PsListing) page = NULL;
  g_autoptr(GError) error = NULL;

  page = g_task_propagate_pointer (G_TASK (result), &error);
  if (page == NULL && search->kept != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* What came without etags is good; its cursor belongs to the former question. */
      ps_client_add_search_memory (client, PS_SEARCH_NO_ANALYSIS);
      g_task_return_pointer (task, g_steal_pointer (&search->kept), (GDestroyNotify) ps_listing_free);
    }
  else if (page == NULL && learn_from_error (client, search, error))
    ask (g_steal_pointer (&task));
  else if (page == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (learn_from_page (client, search, page))
    {
      search->kept = g_steal_pointer (&page);
      ask (g_steal_pointer (&task));
    }
  else if (search->kept != NULL && !has_etags (page)) /* the analysis did not help: go on as before */
    g_task_return_pointer (task, g_steal_pointer (&search->kept), (GDestroyNotify) ps_listing_free);
  else
    g_task_return_pointer (task, g_steal_pointer (&page), (GDestroyNotify) ps_listing_free);
}

static void
ask (GTask *task)
{
  PsClient *client = g_task_get_source_object (task);
  Search *search = g_task_get_task_data (task);
  GTask *call = g_task_new (client, g_task_get_cancellable (task), page_cb, task);

  g_task_set_source_tag (call, ask);
  search->asked = ps_client_get_search_memory (client);
  ps_client_call (client, call, (PsCallSpec) {
    .method = "POST",
    .path = g_strdup ("/resources/search"),
    .body = make_body (search->asked, search->cursor),
    .has_cursor = search->cursor != NULL,
    .parse = parse_page,
    .destroy_result = (GDestroyNotify) ps_listing_free,
  });
}

/**
 * ps_client_search_async:
 * @self: a client
 * @cursor: (nullable): where the former page ended; %NULL for the first page
 * @cancellable: (nullable): to stop
 * @callback: called when the page is read
 * @user_data: for @callback
 *
 * May take two or three calls, the first time, until it is known what the
 * account's tier allows.
 */
void
ps_client_search_async (PsClient            *self,
                        const char          *cursor,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task;
  Search *search;

  g_return_if_fail (PS_IS_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ps_client_search_async);
  search = g_new0 (Search, 1);
  search->cursor = g_strdup (cursor);
  g_task_set_task_data (task, search, search_free);
  ask (task);
}

/**
 * ps_client_search_finish:
 * @self: a client
 * @result: what the callback got
 * @error: set with a #PsCloudError; %PS_CLOUD_ERROR_CURSOR: begin the chain again
 *
 * Returns: (transfer full): a page
 */
PsListing *
ps_client_search_finish (PsClient      *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
