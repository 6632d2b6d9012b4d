/* src/demo/sketch.c: what many scenes have: hills, pines, people, lights out of focus. */
#include <math.h>

#include "demo/scenes-private.h"

double
ps_ridge_at (guint32 seed,
             double  x,
             double  scale,
             double  sharp)
{
  float u = (float) (x / scale);
  float round = ps_noise_sum (seed, u, 0.37f, 6) * 0.5f + 0.5f;
  float crest = ps_noise_ridged (seed + 99, u * 0.8f, 0.71f, 6);

  return round * (1 - sharp) + crest * sharp;
}

void
ps_sketch_ridge (PsSketch *self,
                 guint32   seed,
                 double    base,
                 double    height,
                 double    scale,
                 double    sharp,
                 double    shift,
                 PsColor   top,
                 PsColor   bottom,
                 double    y1)
{
  cairo_new_path (self->cr);
  cairo_move_to (self->cr, -60, y1);
  for (double x = -60; x <= self->w + 60; x += 3)
    cairo_line_to (self->cr, x, base - height * ps_ridge_at (seed, x + shift, scale, sharp));
  cairo_line_to (self->cr, self->w + 60, y1);
  cairo_close_path (self->cr);
  ps_canvas_fill (self->canvas, top, bottom, base - height, y1);
}

static void
add_pine (cairo_t *cr,
          PsDice  *dice,
          double   x,
          double   y,
          double   size)
{
  int n = 7 + ps_dice_pick (dice, 4);
  double width = size * ps_dice_between (dice, 0.13, 0.2);

  cairo_move_to (cr, x, y - size);
  for (int i = 1; i <= n; i++)
    {
      double t = (double) i / n;

      cairo_line_to (cr, x + width * t * ps_dice_between (dice, 0.85, 1.2), y - size * (1 - t) + size * 0.03);
      cairo_line_to (cr, x + width * t * 0.5, y - size * (1 - t) - size * 0.01);
    }
  cairo_line_to (cr, x + width * 0.12, y + size * 0.06);
  cairo_line_to (cr, x - width * 0.12, y + size * 0.06);
  for (int i = n; i >= 1; i--)
    {
      double t = (double) i / n;

      cairo_line_to (cr, x - width * t * 0.5, y - size * (1 - t) - size * 0.01);
      cairo_line_to (cr, x - width * t * ps_dice_between (dice, 0.85, 1.2), y - size * (1 - t) + size * 0.03);
    }
  cairo_close_path (cr);
}

void
ps_sketch_pines (PsSketch *self,
                 PsDice   *dice,
                 double    base,
                 double    size,
                 double    spacing,
                 PsColor   color,
                 double    wobble)
{
  guint32 seed = (guint32) ps_dice_next (dice);

  cairo_new_path (self->cr);
  for (double x = -80; x < self->w + 80; x += spacing * ps_dice_between (dice, 0.4, 1.5))
    {
      double y = base - wobble * (ps_noise_sum (seed, (float) x / 260, 0, 3) * 0.5 + 0.5);

      add_pine (self->cr, dice, x, y, size * ps_dice_between (dice, 0.45, 1.1));
    }
  ps_canvas_color (self->canvas, color, 1);
  cairo_fill (self->cr);
  cairo_move_to (self->cr, -80, self->h + 80);
  for (double x = -80; x <= self->w + 80; x += 8)
    cairo_line_to (self->cr, x, base - wobble * (ps_noise_sum (seed, (float) x / 260, 0, 3) * 0.5 + 0.5) - size * 0.03);
  cairo_line_to (self->cr, self->w + 80, self->h + 80);
  cairo_fill (self->cr);
}

/* A standing figure, feet at (x, y). Poses: 0 and 1 stand, 2 raises an arm, 3 wears a long dress. */
void
ps_sketch_person (PsSketch *self,
                  double    x,
                  double    y,
                  double    height,
                  PsColor   color,
                  int       pose)
{
  cairo_t *cr = self->cr;
  double u = height / 100;
  const double body[] = { -3,  -85, -10.8, -81, -13,  -71, -12.6, -56, -10.5, -44, -8.5, -45, -8.6, -58, -7.2, -66,
                          -7,  -52, -8,    -40, -7.4, -22, -6.6,  -2,  -7.4,  0,   -1.6, 0,   -1.4, -20, 0,    -36,
                          1.4, -20, 1.6,   0,   7.4,  0,   6.6,   -2,  7.4,   -22, 8,    -40, 7,    -52, 7.2,  -66,
                          8.6, -58, 8.5,   -45, 10.5, -44, 12.6,  -56, 13,    -71, 10.8, -81, 3,    -85 };
  const double dress[] = { -3, -83, -8, -79, -8.6, -68, -6.2, -60, -8,  -50, -13, -26, -18, -3, -16, 0, 0,
                           1,  17,  0,  20,  -3,   13,  -26,  8,   -50, 6.2, -60, 8.6, -68, 8,  -79, 3, -83 };
  gboolean is_dress = pose == 3;

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, u, u);
  ps_canvas_color (self->canvas, color, 1);
  cairo_new_path (cr);
  ps_canvas_curve (self->canvas, is_dress ? dress : body, (is_dress ? G_N_ELEMENTS (dress) : G_N_ELEMENTS (body)) / 2,
                   TRUE);
  cairo_fill (cr);
  cairo_rectangle (cr, -1.9, -88, 3.8, 6);
  cairo_fill (cr);
  cairo_save (cr);
  cairo_translate (cr, 0, -92.5);
  cairo_scale (cr, 0.8, 1);
  cairo_arc (cr, 0, 0, 6.1, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_restore (cr);
  if (is_dress)
    {
      cairo_arc (cr, 1.4, -95.5, 4.6, 0, 2 * G_PI);
      cairo_fill (cr);
    }
  if (pose == 2)
    {
      cairo_set_line_width (cr, 3.6);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
      cairo_move_to (cr, 7.5, -78);
      cairo_curve_to (cr, 13, -84, 14, -94, 13, -106);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

void
ps_sketch_bokeh (PsSketch      *self,
                 PsDice        *dice,
                 int            n,
                 double         y0,
                 double         y1,
                 double         r0,
                 double         r1,
                 const PsColor *colors,
                 int            n_colors,
                 double         alpha)
{
  for (int i = 0; i < n; i++)
    {
      double x = ps_dice_between (dice, -30, self->w + 30), y = ps_dice_between (dice, y0, y1);
      double t = ps_dice_unit (dice);
      PsColor color = colors[ps_dice_pick (dice, n_colors)];

      ps_canvas_lens (self->canvas, x, y, r0 + (r1 - r0) * t * t, color, alpha * ps_dice_between (dice, 0.3, 1));
    }
}

/* Arms are lines; from above the elbow they taper. */
void
ps_sketch_arm (PsSketch *self,
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
