/* src/demo/exchange.c: one request on its way through the demo cloud, until its reply is out.
 *
 * A good reply goes out by the server. One that must break is written byte by
 * byte on the connection, which is taken from the server for that. A
 * picture's bytes are read on another thread while the request is paused; all
 * else happens on the server's own main context.
 */
#include "demo/exchange.h"

#include <string.h>

static void
free_exchange (PsExchange *exchange)
{
  g_clear_pointer (&exchange->request, ps_request_free);
  g_clear_pointer (&exchange->delivery, ps_delivery_free);
  g_clear_pointer (&exchange->reply, ps_reply_free);
  g_free (exchange->argument);
  g_object_unref (exchange->message);
  g_object_unref (exchange->owner);
  g_free (exchange);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsExchange, free_exchange)

static const char *
get_door_name (PsExchange *exchange)
{
  if (exchange->is_hook)
    return "demo";
  return exchange->door == PS_DOOR_API ? "api" : exchange->door == PS_DOOR_DOWNLOAD ? "download" : "delivery";
}

static void
note_end (PsExchange *exchange)
{
  PsRequestRecord record = {
    .request = exchange->request,
    .door = get_door_name (exchange),
    .fault = exchange->verb,
    .status = exchange->reply != NULL ? exchange->reply->status : 0,
    .n_bytes = exchange->n_sent,
  };

  if (exchange->door != PS_DOOR_API && !exchange->is_hook)
    exchange->house->cloud->delivered_bytes += exchange->n_sent;
  ps_request_log_add (exchange->house->log, &record);
}

static void
wrote_body_data_cb (SoupServerMessage *message,
                    guint              n_bytes,
                    gpointer           user_data)
{
  PsExchange *exchange = user_data;

  exchange->n_sent += n_bytes;
}

/* Either the reply is out, or the client went away before there was one. */
static void
finished_cb (SoupServerMessage *message,
             gpointer           user_data)
{
  PsExchange *exchange = user_data;

  exchange->is_gone = TRUE;
  if (!exchange->is_sending)
    return;
  g_signal_handlers_disconnect_by_data (message, exchange);
  note_end (exchange);
  free_exchange (exchange);
}

static void
wire_done_cb (guint64  n_sent,
              gpointer user_data)
{
  g_autoptr(PsExchange) exchange = user_data;

  exchange->n_sent = n_sent;
  if (g_strcmp0 (exchange->verb, "swap") == 0 && exchange->delivery->number >= 0)
    ps_studio_replace (exchange->house->cloud->studio, exchange->delivery->number, NULL);
  note_end (exchange);
}

static void
copy_headers (PsExchange *exchange)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (exchange->message);
  SoupMessageHeadersIter iter;
  const char *name, *value;

  soup_message_headers_iter_init (&iter, exchange->reply->headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    soup_message_headers_replace (headers, name, value);
}

/* libsoup would cut ranges by itself, but for bodies it does not accumulate; here they are cut already, or wrong on purpose. */
static void
send_by_soup (PsExchange *exchange)
{
  PsReply *reply = exchange->reply;
  SoupServerMessage *message = exchange->message;
  gsize size = reply->body != NULL ? g_bytes_get_size (reply->body) : 0;

  soup_server_message_set_status (message, reply->status, reply->reason);
  copy_headers (exchange);
  soup_message_headers_set_content_length (soup_server_message_get_response_headers (message), size);
  if (size > 0 && !g_str_equal (exchange->request->method, "HEAD"))
    {
      SoupMessageBody *body = soup_server_message_get_response_body (message);

      soup_message_body_set_accumulate (body, FALSE);
      soup_message_body_append_bytes (body, reply->body);
    }
  soup_message_body_complete (soup_server_message_get_response_body (message));
  exchange->is_sending = TRUE;
  if (exchange->is_paused)
    soup_server_message_unpause (message);
}

typedef struct
{
  PsExchange *exchange; /* owned */
  PsWirePlan *plan;     /* owned */
} Breaking;

/* From an idle source: the server must have left its own handling of the message. */
static gboolean
take_connection_cb (gpointer data)
{
  Breaking *breaking = data;
  PsExchange *exchange = breaking->exchange;
  g_autoptr(GSocket) socket = soup_server_message_get_socket (exchange->message);
  GIOStream *stream;

  if (socket != NULL)
    g_object_ref (socket);
  g_signal_handlers_disconnect_by_data (exchange->message, exchange);
  stream = exchange->is_gone ? NULL : soup_server_message_steal_connection (exchange->message);
  if (stream == NULL || socket == NULL)
    {
      g_clear_object (&stream);
      ps_wire_plan_free (breaking->plan);
      note_end (exchange);
      free_exchange (exchange);
    }
  else
    ps_wire_run (stream, socket, breaking->plan, exchange->house->cancellable, wire_done_cb, exchange);
  g_free (breaking);
  return G_SOURCE_REMOVE;
}

