/* tests/library/test-closing.c: the daily copy follows no link, and an end in a hurry leaves nothing half done. */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "library/library.h"
#include "library/snapshots.h"
#include "vault/manifest.h"

typedef struct
{
  char *base, *root; /* owned: a temporary folder, the library in it */
  PsLibrary *library; /* owned, nullable */
  GAsyncResult *result;
} Fixture;

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Fixture *self = user_data;

  g_set_object (&self->result, result);
}

/* Borrowed until the next wait. */
static GAsyncResult *
await (Fixture *self)
{
  g_clear_object (&self->result);
  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return self->result;
}

static void
open_library (Fixture *self)
{
  g_autoptr(GError) error = NULL;

  ps_library_open_async (self->root, 0, NULL, answered_cb, self);
  self->library = ps_library_open_finish (await (self), &error);
  g_assert_no_error (error);
}

static void
close_library (Fixture *self)
{
  g_autoptr(GError) error = NULL;

  ps_library_close_async (self->library, answered_cb, self);
  g_assert_true (ps_library_close_finish (self->library, await (self), &error));
  g_assert_no_error (error);
  g_clear_object (&self->result);
  g_clear_object (&self->library);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PsAccount) account = ps_account_new ("studio", "123456789012345", "abcdefghijklmnopqrstuvwxyz0", NULL, &error);

  g_assert_no_error (error);
  self->base = g_dir_make_tmp ("ps-library-XXXXXX", &error);
  self->root = g_build_filename (self->base, "Library", NULL);
  ps_library_create_async (self->root, account, NULL, answered_cb, self);
  self->library = ps_library_create_finish (await (self), &error);
  g_assert_no_error (error);
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
tear_down (Fixture       *self,
           gconstpointer  data)
{
  if (self->library != NULL)
    close_library (self);
  remove_tree (self->base);
  g_free (self->base);
  g_free (self->root);
}

static guint
count_files (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* Twenty files with the names of old snapshots, and some that are only nearly so. */
static void
fill (const char *folder)
{
  static const char *const others[] = { "photos-2020-01-05.db.mine", "photos-2020-1-5.db", "photos-2020-01-05 copy.db",
                                        "photos- 020-01-05.db", "photos-2020-13-05.db" };

  g_mkdir_with_parents (folder, 0700);
  for (int day = 1; day <= 20; day++)
    {
      g_autofree char *path = g_strdup_printf ("%s/photos-2020-01-%02d.db", folder, day);

      g_assert_true (g_file_set_contents (path, "a file", -1, NULL));
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *path = g_build_filename (folder, others[i], NULL);

      g_assert_true (g_file_set_contents (path, "a file", -1, NULL));
    }
}

static gboolean
take_snapshot (Fixture  *self,
               GError  **error)
{
  ps_snapshots_take_async (ps_library_get_catalog (self->library), ps_library_get_vault (self->library), answered_cb, self);
  return ps_snapshots_take_finish (await (self), error);
}

static void
test_link (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *outside = g_build_filename (self->base, "outside", NULL);
  g_autofree char *snapshots = g_build_filename (self->root, ".proofsheet", "snapshots", NULL);
  g_autoptr(GError) error = NULL;

  fill (outside);
  remove_tree (snapshots);
  g_assert_cmpint (symlink (outside, snapshots), ==, 0);
  g_assert_false (take_snapshot (self, &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_UNSAFE);
  g_assert_cmpuint (count_files (outside), ==, 25);
  g_assert_cmpint (g_unlink (snapshots), ==, 0);
}

/* The same folder as it should be: what is old goes, what only looks alike stays, what was left over goes. */
static void
test_folder (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *snapshots = g_build_filename (self->root, ".proofsheet", "snapshots", NULL);
  g_autofree char *left_over = g_build_filename (snapshots, "photos-2020-02-01.db.part", NULL);
  g_autofree char *foreign = g_build_filename (self->base, "foreign", NULL);
  g_autofree char *link = g_build_filename (snapshots, "photos-2020-01-02.db", NULL);
  g_autoptr(GError) error = NULL;

  fill (snapshots);
  g_assert_true (g_file_set_contents (left_over, "half", -1, NULL));
  g_assert_true (g_file_set_contents (foreign, "stays", -1, NULL));
  g_assert_cmpint (g_unlink (link), ==, 0);
  g_assert_cmpint (symlink (foreign, link), ==, 0);
  g_assert_true (take_snapshot (self, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (snapshots), <=, 7 + 4 + 5);
  g_assert_false (g_file_test (left_over, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_test (foreign, G_FILE_TEST_IS_REGULAR));
  g_assert_cmpuint (count_files (snapshots), >=, 7 + 5);
}

static void
test_hurry (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *snapshots = g_build_filename (self->root, ".proofsheet", "snapshots", NULL);
  g_autofree char *state = g_build_filename (self->root, ".proofsheet", "manifest.state", NULL);

  close_library (self);
  g_assert_true (g_file_test (state, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_files (snapshots), ==, 1);
  remove_tree (snapshots);
  g_unlink (state); /* as after a run that was killed */

  open_library (self);
  g_assert_true (ps_manifest_needs_rewrite (ps_library_get_vault (self->library)));
  ps_library_set_hurry (self->library, TRUE);
  close_library (self);
  g_assert_cmpuint (count_files (snapshots), ==, 0);
  g_assert_false (g_file_test (state, G_FILE_TEST_EXISTS));

  open_library (self);
  g_assert_true (ps_manifest_needs_rewrite (ps_library_get_vault (self->library)));
  close_library (self);
  g_assert_true (g_file_test (state, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_files (snapshots), ==, 1);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_autofree char *data = g_dir_make_tmp ("ps-library-data-XXXXXX", NULL);
  int result;

  g_setenv ("XDG_DATA_HOME", data, TRUE); /* where the latest copy is kept */
  g_test_init (&argc, &argv, NULL);
  ADD ("/snapshots/no-link-is-followed", test_link);
  ADD ("/snapshots/only-our-own-go", test_folder);
  ADD ("/closing/in-a-hurry-leaves-it-to-the-next", test_hurry);
  result = g_test_run ();
  remove_tree (data);
  return result;
}
