/* tests/demo/test-server.c: the API answers as the fact sheet says. */
#include <locale.h>
#include <string.h>

#include "demo-test.h"

static JsonObject *
nth (JsonObject *page,
     guint       n)
{
  return json_array_get_object_element (json_object_get_array_member (page, "resources"), n);
}

static guint
count (JsonObject *page)
{
  return json_array_get_length (json_object_get_array_member (page, "resources"));
}

static const char *
text (JsonObject *object,
      const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

/* Exactly these members, neither more nor fewer. */
static void
assert_members (JsonObject *object,
                const char *names)
{
  g_auto(GStrv) wanted = g_strsplit (names, " ", -1);
  g_autoptr(GList) have = json_object_get_members (object);

  for (guint i = 0; wanted[i] != NULL; i++)
    {
      if (!json_object_has_member (object, wanted[i]))
        g_error ("%s is missing", wanted[i]);
    }
  for (GList *l = have; l != NULL; l = l->next)
    {
      if (!g_strv_contains ((const char *const *) wanted, l->data))
        g_error ("%s is too much", (char *) l->data);
    }
}

static void
assert_error (Answer     *answer,
              guint       status,
              const char *message)
{
  g_autoptr(JsonObject) json = NULL;

  g_assert_cmpuint (answer->status, ==, status);
  json = answer_to_json (answer);
  g_assert_true (g_str_has_prefix (text (json_object_get_object_member (json, "error"), "message"), message));
}

static void
test_credentials (void)
{
  g_autoptr(DemoTest) demo = demo_test_start (NULL);
  static const struct { const char *path, *authorization; guint status; const char *message; } cases[] = {
    { DEMO_API "/ping", "123456789012345:wrong", 401, "api_secret mismatch" }, { DEMO_API "/ping", "1:test-secret-AbCdEf123456", 401, "unknown api_key" },
    { "/v1_1/other-cloud/ping", "123456789012345:test-secret-AbCdEf123456", 401, "cloud_name mismatch" },
    { "/v1_1/other-cloud/ping", "123456789012345:x", 401, "api_secret mismatch" },
  };
  g_autoptr(Answer) bare = demo_test_get (demo, DEMO_API "/ping"), empty = demo_test_ask (demo, "GET", "/v1_1//ping", DEMO_BASIC, NULL);
  g_autoptr(Answer) good = demo_test_api (demo, "/ping");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *basic = g_base64_encode ((const guchar *) cases[i].authorization, strlen (cases[i].authorization));
      g_autofree char *header = g_strdup_printf ("Authorization: Basic %s\r\n", basic);
      g_autoptr(Answer) answer = demo_test_ask (demo, "GET", cases[i].path, header, NULL);

      assert_error (answer, cases[i].status, cases[i].message);
      g_assert_null (answer_header (answer, "x-featureratelimit-limit"));
    }
  g_assert_cmpuint (bare->status, ==, 401);
  g_assert_true (g_str_has_prefix (answer_header (bare, "content-type"), "text/html"));
  g_assert_cmpuint (empty->status, ==, 404);
  g_assert_true (g_str_has_prefix (answer_header (empty, "content-type"), "text/html"));
  g_assert_cmpstr (good->body, ==, "{\"status\":\"ok\"}");
  g_assert_cmpstr (answer_header (good, "content-type"), ==, "application/json; charset=utf-8");
  g_assert_cmpstr (answer_header (good, "status"), ==, "200 OK");
  g_assert_cmpstr (answer_header (good, "server"), ==, "cloudinary");
  g_assert_cmpstr (answer_header (good, "x-featureratelimit-limit"), ==, "2000");
  g_assert_cmpstr (answer_header (good, "x-featureratelimit-remaining"), ==, "1999");
  g_assert_true (g_str_has_suffix (answer_header (good, "x-featureratelimit-reset"), ":00:00 GMT"));
}

