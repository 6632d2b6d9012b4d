/* src/demo/scenes-near.c: flowers, drops and seeds, plates seen from above. */
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
  Bloom b = { .inner = colors[kind][0], .outer = colors[kind][1], .heart = colors[kind][2], .heart_dark = colors[kind][3], .seed = ps_dice_next (place) };

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
  PsColor inner = ps_color_scale (b->inner, (float) (shade * 0.82)), outer = ps_color_scale (b->outer, (float) (shade * ps_dice_between (dice, 0.92, 1.06)));

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

      ps_canvas_color (canvas, ps_color_mix (b->heart, b->heart_dark, (float) (ps_dice_between (dice, 0, 0.6) + 0.5 * far / r)), 0.85);
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
      double part = b->n_rings > 2 ? 1 - ring * 0.15 : 1 - ring * 0.1, shade = b->n_rings > 2 ? 0.8 + 0.05 * ring : 0.84 + 0.16 * ring;
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
  PsColor colors[4] = { p[2], p[1], ps_color_mix (bloom.outer, p[1], 0.4f), ps_color_mix (p[2], PS_COLOR (0xffffff), 0.3f) };
  double side = MIN (self->w, self->h), wind = self->scene->drift * 0.012;
  PsDice far = ps_dice_new (self->scene->setup, 51);
  int n_near = 1 + ps_dice_pick (&self->setup, 3);
  PsCanvas *soft;

  ps_canvas_fill (self->canvas, ps_color_mix (p[1], p[2], 0.4f), p[0], 0, self->h);
  soft = ps_canvas_soft (self->canvas, 34);
  for (int i = 0; i < 26; i++)
    ps_canvas_dim (soft, ps_dice_between (&far, 0, self->w), ps_dice_between (&far, 0, self->h), ps_dice_between (&far, 90, 300), colors[ps_dice_pick (&far, 4)], 0.5);
  for (int i = 0; i < 7; i++)
    draw_bloom (soft, &bloom, (guint64) i, ps_dice_between (&far, 0, self->w), ps_dice_between (&far, self->h * 0.1, self->h), ps_dice_between (&far, 60, 120), 0.6, i);
  ps_canvas_soft_done (self->canvas, soft, 34, CAIRO_OPERATOR_OVER, 1);
  ps_sketch_bokeh (self, &far, 26, 0, self->h * 0.75, 12, 60, colors, 4, 0.3);
  /* Behind the one in focus. */
  soft = ps_canvas_soft (self->canvas, 10);
  for (int i = 0; i < 4; i++)
    {
      double x = ps_dice_between (&far, 0, self->w), y = ps_dice_between (&far, self->h * 0.25, self->h * 0.9), r = side * ps_dice_between (&far, 0.09, 0.16);

      draw_stem (soft, x, y, self->h, r, ps_color_mix (p[0], p[1], 0.5f));
      draw_bloom (soft, &bloom, 20 + (guint64) i, x + wind * 60, y, r, ps_dice_between (&far, 0.5, 0.9), i + wind);
    }
  ps_canvas_soft_done (self->canvas, soft, 10, CAIRO_OPERATOR_OVER, 1);
  for (int i = 0; i < n_near; i++)
    {
      double x = self->w * (i + 0.5 + ps_dice_between (&self->setup, -0.22, 0.22)) / n_near, y = self->h * ps_dice_between (&self->setup, 0.34, 0.6);
      double r = side * (n_near == 1 ? ps_dice_between (&self->setup, 0.26, 0.4) : ps_dice_between (&self->setup, 0.16, 0.26));

      draw_stem (self->canvas, x, y, self->h, r * 0.7, ps_color_mix (p[0], p[1], 0.4f));
      draw_bloom (self->canvas, &bloom, 40 + (guint64) i + self->scene->setup, x + wind * 90, y, r, ps_dice_between (&self->setup, 0.74, 1), ps_dice_between (&self->setup, 0, 3) + wind);
    }
  /* Something nearer than the focus, at the edge. */
  if (ps_dice_chance (&self->setup, 0.6))
    {
      soft = ps_canvas_soft (self->canvas, 40);
      for (int i = 0; i < 3; i++)
        draw_bloom (soft, &bloom, 60, ps_dice_chance (&self->setup, 0.5) ? -30 : self->w + 20, self->h * ps_dice_between (&self->setup, 0.6, 1.05), side * 0.2, 0.8, i);
      ps_canvas_soft_done (self->canvas, soft, 40, CAIRO_OPERATOR_OVER, 0.85);
    }
  ps_canvas_glow (self->canvas, self->w * ps_dice_between (&self->setup, 0.1, 0.9), 0, side * 0.9, p[2], 0.4);
}

