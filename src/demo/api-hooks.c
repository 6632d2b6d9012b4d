/* src/demo/api-hooks.c: /demo/…: what tests and curious people do to the cloud while it runs.
 *
 * No such thing exists at Cloudinary. It listens on loopback alone, needs no
 * key, and refuses requests that a web page sends (they bear an Origin).
 * Arguments come in the query or as a JSON object.
 *
 *   POST /demo/rename   asset, to [folder, display_name]   POST /demo/delete   asset, or newest=N, oldest=N, every=N
 *   POST /demo/swap     asset, with (another asset_id)     POST /demo/replace  asset
 *   POST /demo/add      [public_id, folder, display_name, like, count]
 *   POST /demo/retag    asset [tags, context="k=v|k=v", metadata=JSON]
 *   POST /demo/fault    spec…, or clear=NAME|all           POST /demo/plan     limit, used (GB)
 *   POST /demo/limit    remaining                          POST /demo/key      secret, other (a key of another cloud)
 *   GET  /demo/state    GET  /demo/truth?offset=&count=
 *
 * An asset is named by asset_id, or by resource_type (image), type (upload) and public_id.
 */
#include "demo/api.h"

#include <string.h>

#include "demo/entry.h"
#include "demo/json-text.h"
#include "demo/odd-names.h"

static PsReply *
answer_count (guint n)
{
  GString *json = g_string_new ("{");

  ps_json_append_number (json, "changed", n);
  g_string_append_c (json, '}');
  return ps_reply_new_json (200, json);
}

static gint64
get_number (PsRequest  *request,
            const char *name,
            gint64      otherwise)
{
  const char *text = ps_request_get (request, name);
  JsonNode *node = request->json != NULL ? json_object_get_member (request->json, name) : NULL;

  if (text != NULL)
    return g_ascii_strtoll (text, NULL, 10);
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : otherwise;
}

static gint64
find_asset (PsCall     *call,
            const char *id_name)
{
  const char *asset_id = ps_request_get (call->request, id_name);
  const char *resource_type = ps_request_get (call->request, "resource_type");
  const char *kind = ps_request_get (call->request, "type");
  const char *public_id = ps_request_get (call->request, "public_id");

  if (asset_id != NULL)
    return ps_studio_find_asset_id (call->cloud->studio, asset_id);
  if (public_id == NULL)
    return -1;
  return ps_studio_find (call->cloud->studio, resource_type != NULL ? resource_type : "image", kind != NULL ? kind : "upload", public_id);
}

