/* src/demo/scenes.c: one frame of any scene, from the empty canvas to the developed picture. */
#include "demo/scenes.h"

#include <math.h>

#include "demo/scenes-private.h"

typedef struct
{
  PsSceneFunc draw;
  const char *word;
  double sway;      /* how much a hand-held camera moves between frames */
  float contrast, vignette;
} Kind;

static const Kind kinds[PS_N_SCENES] = {
  [PS_SCENE_MOUNTAINS] = { ps_scene_mountains, "mountains", 0.6, 0.25f, 0.5f },
  [PS_SCENE_LAKE] = { ps_scene_lake, "lake", 0.6, 0.25f, 0.5f },
  [PS_SCENE_SEA] = { ps_scene_sea, "sea", 0.7, 0.2f, 0.5f },
  [PS_SCENE_SHORE] = { ps_scene_shore, "shore", 1.2, 0.2f, 0.3f },
  [PS_SCENE_DUNES] = { ps_scene_dunes, "dunes", 0.8, 0.25f, 0.4f },
  [PS_SCENE_FOREST] = { ps_scene_forest, "forest", 0.9, 0.25f, 0.7f },
  [PS_SCENE_STARS] = { ps_scene_stars, "stars", 0.3, 0.2f, 0.6f },
  [PS_SCENE_AURORA] = { ps_scene_aurora, "aurora", 0.3, 0.15f, 0.5f },
  [PS_SCENE_SKYLINE] = { ps_scene_skyline, "skyline", 0.5, 0.15f, 0.5f },
  [PS_SCENE_STREET] = { ps_scene_street, "street", 1.2, 0.15f, 0.7f },
  [PS_SCENE_PORTRAIT] = { ps_scene_portrait, "portrait", 1.4, 0.15f, 0.6f },
  [PS_SCENE_COUPLE] = { ps_scene_couple, "couple", 1.1, 0.2f, 0.5f },
  [PS_SCENE_FLOWERS] = { ps_scene_flowers, "flowers", 1.2, 0.15f, 0.5f },
  [PS_SCENE_MACRO] = { ps_scene_macro, "macro", 1.2, 0.2f, 0.6f },
  [PS_SCENE_ARCHES] = { ps_scene_arches, "arches", 0.8, 0.2f, 0.6f },
  [PS_SCENE_FACADE] = { ps_scene_facade, "façade", 0.8, 0.2f, 0.4f },
  [PS_SCENE_FOOD] = { ps_scene_food, "food", 1.3, 0.15f, 0.6f },
  [PS_SCENE_STAGE] = { ps_scene_stage, "stage", 1.4, 0.2f, 0.7f },
  [PS_SCENE_BALLOONS] = { ps_scene_balloons, "balloons", 0.8, 0.2f, 0.4f },
  [PS_SCENE_FIREWORKS] = { ps_scene_fireworks, "fireworks", 0.5, 0.1f, 0.5f },
  [PS_SCENE_FIELD] = { ps_scene_field, "field", 0.7, 0.2f, 0.5f },
};

/* Zenith, middle, horizon, sun, lit cloud, dark cloud; how strong the glow is; whether the sun is low. */
typedef struct
{
  PsColor high, middle, low, sun, lit, dark;
  double glow;
  gboolean is_low;
} Palette;

static const Palette palettes[] = {
  /* golden evening */
  { PS_COLOR (0x35507e), PS_COLOR (0xc08a7e), PS_COLOR (0xffc878), PS_COLOR (0xfff0c4), PS_COLOR (0xffc890), PS_COLOR (0x6d5a78), 1.0, TRUE },
  /* rose dawn */
  { PS_COLOR (0x5a7cb0), PS_COLOR (0xd9a5b4), PS_COLOR (0xffdcc0), PS_COLOR (0xfff2dc), PS_COLOR (0xffd0c8), PS_COLOR (0x8c84a8), 0.7, TRUE },
  /* high blue day */
  { PS_COLOR (0x2a66ad), PS_COLOR (0x68a3d8), PS_COLOR (0xc8e2ef), PS_COLOR (0xfffdf4), PS_COLOR (0xfdfdfb), PS_COLOR (0xa3b4c6), 0.25, FALSE },
  /* storm light */
  { PS_COLOR (0x2c3c48), PS_COLOR (0x5b7480), PS_COLOR (0xc9c8b4), PS_COLOR (0xf6ecc8), PS_COLOR (0xc9c8bd), PS_COLOR (0x39454e), 0.5, TRUE },
  /* violet dusk */
  { PS_COLOR (0x1c2450), PS_COLOR (0x6c4a86), PS_COLOR (0xf08a70), PS_COLOR (0xffd9a0), PS_COLOR (0xe07a86), PS_COLOR (0x38305e), 0.9, TRUE },
  /* pale mist */
  { PS_COLOR (0x8ea4b6), PS_COLOR (0xbccad2), PS_COLOR (0xece7dc), PS_COLOR (0xfffaf0), PS_COLOR (0xf2efe8), PS_COLOR (0xa9b4be), 0.5, TRUE },
  /* red sundown */
  { PS_COLOR (0x3c2748), PS_COLOR (0xa8423e), PS_COLOR (0xffa340), PS_COLOR (0xffe8a0), PS_COLOR (0xff8a4c), PS_COLOR (0x54283e), 1.0, TRUE },
  /* clear morning, teal and gold */
  { PS_COLOR (0x2b6f86), PS_COLOR (0x7fb4b4), PS_COLOR (0xfae2b0), PS_COLOR (0xfff4d0), PS_COLOR (0xffeccc), PS_COLOR (0x7d98a6), 0.8, TRUE },
};

