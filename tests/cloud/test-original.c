/* tests/cloud/test-original.c: originals from a server that says byte for byte what it should not. */
#include "cloud/original.h"

#include <string.h>

#include "base/text.h"
#include "common.h"
#include "raw-server.h"

#define FIRST "GET /demo-studio/image/upload/v1/a.jpg "
#define FLAG "GET /demo-studio/image/upload/fl_original/v1/a.jpg "
#define DOWNLOAD "GET /v1_1/demo-studio/image/download?"
#define OK "HTTP/1.1 200 OK\r\n"
#define PART "HTTP/1.1 206 Partial Content\r\n"
#define JPEG "Content-Type: image/jpeg\r\n"
#define TAG "ETag: \"8cc5a97a8ee7e91c01ab8ef296dd4126\"\r\n"

/* The whole is "0123456789". */
typedef struct
{
  const char *path;
  PsRung rung;
  gint64 offset;
  const char *if_range;
  const char *answers[10]; /* a request, its answer, … */
  int code;                /* −1: read; the rest says what */
  const char *bytes;
  gint64 begins, n_total;
  guint n_requests;
} Case;

static const Case cases[] = {
  { "/original/whole", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, OK JPEG TAG "Content-Length: 10\r\n\r\n0123456789" }, -1, "0123456789", 0, 10, 1 },
  { "/original/no-length", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, OK JPEG "\r\n0123456789" }, -1, "0123456789", 0, -1, 1 },
  { "/original/chunked", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, OK "Transfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n5\r\n56789\r\n0\r\n\r\n" }, -1, "0123456789", 0, -1, 1 },
  { "/original/same-length-twice", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, OK "Content-Length: 10\r\nContent-Length: 10\r\n\r\n0123456789" }, -1, "0123456789", 0, 10, 1 },
  { "/original/identity", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, OK "Content-Encoding: identity\r\nContent-Length: 10\r\n\r\n0123456789" }, -1, "0123456789", 0, 10, 1 },
  { "/original/empty", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, OK JPEG "Content-Length: 0\r\n\r\n" }, -1, "", 0, 0, 1 },

  { "/original/resume", PS_RUNG_SECURE_URL, 4, "8cc5a97a8ee7e91c01ab8ef296dd4126", { FIRST, PART TAG "Content-Range: bytes 4-9/10\r\nContent-Length: 6\r\n\r\n456789" }, -1, "456789", 4, 10, 1 },
  { "/original/resume-total-unknown", PS_RUNG_SECURE_URL, 4, NULL, { FIRST, PART "Content-Range: bytes 4-9/*\r\nContent-Length: 6\r\n\r\n456789" }, -1, "456789", 4, -1, 1 },
  { "/original/range-ignored", PS_RUNG_SECURE_URL, 4, NULL, { FIRST, OK "Content-Length: 10\r\n\r\n0123456789" }, -1, "0123456789", 0, 10, 1 },
