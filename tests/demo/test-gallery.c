/* tests/demo/test-gallery.c: drawn galleries: the same again, true in every number, and worth their truth. */
#include <math.h>
#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <libexif/exif-data.h>

#include "base/paths.h"

#include "demo/pieces.h"
#include "demo/picture-file.h"
#include "gallery-test.h"

#define SIDE 240

static PsGallery *
open_prepared (guint    n,
               guint64  seed,
               gboolean is_fixed)
{
  PsGalleryOptions options = { .n_photos = n, .seed = seed, .max_side = SIDE, .fixed_folders = is_fixed };
  g_autoptr(GError) error = NULL;
  PsGallery *gallery = gallery_test_open (&options);

  ps_gallery_prepare (gallery, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return gallery;
}

static void
test_same_seed_same_bytes (void)
{
  PsGalleryOptions options = { .n_photos = 60, .seed = 7, .max_side = SIDE };
  g_autofree char *first = NULL, *kept = NULL, *again = NULL, *other = NULL;

  {
    g_autoptr(PsGallery) gallery = open_prepared (60, 7, FALSE);

    first = gallery_test_hash (gallery, FALSE);
  }
  {
    g_autoptr(PsGallery) gallery = gallery_test_open (&options);

    kept = gallery_test_hash (gallery, FALSE);
  }
  gallery_test_forget ();
  {
    /* On one thread, the other way round, without preparing. */
    g_autoptr(PsGallery) gallery = gallery_test_open (&options);

    again = gallery_test_hash (gallery, TRUE);
  }
  {
    g_autoptr(PsGallery) gallery = open_prepared (60, 8, FALSE);

    other = gallery_test_hash (gallery, FALSE);
  }
  g_assert_cmpstr (first, ==, kept);
  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, other);
}

static void
test_sizes_and_md5s_are_true (void)
{
  g_autoptr(PsGallery) dynamic = open_prepared (60, 7, FALSE);
  g_autoptr(PsGallery) fixed = open_prepared (60, 7, TRUE);

  gallery_test_check (dynamic);
  gallery_test_check (fixed);
  for (guint i = 0; i < 60; i++)
    {
      g_autoptr(PsAsset) a = ps_gallery_get_asset (dynamic, i);
      g_autoptr(PsAsset) b = ps_gallery_get_asset (fixed, i);

      g_assert_nonnull (a->asset_folder);
      g_assert_nonnull (a->display_name);
      g_assert_null (a->folder);
      g_assert_null (b->asset_folder);
      g_assert_null (b->display_name);
      if (strcmp (b->resource_kind, "fetch") != 0)
        {
          g_autofree char *parent = g_path_get_dirname (b->public_id);

          g_assert_cmpstr (b->folder, ==, strcmp (parent, ".") == 0 ? "" : parent);
        }
    }
}

static void
test_every_picture_decodes (void)
{
  g_autoptr(PsGallery) gallery = open_prepared (60, 7, FALSE);
  guint n_decoded = 0;

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr(PsAsset) asset = ps_gallery_get_asset (gallery, i);
      g_autoptr(GBytes) bytes = ps_gallery_get_bytes (gallery, i, NULL);
      g_autoptr(GInputStream) stream = NULL;
      g_autoptr(GdkPixbuf) stored = NULL;
      g_autoptr(GdkPixbuf) upright = NULL;
      g_autoptr(GError) error = NULL;

      if (g_strcmp0 (asset->format, "jpg") != 0 && g_strcmp0 (asset->format, "png") != 0 && g_strcmp0 (asset->format, "tif") != 0)
        continue;
      stream = g_memory_input_stream_new_from_bytes (bytes);
      stored = gdk_pixbuf_new_from_stream (stream, NULL, &error);
      g_assert_no_error (error);
      upright = gdk_pixbuf_apply_embedded_orientation (stored);
      g_assert_cmpint (gdk_pixbuf_get_width (upright), ==, asset->width);
      g_assert_cmpint (gdk_pixbuf_get_height (upright), ==, asset->height);
      n_decoded++;
    }
  g_assert_cmpuint (n_decoded, >, 45);
}

static GPtrArray *
plan (guint    n,
      guint64  seed)
{
  PsPlan wanted = { n, seed, SIDE, FALSE };

  return ps_pieces_plan (&wanted);
}

static char *
exif_text (ExifData *exif,
           ExifIfd   ifd,
           ExifTag   tag)
{
  const ExifEntry *entry = exif_content_get_entry (exif->ifd[ifd], tag);

  return entry != NULL ? g_strndup ((const char *) entry->data, entry->size) : NULL;
}

