/* src/demo/delivery.c: which asset an address leads to, and whether it may be had. */
#include "demo/delivery.h"

#include <string.h>

#include "demo/entry.h"
#include "demo/rendition.h"
#include "demo/signing.h"

/* An address taken apart: /<cloud>/<type>/<kind>/[s--SIG--/][transformation/…][v<version>/]<source> */
typedef struct
{
  GStrv parts;             /* owned, still encoded, without empty ones */
  guint first;             /* of what is signed */
  const char *resource_type, *kind;
  char *signature;         /* owned, nullable */
  char *transformation;    /* owned, nullable; encoded */
  char *source;            /* owned, nullable; encoded */
  gboolean other_format;
  gint64 number;
} Address;

static void
clear_address (Address *self)
{
  g_strfreev (self->parts);
  g_free (self->signature);
  g_free (self->transformation);
  g_free (self->source);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Address, clear_address)

static GStrv
split_path (const char *path)
{
  g_auto(GStrv) all = g_strsplit (path, "/", -1);
  GPtrArray *parts = g_ptr_array_new ();

  for (guint i = 0; all[i] != NULL; i++)
    {
      if (*all[i] != '\0')
        g_ptr_array_add (parts, g_strdup (all[i]));
    }
  g_ptr_array_add (parts, NULL);
  return (GStrv) g_ptr_array_free (parts, FALSE);
}

static char *
take_signature (const char *part)
{
  gsize length = strlen (part);

  if ((length != 13 && length != 37) || !g_str_has_prefix (part, "s--") || !g_str_has_suffix (part, "--"))
    return NULL;
  return g_strndup (part + 3, length - 5);
}

/* "c_fill,w_400", "fl_original", "t_named": each item a short key, an underscore and a value. */
static gboolean
is_transformation (const char *part)
{
  g_auto(GStrv) items = g_strsplit (part, ",", -1);

  for (guint i = 0; items[i] != NULL; i++)
    {
      gsize n_key = strspn (items[i], "abcdefghijklmnopqrstuvwxyz");

      if (n_key < 1 || n_key > 3 || items[i][n_key] != '_' || items[i][n_key + 1] == '\0')
        return FALSE;
    }
  return items[0] != NULL;
}

static gboolean
is_version (const char *part)
{
  return part[0] == 'v' && part[1] != '\0' && strspn (part + 1, "0123456789") == strlen (part + 1);
}

static char *
join (GStrv parts,
      guint from,
      guint to)
{
  GString *text = g_string_new (NULL);

  for (guint i = from; i < to; i++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "/" : "", parts[i]);
  return g_string_free (text, FALSE);
}

/* image and video ids come with the format behind a dot; raw ids are whole. */
static gint64
find_source (PsCloud    *cloud,
             Address    *address,
             const char *source)
{
  g_autofree char *id = g_uri_unescape_string (source, NULL);
  g_autofree char *base = NULL;
  char *dot;
  gint64 number;

  if (id == NULL || !g_utf8_validate (id, -1, NULL))
    return -1;
  address->other_format = FALSE;
  dot = strrchr (id, '.');
  if (!g_str_equal (address->resource_type, "raw") && dot != NULL && strchr (dot, '/') == NULL)
    {
      base = g_strndup (id, dot - id);
      number = ps_studio_find (cloud->studio, address->resource_type, address->kind, base);
      if (number >= 0)
        {
          g_autoptr(PsAsset) asset = ps_studio_get_asset (cloud->studio, number, 0);

          address->other_format = asset != NULL && asset->format != NULL && g_ascii_strcasecmp (asset->format, dot + 1) != 0;
          return number;
        }
    }
  return ps_studio_find (cloud->studio, address->resource_type, address->kind, id);
}

static gboolean
try_source (PsCloud *cloud,
            Address *address,
            guint    from)
{
  g_autofree char *source = join (address->parts, from, g_strv_length (address->parts));

  if (g_str_equal (address->kind, "fetch") && (g_str_has_prefix (source, "http:/") || g_str_has_prefix (source, "https:/")))
    {
      const char *slash = strchr (source, '/');
      char *whole = g_strdup_printf ("%.*s//%s", (int) (slash - source), source, slash + 1);

      g_free (source);
      source = whole;
    }
  address->number = find_source (cloud, address, source);
  g_free (address->source);
  address->source = g_steal_pointer (&source);
  return address->number >= 0;
}

/* A public id may look like a transformation or a version: the reading that leads to an asset is the right one. */
static void
resolve (PsCloud *cloud,
         Address *address)
{
  guint n = g_strv_length (address->parts);
  guint last = address->first;

  for (guint at = address->first; at < n; at++)
    {
      gboolean found = is_version (address->parts[at]) && at + 1 < n && try_source (cloud, address, at + 1);

      found = found || try_source (cloud, address, at);
      if (found || !is_transformation (address->parts[at]) || at + 1 == n)
        {
          last = at;
          break;
        }
    }
  if (address->number < 0 && is_version (address->parts[last]) && last + 1 < n)
    try_source (cloud, address, last + 1); /* for the name in the error */
  if (last > address->first)
    address->transformation = join (address->parts, address->first, last);
}

