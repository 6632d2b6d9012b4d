/* tests/vault/test-order.c: what is done to the drive, in which order, and with calls that do only a part. Promises 1, 2; F7.
 *
 * The calls below stand before the C library's of the same name: they note what
 * was asked, and then ask the kernel.
 */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "vault-test.h"

static GMutex lock;
static GPtrArray *calls;      /* of char*: "fsync a/b", "rename a/b c/d" */
static const char *bad_folder; /* fsync of it fails; nullable */
static guint n_writes;        /* counted while stutter */
static gboolean stutter;

static char *
name_of (int         fd,
         const char *name)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", fd), *path = g_file_read_link (link, NULL);

  return name != NULL ? g_strconcat (path, "/", name, NULL) : g_steal_pointer (&path);
}

static void
note (char *call)
{
  g_mutex_lock (&lock);
  if (calls != NULL)
    g_ptr_array_add (calls, call);
  else
    g_free (call);
  g_mutex_unlock (&lock);
}

int
fsync (int fd)
{
  g_autofree char *path = name_of (fd, NULL);

  if (bad_folder != NULL && g_str_has_suffix (path, bad_folder))
    {
      errno = EIO;
      return -1;
    }
  note (g_strconcat ("fsync ", path, NULL));
  return syscall (SYS_fsync, fd);
}

int
renameat2 (int          from_fd,
           const char  *from,
           int          to_fd,
           const char  *to,
           unsigned int flags)
{
  g_autofree char *from_path = name_of (from_fd, from), *to_path = name_of (to_fd, to);

  note (g_strconcat ("rename ", from_path, " ", to_path, NULL));
  return syscall (SYS_renameat2, from_fd, from, to_fd, to, flags);
}

int
mkdirat (int         fd,
         const char *name,
         mode_t      mode)
{
  g_autofree char *path = name_of (fd, name);

  note (g_strconcat ("mkdir ", path, NULL));
  return syscall (SYS_mkdirat, fd, name, mode);
}

/* Every third is interrupted, every other writes a part only. */
ssize_t
pwrite (int         fd,
        const void *bytes,
        size_t      n_bytes,
        off_t       offset)
{
  if (stutter)
    {
      guint n = g_atomic_int_add ((int *) &n_writes, 1);

      if (n % 3 == 0)
        {
          errno = EINTR;
          return -1;
        }
      n_bytes = MIN (n_bytes, 1 + n % 7);
    }
  return syscall (SYS_pwrite64, fd, bytes, n_bytes, offset);
}

/* The place of the first call from which that begins and ends so; fails if there is none. */
static guint
find (guint       from,
      const char *begin,
      const char *end)
{
  for (guint i = from; i < calls->len; i++)
    {
      const char *call = g_ptr_array_index (calls, i);

      if (g_str_has_prefix (call, begin) && g_str_has_suffix (call, end))
        return i;
    }
  g_test_message ("no “%s…%s” among:", begin, end);
  for (guint i = 0; i < calls->len; i++)
    g_test_message ("  %u %s", i, (char *) g_ptr_array_index (calls, i));
  g_test_fail ();
  return G_MAXUINT / 2;
}

/* Appendix A: sync, rename, sync of the folder; a new folder is synced in its parent before anything lies in it. */
static void
test_commit_order (TestLibrary   *self,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  guint made, parent, synced, renamed;

  calls = g_ptr_array_new_with_free_func (g_free);
  ps_intake_result_free (test_import (self->vault, "a", "Photos/one/two/a.jpg", "photo", &error));
  g_assert_no_error (error);

  synced = find (0, "fsync ", "/.proofsheet/staging/a-1.part");
  made = find (0, "mkdir ", "/Photos/one");
  parent = find (made, "fsync ", "/Photos");
  made = find (parent, "mkdir ", "/Photos/one/two");
  parent = find (made, "fsync ", "/Photos/one");
  renamed = find (0, "rename ", "/Photos/one/two/a.jpg");
  g_assert_cmpuint (synced, <, renamed);
  g_assert_cmpuint (parent, <, renamed);
  find (renamed, "fsync ", "/Photos/one/two");

  g_ptr_array_set_size (calls, 0);
  g_assert_true (test_move (self->vault, "Photos/one/two/a.jpg", "Photos/b.jpg", &error));
  renamed = find (0, "rename ", "/Photos/b.jpg");
  find (renamed, "fsync ", "/Photos");
  find (renamed, "fsync ", "/Photos/one/two");
  g_clear_pointer (&calls, g_ptr_array_unref);
}

/* A name that may not have reached the drive is not reported as safe; the next try finds the file and adopts it. */
static void
test_folder_not_synced (TestLibrary   *self,
                        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PsIntakeResult) result = NULL;

  bad_folder = "/Photos/Trip";
  g_assert_null (test_import (self->vault, "a", "Photos/Trip/a.jpg", "photo", &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_IO);
  g_clear_error (&error);
  bad_folder = NULL;
  result = test_import (self->vault, "a", "Photos/Trip/a.jpg", "photo", &error);
  g_assert_no_error (error);
  g_assert_true (result->was_there);
}

/* F7: interrupted and short writes are gone on with. */
static void
test_short_writes (TestLibrary   *self,
                   gconstpointer  data)
{
  g_autofree char *text = g_strnfill (5000, 'x');
  g_autoptr(GError) error = NULL;

  stutter = TRUE;
  ps_intake_result_free (test_import (self->vault, "a", "Photos/a.jpg", text, &error));
  stutter = FALSE;
  g_assert_no_error (error);
  g_assert_cmpuint (n_writes, >, 1000);
  g_assert_true (test_sums_are_right (self->root));
}

#define ADD(path, func) g_test_add (path, TestLibrary, NULL, test_library_set_up, func, test_library_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/order/commit", test_commit_order);
  ADD ("/order/folder-not-synced", test_folder_not_synced);
  ADD ("/order/short-writes", test_short_writes);
  return g_test_run ();
}
