/* src/sorting/twins.c: pure: which photos are the same picture, which look alike, and which are a burst.
 *
 * A fingerprint alone cannot tell a web version from the next frame: both look
 * alike. What a camera wrote can. Two exposures of one camera have different
 * times, or different numbers in their names, and are never duplicates; two files
 * of one exposure have the same time and number, and may look quite different.
 *
 * Where the camera's word is missing it is not made up. A file that lost its
 * time, on its way through a messenger, belongs to the one picture that it is
 * most like, if they look all but the same, or if it is clearly a part of it. Of
 * one second, and with names that cannot be compared, a smaller file belongs to
 * the nearest; two of one size may be two frames, and must look all but the same,
 * too. How much alike two are is told by their imprints, and by the bits of their
 * fingerprints only where one has no imprint.
 */
#include "sorting/twins.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sorting/alignment.h"
#include "sorting/popcount.h"

#define SAME_EXPOSURE_BITS 24            /* one exposure, developed twice, may differ so much */
#define ALL_BUT_THE_SAME_BITS 3          /* resizing and compressing change so many; strangers of one kind differ in more */
#define UNLIKENESS_OF_A_BIT 0.001         /* where two are compared by bits alone */
#define CLEARLY 1.2                      /* a part of one picture differs from every other one so much more */
#define CROP_BITS 14                     /* a crop differs from the nearest part that has a fingerprint in up to so many */
#define MOST_ALIGNED 64                  /* pictures that one is laid over, a third of a millisecond each */
#define MOST_CROPS G_GUINT64_CONSTANT (2000000000) /* that are compared, some seconds' worth */
#define BURST_GAP_US G_USEC_PER_SEC      /* from one frame of a burst to the next */
#define BURST_LEAST 3                    /* frames */
#define ASPECT 1.13                      /* so much may a crop change the proportions */

/* Groups of photos: each knows another one of its group, the last one itself. */
typedef struct
{
  guint *parent; /* owned */
  guint8 *bits;  /* owned: distance to the most similar of the group */
} Forest;

/* How much two differ, and whether the one is a part of the other. */
typedef struct
{
  double unlikeness;
  gboolean is_part;
} Likeness;

/* Where the camera does not tell: which one is the most similar. */
typedef struct
{
  guint position, next_position; /* the most similar, and the one after it; G_MAXUINT: none */
  Likeness likeness;
  double next_unlikeness;
} Nearest;

typedef struct
{
  PsTwin *twins;
  guint n;
  guint distance;
  GHashTable *position; /* photo_id → position + 1 */
  Forest forests[PS_N_TWINS];
  Nearest *nearest;     /* owned */
  guint8 *n_aligned;    /* owned: with how many it was compared as a part */
  guint8 *is_sure;      /* owned: the camera told of which exposure it is another file */
} Search;

static guint
find_root (Forest *forest,
           guint   i)
{
  while (forest->parent[i] != i)
    {
      forest->parent[i] = forest->parent[forest->parent[i]];
      i = forest->parent[i];
    }
  return i;
}

static void
join (Forest *forest,
      guint   a,
      guint   b,
      guint   bits)
{
  guint one = find_root (forest, a), other = find_root (forest, b);

  forest->parent[MAX (one, other)] = MIN (one, other);
  forest->bits[a] = (guint8) MIN (forest->bits[a], bits);
  forest->bits[b] = (guint8) MIN (forest->bits[b], bits);
}

static guint
count_bits (const PsTwin *a,
            const PsTwin *b)
{
  return ps_popcount_difference (a->fingerprint, b->fingerprint);
}

static gboolean
is_of_same_size (const PsTwin *a,
                 const PsTwin *b)
{
  return a->width > 0 && a->width == b->width && a->height == b->height;
}

static gboolean
has_like_proportions (const PsTwin *a,
                      const PsTwin *b)
{
  double ratio;

  if (a->width <= 0 || b->width <= 0 || a->height <= 0 || b->height <= 0)
    return TRUE;
  ratio = ((double) a->width / a->height) / ((double) b->width / b->height);
  return ratio < ASPECT && ratio > 1 / ASPECT;
}

typedef enum
{
  KIN_NONE, /* the camera says that these are two exposures */
  KIN_UNSURE,
  KIN_SURE  /* or that they are one */
} Kin;

