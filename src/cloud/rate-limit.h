/* src/cloud/rate-limit.h: private to this folder, pure: what is left of the hour, from what replies say. Any thread. */
#pragma once

#include "cloud/client.h"

G_BEGIN_DECLS

/* A reply as far as limits go; texts nullable, as sent. */
typedef struct
{
  const char *limit, *remaining, *reset; /* X-FeatureRateLimit-… */
  const char *date, *retry_after;
  const char *message;                   /* of an error's body */
  gboolean is_refusal;                   /* 420 or 429 of the hourly limit */
} PsLimitSigns;

typedef struct
{
  PsClientLimit limit;
  gint64 skew_us;     /* the server's clock less ours */
  guint n_refusals;   /* one after another */
  gboolean is_told;   /* the last refusal said until when */
} PsLimits;

void     ps_limits_init         (PsLimits           *self);
void     ps_limits_note         (PsLimits           *self,
                                 const PsLimitSigns *signs,
                                 gint64              now_us);
gint64   ps_limits_get_left     (const PsLimits     *self,
                                 gint64              now_us);
gboolean ps_limits_is_hourly    (const char         *message);

G_END_DECLS