/* On the context that the server was made in, which need not be the default one. */
static void
call_later (guint       interval_ms,
            GSourceFunc func,
            gpointer    data)
{
  g_autoptr(GSource) source = interval_ms > 0 ? g_timeout_source_new (interval_ms) : g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static void
pause_exchange (PsExchange *exchange)
{
  if (!exchange->is_paused)
    soup_server_message_pause (exchange->message);
  exchange->is_paused = TRUE;
}

static void
send_by_wire (PsExchange *exchange,
              PsWirePlan *plan)
{
  Breaking *breaking = g_new (Breaking, 1);

  *breaking = (Breaking) { .exchange = exchange, .plan = plan };
  pause_exchange (exchange);
  call_later (0, take_connection_cb, breaking);
}

static gboolean
wants_identity (PsRequest *request)
{
  const char *accepted = ps_request_get_header (request, "Accept-Encoding");

  return accepted == NULL || strstr (accepted, "gzip") == NULL;
}

static void
send_now (PsExchange *exchange)
{
  PsCloud *cloud = exchange->house->cloud;
  PsFaultSide side = exchange->door == PS_DOOR_API ? PS_FAULT_ON_API : PS_FAULT_ON_DELIVERY;
  gboolean is_head = g_str_equal (exchange->request->method, "HEAD");
  PsWirePlan *plan = NULL;

  if (exchange->is_gone)
    {
      g_signal_handlers_disconnect_by_data (exchange->message, exchange);
      note_end (exchange);
      free_exchange (exchange);
      return;
    }
  if (exchange->verb != NULL && exchange->reply->status < 300)
    ps_breakage_spoil (exchange->reply, exchange->verb, exchange->argument);
  if (!exchange->is_hook && exchange->reply->body != NULL && soup_message_headers_get_one (exchange->reply->headers, "Content-Encoding") == NULL
      && !wants_identity (exchange->request) && ps_faults_switch_for (cloud->faults, "gzip-asked", side, NULL, NULL))
    ps_breakage_gzip (exchange->reply);
  if (exchange->verb != NULL)
    plan = ps_breakage_plan (exchange->reply, is_head, exchange->verb, exchange->argument);
  if (plan != NULL)
    send_by_wire (exchange, plan);
  else
    send_by_soup (exchange);
}

static gboolean
send_late_cb (gpointer data)
{
  send_now (data);
  return G_SOURCE_REMOVE;
}

static gint64
get_delay_ms (PsExchange *exchange)
{
  PsFaultSide side = exchange->door == PS_DOOR_API ? PS_FAULT_ON_API : PS_FAULT_ON_DELIVERY;
  const char *delay = NULL;

  return !exchange->is_hook && ps_faults_switch_for (exchange->house->cloud->faults, "delay", side, NULL, &delay) && delay != NULL
           ? CLAMP (g_ascii_strtoll (delay, NULL, 10), 0, 600000) : 0;
}

/**
 * ps_exchange_answer:
 * @self: (transfer full): an exchange
 * @reply: (transfer full): what is to be said
 *
 * Sends @reply, or what a fault makes of it.
 */
void
ps_exchange_answer (PsExchange *self,
                    PsReply    *reply)
{
  gint64 delay_ms = get_delay_ms (self) + self->delay_ms;

  self->reply = reply;
  ps_reply_set_header (reply, "Server", self->door == PS_DOOR_DELIVERY ? "Cloudinary" : "cloudinary");
  if (delay_ms > 0)
    {
      pause_exchange (self);
      call_later (delay_ms, send_late_cb, self);
    }
  else
    send_now (self);
}

static void
answer_delivery (PsExchange *exchange,
                 PsReply    *reply)
{
  const char *first = NULL;

  if (exchange->door == PS_DOOR_DELIVERY && reply->status >= 400 && reply->status < 500
      && ps_faults_switch (exchange->house->cloud->faults, "cached-404", &first))
    ps_refusals_note (exchange->house->refusals, exchange->request->path, reply, first != NULL ? g_ascii_strtoll (first, NULL, 10) : 60);
  if (exchange->door == PS_DOOR_DELIVERY && reply->status >= 400)
    {
      g_autofree char *id = g_uuid_string_random ();

      ps_reply_set_header (reply, "X-Request-Id", id);
    }
  ps_exchange_answer (exchange, reply);
}

/* Any thread: only the delivery and the fault, neither of which changes meanwhile. */
static void
read_bytes_in_thread (GTask        *task,
                      gpointer      source,
                      gpointer      task_data,
                      GCancellable *cancellable)
{
  PsExchange *exchange = task_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = ps_delivery_read (exchange->delivery, &error);

  if (bytes == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, ps_breakage_bytes (bytes, exchange->verb, exchange->argument), (GDestroyNotify) g_bytes_unref);
}

static void
bytes_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  PsExchange *exchange = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_task_propagate_pointer (G_TASK (result), &error);

  if (bytes != NULL)
    {
      exchange->delivery->is_rendition = exchange->delivery->is_rendition || g_strcmp0 (exchange->verb, "other-bytes") == 0;
      answer_delivery (exchange, ps_delivery_answer (exchange->delivery, exchange->request, bytes, exchange->verb));
    }
  else
    answer_delivery (exchange, exchange->delivery->is_download ? ps_reply_new_error (500, error->message) : ps_reply_new_refusal (500, error->message));
}

