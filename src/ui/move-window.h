/* src/ui/move-window.h: Move Library…: asks for another place, copies with progress, and goes on there. Main thread. */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

#define PS_TYPE_MOVE_WINDOW (ps_move_window_get_type ())
G_DECLARE_FINAL_TYPE (PsMoveWindow, ps_move_window, PS, MOVE_WINDOW, AdwWindow)

void ps_move_window_present (PsWindow *window);

G_END_DECLS
