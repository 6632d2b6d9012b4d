/* src/cli/run.c: scan, download, backup: one run of the conductor, and its report. */
#include "cli/run.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "base/text.h"
#include "base/times.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/progress.h"

static gboolean accept_losses;

static const GOptionEntry scan_entries[] = {
  { "accept-losses", 0, 0, G_OPTION_ARG_NONE, &accept_losses,
    N_("Far fewer photos than before are right: mark the rest as no longer in Cloudinary"), NULL },
  G_OPTION_ENTRY_NULL
};

/* The API that init was made with, where it is not the usual one. */
static char *
read_api_origin (PsSessionCli *session)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) answer = NULL;

  ps_catalog_get_setting_async (ps_library_get_catalog (session->library), "api_origin", NULL, ps_cli_took_cb, &result);
  answer = ps_cli_wait (&result);
  return ps_catalog_get_setting_finish (ps_library_get_catalog (session->library), answer, NULL);
}

/**
 * ps_cli_connect:
 * @session: the command, its library open
 *
 * Gives the library its account.
 *
 * Returns: %PS_EXIT_WELL, else the command is over
 */
PsExit
ps_cli_connect (PsSessionCli *session)
{
  g_autofree char *api_origin = read_api_origin (session);
  g_autoptr(PsAccount) account = NULL;
  GError *error = NULL;

  account = ps_cli_find_account (session, ps_library_get_cloud_name (session->library), api_origin, &error);
  if (account == NULL || !ps_library_set_account (session->library, account, &error))
    return ps_cli_fail (session, error);
  return PS_EXIT_WELL;
}

/**
 * ps_cli_run_backup:
 * @session: the command, its library open and connected
 * @flags: what to do
 * @report: (out): what came of it
 *
 * Returns: %PS_EXIT_WELL with a report, else the run could not go on and said why
 */
PsExit
ps_cli_run_backup (PsSessionCli    *session,
                   PsBackupFlags    flags,
                   PsBackupReport **report)
{
  g_autoptr(PsBackup) backup = ps_library_new_backup (session->library);
  PsProgress *progress = ps_progress_new_for_backup (session, backup);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) ended = NULL;
  GError *error = NULL;

  if (session->no_wait)
    flags |= PS_BACKUP_NO_WAIT;
  ps_backup_run_async (backup, flags, session->cancellable, ps_cli_took_cb, &result);
  ended = ps_cli_wait (&result);
  ps_progress_end (progress);
  *report = ps_backup_run_finish (backup, ended, &error);
  return *report != NULL ? PS_EXIT_WELL : ps_cli_fail (session, error);
}

/**
 * ps_cli_exit_of:
 * @report: what came of a run
 *
 * Returns: the exit status that design section 8 gives it
 */
PsExit
ps_cli_exit_of (const PsBackupReport *report)
{
  switch (report->end)
    {
    case PS_BACKUP_ENDED_RATE_LIMITED:
    case PS_BACKUP_ENDED_PLAN_GUARD:
      return PS_EXIT_LIMIT;
    case PS_BACKUP_ENDED_INCOMPLETE:
    case PS_BACKUP_ENDED_HELD_BACK:
      return PS_EXIT_FAILURES;
    case PS_BACKUP_ENDED_WELL:
    default:
      return report->n_failed > 0 || report->n_broken > 0 ? PS_EXIT_FAILURES : PS_EXIT_WELL;
    }
}

static void
print_json (PsBackupFlags         flags,
            const PsBackupReport *report)
{
  PsOutput *output = ps_output_new ();

  ps_output_add_number (output, "scanned", report->n_found);
  ps_output_add_number (output, "added", report->counts.n_added);
  ps_output_add_number (output, "changed", report->counts.n_changed);
  ps_output_add_number (output, "replaced", report->counts.n_replaced);
  ps_output_add_number (output, "renamed", report->counts.n_renamed);
  ps_output_add_number (output, "retagged", report->counts.n_retagged);
  ps_output_add_number (output, "returned", report->counts.n_returned);
  ps_output_add_number (output, "gone", report->counts.n_gone);
  ps_output_add_number (output, "held_back", report->counts.n_held_back);
  ps_output_add_number (output, "incomplete_entries", report->counts.n_incomplete);
  ps_output_add_number (output, "downloaded", report->n_landed);
  ps_output_add_number (output, "adopted", report->n_adopted);
  ps_output_add_number (output, "failed", report->n_failed);
  ps_output_add_number (output, "broken", report->n_broken);
  ps_output_add_number (output, "bytes", report->n_bytes);
  ps_output_add_number (output, "api_calls", report->n_api_calls);
  ps_output_add_real (output, "seconds", report->seconds);
  ps_output_add_bool (output, "complete", report->complete);
  if (report->resumes_at_us > 0)
    {
      g_autofree char *resumes = ps_time_to_text (report->resumes_at_us);

      ps_output_add_text (output, "resumes_at", resumes);
    }
  else
    ps_output_add_null (output, "resumes_at");
  ps_output_add_text (output, "notes", report->notes);
  ps_output_print (output);
}

