/* src/cli/init.c: init: checks the account and makes the folder a library. */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "cli/commands.h"
#include "cli/output.h"
#include "cloud/secret-store.h"

static gboolean remember;

static const GOptionEntry entries[] = {
  { "remember", 0, 0, G_OPTION_ARG_NONE, &remember, N_("Keep the key in this computer's keyring"), NULL },
  G_OPTION_ENTRY_NULL
};

/* What the key must be able to do is tried now, not in three weeks: sign in, list, and read the usage if it may. */
static PsExit
check_account (PsSessionCli  *session,
               PsAccount     *account,
               PsUsage      **usage)
{
  g_autoptr(PsClient) client = ps_client_new (account);
  GAsyncResult *place = NULL;
  g_autoptr(GAsyncResult) pinged = NULL;
  g_autoptr(GAsyncResult) listed = NULL;
  g_autoptr(GAsyncResult) used = NULL;
  g_autoptr(PsListing) listing = NULL;
  GError *error = NULL;

  ps_client_ping_async (client, session->cancellable, ps_cli_took_cb, &place);
  pinged = ps_cli_wait (&place);
  if (!ps_client_ping_finish (client, pinged, &error))
    return ps_cli_fail (session, error);
  ps_client_list_async (client, "image", NULL, session->cancellable, ps_cli_took_cb, &place);
  listed = ps_cli_wait (&place);
  listing = ps_client_list_finish (client, listed, &error);
  if (listing == NULL)
    {
      g_prefix_error (&error, "%s", _("This key may not list photos. "));
      return ps_cli_fail (session, error);
    }
  ps_client_usage_async (client, session->cancellable, ps_cli_took_cb, &place);
  used = ps_cli_wait (&place);
  *usage = ps_client_usage_finish (client, used, NULL);
  return PS_EXIT_WELL;
}

static PsExit
keep_key (PsSessionCli *session,
          PsAccount    *account)
{
  GAsyncResult *place = NULL;
  g_autoptr(GAsyncResult) saved = NULL;
  GError *error = NULL;

  ps_secret_store_save_async (account, session->cancellable, ps_cli_took_cb, &place);
  saved = ps_cli_wait (&place);
  return ps_secret_store_save_finish (saved, &error) ? PS_EXIT_WELL : ps_cli_fail (session, error);
}

/* The same account in the same folder once more: all is well already. Else @error says what stands in the way, and is left
 * alone where there is no library yet. */
static gboolean
open_existing (PsSessionCli  *session,
               const char    *root,
               PsAccount     *account,
               GError       **error)
{
  GAsyncResult *place = NULL;
  g_autoptr(GAsyncResult) opened = NULL;
  GError *local_error = NULL;

  ps_library_open_async (root, 0, session->cancellable, ps_cli_took_cb, &place);
  opened = ps_cli_wait (&place);
  session->library = ps_library_open_finish (opened, &local_error);
  if (session->library != NULL)
    return ps_library_set_account (session->library, account, error);
  if (g_error_matches (local_error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_FOLDER)
      || g_error_matches (local_error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_MARKER)
      || g_error_matches (local_error, PS_LIBRARY_ERROR, PS_LIBRARY_ERROR_NO_CATALOG))
    g_error_free (local_error);
  else
    g_propagate_error (error, local_error);
  return FALSE;
}

static PsExit
make_library (PsSessionCli *session,
              const char   *root,
              PsAccount    *account)
{
  GAsyncResult *place = NULL;
  g_autoptr(GAsyncResult) created = NULL;
  g_autoptr(GAsyncResult) kept = NULL;
  GError *error = NULL;

  if (!open_existing (session, root, account, &error))
    {
      if (error != NULL && session->library != NULL)
        return ps_cli_close (session, ps_cli_fail (session, error));
      if (error != NULL)
        return ps_cli_fail (session, error);
      ps_library_create_async (root, account, session->cancellable, ps_cli_took_cb, &place);
      created = ps_cli_wait (&place);
      session->library = ps_library_create_finish (created, &error);
      if (session->library == NULL)
        return ps_cli_fail (session, error);
    }
  ps_catalog_set_setting_async (ps_library_get_catalog (session->library), "api_origin", ps_account_get_api_origin (account),
                                NULL, ps_cli_took_cb, &place);
  kept = ps_cli_wait (&place);
  if (!ps_catalog_set_setting_finish (ps_library_get_catalog (session->library), kept, &error))
    return ps_cli_close (session, ps_cli_fail (session, error));
  return PS_EXIT_WELL;
}

static void
print_made (PsSessionCli  *session,
            const char    *root,
            const PsUsage *usage)
{
  const char *cloud_name = ps_library_get_cloud_name (session->library);
  g_autofree char *quoted = g_shell_quote (root);

  if (session->json)
    {
      PsOutput *output = ps_output_new ();

      ps_output_add_text (output, "library", ps_library_get_root (session->library));
      ps_output_add_text (output, "cloud_name", cloud_name);
      ps_output_add_text (output, "plan", usage != NULL ? usage->plan : NULL);
      if (usage != NULL && usage->n_resources >= 0)
        ps_output_add_number (output, "photos", usage->n_resources);
      else
        ps_output_add_null (output, "photos");
      ps_output_print (output);
      return;
    }
  /* Translators: a folder, and the name of a Cloudinary cloud. */
  printf (_("“%s” is the library of “%s” now.\n"), ps_library_get_root (session->library), cloud_name);
  if (usage != NULL && usage->n_resources >= 0)
    printf (ngettext ("Cloudinary reports %" PRId64 " photo.\n", "Cloudinary reports %" PRId64 " photos.\n", usage->n_resources),
            usage->n_resources);
  /* Translators: a folder. */
  printf (_("Next: proofsheetctl backup %s\n"), quoted);
}

static PsExit
run_init (PsSessionCli  *session,
          char         **arguments)
{
  GError *error = NULL;
  g_autoptr(PsAccount) account = ps_cli_find_account (session, NULL, NULL, &error);
  g_autoptr(PsUsage) usage = NULL;
  PsExit status;

  if (account == NULL)
    return ps_cli_fail (session, error);
  status = check_account (session, account, &usage);
  if (status == PS_EXIT_WELL && remember)
    status = keep_key (session, account);
  if (status == PS_EXIT_WELL)
    status = make_library (session, arguments[0], account);
  if (status != PS_EXIT_WELL)
    return status;
  print_made (session, arguments[0], usage);
  return ps_cli_close (session, PS_EXIT_WELL);
}

const PsCommand ps_command_init = {
  "init", N_("LIBRARY"), N_("Check the account and make the folder a library"), PS_TAKES_JSON | PS_TAKES_ACCOUNT, 1, 1, entries, run_init
};
