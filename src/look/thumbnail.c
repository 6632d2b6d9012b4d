/* src/look/thumbnail.c: a file -> a small upright picture. Helper program only.
 *
 * Only formats of the table below are ever decoded, each by the one loader
 * named there, and only after its header has shown that it is not too large.
 */
#include "look/thumbnail.h"

#include <string.h>

#include "look/jpeg.h"
#include "look/resize.h"
#include "look/wire.h"

#define MAX_SIDE 65535
#define MAX_PIXELS_JPEG 250000000          /* decoded at reduced size */
#define MAX_PIXELS 100000000               /* decoded whole, at four bytes a pixel */
#define MAX_FILE_SIZE (G_GINT64_CONSTANT (512) << 20) /* of what gdk-pixbuf may have to keep in memory */
#define CHUNK 65536
#define BACKGROUND 0xdedadc                /* behind what is transparent: neither white nor black drowns in it */

static const struct { PsFormat format; const char *loader; } loaders[] = {
  { PS_FORMAT_PNG, "png" },
  { PS_FORMAT_GIF, "gif" },
  { PS_FORMAT_TIFF, "tiff" },
  { PS_FORMAT_BMP, "bmp" },
  { PS_FORMAT_WEBP, "webp" },
};

static const char *
find_loader (PsFormat format)
{
  for (gsize i = 0; i < G_N_ELEMENTS (loaders); i++)
    if (loaders[i].format == format)
      return loaders[i].loader;
  return NULL;
}

static gboolean
is_too_large (const PsContainer *container,
              gint64             file_size)
{
  gint64 max_pixels = container->format == PS_FORMAT_JPEG ? MAX_PIXELS_JPEG : MAX_PIXELS;

  if (container->width > MAX_SIDE || container->height > MAX_SIDE || container->width * container->height > max_pixels)
    return TRUE;
  return container->format != PS_FORMAT_JPEG && file_size > MAX_FILE_SIZE;
}

static PsProblem
judge_error (const GError *error)
{
  if (g_error_matches (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_INSUFFICIENT_MEMORY))
    return PS_PROBLEM_TOO_LARGE;
  if (g_error_matches (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_UNKNOWN_TYPE)
      || g_error_matches (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_UNSUPPORTED_OPERATION))
    return PS_PROBLEM_NO_PREVIEW;
  return PS_PROBLEM_DAMAGED;
}

/* Whether all of the file that is wanted went into the loader. */
static gboolean
feed (GdkPixbufLoader  *loader,
      PsSource         *source,
      gint64            n_bytes,
      GError          **error)
{
  g_autofree guint8 *buffer = g_malloc (CHUNK);

  for (gint64 offset = 0; offset < n_bytes;)
    {
      gsize n = ps_source_read (source, offset, buffer, (gsize) MIN (CHUNK, n_bytes - offset));

      if (n == 0)
        return FALSE;
      if (!gdk_pixbuf_loader_write (loader, buffer, n, error))
        return FALSE;
      offset += (gint64) n;
    }
  return TRUE;
}

/* How many rows have been drawn, those of every pass counted. */
static void
area_updated_cb (GdkPixbufLoader *loader,
                 int              x,
                 int              y,
                 int              width,
                 int              height,
                 gpointer         data)
{
  int *n_rows = data;

  if (height > 0 && *n_rows < G_MAXINT - height)
    *n_rows += height;
}

/* gdk-pixbuf takes a PNG or BMP that is cut for whole. Rows that never came tell; a PNG that has its end all the same is whole. */
static gboolean
is_cut (PsSource  *source,
        PsFormat   format,
        GdkPixbuf *picture,
        int        n_rows)
{
  guint8 tail[12];

  if ((format != PS_FORMAT_PNG && format != PS_FORMAT_BMP) || n_rows >= gdk_pixbuf_get_height (picture))
    return FALSE;
  return format == PS_FORMAT_BMP || !ps_source_read_all (source, source->size - (gint64) sizeof tail, tail, sizeof tail)
         || memcmp (tail + 4, "IEND", 4) != 0;
}

static GdkPixbuf *
load_by_pixbuf (PsSource          *source,
                const PsContainer *container,
                PsProblem         *problem)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (find_loader (container->format), &error);
  gboolean one_frame = container->format == PS_FORMAT_GIF && container->first_frame_end > 0;
  GdkPixbuf *picture;
  gboolean fed, closed;
  int n_rows = 0;

  if (loader == NULL)
    {
      *problem = PS_PROBLEM_NO_PREVIEW;
      return NULL;
    }
  g_signal_connect (loader, "area-updated", G_CALLBACK (area_updated_cb), &n_rows);
  fed = feed (loader, source, one_frame ? container->first_frame_end : source->size, &error);
  if (fed && one_frame)
    fed = gdk_pixbuf_loader_write (loader, (const guint8 *) ";", 1, &error); /* the trailer: no more frames */
  closed = gdk_pixbuf_loader_close (loader, error == NULL ? &error : NULL);
  picture = gdk_pixbuf_loader_get_pixbuf (loader);
  if (source->cut || source->error != 0)
    {
      *problem = source->cut ? PS_PROBLEM_CHANGED : PS_PROBLEM_UNREADABLE;
      return NULL;
    }
  if (picture == NULL)
    {
      *problem = error != NULL ? judge_error (error) : PS_PROBLEM_DAMAGED;
      return NULL;
    }
  *problem = fed && closed && !is_cut (source, container->format, picture, n_rows) ? PS_PROBLEM_NONE : PS_PROBLEM_INCOMPLETE;
  return g_object_ref (picture);
}

