/* tests/backup/test-account-check.c: R1: each thing a key must do is tried, and the one that fails is named. */
#include "backup/account-check.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cloud/account-form.h"
#include "demo/server.h"

typedef struct
{
  char *folder;       /* owned: the originals of this cloud */
  PsDemoServer *server;
  PsAccountCheck *check;
  GAsyncResult *result;
} Fixture;

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
serve (Fixture    *self,
       const char *first_fault,
       ...)
{
  g_autoptr(GPtrArray) faults = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  PsDemoOptions options = { .plan_limit_bytes = 25 * G_GINT64_CONSTANT (1000000000), .plan_used_bytes = 14 * G_GINT64_CONSTANT (1000000000) };
  va_list args;

  va_start (args, first_fault);
  for (const char *fault = first_fault; fault != NULL; fault = va_arg (args, const char *))
    g_ptr_array_add (faults, (char *) fault);
  va_end (args);
  g_ptr_array_add (faults, NULL);
  options.gallery.originals = self->folder;
  options.gallery.seed = 1;
  options.faults = (const char *const *) faults->pdata;
  self->server = ps_demo_server_new (&options, &error);
  g_assert_no_error (error);
}

static PsAccount *
account_of (Fixture    *self,
            const char *cloud_name,
            const char *key,
            const char *secret)
{
  g_autofree char *prefix = g_strdup_printf ("http://127.0.0.1:%u", ps_demo_server_get_port (self->server));
  g_autoptr(GError) error = NULL;
  PsAccount *account = ps_account_new (cloud_name, key, secret, prefix, &error);

  g_assert_no_error (error);
  return account;
}

static gboolean
run_with (Fixture      *self,
          PsAccount    *account,
          GCancellable *cancellable,
          GError      **error)
{
  self->check = ps_account_check_new (account);
  ps_account_check_run_async (self->check, cancellable, answered_cb, &self->result);
  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return ps_account_check_run_finish (self->check, self->result, error);
}

static gboolean
run (Fixture  *self,
     GError  **error)
{
  g_autoptr(PsAccount) account = account_of (self, PS_DEMO_CLOUD_NAME, PS_DEMO_API_KEY, PS_DEMO_API_SECRET);

  return run_with (self, account, NULL, error);
}

static void
assert_states (Fixture    *self,
               const char *expected)
{
  static const char letters[] = { '.', '?', '+', '-', '0' };
  char states[PS_N_CHECKS + 1] = "";

  for (guint i = 0; i < PS_N_CHECKS; i++)
    states[i] = letters[ps_account_check_get_state (self->check, i)];
  g_assert_cmpstr (states, ==, expected);
}

static void
write_file (Fixture    *self,
            const char *name,
            gsize       n_bytes)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *bytes = g_strnfill (n_bytes, name[0]);

  g_assert_true (g_file_set_contents (path, bytes, n_bytes, NULL));
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = g_dir_make_tmp ("ps-check-XXXXXX", NULL);
  if (data != NULL)
    return;
  write_file (self, "large.txt", 300000);
  write_file (self, "small.txt", 90000);
  write_file (self, "notes.csv", 100000);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  static const char *const names[] = { "large.txt", "small.txt", "notes.csv" };

  g_clear_object (&self->result);
  g_clear_object (&self->check);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  ps_demo_server_stop (self->server);
  g_clear_object (&self->server);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, names[i], NULL);

      g_remove (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
}

static void
test_all_well (Fixture       *self,
               gconstpointer  data)
{
  const PsAccountFindings *findings;
  g_autoptr(GError) error = NULL;

  serve (self, NULL);
  g_assert_true (run (self, &error));
  g_assert_no_error (error);
  assert_states (self, "+++++");
  g_assert_true (ps_account_check_is_clean (self->check));
  findings = ps_account_check_get_findings (self->check);
  g_assert_true (findings->is_exact);
  g_assert_cmpint (findings->n_total, ==, 3);
  g_assert_cmpint (findings->n_of_kind[PS_KIND_FILES], ==, 3);
  g_assert_cmpint (findings->n_bytes, ==, 490000);
  g_assert_cmpint (findings->largest_bytes, ==, 300000);
  g_assert_cmpuint (findings->newest->len, ==, 3);
  g_assert_cmpstr (findings->usage->plan, ==, "Free");
  g_assert_cmpint (findings->usage->limit_bytes, ==, 25 * G_GINT64_CONSTANT (1000000000));
  g_assert_cmpint (findings->bytes_per_second, >, 0);
  g_assert_cmpint (findings->limit.limit, >, 0);
}

static void
test_empty_account (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  serve (self, NULL);
  g_assert_true (run (self, &error));
  g_assert_no_error (error);
  assert_states (self, "++++0");
  g_assert_cmpint (ps_account_check_get_findings (self->check)->n_total, ==, 0);
}

