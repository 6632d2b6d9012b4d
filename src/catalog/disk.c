/* src/catalog/disk.c: whole database files: a checked copy, and a new one put in its place for good. */
#include "catalog/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

#include "catalog/catalog.h"

static gboolean
set_system_error (int      code,
                  GError **error)
{
  PsCatalogError judged = PS_CATALOG_ERROR_FAILED;

  if (code == ENOSPC || code == EDQUOT)
    judged = PS_CATALOG_ERROR_FULL;
  else if (code == EROFS || code == EACCES || code == EPERM)
    judged = PS_CATALOG_ERROR_READ_ONLY;
  /* Translators: %s is what the system says. */
  g_set_error (error, PS_CATALOG_ERROR, judged, _("The catalogue could not be written: %s"), g_strerror (code));
  return FALSE;
}

static gboolean
sync_path (const char  *path,
           int          how,
           GError     **error)
{
  int fd = g_open (path, how | O_CLOEXEC, 0);
  int code = 0;

  if (fd < 0)
    return set_system_error (errno, error);
  if (fsync (fd) != 0)
    code = errno;
  close (fd);
  /* Some file systems cannot sync a folder; they say so with EINVAL. */
  if (code != 0 && !(code == EINVAL && (how & O_DIRECTORY)))
    return set_system_error (code, error);
  return TRUE;
}

/* Never over another file. Where the file system knows no such rename, a look before has to do. */
static int
rename_to_free_name (const char *from,
                     const char *to)
{
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS)
    return errno;
  if (g_access (to, F_OK) == 0)
    return EEXIST;
  return rename (from, to) == 0 ? 0 : errno;
}

/**
 * ps_disk_settle:
 * @unfinished: a closed file
 * @path: where it is to be, in the same folder; no file may be there
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Syncs the file, renames it and syncs the folder. On failure @unfinished is removed.
 *
 * Returns: whether it is at @path for good
 */
gboolean
ps_disk_settle (const char  *unfinished,
                const char  *path,
                GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int code;

  if (!sync_path (unfinished, O_RDONLY, error))
    {
      g_unlink (unfinished);
      return FALSE;
    }
  code = rename_to_free_name (unfinished, path);
  if (code != 0)
    {
      g_unlink (unfinished);
      return set_system_error (code, error);
    }
  return sync_path (folder, O_RDONLY | O_DIRECTORY, error);
}

static gboolean
is_sound (const char  *path,
          GError     **error)
{
  g_autoptr(PsDb) copy = ps_db_open (path, PS_DB_READ_ONLY, error);
  PsStatement *check = copy != NULL ? ps_db_statement (copy, "quick-check", error) : NULL;
  gboolean sound;

  if (check == NULL || ps_statement_step (check, error) != PS_STEP_ROW)
    return FALSE;
  sound = g_strcmp0 (ps_statement_text (check, 0), "ok") == 0;
  ps_statement_reset (check);
  if (!sound)
    g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_CORRUPT,
                         _("The copy of the catalogue is not sound, so it was not kept."));
  return sound;
}

/**
 * ps_disk_copy_database:
 * @db: a connection, in no transaction
 * @path: where no file is
 * @error: set with a %PS_CATALOG_ERROR
 *
 * A copy of one instant, read again and checked before it gets its name.
 *
 * Returns: whether it is at @path for good
 */
gboolean
ps_disk_copy_database (PsDb        *db,
                       const char  *path,
                       GError     **error)
{
  g_autofree char *unfinished = g_strconcat (path, ".part", NULL);
  PsStatement *copy;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return set_system_error (EEXIST, error);
  g_unlink (unfinished);
  copy = ps_db_statement (db, "copy-into", error);
  if (copy == NULL)
    return FALSE;
  ps_statement_bind_text (copy, ":path", unfinished);
  if (ps_statement_run (copy, error) && is_sound (unfinished, error))
    return ps_disk_settle (unfinished, path, error);
  g_unlink (unfinished);
  return FALSE;
}
