/* tests/cloud/test-account.c: what people paste becomes an account, or a sentence that says what is wrong. */
#include "cloud/account.h"

#include <string.h>

#include "base/text.h"
#include "cloud/places.h"

#define URL "cloudinary://123456789012345:test-secret-AbCdEf123456@demo-studio"

typedef struct
{
  const char *path;
  const char *text;
  const char *secret, *origin, *delivery_host; /* %NULL secret: refused, and origin is a part of the message */
} Case;

static const Case cases[] = {
  { "/account/plain", URL, "test-secret-AbCdEf123456", "https://api.cloudinary.com", NULL },
  { "/account/upper-case-scheme", "CLOUDINARY://1:s-e-c-r-e-t@d", "s-e-c-r-e-t", "https://api.cloudinary.com", NULL },
  { "/account/spaces-and-lines", " \t\r\n " URL " \r\n\n", "test-secret-AbCdEf123456", "https://api.cloudinary.com", NULL },
  { "/account/quotes", "\"" URL "\"", "test-secret-AbCdEf123456", "https://api.cloudinary.com", NULL },
  { "/account/curly-quotes", "“" URL "”", "test-secret-AbCdEf123456", "https://api.cloudinary.com", NULL },
  { "/account/variable", "CLOUDINARY_URL=" URL, "test-secret-AbCdEf123456", "https://api.cloudinary.com", NULL },
  { "/account/variable-quoted", "CLOUDINARY_URL=\"" URL "\"", "test-secret-AbCdEf123456", "https://api.cloudinary.com", NULL },
  { "/account/export", "export CLOUDINARY_URL='" URL "';", "test-secret-AbCdEf123456", "https://api.cloudinary.com", NULL },
  { "/account/set", "set CLOUDINARY_URL=" URL, "test-secret-AbCdEf123456", "https://api.cloudinary.com", NULL },
  { "/account/powershell", "$env:CLOUDINARY_URL = \"" URL "\"", "test-secret-AbCdEf123456", "https://api.cloudinary.com", NULL },
  { "/account/yaml", "CLOUDINARY_URL: " URL, "test-secret-AbCdEf123456", "https://api.cloudinary.com", NULL },
  { "/account/env-file", "# Cloudinary\nDEBUG=1\nCLOUDINARY_URL=" URL "\nOTHER=2\n", "test-secret-AbCdEf123456", "https://api.cloudinary.com", NULL },
  { "/account/quoted-secret", "cloudinary://1:'s-e-c-r-e-t'@d", "s-e-c-r-e-t", "https://api.cloudinary.com", NULL },
  { "/account/percent", "cloudinary://1:s%2De%2Fc%40r%3Aet@d", "s-e/c@r:et", "https://api.cloudinary.com", NULL },
  { "/account/unescaped-at", "cloudinary://1:s@cret9@d", "s@cret9", "https://api.cloudinary.com", NULL },
  { "/account/region", URL "?upload_prefix=https://api-eu.cloudinary.com", "test-secret-AbCdEf123456", "https://api-eu.cloudinary.com", NULL },
  { "/account/region-encoded", URL "?secure=true&upload_prefix=https%3A%2F%2FAPI-ap.cloudinary.com%2F", "test-secret-AbCdEf123456",
    "https://api-ap.cloudinary.com", NULL },
  { "/account/usual-port", URL "?upload_prefix=https://api.cloudinary.com:443", "test-secret-AbCdEf123456", "https://api.cloudinary.com", NULL },
  { "/account/demo", URL "?upload_prefix=http://127.0.0.1:8080", "test-secret-AbCdEf123456", "http://127.0.0.1:8080", NULL },
  { "/account/demo-127.8", URL "?upload_prefix=http://127.8.9.1:8080", "test-secret-AbCdEf123456", "http://127.8.9.1:8080", NULL },
  { "/account/demo-v6", URL "?upload_prefix=http://[::1]:8080/", "test-secret-AbCdEf123456", "http://[::1]:8080", NULL },
  { "/account/demo-localhost", URL "?upload_prefix=http://LOCALHOST:8080", "test-secret-AbCdEf123456", "http://localhost:8080", NULL },
  { "/account/private-cdn-path", URL "/images.example.com", "test-secret-AbCdEf123456", "https://api.cloudinary.com", "images.example.com" },
  { "/account/private-cdn", URL "?private_cdn=true", "test-secret-AbCdEf123456", "https://api.cloudinary.com", "demo-studio-res.cloudinary.com" },
  { "/account/secure-distribution", URL "?cname=a.example.com&secure_distribution=https://B.example.com/", "test-secret-AbCdEf123456",
    "https://api.cloudinary.com", "b.example.com" },
  { "/account/other-options", URL "?signature_algorithm=sha256&auth_token[key]=00ff&x", "test-secret-AbCdEf123456", "https://api.cloudinary.com", NULL },

  { "/account/refused/empty", "", NULL, "no Cloudinary address", NULL },
  { "/account/refused/other-scheme", "https://cloudinary.com/console", NULL, "no Cloudinary address", NULL },
  { "/account/refused/no-credentials", "cloudinary://demo-studio", NULL, "no key and secret", NULL },
  { "/account/refused/no-secret", "cloudinary://123@demo-studio", NULL, "secret is missing", NULL },
  { "/account/refused/empty-secret", "cloudinary://123:@demo-studio", NULL, "secret is missing", NULL },
  { "/account/refused/no-key", "cloudinary://:abcdefgh@demo-studio", NULL, "key is missing", NULL },
  { "/account/refused/no-cloud", "cloudinary://123:abcdefgh@", NULL, "cloud name is missing", NULL },
  { "/account/refused/cloud", "cloudinary://123:abcdefgh@demo studio", NULL, "space", NULL },
  { "/account/refused/cloud-dots", "cloudinary://123:abcdefgh@..", NULL, "no cloud name", NULL },
  { "/account/refused/placeholder-key", "CLOUDINARY_URL=cloudinary://<your_api_key>:<your_api_secret>@demo", NULL, "<your_api_key>", NULL },
  { "/account/refused/placeholder-secret", "cloudinary://123456789012345:<your_api_secret>@demo", NULL, "placeholder", NULL },
  { "/account/refused/placeholder-bare", "cloudinary://123456789012345:API_SECRET@demo", NULL, "placeholder", NULL },
  { "/account/refused/stars", "cloudinary://123456789012345:**********@demo", NULL, "stars", NULL },
  { "/account/refused/control", "cloudinary://123:abc%07defgh@demo", NULL, "unusual character", NULL },
  { "/account/refused/control-raw", "cloudinary://123:abc\adefgh@demo", NULL, "control character", NULL },
  { "/account/refused/line-end-inside", "cloudinary://123:abc%0Adefgh@demo", NULL, "unusual character", NULL },
  { "/account/refused/plain-http", URL "?upload_prefix=http://api.cloudinary.com", NULL, "https", NULL },
  { "/account/refused/http-like-loopback", URL "?upload_prefix=http://127.0.0.1.example.com", NULL, "https", NULL },
  { "/account/refused/http-zero", URL "?upload_prefix=http://0.0.0.0:80", NULL, "https", NULL },
  { "/account/refused/ftp", URL "?upload_prefix=ftp://127.0.0.1", NULL, "https", NULL },
  { "/account/refused/prefix-user", URL "?upload_prefix=https://a:b@api.cloudinary.com", NULL, "upload_prefix", NULL },
  { "/account/refused/prefix-path", URL "?upload_prefix=https://api.cloudinary.com/v1_1/x", NULL, "upload_prefix", NULL },
  { "/account/refused/delivery-host", URL "/a%0Ab", NULL, "no name of a server", NULL },
};

