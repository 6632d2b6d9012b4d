/* src/ui/application.h: the program with its windows. Main thread. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PS_TYPE_APPLICATION (ps_application_get_type ())
G_DECLARE_FINAL_TYPE (PsApplication, ps_application, PS, APPLICATION, AdwApplication)

PsApplication *ps_application_new          (void);
GSettings     *ps_application_get_settings (PsApplication *self);

G_END_DECLS
