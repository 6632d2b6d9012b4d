/* src/demo/dice.c: chance that falls the same way for the same seed, on any thread. */
#include "demo/dice.h"

#include <math.h>

/**
 * ps_dice_mix:
 * @a: a number
 * @b: another
 *
 * Returns: a number that looks random, the same for the same two (the
 *   finalizer of SplitMix64)
 */
guint64
ps_dice_mix (guint64 a,
             guint64 b)
{
  guint64 z = a + G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) * (b + 1);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/**
 * ps_dice_new:
 * @seed: where chance starts
 * @what_for: sets apart several dice of one seed
 *
 * Returns: dice, by value; each thread uses its own
 */
PsDice
ps_dice_new (guint64 seed,
             guint64 what_for)
{
  return (PsDice) { ps_dice_mix (seed, what_for) };
}

/**
 * ps_dice_next:
 * @self: dice
 *
 * Returns: the next 64 bits
 */
guint64
ps_dice_next (PsDice *self)
{
  self->state = ps_dice_mix (self->state, 0);
  return self->state;
}

/**
 * ps_dice_unit:
 * @self: dice
 *
 * Returns: from 0 to just under 1
 */
double
ps_dice_unit (PsDice *self)
{
  return (ps_dice_next (self) >> 11) * 0x1p-53;
}

/**
 * ps_dice_between:
 * @self: dice
 * @low: least
 * @high: most
 *
 * Returns: evenly between the two
 */
double
ps_dice_between (PsDice *self,
                 double  low,
                 double  high)
{
  return low + (high - low) * ps_dice_unit (self);
}

/**
 * ps_dice_pick:
 * @self: dice
 * @n: how many there are, at least 1
 *
 * Returns: one of 0 … @n − 1
 */
int
ps_dice_pick (PsDice *self,
              int     n)
{
  return (int) (ps_dice_unit (self) * n);
}

/**
 * ps_dice_chance:
 * @self: dice
 * @share: how often, 0–1
 *
 * Returns: %TRUE that often
 */
gboolean
ps_dice_chance (PsDice *self,
                double  share)
{
  return ps_dice_unit (self) < share;
}

/**
 * ps_dice_bell:
 * @self: dice
 *
 * Returns: around 0, mostly within ±1, never beyond ±3.5
 */
double
ps_dice_bell (PsDice *self)
{
  double sum = 0;

  for (int i = 0; i < 4; i++)
    sum += ps_dice_unit (self);
  return (sum - 2) * 1.732;
}

static inline float
corner (guint32 seed,
        gint32  x,
        gint32  y)
{
  guint32 h = seed ^ ((guint32) x * 0x27d4eb2du) ^ ((guint32) y * 0x165667b1u);

  h = (h ^ (h >> 15)) * 0x85ebca6bu;
  h = (h ^ (h >> 13)) * 0xc2b2ae35u;
  return (float) (gint32) (h ^ (h >> 16)) * 0x1p-31f;
}

/**
 * ps_noise:
 * @seed: which plane
 * @x: place
 * @y: place
 *
 * Value noise with smooth steps between whole numbers.
 *
 * Returns: −1 to 1
 */
float
ps_noise (guint32 seed,
          float   x,
          float   y)
{
  /* Rounded down by hand: floorf() is a call on the oldest processors of this kind. */
  gint32 ix = (gint32) x - (x < (gint32) x), iy = (gint32) y - (y < (gint32) y);
  float u = x - ix, v = y - iy;
  float a, b;

  u = u * u * (3 - 2 * u);
  v = v * v * (3 - 2 * v);
  a = corner (seed, ix, iy) * (1 - u) + corner (seed, ix + 1, iy) * u;
  b = corner (seed, ix, iy + 1) * (1 - u) + corner (seed, ix + 1, iy + 1) * u;
  return a * (1 - v) + b * v;
}

/**
 * ps_noise_sum:
 * @seed: which plane
 * @x: place
 * @y: place
 * @n_octaves: how fine, each twice as fine and half as strong as the one before
 *
 * Returns: −1 to 1
 */
float
ps_noise_sum (guint32 seed,
              float   x,
              float   y,
              int     n_octaves)
{
  float sum = 0, weight = 1, total = 0;

  for (int i = 0; i < n_octaves; i++)
    {
      /* Turned a little each time, so that the grid does not show. */
      float next_x = 1.6f * x - 1.2f * y + 17.3f, next_y = 1.2f * x + 1.6f * y + 5.1f;

      sum += weight * ps_noise (seed + (guint32) i * 1013u, x, y);
      total += weight;
      weight *= 0.5f;
      x = next_x;
      y = next_y;
    }
  return sum / total;
}

/**
 * ps_noise_ridged:
 * @seed: which plane
 * @x: place
 * @y: place
 * @n_octaves: how fine
 *
 * Noise with sharp crests, as mountains and folds have.
 *
 * Returns: 0 to 1
 */
float
ps_noise_ridged (guint32 seed,
                 float   x,
                 float   y,
                 int     n_octaves)
{
  float sum = 0, weight = 1, total = 0;

  for (int i = 0; i < n_octaves; i++)
    {
      float next_x = 1.6f * x - 1.2f * y + 9.7f, next_y = 1.2f * x + 1.6f * y + 3.3f;
      float crest = 1 - fabsf (ps_noise (seed + (guint32) i * 2029u, x, y));

      sum += weight * crest * crest;
      total += weight;
      weight *= 0.5f;
      x = next_x;
      y = next_y;
    }
  return sum / total;
}
