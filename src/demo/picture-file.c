/* src/demo/picture-file.c: pixels to files, with EXIF inside; files grown to a size. */
#include "demo/picture-file.h"

#include <string.h>

#include "demo/dice.h"

/**
 * ps_crc32:
 * @data: bytes
 * @n: how many
 *
 * Returns: the checksum that PNG and ZIP use (ISO 3309)
 */
guint32
ps_crc32 (gconstpointer data,
          gsize         n)
{
  static gsize is_ready = 0;
  static guint32 table[256];
  const guchar *p = data;
  guint32 crc = 0xffffffffu;

  if (g_once_init_enter (&is_ready))
    {
      for (guint32 i = 0; i < 256; i++)
        {
          guint32 c = i;

          for (int k = 0; k < 8; k++)
            c = (c & 1) ? 0xedb88320u ^ (c >> 1) : c >> 1;
          table[i] = c;
        }
      g_once_init_leave (&is_ready, 1);
    }
  for (gsize i = 0; i < n; i++)
    crc = table[(crc ^ p[i]) & 255] ^ (crc >> 8);
  return crc ^ 0xffffffffu;
}

static void
append_segment (GByteArray    *file,
                guchar         marker,
                gconstpointer  data,
                gsize          n)
{
  const guchar head[] = { 0xff, marker, (guchar) ((n + 2) >> 8), (guchar) ((n + 2) & 255) };

  g_byte_array_append (file, head, sizeof head);
  g_byte_array_append (file, data, (guint) n);
}

/**
 * ps_jpeg_with_exif:
 * @jpeg: a JPEG file
 * @exif: the content of an APP1 segment, under 64 KB
 *
 * The EXIF segment comes first, as EXIF 2.32 asks (4.5.4); the JFIF segment that
 * the encoder wrote makes room for it.
 *
 * Returns: (transfer full): the file with @exif inside
 */
GBytes *
ps_jpeg_with_exif (GBytes *jpeg,
                   GBytes *exif)
{
  static const guchar soi[] = { 0xff, 0xd8 };
  gsize n, n_exif, at = 2;
  const guchar *data = g_bytes_get_data (jpeg, &n);
  gconstpointer block = g_bytes_get_data (exif, &n_exif);
  GByteArray *file = g_byte_array_sized_new ((guint) (n + n_exif + 8));

  g_assert (n_exif < 65534);
  if (n > 6 && data[2] == 0xff && data[3] == 0xe0)
    at += 2 + ((gsize) data[4] << 8 | data[5]);
  g_byte_array_append (file, soi, 2);
  append_segment (file, 0xe1, block, n_exif);
  g_byte_array_append (file, data + at, (guint) (n - at));
  return g_byte_array_free_to_bytes (file);
}

/**
 * ps_picture_to_jpeg:
 * @pixbuf: a picture
 * @quality: 0–100
 * @exif: (nullable): the content of an APP1 segment
 * @error: set with a #GdkPixbufError
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
ps_picture_to_jpeg (GdkPixbuf  *pixbuf,
                    int         quality,
                    GBytes     *exif,
                    GError    **error)
{
  g_autofree char *text = g_strdup_printf ("%d", quality);
  g_autoptr(GBytes) bare = NULL;
  char *buffer = NULL;
  gsize n = 0;

  if (!gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &n, "jpeg", error, "quality", text, NULL))
    return NULL;
  bare = g_bytes_new_take (buffer, n);
  return exif != NULL ? ps_jpeg_with_exif (bare, exif) : g_steal_pointer (&bare);
}

static void
append_be32 (GByteArray *file,
             guint32     value)
{
  guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (file, (const guchar *) &big, 4);
}

/**
 * ps_picture_to_png:
 * @pixbuf: a picture
 * @exif: (nullable): as in a JPEG file's APP1 segment
 * @error: set with a #GdkPixbufError
 *
 * Returns: (transfer full) (nullable): the file, its EXIF in an eXIf chunk (PNG 1.5 extensions)
 */
GBytes *
ps_picture_to_png (GdkPixbuf  *pixbuf,
                   GBytes     *exif,
                   GError    **error)
{
  const gsize after_header = 8 + 25; /* the signature and IHDR */
  g_autofree char *buffer = NULL;
  gsize n = 0, n_exif;
  const guchar *block;
  GByteArray *file;
  gsize chunk_at;

  if (!gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &n, "png", error, "compression", "6", NULL))
    return NULL;
  file = g_byte_array_sized_new ((guint) n + 1024);
  g_byte_array_append (file, (const guchar *) buffer, (guint) after_header);
  if (exif != NULL)
    {
      block = g_bytes_get_data (exif, &n_exif);
      append_be32 (file, (guint32) (n_exif - 6));
      chunk_at = file->len;
      g_byte_array_append (file, (const guchar *) "eXIf", 4);
      g_byte_array_append (file, block + 6, (guint) (n_exif - 6));
      append_be32 (file, ps_crc32 (file->data + chunk_at, file->len - chunk_at));
    }
  g_byte_array_append (file, (const guchar *) buffer + after_header, (guint) (n - after_header));
  return g_byte_array_free_to_bytes (file);
}

static void
fill (guchar *to,
      gsize   n,
      PsDice *dice)
{
  gsize i = 0;

  for (; i + 8 <= n; i += 8)
    {
      guint64 bits = GUINT64_TO_LE (ps_dice_next (dice));

      memcpy (to + i, &bits, 8);
    }
  for (; i < n; i++)
    to[i] = (guchar) ps_dice_next (dice);
}

/**
 * ps_file_grow:
 * @file: a file
 * @n_bytes: how large it shall be; nothing happens if it is that large already
 * @seed: what it is grown with
 *
 * A JPEG file is grown by comment segments behind its first segment and stays
 * one; others get bytes at their end, which readers of pictures, films and
 * sound leave alone.
 *
 * Returns: (transfer full): a file of @n_bytes bytes, a JPEG file up to four bytes fewer
 */
GBytes *
ps_file_grow (GBytes  *file,
              gint64   n_bytes,
              guint64  seed)
{
  gsize n, at, room;
  const guchar *data = g_bytes_get_data (file, &n);
  PsDice dice = ps_dice_new (seed, 21);
  guchar *out, *to;

  if (n_bytes <= (gint64) n + 4)
    return g_bytes_ref (file);
  room = (gsize) n_bytes - n;
  out = g_malloc ((gsize) n_bytes);
  if (n < 6 || data[0] != 0xff || data[1] != 0xd8)
    {
      memcpy (out, data, n);
      fill (out + n, room, &dice);
      return g_bytes_new_take (out, (gsize) n_bytes);
    }
  at = 4 + ((gsize) data[4] << 8 | data[5]);
  memcpy (out, data, at);
  to = out + at;
  while (room > 4)
    {
      gsize part = MIN (room - 4, 65533);
      const guchar head[] = { 0xff, 0xfe, (guchar) ((part + 2) >> 8), (guchar) ((part + 2) & 255) };

      memcpy (to, head, 4);
      fill (to + 4, part, &dice);
      to += part + 4;
      room -= part + 4;
    }
  memcpy (to, data + at, n - at);
  return g_bytes_new_take (out, (gsize) (to - out) + n - at);
}
