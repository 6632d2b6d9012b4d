/* src/cli/move.c: move: a library gets another place; the old folder stays as it is. */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "library/relocate.h"

static void
print_json (char             **arguments,
            PsRelocateCounts   counts,
            double             seconds)
{
  PsOutput *output = ps_output_new ();

  ps_output_add_text (output, "library", arguments[1]);
  ps_output_add_text (output, "moved_from", arguments[0]);
  ps_output_add_number (output, "files", counts.n_files);
  ps_output_add_number (output, "bytes", counts.n_bytes);
  ps_output_add_number (output, "damaged", counts.n_damaged);
  ps_output_add_real (output, "seconds", seconds);
  ps_output_print (output);
}

static void
print_words (char             **arguments,
             PsRelocateCounts   counts)
{
  g_autofree char *size = ps_output_size (counts.n_bytes);
  g_autofree char *to = ps_text_visible (arguments[1], 300);
  g_autofree char *from = ps_text_visible (arguments[0], 300);

  /* Translators: a number of files, an amount, a folder. */
  printf (ngettext ("%" PRId64 " file, %s, is in %s now, read back and compared.\n",
                    "%" PRId64 " files, %s, are in %s now, read back and compared.\n", counts.n_files), counts.n_files, size, to);
  if (counts.n_damaged > 0)
    printf (ngettext ("%" PRId64 " of them reads differently from what was proven, in the old place too: proofsheetctl verify --repair fetches it again.\n",
                      "%" PRId64 " of them read differently from what was proven, in the old place too: proofsheetctl verify --repair fetches them again.\n",
                      counts.n_damaged), counts.n_damaged);
  /* Translators: a folder. */
  printf (_("The old folder %s was left as it is. It is yours to keep or to delete.\n"), from);
}

static PsExit
run_move (PsSessionCli  *session,
          char         **arguments)
{
  g_autoptr(PsRelocate) job = ps_relocate_new (arguments[0], arguments[1]);
  PsProgress *progress = ps_progress_new_for_tally (session, ps_relocate_get_tally (job));
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) ended = NULL;
  gint64 started_us = g_get_monotonic_time ();
  PsRelocateCounts counts;
  GError *error = NULL;

  ps_relocate_complete_async (job, session->cancellable, ps_cli_took_cb, &result);
  ended = ps_cli_wait (&result);
  ps_progress_end (progress);
  if (!ps_relocate_complete_finish (job, ended, &error))
    return ps_cli_fail (session, error);
  counts = ps_relocate_get_counts (job);
  if (session->json)
    print_json (arguments, counts, (g_get_monotonic_time () - started_us) / 1e6);
  else
    print_words (arguments, counts);
  return counts.n_damaged > 0 ? PS_EXIT_FAILURES : PS_EXIT_WELL;
}

const PsCommand ps_command_move = {
  "move", N_("LIBRARY NEW-PLACE"), N_("Copy a library to another place and go on there; the old folder stays as it is"), PS_TAKES_JSON, 2, 2, NULL,
  run_move
};
