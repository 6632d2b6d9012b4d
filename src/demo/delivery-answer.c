/* src/demo/delivery-answer.c: bytes as the delivery network sends them: headers, validators, ranges. */
#include "demo/delivery.h"

#include <string.h>

#include "base/times.h"
#include "demo/ranges.h"

static const struct { const char *format, *type; } content_types[] = {
  { "jpg", "image/jpeg" }, { "jpeg", "image/jpeg" }, { "png", "image/png" }, { "gif", "image/gif" }, { "webp", "image/webp" },
  { "tif", "image/tiff" }, { "tiff", "image/tiff" }, { "heic", "image/heic" }, { "avif", "image/avif" }, { "bmp", "image/bmp" },
  { "svg", "image/svg+xml" }, { "pdf", "application/pdf" }, { "psd", "image/vnd.adobe.photoshop" }, { "dng", "image/x-adobe-dng" },
  { "cr2", "image/x-canon-cr2" }, { "cr3", "image/x-canon-cr3" }, { "nef", "image/x-nikon-nef" }, { "arw", "image/x-sony-arw" },
  { "mp4", "video/mp4" }, { "mov", "video/quicktime" }, { "webm", "video/webm" }, { "avi", "video/x-msvideo" }, { "mp3", "audio/mpeg" },
  { "wav", "audio/wav" }, { "zip", "application/zip" }, { "xmp", "application/rdf+xml" }, { "txt", "text/plain" },
};

static const char *
get_content_type (PsDelivery *self)
{
  const char *dot = strrchr (self->asset->public_id, '.');
  const char *format = self->asset->format != NULL ? self->asset->format : dot != NULL ? dot + 1 : "";

  if (self->is_rendition)
    return "image/jpeg";
  for (guint i = 0; i < G_N_ELEMENTS (content_types); i++)
    {
      if (g_ascii_strcasecmp (content_types[i].format, format) == 0)
        return content_types[i].type;
    }
  return "application/octet-stream";
}

/* Of an original it is the MD5 the API tells; of anything else its own. */
static char *
dup_etag (PsDelivery *self,
          GBytes     *bytes,
          const char *verb)
{
  g_autofree char *digest = NULL;

  if (g_strcmp0 (verb, "range-etag") == 0)
    return g_strdup_printf ("\"%032x\"", g_str_hash (self->target));
  if (!self->is_rendition && self->asset->etag != NULL && self->source->bytes == NULL)
    return g_strdup_printf ("\"%s\"", self->asset->etag);
  digest = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, bytes);
  return g_strdup_printf ("\"%s\"", digest);
}

static char *
dup_last_modified (PsDelivery *self)
{
  gint64 time_us = self->asset->version * G_USEC_PER_SEC;
  g_autoptr(GDateTime) time = NULL;

  if (self->asset->version <= 0)
    time_us = self->asset->created_at_us;
  time = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);
  return time != NULL ? soup_date_time_to_string (time, SOUP_DATE_HTTP) : NULL;
}

static void
set_headers (PsDelivery *self,
             PsReply    *reply,
             const char *etag,
             const char *last_modified)
{
  ps_reply_set_header (reply, "ETag", etag);
  ps_reply_set_header (reply, "Last-Modified", last_modified);
  ps_reply_set_header (reply, "Accept-Ranges", "bytes");
  ps_reply_set_header (reply, "X-Content-Type-Options", "nosniff");
  if (self->is_download)
    {
      g_autofree char *disposition = self->attachment != NULL ? g_strdup_printf ("attachment; filename=\"%s\"", self->attachment) : NULL;

      ps_reply_set_header (reply, "Cache-Control", "max-age=0, private, must-revalidate");
      ps_reply_set_header (reply, "Content-Disposition", disposition);
      return;
    }
  ps_reply_set_header (reply, "Cache-Control",
                       g_str_equal (self->asset->resource_kind, "upload") ? "public, no-transform, immutable, max-age=2592000"
                                                                         : "private, no-transform, immutable, max-age=2592000");
  ps_reply_set_header (reply, "Access-Control-Allow-Origin", "*");
  ps_reply_set_header (reply, "Timing-Allow-Origin", "*");
  ps_reply_set_header (reply, "Server-Timing", "cld-fastly;dur=2;cpu=1;start=2024-06-25T11:59:14.000Z;desc=hit,rtt;dur=31");
  ps_reply_set_header (reply, "Strict-Transport-Security", "max-age=604800");
  if (self->is_rendition)
    ps_reply_set_header (reply, "Vary", "Accept,User-Agent");
}

