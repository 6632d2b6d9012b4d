/* src/browse/refresher.c: reads something again when the catalogue changed, but never twice at a time and not too often. */
#include "browse/refresher.h"

struct _PsRefresher
{
  PsCatalog *catalog;        /* owned */
  gulong changed_id;
  GCancellable *cancellable; /* owned */
  PsRefreshFunc func;
  gpointer user_data;        /* borrowed */
  PsChangeKind kinds;
  guint every_ms;
  guint source;
  gint64 asked_at_us;
  gboolean is_asking;
  gboolean is_stale;         /* something changed while the answer was on its way */
};

static gboolean
ask_cb (gpointer user_data)
{
  PsRefresher *self = user_data;

  self->source = 0;
  self->is_asking = TRUE;
  self->is_stale = FALSE;
  self->asked_at_us = g_get_monotonic_time ();
  self->func (self->catalog, self->cancellable, self->user_data);
  return G_SOURCE_REMOVE;
}

static void
plan (PsRefresher *self)
{
  gint64 wait_ms = self->every_ms - (g_get_monotonic_time () - self->asked_at_us) / 1000;

  self->is_stale = TRUE;
  if (!self->is_asking && self->source == 0)
    self->source = g_timeout_add ((guint) CLAMP (wait_ms, 0, self->every_ms), ask_cb, self);
}

static void
changed_cb (PsCatalog   *catalog,
            PsChange    *change,
            PsRefresher *self)
{
  if (change->kinds & self->kinds)
    plan (self);
}

/**
 * ps_refresher_new:
 * @catalog: what is listened to
 * @kinds: the changes that matter
 * @every_ms: how long there is at least between two questions
 * @func: asks, for the first time in a moment
 * @user_data: for @func; lives longer than the refresher
 *
 * Returns: (transfer full): a refresher
 */
PsRefresher *
ps_refresher_new (PsCatalog     *catalog,
                  PsChangeKind   kinds,
                  guint          every_ms,
                  PsRefreshFunc  func,
                  gpointer       user_data)
{
  PsRefresher *self = g_new0 (PsRefresher, 1);

  self->catalog = g_object_ref (catalog);
  self->cancellable = g_cancellable_new ();
  self->kinds = kinds;
  self->every_ms = every_ms;
  self->func = func;
  self->user_data = user_data;
  self->changed_id = g_signal_connect (catalog, "changed", G_CALLBACK (changed_cb), self);
  self->asked_at_us = g_get_monotonic_time () - (gint64) every_ms * 1000;
  plan (self);
  return self;
}

/**
 * ps_refresher_free:
 * @self: (transfer full): a refresher; its cancellable is cancelled
 */
void
ps_refresher_free (PsRefresher *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_signal_handler (&self->changed_id, self->catalog);
  g_object_unref (self->cancellable);
  g_object_unref (self->catalog);
  g_free (self);
}

/**
 * ps_refresher_done:
 * @self: a refresher whose question was answered, well or not
 */
void
ps_refresher_done (PsRefresher *self)
{
  self->is_asking = FALSE;
  if (self->is_stale)
    plan (self);
}
