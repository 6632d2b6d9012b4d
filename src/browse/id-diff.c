/* src/browse/id-diff.c: two lists of ids → the ranges that differ.
 *
 * What is the same at both ends is trimmed. If a few ids came, went or moved in
 * between, Myers' algorithm finds them ("An O(ND) Difference Algorithm and Its
 * Variations", 1986): since an id stands in a list once, all its diagonals
 * together run over each list once, so that its cost is the length of the
 * lists plus the square of the number of changes.
 */
#include "browse/id-diff.h"

#include <string.h>

static gint64
id_at (GArray *ids,
       guint   position)
{
  return g_array_index (ids, gint64, position);
}

/**
 * ps_id_diff:
 * @before: (element-type gint64): a list
 * @after: (element-type gint64): what became of it
 *
 * Returns: the one range that holds every difference; where there is none, it
 *   is empty and at the end
 */
PsIdDiff
ps_id_diff (GArray *before,
            GArray *after)
{
  guint shorter = MIN (before->len, after->len), head = 0, tail = 0;

  while (head < shorter && id_at (before, head) == id_at (after, head))
    head++;
  while (tail < shorter - head && id_at (before, before->len - tail - 1) == id_at (after, after->len - tail - 1))
    tail++;
  return (PsIdDiff) { head, before->len - head - tail, after->len - head - tail };
}

/* The two middles, and how far each diagonal reached after each number of changes. */
typedef struct
{
  const gint64 *before, *after; /* borrowed */
  gint n_before, n_after;
  GPtrArray *rounds; /* owned, of GArray of gint: round d holds the diagonals −d … d */
} Search;

/* How far diagonal k (x − y) was reached in a round; a diagonal that was not reached is behind all others. */
static gint
reached (GArray *round,
         gint    d,
         gint    k)
{
  return k < -d || k > d ? -1 : g_array_index (round, gint, k + d);
}

static gint
step_onto (GArray *previous,
           gint    d,
           gint    k)
{
  gint from_left, from_above;

  if (previous == NULL)
    return 0;
  from_above = reached (previous, d - 1, k + 1);       /* an id came: y + 1 */
  from_left = reached (previous, d - 1, k - 1);        /* an id went: x + 1 */
  return k == -d || (k != d && from_left < from_above) ? from_above : from_left + 1;
}

/* The round in which the ends are reached; −1: more changes than are worth finding. */
static gint
search (Search *self,
        gint    max_changes)
{
  GArray *previous = NULL;

  for (gint d = 0; d <= max_changes; d++)
    {
      GArray *round = g_array_sized_new (FALSE, TRUE, sizeof (gint), (guint) (2 * d + 1));

      g_array_set_size (round, (guint) (2 * d + 1));
      g_ptr_array_add (self->rounds, round);
      for (gint k = -d; k <= d; k += 2)
        {
          gint x = step_onto (previous, d, k), y = x - k;

          while (x < self->n_before && y >= 0 && y < self->n_after && self->before[x] == self->after[y])
            {
              x++;
              y++;
            }
          g_array_index (round, gint, k + d) = x;
          if (x >= self->n_before && y >= self->n_after)
            return d;
        }
      previous = round;
    }
  return -1;
}

/* A single change, or one that touches the range found last (which lies behind it), as the way is walked backwards. */
static void
prepend (GArray *ranges,
         guint   position,
         guint   n_removed,
         guint   n_added)
{
  PsIdDiff range = { position, n_removed, n_added };

  if (ranges->len > 0)
    {
      PsIdDiff *last = &g_array_index (ranges, PsIdDiff, ranges->len - 1);

      if (last->position == position + n_removed)
        {
          last->position = position;
          last->n_removed += n_removed;
          last->n_added += n_added;
          return;
        }
    }
  g_array_append_val (ranges, range);
}

static GArray *
walk_back (Search *self,
           gint    d,
           guint   head)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (PsIdDiff));
  gint x = self->n_before, y = self->n_after;

  for (; d > 0; d--)
    {
      GArray *previous = g_ptr_array_index (self->rounds, d - 1);
      gint k = x - y;
      gint from_above = reached (previous, d - 1, k + 1), from_left = reached (previous, d - 1, k - 1);
      gboolean came = k == -d || (k != d && from_left < from_above);

      x = came ? from_above : from_left;
      y = x - (came ? k + 1 : k - 1);
      prepend (ranges, head + (guint) x, came ? 0 : 1, came ? 1 : 0);
    }
  return ranges;
}

/* Ranges are from the last to the first; the nearest neighbours become one until there are few enough. */
static void
join_nearest (GArray *ranges,
              guint   max_ranges)
{
  for (guint gap = 4; ranges->len > max_ranges; gap *= 4)
    {
      guint n_kept = 1;

      for (guint i = 1; i < ranges->len; i++)
        {
          PsIdDiff *last = &g_array_index (ranges, PsIdDiff, n_kept - 1), next = g_array_index (ranges, PsIdDiff, i);
          guint between = last->position - (next.position + next.n_removed);

          if (between <= gap)
            *last = (PsIdDiff) { next.position, last->n_removed + between + next.n_removed,
                                 last->n_added + between + next.n_added };
          else
            g_array_index (ranges, PsIdDiff, n_kept++) = next;
        }
      g_array_set_size (ranges, n_kept);
    }
}

/**
 * ps_id_diff_ranges:
 * @before: (element-type gint64): a list; no id stands in it twice
 * @after: (element-type gint64): what became of it; likewise
 * @max_changes: up to how many ids that came or went are told apart
 * @max_ranges: at most so many ranges come out, at least 1
 *
 * Returns: (transfer full) (element-type PsIdDiff): what differs, from the end
 *   to the beginning, so that each position is right while those behind it
 *   are changed already. With more changes it is one range; with none, nothing.
 */
GArray *
ps_id_diff_ranges (GArray *before,
                   GArray *after,
                   guint   max_changes,
                   guint   max_ranges)
{
  PsIdDiff whole = ps_id_diff (before, after);
  Search self = {
    (const gint64 *) (gconstpointer) before->data + whole.position, (const gint64 *) (gconstpointer) after->data + whole.position,
    (gint) whole.n_removed, (gint) whole.n_added, NULL,
  };
  GArray *ranges = NULL;

  if (whole.n_removed > 0 && whole.n_added > 0)
    {
      gint d;

      self.rounds = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
      d = search (&self, (gint) max_changes);
      if (d >= 0)
        ranges = walk_back (&self, d, whole.position);
      g_ptr_array_unref (self.rounds);
    }
  if (ranges != NULL)
    {
      join_nearest (ranges, max_ranges);
      return ranges;
    }
  ranges = g_array_new (FALSE, FALSE, sizeof (PsIdDiff));
  if (whole.n_removed > 0 || whole.n_added > 0)
    g_array_append_val (ranges, whole);
  return ranges;
}
