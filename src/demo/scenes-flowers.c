/* src/demo/scenes-flowers.c: flowers, one in focus, the others not. */
#include <math.h>

#include "demo/scenes-private.h"

typedef struct
{
  int n_petals, n_rings;
  double length, width, notch;  /* of the radius */
  PsColor inner, outer, heart, heart_dark;
  double heart_size;
  guint64 seed;
} Bloom;

static Bloom
roll_bloom (PsDice *place)
{
  static const PsColor colors[][4] = {
    { PS_COLOR (0xfff8f0), PS_COLOR (0xf4f0f4), PS_COLOR (0xffc828), PS_COLOR (0xb86a10) }, /* daisy */
    { PS_COLOR (0x7a0c10), PS_COLOR (0xf03a24), PS_COLOR (0x2a2a30), PS_COLOR (0x0a0a0c) }, /* poppy */
    { PS_COLOR (0xffe8f0), PS_COLOR (0xe85a98), PS_COLOR (0xffd850), PS_COLOR (0xc07818) }, /* cosmos */
    { PS_COLOR (0xffc860), PS_COLOR (0xf06a20), PS_COLOR (0x5a2a10), PS_COLOR (0x2a1006) }, /* coneflower */
    { PS_COLOR (0x4a2a90), PS_COLOR (0x9a80e8), PS_COLOR (0xffe060), PS_COLOR (0xd09020) }, /* aster */
    { PS_COLOR (0xf8c0b0), PS_COLOR (0xf8a0a8), PS_COLOR (0xd06070), PS_COLOR (0x8a2a40) }, /* dahlia */
    { PS_COLOR (0xfff0d8), PS_COLOR (0xfad8c8), PS_COLOR (0xe8b0a0), PS_COLOR (0xb87868) }, /* rose, pale */
  };
  int kind = ps_dice_pick (place, G_N_ELEMENTS (colors));
  Bloom b = { .inner = colors[kind][0],
              .outer = colors[kind][1],
              .heart = colors[kind][2],
              .heart_dark = colors[kind][3],
              .seed = ps_dice_next (place) };

  b.n_petals = (int[]) { 21, 5, 8, 14, 26, 13, 9 }[kind];
  b.n_rings = (int[]) { 2, 2, 1, 2, 2, 6, 6 }[kind];
  b.width = (double[]) { 0.17, 0.78, 0.44, 0.25, 0.13, 0.3, 0.46 }[kind];
  b.notch = (double[]) { 0.04, -0.02, 0.14, 0.05, 0.02, -0.03, -0.02 }[kind];
  b.heart_size = (double[]) { 0.27, 0.2, 0.17, 0.34, 0.2, 0.05, 0.04 }[kind];
  b.length = 1;
  return b;
}

static void
draw_petal (PsCanvas    *canvas,
            const Bloom *b,
            PsDice      *dice,
            double       length,
            double       width,
            double       shade)
{
  cairo_t *cr = canvas->cr;
  cairo_pattern_t *fill = cairo_pattern_create_linear (0, 0, length, 0);
  double w = width * ps_dice_between (dice, 0.85, 1.15), l = length * ps_dice_between (dice, 0.9, 1.06);
  PsColor inner = ps_color_scale (b->inner, (float) (shade * 0.82)),
          outer = ps_color_scale (b->outer, (float) (shade * ps_dice_between (dice, 0.92, 1.06)));

  cairo_pattern_add_color_stop_rgb (fill, 0, inner.r * 0.6, inner.g * 0.6, inner.b * 0.6);
  cairo_pattern_add_color_stop_rgb (fill, 0.35, inner.r, inner.g, inner.b);
  cairo_pattern_add_color_stop_rgb (fill, 1, outer.r, outer.g, outer.b);
  cairo_move_to (cr, 0, 0);
  cairo_curve_to (cr, l * 0.25, -w * 0.35, l * 0.55, -w * 0.62, l * 0.86, -w * 0.42);
  cairo_curve_to (cr, l * 0.99, -w * 0.32, l, -w * 0.1, l * (1 - b->notch), 0);
  cairo_curve_to (cr, l, w * 0.1, l * 0.99, w * 0.32, l * 0.86, w * 0.42);
  cairo_curve_to (cr, l * 0.55, w * 0.62, l * 0.25, w * 0.35, 0, 0);
  cairo_close_path (cr);
  cairo_set_source (cr, fill);
  cairo_fill_preserve (cr);
  cairo_pattern_destroy (fill);
  /* One side of each petal lies in the shadow of the next. */
  fill = cairo_pattern_create_linear (0, -w * 0.5, 0, w * 0.5);
  cairo_pattern_add_color_stop_rgba (fill, 0, 1, 1, 1, 0.13);
  cairo_pattern_add_color_stop_rgba (fill, 0.5, 0, 0, 0, 0);
  cairo_pattern_add_color_stop_rgba (fill, 1, outer.r * 0.25, outer.g * 0.1, outer.b * 0.25, 0.42);
  cairo_set_source (cr, fill);
  cairo_fill (cr);
  cairo_pattern_destroy (fill);
  cairo_set_line_width (cr, MAX (0.6, length * 0.006));
  for (int i = -2; i <= 2; i++)
    {
      cairo_set_source_rgba (cr, outer.r * 0.55, outer.g * 0.4, outer.b * 0.5, 0.16);
      cairo_move_to (cr, l * 0.16, i * w * 0.04);
      cairo_curve_to (cr, l * 0.4, i * w * 0.12, l * 0.7, i * w * 0.17, l * 0.9, i * w * 0.13);
      cairo_stroke (cr);
    }
}

