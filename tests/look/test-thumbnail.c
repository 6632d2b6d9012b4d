/* tests/look/test-thumbnail.c: every picture that can be shown becomes a small upright one; every other says why not. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <jpeglib.h>

#include "look-test.h"
#include "look/jpeg.h"
#include "look/thumbnail.h"
#include "look/wire.h"

static GdkPixbuf *
load_fd (int        fd,
         int        orientation,
         PsProblem *problem)
{
  g_auto(PsContainer) container = { 0 };
  PsSource source;

  g_assert_true (ps_source_init (&source, fd));
  ps_container_read (&container, &source);
  return ps_thumbnail_load (&source, &container, orientation, PS_WIRE_MAX_SIDE, problem);
}

static GdkPixbuf *
load (GBytes    *bytes,
      int        orientation,
      PsProblem *problem)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);
  int fd = look_test_open (data, size);
  GdkPixbuf *picture = load_fd (fd, orientation, problem);

  close (fd);
  return picture;
}

static void
assert_near (GdkPixbuf *a,
             GdkPixbuf *b,
             int        tolerance)
{
  for (int i = 0; i < 25; i++)
    {
      guint8 x[3], y[3];

      look_test_pixel (a, i % 5 / 4.0, i / 5 / 4.0, x);
      look_test_pixel (b, i % 5 / 4.0, i / 5 / 4.0, y);
      for (int c = 0; c < 3; c++)
        g_assert_cmpint (ABS (x[c] - y[c]), <=, tolerance);
    }
}

/* Four corners of four colours; the colours that must end up top left, top right, bottom left, bottom right. */
static const char *const upright[9] = { NULL, "RGBW", "GRWB", "WBGR", "BWRG", "RBGW", "BRWG", "WGBR", "GWRB" };

static char
name_colour (const guint8 rgb[3])
{
  gboolean r = rgb[0] > 128, g = rgb[1] > 128, b = rgb[2] > 128;

  return r && g && b ? 'W' : r ? 'R' : g ? 'G' : 'B';
}

static GdkPixbuf *
draw_corners (int width,
              int height)
{
  static const guint32 colours[] = { 0xff0000ff, 0x00ff00ff, 0x0000ffff, 0xffffffff };
  GdkPixbuf *picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);

  for (int i = 0; i < 4; i++)
    {
      g_autoptr(GdkPixbuf) corner = gdk_pixbuf_new_subpixbuf (picture, i % 2 * width / 2, i / 2 * height / 2, width / 2, height / 2);

      gdk_pixbuf_fill (corner, colours[i]);
    }
  return picture;
}

static void
assert_upright (GdkPixbuf *picture,
                int        orientation,
                int        side)
{
  char seen[5] = { 0 };

  g_assert_cmpint (gdk_pixbuf_get_width (picture), ==, orientation < 5 ? side : side / 2);
  g_assert_cmpint (gdk_pixbuf_get_height (picture), ==, orientation < 5 ? side / 2 : side);
  for (int i = 0; i < 4; i++)
    {
      guint8 rgb[3];

      look_test_pixel (picture, i % 2 == 0 ? 0.2 : 0.8, i < 2 ? 0.2 : 0.8, rgb);
      seen[i] = name_colour (rgb);
    }
  g_assert_cmpstr (seen, ==, upright[orientation]);
}

static void
test_upright (void)
{
  g_autoptr(GdkPixbuf) stored = draw_corners (800, 400);
  g_autoptr(GBytes) jpeg = look_test_jpeg (stored, 95);

  for (int orientation = 1; orientation <= 8; orientation++)
    {
      PsProblem problem;
      g_autoptr(GdkPixbuf) picture = load (jpeg, orientation, &problem);

      g_assert_cmpint (problem, ==, PS_PROBLEM_NONE);
      assert_upright (picture, orientation, 320);
    }
}

static void
append_le (GByteArray *out,
           guint32     value,
           int         n_bytes)
{
  for (int i = 0; i < n_bytes; i++)
    {
      guint8 byte = (guint8) (value >> 8 * i);

      g_byte_array_append (out, &byte, 1);
    }
}