static gboolean
parse (PsCloud    *cloud,
       const char *path,
       Address    *address)
{
  guint at = 0, n;

  address->parts = split_path (path);
  address->number = -1;
  n = g_strv_length (address->parts);
  if (n > 0 && g_str_equal (address->parts[0], PS_DEMO_CLOUD_NAME))
    at = 1;
  else if (!ps_faults_switch (cloud->faults, "private-cdn", NULL))
    return FALSE;
  if (n < at + 3)
    return FALSE;
  address->resource_type = address->parts[at];
  address->kind = address->parts[at + 1];
  address->first = at + 2;
  address->signature = take_signature (address->parts[address->first]);
  if (address->signature != NULL)
    address->first++;
  if (address->first >= n)
    return FALSE;
  resolve (cloud, address);
  return TRUE;
}

static gboolean
is_signed_well (PsCloud *cloud,
                Address *address)
{
  g_autofree char *to_sign = address->transformation != NULL ? g_strconcat (address->transformation, "/", address->source, NULL)
                                                             : g_strdup (address->source);
  PsSigningTakes takes = 0;

  if (!ps_faults_switch (cloud->faults, "sha256-only", NULL))
    takes |= PS_SIGNING_TAKES_SHA1;
  if (!ps_faults_switch (cloud->faults, "sign-unescaped", NULL))
    takes |= PS_SIGNING_TAKES_ESCAPED;
  if (!ps_faults_switch (cloud->faults, "sign-escaped", NULL))
    takes |= PS_SIGNING_TAKES_UNESCAPED;
  return ps_signing_check_url (address->signature, to_sign, PS_DEMO_API_SECRET, takes);
}

static gboolean
is_blocked_format (const PsAsset *asset)
{
  static const char *const formats[] = { "pdf", "zip", "rar", "tgz", "gz", "7z", NULL };
  const char *dot = strrchr (asset->public_id, '.');

  return (asset->format != NULL && g_strv_contains (formats, asset->format))
         || (g_str_equal (asset->resource_type, "raw") && dot != NULL && g_strv_contains (formats, dot + 1));
}

static gboolean
keeps_original (const char *transformation)
{
  return transformation == NULL || g_str_equal (transformation, "fl_original");
}

/* NULL: it may be had. In the order in which a delivery network looks. */
static const char *
find_objection (PsCloud       *cloud,
                Address       *address,
                const PsAsset *asset,
                const char    *target)
{
  PsFaults *faults = cloud->faults;
  gboolean is_private = g_str_equal (asset->resource_kind, "private");
  gboolean needs_signature = g_str_equal (asset->resource_kind, "authenticated") || g_strcmp0 (asset->access_mode, "authenticated") == 0
                             || (is_private && keeps_original (address->transformation));

  if (ps_faults_switch_for (faults, "block-pdf", PS_FAULT_ON_DELIVERY, target, NULL) && is_blocked_format (asset))
    return "deny or ACL failure";
  if (ps_faults_switch_for (faults, "token", PS_FAULT_ON_DELIVERY, target, NULL))
    return "deny or ACL failure";
  if (address->signature != NULL && !is_signed_well (cloud, address))
    return "Invalid signature in URL";
  if (needs_signature && address->signature == NULL)
    return "deny or ACL failure";
  if (address->transformation != NULL && address->signature == NULL && ps_faults_switch_for (faults, "strict", PS_FAULT_ON_DELIVERY, target, NULL))
    return "Transformation is not allowed: strict transformations are on";
  return NULL;
}

static guint
get_width (const char *transformation)
{
  const char *at = transformation != NULL ? g_strrstr (transformation, "w_") : NULL;

  return at != NULL ? (guint) CLAMP (g_ascii_strtoll (at + 2, NULL, 10), 0, 8000) : 0;
}

static PsDelivery *
new_delivery (gboolean is_download)
{
  PsDelivery *self = g_new0 (PsDelivery, 1);

  self->number = -1;
  self->is_download = is_download;
  return self;
}

static gboolean
lead_to (PsDelivery *self,
         PsCloud    *cloud,
         gint64      number)
{
  self->asset = ps_studio_get_asset (cloud->studio, number, 0);
  if (self->asset == NULL)
    return FALSE;
  self->number = number;
  self->source = ps_studio_get_source (cloud->studio, number);
  self->target = ps_entry_dup_target (self->asset);
  return TRUE;
}

