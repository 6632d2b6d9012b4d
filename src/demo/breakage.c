/* src/demo/breakage.c: replies that are whole and wrong. */
#include "demo/breakage.h"

#include <string.h>

#include "demo/json-text.h"
#include "demo/rendition.h"

#define MIB (1024 * 1024)

static gint64
get_number (const char *argument,
            gint64      otherwise)
{
  return argument != NULL ? g_ascii_strtoll (argument, NULL, 10) : otherwise;
}

static PsReply *
refuse (PsDoor      door,
        guint       status,
        const char *message)
{
  return door == PS_DOOR_DELIVERY ? ps_reply_new_refusal (status, message) : ps_reply_new_error (status, message);
}

static PsReply *
redirect (guint       status,
          const char *location)
{
  PsReply *reply = ps_reply_new_html (status, "Moved", "The document has moved.");

  ps_reply_set_header (reply, "Location", location);
  return reply;
}

static PsReply *
redirect_by (PsCloud    *cloud,
             PsRequest  *request,
             const char *verb,
             const char *argument)
{
  const char *query = request->query != NULL ? request->query : "";
  const char *mark = request->query != NULL ? "?" : "";
  g_autofree char *location = NULL;

  if (g_str_equal (verb, "redir"))
    {
      const char *rest = g_str_has_prefix (request->path, "/v1_1/") ? request->path + strlen ("/v1_1") : request->path;

      location = g_strconcat (cloud->origin, "/v1_2", rest, mark, query, NULL);
      return redirect (301, location);
    }
  if (g_str_equal (verb, "redir-host"))
    location = g_strconcat ("https://", argument != NULL ? argument : "photos.example.invalid", request->path, mark, query, NULL);
  else if (g_str_equal (verb, "redir-http"))
    location = g_strconcat ("http://res.cloudinary.com", request->path, mark, query, NULL);
  else if (g_str_equal (verb, "redir-port"))
    location = g_strdup_printf ("http://127.0.0.1:%u%s%s%s", (guint) get_number (argument, cloud->port + 1), request->path, mark, query);
  else if (g_str_equal (verb, "redir-loop"))
    location = g_strconcat (cloud->origin, request->path, mark, query, NULL);
  else if (g_str_equal (verb, "redir-file"))
    location = g_strdup ("file:///etc/passwd");
  return location != NULL ? redirect (302, location) : NULL;
}

static void
set_odd_reset (PsReply    *reply,
               const char *which)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr(GDateTime) reset = NULL;
  g_autofree char *text = NULL;

  if (g_strcmp0 (which, "past") == 0)
    reset = g_date_time_new_from_unix_utc (now - 3600);
  else if (g_strcmp0 (which, "far") == 0)
    reset = g_date_time_new_from_unix_utc (now + 10 * 365 * G_GINT64_CONSTANT (86400));
  text = reset != NULL ? soup_date_time_to_string (reset, SOUP_DATE_HTTP) : NULL;
  ps_reply_set_header (reply, "X-FeatureRateLimit-Reset", text);
}

static PsReply *
limit_by (PsCloud    *cloud,
          PsDoor      door,
          const char *verb,
          const char *argument)
{
  g_autofree char *message = ps_quota_dup_message (&cloud->quota);
  PsReply *reply;

  if (g_str_equal (verb, "420-bare"))
    return refuse (door, 420, "Rate Limit Exceeded");
  if (g_str_equal (verb, "420-addon"))
    return refuse (door, 420, "Rate Limit Exceeded. Limit of 50 aws_rek_moderation operations reached. "
                              "Try again on the next monthly billing usage date");
  if (g_str_equal (verb, "quota"))
    return refuse (door, 420, "Bandwidth quota exceeded: limit of the plan reached. Try again on the next monthly billing usage date");
  if (g_str_equal (verb, "429"))
    {
      g_autofree char *seconds = g_strdup_printf ("%" G_GINT64_FORMAT, get_number (argument, 2));

      reply = refuse (door, 429, "Too Many Requests");
      ps_reply_set_header (reply, "Retry-After", seconds);
      return reply;
    }
  if (!g_str_equal (verb, "420") && !g_str_equal (verb, "420-odd"))
    return NULL;
  reply = refuse (door, 420, g_str_equal (verb, "420") ? message : "Rate Limit Exceeded");
  ps_quota_add_headers (&cloud->quota, reply->headers);
  ps_reply_set_header (reply, "X-FeatureRateLimit-Remaining", "0");
  if (g_str_equal (verb, "420-odd"))
    set_odd_reset (reply, argument);
  return reply;
}

