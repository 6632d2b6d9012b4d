/* src/look/source.h: an open file, or bytes out of one, read piece by piece and never mapped. Helper program only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _PsSource PsSource;

/**
 * PsSource:
 *
 * Mapping a file that somebody cuts short raises SIGBUS; reading it comes back
 * short, which `cut` remembers. The file's own position is never moved.
 *
 * A source may also be a stretch of another one, or bytes that were unpacked
 * from it: what is wrong with the file is then told to the other one too.
 */
struct _PsSource
{
  int fd;             /* borrowed; -1: bytes or a stretch */
  gint64 size;        /* bytes, when it was opened */
  int error;          /* errno of the first read that failed, or 0 */
  gboolean cut;       /* the file has become shorter than size */
  PsSource *whole;    /* borrowed, nullable: what this is a stretch of */
  gint64 start;       /* where in the whole it begins, bytes */
  const guint8 *data; /* borrowed, nullable */
};

gboolean ps_source_init        (PsSource     *self,
                                int           fd);
gboolean ps_source_init_part   (PsSource     *self,
                                PsSource     *whole,
                                gint64        start,
                                gint64        n_bytes);
void     ps_source_init_memory (PsSource     *self,
                                const guint8 *data,
                                gsize         n_bytes);
gsize    ps_source_read        (PsSource     *self,
                                gint64        offset,
                                gpointer      buffer,
                                gsize         n_bytes);
gboolean ps_source_read_all    (PsSource     *self,
                                gint64        offset,
                                gpointer      buffer,
                                gsize         n_bytes);
GBytes  *ps_source_take        (PsSource     *self,
                                gint64        offset,
                                gint64        n_bytes,
                                gint64        max_bytes);

G_END_DECLS
