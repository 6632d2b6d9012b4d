/* src/ui/search-completion.h: under the search field, while it is typed in: what may be meant, to be taken. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "catalog/completion.h"

G_BEGIN_DECLS

#define PS_TYPE_SEARCH_COMPLETION (ps_search_completion_get_type ())
G_DECLARE_FINAL_TYPE (PsSearchCompletion, ps_search_completion, PS, SEARCH_COMPLETION, GtkPopover)

PsSearchCompletion *ps_search_completion_new         (GtkEditable        *entry);
void                ps_search_completion_set_catalog (PsSearchCompletion *self,
                                                      PsCatalog          *catalog);

G_END_DECLS
