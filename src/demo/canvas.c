/* src/demo/canvas.c: light, haze, blur and grain, for whoever draws a scene. */
#include "demo/canvas.h"

#include <math.h>
#include <string.h>

PsColor
ps_color_mix (PsColor a,
              PsColor b,
              float   t)
{
  t = CLAMP (t, 0, 1);
  return (PsColor) { a.r + (b.r - a.r) * t, a.g + (b.g - a.g) * t, a.b + (b.b - a.b) * t };
}

PsColor
ps_color_scale (PsColor a,
                float   k)
{
  return (PsColor) { MIN (a.r * k, 1), MIN (a.g * k, 1), MIN (a.b * k, 1) };
}

/* hue: turns, any number of them. */
PsColor
ps_color_hsv (double hue,
              double saturation,
              double value)
{
  float out[3];

  for (int i = 0; i < 3; i++)
    {
      double k = fmod (hue * 6 + (5 - 2 * i) + 12, 6);

      out[i] = value - value * saturation * MAX (0, MIN (MIN (k, 4 - k), 1));
    }
  return (PsColor) { out[0], out[1], out[2] };
}

/* Even steps along @stops; t from 0 to 1. */
PsColor
ps_color_ramp (const PsColor *stops,
               int            n_stops,
               float          t)
{
  float place = CLAMP (t, 0, 1) * (n_stops - 1);
  int i = MIN ((int) place, n_stops - 2);

  return ps_color_mix (stops[i], stops[i + 1], place - i);
}

/**
 * ps_canvas_new:
 * @width: pixels
 * @height: pixels
 *
 * Returns: (transfer full): a black picture, to be drawn on one thread
 */
PsCanvas *
ps_canvas_new (int width,
               int height)
{
  PsCanvas *self = g_new0 (PsCanvas, 1);

  self->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  self->cr = cairo_create (self->surface);
  self->width = width;
  self->height = height;
  self->zoom = MIN (width, height) / 1000.0;
  self->w = width / self->zoom;
  self->h = height / self->zoom;
  cairo_scale (self->cr, self->zoom, self->zoom);
  cairo_set_tolerance (self->cr, 0.25);
  return self;
}

/**
 * ps_canvas_free:
 * @self: (transfer full): a canvas
 */
void
ps_canvas_free (PsCanvas *self)
{
  cairo_destroy (self->cr);
  cairo_surface_destroy (self->surface);
  g_free (self);
}

void
ps_canvas_color (PsCanvas *self,
                 PsColor   color,
                 double    alpha)
{
  cairo_set_source_rgba (self->cr, color.r, color.g, color.b, alpha);
}

/* A gradient from y0 to y1 over whatever path there is, or over everything. */
void
ps_canvas_fill (PsCanvas *self,
                PsColor   top,
                PsColor   bottom,
                double    y0,
                double    y1)
{
  cairo_pattern_t *pattern = cairo_pattern_create_linear (0, y0, 0, y1);

  cairo_pattern_add_color_stop_rgb (pattern, 0, top.r, top.g, top.b);
  cairo_pattern_add_color_stop_rgb (pattern, 1, bottom.r, bottom.g, bottom.b);
  cairo_set_source (self->cr, pattern);
  if (cairo_has_current_point (self->cr))
    cairo_fill (self->cr);
  else
    cairo_paint (self->cr);
  cairo_pattern_destroy (pattern);
}

#define N_STEPS 512

/* How strong a light is at a distance: falls off as a bell does, since a
 * straight ramp shows its rim. By the square of the distance, N_STEPS at the rim. */
static const float *
get_bell (void)
{
  static gsize is_ready = 0;
  static float bell[N_STEPS];

  if (g_once_init_enter (&is_ready))
    {
      for (int i = 0; i < N_STEPS; i++)
        {
          float t = i / (float) N_STEPS, edge = (t - 0.8f) / 0.2f;

          bell[i] = expf (-t * 4.5f) * (edge > 0 ? 1 - edge : 1);
        }
      g_once_init_leave (&is_ready, 1);
    }
  return bell;
}

/* Pixel by pixel, which for large lights takes a tenth of what a radial pattern
 * does. A light adds to what is there, less where it is bright already; a
 * shade covers it. */
