/* src/demo/api-account.c: what the API tells of the account itself. */
#include "demo/api.h"

#include <string.h>

#include "demo/json-text.h"

#define GB 1e9 /* 1 credit is 1 GB delivered or stored */
#define ROOMY_CREDITS 10000.0 /* the plan with room for everything */

static void
append_decimal (GString    *json,
                const char *name,
                double      value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  ps_json_append_raw (json, name, g_ascii_formatd (text, sizeof text, "%.6f", value));
}

static void
append_use (GString    *json,
            const char *name,
            gint64      n_bytes)
{
  ps_json_append_raw (json, name, "{");
  ps_json_append_number (json, "usage", n_bytes);
  append_decimal (json, "credits_usage", n_bytes / GB);
  g_string_append_c (json, '}');
}

static void
append_days (GString *json)
{
  g_autoptr(GDateTime) today = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) yesterday = g_date_time_add_days (today, -1);
  g_autofree char *last = g_date_time_format (yesterday, "%Y-%m-%d");
  g_autofree char *asked = g_date_time_format (today, "%Y-%m-%dT00:00:00Z");

  ps_json_append_member (json, "last_updated", last);
  ps_json_append_member (json, "date_requested", asked);
}

/* One credit is 1 GB stored or delivered, or 1000 transformations. */
static PsReply *
tell_usage (PsCall *call)
{
  PsCloud *cloud = call->cloud;
  gboolean is_stale = ps_faults_switch (cloud->faults, "usage-stale", NULL);
  gint64 delivered = is_stale ? 0 : cloud->delivered_bytes;
  gint64 stored = ps_cloud_get_stored (cloud);
  gboolean has_plan = cloud->plan_limit_bytes >= 0;
  gint64 stored_credited = has_plan ? MIN (stored, cloud->plan_used_bytes) : stored;
  gint64 earlier = has_plan ? cloud->plan_used_bytes - stored_credited : 0;
  double transformed = is_stale ? 0 : cloud->n_transformations / 1000.0;
  double used = (stored_credited + earlier + delivered) / GB + transformed;
  double limit = has_plan ? cloud->plan_limit_bytes / GB : ROOMY_CREDITS;
  GString *json = g_string_new ("{");

  ps_json_append_member (json, "plan", has_plan ? "Free" : "Demo");
  append_days (json);
  ps_json_append_raw (json, "transformations", "{");
  ps_json_append_number (json, "usage", is_stale ? 0 : cloud->n_transformations);
  append_decimal (json, "credits_usage", transformed);
  g_string_append (json, ",\"breakdown\":{}}");
  g_string_append_printf (json, ",\"objects\":{\"usage\":%u}", ps_studio_get_n_assets (cloud->studio));
  append_use (json, "bandwidth", earlier + delivered);
  append_use (json, "storage", stored_credited);
  ps_json_append_raw (json, "impressions", "{\"usage\":0,\"credits_usage\":0}");
  ps_json_append_raw (json, "seconds_delivered", "{\"usage\":0,\"credits_usage\":0}");
  ps_json_append_raw (json, "credits", "{");
  append_decimal (json, "usage", used);
  append_decimal (json, "limit", limit);
  append_decimal (json, "used_percent", limit > 0 ? used / limit * 100 : 100);
  g_string_append_c (json, '}');
  ps_json_append_number (json, "requests", cloud->n_requests);
  ps_json_append_number (json, "resources", ps_studio_get_n_assets (cloud->studio));
  ps_json_append_number (json, "derived_resources", 0);
  ps_json_append_raw (json, "background_removal", "{\"usage\":0,\"limit\":0}");
  ps_json_append_raw (json, "aws_rek_moderation", "{\"usage\":0,\"limit\":50}");
  ps_json_append_raw (json, "media_limits",
                      "{\"image_max_size_bytes\":10485760,\"video_max_size_bytes\":104857600,\"raw_max_size_bytes\":10485760,"
                      "\"image_max_px\":25000000,\"asset_max_total_px\":50000000}");
  g_string_append_c (json, '}');
  return ps_reply_new_json (200, json);
}

static PsReply *
tell_config (PsCall *call)
{
  GString *json = g_string_new ("{");

  ps_json_append_member (json, "cloud_name", PS_DEMO_CLOUD_NAME);
  ps_json_append_member (json, "created_at", "2019-02-11T09:30:00Z");
  if (ps_request_get_flag (call->request, "settings"))
    ps_json_append_raw (json, "settings", call->cloud->fixed ? "{\"folder_mode\":\"fixed\"}" : "{\"folder_mode\":\"dynamic\"}");
  g_string_append_c (json, '}');
  return ps_reply_new_json (200, json);
}

/* An account's other belongings, of which this one has none. */
static PsReply *
tell_nothing (const char *endpoint)
{
  static const char *const lists[][2] = {
    { "metadata_rules", "metadata_rules" }, { "upload_presets", "presets" }, { "transformations", "transformations" },
    { "streaming_profiles", "data" }, { "upload_mappings", "mappings" }, { "triggers", "triggers" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      GString *json;

      if (!g_str_equal (endpoint, lists[i][0]))
        continue;
      json = g_string_new ("{");
      ps_json_append_raw (json, lists[i][1], "[]");
      g_string_append_c (json, '}');
      return ps_reply_new_json (200, json);
    }
  return NULL;
}

/**
 * ps_api_account:
 * @call: a call
 *
 * Returns: (transfer full) (nullable): the reply; %NULL: it is not an endpoint of the account
 */
PsReply *
ps_api_account (PsCall *call)
{
  const char *endpoint = call->segments[0];

  if (g_str_equal (endpoint, "ping"))
    return ps_reply_new_json (200, g_string_new ("{\"status\":\"ok\"}"));
  if (g_str_equal (endpoint, "config"))
    return tell_config (call);
  if (g_str_equal (endpoint, "usage") && call->n_segments <= 2)
    return tell_usage (call);
  if (g_str_equal (endpoint, "metadata_fields"))
    return ps_reply_new_json (200, g_string_new (ps_gallery_get_metadata_fields (call->cloud->gallery)));
  return tell_nothing (endpoint);
}
