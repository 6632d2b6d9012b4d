/* src/look/container-webp.c: the chunks of a WebP (RFC 9649). Helper program only. */
#include <string.h>

#include "look/bytes.h"
#include "look/container-private.h"

#define MAX_STEPS 20000 /* chunks: an animation has one a frame */

static void
read_size (PsContainer  *self,
           const guint8 *head)
{
  if (memcmp (head + 12, "VP8X", 4) == 0)
    {
      self->width = 1 + (ps_le32 (head + 24) & 0xffffff);
      self->height = 1 + (ps_le32 (head + 26) >> 8);
    }
  else if (memcmp (head + 12, "VP8L", 4) == 0)
    {
      guint32 bits = ps_le32 (head + 21);

      self->width = 1 + (bits & 0x3fff);
      self->height = 1 + (bits >> 14 & 0x3fff);
    }
  else if (memcmp (head + 12, "VP8 ", 4) == 0)
    {
      self->width = ps_le16 (head + 26) & 0x3fff;
      self->height = ps_le16 (head + 28) & 0x3fff;
    }
}

/**
 * ps_container_walk_webp:
 * @self: a container
 * @source: a WebP
 *
 * Sections 2.5 to 2.7 for the size; metadata is in chunks of its own behind the picture.
 */
void
ps_container_walk_webp (PsContainer *self,
                        PsSource    *source)
{
  guint8 head[30];
  gint64 offset = 12;

  if (!ps_source_read_all (source, 0, head, sizeof head))
    return;
  read_size (self, head);
  for (int i = 0; i < MAX_STEPS; i++)
    {
      guint8 chunk[8];
      gint64 n_bytes;

      if (!ps_source_read_all (source, offset, chunk, sizeof chunk))
        return;
      n_bytes = ps_le32 (chunk + 4);
      offset += sizeof chunk;
      if (memcmp (chunk, "EXIF", 4) == 0)
        ps_container_found_exif (self, source, offset, n_bytes);
      else if (memcmp (chunk, "XMP ", 4) == 0)
        ps_container_found_xmp (self, source, offset, n_bytes);
      offset += (n_bytes + 1) & ~(gint64) 1;
    }
}
