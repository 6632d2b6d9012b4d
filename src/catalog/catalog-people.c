/* src/catalog/catalog-people.c: what people ask for: again, first, not at all, whole again. */
#include "catalog/catalog-private.h"

#include "base/times.h"

typedef struct
{
  char *cause; /* owned, nullable */
  char *json;  /* owned, nullable: ids, or public ids */
  gboolean flag;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *self = data;

  g_free (self->cause);
  g_free (self->json);
  g_free (self);
}

static Wish *
wish_for_ids (GArray   *ids,
              gboolean  flag)
{
  Wish *self = g_new0 (Wish, 1);

  self->json = ps_catalog_ids_to_json ((const gint64 *) (gconstpointer) ids->data, ids->len);
  self->flag = flag;
  return self;
}

static gboolean
run_and_count (PsWriter     *writer,
               PsStatement  *statement,
               gpointer     *result,
               GError      **error)
{
  int n_changed;

  if (!ps_statement_run (statement, error))
    return FALSE;
  n_changed = sqlite3_changes (ps_db_get_handle (ps_writer_get_db (writer)));
  if (n_changed > 0)
    ps_writer_touch_many (writer, PS_CHANGE_PHOTOS);
  *result = ps_catalog_number (n_changed);
  return TRUE;
}

static gboolean
retry_in_thread (PsWriter  *writer,
                 gpointer   data,
                 gpointer  *result,
                 GError   **error)
{
  Wish *wish = data;
  PsStatement *statement = ps_db_statement (ps_writer_get_db (writer), "failures-retry", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":now_us", g_get_real_time ());
  ps_statement_bind_text (statement, ":cause", wish->cause);
  ps_statement_bind_text (statement, ":public_ids", wish->json);
  return run_and_count (writer, statement, result, error);
}

/**
 * ps_catalog_retry_async:
 * @self: a catalogue
 * @cause: (nullable): only failures of this cause
 * @public_ids: (array zero-terminated) (nullable): only these photos
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_retry_async (PsCatalog           *self,
                        const char          *cause,
                        const char *const   *public_ids,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  Wish *wish;

  g_return_if_fail (PS_IS_CATALOG (self));

  wish = g_new0 (Wish, 1);
  wish->cause = g_strdup (cause);
  wish->json = public_ids != NULL ? ps_catalog_strings_to_json (public_ids) : NULL;
  ps_catalog_write (self, ps_catalog_retry_async, retry_in_thread, wish, wish_free, g_free,
                    cancellable, callback, user_data);
}

/**
 * ps_catalog_retry_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: how many photos wait again; −1 on error
 */
gint64
ps_catalog_retry_finish (PsCatalog     *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  return ps_catalog_finish_number (self, result, ps_catalog_retry_async, error);
}

static gboolean
ask_for_in_thread (PsWriter  *writer,
                   gpointer   data,
                   gpointer  *result,
                   GError   **error)
{
  Wish *wish = data;
  PsStatement *statement = ps_db_statement (ps_writer_get_db (writer), "photos-ask-for", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":now_us", g_get_real_time ());
  ps_statement_bind_text (statement, ":ids", wish->json);
  return run_and_count (writer, statement, result, error);
}

/**
 * ps_catalog_ask_for_async:
 * @self: a catalogue
 * @photo_ids: (element-type gint64): photos to fetch before all others
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 *
 * What was left out comes back in, what failed is tried again, what is damaged
 * or missing is repaired; a file that a person changed is left alone.
 */
void
ps_catalog_ask_for_async (PsCatalog           *self,
                          GArray              *photo_ids,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (photo_ids != NULL);

  ps_catalog_write (self, ps_catalog_ask_for_async, ask_for_in_thread, wish_for_ids (photo_ids, FALSE), wish_free, g_free,
                    cancellable, callback, user_data);
}

/**
 * ps_catalog_ask_for_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: how many photos this changed; −1 on error
 */