static void
test_pasted (gconstpointer data)
{
  const Case *c = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PsAccount) account = ps_account_new_from_url (c->text, &error);

  if (c->secret == NULL)
    {
      g_assert_null (account);
      g_assert_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_ACCOUNT);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, c->origin));
      g_assert_null (strstr (error->message, "abcdefgh")); /* the secret is not repeated */
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpstr (ps_account_get_api_secret (account), ==, c->secret);
  g_assert_cmpstr (ps_account_get_api_origin (account), ==, c->origin);
  g_assert_cmpstr (ps_account_get_delivery_host (account), ==, c->delivery_host);
  g_assert_cmpint (ps_account_get_is_loopback (account), ==, strstr (c->origin, "http://") == c->origin);
}

static void
test_fields (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PsAccount) account = ps_account_new (" demo-studio\n", "\t'123456789012345'", "\"test-secret-AbCdEf123456\" \r\n", "", &error);
  g_autoptr(PsAccount) whole = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (ps_account_get_cloud_name (account), ==, "demo-studio");
  g_assert_cmpstr (ps_account_get_api_key (account), ==, "123456789012345");
  g_assert_cmpstr (ps_account_get_api_secret (account), ==, "test-secret-AbCdEf123456");

  whole = ps_account_new ("", "", "CLOUDINARY_URL=" URL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ps_account_get_cloud_name (whole), ==, "demo-studio");

  g_assert_null (ps_account_new ("demo", "12:34", "abcdefgh", NULL, &error));
  g_assert_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_ACCOUNT);
  g_clear_error (&error);
  g_assert_null (ps_account_new ("demo", NULL, NULL, NULL, &error));
  g_assert_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_ACCOUNT);
}