static void
test_account (void)
{
  g_autoptr(DemoTest) demo = demo_test_start (NULL);
  g_autoptr(JsonObject) config = demo_test_api_json (demo, "/config"), with = demo_test_api_json (demo, "/config?settings=true");
  g_autoptr(JsonObject) usage = demo_test_api_json (demo, "/usage"), fields = demo_test_api_json (demo, "/metadata_fields");
  g_autoptr(JsonObject) types = demo_test_api_json (demo, "/resources"), triggers = demo_test_api_json (demo, "/triggers");
  JsonObject *credits = json_object_get_object_member (usage, "credits");

  g_assert_false (json_object_has_member (config, "settings"));
  g_assert_cmpstr (text (json_object_get_object_member (with, "settings"), "folder_mode"), ==, "dynamic");
  assert_members (usage, "plan last_updated date_requested transformations objects bandwidth storage impressions seconds_delivered credits requests "
                         "resources derived_resources background_removal aws_rek_moderation media_limits");
  g_assert_cmpfloat (json_object_get_double_member (credits, "limit"), >=, 1000);
  g_assert_cmpint (json_object_get_int_member (usage, "resources"), ==, 400);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (fields, "metadata_fields")), ==, 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (types, "resource_types")), ==, 3);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (triggers, "triggers")), ==, 0);
}

static void
test_plan (void)
{
  const PsDemoOptions options = { .plan_limit_bytes = G_GINT64_CONSTANT (25000000000), .plan_used_bytes = G_GINT64_CONSTANT (14000000000) };
  g_autoptr(DemoTest) demo = demo_test_start_with (&options);
  g_autoptr(JsonObject) before = demo_test_api_json (demo, "/usage"), after = NULL, page = demo_test_api_json (demo, "/resources/image?max_results=1");
  const char *url = text (nth (page, 0), "secure_url");
  g_autoptr(Answer) photo = demo_test_get (demo, strstr (url, "/demo-studio"));
  JsonObject *credits = json_object_get_object_member (before, "credits");
  double grown;

  g_assert_cmpuint (photo->status, ==, 200);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (credits, "limit"), 25, 0.001);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (credits, "usage"), 14, 0.001);
  after = demo_test_api_json (demo, "/usage");
  grown = json_object_get_int_member (json_object_get_object_member (after, "bandwidth"), "usage")
          - json_object_get_int_member (json_object_get_object_member (before, "bandwidth"), "usage");
  g_assert_cmpfloat (grown, ==, photo->n_body);
}

static void
test_listing_shape (void)
{
  g_autoptr(DemoTest) demo = demo_test_start (NULL);
  g_autoptr(JsonObject) plain = demo_test_api_json (demo, "/resources/image"), full = NULL, fields = NULL, raw = NULL;
  JsonObject *entry = nth (plain, 1);

  g_assert_cmpuint (count (plain), ==, 10);
  assert_members (entry, "asset_id public_id format version resource_type type created_at bytes width height asset_folder display_name access_mode url "
                         "secure_url last_updated");
  g_assert_true (g_str_has_suffix (text (entry, "created_at"), "Z"));
  g_assert_cmpint (strlen (text (entry, "asset_id")), ==, 32);
  full = demo_test_api_json (demo, "/resources/image?max_results=500&tags=true&context=true&metadata=1&direction=asc");
  g_assert_cmpuint (count (full), ==, 320);
  g_assert_false (json_object_has_member (full, "next_cursor"));
  entry = nth (full, 0);
  g_assert_cmpstr (text (json_object_get_object_member (json_object_get_object_member (entry, "context"), "custom"), "caption"), ==, "First dance");
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (entry, "metadata"), "rating"), ==, 5);
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (entry, "tags"), 2), ==, "Åse & Jörg");
  g_assert_false (json_object_has_member (nth (full, 1), "context"));
  fields = demo_test_api_json (demo, "/resources/image?fields=etag,bytes&tags=true");
  assert_members (nth (fields, 0), "asset_id public_id etag bytes");
  raw = demo_test_api_json (demo, "/resources/raw?tags=true");
  assert_members (nth (raw, 0), "asset_id public_id version resource_type type created_at bytes asset_folder display_name access_mode url secure_url last_updated tags");
}

