/* src/ui/looks-page.h: Earlier Looks: what each look through Cloudinary found, a click from its photos. Main thread. */
#pragma once

#include <adwaita.h>

#include "library/library.h"

G_BEGIN_DECLS

#define PS_TYPE_LOOKS_PAGE (ps_looks_page_get_type ())
G_DECLARE_FINAL_TYPE (PsLooksPage, ps_looks_page, PS, LOOKS_PAGE, AdwBin)

GtkWidget *ps_looks_page_new         (void);
void       ps_looks_page_set_library (PsLooksPage *self,
                                      PsLibrary   *library);

G_END_DECLS
