/* src/demo/server.c: a Cloudinary-compatible cloud on loopback.
 *
 * A request comes in by one of four doors: the API, its download endpoints,
 * the delivery network, and the hooks for tests.
 */
#include "demo/server.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "demo/api.h"
#include "demo/exchange.h"

#define DRAWING_PAUSE_MS 800 /* after a short page, so that the next is worth asking for */

struct _PsDemoServer
{
  GObject parent_instance;

  SoupServer *soup; /* owned */
  PsHouse house;
};

G_DEFINE_FINAL_TYPE (PsDemoServer, ps_demo_server, G_TYPE_OBJECT)

/* NULL: key, secret and cloud are right. */
static PsReply *
check_credentials (PsCloud    *cloud,
                   PsRequest  *request,
                   const char *cloud_name)
{
  const char *header = ps_request_get_header (request, "Authorization");
  g_autofree guchar *plain = NULL;
  g_autofree char *text = NULL;
  gboolean is_other;
  char *secret;
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
  if (secret == NULL)
    return ps_reply_new_error (401, "unknown api_key");
  *secret++ = '\0';
  is_other = cloud->other_key != NULL && g_str_equal (text, cloud->other_key);
  if (!is_other && !g_str_equal (text, PS_DEMO_API_KEY))
    return ps_reply_new_error (401, "unknown api_key");
  if (!g_str_equal (secret, ps_cloud_get_secret (cloud)))
    return ps_reply_new_error (401, "api_secret mismatch");
  if (is_other || !g_str_equal (cloud_name, PS_DEMO_CLOUD_NAME))
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
call_api (PsExchange        *exchange,
          const char *const *segments)
{
  PsCloud *cloud = exchange->house->cloud;
  PsCall call = { .cloud = cloud, .request = exchange->request, .segments = segments, .n_segments = g_strv_length ((GStrv) segments) };
  PsFaultSide side = !ps_api_is_page (&call) ? PS_FAULT_ON_API : ps_api_get_cursor (&call) != NULL ? PS_FAULT_ON_NEXT_PAGE : PS_FAULT_ON_PAGE;
  g_autofree char *message = NULL;
  PsReply *reply;

  ps_cloud_begin_call (cloud);
  ps_exchange_meet_fault (exchange, side, exchange->request->path);
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
  /* The first page is not kept waiting: it is the first that anybody sees. */
  if (ps_cloud_is_late (cloud) && ps_api_is_page (&call) && ps_api_get_cursor (&call) != NULL)
    exchange->delay_ms = DRAWING_PAUSE_MS;
  return reply;
}

/* segments: after /v1_1 */
static void
enter_api (PsExchange        *exchange,
           const char *const *segments)
{
  PsCloud *cloud = exchange->house->cloud;
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
      g_autoptr(PsReply) refusal = is_backup ? check_credentials (cloud, exchange->request, segments[0]) : NULL;

      exchange->delivery = ps_delivery_find_download (cloud, exchange->request, is_download ? rest[0] : NULL, is_backup && refusal == NULL);
      ps_exchange_deliver (exchange);
      return;
    }
  else
    {
      reply = check_credentials (cloud, exchange->request, segments[0]);
      if (reply == NULL)
        reply = call_api (exchange, rest);
    }
  ps_exchange_answer (exchange, reply);
}

static void
enter_hooks (PsExchange        *exchange,
             const char *const *segments)
{
  PsCall call = { .cloud = exchange->house->cloud, .request = exchange->request, .segments = segments, .n_segments = g_strv_length ((GStrv) segments) };

  exchange->is_hook = TRUE;
  if (call.n_segments == 1 && g_str_equal (segments[0], "log") && ps_request_get_header (exchange->request, "Origin") == NULL)
    {
      g_autofree char *json = ps_request_log_to_json (exchange->house->log);

      if (g_str_equal (exchange->request->method, "POST"))
        ps_request_log_clear (exchange->house->log);
      ps_exchange_answer (exchange, ps_reply_new_json (200, g_string_new (json)));
      return;
    }
  ps_exchange_answer (exchange, ps_api_hooks (&call));
}

static void
enter_delivery (PsExchange *exchange)
{
  exchange->door = PS_DOOR_DELIVERY;
  if (!g_str_equal (exchange->request->method, "GET") && !g_str_equal (exchange->request->method, "HEAD"))
    {
      ps_exchange_answer (exchange, ps_reply_new_refusal (405, "Method Not Allowed"));
      return;
    }
  exchange->delivery = ps_delivery_find (exchange->house->cloud, exchange->request);
  ps_exchange_deliver (exchange);
}

static void
requested_cb (SoupServer        *soup,
              SoupServerMessage *message,
              const char        *path,
              GHashTable        *query,
              gpointer           user_data)
{
  PsDemoServer *self = user_data;
  PsExchange *exchange = ps_exchange_new (&self->house, G_OBJECT (self), message);
  const char *const *segments;

  segments = (const char *const *) exchange->request->segments;
  if (segments[0] != NULL && g_str_equal (segments[0], "demo"))
    {
      enter_hooks (exchange, segments + 1);
      return;
    }
  self->house.cloud->n_requests++;
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
  g_clear_pointer (&self->house.cloud, ps_cloud_free);
  g_clear_pointer (&self->house.log, ps_request_log_free);
  g_clear_pointer (&self->house.refusals, ps_refusals_free);
  g_clear_object (&self->house.cancellable);
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
  self->house.cancellable = g_cancellable_new ();
  self->house.refusals = ps_refusals_new ();
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
  ps_cloud_set_port (self->house.cloud, g_uri_get_port (uris->data), delivery_port);
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

  self->house.log = ps_request_log_new (options->log_path, error);
  if (self->house.log == NULL)
    return NULL;
  self->house.cloud = ps_cloud_new (options, error);
  if (self->house.cloud == NULL || !listen (self, options->port, options->delivery_port, error))
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

  return self->house.cloud->port;
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

  return g_strdup_printf ("cloudinary://" PS_DEMO_API_KEY ":" PS_DEMO_API_SECRET "@" PS_DEMO_CLOUD_NAME "?upload_prefix=%s", self->house.cloud->origin);
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

  return self->house.cloud->gallery;
}

/**
 * ps_demo_server_set_drawing:
 * @self: a server
 * @is_drawing: whether ps_gallery_prepare() is still at work
 *
 * While the gallery is being drawn, pages are short, so that the first photos are seen at once.
 */
void
ps_demo_server_set_drawing (PsDemoServer *self,
                            gboolean      is_drawing)
{
  g_return_if_fail (PS_IS_DEMO_SERVER (self));

  self->house.cloud->is_drawing = is_drawing;
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

  g_cancellable_cancel (self->house.cancellable);
  if (self->soup != NULL)
    {
      soup_server_remove_handler (self->soup, NULL);
      soup_server_disconnect (self->soup);
    }
}
