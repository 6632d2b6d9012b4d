/* src/cli/session.c: what every command shares: its options, its signals, waiting for the main loop, exit statuses. */
#include "cli/session.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/output.h"

/**
 * ps_cli_took_cb:
 * @source: what was asked
 * @result: its answer
 * @user_data: a `GAsyncResult **` that ps_cli_wait() watches
 */
void
ps_cli_took_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

/**
 * ps_cli_wait:
 * @result: (inout): what ps_cli_took_cb() will set
 *
 * Runs the main loop until the answer is there. A command does one thing after
 * another; all that happens beside it happens in here.
 *
 * Returns: (transfer full): the answer
 */
GAsyncResult *
ps_cli_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (result);
}

static gboolean
interrupted_cb (gpointer data)
{
  PsSessionCli *session = data;

  if (g_cancellable_is_cancelled (session->cancellable))
    _exit (PS_EXIT_INTERRUPTED); /* asked twice: as after a kill, nothing is lost */
  g_cancellable_cancel (session->cancellable);
  return G_SOURCE_CONTINUE;
}

static PsExit
exit_of (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return PS_EXIT_INTERRUPTED;
  if (g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_LOCKED))
    return PS_EXIT_BUSY;
  if (g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_FOLDER)
      || g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_MARKER)
      || g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_OTHER_LIBRARY))
    return PS_EXIT_AWAY;
  if (g_error_matches (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_RATE_LIMITED))
    return PS_EXIT_LIMIT;
  return PS_EXIT_ERROR;
}

/**
 * ps_cli_fail:
 * @session: the command
 * @error: (transfer full): why it cannot go on
 *
 * Says so in one sentence on standard error, and with `--json` in the object
 * on standard output.
 *
 * Returns: the exit status that goes with it
 */
PsExit
ps_cli_fail (PsSessionCli *session,
             GError       *error)
{
  PsExit status = exit_of (error);
  g_autofree char *redacted = ps_text_redact (error->message);
  g_autofree char *words = ps_text_visible (redacted, 2000);

  if (status == PS_EXIT_INTERRUPTED)
    {
      g_free (words);
      words = g_strdup (_("Stopped. What is done is kept; the next run goes on from there."));
    }
  fprintf (stderr, "proofsheetctl %s: %s\n", session->name, words);
  if (session->json)
    {
      PsOutput *output = ps_output_new ();

      ps_output_add_text (output, "error", words);
      ps_output_add_number (output, "status", status);
      ps_output_print (output);
    }
  g_error_free (error);
  return status;
}

/**
 * ps_cli_usage:
 * @session: the command
 * @message: what is wrong with how it was called
 *
 * Returns: %PS_EXIT_USAGE
 */
PsExit
ps_cli_usage (PsSessionCli *session,
              const char   *message)
{
  g_autofree char *redacted = ps_text_redact (message);
  g_autofree char *words = ps_text_visible (redacted, 2000);

  fprintf (stderr, "proofsheetctl %s: %s\n", session->name, words);
  /* Translators: the name of a command. */
  fprintf (stderr, _("“proofsheetctl %s --help” tells how it is called.\n"), session->name);
  return PS_EXIT_USAGE;
}

/**
 * ps_cli_open:
 * @session: the command
 * @root: a library's folder
 * @flags: whether it is only read
 *
 * Returns: %PS_EXIT_WELL with the library in @session; else the command is over
 */
PsExit
ps_cli_open (PsSessionCli   *session,
             const char     *root,
             PsLibraryFlags  flags)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) opened = NULL;
  GError *error = NULL;

  ps_library_open_async (root, flags, session->cancellable, ps_cli_took_cb, &result);
  opened = ps_cli_wait (&result);
  session->library = ps_library_open_finish (opened, &error);
  if (session->library == NULL)
    return ps_cli_fail (session, error);
  if (!g_cancellable_set_error_if_cancelled (session->cancellable, &error))
    return PS_EXIT_WELL;
  return ps_cli_close (session, ps_cli_fail (session, error));
}

/**
 * ps_cli_close:
 * @session: the command, its library open
 * @exit: the exit status so far
 *
 * Returns: @exit, or that of an error while closing where all was well before
 */
