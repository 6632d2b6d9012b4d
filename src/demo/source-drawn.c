/* src/demo/source-drawn.c: a gallery of drawn scenes, kept in the cache folder with an index of sizes and MD5s. */
#include <stdio.h>
#include <string.h>

#include "base/paths.h"
#include "base/times.h"

#include "demo/gallery-private.h"
#include "demo/picture-file.h"
#include "demo/pieces.h"

/* What is known of a file once it was drawn. */
typedef struct
{
  gint64 n_bytes; /* 0: not known yet */
  char md5[33];
} Fact;

typedef struct
{
  PsSource parent;

  /* Owned */
  GPtrArray *pieces; /* PsPiece */
  PsSourceIndex index;
  char *folder, *index_path;

  gint64 pad_bytes;
  gboolean is_fixed;

  GMutex lock;
  Fact *facts; /* under lock; of the pieces that are no copies */
} Drawn;

static const PsPiece *
get_piece (Drawn *self,
           guint  index)
{
  return g_ptr_array_index (self->pieces, index);
}

/* The piece whose bytes it has. */
static const PsPiece *
get_first (const PsPiece *piece)
{
  while (piece->same_as != NULL)
    piece = piece->same_as;
  return piece;
}

static char *
build_path (Drawn         *self,
            const PsPiece *piece)
{
  g_autofree char *name = g_strdup_printf ("%05u", piece->index);

  return g_build_filename (self->folder, name, NULL);
}

/* Index file: a line for each piece, "number size md5"; a line that is cut short or strange counts for nothing. */
static void
load_index (Drawn *self)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  if (!g_file_get_contents (self->index_path, &text, NULL, NULL))
    return;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint number;
      gint64 n_bytes;
      char md5[34];

      if (sscanf (lines[i], "%u %" G_GINT64_FORMAT " %33[0-9a-f]", &number, &n_bytes, md5) == 3
          && number < self->parent.n_assets && n_bytes > 0 && strlen (md5) == 32)
        {
          self->facts[number].n_bytes = n_bytes;
          memcpy (self->facts[number].md5, md5, 33);
        }
    }
}

static void
save_index (Drawn *self)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->parent.n_assets; i++)
    if (self->facts[i].n_bytes > 0)
      g_string_append_printf (text, "%u %" G_GINT64_FORMAT " %s\n", i, self->facts[i].n_bytes, self->facts[i].md5);
  g_mutex_unlock (&self->lock);
  /* Without a cache everything works, only slower next time. */
  if (!g_file_set_contents_full (self->index_path, text->str, (gssize) text->len, G_FILE_SET_CONTENTS_CONSISTENT,
                                 0600, &error))
    g_info ("The drawn photos could not be indexed: %s", error->message);
}

static void
remember (Drawn         *self,
          const PsPiece *piece,
          GBytes        *bytes)
{
  g_autofree char *md5 = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, bytes);
  Fact *fact = &self->facts[piece->index];

  g_mutex_lock (&self->lock);
  fact->n_bytes = (gint64) g_bytes_get_size (bytes);
  g_strlcpy (fact->md5, md5, sizeof fact->md5);
  g_mutex_unlock (&self->lock);
}

static Fact
recall (Drawn         *self,
        const PsPiece *piece)
{
  Fact fact;

  g_mutex_lock (&self->lock);
  fact = self->facts[piece->index];
  g_mutex_unlock (&self->lock);
  return fact;
}

/* The file before it is grown, if the cache has it whole. */
static GBytes *
get_cached (Drawn         *self,
            const PsPiece *piece)
{
  g_autofree char *path = build_path (self, piece), *data = NULL;
  gint64 known = self->pad_bytes > 0 ? 0 : recall (self, piece).n_bytes;
  gsize n = 0;

  if (!g_file_get_contents (path, &data, &n, NULL) || n == 0 || (known > 0 && known != (gint64) n))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&data), n);
}

