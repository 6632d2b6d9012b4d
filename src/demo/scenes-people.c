/* src/demo/scenes-people.c: heads against the light, a couple, a stage. People are silhouettes. */
#include <math.h>

#include "demo/scenes-private.h"

/* A head from the side, looking right; about 110 units from chin to crown. */
static const double profile[] = {
  -150, 190, -132, 128, -78, 104, -40, 84, -34, 62, -38, 40, -50, 18, -56, -8, -50, -34, -32, -54, -6, -62, 16, -56,
  30, -42, 35.5, -26, 36, -16, 38.5, -10.5, 37, -5, 41, 3, 48.5, 13, 47, 17, 40.5, 19, 39, 22.5, 42.5, 27, 41.5, 30.5,
  38.5, 32.5, 41, 36, 39.5, 40.5, 36, 43.5, 37.5, 49, 34, 55.5, 26, 58.5, 15, 59.5, 8, 66, 9, 84, 30, 98, 84, 112, 132, 134, 150, 190
};

/* From the front, or from behind: nobody can tell. */
static const double front[] = {
  -170, 190, -150, 138, -112, 116, -60, 102, -25, 90, -19, 74, -22, 58, -34, 40, -41, 14, -43, -14, -36, -42, -19, -58,
  0, -63, 19, -58, 36, -42, 43, -14, 41, 14, 34, 40, 22, 58, 19, 74, 25, 90, 60, 102, 112, 116, 150, 138, 170, 190
};

static void
add_hair (PsSketch *self,
          gboolean  is_profile,
          int       style,
          PsDice   *dice)
{
  cairo_t *cr = self->cr;

  switch (style)
    {
    case 0: /* a bun */
      if (is_profile)
        {
          const double cap[] = { 30, -44, 10, -66, -20, -68, -48, -52, -62, -20, -58, 10, -44, 26, -30, 20, -20, -6, 0, -30 };

          ps_canvas_curve (self->canvas, cap, G_N_ELEMENTS (cap) / 2, TRUE);
          cairo_fill (cr);
          cairo_arc (cr, -66, -36, 23, 0, 2 * G_PI);
        }
      else
        cairo_arc (cr, 3, -72, 22, 0, 2 * G_PI);
      cairo_fill (cr);
      break;
    case 1: /* long */
      if (is_profile)
        {
          const double fall[] = { 32, -40, 14, -68, -22, -74, -56, -54, -70, -14, -70, 40, -84, 100, -104, 150, -60, 160, -22, 128, -12, 80, -18, 40, -16, 6, 6, -22 };

          ps_canvas_curve (self->canvas, fall, G_N_ELEMENTS (fall) / 2, TRUE);
        }
      else
        {
          const double fall[] = { 0, -72, -36, -60, -52, -24, -54, 20, -66, 80, -74, 132, -30, 140, 0, 128, 34, 140, 76, 130, 66, 80, 54, 20, 52, -24, 36, -60 };

          ps_canvas_curve (self->canvas, fall, G_N_ELEMENTS (fall) / 2, TRUE);
        }
      cairo_fill (cr);
      break;
    case 2: /* curls */
      for (int i = 0; i < 46; i++)
        {
          double a = ps_dice_between (dice, G_PI * (is_profile ? 0.72 : 0.86), G_PI * (is_profile ? 1.9 : 2.14)), r = ps_dice_between (dice, 44, 72);

          cairo_arc (cr, (is_profile ? -10 : 0) + cos (a) * r, -14 + sin (a) * r * 0.9, ps_dice_between (dice, 9, 19), 0, 2 * G_PI);
          cairo_fill (cr);
        }
      break;
    case 3: /* a hat */
      cairo_save (cr);
      cairo_translate (cr, is_profile ? -6 : 0, -40);
      cairo_rotate (cr, is_profile ? -0.12 : -0.05);
      cairo_save (cr);
      cairo_scale (cr, 1, 0.16);
      cairo_arc (cr, 0, 0, 88, 0, 2 * G_PI);
      cairo_restore (cr);
      cairo_fill (cr);
      cairo_move_to (cr, -46, 2);
      cairo_curve_to (cr, -48, -30, -40, -54, -22, -52);
      cairo_curve_to (cr, -8, -46, 8, -46, 22, -52);
      cairo_curve_to (cr, 40, -54, 48, -30, 46, 2);
      cairo_fill (cr);
      cairo_restore (cr);
      break;
    default: /* short */
      if (is_profile)
        {
          const double crop[] = { 36, -26, 30, -54, 6, -72, -28, -70, -54, -50, -62, -18, -56, 12, -46, 26, -36, 8, -24, -18, 10, -40 };

          ps_canvas_curve (self->canvas, crop, G_N_ELEMENTS (crop) / 2, TRUE);
          cairo_fill (cr);
        }
      else
        {
          const double crop[] = { -46, -4, -48, -36, -32, -64, 0, -74, 34, -64, 48, -34, 46, -4, 30, -40, -6, -46, -34, -34 };

          ps_canvas_curve (self->canvas, crop, G_N_ELEMENTS (crop) / 2, TRUE);
          cairo_fill (cr);
        }
      break;
    }
}

