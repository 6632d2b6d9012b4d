/* src/library/outlook.c: what a library waits for, and when it has to go on by itself. */
#include "library/outlook.h"

#include "base/times.h"

static void
retry_found_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  PsOutlook *outlook = g_task_get_task_data (task);
  GError *error = NULL;

  outlook->next_retry_us = ps_catalog_next_retry_finish (PS_CATALOG (source), result, &error);
  if (outlook->next_retry_us < 0)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
status_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  PsOutlook *outlook = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(PsStatus) status = ps_catalog_get_status_finish (PS_CATALOG (source), result, &error);

  if (status == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  outlook->n_waiting = status->n_photos[PS_STATE_WAITING] + status->n_photos[PS_STATE_ARRIVING];
  outlook->scan_is_open = status->scan_is_open;
  if (status->last_complete_scan == NULL || !ps_time_from_text (status->last_complete_scan, &outlook->looked_us))
    outlook->looked_us = 0;
  ps_catalog_next_retry_async (PS_CATALOG (source), NULL, retry_found_cb, g_steal_pointer (&task));
}

/**
 * ps_outlook_async:
 * @catalog: a catalogue
 * @callback: called once
 * @user_data: for @callback
 */
void
ps_outlook_async (PsCatalog           *catalog,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  GTask *task = g_task_new (catalog, NULL, callback, user_data);

  g_task_set_source_tag (task, ps_outlook_async);
  g_task_set_task_data (task, g_new0 (PsOutlook, 1), g_free);
  ps_catalog_get_status_async (catalog, NULL, status_read_cb, task);
}

/**
 * ps_outlook_finish:
 * @result: what the callback got
 * @outlook: (out): what is to be expected
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether @outlook is set
 */
gboolean
ps_outlook_finish (GAsyncResult  *result,
                   PsOutlook     *outlook,
                   GError       **error)
{
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == ps_outlook_async, FALSE);

  *outlook = *(PsOutlook *) g_task_get_task_data (G_TASK (result));
  return g_task_propagate_boolean (G_TASK (result), error);
}
