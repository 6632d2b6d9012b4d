/* src/look/rendering.h: a whole picture as a helper painted it, and the memory it was painted in. */
#pragma once

#include "look/looker.h"
#include "look/wire.h"

G_BEGIN_DECLS

int          ps_rendering_new_canvas (guint          max_side,
                                      GError       **error);
PsRendering *ps_rendering_new        (const PsSight *sight,
                                      int            canvas,
                                      GError       **error);

G_END_DECLS