static void
set_text (char       **field,
          const char  *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

/* In fixed mode the folder goes with the id; in dynamic mode neither follows the other. */
static void
give_name (PsCloud    *cloud,
           PsAsset    *asset,
           const char *public_id,
           const char *folder,
           const char *display_name)
{
  const char *slash;

  if (public_id != NULL)
    set_text (&asset->public_id, public_id);
  slash = strrchr (asset->public_id, '/');
  if (cloud->fixed)
    {
      g_free (asset->folder);
      asset->folder = slash != NULL ? g_strndup (asset->public_id, slash - asset->public_id) : g_strdup ("");
      return;
    }
  if (folder != NULL)
    set_text (&asset->asset_folder, folder);
  if (display_name != NULL)
    set_text (&asset->display_name, display_name);
}

static PsReply *
rename_asset (PsCall *call,
              gint64  number)
{
  const char *to = ps_request_get (call->request, "to");
  g_autoptr(PsAsset) before = ps_studio_get_asset (call->cloud->studio, number, 0);
  PsAsset *asset;
  gint64 there = to != NULL ? ps_studio_find (call->cloud->studio, before->resource_type, before->resource_kind, to) : -1;

  if (there >= 0 && there != number)
    return ps_reply_new_error (409, "There is an asset of that name; see /demo/swap");
  asset = ps_studio_copy_asset (before);
  give_name (call->cloud, asset, to, ps_request_get (call->request, "folder"), ps_request_get (call->request, "display_name"));
  ps_studio_change (call->cloud->studio, number, asset);
  return answer_count (1);
}

static PsReply *
swap_assets (PsCall *call,
             gint64  number)
{
  gint64 other = find_asset (call, "with");
  g_autoptr(PsAsset) a = ps_studio_get_asset (call->cloud->studio, number, 0);
  g_autoptr(PsAsset) b = other >= 0 ? ps_studio_get_asset (call->cloud->studio, other, 0) : NULL;
  PsAsset *new_a, *new_b;

  if (b == NULL)
    return ps_reply_new_error (404, "No asset to swap with");
  new_a = ps_studio_copy_asset (a);
  new_b = ps_studio_copy_asset (b);
  give_name (call->cloud, new_a, b->public_id, b->asset_folder, b->display_name);
  give_name (call->cloud, new_b, a->public_id, a->asset_folder, a->display_name);
  ps_studio_change (call->cloud->studio, number, new_a);
  ps_studio_change (call->cloud->studio, other, new_b);
  return answer_count (2);
}

static PsReply *
replace_asset (PsCall *call,
               gint64  number)
{
  g_autoptr(GError) error = NULL;

  if (!ps_studio_replace (call->cloud->studio, number, &error))
    return ps_reply_new_error (500, error != NULL ? error->message : "Not replaced");
  return answer_count (1);
}

static PsReply *
retag_asset (PsCall *call,
             gint64  number)
{
  g_autoptr(PsAsset) before = ps_studio_get_asset (call->cloud->studio, number, 0);
  PsAsset *asset = ps_studio_copy_asset (before);
  const char *context = ps_request_get (call->request, "context"), *metadata = ps_request_get (call->request, "metadata");

  if (ps_request_get (call->request, "tags") != NULL || (call->request->json != NULL && json_object_has_member (call->request->json, "tags")))
    {
      g_strfreev (asset->tags);
      asset->tags = ps_request_dup_list (call->request, "tags");
    }
  if (context != NULL)
    {
      g_strfreev (asset->context);
      asset->context = *context != '\0' ? g_strsplit_set (context, "=|", -1) : NULL;
    }
  if (metadata != NULL)
    set_text (&asset->metadata, *metadata != '\0' ? metadata : NULL);
  ps_studio_change (call->cloud->studio, number, asset);
  return answer_count (1);
}

static PsReply *
delete_many (PsCall *call)
{
  PsStudio *studio = call->cloud->studio;
  gint64 newest = get_number (call->request, "newest", 0), oldest = get_number (call->request, "oldest", 0);
  gint64 every = get_number (call->request, "every", 0), n_places = ps_studio_get_n_places (studio, NULL);
  guint n = 0;

  for (gint64 i = 0; i < n_places; i++)
    {
      gint64 number = ps_studio_get_number (studio, NULL, newest > 0 ? n_places - 1 - i : i);
      g_autoptr(PsAsset) asset = ps_studio_get_asset (studio, number, 0);

      if (newest + oldest > 0 && n >= newest + oldest)
        break;
      if (asset == NULL || (newest + oldest == 0 && (every == 0 || i % every != 0)))
        continue;
      ps_studio_change (studio, number, NULL);
      n++;
    }
  return answer_count (n);
}

static PsReply *
add_assets (PsCall *call)
{
  PsCloud *cloud = call->cloud;
  const char *public_id = ps_request_get (call->request, "public_id"), *like_id = ps_request_get (call->request, "like");
  gint64 count = CLAMP (get_number (call->request, "count", 1), 1, 10000), n_places = ps_studio_get_n_places (cloud->studio, NULL);
  gint64 like = like_id != NULL ? ps_studio_find_asset_id (cloud->studio, like_id) : n_places > 0 ? ps_studio_get_number (cloud->studio, NULL, 0) : -1;
  g_autoptr(PsAsset) model = like >= 0 ? ps_studio_get_asset (cloud->studio, like, 0) : NULL;
  guint n = 0;

  if (model == NULL)
    return ps_reply_new_error (404, "No asset to take the picture of");
  for (gint64 i = 0; i < count; i++)
    {
      g_autofree char *name = public_id != NULL && count == 1 ? g_strdup (public_id)
                              : g_strdup_printf ("%s-%" G_GINT64_FORMAT, public_id != NULL ? public_id : "added", n_places + i);
      const char *display_name = ps_request_get (call->request, "display_name");

      if (ps_studio_find (cloud->studio, model->resource_type, model->resource_kind, name) >= 0)
        continue;
      ps_studio_add (cloud->studio, model->resource_type,
                     ps_odd_names_make_asset (cloud, model, name, ps_request_get (call->request, "folder"),
                                              display_name != NULL ? display_name : name, g_get_real_time ()), like);
      n++;
    }
  return answer_count (n);
}

static PsReply *
change_faults (PsCall *call)
{
  g_autoptr(GError) error = NULL;
  const char *clear = ps_request_get (call->request, "clear"), *spec = ps_request_get (call->request, "spec");

  if (clear != NULL)
    ps_faults_remove (call->cloud->faults, g_str_equal (clear, "all") ? NULL : clear);
  if (spec != NULL && !(ps_faults_add (call->cloud->faults, spec, &error) && ps_cloud_apply_switches (call->cloud, spec, &error)))
    return ps_reply_new_error (400, error->message);
  return answer_count ((clear != NULL) + (spec != NULL));
}

static PsReply *
change_plan (PsCall *call)
{
  const char *limit = ps_request_get (call->request, "limit"), *used = ps_request_get (call->request, "used");
  const double gb = 1e9;

  if (limit != NULL)
    call->cloud->plan_limit_bytes = (gint64) (g_ascii_strtod (limit, NULL) * gb);
  if (used != NULL)
    {
      call->cloud->plan_used_bytes = (gint64) (g_ascii_strtod (used, NULL) * gb);
      call->cloud->delivered_bytes = 0;
    }
  return answer_count (1);
}

/* As somebody makes a new secret in the console: the old one is refused from now on. */
static PsReply *
change_key (PsCall *call)
{
  const char *secret = ps_request_get (call->request, "secret"), *other = ps_request_get (call->request, "other");

  if (secret != NULL)
    {
      g_free (call->cloud->api_secret);
      call->cloud->api_secret = g_strdup (secret);
    }
  if (other != NULL)
    {
      g_free (call->cloud->other_key);
      call->cloud->other_key = g_strdup (other);
    }
  return answer_count (1);
}

static PsReply *
tell_state (PsCall *call)
{
  PsCloud *cloud = call->cloud;
  GString *json = g_string_new ("{");

  ps_json_append_number (json, "assets", ps_studio_get_n_assets (cloud->studio));
  ps_json_append_number (json, "images", ps_studio_get_n_places (cloud->studio, "image"));
  ps_json_append_number (json, "delivered_bytes", cloud->delivered_bytes);
  ps_json_append_number (json, "requests", cloud->n_requests);
  ps_json_append_number (json, "calls_used", cloud->quota.used);
  ps_json_append_number (json, "calls_left", ps_quota_get_remaining (&cloud->quota));
  g_string_append_c (json, '}');
  return ps_reply_new_json (200, json);
}

/* The gallery's truth, which the API does not tell. */
static PsReply *
tell_truth (PsCall *call)
{
  gint64 n = ps_gallery_get_n_assets (call->cloud->gallery);
  gint64 offset = CLAMP (get_number (call->request, "offset", 0), 0, n);
  gint64 count = CLAMP (get_number (call->request, "count", 500), 0, 5000);
  GString *json = g_string_new ("{\"truth\":[");

  for (gint64 i = offset; i < n && i < offset + count; i++)
    {
      g_autoptr(PsAsset) asset = ps_gallery_get_asset (call->cloud->gallery, i);
      PsGalleryTruth truth = { -1, -1, -1, -1, 0 };

      ps_gallery_get_truth (call->cloud->gallery, i, &truth);
      g_string_append (json, i > offset ? ",{" : "{");
      ps_json_append_number (json, "index", i);
      ps_json_append_member (json, "asset_id", asset != NULL ? asset->asset_id : NULL);
      ps_json_append_number (json, "shoot", truth.shoot);
      ps_json_append_number (json, "burst", truth.burst);
      ps_json_append_number (json, "same_bytes_as", truth.same_bytes_as);
      ps_json_append_number (json, "looks_like", truth.looks_like);
      ps_json_append_number (json, "taken_at_us", truth.taken_at_us);
      g_string_append_c (json, '}');
    }
  g_string_append (json, "]}");
  return ps_reply_new_json (200, json);
}

static PsReply *
change_asset (PsCall     *call,
              const char *verb)
{
  gint64 number = find_asset (call, "asset_id");
  g_autoptr(PsAsset) asset = number >= 0 ? ps_studio_get_asset (call->cloud->studio, number, 0) : NULL;

  if (asset == NULL)
    return ps_reply_new_error (404, "No such asset");
  if (g_str_equal (verb, "rename"))
    return rename_asset (call, number);
  if (g_str_equal (verb, "swap"))
    return swap_assets (call, number);
  if (g_str_equal (verb, "replace"))
    return replace_asset (call, number);
  if (g_str_equal (verb, "retag"))
    return retag_asset (call, number);
  ps_studio_change (call->cloud->studio, number, NULL);
  return answer_count (1);
}

/**
 * ps_api_hooks:
 * @call: a call of /demo/…; segments begin after it
 *
 * Returns: (transfer full): the reply
 */
PsReply *
ps_api_hooks (PsCall *call)
{
  static const char *const of_assets[] = { "rename", "swap", "replace", "retag", "delete", NULL };
  const char *verb = call->n_segments == 1 ? call->segments[0] : "";
  gboolean is_post = g_str_equal (call->request->method, "POST");

  if (ps_request_get_header (call->request, "Origin") != NULL)
    return ps_reply_new_error (403, "Not from a web page");
  if (!is_post && g_str_equal (verb, "state"))
    return tell_state (call);
  if (!is_post && g_str_equal (verb, "truth"))
    return tell_truth (call);
  if (!is_post)
    return ps_reply_new_error (404, "No such hook");
  if (g_str_equal (verb, "delete") && ps_request_get (call->request, "asset_id") == NULL && ps_request_get (call->request, "public_id") == NULL)
    return delete_many (call);
  if (g_strv_contains (of_assets, verb))
    return change_asset (call, verb);
  if (g_str_equal (verb, "add"))
    return add_assets (call);
  if (g_str_equal (verb, "fault"))
    return change_faults (call);
  if (g_str_equal (verb, "plan"))
    return change_plan (call);
  if (g_str_equal (verb, "key"))
    return change_key (call);
  if (g_str_equal (verb, "limit"))
    {
      ps_quota_set_remaining (&call->cloud->quota, get_number (call->request, "remaining", 0));
      return answer_count (1);
    }
  return ps_reply_new_error (404, "No such hook");
}
