/* src/library/backup-runner.c: keeps a library backed up: one run at a time, a pause that lasts, what it waits for.
 *
 *              start, its time has come, what failed is due
 *                               │
 *                          wants (bits) ──── paused? nothing but what a person asks for
 *                               │
 *            network, mains, drive, key there? ── no: hold, and again when that changes
 *                               │
 *                            PsBackup ── ends well: report, and when to go on by itself
 *                               │
 *               an error that passes: hold and again · that a person can cure: told
 *
 * Whatever happens comes back to step(), which is the one place that begins a
 * run. The runner is kept alive by what it waits for: it ends by
 * ps_backup_runner_stop_async(), not by its last reference.
 */
#include "library/backup-runner-private.h"

#include <glib/gi18n-lib.h>

#include "backup/pause.h"
#include "backup/retry.h"
#include "library/connect.h"
#include "library/moment.h"
#include "library/outlook.h"

#define TICK_MS 250
#define STALL_US (60 * G_TIME_SPAN_SECOND)
#define LOOK_EVERY 7          /* days */
#define FIRST_WAIT_US (20 * G_TIME_SPAN_SECOND)
#define LONGEST_WAIT_US (15 * G_TIME_SPAN_MINUTE)
#define DRIVE_LOOK_US (3 * G_TIME_SPAN_SECOND)
#define DISABLED_LOOK_US G_TIME_SPAN_DAY

G_DEFINE_FINAL_TYPE (PsBackupRunner, ps_backup_runner, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_MOMENT,
  PROP_HOLD,
  PROP_PROGRESS,
  PROP_IS_RUNNING,
  PROP_KEEPS_AWAKE,
  PROP_LIBRARY,
  PROP_SURROUNDINGS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void hold_for (PsBackupRunner *self, PsHold hold, gint64 wait_us);

gboolean
ps_backup_runner_is_busy (PsBackupRunner *self)
{
  return self->backup != NULL || self->is_connecting;
}

/* What moves shows that it moves; what does not for a minute says so. */
static gboolean
has_stalled (PsBackupRunner *self)
{
  return g_get_monotonic_time () - self->moved_us > STALL_US;
}

static PsRunMoment
judge_rest (PsBackupRunner *self)
{
  if (self->is_connecting)
    return PS_RUN_LOOKING;
  if (self->hold != PS_HOLD_NONE)
    return PS_RUN_WAITING;
  if (self->error != NULL && !self->is_dismissed)
    return PS_RUN_FAILED;
  if (self->is_paused)
    return PS_RUN_PAUSED;
  return self->report != NULL && !self->is_dismissed ? PS_RUN_DONE : PS_RUN_IDLE;
}

/* Says anew what is so, where it is not what was said. */
void
ps_backup_runner_tell (PsBackupRunner *self)
{
  gboolean keeps_awake = self->backup != NULL && self->keep_awake && ps_surroundings_get_battery (self->surroundings) < 0;
  PsRunMoment moment;
  PsHold hold = PS_HOLD_NONE;

  if (self->backup != NULL)
    moment = ps_moment_judge (&self->progress, has_stalled (self), &hold, &self->hold_until_us);
  else
    {
      moment = judge_rest (self);
      hold = moment == PS_RUN_WAITING ? self->hold : PS_HOLD_NONE;
    }
  keeps_awake = keeps_awake && moment != PS_RUN_WAITING;
  g_object_freeze_notify (G_OBJECT (self));
  if (hold != self->shown_hold)
    {
      self->shown_hold = hold;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HOLD]);
    }
  if (moment != self->moment)
    {
      self->moment = moment;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MOMENT]);
    }
  if (keeps_awake != self->keeps_awake)
    {
      self->keeps_awake = keeps_awake;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEEPS_AWAKE]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

