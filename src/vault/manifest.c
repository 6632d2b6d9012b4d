/* src/vault/manifest.c: MANIFEST.sha256 and manifest.jsonl written anew and read back, off the main thread. */
#include "vault/manifest.h"

#include "vault/vault-private.h"

typedef struct
{
  PsManifestWriter *writer; /* borrowed */
  GPtrArray *entries;       /* owned, of PsManifestEntry; nullable */
  gint64 offset;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_clear_pointer (&request->entries, g_ptr_array_unref);
  g_free (request);
}

/**
 * ps_manifest_entry_free:
 * @self: (transfer full): an entry
 */
void
ps_manifest_entry_free (PsManifestEntry *self)
{
  g_free (self->path);
  g_free (self->md5);
  g_free (self->sha256);
  g_free (self->asset_id);
  g_free (self->resource_type);
  g_free (self->resource_kind);
  g_free (self->public_id);
  g_free (self->etag);
  g_free (self);
}

static void
push (PsVault             *vault,
      PsWorkerFunc         func,
      gpointer             tag,
      Request              request,
      GAsyncReadyCallback  callback,
      gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (vault, NULL, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, g_memdup2 (&request, sizeof request), request_free);
  ps_worker_push (vault->io, func, PS_WORKER_DEFAULT, g_steal_pointer (&task));
}

