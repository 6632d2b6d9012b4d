/* src/demo/scenes-night.c: the Milky Way, northern lights, fireworks. */
#include <math.h>

#include "demo/scenes-private.h"

static void
draw_stars (PsSketch *self,
            PsDice   *dice,
            int       n,
            double    y1,
            double    brightest)
{
  cairo_t *cr = self->cr;
  double turn = self->scene->drift * 0.0035;

  for (int i = 0; i < n; i++)
    {
      double x = ps_dice_between (dice, -60, self->w + 60), y = ps_dice_between (dice, -60, y1),
             size = ps_dice_unit (dice);
      double tint = ps_dice_unit (dice), px = x - self->w / 2, py = y - self->h * 1.4;
      double r = 0.42 + 0.95 * pow (size, 16) * brightest, a = 0.2 + 0.8 * pow (size, 4);
      PsColor color = tint < 0.25 ? PS_COLOR (0xffd9b0) : tint < 0.6 ? PS_COLOR (0xffffff) : PS_COLOR (0xc0d4ff);

      /* The sky turns about the pole while frames are taken. */
      x = self->w / 2 + px * cos (turn) - py * sin (turn);
      y = self->h * 1.4 + px * sin (turn) + py * cos (turn);
      if (y > y1 + 20)
        continue;
      if (size > 0.9982)
        ps_canvas_glow (self->canvas, x, y, 11 * brightest, color, 0.5);
      ps_canvas_color (self->canvas, color, a);
      cairo_rectangle (cr, x - r, y - r, 2 * r, 2 * r);
      cairo_fill (cr);
    }
}

typedef struct
{
  guint32 seed;
  float cx, cy, lean, turn;
  PsColor high, low, core, dust;
  float horizon;
} Galaxy;

static float
shade_galaxy (float    x,
              float    y,
              gpointer data,
              PsColor *color)
{
  const Galaxy *g = data;
  float dx = (x - g->cx) / 1000, dy = (y - g->cy) / 1000;
  float along = dx * cosf (g->lean) + dy * sinf (g->lean), across = -dx * sinf (g->lean) + dy * cosf (g->lean);
  float wobble = 0.06f * ps_noise_sum (g->seed + 2, along * 2.2f, 0.5f, 3);
  float band = expf (-(across + wobble) * (across + wobble) * 26);
  float bulge = expf (-(along * along * 3.2f + across * across * 30));
  float clouds = ps_noise_sum (g->seed, along * 4.5f, across * 9, 5) * 0.5f + 0.5f;
  float lane = ps_noise_ridged (g->seed + 4, along * 3.2f, across * 7 + 1.7f, 5);
  float dust = CLAMP ((lane - 0.48f) * 2.6f, 0, 1) * expf (-(across + wobble * 1.6f) * (across + wobble * 1.6f) * 150);
  float fine = ps_noise_sum (g->seed + 9, along * 26, across * 34, 3) * 0.5f + 0.5f;
  float up = CLAMP (1 - y / g->horizon, 0, 1);
  PsColor out = ps_color_mix (g->low, g->high, powf (up, 0.6f));
  float light = band * (0.2f + 0.75f * clouds) + 0.55f * bulge * (0.4f + 0.6f * clouds);

  out = ps_color_mix (out, ps_color_mix (PS_COLOR (0x9fb0dc), g->core, CLAMP (bulge * 1.6f + 0.15f, 0, 1)),
                      CLAMP (light * (0.5f + 0.25f * fine), 0, 0.8f));
  out = ps_color_mix (out, g->dust, dust * 0.62f);
  *color = out;
  return 1;
}