static void
take_progress (PsBackupRunner *self)
{
  PsBackupProgress now = ps_backup_get_progress (self->backup);

  if (now.n_found != self->progress.n_found || now.n_bytes != self->progress.n_bytes || now.n_landed != self->progress.n_landed
      || now.n_inspected != self->progress.n_inspected || now.asking != self->progress.asking)
    self->moved_us = g_get_monotonic_time ();
  self->progress = now;
  if (now.fetching && now.fetching_waits_until_us == 0)
    ps_pace_add (&self->pace, g_get_monotonic_time (), now.n_bytes);
}

static gboolean
tick_cb (gpointer data)
{
  PsBackupRunner *self = data;

  take_progress (self);
  ps_backup_runner_tell (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
  return G_SOURCE_CONTINUE;
}

void
ps_backup_runner_end_waiting (PsBackupRunner *self)
{
  g_cancellable_cancel (self->waiting);
  g_clear_object (&self->waiting);
}

void
ps_backup_runner_end_stopping (PsBackupRunner *self)
{
  if (self->second_look != NULL) /* which comes here when it ends */
    return;
  self->is_stopped = TRUE;
  ps_backup_runner_end_waiting (self);
  self->hold = PS_HOLD_NONE;
  ps_backup_runner_tell (self);
  while (self->stop_tasks->len > 0)
    {
      g_autoptr(GTask) task = g_ptr_array_steal_index_fast (self->stop_tasks, 0);

      g_task_return_boolean (task, TRUE);
    }
}

static void
drive_looked_at_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(PsBackupRunner) self = user_data;

  if (self->is_stopping || self->hold != PS_HOLD_DRIVE)
    return;
  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    {
      hold_for (self, PS_HOLD_DRIVE, DRIVE_LOOK_US);
      return;
    }
  self->hold = PS_HOLD_NONE;
  ps_backup_runner_step (self);
}

/* A drive that is gone may let the system wait. */
static void
look_at_drive_in_thread (GTask        *task,
                         gpointer      source,
                         gpointer      data,
                         GCancellable *cancellable)
{
  g_task_return_boolean (task, ps_vault_check_marker (data, NULL));
}

static void
look_at_drive (PsBackupRunner *self)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, drive_looked_at_cb, g_object_ref (self));

  g_task_set_task_data (task, g_object_ref (ps_library_get_vault (self->library)), g_object_unref);
  g_task_run_in_thread (task, look_at_drive_in_thread);
}

/* Holds that pass by themselves: the timer, or a change of the surroundings, tries again. */
static void
waited_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PsBackupRunner) self = user_data;

  if (!ps_pause_wait_finish (result, NULL))
    return;
  g_clear_object (&self->waiting);
  if (self->hold == PS_HOLD_DRIVE)
    {
      look_at_drive (self);
      return;
    }
  self->hold = PS_HOLD_NONE;
  if (self->wants == 0)
    ps_backup_runner_look_at_catalog (self, TRUE);
  else
    ps_backup_runner_step (self);
}

static void
wait_until (PsBackupRunner *self,
            gint64          at_us)
{
  ps_backup_runner_end_waiting (self);
  self->waiting = g_cancellable_new ();
  ps_pause_wait_async (at_us, self->waiting, waited_cb, g_object_ref (self));
}

static void
hold_for (PsBackupRunner *self,
          PsHold          hold,
          gint64          wait_us)
{
  self->hold = hold;
  self->hold_until_us = 0;
  if (wait_us > 0)
    {
      PsClient *client = ps_library_get_client (self->library);

      if (client != NULL)
        wait_us = ps_account_scale_wait (ps_client_get_account (client), wait_us);
      self->hold_until_us = g_get_real_time () + wait_us;
      wait_until (self, self->hold_until_us);
    }
  ps_backup_runner_tell (self);
}

/* Where nothing that was asked for can be done before a person acts. Takes @error. */
void
ps_backup_runner_fail (PsBackupRunner *self,
                       GError         *error)
{
  g_clear_error (&self->error);
  self->error = error;
  self->is_dismissed = FALSE;
  self->wants = 0;
  self->ended_us = g_get_real_time ();
  ps_backup_runner_tell (self);
}

static gboolean
is_drive_away (const GError *error)
{
  return g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_FOLDER)
         || g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_MARKER);
}

