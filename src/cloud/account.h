/* src/cloud/account.h: which cloud and which key; parsing what people paste. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PS_CLOUD_ERROR (ps_cloud_error_quark ())
GQuark ps_cloud_error_quark (void);

typedef enum
{
  PS_CLOUD_ERROR_FAILED,
  PS_CLOUD_ERROR_ACCOUNT,      /* what was pasted is no account: the message says what is wrong with it */
  PS_CLOUD_ERROR_AUTH,         /* 401: key, secret or cloud name */
  PS_CLOUD_ERROR_FORBIDDEN,    /* 403: the key's role does not allow this */
  PS_CLOUD_ERROR_DISABLED,     /* the account is switched off */
  PS_CLOUD_ERROR_RATE_LIMITED, /* 420, 429: wait until ps_client_get_rate_limit()'s reset */
  PS_CLOUD_ERROR_QUOTA,        /* 420 of an add-on, or bandwidth used up: no hourly wait helps */
  PS_CLOUD_ERROR_NOT_FOUND,    /* 404 */
  PS_CLOUD_ERROR_BLOCKED,      /* delivery 401/403 with x-cld-error: PDF/ZIP, ACL, strict, private */
  PS_CLOUD_ERROR_CURSOR,       /* 400 for a cursor: start the chain again */
  PS_CLOUD_ERROR_BAD_REQUEST,  /* any other 400 */
  PS_CLOUD_ERROR_STALE,        /* the computer's clock is wrong */
  PS_CLOUD_ERROR_PROCESSING,   /* 423 */
  PS_CLOUD_ERROR_SERVER,       /* 5xx, and replies cut short */
  PS_CLOUD_ERROR_MALFORMED,    /* not JSON, too long, too deep, wrong types */
  PS_CLOUD_ERROR_PORTAL,       /* a login page where a photo or JSON should be */
  PS_CLOUD_ERROR_MOVED,        /* the API answers with a redirect: an update of Proofsheet is needed */
  PS_CLOUD_ERROR_OFFLINE,      /* no network, no host, connection refused or reset */
  PS_CLOUD_ERROR_TIMED_OUT,    /* no bytes for a minute */
  PS_CLOUD_ERROR_TLS,          /* the certificate is not to be trusted */
  PS_CLOUD_ERROR_REFUSED,      /* an address that Proofsheet does not go to */
  PS_CLOUD_ERROR_PLACEHOLDER,  /* 200 with x-cld-error: a substitute picture */
} PsCloudError;

#define PS_TYPE_ACCOUNT (ps_account_get_type ())

/* Immutable, counted; any thread. The secret lies in memory that is wiped when freed. */
typedef struct _PsAccount PsAccount;

GType       ps_account_get_type        (void);
PsAccount  *ps_account_new             (const char *cloud_name, const char *api_key, const char *api_secret,
                                        const char *upload_prefix, GError **error);
PsAccount  *ps_account_new_from_url    (const char *text, GError **error);
/* A cloud name as typed, without what is around it; NULL: it cannot be one. */
char       *ps_account_parse_cloud_name (const char *text, GError **error);
PsAccount  *ps_account_ref             (PsAccount *self);
void        ps_account_unref           (PsAccount *self);
const char *ps_account_get_cloud_name  (PsAccount *self);
const char *ps_account_get_api_key     (PsAccount *self);
const char *ps_account_get_api_secret  (PsAccount *self); /* never log, never store */
/* Scheme and host of the API without a slash at the end: "https://api.cloudinary.com". */
const char *ps_account_get_api_origin  (PsAccount *self);
/* Nullable: the delivery host of a private CDN or a CNAME. */
const char *ps_account_get_delivery_host (PsAccount *self);
gboolean    ps_account_get_is_loopback (PsAccount *self); /* the demo cloud */
/* Waits are as long as they are but in tests: PROOFSHEET_TIME_SCALE (0–1) is honoured towards a loopback API host only. */
gint64      ps_account_scale_wait      (PsAccount *self, gint64 wait_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsAccount, ps_account_unref)

G_END_DECLS
