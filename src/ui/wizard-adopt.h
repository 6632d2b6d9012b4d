/* src/ui/wizard-adopt.h: a folder of the tool that came before: says what happens to it, takes it over, says what came of it. Main thread. */
#pragma once

#include <adwaita.h>

#include "library/old-folder.h"

G_BEGIN_DECLS

#define PS_TYPE_WIZARD_ADOPT (ps_wizard_adopt_get_type ())
G_DECLARE_FINAL_TYPE (PsWizardAdopt, ps_wizard_adopt, PS, WIZARD_ADOPT, AdwBin)

/* Signal: "adopted" (const char *root): the folder is a library, and the person wants to go on. */
GtkWidget *ps_wizard_adopt_get_default (PsWizardAdopt *self);
void       ps_wizard_adopt_ask         (PsWizardAdopt *self,
                                        PsOldFolder   *folder);
/* While it is taken over, that is ended instead. Returns: whether the page may be left. */
gboolean   ps_wizard_adopt_stop        (PsWizardAdopt *self);

G_END_DECLS
