/* src/look/source.c: an open file, read piece by piece and never mapped. Helper program only. */
#include "look/source.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

/**
 * ps_source_init:
 * @self: what to fill
 * @fd: an open file, borrowed
 *
 * Returns: whether @fd is an ordinary file that can be asked for its size
 */
gboolean
ps_source_init (PsSource *self,
                int       fd)
{
  struct stat info;

  *self = (PsSource) { .fd = fd };
  if (fstat (fd, &info) != 0)
    {
      self->error = errno;
      return FALSE;
    }
  self->size = info.st_size;
  return S_ISREG (info.st_mode);
}

/**
 * ps_source_read:
 * @self: a source
 * @offset: bytes from the file's start
 * @buffer: (out caller-allocates): room for @n_bytes
 * @n_bytes: how many are wanted
 *
 * Nothing beyond the size the file had at first is read, however it grows.
 *
 * Returns: how many bytes came; fewer at the end, after an error, or when the file has been cut
 */
gsize
ps_source_read (PsSource *self,
                gint64    offset,
                gpointer  buffer,
                gsize     n_bytes)
{
  gsize n_read = 0;

  if (offset < 0 || offset >= self->size)
    return 0;
  n_bytes = MIN (n_bytes, (guint64) (self->size - offset));
  while (n_read < n_bytes)
    {
      ssize_t n = pread (self->fd, (guint8 *) buffer + n_read, n_bytes - n_read, offset + (gint64) n_read);

      if (n > 0)
        n_read += (gsize) n;
      else if (n == 0)
        {
          self->cut = TRUE;
          break;
        }
      else if (errno != EINTR)
        {
          self->error = errno;
          break;
        }
    }
  return n_read;
}

/**
 * ps_source_read_all:
 * @self: a source
 * @offset: bytes from the file's start
 * @buffer: (out caller-allocates): room for @n_bytes
 * @n_bytes: how many are wanted
 *
 * Returns: whether all @n_bytes were there
 */
gboolean
ps_source_read_all (PsSource *self,
                    gint64    offset,
                    gpointer  buffer,
                    gsize     n_bytes)
{
  return ps_source_read (self, offset, buffer, n_bytes) == n_bytes;
}