static void
fill_head (PsSketch *self,
           gboolean  is_profile,
           int       hair,
           guint64   hair_seed)
{
  PsDice dice = ps_dice_new (hair_seed, 2);

  if (is_profile)
    ps_canvas_curve (self->canvas, profile, G_N_ELEMENTS (profile) / 2, TRUE);
  else
    ps_canvas_curve (self->canvas, front, G_N_ELEMENTS (front) / 2, TRUE);
  cairo_fill (self->cr);
  add_hair (self, is_profile, hair, &dice);
}

/* The head again, a little to the light's side, in the light's colour; then the dark one over it leaves a rim. */
static void
draw_head (PsSketch *self,
           double    x,
           double    y,
           double    size,
           double    faces,
           PsColor   dark,
           PsColor   rim,
           double    from)
{
  cairo_t *cr = self->cr;
  gboolean is_profile = ps_dice_chance (&self->setup, 0.68);
  int hair = (int) (self->scene->place % 5);
  double nod = ps_dice_bell (&self->frame) * 0.04 + ps_dice_between (&self->setup, -0.1, 0.1);
  static const double steps[][2] = { { 3.4, 0.28 }, { 2.3, 0.5 }, { 1.3, 0.85 } };

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_rotate (cr, nod);
  cairo_scale (cr, size / 110 * faces, size / 110);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      cairo_save (cr);
      cairo_translate (cr, from * faces * steps[i][0], -steps[i][0] * 0.5);
      ps_canvas_color (self->canvas, rim, steps[i][1]);
      fill_head (self, is_profile, hair, self->scene->place);
      cairo_restore (cr);
    }
  ps_canvas_color (self->canvas, dark, 1);
  fill_head (self, is_profile, hair, self->scene->place);
  cairo_restore (cr);
}