static void
test_exif_tells_the_truth (void)
{
  g_autoptr(PsGallery) gallery = open_prepared (60, 7, FALSE);
  g_autoptr(GPtrArray) pieces = plan (60, 7);
  guint n_read = 0, n_placed = 0;

  for (guint i = 0; i < 60; i++)
    {
      const PsPiece *piece = g_ptr_array_index (pieces, i);
      g_autoptr(GBytes) bytes = ps_gallery_get_bytes (gallery, i, NULL);
      PsGalleryTruth truth;
      ExifData *exif;

      g_assert_true (ps_gallery_get_truth (gallery, i, &truth));
      if (piece->file != PS_PIECE_JPEG)
        continue;
      exif = exif_data_new_from_data (g_bytes_get_data (bytes, NULL), (unsigned int) g_bytes_get_size (bytes));
      g_assert_nonnull (exif);
      if (piece->shot.camera < 0)
        {
          g_assert_null (exif_content_get_entry (exif->ifd[EXIF_IFD_0], EXIF_TAG_MODEL));
          g_assert_cmpint (truth.taken_at_us, ==, 0);
        }
      else
        {
          g_autoptr(GDateTime) taken = g_date_time_new_from_unix_utc (truth.taken_at_us / G_USEC_PER_SEC);
          g_autofree char *expected = g_date_time_format (taken, "%Y:%m:%d %H:%M:%S");
          g_autofree char *read = exif_text (exif, EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_ORIGINAL);
          g_autofree char *model = exif_text (exif, EXIF_IFD_0, EXIF_TAG_MODEL);
          g_autofree char *lens = exif_text (exif, EXIF_IFD_EXIF, EXIF_TAG_LENS_MODEL);
          const ExifEntry *iso = exif_content_get_entry (exif->ifd[EXIF_IFD_EXIF], EXIF_TAG_ISO_SPEED_RATINGS);

          g_assert_cmpstr (read, ==, expected);
          g_assert_cmpstr (model, ==, ps_camera_get_model (piece->shot.camera));
          g_assert_cmpstr (lens, ==, ps_lens_get_model (piece->shot.lens));
          g_assert_cmpint (exif_get_short (iso->data, exif_data_get_byte_order (exif)), ==, piece->shot.iso);
          g_assert_true (piece->shot.has_gps
                         == (exif_content_get_entry (exif->ifd[EXIF_IFD_GPS], (ExifTag) EXIF_TAG_GPS_LATITUDE) != NULL));
          n_placed += piece->shot.has_gps;
          n_read++;
        }
      exif_data_unref (exif);
    }
  g_assert_cmpuint (n_read, >, 40);
  g_assert_cmpuint (n_placed, >, 5);
}

/* Writes what exiftool shall read, and returns its answer by file name. */
static GHashTable *
ask_exiftool (PsGallery  *gallery,
              GPtrArray  *pieces,
              const char *folder)
{
  g_autofree char *text = NULL, *stderr_text = NULL;
  const char *argv[] = { "exiftool", "-n", "-json", "-q", "-r", folder, NULL };
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) error = NULL;
  GHashTable *answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_object_unref);
  JsonArray *list;

  for (guint i = 0; i < pieces->len; i++)
    {
      const PsPiece *piece = g_ptr_array_index (pieces, i);
      g_autoptr(GBytes) bytes = ps_gallery_get_bytes (gallery, i, NULL);
      g_autofree char *name = g_strdup_printf ("%03u.%s", i, piece->format != NULL ? piece->format : "bin");
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
    }
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, &stderr_text, NULL, &error);
  g_assert_no_error (error);
  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  list = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *one = json_array_get_object_element (list, i);

      g_hash_table_insert (answers, g_path_get_basename (json_object_get_string_member (one, "SourceFile")), json_object_ref (one));
    }
  return answers;
}