gint64
ps_catalog_ask_for_finish (PsCatalog     *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return ps_catalog_finish_number (self, result, ps_catalog_ask_for_async, error);
}

static gboolean
skip_in_thread (PsWriter  *writer,
                gpointer   data,
                gpointer  *result,
                GError   **error)
{
  Wish *wish = data;
  g_autofree char *now = ps_time_now_text ();
  PsStatement *statement = ps_db_statement (ps_writer_get_db (writer), wish->flag ? "photos-include" : "photos-skip", error);

  if (statement == NULL)
    return FALSE;
  if (!wish->flag)
    ps_statement_bind_text (statement, ":now", now);
  ps_statement_bind_text (statement, ":ids", wish->json);
  return run_and_count (writer, statement, result, error);
}

/**
 * ps_catalog_skip_async:
 * @self: a catalogue
 * @photo_ids: (element-type gint64): photos to leave out
 * @undo: to include them again instead
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 *
 * A photo whose file is here is not left out by this.
 */
void
ps_catalog_skip_async (PsCatalog           *self,
                       GArray              *photo_ids,
                       gboolean             undo,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (photo_ids != NULL);

  ps_catalog_write (self, ps_catalog_skip_async, skip_in_thread, wish_for_ids (photo_ids, undo), wish_free, g_free,
                    cancellable, callback, user_data);
}

/**
 * ps_catalog_skip_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: how many photos this changed; −1 on error
 */
gint64
ps_catalog_skip_finish (PsCatalog     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  return ps_catalog_finish_number (self, result, ps_catalog_skip_async, error);
}

static gboolean
repair_in_thread (PsWriter  *writer,
                  gpointer   data,
                  gpointer  *result,
                  GError   **error)
{
  PsStatement *statement = ps_db_statement (ps_writer_get_db (writer), "photos-repair", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":now_us", g_get_real_time ());
  ps_statement_bind_int (statement, ":changed_too", GPOINTER_TO_INT (data) != 0);
  return run_and_count (writer, statement, result, error);
}

/**
 * ps_catalog_repair_async:
 * @self: a catalogue
 * @changed_too: also what a person saved over
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_repair_async (PsCatalog           *self,
                         gboolean             changed_too,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_write (self, ps_catalog_repair_async, repair_in_thread, GINT_TO_POINTER (changed_too), NULL, g_free,
                    cancellable, callback, user_data);
}

/**
 * ps_catalog_repair_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: how many photos are to be fetched again; −1 on error
 */
gint64
ps_catalog_repair_finish (PsCatalog     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return ps_catalog_finish_number (self, result, ps_catalog_repair_async, error);
}

static gboolean
restore_in_thread (PsWriter  *writer,
                   gpointer   data,
                   gpointer  *result,
                   GError   **error)
{
  Wish *wish = data;
  PsStatement *statement = ps_db_statement (ps_writer_get_db (writer), "photos-restore", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":now_us", g_get_real_time ());
  ps_statement_bind_text (statement, ":ids", wish->json);
  return run_and_count (writer, statement, result, error);
}

/**
 * ps_catalog_restore_originals_async:
 * @self: a catalogue
 * @photo_ids: (element-type gint64): photos that are damaged, missing or changed here
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 *
 * Their originals are fetched again before all others, also where a person saved
 * over the file: what lies there is kept aside.
 */
void
ps_catalog_restore_originals_async (PsCatalog           *self,
                                    GArray              *photo_ids,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (photo_ids != NULL);

  ps_catalog_write (self, ps_catalog_restore_originals_async, restore_in_thread, wish_for_ids (photo_ids, FALSE), wish_free, g_free,
                    cancellable, callback, user_data);
}

/**
 * ps_catalog_restore_originals_finish:
 * @self: a catalogue
 * @result: the answer
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: how many photos it changed, −1 on error
 */
gint64
ps_catalog_restore_originals_finish (PsCatalog     *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  return ps_catalog_finish_number (self, result, ps_catalog_restore_originals_async, error);
}