static PsReply *
status_by (PsCloud    *cloud,
           PsRequest  *request,
           PsDoor      door,
           const char *verb,
           const char *argument)
{
  static const guint statuses[] = { 500, 502, 503, 504, 509 };

  if (g_str_equal (verb, "401") || g_str_equal (verb, "401@"))
    return door == PS_DOOR_DELIVERY ? ps_reply_new (401, "image/gif", NULL)
           : ps_reply_new_error (401, door == PS_DOOR_API ? "api_secret mismatch" : "Invalid Signature");
  if (g_str_equal (verb, "401-cld"))
    return ps_reply_new_refusal (401, argument != NULL ? argument : "deny or ACL failure");
  if (g_str_equal (verb, "403"))
    return refuse (door, 403, "The role of this API key does not allow this operation");
  if (g_str_equal (verb, "404"))
    {
      const char *last = strrchr (request->path, '/');
      g_autofree char *message = g_strconcat ("Resource not found - ", last != NULL ? last + 1 : "", NULL);

      return refuse (door, 404, message);
    }
  if (g_str_equal (verb, "410") || g_str_equal (verb, "cursor-410"))
    return refuse (door, 410, "Gone");
  if (g_str_equal (verb, "423"))
    return refuse (door, 423, "Resource is still being processed");
  if (g_str_equal (verb, "500") || g_str_equal (verb, "500-once"))
    return refuse (door, 500, "Internal Server Error");
  if (g_str_equal (verb, "503"))
    return ps_reply_new_html (503, "503 Service Unavailable", "The server is busy.");
  if (g_str_equal (verb, "5xx"))
    return refuse (door, statuses[cloud->n_requests % G_N_ELEMENTS (statuses)], "General Error");
  return NULL;
}

static PsReply *
page_by (const char *verb,
         const char *argument)
{
  PsReply *reply;

  if (g_str_equal (verb, "html"))
    return ps_reply_new_html (get_number (argument, 200), "Something", "This is no photo and no JSON.");
  if (g_str_equal (verb, "html-401"))
    return ps_reply_new_html (401, "401 Authorization Required", "Authorization Required");
  if (g_str_equal (verb, "html-404"))
    return ps_reply_new_html (404, "404 Not Found", "The page you were looking for doesn't exist.");
  if (g_str_equal (verb, "html-502"))
    return ps_reply_new_html (502, "502 Bad Gateway", "nginx");
  if (g_str_equal (verb, "portal"))
    return ps_reply_new_html (200, "Welcome to the guest network", "Please <a href=\"/login\">sign in</a> to use the internet.");
  if (g_str_equal (verb, "empty"))
    return ps_reply_new (200, "application/json; charset=utf-8", NULL);
  if (g_str_equal (verb, "placeholder"))
    {
      reply = ps_reply_new (200, "image/jpeg", ps_rendition_placeholder ());
      ps_reply_set_header (reply, "X-Cld-Error", "Resource not found - default image shown");
      return reply;
    }
  return NULL;
}

/**
 * ps_breakage_refuse:
 * @cloud: the account
 * @request: the request
 * @door: where it came to
 * @verb: the fault it meets
 * @argument: (nullable): of the fault
 *
 * Returns: (transfer full) (nullable): the reply, where @verb needs no good one first
 */
PsReply *
ps_breakage_refuse (PsCloud    *cloud,
                    PsRequest  *request,
                    PsDoor      door,
                    const char *verb,
                    const char *argument)
{
  PsReply *reply = status_by (cloud, request, door, verb, argument);

  if (reply == NULL)
    reply = limit_by (cloud, door, verb, argument);
  if (reply == NULL)
    reply = redirect_by (cloud, request, verb, argument);
  if (reply == NULL)
    reply = page_by (verb, argument);
  return reply;
}

