/* src/cloud/api-call.c: one API call, from its place in the queue to its parsed reply.
 *
 *   queued ── start ── headers ── body, counted while read ── limits noted ── next call may start
 *                                                                          └─ parsed on a thread ── task returns
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "cloud/client-private.h"
#include "cloud/error-private.h"
#include "cloud/original.h"
#include "cloud/patience.h"
#include "cloud/reply.h"
#include "cloud/secret-memory.h"

#define MAX_REPLY_BYTES (32 * 1024 * 1024)
#define MAX_ERROR_BYTES (64 * 1024)
#define CHUNK_BYTES (64 * 1024)

struct _PsApiCall
{
  GTask *task;             /* owned */
  PsCallSpec spec;         /* owned */
  GQueue *queue;           /* borrowed: where it waits */
  GSource *cancel_source;  /* owned, nullable: while it waits */
  SoupMessage *message;    /* owned, nullable */
  PsPatience *patience;    /* owned, nullable */
  GInputStream *stream;    /* owned, nullable */
  GByteArray *body;        /* owned, nullable */
  GError *error;           /* owned, nullable: why the body is not whole */
};

static void
drop_cancel_source (PsApiCall *self)
{
  if (self->cancel_source == NULL)
    return;
  g_source_destroy (self->cancel_source);
  g_clear_pointer (&self->cancel_source, g_source_unref);
}

static void
spec_clear (PsCallSpec *spec)
{
  g_free (spec->path);
  g_free (spec->body);
  if (spec->destroy_data != NULL)
    spec->destroy_data (spec->parse_data);
}

static void
call_free (PsApiCall *self)
{
  drop_cancel_source (self);
  spec_clear (&self->spec);
  g_clear_object (&self->stream);
  g_clear_object (&self->message);
  g_clear_pointer (&self->patience, ps_patience_free);
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_clear_error (&self->error);
  g_object_unref (self->task);
  g_free (self);
}

/* It waits for its turn no longer. */
static gboolean
cancelled_in_queue_cb (GCancellable *cancellable,
                       gpointer      data)
{
  PsApiCall *self = data;

  g_queue_remove (self->queue, self);
  g_task_return_error_if_cancelled (self->task);
  call_free (self);
  return G_SOURCE_REMOVE;
}

/**
 * ps_api_call_new:
 * @task: (transfer full): to be finished
 * @spec: (transfer full): the call
 * @queue: where the call will wait
 *
 * Returns: a call that owns itself, and leaves @queue when cancelled there
 */
PsApiCall *
ps_api_call_new (GTask      *task,
                 PsCallSpec  spec,
                 GQueue     *queue)
{
  PsApiCall *self = g_new0 (PsApiCall, 1);
  GCancellable *cancellable = g_task_get_cancellable (task);

  self->task = task;
  self->spec = spec;
  self->queue = queue;
  if (cancellable != NULL)
    {
      self->cancel_source = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->cancel_source, G_SOURCE_FUNC (cancelled_in_queue_cb), self, NULL);
      g_source_attach (self->cancel_source, g_main_context_get_thread_default ());
    }
  return self;
}

/* The reply on its way to the thread that reads it. */
typedef struct
{
  PsReply reply;
  GByteArray *body;   /* owned */
  char *content_type; /* owned, nullable */
  char *cloud_name;   /* owned */
  PsCallSpec spec;    /* owned */
} Parsing;

static void
parsing_free (gpointer data)
{
  Parsing *self = data;

  g_byte_array_unref (self->body);
  g_free (self->content_type);
  g_free (self->cloud_name);
  spec_clear (&self->spec);
  g_free (self);
}

static void
parse_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Parsing *self = task_data;
  GError *error = ps_reply_to_error (&self->reply);
  gpointer result;

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  result = self->spec.parse (self->reply.body, self->reply.length, self->spec.parse_data, &error);
  if (result != NULL)
    g_task_return_pointer (task, result, self->spec.destroy_result);
  else
    g_task_return_error (task, error);
}

/* Status and signs first: limits are read on every reply, errors included. */
static void
note_limits (PsApiCall *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  g_autofree char *message = NULL;
  int status = soup_message_get_status (self->message);
  PsLimitSigns signs = {
    .limit = soup_message_headers_get_one (headers, "X-FeatureRateLimit-Limit"),
    .remaining = soup_message_headers_get_one (headers, "X-FeatureRateLimit-Remaining"),
    .reset = soup_message_headers_get_one (headers, "X-FeatureRateLimit-Reset"),
    .date = soup_message_headers_get_one (headers, "Date"),
    .retry_after = soup_message_headers_get_one (headers, "Retry-After"),
  };

  if (status == 420 || status == 429)
    {
      message = ps_reply_dup_message ((const char *) self->body->data, self->body->len);
      signs.message = message;
      signs.is_refusal = ps_limits_is_hourly (message);
    }
  ps_limits_note (ps_client_get_limits (g_task_get_source_object (self->task)), &signs, g_get_real_time ());
}

/* The key and the secret lie in the message's headers: overwrite them before they are freed. */
static void
wipe_authorization (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  const char *value = soup_message_headers_get_one (headers, "Authorization");

  if (value != NULL)
    explicit_bzero ((char *) value, strlen (value));
  soup_message_headers_remove (headers, "Authorization");
}

