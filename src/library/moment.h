/* src/library/moment.h: pure: what a run is doing, in one word. Any thread. */
#pragma once

#include "library/backup-runner.h"

G_BEGIN_DECLS

PsRunMoment ps_moment_judge (const PsBackupProgress *p,
                             gboolean                has_stalled,
                             PsHold                 *hold,
                             gint64                 *until_us);

G_END_DECLS
