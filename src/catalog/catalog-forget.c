/* src/catalog/catalog-forget.c: the drive with the files is lost: what the catalogue believed to be on it is not here. */
#include "catalog/catalog-private.h"

static gboolean
forget_in_thread (PsWriter  *writer,
                  gpointer   data,
                  gpointer  *result,
                  GError   **error)
{
  static const char *const statements[] = { "files-forget", "files-lose", "versions-forget", "proofs-forget" };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      PsStatement *statement = ps_db_statement (ps_writer_get_db (writer), statements[i], error);

      if (statement == NULL || !ps_statement_run (statement, error))
        return FALSE;
    }
  ps_writer_touch_many (writer, PS_CHANGE_PHOTOS);
  return TRUE;
}

/**
 * ps_catalog_forget_files_async:
 * @self: the catalogue of a new library, made of a copy that was kept
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 *
 * One transaction. What the cloud lists waits to be fetched; what it lists no
 * more is missing. Albums, tags, what was left out and every attempt stay.
 */
void
ps_catalog_forget_files_async (PsCatalog           *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_write (self, ps_catalog_forget_files_async, forget_in_thread, NULL, NULL, NULL, cancellable, callback, user_data);
}

/**
 * ps_catalog_forget_files_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it is written
 */
gboolean
ps_catalog_forget_files_finish (PsCatalog     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return ps_catalog_finish_boolean (self, result, ps_catalog_forget_files_async, error);
}
