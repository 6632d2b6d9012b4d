/* src/vault/suitability.c: whether a folder may become a library, or why not, in a sentence. Any thread; writes nothing. */
#include "vault/suitability.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/text.h"
#include "vault/contained.h"
#include "vault/manifest-log.h"
#include "vault/marker.h"
#include "vault/room.h"

/* Less than a few photos fit: not worth beginning. */
#define MIN_FREE_BYTES (1000 * 1000)

/**
 * ps_suitable_refuse:
 * @error: return location
 * @sentence: why not, translated
 *
 * Returns: %FALSE
 */
gboolean
ps_suitable_refuse (GError     **error,
                    const char  *sentence)
{
  g_set_error_literal (error, PS_VAULT_ERROR, PS_VAULT_ERROR_UNSUITABLE, sentence);
  return FALSE;
}

static gboolean
is_same_folder (const struct stat *info,
                const char        *path)
{
  struct stat other;

  return path != NULL && stat (path, &other) == 0 && other.st_dev == info->st_dev && other.st_ino == info->st_ino;
}

static gboolean
is_empty_folder (int         folder_fd,
                 const char *name)
{
  ps_autofd fd = openat (folder_fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  DIR *dir = fd >= 0 ? fdopendir (dup (fd)) : NULL;
  const struct dirent *entry;
  gboolean empty = dir != NULL;

  while (empty && (entry = readdir (dir)) != NULL)
    empty = strcmp (entry->d_name, ".") == 0 || strcmp (entry->d_name, "..") == 0;
  if (dir != NULL)
    closedir (dir);
  return empty;
}

/* What file managers and systems leave on an empty drive, and what a first try that was interrupted left. */
static gboolean
is_harmless (int         folder_fd,
             const char *name)
{
  static const char *names[] = {
    ".proofsheet", "READ-ME.txt", "lost+found", ".DS_Store", ".Trashes", ".fseventsd", ".Spotlight-V100", ".TemporaryItems",
    "System Volume Information", "$RECYCLE.BIN", "RECYCLER", "desktop.ini", ".directory", "Thumbs.db"
  };
  struct stat info;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (name, names[i]) == 0)
      return TRUE;
  if (g_str_has_prefix (name, ".Trash-"))
    return TRUE;
  if (strcmp (name, PS_MANIFEST_SUMS_PATH) == 0)
    return fstatat (folder_fd, name, &info, AT_SYMLINK_NOFOLLOW) == 0 && info.st_size == 0;
  return strcmp (name, "Photos") == 0 && is_empty_folder (folder_fd, name);
}

/**
 * ps_suitable_empty:
 * @root_fd: a folder
 * @root: its path
 * @error: %PS_VAULT_ERROR_UNSUITABLE, naming one of the things
 *
 * Returns: whether nothing of anybody's lies in it
 */
gboolean
ps_suitable_empty (int          root_fd,
                   const char  *root,
                   GError     **error)
{
  g_autoptr(GDir) dir = g_dir_open (root, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (!is_harmless (root_fd, name))
      {
        g_autofree char *shown = ps_text_visible (name, 80);

        g_set_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_UNSUITABLE,
                     /* Translators: %s is the name of a file or folder. */
                     _("There are other things in this folder already (“%s”, for one). They were not touched. "
                       "Choose an empty folder, or a new one beside it."), shown);
        return FALSE;
      }
  return TRUE;
}

/**
 * ps_suitable_outside:
 * @folder: where a library would lie in
 * @error: %PS_VAULT_ERROR_UNSUITABLE, naming the library around it
 *
 * From the folder's real place upwards: no library inside another one.
 *
 * Returns: whether it is in none
 */
gboolean
ps_suitable_outside (const char  *folder,
                     GError     **error)
{
  g_autofree char *path = realpath (folder, NULL);

  while (path != NULL && strcmp (path, "/") != 0)
    {
      g_autofree char *marker = g_build_filename (path, PS_MARKER_PATH, NULL);

      if (g_file_test (marker, G_FILE_TEST_EXISTS))
        {
          g_autofree char *shown = ps_text_visible (path, 200);

          g_set_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_UNSUITABLE,
                       /* Translators: %s is a folder. */
                       _("This folder lies inside another library, “%s”. Choose a folder outside of it."), shown);
          return FALSE;
        }
      {
        char *parent = g_path_get_dirname (path);

        g_free (path);
        path = parent;
      }
    }
  return TRUE;
}

