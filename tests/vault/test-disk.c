/* tests/vault/test-disk.c: drives that are full, small, limited, read-only or gone. Promises 10 and 11, table 3.4. */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "vault-test.h"

typedef struct
{
  char *drive, *root; /* owned */
  PsVault *vault;     /* owned; nullable */
} Drive;

/* A library on a tmpfs with those options; FALSE: not possible here. */
static gboolean
plug_in (Drive      *self,
         const char *options)
{
  g_autoptr(GError) error = NULL;

  *self = (Drive) { .drive = g_dir_make_tmp ("ps-drive-XXXXXX", &error) };
  g_assert_no_error (error);
  if (!test_mount (self->drive, options))
    {
      g_rmdir (self->drive);
      g_free (self->drive);
      return FALSE;
    }
  self->root = g_build_filename (self->drive, "Library", NULL);
  test_create (self->root, "studio", &error);
  g_assert_no_error (error);
  self->vault = test_open (self->root, 0, &error);
  g_assert_no_error (error);
  return TRUE;
}

static void
unplug (Drive *self)
{
  if (self->vault != NULL)
    test_close (self->vault);
  umount (self->drive);
  test_remove_tree (self->drive);
  g_free (self->drive);
  g_free (self->root);
}

static PsIntakeResult *
import_size (Drive   *self,
             guint    number,
             gsize    n_bytes,
             GError **error)
{
  g_autofree char *text = g_strnfill (n_bytes, 'a' + number % 26);
  g_autofree char *name = g_strdup_printf ("n-%u", number), *path = g_strdup_printf ("Photos/%u.jpg", number);

  return test_import (self->vault, name, path, text, error);
}

static guint
fill (Drive   *self,
      gsize    n_bytes,
      GError **error)
{
  for (guint i = 0;; i++)
    {
      PsIntakeResult *result = import_size (self, i, n_bytes, error);

      if (result == NULL)
        return i;
      ps_intake_result_free (result);
    }
}

/* Promise 10: it stops before the reserve, says how much is missing, and goes on once there is room. */
static void
test_full (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *first = NULL;
  PsVaultRoom room;
  Drive drive;
  guint n;

  if (!plug_in (&drive, "size=3m"))
    return;
  n = fill (&drive, 100 * 1000, &error);
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_SPACE);
  g_assert_nonnull (strstr (error->message, "kB"));
  g_clear_error (&error);
  g_assert_cmpuint (n, >, 20);
  g_assert_true (ps_vault_get_room (drive.vault, &room, NULL));
  g_assert_cmpint (room.n_free, >=, room.n_reserve);
  g_assert_cmpint (room.n_reserve, ==, room.n_total / 10);
  g_assert_true (test_sums_are_right (drive.root));

  first = g_build_filename (drive.root, "Photos", "0.jpg", NULL);
  g_remove (first);
  ps_intake_result_free (import_size (&drive, 0, 100 * 1000, &error));
  g_assert_no_error (error);
  unplug (&drive);
}

/* Ten at once count each other's bytes, though none is written yet. */
static void
test_promises_add_up (void)
{
  g_autoptr(GPtrArray) intakes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GError) error = NULL;
  Drive drive;

  if (!plug_in (&drive, "size=10m"))
    return;
  for (guint i = 0; error == NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("n-%u", i);
      PsIntake *intake = test_begin (drive.vault, name, 1000 * 1000, NULL, &error);

      if (intake != NULL)
        g_ptr_array_add (intakes, intake);
    }
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_SPACE);
  g_clear_error (&error);
  g_assert_cmpuint (intakes->len, ==, 9);

  /* What is let go of is free again, by the time that the same name may begin anew: letting go does not wait for the drive. */
  ps_intake_close (g_ptr_array_index (intakes, 0), FALSE);
  ps_intake_close (g_ptr_array_index (intakes, 1), TRUE);
  g_ptr_array_add (intakes, test_begin (drive.vault, "n-0", 950 * 1000, NULL, &error));
  g_assert_no_error (error);
  g_ptr_array_add (intakes, test_begin (drive.vault, "n-1", 950 * 1000, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 2; i < intakes->len; i++)
    ps_intake_close (g_ptr_array_index (intakes, i), FALSE);
  g_ptr_array_set_size (intakes, 0);
  unplug (&drive);
}