/* Every chain of pages must show each asset once, newest first. */
static void
walk (DemoTest   *demo,
      const char *path,
      guint       n_wanted)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *cursor = NULL, *last = NULL;

  do
    {
      g_autofree char *full = g_strconcat (path, cursor != NULL ? "&next_cursor=" : "", cursor, NULL);
      g_autoptr(JsonObject) page = demo_test_api_json (demo, full);

      for (guint i = 0; i < count (page); i++)
        {
          const char *created = text (nth (page, i), "created_at");

          g_assert_true (g_hash_table_add (seen, g_strdup (text (nth (page, i), "asset_id"))));
          if (last != NULL)
            g_assert_cmpstr (created, <=, last);
          g_free (last);
          last = g_strdup (created);
        }
      g_free (cursor);
      cursor = g_strdup (text (page, "next_cursor"));
    }
  while (cursor != NULL);
  g_assert_cmpuint (g_hash_table_size (seen), ==, n_wanted);
}

static void
test_pages (void)
{
  g_autoptr(DemoTest) demo = demo_test_start (NULL);
  g_autoptr(JsonObject) page = demo_test_api_json (demo, "/resources/image?max_results=7");
  g_autofree char *other = g_strconcat ("/resources/image?max_results=8&next_cursor=", text (page, "next_cursor"), NULL);
  g_autofree char *elsewhere = g_strconcat ("/resources/video?max_results=7&next_cursor=", text (page, "next_cursor"), NULL);
  g_autoptr(Answer) a = demo_test_api (demo, other), b = demo_test_api (demo, elsewhere), c = demo_test_api (demo, "/resources/image?next_cursor=abc");
  g_autoptr(Answer) many = demo_test_api (demo, "/resources/image?max_results=501"), none = demo_test_api (demo, "/resources/image?max_results=x");

  walk (demo, "/resources/image?max_results=37", 320);
  walk (demo, "/resources/video?max_results=37", 40);
  walk (demo, "/resources/raw?max_results=500", 40);
  walk (demo, "/resources/image/private?max_results=3", 40);
  walk (demo, "/resources/image/tags/wedding?max_results=100", 320);
  assert_error (a, 400, "Invalid value for parameter next_cursor");
  assert_error (b, 400, "Invalid value for parameter next_cursor");
  assert_error (c, 400, "Invalid value for parameter next_cursor");
  assert_error (many, 400, "Invalid value for parameter max_results");
  assert_error (none, 400, "Invalid value for parameter max_results");
}

static void
test_narrowed (void)
{
  g_autoptr(DemoTest) demo = demo_test_start (NULL);
  g_autoptr(Answer) untyped = demo_test_api (demo, "/resources/image?prefix=weddings"), type = demo_test_api (demo, "/resources/nonsense");
  g_autoptr(JsonObject) prefix = demo_test_api_json (demo, "/resources/image/upload?prefix=weddings/2024/IMG_10&max_results=500");
  g_autoptr(JsonObject) ids = demo_test_api_json (demo, "/resources/image/upload?public_ids[]=weddings/2024/IMG_10&public_ids[]=weddings%2F2024%2FIMG_20");
  g_autoptr(JsonObject) folder = demo_test_api_json (demo, "/resources/by_asset_folder?asset_folder=clients&max_results=500");
  g_autoptr(JsonObject) by_ids = demo_test_api_json (demo, "/resources/by_asset_ids?asset_ids[]=00000000000000000000000000000011&asset_ids[]=nothing");
  g_autoptr(JsonObject) since = demo_test_api_json (demo, "/resources/image?direction=asc&start_at=2023-11-15T04:23:20Z&max_results=500");
  g_autoptr(JsonObject) backwards = demo_test_api_json (demo, "/resources/image?start_at=2023-11-15T04:23:20Z&max_results=500");
  g_autoptr(JsonObject) tags = demo_test_api_json (demo, "/tags/image?prefix=w"), context = demo_test_api_json (demo, "/resources/image/context?key=caption&max_results=500");

  assert_error (untyped, 400, "Missing required parameter");
  assert_error (type, 400, "Invalid value");
  g_assert_cmpuint (count (prefix), ==, 5); /* 10, 100, 101, 106, 107: the kinds of the others differ */
  g_assert_cmpstr (text (nth (prefix, 0), "public_id"), ==, "weddings/2024/IMG_10");
  g_assert_cmpuint (count (ids), ==, 2);
  g_assert_cmpuint (count (folder), ==, 320);
  g_assert_cmpuint (count (by_ids), ==, 1);
  g_assert_cmpstr (text (nth (since, 0), "created_at"), ==, "2023-11-15T04:23:20Z");
  g_assert_cmpuint (count (backwards), ==, 0);
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (tags, "tags"), 0), ==, "wedding");
  g_assert_cmpuint (count (context), ==, 160);
}

