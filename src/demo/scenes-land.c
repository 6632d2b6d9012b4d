/* src/demo/scenes-land.c: mountains, lakes, dunes, woods, fields, and balloons above them. */
#include <math.h>

#include "demo/scenes-private.h"

/* A mountain lit from one side: gullies, snow above a ragged line, haze below. */
typedef struct
{
  guint32 seed;
  float base, height, scale, shift, sharp;
  float light;      /* −1: from the left, 1: from the right */
  float snow;       /* how far down from the crest, in units */
  PsColor lit, shade, snow_lit, snow_shade, haze;
  float haze_top, haze_bottom;
} Massif;

static float
shade_massif (float    x,
              float    y,
              gpointer data,
              PsColor *color)
{
  const Massif *m = data;
  float crest = m->base - m->height * (float) ps_ridge_at (m->seed, x + m->shift, m->scale, m->sharp);
  float below = y - crest;
  float u = (x + m->shift) / 150, v = below / 260;
  float lean, facing, snow, gully;
  PsColor rock, white;

  if (below < -3)
    return 0;
  gully = ps_noise_ridged (m->seed + 5, u + v * 0.55f, v * 0.8f, 4);
  lean = ps_noise_sum (m->seed + 6, u * 0.9f - v * 0.5f, v * 1.1f, 4);
  facing = CLAMP (0.5f + 0.9f * lean * m->light + 0.55f * (gully - 0.5f), 0, 1);
  rock = ps_color_mix (m->shade, m->lit, facing);
  white = ps_color_mix (m->snow_shade, m->snow_lit, facing);
  snow = CLAMP ((m->snow * (0.55f + 0.6f * gully + 0.4f * lean) - below) / 45 + 0.5f, 0, 1);
  *color = ps_color_mix (rock, white, snow);
  *color = ps_color_mix (*color, m->haze, CLAMP ((y - m->haze_top) / (m->haze_bottom - m->haze_top), 0, 1) * 0.85f);
  return CLAMP (0.5f + below / 3, 0, 1);
}

static void
draw_massif (PsSketch    *self,
             const PsSky *sky,
             double       base,
             double       height,
             double       shift)
{
  Massif m = {
    .seed = self->place_seed + 40,
    .base = (float) base,
    .height = (float) height,
    .shift = (float) shift,
    .sharp = 0.72f,
    .scale = (float) ps_dice_between (&self->place, 420, 620),
    .light = sky->sun_x > self->w / 2 ? 1 : -1,
    .snow = (float) (height * ps_dice_between (&self->place, 0.1, 0.75)),
  };

  m.haze = ps_color_mix (sky->low, sky->middle, 0.35f);
  m.lit = ps_color_mix (PS_COLOR (0x8a7868), sky->sun, 0.22f);
  m.shade = ps_color_mix (PS_COLOR (0x2c3444), sky->middle, 0.3f);
  m.snow_lit = ps_color_mix (PS_COLOR (0xffffff), sky->sun, 0.55f);
  m.snow_shade = ps_color_mix (PS_COLOR (0x8ea2c4), sky->middle, 0.35f);
  m.haze_top = (float) (base - height * 0.42);
  m.haze_bottom = (float) base;
  ps_canvas_shade (self->canvas, base - height * 1.02, base, 800, CAIRO_OPERATOR_OVER, shade_massif, &m);
}

/* Hills one behind the other, each a little less lost in the haze. */
static void
draw_hills (PsSketch *self,
            PsColor   far,
            PsColor   near,
            double    y0,
            double    y1,
            int       n,
            double    height,
            double    shift)
{
  for (int i = 0; i < n; i++)
    {
      float t = (i + 1.f) / n;
      double base = y0 + (y1 - y0) * pow ((i + 1.0) / n, 1.25);
      PsColor color = ps_color_mix (far, near, powf (t, 1.1f));
      double tall = height * (0.7 + 0.7 * t);

      ps_sketch_ridge (self, self->place_seed + 60 + (guint32) i, base, tall, 300 + 200 * t, 0.35,
                       shift * (1 + t * 2), color, ps_color_mix (color, far, 0.55f), base + tall * 1.2 + 40);
    }
}

