/* src/ui/sidebar.h: every list of photos there is, by name and number; photos are dragged onto it. Main thread. */
#pragma once

#include <adwaita.h>

#include "catalog/photo-query.h"
#include "library/library.h"

G_BEGIN_DECLS

#define PS_TYPE_SIDEBAR (ps_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (PsSidebar, ps_sidebar, PS, SIDEBAR, AdwBin)

/* Signals: "chosen" (PsPhotoQuery, string title): a list of photos; "page-chosen" (string): "home" or "needs-you". */
GtkWidget *ps_sidebar_new         (void);
void       ps_sidebar_set_library (PsSidebar    *self,
                                   PsLibrary    *library);
void       ps_sidebar_choose_page (PsSidebar    *self,
                                   const char   *page);
void       ps_sidebar_reflect     (PsSidebar    *self,
                                   PsPhotoQuery *query);
void       ps_sidebar_set_safety  (PsSidebar    *self,
                                   const char   *words,
                                   const char   *icon);

G_END_DECLS
