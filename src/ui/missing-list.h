/* src/ui/missing-list.h: Save List of Missing…: every photo that is not here, a line each. Main thread. */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

void ps_missing_list_save (PsWindow  *window,
                           PsCatalog *catalog);

G_END_DECLS
