/* src/export/xmp.h: a photo as an XMP packet, in the dialect of the program that is to read it. One thread at a time. */
#pragma once

#include "catalog/catalog-export.h"

G_BEGIN_DECLS

typedef enum
{
  PS_XMP_DIGIKAM,
  PS_XMP_DARKTABLE,
  PS_XMP_LIGHTROOM,
  PS_XMP_SHOTWELL,
  PS_N_XMP_TARGETS
} PsXmpTarget;

const char *ps_xmp_target_to_word   (PsXmpTarget        target);
gboolean    ps_xmp_target_from_word (const char        *word,
                                     PsXmpTarget       *target);
char       *ps_xmp_sidecar_name     (PsXmpTarget        target,
                                     const char        *file_name);
char       *ps_xmp_make             (PsXmpTarget        target,
                                     const PsExportRow *row,
                                     GError           **error);
gboolean    ps_xmp_loses_levels     (PsXmpTarget        target,
                                     const PsExportRow *row);
gboolean    ps_xmp_loses_rating     (PsXmpTarget        target,
                                     const PsExportRow *row);
gboolean    ps_xmp_check            (const char        *packet,
                                     gsize              length,
                                     PsXmpTarget        target,
                                     const PsExportRow *row);

G_END_DECLS
