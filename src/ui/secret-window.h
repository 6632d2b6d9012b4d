/* src/ui/secret-window.h: asks for the key of the library that a window shows, and goes on with it. Main thread. */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

void ps_secret_window_present (PsWindow *window);

G_END_DECLS
