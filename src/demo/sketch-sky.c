/* src/demo/sketch-sky.c: skies: palettes, the sun, clouds in perspective. */
#include <math.h>

#include "demo/scenes-private.h"

/* Zenith, middle, horizon, sun, lit cloud, dark cloud; how strong the glow is; whether the sun is low. */
typedef struct
{
  PsColor high, middle, low, sun, lit, dark;
  double glow;
  gboolean is_low;
} Palette;

static const Palette palettes[] = {
  /* golden evening */
  { PS_COLOR (0x35507e), PS_COLOR (0xc08a7e), PS_COLOR (0xffc878), PS_COLOR (0xfff0c4), PS_COLOR (0xffc890), PS_COLOR (0x6d5a78), 1.0, TRUE },
  /* rose dawn */
  { PS_COLOR (0x5a7cb0), PS_COLOR (0xd9a5b4), PS_COLOR (0xffdcc0), PS_COLOR (0xfff2dc), PS_COLOR (0xffd0c8), PS_COLOR (0x8c84a8), 0.7, TRUE },
  /* high blue day */
  { PS_COLOR (0x2a66ad), PS_COLOR (0x68a3d8), PS_COLOR (0xc8e2ef), PS_COLOR (0xfffdf4), PS_COLOR (0xfdfdfb), PS_COLOR (0xa3b4c6), 0.25, FALSE },
  /* storm light */
  { PS_COLOR (0x2c3c48), PS_COLOR (0x5b7480), PS_COLOR (0xc9c8b4), PS_COLOR (0xf6ecc8), PS_COLOR (0xc9c8bd), PS_COLOR (0x39454e), 0.5, TRUE },
  /* violet dusk */
  { PS_COLOR (0x1c2450), PS_COLOR (0x6c4a86), PS_COLOR (0xf08a70), PS_COLOR (0xffd9a0), PS_COLOR (0xe07a86), PS_COLOR (0x38305e), 0.9, TRUE },
  /* pale mist */
  { PS_COLOR (0x8ea4b6), PS_COLOR (0xbccad2), PS_COLOR (0xece7dc), PS_COLOR (0xfffaf0), PS_COLOR (0xf2efe8), PS_COLOR (0xa9b4be), 0.5, TRUE },
  /* red sundown */
  { PS_COLOR (0x3c2748), PS_COLOR (0xa8423e), PS_COLOR (0xffa340), PS_COLOR (0xffe8a0), PS_COLOR (0xff8a4c), PS_COLOR (0x54283e), 1.0, TRUE },
  /* clear morning, teal and gold */
  { PS_COLOR (0x2b6f86), PS_COLOR (0x7fb4b4), PS_COLOR (0xfae2b0), PS_COLOR (0xfff4d0), PS_COLOR (0xffeccc), PS_COLOR (0x7d98a6), 0.8, TRUE },
};

/**
 * ps_sketch_sky_roll:
 * @self: a sketch
 * @horizon: where the sky ends, in units
 *
 * Returns: the sky of this place, at this moment
 */
PsSky
ps_sketch_sky_roll (PsSketch *self,
                    double    horizon)
{
  int which = ps_dice_pick (&self->place, G_N_ELEMENTS (palettes));
  gboolean wants_low = self->scene->kind == PS_SCENE_COUPLE || self->scene->kind == PS_SCENE_BALLOONS;
  /* Couples and balloons are photographed when the sun is low. */
  const Palette *p = &palettes[wants_low && !palettes[which].is_low ? 0 : which];
  double sink = self->scene->light;
  PsSky sky = {
    .high = p->high, .middle = p->middle, .low = p->low, .sun = p->sun, .cloud_lit = p->lit, .cloud_dark = p->dark
  };

  sky.horizon = horizon;
  sky.glow = p->glow;
  sky.cover = ps_dice_between (&self->place, 0.12, 0.62);
  sky.cloud_size = ps_dice_between (&self->place, 0.7, 1.6);
  sky.sun_x = self->w * ps_dice_between (&self->setup, 0.12, 0.88);
  sky.sun_y = p->is_low ? horizon * (0.78 + 0.2 * sink) : -horizon * 0.5;
  /* Light goes on while a shoot lasts: warmer, then darker. */
  if (p->is_low)
    {
      sky.high = ps_color_mix (sky.high, ps_color_scale (sky.high, 0.7f), (float) sink);
      sky.low = ps_color_mix (sky.low, ps_color_mix (sky.low, sky.middle, 0.5f), (float) (sink * 0.6));
    }
  return sky;
}

typedef struct
{
  const PsSky *sky;
  guint32 seed;
  float drift, w;
} SkyShade;

static float
shade_sky (float    x,
           float    y,
           gpointer data,
           PsColor *color)
{
  const SkyShade *s = data;
  const PsSky *sky = s->sky;
  float up = (float) CLAMP ((sky->horizon - y) / sky->horizon, 0, 1.2);
  PsColor stops[] = { sky->low, ps_color_mix (sky->low, sky->middle, 0.62f), sky->middle,
                      ps_color_mix (sky->middle, sky->high, 0.6f), sky->high };
  float dx = (x - (float) sky->sun_x) / 1000, dy = (y - (float) sky->sun_y) / 1000;
  float near = expf (-(dx * dx + dy * dy) * 9), wide = expf (-(dx * dx * 0.8f + dy * dy * 4) * 2);
  PsColor out = ps_color_ramp (stops, 5, powf (up, 0.8f));

  out = ps_color_mix (out, sky->sun, (float) sky->glow * (0.55f * near + 0.22f * wide));
  if (sky->cover > 0.02)
    {
      float far = 1 / (up + 0.16f), size = 0.9f / (float) sky->cloud_size;
      float u = ((x - s->w / 2) * 0.0011f * far + s->drift) * size, v = far * 1.5f * size;
      float n = ps_noise_sum (s->seed, u, v, 5) * 0.5f + 0.5f;
      float edge = 0.72f - 0.5f * (float) sky->cover;
      float thick = CLAMP ((n - edge) / 0.22f, 0, 1);
      float lit =
          CLAMP (0.5f + 3.2f * (n - (ps_noise_sum (s->seed, u - dx * 0.22f, v - 0.14f, 3) * 0.5f + 0.5f)), 0, 1);
      PsColor cloud = ps_color_mix (sky->cloud_dark, sky->cloud_lit, lit * (0.55f + 0.45f * wide) + 0.25f * near);

      thick = thick * thick * (3 - 2 * thick) * MIN (1, up * 7);
      out = ps_color_mix (out, cloud, thick * 0.88f);
    }
  *color = out;
  return 1;
}

void
ps_sketch_sky (PsSketch    *self,
               const PsSky *sky)
{
  SkyShade s = { sky, self->place_seed, (float) (self->scene->drift * 0.012 + (self->setup_seed % 100) * 0.07),
                 (float) self->w };

  ps_canvas_shade (self->canvas, -40, sky->horizon + 40, 310, CAIRO_OPERATOR_OVER, shade_sky, &s);
  if (sky->sun_y > 0 && sky->glow > 0.45 && sky->cover < 0.5)
    {
      ps_canvas_glow (self->canvas, sky->sun_x, sky->sun_y, 150, sky->sun, 0.75 * sky->glow);
      ps_canvas_color (self->canvas, sky->sun, 0.92);
      cairo_arc (self->cr, sky->sun_x, sky->sun_y, 17, 0, 2 * G_PI);
      cairo_fill (self->cr);
    }
}
