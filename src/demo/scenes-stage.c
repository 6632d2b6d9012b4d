/* src/demo/scenes-stage.c: a concert: beams through haze, players, the heads and hands in front. */
#include <math.h>

#include "demo/scenes-private.h"

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
          static const double drums[][3] = {
            { 0, -16, 17 }, { -26, -30, 10 }, { 24, -32, 10 }, { -36, -56, 14 }, { 38, -60, 15 }
          };

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
  ps_sketch_person (self, x + sway, y, tall, color,
                    what == 0 && ps_dice_chance (&self->frame, 0.3) ? 2 : ps_dice_pick (&self->setup, 2));
  if (what == 0)
    {
      cairo_set_line_width (cr, u * 1.1);
      ps_canvas_color (self->canvas, color, 1);
      cairo_move_to (cr, x + 13 * u, y);
      cairo_line_to (cr, x + 13 * u, y - 76 * u);
      cairo_line_to (cr, x + 6 * u + sway, y - 89 * u);
      cairo_stroke (cr);
      ps_sketch_arm (self, x + sway + 8 * u, y - 78 * u, x + 9 * u, y - 84 * u, 10 * u, 3.6 * u, color);
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
      ps_sketch_arm (self, x + sway + 9 * u, y - 78 * u, x + sway + 30 * u, y - 66 * u, 8 * u, 3.6 * u, color);
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
      double head_y = y + ps_dice_between (&dice, -0.35, 0.35) * size + ps_dice_bell (&self->frame) * size * 0.07,
             r = size * ps_dice_between (&dice, 0.3, 0.38);

      cairo_save (cr);
      cairo_translate (cr, x, head_y);
      cairo_scale (cr, 0.84, 1);
      cairo_arc (cr, 0, 0, r, 0, 2 * G_PI);
      cairo_restore (cr);
      cairo_fill (cr);
      cairo_move_to (cr, x - size * 0.72, self->h + 60);
      cairo_curve_to (cr, x - size * 0.7, head_y + size * 0.62, x - size * 0.3, head_y + size * 0.56, x,
                      head_y + r * 0.7);
      cairo_curve_to (cr, x + size * 0.3, head_y + size * 0.56, x + size * 0.7, head_y + size * 0.62, x + size * 0.72,
                      self->h + 60);
      cairo_fill (cr);
      if (ps_dice_chance (&dice, hands))
        {
          double side = ps_dice_chance (&dice, 0.5) ? 1 : -1, reach = size * ps_dice_between (&dice, 1, 1.8),
                 bend = side * size * (0.35 + 0.12 * ps_dice_bell (&self->frame));

          cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
          cairo_set_line_width (cr, size * 0.18);
          cairo_move_to (cr, x + side * size * 0.4, head_y + size * 0.7);
          cairo_curve_to (cr, x + side * size * 0.55, head_y, x + bend, head_y - reach * 0.4, x + bend * 0.8,
                          head_y - reach);
          cairo_stroke (cr);
          if (ps_dice_chance (&dice, 0.25))
            {
              /* A telephone, filming. */
              cairo_rectangle (cr, x + bend * 0.8 - size * 0.2, head_y - reach - size * 0.28, size * 0.4, size * 0.24);
              cairo_fill (cr);
              ps_canvas_color (self->canvas, PS_COLOR (0xbfd8ff), 0.75);
              cairo_rectangle (cr, x + bend * 0.8 - size * 0.17, head_y - reach - size * 0.25, size * 0.34,
                               size * 0.18);
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
  double floor_y = self->h * ps_dice_between (&self->setup, 0.68, 0.8),
         tall = self->h * ps_dice_between (&self->setup, 0.28, 0.46);
  int n_lamps = 6 + ps_dice_pick (&self->place, 5), n_players = 1 + ps_dice_pick (&self->setup, 4);
  PsColor dark = ps_color_mix (ps_color_scale (p[1], 0.1f), PS_COLOR (0x050408), 0.5f);
  PsCanvas *soft;

  ps_canvas_fill (self->canvas, ps_color_scale (p[1], 0.07f), ps_color_scale (ps_color_mix (p[0], p[1], 0.6f), 0.5f),
                  -self->h * 0.1, floor_y * 1.1);
  ps_canvas_glow (self->canvas, self->w * ps_dice_between (&self->setup, 0.3, 0.7), floor_y - tall * 0.5,
                  MAX (self->w, self->h) * 0.45, p[0], 0.62);
  soft = ps_canvas_soft (self->canvas, 7);
  for (int i = 0; i < n_lamps; i++)
    {
      double x = self->w * (i + 0.5) / n_lamps,
             angle = ps_dice_bell (&self->setup) * 0.4 + sin (self->scene->drift * 0.5 + i * 1.7) * 0.16;

      draw_beam (soft, x, -16, angle, ps_dice_between (&self->setup, 0.03, 0.1), self->h * 1.15,
                 i % 3 == 0   ? p[2]
                 : i % 3 == 1 ? p[0]
                              : p[1],
                 ps_dice_between (&self->frame, 0.3, 0.85));
    }
  for (int i = 0; i < 5; i++)
    {
      /* From behind the players towards us. */
      double x = self->w * (0.1 + 0.2 * i), angle = G_PI + ps_dice_bell (&self->setup) * 0.5;

      draw_beam (soft, x, floor_y - tall * 0.1, angle, 0.06, self->h * 0.9, i % 2 ? p[0] : p[2], 0.4);
    }
  ps_canvas_soft_done (self->canvas, soft, 7, CAIRO_OPERATOR_SCREEN, 0.85);
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
    draw_player (self, self->w * (i + 1.0) / (n_players + 1) + ps_dice_bell (&self->setup) * 30, floor_y + 8,
                 tall * (i == n_players / 2 ? 1 : 0.9), dark,
                 n_players == 1       ? 0
                 : i == n_players / 2 ? 0
                 : i % 2              ? 1
                                      : 2);
  {
    /* Haze hangs in front of them. */
    PsCanvas *haze = ps_canvas_soft (self->canvas, 40);

    for (int i = 0; i < 12; i++)
      ps_canvas_dim (haze, ps_dice_between (&self->frame, 0, self->w),
                     floor_y - ps_dice_between (&self->frame, -40, tall * 0.8),
                     ps_dice_between (&self->frame, 100, 300), i % 2 ? p[0] : p[1], 0.2);
    ps_canvas_soft_done (self->canvas, haze, 40, CAIRO_OPERATOR_SCREEN, 0.5);
  }
  draw_crowd (self, self->h * 0.88, self->h * 0.055, ps_color_mix (dark, p[0], 0.1f), 0.2, 48);
  draw_crowd (self, self->h * 0.98, self->h * 0.1, dark, 0.34, 49);
  ps_canvas_glow (self->canvas, self->w * ps_dice_between (&self->setup, 0.2, 0.8), self->h * 0.06, 400, p[2], 0.2);
}
