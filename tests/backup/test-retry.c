/* tests/backup/test-retry.c: what every error means for a photo, and for the run. */
#include "backup/retry.h"

#include "catalog/catalog.h"
#include "vault/vault.h"

typedef struct
{
  const char *path;
  PsCloudError code;
  PsNext next;
  const char *cause;
} Case;

static const Case cases[] = {
  { "/retry/A17-not-there-is-asked-another-way", PS_CLOUD_ERROR_NOT_FOUND, PS_NEXT_RUNG, "not-found" },
  { "/retry/A18-blocked-is-asked-another-way", PS_CLOUD_ERROR_BLOCKED, PS_NEXT_RUNG, "blocked" },
  { "/retry/placeholder-is-no-photo", PS_CLOUD_ERROR_PLACEHOLDER, PS_NEXT_RUNG, "not-found" },
  { "/retry/R5-server-error-comes-back-later", PS_CLOUD_ERROR_SERVER, PS_NEXT_LATER, "server" },
  { "/retry/N9-stall-comes-back-later", PS_CLOUD_ERROR_TIMED_OUT, PS_NEXT_LATER, "slow" },
  { "/retry/N21-login-page-comes-back-later", PS_CLOUD_ERROR_PORTAL, PS_NEXT_LATER, "login-page" },
  { "/retry/N1-no-network-holds-everything", PS_CLOUD_ERROR_OFFLINE, PS_NEXT_HOLD, "network" },
  { "/retry/R9-quota-stops-the-run", PS_CLOUD_ERROR_QUOTA, PS_NEXT_STOP, "quota" },
  { "/retry/account-off-stops-the-run", PS_CLOUD_ERROR_DISABLED, PS_NEXT_STOP, "disabled" },
  { "/retry/R2-secret-refused-stops-the-run", PS_CLOUD_ERROR_AUTH, PS_NEXT_STOP, "sign-in" },
  { "/retry/X3-bad-certificate-stops-the-run", PS_CLOUD_ERROR_TLS, PS_NEXT_STOP, "refused" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr(GError) error = g_error_new_literal (PS_CLOUD_ERROR, c->code, "x");
  PsVerdict verdict = ps_retry_judge (error);

  g_assert_cmpint (verdict.next, ==, c->next);
  g_assert_cmpstr (verdict.cause, ==, c->cause);
  g_assert_true (ps_retry_is_cause (verdict.cause));
}

static void
test_disk (void)
{
  static const PsVaultError stops[] = {
    PS_VAULT_ERROR_NO_SPACE, PS_VAULT_ERROR_NO_INODES, PS_VAULT_ERROR_QUOTA, PS_VAULT_ERROR_READ_ONLY, PS_VAULT_ERROR_NO_MARKER,
    PS_VAULT_ERROR_OTHER_LIBRARY
  };

  for (gsize i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      g_autoptr(GError) error = g_error_new_literal (PS_VAULT_ERROR, stops[i], "x");

      g_assert_cmpint (ps_retry_judge (error).next, ==, PS_NEXT_STOP);
    }
  {
    g_autoptr(GError) big = g_error_new_literal (PS_VAULT_ERROR, PS_VAULT_ERROR_TOO_BIG, "x");
    g_autoptr(GError) full = g_error_new_literal (PS_CATALOG_ERROR, PS_CATALOG_ERROR_FULL, "x");

    g_assert_cmpint (ps_retry_judge (big).next, ==, PS_NEXT_PERSON);
    g_assert_cmpint (ps_retry_judge (full).next, ==, PS_NEXT_STOP);
  }
  {
    g_autoptr(GError) taken = g_error_new_literal (PS_CATALOG_ERROR, PS_CATALOG_ERROR_NO_PLACE, "x");

    g_assert_cmpint (ps_retry_judge (taken).next, ==, PS_NEXT_PERSON);
  }
}

static void
test_waits (void)
{
  gint64 last = 0;

  for (guint n = 1; n < 64; n++)
    {
      gint64 shortest = ps_retry_wait (n, 0), longest = ps_retry_wait (n, 1);

      g_assert_cmpint (shortest, >, 0);
      g_assert_cmpint (shortest, <=, longest);
      g_assert_cmpint (longest, <=, G_TIME_SPAN_HOUR);
      g_assert_cmpint (longest, >=, last);
      last = longest;
    }
  g_assert_cmpint (ps_retry_wait (PS_RETRY_ATTEMPTS_A_RUN, 0), >, PS_RETRY_PATIENCE_US);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, &cases[i], test_case);
  g_test_add_func ("/retry/what-the-disk-says-stops-the-run", test_disk);
  g_test_add_func ("/retry/R4-R5-waits-grow-to-an-hour-and-no-further", test_waits);
  return g_test_run ();
}
