/* src/vault/half-made.c: a place that a library is moving to: known by a note, gone on with, or taken away. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "vault/contained.h"
#include "vault/survey.h"
#include "vault/transplant.h"

#define NOTE ".proofsheet/moving"
#define LONGEST_NOTE 200

static int
open_root (const char  *root,
           GError     **error)
{
  int fd = open (root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    ps_vault_set_errno (error, errno, PS_ERRNO_NAME, root);
  return fd;
}

/**
 * ps_transplant_mark:
 * @to: a folder that has just been made a library
 * @library_id: the library that moves there
 * @error: set with %PS_VAULT_ERROR
 *
 * Returns: whether the note is there
 */
gboolean
ps_transplant_mark (const char  *to,
                    const char  *library_id,
                    GError     **error)
{
  ps_autofd fd = open_root (to, error);

  return fd >= 0 && ps_contained_replace (fd, NOTE, library_id, error);
}

/**
 * ps_transplant_find_mark:
 * @to: any folder
 *
 * Returns: (transfer full) (nullable): the id of the library that was moving there; %NULL: it is no half made place
 */
char *
ps_transplant_find_mark (const char *to)
{
  ps_autofd fd = open (to, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0 || faccessat (fd, "photos.db", F_OK, AT_SYMLINK_NOFOLLOW) == 0)
    return NULL;
  return ps_contained_read_text (fd, NOTE, LONGEST_NOTE, NULL);
}

/**
 * ps_transplant_unmark:
 * @to: a place that is whole now
 * @error: set with %PS_VAULT_ERROR
 *
 * Returns: whether the note is gone
 */
gboolean
ps_transplant_unmark (const char  *to,
                      GError     **error)
{
  ps_autofd fd = open_root (to, error);

  if (fd < 0)
    return FALSE;
  if (unlinkat (fd, NOTE, 0) == 0 || errno == ENOENT)
    return TRUE;
  ps_vault_set_errno (error, errno, PS_ERRNO_NAME, NOTE);
  return FALSE;
}

/* Taking it away ---------------------------------------------------------------------------- */

typedef struct
{
  char *from, *to; /* owned */
} Places;

static void
free_places (gpointer data)
{
  Places *self = data;

  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

/* A file goes if the same lies in the library itself, by name and size. */
static void
remove_copies (int        from_fd,
               int        to_fd,
               GPtrArray *files)
{
  for (guint i = 0; i < files->len; i++)
    {
      const PsSurveyFile *file = g_ptr_array_index (files, i);
      ps_autofd original = ps_contained_open (from_fd, file->path, O_RDONLY | O_NONBLOCK, NULL);
      g_auto(PsPlace) place = { .folder_fd = -1 };
      gboolean is_list = g_str_equal (file->path, "MANIFEST.sha256") || g_str_has_prefix (file->path, ".proofsheet/manifest.");
      struct stat info;

      if (((original >= 0 && fstat (original, &info) == 0 && info.st_size == file->n_bytes) || is_list)
          && ps_contained_place (to_fd, file->path, FALSE, &place, NULL))
        unlinkat (place.folder_fd, place.name, 0);
    }
}

/* What is made with every library. */
static void
remove_own (int to_fd)
{
  static const char *const names[] = { "READ-ME.txt", ".proofsheet/lock", ".proofsheet/library.json", NOTE };
  ps_autofd staging = ps_contained_open_folder (to_fd, ".proofsheet/staging", FALSE, NULL);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", staging);
  g_autoptr(GDir) dir = staging >= 0 ? g_dir_open (path, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    unlinkat (staging, name, 0);
  unlinkat (to_fd, ".proofsheet/staging", AT_REMOVEDIR);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    unlinkat (to_fd, names[i], 0);
}

static void
remove_empty_folders (int to_fd)
{
  g_autoptr(GPtrArray) folders = ps_survey_list_folders (to_fd, NULL);

  for (guint i = 0; folders != NULL && i < folders->len; i++)
    {
      g_auto(PsPlace) place = { .folder_fd = -1 };

      if (ps_contained_place (to_fd, g_ptr_array_index (folders, i), FALSE, &place, NULL))
        unlinkat (place.folder_fd, place.name, AT_REMOVEDIR); /* which takes none that holds anything */
    }
}

static void
take_away_in_thread (GTask        *task,
                     gpointer      source,
                     gpointer      data,
                     GCancellable *cancellable)
{
  const Places *places = data;
  g_autofree char *note = ps_transplant_find_mark (places->to);
  g_autoptr(GPtrArray) files = NULL;
  ps_autofd from_fd = -1, to_fd = -1;
  GError *error = NULL;

  if (note == NULL) /* it is whole, or never was one: nothing there is ours to take */
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  from_fd = open_root (places->from, &error);
  to_fd = from_fd >= 0 ? open_root (places->to, &error) : -1;
  files = to_fd >= 0 ? ps_survey_make (to_fd, NULL, &error) : NULL;
  if (files == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  remove_copies (from_fd, to_fd, files);
  remove_own (to_fd);
  remove_empty_folders (to_fd);
  rmdir (places->to);
  g_task_return_boolean (task, TRUE);
}

/**
 * ps_transplant_take_away_async:
 * @from: the library
 * @to: where it was moving to, half made
 * @callback: when it is gone
 * @user_data: for @callback
 *
 * Takes only what bears the note of a half made place, and of that only copies
 * of what @from holds.
 */
void
ps_transplant_take_away_async (const char          *from,
                               const char          *to,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Places *places = g_new (Places, 1);

  *places = (Places) { g_canonicalize_filename (from, NULL), g_canonicalize_filename (to, NULL) };
  g_task_set_source_tag (task, ps_transplant_take_away_async);
  g_task_set_task_data (task, places, free_places);
  g_task_run_in_thread (task, take_away_in_thread);
}

/**
 * ps_transplant_take_away_finish:
 * @result: what the callback got
 * @error: set with %PS_VAULT_ERROR
 *
 * Returns: whether nothing of it is left but what was not ours
 */
gboolean
ps_transplant_take_away_finish (GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
