/* tests/export/test-faults.c: what a drive answers decides whether one photo fails or the export ends; and a file has its name only once it is whole. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "export/folder.h"
#include "export/target.h"
#include "vault/copy-out.h"
#include "vault/part-file.h"
#include "vault/vault.h"

/* What the drive answers from now on: an errno; 0: as it is. */
static int write_code, sync_code, rename_code, link_code;

ssize_t
write (int         fd,
       const void *bytes,
       size_t      n_bytes)
{
  if (write_code != 0 && fd > 2)
    {
      errno = write_code;
      return -1;
    }
  return syscall (SYS_write, fd, bytes, n_bytes);
}

int
fsync (int fd)
{
  errno = sync_code;
  return sync_code != 0 ? -1 : (int) syscall (SYS_fsync, fd);
}

int
renameat2 (int          from_fd,
           const char  *from,
           int          to_fd,
           const char  *to,
           unsigned int flags)
{
  errno = rename_code;
  return rename_code != 0 ? -1 : (int) syscall (SYS_renameat2, from_fd, from, to_fd, to, flags);
}

int
linkat (int         from_fd,
        const char *from,
        int         to_fd,
        const char *to,
        int         flags)
{
  errno = link_code;
  return link_code != 0 ? -1 : (int) syscall (SYS_linkat, from_fd, from, to_fd, to, flags);
}

typedef struct
{
  char *path, *original;
  int fd;
} Place;

static void
set_up (Place         *place,
        gconstpointer  data)
{
  place->path = g_dir_make_tmp ("ps-export-XXXXXX", NULL);
  place->fd = open (place->path, O_RDONLY | O_DIRECTORY);
  place->original = g_strconcat (place->path, "-original", NULL);
  g_assert_true (g_file_set_contents (place->original, "a picture", -1, NULL));
}

static void
tear_down (Place         *place,
           gconstpointer  data)
{
  g_autoptr(GDir) folder = g_dir_open (place->path, 0, NULL);

  write_code = sync_code = rename_code = link_code = 0;
  for (const char *name; (name = g_dir_read_name (folder)) != NULL; )
    unlinkat (place->fd, name, 0);
  close (place->fd);
  g_rmdir (place->path);
  g_unlink (place->original);
  g_free (place->path);
  g_free (place->original);
}

static guint
count_files (Place *place)
{
  g_autoptr(GDir) folder = g_dir_open (place->path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

static void
test_codes (void)
{
  static const struct { int code; gboolean ends; } codes[] = {
    { ENOSPC, TRUE }, { EDQUOT, TRUE }, { EROFS, TRUE }, { EIO, TRUE }, { ENODEV, TRUE }, { ENXIO, TRUE },
    { EACCES, FALSE }, { ENAMETOOLONG, FALSE }, { EFBIG, FALSE }, { EEXIST, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (ps_export_fail (&error, "/a/file", codes[i].code));
      g_assert_nonnull (strstr (error->message, "/a/file"));
      g_assert_cmpint (ps_export_ends (error), ==, codes[i].ends);
    }
}

static void
test_copy (Place         *place,
           gconstpointer  data)
{
  static const struct { int code, error; } codes[] = {
    { ENOSPC, PS_VAULT_ERROR_NO_SPACE }, { EDQUOT, PS_VAULT_ERROR_NO_SPACE }, { EROFS, PS_VAULT_ERROR_READ_ONLY },
    { EIO, PS_VAULT_ERROR_IO }, { ENODEV, PS_VAULT_ERROR_IO }, { EFBIG, PS_VAULT_ERROR_FAILED },
  };
  g_autofree char *name = NULL;

  for (guint i = 0; i < 2 * G_N_ELEMENTS (codes); i++)
    {
      g_autoptr(GError) error = NULL;
      int *fault = i % 2 ? &write_code : &sync_code;

      *fault = codes[i / 2].code;
      g_assert_false (ps_copy_out_one (place->original, place->fd, "one.jpg", NULL, NULL, NULL, &error));
      *fault = 0;
      g_assert_error (error, PS_VAULT_ERROR, codes[i / 2].error);
      g_assert_cmpuint (count_files (place), ==, 0);
    }
  g_assert_true (ps_copy_out_one (place->original, place->fd, "one.jpg", NULL, &name, NULL, NULL));
  g_assert_cmpstr (name, ==, "one.jpg");
}

/* The same where the drive knows no rename that replaces nothing, and where it knows no links either. */
static void
test_nothing_is_replaced (Place         *place,
                          gconstpointer  data)
{
  static const char *const names[] = { "one.jpg", "one (2).jpg", "one (3).jpg" };
  g_autofree char *left = g_build_filename (place->path, "one.jpg", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (left, "mine", -1, NULL));
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = NULL;
      PsPartFile part;

      rename_code = i > 0 ? EINVAL : 0;
      link_code = i > 1 ? EPERM : 0;
      g_assert_true (ps_part_file_open (&part, place->fd));
      g_assert_false (ps_part_file_publish (&part, "one.jpg", FALSE, NULL));
      g_assert_cmpint (errno, ==, EEXIST);
      ps_part_file_discard (&part);
      g_assert_true (ps_copy_out_one (place->original, place->fd, "one.jpg", NULL, &name, NULL, NULL));
      if (i < 2)
        g_assert_cmpstr (name, ==, names[i + 1]);
    }
  g_assert_true (g_file_get_contents (left, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");
  g_assert_cmpuint (count_files (place), ==, 4);
}

static void
test_left_over (Place         *place,
                gconstpointer  data)
{
  PsPartFile part;
  int left = openat (place->fd, ".proofsheet-01234567.part", O_WRONLY | O_CREAT, 0644);
  int own = openat (place->fd, ".proofsheet-mine.part", O_WRONLY | O_CREAT, 0644);

  close (left);
  close (own);
  g_assert_true (ps_part_file_open (&part, place->fd));
  g_assert_cmpuint (ps_part_file_clean (place->fd), ==, 1);
  g_assert_cmpuint (count_files (place), ==, 2);
  g_assert_true (ps_part_file_publish (&part, "whole", FALSE, NULL));
}

static void
test_gone (Place         *place,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (place->path, "target", NULL), *away = g_strconcat (path, "-away", NULL);
  g_autoptr(GError) error = NULL;
  PsExportTarget *target = ps_export_target_open (path, "/nowhere", NULL);

  g_assert_true (ps_export_target_check (target, NULL));
  g_assert_cmpint (g_rename (path, away), ==, 0);
  g_assert_false (ps_export_target_check (target, &error));
  g_assert_true (ps_export_ends (error));
  g_clear_error (&error);
  g_assert_cmpint (g_rmdir (away), ==, 0);
  g_assert_cmpint (ps_export_target_open_folder (target, "a/b", &error), <, 0);
  g_assert_true (ps_export_ends (error));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  ps_export_target_free (target);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/faults/codes", test_codes);
  g_test_add ("/faults/copy", Place, NULL, set_up, test_copy, tear_down);
  g_test_add ("/faults/nothing-is-replaced", Place, NULL, set_up, test_nothing_is_replaced, tear_down);
  g_test_add ("/faults/left-over", Place, NULL, set_up, test_left_over, tear_down);
  g_test_add ("/faults/gone", Place, NULL, set_up, test_gone, tear_down);
  return g_test_run ();
}
