/* src/sorting/twins-parts.c: pure: which photo was cut from which other one.
 *
 * A crop's fingerprint is as far from its picture's as a stranger's, so it is
 * looked for among those of the picture's own parts. Whether it really is one is
 * known when it has been laid over the other, which takes half a
 * millisecond: only the likeliest of each photo are, after all have been met.
 */
#include "sorting/twins-private.h"

#include "sorting/alignment.h"
#include "sorting/popcount.h"

#define CROP_BITS 14      /* a crop differs from the nearest part that has a fingerprint in up to so many */
#define MOST_CROPS G_GUINT64_CONSTANT (2000000000) /* that are compared, some seconds' worth */
#define MOST_PROPOSED 12  /* pictures that one is laid over: those that are most like it as they are */
#define MOST_ALIGNED 20000 /* of all photos together, some fifteen seconds' worth */
#define WATCH_EVERY 4000000 /* fingerprints compared, some dozen milliseconds */
#define WATCH_ALIGNED 64    /* alignments, likewise */

struct _PsTwinParts
{
  guint n;
  struct
  {
    guint whole;
    double unlikeness; /* as they are */
  } proposed[MOST_PROPOSED]; /* the most similar first */
};

static gboolean
goes_on (PsTwinSearch *self)
{
  return self->watch == NULL || self->watch (self->n_all, self->n_all, self->watch_data);
}

/**
 * ps_twins_count_pixels:
 * @twin: a photo
 *
 * Returns: its pixels; 0: not known
 */
gint64
ps_twins_count_pixels (const PsTwin *twin)
{
  return (gint64) twin->width * twin->height;
}

/**
 * ps_twins_propose_part:
 * @self: a search
 * @part: position of a photo
 * @whole: of another one that is no smaller
 * @unlikeness: how they differ as they are
 *
 * The one may have been cut from the other; ps_twins_align_parts() will tell.
 */
void
ps_twins_propose_part (PsTwinSearch *self,
                       guint         part,
                       guint         whole,
                       double        unlikeness)
{
  PsTwinParts *parts = self->parts[part];
  guint at;

  if (parts == NULL)
    parts = self->parts[part] = g_new0 (PsTwinParts, 1);
  for (guint i = 0; i < parts->n; i++)
    if (parts->proposed[i].whole == whole)
      return;
  if (parts->n == MOST_PROPOSED && unlikeness >= parts->proposed[MOST_PROPOSED - 1].unlikeness)
    return;
  at = MIN (parts->n, MOST_PROPOSED - 1);
  parts->n = at + 1;
  for (; at > 0 && parts->proposed[at - 1].unlikeness > unlikeness; at--)
    parts->proposed[at] = parts->proposed[at - 1];
  parts->proposed[at].whole = whole;
  parts->proposed[at].unlikeness = unlikeness;
}

/* Which of the fingerprints are near one of the crops'; @near has room for all. */
PS_COUNTS_BITS
static guint
find_near_crops (const guint64 *fingerprints,
                 guint          n,
                 const guint64  crops[PS_IMPRINT_N_CROPS],
                 guint         *near)
{
  guint n_near = 0;

  for (guint i = 0; i < n; i++)
    {
      guint least = 64;

      for (int k = 0; k < PS_IMPRINT_N_CROPS; k++)
        least = MIN (least, ps_popcount_difference (fingerprints[i], crops[k]));
      if (least <= CROP_BITS)
        near[n_near++] = i;
    }
  return n_near;
}

static void
consider_part (PsTwinSearch *self,
               guint         part,
               guint         whole)
{
  const PsTwin *one = &self->twins[part], *other = &self->twins[whole];

  if (part != whole && ps_twins_count_pixels (one) < ps_twins_count_pixels (other) && ps_twins_have_like_proportions (one, other))
    ps_twins_consider (self, part, whole);
}

/* Crops that lost their time: too unlike the whole to be met by their fingerprints. All are compared with each photo in
 * turn; in a library with more of them than there is time for, those with the smallest numbers. */
gboolean
ps_twins_find_parts (PsTwinSearch *self)
{
  guint most = (guint) (MOST_CROPS / MAX (self->n, 1)), n = 0, n_since = 0;
  g_autofree guint64 *fingerprints = g_new (guint64, MIN (self->n, most) + 1);
  g_autofree guint *positions = g_new (guint, MIN (self->n, most) + 1);
  g_autofree guint *near = g_new (guint, MIN (self->n, most) + 1);

  for (guint i = 0; i < self->n && n < most; i++)
    if (self->twins[i].taken_at_us == 0 && self->twins[i].imprint != NULL)
      {
        fingerprints[n] = self->twins[i].fingerprint;
        positions[n++] = i;
      }
  for (guint k = 0; k < self->n && n > 0; k++)
    if (self->twins[k].imprint != NULL)
      {
        guint n_near = find_near_crops (fingerprints, n, self->twins[k].imprint->crops, near);

        for (guint i = 0; i < n_near; i++)
          consider_part (self, positions[near[i]], k);
        n_since += n + n_near;
        if (n_since >= WATCH_EVERY && !goes_on (self))
          return FALSE;
        n_since = n_since < WATCH_EVERY ? n_since : 0;
      }
  return TRUE;
}

/**
 * ps_twins_align_parts:
 * @self: a search in which all pairs have been met
 *
 * Lays photos over those that they may be a part of: the likeliest of each
 * first, so that a library with more of them than there is time for has the
 * most of it.
 *
 * Returns: %FALSE: it was ended
 */
gboolean
ps_twins_align_parts (PsTwinSearch *self)
{
  guint n_aligned = 0;

  for (guint rank = 0; rank < MOST_PROPOSED; rank++)
    for (guint i = 0; i < self->n; i++)
      {
        PsTwinLikeness likeness;
        guint whole;

        if (self->parts[i] == NULL || rank >= self->parts[i]->n)
          continue;
        whole = self->parts[i]->proposed[rank].whole;
        likeness = (PsTwinLikeness) { self->parts[i]->proposed[rank].unlikeness, FALSE };
        if (n_aligned < MOST_ALIGNED)
          {
            double of_part = ps_alignment_of_part (self->twins[i].imprint, self->twins[whole].imprint);

            if (of_part < likeness.unlikeness)
              likeness = (PsTwinLikeness) { of_part, TRUE };
            if (++n_aligned % WATCH_ALIGNED == 0 && !goes_on (self))
              return FALSE;
          }
        ps_twins_weigh (self, i, whole, likeness);
      }
  return TRUE;
}
