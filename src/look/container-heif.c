/* src/look/container-heif.c: the items of a HEIF or AVIF, and the boxes of their relatives. Helper program only.
 *
 * ISO/IEC 14496-12, 8.11: a meta box lists items by number and kind (iinf) and
 * says where their bytes are (iloc): in the file, or in the meta box (idat).
 * Items that are made of other items are not followed.
 */
#include <string.h>

#include "look/boxes.h"
#include "look/bytes.h"
#include "look/container-private.h"
#include "look/exif-block.h"

#define MAX_LOCATIONS (4 << 20)  /* bytes of the box that has them */
#define MAX_JOINED (4 << 20)     /* bytes of an item in several pieces */
#define XMP_TYPE "application/rdf+xml"

static PsBoxWalk
walk_in (const PsBox *box,
         gint64       skip)
{
  return (PsBoxWalk) { .offset = box->offset + skip, .end = box->offset + box->n_bytes };
}

/* Bytes of a box, read one number after the other. Once it has run out, all are 0. */
typedef struct
{
  const guint8 *data;
  gsize n_bytes, at;
  gboolean is_short;
} Cursor;

static gint64
take (Cursor *self,
      guint   n_bytes)
{
  guint64 value = 0;

  if (n_bytes > 8 || n_bytes > self->n_bytes - self->at)
    {
      self->is_short = TRUE;
      return 0;
    }
  for (guint i = 0; i < n_bytes; i++)
    value = value << 8 | self->data[self->at++];
  if (value > G_MAXINT64)
    self->is_short = TRUE;
  return self->is_short ? 0 : (gint64) value;
}

typedef struct
{
  gint64 exif_id, xmp_id; /* -1: none */
} Items;

/* An entry of iinf: of version 2, numbers have 16 bits; of version 3, 32. */
static void
read_item (PsSource    *source,
           const PsBox *box,
           Items       *items)
{
  guint8 data[128];
  Cursor cursor = { .data = data };
  gint64 id;
  const char *type;

  cursor.n_bytes = ps_source_read (source, box->offset, data, (gsize) MIN (box->n_bytes, (gint64) sizeof data - 1));
  data[cursor.n_bytes] = '\0';
  if (cursor.n_bytes < 4 || (data[0] != 2 && data[0] != 3))
    return;
  cursor.at = 4;
  id = take (&cursor, data[0] == 2 ? 2 : 4);
  take (&cursor, 2); /* how it is protected */
  type = (const char *) data + cursor.at;
  take (&cursor, 4);
  if (cursor.is_short)
    return;
  if (memcmp (type, "Exif", 4) == 0 && items->exif_id < 0)
    items->exif_id = id;
  else if (memcmp (type, "mime", 4) == 0 && items->xmp_id < 0)
    {
      gsize n_name = strlen ((const char *) data + cursor.at) + 1;

      if (cursor.at + n_name < cursor.n_bytes && strcmp ((const char *) data + cursor.at + n_name, XMP_TYPE) == 0)
        items->xmp_id = id;
    }
}

static Items
list_items (PsSource    *source,
            const PsBox *iinf)
{
  Items items = { -1, -1 };
  guint8 version = 0;
  PsBoxWalk walk;
  PsBox box;

  ps_source_read (source, iinf->offset, &version, 1);
  walk = walk_in (iinf, version == 0 ? 6 : 8);
  while (ps_box_next (source, &walk, &box))
    if (strcmp (box.type, "infe") == 0)
      read_item (source, &box, &items);
  return items;
}

/* One item's bytes: a stretch of the file where they are in one piece, else joined in memory. */
typedef struct
{
  PsSource part;
  GByteArray *joined; /* owned, nullable */
  int n_pieces;
} Item;

static void
join (Item     *self,
      PsSource *piece)
{
  g_autoptr(GBytes) data = ps_source_take (piece, 0, piece->size, MAX_JOINED - (gint64) self->joined->len);

  if (data != NULL)
    g_byte_array_append (self->joined, g_bytes_get_data (data, NULL), (guint) g_bytes_get_size (data));
  else
    self->n_pieces = G_MININT / 2; /* half an item is none */
}

