/* src/ui/texture-cache.h: thumbnails as textures: loaded off the main thread, newest request first, bounded in bytes. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "look/thumbnail-cache.h"

G_BEGIN_DECLS

#define PS_TYPE_TEXTURE_CACHE (ps_texture_cache_get_type ())
G_DECLARE_FINAL_TYPE (PsTextureCache, ps_texture_cache, PS, TEXTURE_CACHE, GObject)

/* max_bytes 0: a default. */
PsTextureCache *ps_texture_cache_new         (PsThumbnailCache    *thumbnails,
                                              gsize                max_bytes);
/* At once, where it is here already; nullable. */
GdkTexture     *ps_texture_cache_get         (PsTextureCache      *self,
                                              const char          *key);
void            ps_texture_cache_load_async  (PsTextureCache      *self,
                                              const char          *key,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
/* NULL without an error: there is none. */
GdkTexture     *ps_texture_cache_load_finish (PsTextureCache      *self,
                                              GAsyncResult        *result,
                                              GError             **error);
/* As load_async, of a picture made just now. */
void            ps_texture_cache_take_jpeg   (PsTextureCache      *self,
                                              const char          *key,
                                              GBytes              *jpeg,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
gsize           ps_texture_cache_get_n_bytes (PsTextureCache      *self);

G_END_DECLS