static void
compare_exif (JsonObject    *read,
              const PsPiece *piece)
{
  const PsShot *shot = &piece->shot;
  g_autoptr(GDateTime) taken = g_date_time_new_from_unix_utc (shot->taken_at_us / G_USEC_PER_SEC);
  g_autofree char *time = g_date_time_format (taken, "%Y:%m:%d %H:%M:%S");

  g_assert_cmpstr (json_object_get_string_member (read, "Make"), ==, ps_camera_get_make (shot->camera));
  g_assert_cmpstr (json_object_get_string_member (read, "Model"), ==, ps_camera_get_model (shot->camera));
  g_assert_cmpstr (json_object_get_string_member (read, "LensModel"), ==, ps_lens_get_model (shot->lens));
  g_assert_cmpstr (json_object_get_string_member (read, "DateTimeOriginal"), ==, time);
  g_assert_cmpint (json_object_get_int_member (read, "ISO"), ==, shot->iso);
  g_assert_cmpint (json_object_get_int_member (read, "Orientation"), ==, shot->orientation);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (read, "FNumber"), shot->aperture_tenths / 10.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (read, "FocalLength"), shot->focal_tenths / 10.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (read, "ExposureTime"), (double) shot->time_num / shot->time_den, 1e-6);
  g_assert_true (json_object_has_member (read, "GPSLatitude") == shot->has_gps);
  if (shot->has_gps)
    {
      g_assert_cmpfloat_with_epsilon (json_object_get_double_member (read, "GPSLatitude"), shot->latitude, 1e-6);
      g_assert_cmpfloat_with_epsilon (json_object_get_double_member (read, "GPSLongitude"), shot->longitude, 1e-6);
    }
}

static void
test_exiftool_reads_the_same (void)
{
  g_autoptr(PsGallery) gallery = NULL;
  g_autoptr(GPtrArray) pieces = NULL;
  g_autoptr(GHashTable) answers = NULL;
  g_autofree char *exiftool = g_find_program_in_path ("exiftool"), *folder = NULL;
  guint kinds[PS_PIECE_ZIP + 1] = { 0 };

  if (exiftool == NULL)
    {
      g_test_skip ("exiftool is not installed");
      return;
    }
  gallery = open_prepared (60, 7, FALSE);
  pieces = plan (60, 7);
  folder = g_dir_make_tmp ("proofsheet-exiftool-XXXXXX", NULL);
  answers = ask_exiftool (gallery, pieces, folder);
  for (guint i = 0; i < pieces->len; i++)
    {
      const PsPiece *piece = g_ptr_array_index (pieces, i);
      g_autofree char *name = g_strdup_printf ("%03u.%s", i, piece->format != NULL ? piece->format : "bin");
      JsonObject *read = g_hash_table_lookup (answers, name);

      /* Papers without a format are not for exiftool to read. */
      if (piece->format == NULL)
        continue;
      g_assert_nonnull (read);
      g_assert_false (json_object_has_member (read, "Error"));
      g_assert_false (json_object_has_member (read, "Warning"));
      if (piece->file <= PS_PIECE_DNG && piece->shot.camera >= 0)
        compare_exif (read, piece);
      if (piece->file == PS_PIECE_MP4)
        {
          g_assert_cmpfloat_with_epsilon (json_object_get_double_member (read, "Duration"), piece->duration_s, 0.01);
          g_assert_cmpint (json_object_get_int_member (read, "ImageWidth"), ==, piece->width);
        }
      if (piece->file == PS_PIECE_PDF)
        g_assert_cmpint (json_object_get_int_member (read, "PageCount"), ==, piece->n_pages);
      kinds[piece->file]++;
    }
  for (guint file = PS_PIECE_JPEG; file <= PS_PIECE_WAV; file++)
    g_assert_cmpuint (kinds[file], >, 0);
  gallery_test_remove (folder);
}

static void
count_cb (double   part,
          gpointer user_data)
{
  g_assert_cmpfloat (part, >, 0);
  g_assert_cmpfloat (part, <=, 1);
  g_atomic_int_inc ((int *) user_data);
}

static void
test_a_second_start_draws_nothing (void)
{
  PsGalleryOptions options = { .n_photos = 20, .seed = 3, .max_side = SIDE };
  g_autoptr(GError) error = NULL;
  int n_first = 0, n_second = 0;

  {
    g_autoptr(PsGallery) gallery = gallery_test_open (&options);

    g_assert_true (ps_gallery_prepare (gallery, count_cb, &n_first, NULL, &error));
    g_assert_no_error (error);
  }
  {
    g_autoptr(PsGallery) gallery = gallery_test_open (&options);

    g_assert_true (ps_gallery_prepare (gallery, count_cb, &n_second, NULL, &error));
    g_assert_no_error (error);
    gallery_test_check (gallery);
  }
  g_assert_cmpint (n_first, >=, 15);
  g_assert_cmpint (n_second, ==, 1);
}

