/* tests/look/test-container.c: a file's type is told by its content, and its size without decoding. */
#include <string.h>
#include <unistd.h>

#include "look-test.h"
#include "look/container.h"

typedef struct
{
  const char *path;
  const char *data;
  gsize size;
  PsFormat format;
  gint64 width, height;
} Case;

#define CASE(name, bytes, ...) { "/container/" name, bytes, sizeof (bytes) - 1, __VA_ARGS__ }

static const Case cases[] = {
  CASE ("empty", "", PS_FORMAT_TEXT, 0, 0),
  CASE ("html-named-png", "<!DOCTYPE html><html>", PS_FORMAT_TEXT, 0, 0),
  CASE ("noise", "\1\2\3\4\5\6\7\xf0\xf1", PS_FORMAT_UNKNOWN, 0, 0),
  CASE ("jpeg-cut", "\xff\xd8\xff", PS_FORMAT_JPEG, 0, 0),
  CASE ("jpeg", "\xff\xd8\xff\xe0\0\x04xy\xff\xff\xc0\0\x0b\x08\0\x20\0\x30\x01\x01\x11\0", PS_FORMAT_JPEG, 48, 32),
  CASE ("jpeg-segment-beyond-the-end", "\xff\xd8\xff\xe1\xff\xff" "Exif\0\0", PS_FORMAT_JPEG, 0, 0),
  CASE ("jpeg-segment-of-no-length", "\xff\xd8\xff\xe1\0\0" "Exif\0\0\0\0", PS_FORMAT_JPEG, 0, 0),
  CASE ("png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\2\0\x08\2\0\0\0", PS_FORMAT_PNG, 256, 512),
  CASE ("gif", "GIF89a\x0a\0\x14\0\0\0\0", PS_FORMAT_GIF, 10, 20),
  CASE ("bmp", "BM....\0\0\0\0\x36\0\0\0\x28\0\0\0\x40\0\0\0\xe0\xff\xff\xff\1\0\x18\0", PS_FORMAT_BMP, 64, 32),
  CASE ("webp-lossy", "RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x40\x01\xf0\0", PS_FORMAT_WEBP, 320, 240),
  CASE ("webp-lossless", "RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x3f\xc1\x3b\0\0\0\0\0\0", PS_FORMAT_WEBP, 320, 240),
  CASE ("webp-extended", "RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x3f\1\0\xef\0\0", PS_FORMAT_WEBP, 320, 240),
  CASE ("wav", "RIFF\0\0\0\0WAVEfmt ", PS_FORMAT_VIDEO, 0, 0),
  CASE ("tiff", "II*\0\x08\0\0\0\2\0\0\1\4\0\1\0\0\0\x64\0\0\0\1\1\3\0\1\0\0\0\x32\0\0\0\0\0\0\0", PS_FORMAT_TIFF, 100, 50),
  CASE ("tiff-directory-beyond-the-end", "MM\0*\x7f\xff\xff\xff", PS_FORMAT_TIFF, 0, 0),
  CASE ("raw-by-reduced-picture", "II*\0\x08\0\0\0\1\0\xfe\0\4\0\1\0\0\0\1\0\0\0\0\0\0\0", PS_FORMAT_RAW, 0, 0),
  CASE ("cr2", "II*\0\x10\0\0\0CR\2\0........", PS_FORMAT_RAW, 0, 0),
  CASE ("cr3", "\0\0\0\x18" "ftypcrx \0\0\0\1", PS_FORMAT_RAW, 0, 0),
  CASE ("raf", "FUJIFILMCCD-RAW 0201", PS_FORMAT_RAW, 0, 0),
  CASE ("heic-named-jpg", "\0\0\0\x18" "ftypheic\0\0\0\0mif1", PS_FORMAT_HEIF, 0, 0),
  CASE ("avif", "\0\0\0\x18" "ftypavif\0\0\0\0mif1", PS_FORMAT_AVIF, 0, 0),
  CASE ("mp4", "\0\0\0\x18" "ftypisom\0\0\0\0", PS_FORMAT_VIDEO, 0, 0),
  CASE ("matroska", "\x1a\x45\xdf\xa3........", PS_FORMAT_VIDEO, 0, 0),
  CASE ("jpeg-xl", "\xff\x0a......", PS_FORMAT_JPEG_XL, 0, 0),
  CASE ("jpeg-2000", "\0\0\0\x0cjP  \r\n\x87\n", PS_FORMAT_JPEG_2000, 0, 0),
  CASE ("psd", "8BPS\0\1", PS_FORMAT_PSD, 0, 0),
  CASE ("pdf", "%PDF-1.7", PS_FORMAT_PDF, 0, 0),
  CASE ("svg", "<?xml version='1.0'?><svg onload='x()'/>", PS_FORMAT_SVG, 0, 0),
  CASE ("icon", "\0\0\1\0\1\0", PS_FORMAT_ICON, 0, 0),
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  int fd = look_test_open (c->data, c->size);
  g_auto(PsContainer) container = { 0 };
  PsSource source;

  g_assert_true (ps_source_init (&source, fd));
  ps_container_read (&container, &source);
  g_assert_cmpint (container.format, ==, c->format);
  g_assert_cmpint (container.width, ==, c->width);
  g_assert_cmpint (container.height, ==, c->height);
  g_assert_null (container.exif);
  g_assert_false (source.cut);
  close (fd);
}

/* Behind another APP1, as editors leave it, and with the odd byte that some cameras write. */
static void
test_exif_is_found (void)
{
  static const char data[] = "\xff\xd8\xff\xe1\0\x06http\xff\xe1\0\x12" "Exif\0\xff" "II*\0\x08\0\0\0\0\0" "\xff\xd9";
  int fd = look_test_open (data, sizeof data - 1);
  g_auto(PsContainer) container = { 0 };
  PsSource source;

  g_assert_true (ps_source_init (&source, fd));
  ps_container_read (&container, &source);
  g_assert_nonnull (container.exif);
  g_assert_cmpmem (g_bytes_get_data (container.exif, NULL), g_bytes_get_size (container.exif),
                   "Exif\0\0II*\0\x08\0\0\0\0\0", 16);
  close (fd);
}

static void
test_any_bytes_come_to_an_end (void)
{
  static const char *const heads[] = { "\xff\xd8\xff\xe1", "GIF89a", "II*\0", "MM\0*", "\x89PNG\r\n\x1a\n", "BM", "RIFF....WEBP" };
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);

  for (int i = 0; i < 300; i++)
    {
      g_autofree guint8 *data = g_malloc (4000);
      const char *head = heads[i % G_N_ELEMENTS (heads)];
      g_auto(PsContainer) container = { 0 };
      PsSource source;
      int fd;

      for (int j = 0; j < 4000; j++)
        data[j] = (guint8) (g_rand_int (rand) >> g_rand_int_range (rand, 0, 8));
      memcpy (data, head, strlen (head));
      fd = look_test_open (data, 4000);
      g_assert_true (ps_source_init (&source, fd));
      ps_container_read (&container, &source);
      close (fd);
    }
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, &cases[i], test_case);
  g_test_add_func ("/container/exif-is-found", test_exif_is_found);
  g_test_add_func ("/container/any-bytes-come-to-an-end", test_any_bytes_come_to_an_end);
  result = g_test_run ();
  look_test_remove ();
  return result;
}
