/* src/look/exif-block.c: EXIF entries from anywhere in a file, packed anew for libexif. Helper program only.
 *
 * libexif reads no further than 64 KB from where a block begins. In a TIFF, a
 * camera raw or a HEIF the directories and the values may be anywhere, so the
 * entries that are read (exif-tags.h) are copied into a small TIFF of the same
 * byte order: values go over unchanged, and what they mean stays libexif's
 * business.
 */
#include "look/exif-block.h"

#include <string.h>

#include "look/exif-tags.h"

#define MAX_VALUE 2048        /* bytes of one text: no more is kept anyway */
#define MAX_NOTICE 4160       /* Copyright: two of them */
#define MAX_BLOCK 65000
#define MAX_DIRECTORIES 16    /* that are searched for camera data */

typedef struct
{
  guint tag, format;
  guint32 count;
  GBytes *value; /* owned */
} Entry;

struct _PsExifBlock
{
  gboolean is_begun;
  gboolean big_endian;
  GArray *ifds[PS_EXIF_N_IFDS]; /* owned, of Entry */
};

static const guint16 tags_of_ifd0[] = {
  PS_EXIF_TAG_DESCRIPTION, PS_EXIF_TAG_MAKE, PS_EXIF_TAG_MODEL, PS_EXIF_TAG_ORIENTATION, PS_EXIF_TAG_DATE,
  PS_EXIF_TAG_ARTIST, PS_EXIF_TAG_RATING, PS_EXIF_TAG_COPYRIGHT, 0
};
static const guint16 tags_of_exif[] = {
  PS_EXIF_TAG_EXPOSURE_TIME, PS_EXIF_TAG_F_NUMBER, PS_EXIF_TAG_ISO, PS_EXIF_TAG_DATE_ORIGINAL,
  PS_EXIF_TAG_DATE_DIGITIZED, PS_EXIF_TAG_OFFSET, PS_EXIF_TAG_OFFSET_ORIGINAL, PS_EXIF_TAG_OFFSET_DIGITIZED,
  PS_EXIF_TAG_FOCAL_LENGTH, PS_EXIF_TAG_SUBSEC, PS_EXIF_TAG_SUBSEC_ORIGINAL, PS_EXIF_TAG_SUBSEC_DIGITIZED,
  PS_EXIF_TAG_FOCAL_LENGTH_35MM, PS_EXIF_TAG_SERIAL, PS_EXIF_TAG_LENS_MODEL, 0
};
static const guint16 tags_of_gps[] = {
  PS_EXIF_TAG_LATITUDE_REF, PS_EXIF_TAG_LATITUDE, PS_EXIF_TAG_LONGITUDE_REF, PS_EXIF_TAG_LONGITUDE,
  PS_EXIF_TAG_ALTITUDE_REF, PS_EXIF_TAG_ALTITUDE, 0
};
static const guint16 *const wanted[PS_EXIF_N_IFDS] = { tags_of_ifd0, tags_of_exif, tags_of_gps };

static void
clear_entry (gpointer data)
{
  g_bytes_unref (((Entry *) data)->value);
}

/**
 * ps_exif_block_new:
 *
 * Returns: (transfer full): a block without entries
 */
PsExifBlock *
ps_exif_block_new (void)
{
  PsExifBlock *self = g_new0 (PsExifBlock, 1);

  for (int i = 0; i < PS_EXIF_N_IFDS; i++)
    {
      self->ifds[i] = g_array_new (FALSE, FALSE, sizeof (Entry));
      g_array_set_clear_func (self->ifds[i], clear_entry);
    }
  return self;
}

/**
 * ps_exif_block_free:
 * @self: (transfer full): a block
 */
void
ps_exif_block_free (PsExifBlock *self)
{
  for (int i = 0; i < PS_EXIF_N_IFDS; i++)
    g_array_unref (self->ifds[i]);
  g_free (self);
}

static gboolean
is_wanted (PsExifBlock *self,
           PsExifIfd    ifd,
           guint        tag)
{
  gboolean found = FALSE;

  for (const guint16 *p = wanted[ifd]; *p != 0 && !found; p++)
    found = *p == tag;
  for (guint i = 0; i < self->ifds[ifd]->len && found; i++) /* of two alike, the first */
    found = g_array_index (self->ifds[ifd], Entry, i).tag != tag;
  return found;
}

