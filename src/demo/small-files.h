/* src/demo/small-files.h: films, sound, documents and sidecars, small but valid. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *ps_make_wav  (guint64      seed,
                      double       duration_s,
                      guint        rate);
GBytes *ps_make_mp4  (GPtrArray   *frames,
                      int          width,
                      int          height,
                      guint        frames_a_second,
                      gint64       taken_at_us);
GBytes *ps_make_zip  (const char *const *names,
                      GBytes     *const *contents,
                      guint        n);
GBytes *ps_make_docx (const char  *title,
                      const char  *text);
GBytes *ps_make_xmp  (const char  *title,
                      const char  *const *keywords,
                      int          rating,
                      gint64       taken_at_us);
GBytes *ps_make_pdf  (GPtrArray   *jpegs,
                      guint        n_pages,
                      const char  *title,
                      gint64       created_at_us,
                      GError     **error);

G_END_DECLS
