/* src/ui/wizard-plan.h: page 3: whether it is the right account, what fetching costs, and how much of it is wanted. */
#pragma once

#include <adwaita.h>

#include "backup/account-check.h"
#include "backup/guard.h"

G_BEGIN_DECLS

#define PS_TYPE_WIZARD_PLAN (ps_wizard_plan_get_type ())
G_DECLARE_FINAL_TYPE (PsWizardPlan, ps_wizard_plan, PS, WIZARD_PLAN, AdwBin)

/* Signal "continue". */
GtkWidget *ps_wizard_plan_get_default      (PsWizardPlan   *self);
/* What was chosen stays chosen where it is the same account. */
void       ps_wizard_plan_set_check        (PsWizardPlan   *self,
                                            PsAccountCheck *check);
/* As the library's settings have them; NULL: as if not set. */
char      *ps_wizard_plan_dup_budget       (PsWizardPlan   *self);
char      *ps_wizard_plan_dup_only_kinds   (PsWizardPlan   *self);
char      *ps_wizard_plan_dup_only_folders (PsWizardPlan   *self);
/* What the chosen kinds come to; a choice of folders is not in it. */
gint64     ps_wizard_plan_get_n_photos     (PsWizardPlan   *self);
gint64     ps_wizard_plan_get_n_bytes      (PsWizardPlan   *self);

G_END_DECLS
