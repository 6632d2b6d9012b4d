/* src/catalog/catalog-collections.c: collections come, are renamed, and go; all of it can be undone. */
#include "catalog/catalog-private.h"

#include <glib/gi18n-lib.h>

#include "base/text.h"
#include "base/times.h"
#include "catalog/catalog-browse.h"
#include "catalog/collections.h"
#include "catalog/find.h"
#include "catalog/person-names.h"
#include "catalog/search-index.h"

typedef struct
{
  gint64 id;
  char *name;        /* owned, nullable */
  char *description; /* owned, nullable */
  char *query;       /* owned, nullable */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *self = data;

  g_free (self->name);
  g_free (self->description);
  g_free (self->query);
  g_free (self);
}

static Wish *
wish_new (gint64      id,
          const char *name,
          const char *description)
{
  Wish *self = g_new (Wish, 1);

  *self = (Wish) { id, g_strdup (name), g_strdup (description), NULL };
  return self;
}

static gboolean
is_free (PsDb        *db,
         gint64       own_id,
         const char  *name,
         GError     **error)
{
  PsStatement *statement = ps_db_statement (db, "collection-names", error);
  g_autofree char *wanted = ps_person_name_fold (name);
  PsStep step = PS_STEP_ERROR;

  while (statement != NULL && (step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      g_autofree char *taken = ps_person_name_fold (ps_statement_text (statement, 1));
      g_autofree char *visible = NULL;

      if (ps_statement_int (statement, 0) == own_id || !g_str_equal (taken, wanted))
        continue;
      visible = ps_text_visible (ps_statement_text (statement, 1), 60);
      ps_statement_reset (statement);
      /* Translators: %s is the name of a collection. */
      g_set_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_NAME_TAKEN, _("There is a collection called “%s” already."), visible);
      return FALSE;
    }
  return step == PS_STEP_DONE;
}

/**
 * ps_collection_read:
 * @db: a connection
 * @id: a collection
 * @error: set with %PS_CATALOG_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): all there is of it but its photos
 */
PsCollectionRemains *
ps_collection_read (PsDb    *db,
                    gint64   id,
                    GError **error)
{
  PsStatement *statement = ps_db_statement (db, "collection-read", error);
  PsCollectionRemains *remains;
  PsStep step;

  if (statement == NULL)
    return NULL;
  ps_statement_bind_int (statement, ":id", id);
  step = ps_statement_step (statement, error);
  if (step == PS_STEP_DONE)
    g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_NOT_FOUND, _("This collection is no longer there."));
  if (step != PS_STEP_ROW)
    return NULL;
  remains = g_new0 (PsCollectionRemains, 1);
  remains->collection_id = id;
  remains->name = ps_statement_dup_text (statement, 1);
  remains->description = ps_statement_dup_text (statement, 2);
  remains->created_at = ps_statement_dup_text (statement, 3);
  remains->used_at_us = ps_statement_int (statement, 4);
  remains->query = ps_statement_dup_text (statement, 5);
  remains->photo_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  remains->added_at = g_ptr_array_new_with_free_func (g_free);
  ps_statement_reset (statement);
  return remains;
}

/**
 * ps_collection_read_members:
 * @db: a connection
 * @remains: what is known of a collection; gets its photos
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether they could be read
 */
gboolean
ps_collection_read_members (PsDb                 *db,
                            PsCollectionRemains  *remains,
                            GError              **error)
{
  PsStatement *statement = ps_db_statement (db, "collection-members", error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":id", remains->collection_id);
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      gint64 id = ps_statement_int (statement, 0);

      g_array_append_val (remains->photo_ids, id);
      g_ptr_array_add (remains->added_at, ps_statement_dup_text (statement, 1));
    }
  return step == PS_STEP_DONE;
}

