/* src/cli/statistics.c: statistics: photos by year, month, camera …; each bar with the search that finds them. */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "base/text.h"
#include "catalog/catalog-statistics.h"
#include "cli/commands.h"
#include "cli/output.h"

static char *by_text;

static const GOptionEntry entries[] = {
  { "by", 0, 0, G_OPTION_ARG_STRING, &by_text, N_("Only by year, month, camera, lens, focal, iso or folder"), N_("WHAT") },
  G_OPTION_ENTRY_NULL
};

static void
add_bars (PsOutput  *output,
          GPtrArray *bars)
{
  for (guint i = 0; i < bars->len; i++)
    {
      const PsStatisticsBar *bar = g_ptr_array_index (bars, i);

      ps_output_begin (output, NULL, '{');
      if (bar->label != NULL)
        ps_output_add_text (output, "label", bar->label);
      else
        ps_output_add_null (output, "label");
      ps_output_add_number (output, "photos", bar->n_photos);
      ps_output_add_number (output, "bytes", bar->n_bytes);
      ps_output_add_text (output, "search", bar->query);
      ps_output_end (output, '}');
    }
}

static void
print_bars (PsStatistics  by,
            GPtrArray    *bars)
{
  printf ("%s\n", ps_statistics_to_word (by));
  for (guint i = 0; i < bars->len; i++)
    {
      const PsStatisticsBar *bar = g_ptr_array_index (bars, i);
      g_autofree char *size = ps_output_size (bar->n_bytes), *query = ps_text_visible (bar->query, G_MAXINT16);

      printf ("  %9" PRId64 "  %9s  %s\n", bar->n_photos, size, query);
    }
}

static PsExit
count_by (PsSessionCli *session,
          PsStatistics  by,
          PsOutput     *output)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) done = NULL;
  g_autoptr(GPtrArray) bars = NULL;
  GError *error = NULL;

  ps_catalog_get_statistics_async (catalog, by, session->cancellable, ps_cli_took_cb, &result);
  done = ps_cli_wait (&result);
  bars = ps_catalog_get_statistics_finish (catalog, done, &error);
  if (bars == NULL)
    return ps_cli_fail (session, error);
  ps_output_begin (output, ps_statistics_to_word (by), '[');
  add_bars (output, bars);
  ps_output_end (output, ']');
  if (!session->json)
    print_bars (by, bars);
  return PS_EXIT_WELL;
}

static PsExit
run_statistics (PsSessionCli  *session,
                char         **arguments)
{
  PsStatistics only = PS_N_STATISTICS;
  PsOutput *output;
  PsExit status;

  if (by_text != NULL && !ps_statistics_from_word (by_text, &only))
    return ps_cli_usage (session, _("--by takes one of: year, month, camera, lens, focal, iso, folder."));
  status = ps_cli_open (session, arguments[0], PS_LIBRARY_READ_ONLY);
  if (status != PS_EXIT_WELL)
    return status;
  output = ps_output_new ();
  for (int by = 0; by < PS_N_STATISTICS && status == PS_EXIT_WELL; by++)
    if (by_text == NULL || by == (int) only)
      status = count_by (session, (PsStatistics) by, output);
  ps_output_finish (output, session->json && status == PS_EXIT_WELL);
  return ps_cli_close (session, status);
}

const PsCommand ps_command_statistics = {
  "statistics", N_("LIBRARY"), N_("Count photos by year, camera, lens and more"), PS_TAKES_JSON, 1, 1, entries, run_statistics
};