static void
test_too_long (void)
{
  g_autofree char *long_text = g_strnfill (10 * 1024 * 1024, 'a');
  g_autofree char *url = g_strconcat ("cloudinary://1:", long_text, "@d", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (ps_account_new_from_url (url, &error));
  g_assert_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_ACCOUNT);
  g_assert_cmpuint (strlen (error->message), <, 1000);
  g_clear_error (&error);
  g_assert_null (ps_account_new ("d", long_text, "abcdefgh", NULL, &error));
  g_assert_cmpuint (strlen (error->message), <, 1000);
}

static void
test_redacted (void)
{
  g_autoptr(PsAccount) account = ps_account_new ("demo", "1234", "canary-Secret-1", NULL, NULL);
  g_autofree char *redacted = ps_text_redact ("GET ?x=canary-Secret-1 failed");

  g_assert_nonnull (account);
  g_assert_null (strstr (redacted, "canary"));
}

/* Waits are shortened towards loopback alone. */
static void
test_scale (void)
{
  g_autoptr(PsAccount) demo = NULL;
  g_autoptr(PsAccount) real = NULL;
  g_autoptr(PsAccount) odd = NULL;

  g_setenv ("PROOFSHEET_TIME_SCALE", "0.001", TRUE);
  demo = ps_account_new_from_url (URL "?upload_prefix=http://127.0.0.1:1", NULL);
  real = ps_account_new_from_url (URL, NULL);
  g_setenv ("PROOFSHEET_TIME_SCALE", "-5", TRUE);
  odd = ps_account_new_from_url (URL "?upload_prefix=http://127.0.0.1:1", NULL);
  g_unsetenv ("PROOFSHEET_TIME_SCALE");
  g_assert_cmpint (ps_account_scale_wait (demo, 1000000), ==, 1000);
  g_assert_cmpint (ps_account_scale_wait (real, 1000000), ==, 1000000);
  g_assert_cmpint (ps_account_scale_wait (odd, 1000000), ==, 1000000);
}

