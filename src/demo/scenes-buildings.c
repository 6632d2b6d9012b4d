/* src/demo/scenes-buildings.c: arcades and façades. */
#include <math.h>

#include "demo/scenes-private.h"

/* One arch of a passage: a wall with an opening, seen head-on. */
static void
draw_arch (PsSketch *self,
           double    cx,
           double    floor_y,
           double    half,
           double    tall,
           PsColor   left,
           PsColor   right,
           PsColor   edge)
{
  cairo_t *cr = self->cr;
  double spring = floor_y - tall, r = half * 0.8;
  cairo_pattern_t *wall = cairo_pattern_create_linear (cx - half * 1.3, 0, cx + half * 1.3, 0);

  cairo_pattern_add_color_stop_rgb (wall, 0, left.r, left.g, left.b);
  cairo_pattern_add_color_stop_rgb (wall, 1, right.r, right.g, right.b);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_rectangle (cr, -80, -80, self->w + 160, floor_y + 80);
  cairo_move_to (cr, cx - r, floor_y + 2);
  cairo_line_to (cr, cx - r, spring);
  cairo_arc (cr, cx, spring, r, G_PI, 2 * G_PI);
  cairo_line_to (cr, cx + r, floor_y + 2);
  cairo_close_path (cr);
  cairo_set_source (cr, wall);
  cairo_fill (cr);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_WINDING);
  cairo_pattern_destroy (wall);
  cairo_set_line_width (cr, r * 0.05);
  ps_canvas_color (self->canvas, edge, 0.9);
  cairo_move_to (cr, cx - r, floor_y);
  cairo_line_to (cr, cx - r, spring);
  cairo_arc (cr, cx, spring, r, G_PI, 2 * G_PI);
  cairo_line_to (cr, cx + r, floor_y);
  cairo_stroke (cr);
  cairo_set_line_width (cr, r * 0.018);
  ps_canvas_color (self->canvas, ps_color_scale (edge, 0.6f), 0.7);
  cairo_arc (cr, cx, spring, r * 1.09, G_PI, 2 * G_PI);
  cairo_stroke (cr);
}

void
ps_scene_arches (PsSketch *self)
{
  static const PsColor stones[][3] = {
    { PS_COLOR (0xe8c49a), PS_COLOR (0x5c3a2c), PS_COLOR (0xfff0cc) }, { PS_COLOR (0xd8d4cc), PS_COLOR (0x3c4450), PS_COLOR (0xf8fbff) },
    { PS_COLOR (0xe0a47c), PS_COLOR (0x4a2a34), PS_COLOR (0xffe4b8) }, { PS_COLOR (0xd6c8a8), PS_COLOR (0x2c3c3c), PS_COLOR (0xfff6d8) }
  };
  const PsColor *p = stones[ps_dice_pick (&self->place, G_N_ELEMENTS (stones))];
  double cx = self->w * ps_dice_between (&self->setup, 0.4, 0.6),
         eye = self->h * ps_dice_between (&self->setup, 0.56, 0.64);
  double light = ps_dice_chance (&self->setup, 0.5) ? 1 : -1, wide = MIN (self->w * 0.62, self->h * 0.62),
         tall = self->h * ps_dice_between (&self->place, 0.36, 0.5);
  int n = 9;
  cairo_t *cr = self->cr;

  /* What is behind the last arch: sky, hills, the sea, a garden. */
  ps_canvas_fill (self->canvas, ps_color_mix (p[2], PS_COLOR (0x9cc4e8), 0.5f), p[2], eye - 260, eye);
  ps_sketch_ridge (self, self->place_seed, eye + 3, 34, 120, 0.3, 0, PS_COLOR (0x7c96a4),
                   ps_color_mix (PS_COLOR (0x8ca48c), p[2], 0.4f), eye + 30);
  ps_canvas_glow (self->canvas, cx, eye - 40, 240, p[2], 0.9);
  for (int i = n - 1; i >= 0; i--)
    {
      double s = 1 / (1 + i * 0.42), next = 1 / (1 + (i + 1) * 0.42), floor_y = eye + (self->h * 1.04 - eye) * s,
             far_floor = eye + (self->h * 1.04 - eye) * next;
      double half = wide * s, r = half * 0.8, far_r = wide * next * 0.8, deep = i / (double) n;
      PsColor lit = ps_color_mix (p[0], p[2], (float) deep * 0.55f),
              shade = ps_color_mix (p[1], p[0], (float) (0.12 + 0.5 * deep));

      /* The floor of this bay, and the light that falls in from the side. */
      cairo_move_to (cr, cx - far_r * 1.2, far_floor);
      cairo_line_to (cr, cx + far_r * 1.2, far_floor);
      cairo_line_to (cr, cx + r * 1.2, floor_y + 2);
      cairo_line_to (cr, cx - r * 1.2, floor_y + 2);
      cairo_close_path (cr);
      ps_canvas_fill (self->canvas, ps_color_mix (shade, lit, 0.35f), ps_color_mix (shade, lit, 0.15f), far_floor,
                      floor_y);
      cairo_move_to (cr, cx + light * far_r, far_floor + (floor_y - far_floor) * 0.25);
      cairo_line_to (cr, cx + light * r, far_floor + (floor_y - far_floor) * 0.95);
      cairo_line_to (cr, cx - light * r * 0.25, floor_y - (floor_y - far_floor) * 0.06);
      cairo_line_to (cr, cx - light * far_r * 0.25, far_floor + (floor_y - far_floor) * 0.2);
      cairo_close_path (cr);
      ps_canvas_color (self->canvas, p[2], 0.62 - 0.3 * deep);
      cairo_fill (cr);
      draw_arch (self, cx, floor_y, half, tall * s * 0.9, light > 0 ? lit : shade, light > 0 ? shade : lit,
                 ps_color_mix (lit, p[2], 0.25f));
    }
  if (ps_dice_chance (&self->setup, 0.55))
    {
      double s = 1 / (1 + ps_dice_between (&self->setup, 0.8, 3) * 0.42), y = eye + (self->h * 1.04 - eye) * s;

      ps_sketch_person (self, cx + wide * s * ps_dice_between (&self->setup, -0.4, 0.4) + self->scene->drift * 5 * s,
                        y, (self->h * 0.42) * s, ps_color_scale (p[1], 0.4f),
                        ps_dice_chance (&self->setup, 0.4) ? 3 : 0);
    }
  ps_canvas_glow (self->canvas, cx, eye - 50, 460, p[2], 0.34);
}

