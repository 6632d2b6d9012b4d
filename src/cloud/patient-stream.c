/* src/cloud/patient-stream.c: a stream whose asynchronous reads give up when nothing comes.
 *
 * Two rules: a read that brings nothing for a minute fails, and so does one
 * after a minute of waiting that brought less than a kilobyte in all, or a
 * server that drips would hold a transfer's place for ever. Only time spent
 * waiting counts, not what the reader does between reads.
 */
#include "cloud/patient-stream.h"

#include <glib/gi18n-lib.h>

#include "cloud/error-private.h"
#include "cloud/patience.h"

#define FEWEST_BYTES 1024

struct _PsPatientStream
{
  GFilterInputStream parent_instance;

  gint64 idle_us;
  gint64 waited_us;  /* since the window began */
  gint64 n_bytes;    /* since the window began */
};

typedef struct
{
  PsPatience *patience; /* owned */
  gint64 began_us;      /* monotonic */
} Read;

G_DEFINE_FINAL_TYPE (PsPatientStream, ps_patient_stream, G_TYPE_FILTER_INPUT_STREAM)

static void
read_free (gpointer data)
{
  Read *read = data;

  ps_patience_free (read->patience);
  g_free (read);
}

/* Returns whether the window was too slow. */
static gboolean
count_bytes (PsPatientStream *self,
             gint64           began_us,
             gssize           n_bytes)
{
  gboolean is_slow = FALSE;

  self->waited_us += g_get_monotonic_time () - began_us;
  self->n_bytes += n_bytes;
  if (self->waited_us >= self->idle_us)
    {
      is_slow = n_bytes > 0 && self->n_bytes < FEWEST_BYTES;
      self->waited_us = self->n_bytes = 0;
    }
  return is_slow;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  PsPatientStream *self = g_task_get_source_object (task);
  Read *read = g_task_get_task_data (task);
  GError *error = NULL;
  gssize n_bytes = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (n_bytes < 0)
    g_task_return_error (task, ps_patience_explain (read->patience, error));
  else if (count_bytes (self, read->began_us, n_bytes))
    g_task_return_error (task, ps_cloud_error_new (PS_CLOUD_ERROR_TIMED_OUT, 0,
                                                   _("Almost nothing arrived for a minute. It can be tried again.")));
  else
    g_task_return_int (task, n_bytes);
}

static void
ps_patient_stream_read_async (GInputStream        *stream,
                              void                *buffer,
                              gsize                n_bytes,
                              int                  io_priority,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  PsPatientStream *self = PS_PATIENT_STREAM (stream);
  GInputStream *base = g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (stream));
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  Read *read = g_new (Read, 1);
  GCancellable *inner;

  g_task_set_source_tag (task, ps_patient_stream_read_async);
  g_task_set_check_cancellable (task, FALSE); /* explained by read_cb() */
  *read = (Read) { .patience = ps_patience_new (cancellable, self->idle_us, 0), .began_us = g_get_monotonic_time () };
  g_task_set_task_data (task, read, read_free);
  inner = ps_patience_get_cancellable (read->patience);
  g_input_stream_read_async (base, buffer, n_bytes, io_priority, inner, read_cb, g_steal_pointer (&task));
}

static gssize
ps_patient_stream_read_finish (GInputStream  *stream,
                               GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}

static void
close_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (g_input_stream_close_finish (G_INPUT_STREAM (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* GIO's own would close on another thread, where libsoup must not be called. */
static void
ps_patient_stream_close_async (GInputStream        *stream,
                               int                  io_priority,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GInputStream *base = g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (stream));
  g_autoptr(GTask) task = g_task_new (stream, cancellable, callback, user_data);

  g_task_set_source_tag (task, ps_patient_stream_close_async);
  g_input_stream_close_async (base, io_priority, cancellable, close_cb, g_steal_pointer (&task));
}

static gboolean
ps_patient_stream_close_finish (GInputStream  *stream,
                                GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
ps_patient_stream_class_init (PsPatientStreamClass *klass)
{
  GInputStreamClass *stream_class = G_INPUT_STREAM_CLASS (klass);

  stream_class->read_async = ps_patient_stream_read_async;
  stream_class->read_finish = ps_patient_stream_read_finish;
  stream_class->close_async = ps_patient_stream_close_async;
  stream_class->close_finish = ps_patient_stream_close_finish;
}

static void
ps_patient_stream_init (PsPatientStream *self)
{
}

/**
 * ps_patient_stream_new:
 * @base: (transfer none): where the bytes come from; closed with this one
 * @idle_us: how many microseconds may pass without bytes
 *
 * Read it with the asynchronous calls: the others wait as long as @base does.
 *
 * Returns: (transfer full): a stream whose errors are #PsCloudError or a cancellation
 */
GInputStream *
ps_patient_stream_new (GInputStream *base,
                       gint64        idle_us)
{
  PsPatientStream *self = g_object_new (PS_TYPE_PATIENT_STREAM, "base-stream", base, NULL);

  self->idle_us = idle_us;
  return G_INPUT_STREAM (self);
}
