/* src/look/container-found.c: metadata that a walk came upon, kept in the one shape in which it is read. Helper program only. */
#include <string.h>

#include "look/bytes.h"
#include "look/container-private.h"
#include "look/exif-block.h"

#define MAX_XMP (1 << 20)
#define MAX_IPTC (256 << 10)
#define MAX_RESOURCES 1000 /* of Photoshop */
#define RESOURCE_IPTC 0x0404
#define RESOURCE_IPTC_DIGEST 0x0425

/**
 * ps_container_found_exif:
 * @self: a container
 * @source: where the EXIF is
 * @offset: where it begins
 * @n_bytes: how long it claims to be
 *
 * A TIFF, with or without "Exif" and two bytes before it, of any length.
 */
void
ps_container_found_exif (PsContainer *self,
                         PsSource    *source,
                         gint64       offset,
                         gint64       n_bytes)
{
  g_autoptr(PsExifBlock) block = ps_exif_block_new ();
  guint8 head[6] = { 0 };
  PsSource part;
  PsTiff tiff;

  ps_source_read (source, offset, head, sizeof head);
  if (memcmp (head, "Exif\0", 5) == 0)
    {
      offset += sizeof head;
      n_bytes -= sizeof head;
    }
  if (self->exif != NULL || !ps_source_init_part (&part, source, offset, n_bytes) || !ps_tiff_open (&tiff, &part))
    return;
  ps_exif_block_add_all (block, &tiff);
  self->exif = ps_exif_block_finish (block);
}

/**
 * ps_container_found_xmp:
 * @self: a container
 * @source: where the packet is
 * @offset: where it begins
 * @n_bytes: how long it claims to be
 */
void
ps_container_found_xmp (PsContainer *self,
                        PsSource    *source,
                        gint64       offset,
                        gint64       n_bytes)
{
  if (self->xmp == NULL)
    self->xmp = ps_source_take (source, offset, n_bytes, MAX_XMP);
}

/**
 * ps_container_found_iptc:
 * @self: a container
 * @source: where the records are
 * @offset: where they begin
 * @n_bytes: how long they claim to be
 */
void
ps_container_found_iptc (PsContainer *self,
                         PsSource    *source,
                         gint64       offset,
                         gint64       n_bytes)
{
  if (self->iptc == NULL)
    self->iptc = ps_source_take (source, offset, n_bytes, MAX_IPTC);
}

/**
 * ps_container_found_photoshop:
 * @self: a container
 * @source: image resources of Photoshop, and nothing else
 *
 * Adobe Photoshop File Formats, "Image Resource Blocks": a signature, a
 * number, a name and data, both of these padded to an even length.
 */
void
ps_container_found_photoshop (PsContainer *self,
                              PsSource    *source)
{
  gint64 offset = 0;

  for (int i = 0; i < MAX_RESOURCES; i++)
    {
      guint8 head[7], size[4];
      gint64 n_name, n_data;
      guint id;

      if (!ps_source_read_all (source, offset, head, sizeof head) || memcmp (head, "8BIM", 4) != 0)
        return;
      id = ps_be16 (head + 4);
      n_name = (1 + head[6] + 1) & ~1;
      offset += 6 + n_name;
      if (!ps_source_read_all (source, offset, size, sizeof size))
        return;
      n_data = ps_be32 (size);
      offset += 4;
      if (id == RESOURCE_IPTC)
        ps_container_found_iptc (self, source, offset, n_data);
      else if (id == RESOURCE_IPTC_DIGEST && n_data == 16 && self->iptc_digest == NULL)
        self->iptc_digest = ps_source_take (source, offset, n_data, n_data);
      offset += (n_data + 1) & ~1;
    }
}
