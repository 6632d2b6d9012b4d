/* src/demo/picture-kind.c: what a file is, by its first bytes; the size of a picture, by its header. */
#include "demo/picture-kind.h"

#include <string.h>
#include <unistd.h>

#include <libexif/exif-data.h>
#include <libexif/exif-utils.h>

static guint
be16 (const guchar *p)
{
  return (guint) p[0] << 8 | p[1];
}

static guint32
be32 (const guchar *p)
{
  return (guint32) be16 (p) << 16 | be16 (p + 2);
}

static guint
le16 (const guchar *p)
{
  return (guint) p[1] << 8 | p[0];
}

static guint32
le24 (const guchar *p)
{
  return (guint32) p[2] << 16 | le16 (p);
}

static guint32
le32 (const guchar *p)
{
  return (guint32) le16 (p + 2) << 16 | le16 (p);
}

static int
read_orientation (const guchar *exif,
                  gsize         n)
{
  ExifData *data = exif_data_new_from_data (exif, (unsigned int) n);
  const ExifEntry *entry = data != NULL ? exif_content_get_entry (data->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION) : NULL;
  int orientation = 1;

  if (entry != NULL && entry->format == EXIF_FORMAT_SHORT && entry->components == 1 && entry->size >= 2)
    orientation = exif_get_short (entry->data, exif_data_get_byte_order (data));
  if (data != NULL)
    exif_data_unref (data);
  return orientation;
}

/* Segment by segment to the start of frame (ITU T.81, B.2.2). */
static void
measure_jpeg (const guchar *head,
              gsize         n,
              PsFileKind   *kind)
{
  int orientation = 1;

  for (gsize at = 2; at + 9 < n && head[at] == 0xff; )
    {
      guchar marker = head[at + 1];
      gsize length = be16 (head + at + 2);

      if (marker == 0xff)
        {
          at++;
          continue;
        }
      if (length < 2)
        return;
      if (marker == 0xe1 && length > 8 && at + 2 + length <= n && memcmp (head + at + 4, "Exif\0", 6) == 0)
        orientation = read_orientation (head + at + 4, length - 2);
      if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
        {
          kind->width = be16 (head + at + (orientation >= 5 && orientation <= 8 ? 5 : 7));
          kind->height = be16 (head + at + (orientation >= 5 && orientation <= 8 ? 7 : 5));
          return;
        }
      at += 2 + length;
    }
}

static void
measure_webp (const guchar *head,
              gsize         n,
              PsFileKind   *kind)
{
  if (n < 30)
    return;
  if (memcmp (head + 12, "VP8X", 4) == 0)
    {
      kind->width = le24 (head + 24) + 1;
      kind->height = le24 (head + 27) + 1;
    }
  else if (memcmp (head + 12, "VP8L", 4) == 0 && head[20] == 0x2f)
    {
      guint32 bits = le32 (head + 21);

      kind->width = (bits & 0x3fff) + 1;
      kind->height = (bits >> 14 & 0x3fff) + 1;
    }
  else if (memcmp (head + 12, "VP8 ", 4) == 0)
    {
      kind->width = le16 (head + 26) & 0x3fff;
      kind->height = le16 (head + 28) & 0x3fff;
    }
}

/* The first directory of a TIFF file, wherever it lies (TIFF 6.0, section 2). */
static void
measure_tiff (int           fd,
              const guchar *head,
              PsFileKind   *kind)
{
  gboolean is_big = head[0] == 'M';
  guint32 offset = is_big ? be32 (head + 4) : le32 (head + 4);
  guchar count[2], entry[12];
  int orientation = 1;

  if (pread (fd, count, 2, offset) != 2)
    return;
  for (guint i = 0, n = MIN (is_big ? be16 (count) : le16 (count), 200); i < n; i++)
    {
      guint tag;
      gint64 value;

      if (pread (fd, entry, 12, (off_t) offset + 2 + 12 * (off_t) i) != 12)
        return;
      tag = is_big ? be16 (entry) : le16 (entry);
      if ((is_big ? be16 (entry + 2) : le16 (entry + 2)) == 3)
        value = is_big ? be16 (entry + 8) : le16 (entry + 8);
      else
        value = is_big ? be32 (entry + 8) : le32 (entry + 8);
      if (tag == 256)
        kind->width = value;
      else if (tag == 257)
        kind->height = value;
      else if (tag == 274)
        orientation = (int) value;
    }
  if (orientation >= 5 && orientation <= 8)
    {
      gint64 width = kind->width;

      kind->width = kind->height;
      kind->height = width;
    }
}

/* The largest of the sizes that a HEIF file declares (ISO 23008-12, "ispe"); tiles are smaller than the whole. */
static void
measure_heif (const guchar *head,
              gsize         n,
              PsFileKind   *kind)
{
  for (const guchar *p = head, *end = head + n;
       (p = memmem (p, (gsize) (end - p), "ispe", 4)) != NULL && end - p >= 16; p += 4)
    if ((gint64) be32 (p + 8) * be32 (p + 12) > kind->width * kind->height)
      {
        kind->width = be32 (p + 8);
        kind->height = be32 (p + 12);
      }
}

