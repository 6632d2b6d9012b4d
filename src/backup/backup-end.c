/* src/backup/backup-end.c: how a run ends: what stops it, when all of it has ended, and the report. */
#include "backup/backup-private.h"

#include "backup/tidy.h"
#include "catalog/catalog-duplicates.h"
#include "catalog/catalog-shoots.h"

/**
 * ps_backup_report_free:
 * @self: (transfer full): a report
 */
void
ps_backup_report_free (PsBackupReport *self)
{
  g_free (self->notes);
  g_free (self);
}

static GCancellable *
cancellable_of (PsBackup *self)
{
  return g_task_get_cancellable (self->task);
}

/**
 * ps_backup_stop_for:
 * @self: a run
 * @error: (transfer full): why it cannot go on
 *
 * The first one counts, and a cancellation only where nothing worse came. What
 * is under way is stopped.
 */
void
ps_backup_stop_for (PsBackup *self,
                    GError   *error)
{
  gboolean is_cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  if (self->error == NULL && (!is_cancelled || g_cancellable_is_cancelled (cancellable_of (self))))
    self->error = error;
  else
    g_error_free (error);
  g_cancellable_cancel (self->stop);
}

/**
 * ps_backup_note:
 * @self: a run
 * @words: (nullable): what is said of it at its end
 */
void
ps_backup_note (PsBackup   *self,
                const char *words)
{
  if (words == NULL || g_strcmp0 (self->notes, words) == 0)
    return;
  g_free (self->notes);
  self->notes = g_strdup (words);
}

/* A run that fetches all there is answers for every photo; one that was asked for some, for these alone. */
static gint64
count_failed (PsBackup       *self,
              const PsStatus *status)
{
  if (!(self->flags & PS_BACKUP_DOWNLOAD))
    return 0;
  if (self->flags & PS_BACKUP_ONLY_ASKED_FOR)
    return self->fetch != NULL ? ps_fetch_get_n_failed (self->fetch) : 0;
  return status->n_photos[PS_STATE_FAILED];
}

static void
finish (PsBackup       *self,
        const PsStatus *status)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->task);
  PsBackupReport *report;

  if (g_task_get_cancellable (task) != NULL)
    g_signal_handlers_disconnect_by_data (g_task_get_cancellable (task), self);
  if (self->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&self->error));
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;
  report = g_new0 (PsBackupReport, 1);
  report->end = self->fetch_end != PS_BACKUP_ENDED_WELL ? self->fetch_end : self->scan_end;
  if (self->scan != NULL)
    {
      report->counts = ps_scan_get_counts (self->scan);
      report->n_found = ps_scan_get_n_found (self->scan);
    }
  if (self->fetch != NULL)
    {
      report->n_landed = ps_fetch_get_n_landed (self->fetch);
      report->n_adopted = self->n_adopted + ps_fetch_get_n_adopted (self->fetch);
      report->n_bytes = ps_fetch_get_n_bytes (self->fetch);
    }
  report->n_failed = count_failed (self, status);
  if ((self->flags & PS_BACKUP_DOWNLOAD) && !(self->flags & PS_BACKUP_ONLY_ASKED_FOR))
    report->n_broken = status->n_photos[PS_STATE_DAMAGED] + status->n_photos[PS_STATE_MISSING];
  report->complete = report->end == PS_BACKUP_ENDED_WELL && report->n_broken == 0
                     && (!(self->flags & PS_BACKUP_DOWNLOAD)
                         || status->n_photos[PS_STATE_WAITING] + status->n_photos[PS_STATE_FAILED] == 0);
  report->n_api_calls = ps_client_get_n_calls (self->client) - self->n_calls_before;
  report->seconds = (g_get_monotonic_time () - self->started_us) / 1e6;
  report->resumes_at_us = self->resumes_at_us;
  report->notes = g_steal_pointer (&self->notes);
  g_task_return_pointer (task, report, (GDestroyNotify) ps_backup_report_free);
}

