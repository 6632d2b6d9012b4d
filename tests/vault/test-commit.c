/* tests/vault/test-commit.c: files that are ready together; one that fails takes none with it. Promises 1, 2, 4, 9. */
#include <glib/gstdio.h>
#include <string.h>

#include "vault-test.h"

#define N_FILES 200

typedef struct
{
  PsVault *vault;
  PsIntake *intake;  /* owned */
  char *text, *path; /* owned */
  PsIntakeResult *result; /* owned */
  GError *error;     /* owned */
  guint *n_waiting;
} File;

static void
file_free (gpointer data)
{
  File *file = data;

  ps_intake_close (file->intake, FALSE);
  g_object_unref (file->intake);
  g_free (file->text);
  g_free (file->path);
  g_clear_pointer (&file->result, ps_intake_result_free);
  g_clear_error (&file->error);
  g_free (file);
}

static void
committed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  File *file = data;

  file->result = ps_intake_commit_finish (file->intake, result, &file->error);
  (*file->n_waiting)--;
}

static void
commit_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  File *file = data;

  g_assert_true (ps_intake_append_finish (file->intake, result, NULL));
  ps_intake_commit_async (file->intake, file->path, 0, NULL, FALSE, NULL, committed_cb, file);
}

static void
begun_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  File *file = data;
  g_autoptr(GBytes) chunk = g_bytes_new (file->text, strlen (file->text));

  file->intake = ps_intake_begin_finish (file->vault, result, NULL);
  g_assert_nonnull (file->intake);
  ps_intake_append_async (file->intake, chunk, commit_cb, file);
}

/* Each seventh has another MD5 than the cloud lists, each eleventh a path that is taken by another file, each thirteenth
 * one that leads outside. */
static void
test_bad_members (TestLibrary   *self,
                  gconstpointer  data)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (file_free);
  g_autofree char *taken = test_library_path (self, "Photos/taken.jpg");
  g_autofree char *text = NULL;
  guint n_waiting = N_FILES;

  test_write_file (taken, "a person's");
  for (guint i = 0; i < N_FILES; i++)
    {
      File *file = g_new0 (File, 1);
      g_autofree char *name = g_strdup_printf ("file-%u", i), *md5 = NULL;
      PsIntakeExpected expected;

      file->vault = self->vault;
      file->n_waiting = &n_waiting;
      file->text = g_strdup_printf ("photo %u", i);
      file->path = i % 13 == 0 ? g_strdup_printf ("Photos/../../%u.jpg", i)
                   : i % 11 == 0 ? g_strdup ("Photos/taken.jpg")
                                 : g_strdup_printf ("Photos/folder %u/%u.jpg", i % 5, i);
      md5 = g_compute_checksum_for_string (G_CHECKSUM_MD5, i % 7 == 0 ? "other" : file->text, -1);
      expected = (PsIntakeExpected) { name, 1, strlen (file->text), md5 };
      ps_intake_begin_async (self->vault, &expected, NULL, begun_cb, file);
      g_ptr_array_add (files, file);
    }
  while (n_waiting > 0)
    g_main_context_iteration (NULL, TRUE);

  for (guint i = 0; i < N_FILES; i++)
    {
      File *file = g_ptr_array_index (files, i);

      if (i % 7 == 0)
        g_assert_error (file->error, PS_VAULT_ERROR, PS_VAULT_ERROR_CHECKSUM_MISMATCH);
      else if (i % 13 == 0)
        g_assert_error (file->error, PS_VAULT_ERROR, PS_VAULT_ERROR_UNSAFE);
      else if (i % 11 == 0)
        g_assert_error (file->error, PS_VAULT_ERROR, PS_VAULT_ERROR_EXISTS);
      else
        {
          g_autofree char *path = test_library_path (self, file->path), *found = test_read_file (path);

          g_assert_no_error (file->error);
          g_assert_cmpstr (found, ==, file->text);
        }
    }
  text = test_read_file (taken);
  g_assert_cmpstr (text, ==, "a person's");
  g_assert_true (test_sums_are_right (self->root));
}

