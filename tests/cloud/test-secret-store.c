/* tests/cloud/test-secret-store.c: the secret is kept, found again, and a damaged one counts as absent.
 *
 * Runs with libsecret's file backend in a temporary folder, and without any service.
 */
#include "cloud/secret-store.h"

#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <string.h>

#include "common.h"

static gboolean
save (PsAccount  *account,
      GError    **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ps_secret_store_save_async (account, NULL, result_cb, &result);
  wait_for (&result);
  return ps_secret_store_save_finish (result, error);
}

static PsAccount *
load (const char  *cloud_name,
      const char  *upload_prefix,
      GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ps_secret_store_load_async (cloud_name, upload_prefix, NULL, result_cb, &result);
  wait_for (&result);
  return ps_secret_store_load_finish (result, error);
}

static void
check_round_trip (void)
{
  g_autoptr(PsAccount) account = ps_account_new_from_url ("cloudinary://12345:first-secret@studio/photos.example.com", NULL);
  g_autoptr(PsAccount) regional = ps_account_new ("studio", "777", "other-secret", "https://api-eu.cloudinary.com", NULL);
  g_autoptr(PsAccount) found = NULL, found_regional = NULL, absent = NULL;
  g_autoptr(GError) error = NULL;

  absent = load ("studio", NULL, &error);
  g_assert_null (absent);
  g_assert_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_ACCOUNT);
  g_clear_error (&error);

  save (account, &error);
  g_assert_no_error (error);
  save (regional, &error);
  g_assert_no_error (error);
  found = load ("studio", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ps_account_get_api_key (found), ==, "12345");
  g_assert_cmpstr (ps_account_get_api_secret (found), ==, "first-secret");
  g_assert_cmpstr (ps_account_get_delivery_host (found), ==, "photos.example.com");
  found_regional = load ("studio", "https://API-eu.cloudinary.com/", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ps_account_get_api_secret (found_regional), ==, "other-secret");
  g_assert_null (ps_account_get_delivery_host (found_regional));
}

/* Items of another making, beside which a sound one is found, and without which none is. */
static void
check_damaged (void)
{
  static const SecretSchema schema = {
    "io.github.proofsheet.Account", SECRET_SCHEMA_NONE,
    { { "cloud_name", SECRET_SCHEMA_ATTRIBUTE_STRING }, { "api_key", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "api_host", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } }
  };
  g_autoptr(GError) error = NULL;

  g_assert_true (secret_password_store_sync (&schema, NULL, "x", "bad\nsecret", NULL, &error, "cloud_name", "broken", "api_key", "1",
                                             "api_host", "https://api.cloudinary.com", NULL));
  g_assert_true (secret_password_store_sync (&schema, NULL, "x", "no-key-secret", NULL, &error, "cloud_name", "broken",
                                             "api_host", "https://api.cloudinary.com", NULL));
  g_assert_null (load ("broken", NULL, &error));
  g_assert_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_ACCOUNT);
  g_clear_error (&error);
  g_assert_null (load ("broken", "http://example.com", &error)); /* no place for a secret */
  g_assert_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_ACCOUNT);
}

static void
test_file (void)
{
  g_autofree char *folder = NULL, *file = NULL;

  if (g_test_subprocess ())
    {
      check_round_trip ();
      check_damaged ();
      return;
    }
  folder = g_dir_make_tmp ("proofsheet-XXXXXX", NULL);
  file = g_build_filename (folder, "keyring", NULL);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", file, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
  g_setenv ("LSAN_OPTIONS", "detect_leaks=0", TRUE); /* this backend of libsecret loses a file's etag with every write */
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_unsetenv ("LSAN_OPTIONS");
  g_test_trap_assert_passed ();
  g_unlink (file);
  g_rmdir (folder);
}

/* No session bus, or one without the service: said in words, and nothing crashes. */
static void
test_no_service (void)
{
  g_autoptr(PsAccount) account = NULL;
  g_autoptr(GError) error = NULL;

  if (!g_test_subprocess ())
    {
      g_setenv ("SECRET_BACKEND", "service", TRUE);
      g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }
  account = ps_account_new ("studio", "1", "secret-secret", NULL, NULL);
  g_assert_false (save (account, &error));
  g_assert_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_FAILED);
  g_assert_null (strstr (error->message, "secret-secret"));
  g_clear_error (&error);
  g_assert_null (load ("studio", NULL, &error));
  g_assert_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_FAILED);
}

/* Somebody else's program under the service's name, with answers of the wrong types. */
static GDBusMessage *
answer_wrongly (GDBusConnection *connection,
                GDBusMessage    *message,
                gboolean         is_incoming,
                gpointer         data)
{
  g_autoptr(GDBusMessage) reply = NULL;

  if (!is_incoming || g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    return message;
  reply = g_dbus_message_new_method_reply (message);
  g_dbus_message_set_body (reply, g_variant_new ("(is)", 7, "\033[31m<b>%s%n"));
  g_dbus_connection_send_message (connection, reply, G_DBUS_SEND_MESSAGE_FLAGS_NONE, NULL, NULL);
  g_object_unref (message);
  return NULL;
}

static void
check_squatted (void)
{
  g_autoptr(PsAccount) account = ps_account_new ("studio", "1", "secret-secret", NULL, NULL);
  g_autoptr(GDBusConnection) squatter = NULL;
  g_autoptr(GVariant) owned = NULL;
  g_autoptr(GError) error = NULL;

  squatter = g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                                     G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                     | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL, &error);
  g_assert_no_error (error);
  owned = g_dbus_connection_call_sync (squatter, "org.freedesktop.DBus", "/", "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", "org.freedesktop.secrets", 4), NULL, 0, -1, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_add_filter (squatter, answer_wrongly, NULL, NULL);
  g_assert_false (save (account, &error));
  g_test_message ("%s", error->message);
  g_assert_true (error->domain == PS_CLOUD_ERROR);
  g_clear_error (&error);
  g_assert_null (load ("studio", NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_true (error->domain == PS_CLOUD_ERROR);
}

static void
test_squatted (void)
{
  g_autoptr(GTestDBus) bus = NULL;
  g_autofree char *daemon = g_find_program_in_path ("dbus-daemon");

  if (g_test_subprocess ())
    {
      check_squatted ();
      return;
    }
  if (daemon == NULL)
    {
      g_test_skip ("needs dbus-daemon");
      return;
    }
  g_setenv ("SECRET_BACKEND", "service", TRUE);
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  g_test_trap_subprocess (NULL, 20 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
  g_test_dbus_down (bus);
}

static void
test_cancelled (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  if (!g_test_subprocess ())
    {
      g_setenv ("SECRET_BACKEND", "service", TRUE);
      g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }
  g_cancellable_cancel (cancellable);
  ps_secret_store_load_async ("studio", NULL, cancellable, result_cb, &result);
  wait_for (&result);
  g_assert_null (ps_secret_store_load_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/secret-store/file", test_file);
  g_test_add_func ("/secret-store/no-service", test_no_service);
  g_test_add_func ("/secret-store/squatted", test_squatted);
  g_test_add_func ("/secret-store/cancelled", test_cancelled);
  return g_test_run ();
}
