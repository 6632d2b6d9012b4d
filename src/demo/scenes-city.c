/* src/demo/scenes-city.c: skylines at the blue hour, streets in the rain. */
#include <math.h>

#include "demo/scenes-private.h"

typedef struct
{
  double x, wide, tall;
  int cap;     /* 0 flat, 1 stepped, 2 spire, 3 slanted */
} Tower;

static Tower
roll_tower (PsDice *dice,
            double  x,
            double  tallest)
{
  double luck = ps_dice_unit (dice);
  Tower tower = { x, ps_dice_between (dice, 32, 92),
                  tallest * (0.16 + 0.4 * ps_dice_unit (dice) + 0.5 * pow (luck, 9)), ps_dice_pick (dice, 7) };

  if (luck > 0.86)
    tower.wide *= 0.7;
  return tower;
}

static void
add_outline (cairo_t     *cr,
             const Tower *t,
             double       base)
{
  double top = base - t->tall;

  cairo_rectangle (cr, t->x, top, t->wide, t->tall + 3);
  if (t->cap == 1)
    {
      cairo_rectangle (cr, t->x + t->wide * 0.18, top - 16, t->wide * 0.64, 17);
      cairo_rectangle (cr, t->x + t->wide * 0.34, top - 30, t->wide * 0.32, 16);
    }
  else if (t->cap == 2)
    {
      cairo_move_to (cr, t->x + t->wide * 0.47, top + 1);
      cairo_line_to (cr, t->x + t->wide * 0.5, top - 70);
      cairo_line_to (cr, t->x + t->wide * 0.53, top + 1);
      cairo_close_path (cr);
      cairo_rectangle (cr, t->x + t->wide * 0.25, top - 10, t->wide * 0.5, 12);
    }
  else if (t->cap == 3)
    {
      cairo_move_to (cr, t->x, top + 1);
      cairo_line_to (cr, t->x + t->wide, top - t->wide * 0.4);
      cairo_line_to (cr, t->x + t->wide, top + 1);
      cairo_close_path (cr);
    }
}

/* Rows of windows; whole floors are lit or dark together more often than not. */
static void
light_windows (PsSketch    *self,
               const Tower *t,
               double       base,
               PsDice      *dice,
               double       size,
               double       share)
{
  cairo_t *cr = self->cr;
  PsColor warm = ps_color_hsv (ps_dice_between (dice, 0.08, 0.14), ps_dice_between (dice, 0.3, 0.65), 1),
          cool = PS_COLOR (0xd8ecff);
  gboolean is_office = ps_dice_chance (dice, 0.35);
  double mine = share * ps_dice_between (dice, 0.4, 1.5);

  for (double y = base - t->tall + size * 1.6; y < base - size * 2; y += size * 2.1)
    {
      double floor_share = mine * (ps_dice_chance (dice, 0.3) ? 1.7 : 0.75);

      for (double x = t->x + size * 0.8; x < t->x + t->wide - size * 1.2; x += size * 1.65)
        if (ps_dice_chance (dice, floor_share))
          {
            ps_canvas_color (self->canvas, is_office ? cool : warm, ps_dice_between (dice, 0.35, 1));
            cairo_rectangle (cr, x, y, size, size * 1.15);
            cairo_fill (cr);
          }
    }
  if (t->cap == 2)
    ps_canvas_glow (self->canvas, t->x + t->wide / 2, base - t->tall - 70, 13, PS_COLOR (0xff4030), 1);
}

static void
draw_towers (PsSketch *self,
             guint64   seed,
             double    base,
             double    tallest,
             double    shift,
             PsColor   top,
             PsColor   bottom,
             double    size,
             double    share)
{
  PsDice dice = ps_dice_new (seed, 44);

  for (double x = -200 - shift; x < self->w + 60; )
    {
      Tower t = roll_tower (&dice, x, tallest);
      PsDice windows = ps_dice_new (ps_dice_next (&dice), 1);

      x += t.wide * ps_dice_between (&dice, 0.82, 1.25);
      if (t.x + t.wide < -50)
        continue;
      add_outline (self->cr, &t, base);
      ps_canvas_fill (self->canvas, top, bottom, base - tallest, base);
      if (size > 0)
        light_windows (self, &t, base, &windows, size, share);
    }
}

