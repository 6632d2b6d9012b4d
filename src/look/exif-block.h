/* src/look/exif-block.h: EXIF entries from anywhere in a file, packed anew for libexif. Helper program only. */
#pragma once

#include "look/tiff.h"

G_BEGIN_DECLS

typedef enum
{
  PS_EXIF_IFD0,
  PS_EXIF_EXIF,
  PS_EXIF_GPS,
  PS_EXIF_N_IFDS
} PsExifIfd;

typedef struct _PsExifBlock PsExifBlock;

PsExifBlock *ps_exif_block_new       (void);
void         ps_exif_block_free      (PsExifBlock  *self);
void         ps_exif_block_add       (PsExifBlock  *self,
                                      const PsTiff *tiff,
                                      gint64        offset,
                                      PsExifIfd     ifd);
void         ps_exif_block_add_all   (PsExifBlock  *self,
                                      const PsTiff *tiff);
gboolean     ps_exif_block_is_camera (PsExifBlock  *self);
GBytes      *ps_exif_block_finish    (PsExifBlock  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsExifBlock, ps_exif_block_free)

G_END_DECLS
