/* src/cloud/error.c: what can go wrong between here and the cloud, as GErrors that remember the HTTP status. */
#include "cloud/error-private.h"

#include <glib/gi18n-lib.h>

#include "cloud/original.h"

typedef struct
{
  int status;   /* HTTP; 0: there was none */
  char *reason; /* owned, nullable */
} PsCloudErrorPrivate;

static void
ps_cloud_error_private_init (PsCloudErrorPrivate *priv)
{
}

static void
ps_cloud_error_private_copy (const PsCloudErrorPrivate *from,
                             PsCloudErrorPrivate       *to)
{
  to->status = from->status;
  to->reason = g_strdup (from->reason);
}

static void
ps_cloud_error_private_clear (PsCloudErrorPrivate *priv)
{
  g_free (priv->reason);
}

/**
 * ps_cloud_error_quark:
 *
 * Returns: the error domain of everything in this folder
 */
G_DEFINE_EXTENDED_ERROR (PsCloudError, ps_cloud_error)

/**
 * ps_cloud_error_new:
 * @code: what happened, for who acts on it
 * @status: the HTTP status behind it, or 0
 * @format: a translated sentence with printf marks
 * @...: what goes into it; text from the cloud must have been made visible
 *
 * Returns: (transfer full): a new error
 */
GError *
ps_cloud_error_new (PsCloudError  code,
                    int           status,
                    const char   *format,
                    ...)
{
  GError *error;
  va_list args;

  va_start (args, format);
  error = g_error_new_valist (PS_CLOUD_ERROR, code, format, args);
  va_end (args);
  ps_cloud_error_get_private (error)->status = status;
  return error;
}

/**
 * ps_cloud_error_set_reason:
 * @error: an error of this folder
 * @reason: (nullable): the server's words, safe to show
 */
void
ps_cloud_error_set_reason (GError     *error,
                           const char *reason)
{
  PsCloudErrorPrivate *priv = ps_cloud_error_get_private (error);

  g_free (priv->reason);
  priv->reason = g_strdup (reason);
}

/**
 * ps_cloud_error_get_reason:
 * @error: any error
 *
 * Returns: (transfer none): the server's words, "" where there are none
 */
const char *
ps_cloud_error_get_reason (const GError *error)
{
  const PsCloudErrorPrivate *priv;

  if (error->domain != PS_CLOUD_ERROR)
    return "";
  priv = ps_cloud_error_get_private (error);
  return priv->reason != NULL ? priv->reason : "";
}

/**
 * ps_cloud_error_get_status:
 * @error: any error
 *
 * Any thread.
 *
 * Returns: the HTTP status behind @error, 0 where there was none
 */
int
ps_cloud_error_get_status (const GError *error)
{
  g_return_val_if_fail (error != NULL, 0);

  return error->domain == PS_CLOUD_ERROR ? ps_cloud_error_get_private (error)->status : 0;
}

static GError *
from_tls (const GError *error)
{
  if (error->code == G_TLS_ERROR_EOF)
    return ps_cloud_error_new (PS_CLOUD_ERROR_SERVER, 0,
                               _("The connection ended before everything had arrived. Nothing is lost, it can be tried again."));
  /* Translators: %s is the TLS library's own description. */
  return ps_cloud_error_new (PS_CLOUD_ERROR_TLS, 0,
                             _("The connection is not safe, so nothing was sent: %s. Check that this computer’s date is right, "
                               "and that the network does not ask for a login."), error->message);
}

static GError *
from_gio (const GError *error)
{
  switch (error->code)
    {
    case G_IO_ERROR_TIMED_OUT:
      return ps_cloud_error_new (PS_CLOUD_ERROR_TIMED_OUT, 0, _("Nothing arrived for a minute. It can be tried again."));
    case G_IO_ERROR_PARTIAL_INPUT:
    case G_IO_ERROR_INVALID_DATA:
      return ps_cloud_error_new (PS_CLOUD_ERROR_SERVER, 0,
                                 _("The reply ended before everything had arrived. Nothing is lost, it can be tried again."));
    case G_IO_ERROR_CONNECTION_REFUSED:
      return ps_cloud_error_new (PS_CLOUD_ERROR_OFFLINE, 0, _("The server does not accept connections. It can be tried again later."));
    case G_IO_ERROR_CONNECTION_CLOSED: /* the same number as a broken pipe */
      return ps_cloud_error_new (PS_CLOUD_ERROR_OFFLINE, 0, _("The connection was cut off. Nothing is lost, it can be tried again."));
    case G_IO_ERROR_PROXY_FAILED:
    case G_IO_ERROR_PROXY_AUTH_FAILED:
    case G_IO_ERROR_PROXY_NEED_AUTH:
    case G_IO_ERROR_PROXY_NOT_ALLOWED:
      return ps_cloud_error_new (PS_CLOUD_ERROR_OFFLINE, 0, _("The network’s proxy does not let Proofsheet through. Check the proxy settings."));
    case G_IO_ERROR_HOST_NOT_FOUND:
    case G_IO_ERROR_HOST_UNREACHABLE:
    case G_IO_ERROR_NETWORK_UNREACHABLE:
    case G_IO_ERROR_NOT_CONNECTED:
      return ps_cloud_error_new (PS_CLOUD_ERROR_OFFLINE, 0, _("Cloudinary cannot be reached. Check the network connection."));
    default:
      /* Translators: %s is a system's description of a network error. */
      return ps_cloud_error_new (PS_CLOUD_ERROR_SERVER, 0, _("The connection failed: %s"), error->message);
    }
}

/**
 * ps_cloud_error_from_io:
 * @error: (transfer full): what a network call or a read of #PsOriginal's stream said
 *
 * Turns an error of GIO, TLS, a resolver or libsoup into one of
 * #PsCloudError. Cancellation and what already is a #PsCloudError stay as
 * they are. Any thread.
 *
 * Returns: (transfer full): the error to act on
 */
GError *
ps_cloud_error_from_io (GError *error)
{
  GError *mapped;

  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain == PS_CLOUD_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return error;
  if (error->domain == G_TLS_ERROR)
    mapped = from_tls (error);
  else if (error->domain == G_RESOLVER_ERROR)
    mapped = ps_cloud_error_new (PS_CLOUD_ERROR_OFFLINE, 0, _("Cloudinary cannot be reached. Check the network connection."));
  else if (error->domain == G_IO_ERROR)
    mapped = from_gio (error);
  else
    mapped = ps_cloud_error_new (PS_CLOUD_ERROR_SERVER, 0, _("The server’s reply could not be read: %s"), error->message);
  g_error_free (error);
  return mapped;
}
