/* src/catalog/catalog-collected.c: photos come into collections, and are taken out again; each verb says what it really changed. */
#include "catalog/catalog-private.h"

#include <glib/gi18n-lib.h>

#include "base/times.h"
#include "catalog/catalog-browse.h"
#include "catalog/collections.h"

typedef struct
{
  gint64 collection_id;
  GArray *ids; /* owned, of gint64 */
} Move;

static void
move_free (gpointer data)
{
  Move *self = data;

  g_array_unref (self->ids);
  g_free (self);
}

static GArray *
copy_ids (GArray *ids)
{
  GArray *copy = g_array_sized_new (FALSE, FALSE, sizeof (gint64), ids->len);

  g_array_append_vals (copy, ids->data, ids->len);
  return copy;
}

static Move *
move_new (gint64  collection_id,
          GArray *ids)
{
  Move *self = g_new (Move, 1);

  *self = (Move) { collection_id, copy_ids (ids) };
  return self;
}

/* Whether it was not in it yet, and now is. */
static gboolean
put_in (PsDb        *db,
        gint64       collection_id,
        gint64       photo_id,
        const char  *added_at,
        gboolean    *is_new,
        GError     **error)
{
  PsStatement *statement = ps_db_statement (db, "collection-add-photo", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":collection", collection_id);
  ps_statement_bind_text (statement, ":added_at", added_at);
  ps_statement_bind_int (statement, ":photo", photo_id);
  if (!ps_statement_run (statement, error))
    return FALSE;
  *is_new = sqlite3_changes (ps_db_get_handle (db)) > 0;
  return TRUE;
}

static gboolean
add_in_thread (PsWriter  *writer,
               gpointer   data,
               gpointer  *result,
               GError   **error)
{
  Move *move = data;
  PsDb *db = ps_writer_get_db (writer);
  g_autofree char *now = ps_time_now_text ();
  g_autoptr(GArray) added = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(PsCollectionRemains) collection = ps_collection_read (db, move->collection_id, error);

  if (collection == NULL)
    return FALSE;
  if (collection->query != NULL)
    {
      g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY,
                           _("This collection is a saved search: it holds what the search finds. Nothing was added to it."));
      return FALSE;
    }
  for (guint i = 0; i < move->ids->len; i++)
    {
      gint64 id = g_array_index (move->ids, gint64, i);
      gboolean is_new;

      if (!put_in (db, move->collection_id, id, now, &is_new, error))
        return FALSE;
      if (is_new)
        g_array_append_val (added, id);
    }
  if (!ps_collection_use (writer, move->collection_id, error)
      || !ps_collection_refresh_search (writer, added, PS_CHANGE_COLLECTIONS, error))
    return FALSE;
  *result = g_steal_pointer (&added);
  return TRUE;
}

/**
 * ps_catalog_add_to_collection_async:
 * @self: a catalogue
 * @collection_id: a collection; it counts as used
 * @photo_ids: (element-type gint64): photos
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_add_to_collection_async (PsCatalog           *self,
                                    gint64               collection_id,
                                    GArray              *photo_ids,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (photo_ids != NULL);

  ps_catalog_write_large (self, ps_catalog_add_to_collection_async, add_in_thread, move_new (collection_id, photo_ids),
                          move_free, (GDestroyNotify) g_array_unref, cancellable, callback, user_data);
}

/**
 * ps_catalog_add_to_collection_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR; %PS_CATALOG_ERROR_NOT_FOUND where the collection is gone
 *
 * Returns: (transfer full) (element-type gint64) (nullable): the photos that were not in it before
 */
GArray *
ps_catalog_add_to_collection_finish (PsCatalog     *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_add_to_collection_async, error);
}

/* Since when a photo is in it; @added_at %NULL: it is not. */
static gboolean
find_member (PsDb    *db,
             gint64   collection_id,
             gint64   photo_id,
             char   **added_at,
             GError **error)
{
  PsStatement *statement = ps_db_statement (db, "collection-member", error);
  PsStep step;

  *added_at = NULL;
  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":collection", collection_id);
  ps_statement_bind_int (statement, ":photo", photo_id);
  step = ps_statement_step (statement, error);
  if (step == PS_STEP_ROW)
    {
      *added_at = ps_statement_dup_text (statement, 0);
      ps_statement_reset (statement);
    }
  return step != PS_STEP_ERROR;
}

static gboolean
take_out (PsDb    *db,
          gint64   collection_id,
          gint64   photo_id,
          GError **error)
{
  PsStatement *statement = ps_db_statement (db, "collection-remove-photo", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":collection", collection_id);
  ps_statement_bind_int (statement, ":photo", photo_id);
  return ps_statement_run (statement, error);
}

