/* src/library/maker.c: makes or opens a library with its account and its choices, in one verb each. */
#include "library/maker.h"

#include "cloud/secret-store.h"

#define SETTING_API_ORIGIN "api_origin"

typedef struct
{
  PsAccount *account;       /* owned, nullable */
  PsLibraryChoices choices; /* owned */
  PsLibrary *library;       /* owned, nullable */
  char *root;               /* owned, nullable: of what is to be found */
  char *api_origin;         /* owned, nullable */
  PsOldFolder *old_folder;  /* owned, nullable: what was found instead */
  guint n_settings;         /* still to be written */
  GError *error;            /* nullable: of the first one that was not */
} Making;

/**
 * ps_library_choices_clear:
 * @self: choices
 */
void
ps_library_choices_clear (PsLibraryChoices *self)
{
  g_free (self->budget);
  g_free (self->only_kinds);
  g_free (self->only_folders);
  *self = (PsLibraryChoices) { 0 };
}

static void
free_making (gpointer data)
{
  Making *self = data;

  g_clear_pointer (&self->account, ps_account_unref);
  ps_library_choices_clear (&self->choices);
  g_clear_object (&self->library);
  g_free (self->root);
  g_free (self->api_origin);
  g_clear_pointer (&self->old_folder, ps_old_folder_unref);
  g_clear_error (&self->error);
  g_free (self);
}

/* A library that is not handed over is closed again. */
static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Making *self = g_task_get_task_data (task);

  ps_library_close_finish (PS_LIBRARY (source), result, NULL);
  g_task_return_error (task, g_steal_pointer (&self->error));
}

static void
setting_written_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Making *self = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (!ps_catalog_set_setting_finish (PS_CATALOG (source), result, &error) && self->error == NULL)
    self->error = g_steal_pointer (&error);
  if (--self->n_settings > 0)
    return;
  if (self->error != NULL)
    ps_library_close_async (self->library, closed_cb, g_steal_pointer (&task));
  else
    g_task_return_pointer (task, g_steal_pointer (&self->library), g_object_unref);
}

static void
write_setting (GTask      *task,
               const char *key,
               const char *value)
{
  Making *self = g_task_get_task_data (task);

  self->n_settings++;
  ps_catalog_set_setting_async (ps_library_get_catalog (self->library), key, value, NULL, setting_written_cb, g_object_ref (task));
}

static void
write_settings (GTask *task)
{
  Making *self = g_task_get_task_data (task);

  write_setting (task, SETTING_API_ORIGIN, ps_account_get_api_origin (self->account));
  write_setting (task, PS_SETTING_BUDGET, self->choices.budget);
  write_setting (task, PS_SETTING_ONLY_KINDS, self->choices.only_kinds);
  write_setting (task, PS_SETTING_ONLY_FOLDERS, self->choices.only_folders);
  write_setting (task, PS_SETTING_LOOK_EVERY, self->choices.look_every_week ? "7" : "0");
  write_setting (task, PS_SETTING_KEEP_AWAKE, self->choices.keep_awake ? "1" : "0");
}

static void
library_ready_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Making *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_async_result_is_tagged (result, ps_library_create_async))
    self->library = ps_library_create_finish (result, &error);
  else
    self->library = ps_library_open_finish (result, &error);
  if (self->library == NULL)
    g_task_return_error (task, error);
  else if (!ps_library_set_account (self->library, self->account, &self->error))
    ps_library_close_async (self->library, closed_cb, g_steal_pointer (&task));
  else
    write_settings (task);
}

static GTask *
new_making (PsAccount           *account,
            gpointer             source_tag,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Making *self = g_new0 (Making, 1);

  self->account = account != NULL ? ps_account_ref (account) : NULL;
  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, self, free_making);
  return task;
}

/**
 * ps_library_make_async:
 * @root: where the library is to live
 * @is_there: it is a library of this account already
 * @account: whose photos it holds
 * @choices: (transfer full): what is written into its settings; empty afterwards
 * @callback: called once
 * @user_data: for @callback
 *
 * Once begun it is not cancelled: a library that is half made would only be in the way.
 */
