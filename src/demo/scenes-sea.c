/* src/demo/scenes-sea.c: the sea at the horizon, and the shore from above. */
#include <math.h>

#include "demo/scenes-private.h"

typedef struct
{
  guint32 seed;
  float horizon, h, sun_x, sun_width, phase, glitter, chop;
  PsColor far, near, deep, sun, sky;
} Water;

/* Waves get larger towards us: noise over distance, not over the picture. */
static float
shade_water (float    x,
             float    y,
             gpointer data,
             PsColor *color)
{
  const Water *w = data;
  float d = MAX (y - w->horizon, 0.6f) / w->h;
  float far = 1 / (d + 0.012f);
  float u = (x - w->sun_x) * 0.0042f * far * 0.35f, v = far * 1.35f + w->phase;
  float wave = ps_noise_sum (w->seed, u, v * 2.1f, 4);
  float crest = ps_noise_ridged (w->seed + 3, u * 0.6f, v * 1.1f, 3);
  float slope = wave * w->chop;
  float across = fabsf (x - w->sun_x) / (w->sun_width * (0.35f + 2.2f * d));
  float sparkle = ps_noise (w->seed + 9, u * 4.2f, v * 7.3f + w->phase * 3);
  PsColor base = ps_color_mix (w->far, ps_color_mix (w->near, w->deep, CLAMP (d * 1.3f - 0.25f, 0, 1)),
                               powf (MIN (d * 1.7f, 1), 0.6f));

  base = ps_color_mix (base, w->sky, CLAMP (0.22f + 0.5f * slope, 0, 0.6f));
  base = ps_color_scale (base, 0.86f + 0.3f * crest * MIN (d * 3, 1));
  {
    float light = expf (-across * across) * w->glitter;
    float glint = CLAMP ((sparkle + 0.5f * wave - 0.12f + 0.5f * light) * 3.2f, 0, 1);

    base = ps_color_mix (base, w->sun, CLAMP (light * (0.3f + 0.85f * glint), 0, 1));
  }
  *color = base;
  return CLAMP ((y - w->horizon) / 2 + 0.5f, 0, 1);
}

static void
draw_boat (PsSketch *self,
           double    x,
           double    y,
           double    size,
           PsColor   color,
           PsColor   sail)
{
  cairo_t *cr = self->cr;

  ps_canvas_color (self->canvas, color, 1);
  cairo_move_to (cr, x - size * 0.3, y - size * 0.06);
  cairo_curve_to (cr, x - size * 0.2, y + size * 0.06, x + size * 0.2, y + size * 0.06, x + size * 0.36,
                  y - size * 0.07);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_set_line_width (cr, size * 0.018);
  cairo_move_to (cr, x, y - size * 0.05);
  cairo_line_to (cr, x, y - size);
  cairo_stroke (cr);
  ps_canvas_color (self->canvas, sail, 1);
  cairo_move_to (cr, x + size * 0.03, y - size * 0.97);
  cairo_curve_to (cr, x + size * 0.2, y - size * 0.6, x + size * 0.3, y - size * 0.3, x + size * 0.3, y - size * 0.13);
  cairo_line_to (cr, x + size * 0.03, y - size * 0.12);
  cairo_close_path (cr);
  cairo_fill (cr);
  ps_canvas_color (self->canvas, ps_color_scale (sail, 0.8f), 1);
  cairo_move_to (cr, x - size * 0.03, y - size * 0.85);
  cairo_curve_to (cr, x - size * 0.12, y - size * 0.5, x - size * 0.2, y - size * 0.3, x - size * 0.26,
                  y - size * 0.12);
  cairo_line_to (cr, x - size * 0.03, y - size * 0.12);
  cairo_close_path (cr);
  cairo_fill (cr);
}

