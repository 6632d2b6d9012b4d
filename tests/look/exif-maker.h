/* tests/look/exif-maker.h: EXIF blocks written byte by byte, also such as no camera would. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _ExifMaker ExifMaker;

enum { IFD0, EXIF, GPS, N_IFDS };
enum { BYTE = 1, ASCII = 2, SHORT = 3, LONG = 4, RATIONAL = 5, UNDEFINED = 7, SRATIONAL = 10 };

ExifMaker *exif_maker_new       (gboolean     big_endian);
void       exif_maker_free      (ExifMaker   *self);
void       exif_maker_raw       (ExifMaker   *self,
                                 int          ifd,
                                 guint        tag,
                                 guint        format,
                                 guint32      count,
                                 const void  *data,
                                 gsize        size);
void       exif_maker_text      (ExifMaker   *self,
                                 int          ifd,
                                 guint        tag,
                                 const char  *text);
void       exif_maker_short     (ExifMaker   *self,
                                 int          ifd,
                                 guint        tag,
                                 guint        value);
void       exif_maker_rationals (ExifMaker   *self,
                                 int          ifd,
                                 guint        tag,
                                 guint        format,
                                 guint        n,
                                 const gint64 (*values)[2]);
GBytes    *exif_maker_finish    (ExifMaker   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExifMaker, exif_maker_free)

G_END_DECLS
