/* src/ui/trouble-report.h: Save as List…: what failed, one photo a line. Main thread. */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

void ps_trouble_report_save (PsWindow  *window,
                             PsCatalog *catalog);

G_END_DECLS