static Kin
compare_exposure (const PsTwin *a,
                  const PsTwin *b)
{
  if (a->taken_at_us == 0 || b->taken_at_us == 0)
    return KIN_UNSURE;
  if (a->taken_at_us != b->taken_at_us || (a->camera != 0 && b->camera != 0 && a->camera != b->camera))
    return KIN_NONE;
  if (a->name == 0 || a->name != b->name)
    return KIN_UNSURE;
  if (a->number != b->number)
    return KIN_NONE;
  return a->is_named_by_id == b->is_named_by_id ? KIN_SURE : KIN_UNSURE;
}

static gboolean
has_same_pixels (const PsTwin *a,
                 const PsTwin *b)
{
  return a->imprint != NULL && b->imprint != NULL && is_of_same_size (a, b) && a->imprint->pixels == b->imprint->pixels;
}

static void
take_pair (Search *self,
           guint   a,
           guint   b)
{
  const PsTwin *one = &self->twins[a], *other = &self->twins[b];
  guint bits = count_bits (one, other);

  join (&self->forests[bits == 0 && is_of_same_size (one, other) ? PS_TWINS_PICTURE : PS_TWINS_LOOK], a, b, bits);
}

static gboolean
are_one_picture (Search *self,
                 guint   a,
                 guint   b)
{
  return (self->twins[a].content != 0 && self->twins[a].content == self->twins[b].content)
         || find_root (&self->forests[PS_TWINS_LOOK], a) == find_root (&self->forests[PS_TWINS_LOOK], b)
         || find_root (&self->forests[PS_TWINS_PICTURE], a) == find_root (&self->forests[PS_TWINS_PICTURE], b);
}

static void
note_nearest (Search   *self,
              guint     a,
              guint     b,
              Likeness  likeness)
{
  Nearest *nearest = &self->nearest[a];

  if (nearest->position == b)
    return;
  if (likeness.unlikeness < nearest->likeness.unlikeness)
    {
      nearest->next_position = nearest->position;
      nearest->next_unlikeness = nearest->likeness.unlikeness;
      nearest->position = b;
      nearest->likeness = likeness;
    }
  else if (likeness.unlikeness < nearest->next_unlikeness)
    {
      nearest->next_position = b;
      nearest->next_unlikeness = likeness.unlikeness;
    }
}

static gint64
count_pixels (const PsTwin *twin)
{
  return (gint64) twin->width * twin->height;
}

/* Whether @a may have been made from @b. */
static gboolean
may_descend (const PsTwin *a,
             const PsTwin *b)
{
  if (a->taken_at_us == 0 || b->taken_at_us == 0)
    return a->taken_at_us == 0;
  return count_pixels (a) <= count_pixels (b);
}

static Likeness
compare_looks (Search *self,
               guint   a,
               guint   b)
{
  const PsTwin *one = &self->twins[a], *other = &self->twins[b];
  guint smaller = count_pixels (one) <= count_pixels (other) ? a : b;
  Likeness likeness = { UNLIKENESS_OF_A_BIT * count_bits (one, other), FALSE };
  double of_part;

  if (one->imprint == NULL || other->imprint == NULL)
    return likeness;
  likeness.unlikeness = ps_alignment_of_whole (one->imprint, other->imprint);
  if (likeness.unlikeness <= PS_ALIGNMENT_SAME || is_of_same_size (one, other) || self->n_aligned[smaller] >= MOST_ALIGNED)
    return likeness;
  self->n_aligned[smaller]++;
  of_part = smaller == a ? ps_alignment_of_part (one->imprint, other->imprint) : ps_alignment_of_part (other->imprint, one->imprint);
  return of_part < likeness.unlikeness ? (Likeness) { of_part, TRUE } : likeness;
}

static gboolean
is_all_but_the_same (const PsTwin *a,
                     const PsTwin *b,
                     Likeness      likeness)
{
  if (a->imprint == NULL || b->imprint == NULL)
    return count_bits (a, b) <= ALL_BUT_THE_SAME_BITS;
  if (a->taken_at_us != 0 && b->taken_at_us != 0)
    return likeness.unlikeness <= PS_ALIGNMENT_COPY;
  return likeness.unlikeness <= (likeness.is_part ? PS_ALIGNMENT_PART : PS_ALIGNMENT_SAME);
}

