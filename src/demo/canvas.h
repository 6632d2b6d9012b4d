/* src/demo/canvas.h: light, haze, blur and grain, for whoever draws a scene. */
#pragma once

#include <cairo.h>
#include <gdk-pixbuf/gdk-pixbuf.h>

#include "demo/dice.h"

G_BEGIN_DECLS

typedef struct
{
  float r, g, b;
} PsColor;

/* 0xrrggbb */
#define PS_COLOR(hex) ((PsColor) { (((hex) >> 16) & 255) / 255.f, (((hex) >> 8) & 255) / 255.f, ((hex) & 255) / 255.f })

/**
 * PsCanvas:
 *
 * A picture being drawn. Places are in units of a thousandth of the shorter
 * side, so that a scene is the same at every size.
 */
typedef struct
{
  cairo_surface_t *surface;
  cairo_t *cr;
  int width, height; /* pixels */
  double w, h;       /* units */
  double zoom;       /* pixels a unit */
} PsCanvas;

/* How a picture was developed. */
typedef struct
{
  float contrast;  /* 0: as drawn */
  float fade;      /* lifts the blacks, 0–1 */
  float vignette;  /* 0–1 */
  float grain;     /* strength in steps of 8-bit */
  PsColor shadows, lights; /* split toning; grey 0.5: none */
  gboolean mono;
} PsDevelop;

/* What a layer is made of at a place: colour, and how much of it (0–1). Runs for each pixel of a coarse raster. */
typedef float (*PsShadeFunc) (float x, float y, gpointer data, PsColor *color);

PsColor    ps_color_mix        (PsColor a, PsColor b, float t);
PsColor    ps_color_scale      (PsColor a, float k);
PsColor    ps_color_hsv        (double hue, double saturation, double value);
PsColor    ps_color_ramp       (const PsColor *stops, int n_stops, float t);

PsCanvas  *ps_canvas_new       (int width, int height);
void       ps_canvas_free      (PsCanvas *self);
GdkPixbuf *ps_canvas_develop   (PsCanvas *self, const PsDevelop *how, guint64 seed);

void       ps_canvas_color     (PsCanvas *self, PsColor color, double alpha);
void       ps_canvas_fill      (PsCanvas *self, PsColor top, PsColor bottom, double y0, double y1);
void       ps_canvas_glow      (PsCanvas *self, double x, double y, double radius, PsColor color, double alpha);
void       ps_canvas_dim       (PsCanvas *self, double x, double y, double radius, PsColor color, double alpha);
void       ps_canvas_shade     (PsCanvas *self, double y0, double y1, int detail, cairo_operator_t how, PsShadeFunc func, gpointer data);
/* What is drawn between the two is blurred by a radius in units. */
PsCanvas  *ps_canvas_soft      (PsCanvas *self, double radius);
void       ps_canvas_soft_done (PsCanvas *self, PsCanvas *soft, double radius, cairo_operator_t how, double alpha);
void       ps_canvas_reflect   (PsCanvas *self, double horizon, double y1, double ripple, double smear, PsColor water, double depth, guint32 seed, double phase);
void       ps_canvas_lens      (PsCanvas *self, double x, double y, double radius, PsColor color, double alpha);
void       ps_canvas_curve     (PsCanvas *self, const double *points, int n_points, gboolean closed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsCanvas, ps_canvas_free)

G_END_DECLS