static void
draw_tent (PsSketch *self,
           double    x,
           double    y,
           double    size)
{
  cairo_t *cr = self->cr;
  cairo_pattern_t *glow;

  ps_canvas_glow (self->canvas, x, y, size * 4.2, PS_COLOR (0xff9a3c), 0.34);
  cairo_move_to (cr, x - size, y);
  cairo_curve_to (cr, x - size * 0.7, y - size * 0.75, x - size * 0.3, y - size * 1.02, x, y - size * 1.02);
  cairo_curve_to (cr, x + size * 0.4, y - size, x + size * 0.85, y - size * 0.6, x + size * 1.1, y);
  cairo_close_path (cr);
  glow = cairo_pattern_create_radial (x - size * 0.1, y - size * 0.3, size * 0.08, x, y - size * 0.3, size * 1.15);
  cairo_pattern_add_color_stop_rgb (glow, 0, 1, 0.93, 0.68);
  cairo_pattern_add_color_stop_rgb (glow, 0.5, 0.98, 0.6, 0.2);
  cairo_pattern_add_color_stop_rgb (glow, 1, 0.5, 0.2, 0.08);
  cairo_set_source (cr, glow);
  cairo_fill (cr);
  cairo_pattern_destroy (glow);
  cairo_set_source_rgba (cr, 0.25, 0.08, 0.03, 0.75);
  cairo_set_line_width (cr, size * 0.03);
  cairo_move_to (cr, x, y - size * 1.02);
  cairo_curve_to (cr, x - size * 0.12, y - size * 0.6, x - size * 0.22, y - size * 0.3, x - size * 0.24, y);
  cairo_move_to (cr, x, y - size * 1.02);
  cairo_curve_to (cr, x + size * 0.3, y - size * 0.7, x + size * 0.5, y - size * 0.3, x + size * 0.56, y);
  cairo_stroke (cr);
}

void
ps_scene_stars (PsSketch *self)
{
  static const PsColor nights[][4] = {
    { PS_COLOR (0x060a1c), PS_COLOR (0x1d2c50), PS_COLOR (0xf4dcb8), PS_COLOR (0x0b0a14) },
    { PS_COLOR (0x0a0818), PS_COLOR (0x3a2a48), PS_COLOR (0xffd2a8), PS_COLOR (0x120a10) },
    { PS_COLOR (0x041018), PS_COLOR (0x14424a), PS_COLOR (0xe8e0c8), PS_COLOR (0x060d10) },
  };
  const PsColor *p = nights[ps_dice_pick (&self->place, G_N_ELEMENTS (nights))];
  double horizon = self->h * ps_dice_between (&self->setup, 0.74, 0.88), turn = self->scene->drift * 0.006;
  Galaxy g = {
    .seed = self->place_seed,
    .cx = (float) (self->w * ps_dice_between (&self->setup, 0.35, 0.65) + self->scene->drift * 5),
    .cy = (float) (self->h * ps_dice_between (&self->setup, 0.3, 0.5)),
    .lean = (float) (ps_dice_between (&self->setup, 0.7, 1.2) * (ps_dice_chance (&self->setup, 0.5) ? 1 : -1) + turn),
    .high = p[0],
    .low = p[1],
    .core = p[2],
    .dust = p[3],
    .horizon = (float) horizon,
  };
  PsDice stars = ps_dice_new (self->scene->place, 41);
  PsColor land = ps_color_scale (p[1], 0.22f);

  ps_canvas_shade (self->canvas, -40, self->h + 40, 520, CAIRO_OPERATOR_OVER, shade_galaxy, &g);
  draw_stars (self, &stars, (int) (3000 * self->w * self->h / 1500000), horizon, 1.5);
  /* A town beyond the ridge, or the last of dusk. */
  ps_canvas_glow (self->canvas, self->w * ps_dice_between (&self->place, 0.1, 0.9), horizon + 20, 560,
                  ps_color_mix (p[2], PS_COLOR (0xff9040), 0.5f), 0.3);
  ps_sketch_ridge (self, self->place_seed + 8, horizon + 10, self->h * 0.2, 460, 0.7, self->setup_seed % 3000,
                   ps_color_mix (land, p[1], 0.4f), land, self->h + 60);
  ps_sketch_ridge (self, self->setup_seed + 9, self->h * 0.97, self->h * 0.1, 380, 0.3, 0,
                   ps_color_scale (land, 0.6f), ps_color_scale (land, 0.35f), self->h + 60);
  if (ps_dice_chance (&self->setup, 0.45))
    draw_tent (self, self->w * ps_dice_between (&self->setup, 0.2, 0.8), self->h * 0.945,
               ps_dice_between (&self->setup, 30, 62));
  else if (ps_dice_chance (&self->setup, 0.6))
    {
      double x = self->w * ps_dice_between (&self->setup, 0.25, 0.75), y = self->h * 0.955;

      ps_sketch_person (self, x, y, 96, ps_color_scale (land, 0.3f), ps_dice_chance (&self->frame, 0.4) ? 2 : 0);
      /* A head lamp. */
      if (ps_dice_chance (&self->setup, 0.6))
        {
          cairo_pattern_t *beam = cairo_pattern_create_linear (x, y - 88, x + 210, y - 460);

          cairo_pattern_add_color_stop_rgba (beam, 0, 0.85, 0.92, 1, 0.5);
          cairo_pattern_add_color_stop_rgba (beam, 1, 0.85, 0.92, 1, 0);
          cairo_move_to (self->cr, x + 3, y - 90);
          cairo_line_to (self->cr, x + 160, y - 520);
          cairo_line_to (self->cr, x + 290, y - 450);
          cairo_close_path (self->cr);
          cairo_set_source (self->cr, beam);
          cairo_fill (self->cr);
          cairo_pattern_destroy (beam);
          ps_canvas_glow (self->canvas, x + 3, y - 90, 26, PS_COLOR (0xe8f2ff), 1);
        }
    }
  else
    ps_sketch_pines (self, &self->setup, self->h * 1.0, self->h * 0.2, 46, ps_color_scale (land, 0.4f), self->h * 0.05);
}