static void
draw_heart (PsCanvas    *canvas,
            const Bloom *b,
            PsDice      *dice,
            double       r)
{
  cairo_t *cr = canvas->cr;
  cairo_pattern_t *fill = cairo_pattern_create_radial (-r * 0.3, -r * 0.3, 0, 0, 0, r);

  cairo_pattern_add_color_stop_rgb (fill, 0, b->heart.r, b->heart.g, b->heart.b);
  cairo_pattern_add_color_stop_rgb (fill, 1, b->heart_dark.r, b->heart_dark.g, b->heart_dark.b);
  cairo_arc (cr, 0, 0, r, 0, 2 * G_PI);
  cairo_set_source (cr, fill);
  cairo_fill (cr);
  cairo_pattern_destroy (fill);
  /* Florets wind outwards by the golden angle. */
  for (int i = 0; i < 150; i++)
    {
      double far = r * sqrt (i / 150.0), a = i * 2.39996;

      ps_canvas_color (
          canvas, ps_color_mix (b->heart, b->heart_dark, (float) (ps_dice_between (dice, 0, 0.6) + 0.5 * far / r)),
          0.85);
      cairo_arc (cr, cos (a) * far, sin (a) * far, r * 0.055, 0, 2 * G_PI);
      cairo_fill (cr);
    }
}

static void
draw_bloom (PsCanvas    *canvas,
            const Bloom *b,
            guint64      which,
            double       x,
            double       y,
            double       r,
            double       tilt,
            double       turn)
{
  cairo_t *cr = canvas->cr;
  PsDice dice = ps_dice_new (b->seed, which);

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_rotate (cr, turn);
  cairo_scale (cr, 1, tilt);
  for (int ring = 0; ring < b->n_rings; ring++)
    {
      double part = b->n_rings > 2 ? 1 - ring * 0.15 : 1 - ring * 0.1,
             shade = b->n_rings > 2 ? 0.8 + 0.05 * ring : 0.84 + 0.16 * ring;
      int n = MAX (4, (int) (b->n_petals * (b->n_rings > 2 ? 1 - ring * 0.11 : 1)));

      for (int i = 0; i < n; i++)
        {
          cairo_save (cr);
          cairo_rotate (cr, (i + ring * 0.5) * 2 * G_PI / n + ps_dice_bell (&dice) * 0.05);
          draw_petal (canvas, b, &dice, r * part * b->length, r * part * b->width * 1.25, shade);
          cairo_restore (cr);
        }
    }
  draw_heart (canvas, b, &dice, r * b->heart_size);
  cairo_restore (cr);
}

static void
draw_stem (PsCanvas *canvas,
           double    x,
           double    y,
           double    h,
           double    r,
           PsColor   green)
{
  cairo_t *cr = canvas->cr;

  cairo_set_line_width (cr, r * 0.09);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  ps_canvas_color (canvas, green, 1);
  cairo_move_to (cr, x, y);
  cairo_curve_to (cr, x + r * 0.1, y + (h - y) * 0.4, x - r * 0.3, y + (h - y) * 0.7, x - r * 0.2, h + 60);
  cairo_stroke (cr);
}

