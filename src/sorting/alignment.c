/* src/sorting/alignment.c: pure: lays one picture's greys over another's.
 *
 * What is measured is one minus the correlation of the greys, so that a copy
 * which is lighter or has less contrast is the same picture. For a part, places
 * and sizes are tried coarsely first, then finely around the best; between greys
 * the picture is taken to be as smooth as a Catmull-Rom spline through them.
 */
#include "sorting/alignment.h"

#include <math.h>

#define SIDE PS_IMPRINT_SIDE
#define N_GREYS PS_IMPRINT_N_GREYS
#define LEAST_SIDE 0.8   /* of the whole: what is cropped to less is another picture */
#define SIDE_STEP 0.05
#define N_PLACES 5       /* tried a side */
#define FINE_STEP 0.0125 /* halved with each round */
#define N_ROUNDS 3

/* A part of a whole whose sides are 1. */
typedef struct
{
  double x, y, side;
  double difference;
} Place;

static double
measure_difference (const float a[N_GREYS],
                    const float b[N_GREYS])
{
  double mean_a = 0, mean_b = 0, square_a = 0, square_b = 0, product = 0;

  for (int i = 0; i < N_GREYS; i++)
    {
      mean_a += (double) a[i];
      mean_b += (double) b[i];
    }
  mean_a /= N_GREYS;
  mean_b /= N_GREYS;
  for (int i = 0; i < N_GREYS; i++)
    {
      double x = (double) a[i] - mean_a, y = (double) b[i] - mean_b;

      square_a += x * x;
      square_b += y * y;
      product += x * y;
    }
  return square_a > 0 && square_b > 0 ? 1 - product / sqrt (square_a * square_b) : 1;
}

static void
to_floats (const PsImprint *imprint,
           float            greys[N_GREYS])
{
  for (int i = 0; i < N_GREYS; i++)
    greys[i] = (float) imprint->greys[i];
}

/* Four neighbours along a side, and what each of them counts at a point between the middle two. */
typedef struct
{
  int neighbours[4];
  float weights[4];
} Tap;

static void
make_taps (Tap    taps[SIDE],
           double start,
           double side)
{
  for (int i = 0; i < SIDE; i++)
    {
      double at = (start + side * (i + 0.5) / SIDE) * SIDE - 0.5;
      int before = (int) floor (at);
      float f = (float) (at - before);

      for (int k = 0; k < 4; k++)
        taps[i].neighbours[k] = CLAMP (before - 1 + k, 0, SIDE - 1);
      taps[i].weights[0] = f * (-0.5f + f * (1.0f - 0.5f * f));
      taps[i].weights[1] = 1.0f + f * f * (-2.5f + 1.5f * f);
      taps[i].weights[2] = f * (0.5f + f * (2.0f - 1.5f * f));
      taps[i].weights[3] = f * f * (-0.5f + 0.5f * f);
    }
}

static void
cut_out (const float  whole[N_GREYS],
         const Place *place,
         float        part[N_GREYS])
{
  float rows[N_GREYS];
  Tap taps[SIDE];

  make_taps (taps, place->x, place->side);
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      {
        rows[y * SIDE + x] = 0;
        for (int k = 0; k < 4; k++)
          rows[y * SIDE + x] += taps[x].weights[k] * whole[y * SIDE + taps[x].neighbours[k]];
      }
  make_taps (taps, place->y, place->side);
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      {
        part[y * SIDE + x] = 0;
        for (int k = 0; k < 4; k++)
          part[y * SIDE + x] += taps[y].weights[k] * rows[taps[y].neighbours[k] * SIDE + x];
      }
}

static void
try_place (const float  part[N_GREYS],
           const float  whole[N_GREYS],
           double       x,
           double       y,
           double       side,
           Place       *best)
{
  Place place = { x, y, side, 1 };
  float greys[N_GREYS];

  if (side > 1 || x < 0 || y < 0 || x + side > 1 + 1e-9 || y + side > 1 + 1e-9)
    return;
  cut_out (whole, &place, greys);
  place.difference = measure_difference (part, greys);
  if (place.difference < best->difference)
    *best = place;
}

static void
refine (const float  part[N_GREYS],
        const float  whole[N_GREYS],
        Place       *best)
{
  double step = FINE_STEP;

  for (int round = 0; round < N_ROUNDS; round++, step /= 2)
    {
      Place from = *best;

      for (int size = -1; size <= 1; size++)
        for (int down = -1; down <= 1; down++)
          for (int right = -1; right <= 1; right++)
            try_place (part, whole, from.x + right * step, from.y + down * step, from.side + size * step, best);
    }
}

/**
 * ps_alignment_of_whole:
 * @one: a picture
 * @other: another one
 *
 * Returns: how they differ, 0 to 2; up to %PS_ALIGNMENT_SAME they are one picture
 */
double
ps_alignment_of_whole (const PsImprint *one,
                       const PsImprint *other)
{
  float a[N_GREYS], b[N_GREYS];

  to_floats (one, a);
  to_floats (other, b);
  return measure_difference (a, b);
}

/**
 * ps_alignment_of_part:
 * @part: a picture
 * @whole: what it may have been cut from, to no less than four fifths of each side
 *
 * Returns: how it differs from what it is most like in @whole, 0 to 2; up to %PS_ALIGNMENT_PART it is a part of it
 */
double
ps_alignment_of_part (const PsImprint *part,
                      const PsImprint *whole)
{
  float a[N_GREYS], b[N_GREYS];
  Place best = { 0, 0, 1, 2 };

  to_floats (part, a);
  to_floats (whole, b);
  for (double side = 1 - SIDE_STEP; side > LEAST_SIDE - SIDE_STEP / 2; side -= SIDE_STEP)
    for (int down = 0; down < N_PLACES; down++)
      for (int right = 0; right < N_PLACES; right++)
        try_place (a, b, (1 - side) * right / (N_PLACES - 1), (1 - side) * down / (N_PLACES - 1), side, &best);
  refine (a, b, &best);
  return best.difference;
}
