/* tests/vault/test-vault.c: a folder becomes a library, is opened by one writer, and is known again by its marker. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "vault-test.h"

static void
assert_refused (const char *root,
                const char *cloud_name,
                const char *part_of_sentence)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (test_create (root, cloud_name, &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_UNSUITABLE);
  g_assert_nonnull (strstr (error->message, part_of_sentence));
}

/* U5: each answered specifically. */
static void
test_create_refuses (TestLibrary   *self,
                     gconstpointer  data)
{
  g_autofree char *file = g_build_filename (self->base, "file", NULL);
  g_autofree char *full = g_build_filename (self->base, "full", NULL);
  g_autofree char *photo = g_build_filename (full, "mine.jpg", NULL);
  g_autofree char *orphan = g_build_filename (self->base, "no", "such", "parent", NULL);
  g_autofree char *inside = test_library_path (self, "Photos/inner");
  g_autofree char *kept = NULL;

  test_write_file (file, "x");
  test_write_file (photo, "mine");

  assert_refused ("/", "studio", "root");
  assert_refused (g_get_home_dir (), "studio", "home folder");
  assert_refused (file, "studio", "file, not a folder");
  assert_refused (full, "studio", "mine.jpg");
  assert_refused (orphan, "studio", "is not there");
  assert_refused (inside, "studio", "inside another library");
  assert_refused (self->root, "studio", "already a library");
  assert_refused (self->root, "other", "another cloud, “studio”");

  kept = test_read_file (photo);
  g_assert_cmpstr (kept, ==, "mine");
  g_assert_false (g_file_test (inside, G_FILE_TEST_EXISTS));
}

/* C10: what a first try left behind is no reason to refuse the second. */
static void
test_create_again_after_crash (TestLibrary   *self,
                               gconstpointer  data)
{
  g_autofree char *marker = test_library_path (self, ".proofsheet/library.json");
  g_autofree char *photo = test_library_path (self, "Photos/mine.jpg");
  g_autoptr(GError) error = NULL;

  test_close (g_steal_pointer (&self->vault));
  g_remove (marker);
  test_create (self->root, "studio", &error);
  g_assert_no_error (error);

  /* D2: but not when photos lie there. */
  g_remove (marker);
  test_write_file (photo, "x");
  assert_refused (self->root, "studio", "Photos");
}