typedef struct
{
  guint32 seed;
  float lean, cx, cy;
  PsColor light, dark, vein;
} Leaf;

static float
shade_leaf (float    x,
            float    y,
            gpointer data,
            PsColor *color)
{
  const Leaf *l = data;
  float dx = x - l->cx, dy = y - l->cy, u = dx * cosf (l->lean) + dy * sinf (l->lean), v = -dx * sinf (l->lean) + dy * cosf (l->lean);
  float bow = v - 30 * sinf (u / 300), side = bow < 0 ? -1 : 1, away = fabsf (bow);
  /* Side veins leave the midrib at a slant; between them the leaf bulges. */
  float phase = (u - away * 0.75f) / 105 + 0.18f * ps_noise (l->seed, u / 200, side), part = phase - floorf (phase);
  float bulge = sinf (part * (float) G_PI), rib = expf (-part * (1 - part) * 60) * expf (-away / 900), mid = expf (-away / 7);
  float net = ps_noise_ridged (l->seed + 2, u / 30, v / 30, 3), patch = ps_noise_sum (l->seed + 3, u / 320, v / 320, 3);
  PsColor c = ps_color_mix (l->dark, l->light, CLAMP (0.12f + 0.55f * bulge + 0.3f * patch - 0.16f * side * (1 - part), 0, 1));

  c = ps_color_mix (c, l->vein, CLAMP (0.55f * rib + 0.85f * mid + CLAMP ((net - 0.72f) * 1.3f, 0, 0.3f), 0, 1));
  *color = c;
  return 1;
}