/* A headland with a lighthouse, now and then. */
static void
draw_headland (PsSketch    *self,
               const PsSky *sky,
               PsColor      dark)
{
  gboolean is_left = ps_dice_chance (&self->setup, 0.5);
  double reach = self->w * ps_dice_between (&self->setup, 0.25, 0.5),
         tall = self->h * ps_dice_between (&self->setup, 0.06, 0.14);
  cairo_t *cr = self->cr;
  PsColor color = ps_color_mix (dark, sky->low, 0.28f);

  cairo_move_to (cr, is_left ? -60 : self->w + 60, sky->horizon + 3);
  for (int i = 0; i <= 60; i++)
    {
      double t = i / 60.0, x = is_left ? -60 + (reach + 60) * t : self->w + 60 - (reach + 60) * t;
      double rough = ps_noise_sum (self->setup_seed, (float) t * 7, 0, 4) * 0.25;

      cairo_line_to (cr, x, sky->horizon + 3 - tall * pow (1 - t, 0.6) * (1 + rough));
    }
  cairo_close_path (cr);
  ps_canvas_fill (self->canvas, color, ps_color_mix (color, sky->low, 0.2f), sky->horizon - tall, sky->horizon + 3);
  if (ps_dice_chance (&self->setup, 0.5))
    {
      double x = is_left ? reach * 0.62 : self->w - reach * 0.62, y = sky->horizon - tall * 0.55;

      ps_canvas_color (self->canvas, ps_color_mix (color, PS_COLOR (0xffffff), 0.35f), 1);
      cairo_move_to (cr, x - 7, y + 6);
      cairo_line_to (cr, x - 4.5, y - 58);
      cairo_line_to (cr, x + 4.5, y - 58);
      cairo_line_to (cr, x + 7, y + 6);
      cairo_fill (cr);
      ps_canvas_color (self->canvas, color, 1);
      cairo_rectangle (cr, x - 5.5, y - 70, 11, 12);
      cairo_fill (cr);
      ps_canvas_glow (self->canvas, x, y - 64, 46, PS_COLOR (0xfff0c0), 0.8);
    }
}

void
ps_scene_sea (PsSketch *self)
{
  double horizon = self->h * ps_dice_between (&self->setup, 0.38, 0.6);
  PsSky sky = ps_sketch_sky_roll (self, horizon);
  static const PsColor deeps[] = { PS_COLOR (0x0c2a3a), PS_COLOR (0x0e3c46), PS_COLOR (0x14304e), PS_COLOR (0x1c2a38) };
  PsColor deep = deeps[ps_dice_pick (&self->place, G_N_ELEMENTS (deeps))];
  Water water = {
    .seed = self->place_seed,
    .horizon = (float) horizon,
    .h = (float) (self->h - horizon),
    .sun_x = (float) sky.sun_x,
    .sun_width = (float) ps_dice_between (&self->place, 60, 150),
    .phase = (float) (self->scene->drift * 0.37 + self->setup_seed % 50),
    .glitter = (float) (sky.sun_y > 0 ? 0.5 + 0.5 * sky.glow : 0.12),
    .chop = (float) ps_dice_between (&self->place, 0.4, 1),
  };

  water.far = ps_color_mix (sky.low, deep, 0.35f);
  water.near = ps_color_mix (deep, sky.middle, 0.45f);
  water.deep = deep;
  water.sun = ps_color_mix (sky.sun, sky.low, 0.25f);
  water.sky = ps_color_mix (sky.middle, sky.low, 0.4f);
  ps_sketch_sky (self, &sky);
  if (ps_dice_chance (&self->setup, 0.6))
    draw_headland (self, &sky, deep);
  ps_canvas_shade (self->canvas, horizon - 1, self->h + 40, 900, CAIRO_OPERATOR_OVER, shade_water, &water);
  if (ps_dice_chance (&self->setup, 0.55))
    draw_boat (self, self->w * ps_dice_between (&self->setup, 0.15, 0.85) + self->scene->drift * 5,
               horizon + 16 + 20 * ps_dice_unit (&self->setup), ps_dice_between (&self->setup, 46, 130),
               ps_color_scale (deep, 0.6f), ps_color_mix (PS_COLOR (0xf4efe6), sky.low, 0.5f));
  if (sky.sun_y > 0)
    ps_canvas_glow (self->canvas, sky.sun_x, sky.sun_y, 560, sky.sun, 0.32 * sky.glow);
  /* Rocks in front. */
  if (ps_dice_chance (&self->setup, 0.45))
    {
      PsColor rock = ps_color_scale (deep, 0.42f);
      gboolean is_left = ps_dice_chance (&self->setup, 0.5);

      cairo_move_to (self->cr, -60, self->h + 60);
      for (double x = -60; x <= self->w + 60; x += 5)
        {
          double t = is_left ? x / self->w : 1 - x / self->w;
          double tall =
              self->h * 0.2 * CLAMP (0.75 - t, 0, 1) * (0.5 + 1.1 * ps_ridge_at (self->setup_seed, x, 130, 0.5));

          cairo_line_to (self->cr, x, self->h + 14 - tall);
        }
      cairo_line_to (self->cr, self->w + 60, self->h + 60);
      cairo_close_path (self->cr);
      ps_canvas_fill (self->canvas, ps_color_mix (rock, sky.low, 0.12f), rock, self->h * 0.8, self->h);
    }
}

