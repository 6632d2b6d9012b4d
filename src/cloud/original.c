/* src/cloud/original.c: opens an original's bytes from an offset, by one rung of the download ladder.
 *
 *   address ── allowed? ── send ── headers ── verdict ─┬─ read: the stream goes to the caller
 *      ▲                                               ├─ redirect, at most three ──┐
 *      │                                               ├─ restart, without a range ─┤
 *      │                                               ├─ 401 and another form of   │
 *      └───────────────────────────────────────────────┴──the signature is left ────┘
 *
 * The session knows no credentials; signed addresses carry signatures, never the secret.
 */
#include "cloud/original.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cloud/client-private.h"
#include "cloud/error-private.h"
#include "cloud/ladder.h"
#include "cloud/patience.h"
#include "cloud/patient-stream.h"
#include "cloud/places.h"
#include "cloud/reply.h"
#include "cloud/verdict.h"

#define MAX_REDIRECTS 3
#define MAX_LOCATION_BYTES 8192
#define MAX_ERROR_BYTES (16 * 1024)
#define SMALL_BYTES 4096

typedef struct
{
  PsAsset *asset;          /* owned */
  PsRung rung;
  gint64 offset;           /* 0 once a range did not work */
  char *if_range;          /* owned, nullable */
  GPtrArray *urls;         /* owned: the forms of the address */
  guint n_urls_tried;
  guint n_redirects;       /* of this form */
  GUri *uri;               /* owned: where the request goes */
  SoupMessage *message;    /* owned */
  PsPatience *patience;    /* owned */
  PsOriginal *original;    /* owned: filled as the answer gets known */
  GByteArray *head;        /* owned, nullable: a small body that must be looked at first */
} Open;

static void start_request (GTask *task);

static void
open_free (gpointer data)
{
  Open *self = data;

  ps_asset_unref (self->asset);
  g_free (self->if_range);
  g_ptr_array_unref (self->urls);
  g_clear_pointer (&self->uri, g_uri_unref);
  g_clear_object (&self->message);
  g_clear_pointer (&self->patience, ps_patience_free);
  g_clear_pointer (&self->original, ps_original_free);
  g_clear_pointer (&self->head, g_byte_array_unref);
  g_free (self);
}

/**
 * ps_original_free:
 * @self: (transfer full): an answer; what was not read is dropped with its connection
 */
void
ps_original_free (PsOriginal *self)
{
  g_clear_object (&self->stream);
  g_free (self->etag);
  g_free (self->content_type);
  g_free (self);
}

/* What the next form of a signature may cure. Rules against a kind of file, or a disabled account, it does not. */
static gboolean
is_about_signature (const GError *error)
{
  g_autofree char *reason = g_utf8_strdown (ps_cloud_error_get_reason (error), -1);

  return ps_cloud_error_get_status (error) == 401
         && (g_error_matches (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_BLOCKED) || g_error_matches (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_AUTH))
         && strstr (reason, "deny") == NULL && strstr (reason, "restricted") == NULL;
}

/* Takes the task: goes on to the next form of the address, or ends. */
static void
try_next_url (GTask  *task,
              GError *error)
{
  Open *self = g_task_get_task_data (task);
  GError *bad_uri = NULL;

  if (error != NULL && (!is_about_signature (error) || self->n_urls_tried == self->urls->len))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  g_clear_error (&error);
  g_clear_pointer (&self->uri, g_uri_unref);
  self->n_redirects = 0;
  self->uri = g_uri_parse (g_ptr_array_index (self->urls, self->n_urls_tried++), SOUP_HTTP_URI_FLAGS, &bad_uri);
  if (self->uri != NULL)
    {
      start_request (task);
      return;
    }
  g_error_free (bad_uri);
  g_task_return_error (task, ps_cloud_error_new (PS_CLOUD_ERROR_REFUSED, 0, _("The address that Cloudinary tells for this photo is none.")));
  g_object_unref (task);
}

static void
follow_redirect (GTask *task)
{
  Open *self = g_task_get_task_data (task);
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (self->message), "Location");
  g_autoptr(GUri) target = NULL;

  if (location != NULL && strlen (location) <= MAX_LOCATION_BYTES)
    target = g_uri_parse_relative (self->uri, location, SOUP_HTTP_URI_FLAGS, NULL);
  if (target == NULL || self->n_redirects == MAX_REDIRECTS)
    {
      g_task_return_error (task, ps_cloud_error_new (PS_CLOUD_ERROR_REFUSED, soup_message_get_status (self->message),
                                                     _("This photo’s address leads from one place to the next and to no photo.")));
      g_object_unref (task);
      return;
    }
  self->n_redirects++;
  g_uri_unref (self->uri);
  self->uri = g_steal_pointer (&target);
  start_request (task);
}

