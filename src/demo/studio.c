/* src/demo/studio.c: what the demo cloud holds right now: the gallery, and what has changed since.
 *
 * The gallery never changes; whatever is renamed, replaced, deleted or added
 * while the cloud runs lies over it here, each with how it was before, so that
 * a search can lag behind.
 */
#include "demo/studio.h"

#include <string.h>

#include "base/times.h"

typedef struct
{
  PsAsset *asset;     /* owned; %NULL: deleted */
  PsAsset *before;    /* owned; %NULL: was not there */
  gint64 changed_us;
  guint index;        /* whose bytes in the gallery, where bytes is %NULL */
  GBytes *bytes;      /* owned, nullable */
  GArray *versions;   /* owned, nullable, of PsStudioVersion, oldest first */
} Change;

struct _PsStudio
{
  PsGallery *gallery;     /* owned */
  guint n_gallery;
  GHashTable *changes;    /* owned: number (gint64) -> Change */
  GHashTable *by_name;    /* owned: "type\nkind\nid" -> number; of all that changed */
  GHashTable *by_id;      /* owned: asset id -> number; of what was added */
  GHashTable *listings;   /* owned: "image" -> GArray of numbers; of what was added */
  guint n_added, n_deleted;
  guint64 generation;
};

static void
clear_version (gpointer data)
{
  PsStudioVersion *version = data;

  g_free (version->format);
  g_free (version->etag);
  g_clear_pointer (&version->bytes, g_bytes_unref);
}

static void
free_change (gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->asset, ps_asset_unref);
  g_clear_pointer (&change->before, ps_asset_unref);
  g_clear_pointer (&change->bytes, g_bytes_unref);
  g_clear_pointer (&change->versions, g_array_unref);
  g_free (change);
}

/**
 * ps_studio_new:
 * @gallery: what there is at the beginning
 *
 * Returns: (transfer full): the studio's content; main thread only, but for its sources
 */
PsStudio *
ps_studio_new (PsGallery *gallery)
{
  PsStudio *self = g_new0 (PsStudio, 1);

  self->gallery = g_object_ref (gallery);
  self->n_gallery = ps_gallery_get_n_assets (gallery);
  self->changes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_change);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->listings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  return self;
}

/**
 * ps_studio_free:
 * @self: (transfer full): the content
 */
void
ps_studio_free (PsStudio *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->changes);
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->listings);
  g_object_unref (self->gallery);
  g_free (self);
}

/**
 * ps_studio_get_generation:
 * @self: the content
 *
 * Returns: a number that grows with every change
 */
guint64
ps_studio_get_generation (PsStudio *self)
{
  return self->generation;
}

/**
 * ps_studio_get_n_assets:
 * @self: the content
 *
 * Returns: how many assets there are now
 */
guint
ps_studio_get_n_assets (PsStudio *self)
{
  return self->n_gallery + self->n_added - self->n_deleted;
}

static GArray *
get_added (PsStudio   *self,
           const char *listing)
{
  return g_hash_table_lookup (self->listings, listing != NULL ? listing : "");
}

/**
 * ps_studio_get_n_places:
 * @self: the content
 * @listing: (nullable): of one listing
 *
 * Returns: how many places there are, empty ones too
 */
guint
ps_studio_get_n_places (PsStudio   *self,
                        const char *listing)
{
  const GArray *added = get_added (self, listing);
  guint n = listing != NULL ? ps_gallery_count_of_type (self->gallery, listing) : self->n_gallery;

  return n + (added != NULL ? added->len : 0);
}

/**
 * ps_studio_get_number:
 * @self: the content
 * @listing: (nullable): of one listing
 * @place: below ps_studio_get_n_places(); 0 is the oldest
 *
 * Returns: the asset's number
 */
gint64
ps_studio_get_number (PsStudio   *self,
                      const char *listing,
                      guint       place)
{
  const GArray *added = get_added (self, listing);
  guint n = listing != NULL ? ps_gallery_count_of_type (self->gallery, listing) : self->n_gallery;

  if (place >= n)
    return g_array_index (added, gint64, place - n);
  return listing != NULL ? ps_gallery_nth_of_type (self->gallery, listing, place) : place;
}

/**
 * ps_studio_get_asset:
 * @self: the content
 * @number: an asset's number
 * @seen_us: as it was at that time; 0: now
 *
 * Returns: (transfer full) (nullable): the asset, if it is there
 */
PsAsset *
ps_studio_get_asset (PsStudio *self,
                     gint64    number,
                     gint64    seen_us)
{
  const Change *change = g_hash_table_size (self->changes) > 0 ? g_hash_table_lookup (self->changes, &number) : NULL;
  PsAsset *asset;

  if (change == NULL)
    return number >= 0 && number < self->n_gallery ? ps_gallery_get_asset (self->gallery, number) : NULL;
  asset = seen_us != 0 && change->changed_us > seen_us ? change->before : change->asset;
  return asset != NULL ? ps_asset_ref (asset) : NULL;
}

