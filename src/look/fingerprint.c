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

#define SIDE 32
#define WAVES 11        /* slowest waves a side that are computed; the 64 come from their corner */
#define N_BITS 64
#define MIN_CONTRAST 1.5 /* grey levels: below it there is nothing but noise to tell pictures apart by */

/* Rec. 601 luma of the mean over the part of the picture that a cell covers, with its edges weighed by area. */
static void
average_line (const double *from,
              int           n_from,
              int           stride,
              double       *to,
              int           to_stride)
{
  for (int i = 0; i < SIDE; i++)
    {
      double start = (double) i * n_from / SIDE;
      double end = (double) (i + 1) * n_from / SIDE;
      double sum = 0;

      for (int j = (int) start; j < n_from && j < end; j++)
        sum += from[j * stride] * (MIN (end, j + 1) - MAX (start, j));
      to[i * to_stride] = sum / (end - start);
    }
}

static void
average (GdkPixbuf *picture,
         double     cells[SIDE * SIDE])
{
  int width = gdk_pixbuf_get_width (picture);
  int height = gdk_pixbuf_get_height (picture);
  g_autofree double *line = g_new (double, width);
  g_autofree double *columns = g_new (double, (gsize) height * SIDE);

  for (int y = 0; y < height; y++)
    {
      const guint8 *p = gdk_pixbuf_read_pixels (picture) + y * (gsize) gdk_pixbuf_get_rowstride (picture);

      for (int x = 0; x < width; x++, p += gdk_pixbuf_get_n_channels (picture))
        line[x] = 0.299 * p[0] + 0.587 * p[1] + 0.114 * p[2];
      average_line (line, width, 1, columns + y * SIDE, 1);
    }
  for (int x = 0; x < SIDE; x++)
    average_line (columns + x, height, SIDE, cells + x, SIDE);
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

/* The slow corner of the two-dimensional DCT-II. */
static void
transform (const double cells[SIDE * SIDE],
           double       waves[WAVES][WAVES])
{
  double cosines[WAVES][SIDE], rows[SIDE][WAVES];

  for (int u = 0; u < WAVES; u++)
    for (int x = 0; x < SIDE; x++)
      cosines[u][x] = cos (G_PI * (2 * x + 1) * u / (2 * SIDE));
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
 * @picture: a small upright picture of 8 bits a channel, RGB
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

  g_return_val_if_fail (gdk_pixbuf_get_n_channels (picture) >= 3, FALSE);

  average (picture, cells);
  if (measure_contrast (cells) < MIN_CONTRAST)
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