/**
 * ps_suitable_marker:
 * @root_fd: a folder
 * @cloud_name: whose library it is to become
 * @error: %PS_VAULT_ERROR_UNSUITABLE; _IO if the drive fails
 *
 * Returns: whether it is no library yet
 */
gboolean
ps_suitable_marker (int          root_fd,
                     const char  *cloud_name,
                     GError     **error)
{
  g_autoptr(GError) reason = NULL;
  g_autoptr(PsMarker) marker = ps_marker_read (root_fd, &reason);
  struct stat info;

  if (marker == NULL)
    {
      if (g_error_matches (reason, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_MARKER)
          && fstatat (root_fd, PS_MARKER_PATH, &info, AT_SYMLINK_NOFOLLOW) < 0)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&reason)); /* newer, unreadable, or the drive fails */
      return FALSE;
    }
  if (strcmp (marker->cloud_name, cloud_name) == 0)
    return ps_suitable_refuse (error, _("This folder is already a library of this cloud. Open it instead; nothing was changed."));
  {
    g_autofree char *shown = ps_text_visible (marker->cloud_name, 80);

    g_set_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_UNSUITABLE,
                 /* Translators: %s is the name of a cloud (of an account). */
                 _("This folder is the library of another cloud, “%s”. Choose another folder; nothing was changed."), shown);
  }
  return FALSE;
}

/**
 * ps_suitable_drive:
 * @fd: a folder
 * @folder: its path
 * @error: %PS_VAULT_ERROR_UNSUITABLE
 *
 * Returns: whether it can be written to, and has room for more than nothing
 */
gboolean
ps_suitable_drive (int          fd,
                   const char  *folder,
                   GError     **error)
{
  struct statvfs info;
  PsVaultRoom room;

  if ((fstatvfs (fd, &info) == 0 && (info.f_flag & ST_RDONLY) != 0)
      || (faccessat (AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) < 0 && errno == EROFS))
    return ps_suitable_refuse (error, _("This drive can only be read. Choose a folder on a drive that can be written to."));
  if (faccessat (AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) < 0)
    return ps_suitable_refuse (error, _("You are not allowed to write to this folder. Choose another one."));
  if (!ps_room_read (fd, &room, error))
    return FALSE;
  if (room.n_free - room.n_reserve < MIN_FREE_BYTES || room.n_free_inodes == 0)
    {
      g_autofree char *left = g_format_size (MAX (room.n_free, 0));

      g_set_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_UNSUITABLE,
                   /* Translators: %s is an amount such as “1.2 GB”. */
                   _("This drive is too small or too full: %s are free, and a part of that stays free. "
                     "Choose a larger drive."), left);
      return FALSE;
    }
  return TRUE;
}

/**
 * ps_suitable_folder:
 * @root_fd: a folder
 * @root: its path
 * @cloud_name: whose library it is to become
 * @may_be_full: what lies in it is what it is about
 * @error: %PS_VAULT_ERROR_UNSUITABLE with a sentence of its own for each reason
 *
 * Returns: whether it may become a library
 */
gboolean
ps_suitable_folder (int          root_fd,
                    const char  *root,
                    const char  *cloud_name,
                    gboolean     may_be_full,
                    GError     **error)
{
  g_autofree char *parent = g_path_get_dirname (root);
  struct stat info;

  if (fstat (root_fd, &info) < 0)
    {
      ps_vault_set_errno (error, errno, PS_ERRNO_BYTES, root);
      return FALSE;
    }
  if (is_same_folder (&info, "/"))
    return ps_suitable_refuse (error, _("This is the root of the computer’s own disk. Choose a folder of its own for the library."));
  if (is_same_folder (&info, g_get_home_dir ()))
    return ps_suitable_refuse (error, _("This is your home folder itself. Choose a folder inside it."));
  return ps_suitable_marker (root_fd, cloud_name, error) && ps_suitable_outside (parent, error)
         && ps_suitable_drive (root_fd, root, error)
         && (may_be_full || ps_suitable_empty (root_fd, root, error));
}
