/* src/cloud/secret-store.c: keeps the API secret in the Secret Service, and nowhere else. */
#include "cloud/secret-store.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "base/text.h"
#include "cloud/account-private.h"
#include "cloud/error-private.h"

/* The name is what password managers show as the kind; it must never change, or stored secrets are lost. */
static const SecretSchema schema = {
  "io.github.proofsheet.Account", SECRET_SCHEMA_NONE,
  {
    { "cloud_name", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "api_key", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "api_host", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "delivery_host", SECRET_SCHEMA_ATTRIBUTE_STRING }, /* of a private CDN; "" where there is none */
    { NULL, 0 },
  }
};

/* What to look for. */
typedef struct
{
  char *cloud_name; /* owned */
  char *api_origin; /* owned */
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->cloud_name);
  g_free (wanted->api_origin);
  g_free (wanted);
}

/* Whatever the service says is treated alike: there is no secret from it. */
static GError *
explain (GError *error)
{
  g_autofree char *visible = NULL;
  GError *mapped;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return error;
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    mapped = ps_cloud_error_new (PS_CLOUD_ERROR_FAILED, 0, _("The keyring is locked. Unlock it, or enter the API secret for this session."));
  else
    {
      visible = ps_text_visible (error->message, 200);
      /* Translators: %s is the system's description of the problem. */
      mapped = ps_cloud_error_new (PS_CLOUD_ERROR_FAILED, 0,
                                   _("The keyring of this computer cannot be used, so the API secret is not kept: %s. It has to be "
                                     "entered again in each session; everything else works."), visible);
    }
  g_error_free (error);
  return mapped;
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else if (error != NULL)
    g_task_return_error (task, explain (error));
  else
    g_task_return_error (task, ps_cloud_error_new (PS_CLOUD_ERROR_FAILED, 0, _("The keyring of this computer did not take the API secret.")));
}

/**
 * ps_secret_store_save_async:
 * @account: the account to keep
 * @cancellable: (nullable): to stop
 * @callback: called when the Secret Service has it
 * @user_data: for @callback
 *
 * Replaces what was kept for the same cloud, key and host. The person may be
 * asked to unlock the keyring. Main thread.
 */
void
ps_secret_store_save_async (PsAccount           *account,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *label = NULL;
  const char *delivery_host;

  g_return_if_fail (account != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, ps_secret_store_save_async);
  /* Translators: the name of an entry in the keyring; %s is a cloud name. */
  label = g_strdup_printf (_("Cloudinary API secret of “%s” (Proofsheet)"), ps_account_get_cloud_name (account));
  delivery_host = ps_account_get_delivery_host (account);
  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, ps_account_get_api_secret (account), cancellable,
                         stored_cb, g_steal_pointer (&task),
                         "cloud_name", ps_account_get_cloud_name (account),
                         "api_key", ps_account_get_api_key (account),
                         "api_host", ps_account_get_api_origin (account),
                         "delivery_host", delivery_host != NULL ? delivery_host : "",
                         NULL);
}

/**
 * ps_secret_store_save_finish:
 * @result: what the callback got
 * @error: set with %PS_CLOUD_ERROR_FAILED where there is no keyring, or it is locked
 *
 * Returns: whether the secret is kept
 */
gboolean
ps_secret_store_save_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* %NULL for an item that is damaged, or of another making: it counts as absent. */
static PsAccount *
read_item (SecretRetrievable *item,
           const Wanted      *wanted,
           SecretValue       *value)
{
  g_autoptr(GHashTable) attributes = secret_retrievable_get_attributes (item);
  const char *text = value != NULL ? secret_value_get_text (value) : NULL;
  const char *api_key, *delivery_host, *cloud_name;

  if (attributes == NULL || text == NULL)
    return NULL;
  cloud_name = g_hash_table_lookup (attributes, "cloud_name");
  api_key = g_hash_table_lookup (attributes, "api_key");
  delivery_host = g_hash_table_lookup (attributes, "delivery_host");
  if (api_key == NULL || g_strcmp0 (cloud_name, wanted->cloud_name) != 0 || !g_utf8_validate (text, -1, NULL))
    return NULL;
  if (delivery_host != NULL && *delivery_host == '\0')
    delivery_host = NULL;
  return ps_account_build (wanted->cloud_name, api_key, text, wanted->api_origin, delivery_host, NULL);
}

