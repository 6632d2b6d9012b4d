/* src/look/fingerprint.h: a small picture -> 64 bits that look-alikes share. Helper program only. */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

gboolean ps_fingerprint_make (GdkPixbuf *picture,
                              guint64   *fingerprint);

G_END_DECLS
