/* src/library/pace.c: pure: how fast something goes, told only once it is steady. */
#include "library/pace.h"

#define INTERVAL_US G_TIME_SPAN_SECOND
#define STEADY_AFTER_US (15 * G_TIME_SPAN_SECOND)

static guint
index_back (const PsPace *self,
            guint         n_back)
{
  return (self->next + PS_PACE_N_SAMPLES - 1 - n_back) % PS_PACE_N_SAMPLES;
}

/**
 * ps_pace_add:
 * @self: a pace
 * @at_us: now, monotonic; one sample a second is kept
 * @n: how much is done; less than before begins anew
 */
void
ps_pace_add (PsPace *self,
             gint64  at_us,
             gint64  n)
{
  if (self->n_samples > 0)
    {
      guint last = index_back (self, 0);

      if (n < self->samples[last].n)
        self->n_samples = 0;
      else if (at_us < self->samples[last].at_us + INTERVAL_US)
        return;
    }
  self->samples[self->next].at_us = at_us;
  self->samples[self->next].n = n;
  self->next = (self->next + 1) % PS_PACE_N_SAMPLES;
  self->n_samples = MIN (self->n_samples + 1, PS_PACE_N_SAMPLES);
}

static double
rate_between (const PsPace *self,
              guint         n_back_from,
              guint         n_back_to)
{
  guint from = index_back (self, n_back_from);
  guint to = index_back (self, n_back_to);
  gint64 span_us = self->samples[to].at_us - self->samples[from].at_us;

  return span_us > 0 ? (self->samples[to].n - self->samples[from].n) * 1e6 / span_us : 0;
}

/**
 * ps_pace_get:
 * @self: a pace
 *
 * Steady means: seen for a quarter of a minute, and the later half went about
 * as fast as the earlier one.
 *
 * Returns: how much a second; 0: not known
 */
double
ps_pace_get (const PsPace *self)
{
  guint oldest = self->n_samples > 0 ? self->n_samples - 1 : 0;
  double earlier, later;

  if (self->n_samples < 3
      || self->samples[index_back (self, 0)].at_us - self->samples[index_back (self, oldest)].at_us < STEADY_AFTER_US)
    return 0;
  earlier = rate_between (self, oldest, oldest / 2);
  later = rate_between (self, oldest / 2, 0);
  if (later < earlier / 3 || later > earlier * 3)
    return 0;
  return rate_between (self, oldest, 0);
}
