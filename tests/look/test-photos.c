/* tests/look/test-photos.c: what is read from real cameras' files equals what exiftool prints for them.
 *
 * The photos are in the folder that PS_TEST_PHOTOS names, or in the one that
 * the build was configured with; without them, or without exiftool, the tests
 * are skipped and say so.
 */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>

#include "exif-maker.h"
#include "exiftool.h"
#include "look-test.h"

static GPtrArray *photos; /* owned, of char* */
static PsLooker *looker;

static const char *
get_folder (void)
{
  const char *folder = g_getenv ("PS_TEST_PHOTOS");

  return folder != NULL ? folder : PHOTOS_FOLDER;
}

static void
collect (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        collect (path);
      else
        g_ptr_array_add (photos, g_strdup (path));
      g_free (path);
    }
}

static gboolean
skip_without (gboolean photos_needed)
{
  if (exiftool_is_missing ())
    return TRUE;
  if (photos_needed && photos->len == 0)
    {
      g_autofree char *text = g_strdup_printf ("no photos in %s", get_folder ());

      g_test_skip (text);
    }
  else
    return FALSE;
  return TRUE;
}

static PsLook *
look_at_path (const char *path)
{
  g_autoptr(GError) error = NULL;
  PsLook *look = look_test_look_at_fd (looker, g_open (path, O_RDONLY | O_CLOEXEC, 0), &error);

  g_assert_no_error (error);
  return look;
}

static void
test_equals_exiftool (void)
{
  g_autoptr(GHashTable) files = NULL;
  guint n_compared = 0;

  if (skip_without (TRUE))
    return;
  files = exiftool_ask (photos);
  for (guint i = 0; i < photos->len; i++)
    {
      const char *path = g_ptr_array_index (photos, i);
      PsLook *look = look_at_path (path);

      exiftool_compare (files, path, look->facts);
      ps_look_free (look);
      n_compared++;
    }
  g_assert_cmpuint (n_compared, >, 0);
}

/* The same question about blocks that no camera in the folder wrote. */
static void
test_made_up_ones_equal_exiftool (void)
{
  if (skip_without (FALSE))
    return;
  for (int i = 0; i < 4; i++) /* either byte order, with and without what is odd */
    {
      g_autoptr(ExifMaker) maker = exif_maker_new (i % 2 == 0);
      g_autoptr(GdkPixbuf) scene = look_test_draw (1, 80, 60);
      g_autoptr(GBytes) jpeg = look_test_jpeg (scene, 80);
      g_autoptr(GBytes) block = NULL, whole = NULL;
      g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
      g_autoptr(GHashTable) files = NULL;
      char *path;
      PsLook *look;

      exif_maker_text (maker, IFD0, 0x010f, "Canon ");
      exif_maker_text (maker, IFD0, 0x0110, "EOS R5   ");
      exif_maker_short (maker, IFD0, 0x0112, i < 2 ? 8 : 9);
      exif_maker_text (maker, IFD0, 0x013b, "Zoë");
      exif_maker_rationals (maker, EXIF, 0x829a, RATIONAL, 1, (const gint64[][2]) { { 1, 8000 } });
      exif_maker_rationals (maker, EXIF, 0x829d, RATIONAL, 1, (const gint64[][2]) { { i < 2 ? 14 : 0, i < 2 ? 10 : 0 } });
      exif_maker_short (maker, EXIF, 0x8827, 51200);
      exif_maker_text (maker, EXIF, 0x9003, i < 2 ? "2023:12:31 23:59:59" : "0000:00:00 00:00:00");
      exif_maker_text (maker, EXIF, 0x9004, "2022:12:31 23:59:59");
      exif_maker_text (maker, EXIF, 0x9011, "-03:30");
      exif_maker_rationals (maker, EXIF, 0x920a, RATIONAL, 1, (const gint64[][2]) { { 7000, 100 } });
      exif_maker_short (maker, EXIF, 0xa405, 70);
      exif_maker_text (maker, EXIF, 0xa431, "032021000123");
      exif_maker_text (maker, EXIF, 0xa434, "RF24-70mm F2.8 L IS USM");
      exif_maker_text (maker, GPS, 1, i < 2 ? "S" : "N");
      exif_maker_rationals (maker, GPS, 2, RATIONAL, 3, (const gint64[][2]) { { 12, 1 }, { 34567, 1000 }, { 0, 1 } });
      exif_maker_text (maker, GPS, 3, "W");
      exif_maker_rationals (maker, GPS, 4, RATIONAL, 3, (const gint64[][2]) { { 98, 1 }, { 7, 1 }, { 654321, 10000 } });
      exif_maker_raw (maker, GPS, 5, BYTE, 1, i < 2 ? "\1" : "\0", 1);
      exif_maker_rationals (maker, GPS, 6, RATIONAL, 1, (const gint64[][2]) { { 12345, 100 } });
      block = exif_maker_finish (maker);
      whole = look_test_with_exif (jpeg, block);
      path = look_test_write ("made-up.jpg", g_bytes_get_data (whole, NULL), g_bytes_get_size (whole));
      look = look_at_path (path);
      if (i >= 2) /* exiftool prints the zero date; here it is none, and so is its offset */
        {
          g_assert_cmpstr (look->facts->date_taken, ==, "2022-12-31T23:59:59");
          g_assert_null (look->facts->date_taken_offset);
          look->facts->date_taken_offset = g_strdup ("-03:30");
        }
      g_ptr_array_add (paths, path);
      files = exiftool_ask (paths);
      exiftool_compare (files, path, look->facts);
      ps_look_free (look);
    }
}

