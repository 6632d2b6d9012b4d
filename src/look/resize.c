/* src/look/resize.c: the means of a picture's parts, and a picture turned upright. Helper program only.
 *
 * A new pixel is the mean of the part of the picture that it covers, old pixels
 * at its edges weighed by how much of them it covers. Nothing is passed over,
 * so nothing flickers (aliasing), and a row of the picture is touched once or
 * twice. gdk-pixbuf's filters are as good and four times as slow; for every
 * photo of a library that is half of the work of a backup.
 */
#include "look/resize.h"

#include <string.h>

#define N_CHANNELS 3
#define LEAST_SPAN 3 /* old pixels that a new one may touch, made less than half as small */

/* One pixel: red, green, blue, and whatever lies behind them. Both gcc and clang turn sums of these into single instructions. */
typedef float Pixel __attribute__ ((vector_size (16)));
typedef gint32 WholePixel __attribute__ ((vector_size (16)));

/* The old pixels along one side that new ones are the means of. */
typedef struct
{
  int n_max;      /* of old pixels for a new one */
  int *first;     /* owned; for each new one, the first old one */
  int *n;         /* owned; and how many */
  float *weights; /* owned; n_max for each new one, each of which has 1 to give away */
} Spans;

/* Lengths are counted in parts of which an old pixel has n_to and a new one n_from: all borders are whole numbers. */
static void
init_spans (Spans *self,
            int    n_from,
            int    n_to)
{
  self->n_max = n_from / n_to + 2;
  self->first = g_new (int, n_to);
  self->n = g_new (int, n_to);
  self->weights = g_new0 (float, (gsize) n_to * (gsize) self->n_max);
  for (int i = 0; i < n_to; i++)
    {
      gint64 start = (gint64) i * n_from, end = start + n_from;
      float *weights = self->weights + (gsize) i * (gsize) self->n_max;

      self->first[i] = (int) (start / n_to);
      self->n[i] = (int) ((end + n_to - 1) / n_to) - self->first[i];
      for (int j = 0; j < self->n[i]; j++)
        {
          gint64 old = (gint64) (self->first[i] + j) * n_to;

          weights[j] = (float) (MIN (end, old + n_to) - MAX (start, old)) / (float) n_from;
        }
    }
}

static void
clear_spans (Spans *self)
{
  g_free (self->first);
  g_free (self->n);
  g_free (self->weights);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Spans, clear_spans)

/* Pixels are loaded with four values, and beyond the last ones where they weigh nothing: zeroes are there. */
static float *
new_row (int width,
         int new_width)
{
  return g_try_new0 (float, ((gsize) width + (gsize) (width / new_width) + 2) * N_CHANNELS + 1);
}

static void
add_row (float * restrict        sums,
         const guint8 * restrict row,
         float                   weight,
         int                     n_values)
{
  for (int i = 0; i < n_values; i++)
    sums[i] += weight * (float) row[i];
}

/* The mean of all old rows that a new one covers. */
static void
merge_rows (GdkPixbuf   *picture,
            const Spans *rows,
            int          y,
            float       *sums)
{
  int n_values = gdk_pixbuf_get_width (picture) * N_CHANNELS;
  gsize stride = (gsize) gdk_pixbuf_get_rowstride (picture);
  const guint8 *row = gdk_pixbuf_read_pixels (picture) + (gsize) rows->first[y] * stride;

  memset (sums, 0, (gsize) n_values * sizeof *sums);
  for (int j = 0; j < rows->n[y]; j++, row += stride)
    add_row (sums, row, rows->weights[(gsize) y * (gsize) rows->n_max + (gsize) j], n_values);
}

/* Of all new pixels so many old ones, some of them with the weight 0: how many are really needed would be guessed wrong
 * by the processor at every third pixel. Inline, for what is known of @n to be made use of. */
static inline Pixel
merge_columns (const float *row,
               const Spans *columns,
               int          x,
               int          n)
{
  const float *weights = columns->weights + (gsize) x * (gsize) n;
  Pixel sum = { 0 };

  row += (gsize) columns->first[x] * N_CHANNELS;
  for (int j = 0; j < n; j++, row += N_CHANNELS)
    {
      Pixel pixel;

      memcpy (&pixel, row, sizeof pixel);
      sum += weights[j] * pixel;
    }
  return sum;
}

/**
 * ps_resize_to_means:
 * @picture: RGB of 8 bits without alpha
 * @width: how many means a row; also more than @picture has pixels
 * @height: how many rows
 * @means: (out caller-allocates): room for three values (0–255) a mean: red, green, blue
 *
 * Returns: %FALSE without memory
 */