static void
add_entries (PsExifBlock  *self,
             const PsTiff *tiff,
             GArray       *entries,
             PsExifIfd     ifd)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const PsTiffEntry *found = &g_array_index (entries, PsTiffEntry, i);
      guint size = ps_tiff_format_size (found->format);
      gint64 most = found->tag == PS_EXIF_TAG_COPYRIGHT && ifd == PS_EXIF_IFD0 ? MAX_NOTICE : MAX_VALUE;
      Entry entry = { .tag = found->tag, .format = found->format == 129 ? 2 : found->format };

      if (entry.format > 12 || !is_wanted (self, ifd, found->tag))
        continue;
      entry.count = (guint32) MIN (found->count, most / size);
      entry.value = ps_source_take (tiff->source, found->offset, (gint64) entry.count * size, most);
      if (entry.value != NULL)
        g_array_append_val (self->ifds[ifd], entry);
    }
}

/* Values are copied as they are: those of the other byte order cannot join them. */
static gboolean
begin (PsExifBlock  *self,
       const PsTiff *tiff)
{
  if (!self->is_begun)
    self->big_endian = tiff->big_endian;
  self->is_begun = TRUE;
  return self->big_endian == tiff->big_endian;
}

/**
 * ps_exif_block_add:
 * @self: a block
 * @tiff: where the directory is
 * @offset: where it begins
 * @ifd: what it is
 *
 * One directory, without those that it leads to.
 */
void
ps_exif_block_add (PsExifBlock  *self,
                   const PsTiff *tiff,
                   gint64        offset,
                   PsExifIfd     ifd)
{
  g_autoptr(GArray) entries = ps_tiff_list (tiff, offset, NULL);

  if (begin (self, tiff))
    add_entries (self, tiff, entries, ifd);
}

static void
follow (PsExifBlock  *self,
        const PsTiff *tiff,
        GArray       *entries,
        guint         tag,
        PsExifIfd     ifd)
{
  gint64 offset = ps_tiff_integer (tiff, ps_tiff_find (entries, tag), 0);

  if (offset > 0 && self->ifds[ifd]->len == 0)
    ps_exif_block_add (self, tiff, offset, ifd);
}

/* The directories of further pictures, which lie behind a directory or below it. Loops end at the bound. */
static void
queue_others (const PsTiff *tiff,
              GArray       *entries,
              gint64        next,
              GArray       *queue)
{
  const PsTiffEntry *below = ps_tiff_find (entries, 330); /* SubIFDs */

  for (gint64 i = 0; below != NULL && i < below->count && queue->len < MAX_DIRECTORIES; i++)
    {
      gint64 offset = ps_tiff_integer (tiff, below, i);

      g_array_append_val (queue, offset);
    }
  if (next > 0 && queue->len < MAX_DIRECTORIES)
    g_array_append_val (queue, next);
}

/**
 * ps_exif_block_add_all:
 * @self: a block
 * @tiff: a TIFF, an EXIF block or a camera raw
 *
 * IFD0 and the two directories that it leads to; where it leads to none, those
 * that the directory of another picture of the file leads to.
 */
void
ps_exif_block_add_all (PsExifBlock  *self,
                       const PsTiff *tiff)
{
  g_autoptr(GArray) queue = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!begin (self, tiff))
    return;
  g_array_append_val (queue, tiff->first);
  for (guint i = 0; i < queue->len; i++)
    {
      gint64 next, offset = g_array_index (queue, gint64, i);
      g_autoptr(GArray) entries = ps_tiff_list (tiff, offset, &next);

      if (i == 0)
        add_entries (self, tiff, entries, PS_EXIF_IFD0);
      follow (self, tiff, entries, PS_EXIF_TAG_EXIF_IFD, PS_EXIF_EXIF);
      follow (self, tiff, entries, PS_EXIF_TAG_GPS_IFD, PS_EXIF_GPS);
      if (self->ifds[PS_EXIF_EXIF]->len > 0)
        break;
      queue_others (tiff, entries, next, queue);
    }
}

/**
 * ps_exif_block_is_camera:
 * @self: a block
 *
 * Any TIFF may say which way is up.
 *
 * Returns: whether it says more than that
 */
gboolean
ps_exif_block_is_camera (PsExifBlock *self)
{
  GArray *ifd0 = self->ifds[PS_EXIF_IFD0];

  if (self->ifds[PS_EXIF_EXIF]->len > 0 || self->ifds[PS_EXIF_GPS]->len > 0)
    return TRUE;
  return ifd0->len > 1 || (ifd0->len == 1 && g_array_index (ifd0, Entry, 0).tag != PS_EXIF_TAG_ORIENTATION);
}

