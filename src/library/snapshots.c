/* src/library/snapshots.c: daily copies of the catalogue, seven days and four weeks back.
 *
 * One a day, taken when the library is closed: `.proofsheet/snapshots/photos-2026-05-12.db`.
 * The latest is also kept in the user's data folder, so that albums and tags
 * survive the drive.
 */
#include "library/snapshots.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "base/paths.h"

#define DAILY 7
#define WEEKLY 4
#define PREFIX "photos-"
#define SUFFIX ".db"

typedef struct
{
  PsVault *vault; /* owned */
  char *folder;
  char *today;    /* "2026-05-12" */
  char *path;     /* of today's */
  char *temporary; /* while it is written */
} Snapshot;

static void
free_snapshot (gpointer data)
{
  Snapshot *self = data;

  g_clear_object (&self->vault);
  g_free (self->folder);
  g_free (self->today);
  g_free (self->path);
  g_free (self->temporary);
  g_free (self);
}

static GDate *
date_of (const char *text)
{
  GDate *date;
  int year, month, day;

  if (sscanf (text, "%4d-%2d-%2d", &year, &month, &day) != 3 || !g_date_valid_dmy (day, month, year))
    return NULL;
  date = g_date_new_dmy (day, month, year);
  return date;
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

      if (!g_str_has_prefix (name, PREFIX) || !g_str_has_suffix (name, SUFFIX))
        continue;
      date = date_of (name + strlen (PREFIX));
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

static void
remove_old (Snapshot *self)
{
  g_autoptr(GDir) dir = g_dir_open (self->folder, 0, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) old = NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  old = ps_snapshots_choose_old (names, self->today);
  for (guint i = 0; i < old->len; i++)
    {
      g_autofree char *path = g_build_filename (self->folder, g_ptr_array_index (old, i), NULL);

      g_unlink (path);
    }
}

/* The user's own disk may be full or read-only: the library is none the worse for it. */
static void
keep_copy (Snapshot *self)
{
  g_autofree char *folder = ps_path_kept_copies ();
  g_autofree char *name = g_strconcat (ps_vault_get_library_id (self->vault), SUFFIX, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *partial = g_strconcat (path, ".part", NULL);
  g_autoptr(GFile) from = g_file_new_for_path (self->path);
  g_autoptr(GFile) to = g_file_new_for_path (partial);

  if (!ps_path_make_private (folder, NULL)
      || !g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL)
      || g_chmod (partial, 0600) != 0
      || g_rename (partial, path) != 0)
    g_unlink (partial);
}

static void
tidy_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Snapshot *self = task_data;

  if (g_rename (self->temporary, self->path) != 0)
    {
      int code = errno;

      g_unlink (self->temporary);
      g_task_return_new_error (task, G_IO_ERROR, g_io_error_from_errno (code),
                               /* Translators: a system's message. */
                               _("The daily copy of the catalogue could not be kept: %s"), g_strerror (code));
      return;
    }
  remove_old (self);
  keep_copy (self);
  g_task_return_boolean (task, TRUE);
}

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Snapshot *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (ps_catalog_snapshot_finish (PS_CATALOG (source), result, &error))
    g_task_run_in_thread (task, tidy_in_thread);
  else
    {
      g_unlink (self->temporary);
      g_prefix_error (&error, "%s", _("The daily copy of the catalogue was not made: "));
      g_task_return_error (task, error);
    }
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

  self->vault = g_object_ref (vault);
  self->folder = g_build_filename (ps_vault_get_root (vault), ".proofsheet", "snapshots", NULL);
  self->today = g_date_time_format (now, "%Y-%m-%d");
  self->path = g_strdup_printf ("%s/" PREFIX "%s" SUFFIX, self->folder, self->today);
  self->temporary = g_strconcat (self->path, ".part", NULL);
  g_task_set_source_tag (task, ps_snapshots_take_async);
  g_task_set_task_data (task, self, free_snapshot);
  if (g_file_test (self->path, G_FILE_TEST_EXISTS) || !ps_vault_check_marker (vault, NULL) || !has_room (self)
      || g_mkdir_with_parents (self->folder, 0700) != 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_unlink (self->temporary);
  ps_catalog_snapshot_async (catalog, self->temporary, NULL, copied_cb, g_steal_pointer (&task));
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
