/* src/library/connect.c: gives an open library the key that the keyring keeps for it. */
#include "library/connect.h"

#include "cloud/secret-store.h"

static void
key_found_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  PsLibrary *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr(PsAccount) account = ps_secret_store_load_finish (result, &error);

  if (ps_library_get_client (self) != NULL) /* handed in meanwhile */
    g_clear_error (&error);
  else if (account != NULL)
    ps_library_set_account (self, account, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
origin_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  PsLibrary *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autofree char *origin = ps_catalog_get_setting_finish (PS_CATALOG (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    {
      GCancellable *cancellable = g_task_get_cancellable (task);

      ps_secret_store_load_async (ps_library_get_cloud_name (self), origin, cancellable, key_found_cb, g_steal_pointer (&task));
    }
}

/**
 * ps_library_connect_async:
 * @self: an open library, without an account
 * @cancellable: (nullable): ends it
 * @callback: called once
 * @user_data: for @callback
 */
void
ps_library_connect_async (PsLibrary           *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (PS_IS_LIBRARY (self));

  g_task_set_source_tag (task, ps_library_connect_async);
  ps_catalog_get_setting_async (ps_library_get_catalog (self), "api_origin", cancellable, origin_read_cb, task);
}

/**
 * ps_library_connect_finish:
 * @self: a library
 * @result: what the callback got
 * @error: set with %PS_CLOUD_ERROR_ACCOUNT where no key is kept, or with why the keyring cannot be read
 *
 * Returns: whether the library has its account now
 */
gboolean
ps_library_connect_finish (PsLibrary     *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
