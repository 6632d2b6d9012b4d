/* tests/demo/test-server-hooks.c: the cloud changes while it runs, and its bad accounts. */
#include <locale.h>
#include <string.h>

#include <glib/gstdio.h>

#include "demo-test.h"

#define ID_10 "0000000000000000000000000000000a"
#define ID_20 "00000000000000000000000000000014"

static guint
count (JsonObject *page)
{
  return json_array_get_length (json_object_get_array_member (page, "resources"));
}

static JsonObject *
nth (JsonObject *page,
     guint       n)
{
  return json_array_get_object_element (json_object_get_array_member (page, "resources"), n);
}

static const char *
text (JsonObject *object,
      const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

static void
test_rename (void)
{
  g_autoptr(DemoTest) demo = demo_test_start (NULL);
  g_autoptr(JsonObject) before = demo_test_api_json (demo, "/resources/" ID_10), after = NULL, all = NULL;
  g_autoptr(Answer) old_name = NULL, old_url = NULL, new_url = NULL, taken = NULL;

  demo_test_hook (demo, "/demo/rename?asset_id=" ID_10 "&to=new/name&folder=Moved&display_name=New");
  after = demo_test_api_json (demo, "/resources/" ID_10);
  g_assert_cmpstr (text (after, "public_id"), ==, "new/name");
  g_assert_cmpstr (text (after, "asset_folder"), ==, "Moved");
  g_assert_cmpstr (text (after, "etag"), ==, text (before, "etag"));
  old_name = demo_test_api (demo, "/resources/image/upload/weddings/2024/IMG_10");
  g_assert_cmpuint (old_name->status, ==, 404);
  old_url = demo_test_get (demo, strstr (text (before, "secure_url"), "/demo-studio"));
  g_assert_cmpuint (old_url->status, ==, 404);
  new_url = demo_test_get (demo, strstr (text (after, "secure_url"), "/demo-studio"));
  g_assert_cmpuint (new_url->status, ==, 200);
  all = demo_test_api_json (demo, "/resources/image?max_results=500");
  g_assert_cmpuint (count (all), ==, 320);
  taken = demo_test_ask (demo, "POST", "/demo/rename?asset_id=" ID_20 "&to=new/name", NULL, NULL);
  g_assert_cmpuint (taken->status, ==, 409);
}

static void
test_swap_names (void)
{
  g_autoptr(DemoTest) demo = demo_test_start (NULL);
  g_autoptr(JsonObject) a = NULL, b = NULL, by_name = NULL;

  demo_test_hook (demo, "/demo/swap?asset_id=" ID_10 "&with=" ID_20);
  a = demo_test_api_json (demo, "/resources/" ID_10);
  b = demo_test_api_json (demo, "/resources/" ID_20);
  by_name = demo_test_api_json (demo, "/resources/image/upload/weddings/2024/IMG_20");
  g_assert_cmpstr (text (a, "public_id"), ==, "weddings/2024/IMG_20");
  g_assert_cmpstr (text (b, "public_id"), ==, "weddings/2024/IMG_10");
  g_assert_cmpstr (text (by_name, "asset_id"), ==, ID_10);
}

static void
test_replace (void)
{
  g_autoptr(DemoTest) demo = demo_test_start (NULL);
  g_autoptr(JsonObject) before = demo_test_api_json (demo, "/resources/" ID_10), after = NULL, found = NULL;
  g_autoptr(Answer) bytes = NULL, old = NULL;
  g_autofree char *digest = NULL, *backup = NULL, *query = NULL, *old_digest = NULL;
  JsonArray *versions;

  demo_test_hook (demo, "/demo/replace?asset_id=" ID_10);
  after = demo_test_api_json (demo, "/resources/" ID_10 "?versions=true");
  g_assert_cmpstr (text (after, "etag"), !=, text (before, "etag"));
  g_assert_cmpint (json_object_get_int_member (after, "version"), >, json_object_get_int_member (before, "version"));
  bytes = demo_test_get (demo, strstr (text (after, "secure_url"), "/demo-studio"));
  digest = g_compute_checksum_for_data (G_CHECKSUM_MD5, (const guchar *) bytes->body, bytes->n_body);
  g_assert_cmpstr (digest, ==, text (after, "etag"));
  found = demo_test_search_json (demo, "{\"expression\":\"uploaded_at>1h\"}");
  g_assert_cmpuint (count (found), ==, 1);
  versions = json_object_get_array_member (after, "versions");
  g_assert_cmpuint (json_array_get_length (versions), ==, 2);
  query = g_strdup_printf ("asset_id=" ID_10 "&version_id=%s", text (json_array_get_object_element (versions, 0), "version_id"));
  backup = demo_test_sign (query);
  g_free (query);
  query = g_strconcat (DEMO_API "/download_backup?", backup, NULL);
  old = demo_test_get (demo, query);
  old_digest = g_compute_checksum_for_data (G_CHECKSUM_MD5, (const guchar *) old->body, old->n_body);
  g_assert_cmpstr (old_digest, ==, text (before, "etag"));
}

static void
test_come_and_go (void)
{
  g_autoptr(DemoTest) demo = demo_test_start (NULL);
  g_autoptr(JsonObject) page = demo_test_api_json (demo, "/resources/image?max_results=200"), rest = NULL, all = NULL, tagged = NULL;
  g_autofree char *path = g_strconcat ("/resources/image?max_results=200&next_cursor=", text (page, "next_cursor"), NULL);
  g_autoptr(Answer) gone = NULL, state = NULL;
  g_autoptr(JsonObject) json = NULL;

  demo_test_hook (demo, "/demo/delete?asset_id=" ID_10);
  demo_test_hook (demo, "/demo/add?count=3&folder=New");
  rest = demo_test_api_json (demo, path);
  g_assert_cmpuint (count (rest), ==, 119); /* one has gone, none is seen twice */
  gone = demo_test_api (demo, "/resources/" ID_10);
  g_assert_cmpuint (gone->status, ==, 404);
  all = demo_test_api_json (demo, "/resources/image?max_results=500");
  g_assert_cmpuint (count (all), ==, 322);
  g_assert_cmpstr (text (nth (all, 0), "asset_folder"), ==, "New");
  demo_test_hook (demo, "/demo/retag?asset_id=" ID_20 "&tags=one,two&context=a=b|c=d&metadata={%22rating%22:1}");
  tagged = demo_test_search_json (demo, "{\"expression\":\"tags=two\",\"with_field\":[\"tags\",\"context\",\"metadata\"]}");
  g_assert_cmpuint (count (tagged), ==, 1);
  g_assert_cmpstr (text (json_object_get_object_member (nth (tagged, 0), "context"), "c"), ==, "d");
  demo_test_hook (demo, "/demo/delete?newest=100");
  state = demo_test_get (demo, "/demo/state");
  json = answer_to_json (state);
  g_assert_cmpint (json_object_get_int_member (json, "assets"), ==, 302);
}

static void
test_new_secret (void)
{
  g_autoptr(DemoTest) demo = demo_test_start (NULL);
  g_autoptr(Answer) before = demo_test_api (demo, "/usage"), after = NULL, again = NULL;

  g_assert_cmpuint (before->status, ==, 200);
  demo_test_hook (demo, "/demo/key?secret=made-anew");
  after = demo_test_api (demo, "/usage");
  g_assert_cmpuint (after->status, ==, 401);
  demo_test_hook (demo, "/demo/key?secret=" PS_DEMO_API_SECRET);
  again = demo_test_api (demo, "/usage");
  g_assert_cmpuint (again->status, ==, 200);
}

static void
test_search_lag (void)
{
  const char *const faults[] = { "search-lag=60", NULL };
  g_autoptr(DemoTest) demo = demo_test_start (faults);
  g_autoptr(JsonObject) listed = NULL, found = NULL, late = NULL;

  demo_test_hook (demo, "/demo/add");
  demo_test_hook (demo, "/demo/retag?asset_id=" ID_20 "&tags=fresh");
  listed = demo_test_api_json (demo, "/resources/image?max_results=500");
  found = demo_test_search_json (demo, "{\"expression\":\"resource_type:image\",\"max_results\":500}");
  late = demo_test_search_json (demo, "{\"expression\":\"tags=fresh\"}");
  g_assert_cmpuint (count (listed), ==, 321);
  g_assert_cmpuint (count (found), ==, 320);
  g_assert_cmpuint (count (late), ==, 0);
}

static void
test_faults_at_run_time (void)
{
  g_autoptr(DemoTest) demo = demo_test_start (NULL);
  g_autoptr(Answer) good = demo_test_api (demo, "/ping"), bad = NULL, well = NULL, wrong = NULL, foreign = NULL;
  g_autoptr(Answer) limited = NULL, free_again = NULL;

  demo_test_hook (demo, "/demo/fault?spec=500,on%3Dapi");
  bad = demo_test_api (demo, "/ping");
  demo_test_hook (demo, "/demo/fault?clear=all");
  well = demo_test_api (demo, "/ping");
  wrong = demo_test_ask (demo, "POST", "/demo/fault?spec=nonsense", NULL, NULL);
  foreign = demo_test_ask (demo, "POST", "/demo/delete?newest=400", "Origin: http://example.invalid\r\n", NULL);
  /* Another program uses up the hour; a fault that comes later does not use it up again. */
  demo_test_hook (demo, "/demo/fault?spec=remaining%3D0");
  limited = demo_test_api (demo, "/ping");
  demo_test_hook (demo, "/demo/limit?remaining=5");
  demo_test_hook (demo, "/demo/fault?spec=no-etag");
  free_again = demo_test_api (demo, "/ping");
  g_assert_cmpuint (limited->status, ==, 420);
  g_assert_cmpuint (free_again->status, ==, 200);
  g_assert_cmpuint (good->status, ==, 200);
  g_assert_cmpuint (bad->status, ==, 500);
  g_assert_cmpuint (well->status, ==, 200);
  g_assert_cmpuint (wrong->status, ==, 400);
  g_assert_cmpuint (foreign->status, ==, 403);
}

/* One page under one fault; the caller looks at it. */
static JsonObject *
page_under (const char *fault,
            const char *path)
{
  const char *const faults[] = { fault, NULL };
  g_autoptr(DemoTest) demo = demo_test_start (faults);

  return demo_test_api_json (demo, path);
}

static JsonObject *
search_under (const char *fault,
              const char *body)
{
  const char *const faults[] = { fault, NULL };
  g_autoptr(DemoTest) demo = demo_test_start (faults);

  return demo_test_search_json (demo, body);
}

static void
test_accounts (void)
{
  g_autoptr(JsonObject) last = page_under ("cursor-null", "/resources/video?max_results=500"), etagless = page_under ("no-etag", "/resources/image?fields=etag");
  g_autoptr(JsonObject) clamped = page_under ("clamp", "/resources/image?max_results=9999"), huge = page_under ("huge-bytes", "/resources/image");
  g_autoptr(JsonObject) listed_context = page_under ("context-array", "/resources/image?context=true&direction=asc"), odd = page_under ("json-field=bytes:1e400", "/resources/image");
  g_autoptr(JsonObject) missing = page_under ("json-field=format:", "/resources/image"), future = page_under ("future", "/resources/image");
  g_autoptr(JsonObject) silent = search_under ("search-tier=silent", "{\"with_field\":[\"metadata\",\"tags\"]}");
  g_autoptr(JsonObject) analysis = search_under ("etag-in-analysis", "{\"with_field\":[\"image_analysis\"],\"expression\":\"resource_type:image\"}");
  g_autoptr(JsonObject) lacking = page_under ("missing-fields", "/resources/image?max_results=100");
  guint n_lacking = 0;

  g_assert_true (json_object_get_null_member (last, "next_cursor"));
  g_assert_false (json_object_has_member (nth (etagless, 0), "etag"));
  g_assert_cmpuint (count (clamped), ==, 320);
  g_assert_cmpint (json_object_get_int_member (nth (huge, 0), "bytes"), >, G_GINT64_CONSTANT (4) << 30);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (nth (listed_context, 0), "context")), ==, 1);
  g_assert_true (json_object_has_member (nth (odd, 0), "bytes"));
  g_assert_false (json_object_has_member (nth (missing, 0), "format"));
  g_assert_cmpstr (text (nth (future, 0), "type"), ==, "hologram");
  g_assert_true (json_object_has_member (nth (future, 5), "ai_summary"));
  g_assert_false (json_object_has_member (nth (silent, 5), "metadata"));
  g_assert_false (json_object_has_member (nth (analysis, 0), "etag"));
  g_assert_true (json_object_has_member (json_object_get_object_member (nth (analysis, 0), "image_analysis"), "etag"));
  for (guint i = 0; i < count (lacking); i++)
    n_lacking += !json_object_has_member (nth (lacking, i), "format");
  g_assert_cmpuint (n_lacking, >, 5);
}