static void
print_scan_words (const PsBackupReport *report)
{
  const PsScanCounts *c = &report->counts;

  printf (ngettext ("%" PRId64 " photo found in Cloudinary", "%" PRId64 " photos found in Cloudinary", report->n_found), report->n_found);
  if (c->n_added > 0)
    printf (_(", %" PRId64 " new"), c->n_added);
  if (c->n_replaced > 0)
    printf (_(", %" PRId64 " replaced"), c->n_replaced);
  if (c->n_renamed > 0)
    printf (_(", %" PRId64 " renamed"), c->n_renamed);
  if (c->n_retagged > 0)
    printf (_(", %" PRId64 " tagged anew"), c->n_retagged);
  if (c->n_gone > 0)
    printf (_(", %" PRId64 " no longer there (kept here)"), c->n_gone);
  printf (".\n");
}

static void
print_words (PsBackupFlags         flags,
             const PsBackupReport *report)
{
  g_autofree char *size = ps_output_size (report->n_bytes);

  if (flags & PS_BACKUP_SCAN)
    print_scan_words (report);
  if (flags & PS_BACKUP_DOWNLOAD)
    {
      /* Translators: a number of photos and their size. */
      printf (ngettext ("%" PRId64 " photo fetched, %s, and compared with what Cloudinary lists.\n",
                        "%" PRId64 " photos fetched, %s, and compared with what Cloudinary lists.\n", report->n_landed),
              report->n_landed, size);
      if (report->n_adopted > 0)
        printf (ngettext ("%" PRId64 " photo was here already: read and compared, not fetched.\n",
                          "%" PRId64 " photos were here already: read and compared, not fetched.\n", report->n_adopted),
                report->n_adopted);
      if (report->n_failed > 0)
        printf (ngettext ("%" PRId64 " photo could not be fetched: “proofsheetctl status” tells why.\n",
                          "%" PRId64 " photos could not be fetched: “proofsheetctl status” tells why.\n", report->n_failed),
                report->n_failed);
    }
  if (report->n_broken > 0)
    printf (ngettext ("%" PRId64 " photo here is damaged or missing: “proofsheetctl verify --repair” fetches it again.\n",
                      "%" PRId64 " photos here are damaged or missing: “proofsheetctl verify --repair” fetches them again.\n", report->n_broken),
            report->n_broken);
  if (report->notes != NULL)
    {
      g_autofree char *notes = ps_text_visible (report->notes, 2000);

      printf ("%s\n", notes);
    }
  if (report->resumes_at_us > 0)
    {
      g_autofree char *clock = ps_output_clock (report->resumes_at_us);

      /* Translators: a time. */
      printf (_("It can go on at %s.\n"), clock);
    }
  fflush (stdout);
}

static PsExit
run (PsSessionCli  *session,
     const char    *root,
     PsBackupFlags  flags)
{
  g_autoptr(PsBackupReport) report = NULL;
  PsExit status = ps_cli_open (session, root, 0);

  if (status != PS_EXIT_WELL)
    return status;
  status = ps_cli_connect (session);
  if (status == PS_EXIT_WELL)
    status = ps_cli_run_backup (session, flags, &report);
  if (report != NULL)
    {
      if (session->json)
        print_json (flags, report);
      else
        print_words (flags, report);
      status = ps_cli_exit_of (report);
    }
  return ps_cli_close (session, status);
}

static PsExit
run_scan (PsSessionCli  *session,
          char         **arguments)
{
  return run (session, arguments[0], PS_BACKUP_SCAN | (accept_losses ? PS_BACKUP_ACCEPT_LOSSES : 0));
}

static PsExit
run_download (PsSessionCli  *session,
              char         **arguments)
{
  return run (session, arguments[0], PS_BACKUP_DOWNLOAD);
}

static PsExit
run_whole (PsSessionCli  *session,
           char         **arguments)
{
  return run (session, arguments[0], PS_BACKUP_SCAN | PS_BACKUP_DOWNLOAD | (accept_losses ? PS_BACKUP_ACCEPT_LOSSES : 0));
}

const PsCommand ps_command_scan = {
  "scan", N_("LIBRARY"), N_("Look through Cloudinary and note what is there"), PS_TAKES_JSON | PS_TAKES_ACCOUNT, 1, 1, scan_entries, run_scan
};
const PsCommand ps_command_download = {
  "download", N_("LIBRARY"), N_("Fetch what is missing, newest first"), PS_TAKES_JSON | PS_TAKES_ACCOUNT, 1, 1, NULL, run_download
};
const PsCommand ps_command_backup = {
  "backup", N_("LIBRARY"), N_("Look through Cloudinary and fetch what is missing"), PS_TAKES_JSON | PS_TAKES_ACCOUNT, 1, 1, scan_entries, run_whole
};
