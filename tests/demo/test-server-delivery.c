/* tests/demo/test-server-delivery.c: originals by address, by signature, by range, by the download endpoint. */
#include <locale.h>
#include <string.h>

#include "demo-test.h"
#include "demo/signing.h"

#define PLAIN "/demo-studio/image/upload/weddings/2024/IMG_10.jpg"

static char *
md5 (Answer *answer)
{
  return g_compute_checksum_for_data (G_CHECKSUM_MD5, (const guchar *) answer->body, answer->n_body);
}

/* What the listing says of an asset, by its number in the stand-in. */
static JsonObject *
details (DemoTest *demo,
         guint     index)
{
  g_autofree char *path = g_strdup_printf ("/resources/%032x?media_metadata=1", index);

  return demo_test_api_json (demo, path);
}

static void
assert_original (DemoTest   *demo,
                 Answer     *answer,
                 guint       index)
{
  g_autoptr(JsonObject) json = details (demo, index);
  g_autofree char *digest = md5 (answer), *quoted = g_strdup_printf ("\"%s\"", digest);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (digest, ==, json_object_get_string_member (json, "etag"));
  g_assert_cmpint (answer->n_body, ==, json_object_get_int_member (json, "bytes"));
  g_assert_cmpstr (answer_header (answer, "etag"), ==, quoted);
}

static void
assert_refused (Answer     *answer,
                guint       status,
                const char *reason)
{
  g_assert_cmpuint (answer->status, ==, status);
  g_assert_cmpuint (answer->n_body, ==, 0);
  g_assert_cmpstr (answer_header (answer, "content-type"), ==, "image/gif");
  g_assert_cmpstr (answer_header (answer, "content-length"), ==, "0");
  g_assert_true (g_str_has_prefix (answer_header (answer, "x-cld-error"), reason));
}

static void
test_every_secure_url (void)
{
  g_autoptr(DemoTest) demo = demo_test_start (NULL);

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr(JsonObject) json = details (demo, i);
      const char *url = json_object_get_string_member (json, "secure_url");
      g_autofree char *origin = g_strdup_printf ("http://127.0.0.1:%u", demo_test_get_port (demo));
      g_autoptr(Answer) answer = NULL;

      g_assert_true (g_str_has_prefix (url, origin));
      answer = demo_test_get (demo, url + strlen (origin));
      g_test_message ("%s", url);
      assert_original (demo, answer, i);
    }
}

static void
test_spellings (void)
{
  g_autoptr(DemoTest) demo = demo_test_start (NULL);
  static const struct { const char *path; guint index; } same[] = {
    { PLAIN, 10 }, { "/demo-studio/image/upload/v1/weddings/2024/IMG_10.jpg", 10 }, { "/demo-studio/image/upload/v1700000600/weddings/2024/IMG_10.jpg", 10 },
    { "/demo-studio/image/upload/fl_original/v1/weddings/2024/IMG_10.jpg", 10 }, { "/demo-studio/image/upload/weddings%2F2024%2FIMG_10.jpg", 10 },
    { "/demo-studio//image/upload//weddings/2024/IMG_10.jpg", 10 }, { "/demo-studio/image/upload/weddings/2024/IMG_10", 10 },
    { "/demo-studio/image/upload/v1/v2/c_fill/photo%205.jpg", 5 }, { "/demo-studio/image/upload/v2/c_fill/photo%205.jpg", 5 },
    { "/demo-studio/image/upload/fl_original/v2/c_fill/photo%205.jpg", 5 }, { "/demo-studio/image/upload/v1/Z%C3%BCrich/%C3%A9t%C3%A9%202.jpg", 2 },
    { "/demo-studio/raw/upload/v1/sidecars/file-8.zip", 8 }, { "/demo-studio/video/upload/weddings/2024/IMG_9.mp4", 9 },
  };
  static const char *const other[] = {
    "/demo-studio/image/upload/weddings/2024/IMG_10.jpeg", "/demo-studio/image/upload/weddings/2024/IMG_10.png",
    "/demo-studio/image/upload/c_fill,h_20,w_20/weddings/2024/IMG_10.jpg", "/demo-studio/image/upload/w_100/v1/weddings/2024/IMG_10.jpg",
  };
  g_autoptr(Answer) good = demo_test_get (demo, PLAIN), missing = demo_test_get (demo, "/demo-studio/image/upload/v1/no/such%20photo.jpg");
  g_autofree char *digest = md5 (good);

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autoptr(Answer) answer = demo_test_get (demo, same[i].path);

      g_test_message ("%s", same[i].path);
      assert_original (demo, answer, same[i].index);
    }
  for (guint i = 0; i < G_N_ELEMENTS (other); i++)
    {
      g_autoptr(Answer) answer = demo_test_get (demo, other[i]);
      g_autofree char *other_digest = md5 (answer);

      g_test_message ("%s", other[i]);
      g_assert_cmpuint (answer->status, ==, 200);
      g_assert_cmpstr (other_digest, !=, digest);
    }
  assert_refused (missing, 404, "Resource not found - no/such photo");
  g_assert_nonnull (answer_header (missing, "x-request-id"));
  g_assert_cmpstr (answer_header (good, "accept-ranges"), ==, "bytes");
  g_assert_cmpstr (answer_header (good, "content-type"), ==, "image/jpeg");
  g_assert_nonnull (answer_header (good, "last-modified"));
  g_assert_nonnull (strstr (answer_header (good, "cache-control"), "immutable"));
}

