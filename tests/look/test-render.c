/* tests/look/test-render.c: a whole picture comes upright, no larger than asked, past everything that waits; what cannot be shown says why. */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jpeglib.h>

#include "exif-maker.h"
#include "look-test.h"
#include "look/looker-private.h"

typedef struct
{
  GString *order;          /* borrowed, nullable */
  char name;
  PsRendering *rendering;  /* owned, nullable */
  PsLook *look;            /* owned, nullable */
  GError *error;           /* owned, nullable */
  gboolean done;
} Asked;

static void
note (Asked *asked)
{
  asked->done = TRUE;
  if (asked->order != NULL)
    g_string_append_c (asked->order, asked->name);
}

static void
rendered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  Asked *asked = data;

  asked->rendering = ps_looker_render_finish (PS_LOOKER (source), result, &asked->error);
  note (asked);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Asked *asked = data;

  asked->look = ps_looker_look_finish (PS_LOOKER (source), result, &asked->error);
  note (asked);
}

static void
clear_asked (Asked *asked)
{
  g_clear_pointer (&asked->rendering, ps_rendering_free);
  g_clear_pointer (&asked->look, ps_look_free);
  g_clear_error (&asked->error);
}

static PsRendering *
render_fd (PsLooker *looker,
           int       fd,
           guint     max_side)
{
  Asked asked = { 0 };

  ps_looker_render_async (looker, fd, max_side, 0, NULL, rendered_cb, &asked);
  look_test_wait (&asked.done);
  g_assert_no_error (asked.error);
  g_assert_nonnull (asked.rendering);
  return asked.rendering;
}

static PsRendering *
render (PsLooker *looker,
        GBytes   *file,
        guint     max_side)
{
  return render_fd (looker, look_test_open (g_bytes_get_data (file, NULL), g_bytes_get_size (file)), max_side);
}

/* From 0 to 1, as in look_test_pixel(). */
static void
get_pixel (PsRendering *rendering,
           double       x,
           double       y,
           guint8       rgb[3])
{
  const guint8 *pixel = g_bytes_get_data (rendering->pixels, NULL);

  pixel += (gsize) (y * (rendering->height - 1)) * rendering->stride + (gsize) (x * (rendering->width - 1)) * 4;
  rgb[0] = pixel[2];
  rgb[1] = pixel[1];
  rgb[2] = pixel[0];
  g_assert_cmpint (pixel[3], ==, 255);
}

static void
assert_like (PsRendering *rendering,
             GdkPixbuf   *picture,
             int          tolerance)
{
  for (int i = 0; i < 25; i++)
    {
      guint8 x[3], y[3];

      get_pixel (rendering, i % 5 / 4.0, i / 5 / 4.0, x);
      look_test_pixel (picture, i % 5 / 4.0, i / 5 / 4.0, y);
      for (int c = 0; c < 3; c++)
        g_assert_cmpint (ABS (x[c] - y[c]), <=, tolerance);
    }
}

/* Four corners of four colours; the colours that must end up top left, top right, bottom left, bottom right. */
static const char *const upright[9] = { NULL, "RGBW", "GRWB", "WBGR", "BWRG", "RBGW", "BRWG", "WGBR", "GWRB" };

static GBytes *
make_corners (int width,
              int height,
              int orientation)
{
  static const guint32 colours[] = { 0xff0000ff, 0x00ff00ff, 0x0000ffff, 0xffffffff };
  g_autoptr(GdkPixbuf) picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr(ExifMaker) maker = exif_maker_new (FALSE);
  g_autoptr(GBytes) block = NULL, jpeg = NULL;

  for (int i = 0; i < 4; i++)
    {
      g_autoptr(GdkPixbuf) corner = gdk_pixbuf_new_subpixbuf (picture, i % 2 * width / 2, i / 2 * height / 2, width / 2, height / 2);

      gdk_pixbuf_fill (corner, colours[i]);
    }
  exif_maker_short (maker, IFD0, 0x0112, (guint16) orientation);
  block = exif_maker_finish (maker);
  jpeg = look_test_jpeg (picture, 95);
  return look_test_with_exif (jpeg, block);
}