#define WHOLE FIRST, OK "Content-Length: 10\r\n\r\n0123456789"
  { "/original/range-wrong", PS_RUNG_SECURE_URL, 4, NULL, { FIRST, PART "Content-Range: bytes 3-9/10\r\nContent-Length: 7\r\n\r\n3456789", WHOLE }, -1, "0123456789", 0, 10, 2 },
  { "/original/range-short", PS_RUNG_SECURE_URL, 4, NULL, { FIRST, PART "Content-Range: bytes 4-6/10\r\nContent-Length: 3\r\n\r\n456", WHOLE }, -1, "0123456789", 0, 10, 2 },
  { "/original/range-against-length", PS_RUNG_SECURE_URL, 4, NULL, { FIRST, PART "Content-Range: bytes 4-9/10\r\nContent-Length: 5\r\n\r\n45678", WHOLE }, -1, "0123456789", 0, 10, 2 },
  { "/original/range-missing", PS_RUNG_SECURE_URL, 4, NULL, { FIRST, PART "Content-Length: 6\r\n\r\n456789", WHOLE }, -1, "0123456789", 0, 10, 2 },
  { "/original/range-twice", PS_RUNG_SECURE_URL, 4, NULL, { FIRST, PART "Content-Range: bytes 4-9/10\r\nContent-Range: bytes 4-9/10\r\nContent-Length: 6\r\n\r\n456789", WHOLE }, -1, "0123456789", 0, 10, 2 },
  { "/original/range-garbage", PS_RUNG_SECURE_URL, 4, NULL, { FIRST, PART "Content-Range: bytes four-9/10\r\nContent-Length: 6\r\n\r\n456789", WHOLE }, -1, "0123456789", 0, 10, 2 },
  { "/original/range-overflow", PS_RUNG_SECURE_URL, 4, NULL, { FIRST, PART "Content-Range: bytes 4-99999999999999999999/10\r\nContent-Length: 6\r\n\r\n456789", WHOLE }, -1, "0123456789", 0, 10, 2 },
  { "/original/multipart", PS_RUNG_SECURE_URL, 4, NULL, { FIRST, PART "Content-Type: multipart/byteranges; boundary=x\r\nContent-Length: 6\r\n\r\n456789", WHOLE }, -1, "0123456789", 0, 10, 2 },
  { "/original/swapped", PS_RUNG_SECURE_URL, 4, "former", { FIRST, PART TAG "Content-Range: bytes 4-9/10\r\nContent-Length: 6\r\n\r\n456789", WHOLE }, -1, "0123456789", 0, 10, 2 },
  { "/original/bad-validator", PS_RUNG_SECURE_URL, 4, "a\"\r\nX: y", { WHOLE }, -1, "0123456789", 0, 10, 1 },
  { "/original/416-complete", PS_RUNG_SECURE_URL, 10, NULL, { FIRST, "HTTP/1.1 416 No\r\nContent-Range: bytes */10\r\nContent-Length: 0\r\n\r\n" }, -1, "", 10, 10, 1 },
  { "/original/416-too-long", PS_RUNG_SECURE_URL, 12, NULL, { FIRST, "HTTP/1.1 416 No\r\nContent-Range: bytes */10\r\nContent-Length: 0\r\n\r\n", WHOLE }, -1, "0123456789", 0, 10, 2 },
  { "/original/416-untold", PS_RUNG_SECURE_URL, 10, NULL, { FIRST, "HTTP/1.1 416 No\r\nContent-Length: 0\r\n\r\n", WHOLE }, -1, "0123456789", 0, 10, 2 },
  { "/original/416-always", PS_RUNG_SECURE_URL, 12, NULL, { FIRST, "HTTP/1.1 416 No\r\nContent-Length: 0\r\n\r\n" }, PS_CLOUD_ERROR_SERVER, NULL, 0, 0, 2 },
  { "/original/206-unasked", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, PART "Content-Range: bytes 0-9/10\r\nContent-Length: 10\r\n\r\n0123456789" }, PS_CLOUD_ERROR_MALFORMED, NULL, 0, 0, 1 },

  { "/original/gzip", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, OK "Content-Encoding: gzip\r\nContent-Length: 10\r\n\r\n0123456789" }, PS_CLOUD_ERROR_MALFORMED, NULL, 0, 0, 1 },
  { "/original/lengths-differ", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, OK "Content-Length: 10\r\nContent-Length: 9\r\n\r\n0123456789" }, PS_CLOUD_ERROR_MALFORMED, NULL, 0, 0, 1 },
  { "/original/length-negative", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, OK "Content-Length: -5\r\n\r\n0123456789" }, PS_CLOUD_ERROR_MALFORMED, NULL, 0, 0, 1 },
  { "/original/length-overflow", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, OK "Content-Length: 99999999999999999999\r\n\r\n0123456789" }, PS_CLOUD_ERROR_MALFORMED, NULL, 0, 0, 1 },
  { "/original/portal", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, OK "Content-Type: text/html; charset=utf-8\r\nContent-Length: 6\r\n\r\n<html>" }, PS_CLOUD_ERROR_PORTAL, NULL, 0, 0, 1 },
  { "/original/placeholder", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, OK JPEG "X-Cld-Error: Resource not found - a\r\nContent-Length: 10\r\n\r\n0123456789" }, PS_CLOUD_ERROR_PLACEHOLDER, NULL, 0, 0, 1 },
  { "/original/404", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, "HTTP/1.1 404 Not Found\r\nContent-Type: image/gif\r\nX-Cld-Error: Resource not found - a\r\nContent-Length: 0\r\n\r\n" }, PS_CLOUD_ERROR_NOT_FOUND, NULL, 0, 0, 1 },
  { "/original/410", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n" }, PS_CLOUD_ERROR_NOT_FOUND, NULL, 0, 0, 1 },
  { "/original/401-disabled", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, "HTTP/1.1 401 No\r\nX-Cld-Error: cloud_name demo-studio is disabled\r\nContent-Length: 0\r\n\r\n" }, PS_CLOUD_ERROR_DISABLED, NULL, 0, 0, 1 },
  { "/original/401-pdf", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, "HTTP/1.1 401 No\r\nX-Cld-Error: deny or ACL failure\r\nContent-Length: 0\r\n\r\n" }, PS_CLOUD_ERROR_BLOCKED, NULL, 0, 0, 1 },
  { "/original/401-challenge", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n" }, PS_CLOUD_ERROR_BLOCKED, NULL, 0, 0, 1 },
  { "/original/403", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n" }, PS_CLOUD_ERROR_BLOCKED, NULL, 0, 0, 1 },
  { "/original/400", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, "HTTP/1.1 400 No\r\nContent-Length: 0\r\n\r\n" }, PS_CLOUD_ERROR_BAD_REQUEST, NULL, 0, 0, 1 },
  { "/original/420-quota", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, "HTTP/1.1 420 No\r\nX-Cld-Error: bandwidth quota exceeded\r\nContent-Length: 0\r\n\r\n" }, PS_CLOUD_ERROR_QUOTA, NULL, 0, 0, 1 },
  { "/original/423", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, "HTTP/1.1 423 No\r\nContent-Length: 0\r\n\r\n" }, PS_CLOUD_ERROR_PROCESSING, NULL, 0, 0, 1 },
  { "/original/429", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, "HTTP/1.1 429 No\r\nContent-Length: 0\r\n\r\n" }, PS_CLOUD_ERROR_RATE_LIMITED, NULL, 0, 0, 1 },
  { "/original/503", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n" }, PS_CLOUD_ERROR_SERVER, NULL, 0, 0, 1 },

#define GO(where) "HTTP/1.1 302 Found\r\nLocation: " where "\r\nContent-Length: 0\r\n\r\n"
  { "/original/redirect", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, GO ("/other.jpg"), "GET /other.jpg ", OK "Content-Length: 10\r\n\r\n0123456789" }, -1, "0123456789", 0, 10, 2 },
  { "/original/redirect-name", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, GO ("http://localhost:{PORT}/other.jpg"), "GET /other.jpg ", OK "Content-Length: 10\r\n\r\n0123456789" }, -1, "0123456789", 0, 10, 2 },
  { "/original/redirect-resume", PS_RUNG_SECURE_URL, 4, NULL, { FIRST, GO ("/other.jpg"), "GET /other.jpg ", PART "Content-Range: bytes 4-9/10\r\nContent-Length: 6\r\n\r\n456789" }, -1, "456789", 4, 10, 2 },
  { "/original/redirect-loop", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, GO ("/demo-studio/image/upload/v1/a.jpg") }, PS_CLOUD_ERROR_REFUSED, NULL, 0, 0, 4 },
  { "/original/redirect-host", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, GO ("http://evil.example/a.jpg") }, PS_CLOUD_ERROR_REFUSED, NULL, 0, 0, 1 },
  { "/original/redirect-cloud", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, GO ("https://res.cloudinary.com/a.jpg") }, PS_CLOUD_ERROR_REFUSED, NULL, 0, 0, 1 },
  { "/original/redirect-file", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, GO ("file:///etc/passwd") }, PS_CLOUD_ERROR_REFUSED, NULL, 0, 0, 1 },
  { "/original/redirect-data", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, GO ("data:image/png;base64,AA") }, PS_CLOUD_ERROR_REFUSED, NULL, 0, 0, 1 },
  { "/original/redirect-user", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, GO ("http://a:b@127.0.0.1:{PORT}/other.jpg") }, PS_CLOUD_ERROR_REFUSED, NULL, 0, 0, 1 },
  { "/original/redirect-private", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, GO ("http://169.254.169.254/latest") }, PS_CLOUD_ERROR_REFUSED, NULL, 0, 0, 1 },
  { "/original/redirect-nowhere", PS_RUNG_SECURE_URL, 0, NULL, { FIRST, "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n" }, PS_CLOUD_ERROR_REFUSED, NULL, 0, 0, 1 },

  { "/original/fl-original", PS_RUNG_FL_ORIGINAL, 0, NULL, { FLAG, OK "Content-Length: 10\r\n\r\n0123456789" }, -1, "0123456789", 0, 10, 1 },
  { "/original/fl-original-strict", PS_RUNG_FL_ORIGINAL, 0, NULL, { FLAG, "HTTP/1.1 401 No\r\nX-Cld-Error: unsigned transformation\r\nContent-Length: 0\r\n\r\n" }, PS_CLOUD_ERROR_BLOCKED, NULL, 0, 0, 1 },

  { "/original/download", PS_RUNG_DOWNLOAD, 0, NULL, { DOWNLOAD, OK JPEG "Content-Length: 10\r\n\r\n0123456789" }, -1, "0123456789", 0, 10, 1 },
  { "/original/download-redirect", PS_RUNG_DOWNLOAD, 0, NULL, { DOWNLOAD, GO ("/other.jpg"), "GET /other.jpg ", OK "Content-Length: 10\r\n\r\n0123456789" }, -1, "0123456789", 0, 10, 2 },
  { "/original/download-resume", PS_RUNG_DOWNLOAD, 4, NULL, { DOWNLOAD, PART "Content-Range: bytes 4-9/10\r\nContent-Length: 6\r\n\r\n456789" }, -1, "456789", 4, 10, 1 },
  { "/original/download-json", PS_RUNG_DOWNLOAD, 0, NULL, { DOWNLOAD, OK "Content-Type: application/json\r\nContent-Length: 46\r\n\r\n{\"error\":{\"message\":\"Resource not found - a\"}}" }, PS_CLOUD_ERROR_NOT_FOUND, NULL, 0, 0, 1 },
  { "/original/download-json-untyped", PS_RUNG_DOWNLOAD, 0, NULL, { DOWNLOAD, OK JPEG "Content-Length: 28\r\n\r\n{\"error\":{\"message\":\"what\"}}" }, PS_CLOUD_ERROR_BAD_REQUEST, NULL, 0, 0, 1 },
  { "/original/download-json-chunked", PS_RUNG_DOWNLOAD, 0, NULL, { DOWNLOAD, OK "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1c\r\n{\"error\":{\"message\":\"what\"}}\r\n0\r\n\r\n" }, PS_CLOUD_ERROR_BAD_REQUEST, NULL, 0, 0, 1 },
  { "/original/download-404", PS_RUNG_DOWNLOAD, 0, NULL, { DOWNLOAD, "HTTP/1.1 404 No\r\nContent-Length: 46\r\n\r\n{\"error\":{\"message\":\"Resource not found - a\"}}" }, PS_CLOUD_ERROR_NOT_FOUND, NULL, 0, 0, 1 },
  { "/original/download-stale", PS_RUNG_DOWNLOAD, 0, NULL, { DOWNLOAD, "HTTP/1.1 400 No\r\nContent-Length: 38\r\n\r\n{\"error\":{\"message\":\"Stale request \"}}" }, PS_CLOUD_ERROR_STALE, NULL, 0, 0, 1 },
  { "/original/download-sha256", PS_RUNG_DOWNLOAD, 0, NULL, { DOWNLOAD, "HTTP/1.1 401 No\r\nContent-Length: 41\r\n\r\n{\"error\":{\"message\":\"Invalid Signature\"}}", DOWNLOAD, OK "Content-Length: 10\r\n\r\n0123456789" }, -1, "0123456789", 0, 10, 2 },
  { "/original/download-signature", PS_RUNG_DOWNLOAD, 0, NULL, { DOWNLOAD, "HTTP/1.1 401 No\r\nContent-Length: 41\r\n\r\n{\"error\":{\"message\":\"Invalid Signature\"}}" }, PS_CLOUD_ERROR_AUTH, NULL, 0, 0, 2 },
  { "/original/download-disabled", PS_RUNG_DOWNLOAD, 0, NULL, { DOWNLOAD, "HTTP/1.1 401 No\r\nContent-Length: 40\r\n\r\n{\"error\":{\"message\":\"disabled account\"}}" }, PS_CLOUD_ERROR_DISABLED, NULL, 0, 0, 1 },
  { "/original/download-html-500", PS_RUNG_DOWNLOAD, 0, NULL, { DOWNLOAD, "HTTP/1.1 500 No\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>" }, PS_CLOUD_ERROR_SERVER, NULL, 0, 0, 1 },
  { "/original/download-bare-401", PS_RUNG_DOWNLOAD, 0, NULL, { DOWNLOAD, "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n" }, PS_CLOUD_ERROR_BLOCKED, NULL, 0, 0, 2 },
};

