/* src/backup/guard.h: pure: how much may be fetched without going over the account's plan. Any thread. */
#pragma once

#include "catalog/records.h"

G_BEGIN_DECLS

/* What a person chose: the library's setting "budget". */
typedef enum
{
  PS_BUDGET_PLAN,  /* stay inside the plan: stop at 90 % of its limit */
  PS_BUDGET_BYTES, /* at most so many bytes in any 30 days */
  PS_BUDGET_NONE,
} PsBudgetKind;

typedef struct
{
  PsBudgetKind kind;
  gint64 n_bytes; /* PS_BUDGET_BYTES */
} PsBudget;

gboolean ps_budget_parse       (const char     *text,
                                PsBudget       *budget);
gint64   ps_guard_left         (const PsBudget *budget,
                                const PsPlan   *plan,
                                gint64          n_bytes_fetched_30_days);
char    *ps_guard_explain      (const PsBudget *budget,
                                const PsPlan   *plan,
                                gint64          n_bytes_fetched_30_days,
                                gint64          n_photos_waiting,
                                gint64          n_bytes_waiting);
gint64   ps_guard_held_until   (const PsBudget *budget,
                                const PsPlan   *plan,
                                gint64          n_bytes_fetched_30_days,
                                gint64          now_us);
gint64   ps_guard_resumes_at   (gint64          now_us);
gboolean ps_guard_figures_include_ours (gint64  used_before,
                                        gint64  fetched_since,
                                        gint64  used_now);

G_END_DECLS
