/* src/look/look-private.h: how a looker makes its answers. */
#pragma once

#include "look/looker.h"
#include "look/wire.h"

G_BEGIN_DECLS

PsLook *ps_look_new       (PsSight     *sight);
GError *ps_look_error_new (PsLookError  reason);

G_END_DECLS
