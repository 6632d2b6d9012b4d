/* src/library/kept.c: the catalogue of a library as it is kept on this computer, for when its drive is away or lost.
 *
 *   ~/.local/share/proofsheet/libraries/ID.db    a checked copy of photos.db, of one instant
 *                                       ID.note  where the library was, what its drive is called, when it was copied
 *
 * The note is written after the copy. A copy without one is none to browse, but
 * still one to rebuild from.
 */
#include "library/kept.h"

#include <gio/gunixmounts.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/paths.h"

#define NOTE ".note"
#define GROUP "Library"

/* One renewal. All owned. */
typedef struct
{
  PsVault *vault;
  char *stem;    /* path without its ending */
  char *partial; /* the copy that is being made */
  gint64 began_us;
} Renewal;

/**
 * ps_kept_free:
 * @self: (transfer full): a kept catalogue
 */
void
ps_kept_free (PsKept *self)
{
  g_free (self->path);
  g_free (self->root);
  g_free (self->library_id);
  g_free (self->cloud_name);
  g_free (self->drive);
  g_free (self);
}

static void
free_renewal (gpointer data)
{
  Renewal *self = data;

  g_clear_object (&self->vault);
  g_free (self->stem);
  g_free (self->partial);
  g_free (self);
}

/**
 * ps_kept_find_drive:
 * @root: a library's folder
 *
 * Returns: (transfer full) (nullable): the name of the drive it lies on; text from outside
 */
char *
ps_kept_find_drive (const char *root)
{
  static const char *const removable[] = { "/media/", "/run/media/", "/mnt/", "/Volumes/" };
  GUnixMountEntry *mount = g_unix_mount_for (root, NULL);
  char *name = NULL;

  for (guint i = 0; mount != NULL && name == NULL && i < G_N_ELEMENTS (removable); i++)
    {
      const char *path = g_unix_mount_get_mount_path (mount);

      if (g_str_has_prefix (path, removable[i]))
        name = g_path_get_basename (path);
    }
  g_clear_pointer (&mount, g_unix_mount_free);
  return name;
}

/* Text that is a path may be in no encoding: it travels escaped. */
static char *
get_path (GKeyFile   *note,
          const char *key)
{
  g_autofree char *uri = g_key_file_get_string (note, GROUP, key, NULL);

  return uri != NULL ? g_filename_from_uri (uri, NULL, NULL) : NULL;
}

/* %NULL: no note, or one that says too little. */
static PsKept *
read_note (const char *folder,
           const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (NOTE));
  g_autoptr(GKeyFile) note = g_key_file_new ();
  g_autoptr(PsKept) self = g_new0 (PsKept, 1);

  if (!g_key_file_load_from_file (note, path, G_KEY_FILE_NONE, NULL))
    return NULL;
  self->path = g_strconcat (stem, ".db", NULL);
  self->library_id = g_path_get_basename (stem);
  self->root = get_path (note, "Folder");
  self->cloud_name = g_key_file_get_string (note, GROUP, "Cloud", NULL);
  self->drive = g_key_file_get_string (note, GROUP, "Drive", NULL);
  self->taken_us = g_key_file_get_int64 (note, GROUP, "Taken", NULL);
  if (self->root == NULL || self->cloud_name == NULL || self->taken_us <= 0 || g_access (self->path, R_OK) != 0)
    return NULL;
  if (self->drive == NULL)
    self->drive = g_filename_display_basename (self->root);
  return g_steal_pointer (&self);
}

/**
 * ps_kept_find:
 * @root: where a library's folder was
 *
 * Returns: (transfer full) (nullable): the latest catalogue that is kept of it
 */
PsKept *
ps_kept_find (const char *root)
{
  g_autofree char *canonical = g_canonicalize_filename (root, NULL);
  g_autofree char *folder = ps_path_kept_copies ();
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  PsKept *best = NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      PsKept *kept = g_str_has_suffix (name, NOTE) ? read_note (folder, name) : NULL;

      if (kept == NULL)
        continue;
      if (g_str_equal (kept->root, canonical) && (best == NULL || kept->taken_us > best->taken_us))
        {
          PsKept *worse = best;

          best = kept;
          kept = worse;
        }
      g_clear_pointer (&kept, ps_kept_free);
    }
  return best;
}

static gboolean
write_note (Renewal  *self,
            GError  **error)
{
  const char *root = ps_vault_get_root (self->vault);
  g_autofree char *path = g_strconcat (self->stem, NOTE, NULL);
  g_autofree char *uri = g_filename_to_uri (root, NULL, NULL);
  g_autofree char *drive = ps_kept_find_drive (root);
  g_autofree char *shown = g_filename_display_name (drive != NULL ? drive : "");
  g_autofree char *text = NULL;
  g_autoptr(GKeyFile) note = g_key_file_new ();
  gsize length;

  g_key_file_set_string (note, GROUP, "Folder", uri);
  g_key_file_set_string (note, GROUP, "Cloud", ps_vault_get_cloud_name (self->vault));
  if (drive != NULL)
    g_key_file_set_string (note, GROUP, "Drive", shown);
  g_key_file_set_int64 (note, GROUP, "Taken", self->began_us);
  text = g_key_file_to_data (note, &length, NULL);
  return g_file_set_contents_full (path, text, length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/* A library that was moved has a note that is out of date. */
static gboolean
has_copy (Renewal *self)
{
  g_autofree char *path = g_strconcat (self->stem, ".db", NULL);
  g_autoptr(PsKept) kept = ps_kept_find (ps_vault_get_root (self->vault));

  return kept != NULL && g_str_equal (kept->path, path);
}

static void
name_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Renewal *self = data;
  g_autofree char *path = g_strconcat (self->stem, ".db", NULL);
  GError *error = NULL;

  if (g_chmod (self->partial, 0600) != 0 || g_rename (self->partial, path) != 0)
    {
      g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The copy of the catalogue on this computer could not be renewed."));
      g_unlink (self->partial);
    }
  if (error == NULL && write_note (self, &error))
    g_task_return_boolean (task, TRUE);
  else
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
    g_task_run_in_thread (task, name_in_thread);
  else
    g_task_return_error (task, error);
}

/**
 * ps_kept_renew_async:
 * @catalog: an open catalogue
 * @vault: its library, whose drive is here
 * @has_changed: whether the catalogue changed since the last copy was begun
 * @callback: called when the copy stands, or need not be made
 * @user_data: for @callback
 *
 * One at a time for a library.
 */
void
ps_kept_renew_async (PsCatalog           *catalog,
                     PsVault             *vault,
                     gboolean             has_changed,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, callback, user_data);
  g_autofree char *folder = ps_path_kept_copies ();
  Renewal *self = g_new0 (Renewal, 1);
  GError *error = NULL;

  self->vault = g_object_ref (vault);
  self->stem = g_build_filename (folder, ps_vault_get_library_id (vault), NULL);
  self->partial = g_strconcat (self->stem, ".db.part", NULL);
  self->began_us = g_get_real_time ();
  g_task_set_source_tag (task, ps_kept_renew_async);
  g_task_set_task_data (task, self, free_renewal);
  if (!has_changed && has_copy (self))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (!ps_path_make_private (folder, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_unlink (self->partial); /* of a copy that was cut off */
  ps_catalog_snapshot_async (catalog, self->partial, NULL, copied_cb, g_steal_pointer (&task));
}

/**
 * ps_kept_renew_finish:
 * @result: what the callback got
 * @error: set where it could not be written: the user's own disk may be full
 *
 * Returns: whether the copy is of today
 */
gboolean
ps_kept_renew_finish (GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
