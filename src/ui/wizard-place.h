/* src/ui/wizard-place.h: page 4: where the library is to live, and what happens by itself. */
#pragma once

#include <adwaita.h>

#include "backup/account-check.h"
#include "vault/site.h"

G_BEGIN_DECLS

#define PS_TYPE_WIZARD_PLACE (ps_wizard_place_get_type ())
G_DECLARE_FINAL_TYPE (PsWizardPlace, ps_wizard_place, PS, WIZARD_PLACE, AdwBin)

/* Signal "start": get_site() is good, or the library of the same cloud. */
GtkWidget *ps_wizard_place_get_default    (PsWizardPlace  *self);
void       ps_wizard_place_set_account    (PsWizardPlace  *self,
                                           const char     *cloud_name,
                                           PsAccountCheck *check,
                                           gint64          n_photos,
                                           gint64          n_bytes);
PsSite    *ps_wizard_place_get_site       (PsWizardPlace  *self);
gboolean   ps_wizard_place_get_look       (PsWizardPlace  *self);
gboolean   ps_wizard_place_get_keep_awake (PsWizardPlace  *self);
void       ps_wizard_place_set_keyring    (PsWizardPlace  *self,
                                           gboolean        has_keyring);
void       ps_wizard_place_set_is_busy    (PsWizardPlace  *self,
                                           gboolean        is_busy);
/* NULL: nothing is wrong. */
void       ps_wizard_place_show_error     (PsWizardPlace  *self,
                                           const char     *words);

G_END_DECLS