static void
consider (Search *self,
          guint   a,
          guint   b)
{
  const PsTwin *one = &self->twins[a], *other = &self->twins[b];
  Kin kin = has_same_pixels (one, other) ? KIN_SURE : compare_exposure (one, other);
  gboolean is_vague = one->taken_at_us == 0 || other->taken_at_us == 0 || is_of_same_size (one, other);
  Likeness likeness;

  if (kin == KIN_NONE || (one->content != 0 && one->content == other->content))
    return; /* the same bytes are a shelf of their own */
  if (kin == KIN_SURE)
    {
      take_pair (self, a, b);
      self->is_sure[a] = self->is_sure[b] = TRUE;
      return;
    }
  likeness = compare_looks (self, a, b);
  if (is_vague && !is_all_but_the_same (one, other, likeness))
    return;
  if (may_descend (one, other))
    note_nearest (self, a, b, likeness);
  if (may_descend (other, one))
    note_nearest (self, b, a, likeness);
}

static void
met (gint64   photo_id,
     gint64   other_id,
     guint    n_bits,
     gpointer user_data)
{
  Search *self = user_data;
  guint a = GPOINTER_TO_UINT (g_hash_table_lookup (self->position, GSIZE_TO_POINTER ((gsize) photo_id))) - 1;
  guint b = GPOINTER_TO_UINT (g_hash_table_lookup (self->position, GSIZE_TO_POINTER ((gsize) other_id))) - 1;

  if (has_like_proportions (&self->twins[a], &self->twins[b]))
    consider (self, a, b);
}

static int
compare_exposures (const void *a,
                   const void *b)
{
  const PsTwin *one = a, *other = b;

  if (one->camera != other->camera)
    return one->camera < other->camera ? -1 : 1;
  if (one->taken_at_us != other->taken_at_us)
    return one->taken_at_us < other->taken_at_us ? -1 : 1;
  if (one->number != other->number)
    return one->number < other->number ? -1 : 1;
  return (one->photo_id > other->photo_id) - (one->photo_id < other->photo_id);
}

/* Files of one exposure, however different they look. They lie side by side. */
static void
pair_exposures (Search *self)
{
  for (guint i = 0; i < self->n; i++)
    for (guint k = i + 1; k < self->n && k < i + 64 && self->twins[k].taken_at_us == self->twins[i].taken_at_us
                          && self->twins[k].camera == self->twins[i].camera; k++)
      {
        guint bits = count_bits (&self->twins[i], &self->twins[k]);

        if (self->twins[i].taken_at_us != 0 && self->twins[i].camera != 0 && self->twins[i].has_fingerprint
            && self->twins[k].has_fingerprint && bits <= SAME_EXPOSURE_BITS)
          consider (self, i, k);
      }
}

/* Which of the fingerprints are near one of the crops'; @near has room for all. */
PS_COUNTS_BITS
static guint
find_near_crops (const guint64  *fingerprints,
                 guint           n,
                 const guint64   crops[PS_IMPRINT_N_CROPS],
                 guint          *near)
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

/* Crops that lost their time: too unlike the whole to be met by their fingerprints. All are compared with each photo in
 * turn; in a library with more of them than there is time for, those with the smallest numbers. */
static void
find_parts (Search *self)
{
  guint most = (guint) (MOST_CROPS / MAX (self->n, 1)), n = 0;
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
          {
            const PsTwin *part = &self->twins[positions[near[i]]];

            if (positions[near[i]] != k && count_pixels (part) < count_pixels (&self->twins[k])
                && has_like_proportions (part, &self->twins[k]))
              consider (self, positions[near[i]], k);
          }
      }
}

/* By their numbers, or, without, by their looks. */
static gboolean
are_two_frames (Search *self,
                guint   a,
                guint   b)
{
  const PsTwin *one = &self->twins[a], *other = &self->twins[b];
  Kin kin = compare_exposure (one, other);

  return kin == KIN_NONE || (kin == KIN_UNSURE && is_of_same_size (one, other) && one->has_fingerprint && other->has_fingerprint
                             && !is_all_but_the_same (one, other, compare_looks (self, a, b)));
}