static GBytes *
draw (Drawn          *self,
      const PsPiece  *piece,
      GError        **error)
{
  g_autofree char *path = build_path (self, piece);
  g_autoptr(GError) cache_error = NULL;
  GBytes *bytes = ps_piece_make (piece, error);

  if (bytes != NULL
      && !g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                                    G_FILE_SET_CONTENTS_CONSISTENT, 0600, &cache_error))
    g_info ("A drawn photo could not be kept: %s", cache_error->message);
  return bytes;
}

static GBytes *
get_file (Drawn          *self,
          const PsPiece  *piece,
          GError        **error)
{
  g_autoptr(GBytes) base = get_cached (self, piece);
  gboolean is_known = base != NULL && recall (self, piece).n_bytes > 0;
  GBytes *file;

  if (base == NULL)
    base = draw (self, piece, error);
  if (base == NULL)
    return NULL;
  file = self->pad_bytes > 0 ? ps_file_grow (base, self->pad_bytes, piece->index) : g_bytes_ref (base);
  /* Also when it was known and had to be drawn anew: another JPEG library may be at work by now. */
  if (!is_known)
    remember (self, piece, file);
  return file;
}

static gboolean
get_fact (Drawn          *self,
          const PsPiece  *piece,
          Fact           *fact,
          GError        **error)
{
  g_autoptr(GBytes) bytes = NULL;

  *fact = recall (self, piece);
  if (fact->n_bytes > 0)
    return TRUE;
  bytes = get_file (self, piece, error);
  *fact = recall (self, piece);
  return bytes != NULL;
}

/* Drawing all that is missing, by several threads that share one list. */
typedef struct
{
  Drawn *source;
  GPtrArray *missing;   /* borrowed PsPieces, newest first */
  int next, n_done;     /* atomic */
  void (*progress) (double, gpointer);
  gpointer user_data;
  GCancellable *cancellable;
  GMutex lock;
  GError *error;        /* under lock: the first one */
} Drawing;

static gpointer
draw_in_thread (gpointer data)
{
  Drawing *drawing = data;

  for (;;)
    {
      guint i = (guint) g_atomic_int_add (&drawing->next, 1);
      GError *error = NULL;
      Fact fact;

      if (i >= drawing->missing->len)
        return NULL;
      if (!g_cancellable_set_error_if_cancelled (drawing->cancellable, &error))
        get_fact (drawing->source, g_ptr_array_index (drawing->missing, i), &fact, &error);
      if (error != NULL)
        {
          g_mutex_lock (&drawing->lock);
          if (drawing->error == NULL)
            drawing->error = g_steal_pointer (&error);
          g_mutex_unlock (&drawing->lock);
          g_clear_error (&error);
          /* The others find the list at its end. */
          g_atomic_int_set (&drawing->next, (int) drawing->missing->len);
          return NULL;
        }
      i = (guint) g_atomic_int_add (&drawing->n_done, 1) + 1;
      if (drawing->progress != NULL)
        drawing->progress ((double) i / drawing->missing->len, drawing->user_data);
    }
}

static GPtrArray *
list_missing (Drawn *self)
{
  GPtrArray *missing = g_ptr_array_new ();

  g_mutex_lock (&self->lock);
  for (guint i = self->parent.n_assets; i > 0; i--)
    {
      const PsPiece *piece = get_piece (self, i - 1);

      if (piece->same_as == NULL && self->facts[i - 1].n_bytes == 0)
        g_ptr_array_add (missing, (gpointer) piece);
    }
  g_mutex_unlock (&self->lock);
  return missing;
}

