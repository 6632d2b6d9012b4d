/* src/cloud/places.c: where Proofsheet goes, and where it does not.
 *
 * The cloud tells addresses of originals; a hostile or broken reply could name
 * any. Only Cloudinary's own delivery hosts and those of the account are gone
 * to, over https, and never to an address inside the user's own network.
 */
#include "cloud/places.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/text.h"
#include "cloud/error-private.h"

/**
 * ps_place_is_loopback_host:
 * @host: a host without brackets or port
 *
 * Returns: whether @host is `localhost` or written as an address of this very computer
 */
gboolean
ps_place_is_loopback_host (const char *host)
{
  g_autoptr(GInetAddress) address = NULL;

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;
  address = g_inet_address_new_from_string (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

/* IANA's special-purpose blocks that are not reachable from everywhere (RFC 6890 and its registry). */
static gboolean
is_public_v4 (const guint8 *b)
{
  static const struct
  {
    guint32 net;
    guint n_bits;
  } blocks[] = {
    { 0x00000000, 8 },  /* this network */
    { 0x0a000000, 8 },  /* private */
    { 0x64400000, 10 }, /* shared by carriers */
    { 0x7f000000, 8 },  /* loopback */
    { 0xa9fe0000, 16 }, /* link-local, metadata services */
    { 0xac100000, 12 }, /* private */
    { 0xc0000000, 24 }, /* protocol assignments */
    { 0xc0a80000, 16 }, /* private */
    { 0xc6120000, 15 }, /* benchmarks */
    { 0xe0000000, 3 },  /* multicast, reserved, broadcast */
  };
  guint32 address = (guint32) b[0] << 24 | (guint32) b[1] << 16 | (guint32) b[2] << 8 | b[3];

  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    if ((address ^ blocks[i].net) >> (32 - blocks[i].n_bits) == 0)
      return FALSE;
  return TRUE;
}

/* Addresses that carry an IPv4 one inside are as public as that one is. */
static gboolean
is_public_v6 (const guint8 *b)
{
  static const guint8 mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
  static const guint8 nat64[12] = { 0, 0x64, 0xff, 0x9b };
  static const guint8 zeros[12];

  if (memcmp (b, mapped, 12) == 0 || memcmp (b, nat64, 12) == 0)
    return is_public_v4 (b + 12);
  if (memcmp (b, zeros, 12) == 0) /* ::, ::1 and the former IPv4-compatible ones */
    return FALSE;
  if (b[0] == 0x20 && b[1] == 0x02) /* 6to4 */
    return is_public_v4 (b + 2);
  return (b[0] & 0xe0) == 0x20; /* 2000::/3 is all that is handed out */
}

/**
 * ps_place_is_public:
 * @address: an address
 *
 * Returns: whether @address lies in the public internet
 */
gboolean
ps_place_is_public (GInetAddress *address)
{
  const guint8 *bytes = g_inet_address_to_bytes (address);

  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4)
    return is_public_v4 (bytes);
  return g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6 && is_public_v6 (bytes);
}

/**
 * ps_place_allows_address:
 * @account: an account
 * @address: what a host's name turned out to be
 *
 * Returns: whether to connect: loopback alone for the demo cloud, public
 *   addresses alone for all others
 */
gboolean
ps_place_allows_address (PsAccount    *account,
                         GInetAddress *address)
{
  if (ps_account_get_is_loopback (account))
    return g_inet_address_get_is_loopback (address);
  return ps_place_is_public (address);
}

static gboolean
is_host_of_url (const char *url,
                const char *host)
{
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_uri_get_host (uri) != NULL && g_ascii_strcasecmp (g_uri_get_host (uri), host) == 0;
}

static gboolean
is_known_host (PsAccount  *account,
               const char *host)
{
  static const char *const shared[] = {
    "res.cloudinary.com", "res-1.cloudinary.com", "res-2.cloudinary.com", "res-3.cloudinary.com",
    "res-4.cloudinary.com", "res-5.cloudinary.com", NULL
  };
  g_autofree char *lower = g_ascii_strdown (host, -1);
  g_autofree char *own = g_strconcat (ps_account_get_cloud_name (account), "-res.cloudinary.com", NULL);
  const char *delivery = ps_account_get_delivery_host (account);

  return g_strv_contains (shared, lower) || g_ascii_strcasecmp (lower, own) == 0
         || (delivery != NULL && g_ascii_strcasecmp (lower, delivery) == 0)
         || is_host_of_url (ps_account_get_api_origin (account), lower);
}

static gboolean
refuse (GUri    *uri,
        GError **error)
{
  gboolean has_host = g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0';
  g_autofree char *host = ps_text_visible (has_host ? g_uri_get_host (uri) : g_uri_get_scheme (uri), 100);
  GError *refusal;

  /* Translators: %s is the name of a server on the internet. */
  refusal = ps_cloud_error_new (PS_CLOUD_ERROR_REFUSED, 0,
                                _("This photo’s address leads to “%s”, where Proofsheet does not go: it is not one of "
                                  "Cloudinary’s or your account’s secure servers."), host);
  g_propagate_error (error, refusal);
  return FALSE;
}

/**
 * ps_place_check:
 * @account: an account
 * @uri: where an original is said to be, or a redirect's target
 * @error: set with %PS_CLOUD_ERROR_REFUSED
 *
 * Judges scheme, user part, host and port. What the host's name resolves to
 * is judged later, by ps_place_allows_address().
 *
 * Returns: whether to go there
 */
gboolean
ps_place_check (PsAccount  *account,
                GUri       *uri,
                GError    **error)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);
  int port = g_uri_get_port (uri);

  if (host == NULL || *host == '\0' || g_uri_get_userinfo (uri) != NULL)
    return refuse (uri, error);
  if (ps_account_get_is_loopback (account))
    {
      if ((g_str_equal (scheme, "http") || g_str_equal (scheme, "https")) && ps_place_is_loopback_host (host))
        return TRUE;
      return refuse (uri, error);
    }
  if (!g_str_equal (scheme, "https") || !is_known_host (account, host))
    return refuse (uri, error);
  /* The account's own API host may have a port of its own, all others have the usual one. */
  if (port != -1 && port != 443)
    {
      g_autofree char *origin = g_strdup_printf ("https://%s:%d", host, port);

      if (g_ascii_strcasecmp (origin, ps_account_get_api_origin (account)) != 0)
        return refuse (uri, error);
    }
  return TRUE;
}
