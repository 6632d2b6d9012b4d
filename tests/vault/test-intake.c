/* tests/vault/test-intake.c: bytes on their way in: counted, hashed, resumed, or begun again. Promises 1, 2, 6. */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vault-test.h"

#define TEXT "the bytes of one photo, for want of a real one"

static char *
md5_of (const char *text)
{
  return g_compute_checksum_for_string (G_CHECKSUM_MD5, text, -1);
}

/* Whatever the size of the chunks, and wherever an earlier run was cut: the same file. */
static void
test_resumes_at_each_byte (TestLibrary   *self,
                           gconstpointer  data)
{
  g_autofree char *md5 = md5_of (TEXT);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, TEXT, -1);

  for (gsize cut = 0; cut <= strlen (TEXT); cut++)
    {
      g_autofree char *name = g_strdup_printf ("cut-%d", (int) cut);
      g_autofree char *path = g_strdup_printf ("Photos/%d.jpg", (int) cut);
      g_autoptr(GError) error = NULL;
      g_autoptr(PsIntake) first = test_begin (self->vault, name, strlen (TEXT), md5, &error), second = NULL;
      g_autoptr(PsIntakeResult) result = NULL;

      g_assert_no_error (error);
      g_assert_true (test_restart (first, "\"etag\"", &error));
      g_assert_true (test_append (first, TEXT, cut, &error));
      ps_intake_close (first, TRUE);

      second = test_begin (self->vault, name, strlen (TEXT), md5, &error);
      g_assert_no_error (error);
      g_assert_cmpint (ps_intake_get_n_bytes (second), ==, cut);
      g_assert_cmpstr (ps_intake_get_validator (second), ==, cut > 0 ? "\"etag\"" : NULL);
      if (cut < strlen (TEXT))
        g_assert_true (test_append (second, &TEXT[cut], strlen (TEXT) - cut, &error));
      result = test_commit (second, path, FALSE, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (result->sha256, ==, sha256);
      ps_intake_close (second, FALSE);
    }
  g_assert_true (test_sums_are_right (self->root));
}

static gsize
count_files (TestLibrary *self,
             const char  *folder)
{
  g_autofree char *path = test_library_path (self, folder);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  gsize n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_leaves_nothing_behind (TestLibrary   *self,
                            gconstpointer  data)
{
  g_autofree char *path = test_library_path (self, "Photos/a.jpg");
  g_autoptr(GError) error = NULL;
  g_autoptr(PsIntake) dropped = NULL;
  struct stat info;

  ps_intake_result_free (test_import (self->vault, "a", "Photos/a.jpg", TEXT, &error));
  g_assert_no_error (error);
  dropped = test_begin (self->vault, "b", -1, NULL, &error);
  g_assert_true (test_append (dropped, TEXT, 5, &error));
  ps_intake_close (dropped, FALSE);
  ps_intake_result_free (test_import (self->vault, "b", "Photos/b.jpg", TEXT, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (self, ".proofsheet/staging"), ==, 0);

  /* X18: proven files are read-only, and never executable. */
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0444);
}

/* What is left may be another object: too long, whole but wrong, or begun for other bytes. */
static void
test_distrusts_left_overs (TestLibrary   *self,
                           gconstpointer  data)
{
  static const char *const left_overs[] = { TEXT " and more", "THE BYTES OF ONE PHOTO, FOR WANT OF A REAL ONE" };
  g_autofree char *md5 = md5_of (TEXT), *other = md5_of ("other");
  g_autofree char *part = test_library_path (self, ".proofsheet/staging/a-1.part");
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (left_overs); i++)
    {
      g_autoptr(PsIntake) intake = NULL;

      test_write_file (part, left_overs[i]);
      intake = test_begin (self->vault, "a", strlen (TEXT), md5, &error);
      g_assert_no_error (error);
      g_assert_cmpint (ps_intake_get_n_bytes (intake), ==, 0);
      ps_intake_close (intake, FALSE);
    }
  {
    g_autoptr(PsIntake) begun = test_begin (self->vault, "a", strlen (TEXT), other, &error), intake = NULL;

    g_assert_true (test_append (begun, TEXT, 5, &error));
    ps_intake_close (begun, TRUE);
    intake = test_begin (self->vault, "a", strlen (TEXT), md5, &error);
    g_assert_cmpint (ps_intake_get_n_bytes (intake), ==, 0);
    ps_intake_close (intake, FALSE);
  }
}

