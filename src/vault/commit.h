/* src/vault/commit.h: intakes that are ready together become files together. */
#pragma once

#include "vault/intake.h"

G_BEGIN_DECLS

void ps_commit_push (PsIntake            *intake,
                     GTask               *task,
                     const char          *path,
                     gint64               created_at_us,
                     const PsIntakeLabel *label,
                     gboolean             accept_other);

G_END_DECLS