void
ps_scene_portrait (PsSketch *self)
{
  static const PsColor moods[][3] = {
    { PS_COLOR (0xffb070), PS_COLOR (0x8a3a3c), PS_COLOR (0x1c0e16) }, { PS_COLOR (0x9ad0e0), PS_COLOR (0x2a5a78), PS_COLOR (0x0a1420) },
    { PS_COLOR (0xffdca8), PS_COLOR (0xa87850), PS_COLOR (0x20140e) }, { PS_COLOR (0xf08ab0), PS_COLOR (0x5a3a90), PS_COLOR (0x120a20) },
    { PS_COLOR (0xe8e4dc), PS_COLOR (0x8a8680), PS_COLOR (0x141416) }, { PS_COLOR (0xb8e0a0), PS_COLOR (0x3c6a50), PS_COLOR (0x0c1612) }
  };
  const PsColor *p = moods[ps_dice_pick (&self->place, G_N_ELEMENTS (moods))];
  gboolean is_studio = ps_dice_chance (&self->place, 0.5);
  double faces = ps_dice_chance (&self->setup, 0.5) ? 1 : -1, x = self->w * (0.5 - faces * ps_dice_between (&self->setup, 0.02, 0.16)) + self->scene->drift * 3;
  double size = MIN (self->w, self->h) * ps_dice_between (&self->setup, 0.36, 0.56), y = self->h * ps_dice_between (&self->setup, 0.4, 0.48);
  double lamp_x = x + faces * ps_dice_between (&self->setup, -120, 300);

  ps_canvas_fill (self->canvas, ps_color_mix (p[1], p[2], 0.45f), ps_color_mix (p[1], p[2], 0.2f), 0, self->h);
  ps_canvas_glow (self->canvas, lamp_x, y - 40, MAX (self->w, self->h) * 0.75, p[0], is_studio ? 0.85 : 0.6);
  if (!is_studio)
    {
      PsDice far = ps_dice_new (self->scene->setup, 46);
      PsColor colors[4] = { p[0], ps_color_mix (p[0], PS_COLOR (0xffffff), 0.4f), ps_color_mix (p[0], p[1], 0.5f), PS_COLOR (0xffe8c0) };
      PsCanvas *soft = ps_canvas_soft (self->canvas, 30);

      for (int i = 0; i < 9; i++)
        ps_canvas_dim (soft, ps_dice_between (&far, 0, self->w), ps_dice_between (&far, 0, self->h), ps_dice_between (&far, 130, 330), i % 2 ? p[2] : p[0], 0.34);
      ps_canvas_soft_done (self->canvas, soft, 30, CAIRO_OPERATOR_OVER, 0.7);
      ps_sketch_bokeh (self, &far, 34, 0, self->h * 0.9, 14, 78, colors, 4, 0.4);
    }
  draw_head (self, x, y, size, faces, p[2], ps_color_mix (p[0], PS_COLOR (0xffffff), 0.5f), ps_dice_chance (&self->setup, 0.7) ? 1 : -1);
  ps_canvas_glow (self->canvas, lamp_x, y - size * 0.3, size * 1.5, p[0], 0.16);
}

/* Arms are lines; from above the elbow they taper. */
static void
draw_arm (PsSketch *self,
          double    x0,
          double    y0,
          double    x1,
          double    y1,
          double    bend,
          double    thick,
          PsColor   color)
{
  cairo_t *cr = self->cr;

  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, thick);
  ps_canvas_color (self->canvas, color, 1);
  cairo_move_to (cr, x0, y0);
  cairo_curve_to (cr, x0 + (x1 - x0) * 0.2, y0 + (y1 - y0) * 0.6 + bend, x0 + (x1 - x0) * 0.6, y1 + bend, x1, y1);
  cairo_stroke (cr);
}

