/* src/ui/tiles.c: a whole picture as textures, each made when it is first drawn. Main thread.
 *
 * A graphics card takes a picture of 24 megapixels in one piece so slowly that
 * the window would stop. Cut into pieces, only what is seen is handed over. The
 * pieces share the picture's memory.
 */
#include "ui/tiles.h"

#include <math.h>

#define SIDE 1024 /* pixels of a piece: 4 MB */

struct _PsTiles
{
  GObject parent_instance;

  PsRendering *rendering; /* owned */
  int n_columns, n_rows;
  GdkTexture **textures;  /* owned, n_columns × n_rows; NULL: not drawn yet */
};

G_DEFINE_FINAL_TYPE (PsTiles, ps_tiles, G_TYPE_OBJECT)

static void
ps_tiles_finalize (GObject *object)
{
  PsTiles *self = PS_TILES (object);

  for (int i = 0; i < self->n_columns * self->n_rows; i++)
    g_clear_object (&self->textures[i]);
  g_free (self->textures);
  g_clear_pointer (&self->rendering, ps_rendering_free);
  G_OBJECT_CLASS (ps_tiles_parent_class)->finalize (object);
}

static void
ps_tiles_class_init (PsTilesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_tiles_finalize;
}

static void
ps_tiles_init (PsTiles *self)
{
}

/**
 * ps_tiles_new:
 * @rendering: (transfer full): a picture that has pixels
 *
 * Returns: (transfer full): the picture in pieces
 */
PsTiles *
ps_tiles_new (PsRendering *rendering)
{
  PsTiles *self = g_object_new (PS_TYPE_TILES, NULL);

  g_return_val_if_fail (rendering->pixels != NULL, NULL);

  self->rendering = rendering;
  self->n_columns = (rendering->width + SIDE - 1) / SIDE;
  self->n_rows = (rendering->height + SIDE - 1) / SIDE;
  self->textures = g_new0 (GdkTexture *, (gsize) self->n_columns * (gsize) self->n_rows);
  return self;
}

/**
 * ps_tiles_get_width:
 * @self: a picture
 *
 * Returns: its width in pixels
 */
int
ps_tiles_get_width (PsTiles *self)
{
  return self->rendering->width;
}

/**
 * ps_tiles_get_height:
 * @self: a picture
 *
 * Returns: its height in pixels
 */
int
ps_tiles_get_height (PsTiles *self)
{
  return self->rendering->height;
}

/**
 * ps_tiles_get_full_width:
 * @self: a picture
 *
 * Returns: the original's width in pixels, upright
 */
int
ps_tiles_get_full_width (PsTiles *self)
{
  return self->rendering->full_width;
}

/**
 * ps_tiles_get_full_height:
 * @self: a picture
 *
 * Returns: the original's height in pixels, upright
 */
int
ps_tiles_get_full_height (PsTiles *self)
{
  return self->rendering->full_height;
}

/**
 * ps_tiles_get_n_bytes:
 * @self: a picture
 *
 * Returns: what it takes of the memory
 */
gsize
ps_tiles_get_n_bytes (PsTiles *self)
{
  return g_bytes_get_size (self->rendering->pixels);
}

/**
 * ps_tiles_is_full:
 * @self: a picture
 *
 * Returns: whether no sharper one can be had
 */
gboolean
ps_tiles_is_full (PsTiles *self)
{
  int side = MAX (self->rendering->width, self->rendering->height);

  return side >= PS_LOOK_FULL_SIDE || side >= MAX (self->rendering->full_width, self->rendering->full_height);
}

/**
 * ps_tiles_get_problem:
 * @self: a picture
 *
 * Returns: (nullable): what is wrong with it all the same, in words
 */
const char *
ps_tiles_get_problem (PsTiles *self)
{
  return self->rendering->problem;
}

static GdkTexture *
make_texture (PsTiles *self,
              int      x,
              int      y,
              int      width,
              int      height)
{
  PsRendering *rendering = self->rendering;
  gsize first = (gsize) y * rendering->stride + (gsize) x * 4;
  gsize n_bytes = (gsize) (height - 1) * rendering->stride + (gsize) width * 4;
  g_autoptr(GBytes) part = g_bytes_new_from_bytes (rendering->pixels, first, n_bytes);

  return gdk_memory_texture_new (width, height, GDK_MEMORY_B8G8R8A8_PREMULTIPLIED, part, rendering->stride);
}

/**
 * ps_tiles_new_texture:
 * @self: a picture
 *
 * Returns: (transfer full): all of it in one piece, for the clipboard
 */
GdkTexture *
ps_tiles_new_texture (PsTiles *self)
{
  return make_texture (self, 0, 0, self->rendering->width, self->rendering->height);
}

static GdkTexture *
get_texture (PsTiles *self,
             int      column,
             int      row)
{
  GdkTexture **texture = &self->textures[row * self->n_columns + column];

  if (*texture == NULL)
    *texture = make_texture (self, column * SIDE, row * SIDE, MIN (SIDE, self->rendering->width - column * SIDE),
                             MIN (SIDE, self->rendering->height - row * SIDE));
  return *texture;
}

/* Where the border after so many pixels lies, on a whole pixel of the screen: pieces then meet without a seam. */
static float
place_border (int   n_pixels,
              int   n_all,
              float start,
              float length,
              int   scale_factor)
{
  double position = start + (double) length * MIN (n_pixels, n_all) / n_all;

  return (float) (floor (position * scale_factor + 0.5) / scale_factor);
}

/**
 * ps_tiles_snapshot:
 * @self: a picture
 * @snapshot: what to draw into
 * @picture: where all of it lies
 * @visible: what of that can be seen
 * @scale_factor: the widget's
 */
void
ps_tiles_snapshot (PsTiles               *self,
                   GtkSnapshot           *snapshot,
                   const graphene_rect_t *picture,
                   const graphene_rect_t *visible,
                   int                    scale_factor)
{
  for (int row = 0; row < self->n_rows; row++)
    for (int column = 0; column < self->n_columns; column++)
      {
        float left = place_border (column * SIDE, self->rendering->width, picture->origin.x, picture->size.width, scale_factor);
        float right = place_border ((column + 1) * SIDE, self->rendering->width, picture->origin.x, picture->size.width, scale_factor);
        float top = place_border (row * SIDE, self->rendering->height, picture->origin.y, picture->size.height, scale_factor);
        float bottom = place_border ((row + 1) * SIDE, self->rendering->height, picture->origin.y, picture->size.height, scale_factor);
        graphene_rect_t piece = GRAPHENE_RECT_INIT (left, top, right - left, bottom - top);

        if (right > left && bottom > top && graphene_rect_intersection (&piece, visible, NULL))
          gtk_snapshot_append_texture (snapshot, get_texture (self, column, row), &piece);
      }
}
