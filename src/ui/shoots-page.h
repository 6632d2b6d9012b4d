/* src/ui/shoots-page.h: All Shoots: what belongs together, found and accepted; fewer or more of them. Main thread. */
#pragma once

#include <adwaita.h>

#include "library/library.h"

G_BEGIN_DECLS

#define PS_TYPE_SHOOTS_PAGE (ps_shoots_page_get_type ())
G_DECLARE_FINAL_TYPE (PsShootsPage, ps_shoots_page, PS, SHOOTS_PAGE, AdwBin)

GtkWidget *ps_shoots_page_new         (void);
void       ps_shoots_page_set_library (PsShootsPage *self,
                                       PsLibrary    *library);

G_END_DECLS