/* A body in JSON where an original should be, or beside an error's status. */
static GError *
explain_json (Open *self)
{
  const char *body = (const char *) self->head->data;
  g_autofree char *said = ps_reply_dup_message (body, self->head->len);
  PsReply reply = {
    .status = soup_message_get_status (self->message), .body = body, .length = self->head->len, .cloud_name = ""
  };
  PsDeliveryReply delivery = { .status = reply.status, .reason = said };
  GError *error;

  if (reply.status < 400) /* a success that tells of an error */
    delivery.status = reply.status = strstr (said, "not found") != NULL ? 404 : 400;
  if ((reply.status == 401 || reply.status == 403) && strstr (said, "ignature") == NULL && strstr (said, "api_") == NULL
      && strstr (said, "cloud_name") == NULL && strstr (said, "Stale") == NULL)
    return ps_delivery_reply_to_error (&delivery);
  error = ps_reply_to_error (&reply);
  g_assert (error != NULL); /* the status is one of an error */
  return error;
}

static gboolean
is_json_error (Open *self)
{
  g_autofree char *said = ps_reply_dup_message ((const char *) self->head->data, self->head->len);

  return *said != '\0' && (gint64) self->head->len != self->asset->n_bytes;
}

static void
return_original (GTask *task)
{
  Open *self = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&self->original), (GDestroyNotify) ps_original_free);
  g_object_unref (task);
}

static void
error_body_read_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  GTask *task = user_data;
  Open *self = g_task_get_task_data (task);
  gsize n_read = 0;
  GError *error = NULL;

  /* A body cut short is no reason to forget the status. */
  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &n_read, &error)
      && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  g_clear_error (&error);
  g_byte_array_set_size (self->head, n_read);
  try_next_url (task, explain_json (self));
}

static void
small_body_read_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  GTask *task = user_data;
  Open *self = g_task_get_task_data (task);
  gsize n_read = 0;
  GError *error = NULL;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &n_read, &error))
    {
      g_task_return_error (task, ps_cloud_error_from_io (error));
      g_object_unref (task);
      return;
    }
  g_byte_array_set_size (self->head, n_read);
  if (is_json_error (self))
    {
      try_next_url (task, explain_json (self));
      return;
    }
  g_object_unref (self->original->stream);
  self->original->stream = g_memory_input_stream_new_from_data (g_memdup2 (self->head->data, n_read), n_read, g_free);
  return_original (task);
}

static void
read_head (GTask               *task,
           gsize                n_bytes,
           GAsyncReadyCallback  callback)
{
  Open *self = g_task_get_task_data (task);

  g_clear_pointer (&self->head, g_byte_array_unref);
  self->head = g_byte_array_sized_new (n_bytes + 1);
  g_byte_array_set_size (self->head, n_bytes);
  g_input_stream_read_all_async (self->original->stream, self->head->data, n_bytes, G_PRIORITY_DEFAULT,
                                 g_task_get_cancellable (task), callback, task);
}

/* A small answer of the download endpoint may be an error in JSON, whatever its type says. */
static void
hand_over (GTask *task)
{
  Open *self = g_task_get_task_data (task);

  if (self->rung == PS_RUNG_DOWNLOAD && self->original->offset == 0 && self->original->n_total > 0
      && self->original->n_total <= SMALL_BYTES)
    read_head (task, self->original->n_total, small_body_read_cb);
  else
    return_original (task);
}

static void
act (GTask     *task,
     PsVerdict  verdict,
     GError    *error)
{
  Open *self = g_task_get_task_data (task);

  switch (verdict)
    {
    case PS_VERDICT_READ:
      hand_over (task);
      break;
    case PS_VERDICT_COMPLETE:
      g_object_unref (self->original->stream);
      self->original->stream = g_memory_input_stream_new ();
      return_original (task);
      break;
    case PS_VERDICT_RESTART:
      self->offset = 0;
      start_request (task);
      break;
    case PS_VERDICT_REDIRECT:
      follow_redirect (task);
      break;
    case PS_VERDICT_JSON:
      read_head (task, MAX_ERROR_BYTES, error_body_read_cb);
      break;
    case PS_VERDICT_ERROR:
    default:
      try_next_url (task, error);
    }
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GTask *task = user_data;
  Open *self = g_task_get_task_data (task);
  PsClient *client = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr(GInputStream) stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  PsVerdict verdict;

  if (stream == NULL)
    {
      g_task_return_error (task, ps_patience_explain (self->patience, error));
      g_object_unref (task);
      return;
    }
  g_clear_pointer (&self->patience, ps_patience_free);
  self->original = g_new0 (PsOriginal, 1);
  self->original->stream = ps_patient_stream_new (stream, ps_patience_scale (ps_client_get_account (client), PS_PATIENCE_IDLE_US));
  verdict = ps_verdict_of (&(PsQuestion) { self->asset, self->rung, self->offset, self->if_range },
                           soup_message_get_status (self->message), soup_message_get_response_headers (self->message),
                           self->original, &error);
  act (task, verdict, error);
}

