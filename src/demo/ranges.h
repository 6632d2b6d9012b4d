/* src/demo/ranges.h: pure: byte ranges as RFC 9110, 14 has them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum { PS_RANGE_WHOLE, PS_RANGE_PART, PS_RANGE_UNSATISFIABLE } PsRange;

PsRange  ps_range_parse     (const char *header,
                             gsize       size,
                             gsize      *first,
                             gsize      *length);
gboolean ps_range_if_range  (const char *header,
                             const char *etag,
                             const char *last_modified);

G_END_DECLS
