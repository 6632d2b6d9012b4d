/* tests/cloud/test-client.c: API calls against a server that says byte for byte what it should not. */
#include "cloud/client.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cloud/original.h"
#include "common.h"
#include "raw-server.h"

#define BASIC "Authorization: Basic MTIzNDU2Nzg5MDEyMzQ1OnRlc3Qtc2VjcmV0LUFiQ2RFZjEyMzQ1Ng=="
#define HEAD_JSON "Content-Type: application/json; charset=utf-8\r\n"
#define RATE "X-FeatureRateLimit-Limit: 500\r\nX-FeatureRateLimit-Remaining: 321\r\n"

static char *
reply (const char *status,
       const char *headers,
       const char *body)
{
  return g_strdup_printf ("HTTP/1.1 %s\r\n%sContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s", status, headers, strlen (body), body);
}

static void
answer (RawServer  *server,
        const char *request,
        const char *status,
        const char *headers,
        const char *body)
{
  g_autofree char *text = reply (status, headers, body);

  raw_server_answer (server, request, RAW_KEEP, text);
}

static gboolean
ping (PsClient  *client,
      GError   **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ps_client_ping_async (client, NULL, result_cb, &result);
  wait_for (&result);
  return ps_client_ping_finish (client, result, error);
}

static PsListing *
list (PsClient    *client,
      const char  *cursor,
      GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ps_client_list_async (client, "image", cursor, NULL, result_cb, &result);
  wait_for (&result);
  return ps_client_list_finish (client, result, error);
}

static PsListing *
search (PsClient    *client,
        const char  *cursor,
        GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ps_client_search_async (client, cursor, NULL, result_cb, &result);
  wait_for (&result);
  return ps_client_search_finish (client, result, error);
}

static char *
document (PsClient    *client,
          const char  *name,
          GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ps_client_document_async (client, name, NULL, result_cb, &result);
  wait_for (&result);
  return ps_client_document_finish (client, result, error);
}

static void
test_ping (void)
{
  g_autoptr(RawServer) server = raw_server_new (NULL);
  g_autoptr(PsClient) client = client_at (raw_server_get_port (server));
  g_autoptr(GError) error = NULL;
  g_autofree char *request = NULL;

  answer (server, "GET /v1_1/demo-studio/ping ", "200 OK", HEAD_JSON RATE, "{\"status\":\"ok\"}");
  g_assert_cmpint (ps_client_get_calls_left (client), >, 1000000);
  g_assert_true (ping (client, &error));
  g_assert_no_error (error);
  request = raw_server_dup_request (server, 0);
  g_assert_nonnull (strstr (request, BASIC "\r\n"));
  g_assert_nonnull (strstr (request, "Accept: application/json\r\n"));
  g_assert_nonnull (strstr (request, "User-Agent: Proofsheet/"));
  g_assert_null (strstr (request, "Cookie"));
  g_assert_cmpuint (ps_client_get_n_calls (client), ==, 1);
  g_assert_cmpint (ps_client_get_rate_limit (client).limit, ==, 500);
  g_assert_cmpint (ps_client_get_rate_limit (client).remaining, ==, 321);
  g_assert_cmpint (ps_client_get_rate_limit (client).reset_us, >, g_get_real_time ());
  g_assert_cmpint (ps_client_get_calls_left (client), ==, 271);
}

typedef struct
{
  const char *path;
  const char *status, *headers, *body;
  PsCloudError code;
  const char *says; /* a part of the message */
} Refusal;

