/* src/demo/quota.h: the hourly budget of API calls, by a true clock. */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 limit;      /* calls an hour */
  gint64 hour_us;    /* how long an hour is; 3600 s but in tests */
  gint64 window;     /* which hour it is: wall clock divided by hour_us */
  gint64 used;       /* calls in this window */
} PsQuota;

void     ps_quota_init           (PsQuota           *self,
                                   gint64              limit,
                                   gint64              hour_s);
gboolean ps_quota_take           (PsQuota           *self,
                                   gint64              n_units);
void     ps_quota_set_remaining  (PsQuota           *self,
                                   gint64              remaining);
gint64   ps_quota_get_remaining  (PsQuota           *self);
gint64   ps_quota_get_reset_s    (PsQuota           *self);
void     ps_quota_add_headers    (PsQuota           *self,
                                   SoupMessageHeaders *headers);
char    *ps_quota_dup_message    (PsQuota           *self);

G_END_DECLS
