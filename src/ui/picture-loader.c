/* src/ui/picture-loader.c: whole pictures for a viewer: those it wishes for, and for a while those it had.
 *
 * The viewer says what it would like to have, most urgent first; whatever else
 * is under way is given up. A picture is known by its photo, its file and that
 * file's checksum: one that was replaced is another.
 *
 *   wishes → vault: open → looker: render → tiles → "changed"
 */
#include "ui/picture-loader.h"

#include "base/text.h"

#define MAX_BYTES ((gsize) 160 << 20) /* of pictures that nobody wishes for any more */
#define MAX_CHARS 500

typedef struct
{
  PsPictureLoader *loader; /* borrowed */
  char *key;               /* owned */
  gint64 id;
  char *path;              /* owned; in the library */
  PsTiles *reduced;        /* owned, nullable */
  PsTiles *full;           /* owned, nullable */
  char *problem;           /* owned, nullable: why there is nothing, or what is wrong with it */
  gboolean failed;         /* there is nothing, and trying again would not help by itself */
  gboolean has_no_file;    /* it could not even be opened */
  guint64 used;            /* greater: later */
  gboolean is_wished;
  int priority;
  guint side;              /* under way; 0: nothing is */
  GCancellable *cancellable; /* owned while under way */
} Entry;

struct _PsPictureLoader
{
  GObject parent_instance;

  PsVault *vault;      /* owned */
  PsLooker *looker;    /* owned */
  GHashTable *entries; /* owned: key → Entry, owned */
  guint64 n_used;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PsPictureLoader, ps_picture_loader, G_TYPE_OBJECT)

/* What is under way; it outlives its entry. */
typedef struct
{
  PsPictureLoader *loader; /* owned */
  char *key;               /* owned */
  guint side;
  int priority;
  GCancellable *cancellable; /* owned */
} Load;

static void
free_load (Load *load)
{
  g_object_unref (load->loader);
  g_object_unref (load->cancellable);
  g_free (load->key);
  g_free (load);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Load, free_load)

static void
stop_entry (Entry *entry)
{
  if (entry->cancellable != NULL)
    g_cancellable_cancel (entry->cancellable);
  g_clear_object (&entry->cancellable);
  entry->side = 0;
}

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  stop_entry (entry);
  g_clear_object (&entry->reduced);
  g_clear_object (&entry->full);
  g_free (entry->problem);
  g_free (entry->path);
  g_free (entry->key);
  g_free (entry);
}

static char *
make_key (const PsPhotoRow *row)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s %s", row->id, row->thumbnail_key != NULL ? row->thumbnail_key : "", row->local_path);
}

static Entry *
find (PsPictureLoader  *self,
      const PsPhotoRow *row)
{
  g_autofree char *key = NULL;

  if (row->local_path == NULL)
    return NULL;
  key = make_key (row);
  return g_hash_table_lookup (self->entries, key);
}

static Entry *
find_or_add (PsPictureLoader  *self,
             const PsPhotoRow *row)
{
  Entry *entry = find (self, row);

  if (entry != NULL)
    return entry;
  entry = g_new0 (Entry, 1);
  entry->loader = self;
  entry->key = make_key (row);
  entry->id = row->id;
  entry->path = g_strdup (row->local_path);
  g_hash_table_insert (self->entries, entry->key, entry);
  return entry;
}

static guint
get_side (PsTiles *tiles)
{
  return tiles != NULL ? (guint) MAX (ps_tiles_get_width (tiles), ps_tiles_get_height (tiles)) : 0;
}

static gboolean
has_side (const Entry *entry,
          guint        side)
{
  return entry->full != NULL || get_side (entry->reduced) >= side;
}

static gsize
count_bytes (const Entry *entry)
{
  return (entry->reduced != NULL ? ps_tiles_get_n_bytes (entry->reduced) : 0)
         + (entry->full != NULL && entry->full != entry->reduced ? ps_tiles_get_n_bytes (entry->full) : 0);
}