/* Curtains of light: for each of a few folds, a line across the sky from which light rises. */
typedef struct
{
  guint32 seed;
  float phase, horizon, w;
  int n_curtains;
  PsColor low, middle, high;
  float strength;
} Aurora;

static float
shade_aurora (float    x,
              float    y,
              gpointer data,
              PsColor *color)
{
  const Aurora *a = data;
  float r = 0, g = 0, b = 0;

  for (int i = 0; i < a->n_curtains; i++)
    {
      float fold = ps_noise_sum (a->seed + (guint32) i * 5, x / 720 + a->phase * 0.25f, i + a->phase * 0.5f, 3);
      float foot = a->horizon * (0.5f + 0.17f * i - 0.1f * a->n_curtains) + 150 * fold;
      float rays = ps_noise_sum (a->seed + 40 + (guint32) i, x / 30 + fold * 9, a->phase * 1.3f, 3) * 0.5f + 0.5f;
      float tall =
          190 + 240 * (ps_noise (a->seed + 60 + (guint32) i, x / 260 + a->phase, 0) * 0.5f + 0.5f) * (0.6f + rays);
      float patch =
          CLAMP (0.35f + 1.2f * ps_noise (a->seed + 80 + (guint32) i, x / 520 - a->phase * 0.6f, 2), 0.05f, 1);
      float up = (foot - y) / tall, light;
      PsColor c;

      if (up < -0.12f)
        continue;
      light = (up < 0 ? expf (up * 26) : expf (-up * 2.3f)) * (0.35f + 0.85f * rays) * patch * a->strength;
      c = up < 0.35f ? ps_color_mix (a->low, a->middle, CLAMP (up / 0.35f, 0, 1))
                     : ps_color_mix (a->middle, a->high, CLAMP ((up - 0.35f) / 0.7f, 0, 1));
      r += c.r * light;
      g += c.g * light;
      b += c.b * light;
    }
  *color = (PsColor) { MIN (r, 1), MIN (g, 1), MIN (b, 1) };
  return 1;
}

