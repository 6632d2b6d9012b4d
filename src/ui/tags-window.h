/* src/ui/tags-window.h: which tags some photos have, all, some or none of them; a click changes it. Main thread. */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

#define PS_TYPE_TAGS_WINDOW (ps_tags_window_get_type ())
G_DECLARE_FINAL_TYPE (PsTagsWindow, ps_tags_window, PS, TAGS_WINDOW, AdwWindow)

void ps_tags_window_present (PsWindow *window,
                             GArray   *ids);

G_END_DECLS
