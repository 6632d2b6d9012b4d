/* src/cli/export.c: export: photos out to other programs. */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/photos.h"
#include "export/export.h"

static char *format_text, *to, *query, *target_text, *tree_text;
static gboolean hard_links, preview;

static const GOptionEntry entries[] = {
  { "format", 0, 0, G_OPTION_ARG_STRING, &format_text, N_("csv, json, xmp or folders"), N_("FORMAT") },
  { "to", 0, 0, G_OPTION_ARG_FILENAME, &to, N_("The folder to write to; nothing in it is overwritten"), N_("DIR") },
  { "query", 0, 0, G_OPTION_ARG_STRING, &query, N_("Only photos that this search finds"), N_("QUERY") },
  { "for", 0, 0, G_OPTION_ARG_STRING, &target_text, N_("Who is to read the XMP: digikam, darktable, lightroom or shotwell"), N_("PROGRAM") },
  { "by", 0, 0, G_OPTION_ARG_STRING, &tree_text, N_("Folders by collections, shoots or folders"), N_("WHAT") },
  { "hard-links", 0, 0, G_OPTION_ARG_NONE, &hard_links, N_("Hard links instead of copies, where the drive can"), NULL },
  { "preview", 0, 0, G_OPTION_ARG_NONE, &preview, N_("Tell what the format cannot carry, and write nothing"), NULL },
  G_OPTION_ENTRY_NULL
};

static PsExit
read_options (PsSessionCli    *session,
              PsExportOptions *options)
{
  *options = (PsExportOptions) { .hard_links = hard_links, .preview = preview };
  if (format_text == NULL || !ps_export_format_from_word (format_text, &options->format))
    return ps_cli_usage (session, _("--format takes one of: csv, json, xmp, folders."));
  if (to == NULL || *to == '\0')
    return ps_cli_usage (session, _("--to says which folder to write to."));
  if (target_text != NULL && !ps_xmp_target_from_word (target_text, &options->target))
    return ps_cli_usage (session, _("--for takes one of: digikam, darktable, lightroom, shotwell."));
  if (tree_text != NULL && !ps_export_tree_from_word (tree_text, &options->tree))
    return ps_cli_usage (session, _("--by takes one of: collections, shoots, folders."));
  return PS_EXIT_WELL;
}

/* @error: nullable: it came to its end. */
static void
print_json (const PsExportReport *report,
            const char           *error,
            PsExit                status)
{
  PsOutput *output = ps_output_new ();

  if (error != NULL)
    {
      ps_output_add_text (output, "error", error);
      ps_output_add_number (output, "status", status);
    }
  ps_output_add_text (output, "format", format_text);
  ps_output_add_bool (output, "preview", preview);
  ps_output_add_number (output, "photos", report->n_photos);
  ps_output_add_number (output, "written", report->n_written);
  ps_output_add_number (output, "files", report->n_files);
  ps_output_add_number (output, "renamed", report->n_renamed);
  ps_output_add_number (output, "linked", report->n_linked);
  ps_output_add_number (output, "skipped", report->n_skipped);
  ps_output_add_number (output, "existing", report->n_existing);
  ps_output_add_number (output, "failed", report->n_failed);
  ps_output_add_text (output, "path", report->path);
  ps_output_add_text (output, "problem", report->problem);
  ps_output_begin (output, "lost", '[');
  for (guint i = 0; i < report->losses->len; i++)
    {
      const PsExportLoss *loss = g_ptr_array_index (report->losses, i);

      ps_output_begin (output, NULL, '{');
      ps_output_add_text (output, "what", loss->what);
      ps_output_add_number (output, "photos", loss->n_photos);
      ps_output_end (output, '}');
    }
  ps_output_end (output, ']');
  ps_output_print (output);
}

