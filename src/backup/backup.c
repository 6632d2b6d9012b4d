/* src/backup/backup.c: the conductor: one run of looking, fetching and inspecting, and what came of it.
 *
 *   adopt what a crash left → ask the account → scan ┐
 *                                               fetch ┴→ move what moved → inspect → report
 *
 * Scan, fetch and inspection run beside each other: each page may bring
 * something to fetch, each file that lands something to inspect. What stops
 * one for good stops all; a limit of the hour only stops the scan.
 */
#include "backup/backup-private.h"

#include <glib/gi18n-lib.h>

#include "backup/arrange.h"
#include "backup/pause.h"
#include "backup/retry.h"

#define TRANSFERS 6 /* design section 5 */
#define MAX_TRANSFERS 32

G_DEFINE_FINAL_TYPE (PsBackup, ps_backup, G_TYPE_OBJECT)

static void ask_account (PsBackup *self);
static void begin_fetch (PsBackup *self);

static void
inspected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PsBackup) self = user_data;
  GError *error = NULL;

  self->inspecting = FALSE;
  if (!ps_inspect_run_finish (self->inspect, result, &error))
    {
      /* Looking at pictures is a convenience, fetching them is the work: without a helper it goes on. */
      if (error->domain == PS_LOOK_ERROR)
        {
          ps_backup_note (self, error->message);
          g_error_free (error);
        }
      else
        ps_backup_stop_for (self, error);
    }
  ps_backup_end_if_all_ended (self);
}

static void
rested_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PsBackup) self = user_data;
  GError *error = NULL;

  self->resting = FALSE;
  if (!ps_pause_wait_finish (result, &error))
    {
      ps_backup_stop_for (self, error);
      ps_backup_end_if_all_ended (self);
      return;
    }
  self->resumes_at_us = 0;
  self->fetch_end = PS_BACKUP_ENDED_WELL;
  ask_account (self);
}

/* What is used and what waits is told as it is now, this run's share included. */
static void
guard_status_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(PsBackup) self = user_data;
  g_autoptr(PsStatus) status = ps_catalog_get_status_finish (PS_CATALOG (source), result, NULL);

  g_clear_pointer (&self->guard_words, g_free);
  if (status != NULL)
    self->guard_words = ps_guard_explain (&self->budget, &status->plan, status->plan.fetched_30_days_bytes,
                                          status->n_photos[PS_STATE_WAITING], status->n_bytes[PS_STATE_WAITING]);
  if (!(self->flags & PS_BACKUP_NO_WAIT))
    {
      ps_pause_wait_async (self->resumes_at_us, self->stop, rested_cb, g_object_ref (self));
      return;
    }
  self->resting = FALSE;
  ps_backup_note (self, self->guard_words);
  ps_backup_end_if_all_ended (self);
}

/* What this run fetched was queued before, and is in the ledger by now. */
static void
guard_recorded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(PsBackup) self = user_data;
  GError *error = NULL;

  if (!ps_catalog_record_plan_finish (PS_CATALOG (source), result, &error))
    {
      self->resting = FALSE;
      ps_backup_stop_for (self, error);
      ps_backup_end_if_all_ended (self);
      return;
    }
  ps_catalog_get_status_async (self->catalog, NULL, guard_status_cb, g_object_ref (self));
}

/* The plan's share is used: until it frees up, nothing is fetched; a restart reads the same moment in the catalogue. */
static void
rest_at_plan_guard (PsBackup *self)
{
  PsPlan plan = self->account->plan;

  if (self->resumes_at_us == 0)
    self->resumes_at_us = ps_guard_resumes_at (g_get_real_time ());
  plan.resumes_at_us = self->resumes_at_us;
  self->fetch_end = PS_BACKUP_ENDED_PLAN_GUARD;
  self->resting = TRUE;
  ps_catalog_record_plan_async (self->catalog, &plan, NULL, guard_recorded_cb, g_object_ref (self));
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PsBackup) self = user_data;
  PsFetchEnd end;
  GError *error = NULL;

  self->fetching = FALSE;
  if (!ps_fetch_run_finish (self->fetch, result, &end, &error))
    ps_backup_stop_for (self, error);
  else if (end == PS_FETCH_PLAN_GUARD)
    rest_at_plan_guard (self);
  ps_backup_end_if_all_ended (self);
}

