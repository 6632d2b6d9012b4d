/* src/vault/survey.c: every file of a library, as it lies there. */
#include "vault/survey.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "vault/contained.h"
#include "vault/file-time.h"

typedef struct
{
  int root_fd;
  GPtrArray *files;   /* owned, nullable; of PsSurveyFile */
  GPtrArray *folders; /* owned, nullable; of char*: a folder comes before what is in it */
  GCancellable *cancellable;
} Survey;

static void
free_file (gpointer data)
{
  PsSurveyFile *self = data;

  g_free (self->path);
  g_free (self);
}

/* What is of one place alone, or made anew where it is wanted. */
static gboolean
stays (const char *path)
{
  static const char *const own[] = { "READ-ME.txt", ".proofsheet/library.json", ".proofsheet/lock", ".proofsheet/staging",
                                     ".proofsheet/moving", "photos.db", "photos.db-wal",
                                     "photos.db-shm", "photos.db-journal", "photos.db-rebuilt", NULL };

  return g_strv_contains (own, path);
}

static gboolean survey_folder (Survey *self, const char *path, GError **error);

static gboolean
survey_entry (Survey      *self,
              int          folder_fd,
              const char  *folder,
              const char  *name,
              GError     **error)
{
  g_autofree char *path = *folder == '\0' ? g_strdup (name) : g_strconcat (folder, "/", name, NULL);
  PsSurveyFile *file;
  struct stat info;

  if (g_str_equal (name, ".") || g_str_equal (name, "..") || stays (path) || !g_utf8_validate (name, -1, NULL)
      || fstatat (folder_fd, name, &info, AT_SYMLINK_NOFOLLOW) < 0)
    return TRUE;
  if (S_ISDIR (info.st_mode))
    {
      if (self->folders != NULL)
        g_ptr_array_add (self->folders, g_strdup (path));
      return survey_folder (self, path, error);
    }
  if (!S_ISREG (info.st_mode) || self->files == NULL)
    return TRUE;
  file = g_new (PsSurveyFile, 1);
  *file = (PsSurveyFile) { g_steal_pointer (&path), info.st_size, ps_file_time_get (&info), info.st_mode & 0777 };
  g_ptr_array_add (self->files, file);
  return TRUE;
}

static int
open_folder (int          root_fd,
             const char  *path,
             GError     **error)
{
  int fd;

  if (*path != '\0')
    return ps_contained_open_folder (root_fd, path, FALSE, error);
  fd = openat (root_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    ps_vault_set_errno (error, errno, PS_ERRNO_NAME, ".");
  return fd;
}

static gboolean
survey_folder (Survey      *self,
               const char  *path,
               GError     **error)
{
  int fd = open_folder (self->root_fd, path, error);
  DIR *dir = fd >= 0 ? fdopendir (fd) : NULL;
  const struct dirent *entry;
  gboolean done = TRUE;

  if (dir == NULL)
    {
      ps_fd_close (&fd);
      return FALSE;
    }
  errno = 0;
  while (done && (entry = readdir (dir)) != NULL)
    {
      done = !g_cancellable_set_error_if_cancelled (self->cancellable, error)
             && survey_entry (self, dirfd (dir), path, entry->d_name, error);
      errno = 0;
    }
  if (done && errno != 0)
    {
      ps_vault_set_errno (error, errno, PS_ERRNO_BYTES, path);
      done = FALSE;
    }
  closedir (dir);
  return done;
}

static int
compare_files (gconstpointer a,
               gconstpointer b)
{
  return strcmp ((*(PsSurveyFile *const *) a)->path, (*(PsSurveyFile *const *) b)->path);
}

/**
 * ps_survey_make:
 * @root_fd: a library's folder
 * @cancellable: (nullable): asked at each file
 * @error: a folder cannot be read
 *
 * Returns: (transfer full) (element-type PsSurveyFile) (nullable): its files, by path
 */
GPtrArray *
ps_survey_make (int            root_fd,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (free_file);
  Survey self = { .root_fd = root_fd, .files = files, .cancellable = cancellable };

  if (!survey_folder (&self, "", error))
    return NULL;
  g_ptr_array_sort (files, compare_files);
  return g_steal_pointer (&files);
}

/**
 * ps_survey_list_folders:
 * @root_fd: a library's folder
 * @error: a folder cannot be read
 *
 * Returns: (transfer full) (element-type utf8) (nullable): its folders; none before one that is in it
 */
GPtrArray *
ps_survey_list_folders (int      root_fd,
                        GError **error)
{
  g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);
  Survey self = { .root_fd = root_fd, .folders = folders };

  if (!survey_folder (&self, "", error))
    return NULL;
  for (guint i = 0; i < folders->len / 2; i++)
    {
      gpointer other = folders->pdata[folders->len - 1 - i];

      folders->pdata[folders->len - 1 - i] = folders->pdata[i];
      folders->pdata[i] = other;
    }
  return g_steal_pointer (&folders);
}
