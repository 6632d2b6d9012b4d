/* tests/cloud/test-listing.c: pages as the cloud sends them, and as it never should. */
#include "cloud/listing.h"

#include <string.h>

#include "cloud/account.h"
#include "cloud/json-text.h"

static PsListing *
parse (const char  *json,
       GError     **error)
{
  return ps_listing_parse (json, strlen (json), "image", error);
}

static PsListing *
parse_sample (const char *name,
              const char *default_type)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "pages", name, NULL);
  g_autofree char *json = NULL;
  g_autoptr(GError) error = NULL;
  PsListing *listing;
  gsize length;

  g_file_get_contents (path, &json, &length, &error);
  g_assert_no_error (error);
  listing = ps_listing_parse (json, length, default_type, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listing->n_unreadable, ==, 0);
  for (guint i = 0; i < listing->assets->len; i++)
    {
      PsAsset *asset = g_ptr_array_index (listing->assets, i);

      g_test_message ("%s %s", asset->public_id, asset->problem != NULL ? asset->problem : "");
      g_assert_null (asset->problem);
      g_assert_false (asset->has & PS_ASSET_INCOMPLETE);
      g_assert_nonnull (asset->json);
      g_assert_null (strchr (asset->json, '\n'));
    }
  return listing;
}

static void
test_dynamic_page (void)
{
  g_autoptr(PsListing) page = parse_sample ("list-image-page1-dynamic.json", "image");
  PsAsset *first = g_ptr_array_index (page->assets, 0);
  PsAsset *second = g_ptr_array_index (page->assets, 1);
  PsAsset *fifth = g_ptr_array_index (page->assets, 4);
  PsAsset *last = g_ptr_array_index (page->assets, 5);
  const char *const tags[] = { "wedding", "2024", "Åse & Jörg", NULL };
  const char *const context[] = { "alt", "Couple dancing under string lights", "caption", "First dance — “La Vie en rose”", NULL };

  g_assert_cmpuint (page->assets->len, ==, 6);
  g_assert_cmpstr (page->next_cursor, ==, "8c452e112d4c88ac7c9ffb3a2a41c41bef24f65a8ad4b81d6d2f6a0e0c0d7e31");
  g_assert_cmpint (page->total_count, ==, -1);

  g_assert_cmpstr (first->asset_id, ==, "d826cc00c060b1ce7c0a176fe6927e3b");
  g_assert_cmpstr (first->public_id, ==, "weddings/2024/IMG_0001");
  g_assert_cmpstr (first->resource_type, ==, "image");
  g_assert_cmpstr (first->resource_kind, ==, "upload");
  g_assert_cmpstr (first->format, ==, "jpg");
  g_assert_cmpint (first->version, ==, 1719316754);
  g_assert_cmpstr (first->created_at, ==, "2024-06-25T11:59:14Z");
  g_assert_cmpint (first->created_at_us, ==, G_GINT64_CONSTANT (1719316754000000));
  g_assert_cmpint (first->n_bytes, ==, 18234411);
  g_assert_cmpint (first->width, ==, 8192);
  g_assert_cmpint (first->height, ==, 5464);
  g_assert_cmpfloat (first->duration_s, ==, -1);
  g_assert_cmpstr (first->asset_folder, ==, "Weddings/2024 – Åse & Jörg");
  g_assert_cmpstr (first->display_name, ==, "Åse & Jörg – first dance");
  g_assert_null (first->folder);
  g_assert_null (first->etag);
  g_assert_false (first->has & PS_ASSET_HAS_ETAG);
  g_assert_cmpstrv (first->tags, tags);
  g_assert_cmpstrv (first->context, context);
  g_assert_cmpstr (first->metadata, ==,
                   "{\"usage_rights\":\"licensed\",\"shoot_date\":\"2024-06-22\",\"genres\":[\"genre_wedding\",\"genre_reportage\"],\"rating\":5}");
  g_assert_cmpstr (first->access_mode, ==, "public");

  /* The page carries context and metadata, so an entry without them has none. */
  g_assert_true (second->has & PS_ASSET_HAS_CONTEXT);
  g_assert_null (second->context);
  g_assert_true (last->has & PS_ASSET_HAS_TAGS);
  g_assert_null (last->tags);

  g_assert_cmpstr (fifth->public_id, ==, "東京/夜景_01");
  g_assert_cmpstr (last->resource_kind, ==, "fetch");
  g_assert_false (ps_asset_is_original (last));
}