static void
moved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PsBackup) self = user_data;
  GError *error = NULL;

  self->moving = FALSE;
  if (ps_arrange_move_finish (result, &error) < 0)
    ps_backup_stop_for (self, error);
  if (self->fetching)
    ps_fetch_set_more_may_come (self->fetch, FALSE);
  ps_backup_end_if_all_ended (self);
}

/* Takes @error. A listing that does not answer must not stop downloads that work: they end first, then it is told. */
static void
scan_failed (PsBackup *self,
             GError   *error)
{
  PsNext next = error->domain == PS_CLOUD_ERROR ? ps_retry_judge (error).next : PS_NEXT_STOP;

  if (next == PS_NEXT_LATER && self->error == NULL)
    self->error = error;
  else
    ps_backup_stop_for (self, error);
}

static void
scanned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PsBackup) self = user_data;
  PsScanEnd end;
  GError *error = NULL;

  self->scanning = FALSE;
  if (!ps_scan_run_finish (self->scan, result, &end, &error))
    scan_failed (self, error);
  else
    {
      ps_backup_note (self, ps_scan_get_notes (self->scan));
      if (end == PS_SCAN_RATE_LIMITED)
        {
          self->scan_end = PS_BACKUP_ENDED_RATE_LIMITED;
          self->resumes_at_us = ps_client_get_rate_limit (self->client).reset_us;
        }
      else if (end != PS_SCAN_COMPLETE)
        self->scan_end = end == PS_SCAN_HELD_BACK ? PS_BACKUP_ENDED_HELD_BACK : PS_BACKUP_ENDED_INCOMPLETE;
    }
  if (g_cancellable_is_cancelled (self->stop))
    {
      ps_backup_end_if_all_ended (self);
      return;
    }
  self->moving = TRUE;
  ps_arrange_move_async (self->catalog, self->vault, self->context.dynamic_folders, self->stop, moved_cb, g_object_ref (self));
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PsBackup) self = user_data;
  g_autoptr(PsStatus) status = ps_catalog_get_status_finish (PS_CATALOG (source), result, NULL);

  self->counting = FALSE;
  if (status != NULL)
    {
      self->n_waiting = status->n_photos[PS_STATE_WAITING] + status->n_photos[PS_STATE_ARRIVING];
      self->n_bytes_waiting = status->n_bytes[PS_STATE_WAITING] + status->n_bytes[PS_STATE_ARRIVING];
    }
  if (self->count_is_stale && self->task != NULL)
    {
      self->count_is_stale = FALSE;
      self->counting = TRUE;
      ps_catalog_get_status_async (self->catalog, NULL, counted_cb, g_object_ref (self));
    }
}

/* How much there is to fetch, for whoever watches. */
static void
count_waiting (PsBackup *self)
{
  if (self->counting)
    {
      self->count_is_stale = TRUE;
      return;
    }
  self->counting = TRUE;
  ps_catalog_get_status_async (self->catalog, NULL, counted_cb, g_object_ref (self));
}

static void
page_written_cb (PsScan   *scan,
                 PsBackup *self)
{
  count_waiting (self);
  if (self->fetching)
    ps_fetch_look_again (self->fetch);
}

static void
catalog_changed_cb (PsCatalog *catalog,
                    PsChange  *change,
                    PsBackup  *self)
{
  if (self->task == NULL || !(change->kinds & PS_CHANGE_PHOTOS))
    return;
  count_waiting (self);
  if (self->inspecting)
    ps_inspect_look_again (self->inspect);
}