static void
test_adopt_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
test_adopts_full_folder (TestLibrary   *self,
                         gconstpointer  data)
{
  g_autofree char *root = g_build_filename (self->base, "old", NULL);
  g_autofree char *photo = g_build_filename (root, "trip_1.jpg", NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  test_write_file (photo, "photo");
  ps_vault_adopt_async (root, "studio", NULL, test_adopt_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  ps_vault_create_finish (result, &error);
  g_assert_no_error (error);
  text = test_read_file (photo);
  g_assert_cmpstr (text, ==, "photo");
  test_close (test_open (root, 0, &error));
  g_assert_no_error (error);
}

static void
test_says_what_it_is (TestLibrary   *self,
                      gconstpointer  data)
{
  g_autofree char *read_me = test_library_path (self, "READ-ME.txt");
  g_autofree char *text = test_read_file (read_me);
  PsVaultAbilities abilities = ps_vault_get_abilities (self->vault);
  PsVaultRoom room;

  g_assert_nonnull (strstr (text, "sha256sum -c"));
  g_assert_nonnull (strstr (text, "studio"));
  g_assert_cmpstr (ps_vault_get_cloud_name (self->vault), ==, "studio");
  g_assert_cmpstr (ps_vault_get_root (self->vault), ==, self->root);
  g_assert_cmpuint (strlen (ps_vault_get_library_id (self->vault)), ==, 36);
  g_assert_true (abilities.case_sensitive && abilities.nfc_sensitive && abilities.any_characters && abilities.permissions);
  g_assert_cmpint (abilities.links, ==, g_strcmp0 (g_getenv ("PS_TEST_DRIVE"), "no-links") != 0);
  g_assert_cmpint (abilities.rename_noreplace, ==, g_getenv ("PS_TEST_DRIVE") == NULL);
  g_assert_cmpint (abilities.max_file_size, ==, -1);
  g_assert_true (ps_vault_get_room (self->vault, &room, NULL));
  g_assert_cmpint (room.n_total, >=, room.n_free);
  g_assert_cmpint (room.n_reserve, <=, room.n_total / 10 + 1);
}

/* NO_FOLDER, NO_MARKER and LOCKED are told apart. */
static void
test_open_refuses (TestLibrary   *self,
                   gconstpointer  data)
{
  g_autofree char *none = g_build_filename (self->base, "none", NULL);
  g_autofree char *marker = test_library_path (self, ".proofsheet/library.json");
  g_autoptr(GError) error = NULL;

  g_assert_null (test_open (none, 0, &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_FOLDER);
  g_clear_error (&error);
  g_assert_null (test_open (self->base, 0, &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_MARKER);
  g_clear_error (&error);
  g_assert_null (test_open (self->root, 0, &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_LOCKED);
  g_clear_error (&error);

  test_close (g_steal_pointer (&self->vault));
  test_write_file (marker, "{\"format\":2,\"library_id\":\"6ba7b810-9dad-11d1-80b4-00c04fd430c8\",\"cloud_name\":\"x\"}");
  g_assert_null (test_open (self->root, 0, &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_UNSUITABLE);
  g_clear_error (&error);
  test_write_file (marker, "{\"format\":1,\"library_id\":\"6ba7b810");
  g_assert_null (test_open (self->root, 0, &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_MARKER);
}

/* Promise 12: whoever reads needs no lock, and changes nothing. */
static void
test_read_only (TestLibrary   *self,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  PsVault *reader = test_open (self->root, PS_VAULT_READ_ONLY, &error);

  g_assert_no_error (error);
  g_assert_null (test_begin (reader, "a", 1, NULL, &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (test_move (reader, "a", "b", &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_READ_ONLY);
  test_close (reader);
}

/* Promise 12: the lock is held by a process and goes with it, however it ends. */
static void
test_lock_of_another_process (TestLibrary   *self,
                              gconstpointer  data)
{
  g_autofree char *path = test_library_path (self, ".proofsheet/lock");
  g_autofree char *ready = g_build_filename (self->base, "ready", NULL);
  g_autofree char *command = g_strdup_printf ("exec 9<'%s'; flock -n 9 && : > '%s' && exec sleep 60", path, ready);
  const char *argv[] = { "sh", "-c", command, NULL };
  g_autoptr(GError) error = NULL;
  GPid pid;

  test_close (g_steal_pointer (&self->vault));
  g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  while (!g_file_test (ready, G_FILE_TEST_EXISTS))
    g_usleep (1000);
  g_assert_null (test_open (self->root, 0, &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_LOCKED);
  g_clear_error (&error);
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  self->vault = test_open (self->root, 0, &error);
  g_assert_no_error (error);
}

/* Promise 11: no marker or another one: no write. */
static void
test_marker_is_checked (TestLibrary   *self,
                        gconstpointer  data)
{
  g_autofree char *marker = test_library_path (self, ".proofsheet/library.json");
  g_autofree char *away = g_build_filename (self->base, "away", NULL);
  g_autofree char *text = test_read_file (marker);
  g_autofree char *photo = test_library_path (self, "Photos/a.jpg");
  g_autoptr(GError) error = NULL;
  g_autoptr(PsVaultReading) reading = NULL;

  g_assert_true (ps_vault_check_marker (self->vault, NULL));

  g_remove (marker);
  g_assert_null (test_import (self->vault, "a", "Photos/a.jpg", "photo", &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_MARKER);
  g_clear_error (&error);
  g_assert_null (test_read_again (self->vault, "Photos/a.jpg", &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_MARKER);
  g_clear_error (&error);

  test_write_file (marker, "{\"format\":1,\"library_id\":\"6ba7b810-9dad-11d1-80b4-00c04fd430c8\",\"cloud_name\":\"studio\"}");
  g_assert_null (test_import (self->vault, "a", "Photos/a.jpg", "photo", &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_OTHER_LIBRARY);
  g_clear_error (&error);
  test_write_file (marker, text);

  /* The drive goes and another folder takes its place, with a copy of the marker. */
  g_assert_cmpint (g_rename (self->root, away), ==, 0);
  g_assert_null (test_import (self->vault, "a", "Photos/a.jpg", "photo", &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_FOLDER);
  g_clear_error (&error);
  test_write_file (marker, text);
  g_assert_null (test_import (self->vault, "a", "Photos/a.jpg", "photo", &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_OTHER_LIBRARY);
  g_clear_error (&error);
  g_assert_false (g_file_test (photo, G_FILE_TEST_EXISTS));
  test_remove_tree (self->root);
  g_assert_cmpint (g_rename (away, self->root), ==, 0);

  /* It is back, and the bytes that came meanwhile are still of use. */
  ps_intake_result_free (test_import (self->vault, "a", "Photos/a.jpg", "photo", &error));
  g_assert_no_error (error);
  reading = test_read_again (self->vault, "Photos/a.jpg", &error);
  g_assert_true (reading->is_there);
}

/* Promise 14: what is read is what is told. */
static void
test_reads_again (TestLibrary   *self,
                  gconstpointer  data)
{
  g_autofree char *md5 = g_compute_checksum_for_string (G_CHECKSUM_MD5, "photo", -1);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "photo", -1);
  g_autoptr(PsVaultReading) sound = NULL, missing = NULL, folder = NULL, outside = NULL;
  g_autoptr(GError) error = NULL;

  ps_intake_result_free (test_import (self->vault, "a", "Photos/a.jpg", "photo", &error));
  g_assert_no_error (error);
  sound = test_read_again (self->vault, "Photos/a.jpg", &error);
  g_assert_true (sound->is_there);
  g_assert_cmpint (sound->n_bytes, ==, 5);
  g_assert_cmpstr (sound->md5, ==, md5);
  g_assert_cmpstr (sound->sha256, ==, sha256);
  g_assert_cmpint (sound->mtime_us, ==, G_GINT64_CONSTANT (1717200000000000));
  g_assert_null (sound->problem);

  missing = test_read_again (self->vault, "Photos/none.jpg", &error);
  g_assert_false (missing->is_there);
  folder = test_read_again (self->vault, "Photos", &error);
  g_assert_nonnull (folder->problem);
  outside = test_read_again (self->vault, "../../etc/passwd", &error);
  g_assert_nonnull (outside->problem);
  g_assert_cmpstr (outside->md5, ==, "");
}

/* M14: moved by a rename; nothing is replaced; folders left empty go, others stay. */
static void
test_moves (TestLibrary   *self,
            gconstpointer  data)
{
  g_autofree char *old_folder = test_library_path (self, "Photos/one/two");
  g_autofree char *other = test_library_path (self, "Photos/other.jpg");
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  ps_intake_result_free (test_import (self->vault, "a", "Photos/one/two/a.jpg", "photo", &error));
  g_assert_no_error (error);
  test_write_file (other, "other");
  g_assert_false (test_move (self->vault, "Photos/one/two/a.jpg", "Photos/other.jpg", &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (g_file_test (old_folder, G_FILE_TEST_IS_DIR));
  g_assert_true (test_move (self->vault, "Photos/one/two/a.jpg", "Photos/one/A.jpg", &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (old_folder, G_FILE_TEST_EXISTS));
  g_assert_true (ps_manifest_needs_rewrite (self->vault));
  g_assert_false (test_move (self->vault, "Photos/one/two/a.jpg", "Photos/b.jpg", &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_false (test_move (self->vault, "Photos/one/A.jpg", "../b.jpg", &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_UNSAFE);
  text = test_read_file (other);
  g_assert_cmpstr (text, ==, "other");
}

/* F16: where a name is taken by an empty file first, a crash may leave that; it is known as ours, and no other is. */
static void
test_recovers_placeholder (TestLibrary   *self,
                           gconstpointer  data)
{
  g_autofree char *intent = test_library_path (self, ".proofsheet/staging/placeholder.intent");
  g_autofree char *ours = test_library_path (self, "Photos/ours.jpg"), *foreign = test_library_path (self, "Photos/foreign.jpg");
  g_autoptr(GError) error = NULL;

  test_write_file (foreign, "");
  for (int i = 0; i < 2; i++)
    {
      test_close (g_steal_pointer (&self->vault));
      test_write_file (intent, "Photos/ours.jpg");
      test_write_file (ours, i == 0 ? "" : "photo");
      self->vault = test_open (self->root, 0, &error);
      g_assert_no_error (error);
      g_assert_cmpint (g_file_test (ours, G_FILE_TEST_EXISTS), ==, i == 1);
      g_assert_false (g_file_test (intent, G_FILE_TEST_EXISTS));
      g_assert_true (g_file_test (foreign, G_FILE_TEST_EXISTS));
    }
}

/* Promise 4: an earlier version and a damaged copy are kept, each under a name of its own. */
static void
test_puts_aside (TestLibrary   *self,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *version = NULL, *damaged = NULL, *again = NULL;

  for (int i = 0; i < 3; i++)
    {
      char **slot = i == 0 ? &version : i == 1 ? &damaged : &again;
      g_autoptr(PsVaultReading) reading = NULL;

      ps_intake_result_free (test_import (self->vault, "a", "Photos/a.jpg", "photo", &error));
      g_assert_no_error (error);
      *slot = test_put_aside (self->vault, "Photos/a.jpg", i > 0, &error);
      g_assert_no_error (error);
      reading = test_read_again (self->vault, *slot, &error);
      g_assert_true (reading->is_there);
    }
  g_assert_true (g_str_has_prefix (version, ".proofsheet/versions/a "));
  g_assert_true (g_str_has_prefix (damaged, ".proofsheet/quarantine/a "));
  g_assert_true (g_str_has_suffix (damaged, ".jpg"));
  g_assert_cmpstr (damaged, !=, again);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GPtrArray **found = user_data;
  g_autoptr(GError) error = NULL;

  *found = ps_vault_list_folder_finish (PS_VAULT (source), result, &error);
  g_assert_no_error (error);
}

static char *
list (TestLibrary *self,
      const char  *folder)
{
  GString *names = g_string_new (NULL);
  g_autoptr(GPtrArray) found = NULL;

  ps_vault_list_folder_async (self->vault, folder, NULL, listed_cb, &found);
  while (found == NULL)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < found->len; i++)
    {
      const PsVaultFound *one = g_ptr_array_index (found, i);

      g_string_append_printf (names, "%s%s ", one->path, one->is_folder ? "/" : "");
    }
  return g_string_free (names, FALSE);
}

/* Promise 13: what a catalogue is made of. Links lead elsewhere, and what is Proofsheet's own is no photo. */
static void
test_lists_what_lies_there (TestLibrary   *self,
                            gconstpointer  data)
{
  g_autofree char *photo = test_library_path (self, "Photos/b/one.jpg");
  g_autofree char *flat = test_library_path (self, "a.jpg");
  g_autofree char *catalog = test_library_path (self, "photos.db-wal");
  g_autofree char *link = test_library_path (self, "Photos/link.jpg");
  g_autofree char *folder_link = test_library_path (self, "Photos/elsewhere");
  g_autofree char *root = NULL, *photos = NULL, *below = NULL;

  test_write_file (photo, "1");
  test_write_file (flat, "2");
  test_write_file (catalog, "3");
  g_assert_cmpint (symlink ("/etc/passwd", link), ==, 0);
  g_assert_cmpint (symlink ("/etc", folder_link), ==, 0);
  root = list (self, "");
  photos = list (self, "Photos");
  below = list (self, "Photos/b");
  g_assert_cmpstr (root, ==, "Photos/ a.jpg ");
  g_assert_cmpstr (photos, ==, "Photos/b/ ");
  g_assert_cmpstr (below, ==, "Photos/b/one.jpg ");
}

/* Promise 12: whoever asks whether somebody writes is told so by the kernel, and is in nobody's way. */
static void
test_tells_of_a_writer (TestLibrary   *self,
                        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  PsVault *reader = test_open (self->root, PS_VAULT_READ_ONLY, &error);

  g_assert_no_error (error);
  g_assert_true (ps_vault_has_writer (self->vault));
  g_assert_true (ps_vault_has_writer (reader));
  test_close (g_steal_pointer (&self->vault));
  g_assert_false (ps_vault_has_writer (reader));
  self->vault = test_open (self->root, 0, &error);
  g_assert_no_error (error);
  g_assert_true (ps_vault_has_writer (reader));
  test_close (reader);
}

#define ADD(path, func) g_test_add (path, TestLibrary, NULL, test_library_set_up, func, test_library_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_autofree char *home = g_dir_make_tmp ("ps-home-XXXXXX", NULL);
  int status;

  g_setenv ("HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("PS_TEST_DRIVE") != NULL)
    test_use_old_kernel (g_str_equal (g_getenv ("PS_TEST_DRIVE"), "no-links"));
  ADD ("/vault/lists-what-lies-there", test_lists_what_lies_there);
  ADD ("/vault/tells-of-a-writer", test_tells_of_a_writer);
  ADD ("/vault/create-refuses", test_create_refuses);
  ADD ("/vault/create-again-after-crash", test_create_again_after_crash);
  ADD ("/vault/adopts-full-folder", test_adopts_full_folder);
  ADD ("/vault/says-what-it-is", test_says_what_it_is);
  ADD ("/vault/open-refuses", test_open_refuses);
  ADD ("/vault/read-only", test_read_only);
  ADD ("/vault/lock-of-another-process", test_lock_of_another_process);
  ADD ("/vault/marker-is-checked", test_marker_is_checked);
  ADD ("/vault/reads-again", test_reads_again);
  ADD ("/vault/moves", test_moves);
  ADD ("/vault/puts-aside", test_puts_aside);
  ADD ("/vault/recovers-placeholder", test_recovers_placeholder);
  status = g_test_run ();
  g_rmdir (home);
  return status;
}
