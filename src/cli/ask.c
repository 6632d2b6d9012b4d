/* src/cli/ask.c: retry, get, skip: what a person asks of single photos. */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "backup/retry.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/photos.h"
#include "cli/run.h"

static char *cause;
static gboolean undo;

static const GOptionEntry retry_entries[] = {
  { "cause", 0, 0, G_OPTION_ARG_STRING, &cause, N_("Only what failed for this cause"), N_("CAUSE") },
  G_OPTION_ENTRY_NULL
};
static const GOptionEntry skip_entries[] = {
  { "undo", 0, 0, G_OPTION_ARG_NONE, &undo, N_("Include them again"), NULL },
  G_OPTION_ENTRY_NULL
};

static void
print_fetched (PsSessionCli         *session,
               const char           *member,
               gint64                n_asked,
               const PsBackupReport *report)
{
  g_autofree char *size = ps_output_size (report->n_bytes);

  if (session->json)
    {
      PsOutput *output = ps_output_new ();

      ps_output_add_number (output, member, n_asked);
      ps_output_add_number (output, "downloaded", report->n_landed);
      ps_output_add_number (output, "failed", report->n_failed);
      ps_output_add_number (output, "bytes", report->n_bytes);
      ps_output_add_number (output, "api_calls", report->n_api_calls);
      ps_output_add_real (output, "seconds", report->seconds);
      ps_output_add_text (output, "notes", report->notes);
      ps_output_print (output);
      return;
    }
  /* Translators: a number of photos and their size. */
  printf (ngettext ("%" PRId64 " photo fetched, %s.\n", "%" PRId64 " photos fetched, %s.\n", report->n_landed),
          report->n_landed, size);
  if (report->n_failed > 0)
    printf (ngettext ("%" PRId64 " photo could not be fetched: “proofsheetctl status” tells why.\n",
                      "%" PRId64 " photos could not be fetched: “proofsheetctl status” tells why.\n", report->n_failed),
            report->n_failed);
  if (report->notes != NULL)
    printf ("%s\n", report->notes);
}

static PsExit
fetch_asked_for (PsSessionCli *session,
                 const char   *member,
                 gint64        n_asked)
{
  g_autoptr(PsBackupReport) report = NULL;
  PsExit status = ps_cli_connect (session);

  if (status == PS_EXIT_WELL)
    status = ps_cli_run_backup (session, PS_BACKUP_DOWNLOAD | PS_BACKUP_ONLY_ASKED_FOR, &report);
  if (report == NULL)
    return status;
  print_fetched (session, member, n_asked, report);
  return ps_cli_exit_of (report);
}

static PsExit
retry_in_library (PsSessionCli  *session,
                  char         **public_ids)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) retried = NULL;
  GError *error = NULL;
  gint64 n;

  ps_catalog_retry_async (catalog, cause, *public_ids != NULL ? (const char *const *) public_ids : NULL,
                          session->cancellable, ps_cli_took_cb, &result);
  retried = ps_cli_wait (&result);
  n = ps_catalog_retry_finish (catalog, retried, &error);
  if (n < 0)
    return ps_cli_fail (session, error);
  return fetch_asked_for (session, "retried", n);
}

static PsExit
run_retry (PsSessionCli  *session,
           char         **arguments)
{
  PsExit status;

  if (cause != NULL && !ps_retry_is_cause (cause))
    {
      /* Translators: a list of words that stay as they are. */
      g_autofree char *words = g_strdup_printf (_("--cause takes one of: %s."), ps_retry_get_causes ());

      return ps_cli_usage (session, words);
    }
  status = ps_cli_open (session, arguments[0], 0);
  if (status != PS_EXIT_WELL)
    return status;
  return ps_cli_close (session, retry_in_library (session, arguments + 1));
}

static PsExit
get_in_library (PsSessionCli *session,
                const char   *query)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  PsExit status = PS_EXIT_WELL;
  g_autoptr(GArray) ids = ps_cli_find_photos (session, query, &status);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) asked = NULL;
  GError *error = NULL;
  gint64 n;

  if (ids == NULL)
    return status;
  ps_catalog_ask_for_async (catalog, ids, session->cancellable, ps_cli_took_cb, &result);
  asked = ps_cli_wait (&result);
  n = ps_catalog_ask_for_finish (catalog, asked, &error);
  if (n < 0)
    return ps_cli_fail (session, error);
  return fetch_asked_for (session, "asked_for", n);
}

static PsExit
run_get (PsSessionCli  *session,
         char         **arguments)
{
  PsExit status = ps_cli_open (session, arguments[0], 0);

  if (status != PS_EXIT_WELL)
    return status;
  return ps_cli_close (session, get_in_library (session, arguments[1]));
}

static PsExit
skip_in_library (PsSessionCli *session,
                 const char   *query)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  PsExit status = PS_EXIT_WELL;
  g_autoptr(GArray) ids = ps_cli_find_photos (session, query, &status);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) skipped = NULL;
  GError *error = NULL;
  gint64 n;

  if (ids == NULL)
    return status;
  ps_catalog_skip_async (catalog, ids, undo, session->cancellable, ps_cli_took_cb, &result);
  skipped = ps_cli_wait (&result);
  n = ps_catalog_skip_finish (catalog, skipped, &error);
  if (n < 0)
    return ps_cli_fail (session, error);
  if (session->json)
    {
      PsOutput *output = ps_output_new ();

      ps_output_add_number (output, undo ? "included" : "skipped", n);
      ps_output_print (output);
    }
  else if (undo)
    printf (ngettext ("%" PRId64 " photo is included again.\n", "%" PRId64 " photos are included again.\n", n), n);
  else
    printf (ngettext ("%" PRId64 " photo is left out.\n", "%" PRId64 " photos are left out.\n", n), n);
  return PS_EXIT_WELL;
}

static PsExit
run_skip (PsSessionCli  *session,
          char         **arguments)
{
  PsExit status = ps_cli_open (session, arguments[0], 0);

  if (status != PS_EXIT_WELL)
    return status;
  return ps_cli_close (session, skip_in_library (session, arguments[1]));
}

const PsCommand ps_command_retry = {
  "retry", N_("LIBRARY [PUBLIC_ID…]"), N_("Fetch again what could not be fetched"), PS_TAKES_JSON | PS_TAKES_ACCOUNT, 1, G_MAXUINT, retry_entries, run_retry
};
const PsCommand ps_command_get = {
  "get", N_("LIBRARY QUERY"), N_("Fetch these photos now"), PS_TAKES_JSON | PS_TAKES_ACCOUNT, 2, 2, NULL, run_get
};
const PsCommand ps_command_skip = {
  "skip", N_("LIBRARY QUERY"), N_("Leave these photos out"), PS_TAKES_JSON, 2, 2, skip_entries, run_skip
};