/* Another program fills the drive in the middle: the chunk is refused, what came stays, the rest goes on later. */
static void
test_filled_by_others (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *foreign = NULL, *big = g_strnfill (3200 * 1000, 'x'), *text = g_strnfill (800 * 1000, 'a');
  g_autoptr(PsIntake) intake = NULL;
  g_autoptr(PsIntakeResult) result = NULL;
  Drive drive;

  if (!plug_in (&drive, "size=4m"))
    return;
  intake = test_begin (drive.vault, "a", 800 * 1000, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (test_append (intake, text, 100 * 1000, &error));
  foreign = g_build_filename (drive.drive, "foreign", NULL);
  test_write_file (foreign, big);
  while (test_append (intake, text, 100 * 1000, &error))
    continue;
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_SPACE);
  g_clear_error (&error);
  g_remove (foreign);
  while (ps_intake_get_n_bytes (intake) < 800 * 1000)
    g_assert_true (test_append (intake, text, 100 * 1000, &error));
  result = test_commit (intake, "Photos/a.jpg", FALSE, &error);
  g_assert_no_error (error);
  ps_intake_close (intake, FALSE);
  g_clear_object (&intake);
  unplug (&drive);
}

/* F3: files run out before bytes do, and the message says so. */
static void
test_no_inodes (void)
{
  g_autoptr(GError) error = NULL;
  Drive drive;

  if (!plug_in (&drive, "size=30m,nr_inodes=60"))
    return;
  g_assert_cmpuint (fill (&drive, 100, &error), >, 20);
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_INODES);
  g_assert_true (test_sums_are_right (drive.root));
  unplug (&drive);
}

/* F8: a limit on file size is an error of that file, not the end of the process. */
static void
test_too_big (void)
{
  TestLibrary library;
  struct rlimit old, small;
  g_autofree char *text = g_strnfill (100 * 1000, 'x');
  g_autoptr(GError) error = NULL;
  g_autoptr(PsIntake) intake = NULL;

  test_library_set_up (&library, NULL);
  getrlimit (RLIMIT_FSIZE, &old);
  small = old;
  small.rlim_cur = 150 * 1000;
  setrlimit (RLIMIT_FSIZE, &small);
  intake = test_begin (library.vault, "a", -1, NULL, &error);
  g_assert_true (test_append (intake, text, 100 * 1000, &error));
  g_assert_false (test_append (intake, text, 100 * 1000, &error));
  setrlimit (RLIMIT_FSIZE, &old);
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_TOO_BIG);

  /* A short write is undone: the length means bytes received. */
  g_assert_cmpint (ps_intake_get_n_bytes (intake), ==, 100 * 1000);
  {
    g_autofree char *part = test_library_path (&library, ".proofsheet/staging/a-1.part");
    struct stat info;

    g_assert_cmpint (g_stat (part, &info), ==, 0);
    g_assert_cmpint (info.st_size, ==, 100 * 1000);
  }
  ps_intake_close (intake, FALSE);
  g_clear_object (&intake);
  test_library_tear_down (&library, NULL);
}