static void
draw_drop (PsSketch *self,
           double    x,
           double    y,
           double    r,
           PsColor   light,
           PsColor   dark)
{
  cairo_t *cr = self->cr;
  cairo_pattern_t *fill;

  /* Shadow on one side, and on the other the light that the drop gathers. */
  ps_canvas_dim (self->canvas, x + r * 0.25, y + r * 0.35, r * 1.5, ps_color_scale (dark, 0.3f), 0.5);
  fill = cairo_pattern_create_radial (x + r * 0.35, y + r * 0.45, r * 0.05, x, y, r);
  cairo_pattern_add_color_stop_rgb (fill, 0, MIN (1, light.r * 1.25), MIN (1, light.g * 1.25), MIN (1, light.b * 1.15));
  cairo_pattern_add_color_stop_rgb (fill, 0.55, light.r * 0.9, light.g * 0.95, light.b * 0.9);
  cairo_pattern_add_color_stop_rgb (fill, 0.92, dark.r * 0.6, dark.g * 0.6, dark.b * 0.6);
  cairo_pattern_add_color_stop_rgb (fill, 1, dark.r * 0.35, dark.g * 0.35, dark.b * 0.35);
  cairo_arc (cr, x, y, r, 0, 2 * G_PI);
  cairo_set_source (cr, fill);
  cairo_fill (cr);
  cairo_pattern_destroy (fill);
  cairo_save (cr);
  cairo_translate (cr, x - r * 0.36, y - r * 0.42);
  cairo_rotate (cr, -0.7);
  cairo_scale (cr, r * 0.3, r * 0.17);
  cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
  cairo_restore (cr);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.95);
  cairo_fill (cr);
  cairo_arc (cr, x + r * 0.5, y + r * 0.5, r * 0.07, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
draw_dew (PsSketch      *self,
          const PsColor *p)
{
  Leaf leaf = {
    self->setup_seed, (float) ps_dice_between (&self->setup, -0.9, 0.9), (float) (self->w * ps_dice_between (&self->setup, 0.2, 0.8)), (float) (self->h * ps_dice_between (&self->setup, 0.2, 0.8)), p[1], p[0],
    ps_color_mix (p[1], p[2], 0.6f)
  };
  int n = 26 + ps_dice_pick (&self->setup, 30);
  PsDice drops = ps_dice_new (self->scene->setup, 52);

  ps_canvas_shade (self->canvas, -40, self->h + 40, 620, CAIRO_OPERATOR_OVER, shade_leaf, &leaf);
  ps_canvas_glow (self->canvas, self->w * ps_dice_between (&self->setup, 0, 1), self->h * 0.1, 700, p[2], 0.4);
  for (int i = 0; i < n; i++)
    {
      double luck = ps_dice_unit (&drops), r = 5 + 74 * pow (luck, 4);
      double x = ps_dice_between (&drops, 0, self->w) + self->scene->drift * 0.6, y = ps_dice_between (&drops, 0, self->h);

      draw_drop (self, x, y, r, ps_color_mix (p[1], p[2], 0.35f), p[0]);
    }
}

/* A dandelion: seeds on a ball, each with its parachute; some have left. */
static void
draw_clock (PsSketch      *self,
            const PsColor *p)
{
  cairo_t *cr = self->cr;
  double side = MIN (self->w, self->h), x = self->w * ps_dice_between (&self->setup, 0.36, 0.64), y = self->h * ps_dice_between (&self->setup, 0.4, 0.52), r = side * ps_dice_between (&self->setup, 0.22, 0.32);
  PsDice far = ps_dice_new (self->scene->setup, 53), seeds = ps_dice_new (self->scene->place, 54);
  PsColor colors[3] = { p[1], p[2], ps_color_mix (p[2], PS_COLOR (0xffffff), 0.4f) }, white = ps_color_mix (PS_COLOR (0xffffff), p[2], 0.25f);
  PsCanvas *soft = ps_canvas_soft (self->canvas, 40);

  ps_canvas_fill (self->canvas, ps_color_mix (p[1], p[2], 0.5f), ps_color_scale (p[0], 0.8f), 0, self->h);
  for (int i = 0; i < 18; i++)
    ps_canvas_dim (soft, ps_dice_between (&far, 0, self->w), ps_dice_between (&far, 0, self->h), ps_dice_between (&far, 120, 340), colors[ps_dice_pick (&far, 2)], 0.5);
  ps_canvas_soft_done (self->canvas, soft, 40, CAIRO_OPERATOR_OVER, 1);
  ps_canvas_glow (self->canvas, x + r, y - r, r * 3.4, p[2], 0.75);
  ps_sketch_bokeh (self, &far, 22, 0, self->h, 16, 66, colors, 3, 0.34);
  cairo_set_line_width (cr, r * 0.035);
  ps_canvas_color (self->canvas, ps_color_mix (p[0], p[1], 0.5f), 1);
  cairo_move_to (cr, x, y);
  cairo_curve_to (cr, x + r * 0.05, y + r, x - r * 0.15, y + r * 1.8, x - r * 0.1, self->h + 60);
  cairo_stroke (cr);
  for (int i = 0; i < 170; i++)
    {
      double a = i * 2.39996, z = 1 - 2 * (i + 0.5) / 170, ring = sqrt (1 - z * z), dx = cos (a) * ring, dy = sin (a) * ring, far_r = r * ps_dice_between (&seeds, 0.93, 1.03);
      double sx = x + dx * far_r, sy = y + dy * far_r * 0.98, tuft = r * 0.2;
      gboolean is_gone = i / 170.0 < self->scene->drift * 0.018 && dx > 0;

      if (is_gone)
        {
          sx += (dx + 0.6) * r * 0.9 + self->scene->drift * 22;
          sy -= (0.3 + ps_dice_unit (&seeds)) * r * 0.8;
        }
      cairo_set_line_width (cr, 1.1);
      ps_canvas_color (self->canvas, white, 0.34 + 0.3 * (z + 1) / 2);
      if (!is_gone)
        {
          cairo_move_to (cr, x + dx * r * 0.12, y + dy * r * 0.12);
          cairo_line_to (cr, sx, sy);
        }
      for (int k = 0; k < 14; k++)
        {
          double b = k * G_PI / 7 + i;

          cairo_move_to (cr, sx, sy);
          cairo_line_to (cr, sx + cos (b) * tuft * (0.7 + 0.3 * fabs (dx)) + dx * tuft * 0.5, sy + sin (b) * tuft * 0.8 + dy * tuft * 0.5);
        }
      cairo_stroke (cr);
    }
  ps_canvas_dim (self->canvas, x, y, r * 0.2, PS_COLOR (0x5a4630), 0.9);
}

void
ps_scene_macro (PsSketch *self)
{
  static const PsColor greens[][3] = {
    { PS_COLOR (0x0e3a1c), PS_COLOR (0x4a9a3c), PS_COLOR (0xe0f0a0) }, { PS_COLOR (0x0c3434), PS_COLOR (0x3a8a7c), PS_COLOR (0xc8f0e0) },
    { PS_COLOR (0x3a2410), PS_COLOR (0xb06a24), PS_COLOR (0xffd890) }, { PS_COLOR (0x3c1030), PS_COLOR (0xa03c6c), PS_COLOR (0xffc8d8) },
    { PS_COLOR (0x142c4a), PS_COLOR (0x4a7ab0), PS_COLOR (0xd8e8ff) }
  };
  const PsColor *p = greens[ps_dice_pick (&self->place, G_N_ELEMENTS (greens))];

  if (self->scene->setup % 5 < 3)
    draw_dew (self, p);
  else
    draw_clock (self, p);
}

typedef struct
{
  guint32 seed;
  int style;   /* planks, stone, slate, linen */
  PsColor a, b;
} Table;

static float
shade_table (float    x,
             float    y,
             gpointer data,
             PsColor *color)
{
  const Table *t = data;

  if (t->style == 0)
    {
      float plank = floorf (y / 168), edge = fabsf (y / 168 - plank - 0.5f), tone = ps_noise (t->seed, plank * 7.3f, 0.5f);
      float grain = ps_noise_sum (t->seed + 1, x / 260 + plank * 31, y / 7, 3), ring = ps_noise_sum (t->seed + 2, x / 420 + plank * 9, y / 40, 3);

      *color = ps_color_mix (t->a, t->b, CLAMP (0.5f + 0.34f * grain + 0.3f * ring + 0.28f * tone, 0, 1));
      *color = ps_color_scale (*color, edge > 0.486f ? 0.35f : 1);
    }
  else if (t->style == 1)
    {
      float warp = ps_noise_sum (t->seed, x / 300, y / 300, 4), vein = ps_noise_ridged (t->seed + 1, x / 380 + warp * 0.9f, y / 380 + warp * 0.7f, 4);

      *color = ps_color_mix (t->b, t->a, CLAMP ((vein - 0.6f) * 2.4f, 0, 0.75f) + 0.08f * warp);
    }
  else
    {
      float rough = ps_noise_sum (t->seed, x / 46, y / 46, 4), big = ps_noise_sum (t->seed + 2, x / 420, y / 420, 3);

      *color = ps_color_mix (t->a, t->b, CLAMP (0.5f + 0.3f * rough + 0.4f * big, 0, 1));
    }
  return 1;
}

static void
drop_shadow (PsSketch *self,
             double    x,
             double    y,
             double    r,
             double    alpha)
{
  cairo_pattern_t *shadow = cairo_pattern_create_radial (x + r * 0.16, y + r * 0.2, r * 0.82, x + r * 0.16, y + r * 0.2, r * 1.26);

  cairo_pattern_add_color_stop_rgba (shadow, 0, 0.04, 0.03, 0.03, alpha);
  cairo_pattern_add_color_stop_rgba (shadow, 0.4, 0.04, 0.03, 0.03, alpha * 0.45);
  cairo_pattern_add_color_stop_rgba (shadow, 1, 0.04, 0.03, 0.03, 0);
  cairo_set_source (self->cr, shadow);
  cairo_arc (self->cr, x + r * 0.16, y + r * 0.2, r * 1.3, 0, 2 * G_PI);
  cairo_fill (self->cr);
  cairo_pattern_destroy (shadow);
}

/* A disc of china or food, lit from the upper left. */
static void
draw_disc (PsSketch *self,
           double    x,
           double    y,
           double    r,
           PsColor   color,
           double    gloss,
           double    rim)
{
  cairo_t *cr = self->cr;
  cairo_pattern_t *fill = cairo_pattern_create_linear (x - r * 0.7, y - r * 0.7, x + r * 0.7, y + r * 0.7);
  PsColor light = ps_color_mix (color, PS_COLOR (0xffffff), (float) (0.25 * gloss + 0.08)), shade = ps_color_scale (color, 0.74f);

  cairo_pattern_add_color_stop_rgb (fill, 0, light.r, light.g, light.b);
  cairo_pattern_add_color_stop_rgb (fill, 0.5, color.r, color.g, color.b);
  cairo_pattern_add_color_stop_rgb (fill, 1, shade.r, shade.g, shade.b);
  cairo_arc (cr, x, y, r, 0, 2 * G_PI);
  cairo_set_source (cr, fill);
  cairo_fill (cr);
  cairo_pattern_destroy (fill);
  if (rim > 0)
    {
      /* The rim: the same gradient the other way round. */
      fill = cairo_pattern_create_linear (x - r * 0.7, y - r * 0.7, x + r * 0.7, y + r * 0.7);
      cairo_pattern_add_color_stop_rgb (fill, 0, shade.r, shade.g, shade.b);
      cairo_pattern_add_color_stop_rgb (fill, 1, light.r, light.g, light.b);
      cairo_arc (cr, x, y, r * rim, 0, 2 * G_PI);
      cairo_set_source (cr, fill);
      cairo_fill (cr);
      cairo_pattern_destroy (fill);
      ps_canvas_color (self->canvas, ps_color_mix (color, shade, 0.25f), 1);
      cairo_arc (cr, x, y, r * (rim - 0.025), 0, 2 * G_PI);
      cairo_fill (cr);
    }
}

static void
draw_herb (PsSketch *self,
           PsDice   *dice,
           double    x,
           double    y,
           double    size,
           PsColor   green)
{
  cairo_t *cr = self->cr;
  double turn = ps_dice_between (dice, 0, 2 * G_PI);

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_rotate (cr, turn);
  for (int i = 0; i < 2; i++)
    {
      cairo_move_to (cr, 0, i == 0 ? size * 0.06 : 0);
      cairo_curve_to (cr, size * 0.3, -size * 0.42, size * 0.8, -size * 0.36, size, 0);
      cairo_curve_to (cr, size * 0.8, size * 0.36, size * 0.3, size * 0.42, 0, i == 0 ? size * 0.06 : 0);
      if (i == 0)
        cairo_translate (cr, 0, -size * 0.04);
      ps_canvas_color (self->canvas, i == 0 ? ps_color_scale (green, 0.35f) : green, i == 0 ? 0.5 : 1);
      cairo_fill (cr);
    }
  ps_canvas_color (self->canvas, ps_color_mix (green, PS_COLOR (0xffffff), 0.4f), 0.6);
  cairo_set_line_width (cr, MAX (0.7, size * 0.035));
  cairo_move_to (cr, size * 0.05, 0);
  cairo_line_to (cr, size * 0.92, 0);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* A slice of something round: skin, flesh, seeds. */
static void
draw_slice (PsSketch *self,
            PsDice   *dice,
            double    x,
            double    y,
            double    r,
            int       what)
{
  static const PsColor slices[][3] = {
    { PS_COLOR (0xb81c14), PS_COLOR (0xe84a30), PS_COLOR (0xf8c050) }, /* tomato */
    { PS_COLOR (0x3a6a24), PS_COLOR (0xd8e8a8), PS_COLOR (0xb0c878) }, /* cucumber */
    { PS_COLOR (0xf0e8e0), PS_COLOR (0xfffaf0), PS_COLOR (0xf8b020) }, /* egg */
    { PS_COLOR (0x8a1c4a), PS_COLOR (0xf0d0dc), PS_COLOR (0xd05a88) }, /* radish */
    { PS_COLOR (0xd87810), PS_COLOR (0xf8a830), PS_COLOR (0xfcd078) }, /* orange */
  };
  const PsColor *s = slices[what % (int) G_N_ELEMENTS (slices)];
  cairo_t *cr = self->cr;

  drop_shadow (self, x, y, r, 0.4);
  draw_disc (self, x, y, r, s[0], 0.4, 0);
  draw_disc (self, x, y, r * 0.9, s[1], 0.3, 0);
  if (what % 5 == 2)
    {
      drop_shadow (self, x, y, r * 0.45, 0.12);
      draw_disc (self, x, y, r * 0.5, s[2], 1, 0);
      ps_canvas_glow (self->canvas, x - r * 0.16, y - r * 0.18, r * 0.2, PS_COLOR (0xffffff), 0.7);
      return;
    }
  for (int i = 0; i < 7; i++)
    {
      double a = i * 2 * G_PI / 7 + x;

      cairo_save (cr);
      cairo_translate (cr, x + cos (a) * r * 0.5, y + sin (a) * r * 0.5);
      cairo_rotate (cr, a);
      cairo_scale (cr, r * 0.27, r * (what % 5 == 4 ? 0.19 : 0.12));
      cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
      cairo_restore (cr);
      ps_canvas_color (self->canvas, s[2], 0.75);
      cairo_fill (cr);
    }
  ps_canvas_glow (self->canvas, x - r * 0.35, y - r * 0.4, r * 0.45, PS_COLOR (0xffffff), ps_dice_between (dice, 0.2, 0.5));
}

/* A rosetta: leaf upon leaf of milk in coffee. */
static void
draw_latte (PsSketch *self,
            double    x,
            double    y,
            double    r)
{
  cairo_t *cr = self->cr;
  PsColor coffee = PS_COLOR (0x6a3a1c), milk = PS_COLOR (0xf4e2c8);

  draw_disc (self, x, y, r, coffee, 0.1, 0);
  ps_canvas_glow (self->canvas, x, y, r * 0.95, PS_COLOR (0xa86a38), 0.5);
  cairo_save (cr);
  cairo_arc (cr, x, y, r, 0, 2 * G_PI);
  cairo_clip (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, r, r);
  for (int i = 0; i < 7; i++)
    {
      double top = -0.66 + i * 0.18, wide = 0.3 + 0.42 * sin ((i + 1) / 7.6 * G_PI);

      for (int ring = 0; ring < 2; ring++)
        {
          double k = ring == 0 ? 1 : 0.68;

          ps_canvas_color (self->canvas, ring == 0 ? milk : ps_color_mix (coffee, milk, 0.22f), 0.95);
          cairo_move_to (cr, 0, top + (ring ? 0.02 : 0));
          cairo_curve_to (cr, wide * 0.5 * k, top - 0.02, wide * k, top + 0.1, wide * 0.95 * k, top + 0.26);
          cairo_curve_to (cr, wide * 0.6 * k, top + 0.22, wide * 0.2 * k, top + 0.24, 0, top + 0.36 - (ring ? 0.08 : 0));
          cairo_curve_to (cr, -wide * 0.2 * k, top + 0.24, -wide * 0.6 * k, top + 0.22, -wide * 0.95 * k, top + 0.26);
          cairo_curve_to (cr, -wide * k, top + 0.1, -wide * 0.5 * k, top - 0.02, 0, top + (ring ? 0.02 : 0));
          cairo_fill (cr);
        }
    }
  ps_canvas_color (self->canvas, milk, 0.95);
  cairo_set_line_width (cr, 0.035);
  cairo_move_to (cr, 0, -0.72);
  cairo_line_to (cr, 0, 0.74);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_cutlery (PsSketch *self,
              double    x,
              double    y,
              double    size,
              gboolean  is_fork)
{
  cairo_t *cr = self->cr;

  for (int pass = 0; pass < 2; pass++)
    {
      cairo_save (cr);
      cairo_translate (cr, x + (pass == 0 ? 7 : 0), y + (pass == 0 ? 9 : 0));
      cairo_rotate (cr, 0.06);
      cairo_scale (cr, size / 100, size / 100);
      cairo_move_to (cr, -2.4, 50);
      cairo_curve_to (cr, -3.4, 40, -1.6, 0, -1.8, -14);
      if (is_fork)
        {
          cairo_curve_to (cr, -6.5, -18, -6.5, -26, -6.5, -48);
          for (int i = 0; i < 3; i++)
            {
              cairo_line_to (cr, -4.7 + i * 3.9, -48);
              cairo_line_to (cr, -4.4 + i * 3.9, -26);
              cairo_line_to (cr, -2.9 + i * 3.9, -26);
              cairo_line_to (cr, -2.6 + i * 3.9, -48);
            }
          cairo_line_to (cr, 6.5, -48);
          cairo_curve_to (cr, 6.5, -26, 6.5, -18, 1.8, -14);
        }
      else
        cairo_curve_to (cr, -3.6, -30, -3, -44, 4.2, -50);
      cairo_curve_to (cr, 1.6, 0, 3.4, 40, 2.4, 50);
      cairo_close_path (cr);
      if (pass == 0)
        cairo_set_source_rgba (cr, 0.05, 0.04, 0.04, 0.38);
      else
        {
          cairo_pattern_t *metal = cairo_pattern_create_linear (-6, 0, 6, 0);

          cairo_pattern_add_color_stop_rgb (metal, 0, 0.5, 0.5, 0.52);
          cairo_pattern_add_color_stop_rgb (metal, 0.4, 0.96, 0.96, 0.97);
          cairo_pattern_add_color_stop_rgb (metal, 1, 0.44, 0.43, 0.45);
          cairo_set_source (cr, metal);
          cairo_pattern_destroy (metal);
        }
      cairo_fill (cr);
      cairo_restore (cr);
    }
}

/* What is on the plate. */
static void
serve (PsSketch *self,
       PsDice   *dice,
       double    x,
       double    y,
       double    r,
       int       dish)
{
  PsColor green = PS_COLOR (0x4a8a2c);

  switch (dish)
    {
    case 0: /* soup */
      {
        static const PsColor soups[] = { PS_COLOR (0xe08a20), PS_COLOR (0xc03c1c), PS_COLOR (0x7a9a30), PS_COLOR (0xd8b060) };
        PsColor soup = soups[ps_dice_pick (dice, G_N_ELEMENTS (soups))];
        double points[80];

        draw_disc (self, x, y, r * 0.8, soup, 0.2, 0);
        for (int i = 0; i < 40; i++)
          {
            double a = i * 0.42, far = r * (0.06 + 0.014 * i);

            points[2 * i] = x + cos (a) * far;
            points[2 * i + 1] = y + sin (a) * far;
          }
        cairo_set_line_width (self->cr, r * 0.045);
        ps_canvas_color (self->canvas, PS_COLOR (0xfff4e0), 0.85);
        ps_canvas_curve (self->canvas, points, 40, FALSE);
        cairo_stroke (self->cr);
        for (int i = 0; i < 14; i++)
          draw_herb (self, dice, x + ps_dice_bell (dice) * r * 0.3, y + ps_dice_bell (dice) * r * 0.3, r * ps_dice_between (dice, 0.1, 0.2), green);
        ps_canvas_glow (self->canvas, x - r * 0.4, y - r * 0.45, r * 0.5, PS_COLOR (0xffffff), 0.4);
        break;
      }
    case 1: /* salad */
      for (int i = 0; i < 46; i++)
        {
          double a = i * 2.39996, far = r * 0.76 * sqrt (1 - i / 46.0);

          draw_herb (self, dice, x + cos (a) * far * 0.9, y + sin (a) * far * 0.9, r * ps_dice_between (dice, 0.26, 0.44),
                     ps_color_hsv (ps_dice_between (dice, 0.2, 0.36), 0.68, ps_dice_between (dice, 0.34, 0.72)));
        }
      for (int i = 0; i < 13; i++)
        {
          double a = i * 2.39996, far = r * 0.56 * sqrt (i / 13.0);

          draw_slice (self, dice, x + cos (a) * far, y + sin (a) * far, r * ps_dice_between (dice, 0.13, 0.2), ps_dice_pick (dice, 5));
        }
      break;
    case 2: /* pizza */
      draw_disc (self, x, y, r * 0.96, PS_COLOR (0xd8a050), 0.2, 0);
      for (int i = 0; i < 40; i++)
        ps_canvas_dim (self->canvas, x + cos (i * 0.157) * r * 0.9, y + sin (i * 0.157) * r * 0.9, r * ps_dice_between (dice, 0.05, 0.14), PS_COLOR (0x7a4010), 0.5);
      draw_disc (self, x, y, r * 0.82, PS_COLOR (0xc03a18), 0.1, 0);
      for (int i = 0; i < 34; i++)
        ps_canvas_dim (self->canvas, x + ps_dice_bell (dice) * r * 0.36, y + ps_dice_bell (dice) * r * 0.36, r * ps_dice_between (dice, 0.1, 0.26), PS_COLOR (0xfff0c0), 0.9);
      for (int i = 0; i < 9; i++)
        draw_slice (self, dice, x + cos (i * 2.39996) * r * 0.6 * sqrt (i / 9.0), y + sin (i * 2.39996) * r * 0.6 * sqrt (i / 9.0), r * 0.13, 0);
      for (int i = 0; i < 10; i++)
        draw_herb (self, dice, x + ps_dice_bell (dice) * r * 0.36, y + ps_dice_bell (dice) * r * 0.36, r * 0.24, green);
      break;
    default: /* berries on cream */
      draw_disc (self, x, y, r * 0.82, PS_COLOR (0xc88a48), 0.2, 0);
      draw_disc (self, x, y, r * 0.74, PS_COLOR (0xfcf0dc), 0.4, 0);
      for (int i = 0; i < 62; i++)
        {
          double a = i * 2.39996, far = r * 0.64 * sqrt (i / 62.0), size = r * ps_dice_between (dice, 0.06, 0.095);
          static const PsColor berries[] = { PS_COLOR (0xc01830), PS_COLOR (0x2a2a5a), PS_COLOR (0x5a1030), PS_COLOR (0xe03a4a) };
          double bx = x + cos (a) * far, by = y + sin (a) * far;

          drop_shadow (self, bx, by, size, 0.4);
          draw_disc (self, bx, by, size, berries[ps_dice_pick (dice, 4)], 0.6, 0);
          ps_canvas_glow (self->canvas, bx - size * 0.35, by - size * 0.35, size * 0.5, PS_COLOR (0xffffff), 0.75);
        }
      for (int i = 0; i < 6; i++)
        draw_herb (self, dice, x + ps_dice_bell (dice) * r * 0.34, y + ps_dice_bell (dice) * r * 0.34, r * 0.18, PS_COLOR (0x5aa83c));
      break;
    }
}

void
ps_scene_food (PsSketch *self)
{
  static const PsColor tables[][2] = {
    { PS_COLOR (0x4a2c18), PS_COLOR (0x8a5a34) }, { PS_COLOR (0x9a9890), PS_COLOR (0xf0eeea) }, { PS_COLOR (0x24262a), PS_COLOR (0x44484e) },
    { PS_COLOR (0xb8c4c4), PS_COLOR (0xdce4e2) }, { PS_COLOR (0xc89a68), PS_COLOR (0xe4c090) }
  };
  static const PsColor plates[] = { PS_COLOR (0xf4f1ea), PS_COLOR (0x3c4650), PS_COLOR (0xd8e0dc), PS_COLOR (0xe8d8c0), PS_COLOR (0x7a98a4) };
  int top = ps_dice_pick (&self->place, G_N_ELEMENTS (tables)), dish = (int) (self->scene->setup % 4);
  Table table = { self->place_seed, (int[]) { 0, 1, 2, 2, 0 }[top], tables[top][0], tables[top][1] };
  PsColor china = plates[ps_dice_pick (&self->place, G_N_ELEMENTS (plates))];
  double side = MIN (self->w, self->h), r = side * ps_dice_between (&self->setup, 0.3, 0.4);
  double x = self->w * ps_dice_between (&self->setup, 0.36, 0.58), y = self->h * ps_dice_between (&self->setup, 0.42, 0.58);
  PsDice cook = ps_dice_new (self->scene->setup, 55);

  ps_canvas_shade (self->canvas, -40, self->h + 40, 640, CAIRO_OPERATOR_OVER, shade_table, &table);
  /* A cloth under one corner. */
  if (ps_dice_chance (&self->setup, 0.5))
    {
      PsColor cloth = ps_color_hsv (ps_dice_unit (&self->place), 0.25, 0.8);

      cairo_save (self->cr);
      cairo_translate (self->cr, x + r * 0.7, y + r * 0.6);
      cairo_rotate (self->cr, ps_dice_between (&self->setup, 0.2, 0.9));
      ps_canvas_color (self->canvas, PS_COLOR (0x100c0a), 0.3);
      cairo_rectangle (self->cr, -r * 0.7 + 10, -r * 0.8 + 14, r * 1.5, r * 1.5);
      cairo_fill (self->cr);
      cairo_rectangle (self->cr, -r * 0.7, -r * 0.8, r * 1.5, r * 1.5);
      ps_canvas_color (self->canvas, cloth, 1);
      cairo_fill (self->cr);
      ps_canvas_color (self->canvas, ps_color_scale (cloth, 0.75f), 0.5);
      for (int i = 0; i < 9; i++)
        {
          cairo_rectangle (self->cr, -r * 0.7 + i * r / 6, -r * 0.8, r / 16, r * 1.5);
          cairo_rectangle (self->cr, -r * 0.7, -r * 0.8 + i * r / 6, r * 1.5, r / 16);
        }
      cairo_fill (self->cr);
      cairo_restore (self->cr);
    }
  draw_cutlery (self, x - r * 1.22, y + r * 0.1, r * 1.5, TRUE);
  draw_cutlery (self, x + r * 1.24, y + r * 0.1, r * 1.5, FALSE);
  if (self->scene->setup % 7 < 2)
    {
      /* Coffee: a saucer, a cup, its handle. */
      drop_shadow (self, x, y, r * 0.92, 0.55);
      draw_disc (self, x, y, r * 0.92, china, 0.5, 0.62);
      drop_shadow (self, x, y, r * 0.62, 0.5);
      cairo_set_line_width (self->cr, r * 0.1);
      ps_canvas_color (self->canvas, china, 1);
      cairo_arc (self->cr, x + r * 0.64, y + r * 0.18, r * 0.15, 0, 2 * G_PI);
      cairo_stroke (self->cr);
      draw_disc (self, x, y, r * 0.62, china, 0.6, 0);
      draw_latte (self, x, y, r * 0.55);
    }
  else
    {
      drop_shadow (self, x, y, r, 0.6);
      draw_disc (self, x, y, r, china, 0.5, dish == 2 ? 0 : 0.86);
      serve (self, &cook, x, y, r * (dish == 2 ? 0.97 : 0.92), dish);
    }
  /* Crumbs and leaves, and a glass at the edge. */
  for (int i = 0; i < 9; i++)
    {
      double a = ps_dice_between (&cook, 0, 2 * G_PI), far = r * ps_dice_between (&cook, 1.25, 1.9);

      draw_herb (self, &cook, x + cos (a) * far, y + sin (a) * far, r * ps_dice_between (&cook, 0.08, 0.16), PS_COLOR (0x4a7a30));
    }
  if (ps_dice_chance (&self->setup, 0.7))
    {
      double gx = x + (ps_dice_chance (&self->setup, 0.5) ? 1 : -1) * r * 1.45, gy = y - r * 0.95, gr = r * 0.34;
      PsColor drink = ps_dice_chance (&self->setup, 0.5) ? PS_COLOR (0x5a0c20) : PS_COLOR (0xd8c070);

      drop_shadow (self, gx, gy, gr, 0.45);
      draw_disc (self, gx, gy, gr, ps_color_mix (drink, table.b, 0.35f), 0.8, 0);
      draw_disc (self, gx, gy, gr * 0.86, drink, 0.3, 0);
      cairo_set_line_width (self->cr, gr * 0.05);
      ps_canvas_color (self->canvas, PS_COLOR (0xffffff), 0.6);
      cairo_arc (self->cr, gx, gy, gr * 0.95, 3.4, 5.2);
      cairo_stroke (self->cr);
    }
  /* Window light from one side. */
  ps_canvas_glow (self->canvas, -self->w * 0.1, -self->h * 0.1, MAX (self->w, self->h) * 0.9, PS_COLOR (0xfff2dc), 0.36);
  ps_canvas_dim (self->canvas, self->w * 1.05, self->h * 1.05, MAX (self->w, self->h) * 0.75, PS_COLOR (0x0a0808), 0.5);
}
