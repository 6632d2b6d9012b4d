/* src/base/worker.h: one or a few named threads that run queued tasks in priority order. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PS_TYPE_WORKER (ps_worker_get_type ())
G_DECLARE_FINAL_TYPE (PsWorker, ps_worker, PS, WORKER, GObject)

/* Lower numbers run first, as with GLib's I/O priorities; equals run in the order they came. */
#define PS_WORKER_URGENT (-100)
#define PS_WORKER_DEFAULT 0
#define PS_WORKER_LOW 100

/**
 * PsWorkerFunc:
 * @task: (transfer full): the task to finish
 *
 * Runs on a worker thread. It finishes @task, with the task's source object,
 * data and cancellable at hand.
 */
typedef void (*PsWorkerFunc) (GTask *task);

PsWorker *ps_worker_new          (const char          *name,
                                  guint                n_threads);
void      ps_worker_push         (PsWorker            *self,
                                  PsWorkerFunc         func,
                                  int                  priority,
                                  GTask               *task);
guint     ps_worker_get_n_queued (PsWorker            *self);
void      ps_worker_close_async  (PsWorker            *self,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data);
gboolean  ps_worker_close_finish (PsWorker            *self,
                                  GAsyncResult        *result,
                                  GError             **error);

G_END_DECLS
