/* tests/ui/test-error-words.c: every error and every cause has words that say what happened and what is safe. */
#include <string.h>

#include "backup/retry.h"
#include "base/text.h"
#include "catalog/catalog.h"
#include "library/library.h"
#include "ui/error-words.h"

static void
check (PsErrorWords *words)
{
  g_assert_cmpuint (strlen (words->happened), >, 0);
  g_assert_true ((words->button == NULL) == (words->action == NULL));
  if (words->action != NULL)
    {
      g_autofree char *name = NULL;
      g_autoptr(GVariant) target = NULL;

      g_assert_true (g_action_parse_detailed_name (words->action, &name, &target, NULL));
    }
}

static void
test_causes (void)
{
  g_auto(GStrv) causes = g_strsplit (ps_retry_get_causes (), ", ", -1);

  g_assert_cmpuint (g_strv_length (causes), >, 10);
  for (guint i = 0; causes[i] != NULL; i++)
    {
      g_autoptr(PsErrorWords) one = ps_error_words_for_cause (causes[i], 1);
      g_autoptr(PsErrorWords) many = ps_error_words_for_cause (causes[i], 12);

      g_test_message ("%s", causes[i]);
      check (one);
      check (many);
      g_assert_nonnull (many->safe);
      g_assert_cmpstr (one->happened, !=, causes[i]); /* words, not the catalogue's own */
      g_assert_cmpstr (one->happened, !=, many->happened);
    }
}

/* What cures itself needs nobody; what only a person can cure does. */
static void
test_who_is_needed (void)
{
  static const char *const by_itself[] = { "network", "server", "slow", "short", "processing", "login-page" };
  static const char *const by_a_person[] = { "blocked", "forbidden", "too-big", "sign-in", "disabled", "gone" };

  for (guint i = 0; i < G_N_ELEMENTS (by_itself); i++)
    {
      g_autoptr(PsErrorWords) words = ps_error_words_for_cause (by_itself[i], 2);

      g_assert_false (words->needs_you);
    }
  for (guint i = 0; i < G_N_ELEMENTS (by_a_person); i++)
    {
      g_autoptr(PsErrorWords) words = ps_error_words_for_cause (by_a_person[i], 2);

      g_assert_true (words->needs_you);
    }
}

static void
check_domain (GQuark domain,
              int    n_codes)
{
  for (int code = 0; code < n_codes; code++)
    {
      g_autoptr(GError) error = g_error_new (domain, code, "told by itself %d", code);
      g_autoptr(PsErrorWords) words = ps_error_words_new (error);

      g_test_message ("%s %d", g_quark_to_string (domain), code);
      check (words);
      g_assert_true (words->safe != NULL || g_str_has_prefix (words->happened, "told by itself"));
      g_assert_true (words->details == NULL || strstr (words->details, "told by itself") != NULL);
    }
}

static void
test_codes (void)
{
  check_domain (PS_CLOUD_ERROR, PS_CLOUD_ERROR_PLACEHOLDER + 1);
  check_domain (PS_VAULT_ERROR, PS_VAULT_ERROR_MISSING + 1);
  check_domain (PS_CATALOG_ERROR, PS_CATALOG_ERROR_NO_PLACE + 1);
  check_domain (PS_LIBRARY_ERROR, PS_LIBRARY_ERROR_OTHER_ACCOUNT + 1);
}

/* The fifteen of window.md section 9: each with its button, where there is one. */
typedef struct
{
  const char *path;
  GQuark (*domain) (void);
  int code;
  const char *button; /* NULL: it goes on by itself, or there is none */
} Common;