/* N15: all is there already. */
static void
test_takes_whole_left_over (TestLibrary   *self,
                            gconstpointer  data)
{
  g_autofree char *part = test_library_path (self, ".proofsheet/staging/a-1.part");
  g_autofree char *md5 = md5_of (TEXT);
  g_autoptr(GError) error = NULL;
  g_autoptr(PsIntake) intake = NULL;
  g_autoptr(PsIntakeResult) result = NULL;

  test_write_file (part, TEXT);
  g_chmod (part, 0444); /* killed between proof and rename */
  intake = test_begin (self->vault, "a", strlen (TEXT), md5, &error);
  g_assert_cmpint (ps_intake_get_n_bytes (intake), ==, strlen (TEXT));
  result = test_commit (intake, "Photos/a.jpg", FALSE, &error);
  g_assert_no_error (error);
  ps_intake_close (intake, FALSE);
}

/* U2: never two writers on one file. */
static void
test_one_writer_a_file (TestLibrary   *self,
                        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PsIntake) first = test_begin (self->vault, "a", -1, NULL, &error);

  g_assert_null (test_begin (self->vault, "a", -1, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);
  ps_intake_close (first, FALSE);
}

typedef struct
{
  guint n_waiting;
  guint n_failed;
} Pending;

static void
appended_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  Pending *pending = data;

  pending->n_waiting--;
  if (!ps_intake_append_finish (PS_INTAKE (source), result, NULL))
    pending->n_failed++;
}

/* Many intakes, many chunks in flight each: every one in its order. */
static void
test_keeps_order (TestLibrary   *self,
                  gconstpointer  data)
{
  g_autoptr(GPtrArray) intakes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GString) whole = g_string_new (NULL);
  g_autofree char *md5 = NULL;
  g_autoptr(GError) error = NULL;
  Pending pending = { 0 };

  for (guint i = 0; i < 400; i++)
    g_string_append_printf (whole, "%04d", i);
  md5 = md5_of (whole->str);
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *name = g_strdup_printf ("order-%u", i);

      g_ptr_array_add (intakes, test_begin (self->vault, name, whole->len, md5, &error));
    }
  for (guint at = 0; at < whole->len; at += 4)
    for (guint i = 0; i < intakes->len; i++)
      {
        g_autoptr(GBytes) chunk = g_bytes_new (whole->str + at, 4);

        pending.n_waiting++;
        ps_intake_append_async (g_ptr_array_index (intakes, i), chunk, appended_cb, &pending);
      }
  while (pending.n_waiting > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (pending.n_failed, ==, 0);
  for (guint i = 0; i < intakes->len; i++)
    {
      g_autofree char *path = g_strdup_printf ("Photos/%u.jpg", i);
      g_autoptr(PsIntakeResult) result = test_commit (g_ptr_array_index (intakes, i), path, FALSE, &error);

      g_assert_nonnull (result);
      g_assert_no_error (error);
      ps_intake_close (g_ptr_array_index (intakes, i), FALSE);
    }
}

/* N11, N21: what is not the original never gets its name; it is kept for a look, and can be accepted after all. */
static void
test_wrong_bytes (TestLibrary   *self,
                  gconstpointer  data)
{
  g_autofree char *md5 = md5_of (TEXT), *came = md5_of ("THE bytes of one photo, for want of a real one");
  g_autofree char *path = test_library_path (self, "Photos/a.jpg");
  g_autoptr(GError) error = NULL;
  g_autoptr(PsIntake) intake = test_begin (self->vault, "a", strlen (TEXT), md5, &error);
  g_autoptr(PsIntakeResult) result = NULL;

  for (guint i = 0; i < 5; i++)
    {
      g_assert_true (test_restart (intake, NULL, &error));
      g_assert_true (test_append (intake, "THE", 3, &error));
      g_assert_true (test_append (intake, &TEXT[3], strlen (TEXT) - 3, &error));
      g_assert_null (test_commit (intake, "Photos/a.jpg", FALSE, &error));
      g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_CHECKSUM_MISMATCH);
      g_clear_error (&error);
      g_assert_cmpstr (ps_intake_get_md5 (intake), ==, came);
    }
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_files (self, ".proofsheet/quarantine/received"), ==, 2);

  result = test_commit (intake, "Photos/a.jpg", TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (result->md5, ==, came);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_files (self, ".proofsheet/quarantine/received"), ==, 1);
  ps_intake_close (intake, FALSE);
}