static gboolean
remove_in_thread (PsWriter  *writer,
                  gpointer   data,
                  gpointer  *result,
                  GError   **error)
{
  Move *move = data;
  PsDb *db = ps_writer_get_db (writer);
  g_autoptr(PsCollectionRemains) remains = ps_collection_read (db, move->collection_id, error);

  if (remains == NULL)
    return FALSE;
  for (guint i = 0; i < move->ids->len; i++)
    {
      gint64 id = g_array_index (move->ids, gint64, i);
      char *added_at;

      if (!find_member (db, move->collection_id, id, &added_at, error))
        return FALSE;
      if (added_at == NULL)
        continue;
      g_array_append_val (remains->photo_ids, id);
      g_ptr_array_add (remains->added_at, added_at);
      if (!take_out (db, move->collection_id, id, error))
        return FALSE;
    }
  if (!ps_collection_refresh_search (writer, remains->photo_ids, PS_CHANGE_COLLECTIONS, error))
    return FALSE;
  g_clear_pointer (&remains->name, g_free); /* the collection itself stays */
  *result = g_steal_pointer (&remains);
  return TRUE;
}

/**
 * ps_catalog_remove_from_collection_async:
 * @self: a catalogue
 * @collection_id: a collection
 * @photo_ids: (element-type gint64): photos
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_remove_from_collection_async (PsCatalog           *self,
                                         gint64               collection_id,
                                         GArray              *photo_ids,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (photo_ids != NULL);

  ps_catalog_write_large (self, ps_catalog_remove_from_collection_async, remove_in_thread,
                          move_new (collection_id, photo_ids), move_free, (GDestroyNotify) ps_collection_remains_free,
                          cancellable, callback, user_data);
}

/**
 * ps_catalog_remove_from_collection_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (nullable): the photos that were in it, and since when, for
 *   ps_catalog_restore_collection_async()
 */
PsCollectionRemains *
ps_catalog_remove_from_collection_finish (PsCatalog     *self,
                                          GAsyncResult  *result,
                                          GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_remove_from_collection_async, error);
}

static gboolean
restore_in_thread (PsWriter  *writer,
                   gpointer   data,
                   gpointer  *result,
                   GError   **error)
{
  const PsCollectionRemains *remains = data;
  PsDb *db = ps_writer_get_db (writer);
  g_autoptr(PsCollectionRemains) there = NULL;
  g_autoptr(GArray) restored = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (remains->name != NULL && !ps_collection_bring_back (db, remains, error))
    return FALSE;
  there = ps_collection_read (db, remains->collection_id, error);
  if (there == NULL)
    return FALSE;
  for (guint i = 0; i < remains->photo_ids->len; i++)
    {
      gint64 id = g_array_index (remains->photo_ids, gint64, i);
      gboolean is_new;

      if (!put_in (db, remains->collection_id, id, g_ptr_array_index (remains->added_at, i), &is_new, error))
        return FALSE;
      if (is_new)
        g_array_append_val (restored, id);
    }
  return ps_collection_refresh_search (writer, restored, PS_CHANGE_COLLECTIONS, error);
}

static PsCollectionRemains *
copy_remains (const PsCollectionRemains *remains)
{
  PsCollectionRemains *copy = g_new (PsCollectionRemains, 1);

  *copy = (PsCollectionRemains) { remains->collection_id, g_strdup (remains->name), g_strdup (remains->description),
                                  g_strdup (remains->created_at), g_strdup (remains->query), remains->used_at_us, copy_ids (remains->photo_ids),
                                  g_ptr_array_new_with_free_func (g_free) };
  for (guint i = 0; i < remains->added_at->len; i++)
    g_ptr_array_add (copy->added_at, g_strdup (g_ptr_array_index (remains->added_at, i)));
  return copy;
}

/**
 * ps_catalog_restore_collection_async:
 * @self: a catalogue
 * @remains: what deleting a collection, or taking photos out of one, returned
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_restore_collection_async (PsCatalog                 *self,
                                     const PsCollectionRemains *remains,
                                     GCancellable              *cancellable,
                                     GAsyncReadyCallback        callback,
                                     gpointer                   user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (remains != NULL);

  ps_catalog_write_large (self, ps_catalog_restore_collection_async, restore_in_thread, copy_remains (remains),
                          (GDestroyNotify) ps_collection_remains_free, NULL, cancellable, callback, user_data);
}

/**
 * ps_catalog_restore_collection_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether all is as it was
 */
gboolean
ps_catalog_restore_collection_finish (PsCatalog     *self,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  return ps_catalog_finish_boolean (self, result, ps_catalog_restore_collection_async, error);
}
