/* tests/look/container-maker.c: the smallest files of each kind that can hold metadata. */
#include "container-maker.h"

#include <gio/gio.h>
#include <string.h>

#include "look-test.h"

static void
put (GByteArray *out,
     guint32     value,
     int         n_bytes)
{
  for (int i = n_bytes - 1; i >= 0; i--)
    {
      guint8 byte = (guint8) (value >> 8 * i);

      g_byte_array_append (out, &byte, 1);
    }
}

static void
put_little (GByteArray *out,
            guint32     value,
            int         n_bytes)
{
  for (int i = 0; i < n_bytes; i++)
    {
      guint8 byte = (guint8) (value >> 8 * i);

      g_byte_array_append (out, &byte, 1);
    }
}

static void
put_text (GByteArray *out,
          const char *text,
          gsize       n_bytes)
{
  g_byte_array_append (out, (const guint8 *) text, (guint) n_bytes);
}

static void
put_bytes (GByteArray *out,
           GBytes     *bytes)
{
  gsize n_bytes;
  const guint8 *data = g_bytes_get_data (bytes, &n_bytes);

  g_byte_array_append (out, data, (guint) n_bytes);
}

GBytes *
make_tiff (gboolean         big_endian,
           const TiffEntry *entries,
           gsize            n_gap)
{
  GByteArray *out = g_byte_array_new ();
  void (*put_number) (GByteArray *, guint32, int) = big_endian ? put : put_little;
  g_autofree guint8 *gap = g_malloc0 (n_gap + 1);
  guint n = 0;

  while (entries[n].tag != 0)
    n++;
  put_text (out, big_endian ? "MM" : "II", 2);
  put_number (out, 42, 2);
  put_number (out, (guint32) (8 + n_gap), 4);
  g_byte_array_append (out, gap, (guint) n_gap);
  put_number (out, n, 2);
  for (guint i = 0; i < n; i++)
    {
      put_number (out, entries[i].tag, 2);
      put_number (out, entries[i].format, 2);
      put_number (out, entries[i].count, 4);
      if (entries[i].format == 3 && entries[i].count == 1)
        {
          put_number (out, entries[i].value, 2);
          put (out, 0, 2);
        }
      else if (entries[i].format == 1)
        put (out, entries[i].value, 4);
      else
        put_number (out, entries[i].value, 4);
    }
  put (out, 0, 4);
  return g_byte_array_free_to_bytes (out);
}

GBytes *
make_webp (void)
{
  gsize n_bytes;
  guchar *data = g_base64_decode ("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==", &n_bytes);

  return g_bytes_new_take (data, n_bytes);
}

static guint32
find_crc (const guint8 *data,
          gsize         n_bytes)
{
  guint32 crc = G_MAXUINT32;

  for (gsize i = 0; i < n_bytes; i++)
    {
      crc ^= data[i];
      for (int j = 0; j < 8; j++)
        crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
    }
  return ~crc;
}

GBytes *
make_png (GdkPixbuf     *picture,
          const char    *type,
          gconstpointer  data,
          gsize          n_bytes)
{
  g_autoptr(GBytes) plain = look_test_save (picture, "png");
  g_autoptr(GByteArray) chunk = g_byte_array_new ();
  GByteArray *out = g_byte_array_new ();
  const guint8 *png = g_bytes_get_data (plain, NULL);
  const guint n_head = 8 + 4 + 4 + 13 + 4;

  put_text (chunk, type, 4);
  put_text (chunk, data, n_bytes);
  g_byte_array_append (out, png, n_head);
  put (out, (guint32) n_bytes, 4);
  g_byte_array_append (out, chunk->data, chunk->len);
  put (out, find_crc (chunk->data, chunk->len), 4);
  g_byte_array_append (out, png + n_head, (guint) g_bytes_get_size (plain) - n_head);
  return g_byte_array_free_to_bytes (out);
}

GBytes *
make_deflated (gconstpointer data,
               gsize         n_bytes)
{
  g_autoptr(GConverter) packer = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
  gsize n_room = n_bytes + 1000, n_read, n_written;
  guint8 *out = g_malloc (n_room);

  g_assert_cmpint (g_converter_convert (packer, data, n_bytes, out, n_room, G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL),
                   ==, G_CONVERTER_FINISHED);
  return g_bytes_new_take (out, n_written);
}

