/* src/catalog/catalog-settings.c: settings of the library and documents of the account. */
#include "catalog/catalog-private.h"

#include "base/times.h"

/* A name and what belongs to it. */
typedef struct
{
  char *name, *text; /* owned */
} Pair;

static Pair *
pair_new (const char *name,
          const char *text)
{
  Pair *self = g_new (Pair, 1);

  *self = (Pair) { g_strdup (name), g_strdup (text) };
  return self;
}

static void
pair_free (gpointer data)
{
  Pair *self = data;

  g_free (self->name);
  g_free (self->text);
  g_free (self);
}

static gboolean
get_setting_in_thread (PsDb      *db,
                       gpointer   data,
                       gpointer  *result,
                       GError   **error)
{
  PsStatement *statement = ps_db_statement (db, "setting-get", error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":key", data);
  step = ps_statement_step (statement, error);
  if (step == PS_STEP_ROW)
    {
      *result = ps_statement_dup_text (statement, 0);
      ps_statement_reset (statement);
    }
  return step != PS_STEP_ERROR;
}

/**
 * ps_catalog_get_setting_async:
 * @self: a catalogue
 * @key: which setting
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is read
 * @user_data: for @callback
 */
void
ps_catalog_get_setting_async (PsCatalog           *self,
                              const char          *key,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (key != NULL);

  ps_catalog_read (self, ps_catalog_get_setting_async, get_setting_in_thread, g_strdup (key), g_free, g_free,
                   cancellable, callback, user_data);
}

/**
 * ps_catalog_get_setting_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (nullable): its value; %NULL without @error: it is not set
 */
char *
ps_catalog_get_setting_finish (PsCatalog     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_get_setting_async, error);
}

static gboolean
set_setting_in_thread (PsWriter  *writer,
                       gpointer   data,
                       gpointer  *result,
                       GError   **error)
{
  Pair *pair = data;
  PsStatement *statement = ps_db_statement (ps_writer_get_db (writer),
                                            pair->text != NULL ? "setting-set" : "setting-unset", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":key", pair->name);
  if (pair->text != NULL)
    ps_statement_bind_text (statement, ":value", pair->text);
  ps_writer_touch (writer, PS_CHANGE_SETTINGS, 0);
  return ps_statement_run (statement, error);
}

/**
 * ps_catalog_set_setting_async:
 * @self: a catalogue
 * @key: which setting
 * @value: (nullable): its value; %NULL: as if it had never been set
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_set_setting_async (PsCatalog           *self,
                              const char          *key,
                              const char          *value,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (key != NULL);

  ps_catalog_write (self, ps_catalog_set_setting_async, set_setting_in_thread, pair_new (key, value), pair_free, NULL,
                    cancellable, callback, user_data);
}

/**
 * ps_catalog_set_setting_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it is stored
 */
gboolean
ps_catalog_set_setting_finish (PsCatalog     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return ps_catalog_finish_boolean (self, result, ps_catalog_set_setting_async, error);
}

static gboolean
list_settings_in_thread (PsDb      *db,
                         gpointer   data,
                         gpointer  *result,
                         GError   **error)
{
  g_autoptr(GHashTable) settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  PsStatement *statement = ps_db_statement (db, "setting-list", error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    g_hash_table_insert (settings, ps_statement_dup_text (statement, 0), ps_statement_dup_text (statement, 1));
  *result = g_steal_pointer (&settings);
  return step == PS_STEP_DONE;
}

/**
 * ps_catalog_list_settings_async:
 * @self: a catalogue
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are read
 * @user_data: for @callback
 */
void
ps_catalog_list_settings_async (PsCatalog           *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_read (self, ps_catalog_list_settings_async, list_settings_in_thread, NULL, NULL,
                   (GDestroyNotify) g_hash_table_unref, cancellable, callback, user_data);
}

/**
 * ps_catalog_list_settings_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type utf8 utf8) (nullable): every setting
 */
GHashTable *
ps_catalog_list_settings_finish (PsCatalog     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_list_settings_async, error);
}

static gboolean
keep_document_in_thread (PsWriter  *writer,
                         gpointer   data,
                         gpointer  *result,
                         GError   **error)
{
  Pair *pair = data;
  g_autofree char *now = ps_time_now_text ();
  PsStatement *statement = ps_db_statement (ps_writer_get_db (writer), "document-keep", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":name", pair->name);
  ps_statement_bind_text (statement, ":json", pair->text);
  ps_statement_bind_text (statement, ":now", now);
  return ps_statement_run (statement, error);
}

/**
 * ps_catalog_keep_document_async:
 * @self: a catalogue
 * @name: "metadata_fields", "metadata_rules", "folders", "config" or "usage"
 * @json: the reply as it was sent
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_keep_document_async (PsCatalog           *self,
                                const char          *name,
                                const char          *json,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (name != NULL && json != NULL);

  ps_catalog_write (self, ps_catalog_keep_document_async, keep_document_in_thread, pair_new (name, json), pair_free, NULL,
                    cancellable, callback, user_data);
}

/**
 * ps_catalog_keep_document_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it is stored
 */
gboolean
ps_catalog_keep_document_finish (PsCatalog     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return ps_catalog_finish_boolean (self, result, ps_catalog_keep_document_async, error);
}
