/* src/ui/collection-dialog.h: asks which collection, what it is called, what is said of it. Main thread. */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

/**
 * PsCollectionPicked:
 * @window: the window that asked
 * @collection_id: which one
 * @name: what it is called
 * @ids: (element-type gint64): the photos it was asked for
 */
typedef void (*PsCollectionPicked) (PsWindow   *window,
                                    gint64      collection_id,
                                    const char *name,
                                    GArray     *ids);

void ps_collection_dialog_pick     (PsWindow           *window,
                                    GArray             *ids,
                                    PsCollectionPicked  picked);
void ps_collection_dialog_create   (PsWindow           *window,
                                    GArray             *ids);
void ps_collection_dialog_rename   (PsWindow           *window,
                                    gint64              collection_id);
void ps_collection_dialog_describe (PsWindow           *window,
                                    gint64              collection_id);
void ps_collection_dialog_save_search (PsWindow        *window,
                                    const char         *query);

G_END_DECLS