static void
check_sign_in (Fixture        *self,
               const char     *cloud_name,
               const char     *key,
               const char     *secret,
               PsAccountField  field)
{
  g_autoptr(PsAccount) account = NULL;
  g_autoptr(GError) error = NULL;

  serve (self, NULL);
  account = account_of (self, cloud_name, key, secret);
  g_assert_false (run_with (self, account, NULL, &error));
  g_assert_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_AUTH);
  g_assert_cmpint (ps_account_field_of_error (error), ==, field);
  g_assert_null (strstr (error->message, secret));
  assert_states (self, "-....");
}

static void
test_wrong_secret (Fixture       *self,
                   gconstpointer  data)
{
  check_sign_in (self, PS_DEMO_CLOUD_NAME, PS_DEMO_API_KEY, "another-secret", PS_ACCOUNT_FIELD_SECRET);
}

static void
test_wrong_key (Fixture       *self,
                gconstpointer  data)
{
  check_sign_in (self, PS_DEMO_CLOUD_NAME, "999999999999999", PS_DEMO_API_SECRET, PS_ACCOUNT_FIELD_KEY);
}

static void
test_wrong_cloud (Fixture       *self,
                  gconstpointer  data)
{
  check_sign_in (self, "somebody-else", PS_DEMO_API_KEY, PS_DEMO_API_SECRET, PS_ACCOUNT_FIELD_CLOUD_NAME);
}

static void
test_no_list (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  serve (self, "no-list", NULL);
  g_assert_false (run (self, &error));
  g_assert_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_FORBIDDEN);
  g_assert_cmpint (ps_account_field_of_error (error), ==, PS_ACCOUNT_FIELD_KEY);
  assert_states (self, "+-...");
}

static void
test_other_rights (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  serve (self, "role-403=search", "role-403=usage", NULL);
  g_assert_true (run (self, &error));
  g_assert_no_error (error);
  assert_states (self, "++--+");
  g_assert_false (ps_account_check_is_clean (self->check));
  g_assert_error (ps_account_check_get_error (self->check, PS_CHECK_SEARCH), PS_CLOUD_ERROR, PS_CLOUD_ERROR_FORBIDDEN);
  g_assert_null (ps_account_check_get_findings (self->check)->usage);
}

static void
test_other_bytes (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  serve (self, "wrong-bytes", NULL);
  g_assert_true (run (self, &error));
  g_assert_no_error (error);
  assert_states (self, "++++-");
}

static void
test_no_delivery (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  serve (self, "401-cld", NULL);
  g_assert_true (run (self, &error));
  g_assert_no_error (error);
  assert_states (self, "++++-");
}

static void
test_portal (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  serve (self, "portal", NULL);
  g_assert_false (run (self, &error));
  g_assert_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_PORTAL);
  g_assert_cmpint (ps_account_field_of_error (error), ==, PS_ACCOUNT_FIELD_NONE);
  assert_states (self, "-....");
}

static void
test_hour_used (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  serve (self, "420", NULL);
  g_assert_false (run (self, &error));
  g_assert_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_RATE_LIMITED);
}

static gboolean
cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

static void
test_cancelled_midway (Fixture       *self,
                       gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(PsAccount) account = NULL;
  g_autoptr(GError) error = NULL;

  serve (self, "hang", NULL);
  account = account_of (self, PS_DEMO_CLOUD_NAME, PS_DEMO_API_KEY, PS_DEMO_API_SECRET);
  g_timeout_add (50, cancel_cb, cancellable);
  g_assert_false (run_with (self, account, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancelled_before (Fixture       *self,
                       gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(PsAccount) account = NULL;
  g_autoptr(GError) error = NULL;

  serve (self, NULL);
  g_cancellable_cancel (cancellable);
  account = account_of (self, PS_DEMO_CLOUD_NAME, PS_DEMO_API_KEY, PS_DEMO_API_SECRET);
  g_assert_false (run_with (self, account, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/account-check/all-well", test_all_well);
  g_test_add ("/account-check/nothing-there-yet", Fixture, "empty", set_up, test_empty_account, tear_down);
  add ("/account-check/wrong-secret", test_wrong_secret);
  add ("/account-check/wrong-key", test_wrong_key);
  add ("/account-check/wrong-cloud", test_wrong_cloud);
  add ("/account-check/may-not-list", test_no_list);
  add ("/account-check/may-not-search-nor-read-the-plan", test_other_rights);
  add ("/account-check/an-original-that-is-none", test_other_bytes);
  add ("/account-check/originals-are-kept-back", test_no_delivery);
  add ("/account-check/a-login-page-is-no-answer", test_portal);
  add ("/account-check/the-hour-is-used-up", test_hour_used);
  add ("/account-check/cancelled-midway", test_cancelled_midway);
  add ("/account-check/cancelled-before", test_cancelled_before);
  return g_test_run ();
}