/* Takes @error, which is no cancellation. */
static void
run_failed (PsBackupRunner *self,
            GError         *error)
{
  Wants wants = self->wants | self->current;
  PsVerdict verdict = error->domain == PS_CLOUD_ERROR ? ps_retry_judge (error) : (PsVerdict) { PS_NEXT_STOP, NULL };
  gboolean is_offline = g_error_matches (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_OFFLINE);
  gboolean is_disabled = g_error_matches (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_DISABLED);
  gboolean is_away = is_drive_away (error);

  ps_backup_runner_fail (self, error);
  if (is_away)
    {
      self->wants = wants;
      hold_for (self, PS_HOLD_DRIVE, DRIVE_LOOK_US);
    }
  else if (verdict.next == PS_NEXT_LATER || verdict.next == PS_NEXT_HOLD)
    {
      self->wants = wants;
      self->n_failures = MIN (self->n_failures + 1, 10);
      hold_for (self, is_offline ? PS_HOLD_OFFLINE : PS_HOLD_STALLED,
                MIN (LONGEST_WAIT_US, FIRST_WAIT_US << (self->n_failures - 1)));
    }
  else if (is_disabled)
    wait_until (self, g_get_real_time () + DISABLED_LOOK_US);
}

static void
run_ended (PsBackupRunner *self,
           PsBackupReport *report)
{
  g_clear_pointer (&self->report, ps_backup_report_free);
  g_clear_error (&self->error);
  self->report = report;
  self->n_failures = 0;
  self->ended_us = g_get_real_time ();
  /* What nobody asked for and what brought nothing is not worth a line. */
  self->is_dismissed = !self->is_by_person && report->n_landed == 0 && report->n_failed == 0
                       && report->end == PS_BACKUP_ENDED_WELL && report->counts.n_gone == 0;
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PsBackupRunner) self = user_data;
  GError *error = NULL;
  PsBackupReport *report = ps_backup_run_finish (self->backup, result, &error);

  take_progress (self);
  self->progress.asking = self->progress.looking = self->progress.fetching = self->progress.inspecting = FALSE;
  self->progress.at_plan_guard = FALSE;
  self->progress.hold_reason = NULL;
  g_clear_handle_id (&self->tick_source, g_source_remove);
  g_clear_object (&self->backup);
  g_clear_object (&self->cancellable);
  if (report != NULL)
    run_ended (self, report);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_error_free (error);
  else
    run_failed (self, error);
  if (report != NULL && !self->is_stopping)
    ps_library_keep_copy (self->library);
  self->current = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_RUNNING]);
  if (self->is_stopping)
    ps_backup_runner_end_stopping (self);
  else if (self->hold == PS_HOLD_NONE && self->wants != 0)
    ps_backup_runner_step (self);
  else if (self->hold == PS_HOLD_NONE && self->waiting == NULL)
    ps_backup_runner_look_at_catalog (self, FALSE);
  ps_backup_runner_tell (self);
}

static void
begin (PsBackupRunner *self)
{
  PsBackupFlags flags = 0;

  self->current = self->wants;
  self->wants = 0;
  if (self->current & WANTS_LOOK)
    flags |= PS_BACKUP_SCAN;
  if (self->current & WANTS_LOSSES)
    flags |= PS_BACKUP_ACCEPT_LOSSES;
  flags |= PS_BACKUP_DOWNLOAD;
  if (!(self->current & (WANTS_FETCH | WANTS_LOOK)))
    flags |= PS_BACKUP_ONLY_ASKED_FOR;
  ps_backup_runner_end_waiting (self);
  ps_backup_runner_end_looking (self); /* the run looks at what is here, too */
  g_clear_error (&self->error);
  self->is_dismissed = TRUE;
  self->pace = (PsPace) { 0 };
  self->moved_us = g_get_monotonic_time ();
  self->began_us = g_get_real_time ();
  self->cancellable = g_cancellable_new ();
  self->backup = ps_library_new_backup (self->library);
  self->progress = ps_backup_get_progress (self->backup);
  self->tick_source = g_timeout_add (TICK_MS, tick_cb, self);
  ps_backup_run_async (self->backup, flags, self->cancellable, ended_cb, g_object_ref (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_RUNNING]);
  ps_backup_runner_tell (self);
}

