/* src/backup/forecast.c: pure: how long fetching everything takes under a budget.
 *
 * On the careful side: a plan counts the last 30 days, what it holds today is
 * taken for what the account's own pages and websites use in any 30 days, and
 * only the rest of the share is taken for fetching.
 */
#include "backup/forecast.h"

#include <glib/gi18n-lib.h>

#define DAY_S 86400
#define WINDOW_S (30 * DAY_S)
#define PHOTO_MS 60 /* what each photo costs beside its bytes, with six under way at once */

static gint64
network_seconds (gint64 n_bytes,
                 gint64 n_photos,
                 gint64 bytes_per_second)
{
  double speed = bytes_per_second > 0 ? CLAMP (bytes_per_second, PS_FORECAST_SLOW, 100 * PS_FORECAST_FAST) : 2 * PS_FORECAST_SLOW;

  return (gint64) (n_bytes / speed + n_photos * PHOTO_MS / 1000.0);
}

/**
 * ps_forecast:
 * @budget: what a person chose
 * @plan: the plan's figures
 * @n_bytes: what is to be fetched
 * @n_photos: in how many files
 * @bytes_per_second: as measured; −1: not known
 *
 * Returns: how long it takes, on the careful side
 */
PsForecast
ps_forecast (const PsBudget *budget,
             const PsPlan   *plan,
             gint64          n_bytes,
             gint64          n_photos,
             gint64          bytes_per_second)
{
  PsForecast forecast = { -1, FALSE };
  gint64 at_once = ps_guard_left (budget, plan, 0);
  gint64 a_window = at_once, by_network;

  if (n_bytes < 0)
    return forecast;
  by_network = network_seconds (n_bytes, n_photos, bytes_per_second);
  forecast.seconds = by_network;
  if (at_once >= n_bytes)
    return forecast;
  forecast.is_limited = TRUE;
  if (a_window <= 0)
    forecast.seconds = -1;
  else
    forecast.seconds = MAX (by_network, (gint64) ((double) (n_bytes - at_once) / a_window * WINDOW_S));
  return forecast;
}

/**
 * ps_forecast_words:
 * @seconds: how long; −1: not known
 *
 * Returns: (transfer full): "about 3 weeks"
 */
char *
ps_forecast_words (gint64 seconds)
{
  gint64 minutes = (seconds + 59) / 60;
  gint64 hours = (seconds + 1800) / 3600, days = (seconds + DAY_S / 2) / DAY_S;

  if (seconds < 0)
    return g_strdup (_("no end in sight"));
  if (minutes <= 1)
    return g_strdup (_("about a minute"));
  if (minutes < 10)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "about %d minute", "about %d minutes", minutes), (int) minutes);
  if (minutes < 90)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "about %d minute", "about %d minutes", minutes / 10 * 10), (int) (minutes / 10 * 10));
  if (hours < 36)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "about %d hour", "about %d hours", hours), (int) hours);
  if (days < 14)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "about %d day", "about %d days", days), (int) days);
  if (days < 60)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "about %d week", "about %d weeks", (days + 3) / 7), (int) ((days + 3) / 7));
  if (days < 700)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "about %d month", "about %d months", (days + 15) / 30), (int) ((days + 15) / 30));
  if (days < 365 * 100)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "about %d year", "about %d years", (days + 182) / 365), (int) ((days + 182) / 365));
  return g_strdup (_("more than a lifetime"));
}
