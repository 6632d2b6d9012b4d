/* tests/look/test-bombs.c: files made to exhaust whoever reads them are put aside within bounds of time and memory. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include "look-test.h"
#include "look/looker-private.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

static char *
read_proc (PsLooker   *looker,
           const char *name)
{
  g_autoptr(GArray) pids = ps_looker_list_pids (looker);
  g_autofree char *path = g_strdup_printf ("/proc/%d/%s", g_array_index (pids, GPid, 0), name);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* The most memory a helper has ever held, in bytes. */
static gint64
measure_peak (PsLooker *looker)
{
  g_autofree char *status = read_proc (looker, "status");
  const char *line = strstr (status, "VmHWM:");

  g_assert_nonnull (line);
  return g_ascii_strtoll (line + 6, NULL, 10) * 1024;
}

/* What it has had of a processor, in nanoseconds: other than the clock, it does not mind a busy machine. */
static gint64
measure_time (PsLooker *looker)
{
  g_autofree char *schedule = read_proc (looker, "schedstat");

  return g_ascii_strtoll (schedule, NULL, 10);
}

/* What it sees, with the time and memory of one helper that has already started. */
static PsLook *
look_within (GBytes *file,
             gint64  max_ms,
             gint64  max_bytes)
{
  PsLooker *looker = ps_looker_new (1);
  g_autoptr(GdkPixbuf) scene = look_test_draw (1, 64, 64);
  g_autoptr(GBytes) harmless = look_test_jpeg (scene, 80);
  PsLook *look;
  gint64 start, used, peak;

  ps_look_free (look_test_look_at (looker, g_bytes_get_data (harmless, NULL), g_bytes_get_size (harmless)));
  start = measure_time (looker);
  look = look_test_look_at (looker, g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  used = (measure_time (looker) - start) / 1000000;
  peak = measure_peak (looker);
  g_test_message ("%" G_GINT64_FORMAT " ms, %.1f MB at most: %s", used, (double) peak / 1e6, look->problem);
  if (!SANITIZED)
    {
      g_assert_cmpint (used, <=, max_ms);
      g_assert_cmpint (peak, <=, max_bytes);
    }
  look_test_close (looker);
  return look;
}

static void
assert_refused (GBytes     *file,
                const char *words)
{
  PsLook *look = look_within (file, 50, 50000000);

  g_assert_null (look->thumbnail);
  g_assert_false (look->has_fingerprint);
  g_assert_nonnull (strstr (look->problem, words));
  ps_look_free (look);
}

static GBytes *
make_png (guint32 side)
{
  guint8 data[74] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

  for (int i = 0; i < 4; i++)
    data[16 + i] = data[20 + i] = (guint8) (side >> (24 - 8 * i));
  data[24] = 8;
  data[25] = 2;
  return g_bytes_new (data, sizeof data);
}

/* I1. */
static void
test_png_that_claims_60000 (void)
{
  g_autoptr(GBytes) png = make_png (60000);

  assert_refused (png, "60000");
}

/* I2: above the limit by its header; what follows is never asked for. */
static void
test_png_of_400_megapixels (void)
{
  g_autoptr(GBytes) png = make_png (20000);

  assert_refused (png, "20000");
}

static GBytes *
make_jpeg_header (guint  width,
                  guint  height,
                  guint8 marker)
{
  static const char head[] = "\xff\xd8\xff\xc0\0\x11\x08....\3\1\x22\0\2\x11\1\3\x11\1\xff\xda\0\x0c\3\1\0\2\x11\3\x11\0\x3f\0";
  guint8 data[214] = { 0 };

  memcpy (data, head, sizeof head - 1);
  data[3] = marker;
  data[7] = (guint8) (height >> 8);
  data[8] = (guint8) height;
  data[9] = (guint8) (width >> 8);
  data[10] = (guint8) width;
  return g_bytes_new (data, sizeof data);
}

/* I3. */
static void
test_jpeg_of_65500_in_214_bytes (void)
{
  g_autoptr(GBytes) baseline = make_jpeg_header (65500, 65500, 0xc0);
  g_autoptr(GBytes) progressive = make_jpeg_header (65500, 65500, 0xc2);

  assert_refused (baseline, "65500");
  assert_refused (progressive, "65500");
}

/* A true JPEG of one block whose frame has been told that it is larger. */
static GBytes *
make_hollow_jpeg (gboolean progressive,
                  guint    side)
{
  struct jpeg_compress_struct jpeg = { 0 };
  struct jpeg_error_mgr errors;
  unsigned char *data = NULL, *frame;
  unsigned long size = 0;
  guint8 pixels[8] = { 0 };
  JSAMPROW row = pixels;
  GBytes *bytes;

  jpeg.err = jpeg_std_error (&errors);
  jpeg_create_compress (&jpeg);
  jpeg_mem_dest (&jpeg, &data, &size);
  jpeg.image_width = jpeg.image_height = 8;
  jpeg.input_components = 1;
  jpeg.in_color_space = JCS_GRAYSCALE;
  jpeg_set_defaults (&jpeg);
  jpeg.optimize_coding = TRUE;
  if (progressive)
    jpeg_simple_progression (&jpeg);
  jpeg_start_compress (&jpeg, TRUE);
  while (jpeg.next_scanline < 8)
    jpeg_write_scanlines (&jpeg, &row, 1);
  jpeg_finish_compress (&jpeg);
  jpeg_destroy_compress (&jpeg);
  frame = memmem (data, size, progressive ? "\xff\xc2" : "\xff\xc0", 2);
  g_assert_nonnull (frame);
  frame[5] = frame[7] = (guint8) (side >> 8);
  frame[6] = frame[8] = (guint8) side;
  bytes = g_bytes_new (data, size);
  free (data);
  return bytes;
}

/* Just below the limit, and next to nothing in it. */
static void
test_jpeg_of_249_megapixels_in_214_bytes (void)
{
  g_autoptr(GBytes) baseline = make_hollow_jpeg (FALSE, 15800);
  g_autoptr(GBytes) progressive = make_hollow_jpeg (TRUE, 15800);

  assert_refused (baseline, "damaged");
  assert_refused (progressive, "damaged");
}

/* A progressive picture whose last scan comes five thousand times. */
static void
test_jpeg_with_thousands_of_scans (void)
{
  struct jpeg_compress_struct jpeg = { 0 };
  struct jpeg_error_mgr errors;
  unsigned char *data = NULL;
  unsigned long size = 0, scan;
  g_autofree guint8 *row = g_malloc0 (1600);
  g_autoptr(GByteArray) file = g_byte_array_new ();
  g_autoptr(GBytes) bytes = NULL;
  PsLook *look;

  jpeg.err = jpeg_std_error (&errors);
  jpeg_create_compress (&jpeg);
  jpeg_mem_dest (&jpeg, &data, &size);
  jpeg.image_width = jpeg.image_height = 1600;
  jpeg.input_components = 1;
  jpeg.in_color_space = JCS_GRAYSCALE;
  jpeg_set_defaults (&jpeg);
  jpeg_simple_progression (&jpeg);
  jpeg_start_compress (&jpeg, TRUE);
  while (jpeg.next_scanline < 1600)
    jpeg_write_scanlines (&jpeg, &row, 1);
  jpeg_finish_compress (&jpeg);
  jpeg_destroy_compress (&jpeg);
  for (scan = size - 2; data[scan] != 0xff || data[scan + 1] != 0xda; scan--)
    ;
  g_byte_array_append (file, data, (guint) size - 2);
  for (int i = 0; i < 5000; i++)
    g_byte_array_append (file, data + scan, (guint) (size - 2 - scan));
  g_byte_array_append (file, (const guint8 *) "\xff\xd9", 2);
  free (data);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&file));
  look = look_within (bytes, 2000, 50000000);
  g_assert_null (look->thumbnail);
  g_assert_nonnull (strstr (look->problem, "Too large"));
  ps_look_free (look);
}