static void
test_fixed_page (void)
{
  g_autoptr(PsListing) page = parse_sample ("list-image-fixed-folder-mode.json", "image");
  PsAsset *first = g_ptr_array_index (page->assets, 0);

  g_assert_cmpstr (first->folder, ==, "Weddings/2024/Müller & Söhne");
  g_assert_null (first->asset_folder);
  g_assert_null (first->display_name);
  g_assert_false (first->has & PS_ASSET_HAS_METADATA);
  g_assert_cmpstr (page->next_cursor, ==, "f1a0e3c47b5d92861fd0ab3c");
}

static void
test_other_pages (void)
{
  g_autoptr(PsListing) last = parse_sample ("list-image-last-page.json", "image");
  g_autoptr(PsListing) video = parse_sample ("list-video.json", "video");
  g_autoptr(PsListing) raw = parse_sample ("list-raw.json", "raw");

  g_assert_null (last->next_cursor);
  g_assert_null (video->next_cursor); /* null */
  for (guint i = 0; i < video->assets->len; i++)
    g_assert_cmpstr (((PsAsset *) g_ptr_array_index (video->assets, i))->resource_type, ==, "video");
  for (guint i = 0; i < raw->assets->len; i++)
    {
      g_assert_null (((PsAsset *) g_ptr_array_index (raw->assets, i))->format);
      g_assert_cmpint (((PsAsset *) g_ptr_array_index (raw->assets, i))->width, ==, 0);
    }
}

static void
test_search_page (void)
{
  g_autoptr(PsListing) page = parse_sample ("search-page.json", NULL);
  PsAsset *first = g_ptr_array_index (page->assets, 0);
  PsAsset *video = g_ptr_array_index (page->assets, 1);
  PsAsset *blocked = g_ptr_array_index (page->assets, 3);
  const char *const context[] = { "alt", "Couple dancing under string lights", "caption", "First dance — “La Vie en rose”", NULL };

  g_assert_cmpint (page->total_count, ==, 1204);
  g_assert_cmpstr (first->etag, ==, "8cc5a97a8ee7e91c01ab8ef296dd4126");
  g_assert_true (first->has & PS_ASSET_HAS_ETAG);
  g_assert_cmpstr (first->created_at, ==, "2024-06-25T11:59:14Z");
  g_assert_cmpstr (first->uploaded_at, ==, "2024-06-25T11:59:14Z");
  g_assert_cmpstrv (first->context, context);
  g_assert_cmpstr (first->status, ==, "active");
  g_assert_null (first->access_control);
  g_assert_nonnull (strstr (first->image_metadata, "\"Model\":\"Canon EOS R5\""));
  g_assert_cmpfloat (video->duration_s, ==, 184.22);
  g_assert_cmpstr (blocked->access_control, ==,
                   "[{\"access_type\":\"token\"},{\"access_type\":\"anonymous\",\"start\":\"2025-01-01T00:00:00Z\",\"end\":\"2025-03-01T00:00:00Z\"}]");
}

static void
test_details (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "pages", "details-image-media-metadata.json", NULL);
  g_autofree char *json = NULL;
  g_autoptr(PsAsset) asset = NULL;
  g_autoptr(GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &json, &length, &error);
  g_assert_no_error (error);
  asset = ps_listing_parse_details (json, length, &error);
  g_assert_no_error (error);
  g_assert_null (asset->problem);
  g_assert_cmpstr (asset->original_filename, ==, "IMG_0001");
  g_assert_cmpstr (asset->etag, ==, "8cc5a97a8ee7e91c01ab8ef296dd4126");
  g_assert_nonnull (strstr (asset->image_metadata, "59 deg 54' 39.12\\\" N"));
}

