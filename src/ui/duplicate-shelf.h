/* src/ui/duplicate-shelf.h: the button of a shelf of duplicates: its name, how many groups, what they cost. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "catalog/catalog-shelves.h"

G_BEGIN_DECLS

#define PS_TYPE_DUPLICATE_SHELF (ps_duplicate_shelf_get_type ())
G_DECLARE_FINAL_TYPE (PsDuplicateShelf, ps_duplicate_shelf, PS, DUPLICATE_SHELF, GtkToggleButton)

GtkWidget *ps_duplicate_shelf_new          (PsShelf                shelf);
void       ps_duplicate_shelf_set_contents (PsDuplicateShelf      *self,
                                            const PsShelfContents *contents);

G_END_DECLS
