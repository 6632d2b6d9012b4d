/* src/cli/rebuild.c: rebuild: a new catalogue from the files, the manifest and the snapshots. */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "library/rebuild.h"

static const char *
word_of (PsSalvage salvage)
{
  static const char *const words[] = {
    [PS_SALVAGE_SOUND] = "catalogue", [PS_SALVAGE_SNAPSHOT] = "snapshot", [PS_SALVAGE_NOTHING] = "nothing",
  };

  return words[salvage];
}

static void
print_json (const char            *root,
            const PsRebuildReport *report,
            double                 seconds)
{
  PsOutput *output = ps_output_new ();

  ps_output_add_text (output, "library", root);
  ps_output_add_text (output, "made_of", word_of (report->salvage));
  ps_output_add_text (output, "snapshot", report->snapshot);
  ps_output_add_text (output, "set_aside", report->set_aside);
  ps_output_add_number (output, "total", report->n_photos);
  ps_output_add_number (output, "restored", report->counts.n_restored);
  ps_output_add_number (output, "adopted", report->counts.n_adopted);
  ps_output_add_number (output, "missing", report->counts.n_missing);
  ps_output_add_number (output, "changed", report->counts.n_changed);
  ps_output_add_number (output, "unknown", report->counts.n_unknown);
  ps_output_add_number (output, "read", report->counts.n_read);
  ps_output_add_real (output, "seconds", seconds);
  ps_output_print (output);
}

static void
print_beginning (const PsRebuildReport *report)
{
  if (report->salvage == PS_SALVAGE_SOUND)
    printf ("%s\n", _("The catalogue is sound. It was compared with the manifest and the files."));
  else if (report->salvage == PS_SALVAGE_SNAPSHOT)
    {
      g_autofree char *name = g_path_get_basename (report->snapshot);
      g_autofree char *visible = ps_text_visible (name, 200);

      /* Translators: the name of a copy of the catalogue, "photos-2026-05-12.db". */
      printf (_("The new catalogue was made of its copy “%s”, the manifest and the files. Albums and tags are as they were then.\n"), visible);
    }
  else
    printf ("%s\n", _("No copy of the catalogue was sound: the new one was made of the manifest and the files. Albums, own tags and settings begin anew."));
  if (report->set_aside != NULL)
    /* Translators: a path in the library. */
    printf (_("The damaged one was kept as “%s”.\n"), report->set_aside);
}

static void
print_counts (const PsRebuildReport *report)
{
  const PsReconcileCounts *c = &report->counts;

  /* Translators: two numbers of photos. */
  printf (_("%" PRId64 " photos are in it, %" PRId64 " of them from the manifest.\n"), report->n_photos, c->n_restored);
  if (c->n_adopted > 0)
    printf (ngettext ("%" PRId64 " file was read and taken over; nothing was fetched.\n",
                      "%" PRId64 " files were read and taken over; nothing was fetched.\n", c->n_adopted), c->n_adopted);
  if (c->n_missing > 0)
    printf (ngettext ("%" PRId64 " file is not where it was.\n", "%" PRId64 " files are not where they were.\n", c->n_missing),
            c->n_missing);
  if (c->n_changed > 0)
    printf (ngettext ("%" PRId64 " file holds other bytes than were fetched; it was left alone.\n",
                      "%" PRId64 " files hold other bytes than were fetched; they were left alone.\n", c->n_changed),
            c->n_changed);
  if (c->n_unknown > 0)
    printf (ngettext ("%" PRId64 " file is no photo’s as far as is known here; the next backup compares it with Cloudinary before it fetches.\n",
                      "%" PRId64 " files are no photo’s as far as is known here; the next backup compares them with Cloudinary before it fetches.\n",
                      c->n_unknown),
            c->n_unknown);
}

static PsExit
run_rebuild (PsSessionCli  *session,
             char         **arguments)
{
  g_autoptr(PsRebuild) rebuild = ps_rebuild_new (arguments[0]);
  PsProgress *progress = ps_progress_new_for_rebuild (session, rebuild);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) ended = NULL;
  g_autoptr(PsRebuildReport) report = NULL;
  g_autofree char *quoted = g_shell_quote (arguments[0]);
  gint64 started_us = g_get_monotonic_time ();
  GError *error = NULL;

  ps_rebuild_run_async (rebuild, session->cancellable, ps_cli_took_cb, &result);
  ended = ps_cli_wait (&result);
  ps_progress_end (progress);
  report = ps_rebuild_run_finish (rebuild, ended, &error);
  if (report == NULL)
    return ps_cli_fail (session, error);
  if (session->json)
    {
      print_json (arguments[0], report, (g_get_monotonic_time () - started_us) / 1e6);
      return PS_EXIT_WELL;
    }
  print_beginning (report);
  print_counts (report);
  /* Translators: a folder. */
  printf (_("Next: proofsheetctl backup %s\n"), quoted);
  return PS_EXIT_WELL;
}

const PsCommand ps_command_rebuild = {
  "rebuild", N_("LIBRARY"), N_("Make a new catalogue from the files, the manifest and the snapshots"), PS_TAKES_JSON, 1, 1, NULL, run_rebuild
};
