/* src/export/folder.c: files written into a folder of the person's, and what can be wrong with it. */
#include "export/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vault/name-part.h"
#include "vault/part-file.h"

static int
error_of (int code)
{
  switch (code)
    {
    case EDQUOT: /* a share of the drive that is used up is a full drive */
      return G_IO_ERROR_NO_SPACE;

    case EIO:
    case ENODEV:
    case ENXIO:
    case ESTALE:
    case ENOTCONN:
      return G_IO_ERROR_NOT_MOUNTED;

    default:
      return (int) g_io_error_from_errno (code);
    }
}

/**
 * ps_export_fail:
 * @error: return location
 * @path: a file's path
 * @code: an errno of writing to it
 *
 * Returns: %FALSE
 */
gboolean
ps_export_fail (GError     **error,
                const char  *path,
                int          code)
{
  /* Translators: a file's path, and what the system says. */
  g_set_error (error, G_IO_ERROR, error_of (code), _("“%1$s” could not be written: %2$s"), path, g_strerror (code));
  return FALSE;
}

/**
 * ps_export_ends:
 * @error: why one photo could not be written
 *
 * A drive that is full, cannot be written, or went away takes no other photo either.
 *
 * Returns: whether the export ends by it
 */
gboolean
ps_export_ends (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_MOUNTED) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
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
 * ps_export_write:
 * @fd: a new file
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
        return ps_export_fail (error, path, errno);
      bytes += n;
      n_bytes -= (gsize) n;
    }
  return TRUE;
}

/**
 * ps_export_read:
 * @fd: a file that was written
 * @n_bytes: (out): how much is in it
 *
 * Returns: (transfer full) (nullable): what is in it now, and a zero; %NULL with errno set
 */
char *
ps_export_read (int    fd,
                gsize *n_bytes)
{
  struct stat info;
  g_autofree char *bytes = NULL;
  gsize length, done = 0;

  if (fstat (fd, &info) != 0)
    return NULL;
  length = (gsize) info.st_size;
  bytes = g_malloc (length + 1);
  while (done < length)
    {
      gssize n = pread (fd, bytes + done, length - done, (off_t) done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return NULL;
      if (n == 0)
        break;
      done += (gsize) n;
    }
  bytes[done] = '\0';
  *n_bytes = done;
  return g_steal_pointer (&bytes);
}

/**
 * ps_export_link:
 * @from: an original
 * @folder_fd: a folder
 * @name: what it is called there, if that is free
 * @given: (out) (transfer full): what it is called
 *
 * Returns: whether the original is there under a second name; %FALSE where there can be no hard links
 */
gboolean
ps_export_link (const char *from,
                int         folder_fd,
                const char *name,
                char      **given)
{
  for (guint n = 1; n <= PS_PART_FILE_MOST_SIBLINGS; n++)
    {
      g_autofree char *candidate = ps_part_file_sibling (name, n);

      if (linkat (AT_FDCWD, from, folder_fd, candidate, 0) == 0)
        {
          *given = g_steal_pointer (&candidate);
          return TRUE;
        }
      if (errno != EEXIST)
        return FALSE;
    }
  return FALSE;
}
