/* src/demo/scenes-food.c: plates and cups, seen from above. */
#include <math.h>

#include "demo/scenes-private.h"

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
      float plank = floorf (y / 168), edge = fabsf (y / 168 - plank - 0.5f),
            tone = ps_noise (t->seed, plank * 7.3f, 0.5f);
      float grain = ps_noise_sum (t->seed + 1, x / 260 + plank * 31, y / 7, 3),
            ring = ps_noise_sum (t->seed + 2, x / 420 + plank * 9, y / 40, 3);

      *color = ps_color_mix (t->a, t->b, CLAMP (0.5f + 0.34f * grain + 0.3f * ring + 0.28f * tone, 0, 1));
      *color = ps_color_scale (*color, edge > 0.486f ? 0.35f : 1);
    }
  else if (t->style == 1)
    {
      float warp = ps_noise_sum (t->seed, x / 300, y / 300, 4),
            vein = ps_noise_ridged (t->seed + 1, x / 380 + warp * 0.9f, y / 380 + warp * 0.7f, 4);

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
  cairo_pattern_t *shadow =
      cairo_pattern_create_radial (x + r * 0.16, y + r * 0.2, r * 0.82, x + r * 0.16, y + r * 0.2, r * 1.26);

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
  PsColor light = ps_color_mix (color, PS_COLOR (0xffffff), (float) (0.25 * gloss + 0.08)),
          shade = ps_color_scale (color, 0.74f);

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
  ps_canvas_glow (self->canvas, x - r * 0.35, y - r * 0.4, r * 0.45, PS_COLOR (0xffffff),
                  ps_dice_between (dice, 0.2, 0.5));
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
          cairo_curve_to (cr, wide * 0.6 * k, top + 0.22, wide * 0.2 * k, top + 0.24, 0,
                          top + 0.36 - (ring ? 0.08 : 0));
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
        static const PsColor soups[] = { PS_COLOR (0xe08a20), PS_COLOR (0xc03c1c), PS_COLOR (0x7a9a30),
                                         PS_COLOR (0xd8b060) };
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
          draw_herb (self, dice, x + ps_dice_bell (dice) * r * 0.3, y + ps_dice_bell (dice) * r * 0.3,
                     r * ps_dice_between (dice, 0.1, 0.2), green);
        ps_canvas_glow (self->canvas, x - r * 0.4, y - r * 0.45, r * 0.5, PS_COLOR (0xffffff), 0.4);
        break;
      }
    case 1: /* salad */
      for (int i = 0; i < 46; i++)
        {
          double a = i * 2.39996, far = r * 0.76 * sqrt (1 - i / 46.0);

          draw_herb (self, dice, x + cos (a) * far * 0.9, y + sin (a) * far * 0.9,
                     r * ps_dice_between (dice, 0.26, 0.44),
                     ps_color_hsv (ps_dice_between (dice, 0.2, 0.36), 0.68, ps_dice_between (dice, 0.34, 0.72)));
        }
      for (int i = 0; i < 13; i++)
        {
          double a = i * 2.39996, far = r * 0.56 * sqrt (i / 13.0);

          draw_slice (self, dice, x + cos (a) * far, y + sin (a) * far, r * ps_dice_between (dice, 0.13, 0.2),
                      ps_dice_pick (dice, 5));
        }
      break;
    case 2: /* pizza */
      draw_disc (self, x, y, r * 0.96, PS_COLOR (0xd8a050), 0.2, 0);
      for (int i = 0; i < 40; i++)
        ps_canvas_dim (self->canvas, x + cos (i * 0.157) * r * 0.9, y + sin (i * 0.157) * r * 0.9,
                       r * ps_dice_between (dice, 0.05, 0.14), PS_COLOR (0x7a4010), 0.5);
      draw_disc (self, x, y, r * 0.82, PS_COLOR (0xc03a18), 0.1, 0);
      for (int i = 0; i < 34; i++)
        ps_canvas_dim (self->canvas, x + ps_dice_bell (dice) * r * 0.36, y + ps_dice_bell (dice) * r * 0.36,
                       r * ps_dice_between (dice, 0.1, 0.26), PS_COLOR (0xfff0c0), 0.9);
      for (int i = 0; i < 9; i++)
        draw_slice (self, dice, x + cos (i * 2.39996) * r * 0.6 * sqrt (i / 9.0),
                    y + sin (i * 2.39996) * r * 0.6 * sqrt (i / 9.0), r * 0.13, 0);
      for (int i = 0; i < 10; i++)
        draw_herb (self, dice, x + ps_dice_bell (dice) * r * 0.36, y + ps_dice_bell (dice) * r * 0.36, r * 0.24, green);
      break;
    default: /* berries on cream */
      draw_disc (self, x, y, r * 0.82, PS_COLOR (0xc88a48), 0.2, 0);
      draw_disc (self, x, y, r * 0.74, PS_COLOR (0xfcf0dc), 0.4, 0);
      for (int i = 0; i < 62; i++)
        {
          double a = i * 2.39996, far = r * 0.64 * sqrt (i / 62.0), size = r * ps_dice_between (dice, 0.06, 0.095);
          static const PsColor berries[] = { PS_COLOR (0xc01830), PS_COLOR (0x2a2a5a), PS_COLOR (0x5a1030),
                                             PS_COLOR (0xe03a4a) };
          double bx = x + cos (a) * far, by = y + sin (a) * far;

          drop_shadow (self, bx, by, size, 0.4);
          draw_disc (self, bx, by, size, berries[ps_dice_pick (dice, 4)], 0.6, 0);
          ps_canvas_glow (self->canvas, bx - size * 0.35, by - size * 0.35, size * 0.5, PS_COLOR (0xffffff), 0.75);
        }
      for (int i = 0; i < 6; i++)
        draw_herb (self, dice, x + ps_dice_bell (dice) * r * 0.34, y + ps_dice_bell (dice) * r * 0.34, r * 0.18,
                   PS_COLOR (0x5aa83c));
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
  static const PsColor plates[] = { PS_COLOR (0xf4f1ea), PS_COLOR (0x3c4650), PS_COLOR (0xd8e0dc),
                                    PS_COLOR (0xe8d8c0), PS_COLOR (0x7a98a4) };
  int top = ps_dice_pick (&self->place, G_N_ELEMENTS (tables)), dish = (int) (self->scene->setup % 4);
  Table table = { self->place_seed, (int[]) { 0, 1, 2, 2, 0 }[top], tables[top][0], tables[top][1] };
  PsColor china = plates[ps_dice_pick (&self->place, G_N_ELEMENTS (plates))];
  double side = MIN (self->w, self->h), r = side * ps_dice_between (&self->setup, 0.3, 0.4);
  double x = self->w * ps_dice_between (&self->setup, 0.36, 0.58),
         y = self->h * ps_dice_between (&self->setup, 0.42, 0.58);
  PsDice cook = ps_dice_new (self->scene->setup, 55);

  ps_canvas_shade (self->canvas, -40, self->h + 40, 560, CAIRO_OPERATOR_OVER, shade_table, &table);
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

      draw_herb (self, &cook, x + cos (a) * far, y + sin (a) * far, r * ps_dice_between (&cook, 0.08, 0.16),
                 PS_COLOR (0x4a7a30));
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
  ps_canvas_glow (self->canvas, -self->w * 0.1, -self->h * 0.1, MAX (self->w, self->h) * 0.9, PS_COLOR (0xfff2dc),
                  0.36);
  ps_canvas_dim (self->canvas, self->w * 1.05, self->h * 1.05, MAX (self->w, self->h) * 0.75, PS_COLOR (0x0a0808), 0.5);
}