static const Refusal refusals[] = {
  { "/client/refusal/wrong-secret", "401 Unauthorized", HEAD_JSON, "{\"error\":{\"message\":\"api_secret mismatch\"}}", PS_CLOUD_ERROR_AUTH, "does not accept the API secret" },
  { "/client/refusal/unknown-key", "401 Unauthorized", HEAD_JSON, "{\"error\":{\"message\":\"unknown api_key\"}}", PS_CLOUD_ERROR_AUTH, "does not know the API key" },
  { "/client/refusal/cloud-name", "401 Unauthorized", HEAD_JSON, "{\"error\":{\"message\":\"cloud_name mismatch\"}}", PS_CLOUD_ERROR_AUTH, "cloud name “demo-studio”" },
  { "/client/refusal/disabled-401", "401 Unauthorized", HEAD_JSON, "{\"error\":{\"message\":\"disabled account\"}}", PS_CLOUD_ERROR_DISABLED, "switched this account off" },
  { "/client/refusal/disabled-403", "403 Forbidden", HEAD_JSON, "{\"error\":{\"message\":\"cloud_name demo is disabled\"}}", PS_CLOUD_ERROR_DISABLED, "switched this account off" },
  { "/client/refusal/html-401", "401 Unauthorized", "Content-Type: text/html\r\n", "<html>Authorization Required</html>", PS_CLOUD_ERROR_AUTH, "Check cloud name" },
  { "/client/refusal/html-404", "404 Not Found", "Content-Type: text/html\r\n", "<html>nope</html>", PS_CLOUD_ERROR_AUTH, "cloud name “demo-studio”" },
  { "/client/refusal/json-404", "404 Not Found", HEAD_JSON, "{\"error\":{\"message\":\"Resource not found - a\"}}", PS_CLOUD_ERROR_NOT_FOUND, "Resource not found - a" },
  { "/client/refusal/role", "403 Forbidden", HEAD_JSON, "{\"error\":{\"message\":\"not permitted\"}}", PS_CLOUD_ERROR_FORBIDDEN, "role" },
  { "/client/refusal/stale", "400 Bad Request", HEAD_JSON, "{\"error\":{\"message\":\"Stale request - reported time is 2020\"}}", PS_CLOUD_ERROR_STALE, "date and time" },
  { "/client/refusal/stale-by-date", "401 Unauthorized", HEAD_JSON "Date: Wed, 03 Oct 2012 05:20:00 GMT\r\n", "{\"error\":{\"message\":\"Stale request\"}}", PS_CLOUD_ERROR_STALE, "while Cloudinary’s shows 2012-10-0" },
  { "/client/refusal/cursor", "400 Bad Request", HEAD_JSON, "{\"error\":{\"message\":\"Invalid value for parameter next_cursor\"}}", PS_CLOUD_ERROR_CURSOR, "left off" },
  { "/client/refusal/bad-request", "400 Bad Request", HEAD_JSON, "{\"error\":{\"message\":\"no \\u001b[31mred\\n\"}}", PS_CLOUD_ERROR_BAD_REQUEST, "no ␛[31mred␊" },
  { "/client/refusal/signature-hidden", "401 Unauthorized", HEAD_JSON, "{\"error\":{\"message\":\"Invalid Signature abcdef. String to sign - 'a=b'.\"}}", PS_CLOUD_ERROR_AUTH, "“Invalid Signature”" },
  { "/client/refusal/420", "420 Enhance", HEAD_JSON RATE, "{\"error\":{\"message\":\"Rate Limit Exceeded. Limit of 500 api operations reached.\"}}", PS_CLOUD_ERROR_RATE_LIMITED, "next hour" },
  { "/client/refusal/420-empty", "420 Enhance", "", "", PS_CLOUD_ERROR_RATE_LIMITED, "next hour" },
  { "/client/refusal/420-add-on", "420 Enhance", HEAD_JSON RATE, "{\"error\":{\"message\":\"You don't have an active subscription for X\"}}", PS_CLOUD_ERROR_QUOTA, "plan" },
  { "/client/refusal/429", "429 Too Many", "Retry-After: 90\r\n", "", PS_CLOUD_ERROR_RATE_LIMITED, "next hour" },
  { "/client/refusal/423", "423 Locked", HEAD_JSON, "{}", PS_CLOUD_ERROR_PROCESSING, "still working" },
  { "/client/refusal/500", "500 Oops", "", "", PS_CLOUD_ERROR_SERVER, "500" },
  { "/client/refusal/html-502", "502 Bad Gateway", "Content-Type: text/html\r\n", "<html>", PS_CLOUD_ERROR_SERVER, "502" },
  { "/client/refusal/509", "509 Bandwidth", "", "", PS_CLOUD_ERROR_SERVER, "509" },
  { "/client/refusal/511", "511 Login", "Content-Type: text/html\r\n", "<html>", PS_CLOUD_ERROR_PORTAL, "login" },
  { "/client/refusal/407", "407 Proxy", "Proxy-Authenticate: Basic realm=\"x\"\r\n", "", PS_CLOUD_ERROR_FAILED, "proxy" },
  { "/client/refusal/401-challenge", "401 Unauthorized", "WWW-Authenticate: Basic realm=\"x\"\r\n", "", PS_CLOUD_ERROR_AUTH, "Check" },
  { "/client/refusal/409", "409 Conflict", "", "", PS_CLOUD_ERROR_FAILED, "409" },
  { "/client/refusal/portal", "200 OK", "Content-Type: text/html\r\n", "<html>log in</html>", PS_CLOUD_ERROR_PORTAL, "login" },
  { "/client/refusal/portal-untyped", "200 OK", HEAD_JSON, "\n <!doctype html>", PS_CLOUD_ERROR_PORTAL, "login" },
  { "/client/refusal/empty", "200 OK", HEAD_JSON, "", PS_CLOUD_ERROR_MALFORMED, "could not be read" },
  { "/client/refusal/204", "204 No Content", "", "", PS_CLOUD_ERROR_MALFORMED, "could not be read" },
  { "/client/refusal/tail", "200 OK", HEAD_JSON, "{\"resources\":[]}x", PS_CLOUD_ERROR_MALFORMED, "could not be read" },
  { "/client/refusal/301", "301 Moved", "Location: http://127.0.0.1:{PORT}/elsewhere\r\n", "", PS_CLOUD_ERROR_MOVED, "update" },
  { "/client/refusal/302", "302 Found", "Location: http://evil.example/\r\n", "", PS_CLOUD_ERROR_MOVED, "update" },
  { "/client/refusal/308", "308 Moved", "Location: /v2/\r\n", "", PS_CLOUD_ERROR_MOVED, "update" },
};