static PsColor
near_color (const PsSky *sky,
            PsSketch    *self)
{
  PsColor dark = ps_color_hsv (ps_dice_between (&self->place, 0.4, 0.66), 0.45, 0.13);

  return ps_color_mix (dark, sky->middle, 0.07f);
}

void
ps_scene_mountains (PsSketch *self)
{
  double horizon = self->h * ps_dice_between (&self->setup, 0.6, 0.72), shift = ps_dice_between (&self->setup, 0, 4000);
  PsSky sky = ps_sketch_sky_roll (self, horizon);
  PsColor haze = ps_color_mix (sky.low, sky.middle, 0.4f), near = near_color (&sky, self);
  gboolean has_peaks = ps_dice_chance (&self->place, 0.7);

  ps_sketch_sky (self, &sky);
  if (has_peaks)
    draw_massif (self, &sky, horizon + 40, self->h * ps_dice_between (&self->setup, 0.36, 0.5), shift);
  draw_hills (self, ps_color_mix (haze, near, has_peaks ? 0.2f : 0.06f), near, has_peaks ? horizon + 20 : horizon - 90,
              self->h * 0.98, has_peaks ? 4 : 7, self->h * (has_peaks ? 0.1 : 0.13), shift);
  if (sky.sun_y > 0)
    ps_canvas_glow (self->canvas, sky.sun_x, sky.sun_y, 560, sky.sun, 0.3 * sky.glow);
  if (ps_dice_chance (&self->setup, 0.65))
    ps_sketch_pines (self, &self->setup, self->h * 1.0, self->h * ps_dice_between (&self->setup, 0.1, 0.24), 34,
                     ps_color_scale (near, 0.55f), self->h * 0.08);
  else if (ps_dice_chance (&self->setup, 0.6))
    {
      /* Someone on the last rock, for scale. */
      double x = self->w * ps_dice_between (&self->setup, 0.25, 0.75);

      ps_sketch_ridge (self, self->setup_seed, self->h * 0.99, self->h * 0.2, 520, 0.2, 0,
                       ps_color_scale (near, 0.5f), ps_color_scale (near, 0.3f), self->h + 80);
      ps_sketch_person (self, x, self->h * 0.99 - self->h * 0.2 * ps_ridge_at (self->setup_seed, x, 520, 0.2) + 3, 62,
                        ps_color_scale (near, 0.35f), ps_dice_pick (&self->frame, 3));
    }
}

void
ps_scene_lake (PsSketch *self)
{
  double horizon = self->h * ps_dice_between (&self->setup, 0.5, 0.6), shift = ps_dice_between (&self->setup, 0, 4000);
  PsSky sky = ps_sketch_sky_roll (self, horizon);
  PsColor near = near_color (&sky, self), haze = ps_color_mix (sky.low, sky.middle, 0.4f);

  ps_sketch_sky (self, &sky);
  draw_massif (self, &sky, horizon, horizon * ps_dice_between (&self->setup, 0.55, 0.8), shift);
  draw_hills (self, ps_color_mix (haze, near, 0.3f), ps_color_mix (haze, near, 0.8f), horizon - 20, horizon + 6, 2,
              self->h * 0.09, shift);
  ps_sketch_pines (self, &self->place, horizon + 2, self->h * 0.055, 13, ps_color_mix (near, haze, 0.15f), 10);
  if (sky.sun_y > 0)
    ps_canvas_glow (self->canvas, sky.sun_x, sky.sun_y, 420, sky.sun, 0.3 * sky.glow);
  ps_canvas_reflect (self->canvas, horizon, self->h + 60, ps_dice_between (&self->place, 4, 22), 2.4,
                     ps_color_mix (near, sky.high, 0.3f), 0.5, self->place_seed, self->scene->drift * 0.35);
  /* Mist along the far shore. */
  {
    PsCanvas *soft = ps_canvas_soft (self->canvas, 22);

    for (int i = 0; i < 14; i++)
      {
        double x = ps_dice_between (&self->place, -100, self->w + 100) + self->scene->drift * 6;

        cairo_save (soft->cr);
        cairo_translate (soft->cr, x, horizon + ps_dice_between (&self->place, -12, 14));
        cairo_scale (soft->cr, ps_dice_between (&self->place, 90, 260), ps_dice_between (&self->place, 5, 14));
        cairo_arc (soft->cr, 0, 0, 1, 0, 2 * G_PI);
        cairo_restore (soft->cr);
        ps_canvas_color (soft, ps_color_mix (sky.low, PS_COLOR (0xffffff), 0.3f), 0.5);
        cairo_fill (soft->cr);
      }
    ps_canvas_soft_done (self->canvas, soft, 22, CAIRO_OPERATOR_OVER, 0.55);
  }
  if (ps_dice_chance (&self->setup, 0.5))
    {
      /* A jetty or the near bank frames the view. */
      double y = self->h * 0.9, x = self->w * ps_dice_between (&self->setup, 0.3, 0.7);
      PsColor wood = ps_color_mix (PS_COLOR (0x2a221e), sky.low, 0.1f);

      cairo_move_to (self->cr, x - 14, horizon + (y - horizon) * 0.5);
      cairo_line_to (self->cr, x + 14, horizon + (y - horizon) * 0.5);
      cairo_line_to (self->cr, x + 120, self->h + 50);
      cairo_line_to (self->cr, x - 120, self->h + 50);
      cairo_close_path (self->cr);
      ps_canvas_fill (self->canvas, wood, ps_color_scale (wood, 1.9f), horizon, self->h);
      ps_canvas_color (self->canvas, ps_color_scale (wood, 0.5f), 0.9);
      for (double t = 0.02; t < 1; t += 0.035 + 0.05 * t)
        {
          double py = horizon + (y - horizon) * 0.5 + (self->h + 50 - horizon - (y - horizon) * 0.5) * t,
                 half = 14 + 106 * t;

          cairo_set_line_width (self->cr, 1 + 4 * t);
          cairo_move_to (self->cr, x - half, py);
          cairo_line_to (self->cr, x + half, py);
          cairo_stroke (self->cr);
        }
    }
  else
    ps_sketch_pines (self, &self->setup, self->h * 1.03, self->h * 0.3, 60, ps_color_scale (near, 0.5f),
                     self->h * 0.04);
}

