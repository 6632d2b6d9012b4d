/* src/backup/retry.h: pure: what went wrong -> again in how long, by which way, or give up and why. Any thread. */
#pragma once

#include <gio/gio.h>

#include "cloud/original.h"

G_BEGIN_DECLS

/* What an error means for one photo, and for the run. */
typedef enum
{
  PS_NEXT_RUNG,       /* another way of asking may work: now, within this attempt */
  PS_NEXT_LATER,      /* tried again by itself, after a wait */
  PS_NEXT_PERSON,     /* only a person can cure it */
  PS_NEXT_HOLD,       /* not this photo's fault: all fetching waits, the photo stays as it is */
  PS_NEXT_STOP,       /* the run ends, the photo stays as it is */
} PsNext;

typedef struct
{
  PsNext next;
  const char *cause;  /* a short word, stable: `failed_downloads.cause`, `retry --cause` */
} PsVerdict;

PsVerdict   ps_retry_judge       (const GError *error);
gint64      ps_retry_wait        (guint         n_attempts,
                                  double        jitter);
gboolean    ps_retry_is_cause    (const char   *word);
const char *ps_retry_get_causes  (void);

/* After so many attempts a photo is left for a later run. */
#define PS_RETRY_ATTEMPTS_A_RUN 5
/* A run waits so long for a photo that is to be tried again, microseconds; longer waits are the next run's. */
#define PS_RETRY_PATIENCE_US (3 * G_TIME_SPAN_MINUTE)

G_END_DECLS
