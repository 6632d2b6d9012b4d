/* src/look/thumbnail-cache.c: small pictures on disk, keyed by the original's MD5, oldest use goes first.
 *
 * All disk work is on one thread of its own, reading before writing.
 */
#include "look/thumbnail-cache.h"

#include <glib/gi18n-lib.h>

#include "base/paths.h"
#include "base/text.h"
#include "base/worker.h"
#include "look/shelves.h"

#define DEFAULT_MAX_BYTES (G_GINT64_CONSTANT (5) << 30)
#define MAX_NOTED 100000 /* keys whose use has been noted; some 10 MB */

struct _PsThumbnailCache
{
  GObject parent_instance;

  PsShelves *shelves; /* owned; the worker's, but for paths */
  PsWorker *worker;   /* owned */
  GHashTable *noted;  /* owned, of char*: noted as used by this process; main thread */
  gboolean closing;
};

typedef struct
{
  char *key;    /* owned */
  GBytes *jpeg; /* owned, nullable */
} Job;

G_DEFINE_FINAL_TYPE (PsThumbnailCache, ps_thumbnail_cache, G_TYPE_OBJECT)

static void
free_job (gpointer data)
{
  Job *job = data;

  g_free (job->key);
  g_clear_pointer (&job->jpeg, g_bytes_unref);
  g_free (job);
}

static void
set_job (GTask      *task,
         const char *md5,
         GBytes     *jpeg)
{
  Job *job = g_new0 (Job, 1);

  job->key = g_ascii_strdown (md5, -1);
  job->jpeg = jpeg != NULL ? g_bytes_ref (jpeg) : NULL;
  g_task_set_task_data (task, job, free_job);
}

static void
store_in_thread (GTask *task)
{
  PsThumbnailCache *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (ps_shelves_put (self->shelves, job->key, job->jpeg, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

static void
load_in_thread (GTask *task)
{
  PsThumbnailCache *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);

  g_task_return_pointer (task, ps_shelves_get (self->shelves, job->key), (GDestroyNotify) g_bytes_unref);
  g_object_unref (task);
}

static void
note_use_in_thread (GTask *task)
{
  PsThumbnailCache *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);

  ps_shelves_note_use (self->shelves, job->key);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* Once a key and process is enough: the file itself remembers for a day. */
static void
note_use (PsThumbnailCache *self,
          const char       *key)
{
  g_autoptr(GTask) task = NULL;

  if (self->closing || g_hash_table_contains (self->noted, key))
    return;
  if (g_hash_table_size (self->noted) >= MAX_NOTED)
    g_hash_table_remove_all (self->noted);
  g_hash_table_add (self->noted, g_strdup (key));
  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_source_tag (task, note_use);
  set_job (task, key, NULL);
  ps_worker_push (self->worker, note_use_in_thread, PS_WORKER_LOW, g_steal_pointer (&task));
}

/* Whether the task may go on; otherwise it has been answered. */
static gboolean
check (PsThumbnailCache *self,
       GTask            *task,
       const char       *md5)
{
  if (self->closing)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "%s", _("Proofsheet is closing."));
  else if (!ps_text_is_hex (md5, 32))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s",
                             _("Previews are kept by checksum, and this photo has none yet."));
  else
    return TRUE;
  return FALSE;
}

static void
ps_thumbnail_cache_finalize (GObject *object)
{
  PsThumbnailCache *self = PS_THUMBNAIL_CACHE (object);

  ps_shelves_free (self->shelves);
  g_object_unref (self->worker);
  g_hash_table_unref (self->noted);
  G_OBJECT_CLASS (ps_thumbnail_cache_parent_class)->finalize (object);
}

static void
ps_thumbnail_cache_class_init (PsThumbnailCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_thumbnail_cache_finalize;
}