/* A suspension bridge from edge to edge, its cables lit. */
static void
draw_bridge (PsSketch *self,
             double    base,
             PsColor   color)
{
  cairo_t *cr = self->cr;
  double deck = base - 34, left = self->w * 0.2, right = self->w * 0.84, tall = 200;

  ps_canvas_color (self->canvas, color, 1);
  cairo_rectangle (cr, -60, deck, self->w + 120, 8);
  cairo_fill (cr);
  for (int i = 0; i < 2; i++)
    {
      double x = i == 0 ? left : right;

      cairo_rectangle (cr, x - 11, deck - tall, 7, tall + 44);
      cairo_rectangle (cr, x + 4, deck - tall, 7, tall + 44);
      cairo_rectangle (cr, x - 11, deck - tall, 22, 7);
      cairo_rectangle (cr, x - 11, deck - tall * 0.55, 22, 6);
      cairo_fill (cr);
    }
  cairo_set_line_width (cr, 2.6);
  for (int k = -1; k <= 1; k++)
    for (double t = 0; t <= 1.0001; t += 1 / 44.0)
      {
        double span = right - left, x = left + span * (k + t), y = deck - tall + 4 * (tall - 22) * t * (1 - t);

        if (t == 0)
          cairo_move_to (cr, x, y);
        else
          cairo_line_to (cr, x, y);
        if (t >= 1)
          cairo_stroke (cr);
      }
  for (double t = -1; t < 2; t += 0.024)
    {
      double span = right - left, part = t - floor (t), x = left + span * t,
             y = deck - tall + 4 * (tall - 22) * part * (1 - part);

      ps_canvas_color (self->canvas, color, 0.7);
      cairo_set_line_width (cr, 0.9);
      cairo_move_to (cr, x, y);
      cairo_line_to (cr, x, deck);
      cairo_stroke (cr);
      ps_canvas_color (self->canvas, PS_COLOR (0xfff0c8), 0.95);
      cairo_arc (cr, x, y, 1.7, 0, 2 * G_PI);
      cairo_fill (cr);
    }
  for (double x = -50; x < self->w + 50; x += 58)
    ps_canvas_glow (self->canvas, x, deck - 6, 26, PS_COLOR (0xffc878), 0.8);
}

