/* src/ui/wizard-account.h: page 2: the account's three fields, and the check of everything its key must do. */
#pragma once

#include <adwaita.h>

#include "backup/account-check.h"

G_BEGIN_DECLS

#define PS_TYPE_WIZARD_ACCOUNT (ps_wizard_account_get_type ())
G_DECLARE_FINAL_TYPE (PsWizardAccount, ps_wizard_account, PS, WIZARD_ACCOUNT, AdwBin)

/* Signal "checked": the account works, as far as the person is content with it. */
GtkWidget      *ps_wizard_account_get_default   (PsWizardAccount *self);
PsAccount      *ps_wizard_account_get_account   (PsWizardAccount *self);
PsAccountCheck *ps_wizard_account_get_check     (PsWizardAccount *self);
/* Of a library that is there already: only its key and secret are asked for. */
void            ps_wizard_account_ask_for       (PsWizardAccount *self,
                                                 const char      *cloud_name,
                                                 const char      *api_origin);
/* The same, where a key was known until now. */
void            ps_wizard_account_ask_again     (PsWizardAccount *self,
                                                 const char      *api_key,
                                                 gboolean         is_refused);
/* Of a window of its own: nothing to go back to. */
void            ps_wizard_account_stand_alone   (PsWizardAccount *self,
                                                 const char      *title);
void            ps_wizard_account_set_keyring   (PsWizardAccount *self,
                                                 gboolean         has_keyring);
void            ps_wizard_account_show_error    (PsWizardAccount *self,
                                                 const char      *words);
/* Begins at its first empty field. */
void            ps_wizard_account_focus         (PsWizardAccount *self);
/* The library is open: nothing of the secret is left in the fields. */
void            ps_wizard_account_forget        (PsWizardAccount *self);
/* Ends a check that is under way. */
void            ps_wizard_account_cancel        (PsWizardAccount *self);

G_END_DECLS
