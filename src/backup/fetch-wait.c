/* src/backup/fetch-wait.c: what a fetch waits for: the network, and photos that are tried again soon. */
#include "backup/fetch-private.h"

#include "backup/pause.h"
#include "backup/retry.h"

#define MAX_HOLDS 60 /* at most a minute each: without a network for about an hour the run ends */
#define LONGEST_HOLD_US G_TIME_SPAN_MINUTE

static void
hold_over_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PsFetch) self = user_data;

  ps_pause_wait_finish (result, NULL);
  self->held = FALSE;
  self->waits_until_us = 0;
  if (self->task != NULL)
    ps_fetch_pump (self);
}

/* Takes @error. One photo whose connection always breaks must not hold up all others: it fails, to be tried again later. */
void
ps_fetch_fail_for_network (PsFetch  *self,
                           PsWanted *wanted,
                           GError   *error)
{
  PsAccount *account = ps_client_get_account (self->context->client);
  PsDownloadOutcome *outcome = g_new0 (PsDownloadOutcome, 1);

  g_hash_table_remove (self->holds, &wanted->photo_id);
  g_hash_table_add (self->failed, ps_fetch_id_key (wanted->photo_id));
  outcome->photo_id = wanted->photo_id;
  outcome->session_id = self->context->session_id;
  outcome->cause = g_strdup ("network");
  outcome->message = g_strdup (error->message);
  outcome->next_at_us = g_get_real_time ()
                        + ps_account_scale_wait (account, ps_retry_wait (wanted->attempts + 1, g_random_double ()));
  g_error_free (error);
  ps_fetch_take_outcome (self, outcome);
}

guint
ps_fetch_count_hold (PsFetch *self,
                     gint64   photo_id)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->holds, &photo_id)) + 1;

  g_hash_table_insert (self->holds, ps_fetch_id_key (photo_id), GUINT_TO_POINTER (n));
  return n;
}

/* Takes @error: the network is away. All waits, the photos stay as they are (N1: no storm of failures). */
void
ps_fetch_hold (PsFetch *self,
               GError  *error)
{
  PsAccount *account = ps_client_get_account (self->context->client);
  gint64 wait_us;

  if (self->held || ps_fetch_is_stopping (self))
    {
      g_error_free (error);
      return;
    }
  if (++self->n_holds > MAX_HOLDS)
    {
      ps_fetch_stop_for (self, error);
      return;
    }
  g_free (self->hold_reason);
  self->hold_reason = g_strdup (error->message);
  g_error_free (error);
  wait_us = ps_account_scale_wait (account, MIN (ps_retry_wait (MIN (self->n_holds, 4), g_random_double ()), LONGEST_HOLD_US));
  self->held = TRUE;
  self->waits_until_us = g_get_real_time () + wait_us;
  ps_pause_wait_async (self->waits_until_us, self->stop, hold_over_cb, g_object_ref (self));
}

static void
retry_due_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PsFetch) self = user_data;

  ps_pause_wait_finish (result, NULL);
  self->waiting_for_retry = FALSE;
  self->waits_until_us = 0;
  self->all_listed = self->asked_for_retries = FALSE;
  ps_fetch_pump (self);
}

static void
next_retry_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(PsFetch) self = user_data;
  PsAccount *account = ps_client_get_account (self->context->client);
  gint64 at_us = ps_catalog_next_retry_finish (PS_CATALOG (source), result, NULL);

  self->waiting_for_retry = FALSE;
  if (at_us > 0 && at_us < g_get_real_time () + ps_account_scale_wait (account, PS_RETRY_PATIENCE_US) && !ps_fetch_is_stopping (self))
    {
      self->waiting_for_retry = TRUE;
      self->waits_until_us = at_us;
      ps_pause_wait_async (at_us, self->stop, retry_due_cb, g_object_ref (self));
    }
  else
    self->all_listed = FALSE; /* some may have become due since the catalogue was asked: once more */
  ps_fetch_pump (self);
}

/* Nothing is wanted at this moment: what failed for a passing reason may be soon. */
void
ps_fetch_wait_for_retries (PsFetch *self)
{
  self->asked_for_retries = self->waiting_for_retry = TRUE;
  ps_catalog_next_retry_async (self->context->catalog, NULL, next_retry_cb, g_object_ref (self));
}
