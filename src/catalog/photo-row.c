/* src/catalog/photo-row.c: what a grid's cell shows of a photo. */
#include "catalog/photo-row.h"

/* The public part first, so that one pointer is both. */
typedef struct
{
  PsPhotoRow row;
  gatomicrefcount ref_count;
} PhotoRow;

G_DEFINE_BOXED_TYPE (PsPhotoRow, ps_photo_row, ps_photo_row_ref, ps_photo_row_unref)

/**
 * ps_photo_row_new:
 *
 * Returns: (transfer full): a row to be filled before anyone else sees it
 */
PsPhotoRow *
ps_photo_row_new (void)
{
  PhotoRow *self = g_new0 (PhotoRow, 1);

  g_atomic_ref_count_init (&self->ref_count);
  return &self->row;
}

/**
 * ps_photo_row_ref:
 * @self: a row
 *
 * Returns: (transfer full): @self
 */
PsPhotoRow *
ps_photo_row_ref (PsPhotoRow *self)
{
  g_atomic_ref_count_inc (&((PhotoRow *) self)->ref_count);
  return self;
}

/**
 * ps_photo_row_unref:
 * @self: (transfer full): a row
 */
void
ps_photo_row_unref (PsPhotoRow *self)
{
  if (!g_atomic_ref_count_dec (&((PhotoRow *) self)->ref_count))
    return;
  g_free (self->public_id);
  g_free (self->name);
  g_free (self->folder_path);
  g_free (self->resource_type);
  g_free (self->format);
  g_free (self->local_path);
  g_free (self->thumbnail_key);
  g_free (self->failure_cause);
  g_free (self->failure_message);
  g_free (self);
}

static gboolean
same_texts (const PsPhotoRow *a,
            const PsPhotoRow *b)
{
  return g_strcmp0 (a->public_id, b->public_id) == 0 && g_strcmp0 (a->name, b->name) == 0
         && g_strcmp0 (a->folder_path, b->folder_path) == 0 && g_strcmp0 (a->resource_type, b->resource_type) == 0
         && g_strcmp0 (a->format, b->format) == 0 && g_strcmp0 (a->local_path, b->local_path) == 0
         && g_strcmp0 (a->thumbnail_key, b->thumbnail_key) == 0 && g_strcmp0 (a->failure_cause, b->failure_cause) == 0
         && g_strcmp0 (a->failure_message, b->failure_message) == 0;
}

/**
 * ps_photo_row_equal:
 * @a: a row
 * @b: another
 *
 * Returns: whether a cell would look the same
 */
gboolean
ps_photo_row_equal (const PsPhotoRow *a,
                    const PsPhotoRow *b)
{
  return a == b
         || (a->id == b->id && a->n_bytes == b->n_bytes && a->sort_us == b->sort_us && a->verified_at_us == b->verified_at_us
             && a->retry_at_us == b->retry_at_us && a->duration == b->duration && a->width == b->width
             && a->height == b->height && a->rating == b->rating && a->flag == b->flag && a->state == b->state && a->is_upload_time == b->is_upload_time
             && a->is_changed_here == b->is_changed_here && a->is_for_comparing == b->is_for_comparing
             && a->is_newer_to_come == b->is_newer_to_come && a->is_asked_for == b->is_asked_for
             && a->is_remote == b->is_remote && same_texts (a, b));
}