/* F12: a drive that can only be read is told apart, can be viewed, and is used again when it can be written to. */
static void
test_read_only_drive (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PsVaultReading) reading = NULL;
  Drive drive;

  if (!plug_in (&drive, "size=5m"))
    return;
  ps_intake_result_free (import_size (&drive, 0, 1000, &error));
  g_assert_no_error (error);
  test_close (g_steal_pointer (&drive.vault));
  g_assert_cmpint (mount ("none", drive.drive, "tmpfs", MS_REMOUNT | MS_RDONLY, NULL), ==, 0);
  g_assert_null (test_open (drive.root, 0, &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_READ_ONLY);
  g_clear_error (&error);
  drive.vault = test_open (drive.root, PS_VAULT_READ_ONLY, &error);
  g_assert_no_error (error);
  reading = test_read_again (drive.vault, "Photos/0.jpg", &error);
  g_assert_true (reading->is_there);
  g_assert_cmpint (reading->n_bytes, ==, 1000);
  test_close (g_steal_pointer (&drive.vault));

  g_assert_cmpint (mount ("none", drive.drive, "tmpfs", MS_REMOUNT, NULL), ==, 0);
  drive.vault = test_open (drive.root, 0, &error);
  g_assert_no_error (error);
  ps_intake_result_free (import_size (&drive, 1, 1000, &error));
  g_assert_no_error (error);
  unplug (&drive);
}

/* F10: the drive goes lazily and an empty mount point is left: not a byte lands there. */
static void
test_lazily_unmounted (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PsIntake) intake = NULL;
  g_autoptr(GDir) dir = NULL;
  Drive drive;

  if (!plug_in (&drive, "size=5m"))
    return;
  intake = test_begin (drive.vault, "a", 10, NULL, &error);
  g_assert_true (test_append (intake, "01234", 5, &error));
  g_assert_cmpint (umount2 (drive.drive, MNT_DETACH), ==, 0);
  g_assert_true (test_append (intake, "56789", 5, NULL));
  g_assert_null (test_commit (intake, "Photos/a.jpg", FALSE, &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_FOLDER);
  g_clear_error (&error);
  g_mkdir (drive.root, 0755);
  g_assert_null (test_commit (intake, "Photos/a.jpg", FALSE, &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_MARKER);
  dir = g_dir_open (drive.root, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
  ps_intake_close (intake, TRUE);
  g_clear_object (&intake);
  unplug (&drive);
}

/* U5: too small to begin with. */
static void
test_tiny (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *drive = g_dir_make_tmp ("ps-drive-XXXXXX", &error);
  g_autofree char *root = g_build_filename (drive, "Library", NULL);

  if (test_mount (drive, "size=512k"))
    {
      g_assert_false (test_create (root, "studio", &error));
      g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_UNSUITABLE);
      g_assert_nonnull (strstr (error->message, "too small"));
      g_clear_error (&error);
      g_assert_cmpint (mount ("none", drive, "tmpfs", MS_REMOUNT | MS_RDONLY, NULL), ==, 0);
      g_assert_false (test_create (root, "studio", &error));
      g_assert_nonnull (strstr (error->message, "only be read"));
      umount (drive);
    }
  g_rmdir (drive);
}

/* The root of a drive of its own, with what systems leave there, is a fine place. */
static void
test_root_of_drive (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *drive = g_dir_make_tmp ("ps-drive-XXXXXX", &error);
  g_autofree char *lost = g_build_filename (drive, "lost+found", NULL);

  if (test_mount (drive, "size=5m"))
    {
      g_mkdir (lost, 0700);
      g_assert_true (test_create (drive, "studio", &error));
      g_assert_no_error (error);
      umount (drive);
    }
  g_rmdir (drive);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/disk/full", test_full);
  g_test_add_func ("/disk/promises-add-up", test_promises_add_up);
  g_test_add_func ("/disk/filled-by-others", test_filled_by_others);
  g_test_add_func ("/disk/no-inodes", test_no_inodes);
  g_test_add_func ("/disk/too-big", test_too_big);
  g_test_add_func ("/disk/read-only", test_read_only_drive);
  g_test_add_func ("/disk/lazily-unmounted", test_lazily_unmounted);
  g_test_add_func ("/disk/tiny", test_tiny);
  g_test_add_func ("/disk/root-of-drive", test_root_of_drive);
  return g_test_run ();
}
