/* src/look/container-tiff.c: a TIFF, or a camera raw that is one. Helper program only. */
#include "look/container-private.h"
#include "look/exif-block.h"

#define TAG_KIND 254
#define TAG_WIDTH 256
#define TAG_HEIGHT 257
#define TAG_ORIENTATION 274
#define TAG_XMP 700
#define TAG_IPTC 33723
#define TAG_PHOTOSHOP 34377
#define TAG_DNG_VERSION 50706

static void
take_metadata (PsContainer  *self,
               const PsTiff *tiff,
               GArray       *entries)
{
  const PsTiffEntry *xmp = ps_tiff_find (entries, TAG_XMP);
  const PsTiffEntry *iptc = ps_tiff_find (entries, TAG_IPTC);
  const PsTiffEntry *photoshop = ps_tiff_find (entries, TAG_PHOTOSHOP);
  g_autoptr(PsExifBlock) block = ps_exif_block_new ();
  PsSource part;

  ps_exif_block_add_all (block, tiff);
  if (ps_exif_block_is_camera (block))
    self->exif = ps_exif_block_finish (block);
  if (xmp != NULL)
    ps_container_found_xmp (self, tiff->source, xmp->offset, xmp->n_bytes);
  if (iptc != NULL)
    ps_container_found_iptc (self, tiff->source, iptc->offset, iptc->n_bytes);
  if (photoshop != NULL && ps_source_init_part (&part, tiff->source, photoshop->offset, photoshop->n_bytes))
    ps_container_found_photoshop (self, &part);
}

/**
 * ps_container_walk_tiff:
 * @self: a container
 * @source: a TIFF
 *
 * TIFF 6.0, section 2: the first directory. A reduced picture there is how
 * camera raw files begin.
 */
void
ps_container_walk_tiff (PsContainer *self,
                        PsSource    *source)
{
  g_autoptr(GArray) entries = NULL;
  gint64 kind, orientation;
  PsTiff tiff;

  if (!ps_tiff_open (&tiff, source))
    return;
  entries = ps_tiff_list (&tiff, tiff.first, NULL);
  kind = ps_tiff_integer (&tiff, ps_tiff_find (entries, TAG_KIND), 0);
  orientation = ps_tiff_integer (&tiff, ps_tiff_find (entries, TAG_ORIENTATION), 0);
  if ((kind > 0 && (kind & 1) != 0) || ps_tiff_find (entries, TAG_DNG_VERSION) != NULL)
    self->format = PS_FORMAT_RAW;
  if (orientation >= 1 && orientation <= 8)
    self->orientation = (int) orientation;
  if (self->format != PS_FORMAT_RAW) /* else those are the reduced picture's */
    {
      self->width = MAX (0, ps_tiff_integer (&tiff, ps_tiff_find (entries, TAG_WIDTH), 0));
      self->height = MAX (0, ps_tiff_integer (&tiff, ps_tiff_find (entries, TAG_HEIGHT), 0));
    }
  take_metadata (self, &tiff, entries);
}
