/* src/library/manifests.c: writes the manifests anew from the catalogue, a page of files at a time. */
#include "library/manifests.h"

#define PAGE_LENGTH 1000

typedef struct
{
  PsCatalog *catalog;       /* owned */
  PsVault *vault;           /* owned */
  PsManifestWriter *writer; /* owned until it is finished */
  char *last_path;
} Rewriting;

static void next_page (GTask *task);

static void
free_rewriting (gpointer data)
{
  Rewriting *self = data;

  if (self->writer != NULL)
    ps_manifest_rewrite_abandon (self->vault, self->writer);
  g_clear_object (&self->catalog);
  g_clear_object (&self->vault);
  g_free (self->last_path);
  g_free (self);
}

static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Rewriting *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (ps_manifest_rewrite_finish_finish (self->vault, result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GTask *task = user_data;
  Rewriting *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!ps_manifest_rewrite_add_finish (self->vault, result, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  next_page (task);
}

static PsManifestEntry *
entry_of (const PsFile *file)
{
  const PsAsset *asset = file->asset;
  PsManifestEntry *entry = g_new0 (PsManifestEntry, 1);

  entry->path = g_strdup (file->local_path);
  entry->n_bytes = file->n_bytes;
  entry->md5 = g_strdup (file->md5);
  entry->sha256 = g_strdup (file->sha256);
  if (asset == NULL)
    return entry;
  entry->asset_id = g_strdup (asset->asset_id);
  entry->resource_type = g_strdup (asset->resource_type);
  entry->resource_kind = g_strdup (asset->resource_kind);
  entry->public_id = g_strdup (asset->public_id);
  entry->etag = g_strdup (asset->etag);
  entry->version = asset->version;
  return entry;
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  Rewriting *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(GPtrArray) files = ps_catalog_list_files_finish (self->catalog, result, &error);
  g_autoptr(GPtrArray) entries = NULL;

  if (files == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  if (files->len == 0)
    {
      ps_manifest_rewrite_finish_async (self->vault, g_steal_pointer (&self->writer), finished_cb, task);
      return;
    }
  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_manifest_entry_free);
  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (entries, entry_of (g_ptr_array_index (files, i)));
  g_free (self->last_path);
  self->last_path = g_strdup (((PsFile *) g_ptr_array_index (files, files->len - 1))->local_path);
  ps_manifest_rewrite_add_async (self->vault, self->writer, entries, added_cb, task);
}

static void
next_page (GTask *task)
{
  Rewriting *self = g_task_get_task_data (task);

  ps_catalog_list_files_async (self->catalog, PAGE_LENGTH, self->last_path, NULL, listed_cb, task);
}

static void
begun_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GTask *task = user_data;
  Rewriting *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->writer = ps_manifest_rewrite_begin_finish (self->vault, result, &error);
  if (self->writer == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  next_page (task);
}

/**
 * ps_manifests_rewrite_async:
 * @catalog: what is here
 * @vault: where the manifests lie, open for writing
 * @callback: called when the new manifests stand; until then the old ones do
 * @user_data: for @callback
 */
void
ps_manifests_rewrite_async (PsCatalog           *catalog,
                            PsVault             *vault,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Rewriting *self = g_new0 (Rewriting, 1);

  self->catalog = g_object_ref (catalog);
  self->vault = g_object_ref (vault);
  g_task_set_source_tag (task, ps_manifests_rewrite_async);
  g_task_set_task_data (task, self, free_rewriting);
  ps_manifest_rewrite_begin_async (vault, begun_cb, task);
}

/**
 * ps_manifests_rewrite_finish:
 * @result: what the callback got
 * @error: set with %PS_VAULT_ERROR or %PS_CATALOG_ERROR; the old manifests then stand
 *
 * Returns: whether the new ones stand
 */
gboolean
ps_manifests_rewrite_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