/* One secret at a time, the newest item first. */
typedef struct
{
  Wanted *wanted; /* borrowed from the task */
  GList *items;   /* owned, of SecretRetrievable */
} Search;

static void
search_free (Search *search)
{
  g_list_free_full (search->items, g_object_unref);
  g_free (search);
}

static void try_next_item (GTask  *task,
                           Search *search);

typedef struct
{
  GTask *task;    /* owned */
  Search *search; /* owned */
} Step;

static void
secret_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Step *step = user_data;
  g_autoptr(GError) error = NULL;
  SecretValue *value = secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (source), result, &error);
  PsAccount *account = read_item (SECRET_RETRIEVABLE (source), step->search->wanted, value);

  g_clear_pointer (&value, secret_value_unref);
  if (account == NULL)
    {
      try_next_item (step->task, step->search);
      return;
    }
  g_task_return_pointer (step->task, account, (GDestroyNotify) ps_account_unref);
  search_free (step->search);
  g_object_unref (step->task);
}

/* Takes both. */
static void
try_next_item (GTask  *task,
               Search *search)
{
  g_autoptr(SecretRetrievable) item = NULL;
  Step *step;

  if (g_task_return_error_if_cancelled (task) || search->items == NULL)
    {
      if (search->items == NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
        /* Translators: %s is a cloud name. */
        g_task_return_error (task, ps_cloud_error_new (PS_CLOUD_ERROR_ACCOUNT, 0, _("This computer keeps no API secret for “%s”. Enter it again."),
                                                       search->wanted->cloud_name));
      search_free (search);
      g_object_unref (task);
      return;
    }
  item = search->items->data;
  search->items = g_list_delete_link (search->items, search->items);
  step = g_new (Step, 1);
  *step = (Step) { task, search };
  secret_retrievable_retrieve_secret (item, g_task_get_cancellable (task), secret_cb, step);
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  guint64 x = secret_retrievable_get_modified ((SecretRetrievable *) a);
  guint64 y = secret_retrievable_get_modified ((SecretRetrievable *) b);

  return x > y ? -1 : x < y;
}

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  GList *items = secret_password_search_finish (result, &error);
  Search *search;

  if (error != NULL)
    {
      g_list_free_full (items, g_object_unref);
      g_task_return_error (task, explain (error));
      return;
    }
  search = g_new0 (Search, 1);
  search->wanted = g_task_get_task_data (task);
  search->items = g_list_sort (items, compare_items);
  try_next_item (g_steal_pointer (&task), search);
}

/**
 * ps_secret_store_load_async:
 * @cloud_name: whose secret
 * @upload_prefix: (nullable): scheme and host of the API; %NULL: Cloudinary's usual one
 * @cancellable: (nullable): to stop
 * @callback: called when the Secret Service has answered
 * @user_data: for @callback
 *
 * The person may be asked to unlock the keyring. Main thread.
 */
void
ps_secret_store_load_async (const char          *cloud_name,
                            const char          *upload_prefix,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  GError *error = NULL;
  gboolean is_loopback;
  Wanted *wanted;

  g_return_if_fail (cloud_name != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, ps_secret_store_load_async);
  wanted = g_new0 (Wanted, 1);
  wanted->cloud_name = g_strdup (cloud_name);
  wanted->api_origin = ps_account_text_to_origin (upload_prefix, &is_loopback, &error);
  g_task_set_task_data (task, wanted, wanted_free);
  if (wanted->api_origin == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  secret_password_search (&schema, SECRET_SEARCH_ALL | SECRET_SEARCH_UNLOCK, cancellable, searched_cb, g_steal_pointer (&task),
                          "cloud_name", wanted->cloud_name, "api_host", wanted->api_origin, NULL);
}

/**
 * ps_secret_store_load_finish:
 * @result: what the callback got
 * @error: set with %PS_CLOUD_ERROR_ACCOUNT where no sound secret is kept, with
 *   %PS_CLOUD_ERROR_FAILED where there is no keyring, or it is locked
 *
 * Returns: (transfer full): the account
 */
PsAccount *
ps_secret_store_load_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
