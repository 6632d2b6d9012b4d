/* src/library/snapshots.c: daily copies of the catalogue, seven days and four weeks back.
 *
 * One a day, taken when the library is closed: `.proofsheet/snapshots/photos-2026-05-12.db`.
 * (library/kept.c keeps one on the computer as well, so that albums and tags
 * survive the drive.) The folder is opened below the library's pinned root and
 * everything in it is done by that descriptor: a link in its place is refused.
 */
#include "library/snapshots.h"

#include <dirent.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DAILY 7
#define WEEKLY 4
#define PREFIX "photos-"
#define SUFFIX ".db"
#define PART ".part" /* what the catalogue calls a copy that is being written */
#define NAME_LENGTH (strlen (PREFIX "2026-05-12" SUFFIX))

typedef struct
{
  PsVault *vault; /* owned */
  int folder_fd;  /* owned: the snapshots folder, never a link */
  char *today;    /* "2026-05-12" */
  char *name;     /* of today's, in the folder */
  char *path;     /* of today's, through the descriptor: for what takes paths only */
} Snapshot;

static void
free_snapshot (gpointer data)
{
  Snapshot *self = data;

  g_clear_object (&self->vault);
  if (self->folder_fd >= 0)
    close (self->folder_fd);
  g_free (self->today);
  g_free (self->name);
  g_free (self->path);
  g_free (self);
}

/* "2026" at @text: digits only, no sign and no blank. −1: it is no such number. */
static int
digits_of (const char *text,
           guint       n_digits)
{
  int number = 0;

  for (guint i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      number = number * 10 + g_ascii_digit_value (text[i]);
    }
  return number;
}

/* The day of "photos-2026-05-12.db"; %NULL: the name is not exactly of that form, so the file is not ours. */
static GDate *
date_of (const char *name)
{
  const char *text = name + strlen (PREFIX);
  int year, month, day;

  if (strlen (name) != NAME_LENGTH || !g_str_has_prefix (name, PREFIX) || !g_str_has_suffix (name, SUFFIX)
      || text[4] != '-' || text[7] != '-')
    return NULL;
  year = digits_of (text, 4);
  month = digits_of (text + 5, 2);
  day = digits_of (text + 8, 2);
  if (year < 1 || month < 1 || day < 1 || !g_date_valid_dmy (day, month, year))
    return NULL;
  return g_date_new_dmy (day, month, year);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) b, *(const char *const *) a);
}

/**
 * ps_snapshots_choose_old:
 * @names: (element-type utf8): file names of a snapshots folder, any order; sorted by this
 * @today: a day, "2026-05-12"
 *
 * Keeps the seven latest, and of the weeks before them the latest of each of
 * four. What is no snapshot by its name is never chosen.
 *
 * Returns: (transfer full) (element-type utf8): borrowed names of those that may go
 */
GPtrArray *
ps_snapshots_choose_old (GPtrArray  *names,
                         const char *today)
{
  GPtrArray *old = g_ptr_array_new ();
  guint n_daily = 0, n_weekly = 0;
  gint64 last_week = -1;

  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autoptr(GDate) date = NULL;
      gint64 week;

      date = date_of (name);
      if (date == NULL)
        continue;
      week = g_date_get_julian (date) / 7;
      if (n_daily < DAILY)
        n_daily++;
      else if (n_weekly < WEEKLY && week != last_week)
        n_weekly++;
      else
        {
          g_ptr_array_add (old, (gpointer) name);
          continue;
        }
      last_week = week;
    }
  return old;
}

/* Whether a run that was killed left it: a snapshot's name, and the ending of an unfinished one. */
static gboolean
is_left_over (const char *name)
{
  g_autofree char *whole = NULL;
  g_autoptr(GDate) date = NULL;

  if (!g_str_has_suffix (name, PART))
    return FALSE;
  whole = g_strndup (name, strlen (name) - strlen (PART));
  date = date_of (whole);
  return date != NULL;
}