static Answer *
get_signed (DemoTest      *demo,
            GChecksumType  type,
            gsize          n_chars,
            const char    *kind,
            const char    *transformation,
            const char    *to_sign,
            const char    *in_url)
{
  g_autofree char *whole = transformation != NULL ? g_strconcat (transformation, "/", to_sign, NULL) : g_strdup (to_sign);
  g_autofree char *signature = ps_signing_of_url (type, n_chars, whole, PS_DEMO_API_SECRET);
  g_autofree char *path = g_strdup_printf ("/demo-studio/image/%s/s--%s--/%s%sv1/%s", kind, signature, transformation != NULL ? transformation : "",
                                           transformation != NULL ? "/" : "", in_url);

  return demo_test_get (demo, path);
}

static void
test_signatures (void)
{
  g_autoptr(DemoTest) demo = demo_test_start (NULL);
  const char *private = "weddings/2024/IMG_13.jpg", *secret = "weddings/2024/IMG_14.jpg";
  g_autoptr(Answer) unsigned_private = demo_test_get (demo, "/demo-studio/image/private/v1/weddings/2024/IMG_13.jpg");
  g_autoptr(Answer) unsigned_secret = demo_test_get (demo, "/demo-studio/image/authenticated/v1/weddings/2024/IMG_14.jpg");
  g_autoptr(Answer) wrong = demo_test_get (demo, "/demo-studio/image/authenticated/s--AAAAAAAA--/v1/weddings/2024/IMG_14.jpg");
  g_autoptr(Answer) wrong_public = demo_test_get (demo, "/demo-studio/image/upload/s--AAAAAAAA--/v1/weddings/2024/IMG_10.jpg");
  g_autoptr(Answer) a = get_signed (demo, G_CHECKSUM_SHA1, 8, "private", NULL, private, private), b = get_signed (demo, G_CHECKSUM_SHA256, 8, "authenticated", NULL, secret, secret);
  g_autoptr(Answer) c = get_signed (demo, G_CHECKSUM_SHA256, 32, "authenticated", NULL, secret, secret), d = get_signed (demo, G_CHECKSUM_SHA1, 8, "authenticated", "fl_original", secret, secret);
  g_autoptr(Answer) escaped = get_signed (demo, G_CHECKSUM_SHA1, 8, "upload", NULL, "Z%C3%BCrich/%C3%A9t%C3%A9%202.jpg", "Z%C3%BCrich/%C3%A9t%C3%A9%202.jpg");
  g_autoptr(Answer) unescaped = get_signed (demo, G_CHECKSUM_SHA1, 8, "upload", NULL, "Zürich/été 2.jpg", "Z%C3%BCrich/%C3%A9t%C3%A9%202.jpg");

  assert_refused (unsigned_private, 401, "deny or ACL failure");
  assert_refused (unsigned_secret, 401, "deny or ACL failure");
  assert_refused (wrong, 401, "Invalid signature");
  assert_refused (wrong_public, 401, "Invalid signature");
  assert_original (demo, a, 13);
  assert_original (demo, b, 14);
  assert_original (demo, c, 14);
  assert_original (demo, d, 14);
  assert_original (demo, escaped, 2);
  assert_original (demo, unescaped, 2);
}

