/* src/sorting/shoots.c: pure: which photos were taken in one go.
 *
 * A pause ends a shoot when it is long beside the pauses around it, on a
 * logarithmic scale: three minutes are long among portraits, and short in a day
 * of landscapes. This is the local test of PhotoTOC (Platt, Czerwinski and Field,
 * "PhotoTOC: Automatic Clustering for Browsing Personal Photographs", 2003): the
 * logarithm of a gap against the mean of its neighbours' plus a constant. Two
 * bounds keep it sensible where there are few photos: what follows within
 * LEAST is one go, what follows after MOST is not. Neither midnight nor a fixed
 * number of hours means anything.
 *
 * A leap to another place ends a shoot too; and two cameras that are in two
 * places at the same time are two shoots.
 */
#include "sorting/shoots.h"

#include <math.h>
#include <stdlib.h>

#define NEIGHBOURS 10            /* gaps on each side that one is compared with */
#define LONGER 17.0              /* so many times longer than they are ends a shoot */
#define LEAST_S (90 * 60.0)
#define MOST_S (12 * 3600.0)
#define STEP 1.7                 /* what one level more divides these three by */
#define LEAP_M 30000.0           /* metres from one photo to the next that end a shoot … */
#define LEAP_S (20 * 60.0)       /* … if so much time lies between them */
#define APART_M 25000.0          /* metres between cameras that are not at the same place */

static int
compare_times (const void *a,
               const void *b)
{
  const PsFrame *one = a, *other = b;

  if (one->taken_at_us != other->taken_at_us)
    return one->taken_at_us < other->taken_at_us ? -1 : 1;
  return (one->photo_id > other->photo_id) - (one->photo_id < other->photo_id);
}

static gboolean
has_place (const PsFrame *frame)
{
  return isfinite (frame->latitude) && isfinite (frame->longitude);
}

/* The great circle, by the haversine formula; metres. */
static double
measure (const PsFrame *a,
         const PsFrame *b)
{
  const double radius = 6371000, degree = G_PI / 180;
  double up = sin ((b->latitude - a->latitude) * degree / 2), across = sin ((b->longitude - a->longitude) * degree / 2);
  double h = up * up + cos (a->latitude * degree) * cos (b->latitude * degree) * across * across;

  return 2 * radius * asin (sqrt (CLAMP (h, 0, 1)));
}

static double
get_gap_s (const PsFrame *frames,
           guint          i)
{
  return (double) (frames[i + 1].taken_at_us - frames[i].taken_at_us) / G_USEC_PER_SEC;
}

/* sums[i]: of the logarithms of the first i gaps. A night says no more about its neighbours than MOST_S does. */
static double *
add_up_gaps (const PsFrame *frames,
             guint          n_frames)
{
  double *sums = g_new (double, n_frames);

  sums[0] = 0;
  for (guint i = 0; i + 1 < n_frames; i++)
    sums[i + 1] = sums[i] + log (CLAMP (get_gap_s (frames, i), 1, MOST_S));
  return sums;
}

/* Whether the same camera was far away shortly before; @last is where each camera was seen last. */
static gboolean
leaps (const PsFrame *frames,
       guint          i,
       GHashTable    *last)
{
  const PsFrame *now = &frames[i], *before;

  if (!has_place (now))
    return FALSE;
  before = g_hash_table_lookup (last, GUINT_TO_POINTER (now->camera));
  g_hash_table_insert (last, GUINT_TO_POINTER (now->camera), (gpointer) now);
  return before != NULL && measure (before, now) > LEAP_M
         && (double) (now->taken_at_us - before->taken_at_us) / G_USEC_PER_SEC >= LEAP_S
         && get_gap_s (frames, i - 1) >= LEAP_S;
}

static gboolean
is_pause (const PsFrame *frames,
          const double  *sums,
          guint          n_frames,
          guint          gap,
          int            level)
{
  double factor = pow (STEP, -level), length = get_gap_s (frames, gap), mean;
  guint from = gap > NEIGHBOURS ? gap - NEIGHBOURS : 0, to = MIN (gap + NEIGHBOURS + 1, n_frames - 1);

  if (length < LEAST_S * factor)
    return FALSE;
  if (length >= MOST_S * factor)
    return TRUE;
  mean = (sums[to] - sums[from]) / (to - from);
  return log (length) > mean + log (LONGER * factor);
}

typedef struct
{
  guint camera, place;   /* place: cameras of the same number were together */
  guint n, n_placed;
  double latitude, longitude;
} Camera;

