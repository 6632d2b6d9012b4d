/* src/base/imprint.h: what is kept of a picture to recognise it by, where its fingerprint is not enough. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PS_IMPRINT_SIDE 20 /* greys a side: fewer cannot tell two frames of a burst apart */
#define PS_IMPRINT_N_GREYS (PS_IMPRINT_SIDE * PS_IMPRINT_SIDE)
#define PS_IMPRINT_N_CROPS 6
#define PS_IMPRINT_SIZE (8 + 8 * PS_IMPRINT_N_CROPS + PS_IMPRINT_N_GREYS) /* bytes, as stored */

typedef struct
{
  guint64 pixels;                     /* a hash of its preview: the same for the same picture with other metadata */
  guint64 crops[PS_IMPRINT_N_CROPS];  /* fingerprints of its middle and of its corners */
  guint8 greys[PS_IMPRINT_N_GREYS];   /* the whole picture, row by row, whatever its proportions */
} PsImprint;

void ps_imprint_pack   (const PsImprint *self,
                        guint8           bytes[PS_IMPRINT_SIZE]);
void ps_imprint_unpack (PsImprint       *self,
                        const guint8     bytes[PS_IMPRINT_SIZE]);

G_END_DECLS
