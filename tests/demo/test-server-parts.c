/* tests/demo/test-server-parts.c: signatures, ranges and expressions, by themselves. */
#include <locale.h>
#include <string.h>

#include "demo/expression.h"
#include "demo/json-text.h"
#include "demo/ranges.h"
#include "demo/signing.h"

#define SECRET "test-secret-AbCdEf123456"
#define TAKES_ALL (PS_SIGNING_TAKES_SHA1 | PS_SIGNING_TAKES_ESCAPED | PS_SIGNING_TAKES_UNESCAPED)

static void
test_url_vectors (void)
{
  static const struct { const char *to_sign, *secret, *signature; } vectors[] = {
    { "image.jpg", "b", "--SjmNDA" }, { "c_crop,h_20,w_10/image.jpg", "b", "Ai4Znfl3" }, { "http://google.com/path/to/image.png", "b", "hH_YcbiS" },
    { "weddings/2024/IMG_0001.jpg", SECRET, "iKsuqDfR" }, { "weddings/2024/IMG_0001.jpg", SECRET, "LZw5XM-z" },
    { "weddings/2024/IMG_0001.jpg", SECRET, "LZw5XM-zN7EeVhS2ylF81wFYIvZeUuqh" }, { "fl_original/weddings/2024/IMG_0001.jpg", SECRET, "X3ACvehH" },
    { "Z%C3%BCrich/%C3%A9t%C3%A9%2001.jpg", SECRET, "pH7UzNi-" }, { "Z%C3%BCrich/%C3%A9t%C3%A9%2001.jpg", SECRET, "Q_JmCgPf" },
    { "contracts/Model%20Release.pdf", SECRET, "vxheJKm4" }, { "contracts/Model%20Release.pdf", SECRET, "Xw_tyirN" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_test_message ("%s %s", vectors[i].to_sign, vectors[i].signature);
      g_assert_true (ps_signing_check_url (vectors[i].signature, vectors[i].to_sign, vectors[i].secret, TAKES_ALL));
      g_assert_false (ps_signing_check_url (vectors[i].signature, vectors[i].to_sign, "other", TAKES_ALL));
    }
  g_assert_false (ps_signing_check_url ("iKsuqDfR", "weddings/2024/IMG_0001.jpg", SECRET, TAKES_ALL & ~PS_SIGNING_TAKES_SHA1));
  g_assert_false (ps_signing_check_url ("Q_JmCgPf", "Z%C3%BCrich/%C3%A9t%C3%A9%2001.jpg", SECRET, TAKES_ALL & ~PS_SIGNING_TAKES_UNESCAPED));
  g_assert_false (ps_signing_check_url ("pH7UzNi-", "Z%C3%BCrich/%C3%A9t%C3%A9%2001.jpg", SECRET, TAKES_ALL & ~PS_SIGNING_TAKES_ESCAPED));
}

static void
test_param_vectors (void)
{
  static const struct { const char *const params[9]; const char *secret, *signature; } vectors[] = {
    { { "public_id", "sample_image", "timestamp", "1315060510", NULL }, "abcd", "b4ad47fb4e25c7bf5f92a20089f9db59bc302313" },
    { { "timestamp", "1760000000", "public_id", "weddings/2024/IMG_0001", "type", "authenticated", "api_key", "1", NULL }, SECRET, "f9507c59a6340a5629334a88c3c2e9f16b3d05d6" },
    { { "public_id", "weddings/2024/IMG_0001", "timestamp", "1760000000", "type", "authenticated", NULL }, SECRET,
      "ebcffe1b2bae1972c892074659a6fb032ae27a164f2bb50ebc7a8ca47e040a3f" },
    { { "public_id", "Zürich/été 01", "timestamp", "1760000000", "type", "upload", "format", "", NULL }, SECRET, "91b4b7c25f0af1843501b95ddbe51fd2186eb017" },
    { { "public_id", "a&b", "timestamp", "1760000000", "type", "upload", NULL }, SECRET, "5de6ba148ce67da37bbe7345daecb7f9807114f5" },
    { { "expires_at", "1760000600", "public_id", "contracts/Model Release.pdf", "timestamp", "1760000000", "type", "private", NULL }, SECRET,
      "65eebc8e3839c002aaa9dd7c2180b88a239d5f45" },
    { { "asset_id", "0af3c1d2e4b5968778695a4b3c2d1e0f", "timestamp", "1760000000", "version_id", "d214063097a43d1d1293db61a397f60f", NULL }, SECRET,
      "70692497d1ba59157971266d72da0f9d08decb06" },
  };
  static const char *const list[] = { "tags[]", "b", "tags[]", "a", "timestamp", "1", NULL };
  g_autofree char *joined = ps_signing_string (list, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_test_message ("%s", vectors[i].signature);
      g_assert_true (ps_signing_check_params (vectors[i].params, vectors[i].signature, vectors[i].secret));
      g_assert_false (ps_signing_check_params (vectors[i].params, vectors[i].signature, "other"));
    }
  g_assert_cmpstr (joined, ==, "tags=b,a&timestamp=1");
}

static void
test_ranges (void)
{
  static const struct { const char *header; PsRange range; gsize first, length; } cases[] = {
    { NULL, PS_RANGE_WHOLE, 0, 100 }, { "bytes=0-", PS_RANGE_PART, 0, 100 }, { "bytes=10-", PS_RANGE_PART, 10, 90 }, { "bytes=10-19", PS_RANGE_PART, 10, 10 },
    { "bytes=90-200", PS_RANGE_PART, 90, 10 }, { "bytes=-5", PS_RANGE_PART, 95, 5 }, { "bytes=-500", PS_RANGE_PART, 0, 100 },
    { "bytes=100-", PS_RANGE_UNSATISFIABLE, 0, 100 }, { "bytes=-0", PS_RANGE_UNSATISFIABLE, 0, 100 }, { "bytes=5-1", PS_RANGE_WHOLE, 0, 100 },
    { "bytes=0-1,5-6", PS_RANGE_WHOLE, 0, 100 }, { "lines=1-", PS_RANGE_WHOLE, 0, 100 }, { "bytes=x-", PS_RANGE_WHOLE, 0, 100 }, { "bytes=1", PS_RANGE_WHOLE, 0, 100 },
  };
  gsize first, length;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].header);
      g_assert_cmpint (ps_range_parse (cases[i].header, 100, &first, &length), ==, cases[i].range);
      g_assert_cmpuint (first, ==, cases[i].first);
      g_assert_cmpuint (length, ==, cases[i].length);
    }
  g_assert_cmpint (ps_range_parse ("bytes=0-", 0, &first, &length), ==, PS_RANGE_UNSATISFIABLE);
  g_assert_true (ps_range_if_range (NULL, "\"a\"", NULL));
  g_assert_true (ps_range_if_range ("\"a\"", "\"a\"", NULL));
  g_assert_false (ps_range_if_range ("\"b\"", "\"a\"", NULL));
  g_assert_false (ps_range_if_range ("W/\"a\"", "\"a\"", NULL));
}