/* TIFF 6.0, uncompressed, one strip. */
static GBytes *
write_tiff (GdkPixbuf *picture,
            int        orientation)
{
  guint width = (guint) gdk_pixbuf_get_width (picture), height = (guint) gdk_pixbuf_get_height (picture);
  const guint entries[][3] = { { 256, 4, width }, { 257, 4, height }, { 258, 3, 8 }, { 259, 3, 1 }, { 262, 3, 2 }, { 273, 4, 8 },
                               { 274, 3, (guint) orientation }, { 277, 3, 3 }, { 278, 4, height }, { 279, 4, 3 * width * height } };
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, (const guint8 *) "II*", 4);
  append_le (out, 8 + 3 * width * height, 4);
  for (guint y = 0; y < height; y++)
    g_byte_array_append (out, gdk_pixbuf_read_pixels (picture) + y * (guint) gdk_pixbuf_get_rowstride (picture), 3 * width);
  append_le (out, G_N_ELEMENTS (entries), 2);
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      append_le (out, entries[i][0], 2);
      append_le (out, entries[i][1], 2);
      append_le (out, 1, 4);
      append_le (out, entries[i][2], 4);
    }
  append_le (out, 0, 4);
  return g_byte_array_free_to_bytes (out);
}

/* The loader does half of the turning by itself, which must not be done twice. */
static void
test_upright_tiff (void)
{
  g_autoptr(GdkPixbuf) stored = draw_corners (80, 40);

  for (int orientation = 1; orientation <= 8; orientation++)
    {
      g_autoptr(GBytes) tiff = write_tiff (stored, orientation);
      PsProblem problem;
      g_autoptr(GdkPixbuf) picture = load (tiff, orientation, &problem);

      g_assert_cmpint (problem, ==, PS_PROBLEM_NONE);
      assert_upright (picture, orientation, 80);
    }
}

static void
test_every_format (void)
{
  static const char *const formats[] = { "jpeg", "png", "tiff", "bmp" };
  g_autoptr(GdkPixbuf) scene = look_test_draw (4, 640, 480);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr(GBytes) bytes = look_test_save (scene, formats[i]);
      g_autoptr(GdkPixbuf) picture = NULL;
      PsProblem problem;

      if (bytes == NULL)
        {
          g_test_message ("%s: cannot be written here", formats[i]);
          continue;
        }
      picture = load (bytes, 1, &problem);
      g_assert_cmpint (problem, ==, PS_PROBLEM_NONE);
      g_assert_cmpint (gdk_pixbuf_get_width (picture), ==, 320);
      g_assert_cmpint (gdk_pixbuf_get_height (picture), ==, 240);
      g_assert_cmpint (gdk_pixbuf_get_n_channels (picture), ==, 3);
      assert_near (picture, scene, 8);
    }
}

static void
test_small_ones_stay_small (void)
{
  static const int sizes[][2] = { { 1, 1 }, { 7, 3 }, { 320, 320 }, { 321, 2 }, { 4000, 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(GdkPixbuf) scene = look_test_draw (5, sizes[i][0], sizes[i][1]);
      g_autoptr(GBytes) png = look_test_save (scene, "png");
      g_autoptr(GBytes) jpeg = look_test_jpeg (scene, 90);
      PsProblem problem;
      g_autoptr(GdkPixbuf) from_png = load (png, 1, &problem);
      g_autoptr(GdkPixbuf) from_jpeg = load (jpeg, 1, &problem);

      g_assert_cmpint (gdk_pixbuf_get_width (from_png), ==, MIN (sizes[i][0], 320));
      g_assert_cmpint (gdk_pixbuf_get_width (from_jpeg), ==, MIN (sizes[i][0], 320));
      g_assert_cmpint (gdk_pixbuf_get_height (from_png), >=, 1);
    }
}

static void
test_transparent_ground_is_plain (void)
{
  g_autoptr(GdkPixbuf) clear = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, 400, 400);
  g_autoptr(GdkPixbuf) picture = NULL;
  g_autoptr(GBytes) png = NULL, jpeg = NULL;
  PsProblem problem;
  guint8 rgb[3];

  gdk_pixbuf_fill (clear, 0xff000000);
  png = look_test_save (clear, "png");
  picture = load (png, 1, &problem);
  g_assert_cmpint (gdk_pixbuf_get_n_channels (picture), ==, 3);
  look_test_pixel (picture, 0.5, 0.5, rgb);
  g_assert_cmpint (ABS (rgb[0] - 0xde), <=, 2);
  jpeg = ps_thumbnail_save (picture);
  g_assert_nonnull (jpeg);
}

/* I15: what cameras seldom and attackers often write. */
static GBytes *
encode (J_COLOR_SPACE colours,
        int           n_components,
        gboolean      progressive,
        int           width,
        int           height,
        guint8        value)
{
  struct jpeg_compress_struct jpeg = { 0 };
  struct jpeg_error_mgr errors;
  unsigned char *data = NULL;
  unsigned long size = 0;
  g_autofree guint8 *row = g_malloc ((gsize) (width * n_components));
  GBytes *bytes;

  memset (row, value, (gsize) (width * n_components));
  jpeg.err = jpeg_std_error (&errors);
  jpeg_create_compress (&jpeg);
  jpeg_mem_dest (&jpeg, &data, &size);
  jpeg.image_width = (JDIMENSION) width;
  jpeg.image_height = (JDIMENSION) height;
  jpeg.input_components = n_components;
  jpeg.in_color_space = colours;
  jpeg_set_defaults (&jpeg);
  if (progressive)
    jpeg_simple_progression (&jpeg);
  jpeg_start_compress (&jpeg, TRUE);
  while (jpeg.next_scanline < jpeg.image_height)
    jpeg_write_scanlines (&jpeg, &row, 1);
  jpeg_finish_compress (&jpeg);
  jpeg_destroy_compress (&jpeg);
  bytes = g_bytes_new (data, size);
  free (data);
  return bytes;
}