/**
 * ps_sketch_sky_roll:
 * @self: a sketch
 * @horizon: where the sky ends, in units
 *
 * Returns: the sky of this place, at this moment
 */
PsSky
ps_sketch_sky_roll (PsSketch *self,
                    double    horizon)
{
  const Palette *p = &palettes[ps_dice_pick (&self->place, G_N_ELEMENTS (palettes))];
  double sink = self->scene->light;
  PsSky sky = { .high = p->high, .middle = p->middle, .low = p->low, .sun = p->sun, .cloud_lit = p->lit, .cloud_dark = p->dark };

  sky.horizon = horizon;
  sky.glow = p->glow;
  sky.cover = ps_dice_between (&self->place, 0.12, 0.62);
  sky.cloud_size = ps_dice_between (&self->place, 0.7, 1.6);
  sky.sun_x = self->w * ps_dice_between (&self->setup, 0.12, 0.88);
  sky.sun_y = p->is_low ? horizon * (0.78 + 0.2 * sink) : -horizon * 0.5;
  /* Light goes on while a shoot lasts: warmer, then darker. */
  if (p->is_low)
    {
      sky.high = ps_color_mix (sky.high, ps_color_scale (sky.high, 0.7f), (float) sink);
      sky.low = ps_color_mix (sky.low, ps_color_mix (sky.low, sky.middle, 0.5f), (float) (sink * 0.6));
    }
  return sky;
}

typedef struct
{
  const PsSky *sky;
  guint32 seed;
  float drift, w;
} SkyShade;

static float
shade_sky (float    x,
           float    y,
           gpointer data,
           PsColor *color)
{
  const SkyShade *s = data;
  const PsSky *sky = s->sky;
  float up = (float) CLAMP ((sky->horizon - y) / sky->horizon, 0, 1.2);
  PsColor stops[] = { sky->low, ps_color_mix (sky->low, sky->middle, 0.62f), sky->middle, ps_color_mix (sky->middle, sky->high, 0.6f), sky->high };
  float dx = (x - (float) sky->sun_x) / 1000, dy = (y - (float) sky->sun_y) / 1000;
  float near = expf (-(dx * dx + dy * dy) * 9), wide = expf (-(dx * dx * 0.8f + dy * dy * 4) * 2);
  PsColor out = ps_color_ramp (stops, 5, powf (up, 0.8f));

  out = ps_color_mix (out, sky->sun, (float) sky->glow * (0.55f * near + 0.22f * wide));
  if (sky->cover > 0.02)
    {
      float far = 1 / (up + 0.16f), size = 0.9f / (float) sky->cloud_size;
      float u = ((x - s->w / 2) * 0.0011f * far + s->drift) * size, v = far * 1.5f * size;
      float n = ps_noise_sum (s->seed, u, v, 5) * 0.5f + 0.5f;
      float edge = 0.72f - 0.5f * (float) sky->cover;
      float thick = CLAMP ((n - edge) / 0.22f, 0, 1);
      float lit = CLAMP (0.5f + 3.2f * (n - (ps_noise_sum (s->seed, u - dx * 0.22f, v - 0.14f, 3) * 0.5f + 0.5f)), 0, 1);
      PsColor cloud = ps_color_mix (sky->cloud_dark, sky->cloud_lit, lit * (0.55f + 0.45f * wide) + 0.25f * near);

      thick = thick * thick * (3 - 2 * thick) * MIN (1, up * 7);
      out = ps_color_mix (out, cloud, thick * 0.88f);
    }
  *color = out;
  return 1;
}

