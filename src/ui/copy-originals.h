/* src/ui/copy-originals.h: Copy Originals To…: asks where, says what is not here, copies with progress. Main thread. */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

void ps_copy_originals (PsWindow  *window,
                        GPtrArray *rows);

G_END_DECLS