static void
test_ranges (void)
{
  g_autoptr(DemoTest) demo = demo_test_start (NULL);
  g_autoptr(Answer) whole = demo_test_get (demo, PLAIN);
  g_autofree char *if_range = g_strdup_printf ("Range: bytes=1000-\r\nIf-Range: %s\r\n", answer_header (whole, "etag"));
  g_autofree char *if_none = g_strdup_printf ("If-None-Match: %s\r\n", answer_header (whole, "etag"));
  g_autoptr(Answer) tail = demo_test_ask (demo, "GET", PLAIN, if_range, NULL), middle = demo_test_ask (demo, "GET", PLAIN, "Range: bytes=10-19\r\n", NULL);
  g_autoptr(Answer) changed = demo_test_ask (demo, "GET", PLAIN, "Range: bytes=1000-\r\nIf-Range: \"other\"\r\n", NULL);
  g_autoptr(Answer) beyond = demo_test_ask (demo, "GET", PLAIN, "Range: bytes=999999-\r\n", NULL), same = demo_test_ask (demo, "GET", PLAIN, if_none, NULL);
  g_autoptr(Answer) head = demo_test_ask (demo, "HEAD", PLAIN, NULL, NULL);
  g_autofree char *tail_range = g_strdup_printf ("bytes 1000-%" G_GSIZE_FORMAT "/%" G_GSIZE_FORMAT, whole->n_body - 1, whole->n_body);
  g_autofree char *size = g_strdup_printf ("%" G_GSIZE_FORMAT, whole->n_body), *none = g_strdup_printf ("bytes */%" G_GSIZE_FORMAT, whole->n_body);

  g_assert_cmpuint (tail->status, ==, 206);
  g_assert_cmpstr (answer_header (tail, "content-range"), ==, tail_range);
  g_assert_cmpmem (tail->body, tail->n_body, whole->body + 1000, whole->n_body - 1000);
  g_assert_cmpuint (middle->status, ==, 206);
  g_assert_cmpmem (middle->body, middle->n_body, whole->body + 10, 10);
  g_assert_cmpuint (changed->status, ==, 200);
  g_assert_cmpuint (changed->n_body, ==, whole->n_body);
  g_assert_cmpuint (beyond->status, ==, 416);
  g_assert_cmpstr (answer_header (beyond, "content-range"), ==, none);
  g_assert_cmpuint (same->status, ==, 304);
  g_assert_cmpuint (head->status, ==, 200);
  g_assert_cmpstr (answer_header (head, "content-length"), ==, size);
  g_assert_cmpuint (head->n_body, ==, 0);
}

static Answer *
download (DemoTest   *demo,
          const char *type,
          const char *parameters)
{
  g_autofree char *query = demo_test_sign (parameters), *path = g_strdup_printf (DEMO_API "/%s/download?%s", type, query);

  return demo_test_get (demo, path);
}

static void
test_download (void)
{
  g_autoptr(DemoTest) demo = demo_test_start (NULL);
  g_autoptr(Answer) plain = download (demo, "image", "public_id=weddings/2024/IMG_10&type=upload"), private = download (demo, "image", "public_id=weddings/2024/IMG_13&type=private");
  g_autoptr(Answer) raw = download (demo, "raw", "public_id=sidecars/file-8.zip&type=upload"), unicode = download (demo, "image", "public_id=Zürich/été 2&type=upload");
  g_autoptr(Answer) missing = download (demo, "image", "public_id=nothing&type=upload"), converted = download (demo, "image", "public_id=weddings/2024/IMG_10&type=upload&format=png");
  g_autoptr(Answer) wrong = demo_test_get (demo, DEMO_API "/image/download?public_id=a&timestamp=1&signature=00&api_key=123456789012345");
  g_autoptr(Answer) key = demo_test_get (demo, DEMO_API "/image/download?public_id=a&timestamp=1&signature=00&api_key=1");
  g_autoptr(Answer) stale = demo_test_get (demo, DEMO_API "/image/download?public_id=weddings/2024/IMG_0001&timestamp=1760000000&type=authenticated"
                                                 "&signature=f9507c59a6340a5629334a88c3c2e9f16b3d05d6&api_key=123456789012345");

  assert_original (demo, plain, 10);
  assert_original (demo, private, 13);
  assert_original (demo, raw, 8);
  assert_original (demo, unicode, 2);
  g_assert_cmpuint (missing->status, ==, 404);
  g_assert_true (g_str_has_prefix (missing->body, "{\"error\""));
  g_assert_cmpuint (converted->status, ==, 200);
  g_assert_cmpuint (converted->n_body, !=, plain->n_body);
  g_assert_cmpuint (wrong->status, ==, 401);
  g_assert_nonnull (strstr (wrong->body, "Invalid Signature 00. String to sign - 'public_id=a&timestamp=1'."));
  g_assert_nonnull (strstr (key->body, "unknown api_key"));
  g_assert_cmpuint (stale->status, ==, 400);
  g_assert_nonnull (strstr (stale->body, "Stale request"));
}

