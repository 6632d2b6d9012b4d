/* src/ui/clocks.h: clocks that were wrong are put right, which is said in a toast, and taken back. Main thread. */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

void ps_clocks_shift (PsWindow *window,
                      GArray   *ids,
                      gint64    shift_us);

G_END_DECLS
