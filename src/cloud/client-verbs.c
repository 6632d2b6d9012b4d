/* src/cloud/client-verbs.c: the API calls that are one question and one answer. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "cloud/client-private.h"
#include "cloud/error-private.h"
#include "cloud/json-text.h"

#define BYTES_PER_CREDIT 1e9 /* Cloudinary, "How are credits counted?": 1 credit is 1 GB delivered or stored */
#define PAGE_SIZE "500"

static gboolean
check_object (const char  *body,
              gsize        length,
              PsJson      *root,
              GError     **error)
{
  if (ps_json_check (body, length, root) && ps_json_get_kind (*root) == PS_JSON_OBJECT)
    return TRUE;
  g_propagate_error (error, ps_cloud_error_new (PS_CLOUD_ERROR_MALFORMED, 0,
                     _("Cloudinary’s reply could not be read. Nothing was changed; it can be tried again later.")));
  return FALSE;
}

/* Returns the reply as compact JSON. */
static gpointer
parse_whole (const char  *body,
             gsize        length,
             gpointer     data,
             GError     **error)
{
  PsJson root;

  return check_object (body, length, &root, error) ? ps_json_compact (root) : NULL;
}

static void
ask_simply (PsClient            *self,
            const char          *path,
            PsParseFunc          parse,
            GDestroyNotify       destroy,
            gpointer             source_tag,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  ps_client_call (self, task, (PsCallSpec) { .method = "GET", .path = g_strdup (path), .parse = parse, .destroy_result = destroy });
}

/**
 * ps_client_ping_async:
 * @self: a client
 * @cancellable: (nullable): to stop
 * @callback: called when the cloud has answered
 * @user_data: for @callback
 *
 * Shows that cloud name, key and secret belong together; not, that the key may list.
 */
void
ps_client_ping_async (PsClient            *self,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_return_if_fail (PS_IS_CLIENT (self));

  ask_simply (self, "/ping", parse_whole, g_free, ps_client_ping_async, cancellable, callback, user_data);
}

/**
 * ps_client_ping_finish:
 * @self: a client
 * @result: what the callback got
 * @error: set with a #PsCloudError
 *
 * Returns: whether the account is accepted
 */
gboolean
ps_client_ping_finish (PsClient      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_autofree char *json = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  json = g_task_propagate_pointer (G_TASK (result), error);
  return json != NULL;
}

/**
 * ps_usage_free:
 * @self: (transfer full): what /usage said
 */
void
ps_usage_free (PsUsage *self)
{
  g_free (self->plan);
  g_free (self->last_updated);
  g_free (self->json);
  g_free (self);
}

/* @object.@name as a count times @unit; −1 where it is not told or absurd. */
static gint64
read_amount (PsJson      object,
             const char *name,
             double      unit)
{
  double number;

  if (!ps_json_get_double (ps_json_get_member (object, name), &number) || number < 0 || number * unit > 1e18)
    return -1;
  return (gint64) (number * unit + 0.5);
}

/* Plans with credits count by them; older ones by bandwidth (section "usage" of the Admin API). */
static gpointer
parse_usage (const char  *body,
             gsize        length,
             gpointer     data,
             GError     **error)
{
  PsJson root, credits, bandwidth;
  PsUsage *usage;

  if (!check_object (body, length, &root, error))
    return NULL;
  credits = ps_json_get_member (root, "credits");
  bandwidth = ps_json_get_member (root, "bandwidth");
  usage = g_new0 (PsUsage, 1);
  usage->plan = ps_json_get_string (ps_json_get_member (root, "plan"), 200);
  usage->last_updated = ps_json_get_string (ps_json_get_member (root, "last_updated"), 40);
  usage->limit_bytes = read_amount (credits, "limit", BYTES_PER_CREDIT);
  usage->used_bytes = read_amount (credits, "usage", BYTES_PER_CREDIT);
  if (usage->limit_bytes <= 0)
    {
      gint64 limit = read_amount (bandwidth, "limit", 1);

      usage->limit_bytes = limit > 0 ? limit : -1; /* a limit of nothing is none */
      if (limit > 0 || usage->used_bytes < 0)
        usage->used_bytes = read_amount (bandwidth, "usage", 1);
    }
  usage->n_resources = read_amount (root, "resources", 1);
  usage->storage_bytes = read_amount (ps_json_get_member (root, "storage"), "usage", 1);
  usage->json = ps_json_compact (root);
  return usage;
}

/**
 * ps_client_usage_async:
 * @self: a client
 * @cancellable: (nullable): to stop
 * @callback: called when the cloud has answered
 * @user_data: for @callback
 */
void
ps_client_usage_async (PsClient            *self,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (PS_IS_CLIENT (self));

  ask_simply (self, "/usage", parse_usage, (GDestroyNotify) ps_usage_free, ps_client_usage_async, cancellable, callback, user_data);
}

/**
 * ps_client_usage_finish:
 * @self: a client
 * @result: what the callback got
 * @error: set with a #PsCloudError
 *
 * Returns: (transfer full): the plan and what of it is used
 */
