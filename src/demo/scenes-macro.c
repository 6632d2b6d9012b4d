/* src/demo/scenes-macro.c: very near: dew on a leaf, the seeds of a dandelion. */
#include <math.h>

#include "demo/scenes-private.h"

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
  float dx = x - l->cx, dy = y - l->cy, u = dx * cosf (l->lean) + dy * sinf (l->lean),
        v = -dx * sinf (l->lean) + dy * cosf (l->lean);
  float bow = v - 30 * sinf (u / 300), side = bow < 0 ? -1 : 1, away = fabsf (bow);
  /* Side veins leave the midrib at a slant; between them the leaf bulges. */
  float phase = (u - away * 0.75f) / 105 + 0.18f * ps_noise (l->seed, u / 200, side), part = phase - floorf (phase);
  float bulge = sinf (part * (float) G_PI), rib = expf (-part * (1 - part) * 60) * expf (-away / 900),
        mid = expf (-away / 7);
  float net = ps_noise_ridged (l->seed + 2, u / 30, v / 30, 3), patch = ps_noise_sum (l->seed + 3, u / 320, v / 320, 3);
  PsColor c = ps_color_mix (l->dark, l->light,
                            CLAMP (0.12f + 0.55f * bulge + 0.3f * patch - 0.16f * side * (1 - part), 0, 1));

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
  Leaf leaf = { self->setup_seed,
                (float) ps_dice_between (&self->setup, -0.9, 0.9),
                (float) (self->w * ps_dice_between (&self->setup, 0.2, 0.8)),
                (float) (self->h * ps_dice_between (&self->setup, 0.2, 0.8)),
                p[1],
                p[0],
                ps_color_mix (p[1], p[2], 0.6f) };
  int n = 26 + ps_dice_pick (&self->setup, 30);
  PsDice drops = ps_dice_new (self->scene->setup, 52);

  ps_canvas_shade (self->canvas, -40, self->h + 40, 540, CAIRO_OPERATOR_OVER, shade_leaf, &leaf);
  ps_canvas_glow (self->canvas, self->w * ps_dice_between (&self->setup, 0, 1), self->h * 0.1, 700, p[2], 0.4);
  for (int i = 0; i < n; i++)
    {
      double luck = ps_dice_unit (&drops), r = 5 + 74 * pow (luck, 4);
      double x = ps_dice_between (&drops, 0, self->w) + self->scene->drift * 0.6,
             y = ps_dice_between (&drops, 0, self->h);

      draw_drop (self, x, y, r, ps_color_mix (p[1], p[2], 0.35f), p[0]);
    }
}

/* A dandelion: seeds on a ball, each with its parachute; some have left. */
static void
draw_clock (PsSketch      *self,
            const PsColor *p)
{
  cairo_t *cr = self->cr;
  double side = MIN (self->w, self->h), x = self->w * ps_dice_between (&self->setup, 0.36, 0.64),
         y = self->h * ps_dice_between (&self->setup, 0.4, 0.52),
         r = side * ps_dice_between (&self->setup, 0.22, 0.32);
  PsDice far = ps_dice_new (self->scene->setup, 53), seeds = ps_dice_new (self->scene->place, 54);
  PsColor colors[3] = { p[1], p[2], ps_color_mix (p[2], PS_COLOR (0xffffff), 0.4f) },
          white = ps_color_mix (PS_COLOR (0xffffff), p[2], 0.25f);
  PsCanvas *soft = ps_canvas_soft (self->canvas, 40);

  ps_canvas_fill (self->canvas, ps_color_mix (p[1], p[2], 0.5f), ps_color_scale (p[0], 0.8f), 0, self->h);
  for (int i = 0; i < 18; i++)
    ps_canvas_dim (soft, ps_dice_between (&far, 0, self->w), ps_dice_between (&far, 0, self->h),
                   ps_dice_between (&far, 120, 340), colors[ps_dice_pick (&far, 2)], 0.5);
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
      double a = i * 2.39996, z = 1 - 2 * (i + 0.5) / 170, ring = sqrt (1 - z * z), dx = cos (a) * ring,
             dy = sin (a) * ring, far_r = r * ps_dice_between (&seeds, 0.93, 1.03);
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
          cairo_line_to (cr, sx + cos (b) * tuft * (0.7 + 0.3 * fabs (dx)) + dx * tuft * 0.5,
                         sy + sin (b) * tuft * 0.8 + dy * tuft * 0.5);
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
    { PS_COLOR (0x1c3a10), PS_COLOR (0x7aa83a), PS_COLOR (0xfff0a8) }
  };
  const PsColor *p = greens[ps_dice_pick (&self->place, G_N_ELEMENTS (greens))];

  if (self->scene->setup % 5 < 3)
    draw_dew (self, p);
  else
    draw_clock (self, p);
}
