/* src/ui/notices.h: what is told on the desktop, while the window is not in front. Main thread. */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

void ps_notices_watch (PsWindow *window);

G_END_DECLS
