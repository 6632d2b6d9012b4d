/* src/ui/lost-drive.h: I Lost This Drive…: asks for another place, and makes a new library of what is kept. Main thread. */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

void ps_lost_drive_present (PsWindow *window,
                            gboolean  is_failing);

G_END_DECLS
