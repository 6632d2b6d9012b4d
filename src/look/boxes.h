/* src/look/boxes.h: the boxes that HEIF, AVIF, Canon's raw files and JPEG XL are made of. Helper program only. */
#pragma once

#include "look/source.h"

G_BEGIN_DECLS

/* ISO/IEC 14496-12, 4.2: where a box is; its content lies within the source. */
typedef struct
{
  char type[5];
  gint64 offset;  /* of its content, bytes from the source's start */
  gint64 n_bytes; /* of its content */
} PsBox;

/* Steps from box to box; begin with zeros but for offset and end. */
typedef struct
{
  gint64 offset, end; /* what is still to be seen */
  int n_seen;
} PsBoxWalk;

gboolean ps_box_next (PsSource  *source,
                      PsBoxWalk *walk,
                      PsBox     *box);
gboolean ps_box_find (PsSource   *source,
                      PsBoxWalk   walk,
                      const char *type,
                      PsBox      *box);

G_END_DECLS
