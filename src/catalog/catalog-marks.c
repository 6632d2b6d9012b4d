/* src/catalog/catalog-marks.c: stars and flags, and how they were before. */
#include "catalog/catalog-marks.h"

#include <string.h>

#include "base/times.h"
#include "catalog/catalog-private.h"

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

static void
clear_mark (gpointer data)
{
  g_free (((PsMark *) data)->marked_at);
}

static GArray *
new_marks (void)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (PsMark));

  g_array_set_clear_func (marks, clear_mark);
  return marks;
}

static gboolean
read_mark (PsDb    *db,
           gint64   photo_id,
           PsMark  *mark,
           GError **error)
{
  PsStatement *statement = ps_db_statement (db, "marks-read", error);
  PsStep step;

  *mark = (PsMark) { .photo_id = photo_id, .rating = PS_RATING_CLEAR };
  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":photo_id", photo_id);
  step = ps_statement_step (statement, error);
  if (step == PS_STEP_ROW)
    {
      if (!ps_statement_is_null (statement, 0))
        mark->rating = (int) ps_statement_int (statement, 0);
      if (!ps_statement_is_null (statement, 1))
        g_strlcpy (mark->flag, ps_statement_text (statement, 1), sizeof mark->flag);
      mark->marked_at = ps_statement_dup_text (statement, 2);
      ps_statement_reset (statement);
    }
  return step != PS_STEP_ERROR;
}

static gboolean
write_mark (PsDb          *db,
            const PsMark  *mark,
            const char    *now,
            GError       **error)
{
  gboolean is_nothing = mark->rating == PS_RATING_CLEAR && mark->flag[0] == '\0';
  PsStatement *statement = ps_db_statement (db, is_nothing ? "marks-delete" : "marks-put", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":photo_id", mark->photo_id);
  if (!is_nothing)
    {
      ps_statement_bind_known (statement, ":rating", mark->rating, mark->rating != PS_RATING_CLEAR);
      ps_statement_bind_text (statement, ":flag", mark->flag[0] != '\0' ? mark->flag : NULL);
      ps_statement_bind_text (statement, ":marked_at", mark->marked_at != NULL ? mark->marked_at : now);
    }
  return ps_statement_run (statement, error);
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

  if (!read_mark (db, after->photo_id, &before, error))
    return FALSE;
  if (before.rating == after->rating && strcmp (before.flag, after->flag) == 0)
    {
      g_free (before.marked_at);
      return TRUE;
    }
  g_array_append_val (changed, before);
  ps_writer_touch (writer, PS_CHANGE_PHOTOS, after->photo_id);
  return write_mark (db, after, now, error);
}

static gboolean
set_in_thread (PsWriter  *writer,
               gpointer   data,
               gpointer  *result,
               GError   **error)
{
  const Wish *wish = data;
  g_autoptr(GArray) changed = new_marks ();
  g_autofree char *now = ps_time_now_text ();

  for (guint i = 0; wish->marks != NULL && i < wish->marks->len; i++)
    if (!set_one (writer, &g_array_index (wish->marks, PsMark, i), now, changed, error))
      return FALSE;
  for (guint i = 0; wish->ids != NULL && i < wish->ids->len; i++)
    {
      PsMark before, after;
      gboolean done;

      if (!read_mark (ps_writer_get_db (writer), g_array_index (wish->ids, gint64, i), &before, error))
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
