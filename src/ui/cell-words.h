/* src/ui/cell-words.h: what a photo's cell says in words. Main thread. */
#pragma once

#include "catalog/photo-row.h"

G_BEGIN_DECLS

char *ps_cell_words_name     (const PsPhotoRow *row);
char *ps_cell_words_tile     (const PsPhotoRow *row);
char *ps_cell_words_duration (double            seconds);
char *ps_cell_words_spoken   (const PsPhotoRow *row,
                              gboolean          is_selected);
char *ps_cell_words_emblem   (const PsPhotoRow *row);

G_END_DECLS
