/* src/catalog/catalog-marks.c: stars and flags, and how they were before. */
#include "catalog/catalog-marks.h"

#include <string.h>

#include "base/times.h"
#include "catalog/catalog-private.h"
#include "catalog/mark-rows.h"

typedef struct
{
  GArray *ids;   /* owned, of gint64 */
  int rating;
  char *flag;    /* owned, nullable */
  GArray *marks; /* owned, nullable, of PsMark: these are put back instead */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *self = data;

  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->marks, g_array_unref);
  g_free (self->flag);
  g_free (self);
}

/* What the wish makes of a photo's mark. */
static PsMark
apply (const Wish   *wish,
       const PsMark *before)
{
  PsMark after = *before;

  after.marked_at = NULL;
  if (wish->rating != PS_RATING_LEAVE)
    after.rating = wish->rating;
  if (wish->flag != NULL)
    g_strlcpy (after.flag, wish->flag, sizeof after.flag);
  return after;
}

static gboolean
set_one (PsWriter      *writer,
         const PsMark  *after,
         const char    *now,
         GArray        *changed,
         GError       **error)
{
  PsDb *db = ps_writer_get_db (writer);
  PsMark before;

  if (!ps_mark_row_read (db, after->photo_id, &before, error))
    return FALSE;
  if (before.rating == after->rating && strcmp (before.flag, after->flag) == 0)
    {
      g_free (before.marked_at);
      return TRUE;
    }
  g_array_append_val (changed, before);
  ps_writer_touch (writer, PS_CHANGE_PHOTOS, after->photo_id);
  return ps_mark_row_write (db, after, now, error);
}

static gboolean
set_in_thread (PsWriter  *writer,
               gpointer   data,
               gpointer  *result,
               GError   **error)
{
  const Wish *wish = data;
  g_autoptr(GArray) changed = ps_mark_rows_new ();
  g_autofree char *now = ps_time_now_text ();

  for (guint i = 0; wish->marks != NULL && i < wish->marks->len; i++)
    if (!set_one (writer, &g_array_index (wish->marks, PsMark, i), now, changed, error))
      return FALSE;
  for (guint i = 0; wish->ids != NULL && i < wish->ids->len; i++)
    {
      PsMark before, after;
      gboolean done;

      if (!ps_mark_row_read (ps_writer_get_db (writer), g_array_index (wish->ids, gint64, i), &before, error))
        return FALSE;
      after = apply (wish, &before);
      done = set_one (writer, &after, now, changed, error);
      g_free (before.marked_at);
      if (!done)
        return FALSE;
    }
  *result = g_steal_pointer (&changed);
  return TRUE;
}

/**
 * ps_catalog_set_marks_async:
 * @self: a catalogue
 * @photo_ids: (element-type gint64): photos
 * @rating: stars, 0 to 5; %PS_RATING_LEAVE; %PS_RATING_CLEAR: as the file has it
 * @flag: (nullable): "pick", "reject", "": none; %NULL: as it is
 * @cancellable: (nullable): heeded until its turn comes
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_set_marks_async (PsCatalog           *self,
                            GArray              *photo_ids,
                            int                  rating,
                            const char          *flag,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  Wish *wish;

  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (rating >= PS_RATING_LEAVE && rating <= 5);
  g_return_if_fail (flag == NULL || *flag == '\0' || g_str_equal (flag, "pick") || g_str_equal (flag, "reject"));

  wish = g_new0 (Wish, 1);
  wish->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (wish->ids, photo_ids->data, photo_ids->len);
  wish->rating = rating;
  wish->flag = g_strdup (flag);
  ps_catalog_write_large (self, ps_catalog_set_marks_async, set_in_thread, wish, wish_free, (GDestroyNotify) g_array_unref,
                          cancellable, callback, user_data);
}

/**
 * ps_catalog_set_marks_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type PsMark) (nullable): how those that changed were before
 */
GArray *
ps_catalog_set_marks_finish (PsCatalog     *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_set_marks_async, error);
}

/**
 * ps_catalog_restore_marks_async:
 * @self: a catalogue
 * @marks: (element-type PsMark): what setting gave; kept, and not to be changed any more
 * @cancellable: (nullable): heeded until its turn comes
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_restore_marks_async (PsCatalog           *self,
                                GArray              *marks,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  Wish *wish;

  g_return_if_fail (PS_IS_CATALOG (self));

  wish = g_new0 (Wish, 1);
  wish->marks = g_array_ref (marks);
  ps_catalog_write_large (self, ps_catalog_restore_marks_async, set_in_thread, wish, wish_free, (GDestroyNotify) g_array_unref,
                          cancellable, callback, user_data);
}

/**
 * ps_catalog_restore_marks_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type PsMark) (nullable): what takes this back again
 */
GArray *
ps_catalog_restore_marks_finish (PsCatalog     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_restore_marks_async, error);
}