/* Runs of frames of one camera, each soon after the one before. Copies of a frame are in the run, and do not make one. */
static void
join_bursts (Search *self)
{
  guint begin = 0;

  for (guint i = 1; i <= self->n; i++)
    {
      guint n_exposures = 1;

      if (i < self->n && self->twins[i].camera != 0 && self->twins[i].camera == self->twins[begin].camera
          && self->twins[i - 1].taken_at_us != 0 && self->twins[i].taken_at_us - self->twins[i - 1].taken_at_us <= BURST_GAP_US)
        continue;
      for (guint k = begin + 1; k < i; k++)
        n_exposures += are_two_frames (self, k - 1, k);
      for (guint k = begin + 1; k < i && n_exposures >= BURST_LEAST; k++)
        join (&self->forests[PS_TWINS_BURST], k - 1, k, MIN (count_bits (&self->twins[k - 1], &self->twins[k]), 64));
      begin = i;
    }
}

/* A part that fits two frames of a burst equally well is left alone: it would be a guess. */
static gboolean
is_clear (Search        *self,
          const Nearest *nearest)
{
  return !nearest->likeness.is_part || nearest->next_position == G_MAXUINT
         || nearest->next_unlikeness >= CLEARLY * nearest->likeness.unlikeness
         || are_one_picture (self, nearest->position, nearest->next_position);
}

static void
join_nearest (Search *self)
{
  for (guint i = 0; i < self->n; i++)
    if (self->nearest[i].position != G_MAXUINT && !self->is_sure[i] && is_clear (self, &self->nearest[i]))
      take_pair (self, i, self->nearest[i].position);
}

/* Files of the same bytes are in the same groups, if any of them is in one. */
static void
join_same_bytes (Search *self,
                 Forest *forest)
{
  g_autoptr(GHashTable) members = g_hash_table_new (NULL, NULL); /* content → position of one in a group */

  for (guint i = 0; i < self->n; i++)
    if (self->twins[i].content != 0 && forest->bits[i] != G_MAXUINT8)
      g_hash_table_insert (members, GUINT_TO_POINTER (self->twins[i].content), GUINT_TO_POINTER (i));
  for (guint i = 0; i < self->n; i++)
    {
      gpointer member;

      if (g_hash_table_lookup_extended (members, GUINT_TO_POINTER (self->twins[i].content), NULL, &member) && i != GPOINTER_TO_UINT (member))
        join (forest, i, GPOINTER_TO_UINT (member), forest->bits[GPOINTER_TO_UINT (member)]);
    }
}

static void
begin_search (Search *self)
{
  if (self->n > 0)
    qsort (self->twins, self->n, sizeof *self->twins, compare_exposures);
  self->position = g_hash_table_new (NULL, NULL);
  self->nearest = g_new (Nearest, MAX (self->n, 1));
  self->n_aligned = g_new0 (guint8, MAX (self->n, 1));
  self->is_sure = g_new0 (guint8, MAX (self->n, 1));
  for (int kind = 0; kind < PS_N_TWINS; kind++)
    {
      self->forests[kind].parent = g_new (guint, MAX (self->n, 1));
      self->forests[kind].bits = g_new (guint8, MAX (self->n, 1));
    }
  for (guint i = 0; i < self->n; i++)
    {
      g_hash_table_insert (self->position, GSIZE_TO_POINTER ((gsize) self->twins[i].photo_id), GUINT_TO_POINTER (i + 1));
      self->nearest[i] = (Nearest) { G_MAXUINT, G_MAXUINT, { G_MAXDOUBLE, FALSE }, G_MAXDOUBLE };
      for (int kind = 0; kind < PS_N_TWINS; kind++)
        {
          self->forests[kind].parent[i] = i;
          self->forests[kind].bits[i] = G_MAXUINT8;
        }
    }
}

static void
end_search (Search *self)
{
  g_hash_table_unref (self->position);
  g_free (self->nearest);
  g_free (self->n_aligned);
  g_free (self->is_sure);
  for (int kind = 0; kind < PS_N_TWINS; kind++)
    {
      g_free (self->forests[kind].parent);
      g_free (self->forests[kind].bits);
    }
}

