/* src/backup/forecast.h: pure: how long fetching everything takes under a budget. Any thread. */
#pragma once

#include "backup/guard.h"

G_BEGIN_DECLS

/* What is taken for the speed where none was measured, bytes a second. */
#define PS_FORECAST_SLOW (500 * 1000)
#define PS_FORECAST_FAST (5 * 1000 * 1000)

typedef struct
{
  gint64 seconds;       /* −1: never, or not known */
  gboolean is_limited;  /* by the plan or the limit rather than by the network */
} PsForecast;

PsForecast ps_forecast      (const PsBudget *budget,
                             const PsPlan   *plan,
                             gint64          n_bytes,
                             gint64          n_photos,
                             gint64          bytes_per_second);
char      *ps_forecast_words (gint64         seconds);

G_END_DECLS