static void
paint_bell (PsCanvas *self,
            double    x,
            double    y,
            double    radius,
            PsColor   color,
            double    alpha,
            gboolean  is_light)
{
  int x0 = CLAMP ((int) (x - radius), 0, self->width), x1 = CLAMP ((int) (x + radius) + 1, x0, self->width);
  int y0 = CLAMP ((int) (y - radius), 0, self->height), y1 = CLAMP ((int) (y + radius) + 1, y0, self->height);
  int stride = cairo_image_surface_get_stride (self->surface) / 4;
  const float channels[4] = { color.b, color.g, color.r, 1 };
  /* For each distance and channel: what is added, and what is kept of what was there. */
  guint16 add[N_STEPS][4], keep[N_STEPS][4];
  const float *bell = get_bell ();
  guint32 *pixels;

  for (int i = 0; i < N_STEPS; i++)
    for (int k = 0; k < 4; k++)
      {
        float strength = bell[i] * (float) CLAMP (alpha, 0, 1), light = strength * CLAMP (channels[k], 0, 1);

        add[i][k] = (guint16) (light * 255 * 256);
        keep[i][k] = (guint16) (256 * (1 - (is_light ? light : strength)));
      }
  cairo_surface_flush (self->surface);
  pixels = (guint32 *) (gpointer) cairo_image_surface_get_data (self->surface);
  for (int j = y0; j < y1; j++)
    {
      guint32 *row = pixels + (gsize) j * stride;
      float dy = (float) ((j - y) * (j - y)), scale = (float) (N_STEPS / (radius * radius));

      for (int i = x0; i < x1; i++)
        {
          float dx = (float) (i - x);
          int far = (int) ((dx * dx + dy) * scale);
          guint32 out = 0;

          if (far >= N_STEPS)
            continue;
          for (int k = 0; k < 4; k++)
            out |= (((row[i] >> (8 * k)) & 255) * keep[far][k] + add[far][k] + 128) >> 8 << (8 * k);
          row[i] = out;
        }
    }
  cairo_surface_mark_dirty (self->surface);
}

/* Works on pixels: the canvas may be moved and zoomed, not turned or clipped. */
static void
paint_radial (PsCanvas *self,
              double    x,
              double    y,
              double    radius,
              PsColor   color,
              double    alpha,
              gboolean  is_light)
{
  double across = radius, down = 0;

  cairo_user_to_device (self->cr, &x, &y);
  cairo_user_to_device_distance (self->cr, &across, &down);
  paint_bell (self, x, y, across, color, alpha, is_light);
}

void
ps_canvas_glow (PsCanvas *self,
                double    x,
                double    y,
                double    radius,
                PsColor   color,
                double    alpha)
{
  paint_radial (self, x, y, radius, color, alpha, TRUE);
}

void
ps_canvas_dim (PsCanvas *self,
               double    x,
               double    y,
               double    radius,
               PsColor   color,
               double    alpha)
{
  paint_radial (self, x, y, radius, color, alpha, FALSE);
}

/* A disc out of focus: even inside, brighter at the rim, as lenses draw them. */
void
ps_canvas_lens (PsCanvas *self,
                double    x,
                double    y,
                double    radius,
                PsColor   color,
                double    alpha)
{
  cairo_pattern_t *pattern = cairo_pattern_create_radial (x, y, 0, x, y, radius);

  cairo_pattern_add_color_stop_rgba (pattern, 0, color.r, color.g, color.b, alpha * 0.72);
  cairo_pattern_add_color_stop_rgba (pattern, 0.8, color.r, color.g, color.b, alpha * 0.78);
  cairo_pattern_add_color_stop_rgba (pattern, 0.93, color.r, color.g, color.b, alpha);
  cairo_pattern_add_color_stop_rgba (pattern, 1, color.r, color.g, color.b, 0);
  cairo_save (self->cr);
  cairo_set_operator (self->cr, CAIRO_OPERATOR_SCREEN);
  cairo_set_source (self->cr, pattern);
  cairo_arc (self->cr, x, y, radius, 0, 2 * G_PI);
  cairo_fill (self->cr);
  cairo_restore (self->cr);
  cairo_pattern_destroy (pattern);
}

/* A smooth path through points x, y, x, y, … (Catmull-Rom); the caller fills or strokes it. */
void
ps_canvas_curve (PsCanvas     *self,
                 const double *points,
                 int           n_points,
                 gboolean      closed)
{
  int n_spans = closed ? n_points : n_points - 1;

  cairo_move_to (self->cr, points[0], points[1]);
  for (int i = 0; i < n_spans; i++)
    {
      int before = closed ? (i + n_points - 1) % n_points : MAX (i - 1, 0);
      int next = (i + 1) % n_points;
      int after = closed ? (i + 2) % n_points : MIN (i + 2, n_points - 1);
      const double *a = points + 2 * before, *b = points + 2 * i, *c = points + 2 * next, *d = points + 2 * after;

      cairo_curve_to (self->cr, b[0] + (c[0] - a[0]) / 6, b[1] + (c[1] - a[1]) / 6,
                      c[0] - (d[0] - b[0]) / 6, c[1] - (d[1] - b[1]) / 6, c[0], c[1]);
    }
  if (closed)
    cairo_close_path (self->cr);
}

/* Draws what a function says of each place between y0 and y1, on a raster of
 * @detail pixels along the longer side. */
