/* src/ui/export-closing.h: a window that is to be closed while photos of it are exported: asks first. Main thread. */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

gboolean ps_export_closing_waits (PsWindow *window);

G_END_DECLS
