/* src/cli/deeds.h: commands with a word for what to do: "shoots LIBRARY accept 7". */
#pragma once

#include "cli/session.h"

G_BEGIN_DECLS

typedef struct
{
  const char *word;
  guint min_arguments, max_arguments; /* behind the word */
  PsLibraryFlags flags;               /* how the library is opened for it */
  PsExit (*run) (PsSessionCli *session,
                 char        **arguments);
} PsCliDeed;

PsExit ps_cli_do (PsSessionCli     *session,
                  char            **arguments,
                  const PsCliDeed  *deeds,
                  gsize             n_deeds);

G_END_DECLS
