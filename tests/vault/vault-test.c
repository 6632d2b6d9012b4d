/* tests/vault/vault-test.c: libraries in temporary folders, and the vault's verbs as calls that wait. */
#include "vault-test.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  GAsyncResult **slot = data;

  *slot = g_object_ref (result);
}

/* What the macro waits for, for at most half a minute. */
static GAsyncResult *
wait_for (GAsyncResult **slot)
{
  gint64 deadline = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  while (*slot == NULL)
    {
      g_main_context_iteration (NULL, *slot == NULL);
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    }
  return *slot;
}

/* Lets go of tasks that ended on other threads. */
static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

void
test_remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      test_remove_tree (child);
    }
  g_remove (path);
}

void
test_library_set_up (TestLibrary   *self,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  self->base = g_dir_make_tmp ("ps-vault-XXXXXX", &error);
  g_assert_no_error (error);
  self->root = g_build_filename (self->base, "Library", NULL);
  test_create (self->root, "studio", &error);
  g_assert_no_error (error);
  self->vault = test_open (self->root, 0, &error);
  g_assert_no_error (error);
}

void
test_library_tear_down (TestLibrary   *self,
                        gconstpointer  data)
{
  if (self->vault != NULL)
    test_close (self->vault);
  test_remove_tree (self->base);
  g_free (self->base);
  g_free (self->root);
}

char *
test_library_path (TestLibrary *self,
                   const char  *path)
{
  return g_build_filename (self->root, path, NULL);
}

void
test_write_file (const char *path,
                 const char *text)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr(GError) error = NULL;

  g_mkdir_with_parents (folder, 0755);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

char *
test_read_file (const char *path)
{
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

gboolean
test_create (const char  *root,
             const char  *cloud_name,
             GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ps_vault_create_async (root, cloud_name, NULL, answered_cb, &result);
  return ps_vault_create_finish (wait_for (&result), error);
}

PsVault *
test_open (const char    *root,
           PsVaultFlags   flags,
           GError       **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ps_vault_open_async (root, flags, NULL, answered_cb, &result);
  return ps_vault_open_finish (wait_for (&result), error);
}

void
test_close (PsVault *vault)
{
  gint64 deadline = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  PsVault *left = vault;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  settle ();
  ps_vault_close_async (vault, answered_cb, &result);
  ps_vault_close_finish (vault, wait_for (&result), &error);
  g_clear_object (&result);

  /* The threads that answered let go of their last reference a moment later. */
  g_object_add_weak_pointer (G_OBJECT (vault), (gpointer *) &left);
  g_object_unref (vault);
  while (left != NULL)
    {
      g_main_context_iteration (NULL, FALSE);
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    }
}

PsIntake *
test_begin (PsVault     *vault,
            const char  *name,
            gint64       n_bytes,
            const char  *md5,
            GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  PsIntakeExpected expected = { name, 1, n_bytes, md5 };

  ps_intake_begin_async (vault, &expected, NULL, answered_cb, &result);
  return ps_intake_begin_finish (vault, wait_for (&result), error);
}

gboolean
test_append (PsIntake    *intake,
             const char  *bytes,
             gsize        n_bytes,
             GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GBytes) chunk = g_bytes_new (bytes, n_bytes);

  ps_intake_append_async (intake, chunk, answered_cb, &result);
  return ps_intake_append_finish (intake, wait_for (&result), error);
}

gboolean
test_restart (PsIntake    *intake,
              const char  *validator,
              GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ps_intake_restart_async (intake, validator, answered_cb, &result);
  return ps_intake_restart_finish (intake, wait_for (&result), error);
}

PsIntakeResult *
test_commit (PsIntake    *intake,
             const char  *path,
             gboolean     accept_other,
             GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  PsIntakeLabel label = { "0123456789abcdef0123456789abcdef", "image", "upload", "a \"quoted\" id", 7, "etag" };

  ps_intake_commit_async (intake, path, G_GINT64_CONSTANT (1717200000000000), &label, accept_other, NULL,
                          answered_cb, &result);
  return ps_intake_commit_finish (intake, wait_for (&result), error);
}

