/* src/ui/wizard-page.h: the frame of a page of the wizard: header, Back, what is asked, all in a narrow column. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PS_TYPE_WIZARD_PAGE (ps_wizard_page_get_type ())
G_DECLARE_FINAL_TYPE (PsWizardPage, ps_wizard_page, PS, WIZARD_PAGE, AdwBin)

/* Properties: "title", "content" (a GtkWidget), "can-go-back", which shows a button for the action "wizard.back". */

G_END_DECLS