static void
test_upright (gconstpointer data)
{
  guint max_side = GPOINTER_TO_UINT (data);
  PsLooker *looker = ps_looker_new (1);

  for (int orientation = 1; orientation <= 8; orientation++)
    {
      g_autoptr(GBytes) file = make_corners (800, 400, orientation);
      g_autoptr(PsRendering) rendering = render (looker, file, max_side);
      int side = (int) MIN (max_side, 800);
      gboolean turned = orientation >= 5;
      char seen[5] = { 0 };

      g_assert_null (rendering->problem);
      g_assert_cmpint (rendering->width, ==, turned ? side / 2 : side);
      g_assert_cmpint (rendering->height, ==, turned ? side : side / 2);
      g_assert_cmpint (rendering->full_width, ==, turned ? 400 : 800);
      g_assert_cmpint (rendering->full_height, ==, turned ? 800 : 400);
      for (int i = 0; i < 4; i++)
        {
          guint8 rgb[3];

          get_pixel (rendering, i % 2 == 0 ? 0.2 : 0.8, i < 2 ? 0.2 : 0.8, rgb);
          seen[i] = rgb[0] > 128 && rgb[1] > 128 && rgb[2] > 128 ? 'W' : rgb[0] > 128 ? 'R' : rgb[1] > 128 ? 'G' : 'B';
        }
      g_assert_cmpstr (seen, ==, upright[orientation]);
    }
  look_test_close (looker);
}

static void
test_other_formats (void)
{
  static const char *const formats[] = { "png", "tiff", "bmp" };
  PsLooker *looker = ps_looker_new (1);
  g_autoptr(GdkPixbuf) scene = look_test_draw (3, 640, 480);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr(GBytes) file = look_test_save (scene, formats[i]);
      g_autoptr(PsRendering) whole = render (looker, file, PS_LOOK_FULL_SIDE);
      g_autoptr(PsRendering) small = render (looker, file, 200);

      g_assert_cmpint (whole->width, ==, 640);
      g_assert_cmpint (whole->height, ==, 480);
      assert_like (whole, scene, 3);
      g_assert_cmpint (small->width, ==, 200);
      g_assert_cmpint (small->full_width, ==, 640);
      assert_like (small, scene, 30);
    }
  look_test_close (looker);
}

/* Adobe's way: inks stored inverted. Red is no cyan, all magenta and yellow. */
static GBytes *
make_cmyk (void)
{
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  unsigned char *data = NULL;
  unsigned long size = 0;
  JSAMPLE row[64 * 4];
  JSAMPROW rows[] = { row };
  GBytes *bytes;

  jpeg.err = jpeg_std_error (&errors);
  jpeg_create_compress (&jpeg);
  jpeg_mem_dest (&jpeg, &data, &size);
  jpeg.image_width = jpeg.image_height = 64;
  jpeg.input_components = 4;
  jpeg.in_color_space = JCS_CMYK;
  jpeg_set_defaults (&jpeg);
  jpeg_set_quality (&jpeg, 95, TRUE);
  jpeg_start_compress (&jpeg, TRUE);
  for (int x = 0; x < 64; x++)
    memcpy (row + 4 * x, (const JSAMPLE[]) { 255, 0, 0, 255 }, 4);
  while (jpeg.next_scanline < jpeg.image_height)
    jpeg_write_scanlines (&jpeg, rows, 1);
  jpeg_finish_compress (&jpeg);
  jpeg_destroy_compress (&jpeg);
  bytes = g_bytes_new (data, size);
  free (data);
  return bytes;
}

static void
test_cmyk (void)
{
  PsLooker *looker = ps_looker_new (1);
  g_autoptr(GBytes) file = make_cmyk ();
  g_autoptr(PsRendering) rendering = render (looker, file, 1000);
  guint8 rgb[3];

  g_assert_null (rendering->problem);
  get_pixel (rendering, 0.5, 0.5, rgb);
  g_assert_cmpint (rgb[0], >, 240);
  g_assert_cmpint (rgb[1], <, 15);
  g_assert_cmpint (rgb[2], <, 15);
  look_test_close (looker);
}

/* I14: an ICC profile that is none changes nothing. */
static void
test_broken_profile (void)
{
  static const guint8 profile[] = { 0xff, 0xe2, 0, 26, 'I', 'C', 'C', '_', 'P', 'R', 'O', 'F', 'I', 'L', 'E', 0, 1, 1,
                                    0xff, 0xff, 0xff, 0xff, 'b', 'r', 'o', 'k' };
  PsLooker *looker = ps_looker_new (1);
  g_autoptr(GdkPixbuf) scene = look_test_draw (4, 300, 200);
  g_autoptr(GBytes) jpeg = look_test_jpeg (scene, 95), file = NULL;
  g_autoptr(PsRendering) rendering = NULL;
  GByteArray *whole = g_byte_array_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (jpeg, &size);

  g_byte_array_append (whole, data, 2);
  g_byte_array_append (whole, profile, sizeof profile);
  g_byte_array_append (whole, (const guint8 *) "en", 2);
  g_byte_array_append (whole, data + 2, (guint) size - 2);
  file = g_byte_array_free_to_bytes (whole);
  rendering = render (looker, file, 1000);
  g_assert_null (rendering->problem);
  assert_like (rendering, scene, 12);
  look_test_close (looker);
}