/**
 * ps_studio_find:
 * @self: the content
 * @resource_type: such as "image"
 * @resource_kind: such as "upload"
 * @public_id: as it is now
 *
 * Returns: the asset's number, −1 if there is none
 */
gint64
ps_studio_find (PsStudio   *self,
                const char *resource_type,
                const char *resource_kind,
                const char *public_id)
{
  g_autofree char *name = g_strjoin ("\n", resource_type, resource_kind, public_id, NULL);
  const gint64 *changed = g_hash_table_lookup (self->by_name, name);
  gint64 number;

  if (changed != NULL)
    return *changed;
  number = ps_gallery_find (self->gallery, resource_type, resource_kind, public_id);
  return number >= 0 && g_hash_table_contains (self->changes, &number) ? -1 : number;
}

/**
 * ps_studio_find_asset_id:
 * @self: the content
 * @asset_id: 32 hex digits
 *
 * Returns: the asset's number, −1 if there is none
 */
gint64
ps_studio_find_asset_id (PsStudio   *self,
                         const char *asset_id)
{
  const gint64 *added = g_hash_table_lookup (self->by_id, asset_id);
  gint64 number = added != NULL ? *added : ps_gallery_find_asset_id (self->gallery, asset_id);
  const Change *change = number >= 0 ? g_hash_table_lookup (self->changes, &number) : NULL;

  return change != NULL && change->asset == NULL ? -1 : number;
}

/**
 * ps_studio_is_changed:
 * @self: the content
 * @number: an asset's number
 *
 * Returns: whether it is not as the gallery has it
 */
gboolean
ps_studio_is_changed (PsStudio *self,
                      gint64    number)
{
  return g_hash_table_contains (self->changes, &number);
}

/**
 * ps_studio_get_changed_us:
 * @self: the content
 * @number: an asset's number
 *
 * Returns: when it was changed; 0: never
 */
gint64
ps_studio_get_changed_us (PsStudio *self,
                          gint64    number)
{
  const Change *change = g_hash_table_size (self->changes) > 0 ? g_hash_table_lookup (self->changes, &number) : NULL;

  return change != NULL ? change->changed_us : 0;
}

/**
 * ps_studio_get_versions:
 * @self: the content
 * @number: an asset's number
 *
 * Returns: (transfer none) (nullable): what was stored before, of #PsStudioVersion, oldest first
 */
GArray *
ps_studio_get_versions (PsStudio *self,
                        gint64    number)
{
  const Change *change = g_hash_table_lookup (self->changes, &number);

  return change != NULL ? change->versions : NULL;
}

/**
 * ps_studio_get_source:
 * @self: the content
 * @number: an asset's number
 *
 * Returns: (transfer full): where its bytes are now
 */
PsStudioSource *
ps_studio_get_source (PsStudio *self,
                      gint64    number)
{
  const Change *change = g_hash_table_lookup (self->changes, &number);
  PsStudioSource *source = g_new0 (PsStudioSource, 1);

  source->gallery = g_object_ref (self->gallery);
  source->index = change != NULL ? change->index : number;
  if (change != NULL && change->bytes != NULL)
    source->bytes = g_bytes_ref (change->bytes);
  return source;
}

static char *
dup_name (const PsAsset *asset)
{
  return g_strjoin ("\n", asset->resource_type, asset->resource_kind, asset->public_id, NULL);
}

static gint64 *
dup_number (gint64 number)
{
  return g_memdup2 (&number, sizeof number);
}

static void
forget_name (PsStudio      *self,
             gint64         number,
             const PsAsset *asset)
{
  g_autofree char *name = dup_name (asset);
  const gint64 *known = g_hash_table_lookup (self->by_name, name);

  if (known != NULL && *known == number)
    g_hash_table_remove (self->by_name, name);
}

/* Two assets may swap names in two steps, so a name belongs to whoever took it last. */
static Change *
begin_change (PsStudio *self,
              gint64    number)
{
  g_autoptr(PsAsset) before = ps_studio_get_asset (self, number, 0);
  Change *change = g_hash_table_lookup (self->changes, &number);

  if (change == NULL)
    {
      change = g_new0 (Change, 1);
      change->index = number;
      g_hash_table_insert (self->changes, dup_number (number), change);
    }
  if (before != NULL)
    forget_name (self, number, before);
  g_clear_pointer (&change->before, ps_asset_unref);
  g_clear_pointer (&change->asset, ps_asset_unref);
  change->before = g_steal_pointer (&before);
  change->changed_us = g_get_real_time ();
  self->generation++;
  return change;
}

