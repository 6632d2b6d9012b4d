/* src/demo/server.c: a Cloudinary-compatible cloud on loopback.
 *
 * A request comes in by one of four doors: the API, its download endpoints,
 * the delivery network, and the hooks for tests. Whatever needs a picture's
 * bytes reads them on another thread while the request is paused; all else is
 * answered at once on the server's own main context.
 */
#include "demo/server.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "demo/api.h"
#include "demo/breakage.h"
#include "demo/delivery.h"
#include "demo/request-log.h"

struct _PsDemoServer
{
  GObject parent_instance;

  SoupServer *soup;         /* owned */
  PsCloud *cloud;           /* owned */
  PsRequestLog *log;        /* owned */
  GHashTable *refused;      /* owned: path -> Refused; what the delivery network remembers */
  GCancellable *cancellable; /* owned: stops connections that are held */
};

G_DEFINE_FINAL_TYPE (PsDemoServer, ps_demo_server, G_TYPE_OBJECT)

/* A refusal that is remembered, for twice as long each time. */
typedef struct
{
  guint status;
  char *reason;      /* owned */
  gint64 until_us;   /* monotonic */
  gint64 length_us;
} Refused;

/* One request on its way through. */
typedef struct
{
  PsDemoServer *server;      /* owned */
  SoupServerMessage *message; /* owned */
  PsRequest *request;        /* owned */
  PsDoor door;
  gboolean is_hook;
  const char *verb;          /* static, nullable */
  char *argument;            /* owned, nullable */
  PsDelivery *delivery;      /* owned, nullable */
  PsReply *reply;            /* owned, nullable */
  guint64 n_sent;
  gboolean is_paused;
} Exchange;

static void
free_refused (gpointer data)
{
  Refused *refused = data;

  g_free (refused->reason);
  g_free (refused);
}

static void
free_exchange (gpointer data)
{
  Exchange *exchange = data;

  g_clear_pointer (&exchange->request, ps_request_free);
  g_clear_pointer (&exchange->delivery, ps_delivery_free);
  g_clear_pointer (&exchange->reply, ps_reply_free);
  g_free (exchange->argument);
  g_object_unref (exchange->message);
  g_object_unref (exchange->server);
  g_free (exchange);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Exchange, free_exchange)

static const char *
get_door_name (Exchange *exchange)
{
  if (exchange->is_hook)
    return "demo";
  return exchange->door == PS_DOOR_API ? "api" : exchange->door == PS_DOOR_DOWNLOAD ? "download" : "delivery";
}

static void
note_end (Exchange *exchange)
{
  PsRequestRecord record = {
    .request = exchange->request,
    .door = get_door_name (exchange),
    .fault = exchange->verb,
    .status = exchange->reply != NULL ? exchange->reply->status : 0,
    .n_bytes = exchange->n_sent,
  };

  if (exchange->door != PS_DOOR_API && !exchange->is_hook)
    exchange->server->cloud->delivered_bytes += exchange->n_sent;
  ps_request_log_add (exchange->server->log, &record);
}

static void
wrote_body_data_cb (SoupServerMessage *message,
                    guint              n_bytes,
                    gpointer           user_data)
{
  Exchange *exchange = user_data;

  exchange->n_sent += n_bytes;
}

static void
finished_cb (SoupServerMessage *message,
             gpointer           user_data)
{
  g_autoptr(Exchange) exchange = user_data;

  g_signal_handlers_disconnect_by_data (message, exchange);
  note_end (exchange);
}

static void
wire_done_cb (guint64  n_sent,
              gpointer user_data)
{
  g_autoptr(Exchange) exchange = user_data;

  exchange->n_sent = n_sent;
  if (g_strcmp0 (exchange->verb, "swap") == 0 && exchange->delivery->number >= 0)
    ps_studio_replace (exchange->server->cloud->studio, exchange->delivery->number, NULL);
  note_end (exchange);
}

static void
copy_headers (Exchange *exchange)
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
send_by_soup (Exchange *exchange)
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
  g_signal_connect (message, "wrote-body-data", G_CALLBACK (wrote_body_data_cb), exchange);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), exchange);
  if (exchange->is_paused)
    soup_server_message_unpause (message);
}

