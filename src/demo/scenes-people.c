/* src/demo/scenes-people.c: heads against the light, and a couple. People are silhouettes. */
#include <math.h>

#include "demo/scenes-private.h"

/* A head from the side, looking right; about 110 units from chin to crown. */
static const double profile[] = { -170, 460,  -150, 190,  -132, 128,   -78,  104,  -40,  84,   -34,  62,  -38,  40,
                                  -50,  18,   -56,  -8,   -50,  -34,   -32,  -54,  -6,   -62,  16,   -56, 30,   -42,
                                  35.5, -26,  36,   -16,  38.5, -10.5, 37,   -5,   41,   3,    48.5, 13,  47,   17,
                                  40.5, 19,   39,   22.5, 42.5, 27,    41.5, 30.5, 38.5, 32.5, 41,   36,  39.5, 40.5,
                                  36,   43.5, 37.5, 49,   34,   55.5,  26,   58.5, 15,   59.5, 8,    66,  9,    84,
                                  30,   98,   84,   112,  132,  134,   150,  190,  160,  460 };

/* From the front, or from behind: nobody can tell. */
static const double front[] = { -190, 460, -170, 190, -150, 138, -112, 116, -60, 102, -25, 90,  -19, 74,
                                -22,  58,  -34,  40,  -41,  14,  -43,  -14, -36, -42, -19, -58, 0,   -63,
                                19,   -58, 36,   -42, 43,   -14, 41,   14,  34,  40,  22,  58,  19,  74,
                                25,   90,  60,   102, 112,  116, 150,  138, 170, 190, 190, 460 };

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
          const double cap[] = { 30,  -44, 10,  -66, -20, -68, -48, -52, -62, -20,
                                 -58, 10,  -44, 26,  -30, 20,  -20, -6,  0,   -30 };

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
          const double fall[] = { 32,   -40, 14,  -68, -22, -74, -56, -54, -70, -14, -70, 40, -84, 100,
                                  -104, 150, -60, 160, -22, 128, -12, 80,  -18, 40,  -16, 6,  6,   -22 };

          ps_canvas_curve (self->canvas, fall, G_N_ELEMENTS (fall) / 2, TRUE);
        }
      else
        {
          const double fall[] = { 0, -72, -36, -60, -52, -24, -54, 20, -66, 80, -74, 132, -30, 140,
                                  0, 128, 34,  140, 76,  130, 66,  80, 54,  20, 52,  -24, 36,  -60 };

          ps_canvas_curve (self->canvas, fall, G_N_ELEMENTS (fall) / 2, TRUE);
        }
      cairo_fill (cr);
      break;
    case 2: /* curls */
      for (int i = 0; i < 46; i++)
        {
          double a = ps_dice_between (dice, G_PI * (is_profile ? 0.72 : 0.86), G_PI * (is_profile ? 1.9 : 2.14)),
                 r = ps_dice_between (dice, 44, 72);

          cairo_arc (cr, (is_profile ? -10 : 0) + cos (a) * r, -14 + sin (a) * r * 0.9, ps_dice_between (dice, 9, 19),
                     0, 2 * G_PI);
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
          const double crop[] = { 36,  -26, 30, -54, 6,  -72, -28, -70, -54, -50, -62,
                                  -18, -56, 12, -46, 26, -36, 8,   -24, -18, 10,  -40 };

          /* Tufts, so that it is hair. */
          for (int i = 0; i < 60; i++)
            {
              double a = ps_dice_between (dice, G_PI * 0.86, G_PI * 1.82);

              cairo_arc (cr, -9 + cos (a) * 55, -8 + sin (a) * 57, ps_dice_between (dice, 4, 8), 0, 2 * G_PI);
              cairo_fill (cr);
            }
          ps_canvas_curve (self->canvas, crop, G_N_ELEMENTS (crop) / 2, TRUE);
          cairo_fill (cr);
        }
      else
        {
          const double crop[] = { -46, -4,  -48, -36, -32, -64, 0,  -74, 34,  -64,
                                  48,  -34, 46,  -4,  30,  -40, -6, -46, -34, -34 };

          for (int i = 0; i < 60; i++)
            {
              double a = ps_dice_between (dice, G_PI * 1.02, G_PI * 1.98);

              cairo_arc (cr, cos (a) * 44, -16 + sin (a) * 54, ps_dice_between (dice, 4, 9), 0, 2 * G_PI);
              cairo_fill (cr);
            }
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
  if (!is_profile && hair != 1 && hair != 2)
    for (int side = -1; side <= 1; side += 2)
      {
        cairo_save (self->cr);
        cairo_translate (self->cr, side * 43, 6);
        cairo_scale (self->cr, 7, 13);
        cairo_arc (self->cr, 0, 0, 1, 0, 2 * G_PI);
        cairo_restore (self->cr);
        cairo_fill (self->cr);
      }
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
  int hair = (int) (self->scene->place % 5);
  /* Long hair hides from the front what makes a head. */
  gboolean is_profile = ps_dice_chance (&self->setup, 0.68) || hair == 1;
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
  double faces = ps_dice_chance (&self->setup, 0.5) ? 1 : -1,
         x = self->w * (0.5 - faces * ps_dice_between (&self->setup, 0.02, 0.16)) + self->scene->drift * 3;
  double size = MIN (self->w, self->h) * ps_dice_between (&self->setup, 0.36, 0.56),
         y = self->h * ps_dice_between (&self->setup, 0.4, 0.48);
  double lamp_x = x + faces * ps_dice_between (&self->setup, -120, 300);

  ps_canvas_fill (self->canvas, ps_color_mix (p[1], p[2], 0.45f), ps_color_mix (p[1], p[2], 0.2f), 0, self->h);
  ps_canvas_glow (self->canvas, lamp_x, y - 40, MAX (self->w, self->h) * 0.75, p[0], is_studio ? 0.85 : 0.6);
  if (!is_studio)
    {
      PsDice far = ps_dice_new (self->scene->setup, 46);
      PsColor colors[4] = { p[0], ps_color_mix (p[0], PS_COLOR (0xffffff), 0.4f), ps_color_mix (p[0], p[1], 0.5f),
                            PS_COLOR (0xffe8c0) };
      PsCanvas *soft = ps_canvas_soft (self->canvas, 30);

      for (int i = 0; i < 9; i++)
        ps_canvas_dim (soft, ps_dice_between (&far, 0, self->w), ps_dice_between (&far, 0, self->h),
                       ps_dice_between (&far, 130, 330), i % 2 ? p[2] : p[0], 0.34);
      ps_canvas_soft_done (self->canvas, soft, 30, CAIRO_OPERATOR_OVER, 0.7);
      ps_sketch_bokeh (self, &far, 34, 0, self->h * 0.9, 14, 78, colors, 4, 0.4);
    }
  draw_head (self, x, y, size, faces, p[2], ps_color_mix (p[0], PS_COLOR (0xffffff), 0.5f),
             ps_dice_chance (&self->setup, 0.7) ? 1 : -1);
  ps_canvas_glow (self->canvas, lamp_x, y - size * 0.3, size * 1.5, p[0], 0.16);
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
  cairo_curve_to (cr, x + apart / 2 + u * 12, y - tall * 0.9, x + apart / 2 + u * 16, y - tall * 0.4,
                  x + apart / 2 + u * 34 + sway * 4, y - u * 2);
  cairo_line_to (cr, x + apart / 2 + u * 6, y);
  cairo_close_path (cr);
  ps_canvas_color (self->canvas, ps_color_mix (color, light, 0.55f), 0.5);
  cairo_fill (cr);
  ps_sketch_person (self, x - apart / 2, y, tall * 1.05, color, 0);
  ps_sketch_person (self, x + apart / 2 + sway, y + u, tall * 0.96, color, 3);
  if (pose == 0)
    {
      ps_sketch_arm (self, x - apart / 2 + u * 8, y - u * 78, x, y - u * 46, 0, u * 4, color);
      ps_sketch_arm (self, x + apart / 2 - u * 7, y - u * 72, x, y - u * 46, 0, u * 3.2, color);
    }
  else if (pose == 1)
    {
      ps_sketch_arm (self, x - apart / 2 + u * 8, y - u * 80, x + apart / 2 + u * 6, y - u * 60, u * 4, u * 4, color);
      ps_sketch_arm (self, x + apart / 2 - u * 7, y - u * 74, x - apart / 2 - u * 2, y - u * 82, -u * 2, u * 3.2,
                     color);
    }
  else
    {
      /* A twirl: two arms up. */
      ps_sketch_arm (self, x - apart / 2 + u * 9, y - u * 80, x + u * 1, y - u * 108, -u * 4, u * 4, color);
      ps_sketch_arm (self, x + apart / 2 - u * 7, y - u * 74, x + u * 1, y - u * 108, -u * 4, u * 3.2, color);
      ps_sketch_arm (self, x + apart / 2 + u * 7, y - u * 74, x + apart / 2 + u * 26, y - u * 62, u * 3, u * 3, color);
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
      double y0 = y - 120 * line * ps_dice_between (dice, 0.6, 1), y1 = y0 + ps_dice_between (dice, -90, 90),
             sag = ps_dice_between (dice, 50, 120);

      cairo_set_line_width (cr, 1.6);
      ps_canvas_color (self->canvas, dark, 0.8);
      cairo_move_to (cr, -60, y0);
      cairo_curve_to (cr, self->w * 0.33, y0 + sag, self->w * 0.66, y1 + sag, self->w + 60, y1);
      cairo_stroke (cr);
      for (double t = 0.01; t < 1; t += 0.045)
        {
          double s = 1 - t, bx = s * s * s * -60 + 3 * s * s * t * self->w * 0.33 + 3 * s * t * t * self->w * 0.66
                                 + t * t * t * (self->w + 60);
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
      double x = ps_dice_between (dice, -40, self->w + 40),
             y = base - rise * ps_ridge_at (self->setup_seed, x, 900, 0) + 6, tall = ps_dice_between (dice, 8, 34),
             lean = ps_dice_bell (dice) * 9;

      cairo_move_to (cr, x - 1.6, y + 6);
      cairo_curve_to (cr, x, y - tall * 0.5, x + lean * 0.5, y - tall * 0.8, x + lean, y - tall);
      cairo_curve_to (cr, x + lean * 0.6, y - tall * 0.7, x + 2, y - tall * 0.4, x + 1.6, y + 6);
      cairo_fill (cr);
    }
}

void
ps_scene_couple (PsSketch *self)
{
  double base = self->h * 0.97, rise = self->h * ps_dice_between (&self->setup, 0.1, 0.2),
         x = self->w * ps_dice_between (&self->setup, 0.34, 0.66) + self->scene->drift * 4;
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
  ps_sketch_ridge (self, self->place_seed + 5, self->h * 0.84, self->h * 0.1, 420, 0.3, 0,
                   ps_color_mix (sky.low, dark, 0.3f), ps_color_mix (sky.low, dark, 0.15f), self->h);
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