static gboolean
drawn_prepare (PsSource     *source,
               void        (*progress) (double, gpointer),
               gpointer      user_data,
               GCancellable *cancellable,
               GError      **error)
{
  Drawn *self = (Drawn *) source;
  g_autoptr(GPtrArray) missing = list_missing (self);
  Drawing drawing = {
    .source = self, .missing = missing, .progress = progress, .user_data = user_data, .cancellable = cancellable
  };
  GThread *threads[16];
  guint n_threads = CLAMP (g_get_num_processors (), 1, G_N_ELEMENTS (threads));

  if (missing->len > 0)
    {
      g_mutex_init (&drawing.lock);
      for (guint i = 0; i < n_threads; i++)
        threads[i] = g_thread_new ("demo-draw", draw_in_thread, &drawing);
      for (guint i = 0; i < n_threads; i++)
        g_thread_join (threads[i]);
      g_mutex_clear (&drawing.lock);
      save_index (self);
    }
  else if (progress != NULL)
    progress (1, user_data);
  if (drawing.error == NULL)
    return TRUE;
  g_propagate_error (error, drawing.error);
  return FALSE;
}

static char *
dup_folder_of (const char *public_id)
{
  const char *slash = strrchr (public_id, '/');

  return slash != NULL ? g_strndup (public_id, (gsize) (slash - public_id)) : g_strdup ("");
}

static void
describe (PsAsset       *asset,
          const PsPiece *piece,
          gboolean       is_fixed)
{
  const char *dot = piece->resource_type[0] == 'r' ? strrchr (piece->file_name, '.') : NULL;

  asset->asset_id = g_strdup (piece->asset_id);
  asset->resource_type = g_strdup (piece->resource_type);
  asset->resource_kind = g_strdup (piece->resource_kind);
  asset->public_id = g_strdup (piece->public_id);
  asset->format = g_strdup (piece->format);
  asset->version = piece->created_at_us / G_USEC_PER_SEC;
  asset->created_at_us = piece->created_at_us;
  asset->created_at = ps_time_to_text (piece->created_at_us);
  asset->uploaded_at = g_strdup (asset->created_at);
  asset->width = piece->width;
  asset->height = piece->height;
  asset->duration_s = piece->duration_s;
  asset->n_pages = piece->n_pages;
  asset->original_filename =
      dot != NULL ? g_strndup (piece->file_name, (gsize) (dot - piece->file_name)) : g_strdup (piece->file_name);
  asset->status = g_strdup ("active");
  asset->access_mode = g_strdup ("public");
  asset->tags = g_strdupv (piece->tags);
  asset->context = g_strdupv (piece->context);
  asset->metadata = g_strdup (piece->metadata);
  asset->has = PS_ASSET_HAS_TAGS | PS_ASSET_HAS_CONTEXT | PS_ASSET_HAS_METADATA | PS_ASSET_HAS_ETAG;
  if (is_fixed)
    asset->folder = strcmp (piece->resource_kind, "fetch") == 0 ? g_strdup ("") : dup_folder_of (piece->public_id);
  else
    {
      asset->asset_folder = g_strdup (piece->folder);
      asset->display_name = g_strdup (piece->display_name);
    }
}

static PsAsset *
drawn_get_asset (PsSource *source,
                 guint     index)
{
  Drawn *self = (Drawn *) source;
  const PsPiece *piece = get_piece (self, index);
  g_autoptr(GError) error = NULL;
  PsAsset *asset;
  Fact fact;

  if (!get_fact (self, get_first (piece), &fact, &error))
    {
      g_warning ("A demo photo could not be drawn: %s", error->message);
      return NULL;
    }
  asset = ps_asset_new ();
  describe (asset, piece, self->is_fixed);
  asset->n_bytes = fact.n_bytes;
  asset->etag = g_strdup (fact.md5);
  return asset;
}

static GBytes *
drawn_get_bytes (PsSource  *source,
                 guint      index,
                 GError   **error)
{
  Drawn *self = (Drawn *) source;

  return get_file (self, get_first (get_piece (self, index)), error);
}