static void
test_what_is_no_picture_says_why (void)
{
  static const struct { const char *data; gsize size; const char *words; } cases[] = {
    { "<html>", 6, "text" }, { "", 0, "empty" }, { "II*\0\x10\0\0\0CR\2\0", 12, "raw" }, { "\xff\xd8\xff\xe0", 4, "damaged" },
  };
  PsLooker *looker = ps_looker_new (1);
  g_autoptr(PsRendering) folder = render_fd (looker, g_open (look_test_folder (), O_RDONLY | O_CLOEXEC, 0), 1000);

  g_assert_nonnull (strstr (folder->problem, "ordinary"));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PsRendering) rendering = render_fd (looker, look_test_open (cases[i].data, cases[i].size), 1000);

      g_assert_null (rendering->pixels);
      g_assert_nonnull (strstr (rendering->problem, cases[i].words));
    }
  look_test_close (looker);
}

/* I1, I2, I3: what claims too much is refused by its header. */
static void
test_too_large (void)
{
  PsLooker *looker = ps_looker_new (1);
  g_autoptr(GdkPixbuf) scene = look_test_draw (1, 64, 64);
  g_autoptr(GBytes) png = look_test_save (scene, "png"), jpeg = look_test_jpeg (scene, 80);
  g_autofree guint8 *wide_png = g_memdup2 (g_bytes_get_data (png, NULL), g_bytes_get_size (png));
  g_autofree guint8 *wide_jpeg = g_memdup2 (g_bytes_get_data (jpeg, NULL), g_bytes_get_size (jpeg));
  g_autoptr(PsRendering) first = NULL, second = NULL;
  gsize frame = 2;

  memcpy (wide_png + 16, "\0\0\x2e\xe0\0\0\x2e\xe0", 8); /* 12,000 × 12,000 */
  while (wide_jpeg[frame + 1] != 0xc0)
    frame += 2 + ((gsize) wide_jpeg[frame + 2] << 8 | wide_jpeg[frame + 3]);
  memcpy (wide_jpeg + frame + 5, "\x40\0\x40\0", 4); /* 16,384 × 16,384 */
  first = render_fd (looker, look_test_open (wide_png, g_bytes_get_size (png)), PS_LOOK_FULL_SIDE);
  second = render_fd (looker, look_test_open (wide_jpeg, g_bytes_get_size (jpeg)), PS_LOOK_FULL_SIDE);
  g_assert_null (first->pixels);
  g_assert_nonnull (strstr (first->problem, "12000 × 12000"));
  g_assert_null (second->pixels);
  g_assert_nonnull (strstr (second->problem, "16384 × 16384"));
  look_test_close (looker);
}

/* A part of it is there: that is shown, and said. */
static void
test_cut_file (void)
{
  PsLooker *looker = ps_looker_new (1);
  g_autoptr(GdkPixbuf) scene = look_test_draw (5, 800, 600);
  g_autoptr(GBytes) file = look_test_jpeg (scene, 90);
  g_autoptr(PsRendering) rendering = render_fd (looker, look_test_open (g_bytes_get_data (file, NULL), g_bytes_get_size (file) / 2), 1000);

  g_assert_nonnull (rendering->pixels);
  g_assert_nonnull (strstr (rendering->problem, "end of this picture is missing"));
  look_test_close (looker);
}

