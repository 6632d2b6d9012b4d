/* src/ui/opening.h: opens a library for a window, off the main thread, and says why where it cannot. Main thread. */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

void ps_opening_begin         (PsWindow   *window,
                               const char *root);
void ps_opening_begin_samples (PsWindow   *window,
                               const char *root,
                               guint       n_photos);

G_END_DECLS