static PsAsset *
make_asset (const char *url)
{
  PsAsset *asset = ps_asset_new ();

  asset->resource_type = g_strdup ("image");
  asset->resource_kind = g_strdup ("upload");
  asset->public_id = g_strdup ("a");
  asset->format = g_strdup ("jpg");
  asset->secure_url = g_strdup (url);
  asset->n_bytes = 10;
  return asset;
}

static PsAsset *
asset_at (RawServer *server)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/demo-studio/image/upload/v1/a.jpg", raw_server_get_port (server));

  return make_asset (url);
}

static PsOriginal *
open_original (PsClient    *client,
               PsAsset     *asset,
               PsRung       rung,
               gint64       offset,
               const char  *if_range,
               GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ps_original_open_async (client, asset, rung, offset, if_range, NULL, result_cb, &result);
  wait_for (&result);
  return ps_original_open_finish (client, result, error);
}

/* All that comes, by asynchronous reads. */
static GBytes *
read_all (GInputStream  *stream,
          GError       **error)
{
  g_autoptr(GByteArray) all = g_byte_array_new ();

  while (TRUE)
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GBytes) chunk = NULL;

      g_input_stream_read_bytes_async (stream, 65536, G_PRIORITY_DEFAULT, NULL, result_cb, &result);
      wait_for (&result);
      chunk = g_input_stream_read_bytes_finish (stream, result, error);
      if (chunk == NULL)
        return NULL;
      if (g_bytes_get_size (chunk) == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&all));
      g_byte_array_append (all, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
    }
}

