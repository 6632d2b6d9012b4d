/* tests/look/exif-maker.c: EXIF blocks written byte by byte, also such as no camera would. */
#include "exif-maker.h"

#include <string.h>

typedef struct
{
  guint tag, format;
  guint32 count;
  GBytes *data;
} Entry;

struct _ExifMaker
{
  gboolean big_endian;
  GArray *entries[N_IFDS];
};

static void
clear_entry (gpointer data)
{
  g_bytes_unref (((Entry *) data)->data);
}

ExifMaker *
exif_maker_new (gboolean big_endian)
{
  ExifMaker *self = g_new0 (ExifMaker, 1);

  self->big_endian = big_endian;
  for (int i = 0; i < N_IFDS; i++)
    {
      self->entries[i] = g_array_new (FALSE, FALSE, sizeof (Entry));
      g_array_set_clear_func (self->entries[i], clear_entry);
    }
  return self;
}

void
exif_maker_free (ExifMaker *self)
{
  for (int i = 0; i < N_IFDS; i++)
    g_array_unref (self->entries[i]);
  g_free (self);
}

static void
put (ExifMaker  *self,
     GByteArray *out,
     guint32     value,
     int         n_bytes)
{
  for (int i = 0; i < n_bytes; i++)
    {
      guint8 byte = (guint8) (value >> 8 * (self->big_endian ? n_bytes - 1 - i : i));

      g_byte_array_append (out, &byte, 1);
    }
}

void
exif_maker_raw (ExifMaker  *self,
                int         ifd,
                guint       tag,
                guint       format,
                guint32     count,
                const void *data,
                gsize       size)
{
  Entry entry = { tag, format, count, g_bytes_new (data, size) };

  g_array_append_val (self->entries[ifd], entry);
}

void
exif_maker_text (ExifMaker  *self,
                 int         ifd,
                 guint       tag,
                 const char *text)
{
  exif_maker_raw (self, ifd, tag, ASCII, (guint32) strlen (text) + 1, text, strlen (text) + 1);
}

void
exif_maker_short (ExifMaker *self,
                  int        ifd,
                  guint      tag,
                  guint      value)
{
  g_autoptr(GByteArray) data = g_byte_array_new ();

  put (self, data, value, 2);
  exif_maker_raw (self, ifd, tag, SHORT, 1, data->data, data->len);
}

void
exif_maker_rationals (ExifMaker    *self,
                      int           ifd,
                      guint         tag,
                      guint         format,
                      guint         n,
                      const gint64 (*values)[2])
{
  g_autoptr(GByteArray) data = g_byte_array_new ();

  for (guint i = 0; i < n; i++)
    {
      put (self, data, (guint32) values[i][0], 4);
      put (self, data, (guint32) values[i][1], 4);
    }
  exif_maker_raw (self, ifd, tag, format, n, data->data, data->len);
}

/* One directory and, behind it, what does not fit into its entries. */
static void
write_ifd (ExifMaker  *self,
           GByteArray *out,
           GArray     *entries,
           guint32     start)
{
  g_autoptr(GByteArray) rest = g_byte_array_new ();
  guint32 rest_start = start + 2 + 12 * entries->len + 4;

  put (self, out, entries->len, 2);
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = &g_array_index (entries, Entry, i);
      gsize size;
      const guint8 *data = g_bytes_get_data (entry->data, &size);

      put (self, out, entry->tag, 2);
      put (self, out, entry->format, 2);
      put (self, out, entry->count, 4);
      if (size <= 4)
        {
          guint8 zeros[4] = { 0 };

          if (size > 0)
            memcpy (zeros, data, size);
          g_byte_array_append (out, zeros, 4);
        }
      else
        {
          put (self, out, rest_start + rest->len, 4);
          g_byte_array_append (rest, data, (guint) size);
          if (size % 2 != 0)
            put (self, rest, 0, 1);
        }
    }
  put (self, out, 0, 4);
  g_byte_array_append (out, rest->data, rest->len);
}

static guint32
measure_ifd (GArray *entries)
{
  guint32 size = 2 + 12 * entries->len + 4;

  for (guint i = 0; i < entries->len; i++)
    {
      gsize n = g_bytes_get_size (g_array_index (entries, Entry, i).data);

      if (n > 4)
        size += (guint32) (n + n % 2);
    }
  return size;
}

static void
add_pointer (ExifMaker *self,
             guint      tag)
{
  guint8 nothing[4] = { 0 };

  exif_maker_raw (self, IFD0, tag, LONG, 1, nothing, 4);
}

static void
set_pointer (ExifMaker *self,
             guint      index,
             guint32    offset)
{
  Entry *entry = &g_array_index (self->entries[IFD0], Entry, index);
  g_autoptr(GByteArray) data = g_byte_array_new ();

  put (self, data, offset, 4);
  g_bytes_unref (entry->data);
  entry->data = g_bytes_new (data->data, data->len);
}

GBytes *
exif_maker_finish (ExifMaker *self)
{
  GByteArray *out = g_byte_array_new ();
  guint32 start = 8;
  guint32 starts[N_IFDS];

  add_pointer (self, 0x8769);
  add_pointer (self, 0x8825);
  for (int i = 0; i < N_IFDS; i++)
    {
      starts[i] = start;
      start += measure_ifd (self->entries[i]);
    }
  set_pointer (self, self->entries[IFD0]->len - 2, starts[EXIF]);
  set_pointer (self, self->entries[IFD0]->len - 1, starts[GPS]);
  g_byte_array_append (out, (const guint8 *) "Exif\0", 6);
  g_byte_array_append (out, (const guint8 *) (self->big_endian ? "MM" : "II"), 2);
  put (self, out, 42, 2);
  put (self, out, 8, 4);
  for (int i = 0; i < N_IFDS; i++)
    write_ifd (self, out, self->entries[i], starts[i]);
  return g_byte_array_free_to_bytes (out);
}
