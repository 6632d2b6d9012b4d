/* src/cloud/patience.c: how long to wait for bytes, and a cancellable that says when to stop.
 *
 * Three things end a network operation early: whoever started it, the clock,
 * and an address that Proofsheet does not go to. All three cancel one inner
 * cancellable; afterwards ps_patience_explain() tells them apart.
 */
#include "cloud/patience.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "cloud/error-private.h"
#include "cloud/original.h"
#include "cloud/places.h"

#define SHORTEST_US (2 * G_USEC_PER_SEC)

struct _PsPatience
{
  GCancellable *cancellable; /* owned */
  GCancellable *outer;       /* owned, nullable */
  GSource *timer;            /* owned */
  GSource *outer_source;     /* owned, nullable */
  gint64 idle_us;
  gint64 touched_us;         /* monotonic */
  gint64 deadline_us;        /* monotonic; G_MAXINT64: none */
  gboolean is_expired;
  gboolean is_refused;
  SoupMessage *message;      /* owned, nullable */
  PsAccount *account;        /* owned, nullable */
  gulong network_handler;
};

/**
 * ps_patience_scale:
 * @account: an account
 * @wait_us: a time-out in microseconds
 *
 * Unlike other waits a time-out keeps a floor of two seconds, so that a busy
 * machine's tests do not take slowness for silence.
 *
 * Returns: the time-out to use
 */
gint64
ps_patience_scale (PsAccount *account,
                   gint64     wait_us)
{
  return MAX (ps_account_scale_wait (account, wait_us), MIN (wait_us, SHORTEST_US));
}

static gint64
when_to_look (PsPatience *self)
{
  return MIN (self->touched_us + self->idle_us, self->deadline_us);
}