static void
test_switches (void)
{
  static const struct { const char *fault, *path; guint status; const char *reason; } cases[] = {
    { "disabled", PLAIN, 401, "cloud_name demo-studio is disabled" }, { "block-pdf", "/demo-studio/image/upload/weddings/2024/IMG_1.pdf", 401, "deny or ACL failure" },
    { "block-pdf", "/demo-studio/raw/upload/sidecars/file-8.zip", 401, "deny or ACL failure" }, { "block-pdf", PLAIN, 200, NULL }, { "token", PLAIN, 401, "deny or ACL failure" },
    { "strict", "/demo-studio/image/upload/fl_original/weddings/2024/IMG_10.jpg", 401, "Transformation is not allowed" }, { "strict", PLAIN, 200, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const faults[] = { cases[i].fault, NULL };
      g_autoptr(DemoTest) demo = demo_test_start (faults);
      g_autoptr(Answer) answer = demo_test_get (demo, cases[i].path);

      g_test_message ("%s %s", cases[i].fault, cases[i].path);
      if (cases[i].status == 200)
        g_assert_cmpuint (answer->status, ==, 200);
      else
        assert_refused (answer, cases[i].status, cases[i].reason);
      if (!g_str_equal (cases[i].fault, "disabled"))
        {
          g_autoptr(Answer) by_signature = download (demo, "image", "public_id=weddings/2024/IMG_10&type=upload");

          assert_original (demo, by_signature, 10);
        }
    }
}

static void
test_optimize (void)
{
  const char *const faults[] = { "optimize", NULL };
  g_autoptr(DemoTest) demo = demo_test_start (faults);
  g_autoptr(Answer) bare = demo_test_get (demo, PLAIN), again = demo_test_get (demo, PLAIN);
  g_autoptr(Answer) original = demo_test_get (demo, "/demo-studio/image/upload/fl_original/weddings/2024/IMG_10.jpg");
  g_autofree char *a = md5 (bare), *b = md5 (again), *c = md5 (original), *etag = g_strdup_printf ("\"%s\"", a);

  assert_original (demo, original, 10);
  g_assert_cmpuint (bare->status, ==, 200);
  g_assert_cmpstr (a, ==, b);
  g_assert_cmpstr (a, !=, c);
  g_assert_cmpstr (answer_header (bare, "etag"), ==, etag);
  g_assert_nonnull (answer_header (bare, "vary"));
}

static void
test_addresses (void)
{
  const char *const private[] = { "private-401", NULL }, *const cdn[] = { "private-cdn", NULL };
  g_autoptr(DemoTest) demo = demo_test_start (private), other = demo_test_start (cdn);
  g_autoptr(JsonObject) unsigned_entry = details (demo, 13), short_entry = details (other, 13);
  const char *url = json_object_get_string_member (short_entry, "secure_url");
  g_autoptr(Answer) answer = demo_test_get (other, strstr (url, "/image/"));

  g_assert_null (strstr (json_object_get_string_member (unsigned_entry, "secure_url"), "s--"));
  g_assert_null (strstr (url, "demo-studio"));
  assert_original (other, answer, 13);
}

static void
test_cached_refusal (void)
{
  const char *const faults[] = { "cached-404=1", "404,on=delivery,first=1", NULL };
  g_autoptr(DemoTest) demo = demo_test_start (faults);
  g_autoptr(Answer) first = demo_test_get (demo, PLAIN), second = demo_test_get (demo, PLAIN), third = NULL;
  g_autoptr(Answer) elsewhere = demo_test_get (demo, "/demo-studio/image/upload/weddings/2024/IMG_20.jpg");
  g_autoptr(Answer) plain_original = demo_test_get (demo, "/demo-studio/image/upload/fl_original/weddings/2024/IMG_10.jpg");
  g_autoptr(Answer) versioned_original = demo_test_get (demo, "/demo-studio/image/upload/fl_original/v1700000600/weddings/2024/IMG_10.jpg");

  g_assert_cmpuint (first->status, ==, 404);
  g_assert_cmpuint (second->status, ==, 404);
  assert_original (demo, elsewhere, 20);
  /* Two ways of asking are left to be refused. */
  g_assert_cmpuint (plain_original->status, ==, 404);
  g_assert_cmpuint (versioned_original->status, ==, 404);
  g_usleep (1200000);
  third = demo_test_get (demo, PLAIN);
  assert_original (demo, third, 10);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/delivery/every-issued-address-gives-the-original", test_every_secure_url);
  g_test_add_func ("/delivery/spellings-of-an-address", test_spellings);
  g_test_add_func ("/delivery/signatures-are-checked", test_signatures);
  g_test_add_func ("/delivery/ranges", test_ranges);
  g_test_add_func ("/delivery/signed-download", test_download);
  g_test_add_func ("/delivery/restricted-accounts", test_switches);
  g_test_add_func ("/delivery/optimized-by-default", test_optimize);
  g_test_add_func ("/delivery/kinds-of-addresses", test_addresses);
  g_test_add_func ("/delivery/refusals-are-remembered", test_cached_refusal);
  return g_test_run ();
}
