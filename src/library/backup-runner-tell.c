/* src/library/backup-runner-tell.c: what a runner tells of itself. */
#include "library/backup-runner-private.h"

/**
 * ps_backup_runner_get_rate:
 * @self: a runner
 *
 * Returns: bytes a second; 0: not steady yet
 */
double
ps_backup_runner_get_rate (PsBackupRunner *self)
{
  return self->progress.fetching ? ps_pace_get (&self->pace) : 0;
}

/**
 * ps_backup_runner_get_time_left:
 * @self: a runner
 *
 * Returns: seconds until all that is known of is here; 0: not to be told
 */
double
ps_backup_runner_get_time_left (PsBackupRunner *self)
{
  double rate = ps_backup_runner_get_rate (self);
  gint64 n_left = self->progress.n_bytes_to_fetch - self->progress.n_bytes;

  if (rate <= 0 || n_left <= 0 || (self->progress.looking && self->progress.looking_waits_until_us == 0))
    return 0;
  return n_left / rate;
}

/**
 * ps_backup_runner_get_moment:
 * @self: a runner
 *
 * Returns: what it is doing, or did last
 */
PsRunMoment
ps_backup_runner_get_moment (PsBackupRunner *self)
{
  return self->moment;
}

/**
 * ps_backup_runner_get_hold:
 * @self: a runner
 *
 * Returns: what is waited for
 */
PsHold
ps_backup_runner_get_hold (PsBackupRunner *self)
{
  return self->shown_hold;
}

/**
 * ps_backup_runner_get_hold_until:
 * @self: a runner
 *
 * Returns: until when, in microseconds since 1970; 0: not known
 */
gint64
ps_backup_runner_get_hold_until (PsBackupRunner *self)
{
  return self->shown_hold != PS_HOLD_NONE ? self->hold_until_us : 0;
}

/**
 * ps_backup_runner_get_progress:
 * @self: a runner
 *
 * Returns: the run's numbers, or those of the last one; strings are borrowed until the next tick
 */
PsBackupProgress
ps_backup_runner_get_progress (PsBackupRunner *self)
{
  return self->progress;
}

/**
 * ps_backup_runner_get_is_paused:
 * @self: a runner
 *
 * Returns: whether a person paused it
 */
gboolean
ps_backup_runner_get_is_paused (PsBackupRunner *self)
{
  return self->is_paused;
}

/**
 * ps_backup_runner_get_error:
 * @self: a runner
 *
 * Returns: (transfer none) (nullable): what the last run ended with; also while it waits to be tried again
 */
const GError *
ps_backup_runner_get_error (PsBackupRunner *self)
{
  return self->error;
}

/**
 * ps_backup_runner_get_report:
 * @self: a runner
 *
 * Returns: (transfer none) (nullable): what came of the last run that ended by itself
 */
const PsBackupReport *
ps_backup_runner_get_report (PsBackupRunner *self)
{
  return self->report;
}

/**
 * ps_backup_runner_get_ended_us:
 * @self: a runner
 *
 * Returns: when the last run ended, in microseconds since 1970; 0: none did
 */
gint64
ps_backup_runner_get_ended_us (PsBackupRunner *self)
{
  return self->ended_us;
}

/**
 * ps_backup_runner_get_budget:
 * @self: a runner
 *
 * Returns: (transfer none) (nullable): the setting, how much may be fetched, for ps_budget_parse()
 */
const char *
ps_backup_runner_get_budget (PsBackupRunner *self)
{
  return self->budget;
}

/**
 * ps_backup_runner_get_next_us:
 * @self: a runner
 *
 * Returns: when it looks next by itself, in microseconds since 1970; 0: only by hand
 */
gint64
ps_backup_runner_get_next_us (PsBackupRunner *self)
{
  return self->is_paused ? 0 : self->next_look_us;
}

/**
 * ps_backup_runner_get_look_every:
 * @self: a runner
 *
 * Returns: days between two looks; 0: only by hand
 */
guint
ps_backup_runner_get_look_every (PsBackupRunner *self)
{
  return self->look_every;
}

/**
 * ps_backup_runner_is_running:
 * @self: a runner
 *
 * Returns: whether a run is under way, also one that waits for a limit to pass
 */
gboolean
ps_backup_runner_is_running (PsBackupRunner *self)
{
  return ps_backup_runner_is_busy (self);
}

/**
 * ps_backup_runner_get_library:
 * @self: a runner
 *
 * Returns: (transfer none): the library it keeps backed up
 */
PsLibrary *
ps_backup_runner_get_library (PsBackupRunner *self)
{
  return self->library;
}

/**
 * ps_backup_runner_get_surroundings:
 * @self: a runner
 *
 * Returns: (transfer none): what it knows of the network and the battery
 */
PsSurroundings *
ps_backup_runner_get_surroundings (PsBackupRunner *self)
{
  return self->surroundings;
}

/**
 * ps_backup_runner_get_began_us:
 * @self: a runner
 *
 * Returns: when the last run began, in microseconds since 1970; 0: none did
 */
gint64
ps_backup_runner_get_began_us (PsBackupRunner *self)
{
  return self->began_us;
}
