/* src/ui/texture-cache.c: thumbnails as textures.
 *
 *   load_async → stack (newest first) → thumbnail cache reads → a thread decodes → the tasks, and the cache
 *
 * Few requests are under way at a time, so that what was scrolled past is
 * still in the stack when it is cancelled, and costs nothing. Requests for the
 * same picture share the work. The stack, the tables and the textures are the
 * main thread's; only decoding is on the worker's threads.
 */
#include "ui/texture-cache.h"

#include "base/worker.h"

#define DEFAULT_MAX_BYTES ((gsize) 128 << 20)
#define MAX_UNDER_WAY 4
#define N_THREADS 2

struct _PsTextureCache
{
  GObject parent_instance;

  /* Owned */
  PsThumbnailCache *thumbnails;
  PsWorker *decoders;
  GHashTable *pictures; /* of Picture, by key */
  GQueue used;          /* of Picture, not owned: used last first */
  GHashTable *requests; /* of Request, by key: waiting or under way */
  GQueue waiting;       /* of Request, not owned: asked last first */

  gsize n_bytes, max_bytes;
  guint n_under_way;
};

G_DEFINE_FINAL_TYPE (PsTextureCache, ps_texture_cache, G_TYPE_OBJECT)

/* One that is here. */
typedef struct
{
  char *key;           /* owned */
  GdkTexture *texture; /* owned */
  gsize n_bytes;
  GList link;
} Picture;

/* One that is wanted, by one or several. */
typedef struct
{
  char *key;        /* owned */
  GPtrArray *tasks; /* owned, of GTask */
  GList link;
  gboolean is_waiting;
} Request;

static void pump (PsTextureCache *self);

static void
free_picture (gpointer data)
{
  Picture *picture = data;

  g_object_unref (picture->texture);
  g_free (picture->key);
  g_free (picture);
}

static void
free_request (gpointer data)
{
  Request *request = data;

  g_ptr_array_unref (request->tasks);
  g_free (request->key);
  g_free (request);
}

static void
forget_picture (PsTextureCache *self,
                Picture        *picture)
{
  g_queue_unlink (&self->used, &picture->link);
  self->n_bytes -= picture->n_bytes;
  g_hash_table_remove (self->pictures, picture->key);
}

/* The oldest use goes first; the newest stays even where it alone is too big. */
static void
make_room (PsTextureCache *self)
{
  while (self->n_bytes > self->max_bytes && self->used.length > 1)
    forget_picture (self, self->used.tail->data);
}

static void
keep (PsTextureCache *self,
      const char     *key,
      GdkTexture     *texture)
{
  Picture *picture = g_hash_table_lookup (self->pictures, key);

  if (picture != NULL)
    forget_picture (self, picture);
  picture = g_new0 (Picture, 1);
  picture->key = g_strdup (key);
  picture->texture = g_object_ref (texture);
  picture->n_bytes = (gsize) gdk_texture_get_width (texture) * gdk_texture_get_height (texture) * 4;
  picture->link.data = picture;
  g_hash_table_insert (self->pictures, picture->key, picture);
  g_queue_push_head_link (&self->used, &picture->link);
  self->n_bytes += picture->n_bytes;
  make_room (self);
}

static void
touch (PsTextureCache *self,
       Picture        *picture)
{
  g_queue_unlink (&self->used, &picture->link);
  g_queue_push_head_link (&self->used, &picture->link);
}

/* What a request needs on its way: the cache lives until its requests have ended. */
typedef struct
{
  PsTextureCache *cache; /* owned */
  Request *request;      /* the cache's */
} Step;

static void
end_request (Step         *step,
             GdkTexture   *texture,
             const GError *error)
{
  PsTextureCache *self = step->cache;
  g_autoptr(GPtrArray) tasks = g_ptr_array_ref (step->request->tasks);

  if (texture != NULL)
    keep (self, step->request->key, texture);
  self->n_under_way--;
  g_hash_table_remove (self->requests, step->request->key);
  g_free (step);
  for (guint i = 0; i < tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (tasks, i);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_pointer (task, texture != NULL ? g_object_ref (texture) : NULL, g_object_unref);
    }
  pump (self);
  g_object_unref (self);
}

static void
decoded_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  /* A picture that cannot be decoded is none: it is made again, not reported. */
  g_autoptr(GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), NULL);

  end_request (user_data, texture, NULL);
}

