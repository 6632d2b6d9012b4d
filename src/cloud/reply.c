/* src/cloud/reply.c: which error a reply is, and in which words.
 *
 * By status first, by the message's wording second: Cloudinary promises none
 * (its documentation, "Error handling"). The server's words are shown beside
 * ours, cut and without controls, but for those that repeat a signature.
 */
#include "cloud/reply.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/text.h"
#include "cloud/error-private.h"
#include "cloud/json-text.h"
#include "cloud/rate-limit.h"

#define MAX_SHOWN_CHARS 200
#define CLOCK_US (10 * 60 * G_USEC_PER_SEC)

/**
 * ps_reply_dup_message:
 * @body: (nullable): a reply's body
 * @length: of @body
 *
 * Returns: (transfer full): what `{"error":{"message":…}}` says, safe to show; "" where
 *   there is no such thing
 */
char *
ps_reply_dup_message (const char *body,
                      gsize       length)
{
  g_autofree char *message = NULL;
  g_autofree char *redacted = NULL;
  PsJson root, error;

  if (body == NULL || length == 0 || !ps_json_check (body, length, &root))
    return g_strdup ("");
  error = ps_json_get_member (root, "error");
  message = ps_json_get_string (ps_json_get_kind (error) == PS_JSON_OBJECT ? ps_json_get_member (error, "message") : error, 4096);
  if (message == NULL)
    return g_strdup ("");
  if (strstr (message, "String to sign") != NULL)
    return g_strdup ("Invalid Signature"); /* the rest repeats what was signed */
  redacted = ps_text_redact (message);
  return ps_text_visible (redacted, MAX_SHOWN_CHARS);
}

/**
 * ps_reply_is_html:
 * @reply: a reply
 *
 * Returns: whether it is a web page, by its type or by how it begins
 */
gboolean
ps_reply_is_html (const PsReply *reply)
{
  if (reply->content_type != NULL && g_ascii_strncasecmp (reply->content_type, "text/html", strlen ("text/html")) == 0)
    return TRUE;
  for (gsize i = 0; reply->body != NULL && i < reply->length; i++)
    if (!g_ascii_isspace (reply->body[i]))
      return reply->body[i] == '<';
  return FALSE;
}

