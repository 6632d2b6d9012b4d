/* src/ui/texture-cache.c: thumbnails as textures. */
#include "ui/texture-cache.h"

struct _PsTextureCache
{
  GObject parent_instance;
};

G_DEFINE_FINAL_TYPE (PsTextureCache, ps_texture_cache, G_TYPE_OBJECT)

static void ps_texture_cache_class_init (PsTextureCacheClass *klass) { }
static void ps_texture_cache_init (PsTextureCache *self) { }
PsTextureCache *ps_texture_cache_new (PsThumbnailCache *thumbnails, gsize max_bytes) { return g_object_new (PS_TYPE_TEXTURE_CACHE, NULL); }
GdkTexture *ps_texture_cache_get (PsTextureCache *self, const char *key) { return NULL; }
void ps_texture_cache_load_async (PsTextureCache *self, const char *key, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_return_pointer (task, NULL, NULL);
}
GdkTexture *ps_texture_cache_load_finish (PsTextureCache *self, GAsyncResult *result, GError **error) { return g_task_propagate_pointer (G_TASK (result), error); }