static SoupMessage *
make_message (Open *self)
{
  SoupMessage *message = soup_message_new_from_uri (SOUP_METHOD_GET, self->uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_replace (headers, "Accept", "*/*");
  soup_message_headers_replace (headers, "Accept-Encoding", "identity");
  if (self->offset > 0)
    {
      g_autofree char *range = g_strdup_printf ("bytes=%" G_GINT64_FORMAT "-", self->offset);

      soup_message_headers_replace (headers, "Range", range);
      if (self->if_range != NULL)
        {
          g_autofree char *quoted = g_strdup_printf ("\"%s\"", self->if_range);

          soup_message_headers_replace (headers, "If-Range", quoted);
        }
    }
  return message;
}

/* Takes the task: goes to self->uri, if that is allowed. */
static void
start_request (GTask *task)
{
  Open *self = g_task_get_task_data (task);
  PsClient *client = g_task_get_source_object (task);
  PsAccount *account = ps_client_get_account (client);
  GError *error = NULL;

  g_clear_pointer (&self->original, ps_original_free);
  g_clear_pointer (&self->patience, ps_patience_free);
  g_clear_object (&self->message);
  if (!ps_place_check (account, self->uri, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  self->message = make_message (self);
  self->patience = ps_patience_new (g_task_get_cancellable (task), ps_patience_scale (account, PS_PATIENCE_IDLE_US), 0);
  ps_patience_watch_message (self->patience, account, self->message);
  soup_session_send_async (ps_client_get_delivery_session (client), self->message, G_PRIORITY_DEFAULT,
                           ps_patience_get_cancellable (self->patience), sent_cb, task);
}

/* A validator that cannot stand in a header cannot have come from one. */
static gboolean
is_validator (const char *etag)
{
  for (const char *p = etag; *p != '\0'; p++)
    if ((guchar) *p <= 0x20 || *p == '"' || *p == 0x7f)
      return FALSE;
  return *etag != '\0';
}

/**
 * ps_original_open_async:
 * @client: a client
 * @asset: which original
 * @rung: how to ask for it
 * @offset: how many bytes are here already; 0: none
 * @if_range: (nullable): the etag of what they were part of; %NULL: not known
 * @cancellable: (nullable): to stop
 * @callback: called when the answer's headers are judged
 * @user_data: for @callback
 *
 * One rung, tried once: other forms of a refused signature are tried, nothing
 * else is. Where the reply does not continue exactly at @offset with the same
 * object, the whole is asked for again and the stream begins at 0.
 */
void
ps_original_open_async (PsClient            *client,
                        PsAsset             *asset,
                        PsRung               rung,
                        gint64               offset,
                        const char          *if_range,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Open *self;

  g_return_if_fail (PS_IS_CLIENT (client) && asset != NULL && offset >= 0);
  g_return_if_fail (rung >= 0 && rung < PS_N_RUNGS);

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, ps_original_open_async);
  self = g_new0 (Open, 1);
  self->asset = ps_asset_ref (asset);
  self->rung = rung;
  self->offset = if_range == NULL || is_validator (if_range) ? offset : 0;
  self->if_range = g_strdup (if_range);
  self->urls = ps_ladder_dup_urls (ps_client_get_account (client), asset, rung, ps_client_get_skew (client));
  g_task_set_task_data (task, self, open_free);
  if (self->urls->len == 0)
    g_task_return_error (task, ps_cloud_error_new (PS_CLOUD_ERROR_REFUSED, 0, _("There is no such way to fetch this photo.")));
  else
    try_next_url (g_steal_pointer (&task), NULL);
}

/**
 * ps_original_open_finish:
 * @client: a client
 * @result: what the callback got
 * @error: set with a #PsCloudError
 *
 * Returns: (transfer full): an answer that may be read
 */
PsOriginal *
ps_original_open_finish (PsClient      *client,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