/* Those used longest ago go first. */
static void
shrink (PsPictureLoader *self)
{
  for (;;)
    {
      GHashTableIter iter;
      gpointer value;
      Entry *oldest = NULL;
      gsize n_bytes = 0;

      g_hash_table_iter_init (&iter, self->entries);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        {
          Entry *entry = value;

          if (entry->is_wished)
            continue;
          n_bytes += count_bytes (entry);
          if (oldest == NULL || entry->used < oldest->used)
            oldest = entry;
        }
      if (oldest == NULL || (n_bytes <= MAX_BYTES && g_hash_table_size (self->entries) < 100))
        return;
      g_hash_table_remove (self->entries, oldest->key);
    }
}

static void
take_tiles (Entry   *entry,
            PsTiles *tiles)
{
  g_set_object (ps_tiles_is_full (tiles) ? &entry->full : &entry->reduced, tiles);
}

static void
take_rendering (Entry       *entry,
                PsRendering *rendering)
{
  g_autoptr(PsTiles) tiles = NULL;

  g_free (entry->problem);
  entry->problem = g_strdup (rendering->problem);
  entry->failed = rendering->pixels == NULL;
  if (entry->failed)
    {
      ps_rendering_free (rendering);
      return;
    }
  tiles = ps_tiles_new (rendering);
  take_tiles (entry, tiles);
}

/* The entry that still waits for this, if any. */
static Entry *
find_waiting (const Load *load)
{
  Entry *entry = g_hash_table_lookup (load->loader->entries, load->key);

  return entry != NULL && entry->cancellable == load->cancellable ? entry : NULL;
}

static void
fail (const Load *load,
      GError     *error,
      gboolean    has_no_file)
{
  Entry *entry = find_waiting (load);

  if (entry == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  stop_entry (entry);
  g_free (entry->problem);
  entry->problem = ps_text_visible (error->message, MAX_CHARS);
  entry->failed = TRUE;
  entry->has_no_file = has_no_file;
  g_signal_emit (load->loader, signals[CHANGED], 0, entry->id);
}

static void
rendered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(Load) load = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PsRendering) rendering = ps_looker_render_finish (PS_LOOKER (source), result, &error);
  Entry *entry = find_waiting (load);

  if (rendering == NULL)
    fail (load, error, FALSE);
  else if (entry != NULL)
    {
      stop_entry (entry);
      take_rendering (entry, g_steal_pointer (&rendering));
      g_signal_emit (load->loader, signals[CHANGED], 0, entry->id);
    }
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(Load) load = data;
  g_autoptr(GError) error = NULL;
  int fd = ps_vault_open_file_finish (PS_VAULT (source), result, &error);
  PsLooker *looker = load->loader->looker;

  if (fd < 0)
    {
      fail (load, error, TRUE);
      return;
    }
  ps_looker_render_async (looker, fd, load->side, load->priority, load->cancellable, rendered_cb, load);
  g_steal_pointer (&load);
}

static void
start_entry (Entry *entry,
             guint  side)
{
  Load *load = g_new0 (Load, 1);

  stop_entry (entry);
  entry->side = side;
  entry->cancellable = g_cancellable_new ();
  load->loader = g_object_ref (entry->loader);
  load->key = g_strdup (entry->key);
  load->side = side;
  load->priority = entry->priority;
  load->cancellable = g_object_ref (entry->cancellable);
  ps_vault_open_file_async (entry->loader->vault, entry->path, entry->cancellable, opened_cb, load);
}

static void
ps_picture_loader_dispose (GObject *object)
{
  PsPictureLoader *self = PS_PICTURE_LOADER (object);

  g_hash_table_remove_all (self->entries);
  g_clear_object (&self->vault);
  g_clear_object (&self->looker);
  G_OBJECT_CLASS (ps_picture_loader_parent_class)->dispose (object);
}

static void
ps_picture_loader_finalize (GObject *object)
{
  PsPictureLoader *self = PS_PICTURE_LOADER (object);

  g_hash_table_unref (self->entries);
  G_OBJECT_CLASS (ps_picture_loader_parent_class)->finalize (object);
}