void
ps_scene_skyline (PsSketch *self)
{
  static const PsColor skies[][3] = {
    { PS_COLOR (0x0c1a3e), PS_COLOR (0x3c5a9a), PS_COLOR (0xf0a878) }, { PS_COLOR (0x141030), PS_COLOR (0x5a3a80), PS_COLOR (0xff8a6a) },
    { PS_COLOR (0x081428), PS_COLOR (0x1c4468), PS_COLOR (0x6a9ab0) }, { PS_COLOR (0x0a0c20), PS_COLOR (0x2a2a58), PS_COLOR (0xb06a80) },
    { PS_COLOR (0x12203a), PS_COLOR (0x4a7a98), PS_COLOR (0xffd8a0) }
  };
  const PsColor *p = skies[ps_dice_pick (&self->place, G_N_ELEMENTS (skies))];
  float night = (float) self->scene->light;
  double horizon = self->h * ps_dice_between (&self->setup, 0.62, 0.74),
         shift = ps_dice_between (&self->setup, 0, 140), size = self->h * 0.44;
  PsSky sky = { .high = ps_color_mix (p[0], PS_COLOR (0x04060e), night * 0.6f),
                .middle = ps_color_mix (p[1], p[0], night * 0.6f),
                .low = ps_color_mix (p[2], p[1], night * 0.6f),
                .sun = p[2] };
  PsColor near = ps_color_mix (p[0], PS_COLOR (0x05060c), 0.55f);

  sky.cloud_lit = ps_color_mix (p[2], p[1], 0.4f);
  sky.cloud_dark = ps_color_mix (p[0], p[1], 0.5f);
  sky.sun_x = self->w * ps_dice_between (&self->place, 0.2, 0.8);
  sky.sun_y = horizon * 1.05;
  sky.glow = 0.75 * (1 - night * 0.7);
  sky.cover = ps_dice_between (&self->place, 0.1, 0.5);
  sky.cloud_size = 1.3;
  sky.horizon = horizon;
  ps_sketch_sky (self, &sky);
  draw_towers (self, self->scene->place + 1, horizon, size * 0.62, shift * 0.4,
               ps_color_mix (sky.middle, near, 0.25f), ps_color_mix (sky.low, sky.middle, 0.3f), 0, 0);
  draw_towers (self, self->scene->place + 2, horizon, size * 0.86, shift * 0.7, ps_color_mix (sky.middle, near, 0.6f),
               ps_color_mix (sky.low, near, 0.5f), 3.2, 0.16 + 0.16 * night);
  draw_towers (self, self->scene->place + 3, horizon, size, shift, ps_color_mix (sky.middle, near, 0.88f),
               ps_color_mix (sky.low, near, 0.8f), 5.6, 0.2 + 0.2 * night);
  for (int i = 0; i < 22; i++)
    ps_canvas_glow (self->canvas, ps_dice_between (&self->place, 0, self->w), horizon - 4,
                    ps_dice_between (&self->place, 20, 80), PS_COLOR (0xffb860), 0.32);
  if (self->scene->place % 5 < 2)
    draw_bridge (self, horizon, near);
  ps_canvas_reflect (self->canvas, horizon, self->h + 60, ps_dice_between (&self->place, 14, 46), 2.4,
                     ps_color_scale (p[0], 0.55f), 0.42, self->place_seed, self->scene->drift * 0.7);
  /* The quay we stand on. */
  if (ps_dice_chance (&self->setup, 0.5))
    {
      double y = self->h * 0.945;

      cairo_rectangle (self->cr, -60, y, self->w + 120, self->h);
      ps_canvas_fill (self->canvas, ps_color_mix (near, p[2], 0.1f), ps_color_scale (near, 0.6f), y, self->h);
      ps_canvas_color (self->canvas, ps_color_scale (near, 0.7f), 1);
      cairo_rectangle (self->cr, -60, y - 46, self->w + 120, 4);
      for (double x = 14; x < self->w; x += 46)
        cairo_rectangle (self->cr, x, y - 44, 3, 46);
      cairo_fill (self->cr);
      if (ps_dice_chance (&self->setup, 0.6))
        ps_sketch_person (self, self->w * ps_dice_between (&self->setup, 0.2, 0.8), y + 8, 130,
                          ps_color_scale (near, 0.6f), 0);
    }
}

/* An umbrella above a walker. */
static void
draw_umbrella (PsSketch *self,
               double    x,
               double    y,
               double    r,
               PsColor   color)
{
  cairo_t *cr = self->cr;

  cairo_move_to (cr, x - r, y);
  cairo_curve_to (cr, x - r * 0.9, y - r * 0.75, x - r * 0.3, y - r * 0.86, x, y - r * 0.88);
  cairo_curve_to (cr, x + r * 0.3, y - r * 0.86, x + r * 0.9, y - r * 0.75, x + r, y);
  for (int i = 0; i < 4; i++)
    cairo_curve_to (cr, x + r - r * 0.5 * i - r * 0.12, y - r * 0.14, x + r - r * 0.5 * (i + 1) + r * 0.12,
                    y - r * 0.14, x + r - r * 0.5 * (i + 1), y);
  cairo_close_path (cr);
  ps_canvas_fill (self->canvas, color, ps_color_scale (color, 0.45f), y - r, y);
  cairo_set_line_width (cr, r * 0.045);
  ps_canvas_color (self->canvas, PS_COLOR (0x0c0c10), 1);
  cairo_move_to (cr, x, y - r * 0.95);
  cairo_line_to (cr, x, y + r * 0.75);
  cairo_stroke (cr);
}