/* Every field, every kind: the entry is incomplete, or unreadable, or what it says is fine; nothing warns. */

static const char *const fields[] = {
  "asset_id", "public_id", "resource_type", "type", "format", "version", "created_at", "uploaded_at", "bytes", "width", "height",
  "duration", "pages", "etag", "asset_folder", "display_name", "folder", "original_filename", "secure_url", "status", "access_mode",
  "access_control", "tags", "context", "metadata", "image_metadata", "image_analysis", "some_new_field",
};

static const char *const kinds[] = { "null", "true", "7", "-1.5", "\"text\"", "[1,{}]", "{\"a\":[]}", NULL };

static const struct
{
  const char *field, *kinds; /* the kinds, by number, that are right for the field */
} right[] = {
  { "asset_id", "" }, { "public_id", "4" }, { "resource_type", "4" }, { "type", "4" }, { "format", "0478" }, { "version", "2" },
  { "created_at", "" }, { "uploaded_at", "08" }, { "bytes", "2" }, { "width", "028" }, { "height", "028" }, { "duration", "028" },
  { "pages", "028" }, { "etag", "048" }, { "asset_folder", "048" }, { "display_name", "048" }, { "folder", "048" },
  { "original_filename", "048" }, { "secure_url", "4" }, { "status", "048" }, { "access_mode", "048" }, { "access_control", "058" },
  { "tags", "08" }, { "context", "068" }, { "metadata", "068" }, { "image_metadata", "068" }, { "image_analysis", "012345678" },
  { "some_new_field", "012345678" },
};

static char *
make_entry (const char *changed,
            const char *value)
{
  static const char *const usual[][2] = {
    { "asset_id", "\"d826cc00c060b1ce7c0a176fe6927e3b\"" }, { "public_id", "\"a/b\"" }, { "resource_type", "\"image\"" },
    { "type", "\"upload\"" }, { "format", "\"jpg\"" }, { "version", "12" }, { "created_at", "\"2024-06-25T11:59:14Z\"" },
    { "bytes", "1234" }, { "secure_url", "\"https://res.cloudinary.com/d/image/upload/v12/a/b.jpg\"" }, { "tags", "[\"x\"]" },
  };
  g_autoptr(GString) entry = g_string_new ("{");
  gboolean is_done = value == NULL;

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      gboolean is_it = g_str_equal (usual[i][0], changed);

      if (!is_it || value != NULL)
        g_string_append_printf (entry, "%s\"%s\":%s", entry->len > 1 ? "," : "", usual[i][0], is_it ? value : usual[i][1]);
      is_done = is_done || is_it;
    }
  if (!is_done)
    g_string_append_printf (entry, ",\"%s\":%s", changed, value);
  return g_strdup_printf ("%s}", entry->str);
}

static gboolean
is_right (const char *field,
          guint       kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    if (g_str_equal (right[i].field, field))
      return strchr (right[i].kinds, '0' + kind) != NULL;
  return FALSE;
}

static void
test_every_field_every_kind (void)
{
  for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
    for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
      {
        guint kind = kinds[k] == NULL ? 8 : k;
        g_autofree char *entry = make_entry (fields[f], kinds[k]);
        g_autofree char *json = g_strdup_printf ("{\"resources\":[%s,%s]}", entry, "{\"public_id\":\"next\"}");
        g_autoptr(GError) error = NULL;
        g_autoptr(PsListing) page = parse (json, &error);
        PsAsset *asset;

        g_test_message ("%s", entry);
        g_assert_no_error (error);
        g_assert_cmpuint (page->assets->len + page->n_unreadable, ==, 2);
        if (page->assets->len < 2)
          {
            g_assert_cmpstr (fields[f], ==, "public_id");
            continue;
          }
        asset = g_ptr_array_index (page->assets, 0);
        if (asset->problem != NULL)
          g_test_message ("→ %s", asset->problem);
        g_assert_cmpint (asset->problem == NULL, ==, !(asset->has & PS_ASSET_INCOMPLETE));
        g_assert_cmpint (asset->problem == NULL, ==, is_right (fields[f], kind));
        g_assert_cmpstr (asset->json, ==, entry);
        g_assert_cmpint (asset->n_bytes, >=, -1);
      }
}

