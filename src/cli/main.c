/* src/cli/main.c: proofsheetctl: the same library without a window. */
#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "cli/commands.h"

static const PsCommand *const commands[] = {
  &ps_command_demo_cloud, &ps_command_init, &ps_command_scan, &ps_command_download, &ps_command_backup, &ps_command_retry,
  &ps_command_get, &ps_command_skip, &ps_command_verify, &ps_command_status, &ps_command_config, &ps_command_rebuild, &ps_command_adopt, &ps_command_move, &ps_command_shoots, &ps_command_duplicates,
  &ps_command_tag, &ps_command_clock, &ps_command_export, &ps_command_search,
  &ps_command_collection, &ps_command_statistics
};

static void
print_help (FILE *file)
{
  fprintf (file, "%s\n\n", _("Usage: proofsheetctl COMMAND [OPTION…] [ARGUMENT…]"));
  fprintf (file, "%s\n\n", _("Backs up the photos of a Cloudinary account to a folder of yours, and proves every copy."));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (file, "  %-11s %s\n", commands[i]->name, _(commands[i]->summary));
  fprintf (file, "\n%s\n", _("“proofsheetctl COMMAND --help” tells more; the manual page tells all."));
}

/* The key is in this process's memory for a while: no core file may hold it. */
static void
refuse_core_dumps (void)
{
  const struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
#if !defined(__SANITIZE_ADDRESS__) /* the leak checker must be able to attach */
#if defined(__has_feature)
#if !__has_feature(address_sanitizer)
  prctl (PR_SET_DUMPABLE, 0);
#endif
#else
  prctl (PR_SET_DUMPABLE, 0);
#endif
#endif
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, PS_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  signal (SIGPIPE, SIG_IGN);
  refuse_core_dumps ();
  if (argc < 2)
    {
      print_help (stderr);
      return PS_EXIT_USAGE;
    }
  if (g_str_equal (argv[1], "--version"))
    {
      printf ("proofsheetctl %s\n", PS_VERSION);
      return PS_EXIT_WELL;
    }
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h") || g_str_equal (argv[1], "help"))
    {
      print_help (stdout);
      return PS_EXIT_WELL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i]->name))
      return ps_command_run (commands[i], argc - 1, argv + 1);
  /* Translators: what a person typed where a command should be. */
  fprintf (stderr, _("proofsheetctl: there is no command “%s”.\n"), argv[1]);
  print_help (stderr);
  return PS_EXIT_USAGE;
}
