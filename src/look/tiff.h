/* src/look/tiff.h: the directories of a TIFF, which is also what EXIF is written in. Helper program only. */
#pragma once

#include "look/source.h"

G_BEGIN_DECLS

/**
 * PsTiff:
 *
 * TIFF 6.0, section 2, in either byte order; BigTIFF too, and what makers of
 * cameras wrote in place of the number 42.
 */
typedef struct
{
  PsSource *source; /* borrowed; offsets count from its start */
  gboolean big_endian;
  gboolean is_big;  /* BigTIFF: 64-bit offsets */
  gint64 first;     /* where the first directory is */
} PsTiff;

/* One entry; its values lie within the source. */
typedef struct
{
  guint tag, format;
  gint64 count;     /* values */
  gint64 offset;    /* of the first, bytes from the source's start */
  gint64 n_bytes;   /* of all */
} PsTiffEntry;

gboolean           ps_tiff_open        (PsTiff            *self,
                                        PsSource          *source);
GArray            *ps_tiff_list        (const PsTiff      *self,
                                        gint64             offset,
                                        gint64            *next);
const PsTiffEntry *ps_tiff_find        (GArray            *entries,
                                        guint              tag);
gint64             ps_tiff_integer     (const PsTiff      *self,
                                        const PsTiffEntry *entry,
                                        gint64             index);
guint              ps_tiff_format_size (guint              format);

G_END_DECLS