/* Unlinking in an open folder removes a link itself, never what it points to. */
static void
remove_old (Snapshot *self)
{
  int fd = fcntl (self->folder_fd, F_DUPFD_CLOEXEC, 0);
  DIR *dir = fd >= 0 ? fdopendir (fd) : NULL;
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) old = NULL;
  const struct dirent *entry;

  if (dir == NULL)
    {
      if (fd >= 0)
        close (fd);
      return;
    }
  while ((entry = readdir (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (entry->d_name));
  closedir (dir);
  old = ps_snapshots_choose_old (names, self->today);
  for (guint i = 0; i < old->len; i++)
    unlinkat (self->folder_fd, g_ptr_array_index (old, i), 0);
  for (guint i = 0; i < names->len; i++)
    if (is_left_over (g_ptr_array_index (names, i)))
      unlinkat (self->folder_fd, g_ptr_array_index (names, i), 0);
}

static void
tidy_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Snapshot *self = task_data;

  remove_old (self);
  g_task_return_boolean (task, TRUE);
}

/* Takes @error. */
static void
return_not_made (GTask  *task,
                 GError *error)
{
  g_prefix_error (&error, "%s", _("The daily copy of the catalogue was not made: "));
  g_task_return_error (task, error);
}

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (ps_catalog_snapshot_finish (PS_CATALOG (source), result, &error))
    g_task_run_in_thread (task, tidy_in_thread);
  else
    return_not_made (task, error);
}

/* Whether there is room for it: a copy must never be what fills the drive. */
static gboolean
has_room (Snapshot *self)
{
  g_autofree char *database = g_build_filename (ps_vault_get_root (self->vault), "photos.db", NULL);
  PsVaultRoom room;
  GStatBuf info;

  return g_stat (database, &info) == 0 && ps_vault_get_room (self->vault, &room, NULL)
         && room.n_free - room.n_reserve > info.st_size;
}

/* Whether something has today's name; a link counts, and is left alone. */
static gboolean
is_taken (Snapshot *self)
{
  struct stat info;

  return fstatat (self->folder_fd, self->name, &info, AT_SYMLINK_NOFOLLOW) == 0;
}

/**
 * ps_snapshots_take_async:
 * @catalog: the catalogue
 * @vault: where its snapshots lie, open for writing
 * @callback: called when today's snapshot stands, or need not be made
 * @user_data: for @callback
 */
void
ps_snapshots_take_async (PsCatalog           *catalog,
                         PsVault             *vault,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, callback, user_data);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  Snapshot *self = g_new0 (Snapshot, 1);
  GError *error = NULL;

  self->vault = g_object_ref (vault);
  self->folder_fd = -1;
  self->today = g_date_time_format (now, "%Y-%m-%d");
  self->name = g_strconcat (PREFIX, self->today, SUFFIX, NULL);
  g_task_set_source_tag (task, ps_snapshots_take_async);
  g_task_set_task_data (task, self, free_snapshot);
  if (!ps_vault_check_marker (vault, NULL) || !has_room (self))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  self->folder_fd = ps_vault_open_own_folder (vault, "snapshots", &error);
  if (self->folder_fd < 0)
    {
      return_not_made (task, error);
      return;
    }
  if (is_taken (self))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  /* SQLite looks up where the descriptor points before it opens the new file, but writes over none; the checks, the
   * renaming and the syncing after it go through the descriptor. */
  self->path = g_strdup_printf ("/proc/self/fd/%d/%s", self->folder_fd, self->name);
  ps_catalog_snapshot_async (catalog, self->path, NULL, copied_cb, g_steal_pointer (&task));
}

/**
 * ps_snapshots_take_finish:
 * @result: what the callback got
 * @error: set where it could not be written
 *
 * Returns: whether all is well
 */
gboolean
ps_snapshots_take_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