static void
check_requests (RawServer *server,
                guint      n_expected)
{
  g_assert_cmpuint (raw_server_count (server), ==, n_expected);
  for (guint i = 0; i < n_expected; i++)
    {
      g_autofree char *request = raw_server_dup_request (server, i);
      g_autofree char *redacted = ps_text_redact (request);

      g_assert_cmpstr (request, ==, redacted); /* the secret is nowhere in it, in no form */
      g_assert_null (strstr (request, "Authorization"));
      g_assert_null (strstr (request, "Cookie"));
      g_assert_nonnull (strstr (request, "Accept: */*\r\n"));
      g_assert_nonnull (strstr (request, "Accept-Encoding: identity\r\n"));
    }
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr(RawServer) server = raw_server_new (NULL);
  g_autoptr(PsClient) client = client_at (raw_server_get_port (server));
  g_autoptr(PsAsset) asset = asset_at (server);
  g_autoptr(PsOriginal) original = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; c->answers[i] != NULL; i += 2)
    raw_server_answer (server, c->answers[i], RAW_CLOSE, c->answers[i + 1]);
  if (g_str_has_suffix (c->path, "length-negative"))
    g_test_expect_message ("GLib-GObject", G_LOG_LEVEL_WARNING, "*content-length*"); /* libsoup complains aloud, and goes on */
  original = open_original (client, asset, c->rung, c->offset, c->if_range, &error);
  check_requests (server, c->n_requests);
  if (c->code >= 0)
    {
      g_assert_null (original);
      g_test_message ("%s", error->message);
      g_assert_error (error, PS_CLOUD_ERROR, c->code);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpint (original->offset, ==, c->begins);
  g_assert_cmpint (original->n_total, ==, c->n_total);
  bytes = read_all (original->stream, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), c->bytes, strlen (c->bytes));
}

