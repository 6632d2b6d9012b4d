/* src/demo/scenes-private.h: what the files that draw scenes share. */
#pragma once

#include "demo/canvas.h"
#include "demo/scenes.h"

G_BEGIN_DECLS

/**
 * PsSketch:
 *
 * A scene on its canvas, with dice of its own for what belongs to the place,
 * to where the camera stands, and to the one frame.
 */
typedef struct
{
  PsCanvas *canvas; /* borrowed */
  cairo_t *cr;      /* borrowed */
  const PsScene *scene;
  double w, h;      /* units */
  PsDice place, setup, frame;
  guint32 place_seed, setup_seed, frame_seed;
  PsDevelop develop;
} PsSketch;

typedef void (*PsSceneFunc) (PsSketch *self);

/* A sky's colours: zenith, middle, horizon; the sun and what it does to clouds. */
typedef struct
{
  PsColor high, middle, low, sun, cloud_lit, cloud_dark;
  double sun_x, sun_y;   /* units; below the horizon is fine */
  double glow;           /* 0–1 */
  double cover;          /* 0: clear, 1: overcast */
  double horizon;        /* units */
  double cloud_size;     /* 1: usual */
} PsSky;

PsSky ps_sketch_sky_roll    (PsSketch *self, double horizon);
void  ps_sketch_sky         (PsSketch *self, const PsSky *sky);
/* A skyline of hills from noise: its height at x. */
double ps_ridge_at          (guint32 seed, double x, double scale, double sharp);
void  ps_sketch_ridge       (PsSketch *self, guint32 seed, double base, double height, double scale, double sharp, double shift, PsColor top, PsColor bottom, double y1);
void  ps_sketch_pines       (PsSketch *self, PsDice *dice, double base, double size, double spacing, PsColor color, double wobble);
void  ps_sketch_person      (PsSketch *self, double x, double y, double height, PsColor color, int pose);
void  ps_sketch_arm           (PsSketch *self, double x0, double y0, double x1, double y1, double bend, double thick, PsColor color);
void  ps_sketch_bokeh       (PsSketch *self, PsDice *dice, int n, double y0, double y1, double r0, double r1, const PsColor *colors, int n_colors, double alpha);

void ps_scene_mountains (PsSketch *self);
void ps_scene_lake      (PsSketch *self);
void ps_scene_sea       (PsSketch *self);
void ps_scene_shore     (PsSketch *self);
void ps_scene_dunes     (PsSketch *self);
void ps_scene_forest    (PsSketch *self);
void ps_scene_stars     (PsSketch *self);
void ps_scene_aurora    (PsSketch *self);
void ps_scene_skyline   (PsSketch *self);
void ps_scene_street    (PsSketch *self);
void ps_scene_portrait  (PsSketch *self);
void ps_scene_couple    (PsSketch *self);
void ps_scene_flowers   (PsSketch *self);
void ps_scene_macro     (PsSketch *self);
void ps_scene_arches    (PsSketch *self);
void ps_scene_facade    (PsSketch *self);
void ps_scene_food      (PsSketch *self);
void ps_scene_stage     (PsSketch *self);
void ps_scene_balloons  (PsSketch *self);
void ps_scene_fireworks (PsSketch *self);
void ps_scene_field     (PsSketch *self);

G_END_DECLS