static void
answer (GTask    *task,
        gboolean  done,
        GError   *error)
{
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

static void
begin_in_thread (GTask *task)
{
  PsVault *vault = g_task_get_source_object (task);
  GError *error = NULL;
  PsManifestWriter *writer = NULL;

  if (ps_vault_check_writable (vault, &error))
    writer = ps_manifest_log_begin (vault->manifest, &error);
  if (writer != NULL)
    g_task_return_pointer (task, writer, NULL);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

/**
 * ps_manifest_rewrite_begin_async:
 * @vault: an open vault
 * @callback: called when a writer is there
 * @user_data: for @callback
 *
 * One writer at a time. Files that are committed from now on are in the new
 * manifests too, whether or not they are added; a move from now on makes them
 * out of date again.
 */
void
ps_manifest_rewrite_begin_async (PsVault             *vault,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (PS_IS_VAULT (vault));

  push (vault, begin_in_thread, ps_manifest_rewrite_begin_async, (Request) { 0 }, callback, user_data);
}

/**
 * ps_manifest_rewrite_begin_finish:
 * @vault: an open vault
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a writer, for ps_manifest_rewrite_finish_async()
 *   or ps_manifest_rewrite_abandon()
 */
PsManifestWriter *
ps_manifest_rewrite_begin_finish (PsVault       *vault,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, vault), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
add_in_thread (GTask *task)
{
  PsVault *vault = g_task_get_source_object (task);
  const Request *request = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean done = ps_manifest_log_add (vault->manifest, request->writer, request->entries, &error);

  answer (task, done, error);
}

/**
 * ps_manifest_rewrite_add_async:
 * @vault: an open vault
 * @writer: from ps_manifest_rewrite_begin_finish()
 * @entries: (element-type PsManifestEntry) (transfer none): some of all files, not changed until @callback
 * @callback: called when they are written
 * @user_data: for @callback
 */
void
ps_manifest_rewrite_add_async (PsVault             *vault,
                               PsManifestWriter    *writer,
                               GPtrArray           *entries,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (PS_IS_VAULT (vault));
  g_return_if_fail (writer != NULL && entries != NULL);

  push (vault, add_in_thread, ps_manifest_rewrite_add_async, (Request) { writer, g_ptr_array_ref (entries) },
        callback, user_data);
}

/**
 * ps_manifest_rewrite_add_finish:
 * @vault: an open vault
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether they were taken; if not, the writer still has to be ended
 */
gboolean
ps_manifest_rewrite_add_finish (PsVault       *vault,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, vault), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
finish_in_thread (GTask *task)
{
  PsVault *vault = g_task_get_source_object (task);
  const Request *request = g_task_get_task_data (task);
  GError *error = NULL;

  if (ps_vault_check_writable (vault, &error))
    answer (task, ps_manifest_log_finish (vault->manifest, request->writer, &error), error);
  else
    {
      ps_manifest_log_abandon (vault->manifest, request->writer);
      answer (task, FALSE, error);
    }
}

/**
 * ps_manifest_rewrite_finish_async:
 * @vault: an open vault
 * @writer: (transfer full): from ps_manifest_rewrite_begin_finish()
 * @callback: called when the new manifests stand, or the old ones still do
 * @user_data: for @callback
 */
void
ps_manifest_rewrite_finish_async (PsVault             *vault,
                                  PsManifestWriter    *writer,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (PS_IS_VAULT (vault));
  g_return_if_fail (writer != NULL);

  push (vault, finish_in_thread, ps_manifest_rewrite_finish_async, (Request) { writer }, callback, user_data);
}

/**
 * ps_manifest_rewrite_finish_finish:
 * @vault: an open vault
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the new manifests stand
 */
gboolean
ps_manifest_rewrite_finish_finish (PsVault       *vault,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, vault), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
abandon_in_thread (GTask *task)
{
  PsVault *vault = g_task_get_source_object (task);
  const Request *request = g_task_get_task_data (task);

  ps_manifest_log_abandon (vault->manifest, request->writer);
  answer (task, TRUE, NULL);
}

/**
 * ps_manifest_rewrite_abandon:
 * @vault: an open vault
 * @writer: (transfer full): from ps_manifest_rewrite_begin_finish()
 *
 * The old manifests stand. Nothing to wait for.
 */
void
ps_manifest_rewrite_abandon (PsVault          *vault,
                             PsManifestWriter *writer)
{
  g_return_if_fail (PS_IS_VAULT (vault));
  g_return_if_fail (writer != NULL);

  push (vault, abandon_in_thread, ps_manifest_rewrite_abandon, (Request) { writer }, NULL, NULL);
}

static void
read_in_thread (GTask *task)
{
  PsVault *vault = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;
  GPtrArray *entries = ps_manifest_line_read (vault->root_fd, &request->offset, &error);

  if (entries != NULL)
    g_task_return_pointer (task, entries, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

/**
 * ps_manifest_read_async:
 * @vault: an open vault
 * @offset: 0, or what ps_manifest_read_finish() gave last
 * @callback: called when some thousand entries are read
 * @user_data: for @callback
 *
 * Lines that are no entries are passed over; so are paths that lead out of the
 * library. A path may come more than once: its last line counts.
 */
void
ps_manifest_read_async (PsVault             *vault,
                        gint64               offset,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (PS_IS_VAULT (vault));
  g_return_if_fail (offset >= 0);

  push (vault, read_in_thread, ps_manifest_read_async, (Request) { .offset = offset }, callback, user_data);
}

/**
 * ps_manifest_read_finish:
 * @vault: an open vault
 * @result: what the callback got
 * @next_offset: (out): for the next ps_manifest_read_async()
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type PsManifestEntry): entries; an empty array at the end
 */
GPtrArray *
ps_manifest_read_finish (PsVault       *vault,
                         GAsyncResult  *result,
                         gint64        *next_offset,
                         GError       **error)
{
  const Request *request;

  g_return_val_if_fail (g_task_is_valid (result, vault), NULL);

  request = g_task_get_task_data (G_TASK (result));
  *next_offset = request->offset;
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ps_manifest_needs_rewrite:
 * @vault: an open vault
 *
 * Any thread.
 *
 * Returns: whether what stands is known to be out of date: a file was moved,
 *   put aside or could not be listed, or the last run did not end cleanly
 */
gboolean
ps_manifest_needs_rewrite (PsVault *vault)
{
  g_return_val_if_fail (PS_IS_VAULT (vault), FALSE);

  return ps_manifest_log_is_stale (vault->manifest);
}
