/* src/cli/verify.c: verify: reads every file again, and fetches damaged ones anew where asked to. */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "cli/broken.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/run.h"

static gboolean repair;
static char *share;
static double minutes;

static const GOptionEntry entries[] = {
  { "repair", 0, 0, G_OPTION_ARG_NONE, &repair, N_("Fetch damaged and missing files again; the damaged copies are kept"), NULL },
  { "share", 0, 0, G_OPTION_ARG_STRING, &share, N_("Read only one of so many equal parts, the longest unread first"), "N/T" },
  { "minutes", 0, 0, G_OPTION_ARG_DOUBLE, &minutes, N_("Begin no file after so many minutes"), "M" },
  G_OPTION_ENTRY_NULL
};

static void
print_json (const PsVerifyCounts *c,
            double                seconds,
            GPtrArray            *broken,
            GPtrArray            *left,
            const PsBackupReport *report)
{
  PsOutput *output = ps_output_new ();

  ps_output_add_number (output, "total", c->n_total);
  ps_output_add_number (output, "checked", c->n_checked);
  ps_output_add_number (output, "sound", c->n_sound);
  ps_output_add_number (output, "missing", c->n_missing);
  ps_output_add_number (output, "damaged", c->n_damaged);
  ps_output_add_number (output, "unreadable", c->n_unreadable);
  ps_output_add_number (output, "not_checked", c->n_not_checked);
  ps_output_add_number (output, "bytes", c->n_bytes);
  ps_output_add_real (output, "seconds", seconds);
  ps_cli_add_broken (output, broken);
  if (report != NULL)
    {
      ps_output_add_number (output, "repaired", report->n_landed);
      ps_output_begin (output, "left_alone", '[');
      for (guint i = 0; i < left->len; i++)
        {
          const PsBroken *file = g_ptr_array_index (left, i);

          if (file->reading == PS_READING_CHANGED)
            ps_output_add_text (output, NULL, file->local_path);
        }
      ps_output_end (output, ']');
    }
  ps_output_print (output);
}

static void
print_words (const PsVerifyCounts *c,
             GPtrArray            *broken,
             GPtrArray            *left,
             const PsBackupReport *report)
{
  g_autofree char *size = ps_output_size (c->n_bytes);

  /* Translators: a number of files and their size. */
  printf (ngettext ("%" PRId64 " file read again, %s.\n", "%" PRId64 " files read again, %s.\n", c->n_checked), c->n_checked, size);
  if (c->n_sound == c->n_checked && c->n_not_checked == 0)
    printf (_("All sound.\n"));
  else
    /* Translators: five numbers of files. */
    printf (_("%" PRId64 " sound, %" PRId64 " missing, %" PRId64 " damaged, %" PRId64 " unreadable, %" PRId64 " not checked.\n"),
            c->n_sound, c->n_missing, c->n_damaged, c->n_unreadable, c->n_not_checked);
  if (report == NULL)
    {
      ps_cli_print_broken (broken, FALSE);
      return;
    }
  printf (ngettext ("%" PRId64 " file fetched again.\n", "%" PRId64 " files fetched again.\n", report->n_landed), report->n_landed);
  ps_cli_print_broken (left, TRUE);
}

/* What is damaged or missing becomes wanted, and is fetched. */
static PsExit
run_repair (PsSessionCli    *session,
            PsBackupReport **report)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) marked = NULL;
  GError *error = NULL;

  ps_catalog_repair_async (catalog, FALSE, session->cancellable, ps_cli_took_cb, &result);
  marked = ps_cli_wait (&result);
  if (ps_catalog_repair_finish (catalog, marked, &error) < 0)
    return ps_cli_fail (session, error);
  return ps_cli_run_backup (session, PS_BACKUP_DOWNLOAD | PS_BACKUP_ONLY_ASKED_FOR, report);
}

/* What is still not as it should be, whatever was fetched: −1 where that cannot be told. */
static gint64
count_broken (PsSessionCli *session)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) read = NULL;
  g_autoptr(PsStatus) status = NULL;

  ps_catalog_get_status_async (catalog, NULL, ps_cli_took_cb, &result);
  read = ps_cli_wait (&result);
  status = ps_catalog_get_status_finish (catalog, read, NULL);
  return status != NULL ? status->n_photos[PS_STATE_DAMAGED] + status->n_photos[PS_STATE_MISSING] : -1;
}

static PsExit
verify_in_library (PsSessionCli *session,
                   guint         n_share,
                   guint         n_of)
{
  g_autoptr(PsVerify) verify = ps_library_new_verify (session->library);
  PsProgress *progress = ps_progress_new_for_verify (session, verify);
  g_autoptr(PsBackupReport) report = NULL;
  g_autoptr(GPtrArray) broken = NULL;
  g_autoptr(GPtrArray) left = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) ended = NULL;
  gint64 started_us = g_get_monotonic_time ();
  GError *error = NULL;
  PsExit status = PS_EXIT_WELL;
  PsVerifyCounts c;

  ps_verify_set_limits (verify, n_share, n_of, (gint64) (minutes * G_TIME_SPAN_MINUTE));
  ps_verify_run_async (verify, session->cancellable, ps_cli_took_cb, &result);
  ended = ps_cli_wait (&result);
  ps_progress_end (progress);
  if (!ps_verify_run_finish (verify, ended, &error))
    return ps_cli_fail (session, error);
  c = ps_verify_get_counts (verify);
  if (c.n_sound < c.n_checked || (c.n_not_checked > 0 && share == NULL && minutes <= 0))
    status = PS_EXIT_FAILURES;
  if (ps_cli_list_broken (session, &broken) != PS_EXIT_WELL)
    return PS_EXIT_ERROR;
  if (repair && status != PS_EXIT_WELL)
    {
      PsExit repaired = run_repair (session, &report);

      if (repaired != PS_EXIT_WELL)
        status = repaired; /* said already; what was read is told all the same */
      else if (c.n_unreadable == 0 && count_broken (session) == 0)
        status = ps_cli_exit_of (report);
    }
  if (report != NULL && ps_cli_list_broken (session, &left) != PS_EXIT_WELL)
    return PS_EXIT_ERROR;
  if (session->json && (report != NULL || !repair || status == PS_EXIT_WELL || status == PS_EXIT_FAILURES))
    print_json (&c, (g_get_monotonic_time () - started_us) / 1e6, broken, left, report);
  else if (!session->json)
    print_words (&c, broken, left, report);
  return status;
}

static PsExit
run_verify (PsSessionCli  *session,
            char         **arguments)
{
  guint n_share = 0, n_of = 0;
  PsExit status;
  char rest;

  if (share != NULL
      && (sscanf (share, "%u/%u%c", &n_share, &n_of, &rest) != 2 || n_share == 0 || n_of == 0 || n_share > n_of || n_of > 100000))
    return ps_cli_usage (session, _("--share takes two numbers like 1/30."));
  if (minutes < 0 || minutes > 1e6)
    return ps_cli_usage (session, _("--minutes takes a number of minutes."));
  status = ps_cli_open (session, arguments[0], 0);

  if (status != PS_EXIT_WELL)
    return status;
  if (repair) /* a key that does not work is known before hours of reading */
    status = ps_cli_connect (session);
  return ps_cli_close (session, status == PS_EXIT_WELL ? verify_in_library (session, n_share, n_of) : status);
}

const PsCommand ps_command_verify = {
  "verify", N_("LIBRARY"), N_("Read the files again and compare them"), PS_TAKES_JSON | PS_TAKES_ACCOUNT, 1, 1, entries, run_verify
};
