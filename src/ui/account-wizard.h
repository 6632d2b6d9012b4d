/* src/ui/account-wizard.h: from nothing to the first backup, in four pages. Main thread. */
#pragma once

#include <adwaita.h>

#include "library/library.h"
#include "library/old-folder.h"

G_BEGIN_DECLS

#define PS_TYPE_ACCOUNT_WIZARD (ps_account_wizard_get_type ())
G_DECLARE_FINAL_TYPE (PsAccountWizard, ps_account_wizard, PS, ACCOUNT_WIZARD, AdwBin)

/* Signals: "opened" (PsLibrary, gboolean start): a library was made or found, to be shown; start: and backed up at once.
 * "sample-wanted": Look at Sample Photos. */
GtkWidget *ps_account_wizard_new        (void);
/* Libraries that were opened on this computer before: the first page lists those that are there. */
void       ps_account_wizard_set_recent (PsAccountWizard   *self,
                                         const char *const *roots);
/* A folder of the tool that came before: asks whether it is to be taken over, and opens it then. */
void       ps_account_wizard_adopt      (PsAccountWizard   *self,
                                         PsOldFolder       *folder);
/* Opens a library that is there, and asks for its secret where the keyring has none. */
void       ps_account_wizard_open       (PsAccountWizard   *self,
                                         const char        *root);

G_END_DECLS