void
ps_scene_street (PsSketch *self)
{
  static const PsColor lights[][5] = {
    { PS_COLOR (0xffb050), PS_COLOR (0xff7a3a), PS_COLOR (0xffe0a0), PS_COLOR (0x40c8e0), PS_COLOR (0xff4a5a) },
    { PS_COLOR (0xff4aa0), PS_COLOR (0x4ae0ff), PS_COLOR (0x9a5aff), PS_COLOR (0xffd080), PS_COLOR (0x3a6aff) },
    { PS_COLOR (0xffd8a0), PS_COLOR (0xffa860), PS_COLOR (0xff6a4a), PS_COLOR (0xfff0d8), PS_COLOR (0x60e0a0) },
    { PS_COLOR (0x50e8c0), PS_COLOR (0xffe070), PS_COLOR (0xff5a6a), PS_COLOR (0x5a8aff), PS_COLOR (0xffa0d0) }
  };
  const PsColor *p = lights[ps_dice_pick (&self->place, G_N_ELEMENTS (lights))];
  PsColor night = ps_color_mix (ps_color_hsv (ps_dice_between (&self->place, 0.56, 0.76), 0.6, 0.16), p[0], 0.08f);
  double horizon = self->h * ps_dice_between (&self->setup, 0.56, 0.68),
         vanish = self->w * ps_dice_between (&self->setup, 0.35, 0.65);
  PsCanvas *soft = ps_canvas_soft (self->canvas, 15);
  PsDice far = ps_dice_new (self->scene->setup, 45);
  int n_people = 1 + ps_dice_pick (&self->setup, 3);

  ps_canvas_fill (soft, ps_color_scale (night, 0.6f), ps_color_mix (night, p[0], 0.35f), 0, horizon);
  /* Houses on both sides lean to where the street ends. */
  for (int side = -1; side <= 1; side += 2)
    for (int i = 0; i < 7; i++)
      {
        double t = i / 7.0, x = vanish + side * (self->w * 0.85) * pow (1 - t, 1.7) + side * 30,
               top = horizon - (self->h * 0.75) * pow (1 - t, 1.2) - 40;
        PsColor wall = ps_color_mix (ps_color_scale (night, 0.55f), p[ps_dice_pick (&far, 5)],
                                     (float) ps_dice_between (&far, 0.03, 0.16));

        cairo_rectangle (soft->cr, side < 0 ? x - 600 : x, top, 600, horizon - top);
        ps_canvas_color (soft, wall, 1);
        cairo_fill (soft->cr);
        for (int k = 0; k < 10; k++)
          {
            double wy = ps_dice_between (&far, top + 20, horizon - 20),
                   wx = x + side * ps_dice_between (&far, 4, 30 + 120 * (1 - t));

            ps_canvas_color (soft, p[ps_dice_pick (&far, 5)], ps_dice_between (&far, 0.2, 0.9));
            cairo_rectangle (soft->cr, wx - 8 * (1.2 - t), wy, 18 * (1.2 - t),
                             (ps_dice_chance (&far, 0.3) ? 60 : 22) * (1.2 - t));
            cairo_fill (soft->cr);
          }
      }
  ps_canvas_soft_done (self->canvas, soft, 15, CAIRO_OPERATOR_OVER, 1);
  ps_canvas_glow (self->canvas, vanish, horizon - 30, 420, p[0], 0.5);
  /* Lamps and shop signs, far out of focus. */
  for (int i = 0; i < 46; i++)
    {
      double t = pow (ps_dice_unit (&far), 0.7), side = ps_dice_chance (&far, 0.5) ? 1 : -1;
      double x = vanish + side * self->w * 0.75 * t * t + ps_dice_bell (&far) * 46
                 + self->scene->drift * side * t * 3,
             y = horizon - 20 - self->h * 0.5 * t * ps_dice_unit (&far);

      ps_canvas_lens (self->canvas, x, y, 8 + 44 * t * ps_dice_between (&far, 0.5, 1), p[ps_dice_pick (&far, 5)],
                      ps_dice_between (&far, 0.18, 0.6));
    }
  for (int i = 0; i < 8; i++)
    {
      /* Cars: pairs of head lamps. */
      double t = ps_dice_unit (&self->frame), x = vanish + (ps_dice_unit (&self->frame) - 0.5) * 260 * (0.3 + t),
             r = 7 + 16 * t;

      ps_canvas_lens (self->canvas, x - r * 1.6, horizon - 6 + 16 * t, r,
                      i % 2 ? PS_COLOR (0xfff2d8) : PS_COLOR (0xff3a30), 0.75);
      ps_canvas_lens (self->canvas, x + r * 1.6, horizon - 6 + 16 * t, r,
                      i % 2 ? PS_COLOR (0xfff2d8) : PS_COLOR (0xff3a30), 0.75);
    }
  ps_canvas_reflect (self->canvas, horizon + 12, self->h + 60, 11, 16, ps_color_scale (night, 0.4f), 0.62,
                     self->setup_seed, self->scene->drift * 0.2);
  for (int i = 0; i < n_people; i++)
    {
      double x = self->w * ps_dice_between (&self->setup, 0.18, 0.82) + self->scene->drift * (i % 2 ? 9 : -9),
             size = self->h * ps_dice_between (&self->setup, 0.26, 0.54);
      double y = horizon + 26 + (size / self->h - 0.2) * self->h * 0.72;
      PsColor coat = ps_color_scale (night, 0.24f);
      cairo_pattern_t *shadow = cairo_pattern_create_linear (0, y, 0, y + size * 0.6);

      cairo_pattern_add_color_stop_rgba (shadow, 0, 0.02, 0.02, 0.04, 0.75);
      cairo_pattern_add_color_stop_rgba (shadow, 1, 0.02, 0.02, 0.04, 0);
      cairo_set_source (self->cr, shadow);
      cairo_move_to (self->cr, x - size * 0.09, y);
      cairo_line_to (self->cr, x + size * 0.09, y);
      cairo_line_to (self->cr, x + size * 0.13, y + size * 0.6);
      cairo_line_to (self->cr, x - size * 0.13, y + size * 0.6);
      cairo_fill (self->cr);
      cairo_pattern_destroy (shadow);
      ps_sketch_person (self, x, y, size, coat, i == 0 ? 0 : 1);
      if (ps_dice_chance (&self->setup, 0.75))
        draw_umbrella (self, x + size * 0.06, y - size * 0.93, size * 0.36,
                       ps_color_mix (coat, p[ps_dice_pick (&self->setup, 5)], 0.6f));
    }
  /* Rain catches the light. */
  cairo_set_line_width (self->cr, 1.1);
  for (int i = 0; i < 240; i++)
    {
      double x = ps_dice_between (&self->frame, -20, self->w + 20), y = ps_dice_between (&self->frame, -40, self->h),
             far_off = ps_dice_between (&self->frame, 12, 44);

      ps_canvas_color (self->canvas, ps_color_mix (p[0], PS_COLOR (0xffffff), 0.6f),
                       ps_dice_between (&self->frame, 0.05, 0.24));
      cairo_move_to (self->cr, x, y);
      cairo_line_to (self->cr, x - far_off * 0.12, y + far_off);
      cairo_stroke (self->cr);
    }
}