static void
test_range_headers (void)
{
  g_autoptr(RawServer) server = raw_server_new (NULL);
  g_autoptr(PsClient) client = client_at (raw_server_get_port (server));
  g_autoptr(PsAsset) asset = asset_at (server);
  g_autoptr(PsOriginal) first = NULL, second = NULL;
  g_autofree char *plain = NULL, *ranged = NULL;

  raw_server_answer (server, FIRST, RAW_CLOSE, OK TAG JPEG "Content-Length: 10\r\n\r\n0123456789");
  raw_server_answer (server, FIRST, RAW_CLOSE, OK "ETag: W/\"abc\"\r\nContent-Length: 10\r\n\r\n0123456789");
  first = open_original (client, asset, PS_RUNG_SECURE_URL, 0, NULL, NULL);
  g_assert_cmpstr (first->etag, ==, "8cc5a97a8ee7e91c01ab8ef296dd4126");
  g_assert_cmpstr (first->content_type, ==, "image/jpeg");
  second = open_original (client, asset, PS_RUNG_SECURE_URL, 5000000000, first->etag, NULL);
  g_assert_null (second->etag); /* a weak one proves nothing */
  plain = raw_server_dup_request (server, 0);
  ranged = raw_server_dup_request (server, 1);
  g_assert_null (strstr (plain, "Range"));
  g_assert_nonnull (strstr (ranged, "Range: bytes=5000000000-\r\n"));
  g_assert_nonnull (strstr (ranged, "If-Range: \"8cc5a97a8ee7e91c01ab8ef296dd4126\"\r\n"));
}

/* A signature that is not accepted: the unescaped form, then SHA-256, then the long one. */
static void
test_signature_forms (void)
{
  g_autoptr(RawServer) server = raw_server_new (NULL);
  g_autoptr(PsClient) client = client_at (raw_server_get_port (server));
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/demo-studio/image/private/s--12345678--/v1/Z%%C3%%BCrich/x%%20y.jpg", raw_server_get_port (server));
  g_autofree char *safe_url = g_strdup_printf ("http://127.0.0.1:%u/demo-studio/image/private/s--12345678--/v1/safe.jpg", raw_server_get_port (server));
  g_autoptr(PsAsset) asset = make_asset (url);
  g_autoptr(PsAsset) safe = make_asset (safe_url);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GError) error = NULL;

  g_free (asset->resource_kind);
  g_free (safe->resource_kind);
  asset->resource_kind = g_strdup ("private");
  safe->resource_kind = g_strdup ("private");
  raw_server_answer (server, "GET ", RAW_CLOSE, "HTTP/1.1 401 No\r\nX-Cld-Error: unauthorized\r\nContent-Length: 0\r\n\r\n");
  g_assert_null (open_original (client, asset, PS_RUNG_FL_ORIGINAL, 0, NULL, &error));
  g_assert_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_BLOCKED);
  g_assert_cmpuint (raw_server_count (server), ==, 6);
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *request = raw_server_dup_request (server, i);

      g_assert_nonnull (strstr (request, "--/fl_original/v1/Z%C3%BCrich/x%20y.jpg HTTP"));
      g_assert_true (g_hash_table_add (seen, g_steal_pointer (&request))); /* no address twice: the CDN keeps refusals */
    }
  g_assert_null (open_original (client, safe, PS_RUNG_FL_ORIGINAL, 0, NULL, NULL));
  g_assert_cmpuint (raw_server_count (server), ==, 6 + 3);
}