/* Only the first frame is read. */
static void
test_gif_with_10000_frames (void)
{
  static const char head[] = "GIF89a\x40\0\x40\0\x80\0\0\xff\0\0\0\0\xff";
  static const char frame[] = "\x21\xf9\4\0\1\0\0\0,\0\0\0\0\x40\0\x40\0\0\2";
  g_autoptr(GByteArray) file = g_byte_array_new ();
  g_autoptr(GByteArray) pixels = g_byte_array_new ();
  g_autoptr(GBytes) gif = NULL;
  g_autoptr(GdkPixbuf) picture = NULL;
  guint8 rgb[3];
  PsLook *look;

  /* 4,096 pixels of the first colour, a clear code between every pair: codes of three bits, four pairs in four bytes and a half. */
  {
    guint32 bits = 0;
    int n_bits = 0;
    GByteArray *codes = g_byte_array_new ();

    for (int i = 0; i < 4096 + 4096 / 2 + 1; i++)
      {
        guint code = i == 4096 + 4096 / 2 ? 5 : i % 3 == 0 ? 4 : 0;

        bits |= code << n_bits;
        for (n_bits += 3; n_bits >= 8; n_bits -= 8, bits >>= 8)
          {
            guint8 byte = (guint8) bits;

            g_byte_array_append (codes, &byte, 1);
          }
      }
    g_byte_array_append (codes, (const guint8 *) &bits, 1);
    for (guint i = 0; i < codes->len; i += 255)
      {
        guint8 n = (guint8) MIN (255, codes->len - i);

        g_byte_array_append (pixels, &n, 1);
        g_byte_array_append (pixels, codes->data + i, n);
      }
    g_byte_array_append (pixels, (const guint8 *) "", 1);
    g_byte_array_unref (codes);
  }
  g_byte_array_append (file, (const guint8 *) head, sizeof head - 1);
  for (int i = 0; i < 10000; i++)
    {
      g_byte_array_append (file, (const guint8 *) frame, sizeof frame - 1);
      g_byte_array_append (file, pixels->data, pixels->len);
    }
  g_byte_array_append (file, (const guint8 *) ";", 1);
  gif = g_byte_array_free_to_bytes (g_steal_pointer (&file));
  look = look_within (gif, 100, 50000000);
  g_assert_cmpstr (look->problem, ==, NULL);
  picture = look_test_decode (look->thumbnail);
  g_assert_cmpint (gdk_pixbuf_get_width (picture), ==, 64);
  look_test_pixel (picture, 0.5, 0.5, rgb);
  g_assert_cmpint (rgb[0], >, 200);
  g_assert_cmpint (rgb[2], <, 60);
  ps_look_free (look);
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

/* Ten thousand directories, the last of which leads back to the first. */
static void
test_tiff_with_10000_pages (void)
{
  static const guint entries[][2] = { { 256, 16 }, { 257, 16 }, { 258, 8 }, { 259, 1 }, { 262, 1 }, { 273, 0 }, { 277, 1 },
                                      { 278, 16 }, { 279, 256 } };
  g_autoptr(GByteArray) file = g_byte_array_new ();
  g_autoptr(GBytes) tiff = NULL;
  PsLook *look;
  guint n_entries = G_N_ELEMENTS (entries);
  guint page_size = 2 + n_entries * 12 + 4;

  g_byte_array_append (file, (const guint8 *) "II*\0\x08\1\0", 7);
  append_le (file, 0, 1);
  for (int i = 0; i < 256; i++)
    append_le (file, (guint32) i, 1);
  for (guint page = 0; page < 10000; page++)
    {
      append_le (file, n_entries, 2);
      for (guint i = 0; i < n_entries; i++)
        {
          append_le (file, entries[i][0], 2);
          append_le (file, entries[i][0] == 273 || entries[i][0] == 279 ? 4 : 3, 2);
          append_le (file, 1, 4);
          append_le (file, entries[i][0] == 273 ? 8 : entries[i][1], 4);
        }
      append_le (file, page == 9999 ? 264 : 264 + (page + 1) * page_size, 4);
    }
  tiff = g_byte_array_free_to_bytes (g_steal_pointer (&file));
  look = look_within (tiff, 100, 50000000);
  g_assert_cmpstr (look->problem, ==, NULL);
  g_assert_nonnull (look->thumbnail);
  g_assert_cmpint (look->facts->width, ==, 16);
  ps_look_free (look);
}

/* I6: entity bombs need no parser here. */
static void
test_svg_is_not_opened (void)
{
  static const char svg[] = "<?xml version='1.0'?><!DOCTYPE s [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"
                            "<svg xmlns='http://www.w3.org/2000/svg' width='1e9' height='1e9' onload='x()'>"
                            "<image href='http://127.0.0.1/'/><text>&b;</text></svg>";
  g_autoptr(GBytes) bytes = g_bytes_new_static (svg, sizeof svg - 1);

  assert_refused (bytes, "SVG");
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bombs/png-that-claims-60000", test_png_that_claims_60000);
  g_test_add_func ("/bombs/png-of-400-megapixels", test_png_of_400_megapixels);
  g_test_add_func ("/bombs/jpeg-of-65500-in-214-bytes", test_jpeg_of_65500_in_214_bytes);
  g_test_add_func ("/bombs/jpeg-of-249-megapixels-in-214-bytes", test_jpeg_of_249_megapixels_in_214_bytes);
  g_test_add_func ("/bombs/jpeg-with-thousands-of-scans", test_jpeg_with_thousands_of_scans);
  g_test_add_func ("/bombs/gif-with-10000-frames", test_gif_with_10000_frames);
  g_test_add_func ("/bombs/tiff-with-10000-pages", test_tiff_with_10000_pages);
  g_test_add_func ("/bombs/svg-is-not-opened", test_svg_is_not_opened);
  result = g_test_run ();
  look_test_remove ();
  return result;
}