static PsReply *
redirect_honestly (PsExchange *exchange)
{
  g_autofree char *address = ps_delivery_dup_address (exchange->delivery, exchange->house->cloud);
  g_autofree char *location = address != NULL ? g_strconcat (address, "?redirected=1", NULL) : NULL;
  PsReply *reply;

  if (location == NULL || ps_request_get (exchange->request, "redirected") != NULL)
    return NULL;
  reply = ps_reply_new (302, NULL, NULL);
  ps_reply_set_header (reply, "Location", location);
  return reply;
}

/**
 * ps_exchange_meet_fault:
 * @self: an exchange
 * @side: what kind of request it is
 * @target: what is asked for, whatever the address
 *
 * Decides by which fault the request goes wrong, and counts it.
 */
void
ps_exchange_meet_fault (PsExchange  *self,
                        PsFaultSide  side,
                        const char  *target)
{
  const char *argument = NULL;

  self->verb = ps_faults_next (self->house->cloud->faults, side, target, &argument);
  g_free (self->argument);
  self->argument = g_strdup (argument);
}

static PsReply *
recall_refusal (PsExchange *exchange)
{
  if (exchange->door != PS_DOOR_DELIVERY || !ps_faults_switch (exchange->house->cloud->faults, "cached-404", NULL))
    return NULL;
  return ps_refusals_recall (exchange->house->refusals, exchange->request->path);
}

/**
 * ps_exchange_deliver:
 * @self: (transfer full): an exchange whose delivery is set
 *
 * Sends the bytes that its delivery leads to, or what a fault makes of them.
 */
void
ps_exchange_deliver (PsExchange *self)
{
  PsReply *reply = recall_refusal (self);
  GTask *task;

  if (reply == NULL)
    ps_exchange_meet_fault (self, PS_FAULT_ON_DELIVERY, self->delivery->target);
  if (reply == NULL && self->verb != NULL)
    reply = ps_breakage_refuse (self->house->cloud, self->request, self->door, self->verb, self->argument);
  if (reply == NULL)
    reply = g_steal_pointer (&self->delivery->refusal);
  if (reply == NULL && g_strcmp0 (self->verb, "redirect") == 0)
    reply = redirect_honestly (self);
  if (reply != NULL)
    {
      answer_delivery (self, reply);
      return;
    }
  pause_exchange (self);
  task = g_task_new (NULL, NULL, bytes_read_cb, self);
  g_task_set_source_tag (task, ps_exchange_deliver);
  g_task_set_task_data (task, self, NULL);
  g_task_run_in_thread (task, read_bytes_in_thread);
  g_object_unref (task);
}

/**
 * ps_exchange_new:
 * @house: what the server's exchanges share
 * @owner: (transfer none): kept alive meanwhile, and the house with it
 * @message: (transfer none): a request that has arrived
 *
 * Returns: (transfer full): the exchange; ps_exchange_answer() or ps_exchange_deliver() ends it
 */
PsExchange *
ps_exchange_new (PsHouse           *house,
                 GObject           *owner,
                 SoupServerMessage *message)
{
  PsExchange *self = g_new0 (PsExchange, 1);
  GUri *uri = soup_server_message_get_uri (message);
  g_autoptr(GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));

  self->owner = g_object_ref (owner);
  self->house = house;
  self->message = g_object_ref (message);
  self->request = ps_request_new (soup_server_message_get_method (message), g_uri_get_path (uri), g_uri_get_query (uri),
                                  soup_server_message_get_request_headers (message), body);
  g_signal_connect (message, "wrote-body-data", G_CALLBACK (wrote_body_data_cb), self);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), self);
  return self;
}
