/* src/demo/rendition.h: pure: another picture of the same scene: recompressed, smaller. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *ps_rendition_make        (GBytes *bytes,
                                  guint   width);
GBytes *ps_rendition_placeholder (void);

G_END_DECLS
