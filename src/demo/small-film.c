/* src/demo/small-film.c: a short film of JPEG frames in an MP4 file (ISO 14496-12; QuickTime's "jpeg" codec). */
#include <string.h>

#include "demo/small-files.h"

static void
put32 (GByteArray *box,
       guint32     value)
{
  guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (box, (const guchar *) &big, 4);
}

static void
put16 (GByteArray *box,
       guint16     value)
{
  guint16 big = GUINT16_TO_BE (value);

  g_byte_array_append (box, (const guchar *) &big, 2);
}

static void
put_zeros (GByteArray *box,
           guint       n)
{
  static const guchar zeros[64];

  g_byte_array_append (box, zeros, n);
}

static void
put_matrix (GByteArray *box)
{
  static const guint32 matrix[] = { 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000 };

  for (guint i = 0; i < G_N_ELEMENTS (matrix); i++)
    put32 (box, matrix[i]);
}

/* A box: its length comes first, so it is filled in when the box is closed. */
static guint
open_box (GByteArray *file,
          const char *type)
{
  guint at = file->len;

  put32 (file, 0);
  g_byte_array_append (file, (const guchar *) type, 4);
  return at;
}

static guint
open_full_box (GByteArray *file,
               const char *type,
               guint32     flags)
{
  guint at = open_box (file, type);

  put32 (file, flags);
  return at;
}

static void
close_box (GByteArray *file,
           guint       at)
{
  guint32 big = GUINT32_TO_BE (file->len - at);

  memcpy (file->data + at, &big, 4);
}

static void
put_description (GByteArray *file,
                 int         width,
                 int         height)
{
  guint stsd = open_full_box (file, "stsd", 0), entry;

  put32 (file, 1);
  entry = open_box (file, "jpeg");
  put_zeros (file, 6);
  put16 (file, 1);
  put_zeros (file, 16);
  put16 (file, (guint16) width);
  put16 (file, (guint16) height);
  put32 (file, 72 << 16);
  put32 (file, 72 << 16);
  put32 (file, 0);
  put16 (file, 1);
  put_zeros (file, 32);
  put16 (file, 24);
  put16 (file, 0xffff);
  close_box (file, entry);
  close_box (file, stsd);
}

/* Where each frame is and how long it stays; all lie in one chunk. */
static void
put_table (GByteArray *file,
           GPtrArray  *frames,
           int         width,
           int         height,
           guint32     chunk)
{
  guint stbl = open_box (file, "stbl"), at;

  put_description (file, width, height);
  at = open_full_box (file, "stts", 0);
  put32 (file, 1);
  put32 (file, frames->len);
  put32 (file, 1);
  close_box (file, at);
  at = open_full_box (file, "stsc", 0);
  put32 (file, 1);
  put32 (file, 1);
  put32 (file, frames->len);
  put32 (file, 1);
  close_box (file, at);
  at = open_full_box (file, "stsz", 0);
  put32 (file, 0);
  put32 (file, frames->len);
  for (guint i = 0; i < frames->len; i++)
    put32 (file, (guint32) g_bytes_get_size (g_ptr_array_index (frames, i)));
  close_box (file, at);
  at = open_full_box (file, "stco", 0);
  put32 (file, 1);
  put32 (file, chunk);
  close_box (file, at);
  close_box (file, stbl);
}

static void
put_media (GByteArray *file,
           GPtrArray  *frames,
           int         width,
           int         height,
           guint       rate,
           guint32     made,
           guint32     chunk)
{
  guint mdia = open_box (file, "mdia"), minf, at, inner;

  at = open_full_box (file, "mdhd", 0);
  put32 (file, made);
  put32 (file, made);
  put32 (file, rate);
  put32 (file, frames->len);
  put16 (file, 0x55c4); /* language: undetermined */
  put16 (file, 0);
  close_box (file, at);
  at = open_full_box (file, "hdlr", 0);
  put32 (file, 0);
  g_byte_array_append (file, (const guchar *) "vide", 4);
  put_zeros (file, 12);
  g_byte_array_append (file, (const guchar *) "Film", 5);
  close_box (file, at);
  minf = open_box (file, "minf");
  at = open_full_box (file, "vmhd", 1);
  put_zeros (file, 8);
  close_box (file, at);
  at = open_box (file, "dinf");
  inner = open_full_box (file, "dref", 0);
  put32 (file, 1);
  close_box (file, open_full_box (file, "url ", 1)); /* in this file */
  close_box (file, inner);
  close_box (file, at);
  put_table (file, frames, width, height, chunk);
  close_box (file, minf);
  close_box (file, mdia);
}

static void
put_track (GByteArray *file,
           GPtrArray  *frames,
           int         width,
           int         height,
           guint       rate,
           guint32     made,
           guint32     chunk)
{
  guint trak = open_box (file, "trak"), at = open_full_box (file, "tkhd", 7);

  put32 (file, made);
  put32 (file, made);
  put32 (file, 1);
  put32 (file, 0);
  put32 (file, frames->len);
  put_zeros (file, 16);
  put_matrix (file);
  put32 (file, (guint32) width << 16);
  put32 (file, (guint32) height << 16);
  close_box (file, at);
  put_media (file, frames, width, height, rate, made, chunk);
  close_box (file, trak);
}

/**
 * ps_make_mp4:
 * @frames: (element-type GBytes): JPEG files of one size
 * @width: pixels
 * @height: pixels
 * @frames_a_second: how fast
 * @taken_at_us: when it was taken
 *
 * Returns: (transfer full): the film
 */
GBytes *
ps_make_mp4 (GPtrArray *frames,
             int        width,
             int        height,
             guint      frames_a_second,
             gint64     taken_at_us)
{
  GByteArray *file = g_byte_array_new ();
  /* Seconds since 1904. */
  guint32 made = (guint32) (taken_at_us / G_USEC_PER_SEC + G_GINT64_CONSTANT (2082844800));
  guint at = open_box (file, "ftyp"), mvhd;
  guint32 chunk;

  g_byte_array_append (file, (const guchar *) "isom\0\0\2\0isomiso2mp41", 20);
  close_box (file, at);
  at = open_box (file, "mdat");
  chunk = file->len;
  for (guint i = 0; i < frames->len; i++)
    {
      gsize n;
      const guchar *data = g_bytes_get_data (g_ptr_array_index (frames, i), &n);

      g_byte_array_append (file, data, (guint) n);
    }
  close_box (file, at);
  at = open_box (file, "moov");
  mvhd = open_full_box (file, "mvhd", 0);
  put32 (file, made);
  put32 (file, made);
  put32 (file, frames_a_second);
  put32 (file, frames->len);
  put32 (file, 0x10000);
  put16 (file, 0x100);
  put_zeros (file, 10);
  put_matrix (file);
  put_zeros (file, 24);
  put32 (file, 2);
  close_box (file, mvhd);
  put_track (file, frames, width, height, frames_a_second, made, chunk);
  close_box (file, at);
  return g_byte_array_free_to_bytes (file);
}
