/* tests/cloud/test-signature.c: the vectors that Cloudinary and its SDKs publish. */
#include "cloud/signature.h"

#define FIXTURE "test-secret-AbCdEf123456"

static const struct
{
  const char *to_sign, *secret;
  PsSignatureKind kind;
  const char *expected;
} url_vectors[] = {
  { "image.jpg", "b", PS_SIGNATURE_SHA1, "s----SjmNDA--" },
  { "c_crop,h_20,w_10/image.jpg", "b", PS_SIGNATURE_SHA1, "s--Ai4Znfl3--" },
  { "http://google.com/path/to/image.png", "b", PS_SIGNATURE_SHA1, "s--hH_YcbiS--" },
  { "weddings/2024/IMG_0001.jpg", FIXTURE, PS_SIGNATURE_SHA1, "s--iKsuqDfR--" },
  { "weddings/2024/IMG_0001.jpg", FIXTURE, PS_SIGNATURE_SHA256, "s--LZw5XM-z--" },
  { "weddings/2024/IMG_0001.jpg", FIXTURE, PS_SIGNATURE_SHA256_LONG, "s--LZw5XM-zN7EeVhS2ylF81wFYIvZeUuqh--" },
  { "fl_original/weddings/2024/IMG_0001.jpg", FIXTURE, PS_SIGNATURE_SHA1, "s--X3ACvehH--" },
  { "Z%C3%BCrich/%C3%A9t%C3%A9%2001.jpg", FIXTURE, PS_SIGNATURE_SHA1, "s--pH7UzNi---" },
  { "Zürich/été 01.jpg", FIXTURE, PS_SIGNATURE_SHA1, "s--Q_JmCgPf--" },
  { "contracts/Model%20Release.pdf", FIXTURE, PS_SIGNATURE_SHA1, "s--vxheJKm4--" },
  { "contracts/Model Release.pdf", FIXTURE, PS_SIGNATURE_SHA1, "s--Xw_tyirN--" },
};

static void
test_url_vectors (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (url_vectors); i++)
    {
      g_autofree char *component = ps_signature_of_url (url_vectors[i].to_sign, url_vectors[i].secret, url_vectors[i].kind);

      g_assert_cmpstr (component, ==, url_vectors[i].expected);
    }
}

static const struct
{
  const char *params[10];
  const char *secret;
  PsSignatureKind kind;
  const char *expected;
} param_vectors[] = {
  { { "timestamp", "1315060510", "public_id", "sample_image", NULL }, "abcd", PS_SIGNATURE_SHA1,
    "b4ad47fb4e25c7bf5f92a20089f9db59bc302313" },
  { { "type", "authenticated", "public_id", "weddings/2024/IMG_0001", "timestamp", "1760000000", NULL }, FIXTURE, PS_SIGNATURE_SHA1,
    "f9507c59a6340a5629334a88c3c2e9f16b3d05d6" },
  { { "type", "authenticated", "public_id", "weddings/2024/IMG_0001", "timestamp", "1760000000", NULL }, FIXTURE, PS_SIGNATURE_SHA256,
    "ebcffe1b2bae1972c892074659a6fb032ae27a164f2bb50ebc7a8ca47e040a3f" },
  { { "public_id", "Zürich/été 01", "timestamp", "1760000000", "type", "upload", "format", "", NULL }, FIXTURE, PS_SIGNATURE_SHA1,
    "91b4b7c25f0af1843501b95ddbe51fd2186eb017" },
  { { "public_id", "a&b", "timestamp", "1760000000", "type", "upload", NULL }, FIXTURE, PS_SIGNATURE_SHA1,
    "5de6ba148ce67da37bbe7345daecb7f9807114f5" },
  { { "public_id", "contracts/Model Release.pdf", "timestamp", "1760000000", "type", "private", "expires_at", "1760000600", NULL },
    FIXTURE, PS_SIGNATURE_SHA1, "65eebc8e3839c002aaa9dd7c2180b88a239d5f45" },
  { { "version_id", "d214063097a43d1d1293db61a397f60f", "timestamp", "1760000000", "asset_id", "0af3c1d2e4b5968778695a4b3c2d1e0f", NULL },
    FIXTURE, PS_SIGNATURE_SHA1, "70692497d1ba59157971266d72da0f9d08decb06" },
};

