/* tests/vault/test-links.c: no link is followed and no path leads out, planted before or swapped in meanwhile. X8, X10. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vault-test.h"

typedef struct
{
  TestLibrary library;
  char *outside; /* owned: a folder beside the library, with a decoy in it */
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autofree char *decoy = NULL;

  test_library_set_up (&self->library, data);
  self->outside = g_build_filename (self->library.base, "outside", NULL);
  decoy = g_build_filename (self->outside, "decoy", NULL);
  test_write_file (decoy, "untouched");
}

/* Whatever was tried: outside, nothing came, went or changed. */
static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *decoy = g_build_filename (self->outside, "decoy", NULL), *text = test_read_file (decoy);
  g_autoptr(GDir) dir = g_dir_open (self->outside, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (text, ==, "untouched");
  test_library_tear_down (&self->library, data);
  g_free (self->outside);
}

static void
test_hostile_paths (Fixture       *self,
                    gconstpointer  data)
{
  static const char *const paths[] = {
    "../outside/x", "Photos/../../outside/x", "/tmp/x", "", ".", "..", "Photos/", "Photos//x", "./x", "Photos/./x", "Photos/x/..",
  };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *name = g_strdup_printf ("p-%u", i);
      g_autoptr(GError) error = NULL;

      g_assert_null (test_import (self->library.vault, name, paths[i], "photo", &error));
      g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_UNSAFE);
    }
}