typedef struct
{
  guint32 seed;
  float y0, h, light, shift;
  PsColor lit, shade, haze;
} Dune;

static float
dune_crest (const Dune *d,
            float       x,
            int         i)
{
  float t = i / 5.f;
  float u = (x + d->shift * (0.4f + t)) / (300 + 420 * t);

  return d->y0 + d->h * (0.02f + 0.85f * powf (t, 1.35f))
         - (20 + 150 * t) * ps_noise_sum (d->seed + (guint32) i * 7, u, 0.3f, 2);
}

static float
shade_dunes (float    x,
             float    y,
             gpointer data,
             PsColor *color)
{
  const Dune *d = data;
  int i = -1;
  float crest = 0, t, slope, depth, knife, side, ripple, body;

  for (int k = 5; k >= 0 && i < 0; k--)
    if (y >= (crest = dune_crest (d, x, k)))
      i = k;
  if (i < 0)
    return 0;
  t = i / 5.f;
  depth = y - crest;
  slope = (dune_crest (d, x + 5, i) - dune_crest (d, x - 5, i)) / 10;
  /* Knife edges run down from the crest, aslant; behind them lies shadow, which the next dune's light fills. */
  knife = ps_noise_sum (d->seed + 50 + (guint32) i * 3,
                        (x + d->shift + depth * (0.9f + 1.2f * t) * d->light) / (190 + 240 * t), i * 1.7f, 2)
          + d->light * slope * 1.6f;
  side = CLAMP (0.5f + knife * 13 / (1 + depth / 50), 0, 1);
  side = side * side * (3 - 2 * side);
  body = 0.62f + 0.25f * ps_noise_sum (d->seed + 60, x / 420, depth / 160 + t * 9, 2) - depth / 1300;
  side = body + (side * 1.15f - body) * expf (-depth / (90 + 190 * t));
  ripple = ps_noise_sum (d->seed + 70, x / (30 + 60 * t) + depth / 60, depth / (3 + 7 * t), 2) * (0.02f + 0.08f * t);
  *color = ps_color_mix (d->shade, d->lit, CLAMP (side + ripple, 0, 1));
  *color = ps_color_mix (*color, d->haze, (1 - t) * (1 - t) * 0.75f);
  return 1;
}

