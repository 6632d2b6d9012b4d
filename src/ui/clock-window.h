/* src/ui/clock-window.h: asks how far a camera's clock was off, and shows what that comes to. Main thread. */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

#define PS_TYPE_CLOCK_WINDOW (ps_clock_window_get_type ())
G_DECLARE_FINAL_TYPE (PsClockWindow, ps_clock_window, PS, CLOCK_WINDOW, AdwWindow)

/* selected: nullable; shown: all that are looked at; current_id: the photo whose true time may be typed, 0: the first. */
void ps_clock_window_present (PsWindow *window,
                              GArray   *selected,
                              GArray   *shown,
                              gint64    current_id);

G_END_DECLS