GBytes *
make_profile (const char *kind,
              GBytes     *metadata,
              gboolean    compressed)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr(GString) text = g_string_new (NULL);
  gsize n_bytes;
  const guint8 *data = g_bytes_get_data (metadata, &n_bytes);

  g_string_append_printf (text, "\n%s\n%8" G_GSIZE_FORMAT, kind, n_bytes);
  for (gsize i = 0; i < n_bytes; i++)
    g_string_append_printf (text, "%s%02x", i % 36 == 0 ? "\n" : "", data[i]);
  g_string_append (text, "\n");
  put_text (out, "Raw profile type ", 17);
  put_text (out, kind, strlen (kind) + 1);
  if (compressed)
    {
      g_autoptr(GBytes) packed = make_deflated (text->str, text->len);

      put (out, 0, 1);
      put_bytes (out, packed);
    }
  else
    put_text (out, text->str, text->len);
  return g_byte_array_free_to_bytes (out);
}

static guint
begin_box (GByteArray *out,
           const char *type)
{
  put (out, 0, 4);
  put_text (out, type, 4);
  return out->len - 8;
}

static void
end_box (GByteArray *out,
         guint       start)
{
  guint32 size = GUINT32_TO_BE (out->len - start);

  memcpy (out->data + start, &size, 4);
}

static void
put_item (GByteArray *out,
          guint       id,
          const char *type,
          const char *mime)
{
  guint start = begin_box (out, "infe");

  put (out, 2 << 24, 4);
  put (out, id, 2);
  put (out, 0, 2);
  put_text (out, type, 4);
  put (out, 0, 1); /* its name */
  if (mime != NULL)
    put_text (out, mime, strlen (mime) + 1);
  end_box (out, start);
}

/* In version 1: offsets, lengths of 4 bytes, no base, no index. */
static void
put_location (GByteArray *out,
              guint       id,
              guint       method,
              guint32     offset,
              guint32     n_bytes,
              guint       n_parts)
{
  put (out, id, 2);
  put (out, method, 2);
  put (out, 0, 2);
  put (out, n_parts, 2);
  for (guint i = 0; i < n_parts; i++)
    {
      guint32 n = n_bytes / n_parts, first = n * i;

      put (out, offset + first + 7 * i, 4); /* parts have seven bytes between them */
      put (out, i + 1 < n_parts ? n : n_bytes - first, 4);
    }
}

static void
put_in_parts (GByteArray *out,
              GByteArray *item,
              guint       n_parts)
{
  guint n = item->len / n_parts;

  for (guint i = 0; i < n_parts; i++)
    {
      if (i > 0)
        put_text (out, "between", 7);
      g_byte_array_append (out, item->data + n * i, i + 1 < n_parts ? n : item->len - n * i);
    }
}

static void
put_meta (GByteArray *out,
          ItemPlace   place,
          GByteArray *exif,
          GByteArray *xmp,
          guint32     data_at,
          guint32     picture_at)
{
  guint n_items = 1 + (exif->len > 0) + (xmp->len > 0), n_parts = place == IN_PARTS ? 3 : 1;
  guint32 n_gaps = exif->len > 0 ? 7 * (n_parts - 1) : 0;
  guint meta = begin_box (out, "meta"), start;

  put (out, 0, 4);
  start = begin_box (out, "hdlr");
  put (out, 0, 4);
  put (out, 0, 4);
  put_text (out, "pict", 4);
  put_text (out, "\0\0\0\0\0\0\0\0\0\0\0\0\0", 13);
  end_box (out, start);
  start = begin_box (out, "pitm");
  put (out, 0, 4);
  put (out, 1, 2);
  end_box (out, start);
  start = begin_box (out, "iloc");
  put (out, 1 << 24, 4);
  put (out, 0x4400, 2);
  put (out, n_items, 2);
  put_location (out, 1, 0, picture_at, 10, 1);
  if (exif->len > 0)
    put_location (out, 2, place == IN_IDAT, data_at, exif->len, n_parts);
  if (xmp->len > 0)
    put_location (out, 3, place == IN_IDAT, data_at + exif->len + n_gaps, xmp->len, n_parts);
  end_box (out, start);
  start = begin_box (out, "iinf");
  put (out, 0, 4);
  put (out, n_items, 2);
  put_item (out, 1, "hvc1", NULL);
  if (exif->len > 0)
    put_item (out, 2, "Exif", NULL);
  if (xmp->len > 0)
    put_item (out, 3, "mime", "application/rdf+xml");
  end_box (out, start);
  if (place == IN_IDAT)
    {
      start = begin_box (out, "idat");
      g_byte_array_append (out, exif->data, exif->len);
      g_byte_array_append (out, xmp->data, xmp->len);
      end_box (out, start);
    }
  end_box (out, meta);
}

