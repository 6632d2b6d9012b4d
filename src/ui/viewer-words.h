/* src/ui/viewer-words.h: what the viewer's header says. Main thread. */
#pragma once

#include "catalog/photo-row.h"

G_BEGIN_DECLS

char *ps_viewer_words_subtitle (const PsPhotoRow  *row,
                                guint              position,
                                guint              n_photos,
                                gboolean           is_narrow);
char *ps_viewer_words_state    (const PsPhotoRow  *row,
                                const char       **action);

G_END_DECLS