/* A file that is broken says nothing; it neither loops nor crashes. */
static void
test_invalid_ones_say_nothing (void)
{
  guint n_seen = 0;

  for (guint i = 0; i < photos->len; i++)
    {
      const char *path = g_ptr_array_index (photos, i);
      PsLook *look = strstr (path, "/invalid/") != NULL ? look_at_path (path) : NULL;

      if (look == NULL)
        continue;
      g_assert_false (look->facts->has_exif);
      g_assert_null (look->facts->camera_make);
      g_assert_null (look->facts->date_taken);
      g_assert_cmpint (look->facts->orientation, ==, 1);
      g_assert_cmpint (look->facts->width, >, 0);
      ps_look_free (look);
      n_seen++;
    }
  if (n_seen == 0)
    g_test_skip ("no photos: PS_TEST_PHOTOS names no folder with any");
}

/* Every container is told, and one that cannot be shown says so in words. */
static void
test_other_containers (void)
{
  if (photos->len == 0)
    {
      g_test_skip ("no photos: PS_TEST_PHOTOS names no folder with any");
      return;
    }
  for (guint i = 0; i < photos->len; i++)
    {
      const char *path = g_ptr_array_index (photos, i);
      PsLook *look = look_at_path (path);

      g_assert_nonnull (look->facts);
      g_assert_true ((look->thumbnail == NULL) == g_str_has_suffix (path, ".heif"));
      g_assert_true ((look->problem != NULL) == g_str_has_suffix (path, ".heif"));
      ps_look_free (look);
    }
}

/* The eight orientations of one scene come out alike, and look alike. */
static void
test_orientations (gconstpointer data)
{
  const char *name = data;
  g_autoptr(GdkPixbuf) first = NULL;
  guint64 fingerprint = 0;

  for (int i = 1; i <= 8; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/orientation/%s_%d.jpg", get_folder (), name, i);
      g_autoptr(GdkPixbuf) picture = NULL;
      PsLook *look;

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        {
          g_test_skip ("no photos: PS_TEST_PHOTOS names no folder with any");
          return;
        }
      look = look_at_path (path);
      g_assert_cmpint (look->facts->orientation, ==, i);
      picture = look_test_decode (look->thumbnail);
      if (i == 1)
        {
          first = g_object_ref (picture);
          fingerprint = look->fingerprint;
        }
      g_assert_cmpint (gdk_pixbuf_get_width (picture), ==, gdk_pixbuf_get_width (first));
      g_assert_cmpint (gdk_pixbuf_get_height (picture), ==, gdk_pixbuf_get_height (first));
      g_assert_cmpint (__builtin_popcountll (look->fingerprint ^ fingerprint), <=, 8);
      ps_look_free (look);
    }
}

/* Photos that are not of one scene are no look-alikes. */
static void
test_strangers (void)
{
  g_autoptr(GArray) fingerprints = g_array_new (FALSE, FALSE, sizeof (guint64));
  int closest = 64;

  for (guint i = 0; i < photos->len; i++)
    {
      const char *path = g_ptr_array_index (photos, i);
      PsLook *look;

      if (strstr (path, "/orientation/") != NULL || strstr (path, "/invalid/") != NULL)
        continue;
      look = look_at_path (path);
      if (look->has_fingerprint)
        g_array_append_val (fingerprints, look->fingerprint);
      ps_look_free (look);
    }
  if (fingerprints->len == 0)
    {
      g_test_skip ("no photos: PS_TEST_PHOTOS names no folder with any");
      return;
    }
  for (guint i = 0; i < fingerprints->len; i++)
    for (guint j = 0; j < i; j++)
      closest = MIN (closest, __builtin_popcountll (g_array_index (fingerprints, guint64, i) ^ g_array_index (fingerprints, guint64, j)));
  g_test_message ("%u photos differ in %d bits at least", fingerprints->len, closest);
  g_assert_cmpint (closest, >=, 14);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  photos = g_ptr_array_new_with_free_func (g_free);
  collect (get_folder ());
  for (guint i = photos->len; i > 0; i--) /* what describes them is no photo */
    if (g_str_has_suffix (g_ptr_array_index (photos, i - 1), ".md"))
      g_ptr_array_remove_index (photos, i - 1);
  looker = ps_looker_new (1);
  g_test_add_func ("/photos/equal-exiftool", test_equals_exiftool);
  g_test_add_func ("/photos/made-up-ones-equal-exiftool", test_made_up_ones_equal_exiftool);
  g_test_add_func ("/photos/invalid-ones-say-nothing", test_invalid_ones_say_nothing);
  g_test_add_func ("/photos/other-containers", test_other_containers);
  g_test_add_data_func ("/photos/orientation/landscape", "landscape", test_orientations);
  g_test_add_data_func ("/photos/orientation/portrait", "portrait", test_orientations);
  g_test_add_func ("/photos/strangers", test_strangers);
  result = g_test_run ();
  look_test_close (looker);
  g_ptr_array_unref (photos);
  look_test_remove ();
  return result;
}
