/* src/ui/wizard-welcome.h: page 1: what the program does, and the libraries that are there already. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PS_TYPE_WIZARD_WELCOME (ps_wizard_welcome_get_type ())
G_DECLARE_FINAL_TYPE (PsWizardWelcome, ps_wizard_welcome, PS, WIZARD_WELCOME, AdwBin)

/* Signals: "set-up"; "open" (const char *root); "sample". Libraries on drives are listed as they are plugged in. */
GtkWidget *ps_wizard_welcome_get_default    (PsWizardWelcome     *self);
void       ps_wizard_welcome_set_recent     (PsWizardWelcome     *self,
                                             const char *const   *roots);
/* NULL: nothing is wrong. */
void       ps_wizard_welcome_show_error     (PsWizardWelcome     *self,
                                             const char          *words);
void       ps_wizard_welcome_set_is_opening (PsWizardWelcome     *self,
                                             gboolean             is_opening);

G_END_DECLS
