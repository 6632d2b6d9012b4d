/* tests/look/look-test.h: pictures made for a test, and looking at them without callbacks. */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "look/looker.h"

G_BEGIN_DECLS

/* A folder for one test program, gone at its end. */
const char *look_test_folder      (void);
void        look_test_remove      (void);
char       *look_test_write       (const char   *name,
                                   const void   *data,
                                   gsize         size);

/* An open file of its own; -1 never. */
int         look_test_open        (const void   *data,
                                   gsize         size);

PsLook     *look_test_look_at_fd  (PsLooker     *looker,
                                   int           fd,
                                   GError      **error);
PsLook     *look_test_look_at     (PsLooker     *looker,
                                   const void   *data,
                                   gsize         size);
void        look_test_close       (PsLooker     *looker);
void        look_test_wait        (gboolean     *done);

/* Scenes: the same number draws the same picture at any size; numbers far apart are strangers. */
GdkPixbuf  *look_test_draw        (guint         scene,
                                   int           width,
                                   int           height);
GBytes     *look_test_jpeg        (GdkPixbuf    *picture,
                                   int           quality);
GBytes     *look_test_save        (GdkPixbuf    *picture,
                                   const char   *format);
GBytes     *look_test_with_exif   (GBytes       *jpeg,
                                   GBytes       *exif);
GdkPixbuf  *look_test_decode      (GBytes       *bytes);
void        look_test_pixel       (GdkPixbuf    *picture,
                                   double        x,
                                   double        y,
                                   guint8        rgb[3]);

G_END_DECLS
