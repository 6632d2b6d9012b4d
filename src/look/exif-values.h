/* src/look/exif-values.h: single values out of libexif's entries, as exiftool understands them. Helper program only. */
#pragma once

#include <glib.h>
#include <libexif/exif-data.h>

G_BEGIN_DECLS

double  ps_exif_number   (ExifContent *content,
                          guint        tag,
                          guint        index);
guint   ps_exif_count    (ExifContent *content,
                          guint        tag);
char   *ps_exif_text     (ExifContent *content,
                          guint        tag);
char   *ps_exif_notice   (ExifContent *content,
                          guint        tag);
char   *ps_exif_date     (ExifContent *content,
                          guint        tag);
char   *ps_exif_offset   (ExifContent *content,
                          guint        tag);

G_END_DECLS
