/* src/cli/config.c: config: reads and changes the settings that belong to a library. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "backup/backup.h"
#include "backup/guard.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/output.h"

static gboolean
is_budget (const char *value)
{
  PsBudget budget;

  return ps_budget_parse (value, &budget);
}

static gboolean
is_number (const char *value,
           guint64     min,
           guint64     max)
{
  return g_ascii_string_to_unsigned (value, 10, min, max, NULL, NULL);
}

static gboolean
is_transfers (const char *value)
{
  return is_number (value, 1, 32);
}

static gboolean
is_percent (const char *value)
{
  return is_number (value, 0, 100);
}

static gboolean
is_count (const char *value)
{
  return is_number (value, 0, G_MAXINT);
}

static gboolean
is_days (const char *value)
{
  return is_number (value, 0, 365);
}

static gboolean
is_switch (const char *value)
{
  return g_str_equal (value, "0") || g_str_equal (value, "1");
}

static gboolean
is_kinds (const char *value)
{
  static const char *const kinds[] = { "photos", "videos", "files", NULL };
  g_auto(GStrv) words = g_strsplit (value, ",", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (!g_strv_contains (kinds, words[i]))
      return FALSE;
  return words[0] != NULL;
}

/* The settings a person may change; others are the program's own notes. */
static const struct
{
  const char *key, *usual, *meaning;
  gboolean (*is_valid) (const char *value);
} settings[] = {
  { PS_SETTING_BUDGET, "plan", N_("What may be fetched in 30 days: plan (nine tenths of it), none (no limit), or gigabytes"), is_budget },
  { PS_SETTING_TRANSFERS, "6", N_("How many photos are fetched at once, 1 to 32"), is_transfers },
  { PS_SETTING_ONLY_KINDS, "photos,videos,files", N_("Which kinds are fetched of what is new in the cloud"), is_kinds },
  { PS_SETTING_LOOK_EVERY, "7", N_("The window looks for new photos after so many days; 0: only when asked"), is_days },
  { PS_SETTING_KEEP_AWAKE, "1", N_("Whether the window keeps the computer awake on mains while it fetches: 0 or 1"), is_switch },
  { "guard_percent", "5", N_("Nothing counts as gone if more than this share of the photos is not listed"), is_percent },
  { "guard_photos", "20", N_("… and more than so many photos"), is_count },
};

static const char *
value_of (GHashTable *stored,
          guint       n)
{
  const char *value = g_hash_table_lookup (stored, settings[n].key);

  return value != NULL ? value : settings[n].usual;
}

static PsExit
print_settings (PsSessionCli *session,
                const char   *only)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  GAsyncResult *place = NULL;
  g_autoptr(GAsyncResult) read = NULL;
  g_autoptr(GHashTable) stored = NULL;
  PsOutput *output;
  GError *error = NULL;

  ps_catalog_list_settings_async (catalog, session->cancellable, ps_cli_took_cb, &place);
  read = ps_cli_wait (&place);
  stored = ps_catalog_list_settings_finish (catalog, read, &error);
  if (stored == NULL)
    return ps_cli_fail (session, error);
  output = session->json ? ps_output_new () : NULL;
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      if (only != NULL && !g_str_equal (only, settings[i].key))
        continue;
      if (output != NULL)
        ps_output_add_text (output, settings[i].key, value_of (stored, i));
      else if (only != NULL)
        printf ("%s\n", value_of (stored, i));
      else
        printf ("%s = %s\n    %s\n", settings[i].key, value_of (stored, i), _(settings[i].meaning));
    }
  if (output != NULL)
    ps_output_print (output);
  return PS_EXIT_WELL;
}

static PsExit
change_setting (PsSessionCli *session,
                const char   *key,
                const char   *value)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  GAsyncResult *place = NULL;
  g_autoptr(GAsyncResult) set = NULL;
  GError *error = NULL;

  ps_catalog_set_setting_async (catalog, key, value, session->cancellable, ps_cli_took_cb, &place);
  set = ps_cli_wait (&place);
  if (!ps_catalog_set_setting_finish (catalog, set, &error))
    return ps_cli_fail (session, error);
  return print_settings (session, key);
}

static PsExit
run_config (PsSessionCli  *session,
            char         **arguments)
{
  const char *key = arguments[1];
  const char *value = key != NULL ? arguments[2] : NULL;
  PsExit status;
  guint n = 0;

  while (key != NULL && n < G_N_ELEMENTS (settings) && !g_str_equal (settings[n].key, key))
    n++;
  if (n == G_N_ELEMENTS (settings))
    return ps_cli_usage (session, _("There is no such setting; without one, config lists them all."));
  if (value != NULL && !settings[n].is_valid (value))
    {
      /* Translators: a setting's key, and what it means. */
      g_autofree char *words = g_strdup_printf (_("That is no value for %s. %s."), key, _(settings[n].meaning));

      return ps_cli_usage (session, words);
    }
  status = ps_cli_open (session, arguments[0], value != NULL ? 0 : PS_LIBRARY_READ_ONLY);
  if (status != PS_EXIT_WELL)
    return status;
  return ps_cli_close (session, value != NULL ? change_setting (session, key, value) : print_settings (session, key));
}

const PsCommand ps_command_config = {
  "config", N_("LIBRARY [KEY [VALUE]]"), N_("Read and change settings"), PS_TAKES_JSON, 1, 3, NULL, run_config
};