/**
 * ps_collection_refresh_search:
 * @writer: a writer
 * @photo_ids: (element-type gint64): photos that came into a collection, went, or whose collection is called otherwise
 * @kinds: what of them changed
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Renews their rows of the search index and notes them as changed. Writer thread.
 *
 * Returns: whether they are written
 */
gboolean
ps_collection_refresh_search (PsWriter      *writer,
                              GArray        *photo_ids,
                              PsChangeKind   kinds,
                              GError       **error)
{
  g_autoptr(PsSearchIndex) index = ps_search_index_new ();

  for (guint i = 0; i < photo_ids->len; i++)
    {
      ps_search_index_refresh (index, g_array_index (photo_ids, gint64, i));
      ps_writer_touch (writer, kinds, g_array_index (photo_ids, gint64, i));
    }
  ps_writer_touch (writer, kinds, 0);
  return ps_search_index_write (index, ps_writer_get_db (writer), error);
}

/* @id 0: one that was never used. */
static gboolean
insert (PsDb        *db,
        gint64       id,
        const char  *name,
        const char  *description,
        const char  *created_at,
        gint64       used_at_us,
        const char  *query,
        GError     **error)
{
  PsStatement *statement = ps_db_statement (db, "collection-insert", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_known (statement, ":id", id, id != 0);
  ps_statement_bind_text (statement, ":name", name);
  ps_statement_bind_text (statement, ":description", description);
  ps_statement_bind_text (statement, ":created_at", created_at);
  ps_statement_bind_known (statement, ":used_at_us", used_at_us, used_at_us != 0);
  ps_statement_bind_text (statement, ":query", query);
  return ps_statement_run (statement, error);
}

static gboolean
create_in_thread (PsWriter  *writer,
                  gpointer   data,
                  gpointer  *result,
                  GError   **error)
{
  Wish *wish = data;
  PsDb *db = ps_writer_get_db (writer);
  g_autofree char *now = ps_time_now_text ();
  g_autofree char *name = ps_person_name_new (wish->name, error);

  if (name == NULL || !is_free (db, 0, name, error)
      || !insert (db, 0, name, wish->description, now, g_get_real_time (), wish->query, error))
    return FALSE;
  *result = ps_catalog_number (sqlite3_last_insert_rowid (ps_db_get_handle (db)));
  ps_writer_touch (writer, PS_CHANGE_COLLECTIONS, 0);
  return TRUE;
}

/**
 * ps_catalog_create_collection_async:
 * @self: a catalogue
 * @name: what it is called
 * @description: (nullable): what it is for
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_create_collection_async (PsCatalog           *self,
                                    const char          *name,
                                    const char          *description,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (name != NULL);

  ps_catalog_write (self, ps_catalog_create_collection_async, create_in_thread, wish_new (0, name, description), wish_free,
                    g_free, cancellable, callback, user_data);
}

/**
 * ps_catalog_create_collection_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: the new collection's id; −1 on error
 */
gint64
ps_catalog_create_collection_finish (PsCatalog     *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  return ps_catalog_finish_number (self, result, ps_catalog_create_collection_async, error);
}

static gboolean
save_search_in_thread (PsWriter  *writer,
                       gpointer   data,
                       gpointer  *result,
                       GError   **error)
{
  Wish *wish = data;
  g_autoptr(PsIdSet) set = NULL;

  /* What finds nothing sensible today never will. */
  return ps_find_set (ps_writer_get_db (writer), wish->query, &set, error) && create_in_thread (writer, data, result, error);
}

/**
 * ps_catalog_save_search_async:
 * @self: a catalogue
 * @name: what the collection is called
 * @query: what it searches for
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 *
 * A search under a name looks like a collection; it holds what the search finds whenever it is looked at.
 */
void
ps_catalog_save_search_async (PsCatalog           *self,
                              const char          *name,
                              const char          *query,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  Wish *wish = wish_new (0, name, NULL);

  g_return_if_fail (PS_IS_CATALOG (self));

  wish->query = g_utf8_make_valid (query, -1);
  ps_catalog_write (self, ps_catalog_save_search_async, save_search_in_thread, wish, wish_free, g_free, cancellable, callback, user_data);
}

/**
 * ps_catalog_save_search_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR; %PS_CATALOG_ERROR_QUERY for a search that says nothing sensible
 *
 * Returns: the new collection's id; −1 on error
 */
gint64
ps_catalog_save_search_finish (PsCatalog     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return ps_catalog_finish_number (self, result, ps_catalog_save_search_async, error);
}

/* The one statement that changes a column of a collection. */
static gboolean
set_column (PsDb        *db,
            const char  *statement_name,
            const char  *parameter,
            gint64       id,
            const char  *value,
            GError     **error)
{
  PsStatement *statement = ps_db_statement (db, statement_name, error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":id", id);
  ps_statement_bind_text (statement, parameter, value);
  return ps_statement_run (statement, error);
}

static gboolean
rename_in_thread (PsWriter  *writer,
                  gpointer   data,
                  gpointer  *result,
                  GError   **error)
{
  Wish *wish = data;
  PsDb *db = ps_writer_get_db (writer);
  g_autofree char *name = ps_person_name_new (wish->name, error);
  g_autoptr(PsCollectionRemains) before = name != NULL ? ps_collection_read (db, wish->id, error) : NULL;

  if (before == NULL || !is_free (db, wish->id, name, error)
      || !set_column (db, "collection-rename", ":name", wish->id, name, error)
      || !ps_collection_read_members (db, before, error)
      || !ps_collection_refresh_search (writer, before->photo_ids, PS_CHANGE_COLLECTIONS, error))
    return FALSE;
  *result = g_steal_pointer (&before->name);
  return TRUE;
}

/**
 * ps_catalog_rename_collection_async:
 * @self: a catalogue
 * @collection_id: a collection
 * @name: what it is called from now on
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_rename_collection_async (PsCatalog           *self,
                                    gint64               collection_id,
                                    const char          *name,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (name != NULL);

  ps_catalog_write_large (self, ps_catalog_rename_collection_async, rename_in_thread, wish_new (collection_id, name, NULL),
                          wish_free, g_free, cancellable, callback, user_data);
}

/**
 * ps_catalog_rename_collection_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (nullable): what it was called before
 */
char *
ps_catalog_rename_collection_finish (PsCatalog     *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_rename_collection_async, error);
}

