/* src/catalog/rows.c: rows become the values of records.h. The columns are in the order of sql/queries. */
#include "catalog/rows.h"

#define FILE_COLUMNS 9

/**
 * ps_row_read_asset:
 * @statement: a statement on a row
 * @first_column: where the asset's columns begin
 *
 * Returns: (transfer full): what the cloud says of the photo; tags, context and
 *   metadata are not loaded
 */
PsAsset *
ps_row_read_asset (PsStatement *statement,
                   int          first_column)
{
  PsAsset *asset = ps_asset_new ();
  int n = first_column;

  asset->asset_id = ps_statement_dup_text (statement, n++);
  asset->resource_type = ps_statement_dup_text (statement, n++);
  asset->resource_kind = ps_statement_dup_text (statement, n++);
  asset->public_id = ps_statement_dup_text (statement, n++);
  asset->format = ps_statement_dup_text (statement, n++);
  asset->version = ps_statement_int (statement, n++);
  asset->created_at = ps_statement_dup_text (statement, n++);
  asset->created_at_us = ps_statement_int (statement, n++);
  asset->uploaded_at = ps_statement_dup_text (statement, n++);
  asset->n_bytes = ps_statement_is_null (statement, n) ? -1 : ps_statement_int (statement, n);
  n++;
  asset->width = ps_statement_int (statement, n++);
  asset->height = ps_statement_int (statement, n++);
  asset->duration_s = ps_statement_is_null (statement, n) ? -1 : ps_statement_double (statement, n);
  n++;
  asset->n_pages = ps_statement_int (statement, n++);
  asset->etag = ps_statement_dup_text (statement, n++);
  asset->etag_sent = ps_statement_dup_text (statement, n++);
  asset->asset_folder = ps_statement_dup_text (statement, n++);
  asset->display_name = ps_statement_dup_text (statement, n++);
  asset->folder = ps_statement_dup_text (statement, n++);
  asset->secure_url = ps_statement_dup_text (statement, n++);
  asset->status = ps_statement_dup_text (statement, n++);
  asset->access_mode = ps_statement_dup_text (statement, n++);
  asset->access_control = ps_statement_dup_text (statement, n++);
  if (asset->etag != NULL || asset->etag_sent != NULL)
    asset->has |= PS_ASSET_HAS_ETAG;
  return asset;
}

/**
 * ps_row_read_file:
 * @statement: a statement on a row
 * @with_asset: whether the asset's columns follow
 *
 * Returns: (transfer full): the file
 */
PsFile *
ps_row_read_file (PsStatement *statement,
                  gboolean     with_asset)
{
  PsFile *file = g_new0 (PsFile, 1);

  file->photo_id = ps_statement_int (statement, 0);
  file->local_path = ps_statement_dup_text (statement, 1);
  file->wanted_path = ps_statement_dup_text (statement, 2);
  if (g_strcmp0 (file->wanted_path, file->local_path) == 0)
    g_clear_pointer (&file->wanted_path, g_free);
  file->n_bytes = ps_statement_int (statement, 3);
  file->md5 = ps_statement_dup_text (statement, 4);
  file->sha256 = ps_statement_dup_text (statement, 5);
  file->mtime_us = ps_statement_int (statement, 6);
  file->resource_type = ps_statement_dup_text (statement, 7);
  file->format = ps_statement_dup_text (statement, 8);
  if (with_asset)
    file->asset = ps_row_read_asset (statement, FILE_COLUMNS);
  return file;
}

/**
 * ps_row_is_without:
 * @without_ids: (element-type gint64) (nullable): photos to leave out; few
 * @id: a photo
 *
 * Returns: whether it is to be left out
 */
gboolean
ps_row_is_without (GArray *without_ids,
                   gint64  id)
{
  for (guint i = 0; without_ids != NULL && i < without_ids->len; i++)
    if (g_array_index (without_ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}
