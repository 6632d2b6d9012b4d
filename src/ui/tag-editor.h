/* src/ui/tag-editor.h: a photo's tags, with what it takes to add one's own and take them off. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "catalog/catalog-browse.h"

G_BEGIN_DECLS

#define PS_TYPE_TAG_EDITOR (ps_tag_editor_get_type ())
G_DECLARE_FINAL_TYPE (PsTagEditor, ps_tag_editor, PS, TAG_EDITOR, GtkWidget)

GtkWidget *ps_tag_editor_new          (PsCatalog *catalog,
                                       GArray    *photo_ids,
                                       GPtrArray *uses);
GtkWidget *ps_tag_editor_new_of_cloud (GPtrArray *uses,
                                       guint      n_photos);

G_END_DECLS
