/* src/ui/query-words.h: the terms of a search, as a person reads them. Any thread. */
#pragma once

#include "query/query.h"

G_BEGIN_DECLS

char       *ps_query_words_of_term  (const PsQueryNode *term);
const char *ps_query_words_of_field (PsField            field);
char       *ps_query_words_of_value (PsField            field,
                                     const char        *value);

G_END_DECLS
