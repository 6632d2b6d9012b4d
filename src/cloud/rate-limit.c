/* src/cloud/rate-limit.c: what is left of the hour, from what replies say.
 *
 * Cloudinary, "Admin API usage limits": three headers on every reply, a window
 * that ends at the full hour. All are compared with the reply's own Date, since
 * this computer's clock may be wrong; all may be missing or absurd.
 */
#include "cloud/rate-limit.h"

#include <stdio.h>
#include <string.h>

#include "base/times.h"

#define MINUTE_US (60 * (gint64) G_USEC_PER_SEC)
#define HOUR_US (60 * MINUTE_US)
#define SLACK_US (3 * G_USEC_PER_SEC)
#define UNLIMITED (G_MAXINT32)

/**
 * ps_limits_init:
 * @self: limits of which nothing is known yet
 */
void
ps_limits_init (PsLimits *self)
{
  *self = (PsLimits) { .limit = { .limit = -1, .remaining = -1, .reset_us = 0 } };
}

/**
 * ps_limits_is_hourly:
 * @message: (nullable): what a 420 says
 *
 * An add-on's quota and a used-up plan are told with the same status as the
 * hourly limit, and no wait until the full hour helps against them.
 *
 * Returns: whether @message may be about the hourly limit
 */
gboolean
ps_limits_is_hourly (const char *message)
{
  static const char *const others[] = { "billing", "subscription", "add-on", "addon", "quota", "bandwidth", "credits", "usage limit", NULL };
  g_autofree char *lower = message != NULL ? g_utf8_strdown (message, -1) : NULL;

  if (lower == NULL || strstr (lower, "api operations") != NULL)
    return TRUE;
  for (guint i = 0; others[i] != NULL; i++)
    if (strstr (lower, others[i]) != NULL)
      return FALSE;
  return TRUE;
}

static gint64
read_count (const char *text)
{
  g_autofree char *clean = text != NULL ? g_strstrip (g_strdup (text)) : NULL;
  gint64 count;

  if (clean == NULL || !g_ascii_string_to_signed (clean, 10, 0, G_MAXINT32, &count, NULL))
    return -1;
  return count;
}

/* Instants of the server; what is past or over an hour away is no reset of an hourly window. */
static gboolean
is_near (gint64 reset_us,
         gint64 server_now_us)
{
  return reset_us > server_now_us && reset_us <= server_now_us + HOUR_US + MINUTE_US;
}

/* "…Try again on 2024-10-04 14:00:00 UTC" */
static gboolean
read_message (const char *message,
              gint64      server_now_us,
              gint64     *reset_us)
{
  const char *when = message != NULL ? strstr (message, "Try again on ") : NULL;
  g_autoptr(GDateTime) time = NULL;
  int year, month, day, hour, minute, second;

  if (when == NULL
      || sscanf (when, "Try again on %4d-%2d-%2d %2d:%2d:%2d UTC", &year, &month, &day, &hour, &minute, &second) != 6)
    return FALSE;
  time = g_date_time_new_utc (year, month, day, hour, minute, second);
  if (time == NULL)
    return FALSE;
  *reset_us = g_date_time_to_unix (time) * G_USEC_PER_SEC;
  return is_near (*reset_us, server_now_us);
}

/* RFC 9110, 10.2.3: seconds or a date. */
static gboolean
read_retry_after (const char *retry_after,
                  gint64      server_now_us,
                  gint64     *reset_us)
{
  gint64 seconds = read_count (retry_after);

  if (seconds >= 0)
    *reset_us = server_now_us + seconds * G_USEC_PER_SEC;
  else if (!ps_time_from_http (retry_after, reset_us))
    return FALSE;
  return seconds == 0 || is_near (*reset_us, server_now_us);
}

static gint64
get_next_hour (gint64 server_now_us)
{
  gint64 into_hour_us = server_now_us % HOUR_US;

  return server_now_us + HOUR_US - (into_hour_us < 0 ? into_hour_us + HOUR_US : into_hour_us);
}

/* One minute, two, four, … but not beyond the next full hour. */
static gint64
back_off (guint  n_refusals,
          gint64 server_now_us)
{
  gint64 wait_us = MINUTE_US << MIN (n_refusals > 0 ? n_refusals - 1 : 0, 6);

  return MIN (server_now_us + MIN (wait_us, HOUR_US), get_next_hour (server_now_us));
}

static gint64
find_reset (PsLimits           *self,
            const PsLimitSigns *signs,
            gint64              server_now_us)
{
  gint64 reset_us;

  if (ps_time_from_http (signs->reset, &reset_us) && is_near (reset_us, server_now_us))
    return reset_us;
  if (!signs->is_refusal)
    return get_next_hour (server_now_us);
  if (read_message (signs->message, server_now_us, &reset_us) || read_retry_after (signs->retry_after, server_now_us, &reset_us))
    return reset_us;
  self->is_told = FALSE;
  return back_off (self->n_refusals, server_now_us);
}

/**
 * ps_limits_note:
 * @self: limits
 * @signs: what a reply says
 * @now_us: this computer's clock, in microseconds since 1970
 *
 * A refusal without a believable reset is waited out by an own back-off,
 * at most 60 minutes.
 */
void
ps_limits_note (PsLimits           *self,
                const PsLimitSigns *signs,
                gint64              now_us)
{
  gint64 limit = read_count (signs->limit);
  gint64 remaining = read_count (signs->remaining);
  gint64 date_us, server_now_us, reset_us;

  if (ps_time_from_http (signs->date, &date_us))
    self->skew_us = date_us - now_us;
  self->n_refusals = signs->is_refusal ? self->n_refusals + 1 : 0;
  self->is_told = FALSE;
  if (!signs->is_refusal && remaining < 0)
    return; /* nothing said */
  if (limit > 0)
    self->limit.limit = limit;
  self->is_told = signs->is_refusal;
  self->limit.remaining = signs->is_refusal ? 0 : remaining;
  server_now_us = now_us + self->skew_us;
  reset_us = find_reset (self, signs, server_now_us);
  self->is_told = self->is_told && reset_us > server_now_us;
  self->limit.reset_us = reset_us - self->skew_us + SLACK_US;
}

/**
 * ps_limits_get_left:
 * @self: limits
 * @now_us: this computer's clock
 *
 * Returns: how many calls may be made before a tenth of the limit is all that
 *   is left, for the photographer's website; a large number where no limit was seen
 */
gint64
ps_limits_get_left (const PsLimits *self,
                    gint64          now_us)
{
  gint64 reserve = self->limit.limit > 0 ? (self->limit.limit + 9) / 10 : 0;
  gboolean is_over = self->limit.reset_us > 0 && now_us >= self->limit.reset_us;

  if (self->limit.remaining >= 0 && !is_over)
    return MAX (self->limit.remaining - reserve, 0);
  return self->limit.limit > 0 ? MAX (self->limit.limit - reserve, 1) : UNLIMITED;
}
