/* src/cli/run.h: one run of the conductor, and its report. */
#pragma once

#include "cli/session.h"

G_BEGIN_DECLS

PsExit ps_cli_connect    (PsSessionCli    *session);
PsExit ps_cli_run_backup (PsSessionCli    *session,
                          PsBackupFlags    flags,
                          PsBackupReport **report);
PsExit ps_cli_exit_of    (const PsBackupReport *report);

G_END_DECLS
