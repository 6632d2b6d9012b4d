/* src/ui/duplicates-page.h: Duplicates: three shelves and bursts apart, a rule for which one is kept, two compared. Main thread. */
#pragma once

#include <adwaita.h>

#include "library/library.h"

G_BEGIN_DECLS

#define PS_TYPE_DUPLICATES_PAGE (ps_duplicates_page_get_type ())
G_DECLARE_FINAL_TYPE (PsDuplicatesPage, ps_duplicates_page, PS, DUPLICATES_PAGE, AdwBin)

GtkWidget *ps_duplicates_page_new         (void);
void       ps_duplicates_page_set_library (PsDuplicatesPage *self,
                                           PsLibrary        *library);

G_END_DECLS