/**
 * ps_delivery_find:
 * @cloud: the account
 * @request: a request to the delivery network
 *
 * Returns: (transfer full): where it leads
 */
PsDelivery *
ps_delivery_find (PsCloud   *cloud,
                  PsRequest *request)
{
  PsDelivery *self = new_delivery (FALSE);
  g_auto(Address) address = { 0 };
  const char *objection;

  if (ps_faults_switch_for (cloud->faults, "disabled", PS_FAULT_ON_DELIVERY, NULL, NULL))
    self->refusal = ps_reply_new_refusal (401, "cloud_name " PS_DEMO_CLOUD_NAME " is disabled");
  else if (!parse (cloud, request->path, &address))
    self->refusal = ps_reply_new_refusal (404, "Invalid path");
  if (self->refusal == NULL && address.number < 0)
    {
      g_autofree char *id = g_uri_unescape_string (address.source, NULL);
      g_autofree char *reason = g_strconcat ("Resource not found - ", id != NULL ? id : address.source, NULL);

      self->refusal = ps_reply_new_refusal (404, reason);
    }
  if (self->refusal != NULL)
    {
      self->target = g_strdup (request->path);
      return self;
    }
  if (!lead_to (self, cloud, address.number))
    {
      self->refusal = ps_reply_new_refusal (500, "Internal error");
      self->target = g_strdup (request->path);
      return self;
    }
  objection = find_objection (cloud, &address, self->asset, self->target);
  if (objection != NULL)
    {
      self->refusal = ps_reply_new_refusal (401, objection);
      return self;
    }
  self->width = get_width (address.transformation);
  self->is_rendition = address.other_format || !keeps_original (address.transformation)
                       || (address.transformation == NULL && g_str_equal (address.resource_type, "image")
                           && ps_faults_switch_for (cloud->faults, "optimize", PS_FAULT_ON_DELIVERY, self->target, NULL));
  if (self->is_rendition)
    cloud->n_transformations++;
  return self;
}

static PsReply *
check_time (PsRequest *request)
{
  const char *timestamp = ps_request_get (request, "timestamp"), *expires_at = ps_request_get (request, "expires_at");
  gint64 now = g_get_real_time () / G_USEC_PER_SEC, made = timestamp != NULL ? g_ascii_strtoll (timestamp, NULL, 10) : 0;
  g_autoptr(GDateTime) reported = NULL;
  g_autofree char *reported_text = NULL, *message = NULL;

  if (timestamp == NULL)
    return ps_reply_new_error (400, "Missing required parameter - timestamp");
  if (expires_at != NULL ? g_ascii_strtoll (expires_at, NULL, 10) > now : ABS (now - made) <= 3600)
    return NULL;
  reported = g_date_time_new_from_unix_utc (made);
  reported_text = reported != NULL ? g_date_time_format (reported, "%Y-%m-%d %H:%M:%S UTC") : g_strdup (timestamp);
  message = g_strdup_printf ("Stale request - reported time is %s which is more than 1 hour ago", reported_text);
  return ps_reply_new_error (400, message);
}

static PsReply *
check_signature (PsCloud   *cloud,
                 PsRequest *request)
{
  const char *signature = ps_request_get (request, "signature"), *api_key = ps_request_get (request, "api_key");
  const char *const *parameters = (const char *const *) request->parameters->pdata;
  g_autofree char *to_sign = NULL, *message = NULL;

  if (api_key == NULL)
    return ps_reply_new_error (400, "Missing required parameter - api_key");
  if (!g_str_equal (api_key, PS_DEMO_API_KEY))
    return ps_reply_new_error (401, "unknown api_key");
  if (signature == NULL)
    return ps_reply_new_error (400, "Missing required parameter - signature");
  if (ps_signing_check_params (parameters, signature, ps_cloud_get_secret (cloud)))
    return NULL;
  to_sign = ps_signing_string (parameters, TRUE);
  message = g_strdup_printf ("Invalid Signature %s. String to sign - '%s'.", signature, to_sign);
  return ps_reply_new_error (401, message);
}

/* A former version keeps its bytes; the present one is where the asset is. */
static gboolean
lead_to_version (PsDelivery *self,
                 PsCloud    *cloud,
                 PsRequest  *request)
{
  const char *asset_id = ps_request_get (request, "asset_id"), *version_id = ps_request_get (request, "version_id");
  gint64 number = asset_id != NULL && version_id != NULL ? ps_studio_find_asset_id (cloud->studio, asset_id) : -1;
  const GArray *versions;

  if (number < 0)
    return FALSE;
  if (!lead_to (self, cloud, number))
    return FALSE;
  versions = ps_studio_get_versions (cloud->studio, number);
  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      const PsStudioVersion *version = &g_array_index (versions, PsStudioVersion, i);
      g_autofree char *id = ps_entry_dup_version_id (asset_id, version->version);

      if (!g_str_equal (id, version_id))
        continue;
      g_clear_pointer (&self->source->bytes, g_bytes_unref);
      self->source->bytes = g_bytes_ref (version->bytes);
      return TRUE;
    }
  {
    g_autofree char *id = ps_entry_dup_version_id (asset_id, self->asset->version);

    return g_str_equal (id, version_id);
  }
}