static void
draw_couple (PsSketch *self,
             double    x,
             double    y,
             double    tall,
             PsColor   color,
             PsColor   light,
             int       pose)
{
  cairo_t *cr = self->cr;
  double apart = pose == 0 ? tall * 0.34 : pose == 1 ? tall * 0.15 : tall * 0.24, u = tall / 100;
  double sway = ps_dice_bell (&self->frame) * u * 0.8;

  /* The veil is what the light shines through. */
  cairo_move_to (cr, x + apart / 2, y - tall * 0.92);
  cairo_curve_to (cr, x + apart / 2 + u * 12, y - tall * 0.9, x + apart / 2 + u * 16, y - tall * 0.4, x + apart / 2 + u * 34 + sway * 4, y - u * 2);
  cairo_line_to (cr, x + apart / 2 + u * 6, y);
  cairo_close_path (cr);
  ps_canvas_color (self->canvas, ps_color_mix (color, light, 0.55f), 0.5);
  cairo_fill (cr);
  ps_sketch_person (self, x - apart / 2, y, tall * 1.05, color, 0);
  ps_sketch_person (self, x + apart / 2 + sway, y + u, tall * 0.96, color, 3);
  if (pose == 0)
    {
      draw_arm (self, x - apart / 2 + u * 8, y - u * 78, x, y - u * 46, 0, u * 4, color);
      draw_arm (self, x + apart / 2 - u * 7, y - u * 72, x, y - u * 46, 0, u * 3.2, color);
    }
  else if (pose == 1)
    {
      draw_arm (self, x - apart / 2 + u * 8, y - u * 80, x + apart / 2 + u * 6, y - u * 60, u * 4, u * 4, color);
      draw_arm (self, x + apart / 2 - u * 7, y - u * 74, x - apart / 2 - u * 2, y - u * 82, -u * 2, u * 3.2, color);
    }
  else
    {
      /* A twirl: two arms up. */
      draw_arm (self, x - apart / 2 + u * 9, y - u * 80, x + u * 1, y - u * 108, -u * 4, u * 4, color);
      draw_arm (self, x + apart / 2 - u * 7, y - u * 74, x + u * 1, y - u * 108, -u * 4, u * 3.2, color);
      draw_arm (self, x + apart / 2 + u * 7, y - u * 74, x + apart / 2 + u * 26, y - u * 62, u * 3, u * 3, color);
    }
}

/* Bulbs on a wire between posts. */
static void
draw_bulbs (PsSketch *self,
            PsDice   *dice,
            double    y,
            PsColor   dark)
{
  cairo_t *cr = self->cr;

  for (int line = 0; line < 3; line++)
    {
      double y0 = y - 120 * line * ps_dice_between (dice, 0.6, 1), y1 = y0 + ps_dice_between (dice, -90, 90), sag = ps_dice_between (dice, 50, 120);

      cairo_set_line_width (cr, 1.6);
      ps_canvas_color (self->canvas, dark, 0.8);
      cairo_move_to (cr, -60, y0);
      cairo_curve_to (cr, self->w * 0.33, y0 + sag, self->w * 0.66, y1 + sag, self->w + 60, y1);
      cairo_stroke (cr);
      for (double t = 0.01; t < 1; t += 0.045)
        {
          double s = 1 - t, bx = s * s * s * -60 + 3 * s * s * t * self->w * 0.33 + 3 * s * t * t * self->w * 0.66 + t * t * t * (self->w + 60);
          double by = s * s * s * y0 + 3 * s * s * t * (y0 + sag) + 3 * s * t * t * (y1 + sag) + t * t * t * y1 + 7;

          ps_canvas_glow (self->canvas, bx, by, 30, PS_COLOR (0xffb850), 0.75);
          ps_canvas_color (self->canvas, PS_COLOR (0xfff4d4), 1);
          cairo_arc (cr, bx, by, 4.4, 0, 2 * G_PI);
          cairo_fill (cr);
        }
    }
}

static void
draw_grass (PsSketch *self,
            PsDice   *dice,
            double    base,
            double    rise,
            PsColor   color)
{
  cairo_t *cr = self->cr;

  ps_canvas_color (self->canvas, color, 1);
  for (int i = 0; i < 900; i++)
    {
      double x = ps_dice_between (dice, -40, self->w + 40), y = base - rise * ps_ridge_at (self->setup_seed, x, 900, 0) + 6, tall = ps_dice_between (dice, 8, 34), lean = ps_dice_bell (dice) * 9;

      cairo_move_to (cr, x - 1.6, y + 6);
      cairo_curve_to (cr, x, y - tall * 0.5, x + lean * 0.5, y - tall * 0.8, x + lean, y - tall);
      cairo_curve_to (cr, x + lean * 0.6, y - tall * 0.7, x + 2, y - tall * 0.4, x + 1.6, y + 6);
      cairo_fill (cr);
    }
}

