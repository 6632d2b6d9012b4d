/* src/look/source.c: an open file, or bytes out of one, read piece by piece and never mapped. Helper program only. */
#include "look/source.h"

#include <errno.h>
#include <string.h>
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
 * ps_source_init_part:
 * @self: what to fill
 * @whole: a source that outlives @self
 * @start: bytes from its start
 * @n_bytes: how many belong to the part
 *
 * Returns: whether the part lies within @whole
 */
gboolean
ps_source_init_part (PsSource *self,
                     PsSource *whole,
                     gint64    start,
                     gint64    n_bytes)
{
  *self = (PsSource) { .fd = -1, .whole = whole, .start = start };
  if (start < 0 || n_bytes < 0 || start > whole->size || n_bytes > whole->size - start)
    return FALSE;
  self->size = n_bytes;
  return TRUE;
}

/**
 * ps_source_init_memory:
 * @self: what to fill
 * @data: bytes that outlive @self
 * @n_bytes: how many
 */
void
ps_source_init_memory (PsSource     *self,
                       const guint8 *data,
                       gsize         n_bytes)
{
  *self = (PsSource) { .fd = -1, .size = (gint64) n_bytes, .data = data };
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
  if (self->whole != NULL)
    return ps_source_read (self->whole, self->start + offset, buffer, n_bytes);
  if (self->data != NULL)
    {
      memcpy (buffer, self->data + offset, n_bytes);
      return n_bytes;
    }
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

/**
 * ps_source_take:
 * @self: a source
 * @offset: bytes from the file's start
 * @n_bytes: how many are wanted
 * @max_bytes: more than so many are refused
 *
 * Returns: (transfer full) (nullable): all of them, or nothing
 */
GBytes *
ps_source_take (PsSource *self,
                gint64    offset,
                gint64    n_bytes,
                gint64    max_bytes)
{
  g_autofree guint8 *data = NULL;

  if (offset < 0 || n_bytes <= 0 || n_bytes > max_bytes || offset > self->size || n_bytes > self->size - offset)
    return NULL;
  data = g_malloc ((gsize) n_bytes);
  if (!ps_source_read_all (self, offset, data, (gsize) n_bytes))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&data), (gsize) n_bytes);
}
