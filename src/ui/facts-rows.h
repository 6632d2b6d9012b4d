/* src/ui/facts-rows.h: what is known of a photo, as rows of a name and a value. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "catalog/catalog-browse.h"

G_BEGIN_DECLS

void ps_facts_rows_fill (GtkBox             *box,
                         PsCatalog          *catalog,
                         const PsPhotoFacts *facts);

/* Two rows: one's own tags, and the cloud's. uses: nullable, of PsTagUse. */
void ps_facts_rows_add_tags (GtkBox    *box,
                             PsCatalog *catalog,
                             GArray    *ids,
                             GPtrArray *uses);

/* One row; value: (transfer floating). Words are as they are to be shown. */
GtkWidget *ps_facts_rows_add        (GtkBox     *box,
                                     const char *name,
                                     GtkWidget  *value);
void       ps_facts_rows_add_words  (GtkBox     *box,
                                     const char *name,
                                     const char *words);

G_END_DECLS