void
ps_scene_couple (PsSketch *self)
{
  double base = self->h * 0.97, rise = self->h * ps_dice_between (&self->setup, 0.1, 0.2), x = self->w * ps_dice_between (&self->setup, 0.34, 0.66) + self->scene->drift * 4;
  double tall = self->h * ps_dice_between (&self->setup, 0.26, 0.5), y;
  PsSky sky = ps_sketch_sky_roll (self, self->h * 0.86);
  PsColor dark = ps_color_mix (ps_color_scale (sky.high, 0.22f), PS_COLOR (0x100a10), 0.5f);
  PsDice grass = ps_dice_new (self->scene->setup, 47);

  /* Weddings have the sun behind them. */
  sky.sun_x = x + ps_dice_between (&self->setup, -160, 160);
  sky.sun_y = self->h * ps_dice_between (&self->setup, 0.5, 0.7);
  sky.glow = MAX (sky.glow, 0.8);
  sky.cover = MIN (sky.cover, 0.45);
  if (self->scene->light > 0.85)
    {
      sky.high = PS_COLOR (0x0a1030);
      sky.middle = PS_COLOR (0x2a2a5a);
      sky.low = PS_COLOR (0xb06a70);
    }
  ps_sketch_sky (self, &sky);
  ps_canvas_glow (self->canvas, sky.sun_x, sky.sun_y, 480, sky.sun, 0.7);
  ps_sketch_ridge (self, self->place_seed + 5, self->h * 0.84, self->h * 0.1, 420, 0.3, 0, ps_color_mix (sky.low, dark, 0.3f), ps_color_mix (sky.low, dark, 0.15f), self->h);
  ps_sketch_pines (self, &self->place, self->h * 0.9, self->h * 0.09, 26, ps_color_mix (sky.low, dark, 0.55f), 24);
  y = base - rise * ps_ridge_at (self->setup_seed, x, 900, 0) + 8;
  cairo_move_to (self->cr, -60, self->h + 60);
  for (double gx = -60; gx <= self->w + 60; gx += 6)
    cairo_line_to (self->cr, gx, base - rise * ps_ridge_at (self->setup_seed, gx, 900, 0) + 6);
  cairo_line_to (self->cr, self->w + 60, self->h + 60);
  cairo_close_path (self->cr);
  ps_canvas_fill (self->canvas, ps_color_mix (dark, sky.low, 0.14f), ps_color_scale (dark, 0.7f), base - rise, self->h);
  draw_couple (self, x, y, tall, dark, sky.sun, ps_dice_pick (&self->setup, 3));
  draw_grass (self, &grass, base, rise, ps_color_mix (dark, sky.low, 0.08f));
  if (self->scene->light > 0.6 || ps_dice_chance (&self->setup, 0.25))
    draw_bulbs (self, &grass, self->h * 0.34, dark);
  ps_canvas_glow (self->canvas, sky.sun_x, sky.sun_y, 640, sky.sun, 0.24);
  if (ps_dice_chance (&self->setup, 0.4))
    {
      /* Petals or sparks in the air, some near and out of focus. */
      PsColor colors[2] = { ps_color_mix (sky.sun, sky.low, 0.3f), sky.sun };

      ps_sketch_bokeh (self, &self->frame, 26, 0, self->h, 4, 44, colors, 2, 0.34);
    }
}

