/* src/look/imprint-make.h: a small picture -> what it is recognised by. Helper program only. */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "base/imprint.h"

G_BEGIN_DECLS

gboolean ps_imprint_make (GdkPixbuf *picture,
                          PsImprint *imprint);

G_END_DECLS
