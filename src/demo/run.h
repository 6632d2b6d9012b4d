/* src/demo/run.h: the demo cloud as a program of its own. */
#pragma once

#include "demo/server.h"

G_BEGIN_DECLS

int      ps_demo_run        (const PsDemoOptions  *options);
gboolean ps_demo_parse_plan (const char           *text,
                             gint64               *limit_bytes,
                             gint64               *used_bytes,
                             GError              **error);

G_END_DECLS