PsIntakeResult *
test_import (PsVault     *vault,
             const char  *name,
             const char  *path,
             const char  *text,
             GError     **error)
{
  g_autofree char *md5 = g_compute_checksum_for_string (G_CHECKSUM_MD5, text, -1);
  g_autoptr(PsIntake) intake = test_begin (vault, name, strlen (text), md5, error);
  PsIntakeResult *result = NULL;

  if (intake == NULL)
    return NULL;
  if (ps_intake_get_n_bytes (intake) < (gint64) strlen (text))
    if (!test_append (intake, text + ps_intake_get_n_bytes (intake), strlen (text) - ps_intake_get_n_bytes (intake), error))
      {
        ps_intake_close (intake, FALSE);
        return NULL;
      }
  result = test_commit (intake, path, FALSE, error);
  ps_intake_close (intake, FALSE);
  return result;
}

PsVaultReading *
test_read_again (PsVault     *vault,
                 const char  *path,
                 GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ps_vault_read_again_async (vault, path, NULL, answered_cb, &result);
  return ps_vault_read_again_finish (vault, wait_for (&result), error);
}

gboolean
test_move (PsVault     *vault,
           const char  *from,
           const char  *to,
           GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ps_vault_move_async (vault, from, to, NULL, answered_cb, &result);
  return ps_vault_move_finish (vault, wait_for (&result), error);
}

char *
test_put_aside (PsVault     *vault,
                const char  *path,
                gboolean     damaged,
                GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ps_vault_put_aside_async (vault, path, damaged, NULL, answered_cb, &result);
  return ps_vault_put_aside_finish (vault, wait_for (&result), error);
}

gboolean
test_clean (PsVault     *vault,
            GHashTable  *names,
            GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ps_intake_clean_async (vault, names, answered_cb, &result);
  return ps_intake_clean_finish (vault, wait_for (&result), error);
}

/* All of it: begin, add, finish. */
gboolean
test_rewrite (PsVault    *vault,
              GPtrArray  *entries,
              GError    **error)
{
  g_autoptr(GAsyncResult) begun = NULL, added = NULL, finished = NULL;
  PsManifestWriter *writer;

  ps_manifest_rewrite_begin_async (vault, answered_cb, &begun);
  writer = ps_manifest_rewrite_begin_finish (vault, wait_for (&begun), error);
  if (writer == NULL)
    return FALSE;
  ps_manifest_rewrite_add_async (vault, writer, entries, answered_cb, &added);
  if (!ps_manifest_rewrite_add_finish (vault, wait_for (&added), error))
    {
      ps_manifest_rewrite_abandon (vault, writer);
      return FALSE;
    }
  ps_manifest_rewrite_finish_async (vault, writer, answered_cb, &finished);
  return ps_manifest_rewrite_finish_finish (vault, wait_for (&finished), error);
}

/* What anybody can do twenty years on. An empty list is right too; sha256sum says it is not. */
gboolean
test_sums_are_right (const char *root)
{
  g_autofree char *path = g_build_filename (root, "MANIFEST.sha256", NULL);
  g_autofree char *text = test_read_file (path);
  const char *argv[] = { "sha256sum", "-c", "--quiet", "--strict", "MANIFEST.sha256", NULL };
  g_autoptr(GError) error = NULL;
  int status;

  if (text != NULL && *text == '\0')
    return TRUE;
  g_spawn_sync (root, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  return g_spawn_check_wait_status (status, NULL);
}

/* A small drive of its own; says so aloud where that is not allowed. */
gboolean
test_mount (const char *folder,
            const char *options)
{
  g_mkdir_with_parents (folder, 0755);
  if (mount ("none", folder, "tmpfs", 0, options) == 0)
    return TRUE;
  g_test_skip ("mounting a tmpfs is not allowed here");
  return FALSE;
}

static gboolean
install_filter (struct sock_filter *filter,
                gsize               n)
{
  struct sock_fprog program = { n, filter };

  /* All threads: the vault's are running already. */
  return prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
         && syscall (SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) == 0;
}

/* From here on, this process has neither openat2 nor renameat2, as on a kernel of ten years ago; and no links either, as on
 * a FAT drive, if that is asked for. */
void
test_use_old_kernel (gboolean no_links)
{
  struct sock_filter filter[] = {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_openat2, 2, 0),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_renameat2, 1, 0),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, no_links ? SYS_linkat : SYS_openat2, 1, 2),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EOPNOTSUPP),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };

  if (!install_filter (filter, G_N_ELEMENTS (filter)))
    g_printerr ("# system calls cannot be taken away here: the run is as any other\n");
}

/* From here on, that system call fails so, for the rest of the process's life. */
gboolean
test_fail_call (int number,
                int code)
{
  struct sock_filter filter[] = {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | code),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };

  return install_filter (filter, G_N_ELEMENTS (filter));
}
