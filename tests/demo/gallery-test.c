/* tests/demo/gallery-test.c: a cache folder for one run, and galleries in it. */
#include "gallery-test.h"

#include <glib/gstdio.h>

static char *cache_folder;

void
gallery_test_init (int    *argc,
                   char ***argv)
{
  cache_folder = g_dir_make_tmp ("proofsheet-gallery-XXXXXX", NULL);
  g_assert_nonnull (cache_folder);
  g_assert_true (g_setenv ("XDG_CACHE_HOME", cache_folder, TRUE));
  g_test_init (argc, argv, NULL);
}

int
gallery_test_run (void)
{
  int status = g_test_run ();

  gallery_test_remove (cache_folder);
  g_clear_pointer (&cache_folder, g_free);
  return status;
}

void
gallery_test_remove (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && g_file_test (path, G_FILE_TEST_IS_DIR))
        gallery_test_remove (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

/* As on a computer that never drew anything. */
void
gallery_test_forget (void)
{
  g_autofree char *demo = g_build_filename (cache_folder, "proofsheet", NULL);

  gallery_test_remove (demo);
}

PsGallery *
gallery_test_open (const PsGalleryOptions *options)
{
  g_autoptr(GError) error = NULL;
  PsGallery *gallery = ps_gallery_new (options, &error);

  g_assert_no_error (error);
  g_assert_nonnull (gallery);
  return gallery;
}

char *
gallery_test_hash (PsGallery *gallery,
                   gboolean   backwards)
{
  guint n = ps_gallery_get_n_assets (gallery);
  g_autoptr(GPtrArray) sums = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_set_size (sums, (int) n);
  for (guint i = 0; i < n; i++)
    {
      guint index = backwards ? n - 1 - i : i;
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) bytes = ps_gallery_get_bytes (gallery, index, &error);
      g_autoptr(PsAsset) asset = ps_gallery_get_asset (gallery, index);
      g_autofree char *md5 = NULL;

      g_assert_no_error (error);
      md5 = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, bytes);
      sums->pdata[index] = g_strdup_printf ("%s %s %s %s\n", md5, asset->asset_id, asset->public_id, asset->created_at);
    }
  g_ptr_array_add (sums, NULL);
  {
    g_autofree char *all = g_strjoinv ("", (char **) sums->pdata);

    return g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);
  }
}

/* What holds for every gallery: sizes, MD5s, order, and each asset is found by its names. */
void
gallery_test_check (PsGallery *gallery)
{
  static const char *const types[] = { "image", "video", "raw" };
  guint n = ps_gallery_get_n_assets (gallery), n_typed = 0;
  gint64 last_us = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(PsAsset) asset = ps_gallery_get_asset (gallery, i);
      g_autoptr(GBytes) bytes = ps_gallery_get_bytes (gallery, i, &error);
      g_autofree char *md5 = NULL;

      g_assert_no_error (error);
      md5 = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, bytes);
      g_assert_cmpint (asset->n_bytes, ==, g_bytes_get_size (bytes));
      g_assert_cmpstr (asset->etag, ==, md5);
      g_assert_cmpint (asset->created_at_us, >=, last_us);
      last_us = asset->created_at_us;
      g_assert_cmpint (ps_gallery_find (gallery, asset->resource_type, asset->resource_kind, asset->public_id), ==, i);
      g_assert_cmpint (ps_gallery_find_asset_id (gallery, asset->asset_id), ==, i);
      g_assert_true (g_utf8_validate (asset->public_id, -1, NULL));
    }
  for (guint t = 0; t < G_N_ELEMENTS (types); t++)
    for (guint k = 0; k < ps_gallery_count_of_type (gallery, types[t]); k++, n_typed++)
      {
        g_autoptr(PsAsset) asset = ps_gallery_get_asset (gallery, ps_gallery_nth_of_type (gallery, types[t], k));

        g_assert_cmpstr (asset->resource_type, ==, types[t]);
      }
  g_assert_cmpuint (n_typed, ==, n);
  g_assert_null (ps_gallery_get_asset (gallery, n));
  g_assert_cmpint (ps_gallery_find (gallery, "image", "upload", "nothing of that name"), ==, -1);
  g_assert_cmpint (ps_gallery_find_asset_id (gallery, "00000000000000000000000000000000"), ==, -1);
}
