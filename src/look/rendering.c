/* src/look/rendering.c: a whole picture as a helper painted it, and the memory it was painted in.
 *
 * The memory ("canvas") is made here, of a size that nobody can change, so that
 * no picture ends in a bus error. After the answer it is sealed against
 * writing: a helper that still has it open for that cannot be trusted.
 */
#include "look/rendering.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "look/look-private.h"
#include "look/render-wire.h"

typedef struct
{
  void *memory;
  gsize n_bytes;
} Mapping;

static void
unmap (gpointer data)
{
  Mapping *mapping = data;

  munmap (mapping->memory, mapping->n_bytes);
  g_free (mapping);
}

/**
 * ps_rendering_free:
 * @self: (transfer full): a picture
 */
void
ps_rendering_free (PsRendering *self)
{
  g_clear_pointer (&self->pixels, g_bytes_unref);
  g_free (self->problem);
  g_free (self);
}

/**
 * ps_rendering_new_canvas:
 * @max_side: pixels of the longer side
 * @error: set as the system says
 *
 * It takes memory only where something is painted.
 *
 * Returns: an open file in memory; −1 on error
 */
int
ps_rendering_new_canvas (guint    max_side,
                         GError **error)
{
  int canvas = memfd_create ("proofsheet-picture", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  if (canvas >= 0 && ftruncate (canvas, (off_t) ps_render_canvas_size (max_side)) == 0
      && fcntl (canvas, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW) == 0)
    return canvas;
  /* Translators: %s is a reason from the system, like "Cannot allocate memory" */
  g_set_error (error, PS_LOOK_ERROR, PS_LOOK_ERROR_FAILED, _("There is no memory for this picture (%s). Close other programs, then try again."),
               g_strerror (errno));
  if (canvas >= 0)
    close (canvas);
  return -1;
}

/* A private mapping: older kernels refuse a shared one of what is sealed. */
static GBytes *
map_canvas (int   canvas,
            gsize n_bytes)
{
  void *memory = mmap (NULL, n_bytes, PROT_READ, MAP_PRIVATE, canvas, 0);
  Mapping *mapping;

  if (memory == MAP_FAILED)
    return NULL;
  mapping = g_new (Mapping, 1);
  mapping->memory = memory;
  mapping->n_bytes = n_bytes;
  return g_bytes_new_with_free_func (memory, n_bytes, unmap, mapping);
}

/**
 * ps_rendering_new:
 * @sight: what the helper said; checked by ps_render_unpack()
 * @canvas: what it painted in, borrowed
 * @error: set with %PS_LOOK_ERROR_CRASHED where the helper still holds the canvas
 *
 * Returns: (transfer full) (nullable): the picture, or why there is none in words
 */
PsRendering *
ps_rendering_new (const PsSight  *sight,
                  int             canvas,
                  GError        **error)
{
  const PsWirePicture *picture = &sight->picture;
  g_autoptr(PsRendering) self = g_new0 (PsRendering, 1);

  self->problem = ps_problem_to_text (sight->problem, sight->format, picture->full_width, picture->full_height);
  self->full_width = (int) picture->full_width;
  self->full_height = (int) picture->full_height;
  if (picture->width > 0)
    {
      self->width = (int) picture->width;
      self->height = (int) picture->height;
      self->stride = (gsize) picture->width * PS_RENDER_PIXEL;
      if (fcntl (canvas, F_ADD_SEALS, F_SEAL_WRITE) == 0)
        self->pixels = map_canvas (canvas, self->stride * picture->height);
      if (self->pixels == NULL)
        {
          g_propagate_error (error, ps_look_error_new (PS_LOOK_ERROR_CRASHED));
          return NULL;
        }
    }
  return g_steal_pointer (&self);
}
