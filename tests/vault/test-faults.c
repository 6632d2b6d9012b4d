/* tests/vault/test-faults.c: each call that makes a file safe fails in turn; nothing is lost, nothing half done is
 * trusted, and the next run puts it right. Promises 1, 2, 10; F4, F6. */
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "vault-test.h"

typedef struct
{
  const char *path;
  int number, code;
  int expected;      /* −1: it works all the same */
  gboolean part_stays;
} Case;

static const Case cases[] = {
  { "/faults/write-full", SYS_pwrite64, ENOSPC, PS_VAULT_ERROR_NO_SPACE, TRUE },
  { "/faults/write-quota", SYS_pwrite64, EDQUOT, PS_VAULT_ERROR_QUOTA, TRUE },
  { "/faults/write-read-only", SYS_pwrite64, EROFS, PS_VAULT_ERROR_READ_ONLY, TRUE },
  { "/faults/write-fault", SYS_pwrite64, EIO, PS_VAULT_ERROR_IO, TRUE },
  { "/faults/write-too-big", SYS_pwrite64, EFBIG, PS_VAULT_ERROR_TOO_BIG, TRUE },
  { "/faults/sync-fault", SYS_fsync, EIO, PS_VAULT_ERROR_IO, FALSE },
  { "/faults/sync-full", SYS_fsync, ENOSPC, PS_VAULT_ERROR_NO_SPACE, FALSE },
  { "/faults/sync-quota", SYS_fsync, EDQUOT, PS_VAULT_ERROR_QUOTA, FALSE },
  { "/faults/rename-fault", SYS_renameat2, EIO, PS_VAULT_ERROR_IO, TRUE },
  { "/faults/rename-read-only", SYS_renameat2, EROFS, PS_VAULT_ERROR_READ_ONLY, TRUE },
  { "/faults/rename-not-known", SYS_renameat2, EINVAL, -1, FALSE },
  { "/faults/open-too-many", SYS_openat2, EMFILE, PS_VAULT_ERROR_FAILED, FALSE },
  { "/faults/open-fault", SYS_openat2, EIO, PS_VAULT_ERROR_IO, FALSE },
  { "/faults/mode-refused", SYS_fchmod, EPERM, -1, FALSE },
  { "/faults/time-refused", SYS_utimensat, EPERM, -1, FALSE },
  { "/faults/write-back-not-known", SYS_sync_file_range, ENOSYS, -1, FALSE },
};

/* In a process of its own: what is broken stays broken. */
static void
run_child (const char *root,
           const Case *c)
{
  g_autoptr(GError) error = NULL;
  PsVault *vault = test_open (root, 0, &error);
  g_autofree char *photo = g_build_filename (root, "Photos", "new", "a.jpg", NULL);
  g_autofree char *part = g_build_filename (root, ".proofsheet", "staging", "a-1.part", NULL);
  g_autofree char *md5 = g_compute_checksum_for_string (G_CHECKSUM_MD5, "photo", -1);
  PsIntake *intake = NULL;
  PsIntakeResult *result = NULL;

  g_assert_no_error (error);
  if (!test_fail_call (c->number, c->code))
    _exit (77);
  intake = test_begin (vault, "a", 5, md5, &error);
  if (intake != NULL && test_append (intake, "photo", 5, &error))
    result = test_commit (intake, "Photos/new/a.jpg", FALSE, &error);
  if (c->expected < 0)
    g_assert_no_error (error);
  else
    {
      g_assert_error (error, PS_VAULT_ERROR, c->expected);
      g_assert_null (result);
      g_assert_false (g_file_test (photo, G_FILE_TEST_EXISTS));
      g_assert_cmpint (g_file_test (part, G_FILE_TEST_EXISTS), ==, c->part_stays);
    }
  _exit (0);
}

static const char *self;

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *index = g_strdup_printf ("%d", (int) (c - cases));
  g_autoptr(GError) error = NULL;
  g_autoptr(PsIntakeResult) result = NULL;
  TestLibrary library;
  const char *argv[] = { self, "--child", NULL, index, NULL };
  int status;

  test_library_set_up (&library, NULL);
  test_close (g_steal_pointer (&library.vault));
  argv[2] = library.root;
  g_spawn_sync (NULL, (char **) argv, NULL, 0, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  if (g_spawn_check_wait_status (status, &error))
    {
      library.vault = test_open (library.root, 0, &error);
      g_assert_no_error (error);
      result = test_import (library.vault, "a", "Photos/new/a.jpg", "photo", &error);
      g_assert_no_error (error);
      g_assert_cmpint (result->was_there, ==, c->expected < 0);
      g_assert_true (test_sums_are_right (library.root));
    }
  else if (g_error_matches (error, G_SPAWN_EXIT_ERROR, 77))
    g_test_skip ("system calls cannot be made to fail here");
  else
    g_assert_no_error (error);
  test_library_tear_down (&library, NULL);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 4 && strcmp (argv[1], "--child") == 0)
    run_child (argv[2], &cases[atoi (argv[3])]);
  g_test_init (&argc, &argv, NULL);
  self = argv[0];
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, &cases[i], test_case);
  return g_test_run ();
}
