/* src/look/source.h: an open file, read piece by piece and never mapped. Helper program only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PsSource:
 *
 * Mapping a file that somebody cuts short raises SIGBUS; reading it comes back
 * short, which `cut` remembers. The file's own position is never moved.
 */
typedef struct
{
  int fd;        /* borrowed */
  gint64 size;   /* bytes, when it was opened */
  int error;     /* errno of the first read that failed, or 0 */
  gboolean cut;  /* the file has become shorter than size */
} PsSource;

gboolean ps_source_init     (PsSource *self,
                             int       fd);
gsize    ps_source_read     (PsSource *self,
                             gint64    offset,
                             gpointer  buffer,
                             gsize     n_bytes);
gboolean ps_source_read_all (PsSource *self,
                             gint64    offset,
                             gpointer  buffer,
                             gsize     n_bytes);

G_END_DECLS
