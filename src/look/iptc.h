/* src/look/iptc.h: records of IPTC-IIM -> captions. Helper program only. */
#pragma once

#include "look/captions.h"

G_BEGIN_DECLS

void ps_iptc_read (GBytes     *records,
                   PsCaptions *captions);

G_END_DECLS