void
ps_scene_dunes (PsSketch *self)
{
  double horizon = self->h * ps_dice_between (&self->setup, 0.34, 0.46);
  PsSky sky = ps_sketch_sky_roll (self, horizon);
  double hue = ps_dice_between (&self->place, 0.045, 0.1);
  Dune d = { .seed = self->setup_seed,
             .y0 = (float) horizon,
             .h = (float) (self->h - horizon),
             .shift = (float) ps_dice_between (&self->setup, 0, 3000),
             .light = sky.sun_x > self->w / 2 ? 1 : -1 };

  sky.cover *= 0.5;
  d.lit = ps_color_mix (ps_color_hsv (hue, 0.55, 0.96), sky.sun, 0.2f);
  d.shade = ps_color_mix (ps_color_hsv (hue - 0.03, 0.6, 0.34), sky.high, 0.22f);
  d.haze = ps_color_mix (sky.low, d.lit, 0.35f);
  ps_sketch_sky (self, &sky);
  ps_canvas_shade (self->canvas, horizon - 60, self->h + 40, 760, CAIRO_OPERATOR_OVER, shade_dunes, &d);
  if (ps_dice_chance (&self->setup, 0.6))
    {
      /* A caravan, or one walker, on a far crest. */
      int n = ps_dice_chance (&self->setup, 0.5) ? 6 : 1;
      double x0 = self->w * ps_dice_between (&self->setup, 0.2, 0.6) + self->scene->drift * 4;

      for (int i = 0; i < n; i++)
        {
          float x = (float) (x0 + i * 38);

          ps_sketch_person (self, x, dune_crest (&d, x, 2) + 2, n > 1 ? 30 : 36, ps_color_scale (d.shade, 0.45f),
                            i % 2);
        }
    }
  if (sky.sun_y > 0)
    ps_canvas_glow (self->canvas, sky.sun_x, sky.sun_y, 520, sky.sun, 0.35 * sky.glow);
}

/* Trunks fade into mist; the farther, the paler. */
static void
draw_trunks (PsSketch *self,
             PsDice   *dice,
             int       n,
             double    thick,
             PsColor   color,
             double    ground)
{
  for (int i = 0; i < n; i++)
    {
      double x = ps_dice_between (dice, -40, self->w + 40), r = thick * ps_dice_between (dice, 0.5, 1.25);
      double lean = ps_dice_bell (dice) * thick * 0.9, foot = ground + ps_dice_between (dice, -8, 14);
      cairo_t *cr = self->cr;

      cairo_new_path (cr);
      cairo_move_to (cr, x - r * 1.7, foot);
      cairo_curve_to (cr, x - r, foot - 60, x - r + lean * 0.5, foot - 400, x - r * 0.7 + lean, -60);
      cairo_line_to (cr, x + r * 0.7 + lean, -60);
      cairo_curve_to (cr, x + r + lean * 0.5, foot - 400, x + r, foot - 60, x + r * 1.9, foot);
      cairo_close_path (cr);
      ps_canvas_color (self->canvas, color, 1);
      cairo_fill (cr);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
      for (int k = 0; k < 5; k++)
        {
          double y = ps_dice_between (dice, 0, foot * 0.75), side = ps_dice_chance (dice, 0.5) ? 1 : -1,
                 reach = r * ps_dice_between (dice, 3, 9);

          cairo_set_line_width (cr, MAX (0.8, r * 0.16));
          cairo_move_to (cr, x + lean * (1 - y / foot), y);
          cairo_curve_to (cr, x + side * reach * 0.4, y - reach * 0.1, x + side * reach * 0.7, y - reach * 0.3,
                          x + side * reach, y - reach * ps_dice_between (dice, 0.2, 0.6));
          cairo_stroke (cr);
        }
    }
}

typedef struct
{
  guint32 seed;
  float drift, amount;
  PsColor color;
} Leaves;

static float
shade_leaves (float    x,
              float    y,
              gpointer data,
              PsColor *color)
{
  const Leaves *l = data;
  float n = ps_noise_sum (l->seed, x / 160 + l->drift, y / 160, 4) * 0.5f + 0.5f;
  float fine = ps_noise_sum (l->seed + 3, x / 26, y / 20, 3);

  n += l->amount * (1 - y / 620) + 0.14f * fine;
  *color = ps_color_mix (ps_color_scale (l->color, 0.45f), l->color, CLAMP (0.5f + fine * 1.2f, 0, 1));
  return CLAMP ((n - 0.56f) / 0.07f, 0, 1) * 0.94f;
}

