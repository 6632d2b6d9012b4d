/* src/backup/tidy.c: job: parts of files that no photo waits for go.
 *
 * A part of a large video stays for a resume; where the video was replaced in
 * the cloud meanwhile, or is gone, nobody resumes it. Only where all that is
 * waited for can be named is anything removed, and nothing younger than a day.
 */
#include "backup/tidy.h"

#include "backup/places.h"
#include "vault/intake.h"

#define MAX_WANTED 20000 /* more are a first backup: its parts are young */

typedef struct
{
  PsCatalog *catalog; /* owned */
  PsVault *vault;     /* owned */
} Tidying;

static void
tidying_free (gpointer data)
{
  Tidying *self = data;

  g_object_unref (self->catalog);
  g_object_unref (self->vault);
  g_free (self);
}

static void
cleaned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;

  ps_intake_clean_finish (PS_VAULT (source), result, NULL); /* the next run tries again */
  g_task_return_boolean (task, TRUE);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Tidying *self = g_task_get_task_data (task);
  g_autoptr(GPtrArray) wanted = ps_catalog_list_wanted_finish (self->catalog, result, NULL);
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (wanted == NULL || wanted->len >= MAX_WANTED)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  for (guint i = 0; i < wanted->len; i++)
    {
      const PsAsset *asset = ((PsWanted *) g_ptr_array_index (wanted, i))->asset;
      g_autofree char *name = ps_places_staging_name (asset);

      g_hash_table_add (names, g_strdup_printf ("%s-%" G_GINT64_FORMAT, name, asset->version));
    }
  ps_intake_clean_async (self->vault, names, cleaned_cb, g_steal_pointer (&task));
}

static void
status_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Tidying *self = g_task_get_task_data (task);
  g_autoptr(PsStatus) status = ps_catalog_get_status_finish (self->catalog, result, NULL);

  /* What is tried again later is in no list that could name its part. */
  if (status == NULL || status->n_trying_again > 0 || status->n_photos[PS_STATE_ARRIVING] > 0
      || status->n_photos[PS_STATE_WAITING] >= MAX_WANTED)
    g_task_return_boolean (task, TRUE);
  else
    ps_catalog_list_wanted_async (self->catalog, MAX_WANTED, NULL, NULL, listed_cb, g_steal_pointer (&task));
}

/**
 * ps_tidy_async:
 * @catalog: a catalogue
 * @vault: the library's folder, open for writing; nothing is being fetched
 * @callback: called when it is tidy, or cannot be
 * @user_data: for @callback
 */
void
ps_tidy_async (PsCatalog           *catalog,
               PsVault             *vault,
               GAsyncReadyCallback  callback,
               gpointer             user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Tidying *self = g_new (Tidying, 1);

  *self = (Tidying) { g_object_ref (catalog), g_object_ref (vault) };
  g_task_set_source_tag (task, ps_tidy_async);
  g_task_set_task_data (task, self, tidying_free);
  ps_catalog_get_status_async (catalog, NULL, status_cb, task);
}

/**
 * ps_tidy_finish:
 * @result: what the callback got
 */
void
ps_tidy_finish (GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, NULL));

  g_task_propagate_boolean (G_TASK (result), NULL);
}