void
ps_scene_aurora (PsSketch *self)
{
  static const PsColor lights[][3] = {
    { PS_COLOR (0xc8ffb0), PS_COLOR (0x30e07c), PS_COLOR (0x6a3cc0) }, { PS_COLOR (0xb8ffd8), PS_COLOR (0x22d0a0), PS_COLOR (0x2a5ad8) },
    { PS_COLOR (0xe8ffb8), PS_COLOR (0x58d868), PS_COLOR (0xd0408c) }
  };
  const PsColor *p = lights[ps_dice_pick (&self->place, G_N_ELEMENTS (lights))];
  double horizon = self->h * ps_dice_between (&self->setup, 0.58, 0.68);
  Aurora a = {
    .seed = self->place_seed + self->setup_seed % 5,
    .phase = (float) (self->scene->drift * 0.16 + self->setup_seed % 20),
    .horizon = (float) horizon,
    .w = (float) self->w,
    .n_curtains = 2 + ps_dice_pick (&self->setup, 3),
    .low = p[0],
    .middle = p[1],
    .high = p[2],
    .strength = (float) ps_dice_between (&self->place, 0.6, 0.9),
  };
  PsDice stars = ps_dice_new (self->scene->place, 42);
  PsColor snow = ps_color_mix (PS_COLOR (0x5a7890), p[1], 0.25f), dark = PS_COLOR (0x0a1420);
  double shift = self->setup_seed % 4000;

  ps_canvas_fill (self->canvas, PS_COLOR (0x050a1a), ps_color_mix (PS_COLOR (0x14304a), p[1], 0.18f), 0, horizon);
  draw_stars (self, &stars, (int) (900 * self->w * self->h / 1500000), horizon, 1.1);
  ps_canvas_shade (self->canvas, -40, horizon + 30, 640, CAIRO_OPERATOR_SCREEN, shade_aurora, &a);
  ps_sketch_ridge (self, self->place_seed + 3, horizon + 2, self->h * 0.24, 330, 0.85, shift,
                   ps_color_mix (snow, PS_COLOR (0xffffff), 0.12f), ps_color_scale (snow, 0.5f), horizon + 3);
  ps_sketch_ridge (self, self->place_seed + 4, horizon + 3, self->h * 0.09, 210, 0.5, shift * 1.4,
                   ps_color_scale (snow, 0.45f), dark, horizon + 4);
  if (ps_dice_chance (&self->setup, 0.35))
    {
      /* Cabins at the water's edge. */
      double x = self->w * ps_dice_between (&self->setup, 0.15, 0.7);

      for (int i = 0; i < 3; i++)
        {
          double cx = x + i * 44, tall = 22 + 6 * ps_dice_unit (&self->setup);

          ps_canvas_color (self->canvas, ps_color_mix (PS_COLOR (0x7a2a20), dark, 0.5f), 1);
          cairo_move_to (self->cr, cx - 15, horizon + 3);
          cairo_line_to (self->cr, cx - 15, horizon - tall * 0.6);
          cairo_line_to (self->cr, cx, horizon - tall);
          cairo_line_to (self->cr, cx + 15, horizon - tall * 0.6);
          cairo_line_to (self->cr, cx + 15, horizon + 3);
          cairo_fill (self->cr);
          ps_canvas_color (self->canvas, PS_COLOR (0xffd890), 1);
          cairo_rectangle (self->cr, cx - 5, horizon - tall * 0.42, 8, 7);
          cairo_fill (self->cr);
          ps_canvas_glow (self->canvas, cx, horizon - tall * 0.35, 52, PS_COLOR (0xffb050), 0.75);
        }
    }
  ps_canvas_reflect (self->canvas, horizon, self->h + 60, ps_dice_between (&self->place, 6, 24), 2.4, dark, 0.55,
                     self->place_seed, self->scene->drift * 0.3);
  if (ps_dice_chance (&self->setup, 0.55))
    {
      ps_sketch_ridge (self, self->setup_seed + 2, self->h * 1.0, self->h * 0.12, 300, 0.25, 0,
                       ps_color_scale (snow, 0.4f), ps_color_scale (dark, 0.7f), self->h + 60);
      if (ps_dice_chance (&self->setup, 0.5))
        {
          double x = self->w * ps_dice_between (&self->setup, 0.3, 0.7);

          ps_sketch_person (self, x, self->h - self->h * 0.12 * ps_ridge_at (self->setup_seed + 2, x, 300, 0.25) + 3,
                            84, ps_color_scale (dark, 0.6f), 0);
        }
    }
}

