/* src/look/tiff.c: the directories of a TIFF, which is also what EXIF is written in. Helper program only.
 *
 * Nothing is followed here: who asks for a directory decides how many. An
 * entry that lies, about its format, its length or its place, is left out.
 */
#include "look/tiff.h"

#include <string.h>

#include "look/bytes.h"

#define MAX_ENTRIES 4096 /* of one directory; exiftool warns at far fewer */

static guint
get16 (const PsTiff *self,
       const guint8 *p)
{
  return self->big_endian ? ps_be16 (p) : ps_le16 (p);
}

static gint64
get32 (const PsTiff *self,
       const guint8 *p)
{
  return self->big_endian ? ps_be32 (p) : ps_le32 (p);
}

/* Beyond what any file can hold: minus one, which is nowhere. */
static gint64
get64 (const PsTiff *self,
       const guint8 *p)
{
  guint64 value = self->big_endian ? ps_be64 (p) : ps_le64 (p);

  return value <= G_MAXINT64 ? (gint64) value : -1;
}

/**
 * ps_tiff_format_size:
 * @format: 1 byte, 2 text, 3 short, 4 long, 5 rational, 6 to 12 the like, 13 directory,
 *   16 to 18 of 64 bits, 129 text in UTF-8
 *
 * Returns: bytes of one value; 0 where there is no such format
 */
guint
ps_tiff_format_size (guint format)
{
  static const guint8 sizes[] = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8 };

  if (format == 129)
    return 1;
  return format < G_N_ELEMENTS (sizes) ? sizes[format] : 0;
}

/**
 * ps_tiff_open:
 * @self: what to fill
 * @source: where a TIFF begins
 *
 * Returns: whether it does
 */
gboolean
ps_tiff_open (PsTiff   *self,
              PsSource *source)
{
  guint8 head[16];
  gsize n = ps_source_read (source, 0, head, sizeof head);
  guint magic;

  *self = (PsTiff) { .source = source };
  if (n < 8 || head[0] != head[1] || (head[0] != 'I' && head[0] != 'M'))
    return FALSE;
  self->big_endian = head[0] == 'M';
  magic = get16 (self, head + 2);
  self->is_big = magic == 43;
  if (self->is_big)
    {
      if (n < sizeof head || get16 (self, head + 4) != 8)
        return FALSE;
      self->first = get64 (self, head + 8);
    }
  else if (magic == 42 || magic == 0x0055 /* Panasonic */ || magic == 0x4f52 || magic == 0x5352 /* Olympus: "RO", "RS" */)
    self->first = get32 (self, head + 4);
  else
    return FALSE;
  return self->first >= 8;
}

static gboolean
read_entry (const PsTiff *self,
            const guint8 *p,
            gint64        at,
            PsTiffEntry  *entry)
{
  guint room = self->is_big ? 8 : 4;
  const guint8 *value = p + 4 + room;
  guint size;

  entry->tag = get16 (self, p);
  entry->format = get16 (self, p + 2);
  entry->count = self->is_big ? get64 (self, p + 4) : get32 (self, p + 4);
  size = ps_tiff_format_size (entry->format);
  if (size == 0 || entry->count < 1 || entry->count > self->source->size / size)
    return FALSE;
  entry->n_bytes = entry->count * size;
  if (entry->n_bytes <= room)
    entry->offset = at + 4 + room;
  else
    entry->offset = self->is_big ? get64 (self, value) : get32 (self, value);
  return entry->offset >= 0 && entry->offset <= self->source->size - entry->n_bytes;
}

/**
 * ps_tiff_list:
 * @self: a TIFF
 * @offset: where a directory begins
 * @next: (out) (optional): where the next one does; 0: nowhere
 *
 * Returns: (transfer full) (element-type PsTiffEntry): its entries, as far as they are sound
 */
GArray *
ps_tiff_list (const PsTiff *self,
              gint64        offset,
              gint64       *next)
{
  g_autoptr(GArray) entries = g_array_new (FALSE, FALSE, sizeof (PsTiffEntry));
  gsize n_head = self->is_big ? 8 : 2, n_entry = self->is_big ? 20 : 12, n_next = self->is_big ? 8 : 4;
  guint8 head[8];
  g_autofree guint8 *data = NULL;
  gint64 count;
  gsize n_read;

  if (next != NULL)
    *next = 0;
  if (!ps_source_read_all (self->source, offset, head, n_head))
    return g_steal_pointer (&entries);
  count = self->is_big ? get64 (self, head) : get16 (self, head);
  count = CLAMP (count, 0, MAX_ENTRIES);
  data = g_malloc ((gsize) count * n_entry + n_next);
  n_read = ps_source_read (self->source, offset + (gint64) n_head, data, (gsize) count * n_entry + n_next);
  for (gsize i = 0; i < (gsize) count && (i + 1) * n_entry <= n_read; i++)
    {
      PsTiffEntry entry;

      if (read_entry (self, data + i * n_entry, offset + (gint64) (n_head + i * n_entry), &entry))
        g_array_append_val (entries, entry);
    }
  if (next != NULL && n_read == (gsize) count * n_entry + n_next)
    *next = self->is_big ? get64 (self, data + (gsize) count * n_entry) : get32 (self, data + (gsize) count * n_entry);
  return g_steal_pointer (&entries);
}

/**
 * ps_tiff_find:
 * @entries: (element-type PsTiffEntry): a directory
 * @tag: a tag
 *
 * Returns: (transfer none) (nullable): the first entry of that tag
 */
const PsTiffEntry *
ps_tiff_find (GArray *entries,
              guint   tag)
{
  for (guint i = 0; i < entries->len; i++)
    if (g_array_index (entries, PsTiffEntry, i).tag == tag)
      return &g_array_index (entries, PsTiffEntry, i);
  return NULL;
}

/**
 * ps_tiff_integer:
 * @self: a TIFF
 * @entry: (nullable): one of its entries
 * @index: which of the values, from 0
 *
 * Returns: the value; -1 where it is none, or negative
 */
gint64
ps_tiff_integer (const PsTiff      *self,
                 const PsTiffEntry *entry,
                 gint64             index)
{
  guint size = entry != NULL ? ps_tiff_format_size (entry->format) : 0;
  guint8 value[8];

  if (size == 0 || index < 0 || index >= entry->count
      || !ps_source_read_all (self->source, entry->offset + index * size, value, size))
    return -1;
  switch (entry->format)
    {
    case 1:
      return value[0];
    case 3:
      return get16 (self, value);
    case 4:
    case 13:
      return get32 (self, value);
    case 16:
    case 18:
      return get64 (self, value);
    default:
      return -1;
    }
}
