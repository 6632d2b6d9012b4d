/* src/look/boxes.c: the boxes that HEIF, AVIF, Canon's raw files and JPEG XL are made of. Helper program only. */
#include "look/boxes.h"

#include <string.h>

#include "look/bytes.h"

#define MAX_BOXES 20000 /* on one level: tiles of a large picture are items, each with a box */

/**
 * ps_box_next:
 * @source: a file
 * @walk: how far the walk has come; moved on
 * @box: (out caller-allocates): the next box
 *
 * Returns: whether there is one, and it ends where it should
 */
gboolean
ps_box_next (PsSource  *source,
             PsBoxWalk *walk,
             PsBox     *box)
{
  guint8 head[16];
  gint64 n_head = 8, size;
  gsize n;

  walk->end = MIN (walk->end, source->size);
  if (walk->n_seen++ >= MAX_BOXES || walk->offset > walk->end - 8)
    return FALSE;
  n = ps_source_read (source, walk->offset, head, sizeof head);
  if (n < 8)
    return FALSE;
  size = ps_be32 (head);
  if (size == 1) /* it does not fit into 32 bits */
    {
      if (n < sizeof head || ps_be64 (head + 8) > G_MAXINT64)
        return FALSE;
      size = (gint64) ps_be64 (head + 8);
      n_head = 16;
    }
  else if (size == 0) /* up to the end */
    size = walk->end - walk->offset;
  if (size < n_head || size > walk->end - walk->offset)
    return FALSE;
  memcpy (box->type, head + 4, 4);
  box->type[4] = '\0';
  box->offset = walk->offset + n_head;
  box->n_bytes = size - n_head;
  walk->offset += size;
  return TRUE;
}

/**
 * ps_box_find:
 * @source: a file
 * @walk: where to look
 * @type: four letters
 * @box: (out caller-allocates): the first such box
 *
 * Returns: whether there is one
 */
gboolean
ps_box_find (PsSource   *source,
             PsBoxWalk   walk,
             const char *type,
             PsBox      *box)
{
  while (ps_box_next (source, &walk, box))
    if (strcmp (box->type, type) == 0)
      return TRUE;
  return FALSE;
}
