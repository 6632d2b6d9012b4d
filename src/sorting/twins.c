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
 * the nearest if it is much like it; two of one size may be two frames, and must
 * look all but the same, too. How much alike two are is told by their imprints,
 * and by the bits of their fingerprints only where one has no imprint.
 */
#include "sorting/twins-private.h"

#include <stdlib.h>
#include <string.h>

#include "sorting/alignment.h"
#include "sorting/popcount.h"

#define SAME_EXPOSURE_BITS 24            /* one exposure, developed twice, may differ so much */
#define ALL_BUT_THE_SAME_BITS 3          /* resizing and compressing change so many; strangers of one kind differ in more */
#define UNLIKENESS_OF_A_BIT 0.001        /* where two are compared by bits alone */
#define CLEARLY 1.2                      /* a part of one picture differs from every other one so much more */
#define MOST_COMPARED 500                /* of which the camera does not tell, that one is compared with: else thousands of screenshots are millions of pairs */
#define BURST_GAP_US G_USEC_PER_SEC      /* from one frame of a burst to the next */
#define BURST_LEAST 3                    /* frames */
#define ASPECT 1.13                      /* so much may a crop change the proportions */

static guint
find_root (PsTwinForest *forest,
           guint         i)
{
  while (forest->parent[i] != i)
    {
      forest->parent[i] = forest->parent[forest->parent[i]];
      i = forest->parent[i];
    }
  return i;
}

static void
join (PsTwinForest *forest,
      guint         a,
      guint         b,
      guint         bits)
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

