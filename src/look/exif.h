/* src/look/exif.h: an EXIF block -> facts. Helper program only. */
#pragma once

#include "base/facts.h"

G_BEGIN_DECLS

gboolean ps_exif_read (GBytes  *block,
                       PsFacts *facts);

G_END_DECLS