/* A wall in perspective: (u, v) in 0–1 to the page. */
typedef struct
{
  double x0, top0, bottom0, x1, top1, bottom1;
} Wall;

static void
wall_point (const Wall *wall,
            double      u,
            double      v,
            double     *x,
            double     *y)
{
  /* Nearer parts take more room: what is half as tall is twice as far. */
  double near = wall->bottom0 - wall->top0, far = wall->bottom1 - wall->top1;
  double t = u * near / (u * near + (1 - u) * far);

  *x = wall->x0 + (wall->x1 - wall->x0) * t;
  *y = (wall->top0 + (wall->top1 - wall->top0) * t) * (1 - v) + (wall->bottom0 + (wall->bottom1 - wall->bottom0) * t) * v;
}

static void
draw_wall (PsSketch      *self,
           const Wall    *wall,
           int            n_u,
           int            n_v,
           const PsColor *p,
           float          bright,
           guint32        seed,
           int            style)
{
  cairo_t *cr = self->cr;
  double inset = style == 1 ? 0.2 : 0.07, x[4], y[4];

  cairo_move_to (cr, wall->x0, wall->top0);
  cairo_line_to (cr, wall->x1, wall->top1);
  cairo_line_to (cr, wall->x1, wall->bottom1);
  cairo_line_to (cr, wall->x0, wall->bottom0);
  cairo_close_path (cr);
  ps_canvas_color (self->canvas, ps_color_scale (style == 1 ? p[3] : p[2], bright * (style == 1 ? 1 : 0.8f)), 1);
  cairo_fill (cr);
  for (int j = 0; j < n_v; j++)
    for (int i = 0; i < n_u; i++)
      {
        double u0 = (i + inset) / n_u, u1 = (i + 1 - inset) / n_u, v0 = (j + inset) / n_v, v1 = (j + 1 - inset) / n_v;
        /* Glass mirrors clouds that are not in the picture. */
        float mirror = ps_noise_sum (seed, i * 0.17f, j * 0.13f + (float) self->scene->drift * 0.03f, 4) * 0.5f + 0.5f;
        float own = ps_noise (seed + 5, i * 7.7f, j * 5.3f);
        PsColor c = ps_color_mix (p[2], p[0], CLAMP (0.15f + 1.0f * mirror + 0.16f * own, 0, 1));

        if (own > 0.62f)
          c = ps_color_mix (c, PS_COLOR (0xffdc9c), 0.55f);
        wall_point (wall, u0, v0, &x[0], &y[0]);
        wall_point (wall, u1, v0, &x[1], &y[1]);
        wall_point (wall, u1, v1, &x[2], &y[2]);
        wall_point (wall, u0, v1, &x[3], &y[3]);
        cairo_move_to (cr, x[0], y[0]);
        for (int k = 1; k < 4; k++)
          cairo_line_to (cr, x[k], y[k]);
        cairo_close_path (cr);
        ps_canvas_color (self->canvas, ps_color_scale (c, bright), 1);
        cairo_fill (cr);
        if (style == 1)
          {
            /* A deep reveal: its upper and one inner side lie in shadow. */
            double t = (y[3] - y[0]) * 0.22;

            cairo_move_to (cr, x[0], y[0]);
            cairo_line_to (cr, x[1], y[1]);
            cairo_line_to (cr, x[1], y[1] + t);
            cairo_line_to (cr, x[0], y[0] + t);
            cairo_close_path (cr);
            ps_canvas_color (self->canvas, ps_color_scale (p[2], bright * 0.35f), 0.7);
            cairo_fill (cr);
          }
      }
}