/* The same bytes lie there already: adopted, not doubled. Other bytes: another path, with what is here. */
static void
test_exists (TestLibrary   *self,
             gconstpointer  data)
{
  g_autofree char *path = test_library_path (self, "Photos/a.jpg");
  g_autoptr(GError) error = NULL;
  g_autoptr(PsIntakeResult) first = NULL, same = NULL, other = NULL;
  g_autoptr(PsIntake) intake = NULL;
  g_autofree char *text = NULL;

  first = test_import (self->vault, "a", "Photos/a.jpg", "photo", &error);
  g_assert_false (first->was_there);
  same = test_import (self->vault, "b", "Photos/a.jpg", "photo", &error);
  g_assert_no_error (error);
  g_assert_true (same->was_there);
  g_assert_cmpstr (same->path, ==, "Photos/a.jpg");
  g_assert_cmpstr (same->sha256, ==, first->sha256);

  intake = test_begin (self->vault, "c", 5, NULL, &error);
  g_assert_true (test_append (intake, "PHOTO", 5, &error));
  g_assert_null (test_commit (intake, "Photos/a.jpg", FALSE, &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_EXISTS);
  g_clear_error (&error);
  other = test_commit (intake, "Photos/a~01234567.jpg", FALSE, &error);
  g_assert_no_error (error);
  g_assert_false (other->was_there);
  ps_intake_close (intake, FALSE);
  text = test_read_file (path);
  g_assert_cmpstr (text, ==, "photo");
}

/* M11 on disk: a folder where a file is wanted, and a file where a folder is. */
static void
test_folder_and_file (TestLibrary   *self,
                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  ps_intake_result_free (test_import (self->vault, "a", "Photos/a", "photo", &error));
  g_assert_no_error (error);
  g_assert_null (test_import (self->vault, "b", "Photos/a/b.jpg", "photo", &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_EXISTS);
  g_clear_error (&error);
  ps_intake_result_free (test_import (self->vault, "c", "Photos/d/e.jpg", "photo", &error));
  g_assert_no_error (error);
  g_assert_null (test_import (self->vault, "d", "Photos/d", "photo", &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_EXISTS);
}

/* A name that the disk cannot hold is answered like one that is taken: another path helps. */
static void
test_name_too_long (TestLibrary   *self,
                    gconstpointer  data)
{
  g_autofree char *name = g_strnfill (300, 'x');
  g_autofree char *path = g_strconcat ("Photos/", name, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (test_import (self->vault, "a", path, "photo", &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_EXISTS);
}

/* Two libraries at a time, and a vault that closes while work is queued. */
static void
test_close_waits (TestLibrary   *self,
                  gconstpointer  data)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  guint n_waiting = 20;

  for (guint i = 0; i < 20; i++)
    {
      File *file = g_new0 (File, 1);
      g_autofree char *name = g_strdup_printf ("file-%u", i);

      file->vault = self->vault;
      file->n_waiting = &n_waiting;
      file->text = g_strdup ("photo");
      file->path = g_strdup_printf ("Photos/%u.jpg", i);
      file->intake = test_begin (self->vault, name, 5, NULL, &error);
      g_assert_true (test_append (file->intake, "photo", 5, &error));
      ps_intake_commit_async (file->intake, file->path, 0, NULL, FALSE, NULL, committed_cb, file);
      ps_intake_close (file->intake, FALSE);
      g_ptr_array_add (files, file);
    }
  ps_vault_close_async (self->vault, NULL, NULL);
  while (n_waiting > 0)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < files->len; i++)
    {
      File *file = g_ptr_array_index (files, i);

      g_assert_no_error (file->error);
      g_object_unref (file->intake);
      ps_intake_result_free (file->result);
      g_free (file->path);
      g_free (file->text);
      g_free (file);
    }
  test_close (g_steal_pointer (&self->vault));
  g_assert_true (test_sums_are_right (self->root));
}

#define ADD(path, func) g_test_add (path, TestLibrary, NULL, test_library_set_up, func, test_library_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("PS_TEST_DRIVE") != NULL)
    test_use_old_kernel (g_str_equal (g_getenv ("PS_TEST_DRIVE"), "no-links"));
  ADD ("/commit/bad-members", test_bad_members);
  ADD ("/commit/exists", test_exists);
  ADD ("/commit/folder-and-file", test_folder_and_file);
  ADD ("/commit/name-too-long", test_name_too_long);
  ADD ("/commit/close-waits", test_close_waits);
  return g_test_run ();
}
