/* src/ui/check-steps.h: what a key must be able to do, a row each, as it is tried. */
#pragma once

#include <adwaita.h>

#include "backup/account-check.h"

G_BEGIN_DECLS

#define PS_TYPE_CHECK_STEPS (ps_check_steps_get_type ())
G_DECLARE_FINAL_TYPE (PsCheckSteps, ps_check_steps, PS, CHECK_STEPS, AdwBin)

/* NULL: nothing is shown. */
void ps_check_steps_set_check (PsCheckSteps    *self,
                              PsAccountCheck *check);

G_END_DECLS