GBytes *
make_heif (const char *brand,
           ItemPlace   place,
           GBytes     *exif,
           GBytes     *xmp)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr(GByteArray) exif_item = g_byte_array_new (), xmp_item = g_byte_array_new ();
  g_autoptr(GByteArray) trial = g_byte_array_new (), data = g_byte_array_new ();
  guint n_parts = place == IN_PARTS ? 3 : 1;
  guint start = begin_box (out, "ftyp"), data_at;

  if (exif != NULL)
    {
      put (exif_item, 6, 4); /* the TIFF is behind "Exif" and two zero bytes */
      put_bytes (exif_item, exif);
    }
  if (xmp != NULL)
    put_bytes (xmp_item, xmp);
  if (place != IN_IDAT && exif != NULL)
    put_in_parts (data, exif_item, n_parts);
  if (place != IN_IDAT && xmp != NULL)
    put_in_parts (data, xmp_item, n_parts);
  put_text (out, brand, 4);
  put (out, 0, 4);
  put_text (out, "mif1", 4);
  put_text (out, brand, 4);
  end_box (out, start);
  put_meta (trial, place, exif_item, xmp_item, 0, 0);
  data_at = out->len + trial->len + 8;
  put_meta (out, place, exif_item, xmp_item, place == IN_IDAT ? 0 : data_at, data_at + data->len);
  start = begin_box (out, "mdat");
  g_byte_array_append (out, data->data, data->len);
  put_text (out, "no picture", 10);
  end_box (out, start);
  return g_byte_array_free_to_bytes (out);
}

GBytes *
make_cr3 (GBytes *ifd0,
          GBytes *exif,
          GBytes *gps)
{
  static const char uuid[] = "\x85\xc0\xb6\x87\x82\x0f\x11\xe0\x81\x11\xf4\xce\x46\x2b\x6a\x48";
  const struct { const char *type; GBytes *block; } parts[] = { { "CMT1", ifd0 }, { "CMT2", exif }, { "CMT4", gps } };
  GByteArray *out = g_byte_array_new ();
  guint start = begin_box (out, "ftyp"), inner, innermost;

  put_text (out, "crx \0\0\0\1crx isom", 16);
  end_box (out, start);
  start = begin_box (out, "moov");
  inner = begin_box (out, "uuid");
  put_text (out, uuid, 16);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr(GBytes) tiff = g_bytes_new_from_bytes (parts[i].block, 6, g_bytes_get_size (parts[i].block) - 6);

      innermost = begin_box (out, parts[i].type);
      put_bytes (out, tiff);
      end_box (out, innermost);
    }
  end_box (out, inner);
  end_box (out, start);
  return g_byte_array_free_to_bytes (out);
}

GBytes *
make_raf (GBytes *jpeg)
{
  GByteArray *out = g_byte_array_new ();
  static const guint8 zeros[160];

  put_text (out, "FUJIFILMCCD-RAW 0201FF383501X-T4", 32);
  g_byte_array_append (out, zeros, 84 - 32);
  put (out, 160, 4);
  put (out, (guint32) g_bytes_get_size (jpeg), 4);
  g_byte_array_append (out, zeros, 160 - 92);
  put_bytes (out, jpeg);
  return g_byte_array_free_to_bytes (out);
}
