/* src/ui/notices.h: what is told on the desktop, while the window is not in front. Main thread. */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

void     ps_notices_watch      (PsWindow *window);
/* Pure: whether a drive that is away is missed. */
gboolean ps_notices_is_overdue (gint64    looked_us,
                                guint     look_every,
                                gint64    now_us);

G_END_DECLS
