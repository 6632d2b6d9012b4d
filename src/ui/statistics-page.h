/* src/ui/statistics-page.h: how many photos there are of each year, camera, lens …; each bar opens its search. Main thread. */
#pragma once

#include <adwaita.h>

#include "library/library.h"

G_BEGIN_DECLS

#define PS_TYPE_STATISTICS_PAGE (ps_statistics_page_get_type ())
G_DECLARE_FINAL_TYPE (PsStatisticsPage, ps_statistics_page, PS, STATISTICS_PAGE, AdwBin)

GtkWidget *ps_statistics_page_new         (void);
/* NULL lets go of everything of the library before it is closed. */
void       ps_statistics_page_set_library (PsStatisticsPage *self,
                                           PsLibrary        *library);

G_END_DECLS
