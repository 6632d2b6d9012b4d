/* src/demo/gallery-private.h: where a gallery's assets come from. */
#pragma once

#include "demo/gallery.h"

G_BEGIN_DECLS

#define PS_GALLERY_MAX_DRAWN 5000
#define PS_GALLERY_MAX 1000000

/* Files are kept under this name; raise the number when the same seed gives
 * other bytes. Compilers differ in the order in which they work out arguments,
 * and with it in which throw of the dice goes where. */
#ifdef __clang__
#define PS_GALLERY_GENERATOR "4c"
#else
#define PS_GALLERY_GENERATOR "4"
#endif

typedef struct _PsSource PsSource;

/**
 * PsSource:
 *
 * The three kinds of gallery: drawn scenes, a pool of small pictures with an
 * EXIF segment for each asset, a folder of real files. Functions may be called
 * on any thread once it was made; they see what ps_gallery_* promise.
 */
struct _PsSource
{
  guint n_assets;
  void     (*free)          (PsSource *self);
  gboolean (*prepare)       (PsSource *self, void (*progress) (double, gpointer), gpointer user_data, GCancellable *cancellable, GError **error);
  PsAsset *(*get_asset)     (PsSource *self, guint index);
  GBytes  *(*get_bytes)     (PsSource *self, guint index, GError **error);
  gboolean (*get_truth)     (PsSource *self, guint index, PsGalleryTruth *truth);
  gint64   (*find)          (PsSource *self, const char *resource_type, const char *resource_kind, const char *public_id);
  gint64   (*find_asset_id) (PsSource *self, const char *asset_id);
  guint    (*count_of_type) (PsSource *self, const char *resource_type);
  guint    (*nth_of_type)   (PsSource *self, const char *resource_type, guint n);
};

/* The options with their defaults filled in. */
PsSource *ps_source_drawn_new     (const PsGalleryOptions *options);
PsSource *ps_source_pool_new      (const PsGalleryOptions *options);
PsSource *ps_source_originals_new (const PsGalleryOptions *options, GError **error);

/* What the first and the last have in common: assets in memory, found by their ids. */
typedef struct
{
  GHashTable *by_name;     /* "type/kind/public id" → index + 1; owned */
  GHashTable *by_asset_id; /* owned */
  GArray *of_type[3];      /* image, video, raw: indexes; owned */
} PsSourceIndex;

void   ps_source_index_init          (PsSourceIndex *self);
void   ps_source_index_clear         (PsSourceIndex *self);
void   ps_source_index_add           (PsSourceIndex *self, guint index, const char *resource_type, const char *resource_kind, const char *public_id, const char *asset_id);
gint64 ps_source_index_find          (PsSourceIndex *self, const char *resource_type, const char *resource_kind, const char *public_id);
gint64 ps_source_index_find_asset_id (PsSourceIndex *self, const char *asset_id);
guint  ps_source_index_count_of_type (PsSourceIndex *self, const char *resource_type);
guint  ps_source_index_nth_of_type   (PsSourceIndex *self, const char *resource_type, guint n);

G_END_DECLS