gboolean
ps_twins_have_like_proportions (const PsTwin *a,
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
take_pair (PsTwinSearch *self,
           guint         a,
           guint         b)
{
  const PsTwin *one = &self->twins[a], *other = &self->twins[b];
  guint bits = count_bits (one, other);

  join (&self->forests[bits == 0 && is_of_same_size (one, other) ? PS_TWINS_PICTURE : PS_TWINS_LOOK], a, b, bits);
}

static gboolean
are_one_picture (PsTwinSearch *self,
                 guint         a,
                 guint         b)
{
  return (self->twins[a].content != 0 && self->twins[a].content == self->twins[b].content)
         || find_root (&self->forests[PS_TWINS_LOOK], a) == find_root (&self->forests[PS_TWINS_LOOK], b)
         || find_root (&self->forests[PS_TWINS_PICTURE], a) == find_root (&self->forests[PS_TWINS_PICTURE], b);
}

static void
note_nearest (PsTwinSearch  *self,
              guint          a,
              guint          b,
              PsTwinLikeness likeness)
{
  PsTwinNearest *nearest = &self->nearest[a];

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

/* Whether @a may have been made from @b. */
static gboolean
may_descend (const PsTwin *a,
             const PsTwin *b)
{
  if (a->taken_at_us == 0 || b->taken_at_us == 0)
    return a->taken_at_us == 0;
  return ps_twins_count_pixels (a) <= ps_twins_count_pixels (b);
}

static gboolean
is_all_but_the_same (const PsTwin  *a,
                     const PsTwin  *b,
                     PsTwinLikeness likeness)
{
  if (a->imprint == NULL || b->imprint == NULL)
    return count_bits (a, b) <= ALL_BUT_THE_SAME_BITS;
  if (a->taken_at_us != 0 && b->taken_at_us != 0)
    return likeness.unlikeness <= (is_of_same_size (a, b) ? PS_ALIGNMENT_COPY : PS_ALIGNMENT_SECOND);
  return likeness.unlikeness <= (likeness.is_part ? PS_ALIGNMENT_PART : PS_ALIGNMENT_SAME);
}

/* What is known of how alike they are, and is near enough, decides which is the nearest. */
void
ps_twins_weigh (PsTwinSearch  *self,
                guint          a,
                guint          b,
                PsTwinLikeness likeness)
{
  const PsTwin *one = &self->twins[a], *other = &self->twins[b];
  gboolean is_vague = one->taken_at_us == 0 || other->taken_at_us == 0 || is_of_same_size (one, other);

  if ((is_vague || (one->imprint != NULL && other->imprint != NULL)) && !is_all_but_the_same (one, other, likeness))
    return;
  if (may_descend (one, other))
    note_nearest (self, a, b, likeness);
  if (may_descend (other, one))
    note_nearest (self, b, a, likeness);
}

static double
measure_unlikeness (const PsTwin *one,
                    const PsTwin *other)
{
  if (one->imprint == NULL || other->imprint == NULL)
    return UNLIKENESS_OF_A_BIT * count_bits (one, other);
  return ps_alignment_of_whole (one->imprint, other->imprint);
}

/* Two of which the camera does not tell. Laying the one over parts of the other takes long: that is for the likeliest, at the end. */
static void
compare_looks (PsTwinSearch *self,
               guint         a,
               guint         b)
{
  const PsTwin *one = &self->twins[a], *other = &self->twins[b];
  guint bits = count_bits (one, other);
  double unlikeness;

  if (self->n_compared[a] >= MOST_COMPARED && self->n_compared[b] >= MOST_COMPARED && bits > 0)
    return;
  self->n_compared[a] += self->n_compared[a] < MOST_COMPARED;
  self->n_compared[b] += self->n_compared[b] < MOST_COMPARED;
  unlikeness = measure_unlikeness (one, other);
  if (unlikeness <= PS_ALIGNMENT_SAME || is_of_same_size (one, other) || one->imprint == NULL || other->imprint == NULL)
    ps_twins_weigh (self, a, b, (PsTwinLikeness) { unlikeness, FALSE });
  else if (ps_twins_count_pixels (one) <= ps_twins_count_pixels (other))
    ps_twins_propose_part (self, a, b, unlikeness);
  else
    ps_twins_propose_part (self, b, a, unlikeness);
}

void
ps_twins_consider (PsTwinSearch *self,
                   guint         a,
                   guint         b)
{
  const PsTwin *one = &self->twins[a], *other = &self->twins[b];
  Kin kin = has_same_pixels (one, other) ? KIN_SURE : compare_exposure (one, other);

  if (kin == KIN_NONE || (one->content != 0 && one->content == other->content))
    return; /* the same bytes are a shelf of their own */
  if (kin == KIN_UNSURE)
    {
      compare_looks (self, a, b);
      return;
    }
  take_pair (self, a, b);
  self->is_sure[a] = self->is_sure[b] = TRUE;
}

static void
met (gint64   photo_id,
     gint64   other_id,
     guint    n_bits,
     gpointer user_data)
{
  PsTwinSearch *self = user_data;
  guint a = GPOINTER_TO_UINT (g_hash_table_lookup (self->position, GSIZE_TO_POINTER ((gsize) photo_id))) - 1;
  guint b = GPOINTER_TO_UINT (g_hash_table_lookup (self->position, GSIZE_TO_POINTER ((gsize) other_id))) - 1;

  if (ps_twins_have_like_proportions (&self->twins[a], &self->twins[b]))
    ps_twins_consider (self, a, b);
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
static gboolean
pair_exposures (PsTwinSearch *self)
{
  for (guint i = 0; i < self->n; i++)
    for (guint k = i + 1; k < self->n && k < i + 64 && self->twins[k].taken_at_us == self->twins[i].taken_at_us
                          && self->twins[k].camera == self->twins[i].camera; k++)
      {
        guint bits = count_bits (&self->twins[i], &self->twins[k]);

        if (self->twins[i].taken_at_us != 0 && self->twins[i].camera != 0 && self->twins[i].has_fingerprint
            && self->twins[k].has_fingerprint && bits <= SAME_EXPOSURE_BITS)
          ps_twins_consider (self, i, k);
      }
  return self->watch == NULL || self->watch (self->n_all, self->n_all, self->watch_data);
}

/* By their numbers, or, without, by their looks. */
static gboolean
are_two_frames (const PsTwin *one,
                const PsTwin *other)
{
  Kin kin = compare_exposure (one, other);

  return kin == KIN_NONE || (kin == KIN_UNSURE && is_of_same_size (one, other) && one->has_fingerprint && other->has_fingerprint
                             && !is_all_but_the_same (one, other, (PsTwinLikeness) { measure_unlikeness (one, other), FALSE }));
}

/* Runs of frames of one camera, each soon after the one before. Copies of a frame are in the run, and do not make one. */
static void
join_bursts (PsTwinSearch *self)
{
  guint begin = 0;

  for (guint i = 1; i <= self->n; i++)
    {
      guint n_exposures = 1;

      if (i < self->n && self->twins[i].camera != 0 && self->twins[i].camera == self->twins[begin].camera
          && self->twins[i - 1].taken_at_us != 0 && self->twins[i].taken_at_us - self->twins[i - 1].taken_at_us <= BURST_GAP_US)
        continue;
      for (guint k = begin + 1; k < i; k++)
        n_exposures += are_two_frames (&self->twins[k - 1], &self->twins[k]);
      for (guint k = begin + 1; k < i && n_exposures >= BURST_LEAST; k++)
        join (&self->forests[PS_TWINS_BURST], k - 1, k, MIN (count_bits (&self->twins[k - 1], &self->twins[k]), 64));
      begin = i;
    }
}

/* A part that fits two frames of a burst equally well is left alone: it would be a guess. */
static gboolean
is_clear (PsTwinSearch        *self,
          const PsTwinNearest *nearest)
{
  return !nearest->likeness.is_part || nearest->next_position == G_MAXUINT
         || nearest->next_unlikeness >= CLEARLY * nearest->likeness.unlikeness
         || are_one_picture (self, nearest->position, nearest->next_position);
}

static void
join_nearest (PsTwinSearch *self)
{
  for (guint i = 0; i < self->n; i++)
    if (self->nearest[i].position != G_MAXUINT && !self->is_sure[i] && is_clear (self, &self->nearest[i]))
      take_pair (self, i, self->nearest[i].position);
}

/* Files of the same bytes are in the same groups, if any of them is in one. */
static void
join_same_bytes (PsTwinSearch *self,
                 PsTwinForest *forest)
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
begin_search (PsTwinSearch *self)
{
  if (self->n > 0)
    qsort (self->twins, self->n, sizeof *self->twins, compare_exposures);
  self->position = g_hash_table_new (NULL, NULL);
  self->nearest = g_new (PsTwinNearest, MAX (self->n, 1));
  self->n_compared = g_new0 (guint16, MAX (self->n, 1));
  self->parts = g_new0 (PsTwinParts *, MAX (self->n, 1));
  self->is_sure = g_new0 (guint8, MAX (self->n, 1));
  for (int kind = 0; kind < PS_N_TWINS; kind++)
    {
      self->forests[kind].parent = g_new (guint, MAX (self->n, 1));
      self->forests[kind].bits = g_new (guint8, MAX (self->n, 1));
    }
  for (guint i = 0; i < self->n; i++)
    {
      g_hash_table_insert (self->position, GSIZE_TO_POINTER ((gsize) self->twins[i].photo_id), GUINT_TO_POINTER (i + 1));
      self->nearest[i] = (PsTwinNearest) { G_MAXUINT, G_MAXUINT, { G_MAXDOUBLE, FALSE }, G_MAXDOUBLE };
      for (int kind = 0; kind < PS_N_TWINS; kind++)
        {
          self->forests[kind].parent[i] = i;
          self->forests[kind].bits[i] = G_MAXUINT8;
        }
    }
}

static void
end_search (PsTwinSearch *self)
{
  g_hash_table_unref (self->position);
  g_free (self->nearest);
  g_free (self->n_compared);
  for (guint i = 0; i < self->n; i++)
    g_free (self->parts[i]);
  g_free (self->parts);
  g_free (self->is_sure);
  for (int kind = 0; kind < PS_N_TWINS; kind++)
    {
      g_free (self->forests[kind].parent);
      g_free (self->forests[kind].bits);
    }
}

static void
collect (PsTwinSearch *self,
         PsTwinKind    kind,
         GArray       *rows)
{
  PsTwinForest *forest = &self->forests[kind];
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

static gboolean
watched (guint    n_done,
         guint    n_all,
         gpointer user_data)
{
  PsTwinSearch *self = user_data;

  self->n_all = n_all;
  return self->watch == NULL || self->watch (n_done, n_all, self->watch_data);
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
ps_twins_find_watched (PsTwin          *twins,
                       guint            n_twins,
                       guint            distance,
                       PsLookAlikeWatch watch,
                       gpointer         watch_data)
{
  PsTwinSearch self = { .twins = twins, .n = n_twins, .distance = distance, .watch = watch, .watch_data = watch_data };
  g_autoptr(PsLookAlikes) index = ps_look_alikes_new ();
  GArray *rows = NULL;

  begin_search (&self);
  for (guint i = 0; i < n_twins; i++)
    if (twins[i].has_fingerprint)
      ps_look_alikes_add (index, twins[i].photo_id, twins[i].fingerprint);
  if (ps_look_alikes_find_all_watched (index, distance, met, &self, watched, &self)
      && pair_exposures (&self) && ps_twins_find_parts (&self) && ps_twins_align_parts (&self))
    {
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
ps_twins_split_name (const char *file_name,
                     char      **letters)
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
