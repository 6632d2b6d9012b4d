/* src/ui/state-words.h: a photo's state as a person reads it: a label, a sentence, an emblem. Main thread. */
#pragma once

#include "catalog/photo-row.h"

G_BEGIN_DECLS

const char *ps_state_words_label     (const PsPhotoRow *row);
const char *ps_state_words_icon_name (const PsPhotoRow *row);
char       *ps_state_words_sentence  (const PsPhotoRow *row);
gboolean    ps_state_words_can_retry (const PsPhotoRow *row);
gboolean    ps_state_words_is_here   (const PsPhotoRow *row);

G_END_DECLS