/**
 * ps_studio_change:
 * @self: the content
 * @number: an asset that is there
 * @asset: (transfer full) (nullable): how it is from now on; %NULL: it is deleted
 *
 * Its bytes stay the same; see ps_studio_replace().
 */
void
ps_studio_change (PsStudio *self,
                  gint64    number,
                  PsAsset  *asset)
{
  Change *change = begin_change (self, number);

  change->asset = asset;
  if (asset != NULL)
    g_hash_table_replace (self->by_name, dup_name (asset), dup_number (number));
  else
    self->n_deleted++;
}

static void
keep_version (Change        *change,
              const PsAsset *asset,
              GBytes        *bytes)
{
  PsStudioVersion version = {
    .version = asset->version,
    .n_bytes = asset->n_bytes,
    .format = g_strdup (asset->format),
    .etag = g_strdup (asset->etag),
    .stored_us = asset->version * G_USEC_PER_SEC,
    .bytes = g_bytes_ref (bytes),
  };

  if (change->versions == NULL)
    {
      change->versions = g_array_new (FALSE, FALSE, sizeof (PsStudioVersion));
      g_array_set_clear_func (change->versions, clear_version);
    }
  g_array_append_val (change->versions, version);
}

/**
 * ps_studio_replace:
 * @self: the content
 * @number: an asset that is there
 * @error: set if its bytes cannot be read
 *
 * The photographer uploads another file under the same name: other bytes, a
 * new version, the same asset id.
 *
 * Returns: whether it was replaced
 */
gboolean
ps_studio_replace (PsStudio  *self,
                   gint64     number,
                   GError   **error)
{
  g_autoptr(PsStudioSource) source = ps_studio_get_source (self, number);
  g_autoptr(GBytes) bytes = ps_studio_source_read (source, error);
  g_autoptr(PsAsset) before = ps_studio_get_asset (self, number, 0);
  PsAsset *asset;
  Change *change;

  if (bytes == NULL || before == NULL)
    return FALSE;
  change = begin_change (self, number);
  keep_version (change, before, bytes);
  asset = ps_studio_copy_asset (before);
  asset->version = MAX (before->version + 1, g_get_real_time () / G_USEC_PER_SEC);
  g_clear_pointer (&change->bytes, g_bytes_unref);
  change->bytes = ps_studio_make_successor (bytes, asset->version);
  asset->n_bytes = g_bytes_get_size (change->bytes);
  g_free (asset->etag);
  asset->etag = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, change->bytes);
  g_free (asset->uploaded_at);
  asset->uploaded_at = ps_time_now_text ();
  change->asset = asset;
  g_hash_table_replace (self->by_name, dup_name (asset), dup_number (number));
  return TRUE;
}

static void
append_to_listing (PsStudio   *self,
                   const char *listing,
                   gint64      number)
{
  GArray *numbers = g_hash_table_lookup (self->listings, listing);

  if (numbers == NULL)
    {
      numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (self->listings, g_strdup (listing), numbers);
    }
  g_array_append_val (numbers, number);
}

/**
 * ps_studio_add:
 * @self: the content
 * @listing: where it is listed: "image", "video", "raw"
 * @asset: (transfer full): the new asset, newer than all others; sizes and MD5 are filled in
 * @like: whose bytes it has now
 *
 * Returns: its number
 */
gint64
ps_studio_add (PsStudio   *self,
               const char *listing,
               PsAsset    *asset,
               gint64      like)
{
  g_autoptr(PsAsset) model = ps_studio_get_asset (self, like, 0);
  const Change *like_change = g_hash_table_lookup (self->changes, &like);
  gint64 number = (gint64) self->n_gallery + self->n_added++;
  Change *change = g_new0 (Change, 1);

  if (model != NULL)
    {
      asset->n_bytes = model->n_bytes;
      g_free (asset->etag);
      asset->etag = g_strdup (model->etag);
    }
  change->asset = asset;
  change->changed_us = g_get_real_time ();
  change->index = like_change != NULL ? like_change->index : like;
  if (like_change != NULL && like_change->bytes != NULL)
    change->bytes = g_bytes_ref (like_change->bytes);
  g_hash_table_insert (self->changes, dup_number (number), change);
  g_hash_table_replace (self->by_name, dup_name (asset), dup_number (number));
  g_hash_table_replace (self->by_id, g_strdup (asset->asset_id), dup_number (number));
  append_to_listing (self, listing, number);
  append_to_listing (self, "", number);
  self->generation++;
  return number;
}

/**
 * ps_studio_get_newest_us:
 * @self: the content
 *
 * Returns: when the gallery's newest asset was made; 0 where there is none
 */
gint64
ps_studio_get_newest_us (PsStudio *self)
{
  g_autoptr(PsAsset) newest = self->n_gallery > 0 ? ps_gallery_get_asset (self->gallery, self->n_gallery - 1) : NULL;

  return newest != NULL ? newest->created_at_us : 0;
}