static void
end_connecting (PsBackupRunner *self,
                GError         *error)
{
  self->is_connecting = FALSE;
  g_clear_object (&self->cancellable);
  if (self->is_stopping)
    ps_backup_runner_end_stopping (self);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      ps_backup_runner_fail (self, g_error_copy (error));
      return;
    }
  ps_backup_runner_step (self);
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PsBackupRunner) self = user_data;
  g_autoptr(GError) error = NULL;

  ps_library_connect_finish (self->library, result, &error);
  end_connecting (self, error);
}

static void
connect_account (PsBackupRunner *self)
{
  self->is_connecting = TRUE;
  self->cancellable = g_cancellable_new ();
  ps_library_connect_async (self->library, self->cancellable, connected_cb, g_object_ref (self));
  ps_backup_runner_tell (self);
}

/* What this computer stands on and does not allow a run now. */
static PsHold
find_hold (PsBackupRunner *self)
{
  PsClient *client = ps_library_get_client (self->library);
  int battery = ps_surroundings_get_battery (self->surroundings);

  if (client != NULL && ps_account_get_is_loopback (ps_client_get_account (client)) && !self->heeds_network)
    return PS_HOLD_NONE;
  if (!ps_surroundings_is_online (self->surroundings))
    return PS_HOLD_OFFLINE;
  if (self->anyway)
    return PS_HOLD_NONE;
  if (ps_surroundings_is_metered (self->surroundings))
    return PS_HOLD_METERED;
  return battery >= 0 && battery < PS_LOW_BATTERY ? PS_HOLD_BATTERY : PS_HOLD_NONE;
}

/* The one place that begins a run. */
void
ps_backup_runner_step (PsBackupRunner *self)
{
  PsHold hold;

  if (self->is_stopping || ps_backup_runner_is_busy (self) || !self->settings_are_read || ps_library_get_kept (self->library) != NULL)
    return;
  if (self->is_paused)
    self->wants &= WANTS_ASKED;
  if (self->wants == 0)
    {
      self->hold = PS_HOLD_NONE;
      ps_backup_runner_tell (self);
      return;
    }
  hold = find_hold (self);
  if (hold != PS_HOLD_NONE)
    {
      ps_backup_runner_end_waiting (self);
      hold_for (self, hold, 0);
      return;
    }
  self->hold = PS_HOLD_NONE;
  if (ps_library_get_client (self->library) == NULL)
    connect_account (self);
  else
    begin (self);
}

static void
surroundings_changed_cb (PsBackupRunner *self)
{
  if (self->backup != NULL && find_hold (self) != PS_HOLD_NONE)
    {
      self->wants |= self->current;
      g_cancellable_cancel (self->cancellable);
    }
  else if (self->hold != PS_HOLD_NONE && self->hold != PS_HOLD_DRIVE)
    {
      ps_backup_runner_end_waiting (self);
      ps_backup_runner_step (self);
    }
  ps_backup_runner_tell (self);
}

/* Another choice of how much may be fetched counts at once. */
static void
take_budget (PsBackupRunner *self,
             const char     *budget)
{
  if (g_strcmp0 (budget, self->budget) == 0)
    return;
  g_free (self->budget);
  self->budget = g_strdup (budget);
  if (self->backup == NULL || !self->settings_are_read)
    return;
  self->wants |= self->current;
  g_cancellable_cancel (self->cancellable);
}