static void
test_refusal (gconstpointer data)
{
  const Refusal *refusal = data;
  g_autoptr(RawServer) server = raw_server_new (NULL);
  g_autoptr(PsClient) client = client_at (raw_server_get_port (server));
  g_autoptr(GError) error = NULL;

  answer (server, "GET /v1_1/demo-studio/resources/image?", refusal->status, refusal->headers, refusal->body);
  g_assert_null (list (client, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, PS_CLOUD_ERROR, (int) refusal->code);
  g_assert_nonnull (strstr (error->message, refusal->says));
  g_assert_null (strstr (error->message, "abcdef"));
  if (refusal->code != PS_CLOUD_ERROR_MALFORMED && refusal->code != PS_CLOUD_ERROR_PORTAL)
    g_assert_cmpint (ps_cloud_error_get_status (error), ==, atoi (refusal->status));
  g_assert_cmpuint (raw_server_count (server), ==, 1); /* nothing is asked twice, nobody followed */
  g_assert_cmpint (ps_client_get_calls_left (client) == 0, ==, refusal->code == PS_CLOUD_ERROR_RATE_LIMITED);
}

static void
test_retry_after (void)
{
  g_autoptr(RawServer) server = raw_server_new (NULL);
  g_autoptr(PsClient) client = client_at (raw_server_get_port (server));
  gint64 wait_us;

  answer (server, "GET ", "429 Too Many", "Retry-After: 90\r\n", "");
  g_assert_false (ping (client, NULL));
  wait_us = ps_client_get_rate_limit (client).reset_us - g_get_real_time ();
  g_assert_cmpint (wait_us, >, 80 * G_USEC_PER_SEC);
  g_assert_cmpint (wait_us, <, 100 * G_USEC_PER_SEC);
}

/* Bytes, not HTTP: cut short, closed, reset, too long, doubly sized. */
static const struct
{
  const char *path, *sent;
  RawEnd end;
  int code; /* −1: either of the errors that are tried again */
} broken[] = {
  { "/client/broken/short", "HTTP/1.1 200 OK\r\n" HEAD_JSON "Content-Length: 100\r\n\r\n{\"resources\":[]", RAW_CLOSE, PS_CLOUD_ERROR_SERVER },
  { "/client/broken/no-length-cut", "HTTP/1.1 200 OK\r\n" HEAD_JSON "\r\n{\"resources\":[", RAW_CLOSE, PS_CLOUD_ERROR_MALFORMED },
  { "/client/broken/chunk-cut", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{\"resources\":[", RAW_CLOSE, -1 },
  { "/client/broken/reset", "HTTP/1.1 200 OK\r\n" HEAD_JSON "Content-Length: 100\r\n\r\n{\"resources\":[]", RAW_RESET, -1 },
  { "/client/broken/reset-early", "", RAW_RESET, -1 },
  { "/client/broken/close-early", "", RAW_CLOSE, -1 },
  { "/client/broken/junk", "\x01\x02garbage\r\n\r\n", RAW_CLOSE, -1 },
  { "/client/broken/http09", "{\"resources\":[]}", RAW_CLOSE, -1 },
};

static void
test_broken (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr(RawServer) server = raw_server_new (NULL);
  g_autoptr(PsClient) client = client_at (raw_server_get_port (server));
  g_autoptr(GError) error = NULL;

  raw_server_answer (server, "GET ", broken[i].end, broken[i].sent);
  g_assert_null (list (client, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_true (error->domain == PS_CLOUD_ERROR);
  if (broken[i].code >= 0)
    g_assert_cmpint (error->code, ==, broken[i].code);
  else
    g_assert_true (error->code == PS_CLOUD_ERROR_SERVER || error->code == PS_CLOUD_ERROR_OFFLINE);
}

static GBytes *
gzip_of (gsize       n_spaces,
         const char *headers)
{
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(GConverter) gzip = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr(GOutputStream) zipped = g_converter_output_stream_new (memory, gzip);
  g_autofree char *spaces = g_strnfill (1024 * 1024, ' ');
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 200 OK\r\n%sContent-Encoding: gzip\r\nConnection: close\r\n\r\n", headers);

  g_output_stream_write_all (memory, head, strlen (head), NULL, NULL, NULL);
  for (gsize n = 0; n < n_spaces; n += 1024 * 1024)
    g_output_stream_write_all (zipped, spaces, 1024 * 1024, NULL, NULL, NULL);
  g_output_stream_write_all (zipped, "{\"resources\":[]}", 16, NULL, NULL, NULL);
  g_output_stream_close (zipped, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/* Compressed replies are read, but no more than 32 MB of them once they are unpacked. */
static void
test_gzip (void)
{
  g_autoptr(RawServer) server = raw_server_new (NULL);
  g_autoptr(PsClient) client = client_at (raw_server_get_port (server));
  g_autoptr(GBytes) fine = gzip_of (1, HEAD_JSON);
  g_autoptr(GBytes) bomb = gzip_of (64 * 1024 * 1024, HEAD_JSON);
  g_autoptr(PsListing) page = NULL;
  g_autoptr(GError) error = NULL;

  raw_server_answer_bytes (server, "GET ", RAW_CLOSE, fine);
  raw_server_answer_bytes (server, "GET ", RAW_CLOSE, bomb);
  page = list (client, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->assets->len, ==, 0);
  g_assert_null (list (client, NULL, &error));
  g_assert_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_MALFORMED);
}

static void
test_huge (void)
{
  g_autoptr(RawServer) server = raw_server_new (NULL);
  g_autoptr(PsClient) client = client_at (raw_server_get_port (server));
  g_autofree char *body = g_strnfill (33 * 1024 * 1024, ' ');
  /* It stalls behind 33 MB, so that who wants to read more than 32 waits in vain. */
  g_autofree char *text = g_strconcat ("HTTP/1.1 200 OK\r\n" HEAD_JSON "Content-Length: 500000000\r\n\r\n", body, NULL);
  g_autofree char *error_text = reply ("500 Oops", HEAD_JSON, body);
  g_autofree char *name = g_strnfill (3 * 1024 * 1024, 'h');
  g_autofree char *headers = g_strdup_printf ("X-Long: %s\r\n", name);
  g_autofree char *header_text = reply ("200 OK", headers, "{}");
  g_autoptr(GError) error = NULL;

  raw_server_answer (server, "GET ", RAW_STALL, text);
  raw_server_answer (server, "GET ", RAW_CLOSE, error_text);
  raw_server_answer (server, "GET ", RAW_CLOSE, header_text);
  g_assert_null (list (client, NULL, &error));
  g_assert_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_MALFORMED);
  g_clear_error (&error);
  g_assert_null (list (client, NULL, &error)); /* the status of an endless error page still counts */
  g_assert_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_SERVER);
  g_assert_cmpint (ps_cloud_error_get_status (error), ==, 500);
  g_clear_error (&error);
  g_assert_null (list (client, NULL, &error));
  g_assert_true (error->domain == PS_CLOUD_ERROR);
}

/* Silence before the headers, silence in the body, and a drip that never ends: all at once, to save time. */
static void
test_stalls (void)
{
  static const struct
  {
    const char *sent;
    RawEnd end;
  } stalls[] = {
    { "", RAW_STALL },
    { "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", RAW_STALL },
    { "HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n", RAW_DRIP },
  };
  RawServer *servers[G_N_ELEMENTS (stalls)];
  PsClient *clients[G_N_ELEMENTS (stalls)];
  GAsyncResult *results[G_N_ELEMENTS (stalls)] = { NULL };
  gint64 began = g_get_monotonic_time ();

  for (guint i = 0; i < G_N_ELEMENTS (stalls); i++)
    {
      servers[i] = raw_server_new (NULL);
      clients[i] = client_at (raw_server_get_port (servers[i]));
      raw_server_answer (servers[i], "GET ", stalls[i].end, stalls[i].sent);
      ps_client_ping_async (clients[i], NULL, result_cb, &results[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (stalls); i++)
    {
      g_autoptr(GError) error = NULL;

      wait_for (&results[i]);
      g_assert_false (ps_client_ping_finish (clients[i], results[i], &error));
      g_assert_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_TIMED_OUT);
      g_object_unref (results[i]);
      g_object_unref (clients[i]);
      raw_server_free (servers[i]);
    }
  g_assert_cmpint (g_get_monotonic_time () - began, <, 15 * G_USEC_PER_SEC);
}

static void
test_nobody_there (void)
{
  g_autoptr(RawServer) server = raw_server_new (NULL);
  g_autoptr(PsClient) client = client_at (raw_server_get_port (server));
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&server, raw_server_free);
  g_assert_false (ping (client, &error));
  g_assert_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_OFFLINE);
}

static void
test_cancel (void)
{
  g_autoptr(RawServer) server = raw_server_new (NULL);
  g_autoptr(PsClient) client = client_at (raw_server_get_port (server));
  g_autoptr(GCancellable) before = g_cancellable_new ();
  g_autoptr(GCancellable) midway = g_cancellable_new ();
  g_autoptr(GCancellable) queued = g_cancellable_new ();
  GAsyncResult *results[4] = { NULL };
  gint64 cancelled_us;
  g_autoptr(GError) error = NULL;

  raw_server_answer (server, "GET /v1_1/demo-studio/usage", RAW_STALL, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{");
  answer (server, "GET /v1_1/demo-studio/ping", "200 OK", HEAD_JSON, "{}");
  g_cancellable_cancel (before);
  ps_client_ping_async (client, before, result_cb, &results[0]);
  ps_client_usage_async (client, midway, result_cb, &results[1]);
  ps_client_ping_async (client, queued, result_cb, &results[2]);
  ps_client_ping_async (client, NULL, result_cb, &results[3]);
  wait_for (&results[0]);
  g_assert_false (ps_client_ping_finish (client, results[0], &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  while (raw_server_count (server) == 0)
    g_main_context_iteration (NULL, FALSE);

  g_cancellable_cancel (queued); /* leaves the queue at once, though the call before it hangs */
  wait_for (&results[2]);
  g_assert_false (ps_client_ping_finish (client, results[2], &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (results[1]);
  g_assert_null (results[3]); /* one call is in flight at a time */
  g_assert_cmpuint (raw_server_count (server), ==, 1);

  cancelled_us = g_get_monotonic_time ();
  g_cancellable_cancel (midway);
  wait_for (&results[1]);
  g_assert_cmpint (g_get_monotonic_time () - cancelled_us, <, G_USEC_PER_SEC); /* at once, not by time-out */
  g_assert_null (ps_client_usage_finish (client, results[1], &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  wait_for (&results[3]);
  g_assert_true (ps_client_ping_finish (client, results[3], &error));
  g_assert_no_error (error);
  g_assert_cmpuint (ps_client_get_n_calls (client), ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    g_object_unref (results[i]);
}

static void
test_list (void)
{
  g_autoptr(RawServer) server = raw_server_new (NULL);
  g_autoptr(PsClient) client = client_at (raw_server_get_port (server));
  g_autoptr(PsListing) page = NULL;
  g_autofree char *request = NULL;
  g_autoptr(GError) error = NULL;

  answer (server, "GET ", "200 OK", HEAD_JSON, "{\"resources\":[{\"public_id\":\"a\"},7],\"next_cursor\":null}");
  page = list (client, "a&b c/ü", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->assets->len, ==, 1);
  g_assert_cmpuint (page->n_unreadable, ==, 1);
  g_assert_cmpstr (((PsAsset *) g_ptr_array_index (page->assets, 0))->resource_type, ==, "image");
  request = raw_server_dup_request (server, 0);
  g_assert_true (g_str_has_prefix (request, "GET /v1_1/demo-studio/resources/image?max_results=500&tags=true&context=true&metadata=true"
                                            "&next_cursor=a%26b%20c%2F%C3%BC HTTP/1.1\r\n"));
  g_assert_null (strstr (request, "fields="));
}

#define PAGE_WITH_ETAG "{\"resources\":[{\"public_id\":\"a\",\"resource_type\":\"image\",\"etag\":\"8cc5a97a8ee7e91c01ab8ef296dd4126\"}],\"total_count\":1}"
#define PAGE_WITHOUT "{\"resources\":[{\"public_id\":\"a\",\"resource_type\":\"image\"}],\"next_cursor\":\"former\"}"

/* The tier forbids metadata: dropped by itself, and not asked for again. */
static void
test_search_tier (void)
{
  g_autoptr(RawServer) server = raw_server_new (NULL);
  g_autoptr(PsClient) client = client_at (raw_server_get_port (server));
  g_autoptr(PsListing) page = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *first = NULL, *second = NULL, *third = NULL;

  answer (server, "POST /v1_1/demo-studio/resources/search ", "403 Forbidden", HEAD_JSON, "{\"error\":{\"message\":\"metadata needs Search Tier 2\"}}");
  answer (server, "POST /v1_1/demo-studio/resources/search ", "200 OK", HEAD_JSON, PAGE_WITH_ETAG);
  page = search (client, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (page->total_count, ==, 1);
  first = raw_server_dup_request (server, 0);
  second = raw_server_dup_request (server, 1);
  g_assert_nonnull (strstr (first, "{\"max_results\":500,\"sort_by\":[{\"created_at\":\"desc\"},{\"public_id\":\"asc\"}],"
                                   "\"with_field\":[\"tags\",\"context\",\"metadata\"]}"));
  g_assert_nonnull (strstr (second, "\"with_field\":[\"tags\",\"context\"]}"));
  g_clear_pointer (&page, ps_listing_free);
  page = search (client, "c1", &error);
  g_assert_no_error (error);
  third = raw_server_dup_request (server, 2);
  g_assert_nonnull (strstr (third, "\"with_field\":[\"tags\",\"context\"],\"next_cursor\":\"c1\"}"));
}

/* No etag at the top level: asked for once with the analysis, where some accounts have it. */
static void
test_search_analysis (void)
{
  g_autoptr(RawServer) server = raw_server_new (NULL);
  g_autoptr(PsClient) client = client_at (raw_server_get_port (server));
  g_autoptr(RawServer) other_server = raw_server_new (NULL);
  g_autoptr(PsClient) other = client_at (raw_server_get_port (other_server));
  g_autoptr(PsListing) page = NULL;
  g_autoptr(PsListing) other_page = NULL;
  g_autofree char *second = NULL;
  g_autoptr(GError) error = NULL;

  answer (server, "POST ", "200 OK", HEAD_JSON, PAGE_WITHOUT);
  answer (server, "POST ", "200 OK", HEAD_JSON, PAGE_WITH_ETAG);
  page = search (client, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (((PsAsset *) g_ptr_array_index (page->assets, 0))->has & PS_ASSET_HAS_ETAG);
  second = raw_server_dup_request (server, 1);
  g_assert_nonnull (strstr (second, "\"image_analysis\"]"));

  answer (other_server, "POST ", "200 OK", HEAD_JSON, PAGE_WITHOUT);
  answer (other_server, "POST ", "400 Bad Request", HEAD_JSON, "{\"error\":{\"message\":\"image_analysis: tier\"}}");
  answer (other_server, "POST ", "200 OK", HEAD_JSON, PAGE_WITHOUT);
  other_page = search (other, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (other_page->next_cursor, ==, "former"); /* of the question that goes on */
  g_clear_pointer (&other_page, ps_listing_free);
  other_page = search (other, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (raw_server_count (other_server), ==, 3); /* not tried again */
}

static void
test_search_cursor (void)
{
  g_autoptr(RawServer) server = raw_server_new (NULL);
  g_autoptr(PsClient) client = client_at (raw_server_get_port (server));
  g_autoptr(GError) error = NULL;

  answer (server, "POST ", "410 Gone", HEAD_JSON, "{\"error\":{\"message\":\"gone\"}}");
  g_assert_null (search (client, "old", &error));
  g_assert_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_CURSOR);
  g_assert_cmpuint (raw_server_count (server), ==, 1);
}

static void
test_folders (void)
{
  g_autoptr(RawServer) server = raw_server_new (NULL);
  g_autoptr(PsClient) client = client_at (raw_server_get_port (server));
  g_autofree char *folders = NULL, *second = NULL, *looped = NULL;
  g_autoptr(GError) error = NULL;

  answer (server, "POST /v1_1/demo-studio/folders/search ", "200 OK", HEAD_JSON, "{ \"folders\" : [ {\"path\" : \"a\"}, {\"path\":\"b\"} ], \"next_cursor\":\"c\"}");
  answer (server, "POST /v1_1/demo-studio/folders/search ", "200 OK", HEAD_JSON, "{\"folders\":[{\"path\":\"c d\"}]}");
  answer (server, "POST /v1_1/demo-studio/folders/search ", "200 OK", HEAD_JSON, "{\"folders\":[],\"next_cursor\":\"again\"}");
  folders = document (client, "folders", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (folders, ==, "{\"folders\":[{\"path\":\"a\"},{\"path\":\"b\"},{\"path\":\"c d\"}],\"total_count\":3}");
  second = raw_server_dup_request (server, 1);
  g_assert_nonnull (strstr (second, "{\"max_results\":500,\"next_cursor\":\"c\"}"));

  looped = document (client, "folders", &error); /* a cursor that comes again ends it */
  g_assert_no_error (error);
  g_assert_cmpstr (looped, ==, "{\"folders\":[],\"total_count\":0,\"truncated\":true}");
  g_assert_cmpuint (raw_server_count (server), ==, 4);
}

static void
test_folders_walked (void)
{
  g_autoptr(RawServer) server = raw_server_new (NULL);
  g_autoptr(PsClient) client = client_at (raw_server_get_port (server));
  g_autofree char *folders = NULL;
  g_autoptr(GError) error = NULL;

  answer (server, "POST ", "404 Not Found", HEAD_JSON, "{\"error\":{\"message\":\"x\"}}");
  answer (server, "GET /v1_1/demo-studio/folders?max_results=500 ", "200 OK", HEAD_JSON, "{\"folders\":[{\"path\":\"a\"},{\"path\":\"b ü\"}]}");
  answer (server, "GET /v1_1/demo-studio/folders/a?max_results=500 ", "200 OK", HEAD_JSON, "{\"folders\":[{\"path\":\"a/x\"}],\"next_cursor\":\"n\"}");
  answer (server, "GET /v1_1/demo-studio/folders/a?max_results=500&next_cursor=n ", "200 OK", HEAD_JSON, "{\"folders\":[{\"path\":\"a/y\"}]}");
  answer (server, "GET ", "200 OK", HEAD_JSON, "{\"folders\":[]}");
  folders = document (client, "folders", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (folders, ==, "{\"folders\":[{\"path\":\"a\"},{\"path\":\"b ü\"},{\"path\":\"a/x\"},{\"path\":\"a/y\"}],\"total_count\":4}");
  g_assert_cmpuint (raw_server_count (server), ==, 7);
}

static void
test_usage_and_config (void)
{
  g_autoptr(RawServer) server = raw_server_new (NULL);
  g_autoptr(PsClient) client = client_at (raw_server_get_port (server));
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "pages", "usage.json", NULL);
  g_autofree char *sample = NULL, *json = NULL, *mode = NULL, *rules = NULL;
  g_autoptr(GAsyncResult) result = NULL, second = NULL, third = NULL;
  g_autoptr(PsUsage) usage = NULL;
  g_autoptr(PsUsage) old_plan = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &sample, NULL, NULL));
  answer (server, "GET /v1_1/demo-studio/usage ", "200 OK", HEAD_JSON, sample);
  answer (server, "GET /v1_1/demo-studio/usage ", "200 OK", HEAD_JSON,
          "{\"plan\":7,\"bandwidth\":{\"usage\":5e9,\"limit\":10000000000},\"storage\":{\"usage\":-1},\"resources\":1e400}");
  answer (server, "GET /v1_1/demo-studio/config?settings=true ", "200 OK", HEAD_JSON, "{\"settings\": {\"folder_mode\":\"fixed\"}}");
  answer (server, "GET /v1_1/demo-studio/metadata_rules ", "200 OK", HEAD_JSON, "{ \"rules\": [ ] }");
  ps_client_usage_async (client, NULL, result_cb, &result);
  wait_for (&result);
  usage = ps_client_usage_finish (client, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (usage->plan);
  g_assert_cmpint (usage->limit_bytes, >, 0);
  g_assert_cmpint (usage->used_bytes, >=, 0);
  g_assert_cmpint (usage->n_resources, >, 0);
  g_assert_cmpint (usage->storage_bytes, >, 0);
  g_test_message ("%s: %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT, usage->plan, usage->used_bytes, usage->limit_bytes);

  ps_client_usage_async (client, NULL, result_cb, &second);
  wait_for (&second);
  old_plan = ps_client_usage_finish (client, second, &error);
  g_assert_no_error (error);
  g_assert_null (old_plan->plan);
  g_assert_cmpint (old_plan->limit_bytes, ==, G_GINT64_CONSTANT (10000000000));
  g_assert_cmpint (old_plan->used_bytes, ==, G_GINT64_CONSTANT (5000000000));
  g_assert_cmpint (old_plan->n_resources, ==, -1);
  g_assert_cmpint (old_plan->storage_bytes, ==, -1);

  ps_client_config_async (client, NULL, result_cb, &third);
  wait_for (&third);
  json = ps_client_config_finish (client, third, &mode, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (json, ==, "{\"settings\":{\"folder_mode\":\"fixed\"}}");
  g_assert_cmpstr (mode, ==, "fixed");
  rules = document (client, "metadata_rules", &error);
  g_assert_cmpstr (rules, ==, "{\"rules\":[]}");
}

static void
test_details (void)
{
  g_autoptr(RawServer) server = raw_server_new (NULL);
  g_autoptr(PsClient) client = client_at (raw_server_get_port (server));
  g_autoptr(PsAsset) by_name = ps_asset_new ();
  g_autoptr(PsAsset) by_id = ps_asset_new ();
  g_autoptr(PsAsset) found = NULL;
  g_autoptr(GAsyncResult) result = NULL, second = NULL;
  g_autofree char *request = NULL, *second_request = NULL;
  g_autoptr(GError) error = NULL;

  by_name->resource_type = g_strdup ("raw");
  by_name->resource_kind = g_strdup ("private");
  by_name->public_id = g_strdup ("a/../é ?#&+.docx");
  by_id->public_id = g_strdup ("x");
  by_id->asset_id = g_strdup ("d826cc00c060b1ce7c0a176fe6927e3b");
  answer (server, "GET ", "200 OK", HEAD_JSON, "{\"public_id\":\"a\",\"resource_type\":\"raw\",\"original_filename\":\"b\"}");
  ps_client_details_async (client, by_name, NULL, result_cb, &result);
  wait_for (&result);
  found = ps_client_details_finish (client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->original_filename, ==, "b");
  request = raw_server_dup_request (server, 0);
  g_assert_true (g_str_has_prefix (request, "GET /v1_1/demo-studio/resources/raw/private/a%2F..%2F%C3%A9%20%3F%23%26%2B.docx?media_metadata=true "));
  ps_client_details_async (client, by_id, NULL, result_cb, &second);
  wait_for (&second);
  ps_asset_unref (ps_client_details_finish (client, second, &error));
  second_request = raw_server_dup_request (server, 1);
  g_assert_true (g_str_has_prefix (second_request, "GET /v1_1/demo-studio/resources/d826cc00c060b1ce7c0a176fe6927e3b?media_metadata=true "));
}

/* A certificate that nobody vouches for: nothing is sent, and there is no way around. */
static void
check_certificate (void)
{
  g_autofree char *folder = g_dir_make_tmp ("proofsheet-XXXXXX", NULL);
  g_autofree char *key = g_build_filename (folder, "key.pem", NULL);
  g_autofree char *certificate = g_build_filename (folder, "both.pem", NULL);
  g_autofree char *made = g_build_filename (folder, "cert.pem", NULL);
  g_autofree char *key_text = NULL, *made_text = NULL, *both = NULL, *prefix = NULL;
  const char *argv[] = { "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout", key, "-out", made, NULL };
  g_autoptr(RawServer) server = NULL;
  g_autoptr(PsAccount) account = NULL;
  g_autoptr(PsClient) client = NULL;
  g_autoptr(GError) error = NULL;

  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ())
      || !g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL, NULL, NULL))
    {
      g_test_skip ("needs TLS and the openssl program");
      return;
    }
  g_assert_true (g_file_get_contents (key, &key_text, NULL, NULL) && g_file_get_contents (made, &made_text, NULL, NULL));
  both = g_strconcat (key_text, made_text, NULL);
  g_assert_true (g_file_set_contents (certificate, both, -1, NULL));
  server = raw_server_new (certificate);
  answer (server, "GET ", "200 OK", HEAD_JSON, "{}");
  prefix = g_strdup_printf ("https://localhost:%u", raw_server_get_port (server));
  account = ps_account_new ("demo-studio", TEST_KEY, TEST_SECRET, prefix, NULL);
  client = ps_client_new (account);
  g_assert_false (ping (client, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_TLS);
  g_assert_cmpuint (raw_server_count (server), ==, 0);
  g_unlink (key);
  g_unlink (made);
  g_unlink (certificate);
  g_rmdir (folder);
}

static void
test_certificate (void)
{
  if (g_test_subprocess ())
    {
      check_certificate ();
      return;
    }
  g_setenv ("LSAN_OPTIONS", "detect_leaks=0", TRUE); /* the leak checker stumbles over the thread-local memory of GnuTLS */
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_unsetenv ("LSAN_OPTIONS");
  g_test_trap_assert_passed ();
}

static void
test_new_secret (void)
{
  g_autoptr(RawServer) server = raw_server_new (NULL);
  g_autoptr(PsClient) client = client_at (raw_server_get_port (server));
  g_autofree char *prefix = g_strdup_printf ("http://127.0.0.1:%u", raw_server_get_port (server));
  g_autoptr(PsAccount) renewed = ps_account_new ("demo-studio", "1", "another-secret", prefix, NULL);
  g_autofree char *request = NULL;

  answer (server, "GET ", "200 OK", HEAD_JSON, "{}");
  ps_client_set_account (client, renewed);
  g_assert_true (ping (client, NULL));
  request = raw_server_dup_request (server, 0);
  g_assert_nonnull (strstr (request, "Authorization: Basic MTphbm90aGVyLXNlY3JldA==\r\n"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/ping", test_ping);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    g_test_add_data_func (refusals[i].path, &refusals[i], test_refusal);
  g_test_add_func ("/client/retry-after", test_retry_after);
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    g_test_add_data_func (broken[i].path, GUINT_TO_POINTER (i), test_broken);
  g_test_add_func ("/client/gzip", test_gzip);
  g_test_add_func ("/client/huge", test_huge);
  g_test_add_func ("/client/stalls", test_stalls);
  g_test_add_func ("/client/nobody-there", test_nobody_there);
  g_test_add_func ("/client/cancel", test_cancel);
  g_test_add_func ("/client/list", test_list);
  g_test_add_func ("/client/search/tier", test_search_tier);
  g_test_add_func ("/client/search/analysis", test_search_analysis);
  g_test_add_func ("/client/search/cursor", test_search_cursor);
  g_test_add_func ("/client/folders", test_folders);
  g_test_add_func ("/client/folders-walked", test_folders_walked);
  g_test_add_func ("/client/usage-and-config", test_usage_and_config);
  g_test_add_func ("/client/details", test_details);
  g_test_add_func ("/client/certificate", test_certificate);
  g_test_add_func ("/client/new-secret", test_new_secret);
  return g_test_run ();
}