PsUsage *
ps_client_usage_finish (PsClient      *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ps_client_config_async:
 * @self: a client
 * @cancellable: (nullable): to stop
 * @callback: called when the cloud has answered
 * @user_data: for @callback
 */
void
ps_client_config_async (PsClient            *self,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (PS_IS_CLIENT (self));

  ask_simply (self, "/config?settings=true", parse_whole, g_free, ps_client_config_async, cancellable, callback, user_data);
}

/**
 * ps_client_config_finish:
 * @self: a client
 * @result: what the callback got
 * @folder_mode: (out) (optional) (nullable) (transfer full): "dynamic" or "fixed"; %NULL where
 *   the cloud does not tell: the assets' members do then
 * @error: set with a #PsCloudError
 *
 * Returns: (transfer full): the configuration as compact JSON
 */
char *
ps_client_config_finish (PsClient      *self,
                         GAsyncResult  *result,
                         char         **folder_mode,
                         GError       **error)
{
  char *json;
  PsJson root;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (folder_mode != NULL)
    *folder_mode = NULL;
  json = g_task_propagate_pointer (G_TASK (result), error);
  if (json != NULL && folder_mode != NULL && ps_json_check (json, strlen (json), &root))
    {
      PsJson mode = ps_json_get_member (ps_json_get_member (root, "settings"), "folder_mode");

      if (ps_json_is_word (mode, "dynamic") || ps_json_is_word (mode, "fixed"))
        *folder_mode = ps_json_get_string (mode, 16);
    }
  return json;
}

static gpointer
parse_page (const char  *body,
            gsize        length,
            gpointer     data,
            GError     **error)
{
  return ps_listing_parse (body, length, data, error);
}

/**
 * ps_client_list_async:
 * @self: a client
 * @resource_type: "image", "video" or "raw"; "image/private" lists one delivery type apart
 * @cursor: (nullable): where the former page ended; %NULL for the first page
 * @cancellable: (nullable): to stop
 * @callback: called when the page is read
 * @user_data: for @callback
 */
void
ps_client_list_async (PsClient            *self,
                      const char          *resource_type,
                      const char          *cursor,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task;
  GString *path;

  g_return_if_fail (PS_IS_CLIENT (self) && resource_type != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ps_client_list_async);
  path = g_string_new ("/resources/");
  g_string_append_uri_escaped (path, resource_type, "/", FALSE);
  g_string_append (path, "?max_results=" PAGE_SIZE "&tags=true&context=true&metadata=true");
  if (cursor != NULL)
    {
      g_string_append (path, "&next_cursor=");
      g_string_append_uri_escaped (path, cursor, NULL, FALSE);
    }
  ps_client_call (self, task, (PsCallSpec) {
    .method = "GET",
    .path = g_string_free (path, FALSE),
    .has_cursor = cursor != NULL,
    .parse = parse_page,
    .parse_data = g_strndup (resource_type, strcspn (resource_type, "/")),
    .destroy_data = g_free,
    .destroy_result = (GDestroyNotify) ps_listing_free,
  });
}

/**
 * ps_client_list_finish:
 * @self: a client
 * @result: what the callback got
 * @error: set with a #PsCloudError; %PS_CLOUD_ERROR_CURSOR: begin the chain again
 *
 * Returns: (transfer full): a page
 */
PsListing *
ps_client_list_finish (PsClient      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
parse_details (const char  *body,
               gsize        length,
               gpointer     data,
               GError     **error)
{
  return ps_listing_parse_details (body, length, error);
}

/**
 * ps_client_details_async:
 * @self: a client
 * @asset: which one; asked by its asset id where it has one, since that never means another
 * @cancellable: (nullable): to stop
 * @callback: called when the cloud has answered
 * @user_data: for @callback
 *
 * With the picture's metadata, which also brings the etag of every type. It
 * costs a call of the hour: for when a person asks.
 */
void
ps_client_details_async (PsClient            *self,
                         const PsAsset       *asset,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task;
  GString *path;

  g_return_if_fail (PS_IS_CLIENT (self) && asset != NULL && asset->public_id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ps_client_details_async);
  path = g_string_new ("/resources/");
  if (asset->asset_id != NULL)
    g_string_append_uri_escaped (path, asset->asset_id, NULL, FALSE);
  else
    {
      g_string_append_uri_escaped (path, asset->resource_type != NULL ? asset->resource_type : "image", NULL, FALSE);
      g_string_append_c (path, '/');
      g_string_append_uri_escaped (path, asset->resource_kind != NULL ? asset->resource_kind : "upload", NULL, FALSE);
      g_string_append_c (path, '/');
      g_string_append_uri_escaped (path, asset->public_id, NULL, FALSE);
    }
  g_string_append (path, "?media_metadata=true");
  ps_client_call (self, task, (PsCallSpec) {
    .method = "GET",
    .path = g_string_free (path, FALSE),
    .parse = parse_details,
    .destroy_result = (GDestroyNotify) ps_asset_unref,
  });
}

/**
 * ps_client_details_finish:
 * @self: a client
 * @result: what the callback got
 * @error: set with a #PsCloudError
 *
 * Returns: (transfer full): all that the cloud knows of the asset
 */
PsAsset *
ps_client_details_finish (PsClient      *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