void
ps_scene_flowers (PsSketch *self)
{
  static const PsColor gardens[][3] = {
    { PS_COLOR (0x3c5c2c), PS_COLOR (0x9cb860), PS_COLOR (0xf0e8a0) }, { PS_COLOR (0x24443c), PS_COLOR (0x6a9a80), PS_COLOR (0xd8f0d8) },
    { PS_COLOR (0x4a3c2c), PS_COLOR (0xb89a60), PS_COLOR (0xffe0a0) }, { PS_COLOR (0x2c3c5c), PS_COLOR (0x8a9ac0), PS_COLOR (0xf0d8e8) },
    { PS_COLOR (0x16241c), PS_COLOR (0x2c4a34), PS_COLOR (0x7a9a6a) }
  };
  Bloom bloom = roll_bloom (&self->place);
  const PsColor *p = gardens[ps_dice_pick (&self->place, G_N_ELEMENTS (gardens))];
  PsColor colors[4] = { p[2], p[1], ps_color_mix (bloom.outer, p[1], 0.4f),
                        ps_color_mix (p[2], PS_COLOR (0xffffff), 0.3f) };
  double side = MIN (self->w, self->h), wind = self->scene->drift * 0.012;
  PsDice far = ps_dice_new (self->scene->setup, 51);
  int n_near = 1 + ps_dice_pick (&self->setup, 3);
  PsCanvas *soft;

  ps_canvas_fill (self->canvas, ps_color_mix (p[1], p[2], 0.4f), p[0], 0, self->h);
  soft = ps_canvas_soft (self->canvas, 34);
  for (int i = 0; i < 26; i++)
    ps_canvas_dim (soft, ps_dice_between (&far, 0, self->w), ps_dice_between (&far, 0, self->h),
                   ps_dice_between (&far, 90, 300), colors[ps_dice_pick (&far, 4)], 0.5);
  for (int i = 0; i < 7; i++)
    draw_bloom (soft, &bloom, (guint64) i, ps_dice_between (&far, 0, self->w),
                ps_dice_between (&far, self->h * 0.1, self->h), ps_dice_between (&far, 60, 120), 0.6, i);
  ps_canvas_soft_done (self->canvas, soft, 34, CAIRO_OPERATOR_OVER, 1);
  ps_sketch_bokeh (self, &far, 26, 0, self->h * 0.75, 12, 60, colors, 4, 0.3);
  /* Behind the one in focus. */
  soft = ps_canvas_soft (self->canvas, 10);
  for (int i = 0; i < 4; i++)
    {
      double x = ps_dice_between (&far, 0, self->w), y = ps_dice_between (&far, self->h * 0.25, self->h * 0.9),
             r = side * ps_dice_between (&far, 0.09, 0.16);

      draw_stem (soft, x, y, self->h, r, ps_color_mix (p[0], p[1], 0.5f));
      draw_bloom (soft, &bloom, 20 + (guint64) i, x + wind * 60, y, r, ps_dice_between (&far, 0.5, 0.9), i + wind);
    }
  ps_canvas_soft_done (self->canvas, soft, 10, CAIRO_OPERATOR_OVER, 1);
  for (int i = 0; i < n_near; i++)
    {
      double x = self->w * (i + 0.5 + ps_dice_between (&self->setup, -0.22, 0.22)) / n_near,
             y = self->h * ps_dice_between (&self->setup, 0.34, 0.6);
      double r =
          side
          * (n_near == 1 ? ps_dice_between (&self->setup, 0.26, 0.4) : ps_dice_between (&self->setup, 0.16, 0.26));

      draw_stem (self->canvas, x, y, self->h, r * 0.7, ps_color_mix (p[0], p[1], 0.4f));
      draw_bloom (self->canvas, &bloom, 40 + (guint64) i + self->scene->setup, x + wind * 90, y, r,
                  ps_dice_between (&self->setup, 0.74, 1), ps_dice_between (&self->setup, 0, 3) + wind);
    }
  /* Something nearer than the focus, at the edge. */
  if (ps_dice_chance (&self->setup, 0.6))
    {
      soft = ps_canvas_soft (self->canvas, 40);
      for (int i = 0; i < 3; i++)
        draw_bloom (soft, &bloom, 60, ps_dice_chance (&self->setup, 0.5) ? -30 : self->w + 20,
                    self->h * ps_dice_between (&self->setup, 0.6, 1.05), side * 0.2, 0.8, i);
      ps_canvas_soft_done (self->canvas, soft, 40, CAIRO_OPERATOR_OVER, 0.85);
    }
  ps_canvas_glow (self->canvas, self->w * ps_dice_between (&self->setup, 0.1, 0.9), 0, side * 0.9, p[2], 0.4);
}