void
ps_canvas_shade (PsCanvas         *self,
                 double            y0,
                 double            y1,
                 int               detail,
                 cairo_operator_t  how,
                 PsShadeFunc       func,
                 gpointer          data)
{
  const double margin = 40;
  double side = MAX (self->w, self->h) / MIN (detail, MAX (self->width, self->height));
  int n_x = (int) ceil ((self->w + 2 * margin) / side), n_y = (int) ceil ((y1 - y0) / side) + 1;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, n_x, n_y);
  guchar *rows = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  for (int j = 0; j < n_y; j++)
    {
      guint32 *row = (guint32 *) (gpointer) (rows + j * stride);

      for (int i = 0; i < n_x; i++)
        {
          PsColor color = { 0 };
          float alpha = func (i * side - margin, y0 + j * side, data, &color);

          alpha = CLAMP (alpha, 0, 1);
          row[i] = (guint32) (alpha * 255 + 0.5f) << 24
                   | (guint32) (CLAMP (color.r, 0, 1) * alpha * 255 + 0.5f) << 16
                   | (guint32) (CLAMP (color.g, 0, 1) * alpha * 255 + 0.5f) << 8
                   | (guint32) (CLAMP (color.b, 0, 1) * alpha * 255 + 0.5f);
        }
    }
  cairo_surface_mark_dirty (surface);
  cairo_save (self->cr);
  cairo_rectangle (self->cr, -margin, y0, self->w + 2 * margin, y1 - y0);
  cairo_clip (self->cr);
  cairo_translate (self->cr, -margin - side / 2, y0 - side / 2);
  cairo_scale (self->cr, side, side);
  cairo_set_operator (self->cr, how);
  cairo_set_source_surface (self->cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (self->cr), CAIRO_FILTER_BILINEAR);
  cairo_pattern_set_extend (cairo_get_source (self->cr), CAIRO_EXTEND_PAD);
  cairo_paint (self->cr);
  cairo_restore (self->cr);
  cairo_surface_destroy (surface);
}

/* One pass of a running mean along a line of premultiplied pixels. */
static void
blur_line (const guint32 *from,
           guint32       *to,
           int            n,
           int            step,
           int            radius)
{
  guint sum[4] = { 0 };
  guint window = 2 * radius + 1;

  for (int i = -radius; i <= radius; i++)
    for (int k = 0; k < 4; k++)
      sum[k] += (from[CLAMP (i, 0, n - 1) * step] >> (8 * k)) & 255;
  for (int i = 0; i < n; i++)
    {
      guint32 out = 0, old = from[MAX (i - radius, 0) * step], next = from[MIN (i + radius + 1, n - 1) * step];

      for (int k = 0; k < 4; k++)
        {
          out |= ((sum[k] + window / 2) / window) << (8 * k);
          sum[k] += ((next >> (8 * k)) & 255) - ((old >> (8 * k)) & 255);
        }
      to[i * step] = out;
    }
}

static void
blur_surface (cairo_surface_t *surface,
              int              radius)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface) / 4;
  guint32 *pixels;
  g_autofree guint32 *other = g_new (guint32, (gsize) stride * height);

  cairo_surface_flush (surface);
  pixels = (guint32 *) (gpointer) cairo_image_surface_get_data (surface);
  for (int pass = 0; pass < 3; pass++)
    {
      for (int y = 0; y < height; y++)
        blur_line (pixels + y * stride, other + y * stride, width, 1, radius);
      for (int x = 0; x < width; x++)
        blur_line (other + x, pixels + x, height, stride, radius);
    }
  cairo_surface_mark_dirty (surface);
}

/**
 * ps_canvas_soft:
 * @self: a canvas
 * @radius: how far it will be blurred, in units
 *
 * Returns: (transfer full): an empty canvas with the same units, coarse enough for that
 *   blur to be cheap; finish it by ps_canvas_soft_done()
 */
PsCanvas *
ps_canvas_soft (PsCanvas *self,
                double    radius)
{
  double factor = MIN (1, 3 / MAX (radius * self->zoom, 0.1));
  int width = MAX (8, (int) ceil (self->width * factor)), height = MAX (8, (int) ceil (self->height * factor));
  PsCanvas *soft = ps_canvas_new (width, height);
  cairo_matrix_t matrix, shrink;

  cairo_get_matrix (self->cr, &matrix);
  cairo_matrix_init_scale (&shrink, (double) width / self->width, (double) height / self->height);
  cairo_matrix_multiply (&matrix, &matrix, &shrink);
  cairo_set_matrix (soft->cr, &matrix);
  soft->w = self->w;
  soft->h = self->h;
  return soft;
}

/**
 * ps_canvas_soft_done:
 * @self: a canvas
 * @soft: (transfer full): what ps_canvas_soft() gave
 * @radius: blur, in units
 * @how: how it comes onto @self
 * @alpha: how strongly
 */
void
ps_canvas_soft_done (PsCanvas         *self,
                     PsCanvas         *soft,
                     double            radius,
                     cairo_operator_t  how,
                     double            alpha)
{
  double pixels = radius * self->zoom * soft->width / self->width;

  blur_surface (soft->surface, MAX (1, (int) (pixels * 0.6 + 0.5)));
  cairo_save (self->cr);
  cairo_identity_matrix (self->cr);
  cairo_scale (self->cr, (double) self->width / soft->width, (double) self->height / soft->height);
  cairo_set_operator (self->cr, how);
  cairo_set_source_surface (self->cr, soft->surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (self->cr), CAIRO_FILTER_BILINEAR);
  cairo_pattern_set_extend (cairo_get_source (self->cr), CAIRO_EXTEND_PAD);
  cairo_paint_with_alpha (self->cr, alpha);
  cairo_restore (self->cr);
  ps_canvas_free (soft);
}
