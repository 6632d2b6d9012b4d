/* src/backup/fetch.h: keeps downloads in flight until nothing is wanted any more. Main thread. */
#pragma once

#include "backup/download.h"
#include "backup/guard.h"

G_BEGIN_DECLS

#define PS_TYPE_FETCH (ps_fetch_get_type ())
G_DECLARE_FINAL_TYPE (PsFetch, ps_fetch, PS, FETCH, GObject)

typedef enum
{
  PS_FETCH_DONE,       /* nothing is wanted that can be had now */
  PS_FETCH_PLAN_GUARD, /* the rest does not fit into the plan */
} PsFetchEnd;

PsFetch *ps_fetch_new               (PsDownloadContext   *context,
                                     guint                n_at_once,
                                     gboolean             only_asked_for);
void     ps_fetch_set_left          (PsFetch             *self,
                                     gint64               n_bytes_left);
void     ps_fetch_set_more_may_come (PsFetch             *self,
                                     gboolean             more_may_come);
void     ps_fetch_look_again        (PsFetch             *self);
gboolean ps_fetch_take_asked        (PsFetch             *self);
void     ps_fetch_run_async         (PsFetch             *self,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
gboolean ps_fetch_run_finish        (PsFetch             *self,
                                     GAsyncResult        *result,
                                     PsFetchEnd          *end,
                                     GError             **error);
gint64   ps_fetch_get_n_landed      (PsFetch             *self);
gint64   ps_fetch_get_n_adopted     (PsFetch             *self);
gint64   ps_fetch_get_n_failed      (PsFetch             *self);
gint64   ps_fetch_get_n_bytes       (PsFetch             *self);
gint64   ps_fetch_get_n_under_way   (PsFetch             *self);
gint64   ps_fetch_get_waits_until   (PsFetch             *self);
const char *ps_fetch_get_hold_reason (PsFetch            *self);

G_END_DECLS