static gboolean
lead_to_download (PsDelivery *self,
                  PsCloud    *cloud,
                  PsRequest  *request,
                  const char *resource_type)
{
  const char *kind = ps_request_get (request, "type"), *public_id = ps_request_get (request, "public_id");
  const char *format = ps_request_get (request, "format"), *transformation = ps_request_get (request, "transformation");
  gint64 number = public_id != NULL ? ps_studio_find (cloud->studio, resource_type, kind != NULL && *kind != '\0' ? kind : "upload", public_id) : -1;

  if (number < 0)
    return FALSE;
  if (!lead_to (self, cloud, number))
    return FALSE;
  self->is_rendition = (format != NULL && *format != '\0' && self->asset->format != NULL && g_ascii_strcasecmp (format, self->asset->format) != 0)
                       || (transformation != NULL && *transformation != '\0' && !keeps_original (transformation));
  self->width = get_width (transformation);
  return TRUE;
}

/**
 * ps_delivery_find_download:
 * @cloud: the account
 * @request: a request to the API's download endpoints
 * @resource_type: (nullable): of `<type>/download`; %NULL: `download_backup`
 * @by_basic: whether it came with the account's key and secret, which does instead of a signature for backups
 *
 * Returns: (transfer full): where it leads
 */
PsDelivery *
ps_delivery_find_download (PsCloud    *cloud,
                           PsRequest  *request,
                           const char *resource_type,
                           gboolean    by_basic)
{
  PsDelivery *self = new_delivery (TRUE);
  const char *public_id = ps_request_get (request, "public_id");
  gboolean found;

  if (ps_faults_switch_for (cloud->faults, "disabled", PS_FAULT_ON_API, NULL, NULL))
    self->refusal = ps_reply_new_error (401, "disabled account");
  if (self->refusal == NULL && !(by_basic && resource_type == NULL))
    self->refusal = check_signature (cloud, request);
  if (self->refusal == NULL && !(by_basic && resource_type == NULL))
    self->refusal = check_time (request);
  found = self->refusal == NULL
          && (resource_type != NULL ? lead_to_download (self, cloud, request, resource_type) : lead_to_version (self, cloud, request));
  if (!found && self->refusal == NULL)
    {
      g_autofree char *message = g_strdup_printf ("Resource not found - %s", public_id != NULL ? public_id : "");

      self->refusal = ps_reply_new_error (404, message);
    }
  if (self->target == NULL)
    self->target = g_strconcat (resource_type != NULL ? resource_type : "", "/", public_id != NULL ? public_id : "", NULL);
  if (ps_request_get_flag (request, "attachment") && self->asset != NULL)
    {
      const char *name = ps_request_get (request, "target_filename");

      self->attachment = g_path_get_basename (name != NULL ? name : self->asset->public_id);
      g_strdelimit (self->attachment, "\"\\\r\n", '_');
    }
  return self;
}

/**
 * ps_delivery_free:
 * @self: (transfer full): a delivery
 */
void
ps_delivery_free (PsDelivery *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->refusal, ps_reply_free);
  g_clear_pointer (&self->asset, ps_asset_unref);
  g_clear_pointer (&self->source, ps_studio_source_free);
  g_free (self->target);
  g_free (self->attachment);
  g_free (self);
}

/**
 * ps_delivery_read:
 * @self: a delivery without a refusal
 * @error: set with a file's error
 *
 * Reads, draws or recompresses: not on the main thread.
 *
 * Returns: (transfer full): what is to be delivered
 */
GBytes *
ps_delivery_read (PsDelivery  *self,
                  GError     **error)
{
  g_autoptr(GBytes) bytes = ps_studio_source_read (self->source, error);

  if (bytes == NULL || !self->is_rendition)
    return g_steal_pointer (&bytes);
  return ps_rendition_make (bytes, self->width);
}

/**
 * ps_delivery_dup_address:
 * @self: a delivery
 * @cloud: the account
 *
 * Returns: (transfer full) (nullable): an address of the delivery network that gives the same original
 */
char *
ps_delivery_dup_address (PsDelivery *self,
                         PsCloud    *cloud)
{
  GString *address;

  if (self->asset == NULL)
    return NULL;
  address = g_string_new (NULL);
  ps_entry_append_address (address, cloud, self->asset, g_str_equal (self->asset->resource_type, "raw") ? NULL : "fl_original", TRUE);
  return g_string_free (address, FALSE);
}
