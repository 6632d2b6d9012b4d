/* src/look/container-jpeg.c: the segments of a JPEG up to its picture. Helper program only. */
#include <string.h>

#include "look/bytes.h"
#include "look/container-private.h"

#define MAX_STEPS 4096
#define MAX_EXIF 65533           /* what an APP1 segment can hold */
#define MAX_PHOTOSHOP (1 << 20)  /* several segments may hold it */
#define XMP_HEAD "http://ns.adobe.com/xap/1.0/"
#define PHOTOSHOP_HEAD "Photoshop 3.0"

static GBytes *
read_exif (PsSource *source,
           gint64    offset,
           gsize     n_bytes)
{
  g_autofree guint8 *data = NULL;

  if (n_bytes < 14 || n_bytes > MAX_EXIF)
    return NULL;
  data = g_malloc (n_bytes);
  if (!ps_source_read_all (source, offset, data, n_bytes))
    return NULL;
  data[5] = 0; /* some cameras write 0xff, libexif insists on zero */
  return g_bytes_new_take (g_steal_pointer (&data), n_bytes);
}

static gboolean
is_frame_marker (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static void
take_application_segment (PsContainer *self,
                          PsSource    *source,
                          guint8       marker,
                          gint64       offset,
                          guint        n_bytes,
                          GByteArray  *photoshop)
{
  char head[sizeof XMP_HEAD] = { 0 };

  ps_source_read (source, offset, head, MIN (n_bytes, sizeof head));
  if (marker == 0xe1 && memcmp (head, "Exif\0", 5) == 0 && self->exif == NULL)
    self->exif = read_exif (source, offset, n_bytes);
  else if (marker == 0xe1 && memcmp (head, XMP_HEAD, sizeof XMP_HEAD) == 0)
    ps_container_found_xmp (self, source, offset + (gint64) sizeof XMP_HEAD, (gint64) n_bytes - (gint64) sizeof XMP_HEAD);
  else if (marker == 0xed && memcmp (head, PHOTOSHOP_HEAD, sizeof PHOTOSHOP_HEAD) == 0)
    {
      g_autoptr(GBytes) data = ps_source_take (source, offset + (gint64) sizeof PHOTOSHOP_HEAD,
                                               (gint64) n_bytes - (gint64) sizeof PHOTOSHOP_HEAD,
                                               MAX_PHOTOSHOP - (gint64) photoshop->len);

      if (data != NULL)
        g_byte_array_append (photoshop, g_bytes_get_data (data, NULL), (guint) g_bytes_get_size (data));
    }
}

static void
walk_segments (PsContainer *self,
               PsSource    *source,
               GByteArray  *photoshop)
{
  gint64 offset = 2;

  for (int i = 0; i < MAX_STEPS; i++)
    {
      guint8 head[10];
      gsize n = ps_source_read (source, offset, head, sizeof head);
      guint length;

      if (n < 4 || head[0] != 0xff)
        return;
      if (head[1] == 0xff) /* a fill byte */
        {
          offset++;
          continue;
        }
      if (head[1] == 0x01 || (head[1] >= 0xd0 && head[1] <= 0xd8)) /* markers that stand alone */
        {
          offset += 2;
          continue;
        }
      if (head[1] == 0xd9 || head[1] == 0xda)
        return;
      length = ps_be16 (head + 2);
      if (length < 2)
        return;
      if (is_frame_marker (head[1]) && n == sizeof head && self->width == 0)
        {
          self->height = ps_be16 (head + 5);
          self->width = ps_be16 (head + 7);
          self->n_components = head[9];
          self->arithmetic = head[1] >= 0xc9;
        }
      else if (head[1] >= 0xe1 && head[1] <= 0xed)
        take_application_segment (self, source, head[1], offset + 4, length - 2, photoshop);
      offset += 2 + length;
    }
}

/**
 * ps_container_walk_jpeg:
 * @self: a container
 * @source: a JPEG
 *
 * ISO/IEC 10918-1, B.1.1 and B.2.2: segments up to the start of the first scan.
 */
void
ps_container_walk_jpeg (PsContainer *self,
                        PsSource    *source)
{
  g_autoptr(GByteArray) photoshop = g_byte_array_new ();
  PsSource part;

  walk_segments (self, source, photoshop);
  ps_source_init_memory (&part, photoshop->data, photoshop->len);
  ps_container_found_photoshop (self, &part);
}

/**
 * ps_container_walk_raf:
 * @self: a container
 * @source: a raw file of a Fujifilm camera
 *
 * It holds a whole JPEG, whose metadata is the photo's; its picture is not.
 */
void
ps_container_walk_raf (PsContainer *self,
                       PsSource    *source)
{
  guint8 head[8];
  PsSource part;

  if (!ps_source_read_all (source, 84, head, sizeof head)
      || !ps_source_init_part (&part, source, ps_be32 (head), ps_be32 (head + 4)))
    return;
  ps_container_walk_jpeg (self, &part);
  self->width = self->height = 0;
  self->n_components = 0;
  self->arithmetic = FALSE;
}
