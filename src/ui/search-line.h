/* src/ui/search-line.h: under the search field: why a search cannot be understood, and its terms as chips. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "catalog/catalog.h"

G_BEGIN_DECLS

#define PS_TYPE_SEARCH_LINE (ps_search_line_get_type ())
G_DECLARE_FINAL_TYPE (PsSearchLine, ps_search_line, PS, SEARCH_LINE, GtkWidget)

void     ps_search_line_set_entry  (PsSearchLine *self,
                                    GtkEditable  *entry);
void     ps_search_line_set_catalog (PsSearchLine *self,
                                    PsCatalog    *catalog);
gboolean ps_search_line_follow     (PsSearchLine *self);
void     ps_search_line_show_chips (PsSearchLine *self);

G_END_DECLS