static const struct
{
  const char *url;
  gboolean to_cloud, to_demo; /* allowed for an account of Cloudinary's, of the demo cloud's */
} places[] = {
  { "https://res.cloudinary.com/demo-studio/image/upload/a.jpg", TRUE, FALSE },
  { "https://res.cloudinary.com:443/a.jpg", TRUE, FALSE },
  { "https://RES.cloudinary.com/a.jpg", TRUE, FALSE },
  { "https://res-1.cloudinary.com/a.jpg", TRUE, FALSE },
  { "https://res-5.cloudinary.com/a.jpg", TRUE, FALSE },
  { "https://res-6.cloudinary.com/a.jpg", FALSE, FALSE },
  { "https://demo-studio-res.cloudinary.com/a.jpg", TRUE, FALSE },
  { "https://other-res.cloudinary.com/a.jpg", FALSE, FALSE },
  { "https://api.cloudinary.com/v1_1/demo-studio/image/download", TRUE, FALSE },
  { "https://photos.example.com/a.jpg", TRUE, FALSE },
  { "https://photos.example.com:8443/a.jpg", FALSE, FALSE },
  { "https://evil.example/a.jpg", FALSE, FALSE },
  { "https://res.cloudinary.com.evil.example/a.jpg", FALSE, FALSE },
  { "https://res.cloudinary.com@evil.example/a.jpg", FALSE, FALSE },
  { "https://user:pass@res.cloudinary.com/a.jpg", FALSE, FALSE },
  { "https://res.cloudinary.com:8443/a.jpg", FALSE, FALSE },
  { "http://res.cloudinary.com/a.jpg", FALSE, FALSE },
  { "ftp://res.cloudinary.com/a.jpg", FALSE, FALSE },
  { "file:///etc/passwd", FALSE, FALSE },
  { "data:image/png;base64,AAAA", FALSE, FALSE },
  { "https://169.254.169.254/latest", FALSE, FALSE },
  { "https://10.0.0.1/a.jpg", FALSE, FALSE },
  { "http://127.0.0.1:4000/a.jpg", FALSE, TRUE },
  { "http://127.9.9.9:1/a.jpg", FALSE, TRUE },
  { "http://localhost:4000/a.jpg", FALSE, TRUE },
  { "http://[::1]:4000/a.jpg", FALSE, TRUE },
  { "http://a@127.0.0.1:4000/a.jpg", FALSE, FALSE },
  { "http://192.168.1.1/a.jpg", FALSE, FALSE },
  { "http://0.0.0.0/a.jpg", FALSE, FALSE },
  { "ftp://127.0.0.1/a.jpg", FALSE, FALSE },
};

static void
test_places (void)
{
  g_autoptr(PsAccount) cloud = ps_account_new_from_url (URL "/photos.example.com", NULL);
  g_autoptr(PsAccount) demo = ps_account_new_from_url (URL "?upload_prefix=http://127.0.0.1:80", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr(GUri) uri = g_uri_parse (places[i].url, G_URI_FLAGS_HAS_PASSWORD, NULL);
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", places[i].url);
      g_assert_cmpint (ps_place_check (cloud, uri, &error), ==, places[i].to_cloud);
      g_assert_cmpint (error == NULL, ==, places[i].to_cloud);
      g_clear_error (&error);
      g_assert_cmpint (ps_place_check (demo, uri, &error), ==, places[i].to_demo);
    }
}

static const struct
{
  const char *address;
  gboolean is_public;
} addresses[] = {
  { "151.101.1.1", TRUE }, { "10.0.0.1", FALSE }, { "127.0.0.1", FALSE }, { "0.0.0.0", FALSE }, { "169.254.169.254", FALSE },
  { "172.15.0.1", TRUE }, { "172.16.0.1", FALSE }, { "172.31.255.255", FALSE }, { "172.32.0.1", TRUE }, { "192.168.0.1", FALSE },
  { "192.169.0.1", TRUE }, { "100.64.0.1", FALSE }, { "100.128.0.1", TRUE }, { "198.18.0.1", FALSE }, { "198.20.0.1", TRUE },
  { "224.0.0.1", FALSE }, { "255.255.255.255", FALSE }, { "223.255.255.255", TRUE },
  { "::1", FALSE }, { "::", FALSE }, { "fe80::1", FALSE }, { "fc00::1", FALSE }, { "fd12::1", FALSE }, { "ff02::1", FALSE },
  { "2a04:4e42::1", TRUE }, { "::ffff:127.0.0.1", FALSE }, { "::ffff:151.101.1.1", TRUE }, { "64:ff9b::10.0.0.1", FALSE },
  { "64:ff9b::151.101.1.1", TRUE }, { "2002:a00:1::1", FALSE }, { "::127.0.0.1", FALSE },
};

static void
test_addresses (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr(GInetAddress) address = g_inet_address_new_from_string (addresses[i].address);

      g_test_message ("%s", addresses[i].address);
      g_assert_cmpint (ps_place_is_public (address), ==, addresses[i].is_public);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, &cases[i], test_pasted);
  g_test_add_func ("/account/fields", test_fields);
  g_test_add_func ("/account/too-long", test_too_long);
  g_test_add_func ("/account/secret-is-redacted", test_redacted);
  g_test_add_func ("/account/only-loopback-waits-shorter", test_scale);
  g_test_add_func ("/account/where-we-go", test_places);
  g_test_add_func ("/account/public-addresses", test_addresses);
  return g_test_run ();
}
