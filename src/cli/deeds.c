/* src/cli/deeds.c: commands with a word for what to do: "shoots LIBRARY accept 7". */
#include "cli/deeds.h"

#include <glib/gi18n.h>

static PsExit
refuse (PsSessionCli     *session,
        const char       *word,
        const PsCliDeed  *deeds,
        gsize             n_deeds)
{
  g_autoptr(GString) words = g_string_new (NULL);
  g_autofree char *message = NULL;

  for (gsize i = 0; i < n_deeds; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", deeds[i].word);
  /* Translators: what a person typed, then words that stay as they are: list, show, accept. */
  message = g_strdup_printf (_("“%1$s” is nothing that can be done here, or something is missing or too much behind it. There are: %2$s."),
                             word, words->str);
  return ps_cli_usage (session, message);
}

/* What comes behind "--" may begin with a minus; the parser of options leaves it there. */
static void
drop_dashes (char **arguments)
{
  for (; *arguments != NULL; arguments++)
    if (g_str_equal (*arguments, "--"))
      {
        for (; *arguments != NULL; arguments++)
          arguments[0] = arguments[1];
        return;
      }
}

/**
 * ps_cli_do:
 * @session: a session
 * @arguments: LIBRARY, a word, and what the word needs; without a word, the first of @deeds is meant
 * @deeds: (array length=n_deeds): what can be done
 * @n_deeds: how many
 *
 * Opens the library, does it, and closes the library.
 *
 * Returns: the exit status
 */
PsExit
ps_cli_do (PsSessionCli     *session,
           char            **arguments,
           const PsCliDeed  *deeds,
           gsize             n_deeds)
{
  const char *word = arguments[1] != NULL ? arguments[1] : deeds[0].word;
  char **rest = arguments[1] != NULL ? arguments + 2 : arguments + 1;
  PsExit status;

  drop_dashes (rest);
  for (gsize i = 0; i < n_deeds; i++)
    {
      if (!g_str_equal (deeds[i].word, word) || g_strv_length (rest) < deeds[i].min_arguments
          || g_strv_length (rest) > deeds[i].max_arguments)
        continue;
      status = ps_cli_open (session, arguments[0], deeds[i].flags);
      return status == PS_EXIT_WELL ? ps_cli_close (session, deeds[i].run (session, rest)) : status;
    }
  return refuse (session, word, deeds, n_deeds);
}