gboolean
ps_resize_to_means (GdkPixbuf *picture,
                    int        width,
                    int        height,
                    float     *means)
{
  g_autofree float *row = new_row (gdk_pixbuf_get_width (picture), width);
  g_auto(Spans) columns = { 0 }, rows = { 0 };

  g_return_val_if_fail (gdk_pixbuf_get_n_channels (picture) == N_CHANNELS, FALSE);

  if (row == NULL)
    return FALSE;
  init_spans (&columns, gdk_pixbuf_get_width (picture), width);
  init_spans (&rows, gdk_pixbuf_get_height (picture), height);
  for (int y = 0; y < height; y++)
    {
      merge_rows (picture, &rows, y, row);
      for (int x = 0; x < width; x++, means += N_CHANNELS)
        {
          Pixel mean = merge_columns (row, &columns, x, columns.n_max);

          memcpy (means, &mean, N_CHANNELS * sizeof *means);
        }
    }
  return TRUE;
}

static inline void
store_row_of (const float *row,
              const Spans *columns,
              int          width,
              guint8      *to,
              int          n)
{
  for (int x = 0; x < width; x++, to += N_CHANNELS)
    {
      WholePixel pixel = __builtin_convertvector (merge_columns (row, columns, x, n) + 0.5f, WholePixel);

      for (int c = 0; c < N_CHANNELS; c++)
        to[c] = (guint8) pixel[c];
    }
}

static void
store_row (const float *row,
           const Spans *columns,
           int          width,
           guint8      *to)
{
  if (columns->n_max == LEAST_SPAN) /* less than half as small, as JPEGs come: a loop without a loop in it */
    store_row_of (row, columns, width, to, LEAST_SPAN);
  else
    store_row_of (row, columns, width, to, columns->n_max);
}

/**
 * ps_resize_smaller:
 * @picture: RGB of 8 bits without alpha
 * @width: pixels, at most @picture's
 * @height: pixels, at most @picture's
 *
 * Returns: (transfer full) (nullable): @picture made smaller; %NULL without memory
 */
GdkPixbuf *
ps_resize_smaller (GdkPixbuf *picture,
                   int        width,
                   int        height)
{
  g_autofree float *row = new_row (gdk_pixbuf_get_width (picture), width);
  GdkPixbuf *smaller = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_auto(Spans) columns = { 0 }, rows = { 0 };

  g_return_val_if_fail (gdk_pixbuf_get_n_channels (picture) == N_CHANNELS, NULL);

  if (row == NULL || smaller == NULL)
    {
      g_clear_object (&smaller);
      return NULL;
    }
  init_spans (&columns, gdk_pixbuf_get_width (picture), width);
  init_spans (&rows, gdk_pixbuf_get_height (picture), height);
  for (int y = 0; y < height; y++)
    {
      merge_rows (picture, &rows, y, row);
      store_row (row, &columns, width, gdk_pixbuf_get_pixels (smaller) + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (smaller));
    }
  return smaller;
}

/* EXIF 2.32, 4.6.4 A, Orientation: which corner of the stored picture is seen top left, and which way to go on from there. */
static const struct { gboolean from_right, from_bottom, by_columns; } turns[9] = {
  [1] = { FALSE, FALSE, FALSE }, [2] = { TRUE, FALSE, FALSE }, [3] = { TRUE, TRUE, FALSE }, [4] = { FALSE, TRUE, FALSE },
  [5] = { FALSE, FALSE, TRUE }, [6] = { FALSE, TRUE, TRUE }, [7] = { TRUE, TRUE, TRUE }, [8] = { TRUE, FALSE, TRUE },
};

/**
 * ps_resize_turn:
 * @picture: RGB of 8 bits without alpha
 * @orientation: EXIF's, 1–8; anything else is 1
 *
 * Returns: (transfer full) (nullable): @picture upright, or itself where it is so; %NULL without memory
 */
GdkPixbuf *
ps_resize_turn (GdkPixbuf *picture,
                int        orientation)
{
  int width = gdk_pixbuf_get_width (picture), height = gdk_pixbuf_get_height (picture);
  gssize stride = gdk_pixbuf_get_rowstride (picture), across = N_CHANNELS, down = stride;
  const guint8 *corner = gdk_pixbuf_read_pixels (picture);
  gboolean by_columns;
  GdkPixbuf *turned;

  g_return_val_if_fail (gdk_pixbuf_get_n_channels (picture) == N_CHANNELS, NULL);

  if (orientation < 2 || orientation > 8)
    return g_object_ref (picture);
  by_columns = turns[orientation].by_columns;
  turned = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, by_columns ? height : width, by_columns ? width : height);
  if (turned == NULL)
    return NULL;
  corner += (turns[orientation].from_right ? (width - 1) * N_CHANNELS : 0) + (turns[orientation].from_bottom ? (height - 1) * stride : 0);
  across = turns[orientation].from_right ? -across : across;
  down = turns[orientation].from_bottom ? -down : down;
  for (int y = 0; y < gdk_pixbuf_get_height (turned); y++)
    {
      const guint8 *from = corner + y * (by_columns ? across : down);
      guint8 *to = gdk_pixbuf_get_pixels (turned) + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (turned);

      for (int x = 0; x < gdk_pixbuf_get_width (turned); x++, from += by_columns ? down : across, to += N_CHANNELS)
        memcpy (to, from, N_CHANNELS);
    }
  return turned;
}
