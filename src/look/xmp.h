/* src/look/xmp.h: a packet of XMP -> captions. Helper program only. */
#pragma once

#include "look/captions.h"

G_BEGIN_DECLS

void     ps_xmp_preload (void);
gboolean ps_xmp_is_tame (GBytes     *packet);
void     ps_xmp_read    (GBytes     *packet,
                         PsCaptions *captions);

G_END_DECLS