/* One burst: streaks that fall as they go out. */
static void
draw_burst (PsSketch *self,
            PsDice   *dice,
            double    x,
            double    y,
            double    r,
            double    age)
{
  cairo_t *cr = self->cr;
  double hue = ps_dice_unit (dice), droop = r * 0.36 * age * age;
  PsColor inner = ps_color_hsv (hue, 0.25, 1), outer = ps_color_hsv (hue + ps_dice_between (dice, -0.06, 0.14), 0.8, 1);
  int n = 70 + ps_dice_pick (dice, 80), style = ps_dice_pick (dice, 3);

  ps_canvas_glow (self->canvas, x, y, r * 3.4, outer, 0.3);
  ps_canvas_glow (self->canvas, x, y, r * 1.5, outer, 0.42);
  ps_canvas_glow (self->canvas, x, y, r * 0.4, PS_COLOR (0xffffff), 0.55 * (1.2 - age));
  cairo_save (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_SCREEN);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (int i = 0; i < n; i++)
    {
      double a = ps_dice_between (dice, 0, 2 * G_PI), z = ps_dice_between (dice, -1, 1),
             far = r * sqrt (1 - z * z * 0.85) * ps_dice_between (dice, 0.85, 1.05) * age;
      double x1 = x + cos (a) * far, y1 = y + sin (a) * far + droop * (style == 1 ? 2 : 1),
             from = style == 2 ? 0.72 : 0.22;
      cairo_pattern_t *streak =
          cairo_pattern_create_linear (x + cos (a) * far * from, y + sin (a) * far * from, x1, y1);

      cairo_pattern_add_color_stop_rgba (streak, 0, inner.r, inner.g, inner.b, 0.02);
      cairo_pattern_add_color_stop_rgba (streak, 0.75, outer.r, outer.g, outer.b, 0.75);
      cairo_pattern_add_color_stop_rgba (streak, 1, inner.r, inner.g, inner.b, 1);
      cairo_set_source (cr, streak);
      cairo_set_line_width (cr, ps_dice_between (dice, 1, 2.6));
      cairo_move_to (cr, x + cos (a) * far * from, y + sin (a) * far * from);
      cairo_curve_to (cr, x + cos (a) * far * 0.6, y + sin (a) * far * 0.6, x + cos (a) * far * 0.85,
                      y + sin (a) * far * 0.85 + droop * 0.4, x1, y1);
      cairo_stroke (cr);
      cairo_pattern_destroy (streak);
      if (i % 2 == 0)
        {
          ps_canvas_color (self->canvas, PS_COLOR (0xffffff), 0.9);
          cairo_arc (cr, x1, y1, 1.9, 0, 2 * G_PI);
          cairo_fill (cr);
        }
    }
  cairo_restore (cr);
}

/* Roofs and towers along the water, some windows lit. */
static void
draw_roofs (PsSketch *self,
            double    base,
            PsColor   color)
{
  cairo_t *cr = self->cr;
  PsDice dice = ps_dice_new (self->scene->place, 43);

  for (double x = -40; x < self->w + 40; )
    {
      double wide = ps_dice_between (&dice, 26, 84), tall = self->h * ps_dice_between (&dice, 0.02, 0.075);
      gboolean is_tower = ps_dice_chance (&dice, 0.08);

      if (is_tower)
        {
          wide = 24;
          tall *= 2.4;
        }
      ps_canvas_color (self->canvas, color, 1);
      cairo_rectangle (cr, x, base - tall, wide, tall + 4);
      cairo_fill (cr);
      cairo_move_to (cr, x - 2, base - tall + 1.5);
      cairo_line_to (cr, x + wide / 2, base - tall - (is_tower ? 54 : 14));
      cairo_line_to (cr, x + wide + 2, base - tall + 1.5);
      cairo_fill (cr);
      for (int i = 0; i < 7; i++)
        if (ps_dice_chance (&dice, 0.45))
          {
            ps_canvas_color (self->canvas, PS_COLOR (0xffcf80), ps_dice_between (&dice, 0.4, 0.95));
            cairo_rectangle (cr, x + 4 + (wide - 10) * ps_dice_unit (&dice),
                             base - tall * ps_dice_between (&dice, 0.1, 0.9), 2.6, 3.6);
            cairo_fill (cr);
          }
      x += wide + ps_dice_between (&dice, -4, 3);
    }
}

