/* tests/cloud/test-account-form.c: R10, U9: what is pasted into a form fills the fields it belongs to, or is told what is wrong. */
#include "cloud/account-form.h"

#include <string.h>

typedef struct
{
  const char *path, *text;
  PsPaste paste;
  const char *cloud_name, *api_key, *api_secret, *upload_prefix;
} Case;

static const Case cases[] = {
  { "/form/whole-line", "CLOUDINARY_URL=cloudinary://415822137720915:aB3-secret@lindqvist-studio", PS_PASTE_ACCOUNT,
    "lindqvist-studio", "415822137720915", "aB3-secret", NULL },
  { "/form/whole-line-with-region", "  export CLOUDINARY_URL=\"cloudinary://1:s@c?upload_prefix=https://api-eu.cloudinary.com\"\n", PS_PASTE_ACCOUNT,
    "c", "1", "s", "https://api-eu.cloudinary.com" },
  { "/form/a-file-of-lines", "NAME=x\nCLOUDINARY_URL=cloudinary://1:s@c\nOTHER=y\n", PS_PASTE_ACCOUNT, "c", "1", "s", NULL },
  { "/form/gaps", "CLOUDINARY_URL=cloudinary://<your_api_key>:<your_api_secret>@lindqvist-studio", PS_PASTE_GAPS,
    "lindqvist-studio", NULL, NULL, NULL },
  { "/form/hidden-secret", "CLOUDINARY_URL=cloudinary://415822137720915:**********@lindqvist-studio", PS_PASTE_GAPS,
    "lindqvist-studio", "415822137720915", NULL, NULL },
  { "/form/picture", "https://res.cloudinary.com/lindqvist-studio/image/upload/v1/a.jpg", PS_PASTE_CLOUD_NAME, "lindqvist-studio", },
  { "/form/picture-of-private-cdn", "https://lindqvist-res.cloudinary.com/image/upload/v1/a.jpg", PS_PASTE_CLOUD_NAME, "lindqvist", },
  { "/form/api-address", "https://api.cloudinary.com/v1_1/lindqvist/resources/image", PS_PASTE_CLOUD_NAME, "lindqvist", },
  { "/form/some-web-page", "https://example.com/lindqvist/image/upload/a.jpg", PS_PASTE_PLAIN, },
  { "/form/look-alike-host", "https://evilres.cloudinary.com.example.com/lindqvist/image/upload/a.jpg", PS_PASTE_PLAIN, },
  { "/form/plain", "lindqvist-studio", PS_PASTE_PLAIN, },
  { "/form/plain-http", "cloudinary://1:s@c?upload_prefix=http://api.example.com", PS_PASTE_BROKEN, "c", "1", "s", "http://api.example.com" },
  { "/form/without-key", "cloudinary://lindqvist-studio", PS_PASTE_BROKEN, },
};

static void
test_paste (gconstpointer data)
{
  const Case *c = data;
  g_auto(PsAccountForm) form = { 0 };
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (ps_account_form_paste (&form, c->text, &error), ==, c->paste);
  g_assert_cmpstr (form.cloud_name, ==, c->cloud_name);
  g_assert_cmpstr (form.api_key, ==, c->api_key);
  g_assert_cmpstr (form.api_secret, ==, c->api_secret);
  g_assert_cmpstr (form.upload_prefix, ==, c->upload_prefix);
  g_assert_true ((error != NULL) == (c->paste == PS_PASTE_GAPS || c->paste == PS_PASTE_BROKEN));
  if (error != NULL && c->api_secret != NULL && strlen (c->api_secret) > 2)
    g_assert_null (strstr (error->message, c->api_secret));
}

typedef struct
{
  const char *cloud_name, *api_key, *api_secret, *upload_prefix;
  PsAccountField field;
} Filled;

static const Filled filled[] = {
  { " lindqvist ", "\t4158 2213 7720 915\n", "\"aB3-secret\" ", NULL, PS_ACCOUNT_FIELD_NONE },
  { "lindqvist", "415822137720915", "s", "http://127.0.0.1:9", PS_ACCOUNT_FIELD_NONE },
  { "lindqvist", "415822137720915", "s", "http://example.com", PS_ACCOUNT_FIELD_HOST },
  { "lindqvist", "415822137720915", "s", "ftp://api.cloudinary.com", PS_ACCOUNT_FIELD_HOST },
  { "", "1", "s", NULL, PS_ACCOUNT_FIELD_CLOUD_NAME },
  { "lind\001qvist", "1", "s", NULL, PS_ACCOUNT_FIELD_CLOUD_NAME },
  { "lindqvist", "", "s", NULL, PS_ACCOUNT_FIELD_KEY },
  { "lindqvist", "1\0012", "s", NULL, PS_ACCOUNT_FIELD_KEY },
  { "lindqvist", "1", NULL, NULL, PS_ACCOUNT_FIELD_SECRET },
  { "lindqvist", "1", "se\033cret", NULL, PS_ACCOUNT_FIELD_SECRET },
  { "lindqvist", "1", "se cret", NULL, PS_ACCOUNT_FIELD_SECRET },
};

static void
test_build (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (filled); i++)
    {
      PsAccountForm form = { (char *) filled[i].cloud_name, (char *) filled[i].api_key, (char *) filled[i].api_secret,
                             (char *) filled[i].upload_prefix, NULL };
      PsAccountField field;
      g_autoptr(GError) error = NULL;
      g_autoptr(PsAccount) account = ps_account_form_build (&form, &field, &error);

      g_test_message ("%u: %s", i, error != NULL ? error->message : "");
      g_assert_cmpint (field, ==, filled[i].field);
      g_assert_true ((account != NULL) == (field == PS_ACCOUNT_FIELD_NONE));
      g_assert_true ((error != NULL) == (account == NULL));
      if (i == 0)
        g_assert_cmpstr (ps_account_get_api_key (account), ==, "415822137720915");
      if (i == 0)
        g_assert_cmpstr (ps_account_get_api_secret (account), ==, "aB3-secret");
    }
}

static void
test_secret_in_key (void)
{
  g_assert_true (ps_account_form_key_looks_like_secret ("aB3dE5fG7hI9jK1lM3nO5pQ7rS9"));
  g_assert_false (ps_account_form_key_looks_like_secret ("415822137720915"));
  g_assert_false (ps_account_form_key_looks_like_secret ("<your_api_key>"));
  g_assert_false (ps_account_form_key_looks_like_secret (""));
}

static void
test_huge_paste (void)
{
  g_autofree char *huge = g_strnfill (10 * 1000 * 1000, 'a');
  PsAccountForm form = { huge, huge, huge, NULL, NULL };
  g_auto(PsAccountForm) pasted = { 0 };
  g_autoptr(GError) error = NULL;
  PsAccountField field;

  g_assert_cmpint (ps_account_form_paste (&pasted, huge, NULL), ==, PS_PASTE_PLAIN);
  g_assert_null (ps_account_form_build (&form, &field, &error));
  g_assert_cmpint (field, ==, PS_ACCOUNT_FIELD_CLOUD_NAME);
  g_assert_cmpuint (strlen (error->message), <, 400);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, &cases[i], test_paste);
  g_test_add_func ("/form/each-field-by-itself", test_build);
  g_test_add_func ("/form/a-secret-in-the-keys-field", test_secret_in_key);
  g_test_add_func ("/form/ten-megabytes", test_huge_paste);
  return g_test_run ();
}