static void
begin_scan (PsBackup *self)
{
  PsScanFlags flags = 0;

  if (self->flags & PS_BACKUP_NO_WAIT)
    flags |= PS_SCAN_NO_WAIT;
  if (self->flags & PS_BACKUP_ACCEPT_LOSSES)
    flags |= PS_SCAN_ACCEPT_LOSSES;
  self->scan = ps_scan_new (self->catalog, self->client, flags);
  ps_scan_set_account_total (self->scan, self->account->n_resources);
  g_signal_connect_object (self->scan, "page-written", G_CALLBACK (page_written_cb), self, 0);
  self->scanning = TRUE;
  ps_scan_run_async (self->scan, self->stop, scanned_cb, g_object_ref (self));
}

/* What the plan leaves; nothing at all before the moment that an earlier run was told to wait for. */
static gint64
bytes_left (PsBackup *self)
{
  const PsPlan *plan = &self->account->plan;
  gint64 held_until_us = ps_guard_held_until (&self->budget, plan, plan->fetched_30_days_bytes, g_get_real_time ());

  if (held_until_us == 0)
    return ps_guard_left (&self->budget, plan, plan->fetched_30_days_bytes);
  self->resumes_at_us = held_until_us;
  return 0;
}

static void
begin_fetch (PsBackup *self)
{
  gint64 n_left = bytes_left (self);

  if (n_left > 0 && self->account->plan.resumes_at_us != 0)
    {
      PsPlan *plan = &self->account->plan;

      plan->resumes_at_us = 0;
      ps_catalog_record_plan_async (self->catalog, plan, NULL, NULL, NULL);
    }
  if (self->fetch == NULL)
    self->fetch = ps_fetch_new (&self->context, self->n_at_once, (self->flags & PS_BACKUP_ONLY_ASKED_FOR) != 0);
  ps_fetch_set_left (self->fetch, n_left);
  self->fetching = TRUE;
  ps_fetch_set_more_may_come (self->fetch, self->scanning || self->moving);
  ps_fetch_run_async (self->fetch, self->stop, fetched_cb, g_object_ref (self));
}

static void
begin_inspect (PsBackup *self)
{
  self->inspect = ps_inspect_new (self->catalog, self->vault, self->looker, self->thumbnails);
  self->inspecting = TRUE;
  ps_inspect_set_more_may_come (self->inspect, TRUE);
  ps_inspect_run_async (self->inspect, self->stop, inspected_cb, g_object_ref (self));
}

static void
begin_work (PsBackup *self)
{
  count_waiting (self);
  if ((self->flags & PS_BACKUP_SCAN) && self->scan == NULL)
    begin_scan (self);
  if (self->flags & PS_BACKUP_DOWNLOAD)
    {
      begin_fetch (self);
      if (self->inspect == NULL)
        begin_inspect (self);
    }
}

static void
session_created_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(PsBackup) self = user_data;
  GError *error = NULL;

  self->asking = FALSE;
  self->context.session_id = ps_catalog_create_backup_session_finish (PS_CATALOG (source), result, &error);
  if (self->context.session_id < 0)
    {
      ps_backup_stop_for (self, error);
      ps_backup_end_if_all_ended (self);
    }
  else
    begin_work (self);
}

static void
account_asked_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(PsBackup) self = user_data;
  GError *error = NULL;
  PsAccountLook *account = ps_account_look_finish (result, &error);

  self->asking = FALSE;
  ps_account_wait_clear (&self->account_wait);
  ps_backup_record_limits (self);
  if (account == NULL)
    {
      ps_backup_stop_for (self, error);
      ps_backup_end_if_all_ended (self);
      return;
    }
  g_clear_pointer (&self->account, ps_account_look_free);
  self->account = account;
  self->context.dynamic_folders = account->dynamic_folders;
  if ((self->flags & PS_BACKUP_DOWNLOAD) && self->context.session_id == 0)
    {
      self->asking = TRUE;
      ps_catalog_create_backup_session_async (self->catalog, "download",
                                              ps_account_get_cloud_name (ps_client_get_account (self->client)), NULL,
                                              session_created_cb, g_object_ref (self));
    }
  else
    begin_work (self);
}

