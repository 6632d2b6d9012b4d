/* src/browse/photo-pages.c: the photos that somebody holds, and their rows as they are read.
 *
 *   want ─→ waiting pages (newest first, sixteen) ─→ under way (two) ─→ kept (the last sixteen)
 *
 * A photo is known here for as long as anyone holds it, by a weak reference;
 * the kept pages hold theirs, so that scrolling back is instant. Rows belong to
 * ids: whatever became of the list meanwhile, an answer is never wrong.
 */
#include "browse/photo-pages.h"

#include "catalog/catalog-browse.h"

#define MAX_WAITING 16
#define MAX_UNDER_WAY 2
#define MAX_KEPT 16
#define CHANGED_EVERY_MS 250

/* A photo that somebody holds. */
typedef struct
{
  gint64 id;
  PsPhoto *photo;  /* borrowed: gone before it is */
  guint hint;      /* where it stood when it was asked for last */
  PsPhotoPages *pages; /* borrowed */
} Known;

/* Rows to be read. */
typedef struct
{
  GArray *ids;      /* owned, of gint64 */
  gboolean again;   /* rows that are known, and changed */
} Page;

struct _PsPhotoPages
{
  PsCatalog *catalog;       /* owned */
  GCancellable *cancellable; /* owned */
  GHashTable *known;        /* owned: &Known.id → Known */
  GQueue waiting;           /* of Page, the newest first */
  GQueue kept;              /* of GPtrArray of PsPhoto, the newest first */
  GHashTable *asked;        /* owned: a set of gint64: first rows that wait or are under way */
  GHashTable *changed;      /* owned: a set of gint64: rows to be read again */
  gboolean all_changed;
  guint n_under_way;
  guint changed_source;
  gint64 changed_at_us;     /* when changes were asked about last */
  gatomicrefcount ref_count; /* its own, and one for each page under way */
};

static void
page_free (gpointer data)
{
  Page *self = data;

  g_array_unref (self->ids);
  g_free (self);
}

static void
photo_gone_cb (gpointer  data,
               GObject  *where_it_was)
{
  Known *known = data;

  g_hash_table_remove (known->pages->known, &known->id);
}

static GHashTable *
new_id_table (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/**
 * ps_photo_pages_new:
 * @catalog: where rows are
 *
 * Returns: (transfer full): no photo is held yet
 */
PsPhotoPages *
ps_photo_pages_new (PsCatalog *catalog)
{
  PsPhotoPages *self = g_new0 (PsPhotoPages, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->catalog = g_object_ref (catalog);
  self->cancellable = g_cancellable_new ();
  self->known = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  self->asked = new_id_table ();
  self->changed = new_id_table ();
  return self;
}

static void
unref_pages (PsPhotoPages *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_object_unref (self->cancellable);
  g_object_unref (self->catalog);
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->asked);
  g_hash_table_unref (self->changed);
  g_free (self);
}

/**
 * ps_photo_pages_free:
 * @self: (transfer full): pages; what is under way is dropped, photos that others hold live on
 */
void
ps_photo_pages_free (PsPhotoPages *self)
{
  GHashTableIter iter;
  Known *known;

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->changed_source, g_source_remove);
  g_queue_clear_full (&self->waiting, page_free);
  g_queue_clear_full (&self->kept, (GDestroyNotify) g_ptr_array_unref);
  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &known))
    g_object_weak_unref (G_OBJECT (known->photo), photo_gone_cb, known);
  g_hash_table_remove_all (self->known);
  unref_pages (self);
}

/**
 * ps_photo_pages_dup:
 * @self: pages
 * @id: a photo
 * @position: where it stands
 *
 * Returns: (transfer full): the one object that stands for it, blank if nobody had it
 */
