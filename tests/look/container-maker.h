/* tests/look/container-maker.h: the smallest files of each kind that can hold metadata. */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

typedef struct
{
  guint32 tag, format, count, value;
} TiffEntry;

/* A TIFF of one directory that begins after @n_gap bytes; a tag of 0 ends the list. */
GBytes *make_tiff     (gboolean         big_endian,
                       const TiffEntry *entries,
                       gsize            n_gap);

/* One pixel, losslessly. */
GBytes *make_webp     (void);

/* A PNG with a further chunk before its picture. */
GBytes *make_png      (GdkPixbuf       *picture,
                       const char      *type,
                       gconstpointer    data,
                       gsize            n_bytes);
GBytes *make_deflated (gconstpointer    data,
                       gsize            n_bytes);

/* A chunk of a text: the keyword, the metadata's bytes as "Raw profile" has them, compressed or not. */
GBytes *make_profile  (const char      *kind,
                       GBytes          *metadata,
                       gboolean         compressed);

typedef enum
{
  IN_MDAT,  /* one piece */
  IN_PARTS, /* several pieces, each alone in the file */
  IN_IDAT,  /* inside the meta box */
} ItemPlace;

/* A HEIF whose picture cannot be decoded; exif: "Exif", two zero bytes, TIFF. */
GBytes *make_heif     (const char      *brand,
                       ItemPlace        place,
                       GBytes          *exif,
                       GBytes          *xmp);

/* Canon's raw file in boxes, of three EXIF blocks. */
GBytes *make_cr3      (GBytes          *ifd0,
                       GBytes          *exif,
                       GBytes          *gps);

/* Fujifilm's raw file, around a JPEG. */
GBytes *make_raf      (GBytes          *jpeg);

G_END_DECLS