static void
test_unusual_jpegs (void)
{
  static const char five_components[] =
    "\xff\xd8\xff\xc0\0\x17\x08\0\x10\0\x10\5\1\x11\0\2\x11\0\3\x11\0\4\x11\0\5\x11\0"
    "\xff\xda\0\x08\1\1\0\0\x3f\0" "some coded data\xff\xd9";
  g_autoptr(GBytes) grey = encode (JCS_GRAYSCALE, 1, FALSE, 900, 600, 200);
  g_autoptr(GBytes) progressive = encode (JCS_RGB, 3, TRUE, 900, 600, 200);
  g_autoptr(GBytes) cmyk = encode (JCS_CMYK, 4, FALSE, 900, 600, 200);
  g_autoptr(GBytes) five = g_bytes_new_static (five_components, sizeof five_components - 1);
  g_autoptr(GBytes) two = encode (JCS_UNKNOWN, 2, FALSE, 900, 600, 200);
  g_autoptr(GdkPixbuf) a = NULL, b = NULL, c = NULL;
  PsProblem problem;
  guint8 rgb[3];

  a = load (grey, 1, &problem);
  look_test_pixel (a, 0.5, 0.5, rgb);
  g_assert_cmpint (ABS (rgb[1] - 200), <=, 2);
  b = load (progressive, 6, &problem);
  g_assert_cmpint (gdk_pixbuf_get_height (b), ==, 320);
  c = load (cmyk, 1, &problem);
  look_test_pixel (c, 0.5, 0.5, rgb);
  g_assert_cmpint (ABS (rgb[1] - 200 * 200 / 255), <=, 3); /* Adobe's inverted inks */
  g_assert_null (load (five, 1, &problem));
  g_assert_cmpint (problem, ==, PS_PROBLEM_NO_PREVIEW);
  g_assert_null (load (two, 1, &problem));
  g_assert_cmpint (problem, ==, PS_PROBLEM_NO_PREVIEW);
}

static GBytes *
patch_frame (GBytes *jpeg,
             int     offset,
             guint8  value)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (jpeg, &size);
  guint8 *copy = g_memdup2 (data, size);
  guint8 *frame = memmem (copy, size, "\xff\xc0", 2);

  g_assert_nonnull (frame);
  frame[offset] = value;
  return g_bytes_new_take (copy, size);
}

static void
test_impossible_jpegs (void)
{
  g_autoptr(GBytes) jpeg = encode (JCS_RGB, 3, FALSE, 64, 64, 100);
  g_autoptr(GBytes) deep = patch_frame (jpeg, 4, 16);       /* 16 bits a sample */
  g_autoptr(GBytes) lossless = patch_frame (jpeg, 1, 0xc3);
  g_autoptr(GBytes) flat = patch_frame (jpeg, 6, 0);        /* no rows */
  g_autoptr(GBytes) many = patch_frame (jpeg, 9, 200);      /* components that are not there */
  PsProblem problem;

  g_assert_null (load (deep, 1, &problem));
  g_assert_cmpint (problem, ==, PS_PROBLEM_NO_PREVIEW);
  g_assert_null (load (lossless, 1, &problem));
  g_assert_cmpint (problem, ==, PS_PROBLEM_NO_PREVIEW);
  g_assert_null (load (flat, 1, &problem));
  g_assert_cmpint (problem, ==, PS_PROBLEM_DAMAGED);
  g_assert_null (load (many, 1, &problem));
  g_assert_cmpint (problem, !=, PS_PROBLEM_NONE);
}

