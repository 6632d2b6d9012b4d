/* src/ui/application.h: the program with its windows. Main thread. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PS_TYPE_APPLICATION (ps_application_get_type ())
G_DECLARE_FINAL_TYPE (PsApplication, ps_application, PS, APPLICATION, AdwApplication)

PsApplication *ps_application_new              (void);
GSettings     *ps_application_get_settings     (PsApplication *self);
void           ps_application_open_library     (PsApplication *self,
                                                const char    *root);
void           ps_application_open_samples     (PsApplication *self,
                                                guint          n_photos,
                                                const char    *root);
void           ps_application_remember_library (PsApplication *self,
                                                const char    *root);
void           ps_application_tell_background  (PsApplication *self);
void           ps_application_add_actions      (PsApplication *self);

G_END_DECLS