static void
collect (Search     *self,
         PsTwinKind  kind,
         GArray     *rows)
{
  Forest *forest = &self->forests[kind];
  g_autofree gint64 *smallest = g_new0 (gint64, MAX (self->n, 1));

  for (guint i = 0; i < self->n; i++)
    if (forest->bits[i] != G_MAXUINT8)
      {
        guint root = find_root (forest, i);

        if (smallest[root] == 0 || self->twins[i].photo_id < smallest[root])
          smallest[root] = self->twins[i].photo_id;
      }
  for (guint i = 0; i < self->n; i++)
    if (forest->bits[i] != G_MAXUINT8)
      {
        PsTwinRow row = { kind, smallest[find_root (forest, i)], self->twins[i].photo_id, forest->bits[i] };

        g_array_append_val (rows, row);
      }
}

/**
 * ps_twins_find:
 * @twins: (array length=n_twins): photos; their order changes
 * @n_twins: how many
 * @distance: bits that may differ, up to %PS_LOOK_ALIKES_MOST_BITS
 *
 * Returns: (transfer full) (element-type PsTwinRow): who is in a group with others
 */
GArray *
ps_twins_find (PsTwin *twins,
               guint   n_twins,
               guint   distance)
{
  return ps_twins_find_watched (twins, n_twins, distance, NULL, NULL);
}

/**
 * ps_twins_find_watched:
 * @twins: (array length=n_twins): photos; their order changes
 * @n_twins: how many
 * @distance: bits that may differ, up to %PS_LOOK_ALIKES_MOST_BITS
 * @watch: (scope call) (nullable): hears how far it is, and may end it
 * @watch_data: for @watch
 *
 * Returns: (transfer full) (element-type PsTwinRow) (nullable): who is in a group with others; %NULL: it was ended
 */
GArray *
ps_twins_find_watched (PsTwin           *twins,
                       guint             n_twins,
                       guint             distance,
                       PsLookAlikeWatch  watch,
                       gpointer          watch_data)
{
  Search self = { .twins = twins, .n = n_twins, .distance = distance };
  g_autoptr(PsLookAlikes) index = ps_look_alikes_new ();
  GArray *rows = NULL;

  begin_search (&self);
  for (guint i = 0; i < n_twins; i++)
    if (twins[i].has_fingerprint)
      ps_look_alikes_add (index, twins[i].photo_id, twins[i].fingerprint);
  if (ps_look_alikes_find_all_watched (index, distance, met, &self, watch, watch_data))
    {
      pair_exposures (&self);
      find_parts (&self);
      join_nearest (&self);
      join_same_bytes (&self, &self.forests[PS_TWINS_PICTURE]);
      join_same_bytes (&self, &self.forests[PS_TWINS_LOOK]);
      join_bursts (&self);
      rows = g_array_new (FALSE, FALSE, sizeof (PsTwinRow));
      for (int kind = 0; kind < PS_N_TWINS; kind++)
        collect (&self, (PsTwinKind) kind, rows);
    }
  end_search (&self);
  return rows;
}

/* Letters, digits and underscores right before @end. */
static gsize
measure_letters (const char *name,
                 gsize       end)
{
  gsize n = 0;

  while (n < end && (g_ascii_isalnum (name[end - n - 1]) || name[end - n - 1] == '_'))
    n++;
  return n;
}

/**
 * ps_twins_split_name:
 * @file_name: as a camera or a person gave it
 * @letters: (out) (transfer full) (nullable): what is before its number
 *
 * The last number of at least three digits counts that begins the name or has
 * letters before it: "Copy of DSC_0412-800" is "DSC_" and 412.
 *
 * Returns: the number; −1: there is none
 */
gint64
ps_twins_split_name (const char  *file_name,
                     char       **letters)
{
  gint64 number = -1;

  *letters = NULL;
  for (gsize i = 0; file_name[i] != '\0'; i++)
    {
      gsize n = strspn (file_name + i, "0123456789"), n_letters = measure_letters (file_name, i);

      if (n >= 3 && n <= 12 && (i == 0 || n_letters > 0))
        {
          g_free (*letters);
          *letters = g_strndup (file_name + i - n_letters, n_letters);
          number = g_ascii_strtoll (file_name + i, NULL, 10);
        }
      if (n > 0)
        i += n - 1;
    }
  return number;
}
