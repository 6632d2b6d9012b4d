/* src/catalog/catalog-export.c: all there is of a photo, column by column, for other programs. */
#include "catalog/catalog-export.h"

#include "catalog/catalog-private.h"

/* In the order of export-row.sql. */
static const PsColumn columns[] = {
  { "id", PS_COLUMN_NUMBER }, { "public_id", PS_COLUMN_TEXT }, { "resource_type", PS_COLUMN_TEXT }, { "type", PS_COLUMN_TEXT },
  { "asset_id", PS_COLUMN_TEXT }, { "format", PS_COLUMN_TEXT }, { "version", PS_COLUMN_NUMBER }, { "folder", PS_COLUMN_TEXT },
  { "name", PS_COLUMN_TEXT }, { "original_filename", PS_COLUMN_TEXT }, { "state", PS_COLUMN_TEXT }, { "path", PS_COLUMN_TEXT },
  { "bytes", PS_COLUMN_NUMBER }, { "bytes_here", PS_COLUMN_NUMBER }, { "width", PS_COLUMN_NUMBER }, { "height", PS_COLUMN_NUMBER },
  { "duration", PS_COLUMN_NUMBER }, { "pages", PS_COLUMN_NUMBER }, { "created_at", PS_COLUMN_TEXT }, { "uploaded_at", PS_COLUMN_TEXT },
  { "gone_at", PS_COLUMN_TEXT }, { "secure_url", PS_COLUMN_TEXT }, { "md5", PS_COLUMN_TEXT }, { "sha256", PS_COLUMN_TEXT },
  { "cloud_md5", PS_COLUMN_TEXT }, { "verified_at", PS_COLUMN_TEXT }, { "date_taken", PS_COLUMN_TEXT },
  { "date_taken_offset", PS_COLUMN_TEXT }, { "taken_at", PS_COLUMN_TEXT }, { "clock_shift_seconds", PS_COLUMN_NUMBER },
  { "camera_make", PS_COLUMN_TEXT }, { "camera_model", PS_COLUMN_TEXT }, { "camera_serial", PS_COLUMN_TEXT }, { "lens", PS_COLUMN_TEXT },
  { "focal_length", PS_COLUMN_NUMBER }, { "focal_length_35mm", PS_COLUMN_NUMBER }, { "aperture", PS_COLUMN_NUMBER },
  { "shutter_speed", PS_COLUMN_NUMBER }, { "iso", PS_COLUMN_NUMBER }, { "latitude", PS_COLUMN_NUMBER },
  { "longitude", PS_COLUMN_NUMBER }, { "altitude", PS_COLUMN_NUMBER }, { "title", PS_COLUMN_TEXT }, { "caption", PS_COLUMN_TEXT },
  { "creator", PS_COLUMN_TEXT }, { "copyright", PS_COLUMN_TEXT }, { "label", PS_COLUMN_TEXT }, { "rating", PS_COLUMN_NUMBER },
  { "flag", PS_COLUMN_TEXT }, { "tags", PS_COLUMN_LIST }, { "local_tags", PS_COLUMN_LIST }, { "cloud_tags", PS_COLUMN_LIST },
  { "keywords", PS_COLUMN_LINES }, { "keyword_paths", PS_COLUMN_LINES }, { "collections", PS_COLUMN_LIST }, { "shoot", PS_COLUMN_TEXT },
  { "client", PS_COLUMN_TEXT }, { "location", PS_COLUMN_TEXT }, { "duplicate_of", PS_COLUMN_TEXT }, { "context", PS_COLUMN_OBJECT },
  { "metadata", PS_COLUMN_OBJECT },
};

/**
 * ps_export_columns:
 * @n_columns: (out): how many
 *
 * Returns: (transfer none) (array length=n_columns): the columns, in their order
 */
const PsColumn *
ps_export_columns (guint *n_columns)
{
  *n_columns = G_N_ELEMENTS (columns);
  return columns;
}

/**
 * ps_export_row_get:
 * @self: a photo
 * @column: a column's name
 *
 * Returns: (transfer none) (nullable): what is there
 */
const char *
ps_export_row_get (const PsExportRow *self,
                   const char        *column)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (g_str_equal (columns[i].name, column))
      return self->values[i];
  g_return_val_if_reached (NULL);
}

/**
 * ps_export_row_free:
 * @self: (transfer full): a photo
 */
void
ps_export_row_free (PsExportRow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_free (self->values[i]);
  g_free (self->values);
  g_free (self);
}

static gboolean
read_in_thread (PsDb      *db,
                gpointer   data,
                gpointer  *result,
                GError   **error)
{
  GArray *ids = data;
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_export_row_free);

  for (guint i = 0; i < ids->len; i++)
    {
      PsStatement *statement = ps_db_statement (db, "export-row", error);
      PsStep step;
      PsExportRow *row;

      if (statement == NULL)
        return FALSE;
      ps_statement_bind_int (statement, ":id", g_array_index (ids, gint64, i));
      step = ps_statement_step (statement, error);
      if (step == PS_STEP_ERROR)
        return FALSE;
      if (step == PS_STEP_DONE)
        continue;
      row = g_new (PsExportRow, 1);
      row->values = g_new (char *, G_N_ELEMENTS (columns));
      for (guint k = 0; k < G_N_ELEMENTS (columns); k++)
        row->values[k] = ps_statement_dup_text (statement, (int) k);
      g_ptr_array_add (rows, row);
      ps_statement_reset (statement);
    }
  *result = g_steal_pointer (&rows);
  return TRUE;
}

/**
 * ps_catalog_read_export_async:
 * @self: a catalogue
 * @photo_ids: (element-type gint64): some hundred photos; copied
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are read
 * @user_data: for @callback
 */
void
ps_catalog_read_export_async (PsCatalog           *self,
                              GArray              *photo_ids,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_if_fail (PS_IS_CATALOG (self));

  g_array_append_vals (ids, photo_ids->data, photo_ids->len);
  ps_catalog_read_in_lane (self, PS_LANE_LISTS, PS_WORKER_DEFAULT, ps_catalog_read_export_async, read_in_thread, ids,
                           (GDestroyNotify) g_array_unref, (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * ps_catalog_read_export_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type PsExportRow) (nullable): the photos that there are
 */
GPtrArray *
ps_catalog_read_export_finish (PsCatalog     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_read_export_async, error);
}
