/* src/demo/wire.c: broken replies, byte by byte, on a connection taken from the server. Main thread, never blocks. */
#include "demo/wire.h"

#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#define TICK_MS 50         /* how often a dripping body goes on */
#define POLL_MS 5
#define MAX_POLLS 400      /* a client that does not read gets its reset after two seconds all the same */

typedef struct
{
  GIOStream *stream;         /* owned */
  GSocket *socket;           /* owned */
  PsWirePlan *plan;          /* owned */
  GCancellable *cancellable; /* owned */
  PsWireDone done;
  gpointer user_data;
  guint block;               /* which one is next */
  gsize offset;              /* where in it */
  guint64 n_sent;            /* of the body */
  guint n_polls;
  char byte;                 /* where a held connection reads into */
} Wire;

static void send_more (Wire *wire);

/**
 * ps_wire_plan_new:
 *
 * Returns: (transfer full): nothing to send, and an orderly end
 */
PsWirePlan *
ps_wire_plan_new (void)
{
  PsWirePlan *self = g_new0 (PsWirePlan, 1);

  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return self;
}

/**
 * ps_wire_plan_free:
 * @self: (transfer full): a plan
 */
void
ps_wire_plan_free (PsWirePlan *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->blocks);
  g_free (self);
}

/* On the context that the server was made in, which need not be the default one. */
static void
call_later (guint       interval_ms,
            GSourceFunc func,
            Wire       *wire)
{
  g_autoptr(GSource) source = g_timeout_source_new (interval_ms);

  g_source_set_callback (source, func, wire, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static void
finish (Wire *wire)
{
  g_io_stream_close (wire->stream, NULL, NULL);
  if (g_socket_is_connected (wire->socket))
    g_socket_close (wire->socket, NULL);
  wire->done (wire->n_sent, wire->user_data);
  g_object_unref (wire->stream);
  g_object_unref (wire->socket);
  g_object_unref (wire->cancellable);
  ps_wire_plan_free (wire->plan);
  g_free (wire);
}

/* With a linger time of zero, closing sends a reset (socket(7)); what is still in the send queue would be lost. */
static gboolean
reset_when_sent_cb (gpointer data)
{
  Wire *wire = data;
  const struct linger none = { .l_onoff = 1, .l_linger = 0 };
  int n_queued = 0;

  if (ioctl (g_socket_get_fd (wire->socket), SIOCOUTQ, &n_queued) == 0 && n_queued > 0 && wire->n_polls++ < MAX_POLLS)
    return G_SOURCE_CONTINUE;
  setsockopt (g_socket_get_fd (wire->socket), SOL_SOCKET, SO_LINGER, &none, sizeof none);
  finish (wire);
  return G_SOURCE_REMOVE;
}

static void
held_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Wire *wire = user_data;

  if (g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL) > 0)
    g_input_stream_read_async (G_INPUT_STREAM (source), &wire->byte, 1, G_PRIORITY_DEFAULT, wire->cancellable, held_cb, wire);
  else
    finish (wire);
}

static void
end (Wire *wire)
{
  switch (wire->plan->end)
    {
    case PS_WIRE_RESET:
      call_later (POLL_MS, reset_when_sent_cb, wire);
      break;
    case PS_WIRE_HOLD:
      g_input_stream_read_async (g_io_stream_get_input_stream (wire->stream), &wire->byte, 1, G_PRIORITY_DEFAULT,
                                 wire->cancellable, held_cb, wire);
      break;
    case PS_WIRE_CLOSE:
    default:
      finish (wire);
      break;
    }
}

static gboolean
go_on_cb (gpointer data)
{
  send_more (data);
  return G_SOURCE_REMOVE;
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Wire *wire = user_data;
  gssize n = g_output_stream_write_bytes_finish (G_OUTPUT_STREAM (source), result, NULL);

  if (n < 0)
    {
      finish (wire);
      return;
    }
  wire->offset += n;
  if (wire->block >= wire->plan->n_head)
    wire->n_sent += n;
  if (wire->plan->rate > 0 && wire->block >= wire->plan->n_head)
    call_later (TICK_MS, go_on_cb, wire);
  else
    send_more (wire);
}

static void
send_more (Wire *wire)
{
  GOutputStream *out = g_io_stream_get_output_stream (wire->stream);
  g_autoptr(GBytes) part = NULL;
  GBytes *block;
  gsize length;

  while (wire->block < wire->plan->blocks->len
         && wire->offset >= g_bytes_get_size (g_ptr_array_index (wire->plan->blocks, wire->block)))
    {
      wire->block++;
      wire->offset = 0;
    }
  if (wire->block >= wire->plan->blocks->len || g_cancellable_is_cancelled (wire->cancellable))
    {
      end (wire);
      return;
    }
  block = g_ptr_array_index (wire->plan->blocks, wire->block);
  length = g_bytes_get_size (block) - wire->offset;
  if (wire->plan->rate > 0 && wire->block >= wire->plan->n_head)
    length = MIN (length, MAX (1, wire->plan->rate * TICK_MS / 1000));
  part = g_bytes_new_from_bytes (block, wire->offset, length);
  g_output_stream_write_bytes_async (out, part, G_PRIORITY_DEFAULT, wire->cancellable, sent_cb, wire);
}

/**
 * ps_wire_run:
 * @stream: (transfer full): a connection on which a request has been read
 * @socket: (transfer none): its socket
 * @plan: (transfer full): what to send
 * @cancellable: ends it at once
 * @done: called when the connection is closed
 * @user_data: for @done
 */
void
ps_wire_run (GIOStream    *stream,
             GSocket      *socket,
             PsWirePlan   *plan,
             GCancellable *cancellable,
             PsWireDone    done,
             gpointer      user_data)
{
  Wire *wire = g_new0 (Wire, 1);

  wire->stream = stream;
  wire->socket = g_object_ref (socket);
  wire->plan = plan;
  wire->cancellable = g_object_ref (cancellable);
  wire->done = done;
  wire->user_data = user_data;
  send_more (wire);
}