PsExit
ps_cli_close (PsSessionCli *session,
              PsExit        exit)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) closed = NULL;
  GError *error = NULL;

  ps_library_set_hurry (session->library, g_cancellable_is_cancelled (session->cancellable)); /* promise 25 */
  ps_library_close_async (session->library, ps_cli_took_cb, &result);
  closed = ps_cli_wait (&result);
  if (!ps_library_close_finish (session->library, closed, &error))
    {
      g_autofree char *words = ps_text_visible (error->message, 2000);

      fprintf (stderr, "proofsheetctl %s: %s\n", session->name, words);
      g_error_free (error);
      if (exit == PS_EXIT_WELL)
        exit = PS_EXIT_ERROR;
    }
  g_clear_object (&session->library);
  return exit;
}

static GOptionContext *
new_context (const PsCommand *command,
             PsSessionCli    *session)
{
  const GOptionEntry json_entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &session->json, N_("Print one JSON object"), NULL },
    G_OPTION_ENTRY_NULL
  };
  const GOptionEntry account_entries[] = {
    { "account-from", 0, 0, G_OPTION_ARG_STRING, &session->account_from,
      N_("Where the key is: the environment (CLOUDINARY_URL), standard input, or the keyring"), "env|stdin|keyring" },
    { "no-wait", 0, 0, G_OPTION_ARG_NONE, &session->no_wait, N_("Stop at a limit instead of waiting for it to pass"), NULL },
    { "progress", 0, 0, G_OPTION_ARG_NONE, &session->progress, N_("Show progress even if standard error is no terminal"), NULL },
    G_OPTION_ENTRY_NULL
  };
  GOptionContext *context = g_option_context_new (*command->arguments != '\0' ? _(command->arguments) : NULL);

  g_option_context_set_summary (context, _(command->summary));
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  if (command->entries != NULL)
    g_option_context_add_main_entries (context, command->entries, GETTEXT_PACKAGE);
  if (command->takes & PS_TAKES_JSON)
    g_option_context_add_main_entries (context, json_entries, GETTEXT_PACKAGE);
  if (command->takes & PS_TAKES_ACCOUNT)
    g_option_context_add_main_entries (context, account_entries, GETTEXT_PACKAGE);
  return context;
}

static PsExit
run_parsed (const PsCommand *command,
            PsSessionCli    *session,
            int              argc,
            char           **argv)
{
  static const int signal_numbers[] = { SIGINT, SIGTERM, SIGHUP };
  guint sources[G_N_ELEMENTS (signal_numbers)];
  PsExit status;

  if ((guint) argc - 1 < command->min_arguments)
    return ps_cli_usage (session, _("An argument is missing."));
  if ((guint) argc - 1 > command->max_arguments)
    return ps_cli_usage (session, _("There are too many arguments."));
  if (session->account_from != NULL && !g_str_equal (session->account_from, "env")
      && !g_str_equal (session->account_from, "stdin") && !g_str_equal (session->account_from, "keyring"))
    return ps_cli_usage (session, _("--account-from takes env, stdin or keyring."));
  for (guint i = 0; i < G_N_ELEMENTS (signal_numbers); i++)
    sources[i] = g_unix_signal_add (signal_numbers[i], interrupted_cb, session);
  status = command->run (session, argv + 1);
  for (guint i = 0; i < G_N_ELEMENTS (signal_numbers); i++)
    g_source_remove (sources[i]);
  return status;
}

/**
 * ps_command_run:
 * @command: a command
 * @argc: how many words there are
 * @argv: the words, the command's name first
 *
 * Returns: the exit status
 */
PsExit
ps_command_run (const PsCommand  *command,
                int               argc,
                char            **argv)
{
  PsSessionCli session = { .name = command->name };
  g_autoptr(GOptionContext) context = new_context (command, &session);
  g_autofree char *program = g_strdup_printf ("proofsheetctl %s", command->name);
  g_autoptr(GError) error = NULL;
  PsExit status;

  g_set_prgname (program);
  session.cancellable = g_cancellable_new ();
  session.account_url = ps_cli_take_environment ();
  if (g_option_context_parse (context, &argc, &argv, &error))
    {
      if (argc > 1 && g_str_equal (argv[1], "--"))
        {
          argv[1] = argv[0];
          argv++;
          argc--;
        }
      status = run_parsed (command, &session, argc, argv);
    }
  else
    status = ps_cli_usage (&session, error->message);
  g_clear_object (&session.cancellable);
  g_free (session.account_from);
  ps_cli_forget (session.account_url);
  return status;
}
