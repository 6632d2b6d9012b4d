/* src/look/metadata.h: EXIF, IPTC and XMP of one file -> facts. Helper program only. */
#pragma once

#include "base/facts.h"
#include "look/container.h"

G_BEGIN_DECLS

void ps_metadata_read (const PsContainer *container,
                       PsFacts           *facts);

G_END_DECLS