static void
test_roles (void)
{
  static const struct { const char *fault, *path; guint status; } cases[] = {
    { "no-list", "/resources/image", 403 }, { "no-list", "/ping", 200 }, { "role-403=usage", "/usage", 403 }, { "role-403=search", "/resources/search", 403 },
    { "role-403=search", "/resources/image", 200 }, { "role-403=folders", "/folders", 403 }, { "disabled", "/ping", 401 }, { "disabled,on=delivery", "/ping", 200 },
    { "remaining=0", "/ping", 420 }, { "search-tier", "/resources/search?with_field=metadata", 403 }, { "search-tier", "/resources/search?with_field=tags", 200 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const faults[] = { cases[i].fault, NULL };
      g_autoptr(DemoTest) demo = demo_test_start (faults);
      g_autoptr(Answer) answer = demo_test_api (demo, cases[i].path);

      g_test_message ("%s %s", cases[i].fault, cases[i].path);
      g_assert_cmpuint (answer->status, ==, cases[i].status);
    }
}

static void
test_odd_names (void)
{
  const char *const faults[] = { "odd-names", NULL };
  g_autoptr(DemoTest) demo = demo_test_start (faults);
  g_autoptr(JsonObject) page = demo_test_search_json (demo, "{\"expression\":\"public_id:odd/*\",\"max_results\":500}"), again = NULL;
  g_autoptr(DemoTest) other = demo_test_start (faults);

  again = demo_test_search_json (other, "{\"expression\":\"public_id:odd/*\",\"max_results\":500}");
  g_assert_cmpuint (count (page), >, 55);
  g_assert_cmpuint (count (again), ==, count (page));
  for (guint i = 0; i < count (page); i++)
    {
      g_autoptr(Answer) answer = demo_test_get (demo, strstr (text (nth (page, i), "secure_url"), "/demo-studio"));

      g_assert_cmpstr (text (nth (page, i), "asset_id"), ==, text (nth (again, i), "asset_id"));
      if (answer->status != 200)
        g_error ("%s: %u", text (nth (page, i), "secure_url"), answer->status);
      g_assert_cmpuint (g_utf8_strlen (text (nth (page, i), "public_id"), -1), <=, 255);
    }
}

static void
test_misleading_pages (void)
{
  const char *const faults[] = { "shift=2,first=1", "cursor-loop,first=1", "early-end,first=1", "cursor-expire,first=1", NULL };
  g_autoptr(DemoTest) demo = demo_test_start (faults), plain = demo_test_start (NULL);
  g_autoptr(JsonObject) right = demo_test_api_json (plain, "/resources/image?max_results=20");
  g_autoptr(JsonObject) first = NULL, second = NULL, looped = NULL, ended = NULL;
  g_autofree char *next = NULL, *next_loop = NULL;
  g_autoptr(Answer) expired = NULL;

  looped = demo_test_api_json (demo, "/resources/image?max_results=10"); /* the first page: cursor-loop is the first verb of pages */
  next_loop = g_strconcat ("/resources/image?max_results=10&next_cursor=", text (looped, "next_cursor"), NULL);
  first = demo_test_api_json (demo, "/resources/image?max_results=10"); /* early-end */
  g_assert_null (text (first, "next_cursor"));
  g_assert_cmpstr (text (nth (first, 0), "asset_id"), ==, text (nth (right, 0), "asset_id"));
  ended = demo_test_api_json (demo, "/resources/image?max_results=10");
  next = g_strconcat ("/resources/image?max_results=10&next_cursor=", text (ended, "next_cursor"), NULL);
  second = demo_test_api_json (demo, next); /* shift */
  g_assert_cmpstr (text (nth (second, 0), "asset_id"), ==, text (nth (right, 8), "asset_id"));
  expired = demo_test_api (demo, next_loop); /* cursor-expire */
  g_assert_cmpuint (expired->status, ==, 400);
  g_assert_nonnull (strstr (expired->body, "Invalid value for parameter next_cursor"));
}

static void
test_cursor_loop (void)
{
  const char *const faults[] = { "cursor-loop", NULL };
  g_autoptr(DemoTest) demo = demo_test_start (faults);
  g_autoptr(JsonObject) a = demo_test_api_json (demo, "/resources/image?max_results=10"), b = NULL, c = NULL;
  g_autofree char *next = g_strconcat ("/resources/image?max_results=10&next_cursor=", text (a, "next_cursor"), NULL);

  b = demo_test_api_json (demo, next);
  c = demo_test_api_json (demo, next);
  g_assert_cmpstr (text (b, "next_cursor"), ==, text (a, "next_cursor"));
  g_assert_cmpstr (text (nth (b, 0), "asset_id"), ==, text (nth (a, 0), "asset_id"));
  g_assert_cmpstr (text (c, "next_cursor"), ==, text (a, "next_cursor"));
}

static void
test_log_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("demo-log-XXXXXX", NULL), *path = g_build_filename (folder, "log.jsonl", NULL), *written = NULL;
  const PsDemoOptions options = { .plan_limit_bytes = -1, .log_path = path };
  DemoTest *demo = demo_test_start_with (&options);
  g_autofree char *query = demo_test_sign ("public_id=weddings/2024/IMG_10&type=upload"), *download = g_strdup_printf (DEMO_API "/image/download?%s", query);
  g_autoptr(Answer) a = demo_test_api (demo, "/ping"), b = demo_test_ask (demo, "GET", "/demo-studio/image/upload/weddings/2024/IMG_10.jpg", "Range: bytes=5-\r\n", NULL);
  g_autoptr(Answer) c = demo_test_get (demo, download);
  g_auto(GStrv) lines = NULL;

  g_assert_cmpuint (a->status, ==, 200);
  g_assert_cmpuint (b->status, ==, 206);
  g_assert_cmpuint (c->status, ==, 200);
  demo_test_stop (demo);
  g_assert_true (g_file_get_contents (path, &written, NULL, NULL));
  lines = g_strsplit (written, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_nonnull (strstr (lines[0], "\"path\":\"/v1_1/demo-studio/ping\""));
  g_assert_nonnull (strstr (lines[0], "\"authorization\":true"));
  g_assert_nonnull (strstr (lines[1], "\"range\":\"bytes=5-\""));
  g_assert_nonnull (strstr (lines[1], "\"status\":206,\"bytes\":3005"));
  g_assert_nonnull (strstr (lines[1], "\"authorization\":false"));
  g_assert_nonnull (strstr (lines[2], "signature=-"));
  g_assert_null (strstr (written, PS_DEMO_API_SECRET));
  g_remove (path);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hooks/renamed-asset-keeps-its-id", test_rename);
  g_test_add_func ("/hooks/two-assets-swap-names", test_swap_names);
  g_test_add_func ("/hooks/replaced-asset-keeps-its-former-version", test_replace);
  g_test_add_func ("/hooks/assets-come-and-go-during-a-listing", test_come_and_go);
  g_test_add_func ("/hooks/new-secret", test_new_secret);
  g_test_add_func ("/hooks/search-lags-behind", test_search_lag);
  g_test_add_func ("/hooks/faults-come-and-go", test_faults_at_run_time);
  g_test_add_func ("/hooks/accounts-that-are-such", test_accounts);
  g_test_add_func ("/hooks/roles", test_roles);
  g_test_add_func ("/hooks/odd-names-are-served", test_odd_names);
  g_test_add_func ("/hooks/pages-that-mislead", test_misleading_pages);
  g_test_add_func ("/hooks/cursor-loops", test_cursor_loop);
  g_test_add_func ("/hooks/log-tells-all-but-secrets", test_log_file);
  return g_test_run ();
}