static void
test_download_params (void)
{
  g_autoptr(RawServer) server = raw_server_new (NULL);
  g_autoptr(PsClient) client = client_at (raw_server_get_port (server));
  g_autoptr(PsAsset) asset = make_asset (NULL);
  g_autoptr(PsOriginal) original = NULL;
  g_autofree char *request = NULL;
  g_autofree char *expected = g_strdup ("/v1_1/demo-studio/raw/download?public_id=a%26b%20%C3%BC.zip&timestamp=");

  g_free (asset->resource_type);
  g_free (asset->public_id);
  asset->resource_type = g_strdup ("raw");
  asset->public_id = g_strdup ("a&b ü.zip");
  raw_server_answer (server, "GET ", RAW_CLOSE, OK "Content-Length: 10\r\n\r\n0123456789");
  g_assert_false (ps_original_has_rung (asset, PS_RUNG_SECURE_URL));
  g_assert_false (ps_original_has_rung (asset, PS_RUNG_FL_ORIGINAL));
  g_assert_true (ps_original_has_rung (asset, PS_RUNG_DOWNLOAD));
  original = open_original (client, asset, PS_RUNG_DOWNLOAD, 0, NULL, NULL);
  g_assert_nonnull (original);
  request = raw_server_dup_request (server, 0);
  g_assert_nonnull (strstr (request, expected));
  g_assert_nonnull (strstr (request, "&type=upload&signature="));
  g_assert_nonnull (strstr (request, "&api_key=123456789012345 HTTP/1.1\r\n"));
  g_assert_null (strstr (request, "format="));
}

static void
test_rungs (void)
{
  g_autoptr(PsAsset) fetched = make_asset ("https://res.cloudinary.com/d/image/fetch/v1/https://example.org/a.jpg");
  g_autoptr(PsAsset) foreign = make_asset ("https://res.cloudinary.com/d/images/v1/a.jpg");
  g_autoptr(PsClient) client = client_at (9);
  g_autoptr(GError) error = NULL;

  g_free (fetched->resource_kind);
  fetched->resource_kind = g_strdup ("fetch");
  g_assert_true (ps_original_has_rung (fetched, PS_RUNG_SECURE_URL));
  g_assert_false (ps_original_has_rung (fetched, PS_RUNG_DOWNLOAD));
  g_assert_false (ps_original_has_rung (foreign, PS_RUNG_FL_ORIGINAL));
  g_assert_null (open_original (client, fetched, PS_RUNG_DOWNLOAD, 0, NULL, &error));
  g_assert_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_REFUSED);
}

/* A web page is what it should be where the original is one; so is JSON. */
static void
test_pages_that_are_originals (void)
{
  g_autoptr(RawServer) server = raw_server_new (NULL);
  g_autoptr(PsClient) client = client_at (raw_server_get_port (server));
  g_autoptr(PsAsset) page = asset_at (server);
  g_autoptr(PsAsset) data = asset_at (server);
  g_autoptr(PsOriginal) html = NULL, json = NULL;
  g_autoptr(GError) error = NULL;

  g_free (page->public_id);
  g_free (data->public_id);
  page->public_id = g_strdup ("site/index.HTML");
  data->public_id = g_strdup ("site/data.json");
  data->n_bytes = 28;
  g_clear_pointer (&page->format, g_free);
  g_clear_pointer (&data->format, g_free);
  raw_server_answer (server, FIRST, RAW_CLOSE, OK "Content-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>");
  raw_server_answer (server, DOWNLOAD, RAW_CLOSE, OK "Content-Type: application/json\r\nContent-Length: 28\r\n\r\n{\"error\":{\"message\":\"what\"}}");
  html = open_original (client, page, PS_RUNG_SECURE_URL, 0, NULL, &error);
  g_assert_no_error (error);
  json = open_original (client, data, PS_RUNG_DOWNLOAD, 0, NULL, &error);
  g_assert_no_error (error);
}