static gboolean
time_passed_cb (gpointer data)
{
  PsPatience *self = data;

  if (g_get_monotonic_time () < when_to_look (self))
    {
      g_source_set_ready_time (self->timer, when_to_look (self));
      return G_SOURCE_CONTINUE;
    }
  self->is_expired = TRUE;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static gboolean
outer_cancelled_cb (GCancellable *outer,
                    gpointer      data)
{
  PsPatience *self = data;

  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static gboolean
dispatch_timer (GSource     *source,
                GSourceFunc  callback,
                gpointer     data)
{
  return callback (data);
}

static GSourceFuncs timer_funcs = { .dispatch = dispatch_timer };

/**
 * ps_patience_new:
 * @outer: (nullable): whoever started the operation may cancel it
 * @idle_us: microseconds without a touch that are too many
 * @total_us: microseconds that are too many in any case; 0: no limit
 *
 * Runs on the thread's default main context.
 *
 * Returns: (transfer full): patience that starts now
 */
PsPatience *
ps_patience_new (GCancellable *outer,
                 gint64        idle_us,
                 gint64        total_us)
{
  PsPatience *self = g_new0 (PsPatience, 1);
  GMainContext *context = g_main_context_get_thread_default ();

  self->cancellable = g_cancellable_new ();
  self->idle_us = idle_us;
  self->touched_us = g_get_monotonic_time ();
  self->deadline_us = total_us > 0 ? self->touched_us + total_us : G_MAXINT64;

  self->timer = g_source_new (&timer_funcs, sizeof (GSource));
  g_source_set_static_name (self->timer, "[proofsheet] patience");
  g_source_set_callback (self->timer, time_passed_cb, self, NULL);
  g_source_set_ready_time (self->timer, when_to_look (self));
  g_source_attach (self->timer, context);

  if (outer == NULL)
    return self;
  self->outer = g_object_ref (outer);
  if (g_cancellable_is_cancelled (outer))
    {
      g_cancellable_cancel (self->cancellable);
      return self;
    }
  /* A source, not a handler: disconnecting a handler from within it would block for ever. */
  self->outer_source = g_cancellable_source_new (outer);
  g_source_set_callback (self->outer_source, G_SOURCE_FUNC (outer_cancelled_cb), self, NULL);
  g_source_attach (self->outer_source, context);
  return self;
}

static void
drop_source (GSource **source)
{
  if (*source == NULL)
    return;
  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/**
 * ps_patience_free:
 * @self: (transfer full): patience
 */
void
ps_patience_free (PsPatience *self)
{
  drop_source (&self->timer);
  drop_source (&self->outer_source);
  if (self->message != NULL)
    g_clear_signal_handler (&self->network_handler, self->message);
  g_clear_object (&self->message);
  g_clear_pointer (&self->account, ps_account_unref);
  g_clear_object (&self->outer);
  g_object_unref (self->cancellable);
  g_free (self);
}

/**
 * ps_patience_get_cancellable:
 * @self: patience
 *
 * Returns: (transfer none): what to hand to the operation
 */
GCancellable *
ps_patience_get_cancellable (PsPatience *self)
{
  return self->cancellable;
}

/**
 * ps_patience_touch:
 * @self: patience
 *
 * Something arrived: the idle time begins anew, the total does not.
 */
void
ps_patience_touch (PsPatience *self)
{
  self->touched_us = g_get_monotonic_time ();
}

/**
 * ps_patience_explain:
 * @self: patience
 * @error: (transfer full): what the operation said
 *
 * Returns: (transfer full): a `GIO` cancellation if the outer cancellable asked for it,
 *   else one of #PsCloudError
 */
GError *
ps_patience_explain (PsPatience *self,
                     GError     *error)
{
  if (self->outer != NULL && g_cancellable_is_cancelled (self->outer))
    {
      g_error_free (error);
      return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Stopped"));
    }
  if (self->is_refused)
    {
      g_error_free (error);
      return ps_cloud_error_new (PS_CLOUD_ERROR_REFUSED, 0,
                                 _("The server’s name leads to an address inside a private network, where Proofsheet does not go. "
                                   "Check that the network does not ask for a login."));
    }
  if (self->is_expired)
    {
      g_error_free (error);
      return ps_cloud_error_new (PS_CLOUD_ERROR_TIMED_OUT, 0, _("The server did not answer in time. It can be tried again."));
    }
  return ps_cloud_error_from_io (error);
}

/* Before each attempt to connect. Behind a proxy the address is the proxy's, which may well be a private one. */
static void
network_event_cb (SoupMessage        *message,
                  GSocketClientEvent  event,
                  GIOStream          *connection,
                  gpointer            data)
{
  PsPatience *self = data;
  g_autoptr(GSocketAddress) address = NULL;

  ps_patience_touch (self);
  if (event != G_SOCKET_CLIENT_CONNECTING || !G_IS_SOCKET_CONNECTION (connection))
    return;
  address = g_socket_connection_get_remote_address (G_SOCKET_CONNECTION (connection), NULL);
  if (address == NULL || G_IS_PROXY_ADDRESS (address) || !G_IS_INET_SOCKET_ADDRESS (address))
    return;
  if (ps_place_allows_address (self->account, g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address))))
    return;
  self->is_refused = TRUE;
  g_cancellable_cancel (self->cancellable);
}

/**
 * ps_patience_watch_message:
 * @self: patience
 * @account: decides which addresses are gone to
 * @message: a #SoupMessage that was not sent yet
 *
 * A name that resolves to an address inside the user's network is refused
 * before anything is sent there, and a step towards the server counts as a touch.
 */
void
ps_patience_watch_message (PsPatience *self,
                           PsAccount  *account,
                           gpointer    message)
{
  g_return_if_fail (SOUP_IS_MESSAGE (message) && self->message == NULL);

  self->message = g_object_ref (message);
  self->account = ps_account_ref (account);
  self->network_handler = g_signal_connect (message, "network-event", G_CALLBACK (network_event_cb), self);
}
