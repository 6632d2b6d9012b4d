/* src/demo/picture-file.h: pixels to files, with EXIF inside; files grown to a size. */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

GBytes *ps_picture_to_jpeg (GdkPixbuf  *pixbuf,
                            int         quality,
                            GBytes     *exif,
                            GError    **error);
GBytes *ps_picture_to_png  (GdkPixbuf  *pixbuf,
                            GBytes     *exif,
                            GError    **error);
GBytes *ps_jpeg_with_exif  (GBytes     *jpeg,
                            GBytes     *exif);
GBytes *ps_file_grow       (GBytes     *file,
                            gint64      n_bytes,
                            guint64     seed);
guint32 ps_crc32           (gconstpointer data,
                            gsize       n);

G_END_DECLS
