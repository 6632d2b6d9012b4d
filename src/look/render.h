/* src/look/render.h: a file -> a whole upright picture in memory that somebody else lent. Helper program only. */
#pragma once

#include "look/container.h"
#include "look/wire.h"

G_BEGIN_DECLS

void ps_render (PsSource          *source,
                const PsContainer *container,
                int                orientation,
                guint              max_side,
                int                canvas,
                PsSight           *sight);

G_END_DECLS
