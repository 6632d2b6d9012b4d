/* src/cloud/verdict.c: what to do with delivery's headers, before a byte of the body is read.
 *
 * RFC 9110, sections 13 to 15: ranges, their validators, and what a proxy or a
 * broken server may make of them. Whatever does not fit exactly begins anew.
 */
#include "cloud/verdict.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/text.h"
#include "cloud/error-private.h"
#include "cloud/reply.h"

#define MAX_ETAG_BYTES 256

static PsVerdict
refuse (GError     **error,
        PsCloudError code,
        int          status,
        const char  *message)
{
  g_propagate_error (error, ps_cloud_error_new (code, status, "%s", message));
  return PS_VERDICT_ERROR;
}

/* Digits alone, and within 63 bits. */
static gboolean
read_size (const char *text,
           gsize       length,
           gint64     *size)
{
  g_autofree char *digits = g_strstrip (g_strndup (text, length));

  return *digits != '\0' && strspn (digits, "0123456789") == strlen (digits)
         && g_ascii_string_to_signed (digits, 10, 0, G_MAXINT64, size, NULL);
}

/* Several lengths are one only if they agree; −1: none told. */
static gboolean
read_content_length (SoupMessageHeaders *headers,
                     gint64             *length)
{
  const char *list = soup_message_headers_get_list (headers, "Content-Length");
  g_auto(GStrv) parts = NULL;

  *length = -1;
  if (list == NULL)
    return TRUE;
  parts = g_strsplit (list, ",", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      gint64 part;

      if (!read_size (parts[i], strlen (parts[i]), &part) || (*length >= 0 && part != *length))
        return FALSE;
      *length = part;
    }
  return TRUE;
}

/* "bytes 100-199/200" or "bytes 100-199/(star)"; total −1: not told */
static gboolean
read_content_range (const char *text,
                    gint64     *start,
                    gint64     *end,
                    gint64     *total)
{
  const char *dash, *slash;

  if (text == NULL || g_ascii_strncasecmp (text, "bytes ", 6) != 0 || strchr (text, ',') != NULL)
    return FALSE;
  text += 6;
  dash = strchr (text, '-');
  slash = strchr (text, '/');
  if (dash == NULL || slash == NULL || dash > slash || !read_size (text, dash - text, start)
      || !read_size (dash + 1, slash - dash - 1, end))
    return FALSE;
  *total = -1;
  if (g_str_equal (slash + 1, "*"))
    return *end >= *start;
  return read_size (slash + 1, strlen (slash + 1), total) && *end >= *start && *end < *total;
}

/* Strong ones alone can tell whether bytes are the same (RFC 9110, 8.8.1). */
static char *
dup_strong_etag (SoupMessageHeaders *headers)
{
  const char *etag = soup_message_headers_get_one (headers, "ETag");
  gsize length = etag != NULL ? strlen (etag) : 0;

  if (length < 3 || length > MAX_ETAG_BYTES || etag[0] != '"' || etag[length - 1] != '"')
    return NULL;
  return g_strndup (etag + 1, length - 2);
}

static gboolean
has_type (SoupMessageHeaders *headers,
          const char         *type)
{
  const char *value = soup_message_headers_get_one (headers, "Content-Type");

  return value != NULL && g_ascii_strncasecmp (value, type, strlen (type)) == 0;
}

static gboolean
has_extension (const PsAsset *asset,
               const char    *extension)
{
  g_autofree char *dotted = g_strconcat (".", extension, NULL);
  g_autofree char *lower = asset->public_id != NULL ? g_ascii_strdown (asset->public_id, -1) : NULL;

  return (asset->format != NULL && g_ascii_strcasecmp (asset->format, extension) == 0)
         || (lower != NULL && g_str_has_suffix (lower, dotted));
}

static gboolean
is_coded (SoupMessageHeaders *headers)
{
  const char *coding = soup_message_headers_get_list (headers, "Content-Encoding");

  return coding != NULL && *coding != '\0' && g_ascii_strcasecmp (coding, "identity") != 0;
}

/* Exactly what was asked, of the same object, or all of it again. */
static PsVerdict
judge_206 (const PsQuestion    *question,
           SoupMessageHeaders  *headers,
           PsOriginal          *original,
           gint64               content_length,
           GError             **error)
{
  const char *range = soup_message_headers_get_list (headers, "Content-Range");
  gint64 start, end, total;

  if (question->offset == 0)
    return refuse (error, PS_CLOUD_ERROR_MALFORMED, 206, _("Cloudinary sent a part of the photo where the whole was asked for. It can be tried again."));
  if (has_type (headers, "multipart/") || !read_content_range (range, &start, &end, &total) || start != question->offset
      || (content_length >= 0 && content_length != end - start + 1) || (total >= 0 && end != total - 1))
    return PS_VERDICT_RESTART;
  if (question->if_range != NULL && original->etag != NULL && !g_str_equal (question->if_range, original->etag))
    return PS_VERDICT_RESTART; /* another object, in spite of If-Range */
  original->offset = start;
  original->n_total = total;
  return PS_VERDICT_READ;
}