/* What goes wrong while the body is read. */
static void
test_cut_while_reading (void)
{
  static const struct
  {
    const char *sent;
    RawEnd end;
  } cuts[] = {
    { OK "Content-Length: 10\r\n\r\n0123", RAW_CLOSE },
    { OK "Content-Length: 10\r\n\r\n0123", RAW_RESET },
    { OK "Transfer-Encoding: chunked\r\n\r\n5\r\n01", RAW_CLOSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      g_autoptr(RawServer) server = raw_server_new (NULL);
      g_autoptr(PsClient) client = client_at (raw_server_get_port (server));
      g_autoptr(PsAsset) asset = asset_at (server);
      g_autoptr(PsOriginal) original = NULL;
      g_autoptr(GError) error = NULL;

      raw_server_answer (server, FIRST, cuts[i].end, cuts[i].sent);
      original = open_original (client, asset, PS_RUNG_SECURE_URL, 0, NULL, &error);
      g_assert_no_error (error);
      g_assert_null (read_all (original->stream, &error));
      g_test_message ("%s", error->message);
      g_assert_true (error->domain == PS_CLOUD_ERROR);
      g_assert_true (error->code == PS_CLOUD_ERROR_SERVER || error->code == PS_CLOUD_ERROR_OFFLINE);
    }
}

typedef struct
{
  RawServer *server;
  PsClient *client;
  PsAsset *asset;
  GAsyncResult *opened;
} Stall;

static void
stall_start (Stall      *stall,
             const char *sent,
             RawEnd      end)
{
  stall->server = raw_server_new (NULL);
  stall->client = client_at (raw_server_get_port (stall->server));
  stall->asset = asset_at (stall->server);
  raw_server_answer (stall->server, FIRST, end, sent);
  ps_original_open_async (stall->client, stall->asset, PS_RUNG_SECURE_URL, 0, NULL, NULL, result_cb, &stall->opened);
}

static void
stall_end (Stall *stall)
{
  g_clear_object (&stall->opened);
  ps_asset_unref (stall->asset);
  g_object_unref (stall->client);
  raw_server_free (stall->server);
}

/* No bytes, or next to none, for a minute (two seconds here): given up. */
static void
test_stalls (void)
{
  Stall silent = { NULL }, midway = { NULL }, drip = { NULL };
  g_autoptr(PsOriginal) half = NULL, dripping = NULL;
  g_autoptr(GError) error = NULL;

  stall_start (&silent, "", RAW_STALL);
  stall_start (&midway, OK "Content-Length: 10\r\n\r\n0123", RAW_STALL);
  stall_start (&drip, OK "Content-Length: 100000000\r\n\r\n", RAW_DRIP);
  wait_for (&midway.opened);
  wait_for (&drip.opened);
  half = ps_original_open_finish (midway.client, midway.opened, &error);
  g_assert_no_error (error);
  dripping = ps_original_open_finish (drip.client, drip.opened, &error);
  g_assert_no_error (error);
  g_assert_null (read_all (half->stream, &error));
  g_assert_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_TIMED_OUT);
  g_clear_error (&error);
  g_assert_null (read_all (dripping->stream, &error));
  g_assert_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_TIMED_OUT);
  g_clear_error (&error);
  wait_for (&silent.opened);
  g_assert_null (ps_original_open_finish (silent.client, silent.opened, &error));
  g_assert_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_TIMED_OUT);
  stall_end (&silent);
  stall_end (&midway);
  stall_end (&drip);
}

