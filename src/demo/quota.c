/* src/demo/quota.c: the hourly budget of API calls, by a true clock. */
#include "demo/quota.h"

/* The hour begins at the top of the clock's hour, as Cloudinary's does. */
static void
roll (PsQuota *self)
{
  gint64 window = g_get_real_time () / self->hour_us;

  if (window == self->window)
    return;
  self->window = window;
  self->used = 0;
}

/**
 * ps_quota_init:
 * @self: the budget
 * @limit: calls an hour
 * @hour_s: how long an hour lasts, 0: as long as an hour
 */
void
ps_quota_init (PsQuota *self,
                gint64    limit,
                gint64    hour_s)
{
  *self = (PsQuota) { .limit = limit, .hour_us = (hour_s > 0 ? hour_s : 3600) * G_USEC_PER_SEC };
  roll (self);
}

/**
 * ps_quota_take:
 * @self: the budget
 * @n_units: what the call costs
 *
 * Returns: whether there was enough left
 */
gboolean
ps_quota_take (PsQuota *self,
                gint64    n_units)
{
  roll (self);
  if (self->used + n_units > self->limit)
    return FALSE;
  self->used += n_units;
  return TRUE;
}

/**
 * ps_quota_set_remaining:
 * @self: the budget
 * @remaining: what shall be left of this hour
 */
void
ps_quota_set_remaining (PsQuota *self,
                         gint64    remaining)
{
  roll (self);
  self->used = self->limit - CLAMP (remaining, 0, self->limit);
}

/**
 * ps_quota_get_remaining:
 * @self: the budget
 *
 * Returns: what is left of this hour
 */
gint64
ps_quota_get_remaining (PsQuota *self)
{
  roll (self);
  return MAX (self->limit - self->used, 0);
}

/**
 * ps_quota_get_reset_s:
 * @self: the budget
 *
 * Returns: when the next hour begins, in seconds since 1970
 */
gint64
ps_quota_get_reset_s (PsQuota *self)
{
  roll (self);
  return (self->window + 1) * (self->hour_us / G_USEC_PER_SEC);
}

/**
 * ps_quota_add_headers:
 * @self: the budget
 * @headers: of a reply
 *
 * Adds the three headers of every reply of the Admin API.
 */
void
ps_quota_add_headers (PsQuota           *self,
                       SoupMessageHeaders *headers)
{
  g_autoptr(GDateTime) reset = g_date_time_new_from_unix_utc (ps_quota_get_reset_s (self));
  g_autofree char *reset_text = soup_date_time_to_string (reset, SOUP_DATE_HTTP);
  g_autofree char *limit = g_strdup_printf ("%" G_GINT64_FORMAT, self->limit);
  g_autofree char *remaining = g_strdup_printf ("%" G_GINT64_FORMAT, ps_quota_get_remaining (self));

  soup_message_headers_replace (headers, "X-FeatureRateLimit-Limit", limit);
  soup_message_headers_replace (headers, "X-FeatureRateLimit-Remaining", remaining);
  soup_message_headers_replace (headers, "X-FeatureRateLimit-Reset", reset_text);
}

/**
 * ps_quota_dup_message:
 * @self: the budget
 *
 * Returns: (transfer full): what Cloudinary says when the hour is used up
 */
char *
ps_quota_dup_message (PsQuota *self)
{
  g_autoptr(GDateTime) reset = g_date_time_new_from_unix_utc (ps_quota_get_reset_s (self));
  g_autofree char *reset_text = g_date_time_format (reset, "%Y-%m-%d %H:%M:%S UTC");

  return g_strdup_printf ("Rate Limit Exceeded. Limit of %" G_GINT64_FORMAT " api operations reached. Try again on %s", self->limit, reset_text);
}