typedef struct
{
  Exchange *exchange;  /* owned */
  PsWirePlan *plan;    /* owned */
} Breaking;

/* From an idle source: the server must have left its own handling of the message. */
static gboolean
take_connection_cb (gpointer data)
{
  Breaking *breaking = data;
  Exchange *exchange = breaking->exchange;
  g_autoptr(GSocket) socket = soup_server_message_get_socket (exchange->message);
  GIOStream *stream;

  if (socket != NULL)
    g_object_ref (socket);
  stream = soup_server_message_steal_connection (exchange->message);
  if (stream == NULL || socket == NULL)
    {
      g_clear_object (&stream);
      ps_wire_plan_free (breaking->plan);
      note_end (exchange);
      free_exchange (exchange);
    }
  else
    ps_wire_run (stream, socket, breaking->plan, exchange->server->cancellable, wire_done_cb, exchange);
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
pause_exchange (Exchange *exchange)
{
  if (!exchange->is_paused)
    soup_server_message_pause (exchange->message);
  exchange->is_paused = TRUE;
}

static void
send_by_wire (Exchange   *exchange,
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
send_now (Exchange *exchange)
{
  PsCloud *cloud = exchange->server->cloud;
  PsFaultSide side = exchange->door == PS_DOOR_API ? PS_FAULT_ON_API : PS_FAULT_ON_DELIVERY;
  gboolean is_head = g_str_equal (exchange->request->method, "HEAD");
  PsWirePlan *plan = NULL;

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
get_delay_ms (Exchange *exchange)
{
  PsFaultSide side = exchange->door == PS_DOOR_API ? PS_FAULT_ON_API : PS_FAULT_ON_DELIVERY;
  const char *delay = NULL;

  return !exchange->is_hook && ps_faults_switch_for (exchange->server->cloud->faults, "delay", side, NULL, &delay) && delay != NULL
           ? CLAMP (g_ascii_strtoll (delay, NULL, 10), 0, 600000) : 0;
}

/* reply: taken. Consumes the exchange. */
static void
answer (Exchange *exchange,
        PsReply  *reply)
{
  gint64 delay_ms = get_delay_ms (exchange);

  exchange->reply = reply;
  ps_reply_set_header (reply, "Server", exchange->door == PS_DOOR_DELIVERY ? "Cloudinary" : "cloudinary");
  if (delay_ms > 0)
    {
      pause_exchange (exchange);
      call_later (delay_ms, send_late_cb, exchange);
    }
  else
    send_now (exchange);
}

/* What the delivery network remembers of an address that failed: 1 minute, then 2, 4, … up to a day. */
static void
remember_refusal (Exchange *exchange,
                  PsReply  *reply)
{
  const char *base = NULL;
  gint64 base_us;
  Refused *refused;

  if (exchange->door != PS_DOOR_DELIVERY || reply->status < 400 || reply->status >= 500
      || !ps_faults_switch (exchange->server->cloud->faults, "cached-404", &base))
    return;
  base_us = (base != NULL ? g_ascii_strtoll (base, NULL, 10) : 60) * G_USEC_PER_SEC;
  refused = g_hash_table_lookup (exchange->server->refused, exchange->request->path);
  if (refused == NULL)
    {
      refused = g_new0 (Refused, 1);
      g_hash_table_insert (exchange->server->refused, g_strdup (exchange->request->path), refused);
    }
  if (g_get_monotonic_time () < refused->until_us)
    return;
  refused->status = reply->status;
  g_free (refused->reason);
  refused->reason = g_strdup (soup_message_headers_get_one (reply->headers, "X-Cld-Error"));
  refused->length_us = CLAMP (refused->length_us * 2, base_us, G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC);
  refused->until_us = g_get_monotonic_time () + refused->length_us;
}

static PsReply *
recall_refusal (Exchange *exchange)
{
  const Refused *refused = g_hash_table_lookup (exchange->server->refused, exchange->request->path);

  if (refused == NULL || g_get_monotonic_time () >= refused->until_us || !ps_faults_switch (exchange->server->cloud->faults, "cached-404", NULL))
    return NULL;
  return ps_reply_new_refusal (refused->status, refused->reason != NULL ? refused->reason : "Resource not found");
}

static void
answer_delivery (Exchange *exchange,
                 PsReply  *reply)
{
  remember_refusal (exchange, reply);
  if (exchange->door == PS_DOOR_DELIVERY && reply->status >= 400)
    {
      g_autofree char *id = g_uuid_string_random ();

      ps_reply_set_header (reply, "X-Request-Id", id);
    }
  answer (exchange, reply);
}

/* Any thread: only the delivery and the fault, neither of which changes meanwhile. */
static void
read_bytes_in_thread (GTask        *task,
                      gpointer      source,
                      gpointer      task_data,
                      GCancellable *cancellable)
{
  Exchange *exchange = task_data;
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
  Exchange *exchange = user_data;
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
redirect_honestly (Exchange *exchange)
{
  g_autofree char *address = ps_delivery_dup_address (exchange->delivery, exchange->server->cloud);
  g_autofree char *location = address != NULL ? g_strconcat (address, "?redirected=1", NULL) : NULL;
  PsReply *reply;

  if (location == NULL || ps_request_get (exchange->request, "redirected") != NULL)
    return NULL;
  reply = ps_reply_new (302, NULL, NULL);
  ps_reply_set_header (reply, "Location", location);
  return reply;
}

static void
meet_fault (Exchange    *exchange,
            PsFaultSide  side,
            const char  *target)
{
  const char *argument = NULL;

  exchange->verb = ps_faults_next (exchange->server->cloud->faults, side, target, &argument);
  g_free (exchange->argument);
  exchange->argument = g_strdup (argument);
}

/* exchange->delivery is set. */
static void
deliver (Exchange *exchange)
{
  PsReply *reply = exchange->door == PS_DOOR_DELIVERY ? recall_refusal (exchange) : NULL;
  GTask *task;

  if (reply == NULL)
    meet_fault (exchange, PS_FAULT_ON_DELIVERY, exchange->delivery->target);
  if (reply == NULL && exchange->verb != NULL)
    reply = ps_breakage_refuse (exchange->server->cloud, exchange->request, exchange->door, exchange->verb, exchange->argument);
  if (reply == NULL)
    reply = g_steal_pointer (&exchange->delivery->refusal);
  if (reply == NULL && g_strcmp0 (exchange->verb, "redirect") == 0)
    reply = redirect_honestly (exchange);
  if (reply != NULL)
    {
      answer_delivery (exchange, reply);
      return;
    }
  pause_exchange (exchange);
  task = g_task_new (NULL, NULL, bytes_read_cb, exchange);
  g_task_set_source_tag (task, deliver);
  g_task_set_task_data (task, exchange, NULL);
  g_task_run_in_thread (task, read_bytes_in_thread);
  g_object_unref (task);
}

/* NULL: key, secret and cloud are right. */
static PsReply *
check_credentials (PsRequest  *request,
                   const char *cloud_name)
{
  const char *header = ps_request_get_header (request, "Authorization");
  g_autofree guchar *plain = NULL;
  g_autofree char *text = NULL;
  const char *secret;
  gsize length = 0;

  if (header == NULL || g_ascii_strncasecmp (header, "Basic ", 6) != 0)
    {
      PsReply *reply = ps_reply_new_html (401, "401 Authorization Required", "Authorization Required");

      ps_reply_set_header (reply, "WWW-Authenticate", "Basic realm=\"Enter API Key and API Secret\"");
      return reply;
    }
  plain = g_base64_decode (header + 6, &length);
  text = g_strndup ((const char *) plain, length);
  secret = strchr (text, ':');
  if (secret == NULL || strncmp (text, PS_DEMO_API_KEY, secret - text) != 0 || (gsize) (secret - text) != strlen (PS_DEMO_API_KEY))
    return ps_reply_new_error (401, "unknown api_key");
  if (!g_str_equal (secret + 1, PS_DEMO_API_SECRET))
    return ps_reply_new_error (401, "api_secret mismatch");
  if (!g_str_equal (cloud_name, PS_DEMO_CLOUD_NAME))
    return ps_reply_new_error (401, "cloud_name mismatch");
  return NULL;
}

static gboolean
is_cloud_name (const char *name)
{
  return name != NULL && strspn (name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == strlen (name);
}

static PsReply *
check_role (PsCall *call)
{
  PsFaults *faults = call->cloud->faults;
  const char *endpoint = call->n_segments > 1 && g_str_equal (call->segments[1], "search") ? "search" : call->segments[0];
  const char *closed;

  if (ps_faults_switch_for (faults, "disabled", PS_FAULT_ON_API, NULL, NULL))
    return ps_reply_new_error (401, "disabled account");
  if (ps_faults_switch (faults, "no-list", NULL) && g_str_equal (call->segments[0], "resources"))
    return ps_reply_new_error (403, "The role of this API key does not allow listing");
  for (guint i = 0; (closed = ps_faults_switch_nth (faults, "role-403", NULL, i)) != NULL; i++)
    {
      if (g_str_equal (closed, endpoint))
        return ps_reply_new_error (403, "The role of this API key does not allow this operation");
    }
  return NULL;
}

static PsReply *
route_api (PsCall *call)
{
  const char *first = call->segments[0];
  PsReply *reply = ps_api_account (call);

  if (reply != NULL)
    return reply;
  if (g_str_equal (first, "resources") || g_str_equal (first, "tags"))
    return ps_api_list (call);
  if (g_str_equal (first, "folders"))
    return ps_api_folders (call);
  return ps_reply_new_html (404, "404 Not Found", "The page you were looking for doesn't exist.");
}

static void
add_api_headers (PsCloud *cloud,
                 PsReply *reply)
{
  g_autofree char *status = g_strdup_printf ("%u %s", reply->status, soup_status_get_phrase (reply->status));
  g_autofree char *request_id = g_uuid_string_random ();
  g_autofree char *etag = NULL;

  if (reply->body != NULL)
    {
      g_autofree char *hash = g_strdup_printf ("%08x", g_bytes_hash (reply->body));

      etag = g_strdup_printf ("W/\"%s\"", hash);
    }
  ps_quota_add_headers (&cloud->quota, reply->headers);
  ps_reply_set_header (reply, "Cache-Control", "max-age=0, private, must-revalidate");
  ps_reply_set_header (reply, "Status", status);
  ps_reply_set_header (reply, "X-Request-Id", request_id);
  ps_reply_set_header (reply, "ETag", etag);
}

static PsReply *
call_api (Exchange           *exchange,
          const char *const  *segments)
{
  PsCloud *cloud = exchange->server->cloud;
  PsCall call = { .cloud = cloud, .request = exchange->request, .segments = segments, .n_segments = g_strv_length ((GStrv) segments) };
  PsFaultSide side = !ps_api_is_page (&call) ? PS_FAULT_ON_API : ps_api_get_cursor (&call) != NULL ? PS_FAULT_ON_NEXT_PAGE : PS_FAULT_ON_PAGE;
  g_autofree char *message = NULL;
  PsReply *reply;

  meet_fault (exchange, side, exchange->request->path);
  call.verb = exchange->verb;
  call.argument = exchange->argument;
  reply = call.verb != NULL ? ps_breakage_refuse (cloud, exchange->request, PS_DOOR_API, call.verb, call.argument) : NULL;
  if (reply != NULL)
    return reply;
  if (!ps_quota_take (&cloud->quota, ps_api_get_cost (&call)))
    {
      message = ps_quota_dup_message (&cloud->quota);
      reply = ps_reply_new_error (420, message);
    }
  else
    {
      reply = check_role (&call);
      if (reply == NULL)
        reply = route_api (&call);
    }
  add_api_headers (cloud, reply);
  return reply;
}

/* segments: after /v1_1 */
static void
enter_api (Exchange          *exchange,
           const char *const *segments)
{
  PsCloud *cloud = exchange->server->cloud;
  const char *const *rest = segments[0] != NULL ? segments + 1 : segments;
  gboolean is_backup = rest[0] != NULL && rest[1] == NULL && g_str_equal (rest[0], "download_backup");
  gboolean is_download = rest[0] != NULL && rest[1] != NULL && rest[2] == NULL && g_str_equal (rest[1], "download");
  PsReply *reply;

  if (is_backup || is_download)
    exchange->door = PS_DOOR_DOWNLOAD;
  if (!ps_request_is_reading (exchange->request))
    reply = ps_reply_new_error (405, "Method Not Allowed: this cloud is read only");
  else if (segments[0] == NULL || !is_cloud_name (segments[0]) || rest[0] == NULL)
    reply = ps_reply_new_html (404, "404 Not Found", "The page you were looking for doesn't exist.");
  else if (exchange->door == PS_DOOR_DOWNLOAD)
    {
      g_autoptr(PsReply) refusal = is_backup ? check_credentials (exchange->request, segments[0]) : NULL;

      exchange->delivery = ps_delivery_find_download (cloud, exchange->request, is_download ? rest[0] : NULL, is_backup && refusal == NULL);
      deliver (exchange);
      return;
    }
  else
    {
      reply = check_credentials (exchange->request, segments[0]);
      if (reply == NULL)
        reply = call_api (exchange, rest);
    }
  answer (exchange, reply);
}

static void
enter_hooks (Exchange          *exchange,
             const char *const *segments)
{
  PsCall call = { .cloud = exchange->server->cloud, .request = exchange->request, .segments = segments, .n_segments = g_strv_length ((GStrv) segments) };

  exchange->is_hook = TRUE;
  if (call.n_segments == 1 && g_str_equal (segments[0], "log") && ps_request_get_header (exchange->request, "Origin") == NULL)
    {
      g_autofree char *json = ps_request_log_to_json (exchange->server->log);

      if (g_str_equal (exchange->request->method, "POST"))
        ps_request_log_clear (exchange->server->log);
      answer (exchange, ps_reply_new_json (200, g_string_new (json)));
      return;
    }
  answer (exchange, ps_api_hooks (&call));
}

static void
enter_delivery (Exchange *exchange)
{
  exchange->door = PS_DOOR_DELIVERY;
  if (!g_str_equal (exchange->request->method, "GET") && !g_str_equal (exchange->request->method, "HEAD"))
    {
      answer (exchange, ps_reply_new_refusal (405, "Method Not Allowed"));
      return;
    }
  exchange->delivery = ps_delivery_find (exchange->server->cloud, exchange->request);
  deliver (exchange);
}

static void
requested_cb (SoupServer        *soup,
              SoupServerMessage *message,
              const char        *path,
              GHashTable        *query,
              gpointer           user_data)
{
  PsDemoServer *self = user_data;
  Exchange *exchange = g_new0 (Exchange, 1);
  SoupMessageBody *sent = soup_server_message_get_request_body (message);
  GUri *uri = soup_server_message_get_uri (message);
  g_autoptr(GBytes) body = soup_message_body_flatten (sent);
  const char *const *segments;

  exchange->server = g_object_ref (self);
  exchange->message = g_object_ref (message);
  exchange->request = ps_request_new (soup_server_message_get_method (message), g_uri_get_path (uri), g_uri_get_query (uri),
                                      soup_server_message_get_request_headers (message), body);
  segments = (const char *const *) exchange->request->segments;
  if (segments[0] != NULL && g_str_equal (segments[0], "demo"))
    {
      enter_hooks (exchange, segments + 1);
      return;
    }
  self->cloud->n_requests++;
  if (segments[0] != NULL && g_str_equal (segments[0], "v1_1"))
    enter_api (exchange, segments + 1);
  else
    enter_delivery (exchange);
}

static void
ps_demo_server_dispose (GObject *object)
{
  PsDemoServer *self = PS_DEMO_SERVER (object);

  ps_demo_server_stop (self);
  G_OBJECT_CLASS (ps_demo_server_parent_class)->dispose (object);
}

static void
ps_demo_server_finalize (GObject *object)
{
  PsDemoServer *self = PS_DEMO_SERVER (object);

  g_clear_object (&self->soup);
  g_clear_pointer (&self->cloud, ps_cloud_free);
  g_clear_pointer (&self->log, ps_request_log_free);
  g_clear_pointer (&self->refused, g_hash_table_unref);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ps_demo_server_parent_class)->finalize (object);
}

static void
ps_demo_server_class_init (PsDemoServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ps_demo_server_dispose;
  object_class->finalize = ps_demo_server_finalize;
}

static void
ps_demo_server_init (PsDemoServer *self)
{
  self->cancellable = g_cancellable_new ();
  self->refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_refused);
}

static gboolean
listen (PsDemoServer  *self,
        guint          port,
        guint          delivery_port,
        GError       **error)
{
  g_autoptr(GError) inner = NULL;
  GSList *uris;

  self->soup = soup_server_new ("raw-paths", TRUE, "server-header", "cloudinary", NULL);
  soup_server_add_handler (self->soup, NULL, requested_cb, self, NULL);
  if (!soup_server_listen_local (self->soup, port, SOUP_SERVER_LISTEN_IPV4_ONLY, &inner))
    {
      if (port != 0)
        /* Translators: %u is a port number, %s what the system says */
        g_set_error (error, inner->domain, inner->code, _("The demo cloud cannot use port %u: %s"), port, inner->message);
      else
        /* Translators: %s is what the system says */
        g_set_error (error, inner->domain, inner->code, _("The demo cloud cannot listen on this computer: %s"), inner->message);
      return FALSE;
    }
  uris = soup_server_get_uris (self->soup);
  ps_cloud_set_port (self->cloud, g_uri_get_port (uris->data), delivery_port);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return TRUE;
}

/**
 * ps_demo_server_new:
 * @options: what the demo shall be like
 * @error: words for a person: a fault that is not known, a port that is taken, a folder that cannot be read
 *
 * Serves on 127.0.0.1 from the calling thread's main context until
 * ps_demo_server_stop().
 *
 * Returns: (transfer full): a running server
 */
PsDemoServer *
ps_demo_server_new (const PsDemoOptions  *options,
                    GError              **error)
{
  g_autoptr(PsDemoServer) self = g_object_new (PS_TYPE_DEMO_SERVER, NULL);

  g_return_val_if_fail (options != NULL, NULL);

  self->log = ps_request_log_new (options->log_path, error);
  if (self->log == NULL)
    return NULL;
  self->cloud = ps_cloud_new (options, error);
  if (self->cloud == NULL || !listen (self, options->port, options->delivery_port, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * ps_demo_server_get_port:
 * @self: a server
 *
 * Returns: the port it listens on
 */
guint
ps_demo_server_get_port (PsDemoServer *self)
{
  g_return_val_if_fail (PS_IS_DEMO_SERVER (self), 0);

  return self->cloud->port;
}

/**
 * ps_demo_server_dup_url:
 * @self: a server
 *
 * Returns: (transfer full): what an SDK takes as CLOUDINARY_URL
 */
char *
ps_demo_server_dup_url (PsDemoServer *self)
{
  g_return_val_if_fail (PS_IS_DEMO_SERVER (self), NULL);

  return g_strdup_printf ("cloudinary://" PS_DEMO_API_KEY ":" PS_DEMO_API_SECRET "@" PS_DEMO_CLOUD_NAME "?upload_prefix=%s", self->cloud->origin);
}

/**
 * ps_demo_server_get_gallery:
 * @self: a server
 *
 * Returns: (transfer none): what it shows
 */
PsGallery *
ps_demo_server_get_gallery (PsDemoServer *self)
{
  g_return_val_if_fail (PS_IS_DEMO_SERVER (self), NULL);

  return self->cloud->gallery;
}

/**
 * ps_demo_server_stop:
 * @self: a server
 *
 * Closes every connection, those that are held on purpose too. May be called twice.
 */
void
ps_demo_server_stop (PsDemoServer *self)
{
  g_return_if_fail (PS_IS_DEMO_SERVER (self));

  g_cancellable_cancel (self->cancellable);
  if (self->soup != NULL)
    {
      soup_server_remove_handler (self->soup, NULL);
      soup_server_disconnect (self->soup);
    }
}