static void
test_wrong_expressions (void)
{
  static const char *const wrong[] = { "*", "tags=", "(tags=a", "tags=a)", "=a", "public_id:*abc", "bytes:[1 TO", "tags=\"a", "AND", "a b" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *message = NULL;

      g_test_message ("%s", wrong[i]);
      g_assert_null (ps_expression_parse (wrong[i], &message));
      g_assert_true (g_str_has_prefix (message, "Query Error (at position "));
    }
}

static void
test_since (void)
{
  static const struct { const char *text; gint64 since_s; } cases[] = {
    { "", 0 }, { "uploaded_at>\"2026-03-01T00:00:00Z\"", 1772323200 },
    { "uploaded_at>\"2026-03-01T00:00:00Z\" OR last_updated.updated_at>\"2026-03-02T00:00:00Z\"", 1772323200 },
    { "resource_type:image AND created_at>=2026-03-01", 1772323200 }, { "NOT created_at>2026-03-01", 0 }, { "created_at<2026-03-01", 0 },
    { "created_at>2026-03-01 OR tags=a", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *message = NULL;
      g_autoptr(PsExpression) expression = ps_expression_parse (cases[i].text, &message);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (message, ==, NULL);
      g_assert_cmpint (ps_expression_get_since (expression) / G_USEC_PER_SEC, ==, cases[i].since_s);
    }
}

static void
test_json_text (void)
{
  g_autoptr(GString) json = g_string_new ("{");

  ps_json_append_member (json, "a\"b", "c\\d\n\x01é");
  ps_json_append_number (json, "n", G_MININT64);
  ps_json_append_member (json, "none", NULL);
  g_string_append_c (json, '}');
  g_assert_cmpstr (json->str, ==, "{\"a\\\"b\":\"c\\\\d\\u000a\\u0001é\",\"n\":-9223372036854775808,\"none\":null}");
  g_string_truncate (json, 0);
  ps_json_append_escaped (json, "Zürich/a+b~c!d:e.jpg");
  g_assert_cmpstr (json->str, ==, "Z%C3%BCrich/a%2Bb%7Ec%21d:e.jpg");
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server-parts/published-url-signatures", test_url_vectors);
  g_test_add_func ("/server-parts/published-request-signatures", test_param_vectors);
  g_test_add_func ("/server-parts/ranges", test_ranges);
  g_test_add_func ("/server-parts/wrong-expressions-are-refused", test_wrong_expressions);
  g_test_add_func ("/server-parts/expressions-know-their-floor", test_since);
  g_test_add_func ("/server-parts/json-is-escaped", test_json_text);
  return g_test_run ();
}
