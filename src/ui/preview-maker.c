/* src/ui/preview-maker.c: previews made again where the cache on disk lost them.
 *
 *   make_async → stack → open the file → a helper looks → kept on disk, and as a texture
 *
 * The cache belongs to the computer and may be emptied at any time; a library
 * that comes to another computer brings none. A few are made at a time, after
 * whatever a backup wants of the helpers.
 */
#include "ui/preview-maker.h"

#include <glib/gstdio.h>

#define MAX_UNDER_WAY 2
#define PRIORITY 50 /* after a backup's first looks, before its second tries */

struct _PsPreviewMaker
{
  GObject parent_instance;

  /* Owned */
  PsVault *vault;
  PsLooker *looker;
  PsThumbnailCache *thumbnails;
  PsTextureCache *textures;
  GCancellable *stopping;
  GQueue waiting;       /* of GTask, the newest first */
  GHashTable *hopeless; /* of char*: keys of which nothing can be made */

  guint n_under_way;
};

G_DEFINE_FINAL_TYPE (PsPreviewMaker, ps_preview_maker, G_TYPE_OBJECT)

typedef struct
{
  char *key, *local_path; /* owned */
} Wish;

static void pump (PsPreviewMaker *self);

static void
free_wish (gpointer data)
{
  Wish *wish = data;

  g_free (wish->key);
  g_free (wish->local_path);
  g_free (wish);
}

/* Takes @task. */
static void
end (GTask      *task,
     GdkTexture *texture)
{
  g_autoptr(PsPreviewMaker) self = g_object_ref (g_task_get_source_object (task));

  g_task_return_pointer (task, texture, g_object_unref);
  g_object_unref (task);
  self->n_under_way--;
  pump (self);
}

static void
decoded_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  end (user_data, ps_texture_cache_load_finish (PS_TEXTURE_CACHE (source), result, NULL));
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  PsPreviewMaker *self = g_task_get_source_object (task);
  Wish *wish = g_task_get_task_data (task);
  g_autoptr(PsLook) seen = ps_looker_look_finish (PS_LOOKER (source), result, NULL);

  if (seen == NULL || seen->thumbnail == NULL || g_cancellable_is_cancelled (self->stopping))
    {
      if (seen != NULL && seen->thumbnail == NULL)
        g_hash_table_add (self->hopeless, g_strdup (wish->key));
      end (task, NULL);
      return;
    }
  /* A preview that cannot be kept is shown all the same. */
  ps_thumbnail_cache_store_async (self->thumbnails, wish->key, seen->thumbnail, NULL, NULL, NULL);
  ps_texture_cache_take_jpeg (self->textures, wish->key, seen->thumbnail, NULL, decoded_cb, task);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  PsPreviewMaker *self = g_task_get_source_object (task);
  int fd = ps_vault_open_file_finish (PS_VAULT (source), result, NULL);

  if (fd < 0)
    end (task, NULL);
  else if (g_cancellable_is_cancelled (self->stopping))
    {
      g_close (fd, NULL);
      end (task, NULL);
    }
  else
    ps_looker_look_async (self->looker, fd, PRIORITY, g_task_get_cancellable (task), looked_cb, task);
}

static void
pump (PsPreviewMaker *self)
{
  while (self->n_under_way < MAX_UNDER_WAY && self->waiting.length > 0)
    {
      g_autoptr(GTask) task = g_queue_pop_head (&self->waiting);
      Wish *wish = g_task_get_task_data (task);
      GCancellable *cancellable = g_task_get_cancellable (task);

      if (g_task_return_error_if_cancelled (task))
        continue;
      self->n_under_way++;
      ps_vault_open_file_async (self->vault, wish->local_path, cancellable, opened_cb, g_steal_pointer (&task));
    }
}

static void
ps_preview_maker_dispose (GObject *object)
{
  PsPreviewMaker *self = PS_PREVIEW_MAKER (object);

  g_cancellable_cancel (self->stopping);
  g_clear_object (&self->vault);
  g_clear_object (&self->looker);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->textures);
  G_OBJECT_CLASS (ps_preview_maker_parent_class)->dispose (object);
}

static void
ps_preview_maker_finalize (GObject *object)
{
  PsPreviewMaker *self = PS_PREVIEW_MAKER (object);

  g_object_unref (self->stopping);
  g_hash_table_unref (self->hopeless);
  G_OBJECT_CLASS (ps_preview_maker_parent_class)->finalize (object);
}

static void
ps_preview_maker_class_init (PsPreviewMakerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ps_preview_maker_dispose;
  object_class->finalize = ps_preview_maker_finalize;
}

static void
ps_preview_maker_init (PsPreviewMaker *self)
{
  self->stopping = g_cancellable_new ();
  self->hopeless = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_queue_init (&self->waiting);
}

/**
 * ps_preview_maker_new:
 * @library: a library
 * @textures: where the pictures go
 *
 * Returns: (transfer full): a maker; ps_preview_maker_stop() comes before the library is closed
 */
PsPreviewMaker *
ps_preview_maker_new (PsLibrary      *library,
                      PsTextureCache *textures)
{
  PsPreviewMaker *self = g_object_new (PS_TYPE_PREVIEW_MAKER, NULL);

  self->vault = g_object_ref (ps_library_get_vault (library));
  self->looker = g_object_ref (ps_library_get_looker (library));
  self->thumbnails = g_object_ref (ps_library_get_thumbnails (library));
  self->textures = g_object_ref (textures);
  return self;
}

/**
 * ps_preview_maker_stop:
 * @self: a maker
 *
 * Nothing more is asked of the library; what waits ends without a picture.
 */
void
ps_preview_maker_stop (PsPreviewMaker *self)
{
  GTask *task;

  g_return_if_fail (PS_IS_PREVIEW_MAKER (self));

  g_cancellable_cancel (self->stopping);
  while ((task = g_queue_pop_head (&self->waiting)) != NULL)
    {
      g_task_return_pointer (task, NULL, NULL);
      g_object_unref (task);
    }
}

/**
 * ps_preview_maker_make_async:
 * @self: a maker
 * @key: a photo's thumbnail key
 * @local_path: where its file is, relative to the library
 * @cancellable: (nullable): cancel it once nobody waits for the picture
 * @callback: called with the answer
 * @user_data: for @callback
 */
void
ps_preview_maker_make_async (PsPreviewMaker      *self,
                             const char          *key,
                             const char          *local_path,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  Wish *wish;

  g_return_if_fail (PS_IS_PREVIEW_MAKER (self));

  g_task_set_source_tag (task, ps_preview_maker_make_async);
  if (g_cancellable_is_cancelled (self->stopping) || g_hash_table_contains (self->hopeless, key))
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  wish = g_new (Wish, 1);
  *wish = (Wish) { g_strdup (key), g_strdup (local_path) };
  g_task_set_task_data (task, wish, free_wish);
  g_queue_push_head (&self->waiting, g_steal_pointer (&task));
  pump (self);
}

/**
 * ps_preview_maker_make_finish:
 * @self: a maker
 * @result: what the callback got
 * @error: set when cancelled
 *
 * Returns: (transfer full) (nullable): the picture; %NULL without an error where none can be made
 */
GdkTexture *
ps_preview_maker_make_finish (PsPreviewMaker  *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