/* I17: it shrinks while it is read; here after its size was taken, whenever that is. */
static void
test_a_file_that_shrinks (void)
{
  PsLooker *looker = ps_looker_new (1);
  g_autoptr(GdkPixbuf) scene = look_test_draw (6, 3000, 2000);
  g_autoptr(GBytes) file = look_test_jpeg (scene, 98);
  g_autofree char *path = look_test_write ("shrinks", g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  int writer = g_open (path, O_WRONLY | O_CLOEXEC, 0);

  for (int delay = 0; delay < 40; delay += 4)
    {
      Asked asked = { 0 };
      gboolean is_sane;

      g_assert_true (g_file_set_contents (path, g_bytes_get_data (file, NULL), (gssize) g_bytes_get_size (file), NULL));
      close (writer);
      writer = g_open (path, O_WRONLY | O_CLOEXEC, 0);
      ps_looker_render_async (looker, g_open (path, O_RDONLY | O_CLOEXEC, 0), PS_LOOK_FULL_SIDE, 0, NULL, rendered_cb, &asked);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep ((gulong) delay * 1000);
      g_assert_cmpint (ftruncate (writer, 2000), ==, 0);
      look_test_wait (&asked.done);
      g_assert_no_error (asked.error);
      is_sane = asked.rendering->pixels != NULL || asked.rendering->problem != NULL;
      g_assert_true (is_sane);
      clear_asked (&asked);
    }
  close (writer);
  look_test_close (looker);
}

static GBytes *
make_photo (void)
{
  g_autoptr(GdkPixbuf) scene = look_test_draw (1, 400, 300);

  return look_test_jpeg (scene, 85);
}

static int
open_bytes (GBytes *bytes)
{
  return look_test_open (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Even while the only helper hangs over a look, with a hundred more behind it. */
static void
test_waits_for_no_look (void)
{
  PsLooker *looker = ps_looker_new (1);
  g_autoptr(GBytes) photo = make_photo ();
  g_autoptr(GString) order = g_string_new (NULL);
  g_autoptr(GArray) pids = NULL;
  Asked looks[100] = { 0 }, picture = { .order = order, .name = 'P' };
  GPid pid;

  ps_look_free (look_test_look_at (looker, "x", 1));
  pids = ps_looker_list_pids (looker);
  pid = g_array_index (pids, GPid, 0);
  kill (pid, SIGSTOP);
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      looks[i] = (Asked) { .order = order, .name = 'l' };
      ps_looker_look_async (looker, open_bytes (photo), 0, NULL, looked_cb, &looks[i]);
    }
  ps_looker_render_async (looker, open_bytes (photo), 1000, -1, NULL, rendered_cb, &picture);
  look_test_wait (&picture.done);
  g_assert_no_error (picture.error);
  g_assert_nonnull (picture.rendering->pixels);
  g_assert_cmpstr (order->str, ==, "P");
  kill (pid, SIGCONT);
  while (order->len < 101)
    g_main_context_iteration (NULL, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_assert_no_error (looks[i].error);
      clear_asked (&looks[i]);
    }
  clear_asked (&picture);
  look_test_close (looker);
}

/* Whoever pages through photos waits for the last one alone. */
static void
test_newest_first_and_cancelled (void)
{
  PsLooker *looker = ps_looker_new (1);
  g_autoptr(GBytes) photo = make_photo ();
  g_autoptr(GString) order = g_string_new (NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Asked asked[6] = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      asked[i] = (Asked) { .order = order, .name = (char) ('a' + i) };
      ps_looker_render_async (looker, open_bytes (photo), 1000, 0, i == 3 ? cancellable : NULL, rendered_cb, &asked[i]);
    }
  g_cancellable_cancel (cancellable);
  while (order->len < G_N_ELEMENTS (asked))
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (asked[3].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_str_has_prefix (strchr (order->str, 'f'), "f"));
  g_assert_cmpint (strchr (order->str, 'f') - order->str, <, strchr (order->str, 'b') - order->str);
  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    clear_asked (&asked[i]);
  look_test_close (looker);
}

static void
test_time_of_24_megapixels (void)
{
  PsLooker *looker = ps_looker_new (1);
  g_autoptr(GdkPixbuf) scene = look_test_draw (7, 1500, 1000);
  g_autoptr(GdkPixbuf) large = gdk_pixbuf_scale_simple (scene, 6000, 4000, GDK_INTERP_BILINEAR);
  g_autoptr(GBytes) file = look_test_jpeg (large, 92);

  ps_look_free (look_test_look_at (looker, "x", 1));
  for (guint side = 1400; side <= PS_LOOK_FULL_SIDE; side = side == 1400 ? 2560 : side == 2560 ? PS_LOOK_FULL_SIDE : G_MAXUINT)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr(PsRendering) rendering = render (looker, file, side);

      g_test_message ("%d × %d in %d ms", rendering->width, rendering->height, (int) ((g_get_monotonic_time () - start) / 1000));
      g_assert_cmpint (rendering->full_width, ==, 6000);
    }
  look_test_close (looker);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/render/upright-at-full-size", GUINT_TO_POINTER (PS_LOOK_FULL_SIDE), test_upright);
  g_test_add_data_func ("/render/upright-at-reduced-size", GUINT_TO_POINTER (300), test_upright);
  g_test_add_func ("/render/other-formats", test_other_formats);
  g_test_add_func ("/render/cmyk", test_cmyk);
  g_test_add_func ("/render/broken-profile", test_broken_profile);
  g_test_add_func ("/render/what-is-no-picture-says-why", test_what_is_no_picture_says_why);
  g_test_add_func ("/render/too-large", test_too_large);
  g_test_add_func ("/render/cut-file", test_cut_file);
  g_test_add_func ("/render/a-file-that-shrinks", test_a_file_that_shrinks);
  g_test_add_func ("/render/waits-for-no-look", test_waits_for_no_look);
  g_test_add_func ("/render/newest-first-and-cancelled", test_newest_first_and_cancelled);
  g_test_add_func ("/render/time-of-24-megapixels", test_time_of_24_megapixels);
  result = g_test_run ();
  look_test_remove ();
  return result;
}
