/* src/cli/adopt.c: adopt: takes over a folder left by the tool that came before Proofsheet. */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "library/adopt.h"

static char *cloud;

static const GOptionEntry entries[] = {
  { "cloud", 0, 0, G_OPTION_ARG_STRING, &cloud, N_("The cloud's name, where the old database does not say it"), N_("NAME") },
  G_OPTION_ENTRY_NULL
};

static void
print_json (const char          *root,
            const PsAdoptReport *report)
{
  PsOutput *output = ps_output_new ();

  ps_output_add_text (output, "library", root);
  ps_output_add_text (output, "cloud_name", report->cloud_name);
  ps_output_add_number (output, "total", report->n_photos);
  ps_output_add_number (output, "adopted", report->n_files);
  ps_output_add_number (output, "missing", report->n_missing);
  ps_output_add_number (output, "unreadable", report->n_unreadable);
  ps_output_add_text (output, "set_aside", report->set_aside);
  ps_output_print (output);
}

static void
print_words (const PsAdoptReport *report)
{
  printf (ngettext ("%" PRId64 " photo was taken over, ", "%" PRId64 " photos were taken over, ", report->n_photos), report->n_photos);
  /* Translators: goes on after “12 photos were taken over, ”. */
  printf (ngettext ("%" PRId64 " file was read where it is.\n", "%" PRId64 " files were read where they are.\n", report->n_files), report->n_files);
  if (report->n_missing > 0)
    printf (ngettext ("%" PRId64 " photo has no file here: the next backup fetches it.\n",
                      "%" PRId64 " photos have no file here: the next backup fetches them.\n", report->n_missing), report->n_missing);
  if (report->n_unreadable > 0)
    printf (ngettext ("%" PRId64 " photo has a file here that could not be read. It was left alone; the next backup fetches the photo to another place.\n",
                      "%" PRId64 " photos have files here that could not be read. They were left alone; the next backup fetches the photos to other places.\n",
                      report->n_unreadable), report->n_unreadable);
  /* Translators: a path in the library. */
  printf (_("The old database was kept as “%s”.\n"), report->set_aside);
}

static PsExit
run_adopt (PsSessionCli  *session,
           char         **arguments)
{
  g_autoptr(PsAccount) account = cloud == NULL ? ps_cli_find_account (session, NULL, NULL, NULL) : NULL;
  const char *name = cloud != NULL ? cloud : account != NULL ? ps_account_get_cloud_name (account) : NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) done = NULL;
  g_autoptr(PsAdoptReport) report = NULL;
  g_autoptr(PsTally) tally = ps_tally_new ();
  PsProgress *progress = ps_progress_new_for_tally (session, tally);
  GError *error = NULL;

  ps_adopt_async (arguments[0], name, tally, session->cancellable, ps_cli_took_cb, &result);
  done = ps_cli_wait (&result);
  ps_progress_end (progress);
  report = ps_adopt_finish (done, &error);
  if (report == NULL)
    return ps_cli_fail (session, error);
  if (session->json)
    print_json (arguments[0], report);
  else
    print_words (report);
  return PS_EXIT_WELL;
}

const PsCommand ps_command_adopt = {
  "adopt", N_("LIBRARY"), N_("Take over a folder left by the tool that came before Proofsheet"), PS_TAKES_JSON | PS_TAKES_ACCOUNT, 1, 1, entries,
  run_adopt
};
