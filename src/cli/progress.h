/* src/cli/progress.h: a line that tells how far a run is: drawn over on a terminal, now and then in a log. */
#pragma once

#include "base/tally.h"
#include "cli/session.h"
#include "library/rebuild.h"

G_BEGIN_DECLS

typedef struct _PsProgress PsProgress;

PsProgress *ps_progress_new_for_backup (PsSessionCli *session,
                                        PsBackup     *backup);
PsProgress *ps_progress_new_for_verify (PsSessionCli *session,
                                        PsVerify     *verify);
PsProgress *ps_progress_new_for_rebuild (PsSessionCli *session,
                                        PsRebuild    *rebuild);
PsProgress *ps_progress_new_for_tally  (PsSessionCli *session,
                                        PsTally      *tally);
void        ps_progress_end            (PsProgress   *self);

G_END_DECLS