static void
ask_account (PsBackup *self)
{
  self->asking = TRUE;
  ps_account_look_async (self->catalog, self->client, (self->flags & PS_BACKUP_SCAN) != 0,
                         (self->flags & PS_BACKUP_NO_WAIT) != 0, &self->account_wait, self->stop,
                         account_asked_cb, g_object_ref (self));
}

static void
settings_read_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(PsBackup) self = user_data;
  GError *error = NULL;
  g_autoptr(GHashTable) settings = ps_catalog_list_settings_finish (PS_CATALOG (source), result, &error);
  const char *transfers;

  if (settings == NULL)
    {
      ps_backup_stop_for (self, error);
      ps_backup_end_if_all_ended (self);
      return;
    }
  ps_budget_parse (g_hash_table_lookup (settings, PS_SETTING_BUDGET), &self->budget);
  transfers = g_hash_table_lookup (settings, PS_SETTING_TRANSFERS);
  if (transfers != NULL)
    self->n_at_once = CLAMP (g_ascii_strtoll (transfers, NULL, 10), 1, MAX_TRANSFERS);
  ask_account (self);
}

static void
adopted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PsBackup) self = user_data;
  GError *error = NULL;

  self->n_adopted = ps_arrange_adopt_finish (result, &error);
  if (self->n_adopted < 0)
    {
      ps_backup_stop_for (self, error);
      ps_backup_end_if_all_ended (self);
    }
  else
    ps_catalog_list_settings_async (self->catalog, NULL, settings_read_cb, g_object_ref (self));
}

static void
cancelled_cb (GCancellable *cancellable,
              PsBackup     *self)
{
  g_cancellable_cancel (self->stop);
}

/**
 * ps_backup_new:
 * @catalog: a catalogue that can be written
 * @client: towards the account
 * @vault: the library's folder, open for writing
 * @looker: the helpers
 * @thumbnails: where small pictures are kept
 *
 * Returns: (transfer full): a run that has not begun
 */
PsBackup *
ps_backup_new (PsCatalog        *catalog,
               PsClient         *client,
               PsVault          *vault,
               PsLooker         *looker,
               PsThumbnailCache *thumbnails)
{
  PsBackup *self = g_object_new (PS_TYPE_BACKUP, NULL);

  self->catalog = g_object_ref (catalog);
  self->client = g_object_ref (client);
  self->vault = g_object_ref (vault);
  self->looker = g_object_ref (looker);
  self->thumbnails = g_object_ref (thumbnails);
  self->context.catalog = catalog;
  self->context.client = client;
  self->context.vault = vault;
  g_signal_connect_object (catalog, "changed", G_CALLBACK (catalog_changed_cb), self, 0);
  return self;
}

/**
 * ps_backup_run_async:
 * @self: a run that has not begun
 * @flags: what to do, and how to behave at limits
 * @cancellable: (nullable): stops it; the next run goes on where it was
 * @callback: called once, when nothing is in flight and all is recorded
 * @user_data: for @callback
 */
void
ps_backup_run_async (PsBackup            *self,
                     PsBackupFlags        flags,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_return_if_fail (PS_IS_BACKUP (self) && self->task == NULL);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, ps_backup_run_async);
  g_task_set_check_cancellable (self->task, FALSE);
  self->flags = flags;
  self->started_us = g_get_monotonic_time ();
  self->n_calls_before = ps_client_get_n_calls (self->client);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb), self, 0);
  if (g_cancellable_is_cancelled (cancellable))
    g_cancellable_cancel (self->stop);
  ps_arrange_adopt_async (self->catalog, self->vault, self->stop, adopted_cb, g_object_ref (self));
}

