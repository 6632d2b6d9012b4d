/* src/catalog/catalog-tags.c: one's own tags, beside the cloud's. */
#include "catalog/catalog-private.h"

#include "catalog/catalog-browse.h"
#include "catalog/collections.h"
#include "catalog/person-names.h"

typedef struct
{
  char *tag;   /* owned */
  GArray *ids; /* owned, of gint64 */
  const char *statement;
} Tagging;

static void
tagging_free (gpointer data)
{
  Tagging *self = data;

  g_free (self->tag);
  g_array_unref (self->ids);
  g_free (self);
}

static gboolean
tag_in_thread (PsWriter  *writer,
               gpointer   data,
               gpointer  *result,
               GError   **error)
{
  Tagging *tagging = data;
  PsDb *db = ps_writer_get_db (writer);
  g_autofree char *name = ps_person_name_new_tag (tagging->tag, error);
  g_autoptr(GArray) changed = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 tag_id;

  if (name == NULL || !ps_writer_get_tag (writer, name, &tag_id, error))
    return FALSE;
  for (guint i = 0; i < tagging->ids->len; i++)
    {
      gint64 id = g_array_index (tagging->ids, gint64, i);
      PsStatement *statement = ps_db_statement (db, tagging->statement, error);

      if (statement == NULL)
        return FALSE;
      ps_statement_bind_int (statement, ":tag", tag_id);
      ps_statement_bind_int (statement, ":photo", id);
      if (!ps_statement_run (statement, error))
        return FALSE;
      if (sqlite3_changes (ps_db_get_handle (db)) > 0)
        g_array_append_val (changed, id);
    }
  if (!ps_collection_refresh_search (writer, changed, PS_CHANGE_TAGS, error))
    return FALSE;
  *result = g_steal_pointer (&changed);
  return TRUE;
}

static void
start (PsCatalog           *self,
       gpointer             tag,
       const char          *statement,
       const char          *name,
       GArray              *photo_ids,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  Tagging *tagging = g_new (Tagging, 1);

  *tagging = (Tagging) { g_strdup (name), g_array_sized_new (FALSE, FALSE, sizeof (gint64), photo_ids->len), statement };
  g_array_append_vals (tagging->ids, photo_ids->data, photo_ids->len);
  ps_catalog_write_large (self, tag, tag_in_thread, tagging, tagging_free, (GDestroyNotify) g_array_unref,
                          cancellable, callback, user_data);
}

/**
 * ps_catalog_add_tag_async:
 * @self: a catalogue
 * @tag: what a person typed
 * @photo_ids: (element-type gint64): photos
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 *
 * Where the cloud has the tag too, one's own stays when it goes there.
 */
void
ps_catalog_add_tag_async (PsCatalog           *self,
                          const char          *tag,
                          GArray              *photo_ids,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (tag != NULL);
  g_return_if_fail (photo_ids != NULL);

  start (self, ps_catalog_add_tag_async, "tag-add-local", tag, photo_ids, cancellable, callback, user_data);
}

/**
 * ps_catalog_add_tag_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR; %PS_CATALOG_ERROR_NAME for what cannot be a tag
 *
 * Returns: (transfer full) (element-type gint64) (nullable): the photos that did not have it as one's own before
 */
GArray *
ps_catalog_add_tag_finish (PsCatalog     *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_add_tag_async, error);
}

/**
 * ps_catalog_remove_tag_async:
 * @self: a catalogue
 * @tag: a tag
 * @photo_ids: (element-type gint64): photos
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 *
 * The cloud's tags are its own: only those that were added here go.
 */
void
ps_catalog_remove_tag_async (PsCatalog           *self,
                             const char          *tag,
                             GArray              *photo_ids,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (tag != NULL);
  g_return_if_fail (photo_ids != NULL);

  start (self, ps_catalog_remove_tag_async, "tag-remove-local", tag, photo_ids, cancellable, callback, user_data);
}

/**
 * ps_catalog_remove_tag_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type gint64) (nullable): the photos that had it as one's own
 */
GArray *
ps_catalog_remove_tag_finish (PsCatalog     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_remove_tag_async, error);
}