void
ps_scene_forest (PsSketch *self)
{
  static const PsColor mists[][2] = {
    { PS_COLOR (0xf4e9b8), PS_COLOR (0x6f8c3a) }, { PS_COLOR (0xdbe6e2), PS_COLOR (0x4c6f68) },
    { PS_COLOR (0xffdca0), PS_COLOR (0xb5652a) }, { PS_COLOR (0xcfdbe8), PS_COLOR (0x3f5a72) },
    { PS_COLOR (0xe9f2c4), PS_COLOR (0x4f8a44) }
  };
  const PsColor *mist = mists[ps_dice_pick (&self->place, G_N_ELEMENTS (mists))];
  double ground = self->h * ps_dice_between (&self->setup, 0.76, 0.86),
         sun_x = self->w * ps_dice_between (&self->setup, 0.2, 0.8);
  PsColor dark = ps_color_scale (mist[1], 0.16f);
  Leaves leaves = { self->setup_seed, (float) (self->scene->drift * 0.01), 0.1f,
                    ps_color_mix (mist[1], mist[0], 0.2f) };

  ps_canvas_fill (self->canvas, ps_color_mix (mist[0], mist[1], 0.25f), ps_color_mix (mist[0], mist[1], 0.55f), 0,
                  ground);
  ps_canvas_glow (self->canvas, sun_x, self->h * 0.28, 620, mist[0], 0.9);
  for (int i = 0; i < 5; i++)
    {
      float t = (i + 1) / 5.f;
      PsColor color = ps_color_mix (ps_color_mix (mist[0], mist[1], 0.5f), dark, powf (t, 1.3f));

      draw_trunks (self, &self->setup, 22 - i * 4, 5 + 24 * t * t, color, ground - 60 * (1 - t) + 30 * t);
      ps_sketch_ridge (self, self->setup_seed + (guint32) i, ground + 20 + 70 * t, 60, 180, 0.2, 0,
                       ps_color_mix (color, mist[1], 0.35f), ps_color_mix (color, dark, 0.6f), self->h + 60);
      if (i == 1 || i == 2)
        {
          leaves.seed += 5;
          leaves.amount = 0.02f + 0.1f * t;
          leaves.color = ps_color_mix (ps_color_mix (mist[0], mist[1], 0.75f), dark, t * 0.4f);
          ps_canvas_shade (self->canvas, -40, ground, 480, CAIRO_OPERATOR_OVER, shade_leaves, &leaves);
        }
    }
  /* Light comes through in shafts. */
  {
    PsCanvas *soft = ps_canvas_soft (self->canvas, 9);

    for (int i = 0; i < 11; i++)
      {
        double a = ps_dice_between (&self->setup, -0.8, 0.8) + 0.01 * self->scene->drift,
               wide = ps_dice_between (&self->setup, 0.01, 0.05);
        double far = self->h * 1.3;

        cairo_move_to (soft->cr, sun_x, -80);
        cairo_line_to (soft->cr, sun_x + sin (a - wide) * far, -80 + cos (a - wide) * far);
        cairo_line_to (soft->cr, sun_x + sin (a + wide) * far, -80 + cos (a + wide) * far);
        cairo_close_path (soft->cr);
        ps_canvas_color (soft, mist[0], ps_dice_between (&self->setup, 0.05, 0.26));
        cairo_fill (soft->cr);
      }
    ps_canvas_soft_done (self->canvas, soft, 9, CAIRO_OPERATOR_SCREEN, 0.8);
  }
  if (ps_dice_chance (&self->setup, 0.35))
    ps_sketch_person (self, self->w * 0.5 + self->scene->drift * 5, ground + 56, 120, ps_color_scale (dark, 0.6f),
                      self->scene->drift > 3);
}

