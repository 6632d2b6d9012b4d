/* src/export/folder.c: files written into a folder of the person's: nothing there is ever overwritten. */
#include "export/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "vault/name-part.h"

#define MOST_SIBLINGS 10000

static gboolean
fail (GError     **error,
      const char  *path,
      int          code)
{
  /* Translators: a file's path, and what the system says. */
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("“%1$s” could not be written: %2$s"), path, g_strerror (code));
  return FALSE;
}

/**
 * ps_export_clean_path:
 * @path: folders as people name them, with "/" between them
 *
 * Returns: (transfer full): the same as any disk can hold it; it never leads upwards
 */
char *
ps_export_clean_path (const char *path)
{
  const PsNameRules strict = { .any_characters = FALSE };
  g_auto(GStrv) parts = g_strsplit (path, "/", -1);
  GString *clean = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *part = ps_name_part_clean (parts[i], strict);

      if (*part == '\0' || g_str_equal (part, ".") || g_str_equal (part, ".."))
        continue;
      g_string_append_printf (clean, "%s%s", clean->len > 0 ? "/" : "", part);
    }
  return g_string_free (clean, FALSE);
}

/**
 * ps_export_make_folders:
 * @root: a folder
 * @relative: what is to be below it
 * @error: return location
 *
 * Returns: whether it is there
 */
gboolean
ps_export_make_folders (const char  *root,
                        const char  *relative,
                        GError     **error)
{
  g_autofree char *path = g_build_filename (root, relative, NULL);

  return g_mkdir_with_parents (path, 0755) == 0 || fail (error, path, errno);
}

static char *
sibling (const char *name,
         guint       n)
{
  const char *dot = strrchr (name, '.');
  gsize stem = dot != NULL && dot != name ? (gsize) (dot - name) : strlen (name);

  return n == 1 ? g_strdup (name) : g_strdup_printf ("%.*s (%u)%s", (int) stem, name, n, name + stem);
}

/**
 * ps_export_create:
 * @folder: a folder that is there
 * @name: the file's name
 * @may_rename: whether it may get a number where the name is taken
 * @path: (out) (transfer full): where it is
 * @error: set with %G_IO_ERROR_EXISTS
 *
 * Returns: the new, empty file; -1: error
 */
int
ps_export_create (const char  *folder,
                  const char  *name,
                  gboolean     may_rename,
                  char       **path,
                  GError     **error)
{
  for (guint n = 1; n <= (may_rename ? MOST_SIBLINGS : 1); n++)
    {
      g_autofree char *candidate = sibling (name, n);
      g_autofree char *whole = g_build_filename (folder, candidate, NULL);
      int fd = g_open (whole, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);

      if (fd >= 0)
        {
          *path = g_steal_pointer (&whole);
          return fd;
        }
      if (errno != EEXIST || n == (may_rename ? MOST_SIBLINGS : 1))
        {
          fail (error, whole, errno);
          return -1;
        }
    }
  return -1;
}

/**
 * ps_export_write:
 * @fd: a file of ps_export_create()
 * @bytes: what to write
 * @n_bytes: how much
 * @path: its path, for words
 * @error: return location
 *
 * Returns: whether all is written
 */
gboolean
ps_export_write (int          fd,
                 const char  *bytes,
                 gsize        n_bytes,
                 const char  *path,
                 GError     **error)
{
  while (n_bytes > 0)
    {
      gssize n = write (fd, bytes, n_bytes);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (error, path, errno);
      bytes += n;
      n_bytes -= (gsize) n;
    }
  return TRUE;
}

/**
 * ps_export_finish:
 * @fd: a file of ps_export_create(); closed in any case
 * @path: its path, for words
 * @error: return location
 *
 * Returns: whether it is on the disk
 */
gboolean
ps_export_finish (int          fd,
                  const char  *path,
                  GError     **error)
{
  int code = fsync (fd) != 0 ? errno : 0;

  if (close (fd) != 0 && code == 0)
    code = errno;
  return code == 0 || fail (error, path, code);
}

/**
 * ps_export_link:
 * @from: an original
 * @folder: a folder on the same drive
 * @name: what it is called there, if that is free
 * @renamed: (out): whether it had to be called otherwise
 * @error: set with %G_IO_ERROR_NOT_SUPPORTED or the like where there can be no hard links
 *
 * Returns: whether the original is there under a second name
 */
gboolean
ps_export_link (const char  *from,
                const char  *folder,
                const char  *name,
                gboolean    *renamed,
                GError     **error)
{
  for (guint n = 1; n <= MOST_SIBLINGS; n++)
    {
      g_autofree char *candidate = sibling (name, n);
      g_autofree char *whole = g_build_filename (folder, candidate, NULL);

      *renamed = n > 1;
      if (linkat (AT_FDCWD, from, AT_FDCWD, whole, 0) == 0)
        return TRUE;
      if (errno != EEXIST)
        return fail (error, whole, errno);
    }
  return fail (error, name, EEXIST);
}
