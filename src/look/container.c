/* src/look/container.c: what kind of file this is, how large its picture, where its metadata. Helper program only.
 *
 * Types are told by content, never by name. The walks are in files of their
 * own; a container whose metadata is not looked for simply has none.
 */
#include "look/container.h"

#include <string.h>

#include "look/bytes.h"
#include "look/container-private.h"

#define MAX_STEPS 4096 /* blocks of a GIF */

static gboolean
starts_with (const guint8 *head,
             gsize         n_head,
             const char   *magic,
             gsize         n_magic)
{
  return n_head >= n_magic && memcmp (head, magic, n_magic) == 0;
}

#define STARTS(magic) starts_with (head, n_head, magic, sizeof (magic) - 1)

/* ISO/IEC 14496-12, 4.3: the major brand says what a box file holds. */
static PsFormat
tell_brand (const guint8 *brand)
{
  static const struct { const char *brand; PsFormat format; } brands[] = {
    { "heic", PS_FORMAT_HEIF }, { "heix", PS_FORMAT_HEIF }, { "heim", PS_FORMAT_HEIF }, { "heis", PS_FORMAT_HEIF },
    { "hevc", PS_FORMAT_HEIF }, { "hevx", PS_FORMAT_HEIF }, { "mif1", PS_FORMAT_HEIF }, { "msf1", PS_FORMAT_HEIF },
    { "mif2", PS_FORMAT_HEIF }, { "avif", PS_FORMAT_AVIF }, { "avis", PS_FORMAT_AVIF }, { "crx ", PS_FORMAT_RAW },
    { "jp2 ", PS_FORMAT_JPEG_2000 }, { "jxl ", PS_FORMAT_JPEG_XL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (brands); i++)
    if (memcmp (brand, brands[i].brand, 4) == 0)
      return brands[i].format;
  return PS_FORMAT_VIDEO;
}

static PsFormat
tell_raw_or_video (const guint8 *head,
                   gsize         n_head)
{
  if (STARTS ("FUJIFILMCCD-RAW") || STARTS ("IIRO") || STARTS ("IIRS") || STARTS ("MMOR") || STARTS ("IIU\0")
      || STARTS ("FOVb") || STARTS ("\0MRM") || STARTS ("II\x1a\0\0\0HEAPCCDR"))
    return PS_FORMAT_RAW;
  if (STARTS ("\x1a\x45\xdf\xa3") || STARTS ("FLV\x01") || STARTS ("\0\0\x01\xba") || STARTS ("\0\0\x01\xb3")
      || STARTS ("\x30\x26\xb2\x75\x8e\x66\xcf\x11") || STARTS ("OggS")
      || (n_head > 188 && head[0] == 0x47 && head[188] == 0x47))
    return PS_FORMAT_VIDEO;
  if (n_head >= 8 && (memcmp (head + 4, "moov", 4) == 0 || memcmp (head + 4, "mdat", 4) == 0
                      || memcmp (head + 4, "wide", 4) == 0 || memcmp (head + 4, "free", 4) == 0))
    return PS_FORMAT_VIDEO;
  return PS_FORMAT_UNKNOWN;
}

static gboolean
has_word (const guint8 *head,
          gsize         n_head,
          const char   *word)
{
  return memmem (head, n_head, word, strlen (word)) != NULL;
}

static PsFormat
tell_text (const guint8 *head,
           gsize         n_head)
{
  gsize n_odd = 0;

  if (has_word (head, n_head, "<svg"))
    return PS_FORMAT_SVG;
  for (gsize i = 0; i < n_head; i++)
    if (head[i] < 0x20 && !g_ascii_isspace (head[i]))
      n_odd++;
  return n_odd == 0 ? PS_FORMAT_TEXT : PS_FORMAT_UNKNOWN;
}

static PsFormat
tell_format (const guint8 *head,
             gsize         n_head)
{
  PsFormat format;

  if (STARTS ("\xff\xd8\xff"))
    return PS_FORMAT_JPEG;
  if (STARTS ("\x89PNG\r\n\x1a\n"))
    return PS_FORMAT_PNG;
  if (STARTS ("GIF87a") || STARTS ("GIF89a"))
    return PS_FORMAT_GIF;
  if (STARTS ("RIFF") && n_head >= 12)
    return memcmp (head + 8, "WEBP", 4) == 0 ? PS_FORMAT_WEBP : PS_FORMAT_VIDEO;
  if (STARTS ("II*\0") || STARTS ("MM\0*"))
    return starts_with (head, n_head, "II*\0\x10\0\0\0CR", 10) ? PS_FORMAT_RAW : PS_FORMAT_TIFF;
  if (STARTS ("II+\0") || STARTS ("MM\0+"))
    return PS_FORMAT_TIFF; /* BigTIFF */
  if (STARTS ("BM") && n_head >= 26 && ps_le32 (head + 14) <= 256)
    return PS_FORMAT_BMP;
  if (n_head >= 12 && memcmp (head + 4, "ftyp", 4) == 0)
    return tell_brand (head + 8);
  if (STARTS ("\xff\x0a") || STARTS ("\0\0\0\x0cJXL \r\n\x87\n"))
    return PS_FORMAT_JPEG_XL;
  if (STARTS ("\0\0\0\x0cjP  \r\n\x87\n") || STARTS ("\xff\x4f\xff\x51"))
    return PS_FORMAT_JPEG_2000;
  if (STARTS ("8BPS"))
    return PS_FORMAT_PSD;
  if (STARTS ("%PDF-"))
    return PS_FORMAT_PDF;
  if (STARTS ("%!PS") || STARTS ("\xc5\xd0\xd3\xc6"))
    return PS_FORMAT_POSTSCRIPT;
  if (STARTS ("\0\0\x01\0") && n_head >= 6 && head[4] != 0)
    return PS_FORMAT_ICON;
  format = tell_raw_or_video (head, n_head);
  return format != PS_FORMAT_UNKNOWN ? format : tell_text (head, n_head);
}

static gint64
skip_gif_blocks (PsSource *source,
                 gint64    offset)
{
  guint8 length;

  /* A frame of 100 megapixels that does not compress fills half a million sub-blocks. */
  for (int i = 0; i < 1000000; i++)
    {
      if (!ps_source_read_all (source, offset, &length, 1))
        return -1;
      offset += 1 + length;
      if (length == 0)
        return offset;
    }
  return -1;
}

static gint64
colour_table_size (guint8 flags)
{
  return flags & 0x80 ? 3 * (2 << (flags & 7)) : 0;
}

/**
 * ps_container_walk_gif:
 * @self: a container
 * @source: a GIF
 *
 * GIF89a, appendix A: where the first image ends, so that no other need be read.
 */
void
ps_container_walk_gif (PsContainer *self,
                       PsSource    *source)
{
  guint8 head[13], image[10];
  gint64 offset;

  if (!ps_source_read_all (source, 0, head, sizeof head))
    return;
  self->width = ps_le16 (head + 6);
  self->height = ps_le16 (head + 8);
  offset = 13 + colour_table_size (head[10]);
  for (int i = 0; i < MAX_STEPS && offset > 0; i++)
    {
      gsize n = ps_source_read (source, offset, image, sizeof image);

      if (n >= 2 && image[0] == 0x21)
        offset = skip_gif_blocks (source, offset + 2);
      else if (n == sizeof image && image[0] == 0x2c)
        {
          self->width = MAX (self->width, (gint64) ps_le16 (image + 1) + ps_le16 (image + 5));
          self->height = MAX (self->height, (gint64) ps_le16 (image + 3) + ps_le16 (image + 7));
          offset = skip_gif_blocks (source, offset + 10 + colour_table_size (image[9]) + 1);
          self->first_frame_end = offset > 0 ? offset : source->size;
          return;
        }
      else
        return;
    }
}

static void
walk_bmp (PsContainer  *self,
          const guint8 *head)
{
  if (ps_le32 (head + 14) == 12)
    {
      self->width = ps_le16 (head + 18);
      self->height = ps_le16 (head + 20);
    }
  else
    {
      self->width = (gint32) ps_le32 (head + 18);
      self->height = ABS ((gint64) (gint32) ps_le32 (head + 22)); /* negative: top row first */
    }
}

static void
walk_raw (PsContainer  *self,
          PsSource     *source,
          const guint8 *head,
          gsize         n_head)
{
  if (STARTS ("FUJIFILMCCD-RAW"))
    ps_container_walk_raf (self, source);
  else if (n_head >= 8 && memcmp (head + 4, "ftyp", 4) == 0)
    ps_container_walk_cr3 (self, source);
  else
    ps_container_walk_tiff (self, source);
}

/**
 * ps_container_read:
 * @self: (out caller-allocates): what to fill; free with ps_container_clear()
 * @source: the file
 *
 * Reads the headers. Nothing here decodes, follows loops or keeps more than a
 * few megabytes, whatever the file claims.
 */
void
ps_container_read (PsContainer *self,
                   PsSource    *source)
{
  guint8 head[1024];
  gsize n_head = ps_source_read (source, 0, head, sizeof head);

  *self = (PsContainer) { 0 };
  self->format = tell_format (head, n_head);
  switch ((int) self->format)
    {
    case PS_FORMAT_JPEG:
      ps_container_walk_jpeg (self, source);
      break;
    case PS_FORMAT_PNG:
      ps_container_walk_png (self, source);
      break;
    case PS_FORMAT_GIF:
      ps_container_walk_gif (self, source);
      break;
    case PS_FORMAT_TIFF:
      ps_container_walk_tiff (self, source);
      break;
    case PS_FORMAT_RAW:
      walk_raw (self, source, head, n_head);
      break;
    case PS_FORMAT_BMP:
      walk_bmp (self, head);
      break;
    case PS_FORMAT_WEBP:
      ps_container_walk_webp (self, source);
      break;
    case PS_FORMAT_HEIF:
    case PS_FORMAT_AVIF:
      ps_container_walk_heif (self, source);
      break;
    case PS_FORMAT_JPEG_XL:
      ps_container_walk_jpeg_xl (self, source);
      break;
    default:
      break;
    }
}

/**
 * ps_container_clear:
 * @self: what ps_container_read() filled
 */
void
ps_container_clear (PsContainer *self)
{
  g_clear_pointer (&self->exif, g_bytes_unref);
  g_clear_pointer (&self->xmp, g_bytes_unref);
  g_clear_pointer (&self->iptc, g_bytes_unref);
  g_clear_pointer (&self->iptc_digest, g_bytes_unref);
}