static const struct
{
  const char *sent;
  gint64 n_bytes;
} sizes[] = {
  { "0", 0 }, { "5368709120", G_GINT64_CONSTANT (5368709120) }, { "9223372036854775807", G_MAXINT64 },
  { "9223372036854775808", -1 }, { "18446744073709551621", -1 }, { "-1", -1 }, { "12.5", -1 }, { "12.0", -1 }, { "1e400", -1 },
  { "1e3", -1 }, { "-0", 0 }, { "\"12\"", -1 }, { "\"12 \"", -1 }, { "\"-12\"", -1 }, { "\"0x12\"", -1 }, { "\"\"", -1 },
  { "\"99999999999999999999\"", -1 }, { "123456789012345678901234567890123456789012345678901234567890", -1 },
};

static void
test_sizes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *entry = make_entry ("bytes", sizes[i].sent);
      g_autofree char *json = g_strdup_printf ("{\"resources\":[%s]}", entry);
      g_autoptr(PsListing) page = parse (json, NULL);
      PsAsset *asset = g_ptr_array_index (page->assets, 0);

      g_test_message ("%s", sizes[i].sent);
      g_assert_cmpint (asset->n_bytes, ==, sizes[i].n_bytes);
      g_assert_cmpint (!(asset->has & PS_ASSET_INCOMPLETE), ==, sizes[i].n_bytes >= 0);
    }
}

static const struct
{
  const char *members, *etag, *sent;
  gboolean has;
} etags[] = {
  { "\"etag\":\"8CC5A97A8EE7E91C01AB8EF296DD4126\"", "8cc5a97a8ee7e91c01ab8ef296dd4126", NULL, TRUE },
  { "\"etag\":\"\\\"8cc5a97a8ee7e91c01ab8ef296dd4126\\\"\"", "8cc5a97a8ee7e91c01ab8ef296dd4126", NULL, TRUE },
  { "\"etag\":\"8cc5a97a8ee7e91c01ab8ef296dd4126-3\"", NULL, "8cc5a97a8ee7e91c01ab8ef296dd4126-3", TRUE },
  { "\"etag\":\"abc\"", NULL, "abc", TRUE },
  { "\"etag\":\"\"", NULL, "", TRUE },
  { "\"etag\":17", NULL, "17", TRUE },
  { "\"etag\":null", NULL, NULL, FALSE },
  { "\"x\":1", NULL, NULL, FALSE },
  { "\"image_analysis\":{\"etag\":\"8cc5a97a8ee7e91c01ab8ef296dd4126\"}", "8cc5a97a8ee7e91c01ab8ef296dd4126", NULL, TRUE },
  { "\"etag\":null,\"image_analysis\":{\"etag\":\"8cc5a97a8ee7e91c01ab8ef296dd4126\"}", "8cc5a97a8ee7e91c01ab8ef296dd4126", NULL, TRUE },
  { "\"image_analysis\":[1]", NULL, NULL, FALSE },
  { "\"etag\":\"1\",\"etag\":\"2\"", NULL, "2", TRUE }, /* the last wins */
};

static void
test_etags (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (etags); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"resources\":[{\"public_id\":\"a\",%s}]}", etags[i].members);
      g_autoptr(PsListing) page = parse (json, NULL);
      PsAsset *asset = g_ptr_array_index (page->assets, 0);

      g_test_message ("%s", etags[i].members);
      g_assert_cmpstr (asset->etag, ==, etags[i].etag);
      g_assert_cmpstr (asset->etag_sent, ==, etags[i].sent);
      g_assert_cmpint ((asset->has & PS_ASSET_HAS_ETAG) != 0, ==, etags[i].has);
    }
}

