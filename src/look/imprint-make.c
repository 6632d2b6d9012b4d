/* src/look/imprint-make.c: a small picture -> what it is recognised by. Helper program only.
 *
 * Where a camera's word is missing, a fingerprint cannot tell a copy of this
 * frame from the next frame, and that of a cropped picture differs in as many
 * bits as that of a stranger. So more is kept: greys, few enough to store and
 * enough to lay one picture over another, and the fingerprints that the commonest
 * crops of this picture would have.
 */
#include "look/imprint-make.h"

#include <math.h>
#include <string.h>

#include "look/fingerprint.h"
#include "look/resize.h"

#define FINE_SIDE 64  /* pixels a side that the greys are made from */
#define SOFTNESS 0.6f /* standard deviation, in greys */

/* The parts that crops are compared with: how much of each side is left, and where it lies, from 0 to 1. */
static const struct
{
  double side, x, y;
} crops[PS_IMPRINT_N_CROPS] = { { 0.9, 0.5, 0.5 }, { 0.9, 0, 0 }, { 0.9, 1, 0 }, { 0.9, 0, 1 }, { 0.9, 1, 1 }, { 0.8, 0.5, 0.5 } };

/* In the manner of FNV-1a (Fowler, Noll, Vo), eight bytes at a time, over the rows without what lies between them. */
static guint64
hash_pixels (GdkPixbuf *picture)
{
  gsize n_bytes = (gsize) gdk_pixbuf_get_width (picture) * (gsize) gdk_pixbuf_get_n_channels (picture);
  const guint8 *row = gdk_pixbuf_read_pixels (picture);
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (int y = 0; y < gdk_pixbuf_get_height (picture); y++, row += gdk_pixbuf_get_rowstride (picture))
    for (gsize x = 0; x < n_bytes; x += sizeof (guint64))
      {
        guint64 bytes = 0;

        memcpy (&bytes, row + x, MIN (sizeof bytes, n_bytes - x));
        hash = (hash ^ GUINT64_FROM_LE (bytes)) * G_GUINT64_CONSTANT (0x100000001b3);
        hash ^= hash >> 32; /* or the upper bytes would never reach the lower bits */
      }
  return hash;
}

static float weights[PS_IMPRINT_SIDE][FINE_SIDE]; /* by the helper's only thread, when first needed */

/* Each grey is what lies around its middle, near ones more than far ones; beyond the border the picture is mirrored. */
static void
make_weights (void)
{
  const float reach = SOFTNESS * FINE_SIDE / PS_IMPRINT_SIDE;

  for (int i = 0; i < PS_IMPRINT_SIDE; i++)
    {
      float middle = ((float) i + 0.5f) * FINE_SIDE / PS_IMPRINT_SIDE - 0.5f, sum = 0;

      for (int k = (int) ceilf (middle - 3 * reach); k <= (int) floorf (middle + 3 * reach); k++)
        {
          int at = k < 0 ? -1 - k : k >= FINE_SIDE ? 2 * FINE_SIDE - 1 - k : k;
          float weight = expf (-((float) k - middle) * ((float) k - middle) / (2 * reach * reach));

          weights[i][at] += weight;
          sum += weight;
        }
      for (int k = 0; k < FINE_SIDE; k++)
        weights[i][k] /= sum;
    }
}

/* Rows of @from are turned into columns of @to, so that two turns do both sides. */
static void
soften (const float *from,
        int          n_rows,
        float       *to)
{
  for (int i = 0; i < PS_IMPRINT_SIDE; i++)
    for (int row = 0; row < n_rows; row++)
      {
        float sum = 0;

        for (int k = 0; k < FINE_SIDE; k++)
          sum += weights[i][k] * from[row * FINE_SIDE + k];
        to[i * n_rows + row] = sum;
      }
}

/* From the darkest to the lightest, 0 to 255: what is compared does not depend on either, and greys of a dim picture are not lost. */
static void
stretch (const float soft[PS_IMPRINT_N_GREYS],
         guint8      greys[PS_IMPRINT_N_GREYS])
{
  float least = soft[0], most = soft[0];

  for (int i = 1; i < PS_IMPRINT_N_GREYS; i++)
    {
      least = MIN (least, soft[i]);
      most = MAX (most, soft[i]);
    }
  for (int i = 0; i < PS_IMPRINT_N_GREYS; i++)
    greys[i] = most > least ? (guint8) lroundf ((soft[i] - least) * 255 / (most - least)) : 0;
}

/* Rec. 601 luma, softened before it is sampled: lines finer than the greys would be other lines in every crop (aliasing). */
static gboolean
make_greys (GdkPixbuf *picture,
            guint8     greys[PS_IMPRINT_N_GREYS])
{
  float means[FINE_SIDE * FINE_SIDE * 3], fine[FINE_SIDE * FINE_SIDE], columns[PS_IMPRINT_SIDE * FINE_SIDE], soft[PS_IMPRINT_N_GREYS];

  if (weights[0][0] <= 0)
    make_weights ();
  if (!ps_resize_to_means (picture, FINE_SIDE, FINE_SIDE, means))
    return FALSE;
  for (int i = 0; i < FINE_SIDE * FINE_SIDE; i++)
    fine[i] = 0.299f * means[3 * i] + 0.587f * means[3 * i + 1] + 0.114f * means[3 * i + 2];
  soften (fine, FINE_SIDE, columns);
  soften (columns, PS_IMPRINT_SIDE, soft);
  stretch (soft, greys);
  return TRUE;
}

static guint64
make_crop (GdkPixbuf *picture,
           int        i)
{
  int full_width = gdk_pixbuf_get_width (picture), full_height = gdk_pixbuf_get_height (picture);
  int width = MAX (1, (int) (full_width * crops[i].side)), height = MAX (1, (int) (full_height * crops[i].side));
  g_autoptr(GdkPixbuf) part = gdk_pixbuf_new_subpixbuf (picture, (int) ((full_width - width) * crops[i].x),
                                                        (int) ((full_height - height) * crops[i].y), width, height);
  guint64 fingerprint;

  return ps_fingerprint_make (part, &fingerprint) ? fingerprint : 0;
}

/**
 * ps_imprint_make:
 * @picture: a small upright picture of 8 bits a channel, RGB without alpha
 * @imprint: (out caller-allocates): what it is recognised by
 *
 * Returns: whether it could be made
 */
gboolean
ps_imprint_make (GdkPixbuf *picture,
                 PsImprint *imprint)
{
  g_return_val_if_fail (gdk_pixbuf_get_n_channels (picture) == 3, FALSE);

  if (!make_greys (picture, imprint->greys))
    return FALSE;
  imprint->pixels = hash_pixels (picture);
  for (int i = 0; i < PS_IMPRINT_N_CROPS; i++)
    imprint->crops[i] = make_crop (picture, i);
  return TRUE;
}
