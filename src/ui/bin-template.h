/* src/ui/bin-template.h: letting go of the template of a widget that derives from AdwBin. Main thread. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void ps_bin_template_dispose (gpointer bin,
                              GType    type);

G_END_DECLS