/* I14, I13: a profile that is none, and a preview inside that claims to be huge, are not looked at. */
static void
test_broken_profile_and_preview (void)
{
  static const char profile[] = "\xff\xd8\xff\xe2\0\x20ICC_PROFILE\0\1\1 no profile at all";
  g_autoptr(GdkPixbuf) scene = look_test_draw (6, 640, 480);
  g_autoptr(GBytes) jpeg = look_test_jpeg (scene, 90);
  g_autoptr(GByteArray) data = g_byte_array_new ();
  g_autoptr(GBytes) with_profile = NULL;
  g_autoptr(GdkPixbuf) picture = NULL;
  PsProblem problem;

  g_byte_array_append (data, (const guint8 *) profile, 4 + 0x20);
  g_byte_array_append (data, (const guint8 *) g_bytes_get_data (jpeg, NULL) + 2, (guint) g_bytes_get_size (jpeg) - 2);
  with_profile = g_byte_array_free_to_bytes (g_steal_pointer (&data));
  picture = load (with_profile, 1, &problem);
  g_assert_cmpint (problem, ==, PS_PROBLEM_NONE);
  assert_near (picture, scene, 8);
}

static void
test_cut_files (void)
{
  static const char *const formats[] = { "jpeg", "png", "tiff", "bmp" };
  g_autoptr(GdkPixbuf) scene = look_test_draw (7, 640, 480);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr(GBytes) whole = look_test_save (scene, formats[i]);

      for (int part = 1; whole != NULL && part < 20; part++)
        {
          g_autoptr(GBytes) cut = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) * (gsize) part / 20);
          PsProblem problem;
          g_autoptr(GdkPixbuf) picture = load (cut, 1, &problem);

          g_test_message ("%s %d/20: problem %d", formats[i], part, problem);
          g_assert_cmpint (problem, !=, PS_PROBLEM_NONE);
          if (i == 0 && part > 2)
            {
              g_assert_cmpint (problem, ==, PS_PROBLEM_INCOMPLETE);
              g_assert_nonnull (picture);
            }
        }
    }
}

/* I17: no read of a file that became shorter raises a signal. */
static void
test_a_file_that_shrinks (void)
{
  static const char *const formats[] = { "jpeg", "png", "bmp" };
  g_autoptr(GdkPixbuf) scene = look_test_draw (8, 1600, 1200);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr(GBytes) bytes = look_test_save (scene, formats[i]);
      g_autofree char *path = look_test_write ("shrinks", g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      FILE *file = fopen (path, "re");
      g_auto(PsContainer) container = { 0 };
      PsSource source;
      PsProblem problem;

      g_assert_true (ps_source_init (&source, fileno (file)));
      ps_container_read (&container, &source);
      g_assert_cmpint (truncate (path, 2000), ==, 0);
      g_assert_null (ps_thumbnail_load (&source, &container, 1, PS_WIRE_MAX_SIDE, &problem));
      g_assert_cmpint (problem, ==, PS_PROBLEM_CHANGED);
      fclose (file);
    }
}

static void
test_mutations_do_no_harm (void)
{
  static const char *const formats[] = { "jpeg", "png", "tiff", "bmp" };
  g_autoptr(GdkPixbuf) scene = look_test_draw (9, 48, 32);
  g_autoptr(GRand) rand = g_rand_new_with_seed (11);

  for (int i = 0; i < 600; i++)
    {
      g_autoptr(GBytes) bytes = look_test_save (scene, formats[i % G_N_ELEMENTS (formats)]);
      g_autoptr(GBytes) mutant = NULL;
      g_autoptr(GdkPixbuf) picture = NULL;
      PsProblem problem;
      gsize size;
      guint8 *data;

      if (bytes == NULL)
        continue;
      data = g_bytes_unref_to_data (g_steal_pointer (&bytes), &size);
      for (int j = g_rand_int_range (rand, 1, 8); j > 0; j--)
        data[g_rand_int_range (rand, 12, (gint32) size)] = (guint8) g_rand_int (rand);
      mutant = g_bytes_new_take (data, size);
      picture = load (mutant, i % 9, &problem);
      g_assert_true (picture != NULL || problem != PS_PROBLEM_NONE);
    }
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/thumbnail/upright", test_upright);
  g_test_add_func ("/thumbnail/upright-tiff", test_upright_tiff);
  g_test_add_func ("/thumbnail/every-format", test_every_format);
  g_test_add_func ("/thumbnail/small-ones-stay-small", test_small_ones_stay_small);
  g_test_add_func ("/thumbnail/transparent-ground-is-plain", test_transparent_ground_is_plain);
  g_test_add_func ("/thumbnail/unusual-jpegs", test_unusual_jpegs);
  g_test_add_func ("/thumbnail/impossible-jpegs", test_impossible_jpegs);
  g_test_add_func ("/thumbnail/broken-profile-and-preview", test_broken_profile_and_preview);
  g_test_add_func ("/thumbnail/cut-files", test_cut_files);
  g_test_add_func ("/thumbnail/a-file-that-shrinks", test_a_file_that_shrinks);
  g_test_add_func ("/thumbnail/mutations-do-no-harm", test_mutations_do_no_harm);
  result = g_test_run ();
  look_test_remove ();
  return result;
}