/**
 * ps_backup_run_finish:
 * @self: a run
 * @result: what the callback got
 * @error: set for what a person has to cure before anything goes on, or on cancellation
 *
 * Returns: (transfer full) (nullable): what came of it
 */
PsBackupReport *
ps_backup_run_finish (PsBackup      *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ps_backup_take_asked:
 * @self: a run, also while it runs
 *
 * A person asked for photos: they come next, also while looking waits for its
 * hour. At the plan's guard they wait like all others.
 *
 * Returns: whether this run fetches them; %FALSE: it takes another one
 */
gboolean
ps_backup_take_asked (PsBackup *self)
{
  if (self->task == NULL || !(self->flags & PS_BACKUP_DOWNLOAD) || g_cancellable_is_cancelled (self->stop) || self->error != NULL)
    return FALSE;
  if (self->fetching)
    return ps_fetch_take_asked (self->fetch);
  return self->fetch == NULL || self->resting; /* it is still to begin, or to begin again */
}

/**
 * ps_backup_get_progress:
 * @self: a run, also while it runs
 *
 * Returns: what it is doing; strings are borrowed until the next call
 */
PsBackupProgress
ps_backup_get_progress (PsBackup *self)
{
  PsBackupProgress progress = { 0 };

  progress.looking = self->scanning;
  progress.fetching = self->fetching;
  progress.inspecting = self->inspecting;
  if (self->scan != NULL)
    {
      progress.n_found = ps_scan_get_n_found (self->scan);
      progress.looking_waits_until_us = ps_scan_get_waits_until (self->scan);
    }
  if (self->fetch != NULL)
    {
      progress.n_landed = ps_fetch_get_n_landed (self->fetch);
      progress.n_bytes = ps_fetch_get_n_bytes (self->fetch) + ps_fetch_get_n_under_way (self->fetch);
      progress.n_to_fetch = progress.n_landed + self->n_waiting;
      progress.n_bytes_to_fetch = MAX (progress.n_bytes, ps_fetch_get_n_bytes (self->fetch) + self->n_bytes_waiting);
      progress.fetching_waits_until_us = self->resting ? self->resumes_at_us : ps_fetch_get_waits_until (self->fetch);
      progress.hold_reason = ps_fetch_get_hold_reason (self->fetch);
    }
  progress.at_plan_guard = self->resting;
  progress.guard_words = self->resting ? self->guard_words : NULL;
  progress.asking = self->asking && !self->scanning && !self->fetching;
  progress.asking_waits_until_us = self->account_wait.until_us;
  progress.asking_reason = self->account_wait.reason;
  progress.calls_limit = ps_client_get_rate_limit (self->client).limit;
  progress.n_inspected = self->inspect != NULL ? ps_inspect_get_n_done (self->inspect) : 0;
  return progress;
}

static void
ps_backup_finalize (GObject *object)
{
  PsBackup *self = PS_BACKUP (object);

  g_clear_object (&self->scan);
  g_clear_object (&self->fetch);
  g_clear_object (&self->inspect);
  g_clear_object (&self->catalog);
  g_clear_object (&self->client);
  g_clear_object (&self->vault);
  g_clear_object (&self->looker);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->stop);
  g_clear_pointer (&self->account, ps_account_look_free);
  g_clear_error (&self->error);
  g_clear_pointer (&self->notes, g_free);
  g_clear_pointer (&self->guard_words, g_free);
  ps_account_wait_clear (&self->account_wait);
  G_OBJECT_CLASS (ps_backup_parent_class)->finalize (object);
}

static void
ps_backup_class_init (PsBackupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_backup_finalize;
}

static void
ps_backup_init (PsBackup *self)
{
  self->stop = g_cancellable_new ();
  self->n_at_once = TRANSFERS;
}