static gboolean
has_extension (const char        *name,
               const char *const *extensions,
               const char       **which)
{
  const char *dot = strrchr (name, '.');

  for (guint i = 0; dot != NULL && extensions[i] != NULL; i++)
    if (g_ascii_strcasecmp (dot + 1, extensions[i]) == 0)
      {
        *which = extensions[i];
        return TRUE;
      }
  return FALSE;
}

static PsFileKind
read_iso_media (const guchar *head,
                gsize         n)
{
  static const char *const heif[] = { "heic", "heix", "heim", "heis", "hevc", "mif1", "msf1", NULL };
  char brand[5] = { 0 };

  memcpy (brand, head + 8, 4);
  if (strcmp (brand, "crx ") == 0)
    return (PsFileKind) { "image", "cr3" };
  if (strncmp (brand, "avi", 3) == 0)
    {
      PsFileKind kind = { "image", "avif" };

      measure_heif (head, n, &kind);
      return kind;
    }
  if (g_strv_contains (heif, brand))
    {
      PsFileKind kind = { "image", "heic" };

      measure_heif (head, n, &kind);
      return kind;
    }
  return (PsFileKind) { "video", strcmp (brand, "qt  ") == 0 ? "mov" : strncmp (brand, "M4A", 3) == 0 ? "m4a" : "mp4" };
}

static PsFileKind
read_tiff (int           fd,
           const guchar *head,
           const char   *name)
{
  static const char *const formats[] = { "dng", "cr2", "nef", "arw", "pef", "srw", "3fr", "tiff", "tif", NULL };
  PsFileKind kind = { "image", "tif" };

  has_extension (name, formats, &kind.format);
  measure_tiff (fd, head, &kind);
  return kind;
}

static gboolean
starts (const guchar *head,
        gsize         n,
        gsize         at,
        const char   *with,
        gsize         n_with)
{
  return n >= at + n_with && memcmp (head + at, with, n_with) == 0;
}

#define STARTS(at, text) starts (head, n, at, text, sizeof text - 1)

/**
 * ps_file_kind_read:
 * @fd: the file, readable
 * @head: its first %PS_FILE_HEAD bytes, or all it has
 * @n: how many
 * @name: its name; tells apart only what begins alike, as the many kinds of TIFF
 *
 * Returns: what the cloud would call it
 */
PsFileKind
ps_file_kind_read (int           fd,
                   const guchar *head,
                   gsize         n,
                   const char   *name)
{
  PsFileKind kind = { "image", NULL };

  if (STARTS (0, "\xff\xd8\xff"))
    {
      kind.format = "jpg";
      measure_jpeg (head, n, &kind);
      return kind;
    }
  if (STARTS (0, "\x89PNG\r\n\x1a\n") && n >= 24)
    return (PsFileKind) { "image", "png", be32 (head + 16), be32 (head + 20) };
  if (STARTS (0, "GIF8") && n >= 10)
    return (PsFileKind) { "image", "gif", le16 (head + 6), le16 (head + 8) };
  if (n >= 8 && (STARTS (0, "II*\0") || STARTS (0, "MM\0*")))
    return read_tiff (fd, head, name);
  if (STARTS (0, "RIFF") && STARTS (8, "WEBP"))
    {
      kind.format = "webp";
      measure_webp (head, n, &kind);
      return kind;
    }
  if (n >= 12 && STARTS (4, "ftyp"))
    return read_iso_media (head, n);
  if (STARTS (0, "%PDF-"))
    return (PsFileKind) { "image", "pdf" };
  if (STARTS (0, "BM") && n >= 26)
    return (PsFileKind) { "image", "bmp", le32 (head + 18), ABS ((gint32) le32 (head + 22)) };
  if (STARTS (0, "8BPS\0\1") && n >= 22)
    return (PsFileKind) { "image", "psd", be32 (head + 18), be32 (head + 14) };
  if (STARTS (0, "RIFF") && STARTS (8, "AVI "))
    return (PsFileKind) { "video", "avi" };
  if (STARTS (0, "RIFF") && STARTS (8, "WAVE"))
    return (PsFileKind) { "video", "wav" };
  if (STARTS (0, "\x1a\x45\xdf\xa3"))
    return (PsFileKind) { "video", "webm" };
  if (STARTS (0, "ID3") || STARTS (0, "\xff\xfb") || STARTS (0, "\xff\xf3"))
    return (PsFileKind) { "video", "mp3" };
  if (STARTS (0, "OggS"))
    return (PsFileKind) { "video", "ogg" };
  if (STARTS (0, "fLaC"))
    return (PsFileKind) { "video", "flac" };
  if (memmem (head, MIN (n, 1024), "<svg", 4) != NULL)
    return (PsFileKind) { "image", "svg" };
  return (PsFileKind) { "raw", NULL };
}