static void
draw_beam (PsCanvas *soft,
           double    x,
           double    y,
           double    angle,
           double    wide,
           double    far,
           PsColor   color,
           double    alpha)
{
  cairo_pattern_t *light = cairo_pattern_create_radial (x, y, 0, x, y, far);

  cairo_pattern_add_color_stop_rgba (light, 0, 1, 1, 1, alpha);
  cairo_pattern_add_color_stop_rgba (light, 0.06, color.r, color.g, color.b, alpha * 0.9);
  cairo_pattern_add_color_stop_rgba (light, 1, color.r, color.g, color.b, 0);
  cairo_save (soft->cr);
  cairo_set_operator (soft->cr, CAIRO_OPERATOR_ADD);
  cairo_set_source (soft->cr, light);
  cairo_move_to (soft->cr, x, y);
  cairo_line_to (soft->cr, x + sin (angle - wide) * far, y + cos (angle - wide) * far);
  cairo_line_to (soft->cr, x + sin (angle + wide) * far, y + cos (angle + wide) * far);
  cairo_close_path (soft->cr);
  cairo_fill (soft->cr);
  cairo_restore (soft->cr);
  cairo_pattern_destroy (light);
}

/* Whoever plays: a singer at a microphone, a guitar, a drum kit. */
static void
draw_player (PsSketch *self,
             double    x,
             double    y,
             double    tall,
             PsColor   color,
             int       what)
{
  cairo_t *cr = self->cr;
  double u = tall / 100, sway = ps_dice_bell (&self->frame) * u * 2;

  if (what == 2)
    {
      ps_canvas_color (self->canvas, color, 1);
      for (int i = 0; i < 5; i++)
        {
          static const double drums[][3] = { { 0, -16, 17 }, { -26, -30, 10 }, { 24, -32, 10 }, { -36, -56, 14 }, { 38, -60, 15 } };

          cairo_save (cr);
          cairo_translate (cr, x + drums[i][0] * u, y + drums[i][1] * u);
          cairo_scale (cr, 1, i >= 3 ? 0.18 : 0.95);
          cairo_arc (cr, 0, 0, drums[i][2] * u, 0, 2 * G_PI);
          cairo_restore (cr);
          cairo_fill (cr);
        }
      cairo_set_line_width (cr, u * 1.2);
      cairo_move_to (cr, x - 36 * u, y);
      cairo_line_to (cr, x - 36 * u, y - 56 * u);
      cairo_move_to (cr, x + 38 * u, y);
      cairo_line_to (cr, x + 38 * u, y - 60 * u);
      cairo_stroke (cr);
      ps_sketch_person (self, x, y - 14 * u, tall * 0.8, color, ps_dice_chance (&self->frame, 0.5) ? 2 : 0);
      return;
    }
  ps_sketch_person (self, x + sway, y, tall, color, what == 0 && ps_dice_chance (&self->frame, 0.3) ? 2 : ps_dice_pick (&self->setup, 2));
  if (what == 0)
    {
      cairo_set_line_width (cr, u * 1.1);
      ps_canvas_color (self->canvas, color, 1);
      cairo_move_to (cr, x + 13 * u, y);
      cairo_line_to (cr, x + 13 * u, y - 76 * u);
      cairo_line_to (cr, x + 6 * u + sway, y - 89 * u);
      cairo_stroke (cr);
      draw_arm (self, x + sway + 8 * u, y - 78 * u, x + 9 * u, y - 84 * u, 10 * u, 3.6 * u, color);
    }
  else
    {
      /* Body and neck of a guitar. */
      cairo_save (cr);
      cairo_translate (cr, x + sway + 2 * u, y - 52 * u);
      cairo_rotate (cr, -0.5);
      cairo_scale (cr, u, u);
      ps_canvas_color (self->canvas, color, 1);
      cairo_arc (cr, -8, 0, 9.5, 0, 2 * G_PI);
      cairo_arc (cr, 3, 0, 7.5, 0, 2 * G_PI);
      cairo_rectangle (cr, 6, -1.3, 38, 2.6);
      cairo_rectangle (cr, 42, -2.6, 7, 5.2);
      cairo_fill (cr);
      cairo_restore (cr);
      draw_arm (self, x + sway + 9 * u, y - 78 * u, x + sway + 30 * u, y - 66 * u, 8 * u, 3.6 * u, color);
    }
}