static void
collect_cameras (const PsFrame *frames,
                 guint          n,
                 GArray        *cameras)
{
  g_array_set_size (cameras, 0);
  for (guint i = 0; i < n; i++)
    {
      Camera *camera = NULL;

      for (guint k = 0; k < cameras->len && camera == NULL; k++)
        if (g_array_index (cameras, Camera, k).camera == frames[i].camera)
          camera = &g_array_index (cameras, Camera, k);
      if (camera == NULL)
        {
          Camera fresh = { .camera = frames[i].camera };

          g_array_append_val (cameras, fresh);
          camera = &g_array_index (cameras, Camera, cameras->len - 1);
        }
      camera->n++;
      if (!has_place (&frames[i]))
        continue;
      camera->n_placed++;
      camera->latitude += (frames[i].latitude - camera->latitude) / camera->n_placed;
      camera->longitude += (frames[i].longitude - camera->longitude) / camera->n_placed;
    }
}

/* Numbers the places, the busiest first; a camera that does not know where it was goes with the busiest. */
static guint
number_places (GArray *cameras)
{
  guint n_places = 0;

  for (guint i = 0; i < cameras->len; i++)
    {
      Camera *camera = &g_array_index (cameras, Camera, i);
      PsFrame here = { .latitude = camera->latitude, .longitude = camera->longitude };

      camera->place = camera->n_placed == 0 ? 0 : n_places;
      for (guint k = 0; k < i && camera->n_placed > 0; k++)
        {
          const Camera *other = &g_array_index (cameras, Camera, k);
          PsFrame there = { .latitude = other->latitude, .longitude = other->longitude };

          if (other->n_placed > 0 && measure (&here, &there) < APART_M)
            camera->place = other->place;
        }
      if (camera->n_placed > 0 && camera->place == n_places)
        n_places++;
    }
  return n_places;
}

/* One run without a pause: a shoot for each place in which cameras were at work. Returns how many. */
static guint
name_run (PsFrame *frames,
          guint    n,
          guint    first,
          GArray  *cameras)
{
  guint n_places;

  collect_cameras (frames, n, cameras);
  n_places = cameras->len > 1 ? number_places (cameras) : 1;
  for (guint i = 0; i < n; i++)
    {
      guint place = 0;

      for (guint k = 0; n_places > 1 && k < cameras->len; k++)
        if (g_array_index (cameras, Camera, k).camera == frames[i].camera)
          place = g_array_index (cameras, Camera, k).place;
      frames[i].shoot = first + place;
    }
  return MAX (n_places, 1);
}

/* A photo alone is no shoot; the numbers close up. */
static guint
drop_single (PsFrame *frames,
             guint    n_frames,
             guint    n_shoots)
{
  g_autofree guint *sizes = g_new0 (guint, n_shoots), *numbers = g_new (guint, n_shoots);
  guint n = 0;

  for (guint i = 0; i < n_frames; i++)
    sizes[frames[i].shoot]++;
  for (guint i = 0; i < n_shoots; i++)
    numbers[i] = sizes[i] > 1 ? n++ : PS_NO_SHOOT;
  for (guint i = 0; i < n_frames; i++)
    frames[i].shoot = numbers[frames[i].shoot];
  return n;
}

/**
 * ps_shoots_find:
 * @frames: (array length=n_frames) (inout): photos; put in the order of time, and told their shoots
 * @n_frames: how many
 * @level: %PS_SHOOTS_FEWEST to %PS_SHOOTS_MOST
 *
 * Takes time in proportion to n log n.
 *
 * Returns: how many shoots there are
 */
guint
ps_shoots_find (PsFrame *frames,
                guint    n_frames,
                int      level)
{
  g_autofree double *sums = NULL;
  g_autoptr(GHashTable) last = g_hash_table_new (NULL, NULL);
  g_autoptr(GArray) cameras = g_array_new (FALSE, FALSE, sizeof (Camera));
  guint n_shoots = 0, begin = 0;

  if (n_frames == 0)
    return 0;
  level = CLAMP (level, PS_SHOOTS_FEWEST, PS_SHOOTS_MOST);
  qsort (frames, n_frames, sizeof *frames, compare_times);
  sums = add_up_gaps (frames, n_frames);
  leaps (frames, 0, last);
  for (guint i = 1; i <= n_frames; i++)
    {
      if (i < n_frames)
        {
          gboolean has_leapt = leaps (frames, i, last);

          if (!has_leapt && !is_pause (frames, sums, n_frames, i - 1, level))
            continue;
        }
      n_shoots += name_run (frames + begin, i - begin, n_shoots, cameras);
      begin = i;
    }
  return drop_single (frames, n_frames, n_shoots);
}
