/* src/look/render.c: a file -> a whole upright picture in memory that somebody else lent. Helper program only.
 *
 * The canvas is mapped only for as long as it is painted: whoever lent it seals
 * it against writing afterwards, which a mapping that is left would prevent.
 */
#include "look/render.h"

#include <sys/mman.h>
#include <sys/stat.h>

#include "look/render-wire.h"
#include "look/thumbnail.h"

#define MAX_DECODED (G_GINT64_CONSTANT (100) * 1000 * 1000) /* pixels that are held at once */

static void
paint (GdkPixbuf *picture,
       guint8    *canvas)
{
  int width = gdk_pixbuf_get_width (picture), height = gdk_pixbuf_get_height (picture);

  for (int y = 0; y < height; y++)
    {
      const guint8 *from = gdk_pixbuf_read_pixels (picture) + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (picture);
      guint8 *to = canvas + (gsize) y * (gsize) width * PS_RENDER_PIXEL;

      for (int x = 0; x < width; x++, from += 3, to += PS_RENDER_PIXEL)
        {
          to[0] = from[2];
          to[1] = from[1];
          to[2] = from[0];
          to[3] = 255;
        }
    }
}

static gboolean
paint_canvas (GdkPixbuf *picture,
              int        canvas)
{
  gsize n_bytes = (gsize) gdk_pixbuf_get_width (picture) * (gsize) gdk_pixbuf_get_height (picture) * PS_RENDER_PIXEL;
  struct stat info;
  void *memory;

  if (fstat (canvas, &info) != 0 || (guint64) info.st_size < n_bytes)
    return FALSE;
  memory = mmap (NULL, n_bytes, PROT_READ | PROT_WRITE, MAP_SHARED, canvas, 0);
  if (memory == MAP_FAILED)
    return FALSE;
  paint (picture, memory);
  munmap (memory, n_bytes);
  return TRUE;
}

/* A JPEG beyond what can be held at once is decoded at half its size, whatever is asked. */
static int
limit_side (const PsContainer *container,
            guint              max_side)
{
  gint64 side = MAX (container->width, container->height);

  if (container->width * container->height > MAX_DECODED && side / 2 < (gint64) max_side)
    return (int) (side / 2);
  return (int) max_side;
}

/**
 * ps_render:
 * @source: the file
 * @container: what its headers say
 * @orientation: EXIF's, 1–8
 * @max_side: pixels of the longer side; the picture is never larger than the original
 * @canvas: memory to paint in, of ps_render_canvas_size() bytes; borrowed
 * @sight: gets the picture's size, or the problem
 */
void
ps_render (PsSource          *source,
           const PsContainer *container,
           int                orientation,
           guint              max_side,
           int                canvas,
           PsSight           *sight)
{
  g_autoptr(GdkPixbuf) picture = NULL;
  gboolean turned;

  picture = ps_thumbnail_load (source, container, orientation, limit_side (container, max_side), &sight->problem);
  if (picture != NULL && !paint_canvas (picture, canvas))
    {
      g_clear_object (&picture);
      sight->problem = PS_PROBLEM_TOO_LARGE;
    }
  /* Which sides changed places shows in the picture, where it is no square: a TIFF is turned by its loader. */
  turned = picture != NULL && container->width != container->height
           && (gdk_pixbuf_get_width (picture) > gdk_pixbuf_get_height (picture)) != (container->width > container->height);
  sight->picture.full_width = (guint32) (turned ? container->height : container->width);
  sight->picture.full_height = (guint32) (turned ? container->width : container->height);
  if (picture != NULL)
    {
      sight->picture.width = (guint32) gdk_pixbuf_get_width (picture);
      sight->picture.height = (guint32) gdk_pixbuf_get_height (picture);
    }
}