static void
test_search (void)
{
  g_autoptr(DemoTest) demo = demo_test_start (NULL);
  static const struct { const char *expression; gint64 n; } cases[] = {
    { "", 400 }, { "resource_type:video", 40 }, { "resource_type:image AND type:private", 40 }, { "resource_type=video OR resource_type=raw", 80 },
    { "NOT resource_type:image", 80 }, { "-resource_type:image", 80 }, { "tags=wedding", 400 }, { "tags=Wedding", 0 }, { "status:active", 400 }, { "status:deleted", 0 },
    { "public_id=weddings/2024/IMG_0", 1 }, { "public_id:weddings*", 280 }, { "asset_folder=Clients", 320 }, { "asset_folder=clients", 0 },
    { "asset_folder:\\\"Weddings/*\\\"", 40 }, { "folder:Clients", 0 }, { "unknown=1", 0 }, { "created_at<\\\"2023-11-14T22:23:20Z\\\"", 10 },
    { "uploaded_at>\\\"2030-01-01T00:00:00Z\\\"", 0 }, { "bytes:[3000 TO 3009]", 9 }, { "created_at>1d", 0 }, { "(type:private OR type:authenticated) AND resource_type:image", 80 },
  };
  g_autoptr(JsonObject) page = demo_test_search_json (demo, "{\"max_results\":500,\"with_field\":[\"tags\",\"context\",\"metadata\"]}");
  g_autoptr(JsonObject) default_page = demo_test_search_json (demo, "{}"), by_id = demo_test_search_json (demo, "{\"sort_by\":[{\"public_id\":\"asc\"}],\"max_results\":3}");
  g_autoptr(JsonObject) fields = demo_test_search_json (demo, "{\"fields\":[\"etag\"],\"max_results\":1}");
  g_autoptr(Answer) star = demo_test_search (demo, "{\"expression\":\"*\"}"), aggregate = demo_test_search (demo, "{\"aggregate\":[\"format\"]}");
  g_autoptr(Answer) no_json = demo_test_search (demo, "nonsense");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"expression\":\"%s\",\"max_results\":500}", cases[i].expression);
      g_autoptr(JsonObject) found = demo_test_search_json (demo, body);

      g_test_message ("%s", body);
      g_assert_cmpint (json_object_get_int_member (found, "total_count"), ==, cases[i].n);
      g_assert_cmpuint (count (found), ==, cases[i].n);
    }
  g_assert_cmpuint (count (default_page), ==, 50);
  assert_members (nth (page, 2), "asset_id public_id asset_folder filename display_name format version resource_type type created_at uploaded_at bytes backup_bytes width "
                                 "height aspect_ratio pixels url secure_url status access_mode access_control etag created_by uploaded_by last_updated tags");
  assert_members (nth (page, 0), "asset_id public_id asset_folder filename display_name format version resource_type type created_at uploaded_at bytes backup_bytes width "
                                 "height aspect_ratio pixels duration url secure_url status access_mode access_control etag created_by uploaded_by last_updated tags");
  g_assert_true (g_str_has_suffix (text (nth (page, 0), "created_at"), "+00:00"));
  g_assert_cmpstr (text (json_object_get_object_member (nth (page, 1), "context"), "caption"), ==, "First dance");
  g_assert_cmpstr (text (nth (by_id, 0), "public_id"), <, text (nth (by_id, 1), "public_id"));
  assert_members (nth (fields, 0), "public_id asset_id asset_folder created_at status type resource_type etag");
  assert_error (star, 400, "Query Error (at position 0)");
  assert_error (aggregate, 400, "");
  assert_error (no_json, 400, "");
}