static void
finish (PsApiCall *self)
{
  PsClient *client = g_task_get_source_object (self->task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  const char *type = soup_message_headers_get_one (headers, "Content-Type");
  Parsing *parsing;

  g_clear_object (&self->stream);
  wipe_authorization (self->message);
  if (soup_message_get_status (self->message) != SOUP_STATUS_NONE)
    note_limits (self);
  if (self->error != NULL)
    {
      g_object_ref (client);
      ps_client_call_ended (client);
      g_task_return_error (self->task, g_steal_pointer (&self->error));
      call_free (self);
      g_object_unref (client);
      return;
    }
  parsing = g_new0 (Parsing, 1);
  parsing->body = g_byte_array_ref (self->body);
  parsing->content_type = g_strdup (type);
  parsing->cloud_name = g_strdup (ps_account_get_cloud_name (ps_client_get_account (client)));
  parsing->reply = (PsReply) {
    .status = soup_message_get_status (self->message),
    .content_type = parsing->content_type,
    .body = (const char *) self->body->data,
    .length = self->body->len,
    .skew_us = ps_client_get_skew (client),
    .has_cursor = self->spec.has_cursor,
    .cloud_name = parsing->cloud_name,
  };
  parsing->spec = self->spec;
  self->spec = (PsCallSpec) { .method = NULL };
  ps_client_call_ended (client);
  g_task_set_task_data (self->task, parsing, parsing_free);
  g_task_run_in_thread (self->task, parse_in_thread);
  call_free (self);
}

static void read_more (PsApiCall *self);

static void
take_chunk (PsApiCall *self,
            GBytes    *chunk)
{
  gboolean is_error = soup_message_get_status (self->message) >= 400;
  gsize max = is_error ? MAX_ERROR_BYTES : MAX_REPLY_BYTES;

  if (g_bytes_get_size (chunk) > max - self->body->len)
    {
      if (!is_error) /* of an error page the beginning is enough */
        self->error = ps_cloud_error_new (PS_CLOUD_ERROR_MALFORMED, soup_message_get_status (self->message),
                                          _("Cloudinary’s reply is too long to be right. Nothing was changed; it can be tried again later."));
      finish (self);
      return;
    }
  g_byte_array_append (self->body, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
  read_more (self);
}

static void
chunk_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  PsApiCall *self = user_data;
  g_autoptr(GBytes) chunk = NULL;
  GError *error = NULL;

  chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  if (chunk != NULL && g_bytes_get_size (chunk) > 0)
    {
      ps_patience_touch (self->patience);
      take_chunk (self, chunk);
      return;
    }
  if (error != NULL)
    self->error = ps_patience_explain (self->patience, error);
  finish (self);
}

static void
read_more (PsApiCall *self)
{
  g_input_stream_read_bytes_async (self->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT,
                                   ps_patience_get_cancellable (self->patience), chunk_read_cb, self);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  PsApiCall *self = user_data;
  GError *error = NULL;

  self->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (self->stream == NULL)
    {
      self->error = ps_patience_explain (self->patience, error);
      finish (self);
      return;
    }
  ps_patience_touch (self->patience);
  read_more (self);
}

static void
add_authorization (SoupMessage *message,
                   PsAccount   *account)
{
  char *pair = g_strconcat (ps_account_get_api_key (account), ":", ps_account_get_api_secret (account), NULL);
  char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  char *value = g_strconcat ("Basic ", encoded, NULL);

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", value);
  ps_secret_memory_wipe (value);
  ps_secret_memory_wipe (encoded);
  ps_secret_memory_wipe (pair);
}

static SoupMessage *
make_message (PsAccount  *account,
              PsCallSpec *spec)
{
  g_autofree char *url = g_strconcat (ps_account_get_api_origin (account), "/v1_1/", ps_account_get_cloud_name (account), spec->path, NULL);
  SoupMessage *message = soup_message_new (spec->method, url);

  g_assert (message != NULL); /* the origin was checked, the path is ours and escaped */
  /* Searching only reads, so a search may go again over a connection that turned out to be closed. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_IDEMPOTENT);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept", "application/json");
  add_authorization (message, account);
  if (spec->body != NULL)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (spec->body, strlen (spec->body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  return message;
}

/**
 * ps_api_call_start:
 * @self: a call that has left the queue
 *
 * The key goes to the API's origin alone: redirects are not followed.
 */
void
ps_api_call_start (PsApiCall *self)
{
  PsClient *client = g_task_get_source_object (self->task);
  PsAccount *account = ps_client_get_account (client);

  drop_cancel_source (self);
  if (g_task_return_error_if_cancelled (self->task))
    {
      ps_client_call_ended (client);
      call_free (self);
      return;
    }
  ps_client_count_call (client);
  self->body = g_byte_array_new ();
  self->message = make_message (account, &self->spec);
  self->patience = ps_patience_new (g_task_get_cancellable (self->task), ps_patience_scale (account, PS_PATIENCE_IDLE_US),
                                    2 * ps_patience_scale (account, PS_PATIENCE_TOTAL_US / 2));
  ps_patience_watch_message (self->patience, account, self->message);
  soup_session_send_async (ps_client_get_api_session (client), self->message, G_PRIORITY_DEFAULT,
                           ps_patience_get_cancellable (self->patience), sent_cb, self);
}
