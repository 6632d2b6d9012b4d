/* src/cli/broken.h: files that are not as they landed: which, what happened, what to do. */
#pragma once

#include "cli/output.h"
#include "cli/session.h"

G_BEGIN_DECLS

PsExit ps_cli_list_broken  (PsSessionCli  *session,
                            GPtrArray    **files);
void   ps_cli_add_broken   (PsOutput      *output,
                            GPtrArray     *files);
void   ps_cli_print_broken (GPtrArray     *files,
                            gboolean       after_repair);

G_END_DECLS
