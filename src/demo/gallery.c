/* src/demo/gallery.c: the demo cloud's library, whatever it is made of. */
#include "demo/gallery.h"

#include <glib/gi18n-lib.h>

#include "demo/gallery-private.h"
#include "demo/stories.h"

struct _PsGallery
{
  GObject parent_instance;

  PsSource *source; /* owned */
};

G_DEFINE_FINAL_TYPE (PsGallery, ps_gallery, G_TYPE_OBJECT)

static void
ps_gallery_finalize (GObject *object)
{
  PsGallery *self = PS_GALLERY (object);

  if (self->source != NULL)
    self->source->free (self->source);
  G_OBJECT_CLASS (ps_gallery_parent_class)->finalize (object);
}

static void
ps_gallery_class_init (PsGalleryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_gallery_finalize;
}

static void
ps_gallery_init (PsGallery *self)
{
}

/**
 * ps_gallery_new:
 * @options: what it shall be
 * @error: set with a #GIOError if the options make no sense, or the folder of
 *   originals cannot be read
 *
 * Plans the library; drawing is left to ps_gallery_prepare(). A folder of
 * originals is read here, each file for its MD5.
 *
 * Returns: (transfer full) (nullable): a gallery
 */
PsGallery *
ps_gallery_new (const PsGalleryOptions  *options,
                GError                 **error)
{
  g_autoptr(PsGallery) self = NULL;
  PsGalleryOptions filled;

  g_return_val_if_fail (options != NULL, NULL);

  filled = *options;
  if (filled.n_photos == 0)
    filled.n_photos = 400;
  /* Files that are grown serve benchmarks, where drawing large would only cost time. */
  if (filled.max_side == 0)
    filled.max_side = filled.pad_bytes > 0 ? 240 : 1600;
  if (filled.n_photos > PS_GALLERY_MAX)
    {
      /* Translators: %u is a number of photos. */
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("The demo cloud holds at most %u photos. Ask for fewer."), PS_GALLERY_MAX);
      return NULL;
    }
  if (filled.max_side < 64 || filled.max_side > 6000)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("The demo cloud's photos have 64 to 6000 pixels on their longer side."));
      return NULL;
    }
  self = g_object_new (PS_TYPE_GALLERY, NULL);
  if (filled.originals != NULL)
    self->source = ps_source_originals_new (&filled, error);
  else if (filled.n_photos <= PS_GALLERY_MAX_DRAWN)
    self->source = ps_source_drawn_new (&filled);
  else
    self->source = ps_source_pool_new (&filled);
  return self->source != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * ps_gallery_prepare:
 * @self: a gallery
 * @progress: (nullable): told how far it is, 0–1, on any thread
 * @user_data: for @progress
 * @cancellable: (nullable): stops between two pictures; what is drawn is kept
 * @error: set with a #GIOError or #GdkPixbufError
 *
 * Draws what is not in the cache yet, newest first, on all cores; blocks. Not
 * needed for the others to work, only for them to be quick.
 *
 * Returns: whether everything is there
 */
gboolean
ps_gallery_prepare (PsGallery     *self,
                    void         (*progress) (double, gpointer),
                    gpointer       user_data,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_return_val_if_fail (PS_IS_GALLERY (self), FALSE);

  return self->source->prepare (self->source, progress, user_data, cancellable, error);
}

/**
 * ps_gallery_get_n_assets:
 * @self: a gallery
 *
 * Returns: how many assets there are, films and papers included
 */
guint
ps_gallery_get_n_assets (PsGallery *self)
{
  g_return_val_if_fail (PS_IS_GALLERY (self), 0);

  return self->source->n_assets;
}

/**
 * ps_gallery_get_asset:
 * @self: a gallery
 * @index: which, 0 the oldest
 *
 * Any thread. In a drawn gallery that was not prepared this draws the picture,
 * since its size and MD5 must be true.
 *
 * Returns: (transfer full) (nullable): the asset; %NULL beyond the last, and if it cannot be made
 */
PsAsset *
ps_gallery_get_asset (PsGallery *self,
                      guint      index)
{
  g_return_val_if_fail (PS_IS_GALLERY (self), NULL);

  return index < self->source->n_assets ? self->source->get_asset (self->source, index) : NULL;
}

