/* src/backup/scan-end.c: how a scan ends: what its pages add up to, what is said of it, and the generation closed or left open. */
#include "backup/scan-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/**
 * ps_scan_set_notes:
 * @self: a job that runs
 * @notes: (transfer full) (nullable): plain words on how it ends
 */
void
ps_scan_set_notes (PsScan *self,
                   char   *notes)
{
  g_free (self->notes);
  self->notes = notes;
}

typedef struct
{
  PsScanEnd end;
  GError *error; /* owned */
} Ending;

static void
session_completed_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(PsScan) self = user_data;
  g_autoptr(GTask) task = g_steal_pointer (&self->task);
  Ending *ending = g_task_get_task_data (task);
  GError *error = NULL;

  ps_catalog_complete_backup_session_finish (self->catalog, result, &error);
  if (ending->error != NULL)
    {
      g_clear_error (&error);
      g_task_return_error (task, g_steal_pointer (&ending->error));
    }
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, ending->end);
}

static void
free_ending (gpointer data)
{
  Ending *ending = data;

  g_clear_error (&ending->error);
  g_free (ending);
}

/**
 * ps_scan_end:
 * @self: a job that runs, with nothing under way
 * @end: how it ends
 * @error: (transfer full) (nullable): what it ends with instead
 */
void
ps_scan_end (PsScan    *self,
             PsScanEnd  end,
             GError    *error)
{
  Ending *ending = g_new0 (Ending, 1);
  const char *notes = error != NULL ? error->message : self->notes;

  ending->end = end;
  ending->error = error;
  self->waits_until_us = 0;
  g_task_set_task_data (self->task, ending, free_ending);
  if (self->session_id > 0)
    ps_catalog_complete_backup_session_async (self->catalog, self->session_id, notes, NULL,
                                              session_completed_cb, g_object_ref (self));
  else
    {
      g_autoptr(GTask) task = g_steal_pointer (&self->task);

      g_task_return_error (task, g_steal_pointer (&ending->error));
    }
}

static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(PsScan) self = user_data;
  PsScanCounts counts = { 0 };
  GError *error = NULL;

  if (!ps_catalog_finish_scan_finish (self->catalog, result, &counts, &error))
    {
      ps_scan_end (self, PS_SCAN_INCOMPLETE, error);
      return;
    }
  self->counts.n_gone += counts.n_gone;
  self->counts.n_held_back = counts.n_held_back;
  if (counts.n_held_back > 0)
    /* Translators: the note of a look through Cloudinary that was not applied. */
    ps_scan_set_notes (self, g_strdup_printf (ngettext ("Cloudinary lists %" PRId64 " photo fewer than before. Nothing was marked or changed here.",
                                                "Cloudinary lists %" PRId64 " photos fewer than before. Nothing was marked or changed here.",
                                                counts.n_held_back),
                                      counts.n_held_back));
  ps_scan_end (self, counts.n_held_back > 0 ? PS_SCAN_HELD_BACK : PS_SCAN_COMPLETE, NULL);
}

/**
 * ps_scan_count_listed:
 * @self: a job that has begun
 *
 * Returns: how many photos its listings told so far
 */
gint64
ps_scan_count_listed (PsScan *self)
{
  return self->state->n_found[PS_CHAIN_IMAGE] + self->state->n_found[PS_CHAIN_VIDEO] + self->state->n_found[PS_CHAIN_RAW];
}

typedef struct
{
  PsScan *scan; /* owned */
  guint n_left;
} Restarts;

static void
restarted_all_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  Restarts *restarts = user_data;

  ps_catalog_restart_chain_finish (restarts->scan->catalog, result, NULL);
  if (--restarts->n_left > 0)
    return;
  ps_scan_end (restarts->scan, PS_SCAN_INCOMPLETE, NULL);
  g_object_unref (restarts->scan);
  g_free (restarts);
}

/**
 * ps_scan_end_incomplete:
 * @self: a job that runs, with nothing under way
 * @notes: (transfer full): why
 *
 * The pages ended, but not with all there is: the next run walks them again,
 * and nothing counts as gone.
 */
void
ps_scan_end_incomplete (PsScan *self,
                        char   *notes)
{
  Restarts *restarts = g_new0 (Restarts, 1);

  ps_scan_set_notes (self, notes);
  restarts->scan = g_object_ref (self);
  restarts->n_left = PS_N_CHAINS;
  for (int chain = 0; chain < PS_N_CHAINS; chain++)
    ps_catalog_restart_chain_async (self->catalog, self->state->generation, chain, FALSE, NULL, restarted_all_cb, restarts);
}

/**
 * ps_scan_end_generation:
 * @self: a job whose chains all ended
 *
 * Promise 7: totals are compared before anything is called complete. A small
 * difference comes from photos that were uploaded or removed meanwhile.
 */
void
ps_scan_end_generation (PsScan *self)
{
  gint64 n_found = ps_scan_count_listed (self);
  gint64 n_slack = 3 + n_found / 1000;

  gint64 n_expected;

  if (self->state->search_is_off)
    n_expected = self->n_account_total - self->n_account_total / 20; /* counted now and then, and remote copies too */
  else
    n_expected = self->n_search_total >= 0 ? self->n_search_total : 0; /* its pages may tell a photo twice */
  if (n_expected > n_found + n_slack)
    {
      ps_scan_end_incomplete (self, g_strdup_printf (
          /* Translators: two numbers of photos. */
          _("Found %" PRId64 " photos, but Cloudinary reports %" PRId64 ". Nothing counts as gone; the next look begins anew."),
          n_found, MAX (n_expected, self->n_account_total)));
      return;
    }
  if (self->n_account_total - self->n_account_total / 20 > n_found + n_slack && self->notes == NULL)
    /* Translators: two numbers of photos. */
    ps_scan_set_notes (self, g_strdup_printf (_("Found %" PRId64 " photos; the account's report, which is made now and then, says %" PRId64 "."),
                                      n_found, self->n_account_total));
  ps_catalog_finish_scan_async (self->catalog, self->state->generation, (self->flags & PS_SCAN_ACCEPT_LOSSES) != 0,
                                g_task_get_cancellable (self->task), finished_cb, g_object_ref (self));
}