static void
test_search_pages (void)
{
  g_autoptr(DemoTest) demo = demo_test_start (NULL);
  static const char *const sorts[] = { "{\"created_at\":\"desc\"}", "{\"created_at\":\"asc\"}", "{\"public_id\":\"asc\"}", "{\"bytes\":\"desc\"}", "{\"uploaded_at\":\"desc\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autofree char *cursor = NULL;

      do
        {
          g_autofree char *next = cursor != NULL ? g_strdup_printf (",\"next_cursor\":\"%s\"", cursor) : g_strdup ("");
          g_autofree char *body = g_strdup_printf ("{\"expression\":\"resource_type:image\",\"sort_by\":[%s],\"max_results\":99%s}", sorts[i], next);
          g_autoptr(JsonObject) page = demo_test_search_json (demo, body);

          for (guint j = 0; j < count (page); j++)
            g_assert_true (g_hash_table_add (seen, g_strdup (text (nth (page, j), "asset_id"))));
          g_free (cursor);
          cursor = g_strdup (text (page, "next_cursor"));
        }
      while (cursor != NULL);
      g_assert_cmpuint (g_hash_table_size (seen), ==, 320);
    }
}

static void
test_details (void)
{
  g_autoptr(DemoTest) demo = demo_test_start (NULL);
  g_autoptr(JsonObject) by_id = demo_test_api_json (demo, "/resources/00000000000000000000000000000000?media_metadata=true&versions=1&faces=1");
  g_autoptr(JsonObject) encoded = demo_test_api_json (demo, "/resources/image/upload/weddings%2F2024%2FIMG_0"), slashed = demo_test_api_json (demo, "/resources/image/upload/weddings/2024/IMG_0");
  g_autoptr(JsonObject) raw = demo_test_api_json (demo, "/resources/raw/upload/sidecars%2Ffile-8.zip"), unicode = demo_test_api_json (demo, "/resources/image/upload/Z%C3%BCrich%2F%C3%A9t%C3%A9%202");
  g_autoptr(Answer) missing = demo_test_api (demo, "/resources/image/upload/nothing%2Fhere"), costly = demo_test_api (demo, "/ping");
  JsonObject *exif = json_object_get_object_member (by_id, "image_metadata");

  g_assert_cmpstr (text (by_id, "public_id"), ==, "weddings/2024/IMG_0");
  g_assert_cmpstr (text (encoded, "asset_id"), ==, text (slashed, "asset_id"));
  g_assert_cmpstr (text (exif, "Make"), ==, "Canon");
  g_assert_cmpstr (text (exif, "DateTimeOriginal"), ==, "2024:06:22 21:14:09");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (by_id, "versions")), ==, 1);
  g_assert_true (json_object_has_member (by_id, "derived"));
  g_assert_true (json_object_has_member (by_id, "faces"));
  g_assert_true (json_object_has_member (encoded, "etag"));
  g_assert_false (json_object_has_member (raw, "etag"));
  g_assert_cmpstr (text (unicode, "public_id"), ==, "Zürich/été 2");
  assert_error (missing, 404, "Resource not found - nothing/here");
  g_assert_cmpstr (answer_header (costly, "x-featureratelimit-remaining"), ==, "1983"); /* 11 + 4 + 1 + 1 */
}

