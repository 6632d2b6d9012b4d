/* tests/vault/test-site.c: U5: whatever is pointed at, the answer is specific, and nothing of anybody's is touched. */
#include "vault-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "vault/site.h"

static PsSite *
judge (const char *folder)
{
  return ps_site_judge (folder, "studio");
}

static char *
make_folder (TestLibrary *self,
             const char  *name)
{
  char *path = g_build_filename (self->base, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (path, 0755), ==, 0);
  return path;
}

static void
assert_refused (PsSite     *site,
                const char *word)
{
  g_assert_cmpint (site->verdict, ==, PS_SITE_UNSUITABLE);
  g_test_message ("%s", site->reason);
  g_assert_nonnull (strstr (site->reason, word));
}

static void
test_empty_folder (TestLibrary   *self,
                   gconstpointer  data)
{
  g_autofree char *path = make_folder (self, "empty");
  g_autoptr(PsSite) site = judge (path);

  g_assert_cmpint (site->verdict, ==, PS_SITE_GOOD);
  g_assert_cmpstr (site->root, ==, path);
  g_assert_false (site->is_subfolder);
  g_assert_cmpint (site->n_room, >, 0);
  g_assert_cmpint (site->n_total, >, site->n_room);
}

static void
test_missing_folder (TestLibrary   *self,
                     gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->base, "new", NULL);
  g_autofree char *nowhere = g_build_filename (self->base, "not", "there", NULL);
  g_autoptr(PsSite) site = judge (path);
  g_autoptr(PsSite) away = judge (nowhere);

  g_assert_cmpint (site->verdict, ==, PS_SITE_GOOD);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  assert_refused (away, "not there");
}

static void
test_full_folder (TestLibrary   *self,
                  gconstpointer  data)
{
  g_autofree char *path = make_folder (self, "full");
  g_autofree char *photo = g_build_filename (path, "holiday.jpg", NULL);
  g_autofree char *taken = g_build_filename (path, "studio", NULL);
  g_autofree char *inside = g_build_filename (taken, "mine.txt", NULL);
  g_autofree char *second = g_build_filename (path, "studio-2", NULL);
  g_autofree char *text = NULL;
  g_autoptr(PsSite) site = NULL, beside = NULL;
  g_autoptr(GError) error = NULL;

  test_write_file (photo, "a photo");
  site = judge (path);
  g_assert_cmpint (site->verdict, ==, PS_SITE_GOOD);
  g_assert_true (site->is_subfolder);
  g_assert_cmpstr (site->root, ==, taken);
  g_mkdir (taken, 0755);
  test_write_file (inside, "mine");
  beside = judge (path);
  g_assert_cmpstr (beside->root, ==, second);
  g_assert_true (test_create (beside->root, "studio", &error));
  g_assert_no_error (error);
  text = test_read_file (photo);
  g_assert_cmpstr (text, ==, "a photo");
  g_assert_true (g_file_test (inside, G_FILE_TEST_EXISTS));
}

static void
test_libraries (TestLibrary   *self,
                gconstpointer  data)
{
  g_autofree char *inside = g_build_filename (self->root, "Photos", "mine", NULL);
  g_autofree char *above = make_folder (self, "drive");
  g_autofree char *there = g_build_filename (above, "studio", NULL);
  g_autofree char *other = g_build_filename (above, "other", NULL);
  g_autofree char *found = NULL, *none = ps_site_find_library (above);
  g_autoptr(PsSite) nested = NULL, ours = NULL, foreign = NULL;
  g_autoptr(GError) error = NULL;

  g_mkdir_with_parents (inside, 0755);
  nested = judge (inside);
  assert_refused (nested, "inside another library");
  g_assert_true (test_create (there, "studio", &error));
  g_assert_true (test_create (other, "rossi", &error));
  ours = judge (above); /* it has other things in it, and the library among them */
  g_assert_cmpint (ours->verdict, ==, PS_SITE_THIS_LIBRARY);
  g_assert_cmpstr (ours->root, ==, there);
  foreign = judge (other);
  g_assert_cmpint (foreign->verdict, ==, PS_SITE_OTHER_LIBRARY);
  g_assert_cmpstr (foreign->cloud_name, ==, "rossi");
  g_assert_nonnull (strstr (foreign->reason, "another cloud"));
  found = ps_site_find_library (there);
  g_assert_cmpstr (found, ==, "studio");
  g_assert_null (none);
}

static void
test_impossible (TestLibrary   *self,
                 gconstpointer  data)
{
  g_autofree char *file = g_build_filename (self->base, "file.txt", NULL);
  g_autoptr(PsSite) root = judge ("/");
  g_autoptr(PsSite) a_file = NULL, read_only = judge ("/proc/self");

  test_write_file (file, "text");
  a_file = judge (file);
  assert_refused (root, "root of the computer");
  assert_refused (a_file, "a file, not a folder");
  g_assert_cmpint (read_only->verdict, ==, PS_SITE_UNSUITABLE);
}

static void
test_home (TestLibrary   *self,
           gconstpointer  data)
{
  g_autofree char *below = g_build_filename (g_get_home_dir (), "studio", NULL);
  g_autoptr(PsSite) site = judge (g_get_home_dir ());

  g_assert_cmpint (site->verdict, ==, PS_SITE_GOOD);
  g_assert_cmpstr (site->root, ==, below);
}

static void
test_drive_root (TestLibrary   *self,
                 gconstpointer  data)
{
  g_autoptr(PsSite) site = NULL;

  if (access ("/dev/shm", W_OK) != 0)
    {
      g_test_skip ("no drive of its own to look at");
      return;
    }
  site = judge ("/dev/shm");
  g_assert_cmpint (site->verdict, ==, PS_SITE_GOOD);
  g_assert_cmpstr (site->root, ==, "/dev/shm/studio");
  g_assert_cmpstr (site->file_system, ==, "tmpfs");
  g_assert_false (g_file_test ("/dev/shm/studio", G_FILE_TEST_EXISTS));
}

static void
add (const char *path,
     void      (*test) (TestLibrary *, gconstpointer))
{
  g_test_add (path, TestLibrary, NULL, test_library_set_up, test, test_library_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("ps-home-XXXXXX", NULL);
  int status;

  g_setenv ("HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  add ("/site/an-empty-folder-is-the-library", test_empty_folder);
  add ("/site/a-missing-folder-is-made-later", test_missing_folder);
  add ("/site/a-full-folder-gets-a-folder-in-it", test_full_folder);
  add ("/site/libraries-are-recognised", test_libraries);
  add ("/site/what-cannot-be-is-told-why", test_impossible);
  add ("/site/home-gets-a-folder-in-it", test_home);
  add ("/site/a-drive-gets-a-folder-on-it", test_drive_root);
  status = g_test_run ();
  g_rmdir (home);
  return status;
}
