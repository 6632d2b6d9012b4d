/* tests/library/test-found.c: a library is found on a drive by its marker, with its counts, and nothing is written there. */
#include <glib/gstdio.h>
#include <string.h>

#include "library/found.h"
#include "library/library.h"

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static void
await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
make_library (const char *root,
              const char *cloud_name)
{
  g_autoptr(PsAccount) account = ps_account_new (cloud_name, "123456789012345", "abcdefghijklmnopqrstuvwxyz0", NULL, NULL);
  g_autoptr(GAsyncResult) made = NULL, closed = NULL;
  g_autoptr(PsLibrary) library = NULL;
  g_autoptr(GError) error = NULL;

  ps_library_create_async (root, account, NULL, answered_cb, &made);
  await (&made);
  library = ps_library_create_finish (made, &error);
  g_assert_no_error (error);
  ps_library_close_async (library, answered_cb, &closed);
  await (&closed);
  g_assert_true (ps_library_close_finish (library, closed, NULL));
}

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
test_found (void)
{
  g_autofree char *base = g_dir_make_tmp ("ps-found-XXXXXX", NULL);
  g_autofree char *first = g_build_filename (base, "lindqvist-studio", NULL);
  g_autofree char *second = g_build_filename (base, "rossi", NULL);
  g_autofree char *broken = g_build_filename (second, "photos.db", NULL);
  g_autofree char *plain = g_build_filename (base, "holiday", NULL);
  const char *const folders[] = { base, first, "/not/there", NULL };
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GError) error = NULL;
  guint n_lindqvist = 0, n_rossi = 0;

  make_library (first, "lindqvist-studio");
  make_library (second, "rossi");
  g_assert_true (g_file_set_contents (broken, "no database", -1, NULL));
  g_mkdir (plain, 0755);
  ps_found_libraries_look_async (folders, NULL, answered_cb, &result);
  await (&result);
  found = ps_found_libraries_look_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 2);
  for (guint i = 0; i < found->len; i++)
    {
      PsFoundLibrary *library = g_ptr_array_index (found, i);

      n_lindqvist += strcmp (library->cloud_name, "lindqvist-studio") == 0 && library->n_photos == 0;
      n_rossi += strcmp (library->root, second) == 0 && library->n_photos == -1;
    }
  g_assert_cmpuint (n_lindqvist, ==, 1);
  g_assert_cmpuint (n_rossi, ==, 1);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  remove_tree (base);
}

static void
test_cancelled (void)
{
  const char *const folders[] = { "/tmp", NULL };
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  ps_found_libraries_look_async (folders, cancellable, answered_cb, &result);
  await (&result);
  g_assert_null (ps_found_libraries_look_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/found/by-its-marker", test_found);
  g_test_add_func ("/found/cancelled", test_cancelled);
  return g_test_run ();
}