static void
add_piece (Item     *self,
           PsSource *store,
           gint64    offset,
           gint64    n_bytes)
{
  PsSource piece;

  if (n_bytes == 0) /* all there is */
    n_bytes = store->size - MIN (offset, store->size);
  if (!ps_source_init_part (&piece, store, offset, n_bytes))
    {
      self->n_pieces = G_MININT / 2;
      return;
    }
  self->n_pieces++;
  if (self->n_pieces == 1)
    self->part = piece;
  else if (self->n_pieces == 2)
    {
      self->joined = g_byte_array_new ();
      join (self, &self->part);
    }
  if (self->n_pieces >= 2)
    join (self, &piece);
}

/* The entry of an item in iloc, in passing where @item is NULL. */
static void
read_location (Cursor   *cursor,
               guint     version,
               guint16   sizes,
               PsSource *source,
               PsSource *idat,
               Item     *item)
{
  gint64 method = version > 0 ? take (cursor, 2) & 15 : 0;
  gint64 reference = take (cursor, 2);
  gint64 base = take (cursor, sizes >> 4 & 15);
  gint64 n_extents = take (cursor, 2);
  PsSource *store = method == 0 ? source : method == 1 ? idat : NULL;
  guint n_sizes = (version > 0 ? sizes & 15 : 0) + (sizes >> 12) + (sizes >> 8 & 15);

  if (n_sizes == 0) /* entries without a byte could go on for ever */
    n_extents = MIN (n_extents, 1);
  if (reference != 0) /* in another file */
    store = NULL;
  for (gint64 i = 0; i < n_extents && !cursor->is_short; i++)
    {
      gint64 offset, n_bytes;

      if (version > 0)
        take (cursor, sizes & 15);
      offset = take (cursor, sizes >> 12);
      n_bytes = take (cursor, sizes >> 8 & 15);
      if (item != NULL && store != NULL && !cursor->is_short && offset <= G_MAXINT64 - base)
        add_piece (item, store, base + offset, n_bytes);
    }
}

static void
read_locations (PsSource    *source,
                const PsBox *iloc,
                PsSource    *idat,
                const Items *items,
                Item        *exif,
                Item        *xmp)
{
  g_autoptr(GBytes) data = ps_source_take (source, iloc->offset, iloc->n_bytes, MAX_LOCATIONS);
  Cursor cursor = { 0 };
  gint64 n_items;
  guint version;
  guint16 sizes; /* four bits each: of offsets, lengths, bases, indices */

  if (data == NULL)
    return;
  cursor.data = g_bytes_get_data (data, &cursor.n_bytes);
  version = (guint) take (&cursor, 1);
  take (&cursor, 3);
  sizes = (guint16) take (&cursor, 2);
  n_items = take (&cursor, version < 2 ? 2 : 4);
  for (gint64 i = 0; i < n_items && version <= 2 && !cursor.is_short; i++)
    {
      gint64 id = take (&cursor, version < 2 ? 2 : 4);
      Item *item = id == items->exif_id && exif->n_pieces == 0 ? exif : id == items->xmp_id && xmp->n_pieces == 0 ? xmp : NULL;

      read_location (&cursor, version, sizes, source, idat, item);
    }
}

static PsSource *
open_item (Item *self)
{
  if (self->joined != NULL)
    ps_source_init_memory (&self->part, self->joined->data, self->joined->len);
  return self->n_pieces > 0 ? &self->part : NULL;
}

/* ISO/IEC 23008-12, A.2.1: four bytes say how far behind them the TIFF begins. */
static void
take_exif_item (PsContainer *self,
                PsSource    *item)
{
  guint8 head[4];

  if (ps_source_read_all (item, 0, head, sizeof head))
    ps_container_found_exif (self, item, 4 + (gint64) ps_be32 (head), item->size - 4 - (gint64) ps_be32 (head));
}

/**
 * ps_container_walk_heif:
 * @self: a container
 * @source: a HEIF or AVIF
 */
