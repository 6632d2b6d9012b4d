/* src/look/confine.h: takes away from the helper program all that reading a picture does not need. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void ps_confine_process (void);
void ps_confine_calls   (void);

G_END_DECLS
