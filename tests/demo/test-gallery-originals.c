/* tests/demo/test-gallery-originals.c: a folder of files, served as if they had been uploaded. */
#include <string.h>
#include <unistd.h>

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>

#include "demo/cameras.h"
#include "demo/picture-file.h"
#include "gallery-test.h"

typedef struct
{
  char *folder;
} Fixture;

static void
write_file (Fixture    *fixture,
            const char *name,
            gconstpointer data,
            gssize      n)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL), *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, data, n, NULL));
}

static void
write_bytes (Fixture    *fixture,
             const char *name,
             GBytes     *bytes)
{
  write_file (fixture, name, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
}

static void
write_picture (Fixture    *fixture,
               const char *name,
               const char *format,
               int         width,
               int         height,
               int         orientation)
{
  g_autoptr(GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GBytes) exif = NULL;
  PsShot shot = { .orientation = orientation, .taken_at_us = G_GINT64_CONSTANT (1700000000000000), .time_num = 1, .time_den = 100, .iso = 100 };

  gdk_pixbuf_fill (pixbuf, 0x608040ff + (guint32) width);
  exif = ps_shot_to_exif (&shot, width, height);
  if (strcmp (format, "jpeg") == 0)
    bytes = ps_picture_to_jpeg (pixbuf, 85, exif, NULL);
  else if (strcmp (format, "png") == 0)
    bytes = ps_picture_to_png (pixbuf, exif, NULL);
  else
    bytes = ps_shot_to_tiff (&shot, width, height, gdk_pixbuf_read_pixels (pixbuf), (gsize) gdk_pixbuf_get_rowstride (pixbuf), strcmp (format, "dng") == 0);
  write_bytes (fixture, name, bytes);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("proofsheet-originals-XXXXXX", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gallery_test_remove (fixture->folder);
  g_free (fixture->folder);
}

static PsGallery *
open_folder (Fixture  *fixture,
             gboolean  is_fixed)
{
  PsGalleryOptions options = { .originals = fixture->folder, .fixed_folders = is_fixed };

  return gallery_test_open (&options);
}

/* The asset of that id, which must be there. */
static PsAsset *
get (PsGallery  *gallery,
     const char *type,
     const char *public_id)
{
  gint64 index = ps_gallery_find (gallery, type, "upload", public_id);

  g_assert_cmpint (index, >=, 0);
  return ps_gallery_get_asset (gallery, (guint) index);
}

static void
test_folders_names_and_types (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr(PsGallery) gallery = NULL;

  write_picture (fixture, "Weddings/Åse & Jörg/IMG_0001.JPG", "jpeg", 30, 20, 1);
  write_picture (fixture, "東京/夜景.png", "png", 40, 24, 1);
  write_picture (fixture, "عمّان/🐪.tiff", "tiff", 16, 9, 1);
  write_picture (fixture, "raw/7F3A0193.DNG", "dng", 12, 8, 1);
  write_file (fixture, "raw/7F3A0193.xmp", "<x:xmpmeta/>", -1);
  write_file (fixture, "no extension", "plain words", -1);
  write_file (fixture, "logo", "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>", -1);
  write_file (fixture, "empty.jpg", "", 0);
  write_file (fixture, "song.mp3", "ID3\3\0\0\0\0\0\0....", 14);
  write_file (fixture, "clip.mov", "\0\0\0\24ftypqt  \0\0\0\0qt  ", 20);
  write_file (fixture, "scan.pdf", "%PDF-1.4\n%%EOF\n", -1);
  write_file (fixture, ".hidden.jpg", "x", -1);
  gallery = open_folder (fixture, FALSE);
  g_assert_cmpuint (ps_gallery_get_n_assets (gallery), ==, 11);
  gallery_test_check (gallery);
  {
    g_autoptr(PsAsset) jpeg = get (gallery, "image", "Weddings/Åse & Jörg/IMG_0001");
    g_autoptr(PsAsset) png = get (gallery, "image", "東京/夜景");
    g_autoptr(PsAsset) tiff = get (gallery, "image", "عمّان/🐪");
    g_autoptr(PsAsset) dng = get (gallery, "image", "raw/7F3A0193");
    g_autoptr(PsAsset) xmp = get (gallery, "raw", "raw/7F3A0193.xmp");
    g_autoptr(PsAsset) words = get (gallery, "raw", "no extension");
    g_autoptr(PsAsset) svg = get (gallery, "image", "logo");
    g_autoptr(PsAsset) empty = get (gallery, "raw", "empty.jpg");
    g_autoptr(PsAsset) song = get (gallery, "video", "song");
    g_autoptr(PsAsset) clip = get (gallery, "video", "clip");
    g_autoptr(PsAsset) pdf = get (gallery, "image", "scan");

    g_assert_cmpstr (jpeg->asset_folder, ==, "Weddings/Åse & Jörg");
    g_assert_cmpstr (jpeg->display_name, ==, "IMG_0001");
    g_assert_cmpstr (jpeg->format, ==, "jpg");
    g_assert_cmpint (jpeg->width, ==, 30);
    g_assert_cmpint (jpeg->height, ==, 20);
    g_assert_cmpstr (png->format, ==, "png");
    g_assert_cmpint (png->width, ==, 40);
    g_assert_cmpstr (tiff->format, ==, "tiff");
    g_assert_cmpint (tiff->height, ==, 9);
    g_assert_cmpstr (dng->format, ==, "dng");
    g_assert_cmpint (dng->width, ==, 12);
    g_assert_cmpstr (xmp->display_name, ==, "7F3A0193.xmp");
    g_assert_null (xmp->format);
    g_assert_cmpstr (words->asset_folder, ==, "");
    g_assert_cmpstr (svg->format, ==, "svg");
    g_assert_cmpint (empty->n_bytes, ==, 0);
    g_assert_cmpstr (song->format, ==, "mp3");
    g_assert_cmpstr (clip->format, ==, "mov");
    g_assert_cmpstr (pdf->format, ==, "pdf");
  }
}

static void
test_turned_pictures_are_listed_upright (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autoptr(PsGallery) gallery = NULL;
  g_autoptr(PsAsset) jpeg = NULL;
  g_autoptr(PsAsset) tiff = NULL;

  write_picture (fixture, "a.jpg", "jpeg", 30, 20, 6);
  write_picture (fixture, "b.tif", "tiff", 30, 20, 8);
  gallery = open_folder (fixture, FALSE);
  jpeg = get (gallery, "image", "a");
  tiff = get (gallery, "image", "b");
  g_assert_cmpint (jpeg->width, ==, 20);
  g_assert_cmpint (jpeg->height, ==, 30);
  g_assert_cmpint (tiff->width, ==, 20);
  g_assert_cmpint (tiff->height, ==, 30);
}

static void
test_one_name_two_pictures (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr(PsGallery) gallery = NULL;

  write_picture (fixture, "a.jpg", "jpeg", 30, 20, 1);
  write_picture (fixture, "a.png", "png", 31, 20, 1);
  write_file (fixture, "a.mp3", "ID3\3\0\0\0\0\0\0....", 14);
  gallery = open_folder (fixture, TRUE);
  g_assert_cmpuint (ps_gallery_get_n_assets (gallery), ==, 3);
  gallery_test_check (gallery);
  {
    g_autoptr(PsAsset) song = get (gallery, "video", "a");

    g_assert_cmpstr (song->folder, ==, "");
    g_assert_null (song->asset_folder);
  }
}

static void
test_links_are_not_followed (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "passwd", NULL), *loop = g_build_filename (fixture->folder, "loop", NULL);
  g_autoptr(PsGallery) gallery = NULL;

  write_file (fixture, "only.txt", "this one", -1);
  g_assert_cmpint (symlink ("/etc/passwd", link), ==, 0);
  g_assert_cmpint (symlink (".", loop), ==, 0);
  gallery = open_folder (fixture, FALSE);
  g_assert_cmpuint (ps_gallery_get_n_assets (gallery), ==, 1);
}

static void
test_what_cannot_be_read_is_skipped (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autofree char *locked = g_build_filename (fixture->folder, "locked.txt", NULL);
  g_autoptr(PsGallery) gallery = NULL;

  write_file (fixture, "open.txt", "this one", -1);
  write_file (fixture, "locked.txt", "not this one", -1);
  g_assert_cmpint (g_chmod (locked, 0), ==, 0);
  if (g_access (locked, R_OK) == 0)
    {
      g_test_skip ("this user may read everything");
      return;
    }
  g_test_expect_message (NULL, G_LOG_LEVEL_MESSAGE, "Skipping*locked.txt*");
  gallery = open_folder (fixture, FALSE);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (ps_gallery_get_n_assets (gallery), ==, 1);
}

static void
test_a_changed_file_is_not_passed_off (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autoptr(PsGallery) gallery = NULL;
  g_autoptr(GError) error = NULL;

  write_file (fixture, "a.txt", "as it was", -1);
  gallery = open_folder (fixture, FALSE);
  write_file (fixture, "a.txt", "as it is now", -1);
  g_assert_null (ps_gallery_get_bytes (gallery, 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

static void
test_an_empty_folder_is_an_empty_cloud (Fixture       *fixture,
                                        gconstpointer  data)
{
  g_autoptr(PsGallery) gallery = open_folder (fixture, FALSE);

  g_assert_cmpuint (ps_gallery_get_n_assets (gallery), ==, 0);
  g_assert_cmpuint (ps_gallery_count_of_type (gallery, "image"), ==, 0);
  g_assert_null (ps_gallery_get_asset (gallery, 0));
}

/* Heads that lie about what follows must not be read beyond their end. */
static void
test_broken_heads_do_no_harm (Fixture       *fixture,
                              gconstpointer  data)
{
  static const char *const heads[] = {
    ("\xff\xd8\xff\xe1\xff\xff" "Exif"), "\xff\xd8\xff\xc0\x00\x02", "\xff\xd8\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", "\x89PNG\r\n\x1a\n", "GIF89a", "BM12",
    "RIFF1234WEBPVP8X", "RIFF1234WEBP", "II*\x01", "II*\0\xff\xff\xff\xff", "MM\0*\0\0\0\4\xff\xff", "\1\2\3\4ftypheicispe", "8BPS", "%PDF-"
  };
  static const gsize lengths[] = { 10, 6, 12, 8, 6, 4, 16, 12, 4, 8, 10, 16, 4, 5 };
  g_autoptr(PsGallery) gallery = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);

      write_file (fixture, name, heads[i], (gssize) lengths[i]);
    }
  gallery = open_folder (fixture, FALSE);
  g_assert_cmpuint (ps_gallery_get_n_assets (gallery), ==, G_N_ELEMENTS (heads));
  gallery_test_check (gallery);
}

#define ADD(name, func) g_test_add ("/demo/originals/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  gallery_test_init (&argc, &argv);
  ADD ("folders-names-and-types", test_folders_names_and_types);
  ADD ("turned-pictures-are-listed-upright", test_turned_pictures_are_listed_upright);
  ADD ("one-name-two-pictures", test_one_name_two_pictures);
  ADD ("links-are-not-followed", test_links_are_not_followed);
  ADD ("what-cannot-be-read-is-skipped", test_what_cannot_be_read_is_skipped);
  ADD ("a-changed-file-is-not-passed-off", test_a_changed_file_is_not_passed_off);
  ADD ("an-empty-folder-is-an-empty-cloud", test_an_empty_folder_is_an_empty_cloud);
  ADD ("broken-heads-do-no-harm", test_broken_heads_do_no_harm);
  return gallery_test_run ();
}