static PsReply *
answer_unsatisfiable (gsize size)
{
  PsReply *reply = ps_reply_new (416, NULL, NULL);
  g_autofree char *range = g_strdup_printf ("bytes */%" G_GSIZE_FORMAT, size);

  ps_reply_set_header (reply, "Content-Range", range);
  return reply;
}

/* One part between two boundaries (RFC 9110, 14.6). */
static void
wrap_as_multipart (PsReply    *reply,
                   GBytes     *part,
                   const char *range)
{
  static const char boundary[] = "----demo-boundary-4f1d";
  g_autofree char *head = g_strdup_printf ("--%s\r\nContent-Type: %s\r\nContent-Range: %s\r\n\r\n", boundary,
                                           soup_message_headers_get_one (reply->headers, "Content-Type"), range);
  g_autofree char *tail = g_strdup_printf ("\r\n--%s--\r\n", boundary);
  g_autofree char *type = g_strdup_printf ("multipart/byteranges; boundary=%s", boundary);
  GByteArray *body = g_byte_array_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (part, &size);

  g_byte_array_append (body, (const guint8 *) head, strlen (head));
  g_byte_array_append (body, data, size);
  g_byte_array_append (body, (const guint8 *) tail, strlen (tail));
  ps_reply_set_body (reply, g_byte_array_free_to_bytes (body));
  ps_reply_set_header (reply, "Content-Type", type);
  ps_reply_set_header (reply, "Content-Range", NULL);
}

static void
cut_to_range (PsReply    *reply,
              GBytes     *bytes,
              gsize       first,
              gsize       length,
              const char *verb)
{
  gsize size = g_bytes_get_size (bytes);
  g_autofree char *range = NULL;

  if (g_strcmp0 (verb, "range-wrong") == 0)
    {
      gsize shifted = first > 0 ? first / 2 : size / 2;

      length = MIN (length, size - shifted);
      first = shifted;
    }
  range = g_strdup_printf ("bytes %" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT "/%" G_GSIZE_FORMAT, first, first + length - 1, size);
  reply->status = 206;
  ps_reply_set_header (reply, "Content-Range", range);
  ps_reply_set_body (reply, g_bytes_new_from_bytes (bytes, first, length));
  if (g_strcmp0 (verb, "multipart") == 0)
    wrap_as_multipart (reply, reply->body, range);
}

/**
 * ps_delivery_answer:
 * @self: a delivery without a refusal
 * @request: the request
 * @bytes: what is to be delivered
 * @verb: (nullable): a fault about ranges to follow
 *
 * Returns: (transfer full): the whole, a range of it, or that there is nothing new
 */
PsReply *
ps_delivery_answer (PsDelivery *self,
                    PsRequest  *request,
                    GBytes     *bytes,
                    const char *verb)
{
  g_autofree char *etag = dup_etag (self, bytes, verb), *last_modified = dup_last_modified (self);
  const char *range_header = ps_request_get_header (request, "Range");
  gsize size = g_bytes_get_size (bytes), first, length;
  PsRange range = ps_range_parse (range_header, size, &first, &length);
  gboolean may_part = ps_range_if_range (ps_request_get_header (request, "If-Range"), etag, last_modified) || g_strcmp0 (verb, "range-etag") == 0;
  PsReply *reply;

  if (g_strcmp0 (ps_request_get_header (request, "If-None-Match"), etag) == 0 && range_header == NULL)
    {
      reply = ps_reply_new (304, NULL, NULL);
      ps_reply_set_header (reply, "ETag", etag);
      return reply;
    }
  if (g_strcmp0 (verb, "range-416") == 0 && range_header != NULL)
    return answer_unsatisfiable (size);
  if (g_strcmp0 (verb, "range-200") == 0 || !may_part)
    range = PS_RANGE_WHOLE;
  if (range == PS_RANGE_UNSATISFIABLE)
    return answer_unsatisfiable (size);
  reply = ps_reply_new (200, get_content_type (self), g_bytes_ref (bytes));
  set_headers (self, reply, etag, last_modified);
  if (range == PS_RANGE_PART)
    cut_to_range (reply, bytes, first, length, verb);
  return reply;
}
