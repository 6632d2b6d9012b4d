/* src/cli/account.c: where a command takes the account's key from. */
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#include "cli/session.h"
#include "cloud/secret-store.h"

#define LONGEST_LINE 4096

/**
 * ps_cli_take_environment:
 *
 * The variable goes before anything else is done, whether the command needs it
 * or not: no child, crash or listing of processes shows it.
 *
 * Returns: (transfer full) (nullable): what CLOUDINARY_URL was; end it with ps_cli_forget()
 */
char *
ps_cli_take_environment (void)
{
  char *value = (char *) g_getenv ("CLOUDINARY_URL");
  char *taken = g_strdup (value);

  if (value != NULL)
    explicit_bzero (value, strlen (value));
  g_unsetenv ("CLOUDINARY_URL");
  return taken;
}

/**
 * ps_cli_forget:
 * @text: (transfer full) (nullable): text that holds a secret
 */
void
ps_cli_forget (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

static PsAccount *
take_from_environment (PsSessionCli  *session,
                       GError       **error)
{
  if (session->account_url == NULL || *session->account_url == '\0')
    {
      g_set_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_ACCOUNT, "%s",
                   _("CLOUDINARY_URL is not set. Copy it from the API Keys page of your Cloudinary settings."));
      return NULL;
    }
  return ps_account_new_from_url (session->account_url, error);
}

static PsAccount *
take_from_stdin (GError **error)
{
  char line[LONGEST_LINE] = "";
  PsAccount *account = NULL;

  mlock (line, sizeof line);
  if (fgets (line, sizeof line, stdin) != NULL)
    account = ps_account_new_from_url (line, error);
  else
    g_set_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_ACCOUNT, "%s",
                 _("Standard input holds no line with a CLOUDINARY_URL."));
  explicit_bzero (line, sizeof line);
  munlock (line, sizeof line);
  return account;
}

static PsAccount *
take_from_keyring (PsSessionCli  *session,
                   const char    *cloud_name,
                   const char    *api_origin,
                   GError       **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) loaded = NULL;
  PsAccount *account;

  if (cloud_name == NULL)
    {
      g_set_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_ACCOUNT, "%s",
                   _("No account was given: set CLOUDINARY_URL, or use --account-from stdin."));
      return NULL;
    }
  ps_secret_store_load_async (cloud_name, api_origin, session->cancellable, ps_cli_took_cb, &result);
  loaded = ps_cli_wait (&result);
  account = ps_secret_store_load_finish (loaded, error);
  if (account == NULL && session->account_from == NULL)
    g_prefix_error (error, "%s ", _("No account was given: set CLOUDINARY_URL, or use --account-from stdin."));
  return account;
}

/**
 * ps_cli_find_account:
 * @session: the command
 * @cloud_name: (nullable): whose key the keyring is asked for
 * @api_origin: (nullable): that cloud's API, where it is not the usual one
 * @error: set with %PS_CLOUD_ERROR_ACCOUNT where there is none
 *
 * As `--account-from` says; without it the environment if it is set, else the keyring.
 *
 * Returns: (transfer full) (nullable): the account
 */
PsAccount *
ps_cli_find_account (PsSessionCli  *session,
                     const char    *cloud_name,
                     const char    *api_origin,
                     GError       **error)
{
  const char *from = session->account_from;

  if (from == NULL)
    from = session->account_url != NULL ? "env" : "keyring";
  if (g_str_equal (from, "env"))
    return take_from_environment (session, error);
  if (g_str_equal (from, "stdin"))
    return take_from_stdin (error);
  return take_from_keyring (session, cloud_name, api_origin, error);
}
