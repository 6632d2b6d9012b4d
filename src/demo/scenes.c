/* src/demo/scenes.c: one frame of any scene, from the empty canvas to the developed picture. */
#include "demo/scenes.h"

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

/* Each place has a look of its own, as each photographer does on each day. */
static void
roll_look (PsSketch   *self,
           const Kind *kind)
{
  PsDice dice = ps_dice_new (self->scene->place, 5);
  double warm = ps_dice_between (&dice, -0.06, 0.08);
  PsDevelop *d = &self->develop;

  d->contrast = kind->contrast + (float) ps_dice_between (&dice, -0.1, 0.15);
  d->fade = (float) (ps_dice_chance (&dice, 0.35) ? ps_dice_between (&dice, 0.2, 0.5) : 0.05);
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
    .canvas = canvas,
    .cr = canvas->cr,
    .scene = scene,
    .w = canvas->w,
    .h = canvas->h,
    .place = ps_dice_new (scene->place, 1),
    .setup = ps_dice_new (scene->setup, 2),
    .frame = ps_dice_new (scene->frame, 3),
    .place_seed = (guint32) ps_dice_mix (scene->place, 11),
    .setup_seed = (guint32) ps_dice_mix (scene->setup, 12),
    .frame_seed = (guint32) ps_dice_mix (scene->frame, 13),
  };
  PsDice hand = ps_dice_new (scene->frame, 4);
  double zoom = 1.02 + 0.05 * kind->sway * ps_dice_unit (&hand);
  double dx = CLAMP (ps_dice_bell (&hand) * 14 * kind->sway, -30, 30),
         dy = CLAMP (ps_dice_bell (&hand) * 9 * kind->sway, -24, 24);

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
