/* src/demo/piece-bytes.c: a planned asset becomes a file. */
#include <string.h>

#include "demo/picture-file.h"
#include "demo/pieces.h"
#include "demo/small-files.h"

#define FILM_FRAMES 24
#define FILM_RATE 12

/* Pixels as the camera stores them: turned, where it was held upright and says so. */
static GdkPixbuf *
draw_stored (const PsPiece *self)
{
  g_autoptr(GdkPixbuf) upright = NULL;

  if (self->like != NULL)
    {
      const PsPiece *from = self->like;
      g_autoptr(GdkPixbuf) original = ps_scene_draw (&from->scene, from->width, from->height);

      if (self->how == PS_COPY_RESIZED)
        upright = gdk_pixbuf_scale_simple (original, self->width, self->height, GDK_INTERP_BILINEAR);
      else if (self->how == PS_COPY_CROPPED)
        {
          g_autoptr (GdkPixbuf) part =
              gdk_pixbuf_new_subpixbuf (original, (from->width - self->width) / 3, (from->height - self->height) / 3,
                                        self->width, self->height);

          upright = gdk_pixbuf_copy (part);
        }
      else
        upright = g_object_ref (original);
    }
  else
    upright = ps_scene_draw (&self->scene, self->width, self->height);
  /* EXIF 6 is shown turned clockwise, so it is stored turned the other way. */
  if (self->shot.camera >= 0 && self->shot.orientation == 6)
    return gdk_pixbuf_rotate_simple (upright, GDK_PIXBUF_ROTATE_COUNTERCLOCKWISE);
  if (self->shot.camera >= 0 && self->shot.orientation == 8)
    return gdk_pixbuf_rotate_simple (upright, GDK_PIXBUF_ROTATE_CLOCKWISE);
  return g_steal_pointer (&upright);
}

static GBytes *
make_picture (const PsPiece  *self,
              GError        **error)
{
  g_autoptr(GdkPixbuf) pixbuf = draw_stored (self);
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  g_autoptr(GBytes) exif = NULL;

  if (self->file == PS_PIECE_TIFF || self->file == PS_PIECE_DNG)
    return ps_shot_to_tiff (&self->shot, width, height, gdk_pixbuf_read_pixels (pixbuf),
                            (gsize) gdk_pixbuf_get_rowstride (pixbuf), self->file == PS_PIECE_DNG);
  exif = self->shot.camera >= 0 ? ps_shot_to_exif (&self->shot, width, height) : NULL;
  return self->file == PS_PIECE_PNG ? ps_picture_to_png (pixbuf, exif, error)
                                    : ps_picture_to_jpeg (pixbuf, self->quality, exif, error);
}

/* Small JPEG files of frames that follow each other, or of views next to each other. */
static GPtrArray *
make_frames (const PsPiece  *self,
             guint           n,
             int             width,
             int             height,
             gboolean        is_film,
             GError        **error)
{
  g_autoptr(GPtrArray) frames = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < n; i++)
    {
      PsScene scene = self->scene;
      g_autoptr(GdkPixbuf) pixbuf = NULL;
      GBytes *frame;

      if (is_film)
        scene.drift += i * 0.25;
      else
        scene.setup = ps_dice_mix (scene.setup, i);
      pixbuf = ps_scene_draw (&scene, width, height);
      frame = ps_picture_to_jpeg (pixbuf, 78, NULL, error);
      if (frame == NULL)
        return NULL;
      g_ptr_array_add (frames, frame);
    }
  return g_steal_pointer (&frames);
}

static GBytes *
make_film (const PsPiece  *self,
           GError        **error)
{
  g_autoptr(GPtrArray) frames = make_frames (self, FILM_FRAMES, self->width, self->height, TRUE, error);

  return frames != NULL ? ps_make_mp4 (frames, self->width, self->height, FILM_RATE, self->shot.taken_at_us) : NULL;
}

static GBytes *
make_sheet (const PsPiece  *self,
            GError        **error)
{
  g_autoptr(GPtrArray) frames = make_frames (self, 9 * self->n_pages, 300, 200, FALSE, error);

  return frames != NULL ? ps_make_pdf (frames, self->n_pages, self->display_name, self->created_at_us, error) : NULL;
}

static GBytes *
make_archive (const PsPiece *self)
{
  static const char *const names[] = { "Read me first.txt", "settings/Åse & Jörg.xmp", "settings/夜景.xmp" };
  g_autofree char *text = g_strdup_printf ("Catalogue of %s.\n", self->display_name);
  g_autoptr(GBytes) first = g_bytes_new (text, strlen (text));
  g_autoptr(GBytes) second = ps_make_xmp ("Åse & Jörg", (const char *const *) self->tags, 5, self->shot.taken_at_us);
  g_autoptr(GBytes) third = ps_make_xmp ("夜景", (const char *const *) self->tags, 4, self->shot.taken_at_us);
  GBytes *const contents[] = { first, second, third };

  return ps_make_zip (names, contents, 3);
}

/**
 * ps_piece_make:
 * @self: a piece
 * @error: set with a #GdkPixbufError
 *
 * Draws and encodes it: the same piece, the same bytes. Any thread.
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
ps_piece_make (const PsPiece  *self,
               GError        **error)
{
  while (self->same_as != NULL)
    self = self->same_as;
  switch (self->file)
    {
    case PS_PIECE_PDF:
      return make_sheet (self, error);
    case PS_PIECE_MP4:
      return make_film (self, error);
    case PS_PIECE_WAV:
      return ps_make_wav (self->scene.frame, self->duration_s, 22050);
    case PS_PIECE_XMP:
      return ps_make_xmp (self->display_name, (const char *const *) self->tags, 3 + (int) (self->scene.frame % 3),
                          self->shot.taken_at_us);
    case PS_PIECE_DOCX:
      return ps_make_docx (self->display_name, "I agree that the photographs of this day may be shown.");
    case PS_PIECE_ZIP:
      return make_archive (self);
    case PS_PIECE_JPEG:
    case PS_PIECE_PNG:
    case PS_PIECE_TIFF:
    case PS_PIECE_DNG:
    default:
      return make_picture (self, error);
    }
}
