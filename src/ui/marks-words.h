/* src/ui/marks-words.h: stars and flags in words. Pure. */
#pragma once

#include "catalog/photo-row.h"

G_BEGIN_DECLS

char       *ps_marks_words_rating (int         rating);
char       *ps_marks_words_flag   (PsFlag      flag);
char       *ps_marks_words_of     (int         rating,
                                   PsFlag      flag);
const char *ps_marks_words_icon   (PsFlag      flag);
PsFlag      ps_marks_words_parse  (const char *word);

G_END_DECLS