static void
append_number (GByteArray *out,
               gboolean    big_endian,
               guint       n_bytes,
               guint32     value)
{
  for (guint i = 0; i < n_bytes; i++)
    {
      guint8 byte = (guint8) (value >> 8 * (big_endian ? n_bytes - 1 - i : i));

      g_byte_array_append (out, &byte, 1);
    }
}

static void
append_entry (GByteArray *out,
              gboolean    big_endian,
              guint       tag,
              guint       format,
              guint32     count)
{
  append_number (out, big_endian, 2, tag);
  append_number (out, big_endian, 2, format);
  append_number (out, big_endian, 4, count);
}

/* A directory and its values behind it; @links leads to further ones, which are told where they begin. */
static void
append_ifd (PsExifBlock   *self,
            GByteArray    *out,
            PsExifIfd      ifd,
            const guint32  links[2])
{
  static const guint link_tags[2] = { PS_EXIF_TAG_EXIF_IFD, PS_EXIF_TAG_GPS_IFD };
  GArray *entries = self->ifds[ifd];
  guint n_links = ifd == PS_EXIF_IFD0 ? (links[0] != 0) + (links[1] != 0) : 0;
  g_autoptr(GByteArray) values = g_byte_array_new ();
  guint32 values_at = out->len - 6 + 2 + 12 * (entries->len + n_links) + 4;

  append_number (out, self->big_endian, 2, entries->len + n_links);
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      gsize size;
      const guint8 *data = g_bytes_get_data (entry->value, &size);

      append_entry (out, self->big_endian, entry->tag, entry->format, entry->count);
      if (size <= 4)
        {
          g_byte_array_append (out, data, (guint) size);
          append_number (out, FALSE, 4 - (guint) size, 0);
          continue;
        }
      append_number (out, self->big_endian, 4, values_at + values->len);
      g_byte_array_append (values, data, (guint) size);
      append_number (values, FALSE, size & 1, 0);
    }
  for (guint i = 0; n_links > 0 && i < 2; i++)
    if (links[i] != 0)
      {
        append_entry (out, self->big_endian, link_tags[i], 4, 1);
        append_number (out, self->big_endian, 4, links[i]);
      }
  append_number (out, FALSE, 4, 0); /* no directory follows */
  g_byte_array_append (out, values->data, values->len);
}

static guint32
measure (GArray *entries,
         guint   n_links)
{
  guint32 n_bytes = 2 + 12 * (entries->len + n_links) + 4;

  for (guint i = 0; i < entries->len; i++)
    {
      gsize size = g_bytes_get_size (g_array_index (entries, Entry, i).value);

      n_bytes += size > 4 ? (guint32) (size + (size & 1)) : 0;
    }
  return n_bytes;
}

/**
 * ps_exif_block_finish:
 * @self: a block
 *
 * Returns: (transfer full) (nullable): "Exif", two zero bytes and a TIFF, under 64 KB; %NULL where there is no entry
 */
GBytes *
ps_exif_block_finish (PsExifBlock *self)
{
  g_autoptr(GByteArray) out = NULL;
  guint32 links[2] = { 0 }, at;
  guint n_links = 0, n_entries = 0;

  for (int i = 0; i < PS_EXIF_N_IFDS; i++)
    {
      n_links += i > 0 && self->ifds[i]->len > 0;
      n_entries += self->ifds[i]->len;
    }
  if (n_entries == 0)
    return NULL;
  at = 8 + measure (self->ifds[PS_EXIF_IFD0], n_links);
  for (int i = 0; i < 2; i++)
    if (self->ifds[i + 1]->len > 0)
      {
        links[i] = at;
        at += measure (self->ifds[i + 1], 0);
      }
  if (at > MAX_BLOCK)
    return NULL;
  out = g_byte_array_sized_new (at + 6);
  g_byte_array_append (out, (const guint8 *) "Exif\0\0", 6);
  g_byte_array_append (out, (const guint8 *) (self->big_endian ? "MM" : "II"), 2);
  append_number (out, self->big_endian, 2, 42);
  append_number (out, self->big_endian, 4, 8);
  append_ifd (self, out, PS_EXIF_IFD0, links);
  for (int i = 0; i < 2; i++)
    if (links[i] != 0)
      append_ifd (self, out, (PsExifIfd) (i + 1), links);
  g_assert (out->len == at + 6);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