static void
fit (int *width,
     int *height,
     int  max_side)
{
  int side = MAX (*width, *height);

  if (side <= max_side)
    return;
  *width = MAX (1, (int) ((gint64) *width * max_side / side));
  *height = MAX (1, (int) ((gint64) *height * max_side / side));
}

/* To size, on a plain ground: RGB of 8 bits, no alpha. */
static GdkPixbuf *
shrink (GdkPixbuf *picture,
        int        max_side)
{
  int width = gdk_pixbuf_get_width (picture);
  int height = gdk_pixbuf_get_height (picture);

  fit (&width, &height, max_side);
  if (gdk_pixbuf_get_has_alpha (picture))
    return gdk_pixbuf_composite_color_simple (picture, width, height, GDK_INTERP_BILINEAR, 255, 1024, BACKGROUND, BACKGROUND);
  if (width == gdk_pixbuf_get_width (picture) && height == gdk_pixbuf_get_height (picture))
    return g_object_ref (picture);
  return ps_resize_smaller (picture, width, height);
}

/* composite_color_simple keeps a channel of opaque alpha. */
static GdkPixbuf *
drop_alpha (GdkPixbuf *picture)
{
  GdkPixbuf *plain;
  int width = gdk_pixbuf_get_width (picture);

  if (gdk_pixbuf_get_n_channels (picture) == 3)
    return g_object_ref (picture);
  plain = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, gdk_pixbuf_get_height (picture));
  for (int y = 0; plain != NULL && y < gdk_pixbuf_get_height (picture); y++)
    {
      const guint8 *from = gdk_pixbuf_read_pixels (picture) + y * (gsize) gdk_pixbuf_get_rowstride (picture);
      guint8 *to = gdk_pixbuf_get_pixels (plain) + y * (gsize) gdk_pixbuf_get_rowstride (plain);

      for (int x = 0; x < width; x++, from += 4, to += 3)
        memcpy (to, from, 3);
    }
  return plain;
}

/* The TIFF loader turns and mirrors some orientations by itself; its option names the turn that is left. */
static int
find_turn_left (GdkPixbuf *picture)
{
  const char *option = gdk_pixbuf_get_option (picture, "orientation");

  return option != NULL && option[0] >= '1' && option[0] <= '8' && option[1] == '\0' ? option[0] - '0' : 1;
}

/**
 * ps_thumbnail_preload:
 *
 * Loads the modules of every format that is decoded, so that none need be
 * opened later, when the program may no longer open files.
 */
void
ps_thumbnail_preload (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (loaders); i++)
    {
      g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (loaders[i].loader, NULL);

      if (loader != NULL)
        gdk_pixbuf_loader_close (loader, NULL);
    }
}

/**
 * ps_thumbnail_load:
 * @source: the file
 * @container: what its headers say
 * @orientation: EXIF's, 1–8
 * @max_side: pixels; %PS_WIRE_MAX_SIDE for a thumbnail
 * @problem: (out): why there is no picture, or %PS_PROBLEM_INCOMPLETE beside one
 *
 * Returns: (transfer full) (nullable): an upright picture, RGB without alpha, at most
 *   @max_side pixels a side and never larger than the original
 */
GdkPixbuf *
ps_thumbnail_load (PsSource          *source,
                   const PsContainer *container,
                   int                orientation,
                   int                max_side,
                   PsProblem         *problem)
{
  g_autoptr(GdkPixbuf) picture = NULL;
  g_autoptr(GdkPixbuf) small = NULL;
  g_autoptr(GdkPixbuf) plain = NULL;
  GdkPixbuf *upright;

  *problem = PS_PROBLEM_NO_PREVIEW;
  if (container->format != PS_FORMAT_JPEG && find_loader (container->format) == NULL)
    return NULL;
  *problem = PS_PROBLEM_DAMAGED;
  if (container->width <= 0 || container->height <= 0)
    return NULL;
  *problem = PS_PROBLEM_TOO_LARGE;
  if (is_too_large (container, source->size))
    return NULL;
  picture = container->format == PS_FORMAT_JPEG ? ps_jpeg_load (source, container, max_side, problem)
                                                : load_by_pixbuf (source, container, problem);
  if (picture == NULL)
    return NULL;
  if (container->format == PS_FORMAT_TIFF)
    orientation = find_turn_left (picture);
  small = shrink (picture, max_side);
  plain = small != NULL ? drop_alpha (small) : NULL;
  upright = plain != NULL ? ps_resize_turn (plain, orientation) : NULL;
  if (upright == NULL)
    *problem = PS_PROBLEM_TOO_LARGE;
  return upright;
}

/**
 * ps_thumbnail_save:
 * @picture: what ps_thumbnail_load() gave
 *
 * Returns: (transfer full) (nullable): a JPEG of at most %PS_WIRE_MAX_THUMBNAIL bytes
 */
GBytes *
ps_thumbnail_save (GdkPixbuf *picture)
{
  static const int qualities[] = { 85, 60, 30 };

  for (gsize i = 0; i < G_N_ELEMENTS (qualities); i++)
    {
      g_autoptr(GBytes) bytes = ps_jpeg_save (picture, qualities[i]);

      if (bytes != NULL && g_bytes_get_size (bytes) <= PS_WIRE_MAX_THUMBNAIL)
        return g_steal_pointer (&bytes);
    }
  return NULL;
}
