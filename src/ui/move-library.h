/* src/ui/move-library.h: a library whose files are copied: closed, completed, opened in its new place. Main thread. */
#pragma once

#include "library/relocate.h"
#include "ui/window.h"

G_BEGIN_DECLS

void ps_move_library_complete (PsWindow   *window,
                               PsRelocate *job,
                               const char *to);

G_END_DECLS
