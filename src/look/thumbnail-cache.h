/* src/look/thumbnail-cache.h: small pictures on disk, keyed by the original's MD5, oldest use goes first. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PS_TYPE_THUMBNAIL_CACHE (ps_thumbnail_cache_get_type ())
G_DECLARE_FINAL_TYPE (PsThumbnailCache, ps_thumbnail_cache, PS, THUMBNAIL_CACHE, GObject)

/* folder nullable: the user's cache. max_bytes 0: 5 GB. */
PsThumbnailCache *ps_thumbnail_cache_new          (const char *folder, gint64 max_bytes);
char             *ps_thumbnail_cache_dup_path     (PsThumbnailCache *self, const char *md5);
void              ps_thumbnail_cache_store_async  (PsThumbnailCache *self, const char *md5, GBytes *jpeg,
                                                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean          ps_thumbnail_cache_store_finish (PsThumbnailCache *self, GAsyncResult *result, GError **error);
/* Beside the path: the bytes, only if they are one of ours. NULL without an error: not there. */
void              ps_thumbnail_cache_load_async   (PsThumbnailCache *self, const char *md5,
                                                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GBytes           *ps_thumbnail_cache_load_finish  (PsThumbnailCache *self, GAsyncResult *result, GError **error);
void              ps_thumbnail_cache_close_async  (PsThumbnailCache *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean          ps_thumbnail_cache_close_finish (PsThumbnailCache *self, GAsyncResult *result, GError **error);

G_END_DECLS
