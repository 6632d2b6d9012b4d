/* src/look/fingerprint.c: a small picture -> 64 bits that look-alikes share. Helper program only.
 *
 * The picture is averaged down to 32 × 32 greys and turned into waves by a
 * discrete cosine transform. The 64 slowest waves, bar the mean, are what
 * survives resizing, recompression and small crops; each gives one bit: is it
 * above the median of them all? (The method known as pHash.) Look-alikes then
 * differ in a few bits, strangers in about 32.
 */
#include "look/fingerprint.h"

#include <math.h>
#include <stdlib.h>

#include "look/resize.h"

#define SIDE 32
#define WAVES 11        /* slowest waves a side that are computed; the 64 come from their corner */
#define N_BITS 64
#define MIN_CONTRAST 1.5 /* grey levels: below it there is nothing but noise to tell pictures apart by */

/* Rec. 601 luma of the mean over the part of the picture that a cell covers. */
static gboolean
average (GdkPixbuf *picture,
         double     cells[SIDE * SIDE])
{
  float means[SIDE * SIDE * 3];

  if (!ps_resize_to_means (picture, SIDE, SIDE, means))
    return FALSE;
  for (int i = 0; i < SIDE * SIDE; i++)
    cells[i] = 0.299 * (double) means[3 * i] + 0.587 * (double) means[3 * i + 1] + 0.114 * (double) means[3 * i + 2];
  return TRUE;
}

static double
measure_contrast (const double cells[SIDE * SIDE])
{
  double sum = 0, squares = 0;

  for (int i = 0; i < SIDE * SIDE; i++)
    {
      sum += cells[i];
      squares += cells[i] * cells[i];
    }
  return sqrt (MAX (0, squares / (SIDE * SIDE) - sum / (SIDE * SIDE) * (sum / (SIDE * SIDE))));
}

static double cosines[WAVES][SIDE]; /* by the helper's only thread, when first needed */

static void
make_cosines (void)
{
  for (int u = 0; u < WAVES; u++)
    for (int x = 0; x < SIDE; x++)
      cosines[u][x] = cos (G_PI * (2 * x + 1) * u / (2 * SIDE));
}

/* The slow corner of the two-dimensional DCT-II. */
static void
transform (const double cells[SIDE * SIDE],
           double       waves[WAVES][WAVES])
{
  double rows[SIDE][WAVES];

  if (cosines[0][0] < 1)
    make_cosines ();
  for (int y = 0; y < SIDE; y++)
    for (int u = 0; u < WAVES; u++)
      {
        rows[y][u] = 0;
        for (int x = 0; x < SIDE; x++)
          rows[y][u] += cells[y * SIDE + x] * cosines[u][x];
      }
  for (int v = 0; v < WAVES; v++)
    for (int u = 0; u < WAVES; u++)
      {
        waves[v][u] = 0;
        for (int y = 0; y < SIDE; y++)
          waves[v][u] += rows[y][u] * cosines[v][y];
      }
}

/* By falling slowness: the diagonals 1, 2, … of the corner, each from its top. */
static void
collect_slowest (double waves[WAVES][WAVES],
                 double slowest[N_BITS])
{
  int n = 0;

  for (int diagonal = 1; n < N_BITS; diagonal++)
    for (int v = 0; v <= diagonal && n < N_BITS; v++)
      slowest[n++] = waves[v][diagonal - v];
}

static int
compare (const void *a,
         const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
find_median (const double values[N_BITS])
{
  double sorted[N_BITS];

  for (int i = 0; i < N_BITS; i++)
    sorted[i] = values[i];
  qsort (sorted, N_BITS, sizeof *sorted, compare);
  return (sorted[N_BITS / 2 - 1] + sorted[N_BITS / 2]) / 2;
}

/**
 * ps_fingerprint_make:
 * @picture: a small upright picture of 8 bits a channel, RGB without alpha
 * @fingerprint: (out): 64 bits; count those that differ to compare two pictures
 *
 * Returns: whether @picture has enough in it to tell it from others; a plain area has not
 */
gboolean
ps_fingerprint_make (GdkPixbuf *picture,
                     guint64   *fingerprint)
{
  double cells[SIDE * SIDE], waves[WAVES][WAVES], slowest[N_BITS];
  double median;

  g_return_val_if_fail (gdk_pixbuf_get_n_channels (picture) == 3, FALSE);

  if (!average (picture, cells) || measure_contrast (cells) < MIN_CONTRAST)
    return FALSE;
  transform (cells, waves);
  collect_slowest (waves, slowest);
  median = find_median (slowest);
  *fingerprint = 0;
  for (int i = 0; i < N_BITS; i++)
    if (slowest[i] > median)
      *fingerprint |= G_GUINT64_CONSTANT (1) << i;
  return TRUE;
}