static void
test_folders (void)
{
  g_autoptr(DemoTest) demo = demo_test_start (NULL);
  g_autoptr(JsonObject) root = demo_test_api_json (demo, "/folders"), below = demo_test_api_json (demo, "/folders/Weddings"), empty = demo_test_api_json (demo, "/folders/Empty");
  g_autoptr(JsonObject) all = demo_test_api_json (demo, "/folders/search?max_results=2"), found = demo_test_api_json (demo, "/folders/search?expression=name=Clients");
  g_autoptr(Answer) missing = demo_test_api (demo, "/folders/No%20such");

  g_assert_cmpint (json_object_get_int_member (root, "total_count"), ==, 3);
  g_assert_true (json_object_get_null_member (root, "next_cursor"));
  assert_members (json_array_get_object_element (json_object_get_array_member (root, "folders"), 0), "name path external_id");
  g_assert_cmpstr (text (json_array_get_object_element (json_object_get_array_member (below, "folders"), 0), "path"), ==, "Weddings/2024 – Åse & Jörg");
  g_assert_cmpstr (text (json_array_get_object_element (json_object_get_array_member (empty, "folders"), 0), "name"), ==, "Really empty");
  g_assert_cmpint (json_object_get_int_member (all, "total_count"), ==, 5);
  g_assert_nonnull (text (all, "next_cursor"));
  g_assert_cmpint (json_object_get_int_member (found, "total_count"), ==, 1);
  assert_error (missing, 404, "Can't find folder with path No such");
}

static void
test_fixed_mode (void)
{
  const char *const faults[] = { "fixed", NULL };
  g_autoptr(DemoTest) demo = demo_test_start (faults);
  g_autoptr(JsonObject) page = demo_test_api_json (demo, "/resources/image?max_results=2"), config = demo_test_api_json (demo, "/config?settings=1");
  g_autoptr(JsonObject) found = demo_test_search_json (demo, "{\"expression\":\"folder:\\\"weddings/*\\\"\"}"), not_found = demo_test_search_json (demo, "{\"expression\":\"asset_folder:weddings/2024\"}");

  assert_members (nth (page, 1), "asset_id public_id format version resource_type type created_at bytes width height folder access_mode url secure_url last_updated");
  g_assert_cmpstr (text (nth (page, 1), "folder"), ==, "weddings/2024");
  g_assert_cmpstr (text (json_object_get_object_member (config, "settings"), "folder_mode"), ==, "fixed");
  g_assert_cmpint (json_object_get_int_member (found, "total_count"), >, 0);
  g_assert_cmpint (json_object_get_int_member (not_found, "total_count"), ==, 0);
}

static void
test_read_only (void)
{
  g_autoptr(DemoTest) demo = demo_test_start (NULL);
  static const char *const writes[][2] = {
    { "DELETE", DEMO_API "/resources/image/upload?public_ids[]=a" }, { "POST", DEMO_API "/image/upload" }, { "PUT", DEMO_API "/resources/image/upload/a" },
    { "POST", DEMO_API "/resources/image" }, { "POST", "/demo-studio/image/upload/a.jpg" },
  };
  g_autoptr(Answer) log = NULL;
  g_autoptr(JsonObject) json = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (writes); i++)
    {
      g_autoptr(Answer) answer = demo_test_ask (demo, writes[i][0], writes[i][1], DEMO_BASIC, NULL);

      g_assert_cmpuint (answer->status, ==, 405);
    }
  log = demo_test_get (demo, "/demo/log");
  json = answer_to_json (log);
  g_assert_cmpint (json_object_get_int_member (json, "not_reading"), ==, G_N_ELEMENTS (writes));
}

static void
test_hour (void)
{
  const char *const faults[] = { "hour=2", NULL };
  const PsDemoOptions options = { .faults = faults, .plan_limit_bytes = -1, .hourly_limit = 3 };
  g_autoptr(DemoTest) demo = demo_test_start_with (&options);
  guint n_good = 0;
  g_autoptr(Answer) late = NULL;

  for (guint i = 0; i < 8; i++)
    {
      g_autoptr(Answer) answer = demo_test_api (demo, "/ping");

      if (answer->status == 200)
        n_good++;
      else
        {
          assert_error (answer, 420, "Rate Limit Exceeded. Limit of 3 api operations reached. Try again on 20");
          g_assert_cmpstr (answer_header (answer, "x-featureratelimit-remaining"), ==, "0");
          g_assert_nonnull (answer_header (answer, "x-featureratelimit-reset"));
        }
    }
  g_assert_cmpuint (n_good, >=, 3);
  g_assert_cmpuint (n_good, <=, 6); /* an hour may have ended in between */
  g_usleep (2100000);
  late = demo_test_api (demo, "/ping");
  g_assert_cmpuint (late->status, ==, 200);
}

