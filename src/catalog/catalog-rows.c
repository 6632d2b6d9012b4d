/* src/catalog/catalog-rows.c: what cells show, a page of photos at a time. */
#include "catalog/catalog-private.h"

#include "catalog/catalog-browse.h"
#include "catalog/rows.h"

static PsFlag
flag_from_word (const char *word)
{
  return g_strcmp0 (word, "pick") == 0 ? PS_FLAG_PICK : g_strcmp0 (word, "reject") == 0 ? PS_FLAG_REJECT : PS_FLAG_NONE;
}

/**
 * ps_row_read_photo:
 * @statement: photo-row, on its row
 *
 * Returns: (transfer full): it
 */
PsPhotoRow *
ps_row_read_photo (PsStatement *statement)
{
  PsPhotoRow *row = ps_photo_row_new ();
  int at = 0;

  row->id = ps_statement_int (statement, at++);
  row->public_id = ps_statement_dup_text (statement, at++);
  row->name = ps_statement_dup_text (statement, at++);
  row->folder_path = ps_statement_dup_text (statement, at++);
  row->resource_type = ps_statement_dup_text (statement, at++);
  row->format = ps_statement_dup_text (statement, at++);
  row->local_path = ps_statement_dup_text (statement, at++);
  row->thumbnail_key = ps_statement_dup_text (statement, at++);
  row->failure_cause = ps_statement_dup_text (statement, at++);
  row->failure_message = ps_statement_dup_text (statement, at++);
  row->n_bytes = ps_statement_int (statement, at++);
  row->sort_us = ps_statement_int (statement, at++);
  row->verified_at_us = ps_statement_int (statement, at++);
  row->retry_at_us = ps_statement_int (statement, at++);
  row->duration = ps_statement_double (statement, at++);
  row->width = (int) CLAMP (ps_statement_int (statement, at), 0, G_MAXINT);
  row->height = (int) CLAMP (ps_statement_int (statement, at + 1), 0, G_MAXINT);
  at += 2;
  if (!ps_state_from_word (ps_statement_text (statement, at++), &row->state))
    row->state = PS_STATE_WAITING; /* the schema knows no other word */
  row->is_upload_time = ps_statement_int (statement, at++) != 0;
  row->is_changed_here = ps_statement_int (statement, at++) != 0;
  row->is_for_comparing = ps_statement_int (statement, at++) != 0;
  row->is_newer_to_come = ps_statement_int (statement, at++) != 0;
  row->is_asked_for = ps_statement_int (statement, at++) != 0;
  row->is_remote = ps_statement_int (statement, at++) != 0;
  row->rating = (int) CLAMP (ps_statement_int (statement, at), 0, 5);
  row->flag = flag_from_word (ps_statement_text (statement, at + 1));
  return row;
}

/**
 * ps_row_find_photo:
 * @db: a connection
 * @id: a photo
 * @row: (out) (transfer full) (nullable): its row; %NULL: there is no such photo
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it could be looked up
 */
gboolean
ps_row_find_photo (PsDb        *db,
                   gint64       id,
                   PsPhotoRow **row,
                   GError     **error)
{
  PsStatement *statement = ps_db_statement (db, "photo-row", error);
  PsStep step;

  *row = NULL;
  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":id", id);
  step = ps_statement_step (statement, error);
  if (step == PS_STEP_ROW)
    {
      *row = ps_row_read_photo (statement);
      ps_statement_reset (statement);
    }
  return step != PS_STEP_ERROR;
}

static gboolean
read_rows_in_thread (PsDb      *db,
                     gpointer   data,
                     gpointer  *result,
                     GError   **error)
{
  GArray *ids = data;
  g_autoptr(GPtrArray) rows = g_ptr_array_new_full (ids->len, (GDestroyNotify) ps_photo_row_unref);

  for (guint i = 0; i < ids->len; i++)
    {
      PsPhotoRow *row;

      if (!ps_row_find_photo (db, g_array_index (ids, gint64, i), &row, error))
        return FALSE;
      if (row != NULL)
        g_ptr_array_add (rows, row);
    }
  *result = g_steal_pointer (&rows);
  return TRUE;
}

/**
 * ps_catalog_read_rows_async:
 * @self: a catalogue
 * @photo_ids: (element-type gint64): photos, some hundred at most
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are read
 * @user_data: for @callback
 *
 * What is asked for last is read first: it is what a person looks at.
 */
void
ps_catalog_read_rows_async (PsCatalog           *self,
                            GArray              *photo_ids,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GArray *ids;

  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (photo_ids != NULL);

  ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), photo_ids->len);
  g_array_append_vals (ids, photo_ids->data, photo_ids->len);
  self->n_urgent = self->n_urgent < G_MAXINT / 2 ? self->n_urgent + 1 : 1;
  ps_catalog_read_in_lane (self, PS_LANE_PAGES, PS_WORKER_URGENT - self->n_urgent, ps_catalog_read_rows_async,
                           read_rows_in_thread, ids, (GDestroyNotify) g_array_unref, (GDestroyNotify) g_ptr_array_unref,
                           cancellable, callback, user_data);
}

/**
 * ps_catalog_read_rows_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type PsPhotoRow) (nullable): the rows of those that exist, in the order of the ids
 */
GPtrArray *
ps_catalog_read_rows_finish (PsCatalog     *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_read_rows_async, error);
}