static void
test_context_forms (void)
{
  static const char *const forms[] = {
    "{\"caption\":\"x\",\"n\":\"5\"}", "{\"custom\":{\"caption\":\"x\",\"n\":5}}", "[{\"key\":\"caption\",\"value\":\"x\"},{\"key\":\"n\",\"value\":5}]",
    "{\"caption\":\"old\",\"n\":\"5\",\"caption\":\"x\"}",
  };
  const char *const expected[] = { "caption", "x", "n", "5", NULL };
  g_autoptr(PsListing) empty = parse ("{\"resources\":[{\"public_id\":\"a\",\"context\":{\"custom\":{}},\"tags\":[]}]}", NULL);
  g_autoptr(PsListing) named = parse ("{\"resources\":[{\"public_id\":\"a\",\"context\":{\"custom\":\"x\"}}]}", NULL);
  PsAsset *asset;

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"resources\":[{\"public_id\":\"a\",\"context\":%s}]}", forms[i]);
      g_autoptr(PsListing) page = parse (json, NULL);

      asset = g_ptr_array_index (page->assets, 0);
      g_assert_cmpstrv (asset->context, expected);
    }
  asset = g_ptr_array_index (empty->assets, 0);
  g_assert_true (asset->has & PS_ASSET_HAS_CONTEXT);
  g_assert_true (asset->has & PS_ASSET_HAS_TAGS);
  g_assert_cmpuint (g_strv_length (asset->context), ==, 0);
  asset = g_ptr_array_index (named->assets, 0); /* a key that is called "custom" */
  g_assert_cmpstr (asset->context[0], ==, "custom");
  g_assert_cmpstr (asset->context[1], ==, "x");
}

/* NUL and half a surrogate pair become U+FFFD, always the same; the entry is kept as it was sent. */
static void
test_odd_text (void)
{
  const char *entry = "{\"public_id\":\"a\\u0000b\\ud800c\\udc00\\ud83d\\ude00\",\"display_name\":\"\\uD83D\\u0041 \\\"\\\\\\/\\b\\f\\n\\r\\t\"}";
  g_autofree char *json = g_strdup_printf ("{\"resources\":[%s]}", entry);
  g_autoptr(PsListing) page = parse (json, NULL);
  g_autoptr(PsListing) broken = NULL;
  PsAsset *asset = g_ptr_array_index (page->assets, 0);

  g_assert_cmpstr (asset->public_id, ==, "a\357\277\275b\357\277\275c\357\277\275😀");
  g_assert_cmpstr (asset->display_name, ==, "\357\277\275A \"\\/\b\f\n\r\t");
  g_assert_cmpstr (asset->json, ==, entry);

  broken = parse ("{\"resources\":[{\"public_id\":\"a\xff\xc3\"},{\"public_id\":\"b\"}]}", NULL);
  g_assert_cmpuint (broken->assets->len, ==, 2); /* one bad byte hides no other entry */
  asset = g_ptr_array_index (broken->assets, 0);
  g_assert_cmpstr (asset->public_id, ==, "a\357\277\275\357\277\275");
}

static void
test_future (void)
{
  g_autoptr(PsListing) page = parse ("{\"resources\":[{\"public_id\":\"a\",\"resource_type\":\"hologram\",\"type\":\"beamed\",\"odd\":[[[{}]]]}],\"more\":{}}", NULL);
  PsAsset *asset = g_ptr_array_index (page->assets, 0);

  g_assert_cmpstr (asset->resource_type, ==, "hologram");
  g_assert_cmpstr (asset->resource_kind, ==, "beamed");
  g_assert_true (ps_asset_is_original (asset));
  g_assert_nonnull (strstr (asset->json, "\"odd\":[[[{}]]]"));
}