/* @words: lower case, %NULL-terminated */
static gboolean
mentions (const char        *lower,
          const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (lower, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

#define MENTIONS(lower, ...) mentions (lower, (const char *const[]) { __VA_ARGS__, NULL })

/* Our words, then the server's in quotation marks where it said any. */
static GError *
make (PsCloudError  code,
      int           status,
      const char   *said,
      const char   *words)
{
  GError *error;

  if (*said == '\0')
    error = ps_cloud_error_new (code, status, "%s", words);
  else
    /* Translators: first a sentence of ours, then what the server said in its own words. */
    error = ps_cloud_error_new (code, status, _("%s Cloudinary says: “%s”"), words, said);
  ps_cloud_error_set_reason (error, said);
  return error;
}

static char *
show_clock (gint64 time_us)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M") : g_strdup ("?");
}

static GError *
make_stale (const PsReply *reply,
            const char    *said)
{
  g_autofree char *here = show_clock (g_get_real_time ());
  g_autofree char *there = show_clock (g_get_real_time () + reply->skew_us);
  g_autofree char *words = NULL;

  if (ABS (reply->skew_us) < CLOCK_US)
    return make (PS_CLOUD_ERROR_STALE, reply->status, said,
                 _("Cloudinary takes the request for an old one. Check that this computer’s date and time are right."));
  /* Translators: dates with times; first this computer's, then Cloudinary's. */
  words = g_strdup_printf (_("This computer’s clock is wrong: it shows %s, while Cloudinary’s shows %s. Set the date and time right, then try again."),
                           here, there);
  return make (PS_CLOUD_ERROR_STALE, reply->status, said, words);
}

static GError *
make_disabled (int         status,
               const char *said)
{
  return make (PS_CLOUD_ERROR_DISABLED, status, said,
               _("Cloudinary has switched this account off. Nothing that is backed up is lost; the rest can be fetched when the "
                 "account is on again. Look at the plan and the bills in the Cloudinary console."));
}

static GError *
make_unknown_cloud (const PsReply *reply,
                    const char    *said)
{
  /* Translators: %s is a cloud name. */
  g_autofree char *words = g_strdup_printf (_("Cloudinary does not know the cloud name “%s” with this key. Check the cloud name: it is "
                                              "shown at the top of the Cloudinary console."), reply->cloud_name);

  return make (PS_CLOUD_ERROR_AUTH, reply->status, said, words);
}

static GError *
judge_401 (const PsReply *reply,
           const char    *said,
           const char    *lower)
{
  if (MENTIONS (lower, "disabled"))
    return make_disabled (reply->status, said);
  if (MENTIONS (lower, "stale request"))
    return make_stale (reply, said);
  if (MENTIONS (lower, "api_secret", "api secret"))
    return make (PS_CLOUD_ERROR_AUTH, reply->status, said,
                 _("Cloudinary does not accept the API secret. Copy it once more from the Cloudinary console, and check the cloud name."));
  if (MENTIONS (lower, "cloud_name", "cloud name"))
    return make_unknown_cloud (reply, said);
  if (MENTIONS (lower, "api_key", "api key"))
    return make (PS_CLOUD_ERROR_AUTH, reply->status, said,
                 _("Cloudinary does not know the API key. Copy it once more from the Cloudinary console; it may have been deleted there."));
  if (MENTIONS (lower, "invalid signature"))
    {
      if (ABS (reply->skew_us) >= CLOCK_US)
        return make_stale (reply, said);
      return make (PS_CLOUD_ERROR_AUTH, reply->status, said,
                   _("Cloudinary does not accept what was signed with the API secret. Copy the secret once more from the Cloudinary console."));
    }
  return make (PS_CLOUD_ERROR_AUTH, reply->status, said,
               _("Cloudinary does not accept the account. Check cloud name, API key and API secret."));
}

static GError *
judge_400 (const PsReply *reply,
           const char    *said,
           const char    *lower)
{
  if (MENTIONS (lower, "stale request"))
    return make_stale (reply, said);
  if (MENTIONS (lower, "disabled account", "account is disabled"))
    return make_disabled (reply->status, said);
  if (MENTIONS (lower, "missing required parameter - api_key"))
    return make (PS_CLOUD_ERROR_AUTH, reply->status, said, _("Cloudinary did not get the API key. Something on the way may have removed it."));
  if (MENTIONS (lower, "cursor"))
    return make (PS_CLOUD_ERROR_CURSOR, reply->status, said,
                 _("Cloudinary no longer knows where the list was left off. The list is read from its beginning again; nothing is lost."));
  return make (PS_CLOUD_ERROR_BAD_REQUEST, reply->status, said, _("Cloudinary did not understand the request."));
}

static GError *
judge_limit (const PsReply *reply,
             const char    *said)
{
  if (ps_limits_is_hourly (said))
    return make (PS_CLOUD_ERROR_RATE_LIMITED, reply->status, said,
                 _("The account’s requests for this hour are used up. Proofsheet goes on by itself when the next hour begins."));
  return make (PS_CLOUD_ERROR_QUOTA, reply->status, said,
               _("A quota of the account’s plan is used up. Waiting for the next hour does not help; look at the plan in the Cloudinary console."));
}

static GError *
judge_rest (const PsReply *reply,
            const char    *said)
{
  g_autofree char *words = NULL;

  switch (reply->status)
    {
    case 402:
      return make (PS_CLOUD_ERROR_QUOTA, reply->status, said, _("The account’s plan is used up. Look at the plan in the Cloudinary console."));
    case 404:
      return make (PS_CLOUD_ERROR_NOT_FOUND, reply->status, said, _("Cloudinary does not have what was asked for."));
    case 407:
      return make (PS_CLOUD_ERROR_FAILED, reply->status, "", _("The network’s proxy asks for a password. Check the proxy settings."));
    case 410:
      if (reply->has_cursor)
        return make (PS_CLOUD_ERROR_CURSOR, reply->status, said,
                     _("Cloudinary no longer knows where the list was left off. The list is read from its beginning again; nothing is lost."));
      return make (PS_CLOUD_ERROR_NOT_FOUND, reply->status, said, _("Cloudinary no longer has what was asked for."));
    case 423:
      return make (PS_CLOUD_ERROR_PROCESSING, reply->status, said, _("Cloudinary is still working on this photo. It can be tried again in some minutes."));
    case 511:
      return make (PS_CLOUD_ERROR_PORTAL, reply->status, "", _("The network asks for a login. Open a web page to log in, then try again."));
    default:
      break;
    }
  /* Translators: %d is an HTTP status such as 502. */
  words = g_strdup_printf (reply->status >= 500 ? _("Cloudinary has a problem of its own (%d). It can be tried again later.")
                                                : _("Cloudinary answered in an unexpected way (%d)."), reply->status);
  return make (reply->status >= 500 ? PS_CLOUD_ERROR_SERVER : PS_CLOUD_ERROR_FAILED, reply->status, said, words);
}

/**
 * ps_reply_to_error:
 * @reply: what the API said
 *
 * Returns: (transfer full) (nullable): the error it is; %NULL if its body is worth reading
 */
GError *
ps_reply_to_error (const PsReply *reply)
{
  g_autofree char *said = ps_reply_dup_message (reply->body, reply->length);
  g_autofree char *lower = g_utf8_strdown (said, -1);

  if (reply->status >= 200 && reply->status < 300)
    {
      if (ps_reply_is_html (reply))
        return make (PS_CLOUD_ERROR_PORTAL, reply->status, "",
                     _("A web page came where Cloudinary’s answer should be: the network seems to ask for a login. Open a web page to log in, then try again."));
      return NULL;
    }
  switch (reply->status)
    {
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
      return make (PS_CLOUD_ERROR_MOVED, reply->status, "",
                   _("Cloudinary’s interface has moved. Proofsheet does not follow with your key; an update of Proofsheet is needed."));
    case 400:
      return judge_400 (reply, said, lower);
    case 401:
      return judge_401 (reply, said, lower);
    case 403:
      if (MENTIONS (lower, "disabled account", "is disabled"))
        return make_disabled (reply->status, said);
      return make (PS_CLOUD_ERROR_FORBIDDEN, reply->status, said,
                   _("The API key’s role does not allow this. Use a key that may read everything, or change its role in the Cloudinary console."));
    case 404:
      if (ps_reply_is_html (reply)) /* the API answers in JSON once it knows the cloud */
        return make_unknown_cloud (reply, said);
      break;
    case 420:
    case 429:
      return judge_limit (reply, said);
    default:
      break;
    }
  return judge_rest (reply, said);
}

/* Where Cloudinary tells why it does not deliver, what that means and where to change it. */
static const char *
explain_block (const char *lower)
{
  if (MENTIONS (lower, "deny or acl failure"))
    return _("Cloudinary does not deliver this file: PDF and ZIP files are blocked in many accounts, or an access rule forbids it. "
             "To change it, open Settings, Security in the Cloudinary console.");
  if (MENTIONS (lower, "acl deny"))
    return _("Cloudinary does not deliver anything of this account yet. Claim the trial account in the Cloudinary console first.");
  if (MENTIONS (lower, "are restricted in this account"))
    return _("This account does not deliver photos of this kind. To change it, open Settings, Security in the Cloudinary console.");
  if (MENTIONS (lower, "unsigned", "strict", "signature", "transformation"))
    return _("This account delivers only what is signed. Proofsheet tries another way.");
  return _("Cloudinary does not deliver this photo without further rights: it is private, or an access rule forbids it.");
}

/**
 * ps_delivery_reply_to_error:
 * @reply: what delivery said; no success
 *
 * Returns: (transfer full): the error it is, with the reason in words
 */
GError *
ps_delivery_reply_to_error (const PsDeliveryReply *reply)
{
  g_autofree char *redacted = ps_text_redact (reply->reason != NULL ? reply->reason : "");
  g_autofree char *said = ps_text_visible (redacted, MAX_SHOWN_CHARS);
  g_autofree char *lower = g_utf8_strdown (said, -1);
  PsReply plain = { .status = reply->status, .cloud_name = "" };

  if ((reply->status == 401 || reply->status == 403) && MENTIONS (lower, "disabled"))
    return make_disabled (reply->status, said);
  if (reply->status >= 400 && reply->status < 500 && MENTIONS (lower, "quota", "bandwidth", "usage limit", "credits"))
    return make (PS_CLOUD_ERROR_QUOTA, reply->status, said,
                 _("The account’s plan is used up. Look at the plan in the Cloudinary console."));
  switch (reply->status)
    {
    case 400:
      return make (PS_CLOUD_ERROR_BAD_REQUEST, reply->status, said, _("Cloudinary could not make sense of this photo’s address."));
    case 401:
    case 403:
      return make (PS_CLOUD_ERROR_BLOCKED, reply->status, said, explain_block (lower));
    case 404:
    case 410:
      return make (PS_CLOUD_ERROR_NOT_FOUND, reply->status, said,
                   _("Cloudinary lists this photo but does not have it. It may have been deleted just now; it can be tried again."));
    case 420:
    case 429:
      return make (PS_CLOUD_ERROR_RATE_LIMITED, reply->status, said, _("Cloudinary asks for a pause. It can be tried again in some minutes."));
    default:
      return judge_rest (&plain, said);
    }
}