/* As it is decoded, three bytes a pixel: GTK 4.8 draws that by a short way where it has no GPU (measured: turning it into
 * GDK_MEMORY_DEFAULT here made every frame slower, 0.4 ms a picture). */
static void
decode_in_thread (GTask *task)
{
  GError *error = NULL;
  GdkTexture *texture = gdk_texture_new_from_bytes (g_task_get_task_data (task), &error);

  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

static gboolean
is_wanted (Request *request)
{
  for (guint i = 0; i < request->tasks->len; i++)
    if (!g_cancellable_is_cancelled (g_task_get_cancellable (g_ptr_array_index (request->tasks, i))))
      return TRUE;
  return FALSE;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Step *step = user_data;
  g_autoptr(GError) error = NULL;
  GBytes *jpeg = ps_thumbnail_cache_load_finish (PS_THUMBNAIL_CACHE (source), result, &error);
  GTask *task;

  if (jpeg == NULL || !is_wanted (step->request))
    {
      g_clear_pointer (&jpeg, g_bytes_unref);
      end_request (step, NULL, error);
      return;
    }
  task = g_task_new (NULL, NULL, decoded_cb, step);
  g_task_set_source_tag (task, read_cb);
  g_task_set_task_data (task, jpeg, (GDestroyNotify) g_bytes_unref);
  ps_worker_push (step->cache->decoders, decode_in_thread, PS_WORKER_DEFAULT, task);
}

/* Nobody waits for it any more: its tasks say that they were cancelled. */
static void
drop_request (PsTextureCache *self,
              Request        *request)
{
  g_autoptr(GPtrArray) tasks = g_ptr_array_ref (request->tasks);

  g_hash_table_remove (self->requests, request->key);
  for (guint i = 0; i < tasks->len; i++)
    g_task_return_error_if_cancelled (g_ptr_array_index (tasks, i));
}

static void
pump (PsTextureCache *self)
{
  while (self->n_under_way < MAX_UNDER_WAY && self->waiting.length > 0)
    {
      Request *request = g_queue_pop_head_link (&self->waiting)->data;
      Step *step;

      request->is_waiting = FALSE;
      if (!is_wanted (request))
        {
          drop_request (self, request);
          continue;
        }
      step = g_new (Step, 1);
      *step = (Step) { g_object_ref (self), request };
      self->n_under_way++;
      ps_thumbnail_cache_load_async (self->thumbnails, request->key, NULL, read_cb, step);
    }
}

/**
 * ps_texture_cache_new:
 * @thumbnails: where the small pictures are on disk
 * @max_bytes: how many bytes of textures are kept; 0: 128 MB
 *
 * Returns: (transfer full): a cache
 */
PsTextureCache *
ps_texture_cache_new (PsThumbnailCache *thumbnails,
                      gsize             max_bytes)
{
  PsTextureCache *self = g_object_new (PS_TYPE_TEXTURE_CACHE, NULL);

  g_return_val_if_fail (PS_IS_THUMBNAIL_CACHE (thumbnails), self);

  self->thumbnails = g_object_ref (thumbnails);
  self->max_bytes = max_bytes > 0 ? max_bytes : DEFAULT_MAX_BYTES;
  return self;
}

/**
 * ps_texture_cache_get:
 * @self: a cache
 * @key: (nullable): a photo's thumbnail key
 *
 * Returns: (transfer none) (nullable): the picture, where it is here already; counts as a use
 */
GdkTexture *
ps_texture_cache_get (PsTextureCache *self,
                      const char     *key)
{
  Picture *picture;

  g_return_val_if_fail (PS_IS_TEXTURE_CACHE (self), NULL);

  picture = key != NULL ? g_hash_table_lookup (self->pictures, key) : NULL;
  if (picture == NULL)
    return NULL;
  touch (self, picture);
  return picture->texture;
}

/**
 * ps_texture_cache_take_jpeg:
 * @self: a cache
 * @key: a photo's thumbnail key
 * @jpeg: its picture, made just now
 * @cancellable: (nullable): a cancellable
 * @callback: called as by ps_texture_cache_load_async()
 * @user_data: for @callback
 *
 * Decodes and keeps a picture without a way through the disk.
 */
void
ps_texture_cache_take_jpeg (PsTextureCache      *self,
                            const char          *key,
                            GBytes              *jpeg,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  Request *request;
  Step *step;
  GTask *decoding;

  g_return_if_fail (PS_IS_TEXTURE_CACHE (self));

  g_task_set_source_tag (task, ps_texture_cache_load_async);
  request = g_hash_table_lookup (self->requests, key);
  if (request != NULL)
    {
      g_ptr_array_add (request->tasks, g_steal_pointer (&task));
      return;
    }
  request = g_new0 (Request, 1);
  request->key = g_strdup (key);
  request->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (request->tasks, g_steal_pointer (&task));
  g_hash_table_insert (self->requests, request->key, request);
  step = g_new (Step, 1);
  *step = (Step) { g_object_ref (self), request };
  self->n_under_way++;
  decoding = g_task_new (NULL, NULL, decoded_cb, step);
  g_task_set_source_tag (decoding, ps_texture_cache_take_jpeg);
  g_task_set_task_data (decoding, g_bytes_ref (jpeg), (GDestroyNotify) g_bytes_unref);
  ps_worker_push (self->decoders, decode_in_thread, PS_WORKER_DEFAULT, decoding);
}

/**
 * ps_texture_cache_load_async:
 * @self: a cache
 * @key: a photo's thumbnail key
 * @cancellable: (nullable): cancel it once nobody waits for the picture; then it is dropped before any work is done
 * @callback: called with the answer
 * @user_data: for @callback
 */
void
ps_texture_cache_load_async (PsTextureCache      *self,
                             const char          *key,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  Request *request;
  GdkTexture *texture;

  g_return_if_fail (PS_IS_TEXTURE_CACHE (self));
  g_return_if_fail (key != NULL);

  g_task_set_source_tag (task, ps_texture_cache_load_async);
  texture = ps_texture_cache_get (self, key);
  if (texture != NULL)
    {
      g_task_return_pointer (task, g_object_ref (texture), g_object_unref);
      return;
    }
  request = g_hash_table_lookup (self->requests, key);
  if (request == NULL)
    {
      request = g_new0 (Request, 1);
      request->key = g_strdup (key);
      request->tasks = g_ptr_array_new_with_free_func (g_object_unref);
      request->link.data = request;
      request->is_waiting = TRUE;
      g_hash_table_insert (self->requests, request->key, request);
      g_queue_push_head_link (&self->waiting, &request->link);
    }
  else if (request->is_waiting)
    {
      g_queue_unlink (&self->waiting, &request->link);
      g_queue_push_head_link (&self->waiting, &request->link);
    }
  g_ptr_array_add (request->tasks, g_steal_pointer (&task));
  pump (self);
}

/**
 * ps_texture_cache_load_finish:
 * @self: a cache
 * @result: what the callback got
 * @error: set when cancelled, or when the thumbnail cache is closed
 *
 * Returns: (transfer full) (nullable): the picture; %NULL without an error where there is none
 */
GdkTexture *
ps_texture_cache_load_finish (PsTextureCache  *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ps_texture_cache_get_n_bytes:
 * @self: a cache
 *
 * Returns: how many bytes the textures take that it keeps
 */
gsize
ps_texture_cache_get_n_bytes (PsTextureCache *self)
{
  g_return_val_if_fail (PS_IS_TEXTURE_CACHE (self), 0);

  return self->n_bytes;
}

static void
ps_texture_cache_dispose (GObject *object)
{
  PsTextureCache *self = PS_TEXTURE_CACHE (object);

  g_assert (g_hash_table_size (self->requests) == 0); /* each holds the cache */
  if (self->decoders != NULL)
    ps_worker_close_async (self->decoders, NULL, NULL);
  g_clear_object (&self->decoders);
  g_clear_object (&self->thumbnails);
  G_OBJECT_CLASS (ps_texture_cache_parent_class)->dispose (object);
}

static void
ps_texture_cache_finalize (GObject *object)
{
  PsTextureCache *self = PS_TEXTURE_CACHE (object);

  g_hash_table_unref (self->pictures);
  g_hash_table_unref (self->requests);
  G_OBJECT_CLASS (ps_texture_cache_parent_class)->finalize (object);
}

static void
ps_texture_cache_class_init (PsTextureCacheClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ps_texture_cache_dispose;
  object_class->finalize = ps_texture_cache_finalize;
}

static void
ps_texture_cache_init (PsTextureCache *self)
{
  self->decoders = ps_worker_new ("textures", N_THREADS);
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_picture);
  self->requests = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_request);
  g_queue_init (&self->used);
  g_queue_init (&self->waiting);
}