/* A newcomer sees the first photos while the others are still being drawn. */
static void
test_drawing (void)
{
  const PsDemoOptions options = { .gallery.n_photos = 12, .gallery.max_side = 1, .plan_limit_bytes = -1 };
  g_autoptr(DemoTest) demo = demo_test_start_with (&options);
  g_autoptr(JsonObject) first = NULL, search = NULL, usage = NULL;
  gint64 began_us = g_get_monotonic_time ();

  demo_test_set_drawing (demo);
  first = demo_test_api_json (demo, "/resources/image?max_results=500");
  g_assert_cmpint (g_get_monotonic_time () - began_us, <, 1900000);
  g_assert_cmpuint (count (first), <, 10);
  g_assert_nonnull (text (first, "next_cursor"));
  search = demo_test_search_json (demo, "{\"max_results\":500}");
  g_assert_cmpuint (count (search), <, 12);
  usage = demo_test_api_json (demo, "/usage");
  g_assert_cmpint (json_object_get_int_member (usage, "resources"), ==, 12);
  walk (demo, "/resources/image?max_results=500", 10);
}

/* A page of 500 out of a million must not hold up a benchmark: 15 ms is the promise, on a quiet machine. */
static void
test_million (void)
{
  const PsDemoOptions options = { .gallery.n_photos = 1000000, .plan_limit_bytes = -1 };
  g_autoptr(DemoTest) demo = demo_test_start_with (&options);
  g_autofree char *cursor = NULL;
  gint64 best_us = G_MAXINT64, search_us = G_MAXINT64;

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *path = g_strconcat ("/resources/image?max_results=500&tags=true&context=true&metadata=true", cursor != NULL ? "&next_cursor=" : "", cursor, NULL);
      gint64 began_us = g_get_monotonic_time ();
      g_autoptr(Answer) answer = demo_test_api (demo, path);
      g_autoptr(JsonObject) page = NULL;

      best_us = MIN (best_us, g_get_monotonic_time () - began_us);
      page = answer_to_json (answer);
      g_assert_cmpuint (count (page), ==, 500);
      g_free (cursor);
      cursor = g_strdup (text (page, "next_cursor"));
    }
  for (guint i = 0; i < 5; i++)
    {
      gint64 began_us = g_get_monotonic_time ();
      g_autoptr(Answer) answer = demo_test_search (demo, "{\"max_results\":500,\"with_field\":[\"tags\",\"context\",\"metadata\"]}");

      search_us = MIN (search_us, g_get_monotonic_time () - began_us);
      g_assert_cmpuint (answer->status, ==, 200);
    }
  g_test_message ("a page of 500 out of a million: listing %.1f ms, search %.1f ms", best_us / 1000.0, search_us / 1000.0);
  g_assert_cmpint (best_us, <, 100000);
  g_assert_cmpint (search_us, <, 100000);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/wrong-credentials-are-told-apart", test_credentials);
  g_test_add_func ("/server/account", test_account);
  g_test_add_func ("/server/plan-counts-what-was-delivered", test_plan);
  g_test_add_func ("/server/listing-has-the-shape-of-the-samples", test_listing_shape);
  g_test_add_func ("/server/pages-show-each-asset-once", test_pages);
  g_test_add_func ("/server/narrowed-listings", test_narrowed);
  g_test_add_func ("/server/search", test_search);
  g_test_add_func ("/server/search-pages-show-each-asset-once", test_search_pages);
  g_test_add_func ("/server/details", test_details);
  g_test_add_func ("/server/folders", test_folders);
  g_test_add_func ("/server/fixed-folder-mode", test_fixed_mode);
  g_test_add_func ("/server/writing-is-refused-and-remembered", test_read_only);
  g_test_add_func ("/server/hour-runs-out-and-comes-again", test_hour);
  g_test_add_func ("/server/first-photos-are-there-while-others-are-drawn", test_drawing);
  g_test_add_func ("/server/page-of-a-million-is-quick", test_million);
  return g_test_run ();
}
