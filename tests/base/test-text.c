/* tests/base/test-text.c: text from outside is fit to show and to log. */
#include "base/text.h"

#include <string.h>

typedef struct
{
  const char *path;
  const char *text;
  const char *shown;
} Case;

static const Case cases[] = {
  { "/text/visible/plain", "Åse & Jörg", "Åse & Jörg" },
  { "/text/visible/newline-and-escape", "a\n\033[31mb", "a␊␛[31mb" },
  { "/text/visible/right-to-left-override", "a\342\200\256gpj", "a⟦U+202E⟧gpj" },
  { "/text/visible/invalid-utf8", "a\377b", "a�b" },
  { "/text/visible/emoji-family-stays-whole", "👩‍👧", "👩‍👧" },
  { "/text/visible/lone-joiner-shows", "a\342\200\215", "a⟦U+200D⟧" },
  { "/text/visible/delete", "\177", "␡" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *shown = ps_text_visible (c->text, 100);

  g_assert_cmpstr (shown, ==, c->shown);
}

static void
test_cut (void)
{
  g_autofree char *shown = ps_text_visible ("ÄÖÜabc", 3);
  g_autofree char *valid = ps_text_valid ("ÄÖÜ", -1, 5);

  g_assert_cmpstr (shown, ==, "ÄÖÜ…");
  g_assert_cmpstr (valid, ==, "ÄÖ");
}

static void
test_secret_is_hidden_in_every_spelling (void)
{
  const char *secret = "canary/Secret+42";
  g_autofree char *encoded = g_uri_escape_string (secret, NULL, FALSE);
  g_autofree char *base64 = g_base64_encode ((const guchar *) secret, strlen (secret));
  g_autofree char *text = g_strdup_printf ("a %s b %s c %s", secret, encoded, base64);
  g_autofree char *redacted = NULL;

  ps_text_add_secret (secret);
  redacted = ps_text_redact (text);
  g_assert_cmpstr (redacted, ==, "a [secret] b [secret] c [secret]");
}

static void
test_hex (void)
{
  g_assert_true (ps_text_is_hex ("0aF9", 4));
  g_assert_false (ps_text_is_hex ("0aG9", 4));
  g_assert_false (ps_text_is_hex ("0a", 4));
  g_assert_false (ps_text_is_hex (NULL, 4));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, &cases[i], test_case);
  g_test_add_func ("/text/cut-at-a-character", test_cut);
  g_test_add_func ("/text/secret-is-hidden-in-every-spelling", test_secret_is_hidden_in_every_spelling);
  g_test_add_func ("/text/hex", test_hex);
  return g_test_run ();
}