static gboolean
describe_in_thread (PsWriter  *writer,
                    gpointer   data,
                    gpointer  *result,
                    GError   **error)
{
  Wish *wish = data;
  PsDb *db = ps_writer_get_db (writer);
  g_autoptr(PsCollectionRemains) before = ps_collection_read (db, wish->id, error);

  if (before == NULL || !set_column (db, "collection-describe", ":description", wish->id, wish->description, error))
    return FALSE;
  *result = g_steal_pointer (&before->description);
  ps_writer_touch (writer, PS_CHANGE_COLLECTIONS, 0);
  return TRUE;
}

/**
 * ps_catalog_describe_collection_async:
 * @self: a catalogue
 * @collection_id: a collection
 * @description: (nullable): what it is for
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_describe_collection_async (PsCatalog           *self,
                                      gint64               collection_id,
                                      const char          *description,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_autofree char *valid = description != NULL && *description != '\0' ? g_utf8_make_valid (description, -1) : NULL;

  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_write (self, ps_catalog_describe_collection_async, describe_in_thread, wish_new (collection_id, NULL, valid),
                    wish_free, g_free, cancellable, callback, user_data);
}

/**
 * ps_catalog_describe_collection_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @before: (out) (transfer full) (nullable) (optional): what it said before
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it says so now
 */