PsPhoto *
ps_photo_pages_dup (PsPhotoPages *self,
                    gint64        id,
                    guint         position)
{
  Known *known = g_hash_table_lookup (self->known, &id);

  if (known == NULL)
    {
      known = g_new (Known, 1);
      *known = (Known) { id, ps_photo_new (id), position, self };
      g_hash_table_insert (self->known, &known->id, known);
      g_object_weak_ref (G_OBJECT (known->photo), photo_gone_cb, known);
      return known->photo;
    }
  known->hint = position;
  return g_object_ref (known->photo);
}

/**
 * ps_photo_pages_get_hint:
 * @self: pages
 * @id: a photo
 * @position: (out): where it stood when it was asked for last
 *
 * Returns: whether somebody holds it
 */
gboolean
ps_photo_pages_get_hint (PsPhotoPages *self,
                         gint64        id,
                         guint        *position)
{
  Known *known = g_hash_table_lookup (self->known, &id);

  if (known != NULL)
    *position = known->hint;
  return known != NULL;
}

static void read_next (PsPhotoPages *self);

static void
keep (PsPhotoPages *self,
      GPtrArray    *photos)
{
  g_queue_push_head (&self->kept, photos);
  if (self->kept.length > MAX_KEPT)
    g_ptr_array_unref (g_queue_pop_tail (&self->kept));
}

/* A first page holds all its photos from now on; rows that changed are told to those who hold them. */
static void
take_rows (PsPhotoPages *self,
           GPtrArray    *rows,
           gboolean      again)
{
  GPtrArray *photos = g_ptr_array_new_full (rows->len, g_object_unref);

  for (guint i = 0; i < rows->len; i++)
    {
      PsPhotoRow *row = g_ptr_array_index (rows, i);
      Known *known = g_hash_table_lookup (self->known, &row->id);

      if (known != NULL)
        g_ptr_array_add (photos, g_object_ref (known->photo));
      else if (!again)
        g_ptr_array_add (photos, ps_photo_pages_dup (self, row->id, G_MAXUINT));
      else
        continue;
      ps_photo_set_row (g_ptr_array_index (photos, photos->len - 1), row);
    }
  if (again)
    g_ptr_array_unref (photos);
  else
    keep (self, photos);
}

static void
no_longer_asked (PsPhotoPages *self,
                 const Page   *page)
{
  for (guint i = 0; !page->again && i < page->ids->len; i++)
    g_hash_table_remove (self->asked, &g_array_index (page->ids, gint64, i));
}

typedef struct
{
  PsPhotoPages *pages; /* a reference */
  Page *page;          /* owned */
} Reading;

static void
rows_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Reading *reading = user_data;
  PsPhotoPages *self = reading->pages;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = ps_catalog_read_rows_finish (PS_CATALOG (source), result, &error);

  if (!g_cancellable_is_cancelled (self->cancellable))
    {
      /* A page that cannot be read stays blank, and is asked for again when it is looked at again. */
      self->n_under_way--;
      no_longer_asked (self, reading->page);
      if (rows != NULL)
        take_rows (self, rows, reading->page->again);
      if (!g_cancellable_is_cancelled (self->cancellable))
        read_next (self);
    }
  page_free (reading->page);
  unref_pages (self);
  g_free (reading);
}

static void
read_next (PsPhotoPages *self)
{
  while (self->n_under_way < MAX_UNDER_WAY && !g_queue_is_empty (&self->waiting))
    {
      Reading *reading = g_new (Reading, 1);

      *reading = (Reading) { self, g_queue_pop_head (&self->waiting) };
      g_atomic_ref_count_inc (&self->ref_count);
      self->n_under_way++;
      ps_catalog_read_rows_async (self->catalog, reading->page->ids, self->cancellable, rows_read_cb, reading);
    }
}

/* A page that waits moves to the front when one of its photos is looked at. */
static void
bring_forward (PsPhotoPages *self,
               gint64        id)
{
  for (GList *at = self->waiting.head; at != NULL; at = at->next)
    {
      Page *page = at->data;

      for (guint i = 0; !page->again && i < page->ids->len; i++)
        if (g_array_index (page->ids, gint64, i) == id)
          {
            g_queue_unlink (&self->waiting, at);
            g_queue_push_head_link (&self->waiting, at);
            return;
          }
    }
}

