/* src/demo/scenes.h: what there is to photograph. */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

typedef enum
{
  PS_SCENE_MOUNTAINS,
  PS_SCENE_LAKE,
  PS_SCENE_SEA,
  PS_SCENE_SHORE,
  PS_SCENE_DUNES,
  PS_SCENE_FOREST,
  PS_SCENE_STARS,
  PS_SCENE_AURORA,
  PS_SCENE_SKYLINE,
  PS_SCENE_STREET,
  PS_SCENE_PORTRAIT,
  PS_SCENE_COUPLE,
  PS_SCENE_FLOWERS,
  PS_SCENE_MACRO,
  PS_SCENE_ARCHES,
  PS_SCENE_FACADE,
  PS_SCENE_FOOD,
  PS_SCENE_STAGE,
  PS_SCENE_BALLOONS,
  PS_SCENE_FIREWORKS,
  PS_SCENE_FIELD,
  PS_N_SCENES
} PsSceneKind;

/* One frame: frames of one place share its shape, palette and light. */
typedef struct
{
  PsSceneKind kind;
  guint64 place;   /* where: all frames of a shoot */
  guint64 setup;   /* where the camera stands: some frames in a row */
  guint64 frame;   /* what is different this time */
  double drift;    /* frames since the setup was begun; clouds and people move by it */
  double light;    /* from the first frame of the shoot, 0, to the last, 1 */
  double noise;    /* grain: 0 in daylight, 1 at ISO 6400 */
  gboolean mono;   /* black and white */
} PsScene;

GdkPixbuf  *ps_scene_draw     (const PsScene *scene, int width, int height);
const char *ps_scene_get_word (PsSceneKind kind);

G_END_DECLS