static void
draw_crowd (PsSketch *self,
            double    y,
            double    size,
            PsColor   color,
            double    hands,
            guint64   what_for)
{
  cairo_t *cr = self->cr;
  PsDice dice = ps_dice_new (self->scene->setup, what_for);

  ps_canvas_color (self->canvas, color, 1);
  for (double x = -40; x < self->w + 40; x += size * ps_dice_between (&dice, 0.75, 1.35))
    {
      double head_y = y + ps_dice_between (&dice, -0.35, 0.35) * size + ps_dice_bell (&self->frame) * size * 0.07, r = size * ps_dice_between (&dice, 0.3, 0.38);

      cairo_save (cr);
      cairo_translate (cr, x, head_y);
      cairo_scale (cr, 0.84, 1);
      cairo_arc (cr, 0, 0, r, 0, 2 * G_PI);
      cairo_restore (cr);
      cairo_fill (cr);
      cairo_move_to (cr, x - size * 0.72, self->h + 60);
      cairo_curve_to (cr, x - size * 0.7, head_y + size * 0.62, x - size * 0.3, head_y + size * 0.56, x, head_y + r * 0.7);
      cairo_curve_to (cr, x + size * 0.3, head_y + size * 0.56, x + size * 0.7, head_y + size * 0.62, x + size * 0.72, self->h + 60);
      cairo_fill (cr);
      if (ps_dice_chance (&dice, hands))
        {
          double side = ps_dice_chance (&dice, 0.5) ? 1 : -1, reach = size * ps_dice_between (&dice, 1, 1.8), bend = side * size * (0.35 + 0.12 * ps_dice_bell (&self->frame));

          cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
          cairo_set_line_width (cr, size * 0.18);
          cairo_move_to (cr, x + side * size * 0.4, head_y + size * 0.7);
          cairo_curve_to (cr, x + side * size * 0.55, head_y, x + bend, head_y - reach * 0.4, x + bend * 0.8, head_y - reach);
          cairo_stroke (cr);
          if (ps_dice_chance (&dice, 0.25))
            {
              /* A telephone, filming. */
              cairo_rectangle (cr, x + bend * 0.8 - size * 0.2, head_y - reach - size * 0.28, size * 0.4, size * 0.24);
              cairo_fill (cr);
              ps_canvas_color (self->canvas, PS_COLOR (0xbfd8ff), 0.75);
              cairo_rectangle (cr, x + bend * 0.8 - size * 0.17, head_y - reach - size * 0.25, size * 0.34, size * 0.18);
              cairo_fill (cr);
              ps_canvas_color (self->canvas, color, 1);
            }
          else
            {
              cairo_arc (cr, x + bend * 0.8, head_y - reach, size * 0.12, 0, 2 * G_PI);
              cairo_fill (cr);
            }
        }
    }
}