static void
print_words (const PsExportReport *report)
{
  for (guint i = 0; i < report->losses->len; i++)
    {
      const PsExportLoss *loss = g_ptr_array_index (report->losses, i);

      /* Translators: a word that stays as it is (collections, context), and how many photos lose it. */
      printf (ngettext ("Not carried: %1$s, of %2$" PRId64 " photo.\n", "Not carried: %1$s, of %2$" PRId64 " photos.\n", loss->n_photos),
              loss->what, loss->n_photos);
    }
  if (preview)
    return;
  printf (ngettext ("%" PRId64 " photo written and read again.\n", "%" PRId64 " photos written and read again.\n", report->n_written), report->n_written);
  if (report->path != NULL)
    printf ("%s\n", report->path);
  if (report->n_skipped > 0)
    printf (ngettext ("%" PRId64 " photo is not here.\n", "%" PRId64 " photos are not here.\n", report->n_skipped), report->n_skipped);
  if (report->n_existing > 0)
    printf (ngettext ("%" PRId64 " file was there already, and is left as it is.\n", "%" PRId64 " files were there already, and are left as they are.\n",
                      report->n_existing), report->n_existing);
  if (report->n_renamed > 0)
    printf (ngettext ("%" PRId64 " file has another name here, since its own was taken.\n",
                      "%" PRId64 " files have another name here, since their own were taken.\n", report->n_renamed), report->n_renamed);
  if (report->n_failed > 0)
    printf (ngettext ("%1$" PRId64 " photo could not be written: %2$s\n", "%1$" PRId64 " photos could not be written, the first: %2$s\n",
                      report->n_failed), report->n_failed, report->problem);
}

/* What is there, exactly: a table is whole or not there, a tree stays as far as it came. */
static char *
describe_end (const GError         *error,
              const PsExportReport *report)
{
  g_autofree char *redacted = ps_text_redact (error->message);
  g_autofree char *why = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? g_strdup (_("Stopped.")) : ps_text_visible (redacted, 2000);
  g_autofree char *shown = g_filename_display_name (to);
  g_autofree char *folder = ps_text_visible (shown, 2000);
  g_autofree char *stays = NULL;

  if (report->n_files == 0)
    stays = g_strdup (_("Nothing was written."));
  else
    /* Translators: %2$s is a folder. */
    stays = g_strdup_printf (ngettext ("%1$" PRId64 " file was written whole, and stays in %2$s. No file is half written.",
                                       "%1$" PRId64 " files were written whole, and stay in %2$s. No file is half written.", report->n_files),
                             report->n_files, folder);
  return g_strdup_printf ("%s %s", why, stays);
}

static PsExit
tell_end (PsSessionCli         *session,
          const GError         *error,
          const PsExportReport *report)
{
  PsExit status = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? PS_EXIT_INTERRUPTED : PS_EXIT_ERROR;
  g_autofree char *words = describe_end (error, report);

  fprintf (stderr, "proofsheetctl %s: %s\n", session->name, words);
  if (session->json)
    print_json (report, words, status);
  return status;
}

static PsExit
export_photos (PsSessionCli          *session,
               const char            *root,
               const PsExportOptions *options)
{
  PsExit status = PS_EXIT_WELL;
  g_autoptr(GArray) ids = ps_cli_find_photos (session, query != NULL ? query : "", &status);
  g_autoptr(PsExport) job = NULL;
  g_autoptr(PsExportReport) report = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) done = NULL;
  PsProgress *progress;
  g_autoptr(GError) error = NULL;

  if (ids == NULL)
    return status;
  job = ps_export_new (ps_library_get_catalog (session->library), root, to, options);
  progress = ps_progress_new_for_tally (session, ps_export_get_tally (job));
  ps_export_run_async (job, ids, session->cancellable, ps_cli_took_cb, &result);
  done = ps_cli_wait (&result);
  ps_progress_end (progress);
  report = ps_export_run_finish (job, done, &error);
  if (report == NULL)
    return tell_end (session, error, ps_export_get_report (job));
  if (session->json)
    print_json (report, NULL, PS_EXIT_WELL);
  else
    print_words (report);
  return report->n_failed > 0 ? PS_EXIT_FAILURES : PS_EXIT_WELL;
}

static PsExit
run_export (PsSessionCli  *session,
            char         **arguments)
{
  PsExportOptions options;
  PsExit status = read_options (session, &options);

  if (status == PS_EXIT_WELL)
    status = ps_cli_open (session, arguments[0], PS_LIBRARY_READ_ONLY);
  return status == PS_EXIT_WELL ? ps_cli_close (session, export_photos (session, arguments[0], &options)) : status;
}

const PsCommand ps_command_export = {
  "export", N_("LIBRARY --format FORMAT --to DIR"), N_("Write photos and what is known of them for other programs"),
  PS_TAKES_JSON, 1, 1, entries, run_export
};