/* N5, N7: a clean end that came too early is not the end. */
static void
test_too_few_and_too_many (TestLibrary   *self,
                           gconstpointer  data)
{
  g_autofree char *md5 = md5_of (TEXT);
  g_autoptr(GError) error = NULL;
  g_autoptr(PsIntake) intake = test_begin (self->vault, "a", strlen (TEXT), md5, &error);
  g_autoptr(PsIntakeResult) result = NULL;

  g_assert_true (test_append (intake, TEXT, 10, &error));
  g_assert_null (test_commit (intake, "Photos/a.jpg", FALSE, &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_SIZE_MISMATCH);
  g_clear_error (&error);
  g_assert_cmpint (ps_intake_get_n_bytes (intake), ==, 10);
  g_assert_true (test_append (intake, &TEXT[10], strlen (TEXT) - 10, &error));
  g_assert_true (test_append (intake, "!", 1, &error));
  g_assert_null (test_commit (intake, "Photos/a.jpg", FALSE, &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_SIZE_MISMATCH);
  g_clear_error (&error);
  g_assert_true (test_restart (intake, NULL, &error));
  g_assert_true (test_append (intake, TEXT, strlen (TEXT), &error));
  result = test_commit (intake, "Photos/a.jpg", FALSE, &error);
  g_assert_no_error (error);
  ps_intake_close (intake, FALSE);
}

/* F18: a person clears the staging folder in the middle. */
static void
test_staging_cleared (TestLibrary   *self,
                      gconstpointer  data)
{
  g_autofree char *staging = test_library_path (self, ".proofsheet/staging");
  g_autoptr(GError) error = NULL;
  g_autoptr(PsIntake) intake = test_begin (self->vault, "a", strlen (TEXT), NULL, &error);
  g_autoptr(PsIntakeResult) result = NULL;

  g_assert_true (test_append (intake, TEXT, strlen (TEXT), &error));
  test_remove_tree (staging);
  g_assert_null (test_commit (intake, "Photos/a.jpg", FALSE, &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_true (test_restart (intake, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (test_append (intake, TEXT, strlen (TEXT), &error));
  result = test_commit (intake, "Photos/a.jpg", FALSE, &error);
  g_assert_no_error (error);
  ps_intake_close (intake, FALSE);
}

/* Only what nobody waits for, and only after a day. */
static void
test_cleans (TestLibrary   *self,
             gconstpointer  data)
{
  static const struct { const char *name; gboolean old, stays; } files[] = {
    { "old-1.part", TRUE, FALSE }, { "old-1.json", TRUE, FALSE }, { "young-1.part", FALSE, TRUE },
    { "wanted-1.part", TRUE, TRUE }, { "a-person's.jpg", TRUE, TRUE },
  };
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GError) error = NULL;

  g_hash_table_add (names, (char *) "wanted-1");
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *name = g_build_filename (".proofsheet/staging", files[i].name, NULL);
      g_autofree char *path = test_library_path (self, name);
      struct timespec times[2] = { { .tv_sec = 1000000000 }, { .tv_sec = 1000000000 } };

      test_write_file (path, "x");
      if (files[i].old)
        utimensat (AT_FDCWD, path, times, 0);
    }
  g_assert_true (test_clean (self->vault, names, &error));
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *name = g_build_filename (".proofsheet/staging", files[i].name, NULL);
      g_autofree char *path = test_library_path (self, name);

      g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, files[i].stays);
    }
}

static void
begun_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* Cancelled before its turn: no file, and the name is free. */
static void
test_cancelled (TestLibrary   *self,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL, committed = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(PsIntake) intake = NULL;
  PsIntakeExpected expected = { "a", 1, -1, NULL };

  g_cancellable_cancel (cancellable);
  ps_intake_begin_async (self->vault, &expected, cancellable, begun_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (ps_intake_begin_finish (self->vault, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  intake = test_begin (self->vault, "a", -1, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (test_append (intake, TEXT, 4, &error));
  ps_intake_commit_async (intake, "Photos/a.jpg", 0, NULL, FALSE, cancellable, begun_cb, &committed);
  while (committed == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (ps_intake_commit_finish (intake, committed, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (self, "Photos"), ==, 0);
  ps_intake_close (intake, FALSE);
}

#define ADD(path, func) g_test_add (path, TestLibrary, NULL, test_library_set_up, func, test_library_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("PS_TEST_DRIVE") != NULL)
    test_use_old_kernel (g_str_equal (g_getenv ("PS_TEST_DRIVE"), "no-links"));
  ADD ("/intake/resumes-at-each-byte", test_resumes_at_each_byte);
  ADD ("/intake/leaves-nothing-behind", test_leaves_nothing_behind);
  ADD ("/intake/distrusts-left-overs", test_distrusts_left_overs);
  ADD ("/intake/takes-whole-left-over", test_takes_whole_left_over);
  ADD ("/intake/one-writer-a-file", test_one_writer_a_file);
  ADD ("/intake/keeps-order", test_keeps_order);
  ADD ("/intake/wrong-bytes", test_wrong_bytes);
  ADD ("/intake/too-few-and-too-many", test_too_few_and_too_many);
  ADD ("/intake/staging-cleared", test_staging_cleared);
  ADD ("/intake/cleans", test_cleans);
  ADD ("/intake/cancelled", test_cancelled);
  return g_test_run ();
}