/* From above: sand, wet sand, foam, shallows, deep. One number tells how far out a place is. */
typedef struct
{
  guint32 seed;
  float lean, offset, drift, w, h;
  PsColor sand, wet, shallow, deep;
  float clear;
} Shore;

static float
shade_shore (float    x,
             float    y,
             gpointer data,
             PsColor *color)
{
  const Shore *s = data;
  float big = ps_noise_sum (s->seed, x / 620, y / 620, 3);
  float out = (x - s->w / 2) * cosf (s->lean) + (y - s->h / 2) * sinf (s->lean) + s->offset + 190 * big;
  float along = -(x - s->w / 2) * sinf (s->lean) + (y - s->h / 2) * cosf (s->lean);
  float lap = 26 * ps_noise_sum (s->seed + 4, along / 210 + s->drift, s->drift * 0.7f, 3);
  float grain = ps_noise_sum (s->seed + 5, x / 9, y / 9, 2), dunes = ps_noise_sum (s->seed + 6, x / 120, y / 46, 4);
  PsColor c;

  if (out < lap)
    {
      float wet = CLAMP (1 + (out - lap - 8) / 120, 0, 1);

      c = ps_color_scale (ps_color_mix (s->sand, s->wet, wet * wet), 0.97f + 0.05f * grain + 0.05f * dunes);
    }
  else
    {
      float depth = 1 - expf (-(out - lap) / (150 + 320 * s->clear));
      float caustic = ps_noise_ridged (s->seed + 8, x / 44 + s->drift, y / 44, 3);
      float reef = ps_noise_sum (s->seed + 10, x / 200, y / 200, 5);

      c = ps_color_mix (s->wet, s->shallow, CLAMP (depth * 3.4f, 0, 1));
      c = ps_color_mix (c, s->deep, CLAMP (depth * 1.25f - 0.22f, 0, 1));
      c = ps_color_scale (c, 0.94f + 0.13f * caustic * (1 - depth) + 0.03f * grain);
      c = ps_color_mix (c, ps_color_scale (s->deep, 0.6f),
                        CLAMP ((reef - 0.16f) * 3, 0, 0.55f) * CLAMP (depth * 2 - 0.3f, 0, 1));
    }
  /* Foam where waves break: lines that follow the shore, torn by noise. */
  for (int i = 0; i < 4; i++)
    {
      float line, wide, behind, torn, strength;

      /* Too far from any wave to matter. */
      if (out < lap - 60 || out > lap + 420)
        break;
      line = lap + i * (46 + 22 * i)
             + 22 * ps_noise_sum (s->seed + 20 + (guint32) i, along / 150 + s->drift * (1 + i), i * 3.1f, 4);
      wide = 13 - 2.2f * i;
      behind = (out - line) / wide;
      if (behind < -3 || behind > 22)
        continue;
      torn = ps_noise_sum (s->seed + 30 + (guint32) i, x / 26, y / 26 + s->drift, 4) * 0.5f + 0.5f;
      strength = behind < 0 ? expf (behind * 3.2f) : expf (-behind * (0.32f + 0.12f * i));

      c = ps_color_mix (c, PS_COLOR (0xfcfdfb),
                        CLAMP (strength * (0.3f + 1.5f * (torn - 0.3f)) * (1 - 0.17f * i), 0, 0.96f));
    }
  *color = c;
  return 1;
}