void
ps_scene_field (PsSketch *self)
{
  static const PsColor crops[][2] = {
    { PS_COLOR (0x7a5aa8), PS_COLOR (0x3c4a34) }, { PS_COLOR (0xe0b040), PS_COLOR (0x6f7a2a) }, { PS_COLOR (0x86a83c), PS_COLOR (0x3f5a2a) },
    { PS_COLOR (0xd04a3c), PS_COLOR (0x3e5a30) }, { PS_COLOR (0xd8b878), PS_COLOR (0x8a6a3a) }
  };
  const PsColor *crop = crops[ps_dice_pick (&self->place, G_N_ELEMENTS (crops))];
  double horizon = self->h * ps_dice_between (&self->setup, 0.4, 0.55),
         vanish = self->w * ps_dice_between (&self->setup, 0.3, 0.7);
  PsSky sky = ps_sketch_sky_roll (self, horizon);
  PsColor haze = ps_color_mix (sky.low, sky.middle, 0.4f), ground = ps_color_mix (crop[1], sky.middle, 0.2f);
  cairo_t *cr = self->cr;
  double tree_x, tree_y, size;
  PsDice tree = ps_dice_new (self->scene->setup, 31);

  ps_sketch_sky (self, &sky);
  draw_hills (self, ps_color_mix (haze, ground, 0.25f), ps_color_mix (haze, ground, 0.7f), horizon - 30, horizon + 14,
              3, 60, 0);
  cairo_rectangle (cr, -60, horizon, self->w + 120, self->h);
  ps_canvas_fill (self->canvas, ps_color_mix (ground, haze, 0.45f), ps_color_scale (ground, 0.55f), horizon, self->h);
  for (int i = -26; i <= 26; i++)
    {
      double spread = 130 * i;

      /* One row of plants, drawn towards where all rows meet. */
      cairo_move_to (cr, vanish + spread * 0.012, horizon);
      cairo_line_to (cr, vanish + spread - 42, self->h + 40);
      cairo_line_to (cr, vanish + spread + 30, self->h + 40);
      cairo_close_path (cr);
      ps_canvas_fill (self->canvas, ps_color_mix (crop[0], haze, 0.55f), ps_color_scale (crop[0], 0.85f), horizon,
                      self->h);
    }
  for (int i = 0; i < 4200; i++)
    {
      double t = ps_dice_unit (&self->place), d = t * t;
      int row = ps_dice_pick (&self->place, 53) - 26;
      double y = horizon + 4 + (self->h - horizon) * d,
             x = vanish + 130 * row * (0.012 + 0.988 * d) + ps_dice_bell (&self->place) * 24 * d;

      ps_canvas_color (self->canvas,
                       ps_color_mix (ps_color_scale (crop[0], (float) ps_dice_between (&self->place, 0.6, 1.2)), haze,
                                     (float) (0.5 * (1 - d))),
                       0.8);
      cairo_rectangle (cr, x, y, 0.9 + 4.5 * d, 1.4 + 9 * d);
      cairo_fill (cr);
    }
  tree_x = self->w * ps_dice_between (&tree, 0.2, 0.8);
  tree_y = horizon + 12;
  size = self->h * ps_dice_between (&tree, 0.09, 0.2);
  ps_canvas_color (self->canvas, ps_color_mix (PS_COLOR (0x1c2218), sky.middle, 0.12f), 1);
  cairo_rectangle (cr, tree_x - size * 0.035, tree_y - size * 0.5, size * 0.07, size * 0.5);
  cairo_fill (cr);
  for (int i = 0; i < 260; i++)
    {
      double a = ps_dice_between (&tree, 0, 2 * G_PI), r = sqrt (ps_dice_unit (&tree)) * size * 0.42;

      cairo_arc (cr, tree_x + cos (a) * r * 1.15, tree_y - size * 0.75 + sin (a) * r * 0.8,
                 size * ps_dice_between (&tree, 0.012, 0.062), 0, 2 * G_PI);
      cairo_fill (cr);
    }
  if (sky.sun_y > 0)
    ps_canvas_glow (self->canvas, sky.sun_x, sky.sun_y, 600, sky.sun, 0.4 * sky.glow);
}