static void
ps_thumbnail_cache_init (PsThumbnailCache *self)
{
  self->worker = ps_worker_new ("thumbnails", 1);
  self->noted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * ps_thumbnail_cache_new:
 * @folder: (nullable): where; %NULL: the user's cache
 * @max_bytes: how many bytes it may hold; 0: 5 GB
 *
 * Nothing on disk is touched before the first store. Main thread.
 *
 * Returns: (transfer full): a cache; end it with ps_thumbnail_cache_close_async()
 */
PsThumbnailCache *
ps_thumbnail_cache_new (const char *folder,
                        gint64      max_bytes)
{
  PsThumbnailCache *self = g_object_new (PS_TYPE_THUMBNAIL_CACHE, NULL);
  g_autofree char *default_folder = ps_path_thumbnails ();

  self->shelves = ps_shelves_new (folder != NULL ? folder : default_folder, max_bytes > 0 ? max_bytes : DEFAULT_MAX_BYTES);
  return self;
}

/**
 * ps_thumbnail_cache_dup_path:
 * @self: a cache
 * @md5: (nullable): the original's MD5
 *
 * Counts as a use. Whether the file is there shows when it is opened; to be
 * sure that it is one of ours, use ps_thumbnail_cache_load_async() instead.
 *
 * Returns: (transfer full) (nullable): where the thumbnail lies; %NULL where @md5 is none
 */
char *
ps_thumbnail_cache_dup_path (PsThumbnailCache *self,
                             const char       *md5)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (PS_IS_THUMBNAIL_CACHE (self), NULL);

  if (!ps_text_is_hex (md5, 32))
    return NULL;
  key = g_ascii_strdown (md5, -1);
  note_use (self, key);
  return ps_shelves_dup_path (self->shelves, key);
}

/**
 * ps_thumbnail_cache_store_async:
 * @self: a cache
 * @md5: (nullable): the original's MD5
 * @jpeg: its thumbnail
 * @cancellable: (nullable): a cancellable
 * @callback: called when it lies there, or could not be put there
 * @user_data: for @callback
 *
 * A thumbnail that cannot be kept is no misfortune: a read-only or full cache
 * fails every store and does no other harm.
 */
void
ps_thumbnail_cache_store_async (PsThumbnailCache    *self,
                                const char          *md5,
                                GBytes              *jpeg,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (PS_IS_THUMBNAIL_CACHE (self));
  g_return_if_fail (jpeg != NULL);

  g_task_set_source_tag (task, ps_thumbnail_cache_store_async);
  if (!check (self, task, md5))
    return;
  set_job (task, md5, jpeg);
  ps_worker_push (self->worker, store_in_thread, PS_WORKER_DEFAULT, g_steal_pointer (&task));
}

/**
 * ps_thumbnail_cache_store_finish:
 * @self: a cache
 * @result: what the callback got
 * @error: set with a `GIOError` or `GFileError`
 *
 * Returns: whether the thumbnail is kept
 */
gboolean
ps_thumbnail_cache_store_finish (PsThumbnailCache  *self,
                                 GAsyncResult      *result,
                                 GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ps_thumbnail_cache_load_async:
 * @self: a cache
 * @md5: (nullable): the original's MD5
 * @cancellable: (nullable): a cancellable
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Reads a thumbnail. Only a small plain JPEG, as this program writes them, is
 * handed on, whatever another program may have put in its place.
 */
void
ps_thumbnail_cache_load_async (PsThumbnailCache    *self,
                               const char          *md5,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (PS_IS_THUMBNAIL_CACHE (self));

  g_task_set_source_tag (task, ps_thumbnail_cache_load_async);
  if (!check (self, task, md5))
    return;
  set_job (task, md5, NULL);
  ps_worker_push (self->worker, load_in_thread, PS_WORKER_URGENT, g_steal_pointer (&task));
}

/**
 * ps_thumbnail_cache_load_finish:
 * @self: a cache
 * @result: what the callback got
 * @error: set when cancelled, closed or asked for no MD5
 *
 * Returns: (transfer full) (nullable): the thumbnail, a JPEG; %NULL without an error where there is none
 */
GBytes *
ps_thumbnail_cache_load_finish (PsThumbnailCache  *self,
                                GAsyncResult      *result,
                                GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
worker_closed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr(GTask) task = data;

  ps_worker_close_finish (PS_WORKER (source), result, NULL);
  g_task_return_boolean (task, TRUE);
}

/**
 * ps_thumbnail_cache_close_async:
 * @self: a cache
 * @callback: called when everything queued is on disk and the thread has ended
 * @user_data: for @callback
 */
void
ps_thumbnail_cache_close_async (PsThumbnailCache    *self,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (PS_IS_THUMBNAIL_CACHE (self));
  g_return_if_fail (!self->closing);

  self->closing = TRUE;
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ps_thumbnail_cache_close_async);
  ps_worker_close_async (self->worker, worker_closed_cb, task);
}

/**
 * ps_thumbnail_cache_close_finish:
 * @self: a cache
 * @result: what the callback got
 * @error: never set; there for the pattern's sake
 *
 * Returns: %TRUE
 */
gboolean
ps_thumbnail_cache_close_finish (PsThumbnailCache  *self,
                                 GAsyncResult      *result,
                                 GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