gboolean
ps_catalog_describe_collection_finish (PsCatalog     *self,
                                       GAsyncResult  *result,
                                       char         **before,
                                       GError       **error)
{
  g_autofree char *said = ps_catalog_finish_pointer (self, result, ps_catalog_describe_collection_async, error);

  if (g_task_had_error (G_TASK (result)))
    return FALSE;
  if (before != NULL)
    *before = g_steal_pointer (&said);
  return TRUE;
}

/**
 * ps_collection_use:
 * @writer: a writer
 * @id: a collection
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Writer thread.
 *
 * Returns: whether it counts as used now
 */
gboolean
ps_collection_use (PsWriter  *writer,
                   gint64     id,
                   GError   **error)
{
  PsStatement *statement = ps_db_statement (ps_writer_get_db (writer), "collection-use", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":id", id);
  ps_statement_bind_int (statement, ":now_us", g_get_real_time ());
  ps_writer_touch (writer, PS_CHANGE_COLLECTIONS, 0);
  return ps_statement_run (statement, error);
}

static gboolean
use_in_thread (PsWriter  *writer,
               gpointer   data,
               gpointer  *result,
               GError   **error)
{
  return ps_collection_use (writer, ((Wish *) data)->id, error);
}

/**
 * ps_catalog_use_collection_async:
 * @self: a catalogue
 * @collection_id: a collection that was opened or chosen
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_use_collection_async (PsCatalog           *self,
                                 gint64               collection_id,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_write (self, ps_catalog_use_collection_async, use_in_thread, wish_new (collection_id, NULL, NULL), wish_free,
                    NULL, cancellable, callback, user_data);
}

/**
 * ps_catalog_use_collection_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it is noted
 */
gboolean
ps_catalog_use_collection_finish (PsCatalog     *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return ps_catalog_finish_boolean (self, result, ps_catalog_use_collection_async, error);
}

static gboolean
delete_in_thread (PsWriter  *writer,
                  gpointer   data,
                  gpointer  *result,
                  GError   **error)
{
  Wish *wish = data;
  PsDb *db = ps_writer_get_db (writer);
  g_autoptr(PsCollectionRemains) remains = ps_collection_read (db, wish->id, error);
  PsStatement *statement;

  if (remains == NULL || !ps_collection_read_members (db, remains, error))
    return FALSE;
  statement = ps_db_statement (db, "collection-delete", error);
  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":id", wish->id);
  if (!ps_statement_run (statement, error)
      || !ps_collection_refresh_search (writer, remains->photo_ids, PS_CHANGE_COLLECTIONS, error))
    return FALSE;
  *result = g_steal_pointer (&remains);
  return TRUE;
}

/**
 * ps_catalog_delete_collection_async:
 * @self: a catalogue
 * @collection_id: a collection; its photos stay where they are
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_delete_collection_async (PsCatalog           *self,
                                    gint64               collection_id,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_write_large (self, ps_catalog_delete_collection_async, delete_in_thread, wish_new (collection_id, NULL, NULL),
                          wish_free, (GDestroyNotify) ps_collection_remains_free, cancellable, callback, user_data);
}

/**
 * ps_catalog_delete_collection_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (nullable): what ps_catalog_restore_collection_async() needs to bring it back
 */
PsCollectionRemains *
ps_catalog_delete_collection_finish (PsCatalog     *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_delete_collection_async, error);
}

/**
 * ps_collection_bring_back:
 * @db: the writer's connection
 * @remains: a collection that went
 * @error: set with a %PS_CATALOG_ERROR; %PS_CATALOG_ERROR_NAME_TAKEN where another has its name by now
 *
 * Returns: whether it is there again, still empty
 */
gboolean
ps_collection_bring_back (PsDb                       *db,
                          const PsCollectionRemains  *remains,
                          GError                    **error)
{
  return is_free (db, remains->collection_id, remains->name, error)
         && insert (db, remains->collection_id, remains->name, remains->description, remains->created_at,
                    remains->used_at_us, remains->query, error);
}
