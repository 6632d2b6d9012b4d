/* src/library/recover.c: a new library of what is kept on this computer of one whose drive is lost.
 *
 *   make the folder a library → copy the kept catalogue beside its place → all files are not here
 *     → close it → it takes its name
 *
 * The catalogue gets its name last, so that none ever says of a file that it
 * is on the new drive. Cut off before, the folder is a library without a
 * catalogue and without a photo. The kept copy itself stays as it is: the drive
 * may turn up again.
 */
#include "library/recover.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "library/salvage.h"

typedef struct
{
  char *from, *root; /* owned */
  PsVault *vault;    /* owned */
  PsCatalog *catalog; /* owned */
  GError *error;     /* owned, nullable: the first one */
} Recovery;

static void
free_recovery (gpointer data)
{
  Recovery *self = data;

  g_free (self->from);
  g_free (self->root);
  g_clear_object (&self->vault);
  g_clear_object (&self->catalog);
  g_clear_error (&self->error);
  g_free (self);
}

static char *
get_new_path (Recovery *self)
{
  return g_build_filename (self->root, PS_SALVAGE_NAME, NULL);
}

static void
vault_closed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Recovery *self = g_task_get_task_data (task);

  ps_vault_close_finish (self->vault, result, self->error == NULL ? &self->error : NULL);
  if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else
    g_task_return_boolean (task, TRUE);
}

/* Takes @task, and @error, nullable. */
static void
end (GTask  *task,
     GError *error)
{
  Recovery *self = g_task_get_task_data (task);

  if (self->error == NULL)
    self->error = error;
  else
    g_clear_error (&error);
  ps_vault_close_async (self->vault, vault_closed_cb, task);
}

static void
named_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GError *error = NULL;

  ps_vault_move_finish (PS_VAULT (source), result, &error);
  end (user_data, error);
}

static void
catalog_closed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GTask *task = user_data;
  Recovery *self = g_task_get_task_data (task);
  GError *error = NULL;

  ps_catalog_close_finish (self->catalog, result, &error);
  if (error != NULL || self->error != NULL)
    end (task, error);
  else
    ps_vault_move_async (self->vault, PS_SALVAGE_NAME, "photos.db", NULL, named_cb, task);
}

static void
forgotten_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  Recovery *self = g_task_get_task_data (task);

  ps_catalog_forget_files_finish (self->catalog, result, &self->error);
  ps_catalog_close_async (self->catalog, catalog_closed_cb, task);
}

static void
catalog_opened_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GTask *task = user_data;
  Recovery *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->catalog = ps_catalog_init_database_finish (result, &error);
  if (self->catalog == NULL)
    end (task, error);
  else
    ps_catalog_forget_files_async (self->catalog, NULL, forgotten_cb, task);
}

/* Each copy is read from end to end before it is believed. */
static void
copy_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Recovery *self = data;
  g_autofree char *path = get_new_path (self);
  g_autoptr(GFile) from = g_file_new_for_path (self->from);
  g_autoptr(GFile) to = g_file_new_for_path (path);
  gboolean is_ours;
  GError *error = NULL;

  if (!g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_chmod (path, 0600);
  if (ps_catalog_check_file (path, &is_ours, &error))
    g_task_return_boolean (task, TRUE);
  else
    {
      g_unlink (path);
      g_task_return_error (task, error);
    }
}

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  Recovery *self = g_task_get_task_data (task);
  g_autofree char *path = get_new_path (self);
  PsCatalogFlags flags = ps_vault_get_abilities (self->vault).wal_is_safe ? 0 : PS_CATALOG_NO_WAL;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    ps_catalog_init_database_async (path, flags, NULL, catalog_opened_cb, task);
  else
    end (task, error);
}

static void
vault_opened_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GTask *task = user_data;
  Recovery *self = g_task_get_task_data (task);
  g_autoptr(GTask) copying = NULL;
  GError *error = NULL;

  self->vault = ps_vault_open_finish (result, &error);
  if (self->vault == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  copying = g_task_new (NULL, NULL, copied_cb, task);
  g_task_set_task_data (copying, self, NULL);
  g_task_run_in_thread (copying, copy_in_thread);
}

static void
vault_created_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  Recovery *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (ps_vault_create_finish (result, &error))
    ps_vault_open_async (self->root, 0, NULL, vault_opened_cb, task);
  else
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
}

/**
 * ps_recover_async:
 * @kept: what is kept of the library
 * @root: a folder that may become one: empty, or not there yet
 * @callback: called when the new library is whole, and closed
 * @user_data: for @callback
 *
 * Albums, tags and what was left out are in the new library; its photos wait,
 * and those with no other copy are missing.
 */
void
ps_recover_async (const PsKept        *kept,
                  const char          *root,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Recovery *self = g_new0 (Recovery, 1);

  self->from = g_strdup (kept->path);
  self->root = g_canonicalize_filename (root, NULL);
  g_task_set_source_tag (task, ps_recover_async);
  g_task_set_task_data (task, self, free_recovery);
  ps_vault_create_async (self->root, kept->cloud_name, NULL, vault_created_cb, task);
}

/**
 * ps_recover_finish:
 * @result: what the callback got
 * @error: set with %PS_VAULT_ERROR, %PS_CATALOG_ERROR or %G_IO_ERROR
 *
 * Returns: whether the new library can be opened
 */
gboolean
ps_recover_finish (GAsyncResult  *result,
                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