void
ps_library_make_async (const char          *root,
                       gboolean             is_there,
                       PsAccount           *account,
                       PsLibraryChoices    *choices,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task = new_making (account, ps_library_make_async, callback, user_data);
  Making *self = g_task_get_task_data (task);

  self->choices = *choices;
  *choices = (PsLibraryChoices) { 0 };
  if (is_there)
    ps_library_open_async (root, 0, NULL, library_ready_cb, task);
  else
    ps_library_create_async (root, account, NULL, library_ready_cb, task);
}

/**
 * ps_library_make_finish:
 * @result: what the callback got
 * @error: set with %PS_VAULT_ERROR, %PS_CATALOG_ERROR or %PS_LIBRARY_ERROR
 *
 * Returns: (transfer full) (nullable): the library, open for writing, with its account set
 */
PsLibrary *
ps_library_make_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
account_found_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Making *self = g_task_get_task_data (task);
  g_autoptr(PsAccount) account = ps_secret_store_load_finish (result, NULL);

  if (account != NULL)
    ps_library_set_account (self->library, account, NULL);
  g_task_return_pointer (task, g_object_ref (self->library), g_object_unref);
}

static void
origin_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GTask *task = user_data;
  Making *self = g_task_get_task_data (task);

  self->api_origin = ps_catalog_get_setting_finish (PS_CATALOG (source), result, NULL);
  ps_secret_store_load_async (ps_library_get_cloud_name (self->library), self->api_origin, NULL, account_found_cb, task);
}

/* No library, but maybe a folder that can become one as it is. */
static void
old_folder_looked_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Making *self = g_task_get_task_data (task);

  self->old_folder = ps_old_folder_look_finish (result, NULL);
  g_task_return_error (task, g_steal_pointer (&self->error));
}

static void
library_found_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  Making *self = g_task_get_task_data (task);

  self->library = ps_library_open_finish (result, &self->error);
  if (self->library != NULL)
    ps_catalog_get_setting_async (ps_library_get_catalog (self->library), SETTING_API_ORIGIN, NULL, origin_read_cb, task);
  else
    ps_old_folder_look_async (self->root, NULL, old_folder_looked_cb, task);
}

/**
 * ps_library_find_async:
 * @root: a library's folder
 * @callback: called once
 * @user_data: for @callback
 */
void
ps_library_find_async (const char          *root,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task = new_making (NULL, ps_library_find_async, callback, user_data);
  Making *self = g_task_get_task_data (task);

  self->root = g_strdup (root);
  ps_library_open_async (root, 0, NULL, library_found_cb, task);
}

/**
 * ps_library_find_finish:
 * @result: what the callback got
 * @api_origin: (out) (optional) (nullable): its cloud's API
 * @error: set with %PS_VAULT_ERROR, %PS_CATALOG_ERROR or %PS_LIBRARY_ERROR
 *
 * Returns: (transfer full) (nullable): the library; it has a client where the keyring had its key
 */
PsLibrary *
ps_library_find_finish (GAsyncResult  *result,
                        char         **api_origin,
                        GError       **error)
{
  Making *self;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  self = g_task_get_task_data (G_TASK (result));
  if (api_origin != NULL)
    *api_origin = g_strdup (self->api_origin);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ps_library_find_get_old_folder:
 * @result: what the callback of ps_library_find_async() got
 *
 * Returns: (transfer none) (nullable): where no library was found, the folder of the tool that came before
 */
PsOldFolder *
ps_library_find_get_old_folder (GAsyncResult *result)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, ps_library_find_async), NULL);

  return ((Making *) g_task_get_task_data (G_TASK (result)))->old_folder;
}

static void
settled_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (ps_catalog_set_setting_finish (PS_CATALOG (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * ps_library_settle_async:
 * @library: an open library, for writing
 * @account: whose photos it holds
 * @callback: called once
 * @user_data: for @callback
 */
void
ps_library_settle_async (PsLibrary           *library,
                         PsAccount           *account,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (library, NULL, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, ps_library_settle_async);
  if (ps_library_set_account (library, account, &error))
    ps_catalog_set_setting_async (ps_library_get_catalog (library), SETTING_API_ORIGIN, ps_account_get_api_origin (account), NULL, settled_cb,
                                  g_object_ref (task));
  else
    g_task_return_error (task, error);
}

/**
 * ps_library_settle_finish:
 * @library: the library
 * @result: what the callback got
 * @error: set with %PS_LIBRARY_ERROR or %PS_CATALOG_ERROR
 *
 * Returns: whether it has its account now
 */
gboolean
ps_library_settle_finish (PsLibrary     *library,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