static const char *const malformed[] = {
  "", " ", "null", "[]", "7", "{", "{}", "{\"resources\":{}}", "{\"resources\":null}", "{\"resources\":[}", "{\"resources\":[]} x",
  "{\"resources\":[]}{\"resources\":[]}", "{\"resources\":[],}", "{\"resources\":[1,]}", "{\"resources\":[01]}", "{\"resources\":[1.]}",
  "{\"resources\":[+1]}", "{\"resources\":[NaN]}", "{\"resources\":[.5]}", "{\"resources\":[1e]}", "{\"resources\":['a']}",
  "{\"resources\":[\"a\n\"]}", "{\"resources\":[\"\\x\"]}", "{\"resources\":[\"\\u12g4\"]}", "{\"resources\":[\"\\u123\"]}",
  "/* */{\"resources\":[]}", "{resources:[]}", "{\"resources\":[tru]}", "var a = {\"resources\":[]};", "{\"resources\" []}",
  "{\"resources\":[\"abc", "{\"resources\":[\"abc\\", "{\"resources\":[{\"a\"", "<html>", "{\"resources\":[]]",
  "{\"resources\":[],\"next_cursor\":7}", "{\"resources\":[],\"next_cursor\":{}}", "{\"error\":{\"message\":\"x\"}}",
};

static void
test_malformed (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (malformed); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(PsListing) page = parse (malformed[i], &error);

      g_test_message ("%s", malformed[i]);
      g_assert_null (page);
      g_assert_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_MALFORMED);
    }
}

/* Cut anywhere, a page is refused whole. */
static void
test_cut (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "pages", "search-page.json", NULL);
  g_autofree char *json = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &json, &length, NULL));
  while (g_ascii_isspace (json[length - 1]))
    length--;
  for (gsize cut = 0; cut < length; cut++)
    {
      /* A copy of just that length, so that a sanitizer sees a step too far. */
      g_autofree char *part = g_memdup2 (json, cut);

      g_assert_null (ps_listing_parse (part, cut, NULL, NULL));
    }
}

static void
test_depth (void)
{
  g_autoptr(GString) fine = g_string_new ("{\"resources\":[{\"public_id\":\"a\",\"x\":");
  g_autoptr(GString) deep = g_string_new ("{\"resources\":[{\"public_id\":\"a\",\"x\":");
  g_autoptr(PsListing) page = NULL;
  g_autofree char *very_deep = g_strnfill (20 * 1024 * 1024, '[');

  for (int i = 0; i < 61; i++)
    g_string_append_c (fine, '[');
  for (int i = 0; i < 61; i++)
    g_string_append_c (fine, ']');
  g_string_append (fine, "}]}");
  page = parse (fine->str, NULL);
  g_assert_nonnull (page);
  for (int i = 0; i < 62; i++)
    g_string_append_c (deep, '[');
  for (int i = 0; i < 62; i++)
    g_string_append_c (deep, ']');
  g_string_append (deep, "}]}");
  g_assert_null (parse (deep->str, NULL));
  g_assert_null (parse (very_deep, NULL));
}

static void
append_many (GString    *json,
             guint       n,
             const char *format)
{
  for (guint i = 0; i < n; i++)
    {
      g_string_append (json, i > 0 ? "," : "");
      g_string_append_printf (json, "%s%u\"", format, i);
    }
}

static void
test_caps (void)
{
  g_autoptr(GString) json = g_string_new ("{\"resources\":[{\"public_id\":\"a\",\"tags\":[");
  g_autofree char *long_name = g_strnfill (5000, 'n');
  g_autofree char *huge = g_strnfill (33 * 1024 * 1024, ' ');
  g_autoptr(PsListing) page = NULL;
  PsAsset *asset;

  append_many (json, 1500, "\"t");
  g_string_append (json, "],\"context\":[");
  for (guint i = 0; i < 1500; i++)
    g_string_append_printf (json, "%s{\"key\":\"k%u\",\"value\":\"\"}", i > 0 ? "," : "", i);
  g_string_append_printf (json, "],\"display_name\":\"%sé\",\"format\":\"%s\"}]}", long_name, "jpg");
  page = parse (json->str, NULL);
  asset = g_ptr_array_index (page->assets, 0);
  g_assert_cmpuint (g_strv_length (asset->tags), ==, 1000);
  g_assert_cmpuint (g_strv_length (asset->context), ==, 2000);
  g_assert_cmpuint (strlen (asset->display_name), ==, 4096);
  g_assert_true (asset->has & PS_ASSET_INCOMPLETE);

  memcpy (huge, "{\"resources\":[]}", 16);
  g_assert_null (parse (huge, NULL));
  huge[32 * 1024 * 1024] = '\0';
  g_clear_pointer (&page, ps_listing_free);
  page = parse (huge, NULL);
  g_assert_nonnull (page);
}