static void
settings_read_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(PsBackupRunner) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GHashTable) settings = ps_catalog_list_settings_finish (PS_CATALOG (source), result, &error);
  const char *look_every;
  gboolean was_read = self->settings_are_read;

  if (settings == NULL)
    {
      if (!self->is_stopping && !was_read)
        ps_backup_runner_fail (self, g_steal_pointer (&error));
      return;
    }
  look_every = g_hash_table_lookup (settings, PS_SETTING_LOOK_EVERY);
  self->look_every = look_every != NULL ? CLAMP (g_ascii_strtoll (look_every, NULL, 10), 0, 366) : LOOK_EVERY;
  self->keep_awake = g_strcmp0 (g_hash_table_lookup (settings, PS_SETTING_KEEP_AWAKE), "0") != 0;
  take_budget (self, g_hash_table_lookup (settings, PS_SETTING_BUDGET));
  if (!was_read && !self->pause_is_told)
    self->is_paused = g_strcmp0 (g_hash_table_lookup (settings, PS_SETTING_PAUSED), "1") == 0;
  self->settings_are_read = TRUE;
  ps_backup_runner_tell (self);
  ps_backup_runner_step (self);
  if (self->resumes_later && !ps_backup_runner_is_busy (self))
    ps_backup_runner_look_at_catalog (self, TRUE);
  self->resumes_later = FALSE;
}

static void
read_settings (PsBackupRunner *self)
{
  ps_catalog_list_settings_async (ps_library_get_catalog (self->library), NULL, settings_read_cb, g_object_ref (self));
}

static void
catalog_changed_cb (PsCatalog      *catalog,
                    PsChange       *change,
                    PsBackupRunner *self)
{
  if ((change->kinds & PS_CHANGE_SETTINGS) && !self->is_stopping)
    read_settings (self);
}

static void
wait_for_next (PsBackupRunner *self)
{
  gint64 now_us = g_get_real_time ();
  gint64 next_us = 0;

  if (self->is_paused || self->error != NULL)
    return;
  if (self->next_look_us > 0) /* a look that brought nothing whole is not done over and over */
    next_us = MAX (self->next_look_us, MAX (now_us, self->ended_us + G_TIME_SPAN_HOUR));
  if (self->next_retry_us > 0 && (next_us == 0 || self->next_retry_us < next_us))
    next_us = MAX (self->next_retry_us, now_us + G_TIME_SPAN_MINUTE / 2);
  if (next_us > 0)
    wait_until (self, next_us);
}

typedef struct
{
  PsBackupRunner *runner; /* owned */
  gboolean is_beginning;  /* what waits is begun; else only the next moment is found */
} Look;