/**
 * ps_photo_pages_is_asked:
 * @self: pages
 * @id: a photo that is looked at
 *
 * Returns: whether its first row is about to be read anyway; sooner now
 */
gboolean
ps_photo_pages_is_asked (PsPhotoPages *self,
                         gint64        id)
{
  if (!g_hash_table_contains (self->asked, &id))
    return FALSE;
  bring_forward (self, id);
  return TRUE;
}

static gboolean
needs_row (PsPhotoPages *self,
           gint64        id)
{
  Known *known = g_hash_table_lookup (self->known, &id);

  return !g_hash_table_contains (self->asked, &id) && (known == NULL || ps_photo_get_row (known->photo) == NULL);
}

/**
 * ps_photo_pages_want:
 * @self: pages
 * @ids: (element-type gint64): photos to be read before all that wait already
 * @again: those that somebody holds, though they were read before; else those that were not
 */
void
ps_photo_pages_want (PsPhotoPages *self,
                     GArray       *ids,
                     gboolean      again)
{
  Page *page = g_new (Page, 1);

  *page = (Page) { g_array_new (FALSE, FALSE, sizeof (gint64)), again };
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (!again && !needs_row (self, id))
        continue;
      g_array_append_val (page->ids, id);
      if (!again)
        g_hash_table_add (self->asked, g_memdup2 (&id, sizeof id));
    }
  g_queue_push_head (&self->waiting, page);
  for (GList *at = self->waiting.tail; self->waiting.length > MAX_WAITING && at != NULL;)
    {
      Page *oldest = at->data;
      GList *next = at->prev;

      if (!oldest->again) /* nobody looks at it any more; a change must be told */
        {
          no_longer_asked (self, oldest);
          g_queue_delete_link (&self->waiting, at);
          page_free (oldest);
        }
      at = next;
    }
  read_next (self);
}

static gboolean
read_changed_cb (gpointer user_data)
{
  PsPhotoPages *self = user_data;
  g_autoptr(GArray) ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), PS_PHOTO_PAGE);
  GHashTableIter iter;
  Known *known;

  self->changed_source = 0;
  self->changed_at_us = g_get_monotonic_time ();
  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &known))
    {
      if (ps_photo_get_row (known->photo) == NULL || (!self->all_changed && !g_hash_table_contains (self->changed, &known->id)))
        continue;
      g_array_append_val (ids, known->id);
      if (ids->len == PS_PHOTO_PAGE)
        {
          ps_photo_pages_want (self, ids, TRUE);
          g_array_set_size (ids, 0);
        }
    }
  if (ids->len > 0)
    ps_photo_pages_want (self, ids, TRUE);
  g_hash_table_remove_all (self->changed);
  self->all_changed = FALSE;
  return G_SOURCE_REMOVE;
}

/**
 * ps_photo_pages_changed:
 * @self: pages
 * @ids: (element-type gint64) (nullable): photos of which something changed; %NULL: more than are worth listing
 *
 * Those that somebody holds are read again, at once or a quarter of a second after the last time.
 */
void
ps_photo_pages_changed (PsPhotoPages *self,
                        GArray       *ids)
{
  gint64 wait_ms = CHANGED_EVERY_MS - (g_get_monotonic_time () - self->changed_at_us) / 1000;

  if (ids == NULL)
    self->all_changed = TRUE;
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (g_hash_table_contains (self->known, &id))
        g_hash_table_add (self->changed, g_memdup2 (&id, sizeof id));
    }
  if (self->changed_source == 0 && (self->all_changed || g_hash_table_size (self->changed) > 0))
    self->changed_source = g_timeout_add ((guint) CLAMP (wait_ms, 0, CHANGED_EVERY_MS), read_changed_cb, self);
}
