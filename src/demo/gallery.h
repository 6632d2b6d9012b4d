/* src/demo/gallery.h: the demo cloud's library: its assets, their bytes, and the truth about them. */
#pragma once

#include <gio/gio.h>

#include "base/asset.h"

G_BEGIN_DECLS

#define PS_TYPE_GALLERY (ps_gallery_get_type ())
G_DECLARE_FINAL_TYPE (PsGallery, ps_gallery, PS, GALLERY, GObject)

typedef struct
{
  guint n_photos;          /* assets of a drawn gallery, 0: 400; up to 1,000,000 */
  const char *originals;   /* nullable: a folder whose files are served instead */
  guint64 seed;
  guint max_side;          /* pixels of the longer side, 0: 1600; up to 6000 */
  gboolean fixed_folders;  /* folder mode "fixed" */
  gint64 pad_bytes;        /* > 0: every file is grown to about this size (a JPEG stays one), for benchmarks */
} PsGalleryOptions;

/* The truth about an asset, which a listing does not tell. −1: none. */
typedef struct
{
  int shoot;               /* which shoot it was taken in */
  int burst;               /* which burst */
  int same_bytes_as;       /* index of the first asset with the very same bytes */
  int looks_like;          /* index of the asset it was made from (resized, re-compressed, cropped) */
  gint64 taken_at_us;      /* camera clock as UTC; 0: none */
} PsGalleryTruth;

PsGallery *ps_gallery_new            (const PsGalleryOptions *options, GError **error);
/* Draws what is not in the cache yet (threads; progress by callback, 0–1, on any thread). Small galleries only; larger are made on the fly. */
gboolean   ps_gallery_prepare        (PsGallery *self, void (*progress) (double, gpointer), gpointer user_data, GCancellable *cancellable, GError **error);
guint      ps_gallery_get_n_assets   (PsGallery *self);
/* Index 0 is the oldest by created_at. A new asset each call: size, etag and all else are true. secure_url is not set. Any thread. */
PsAsset   *ps_gallery_get_asset      (PsGallery *self, guint index);
/* The bytes. Drawn ones come from the cache folder or memory, others from disk. Any thread. */
GBytes    *ps_gallery_get_bytes      (PsGallery *self, guint index, GError **error);
gboolean   ps_gallery_get_truth      (PsGallery *self, guint index, PsGalleryTruth *truth);
/* Indexes by id; −1 where there is none. public ids are unique per (resource_type, resource_kind). */
gint64     ps_gallery_find           (PsGallery *self, const char *resource_type, const char *resource_kind, const char *public_id);
gint64     ps_gallery_find_asset_id  (PsGallery *self, const char *asset_id);
/* Indexes of one resource type, oldest first: how many, and the n-th. */
guint      ps_gallery_count_of_type  (PsGallery *self, const char *resource_type);
guint      ps_gallery_nth_of_type    (PsGallery *self, const char *resource_type, guint n);
/* The schema of structured metadata, as GET /metadata_fields answers; folders that hold nothing. */
const char *ps_gallery_get_metadata_fields (PsGallery *self);
GStrv      ps_gallery_get_empty_folders (PsGallery *self);

G_END_DECLS