/* One balloon: gores in two colours, lit from the sun's side, a basket below. */
static void
draw_balloon (PsSketch *self,
              double    x,
              double    y,
              double    r,
              PsColor   a,
              PsColor   b,
              double    light,
              PsColor   haze,
              double    far)
{
  cairo_t *cr = self->cr;
  cairo_pattern_t *shadow;

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, r, r);
  cairo_new_path (cr);
  cairo_move_to (cr, -0.22, 1.28);
  cairo_curve_to (cr, -0.45, 0.95, -1.02, 0.62, -1, -0.05);
  cairo_curve_to (cr, -0.98, -0.68, -0.5, -1, 0, -1);
  cairo_curve_to (cr, 0.5, -1, 0.98, -0.68, 1, -0.05);
  cairo_curve_to (cr, 1.02, 0.62, 0.45, 0.95, 0.22, 1.28);
  cairo_close_path (cr);
  cairo_save (cr);
  cairo_clip (cr);
  for (int i = 7; i >= 0; i--)
    {
      double wide = sin ((i + 1) / 8.0 * G_PI / 2) * 1.05;

      ps_canvas_color (self->canvas, ps_color_mix (i % 2 ? a : b, haze, (float) far), 1);
      cairo_save (cr);
      cairo_scale (cr, wide, 1.4);
      cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
      cairo_restore (cr);
      cairo_fill (cr);
    }
  shadow = cairo_pattern_create_radial (light * 0.4, -0.35, 0.1, light * 0.2, -0.1, 1.5);
  cairo_pattern_add_color_stop_rgba (shadow, 0, 1, 0.95, 0.8, 0.35 * (1 - far));
  cairo_pattern_add_color_stop_rgba (shadow, 0.4, 0.3, 0.2, 0.2, 0);
  cairo_pattern_add_color_stop_rgba (shadow, 1, 0.1, 0.05, 0.15, 0.7 * (1 - far));
  cairo_set_source (cr, shadow);
  cairo_paint (cr);
  cairo_pattern_destroy (shadow);
  cairo_restore (cr);
  ps_canvas_color (self->canvas, ps_color_mix (PS_COLOR (0x3a2a20), haze, (float) far), 1);
  cairo_set_line_width (cr, 0.02);
  cairo_move_to (cr, -0.2, 1.28);
  cairo_line_to (cr, -0.12, 1.52);
  cairo_move_to (cr, 0.2, 1.28);
  cairo_line_to (cr, 0.12, 1.52);
  cairo_stroke (cr);
  cairo_rectangle (cr, -0.13, 1.52, 0.26, 0.18);
  cairo_fill (cr);
  cairo_restore (cr);
}

void
ps_scene_balloons (PsSketch *self)
{
  double horizon = self->h * ps_dice_between (&self->setup, 0.68, 0.78);
  PsSky sky = ps_sketch_sky_roll (self, horizon);
  PsColor haze = ps_color_mix (sky.low, sky.middle, 0.3f), near = ps_color_mix (PS_COLOR (0x4a3428), sky.middle, 0.15f);
  int n = 5 + ps_dice_pick (&self->setup, 9);
  double light = sky.sun_x > self->w / 2 ? 1 : -1;

  sky.cover *= 0.5;
  ps_sketch_sky (self, &sky);
  draw_hills (self, ps_color_mix (haze, near, 0.12f), ps_color_mix (haze, near, 0.75f), horizon - 40, self->h * 0.94,
              4, 90, ps_dice_between (&self->setup, 0, 900));
  for (int i = 0; i < n; i++)
    {
      double t = pow ((i + 1.0) / n, 2.2), far = 0.62 * (1 - t),
             r = 14 + 120 * t * ps_dice_between (&self->setup, 0.7, 1.1);
      double x = self->w * ps_dice_between (&self->setup, 0.04, 0.96) + self->scene->drift * (2 + 8 * t);
      double y = horizon - self->h * ps_dice_between (&self->setup, 0.02, 0.62) - self->scene->drift * 3 * t;
      double hue = ps_dice_unit (&self->setup);

      draw_balloon (self, x, MAX (y, r * 1.15), r, ps_color_hsv (hue, 0.78, 0.88),
                    ps_color_hsv (hue + ps_dice_between (&self->setup, 0.08, 0.5), 0.6, 0.97), light, haze, far);
    }
  ps_sketch_ridge (self, self->setup_seed, self->h * 1.02, self->h * 0.12, 360, 0.5, 0, ps_color_scale (near, 0.5f),
                   ps_color_scale (near, 0.3f), self->h + 60);
  if (sky.sun_y > 0)
    ps_canvas_glow (self->canvas, sky.sun_x, sky.sun_y, 620, sky.sun, 0.4 * sky.glow);
}
