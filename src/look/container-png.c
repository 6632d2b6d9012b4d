/* src/look/container-png.c: the chunks of a PNG. Helper program only.
 *
 * EXIF has a chunk of its own since 2017 (eXIf). Before that, and still by
 * ImageMagick, metadata was written in hexadecimal digits into a text, most
 * often a compressed one: "Raw profile type exif", "iptc", "xmp".
 */
#include <gio/gio.h>
#include <string.h>

#include "look/bytes.h"
#include "look/container-private.h"

#define MAX_STEPS 200000         /* chunks: the picture's own may be of 8 KB each */
#define MAX_TEXT_CHUNK (4 << 20) /* bytes */
#define MAX_UNPACKED (8 << 20)   /* bytes, of one text */
#define MAX_TEXTS 32             /* that are unpacked: a few kilobytes each can claim 8 MB */
#define MAX_KEYWORD 79
#define PROFILE "Raw profile type "
#define XMP_HEAD "http://ns.adobe.com/xap/1.0/"

static GByteArray *
inflate (const guint8 *data,
         gsize         n_bytes)
{
  g_autoptr(GConverter) unpacker = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  g_autoptr(GByteArray) out = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (1 << 16);
  GConverterResult result = G_CONVERTER_CONVERTED;

  while (result == G_CONVERTER_CONVERTED && out->len < MAX_UNPACKED)
    {
      gsize n_read = 0, n_written = 0;

      result = g_converter_convert (unpacker, data, n_bytes, buffer, 1 << 16, G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL);
      if (result == G_CONVERTER_ERROR)
        break;
      g_byte_array_append (out, buffer, (guint) n_written);
      data += n_read;
      n_bytes -= n_read;
    }
  return result == G_CONVERTER_FINISHED ? g_steal_pointer (&out) : NULL;
}

/* A line end, a name, a line end, the length in decimal digits, a line end; then digits of 16, with line ends between them. */
static GByteArray *
decode_profile (const guint8 *text,
                gsize         n_bytes)
{
  GByteArray *out = g_byte_array_new ();
  int n_lines = 0, high = -1;

  for (gsize i = 0; i < n_bytes; i++)
    {
      int digit = g_ascii_xdigit_value ((char) text[i]);

      if (n_lines < 3)
        n_lines += text[i] == '\n';
      else if (digit >= 0 && high < 0)
        high = digit;
      else if (digit >= 0)
        {
          guint8 byte = (guint8) (high << 4 | digit);

          g_byte_array_append (out, &byte, 1);
          high = -1;
        }
    }
  return out;
}

static void
take_profile (PsContainer  *self,
              const char   *kind,
              const guint8 *text,
              gsize         n_bytes)
{
  g_autoptr(GByteArray) data = decode_profile (text, n_bytes);
  PsSource part;

  ps_source_init_memory (&part, data->data, data->len);
  if (g_str_equal (kind, "xmp"))
    ps_container_found_xmp (self, &part, 0, part.size);
  else if (data->len > sizeof XMP_HEAD && memcmp (data->data, XMP_HEAD, sizeof XMP_HEAD) == 0)
    ps_container_found_xmp (self, &part, sizeof XMP_HEAD, part.size - (gint64) sizeof XMP_HEAD);
  else if (g_str_equal (kind, "exif") || g_str_equal (kind, "APP1"))
    ps_container_found_exif (self, &part, 0, part.size);
  else if (data->len > 0 && data->data[0] == 0x1c)
    ps_container_found_iptc (self, &part, 0, part.size);
  else if (g_str_equal (kind, "iptc") || g_str_equal (kind, "8bim"))
    ps_container_found_photoshop (self, &part);
}

static void
take_text (PsContainer  *self,
           const char   *keyword,
           const guint8 *text,
           gsize         n_bytes)
{
  PsSource part;

  if (g_str_has_prefix (keyword, PROFILE))
    take_profile (self, keyword + strlen (PROFILE), text, n_bytes);
  else if (g_str_equal (keyword, "XML:com.adobe.xmp"))
    {
      ps_source_init_memory (&part, text, n_bytes);
      ps_container_found_xmp (self, &part, 0, part.size);
    }
}

/* How many bytes stand before the text of an iTXt: two flags, a language and a translated keyword; 0: it is broken. */
static gsize
measure_international (const guint8 *data,
                       gsize         n_bytes)
{
  gsize at = 2;

  for (int i = 0; i < 2; i++)
    {
      const guint8 *end = at < n_bytes ? memchr (data + at, 0, n_bytes - at) : NULL;

      if (end == NULL)
        return 0;
      at = (gsize) (end - data) + 1;
    }
  return at;
}

/* PNG, 11.3.3: a keyword, a zero byte, and what the kind of chunk adds. @n_texts counts what could be metadata. */
static void
take_text_chunk (PsContainer  *self,
                 const guint8 *type,
                 GBytes       *chunk,
                 int          *n_texts)
{
  gsize n_bytes;
  const guint8 *data = g_bytes_get_data (chunk, &n_bytes);
  const guint8 *end = memchr (data, 0, MIN (n_bytes, MAX_KEYWORD + 1));
  g_autoptr(GByteArray) unpacked = NULL;
  const char *keyword = (const char *) data;
  gboolean packed = FALSE;
  gsize skip = 0;

  if (end == NULL)
    return;
  n_bytes -= (gsize) (end + 1 - data);
  data = end + 1;
  if (!g_str_has_prefix (keyword, PROFILE) && !g_str_equal (keyword, "XML:com.adobe.xmp"))
    return;
  if (++*n_texts > MAX_TEXTS)
    return;
  if (memcmp (type, "zTXt", 4) == 0)
    {
      packed = TRUE;
      skip = 1;
    }
  else if (memcmp (type, "iTXt", 4) == 0)
    {
      skip = measure_international (data, n_bytes);
      if (skip == 0)
        return;
      packed = data[0] == 1;
    }
  if (skip > n_bytes)
    return;
  if (packed)
    {
      unpacked = inflate (data + skip, n_bytes - skip);
      if (unpacked != NULL)
        take_text (self, keyword, unpacked->data, unpacked->len);
    }
  else
    take_text (self, keyword, data + skip, n_bytes - skip);
}

/**
 * ps_container_walk_png:
 * @self: a container
 * @source: a PNG
 */
void
ps_container_walk_png (PsContainer *self,
                       PsSource    *source)
{
  guint8 head[24];
  gint64 offset = 8;
  int n_texts = 0;

  if (!ps_source_read_all (source, 0, head, sizeof head))
    return;
  self->width = ps_be32 (head + 16);
  self->height = ps_be32 (head + 20);
  for (int i = 0; i < MAX_STEPS; i++)
    {
      guint8 chunk[8];
      gint64 n_bytes;

      if (!ps_source_read_all (source, offset, chunk, sizeof chunk) || memcmp (chunk + 4, "IEND", 4) == 0)
        return;
      n_bytes = ps_be32 (chunk);
      offset += sizeof chunk;
      if (memcmp (chunk + 4, "eXIf", 4) == 0)
        ps_container_found_exif (self, source, offset, n_bytes);
      else if (memcmp (chunk + 4, "tEXt", 4) == 0 || memcmp (chunk + 4, "zTXt", 4) == 0 || memcmp (chunk + 4, "iTXt", 4) == 0)
        {
          g_autoptr(GBytes) text = ps_source_take (source, offset, n_bytes, MAX_TEXT_CHUNK);

          if (text != NULL)
            take_text_chunk (self, chunk + 4, text, &n_texts);
        }
      offset += n_bytes + 4;
    }
}