void
ps_scene_fireworks (PsSketch *self)
{
  double horizon = self->h * ps_dice_between (&self->setup, 0.7, 0.8);
  PsColor night = ps_color_hsv (ps_dice_between (&self->place, 0.58, 0.74), 0.6, 0.2),
          dark = ps_color_scale (night, 0.22f);
  int n = 2 + ps_dice_pick (&self->frame, 4);
  PsCanvas *smoke;

  ps_canvas_fill (self->canvas, ps_color_scale (night, 0.35f), ps_color_mix (night, PS_COLOR (0x6a4a50), 0.3f), 0,
                  horizon);
  smoke = ps_canvas_soft (self->canvas, 46);
  for (int i = 0; i < 16; i++)
    ps_canvas_dim (smoke, ps_dice_between (&self->setup, 0, self->w) + self->scene->drift * 9,
                   ps_dice_between (&self->setup, horizon * 0.25, horizon), ps_dice_between (&self->setup, 90, 260),
                   ps_color_hsv (ps_dice_between (&self->frame, 0.9, 1.12), 0.35, 0.5), 0.22);
  ps_canvas_soft_done (self->canvas, smoke, 46, CAIRO_OPERATOR_OVER, 0.7);
  for (int i = 0; i < n; i++)
    {
      double x = self->w * ps_dice_between (&self->frame, 0.15, 0.85),
             y = horizon * ps_dice_between (&self->frame, 0.16, 0.62);
      cairo_pattern_t *trail = cairo_pattern_create_linear (x, y, x, horizon);

      cairo_pattern_add_color_stop_rgba (trail, 0, 1, 0.85, 0.6, 0.5);
      cairo_pattern_add_color_stop_rgba (trail, 1, 1, 0.7, 0.4, 0);
      cairo_set_source (self->cr, trail);
      cairo_set_line_width (self->cr, 2);
      cairo_move_to (self->cr, x, y);
      cairo_curve_to (self->cr, x + 6, y + (horizon - y) * 0.4, x + 14, y + (horizon - y) * 0.7, x + 16, horizon);
      cairo_stroke (self->cr);
      cairo_pattern_destroy (trail);
      draw_burst (self, &self->frame, x, y, ps_dice_between (&self->frame, 120, 300),
                  ps_dice_between (&self->frame, 0.6, 1));
    }
  draw_roofs (self, horizon, dark);
  ps_canvas_reflect (self->canvas, horizon, self->h + 60, ps_dice_between (&self->place, 22, 46), 2.4, dark, 0.5,
                     self->place_seed, self->scene->drift * 0.8);
  /* Those who came to watch. */
  if (ps_dice_chance (&self->setup, 0.7))
    {
      cairo_rectangle (self->cr, -60, self->h - 26, self->w + 120, 120);
      ps_canvas_color (self->canvas, ps_color_scale (dark, 0.5f), 1);
      cairo_fill (self->cr);
      for (double x = ps_dice_between (&self->setup, 0, 40); x < self->w; x += ps_dice_between (&self->setup, 24, 120))
        ps_sketch_person (self, x + ps_dice_bell (&self->frame) * 2, self->h + 26,
                          ps_dice_between (&self->setup, 120, 165), ps_color_scale (dark, 0.5f),
                          ps_dice_chance (&self->frame, 0.12) ? 2 : 0);
    }
}