/* A parasol and a towel, from above, with their shadow. */
static void
draw_parasol (PsSketch *self,
              double    x,
              double    y,
              double    r,
              PsColor   color)
{
  cairo_t *cr = self->cr;

  cairo_set_source_rgba (cr, 0.15, 0.12, 0.1, 0.33);
  cairo_arc (cr, x + r * 0.55, y + r * 0.5, r, 0, 2 * G_PI);
  cairo_fill (cr);
  for (int i = 0; i < 8; i++)
    {
      ps_canvas_color (self->canvas, i % 2 ? color : PS_COLOR (0xf8f4ea), 1);
      cairo_move_to (cr, x, y);
      cairo_arc (cr, x, y, r, i * G_PI / 4, (i + 1) * G_PI / 4);
      cairo_fill (cr);
    }
  cairo_set_source_rgba (cr, 1, 1, 1, 0.9);
  cairo_arc (cr, x, y, r * 0.07, 0, 2 * G_PI);
  cairo_fill (cr);
}

void
ps_scene_shore (PsSketch *self)
{
  static const PsColor palettes[][4] = {
    { PS_COLOR (0xf0dcb4), PS_COLOR (0xc9a878), PS_COLOR (0x6fd0c8), PS_COLOR (0x0f6f94) },
    { PS_COLOR (0xe8d8c2), PS_COLOR (0xb89a7c), PS_COLOR (0x58b8b0), PS_COLOR (0x17526e) },
    { PS_COLOR (0x4a4644), PS_COLOR (0x2c2b2d), PS_COLOR (0x5f8a90), PS_COLOR (0x1c3a4a) },
    { PS_COLOR (0xf6e6cf), PS_COLOR (0xe0b898), PS_COLOR (0x86e0d4), PS_COLOR (0x1b86a8) },
  };
  const PsColor *p = palettes[ps_dice_pick (&self->place, G_N_ELEMENTS (palettes))];
  Shore s = { .seed = self->place_seed + self->setup_seed % 7,
              .sand = p[0],
              .wet = p[1],
              .shallow = p[2],
              .deep = p[3],
              .w = (float) self->w,
              .h = (float) self->h };
  PsDice crowd = ps_dice_new (self->scene->setup, 33);

  s.lean = (float) (ps_dice_between (&self->setup, -0.7, 0.7) + (self->w > self->h ? 0.4 : 1.3));
  s.offset = (float) ps_dice_between (&self->setup, -140, 260);
  s.drift = (float) (self->scene->drift * 0.23);
  s.clear = (float) ps_dice_between (&self->place, 0.2, 1);
  ps_canvas_shade (self->canvas, -40, self->h + 40, 640, CAIRO_OPERATOR_OVER, shade_shore, &s);
  if (p[0].r > 0.8f)
    for (int i = 0, n = ps_dice_pick (&crowd, 9); i < n; i++)
      {
        double x = ps_dice_between (&crowd, 0, self->w), y = ps_dice_between (&crowd, 0, self->h);
        double out = (x - self->w / 2) * cos (s.lean) + (y - self->h / 2) * sin (s.lean) + s.offset
                     + 190 * ps_noise_sum (s.seed, (float) x / 620, (float) y / 620, 3);

        if (out < -110)
          draw_parasol (self, x, y, 17 + 4 * ps_dice_unit (&crowd), ps_color_hsv (ps_dice_unit (&crowd), 0.75, 0.85));
      }
}
