/* src/query/values.h: pure: what is behind a field's colon -> what the term means. */
#pragma once

#include "query/query.h"

G_BEGIN_DECLS

gboolean ps_query_read_value (PsQueryNode     *term,
                              const char *value,
                              gint64      now_us,
                              GError    **error);

G_END_DECLS