void
ps_sketch_sky (PsSketch    *self,
               const PsSky *sky)
{
  SkyShade s = { sky, self->place_seed, (float) (self->scene->drift * 0.012 + (self->setup_seed % 100) * 0.07), (float) self->w };

  ps_canvas_shade (self->canvas, -40, sky->horizon + 40, 420, CAIRO_OPERATOR_OVER, shade_sky, &s);
  if (sky->sun_y > 0 && sky->glow > 0.45 && sky->cover < 0.5)
    {
      ps_canvas_glow (self->canvas, sky->sun_x, sky->sun_y, 150, sky->sun, 0.75 * sky->glow);
      ps_canvas_color (self->canvas, sky->sun, 0.92);
      cairo_arc (self->cr, sky->sun_x, sky->sun_y, 17, 0, 2 * G_PI);
      cairo_fill (self->cr);
    }
}

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
  const double body[] = { -4, -84, -9.5, -80, -11.5, -70, -12, -56, -10.5, -44, -8.5, -45, -8.6, -58, -7.2, -66, -7, -52, -8, -40, -7.4, -22, -6.6, -2, -7.4, 0, -1.6, 0, -1.4, -20, 0, -36,
                          1.4, -20, 1.6, 0, 7.4, 0, 6.6, -2, 7.4, -22, 8, -40, 7, -52, 7.2, -66, 8.6, -58, 8.5, -45, 10.5, -44, 12, -56, 11.5, -70, 9.5, -80, 4, -84 };
  const double dress[] = { -3, -83, -8, -79, -8.6, -68, -6.2, -60, -8, -50, -13, -26, -18, -3, -16, 0, 0, 1, 17, 0, 20, -3, 13, -26, 8, -50, 6.2, -60, 8.6, -68, 8, -79, 3, -83 };
  gboolean is_dress = pose == 3;

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, u, u);
  ps_canvas_color (self->canvas, color, 1);
  cairo_new_path (cr);
  ps_canvas_curve (self->canvas, is_dress ? dress : body, (is_dress ? G_N_ELEMENTS (dress) : G_N_ELEMENTS (body)) / 2, TRUE);
  cairo_fill (cr);
  cairo_rectangle (cr, -1.9, -88, 3.8, 6);
  cairo_fill (cr);
  cairo_save (cr);
  cairo_translate (cr, 0, -92.5);
  cairo_scale (cr, 0.82, 1);
  cairo_arc (cr, 0, 0, 6.6, 0, 2 * G_PI);
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

/* Each place has a look of its own, as each photographer does on each day. */
static void
roll_look (PsSketch   *self,
           const Kind *kind)
{
  PsDice dice = ps_dice_new (self->scene->place, 5);
  double warm = ps_dice_between (&dice, -0.06, 0.08);
  PsDevelop *d = &self->develop;

  d->contrast = kind->contrast + (float) ps_dice_between (&dice, -0.1, 0.15);
  d->fade = (float) (ps_dice_chance (&dice, 0.35) ? ps_dice_between (&dice, 0.3, 0.9) : 0.1);
  d->vignette = kind->vignette * (float) ps_dice_between (&dice, 0.5, 1.2);
  d->grain = (float) (1.1 + 3.4 * self->scene->noise);
  d->lights = (PsColor) { (float) (0.5 + warm), 0.5f + (float) warm * 0.35f, (float) (0.5 - warm) };
  d->shadows = (PsColor) { (float) (0.5 - warm * 0.8), 0.5f, (float) (0.5 + warm * 1.2) };
  d->mono = self->scene->mono;
  if (d->mono)
    {
      d->contrast += 0.25f;
      d->grain += 1.5f;
      d->lights = d->shadows = (PsColor) { 0.5f, 0.5f, 0.5f };
    }
}

/**
 * ps_scene_draw:
 * @scene: what to draw
 * @width: pixels
 * @height: pixels
 *
 * The same scene and size give the same pixels. Any thread.
 *
 * Returns: (transfer full): the picture
 */
GdkPixbuf *
ps_scene_draw (const PsScene *scene,
               int            width,
               int            height)
{
  const Kind *kind = &kinds[scene->kind];
  g_autoptr(PsCanvas) canvas = ps_canvas_new (width, height);
  PsSketch sketch = {
    .canvas = canvas, .cr = canvas->cr, .scene = scene, .w = canvas->w, .h = canvas->h,
    .place = ps_dice_new (scene->place, 1), .setup = ps_dice_new (scene->setup, 2), .frame = ps_dice_new (scene->frame, 3),
    .place_seed = (guint32) ps_dice_mix (scene->place, 11), .setup_seed = (guint32) ps_dice_mix (scene->setup, 12),
    .frame_seed = (guint32) ps_dice_mix (scene->frame, 13),
  };
  PsDice hand = ps_dice_new (scene->frame, 4);
  double zoom = 1.012 + 0.016 * kind->sway * ps_dice_unit (&hand);
  double dx = ps_dice_bell (&hand) * 6 * kind->sway, dy = ps_dice_bell (&hand) * 4 * kind->sway;

  roll_look (&sketch, kind);
  cairo_translate (canvas->cr, canvas->w / 2 + dx, canvas->h / 2 + dy);
  cairo_scale (canvas->cr, zoom, zoom);
  cairo_translate (canvas->cr, -canvas->w / 2, -canvas->h / 2);
  kind->draw (&sketch);
  return ps_canvas_develop (canvas, &sketch.develop, scene->frame);
}

/**
 * ps_scene_get_word:
 * @kind: a scene
 *
 * Returns: an English word for it, as tags and captions use it
 */
const char *
ps_scene_get_word (PsSceneKind kind)
{
  return kinds[kind].word;
}
