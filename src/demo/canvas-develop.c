/* src/demo/canvas-develop.c: a drawing becomes a photograph: curves, colour, vignette, grain. */
#include "demo/canvas.h"

/* Curves of one channel: contrast, lifted blacks, split toning. */
static void
fill_curve (guchar          *curve,
            const PsDevelop *how,
            float            shadow,
            float            light)
{
  for (int i = 0; i < 256; i++)
    {
      float t = i / 255.f;
      float s = t * t * (3 - 2 * t);

      t += (s - t) * how->contrast;
      t += (shadow - 0.5f) * 0.5f * (1 - t) * (1 - t) * MIN (1, t * 4);
      t += (light - 0.5f) * 0.5f * t * t;
      t = how->fade * 0.12f + t * (1 - how->fade * 0.16f);
      curve[i] = (guchar) (CLAMP (t, 0, 1) * 255 + 0.5f);
    }
}

/* A power of two, so that going round costs nothing. */
#define N_GRAINS 16384u

static void
fill_grains (gint8   *grains,
             float    strength,
             guint64  seed)
{
  PsDice dice = ps_dice_new (seed, 77);

  for (guint i = 0; i < N_GRAINS; i++)
    grains[i] = (gint8) CLAMP (ps_dice_bell (&dice) * strength, -60, 60);
}

static float
square (float x)
{
  return x * x;
}

/**
 * ps_canvas_develop:
 * @self: a finished drawing
 * @how: what makes a photograph of it
 * @seed: for the grain
 *
 * Returns: (transfer full): RGB, 8 bits
 */
GdkPixbuf *
ps_canvas_develop (PsCanvas        *self,
                   const PsDevelop *how,
                   guint64          seed)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, self->width, self->height);
  guchar *out = gdk_pixbuf_get_pixels (pixbuf);
  int out_stride = gdk_pixbuf_get_rowstride (pixbuf), stride = cairo_image_surface_get_stride (self->surface) / 4;
  g_autofree gint8 *grains = g_new (gint8, N_GRAINS);
  guchar curve[3][256];
  const guint32 *pixels;
  g_autofree int *across = g_new (int, self->width);
  float dim = 256 * how->vignette * 0.26f;
  PsDice dice = ps_dice_new (seed, 78);

  fill_curve (curve[0], how, how->shadows.r, how->lights.r);
  fill_curve (curve[1], how, how->shadows.g, how->lights.g);
  fill_curve (curve[2], how, how->shadows.b, how->lights.b);
  fill_grains (grains, how->grain, seed);
  cairo_surface_flush (self->surface);
  pixels = (const guint32 *) (gconstpointer) cairo_image_surface_get_data (self->surface);
  for (int x = 0; x < self->width; x++)
    across[x] = (int) (dim * square ((x - self->width * 0.5f) / (self->width * 0.5f)));
  for (int y = 0; y < self->height; y++)
    {
      const guint32 *row = pixels + (gsize) y * stride;
      guchar *to = out + (gsize) y * out_stride;
      guint grain_at = (guint) ps_dice_next (&dice);
      int bright = 256 - (int) (dim * square ((y - self->height * 0.5f) / (self->height * 0.5f)));

      for (int x = 0; x < self->width; x++, to += 3)
        {
          int keep = bright - across[x], grain = grains[(grain_at + (guint) x) % N_GRAINS];
          int rgb[3] = { (row[x] >> 16) & 255, (row[x] >> 8) & 255, row[x] & 255 };
          int grey = (rgb[0] * 90 + rgb[1] * 130 + rgb[2] * 36) >> 8;

          for (int k = 0; k < 3; k++)
            {
              /* As much colour as a camera's standard setting would give, or none. */
              int part = how->mono ? grey : CLAMP (rgb[k] + (((rgb[k] - grey) * 22) >> 7), 0, 255);
              int value = curve[k][(part * keep) >> 8] + grain;

              to[k] = (guchar) CLAMP (value, 0, 255);
            }
        }
    }
  return pixbuf;
}
