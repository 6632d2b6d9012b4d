/* src/library/pace.h: pure: how fast something goes, told only once it is steady. Any thread, one at a time. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PS_PACE_N_SAMPLES 60

/* All zeros to begin with. */
typedef struct
{
  struct
  {
    gint64 at_us; /* monotonic */
    gint64 n;
  } samples[PS_PACE_N_SAMPLES];
  guint n_samples, next;
} PsPace;

void    ps_pace_add     (PsPace       *self,
                         gint64        at_us,
                         gint64        n);
/* In a second; 0: not steady yet. */
double  ps_pace_get     (const PsPace *self);

G_END_DECLS