static void
test_param_vectors (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (param_vectors); i++)
    {
      g_autofree char *digits = ps_signature_of_params (param_vectors[i].params, param_vectors[i].secret, param_vectors[i].kind);

      g_assert_cmpstr (digits, ==, param_vectors[i].expected);
    }
}

static const struct
{
  const char *url, *resource_type, *type;
  gboolean unescaped;
  const char *expected;
} originals[] = {
  { "https://res.cloudinary.com/demo-studio/image/authenticated/s--iKsuqDfR--/v1719316754/weddings/2024/IMG_0001.jpg", "image",
    "authenticated", FALSE,
    "https://res.cloudinary.com/demo-studio/image/authenticated/s--X3ACvehH--/fl_original/v1719316754/weddings/2024/IMG_0001.jpg" },
  /* unsigned stays unsigned; a cloud named like a type; a private CDN without a cloud */
  { "https://res.cloudinary.com/image/image/upload/v12/a.jpg", "image", "upload", FALSE,
    "https://res.cloudinary.com/image/image/upload/fl_original/v12/a.jpg" },
  { "https://demo-res.cloudinary.com/video/upload/v12/a.mp4?x=1", "video", "upload", FALSE,
    "https://demo-res.cloudinary.com/video/upload/fl_original/v12/a.mp4?x=1" },
  /* a file named like a version, and no version at all */
  { "https://res.cloudinary.com/d/image/upload/v12", "image", "upload", FALSE, "https://res.cloudinary.com/d/image/upload/fl_original/v12" },
  /* a name that looks like a signature but is too short for one */
  { "https://res.cloudinary.com/d/image/upload/s--abc--/a.jpg", "image", "upload", FALSE,
    "https://res.cloudinary.com/d/image/upload/fl_original/s--abc--/a.jpg" },
  { "https://res.cloudinary.com/d/image/upload/v1/a.jpg", "video", "upload", FALSE, NULL },
  { "https://res.cloudinary.com/d/image/upload/", "image", "upload", FALSE, NULL },
  { "https://res.cloudinary.com/d/image/private/s--iKsuqDfR--/", "image", "private", FALSE, NULL },
  { "", "image", "upload", FALSE, NULL },
};

static void
test_fl_original (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (originals); i++)
    {
      g_autofree char *url = ps_signature_add_fl_original (originals[i].url, originals[i].resource_type, originals[i].type, FIXTURE,
                                                           PS_SIGNATURE_SHA1, originals[i].unescaped);

      g_assert_cmpstr (url, ==, originals[i].expected);
    }
}

/* The forms differ for ids of special characters only, and only in the signature. */
static void
test_fl_original_unescaped (void)
{
  const char *url = "https://res.cloudinary.com/d/image/private/s--12345678--/v1/Z%C3%BCrich/%C3%A9t%C3%A9%2001.jpg";
  g_autofree char *expected_signature = ps_signature_of_url ("fl_original/Zürich/été 01.jpg", FIXTURE, PS_SIGNATURE_SHA1);
  g_autofree char *expected = g_strconcat ("https://res.cloudinary.com/d/image/private/", expected_signature,
                                           "/fl_original/v1/Z%C3%BCrich/%C3%A9t%C3%A9%2001.jpg", NULL);
  g_autofree char *unescaped = ps_signature_add_fl_original (url, "image", "private", FIXTURE, PS_SIGNATURE_SHA1, TRUE);

  g_assert_cmpstr (unescaped, ==, expected);
}

static void
test_escape (void)
{
  static const char *const pairs[][2] = {
    { "Zürich/été 01", "Z%C3%BCrich/%C3%A9t%C3%A9%2001" },
    { "shoot (1)/a+b~c!d", "shoot%20%281%29/a%2Bb%7Ec%21d" },
    { "a//b", "a/b" },
    { "Z%C3%BCrich", "Z%C3%BCrich" },
    { "100% wool", "100%25%20wool" },
    { "a:b-c_d.e", "a:b-c_d.e" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *escaped = ps_signature_escape (pairs[i][0]);

      g_assert_cmpstr (escaped, ==, pairs[i][1]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signature/published-url-vectors", test_url_vectors);
  g_test_add_func ("/signature/published-param-vectors", test_param_vectors);
  g_test_add_func ("/signature/fl-original", test_fl_original);
  g_test_add_func ("/signature/fl-original-unescaped", test_fl_original_unescaped);
  g_test_add_func ("/signature/escape", test_escape);
  return g_test_run ();
}
