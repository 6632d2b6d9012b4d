/* src/look/container.c: what kind of file this is, how large its picture, where its EXIF. Helper program only.
 *
 * Types are told by content, never by name. Every walk has a bound on its
 * steps, and every offset is used only through ps_source_read(), which stays
 * inside the file. A container whose EXIF is not looked for yet simply has none.
 */
#include "look/container.h"

#include <string.h>

#define MAX_STEPS 4096   /* segments of a JPEG, blocks of a GIF, entries of a directory */
#define MAX_EXIF 65533   /* what an APP1 segment can hold */

static guint
be16 (const guint8 *p)
{
  return (guint) p[0] << 8 | p[1];
}

static guint
le16 (const guint8 *p)
{
  return (guint) p[1] << 8 | p[0];
}

static guint32
be32 (const guint8 *p)
{
  return (guint32) be16 (p) << 16 | be16 (p + 2);
}

static guint32
le32 (const guint8 *p)
{
  return (guint32) le16 (p + 2) << 16 | le16 (p);
}

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
    return PS_FORMAT_TIFF; /* BigTIFF: told, not probed */
  if (STARTS ("BM") && n_head >= 26 && le32 (head + 14) <= 256)
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

static GBytes *
read_exif (PsSource *source,
           gint64    offset,
           gsize     n_bytes)
{
  g_autofree guint8 *data = NULL;

  if (n_bytes < 14 || n_bytes > MAX_EXIF)
    return NULL;
  data = g_malloc (n_bytes);
  if (!ps_source_read_all (source, offset, data, n_bytes) || memcmp (data, "Exif\0", 5) != 0)
    return NULL;
  data[5] = 0; /* some cameras write 0xff, libexif insists on zero */
  return g_bytes_new_take (g_steal_pointer (&data), n_bytes);
}

static gboolean
is_frame_marker (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* ISO/IEC 10918-1, B.1.1 and B.2.2: segments up to the start of the first scan. */
static void
walk_jpeg (PsContainer *self,
           PsSource    *source)
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
      length = be16 (head + 2);
      if (length < 2)
        return;
      if (is_frame_marker (head[1]) && n == sizeof head && self->width == 0)
        {
          self->height = be16 (head + 5);
          self->width = be16 (head + 7);
          self->n_components = head[9];
          self->arithmetic = head[1] >= 0xc9;
        }
      else if (head[1] == 0xe1 && self->exif == NULL && n == sizeof head && memcmp (head + 4, "Exif\0", 5) == 0)
        self->exif = read_exif (source, offset + 4, length - 2);
      offset += 2 + length;
    }
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

/* GIF89a, appendix A: where the first image ends, so that no other need be read. */
static void
walk_gif (PsContainer *self,
          PsSource    *source)
{
  guint8 head[13], image[10];
  gint64 offset;

  if (!ps_source_read_all (source, 0, head, sizeof head))
    return;
  self->width = le16 (head + 6);
  self->height = le16 (head + 8);
  offset = 13 + colour_table_size (head[10]);
  for (int i = 0; i < MAX_STEPS && offset > 0; i++)
    {
      gsize n = ps_source_read (source, offset, image, sizeof image);

      if (n >= 2 && image[0] == 0x21)
        offset = skip_gif_blocks (source, offset + 2);
      else if (n == sizeof image && image[0] == 0x2c)
        {
          self->width = MAX (self->width, (gint64) le16 (image + 1) + le16 (image + 5));
          self->height = MAX (self->height, (gint64) le16 (image + 3) + le16 (image + 7));
          offset = skip_gif_blocks (source, offset + 10 + colour_table_size (image[9]) + 1);
          self->first_frame_end = offset > 0 ? offset : source->size;
          return;
        }
      else
        return;
    }
}

/* TIFF 6.0, section 2: the first directory. A reduced picture there is how camera raw files begin. */
static void
walk_tiff (PsContainer *self,
           PsSource    *source)
{
  guint8 head[8], entry[12];
  guint (*get16) (const guint8 *);
  guint32 (*get32) (const guint8 *);
  gint64 offset;
  guint n_entries;

  if (!ps_source_read_all (source, 0, head, sizeof head) || head[2] == '+' || head[3] == '+')
    return;
  get16 = head[0] == 'I' ? le16 : be16;
  get32 = head[0] == 'I' ? le32 : be32;
  offset = get32 (head + 4);
  if (!ps_source_read_all (source, offset, entry, 2))
    return;
  n_entries = MIN (get16 (entry), MAX_STEPS);
  for (guint i = 0; i < n_entries; i++)
    {
      guint tag;
      guint32 value;

      if (!ps_source_read_all (source, offset + 2 + 12 * (gint64) i, entry, sizeof entry))
        return;
      tag = get16 (entry);
      value = get16 (entry + 2) == 3 ? get16 (entry + 8) : get32 (entry + 8);
      if ((tag == 254 && (value & 1) != 0) || tag == 50706) /* NewSubfileType: reduced; DNGVersion */
        self->format = PS_FORMAT_RAW;
      else if (tag == 256)
        self->width = value;
      else if (tag == 257)
        self->height = value;
      else if (tag == 274 && value >= 1 && value <= 8)
        self->orientation = (int) value;
    }
  if (self->format == PS_FORMAT_RAW) /* those are the reduced picture's */
    self->width = self->height = 0;
}

static void
walk_bmp (PsContainer  *self,
          const guint8 *head)
{
  if (le32 (head + 14) == 12)
    {
      self->width = le16 (head + 18);
      self->height = le16 (head + 20);
    }
  else
    {
      self->width = (gint32) le32 (head + 18);
      self->height = ABS ((gint64) (gint32) le32 (head + 22)); /* negative: top row first */
    }
}

/* RFC 9649, 2.5 to 2.7. */
static void
walk_webp (PsContainer  *self,
           const guint8 *head,
           gsize         n_head)
{
  if (n_head < 30)
    return;
  if (memcmp (head + 12, "VP8X", 4) == 0)
    {
      self->width = 1 + (le32 (head + 24) & 0xffffff);
      self->height = 1 + (le32 (head + 26) >> 8);
    }
  else if (memcmp (head + 12, "VP8L", 4) == 0)
    {
      guint32 bits = le32 (head + 21);

      self->width = 1 + (bits & 0x3fff);
      self->height = 1 + (bits >> 14 & 0x3fff);
    }
  else if (memcmp (head + 12, "VP8 ", 4) == 0)
    {
      self->width = le16 (head + 26) & 0x3fff;
      self->height = le16 (head + 28) & 0x3fff;
    }
}

/**
 * ps_container_read:
 * @self: (out caller-allocates): what to fill; free with ps_container_clear()
 * @source: the file
 *
 * Reads the headers. Nothing here decodes, follows loops or reads more than a
 * few hundred kilobytes, whatever the file claims.
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
      walk_jpeg (self, source);
      break;
    case PS_FORMAT_PNG:
      if (n_head >= 24)
        {
          self->width = be32 (head + 16);
          self->height = be32 (head + 20);
        }
      break;
    case PS_FORMAT_GIF:
      walk_gif (self, source);
      break;
    case PS_FORMAT_TIFF:
      walk_tiff (self, source);
      break;
    case PS_FORMAT_BMP:
      walk_bmp (self, head);
      break;
    case PS_FORMAT_WEBP:
      walk_webp (self, head, n_head);
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
}