void
ps_scene_facade (PsSketch *self)
{
  /* Bright glass, sky, dark glass, wall. */
  static const PsColor glass[][4] = {
    { PS_COLOR (0xd8ecf6), PS_COLOR (0x4a86bc), PS_COLOR (0x1c3448), PS_COLOR (0xe4ddd0) }, { PS_COLOR (0xffdcb0), PS_COLOR (0x8a9ab8), PS_COLOR (0x3a3040), PS_COLOR (0xd8b494) },
    { PS_COLOR (0xe8f0ea), PS_COLOR (0x7ab0b8), PS_COLOR (0x24403c), PS_COLOR (0xc86a4a) }, { PS_COLOR (0xf4f2ee), PS_COLOR (0x2c6ab0), PS_COLOR (0x2c3038), PS_COLOR (0xf2efe8) }
  };
  const PsColor *p = glass[ps_dice_pick (&self->place, G_N_ELEMENTS (glass))];
  int style = ps_dice_pick (&self->place, 2), n = 9 + ps_dice_pick (&self->place, 9);
  double corner = self->w * ps_dice_between (&self->setup, 0.3, 0.7),
         top = self->h * ps_dice_between (&self->setup, -0.1, 0.18),
         fall = self->h * ps_dice_between (&self->setup, 0.22, 0.5);
  Wall left = { corner, top, self->h * 1.7, -120, top + fall * (corner + 120) / self->w * 1.5, self->h * 1.35 };
  Wall right = {
    corner, top, self->h * 1.7, self->w + 120, top + fall * (self->w + 120 - corner) / self->w * 1.5, self->h * 1.35
  };
  PsSky sky = { .high = ps_color_scale (p[1], 0.75f),
                .middle = p[1],
                .low = ps_color_mix (p[1], p[0], 0.7f),
                .sun = p[0],
                .cloud_lit = PS_COLOR (0xffffff),
                .cloud_dark = ps_color_mix (p[1], p[0], 0.4f) };

  sky.sun_x = self->w * 0.2;
  sky.sun_y = -300;
  sky.cover = ps_dice_between (&self->place, 0.05, 0.5);
  sky.cloud_size = 1.5;
  sky.horizon = self->h * 1.2;
  ps_sketch_sky (self, &sky);
  draw_wall (self, &left, n, n * 2, p, 0.62f, self->place_seed, style);
  draw_wall (self, &right, n, n * 2, p, 1.05f, self->place_seed + 3, style);
  cairo_set_line_width (self->cr, 2.2);
  ps_canvas_color (self->canvas, ps_color_mix (p[0], PS_COLOR (0xffffff), 0.4f), 0.8);
  cairo_move_to (self->cr, corner, top);
  cairo_line_to (self->cr, corner, self->h * 1.2);
  cairo_stroke (self->cr);
  if (ps_dice_chance (&self->setup, 0.4))
    /* Birds cross. */
    for (int i = 0; i < 5; i++)
      {
        double x = self->w * 0.12 + i * 34 + self->scene->drift * 16 + ps_dice_bell (&self->frame) * 8,
               y = self->h * 0.12 + ps_dice_bell (&self->frame) * 26, s = 9;

        ps_canvas_color (self->canvas, ps_color_scale (p[2], 0.5f), 0.9);
        cairo_set_line_width (self->cr, 2);
        cairo_move_to (self->cr, x - s, y - s * 0.4);
        cairo_curve_to (self->cr, x - s * 0.4, y - s * 0.6, x - s * 0.1, y, x, y);
        cairo_curve_to (self->cr, x + s * 0.1, y, x + s * 0.4, y - s * 0.6, x + s, y - s * 0.4);
        cairo_stroke (self->cr);
      }
}