static void
test_linked_folder (Fixture       *self,
                    gconstpointer  data)
{
  g_autofree char *link = test_library_path (&self->library, "Photos/Trip");
  g_autoptr(GError) error = NULL;
  g_autoptr(PsVaultReading) reading = NULL;

  g_assert_cmpint (symlink (self->outside, link), ==, 0);
  g_assert_null (test_import (self->library.vault, "a", "Photos/Trip/x.jpg", "photo", &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_UNSAFE);
  g_clear_error (&error);
  g_assert_false (test_move (self->library.vault, "Photos/Trip/decoy", "Photos/stolen", &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_UNSAFE);
  g_clear_error (&error);
  reading = test_read_again (self->library.vault, "Photos/Trip/decoy", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (reading->sha256, ==, "");
  g_assert_nonnull (reading->problem);
}

static void
test_linked_file (Fixture       *self,
                  gconstpointer  data)
{
  g_autofree char *link = test_library_path (&self->library, "Photos/a.jpg");
  g_autofree char *target = g_build_filename (self->outside, "decoy", NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *aside = NULL;

  g_assert_cmpint (symlink (target, link), ==, 0);
  g_assert_null (test_import (self->library.vault, "a", "Photos/a.jpg", "untouched", &error)); /* the same bytes, even */
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_EXISTS);
  g_clear_error (&error);
  aside = test_put_aside (self->library.vault, "Photos/a.jpg", FALSE, &error);
  g_assert_null (aside);
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_UNSAFE);
}

/* The staging file itself: a link, a second name of somebody's file, a pipe, a folder. */
static void
test_planted_part (Fixture       *self,
                   gconstpointer  data)
{
  g_autofree char *part = test_library_path (&self->library, ".proofsheet/staging/a-1.part");
  g_autofree char *companion = test_library_path (&self->library, ".proofsheet/staging/a-1.json");
  g_autofree char *decoy = g_build_filename (self->outside, "decoy", NULL);

  for (int i = 0; i < 4; i++)
    {
      g_autofree char *path = g_strdup_printf ("Photos/%d.jpg", i);
      g_autoptr(GError) error = NULL;
      int planted = i == 0 ? symlink (decoy, part) : i == 1 ? link (decoy, part) : i == 2 ? mkfifo (part, 0600)
                                                                                          : g_mkdir (part, 0755);

      g_assert_cmpint (planted, ==, 0);
      g_assert_cmpint (symlink (decoy, companion), ==, 0);
      ps_intake_result_free (test_import (self->library.vault, "a", path, "photo photo photo", &error));
      g_assert_no_error (error);
      g_remove (companion);
    }
}

/* Bookkeeping files as links: nothing is written through them. */
static void
test_linked_bookkeeping (Fixture       *self,
                         gconstpointer  data)
{
  g_autofree char *sums = test_library_path (&self->library, "MANIFEST.sha256");
  g_autofree char *decoy = g_build_filename (self->outside, "decoy", NULL);
  g_autoptr(GError) error = NULL;

  test_close (g_steal_pointer (&self->library.vault));
  g_remove (sums);
  g_assert_cmpint (symlink (decoy, sums), ==, 0);
  self->library.vault = test_open (self->library.root, 0, &error);
  g_assert_no_error (error);
  ps_intake_result_free (test_import (self->library.vault, "a", "Photos/a.jpg", "photo", &error));
  g_assert_no_error (error);
  g_assert_true (ps_manifest_needs_rewrite (self->library.vault));
}

static void
test_linked_staging (Fixture       *self,
                     gconstpointer  data)
{
  g_autofree char *staging = test_library_path (&self->library, ".proofsheet/staging");
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_rmdir (staging), ==, 0);
  g_assert_cmpint (symlink (self->outside, staging), ==, 0);
  g_assert_null (test_import (self->library.vault, "a", "Photos/a.jpg", "photo", &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_UNSAFE);
  g_remove (staging);
}

typedef struct
{
  const char *outside;
  char *folder, *hidden; /* owned */
  int stop;              /* atomic */
} Race;

/* Swaps a folder of the library for a link to outside, as fast as it can. */
static gpointer
race_in_thread (gpointer data)
{
  Race *race = data;

  while (!g_atomic_int_get (&race->stop))
    {
      if (rename (race->folder, race->hidden) < 0)
        continue;
      if (symlink (race->outside, race->folder) == 0)
        {
          g_usleep (50);
          unlink (race->folder);
        }
      rename (race->hidden, race->folder);
      g_usleep (50);
    }
  return NULL;
}

static void
test_race (Fixture       *self,
           gconstpointer  data)
{
  Race race = {
    self->outside, test_library_path (&self->library, data),
    g_build_filename (self->library.base, "hidden", NULL), 0
  };
  guint n_done = 0;
  GThread *thread;

  g_mkdir_with_parents (race.folder, 0755);
  thread = g_thread_new ("race", race_in_thread, &race);
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *name = g_strdup_printf ("r-%u", i), *path = g_strdup_printf ("Photos/Trip/%u.jpg", i);
      g_autoptr(GError) error = NULL;
      g_autoptr(PsIntakeResult) result = test_import (self->library.vault, name, path, "photo", &error);

      if (result != NULL)
        n_done++;
    }
  g_atomic_int_set (&race.stop, 1);
  g_thread_join (thread);
  g_test_message ("%u of 300 came through", n_done);
  if (g_file_test (race.hidden, G_FILE_TEST_EXISTS))
    test_remove_tree (race.hidden);
  if (g_file_test (race.folder, G_FILE_TEST_IS_SYMLINK))
    g_remove (race.folder);
  g_free (race.folder);
  g_free (race.hidden);
}

#define ADD(path, data, func) g_test_add (path, Fixture, data, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("PS_TEST_DRIVE") != NULL)
    test_use_old_kernel (g_str_equal (g_getenv ("PS_TEST_DRIVE"), "no-links"));
  ADD ("/links/hostile-paths", NULL, test_hostile_paths);
  ADD ("/links/folder", NULL, test_linked_folder);
  ADD ("/links/file", NULL, test_linked_file);
  ADD ("/links/part", NULL, test_planted_part);
  ADD ("/links/bookkeeping", NULL, test_linked_bookkeeping);
  ADD ("/links/staging", NULL, test_linked_staging);
  ADD ("/links/race-on-folder", "Photos/Trip", test_race);
  ADD ("/links/race-on-staging", ".proofsheet/staging", test_race);
  return g_test_run ();
}