void
ps_scene_stage (PsSketch *self)
{
  static const PsColor moods[][3] = {
    { PS_COLOR (0xff3a90), PS_COLOR (0x3a6aff), PS_COLOR (0xffd0e8) }, { PS_COLOR (0xffa030), PS_COLOR (0xd02a2a), PS_COLOR (0xffe8b0) },
    { PS_COLOR (0x30d8e8), PS_COLOR (0x4a30d0), PS_COLOR (0xe0faff) }, { PS_COLOR (0x60e870), PS_COLOR (0x1a7a90), PS_COLOR (0xf0ffd8) },
    { PS_COLOR (0xb050ff), PS_COLOR (0xff7a3a), PS_COLOR (0xffe0c8) }
  };
  /* The lights change during a concert, and come back. */
  const PsColor *p = moods[(self->scene->place + self->scene->setup % 3) % G_N_ELEMENTS (moods)];
  double floor_y = self->h * ps_dice_between (&self->setup, 0.68, 0.8), tall = self->h * ps_dice_between (&self->setup, 0.28, 0.46);
  int n_lamps = 6 + ps_dice_pick (&self->place, 5), n_players = 1 + ps_dice_pick (&self->setup, 4);
  PsColor dark = ps_color_mix (ps_color_scale (p[1], 0.1f), PS_COLOR (0x050408), 0.5f);
  PsCanvas *soft;

  ps_canvas_fill (self->canvas, ps_color_scale (p[1], 0.2f), ps_color_mix (p[0], p[1], 0.55f), -self->h * 0.3, floor_y * 1.1);
  ps_canvas_glow (self->canvas, self->w * 0.5, floor_y - tall * 0.6, self->w * 0.62, p[0], 0.75);
  soft = ps_canvas_soft (self->canvas, 7);
  for (int i = 0; i < n_lamps; i++)
    {
      double x = self->w * (i + 0.5) / n_lamps, angle = ps_dice_bell (&self->setup) * 0.4 + sin (self->scene->drift * 0.5 + i * 1.7) * 0.16;

      draw_beam (soft, x, -16, angle, ps_dice_between (&self->setup, 0.03, 0.1), self->h * 1.15, i % 3 == 0 ? p[2] : i % 3 == 1 ? p[0] : p[1], ps_dice_between (&self->frame, 0.3, 0.85));
    }
  for (int i = 0; i < 5; i++)
    {
      /* From behind the players towards us. */
      double x = self->w * (0.1 + 0.2 * i), angle = G_PI + ps_dice_bell (&self->setup) * 0.5;

      draw_beam (soft, x, floor_y - tall * 0.1, angle, 0.06, self->h * 0.9, i % 2 ? p[0] : p[2], 0.4);
    }
  ps_canvas_soft_done (self->canvas, soft, 7, CAIRO_OPERATOR_SCREEN, 0.9);
  for (int i = 0; i < n_lamps; i++)
    {
      double x = self->w * (i + 0.5) / n_lamps;

      ps_canvas_color (self->canvas, dark, 1);
      cairo_rectangle (self->cr, x - 13, -20, 26, 34);
      cairo_fill (self->cr);
      ps_canvas_glow (self->canvas, x, 16, 90, i % 2 ? p[0] : p[2], 0.9);
      ps_canvas_glow (self->canvas, x, 16, 22, PS_COLOR (0xffffff), 1);
    }
  cairo_rectangle (self->cr, -60, floor_y, self->w + 120, self->h);
  ps_canvas_fill (self->canvas, ps_color_scale (p[1], 0.3f), dark, floor_y, floor_y + 120);
  for (int i = 0; i < n_players; i++)
    draw_player (self, self->w * (i + 1.0) / (n_players + 1) + ps_dice_bell (&self->setup) * 30, floor_y + 8, tall * (i == n_players / 2 ? 1 : 0.9), dark, n_players == 1 ? 0 : i == n_players / 2 ? 0 : i % 2 ? 1 : 2);
  {
    /* Haze hangs in front of them. */
    PsCanvas *haze = ps_canvas_soft (self->canvas, 40);

    for (int i = 0; i < 12; i++)
      ps_canvas_dim (haze, ps_dice_between (&self->frame, 0, self->w), floor_y - ps_dice_between (&self->frame, -40, tall * 0.8), ps_dice_between (&self->frame, 100, 300), i % 2 ? p[0] : p[1], 0.2);
    ps_canvas_soft_done (self->canvas, haze, 40, CAIRO_OPERATOR_SCREEN, 0.8);
  }
  draw_crowd (self, self->h * 0.88, self->h * 0.055, ps_color_mix (dark, p[0], 0.14f), 0.2, 48);
  draw_crowd (self, self->h * 0.98, self->h * 0.1, dark, 0.34, 49);
  ps_canvas_glow (self->canvas, self->w * ps_dice_between (&self->setup, 0.2, 0.8), self->h * 0.12, 460, p[2], 0.3);
}