static void
outlook_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Look *look = user_data;
  g_autoptr(PsBackupRunner) self = look->runner;
  gint64 now_us = g_get_real_time ();
  PsOutlook outlook;
  Wants wants = 0;

  if (!ps_outlook_finish (result, &outlook, NULL) || self->is_stopping)
    return;
  self->next_retry_us = outlook.next_retry_us;
  self->next_look_us = self->look_every > 0 ? outlook.looked_us + self->look_every * G_TIME_SPAN_DAY : 0;
  if (outlook.n_waiting > 0 || (outlook.next_retry_us > 0 && outlook.next_retry_us <= now_us))
    wants |= WANTS_FETCH;
  if (outlook.scan_is_open || (self->next_look_us > 0 && self->next_look_us <= now_us))
    wants |= WANTS_LOOK | WANTS_FETCH;
  ps_backup_runner_look_again (self);
  if (ps_backup_runner_is_busy (self) || self->hold != PS_HOLD_NONE)
    return;
  if (look->is_beginning && wants != 0 && !self->is_paused)
    {
      self->wants |= wants;
      self->is_by_person = FALSE;
      ps_backup_runner_step (self);
    }
  else
    wait_for_next (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

/* When to go on by itself; @is_beginning: at once, where something waits. */
void
ps_backup_runner_look_at_catalog (PsBackupRunner *self,
                                  gboolean        is_beginning)
{
  Look *look = g_new (Look, 1);

  *look = (Look) { g_object_ref (self), is_beginning };
  ps_outlook_async (ps_library_get_catalog (self->library), outlook_cb, look);
}

/**
 * ps_backup_runner_new:
 * @library: an open library
 *
 * Returns: (transfer full): a runner that does nothing yet; end it with ps_backup_runner_stop_async()
 */
PsBackupRunner *
ps_backup_runner_new (PsLibrary *library)
{
  return g_object_new (PS_TYPE_BACKUP_RUNNER, "library", library, NULL);
}

static double
get_fraction (PsBackupRunner *self)
{
  const PsBackupProgress *p = &self->progress;

  if (p->n_bytes_to_fetch > 0)
    return CLAMP ((double) p->n_bytes / p->n_bytes_to_fetch, 0, 1);
  return p->n_to_fetch > 0 ? CLAMP ((double) p->n_landed / p->n_to_fetch, 0, 1) : 0;
}

static void
ps_backup_runner_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  PsBackupRunner *self = PS_BACKUP_RUNNER (object);

  switch (property_id)
    {
    case PROP_MOMENT:
      g_value_set_int (value, self->moment);
      break;
    case PROP_HOLD:
      g_value_set_int (value, self->shown_hold);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, get_fraction (self));
      break;
    case PROP_IS_RUNNING:
      g_value_set_boolean (value, self->backup != NULL);
      break;
    case PROP_KEEPS_AWAKE:
      g_value_set_boolean (value, self->keeps_awake);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
ps_backup_runner_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  PsBackupRunner *self = PS_BACKUP_RUNNER (object);

  switch (property_id)
    {
    case PROP_LIBRARY:
      self->library = g_value_dup_object (value);
      break;
    case PROP_SURROUNDINGS:
      self->surroundings = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
ps_backup_runner_constructed (GObject *object)
{
  PsBackupRunner *self = PS_BACKUP_RUNNER (object);

  G_OBJECT_CLASS (ps_backup_runner_parent_class)->constructed (object);
  self->heeds_network = self->surroundings != NULL;
  if (self->surroundings == NULL)
    self->surroundings = ps_surroundings_new ();
  g_signal_connect_object (self->surroundings, "changed", G_CALLBACK (surroundings_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ps_library_get_catalog (self->library), "changed", G_CALLBACK (catalog_changed_cb), self, 0);
  if (ps_library_get_kept (self->library) != NULL)
    self->hold = PS_HOLD_DRIVE; /* for good: who has the drive back opens the library itself */
  read_settings (self);
  ps_backup_runner_tell (self);
}

static void
ps_backup_runner_finalize (GObject *object)
{
  PsBackupRunner *self = PS_BACKUP_RUNNER (object);

  g_clear_object (&self->library);
  g_clear_object (&self->surroundings);
  g_clear_error (&self->error);
  g_clear_pointer (&self->report, ps_backup_report_free);
  g_clear_pointer (&self->budget, g_free);
  g_clear_pointer (&self->stop_tasks, g_ptr_array_unref);
  G_OBJECT_CLASS (ps_backup_runner_parent_class)->finalize (object);
}

static void
ps_backup_runner_class_init (PsBackupRunnerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ps_backup_runner_get_property;
  object_class->set_property = ps_backup_runner_set_property;
  object_class->constructed = ps_backup_runner_constructed;
  object_class->finalize = ps_backup_runner_finalize;

  properties[PROP_MOMENT] = g_param_spec_int ("moment", NULL, NULL, 0, PS_RUN_FAILED, PS_RUN_IDLE,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HOLD] = g_param_spec_int ("hold", NULL, NULL, 0, PS_HOLD_UNPLUGGABLE, PS_HOLD_NONE,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_RUNNING] = g_param_spec_boolean ("is-running", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_KEEPS_AWAKE] = g_param_spec_boolean ("keeps-awake", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LIBRARY] = g_param_spec_object ("library", NULL, NULL, PS_TYPE_LIBRARY,
                                                  G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SURROUNDINGS] = g_param_spec_object ("surroundings", NULL, NULL, PS_TYPE_SURROUNDINGS,
                                                       G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ps_backup_runner_init (PsBackupRunner *self)
{
  self->stop_tasks = g_ptr_array_new ();
  self->look_every = LOOK_EVERY;
  self->is_dismissed = TRUE;
  self->keep_awake = TRUE;
}