static void
ps_picture_loader_class_init (PsPictureLoaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ps_picture_loader_dispose;
  G_OBJECT_CLASS (klass)->finalize = ps_picture_loader_finalize;
  signals[CHANGED] = g_signal_new ("changed", PS_TYPE_PICTURE_LOADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
ps_picture_loader_init (PsPictureLoader *self)
{
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_entry);
}

/**
 * ps_picture_loader_new:
 * @vault: where the files are
 * @looker: who decodes them
 *
 * Returns: (transfer full): a loader without a wish
 */
PsPictureLoader *
ps_picture_loader_new (PsVault  *vault,
                       PsLooker *looker)
{
  PsPictureLoader *self = g_object_new (PS_TYPE_PICTURE_LOADER, NULL);

  self->vault = g_object_ref (vault);
  self->looker = g_object_ref (looker);
  return self;
}

/**
 * ps_picture_loader_set_wishes:
 * @self: a loader
 * @wishes: (array length=n_wishes): pictures, most urgent first
 * @n_wishes: how many
 *
 * What is under way for anything else is given up. A photo may be wished for
 * once only.
 */
void
ps_picture_loader_set_wishes (PsPictureLoader     *self,
                              const PsPictureWish *wishes,
                              guint                n_wishes)
{
  GHashTableIter iter;
  gpointer value;

  g_return_if_fail (PS_IS_PICTURE_LOADER (self));

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    ((Entry *) value)->is_wished = FALSE;
  for (guint i = 0; i < n_wishes; i++)
    if (wishes[i].row->local_path != NULL)
      {
        Entry *entry = find_or_add (self, wishes[i].row);

        entry->is_wished = TRUE;
        entry->priority = (int) i;
        entry->used = ++self->n_used;
        if (!entry->failed && !has_side (entry, wishes[i].side) && entry->side < wishes[i].side)
          start_entry (entry, wishes[i].side);
        if (i > 0)
          g_clear_object (&entry->full); /* a neighbour is fitted again when it comes */
      }
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (!((Entry *) value)->is_wished)
      stop_entry (value);
  shrink (self);
}

/**
 * ps_picture_loader_get:
 * @self: a loader
 * @row: a photo
 * @side: pixels of the longer side that are enough
 *
 * Returns: (nullable): the smallest picture that is enough, else the sharpest there is
 */
PsTiles *
ps_picture_loader_get (PsPictureLoader  *self,
                       const PsPhotoRow *row,
                       guint             side)
{
  Entry *entry = find (self, row);

  if (entry == NULL)
    return NULL;
  if (entry->full == NULL || get_side (entry->reduced) >= side)
    return entry->reduced != NULL ? entry->reduced : entry->full;
  return entry->full;
}

/**
 * ps_picture_loader_get_problem:
 * @self: a loader
 * @row: a photo
 *
 * Returns: (nullable): why there is no picture, or what is wrong with it; safe to show
 */
const char *
ps_picture_loader_get_problem (PsPictureLoader  *self,
                               const PsPhotoRow *row)
{
  Entry *entry = find (self, row);

  return entry != NULL ? entry->problem : NULL;
}

/**
 * ps_picture_loader_has_no_file:
 * @self: a loader
 * @row: a photo
 *
 * Returns: whether its file could not be opened when it was wished for
 */
gboolean
ps_picture_loader_has_no_file (PsPictureLoader  *self,
                               const PsPhotoRow *row)
{
  Entry *entry = find (self, row);

  return entry != NULL && entry->has_no_file;
}

/**
 * ps_picture_loader_is_loading:
 * @self: a loader
 * @row: a photo
 *
 * Returns: whether a picture of it is under way
 */
gboolean
ps_picture_loader_is_loading (PsPictureLoader  *self,
                              const PsPhotoRow *row)
{
  Entry *entry = find (self, row);

  return entry != NULL && entry->side > 0;
}

/**
 * ps_picture_loader_forget:
 * @self: a loader
 * @row: a photo
 *
 * The next wish for it begins anew.
 */
void
ps_picture_loader_forget (PsPictureLoader  *self,
                          const PsPhotoRow *row)
{
  Entry *entry = find (self, row);

  if (entry != NULL)
    g_hash_table_remove (self->entries, entry->key);
}

/**
 * ps_picture_loader_stop:
 * @self: a loader
 *
 * Gives up all that is under way, and every picture.
 */
void
ps_picture_loader_stop (PsPictureLoader *self)
{
  g_hash_table_remove_all (self->entries);
}