static gboolean
drawn_get_truth (PsSource       *source,
                 guint           index,
                 PsGalleryTruth *truth)
{
  const PsPiece *piece = get_piece ((Drawn *) source, index);
  gboolean has_exif = piece->shot.camera >= 0
                      && (piece->file == PS_PIECE_JPEG || piece->file == PS_PIECE_PNG || piece->file == PS_PIECE_TIFF
                          || piece->file == PS_PIECE_DNG);

  truth->shoot = piece->shoot;
  truth->burst = piece->burst;
  truth->same_bytes_as = piece->same_as != NULL ? (int) get_first (piece)->index : -1;
  truth->looks_like = piece->like != NULL ? (int) piece->like->index : -1;
  truth->taken_at_us = has_exif ? piece->shot.taken_at_us / G_USEC_PER_SEC * G_USEC_PER_SEC : 0;
  return TRUE;
}

static gint64
drawn_find (PsSource   *source,
            const char *resource_type,
            const char *resource_kind,
            const char *public_id)
{
  return ps_source_index_find (&((Drawn *) source)->index, resource_type, resource_kind, public_id);
}

static gint64
drawn_find_asset_id (PsSource   *source,
                     const char *asset_id)
{
  return ps_source_index_find_asset_id (&((Drawn *) source)->index, asset_id);
}

static guint
drawn_count_of_type (PsSource   *source,
                     const char *resource_type)
{
  return ps_source_index_count_of_type (&((Drawn *) source)->index, resource_type);
}

static guint
drawn_nth_of_type (PsSource   *source,
                   const char *resource_type,
                   guint       n)
{
  return ps_source_index_nth_of_type (&((Drawn *) source)->index, resource_type, n);
}

static void
drawn_free (PsSource *source)
{
  Drawn *self = (Drawn *) source;

  g_ptr_array_unref (self->pieces);
  ps_source_index_clear (&self->index);
  g_free (self->folder);
  g_free (self->index_path);
  g_free (self->facts);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static void
open_cache (Drawn                  *self,
            const PsGalleryOptions *options)
{
  g_autofree char *demo = ps_path_demo ();
  g_autofree char *name = g_strdup_printf ("%s-%" G_GUINT64_FORMAT "-%u-%u", PS_GALLERY_GENERATOR, options->seed,
                                           options->n_photos, options->max_side);
  g_autofree char *index =
      options->pad_bytes > 0 ? g_strdup_printf ("index-%" G_GINT64_FORMAT, options->pad_bytes) : g_strdup ("index");
  g_autoptr(GError) error = NULL;

  self->folder = g_build_filename (demo, name, NULL);
  self->index_path = g_build_filename (self->folder, index, NULL);
  if (!ps_path_make_private (self->folder, &error))
    g_info ("Drawn photos are not kept: %s", error->message);
  load_index (self);
}

/**
 * ps_source_drawn_new:
 * @options: what it shall be, defaults filled in
 *
 * Returns: (transfer full): up to 5,000 assets, each a scene of its own
 */
PsSource *
ps_source_drawn_new (const PsGalleryOptions *options)
{
  Drawn *self = g_new0 (Drawn, 1);
  PsPlan plan = { options->n_photos, options->seed, options->max_side, options->fixed_folders };

  self->parent = (PsSource) {
    options->n_photos, drawn_free, drawn_prepare, drawn_get_asset, drawn_get_bytes, drawn_get_truth,
    drawn_find, drawn_find_asset_id, drawn_count_of_type, drawn_nth_of_type
  };
  self->is_fixed = options->fixed_folders;
  self->pad_bytes = options->pad_bytes;
  self->pieces = ps_pieces_plan (&plan);
  g_assert (self->pieces->len == options->n_photos);
  self->facts = g_new0 (Fact, options->n_photos);
  g_mutex_init (&self->lock);
  ps_source_index_init (&self->index);
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const PsPiece *piece = get_piece (self, i);

      ps_source_index_add (&self->index, i, piece->resource_type, piece->resource_kind, piece->public_id,
                           piece->asset_id);
    }
  open_cache (self, options);
  return &self->parent;
}