static void
final_status_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(PsBackup) self = user_data;
  GError *error = NULL;
  g_autoptr(PsStatus) status = ps_catalog_get_status_finish (PS_CATALOG (source), result, &error);

  if (status == NULL)
    {
      if (self->error == NULL)
        self->error = error;
      else
        g_error_free (error);
    }
  finish (self, status);
}

/* Look-alikes and shoots are a convenience: what keeps them from being found is told when a person asks for them. */
static void
look_alikes_found_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(PsBackup) self = user_data;
  g_autoptr(GError) error = NULL;

  if (ps_catalog_find_look_alikes_finish (PS_CATALOG (source), result, &error) < 0)
    g_debug ("No look-alikes were looked for: %s", error->message);
  ps_catalog_get_status_async (self->catalog, NULL, final_status_cb, g_object_ref (self));
}

static void
shoots_found_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(PsBackup) self = user_data;
  g_autoptr(GError) error = NULL;
  PsShootsFound found;

  if (!ps_catalog_find_shoots_finish (PS_CATALOG (source), result, &found, &error))
    g_debug ("No shoots were looked for: %s", error->message);
  ps_catalog_find_look_alikes_async (self->catalog, PS_DUPLICATES_DISTANCE_AS_SET, NULL, cancellable_of (self), look_alikes_found_cb,
                                     g_object_ref (self));
}

static void
tidied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PsBackup) self = user_data;

  ps_tidy_finish (result);
  /* New photos may belong together. */
  if (self->inspect != NULL && ps_inspect_get_n_done (self->inspect) > 0)
    ps_catalog_find_shoots_async (self->catalog, PS_SHOOTS_LEVEL_AS_SET, NULL, shoots_found_cb, g_object_ref (self));
  else
    ps_catalog_get_status_async (self->catalog, NULL, final_status_cb, g_object_ref (self));
}

static void
session_completed_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(PsBackup) self = user_data;
  GError *error = NULL;

  if (!ps_catalog_complete_backup_session_finish (PS_CATALOG (source), result, &error))
    ps_backup_stop_for (self, error);
  /* Somebody who stops it does not wait for that. */
  if ((self->flags & PS_BACKUP_DOWNLOAD) && self->error == NULL && !g_cancellable_is_cancelled (self->stop))
    ps_tidy_async (self->catalog, self->vault, tidied_cb, g_object_ref (self));
  else
    ps_catalog_get_status_async (self->catalog, NULL, final_status_cb, g_object_ref (self));
}

/**
 * ps_backup_record_limits:
 * @self: a run
 *
 * What is left of the hour's questions, for the next run and for whoever asks.
 */
void
ps_backup_record_limits (PsBackup *self)
{
  PsClientLimit limit = ps_client_get_rate_limit (self->client);
  const PsRateLimit seen = { limit.limit, limit.remaining, limit.reset_us };

  if (seen.limit >= 0)
    ps_catalog_record_rate_limit_async (self->catalog, &seen, NULL, NULL, NULL);
}

/**
 * ps_backup_end_if_all_ended:
 * @self: a run, of which something ended
 */
void
ps_backup_end_if_all_ended (PsBackup *self)
{
  const char *words = self->error != NULL ? self->error->message : self->notes;

  if (self->asking || self->scanning || self->moving || self->resting)
    return;
  if (self->fetching)
    return;
  if (self->inspecting)
    {
      ps_inspect_set_more_may_come (self->inspect, FALSE);
      return;
    }
  ps_backup_record_limits (self);
  if (self->context.session_id > 0)
    ps_catalog_complete_backup_session_async (self->catalog, self->context.session_id, words, NULL,
                                              session_completed_cb, g_object_ref (self));
  else
    ps_catalog_get_status_async (self->catalog, NULL, final_status_cb, g_object_ref (self));
}