/* "bytes (star)/200" and as much is here already: nothing more to come. Else begin anew. */
static PsVerdict
judge_416 (const PsQuestion    *question,
           SoupMessageHeaders  *headers,
           PsOriginal          *original,
           GError             **error)
{
  const char *range = soup_message_headers_get_one (headers, "Content-Range");
  gint64 total;

  if (question->offset == 0)
    return refuse (error, PS_CLOUD_ERROR_SERVER, 416, _("Cloudinary refused to send the photo. It can be tried again."));
  if (range == NULL || g_ascii_strncasecmp (range, "bytes */", 8) != 0 || !read_size (range + 8, strlen (range + 8), &total)
      || total != question->offset)
    return PS_VERDICT_RESTART;
  original->offset = original->n_total = total;
  return PS_VERDICT_COMPLETE;
}

static PsVerdict
judge_success (const PsQuestion    *question,
               int                  status,
               SoupMessageHeaders  *headers,
               PsOriginal          *original,
               GError             **error)
{
  gint64 length;

  if (has_type (headers, "text/html") && !has_extension (question->asset, "html") && !has_extension (question->asset, "htm")
      && !has_extension (question->asset, "xhtml"))
    return refuse (error, PS_CLOUD_ERROR_PORTAL, status,
                   _("A web page came where a photo should be: the network seems to ask for a login. Open a web page to log in, then try again."));
  if (is_coded (headers))
    return refuse (error, PS_CLOUD_ERROR_MALFORMED, status, _("Something on the way compressed the photo, so its bytes cannot be proven. It can be tried again."));
  if (!read_content_length (headers, &length))
    return refuse (error, PS_CLOUD_ERROR_MALFORMED, status, _("Cloudinary’s reply contradicts itself about the photo’s size. It can be tried again."));
  if (status == 206)
    return judge_206 (question, headers, original, length, error);
  if (has_type (headers, "multipart/byteranges"))
    return refuse (error, PS_CLOUD_ERROR_MALFORMED, status, _("Cloudinary sent the photo in pieces. It can be tried again."));
  original->offset = 0;
  original->n_total = length;
  if (question->rung == PS_RUNG_DOWNLOAD && has_type (headers, "application/json") && !has_extension (question->asset, "json"))
    return PS_VERDICT_JSON;
  return PS_VERDICT_READ;
}

/* The account has a default picture, and this is it. */
static PsVerdict
refuse_substitute (const char  *reason,
                   int          status,
                   GError     **error)
{
  g_autofree char *redacted = ps_text_redact (reason);
  g_autofree char *said = ps_text_visible (redacted, 200);
  /* Translators: %s is what the server says in its own words. */
  GError *refusal = ps_cloud_error_new (PS_CLOUD_ERROR_PLACEHOLDER, status,
                                        _("Cloudinary sends a substitute picture in place of this photo. Cloudinary says: “%s”"), said);

  ps_cloud_error_set_reason (refusal, said);
  g_propagate_error (error, refusal);
  return PS_VERDICT_ERROR;
}

/**
 * ps_verdict_of:
 * @question: what was asked
 * @status: of the reply
 * @headers: of the reply
 * @original: filled but for its stream, where there is something to read
 * @error: set for %PS_VERDICT_ERROR
 *
 * Returns: what to do
 */
PsVerdict
ps_verdict_of (const PsQuestion    *question,
               int                  status,
               SoupMessageHeaders  *headers,
               PsOriginal          *original,
               GError             **error)
{
  PsDeliveryReply reply = { .status = status, .reason = soup_message_headers_get_one (headers, "X-Cld-Error") };

  original->etag = dup_strong_etag (headers);
  original->content_type = g_strdup (soup_message_headers_get_one (headers, "Content-Type"));
  original->n_total = -1;
  switch (status)
    {
    case 200:
    case 206:
      if (reply.reason != NULL)
        return refuse_substitute (reply.reason, status, error);
      return judge_success (question, status, headers, original, error);
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
      return PS_VERDICT_REDIRECT;
    case 416:
      return judge_416 (question, headers, original, error);
    default:
      break;
    }
  if (question->rung == PS_RUNG_DOWNLOAD && reply.reason == NULL && status >= 400)
    return PS_VERDICT_JSON;
  g_propagate_error (error, ps_delivery_reply_to_error (&reply));
  return PS_VERDICT_ERROR;
}
