/* src/ui/name-chooser.h: a name out of many, by typing its beginning; or a new one. Main thread. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PS_TYPE_NAME_CHOOSER (ps_name_chooser_get_type ())
G_DECLARE_FINAL_TYPE (PsNameChooser, ps_name_chooser, PS, NAME_CHOOSER, AdwWindow)

/* Signal: "chosen" (gint64 id, string name): id 0: a new one. */
PsNameChooser *ps_name_chooser_new         (GtkWindow     *parent,
                                            const char    *title,
                                            const char    *placeholder,
                                            const char    *new_format);
void           ps_name_chooser_add         (PsNameChooser *self,
                                            gint64         id,
                                            const char    *name,
                                            gint64         n_photos);

G_END_DECLS
