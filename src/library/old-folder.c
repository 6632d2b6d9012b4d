/* src/library/old-folder.c: a folder of the tool that came before Proofsheet, as it is told before it is taken over. */
#include "library/old-folder.h"

#include "catalog/predecessor.h"
#include "cloud/account.h"
#include "library/salvage.h"
#include "vault/site.h"

G_DEFINE_BOXED_TYPE (PsOldFolder, ps_old_folder, ps_old_folder_ref, ps_old_folder_unref)

/**
 * ps_old_folder_ref:
 * @self: a folder
 *
 * Returns: (transfer full): @self
 */
PsOldFolder *
ps_old_folder_ref (PsOldFolder *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_folder (gpointer data)
{
  PsOldFolder *self = data;

  g_free (self->root);
  g_free (self->cloud_name);
}

/**
 * ps_old_folder_unref:
 * @self: (transfer full): a folder
 */
void
ps_old_folder_unref (PsOldFolder *self)
{
  g_atomic_rc_box_release_full (self, clear_folder);
}

/**
 * ps_old_folder_look:
 * @root: any folder
 *
 * Returns: (transfer full) (nullable): what is told of it; %NULL: the predecessor did not make it
 */
PsOldFolder *
ps_old_folder_look (const char *root)
{
  g_autofree char *path = g_build_filename (root, "photos.db", NULL);
  g_autofree char *adopted = ps_salvage_find_adopted (root);
  g_autofree char *said = NULL, *cloud_name = NULL;
  PsOldFolder *self;

  if (adopted != NULL) /* all but the last step was done: the rest is a moment */
    {
      g_free (path);
      path = g_build_filename (root, adopted, NULL);
      cloud_name = ps_site_find_library (root);
    }
  else if (!g_file_test (path, G_FILE_TEST_IS_REGULAR) || !ps_predecessor_check (path, &said, NULL))
    return NULL;
  if (said != NULL)
    cloud_name = ps_account_parse_cloud_name (said, NULL); /* what cannot be one is asked for */
  self = g_atomic_rc_box_new0 (PsOldFolder);
  self->root = g_canonicalize_filename (root, NULL);
  self->cloud_name = g_steal_pointer (&cloud_name);
  self->n_photos = ps_predecessor_count (path);
  return self;
}

static void
look_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  g_task_return_pointer (task, ps_old_folder_look (data), (GDestroyNotify) ps_old_folder_unref);
}

/**
 * ps_old_folder_look_async:
 * @root: any folder
 * @cancellable: (nullable): a cancellable
 * @callback: called once
 * @user_data: for @callback
 */
void
ps_old_folder_look_async (const char          *root,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, ps_old_folder_look_async);
  g_task_set_task_data (task, g_strdup (root), g_free);
  g_task_run_in_thread (task, look_in_thread);
}

/**
 * ps_old_folder_look_finish:
 * @result: what the callback got
 * @error: set where it was cancelled
 *
 * Returns: (transfer full) (nullable): the folder; %NULL without an error: it is none
 */
PsOldFolder *
ps_old_folder_look_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
