/* src/library/moment.c: pure: what a run is doing, in one word. */
#include "library/moment.h"

/**
 * ps_moment_judge:
 * @p: what a run is doing
 * @has_stalled: nothing has moved for a minute
 * @hold: (out): what is waited for meanwhile, or instead
 * @until_us: (out): until when, in microseconds since 1970; 0: not known
 *
 * Returns: what it is to be called
 */
PsRunMoment
ps_moment_judge (const PsBackupProgress *p,
                 gboolean                has_stalled,
                 PsHold                 *hold,
                 gint64                 *until_us)
{
  gboolean fetches = p->fetching && p->n_to_fetch > p->n_landed && p->fetching_waits_until_us == 0;
  PsRunMoment moment = PS_RUN_WAITING;

  *hold = PS_HOLD_NONE;
  *until_us = p->fetching_waits_until_us;
  if (p->at_plan_guard)
    *hold = PS_HOLD_PLAN;
  else if (p->fetching && p->fetching_waits_until_us > 0)
    *hold = p->hold_reason != NULL ? PS_HOLD_STALLED : PS_HOLD_RETRY;
  if (p->looking && p->looking_waits_until_us > 0 && *hold != PS_HOLD_PLAN)
    {
      *hold = PS_HOLD_HOUR;
      *until_us = p->looking_waits_until_us;
    }
  else if (p->looking && *hold != PS_HOLD_STALLED)
    moment = PS_RUN_LOOKING;
  if (fetches)
    moment = PS_RUN_FETCHING;
  if (*hold == PS_HOLD_NONE && moment == PS_RUN_WAITING)
    moment = p->inspecting || p->fetching ? PS_RUN_FETCHING : PS_RUN_LOOKING;
  if (moment != PS_RUN_WAITING && *hold == PS_HOLD_NONE && has_stalled)
    {
      *hold = PS_HOLD_STALLED;
      moment = PS_RUN_WAITING;
    }
  return moment;
}