static void
test_a_damaged_cache_is_drawn_anew (void)
{
  g_autoptr(PsGallery) gallery = open_prepared (20, 4, FALSE);
  g_autofree char *demo = ps_path_demo ();
  g_autoptr(GDir) dir = g_dir_open (demo, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *first = g_build_filename (demo, name, "00000", NULL), *second = g_build_filename (demo, name, "00001", NULL);

      if (g_file_test (first, G_FILE_TEST_EXISTS))
        g_assert_true (g_file_set_contents (first, "cut short", -1, NULL));
      g_unlink (second);
    }
  gallery_test_check (gallery);
}

static void
test_cancelling_keeps_what_is_drawn (void)
{
  PsGalleryOptions options = { .n_photos = 20, .seed = 5, .max_side = SIDE };
  g_autoptr(PsGallery) gallery = gallery_test_open (&options);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (ps_gallery_prepare (gallery, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (ps_gallery_prepare (gallery, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
test_grown_files_stay_true (void)
{
  PsGalleryOptions options = { .n_photos = 60, .seed = 7, .max_side = 96, .pad_bytes = 250000 };
  g_autoptr(PsGallery) gallery = gallery_test_open (&options);
  g_autoptr(GError) error = NULL;

  g_assert_true (ps_gallery_prepare (gallery, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  gallery_test_check (gallery);
  for (guint i = 0; i < 60; i++)
    {
      g_autoptr(PsAsset) asset = ps_gallery_get_asset (gallery, i);
      g_autoptr(GBytes) bytes = ps_gallery_get_bytes (gallery, i, NULL);
      gsize n;
      const guchar *data = g_bytes_get_data (bytes, &n);
      g_autoptr(GdkPixbuf) pixbuf = NULL;
      g_autoptr(GInputStream) stream = NULL;

      if (g_strcmp0 (asset->format, "jpg") != 0)
        continue;
      g_assert_cmpint (ABS (asset->n_bytes - 250000), <=, 4);
      g_assert_true (data[n - 2] == 0xff && data[n - 1] == 0xd9);
      stream = g_memory_input_stream_new_from_bytes (bytes);
      pixbuf = gdk_pixbuf_new_from_stream (stream, NULL, &error);
      g_assert_no_error (error);
    }
}

static void
test_growing_by_any_amount (void)
{
  g_autoptr(GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 8, 8);
  g_autoptr(GBytes) jpeg = NULL;
  gint64 n;

  gdk_pixbuf_fill (pixbuf, 0x406080ff);
  jpeg = ps_picture_to_jpeg (pixbuf, 80, NULL, NULL);
  n = (gint64) g_bytes_get_size (jpeg);
  for (gint64 more = 0; more < 12; more++)
    for (gint64 base = n; base <= n + 3 * 65537; base += 65537)
      {
        g_autoptr(GBytes) grown = ps_file_grow (jpeg, base + more, 1);
        g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_bytes (grown);
        g_autoptr(GdkPixbuf) read = gdk_pixbuf_new_from_stream (stream, NULL, NULL);

        g_assert_nonnull (read);
        g_assert_cmpint (base + more - (gint64) g_bytes_get_size (grown), <=, 4);
        g_assert_cmpint ((gint64) g_bytes_get_size (grown), <=, base + more);
      }
}

int
main (int    argc,
      char **argv)
{
  gallery_test_init (&argc, &argv);
  g_test_add_func ("/demo/gallery/same-seed-same-bytes", test_same_seed_same_bytes);
  g_test_add_func ("/demo/gallery/sizes-and-md5s-are-true", test_sizes_and_md5s_are_true);
  g_test_add_func ("/demo/gallery/every-picture-decodes", test_every_picture_decodes);
  g_test_add_func ("/demo/gallery/exif-tells-the-truth", test_exif_tells_the_truth);
  g_test_add_func ("/demo/gallery/exiftool-reads-the-same", test_exiftool_reads_the_same);
  g_test_add_func ("/demo/gallery/a-second-start-draws-nothing", test_a_second_start_draws_nothing);
  g_test_add_func ("/demo/gallery/a-damaged-cache-is-drawn-anew", test_a_damaged_cache_is_drawn_anew);
  g_test_add_func ("/demo/gallery/cancelling-keeps-what-is-drawn", test_cancelling_keeps_what_is_drawn);
  g_test_add_func ("/demo/gallery/grown-files-stay-true", test_grown_files_stay_true);
  g_test_add_func ("/demo/gallery/growing-by-any-amount", test_growing_by_any_amount);
  return gallery_test_run ();
}
