/* src/demo/canvas-water.c: water that mirrors what is above it. */
#include <math.h>

#include "demo/canvas.h"

/* One row of water: the row mirrored at the horizon, shaken by ripples that grow towards us. */
static void
reflect_row (const guint32 *pixels,
             guint32       *to,
             int            stride,
             int            width,
             int            horizon,
             double         source,
             const float   *shake_x,
             const float   *shake_y,
             int            wet,
             PsColor        water)
{
  int keep = 256 - wet;
  int water_r = (int) (water.r * 255 * wet), water_g = (int) (water.g * 255 * wet),
      water_b = (int) (water.b * 255 * wet);

  for (int x = 0; x < width; x++)
    {
      int k = x >> 3;
      float t = (x & 7) / 8.f;
      int from_x = x + (int) (shake_x[k] + (shake_x[k + 1] - shake_x[k]) * t);
      int from_y = (int) (source + shake_y[k] + (shake_y[k + 1] - shake_y[k]) * t);
      guint32 p;

      from_x = CLAMP (from_x, 0, width - 1);
      from_y = CLAMP (from_y, 0, horizon - 1);
      p = pixels[from_y * stride + from_x];
      to[x] = 0xff000000u
              | (guint32) (((int) ((p >> 16) & 255) * keep + water_r) >> 8) << 16
              | (guint32) (((int) ((p >> 8) & 255) * keep + water_g) >> 8) << 8
              | (guint32) (((int) (p & 255) * keep + water_b) >> 8);
    }
}

/* Turns everything from the horizon down to y1 into water that mirrors what is
 * above. Ripples move it sideways, and up and down by @smear times as much. Works on pixels: the canvas may be moved and zoomed, not turned. */
void
ps_canvas_reflect (PsCanvas *self,
                   double    horizon,
                   double    y1,
                   double    ripple,
                   double    smear,
                   PsColor   water,
                   double    depth,
                   guint32   seed,
                   double    phase)
{
  double x_zero = 0, top = horizon, bottom = y1;
  int stride = cairo_image_surface_get_stride (self->surface) / 4;
  int n_knots = self->width / 8 + 2;
  g_autofree float *shake_x = g_new (float, n_knots), *shake_y = g_new (float, n_knots);
  guint32 *pixels;
  int first, last;

  cairo_user_to_device (self->cr, &x_zero, &top);
  x_zero = 0;
  cairo_user_to_device (self->cr, &x_zero, &bottom);
  first = CLAMP ((int) top, 1, self->height);
  last = CLAMP ((int) bottom, first, self->height);
  cairo_surface_flush (self->surface);
  pixels = (guint32 *) (gpointer) cairo_image_surface_get_data (self->surface);
  for (int y = first; y < last; y++)
    {
      double d = y - first, share = d / MAX (1, last - first);
      double near = (d / self->zoom) / 1000 + 0.012;
      double strength = ripple * self->zoom * (0.05 + 1.2 * share);

      for (int k = 0; k < n_knots; k++)
        {
          float u = (float) ((k * 8 / self->zoom) * 0.0016 / (near + 0.05)), v = (float) (log (near) * 22 + phase);

          shake_x[k] = (float) strength * ps_noise (seed, u, v);
          shake_y[k] = (float) (strength * smear) * ps_noise (seed + 7, u * 0.8f, v * 1.3f);
        }
      reflect_row (pixels, pixels + (gsize) y * stride, stride, self->width, first, first - 1 - d * 0.94,
                   shake_x, shake_y, (int) (256 * MIN (0.92, depth * (0.35 + 0.65 * share))), water);
    }
  cairo_surface_mark_dirty (self->surface);
}