/**
 * ps_gallery_get_bytes:
 * @self: a gallery
 * @index: which
 * @error: set with %G_IO_ERROR_NOT_FOUND beyond the last, else with what went wrong
 *
 * Any thread; reads a file or draws, so keep it off the main one.
 *
 * Returns: (transfer full) (nullable): the original
 */
GBytes *
ps_gallery_get_bytes (PsGallery  *self,
                      guint       index,
                      GError    **error)
{
  g_return_val_if_fail (PS_IS_GALLERY (self), NULL);

  if (index < self->source->n_assets)
    return self->source->get_bytes (self->source, index, error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("The demo cloud has no such photo."));
  return NULL;
}

/**
 * ps_gallery_get_truth:
 * @self: a gallery
 * @index: which
 * @truth: (out): what a listing does not tell
 *
 * Returns: whether the truth is known; it is not for a folder of originals
 */
gboolean
ps_gallery_get_truth (PsGallery      *self,
                      guint           index,
                      PsGalleryTruth *truth)
{
  g_return_val_if_fail (PS_IS_GALLERY (self), FALSE);
  g_return_val_if_fail (truth != NULL, FALSE);

  return index < self->source->n_assets && self->source->get_truth (self->source, index, truth);
}

/**
 * ps_gallery_find:
 * @self: a gallery
 * @resource_type: "image", "video" or "raw"
 * @resource_kind: "upload", "private", …
 * @public_id: an id
 *
 * Returns: its index, −1 if there is none
 */
gint64
ps_gallery_find (PsGallery  *self,
                 const char *resource_type,
                 const char *resource_kind,
                 const char *public_id)
{
  g_return_val_if_fail (PS_IS_GALLERY (self), -1);
  g_return_val_if_fail (resource_type != NULL && resource_kind != NULL && public_id != NULL, -1);

  return self->source->find (self->source, resource_type, resource_kind, public_id);
}

/**
 * ps_gallery_find_asset_id:
 * @self: a gallery
 * @asset_id: 32 hex digits
 *
 * Returns: its index, −1 if there is none
 */
gint64
ps_gallery_find_asset_id (PsGallery  *self,
                          const char *asset_id)
{
  g_return_val_if_fail (PS_IS_GALLERY (self), -1);
  g_return_val_if_fail (asset_id != NULL, -1);

  return self->source->find_asset_id (self->source, asset_id);
}

/**
 * ps_gallery_count_of_type:
 * @self: a gallery
 * @resource_type: "image", "video" or "raw"
 *
 * Returns: how many there are of that type
 */
guint
ps_gallery_count_of_type (PsGallery  *self,
                          const char *resource_type)
{
  g_return_val_if_fail (PS_IS_GALLERY (self), 0);

  return self->source->count_of_type (self->source, resource_type);
}

/**
 * ps_gallery_nth_of_type:
 * @self: a gallery
 * @resource_type: "image", "video" or "raw"
 * @n: which of that type, 0 the oldest, less than ps_gallery_count_of_type()
 *
 * Returns: its index among all assets
 */
guint
ps_gallery_nth_of_type (PsGallery  *self,
                        const char *resource_type,
                        guint       n)
{
  g_return_val_if_fail (PS_IS_GALLERY (self), 0);

  return self->source->nth_of_type (self->source, resource_type, n);
}

/**
 * ps_gallery_get_metadata_fields:
 * @self: a gallery
 *
 * Returns: (transfer none): the schema of structured metadata, as `GET /metadata_fields` answers
 */
const char *
ps_gallery_get_metadata_fields (PsGallery *self)
{
  g_return_val_if_fail (PS_IS_GALLERY (self), NULL);

  return ps_metadata_fields_json;
}

/**
 * ps_gallery_get_empty_folders:
 * @self: a gallery
 *
 * Returns: (transfer full): folders that exist and hold nothing
 */
GStrv
ps_gallery_get_empty_folders (PsGallery *self)
{
  static const char *const folders[] = { "Clients/2026 – Bookings", "Intake", "Weddings/Muster für Alben", NULL };

  g_return_val_if_fail (PS_IS_GALLERY (self), NULL);

  return g_strdupv ((GStrv) folders);
}