static const Common commons[] = {
  { "/errors/common/secret-refused", ps_cloud_error_quark, PS_CLOUD_ERROR_AUTH, "Enter New Secret" },
  { "/errors/common/key-lacks-a-right", ps_cloud_error_quark, PS_CLOUD_ERROR_FORBIDDEN, "Open Key Settings" },
  { "/errors/common/hours-limit", ps_cloud_error_quark, PS_CLOUD_ERROR_RATE_LIMITED, NULL },
  { "/errors/common/account-off", ps_cloud_error_quark, PS_CLOUD_ERROR_DISABLED, "Open Cloudinary" },
  { "/errors/common/offline", ps_cloud_error_quark, PS_CLOUD_ERROR_OFFLINE, NULL },
  { "/errors/common/login-page", ps_cloud_error_quark, PS_CLOUD_ERROR_PORTAL, "Open Login Page" },
  { "/errors/common/drive-away", ps_vault_error_quark, PS_VAULT_ERROR_NO_FOLDER, NULL },
  { "/errors/common/other-drive", ps_vault_error_quark, PS_VAULT_ERROR_OTHER_LIBRARY, "Choose Library…" },
  { "/errors/common/drive-full", ps_vault_error_quark, PS_VAULT_ERROR_NO_SPACE, "Show in Files" },
  { "/errors/common/drive-fails", ps_vault_error_quark, PS_VAULT_ERROR_IO, "Show in Files" },
  { "/errors/common/bytes-differ", ps_vault_error_quark, PS_VAULT_ERROR_CHECKSUM_MISMATCH, "Try for Originals" },
  { "/errors/common/clock-wrong", ps_cloud_error_quark, PS_CLOUD_ERROR_STALE, "Open Date Settings" },
};

static void
test_common (gconstpointer data)
{
  const Common *c = data;
  g_autoptr(GError) error = g_error_new_literal (c->domain (), c->code, "as it came");
  g_autoptr(PsErrorWords) words = ps_error_words_new (error);

  g_assert_cmpstr (words->button, ==, c->button);
  g_assert_cmpstr (words->happened, !=, "as it came");
  g_assert_cmpstr (words->details, ==, "as it came");
}

/* A message that came from outside is no markup, hides nothing, and holds no secret. */
static void
test_foreign (void)
{
  g_autoptr(GError) error = g_error_new_literal (PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY, "a\n\x1b[31mb cloudinary://1:very-secret@c");
  g_autoptr(PsErrorWords) words = NULL;

  ps_text_add_secret ("very-secret");
  words = ps_error_words_new (error);
  g_assert_null (strchr (words->happened, '\n'));
  g_assert_null (strchr (words->happened, '\x1b'));
  g_assert_null (strstr (words->happened, "secret@"));
}

/* A drive that is full is cured by room, or by another drive; most errors have one deed. */
static void
test_second_deed (void)
{
  g_autoptr(GError) full = g_error_new_literal (PS_VAULT_ERROR, PS_VAULT_ERROR_NO_SPACE, "full");
  g_autoptr(GError) off = g_error_new_literal (PS_CLOUD_ERROR, PS_CLOUD_ERROR_DISABLED, "off");
  g_autoptr(GError) secret = g_error_new_literal (PS_CLOUD_ERROR, PS_CLOUD_ERROR_AUTH, "no");
  g_autoptr(PsErrorWords) full_words = ps_error_words_new (full);
  g_autoptr(PsErrorWords) off_words = ps_error_words_new (off);
  g_autoptr(PsErrorWords) secret_words = ps_error_words_new (secret);

  g_assert_cmpstr (full_words->button, ==, "Show in Files");
  g_assert_cmpstr (full_words->other_action, ==, "win.move-library");
  g_assert_cmpstr (off_words->other_action, ==, "win.save-missing");
  g_assert_cmpstr (secret_words->action, ==, "win.enter-secret");
  g_assert_null (secret_words->other_button);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/errors/every-cause-has-words", test_causes);
  g_test_add_func ("/errors/who-is-needed", test_who_is_needed);
  g_test_add_func ("/errors/every-code-has-words", test_codes);
  g_test_add_func ("/errors/a-second-deed", test_second_deed);
  g_test_add_func ("/errors/foreign-text-is-made-visible", test_foreign);
  for (guint i = 0; i < G_N_ELEMENTS (commons); i++)
    g_test_add_data_func (commons[i].path, &commons[i], test_common);
  return g_test_run ();
}
