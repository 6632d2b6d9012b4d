/* src/ui/preferences.h: the few choices there are: appearance, what to back up, how much of the plan. Main thread. */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

#define PS_TYPE_PREFERENCES (ps_preferences_get_type ())
G_DECLARE_FINAL_TYPE (PsPreferences, ps_preferences, PS, PREFERENCES, AdwPreferencesWindow)

void ps_preferences_present (PsWindow *window);

G_END_DECLS