void
ps_container_walk_heif (PsContainer *self,
                        PsSource    *source)
{
  Item exif = { 0 }, xmp = { 0 };
  PsSource idat = { .fd = -1 };
  PsBox meta, iinf, iloc, box;
  PsBoxWalk all = { .end = source->size };
  Items items;

  if (!ps_box_find (source, all, "meta", &meta)
      || !ps_box_find (source, walk_in (&meta, 4), "iinf", &iinf)
      || !ps_box_find (source, walk_in (&meta, 4), "iloc", &iloc))
    return;
  if (ps_box_find (source, walk_in (&meta, 4), "idat", &box))
    ps_source_init_part (&idat, source, box.offset, box.n_bytes);
  items = list_items (source, &iinf);
  read_locations (source, &iloc, &idat, &items, &exif, &xmp);
  if (open_item (&exif) != NULL)
    take_exif_item (self, &exif.part);
  if (open_item (&xmp) != NULL)
    ps_container_found_xmp (self, &xmp.part, 0, xmp.part.size);
  g_clear_pointer (&exif.joined, g_byte_array_unref);
  g_clear_pointer (&xmp.joined, g_byte_array_unref);
}

static gboolean
is_uuid (PsSource     *source,
         const PsBox  *box,
         const char   *uuid)
{
  char found[16];

  return strcmp (box->type, "uuid") == 0 && ps_source_read_all (source, box->offset, found, sizeof found)
         && memcmp (found, uuid, sizeof found) == 0;
}

/* Three TIFFs of one directory each: CMT1, CMT2 and CMT4. */
static void
take_canon_boxes (PsContainer *self,
                  PsSource    *source,
                  const PsBox *uuid)
{
  static const char types[PS_EXIF_N_IFDS][5] = { "CMT1", "CMT2", "CMT4" };
  g_autoptr(PsExifBlock) block = ps_exif_block_new ();

  for (int i = 0; i < PS_EXIF_N_IFDS; i++)
    {
      PsBox box;
      PsSource part;
      PsTiff tiff;

      if (ps_box_find (source, walk_in (uuid, 16), types[i], &box)
          && ps_source_init_part (&part, source, box.offset, box.n_bytes) && ps_tiff_open (&tiff, &part))
        ps_exif_block_add (block, &tiff, tiff.first, (PsExifIfd) i);
    }
  if (self->exif == NULL)
    self->exif = ps_exif_block_finish (block);
}

/**
 * ps_container_walk_cr3:
 * @self: a container
 * @source: a raw file of a Canon camera, in boxes
 */
void
ps_container_walk_cr3 (PsContainer *self,
                       PsSource    *source)
{
  static const char canon[] = "\x85\xc0\xb6\x87\x82\x0f\x11\xe0\x81\x11\xf4\xce\x46\x2b\x6a\x48";
  static const char xmp[] = "\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac";
  PsBoxWalk all = { .end = source->size };
  PsBox box, uuid;

  while (ps_box_next (source, &all, &box))
    if (strcmp (box.type, "moov") == 0)
      {
        PsBoxWalk inner = walk_in (&box, 0);

        while (ps_box_next (source, &inner, &uuid))
          if (is_uuid (source, &uuid, canon))
            take_canon_boxes (self, source, &uuid);
      }
    else if (is_uuid (source, &box, xmp))
      ps_container_found_xmp (self, source, box.offset + 16, box.n_bytes - 16);
}

/**
 * ps_container_walk_jpeg_xl:
 * @self: a container
 * @source: a JPEG XL in boxes
 *
 * ISO/IEC 18181-2, 9.1: boxes of their own, as long as they are not compressed.
 */
void
ps_container_walk_jpeg_xl (PsContainer *self,
                           PsSource    *source)
{
  PsBoxWalk all = { .end = source->size };
  PsBox box;
  PsSource part;

  while (ps_box_next (source, &all, &box))
    if (strcmp (box.type, "Exif") == 0 && ps_source_init_part (&part, source, box.offset, box.n_bytes))
      take_exif_item (self, &part);
    else if (strcmp (box.type, "xml ") == 0)
      ps_container_found_xmp (self, source, box.offset, box.n_bytes);
}