static void
test_cancel (void)
{
  g_autoptr(RawServer) server = raw_server_new (NULL);
  g_autoptr(PsClient) client = client_at (raw_server_get_port (server));
  g_autoptr(PsAsset) asset = asset_at (server);
  g_autoptr(GCancellable) before = g_cancellable_new ();
  g_autoptr(GCancellable) midway = g_cancellable_new ();
  g_autoptr(GCancellable) reading = g_cancellable_new ();
  g_autoptr(GAsyncResult) first = NULL, second = NULL, third = NULL, read = NULL;
  g_autoptr(PsOriginal) original = NULL;
  gint64 cancelled_us;
  g_autoptr(GError) error = NULL;
  char buffer[16];

  raw_server_answer (server, FIRST, RAW_STALL, "");
  raw_server_answer (server, FIRST, RAW_STALL, OK "Content-Length: 10\r\n\r\n");
  g_cancellable_cancel (before);
  ps_original_open_async (client, asset, PS_RUNG_SECURE_URL, 0, NULL, before, result_cb, &first);
  wait_for (&first);
  g_assert_null (ps_original_open_finish (client, first, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  ps_original_open_async (client, asset, PS_RUNG_SECURE_URL, 0, NULL, midway, result_cb, &second);
  while (raw_server_count (server) == 0)
    g_main_context_iteration (NULL, FALSE);
  cancelled_us = g_get_monotonic_time ();
  g_cancellable_cancel (midway);
  wait_for (&second);
  g_assert_cmpint (g_get_monotonic_time () - cancelled_us, <, G_USEC_PER_SEC); /* at once, not by time-out */
  g_assert_null (ps_original_open_finish (client, second, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  ps_original_open_async (client, asset, PS_RUNG_SECURE_URL, 0, NULL, NULL, result_cb, &third);
  wait_for (&third);
  original = ps_original_open_finish (client, third, &error);
  g_assert_no_error (error);
  g_input_stream_read_async (original->stream, buffer, sizeof buffer, G_PRIORITY_DEFAULT, reading, result_cb, &read);
  g_cancellable_cancel (reading);
  wait_for (&read);
  g_assert_cmpint (g_input_stream_read_finish (original->stream, read, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Many at once do not wait for each other. */
static void
test_parallel (void)
{
  g_autoptr(RawServer) server = raw_server_new (NULL);
  g_autoptr(PsClient) client = client_at (raw_server_get_port (server));
  g_autoptr(PsAsset) asset = asset_at (server);
  GAsyncResult *results[40] = { NULL };
  PsOriginal *originals[40] = { NULL };

  raw_server_answer (server, FIRST, RAW_STALL, OK "Content-Length: 10\r\n\r\n0123");
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    ps_original_open_async (client, asset, PS_RUNG_SECURE_URL, 0, NULL, NULL, result_cb, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      wait_for (&results[i]);
      originals[i] = ps_original_open_finish (client, results[i], NULL);
      g_assert_nonnull (originals[i]);
      g_object_unref (results[i]);
    }
  g_assert_cmpuint (raw_server_count (server), ==, G_N_ELEMENTS (results));
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    ps_original_free (originals[i]);
}

/* A resolver that turns every name into one address. */
#define TEST_TYPE_RESOLVER (test_resolver_get_type ())
G_DECLARE_FINAL_TYPE (TestResolver, test_resolver, TEST, RESOLVER, GResolver)

struct _TestResolver
{
  GResolver parent_instance;
};

G_DEFINE_FINAL_TYPE (TestResolver, test_resolver, G_TYPE_RESOLVER)

static void
lookup_async (GResolver                *resolver,
              const char               *name,
              GResolverNameLookupFlags  flags,
              GCancellable             *cancellable,
              GAsyncReadyCallback       callback,
              gpointer                  user_data)
{
  g_autoptr(GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_return_boolean (task, TRUE);
}

static GList *
lookup_finish (GResolver     *resolver,
               GAsyncResult  *result,
               GError       **error)
{
  return g_list_append (NULL, g_inet_address_new_from_string ("127.0.0.1"));
}

static void
lookup_plain_async (GResolver           *resolver,
                    const char          *name,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  lookup_async (resolver, name, 0, cancellable, callback, user_data);
}

static void
test_resolver_class_init (TestResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  resolver_class->lookup_by_name_async = lookup_plain_async;
  resolver_class->lookup_by_name_finish = lookup_finish;
  resolver_class->lookup_by_name_with_flags_async = lookup_async;
  resolver_class->lookup_by_name_with_flags_finish = lookup_finish;
}

static void
test_resolver_init (TestResolver *self)
{
}

/* A name of Cloudinary's that leads into the user's own network is not gone to, by delivery or with the key. */
static void
test_name_of_private_address (void)
{
  g_autoptr(GResolver) usual = g_resolver_get_default ();
  g_autoptr(GResolver) turned = g_object_new (TEST_TYPE_RESOLVER, NULL);
  g_autoptr(PsAccount) account = ps_account_new ("demo-studio", TEST_KEY, TEST_SECRET, NULL, NULL);
  g_autoptr(PsClient) client = ps_client_new (account);
  g_autoptr(PsAsset) asset = make_asset ("https://res.cloudinary.com/demo-studio/image/upload/v1/a.jpg");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_resolver_set_default (turned);
  g_assert_null (open_original (client, asset, PS_RUNG_SECURE_URL, 0, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_REFUSED);
  g_clear_error (&error);
  ps_client_ping_async (client, NULL, result_cb, &result);
  wait_for (&result);
  g_assert_false (ps_client_ping_finish (client, result, &error));
  g_assert_error (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_REFUSED);
  g_resolver_set_default (usual);
}

/* Proxies are for others: what is on this computer is asked directly. */
static void
test_no_proxy_on_loopback (void)
{
  g_autoptr(RawServer) server = raw_server_new (NULL);
  g_autoptr(PsClient) client = NULL;
  g_autoptr(PsAsset) asset = asset_at (server);
  g_autoptr(PsOriginal) original = NULL;

  if (!g_test_subprocess ()) /* alone, since GIO may read the environment once */
    {
      g_setenv ("http_proxy", "http://127.0.0.1:9", TRUE);
      g_setenv ("no_proxy", "", TRUE);
      g_test_trap_subprocess (NULL, 0, 0);
      g_unsetenv ("http_proxy");
      g_unsetenv ("no_proxy");
      g_test_trap_assert_passed ();
      return;
    }
  client = client_at (raw_server_get_port (server));
  raw_server_answer (server, FIRST, RAW_CLOSE, OK "Content-Length: 10\r\n\r\n0123456789");
  original = open_original (client, asset, PS_RUNG_SECURE_URL, 0, NULL, NULL);
  g_assert_nonnull (original);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, &cases[i], test_case);
  g_test_add_func ("/original/range-headers", test_range_headers);
  g_test_add_func ("/original/signature-forms", test_signature_forms);
  g_test_add_func ("/original/download-params", test_download_params);
  g_test_add_func ("/original/rungs", test_rungs);
  g_test_add_func ("/original/pages-that-are-originals", test_pages_that_are_originals);
  g_test_add_func ("/original/cut-while-reading", test_cut_while_reading);
  g_test_add_func ("/original/stalls", test_stalls);
  g_test_add_func ("/original/cancel", test_cancel);
  g_test_add_func ("/original/parallel", test_parallel);
  g_test_add_func ("/original/name-of-private-address", test_name_of_private_address);
  g_test_add_func ("/original/no-proxy-on-loopback", test_no_proxy_on_loopback);
  return g_test_run ();
}
