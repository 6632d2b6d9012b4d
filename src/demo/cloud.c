/* src/demo/cloud.c: the account that the demo server plays: what the endpoints share. */
#include "demo/cloud.h"

#include <stdlib.h>

#include "demo/odd-names.h"

#define DEFAULT_HOURLY_LIMIT 2000
#define PATIENCE_US (100 * 1000) /* for one call while pictures are being drawn */
#define MAX_SUMMED 2000 /* assets whose sizes are added up; of more, so many are looked at */

/**
 * ps_cloud_free:
 * @self: (transfer full): the account
 */
void
ps_cloud_free (PsCloud *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->studio, ps_studio_free);
  g_clear_object (&self->gallery);
  g_clear_pointer (&self->faults, ps_faults_free);
  g_clear_pointer (&self->cursors, ps_cursors_free);
  g_clear_pointer (&self->orders, g_hash_table_unref);
  g_clear_pointer (&self->folders, g_ptr_array_unref);
  g_free (self->origin);
  g_free (self->delivery_origin);
  g_free (self->api_secret);
  g_free (self->other_key);
  g_free (self);
}

static gint64
get_number (PsFaults   *faults,
            const char *name,
            gint64      otherwise)
{
  const char *argument = NULL;

  return ps_faults_switch (faults, name, &argument) && argument != NULL ? g_ascii_strtoll (argument, NULL, 10) : otherwise;
}

/**
 * ps_cloud_new:
 * @options: what the demo shall be like
 * @error: a fault that was not understood, or a gallery that cannot be had
 *
 * Returns: (transfer full): the account
 */
PsCloud *
ps_cloud_new (const PsDemoOptions  *options,
              GError              **error)
{
  g_autoptr(PsCloud) self = g_new0 (PsCloud, 1);
  PsGalleryOptions gallery = options->gallery;

  self->faults = ps_faults_new (options->faults, error);
  if (self->faults == NULL)
    return NULL;
  self->fixed = gallery.fixed_folders = gallery.fixed_folders || ps_faults_switch (self->faults, "fixed", NULL);
  self->gallery = ps_gallery_new (&gallery, error);
  if (self->gallery == NULL)
    return NULL;
  self->studio = ps_studio_new (self->gallery);
  self->cursors = ps_cursors_new (gallery.seed);
  self->orders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->plan_limit_bytes = options->plan_limit_bytes;
  self->plan_used_bytes = options->plan_used_bytes;
  self->stored_bytes = -1;
  ps_quota_init (&self->quota, options->hourly_limit > 0 ? options->hourly_limit : DEFAULT_HOURLY_LIMIT,
                  get_number (self->faults, "hour", 0));
  if (!ps_cloud_apply_switches (self, NULL, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * ps_cloud_set_port:
 * @self: the account
 * @port: where the API is
 * @delivery_port: where the pictures are, 0: there too
 */
void
ps_cloud_set_port (PsCloud *self,
                   guint    port,
                   guint    delivery_port)
{
  self->port = port;
  g_free (self->origin);
  self->origin = g_strdup_printf ("http://127.0.0.1:%u", port);
  g_free (self->delivery_origin);
  self->delivery_origin = g_strdup_printf ("http://127.0.0.1:%u", delivery_port != 0 ? delivery_port : port);
}

static gboolean
is_new (PsCloud    *self,
        const char *spec,
        const char *name)
{
  return (spec == NULL || g_str_has_prefix (spec, name)) && ps_faults_switch (self->faults, name, NULL);
}

/**
 * ps_cloud_apply_switches:
 * @self: the account
 * @spec: (nullable): the fault that has just been added; %NULL: all of them
 * @error: set if an asset cannot be made
 *
 * Does what some switches do once: assets that come along with them, calls
 * that another program has made.
 *
 * Returns: whether all is done
 */
gboolean
ps_cloud_apply_switches (PsCloud     *self,
                         const char  *spec,
                         GError     **error)
{
  if (spec != NULL && is_new (self, spec, "hour"))
    ps_quota_init (&self->quota, self->quota.limit, get_number (self->faults, "hour", 0));
  if (is_new (self, spec, "remaining"))
    ps_quota_set_remaining (&self->quota, get_number (self->faults, "remaining", 0));
  if (is_new (self, spec, "odd-names") && !ps_odd_names_add (self, error))
    return FALSE;
  if (is_new (self, spec, "future") && !ps_odd_names_add_future (self, error))
    return FALSE;
  return TRUE;
}

/**
 * ps_cloud_get_search_us:
 * @self: the account
 *
 * Returns: changes after this time a search does not see yet; 0: it sees all
 */
gint64
ps_cloud_get_search_us (PsCloud *self)
{
  gint64 lag_s = get_number (self->faults, "search-lag", 0);

  return lag_s > 0 ? g_get_real_time () - lag_s * G_USEC_PER_SEC : 0;
}

/**
 * ps_cloud_begin_call:
 * @self: the account
 *
 * From here on a call has a fraction of a second for assets whose pictures may
 * have to be drawn first.
 */
void
ps_cloud_begin_call (PsCloud *self)
{
  self->late_us = self->is_drawing ? g_get_monotonic_time () + PATIENCE_US : 0;
}

/**
 * ps_cloud_is_late:
 * @self: the account
 *
 * Returns: whether the call should end with what it has
 */
gboolean
ps_cloud_is_late (PsCloud *self)
{
  return self->late_us > 0 && g_get_monotonic_time () > self->late_us;
}

/**
 * ps_cloud_get_stored:
 * @self: the account
 *
 * Cloudinary refreshes this figure now and then; here it is made once.
 *
 * Returns: the bytes of all originals; of a large gallery an estimate
 */
gint64
ps_cloud_get_stored (PsCloud *self)
{
  guint n = ps_studio_get_n_places (self->studio, NULL);
  guint n_looked_at = MIN (n, MAX_SUMMED);
  double sum = 0;
  guint i;

  if (self->stored_bytes >= 0 || n == 0)
    return MAX (self->stored_bytes, 0);
  for (i = 0; i < n_looked_at && !(i > 0 && ps_cloud_is_late (self)); i++)
    {
      guint place = n - 1 - (guint) ((guint64) i * n / n_looked_at);
      gint64 number = ps_studio_get_number (self->studio, NULL, place);
      g_autoptr(PsAsset) asset = ps_studio_get_asset (self->studio, number, 0);

      if (asset != NULL && asset->n_bytes > 0)
        sum += asset->n_bytes;
    }
  if (!self->is_drawing)
    self->stored_bytes = (gint64) (sum / n_looked_at * n);
  return (gint64) (sum / i * n);
}

/**
 * ps_cloud_get_secret:
 * @self: the account
 *
 * Returns: (transfer none): the API secret, as it is now
 */
const char *
ps_cloud_get_secret (PsCloud *self)
{
  return self->api_secret != NULL ? self->api_secret : PS_DEMO_API_SECRET;
}