static void
test_long_text_is_cut_at_a_character (void)
{
  for (guint n = 4090; n < 4100; n++)
    {
      g_autofree char *name = g_strnfill (n, 'n');
      g_autofree char *json = g_strdup_printf ("{\"resources\":[{\"public_id\":\"%s😀\\u00e9\"}]}", name);
      g_autoptr(PsListing) page = parse (json, NULL);
      PsAsset *asset = g_ptr_array_index (page->assets, 0);

      g_assert_true (g_utf8_validate (asset->public_id, -1, NULL));
      g_assert_cmpuint (strlen (asset->public_id), <=, 4096);
      g_assert_cmpuint (strlen (asset->public_id), >=, MIN (n, 4092));
    }
}

/* A page of 500 well under 25 ms; measured five times, the best counts. */
static void
test_speed (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "pages", "search-page.json", NULL);
  g_autofree char *sample = NULL;
  g_autoptr(GString) json = g_string_new ("{\"resources\":[");
  const char *entries, *end;
  gint64 best = G_MAXINT64;

  g_assert_true (g_file_get_contents (path, &sample, NULL, NULL));
  entries = strchr (strstr (sample, "\"resources\""), '[') + 1;
  end = strrchr (sample, ']');
  for (guint i = 0; i < 84; i++) /* of six each */
    {
      g_string_append (json, i > 0 ? "," : "");
      g_string_append_len (json, entries, end - entries);
    }
  g_string_append (json, "]}");
  for (int i = 0; i < 5; i++)
    {
      gint64 began = g_get_monotonic_time ();
      g_autoptr(PsListing) page = ps_listing_parse (json->str, json->len, NULL, NULL);

      best = MIN (best, g_get_monotonic_time () - began);
      g_assert_cmpuint (page->assets->len, ==, 504);
    }
  g_test_minimized_result (best / 1000.0, "a page of 504 entries, %u KiB: %.1f ms", (guint) (json->len / 1024), best / 1000.0);
  if (g_test_perf ())
    g_assert_cmpint (best, <, 25 * 1000);
}

static void
test_top_folders (void)
{
  static const char json[] = "{\"folders\":[{\"name\":\"b\",\"path\":\"b\"},{\"path\":\"a/x\"},{\"path\":\"a\"},{\"path\":7},{}],\"total_count\":5}";
  g_auto(GStrv) folders = ps_listing_parse_top_folders (json, strlen (json), NULL);
  g_autofree char *text = g_strjoinv (" ", folders);

  g_assert_cmpstr (text, ==, "a b");
  g_assert_null (ps_listing_parse_top_folders ("{}", 2, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/listing/sample/dynamic", test_dynamic_page);
  g_test_add_func ("/listing/sample/fixed", test_fixed_page);
  g_test_add_func ("/listing/sample/last-video-raw", test_other_pages);
  g_test_add_func ("/listing/sample/search", test_search_page);
  g_test_add_func ("/listing/sample/details", test_details);
  g_test_add_func ("/listing/every-field-every-kind", test_every_field_every_kind);
  g_test_add_func ("/listing/sizes", test_sizes);
  g_test_add_func ("/listing/etags", test_etags);
  g_test_add_func ("/listing/context-forms", test_context_forms);
  g_test_add_func ("/listing/odd-text", test_odd_text);
  g_test_add_func ("/listing/future", test_future);
  g_test_add_func ("/listing/malformed", test_malformed);
  g_test_add_func ("/listing/cut-anywhere", test_cut);
  g_test_add_func ("/listing/depth", test_depth);
  g_test_add_func ("/listing/caps", test_caps);
  g_test_add_func ("/listing/cut-at-a-character", test_long_text_is_cut_at_a_character);
  g_test_add_func ("/listing/speed", test_speed);
  g_test_add_func ("/listing/top-folders", test_top_folders);
  return g_test_run ();
}