static GBytes *
compress (GBytes *bytes)
{
  g_autoptr(GConverter) compressor = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6));
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(GOutputStream) out = g_converter_output_stream_new (memory, compressor);
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  g_output_stream_write_all (out, data, size, NULL, NULL, NULL);
  g_output_stream_close (out, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/**
 * ps_breakage_gzip:
 * @reply: a reply; its body gets compressed
 */
void
ps_breakage_gzip (PsReply *reply)
{
  if (reply->body == NULL)
    return;
  ps_reply_set_body (reply, compress (reply->body));
  ps_reply_set_header (reply, "Content-Encoding", "gzip");
}

static GBytes *
make_bomb (gint64 n_mib)
{
  g_autofree guint8 *zeros = g_malloc0 (MIB);
  g_autoptr(GConverter) compressor = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1));
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(GOutputStream) out = g_converter_output_stream_new (memory, compressor);

  memset (zeros, ' ', MIB); /* white space: JSON may begin with it */
  for (gint64 i = 0; i < CLAMP (n_mib, 1, 4096); i++)
    g_output_stream_write_all (out, zeros, MIB, NULL, NULL, NULL);
  g_output_stream_close (out, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static GBytes *
flip_bit (GBytes     *bytes,
          const char *argument)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint8 *copy = g_memdup2 (data, size);
  gint64 at = get_number (argument, size / 2);

  if (size > 0)
    copy[CLAMP (at, 0, (gint64) size - 1)] ^= 0x10;
  return g_bytes_new_take (copy, size);
}

static GBytes *
replace_all (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint8 *copy = g_malloc (size + 1);

  for (gsize i = 0; i < size; i++)
    copy[i] = data[i] ^ 0xa5;
  return g_bytes_new_take (copy, size);
}

/**
 * ps_breakage_bytes:
 * @bytes: an original
 * @verb: (nullable): the fault the request meets
 * @argument: (nullable): of the fault
 *
 * May recompress a picture: not on the main thread.
 *
 * Returns: (transfer full): what is delivered in its place, or @bytes
 */
GBytes *
ps_breakage_bytes (GBytes     *bytes,
                   const char *verb,
                   const char *argument)
{
  if (g_strcmp0 (verb, "flip") == 0)
    return flip_bit (bytes, argument);
  if (g_strcmp0 (verb, "wrong-bytes") == 0)
    return replace_all (bytes);
  if (g_strcmp0 (verb, "other-bytes") == 0)
    return ps_rendition_make (bytes, 0);
  return g_bytes_ref (bytes);
}

static GBytes *
make_deep (gint64 n_levels)
{
  gsize n = CLAMP (n_levels, 1, 10000000);
  GString *json = g_string_sized_new (n * 2 + 40);

  g_string_append (json, "{\"resources\":");
  for (gsize i = 0; i < n; i++)
    g_string_append_c (json, '[');
  for (gsize i = 0; i < n; i++)
    g_string_append_c (json, ']');
  g_string_append_c (json, '}');
  return g_string_free_to_bytes (json);
}

static GBytes *
cut (GBytes *bytes)
{
  return g_bytes_new_from_bytes (bytes, 0, g_bytes_get_size (bytes) / 2);
}

static GBytes *
append_text (GBytes     *bytes,
             const char *text)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  GString *longer = g_string_new_len (data, size);

  g_string_append (longer, text);
  return g_string_free_to_bytes (longer);
}

/**
 * ps_breakage_spoil:
 * @reply: a good reply
 * @verb: the fault the request meets
 * @argument: (nullable): of the fault
 *
 * Changes @reply where @verb is a fault of whole replies.
 */
void
ps_breakage_spoil (PsReply    *reply,
                   const char *verb,
                   const char *argument)
{
  if (reply->body == NULL)
    return;
  if (g_str_equal (verb, "gzip") || g_str_equal (verb, "gzip-cut"))
    ps_breakage_gzip (reply);
  if (g_str_equal (verb, "gzip-cut") || g_str_equal (verb, "json-cut"))
    ps_reply_set_body (reply, cut (reply->body));
  else if (g_str_equal (verb, "gzip-bomb"))
    {
      ps_reply_set_body (reply, make_bomb (get_number (argument, 64)));
      ps_reply_set_header (reply, "Content-Encoding", "gzip");
    }
  else if (g_str_equal (verb, "json-tail"))
    ps_reply_set_body (reply, append_text (reply->body, "\n<!-- -->}{\"resources\":[]"));
  else if (g_str_equal (verb, "json-deep"))
    ps_reply_set_body (reply, make_deep (get_number (argument, 100000)));
  else if (g_str_equal (verb, "flip") && g_str_has_prefix (soup_message_headers_get_one (reply->headers, "Content-Type"), "application/json"))
    ps_reply_set_body (reply, flip_bit (reply->body, argument));
}
