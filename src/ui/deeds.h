/* src/ui/deeds.h: what was done to collections and tags, as deeds that can be taken back. Main thread. */
#pragma once

#include "catalog/catalog-browse.h"
#include "ui/window.h"

G_BEGIN_DECLS

void ps_deeds_push_membership  (PsWindow            *window,
                                const char          *words,
                                gint64               collection_id,
                                GArray              *ids,
                                gboolean             added);
void ps_deeds_push_removal     (PsWindow            *window,
                                const char          *words,
                                PsCollectionRemains *remains);
void ps_deeds_push_creation    (PsWindow            *window,
                                const char          *words,
                                gint64               collection_id);
void ps_deeds_push_rename      (PsWindow            *window,
                                const char          *words,
                                gint64               collection_id,
                                const char          *before,
                                const char          *after);
void ps_deeds_push_description (PsWindow            *window,
                                const char          *words,
                                gint64               collection_id,
                                const char          *before,
                                const char          *after);
void ps_deeds_push_tag         (PsWindow            *window,
                                const char          *words,
                                const char          *tag,
                                GArray              *ids,
                                gboolean             added);

G_END_DECLS
