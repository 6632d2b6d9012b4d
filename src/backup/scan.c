/* src/backup/scan.c: job: walk the cloud's pages into the catalogue, from the last cursor.
 *
 * Four chains of pages make one generation: images, videos, raw files, and the
 * search, which alone tells checksums. A listing page and a search page take
 * turns, so that what is listed first can be fetched and proven first. A page
 * is asked for while the one before it is written.
 */
#include "backup/scan-private.h"

#include <glib/gi18n-lib.h>

#include "backup/pause.h"
#include "backup/retry.h"
#include "base/times.h"

#define MAX_TRIES 20 /* over an hour with waits of at most five minutes: a cloud that is down comes back */
#define MAX_TRIES_NO_WAIT 6
#define LONGEST_WAIT_US (5 * G_TIME_SPAN_MINUTE)
#define MAX_CURSOR_RESTARTS 3

static const char *const resource_types[] = {
  [PS_CHAIN_IMAGE] = "image", [PS_CHAIN_VIDEO] = "video", [PS_CHAIN_RAW] = "raw"
};

enum { PAGE_WRITTEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PsScan, ps_scan, G_TYPE_OBJECT)

static void ask_next_page (PsScan *self);
static void ask_page (PsScan *self, PsChain chain);
static void write_page (PsScan *self);

static GCancellable *
cancellable_of (PsScan *self)
{
  return g_task_get_cancellable (self->task);
}

static void
add_counts (PsScanCounts       *sum,
            const PsScanCounts *counts)
{
  sum->n_seen += counts->n_seen;
  sum->n_added += counts->n_added;
  sum->n_changed += counts->n_changed;
  sum->n_replaced += counts->n_replaced;
  sum->n_renamed += counts->n_renamed;
  sum->n_retagged += counts->n_retagged;
  sum->n_returned += counts->n_returned;
  sum->n_incomplete += counts->n_incomplete;
}

/* Ends the job if a page is not on its way or being written; else the last of these does. */
static void
continue_or_end (PsScan *self)
{
  if (self->page_asked || self->writing)
    return;
  if (self->page_error != NULL)
    ps_scan_end (self, PS_SCAN_INCOMPLETE, g_steal_pointer (&self->page_error));
  else if (self->page != NULL)
    write_page (self);
  else if (self->incomplete)
    ps_scan_end_incomplete (self, g_steal_pointer (&self->notes));
  else
    ps_scan_end_generation (self);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PsScan) self = user_data;
  PsScanCounts counts = { 0 };
  GError *error = NULL;

  self->writing = FALSE;
  if (!ps_catalog_insert_photo_batch_finish (self->catalog, result, &counts, &error))
    {
      if (self->page_error == NULL)
        self->page_error = error;
      else
        g_error_free (error);
      g_clear_pointer (&self->page, ps_listing_free);
    }
  else
    {
      add_counts (&self->counts, &counts);
      g_signal_emit (self, signals[PAGE_WRITTEN], 0);
    }
  if (self->page != NULL && self->page_error == NULL)
    write_page (self);
  else
    continue_or_end (self);
}

/* Writes the page that came, and asks for the next meanwhile. */
static void
write_page (PsScan *self)
{
  g_autoptr(PsListing) page = g_steal_pointer (&self->page);
  PsChain chain = self->page_chain;

  self->writing = TRUE;
  ps_catalog_insert_photo_batch_async (self->catalog, self->state->generation, chain, page->assets, page->next_cursor,
                                       NULL, written_cb, g_object_ref (self));
  self->state->n_found[chain] += page->assets->len;
  self->counts.n_incomplete += page->n_unreadable;
  if (chain == PS_CHAIN_SEARCH)
    self->n_search_total = MAX (self->n_search_total, page->total_count);
  g_free (self->state->cursor[chain]);
  self->state->cursor[chain] = g_strdup (page->next_cursor);
  self->state->is_done[chain] = page->next_cursor == NULL;
  ask_next_page (self);
}

static void
chain_restarted_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(PsScan) self = user_data;
  GError *error = NULL;

  self->page_asked = FALSE;
  if (!ps_catalog_restart_chain_finish (self->catalog, result, &error))
    self->page_error = error;
  else
    ask_next_page (self);
  continue_or_end (self);
}

static void
restart_chain (PsScan   *self,
               PsChain   chain,
               gboolean  turn_off)
{
  g_clear_pointer (&self->state->cursor[chain], g_free);
  g_hash_table_remove_all (self->cursors[chain]);
  self->state->n_found[chain] = 0;
  if (turn_off)
    self->state->search_is_off = self->state->is_done[chain] = TRUE;
  self->page_asked = TRUE; /* nothing else is asked meanwhile */
  ps_catalog_restart_chain_async (self->catalog, self->state->generation, chain, turn_off, NULL,
                                  chain_restarted_cb, g_object_ref (self));
}

static void
paused_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PsScan) self = user_data;
  GError *error = NULL;

  self->page_asked = FALSE;
  self->waits_until_us = 0;
  if (!ps_pause_wait_finish (result, &error))
    {
      self->page_error = error;
      continue_or_end (self);
    }
  else
    {
      if (self->page_error == NULL)
        ask_page (self, self->page_chain);
      continue_or_end (self); /* the limit was met once more, and there is to be no waiting */
    }
}

static void
wait_until (PsScan *self,
            gint64  until_us)
{
  self->page_asked = TRUE;
  self->waits_until_us = until_us;
  ps_pause_wait_async (until_us, cancellable_of (self), paused_cb, g_object_ref (self));
}

/* The hour's calls are used, by us or by the photographer's website. */
static void
meet_rate_limit (PsScan *self)
{
  PsClientLimit limit = ps_client_get_rate_limit (self->client);

  if (self->flags & PS_SCAN_NO_WAIT)
    {
      self->page_error = g_error_new_literal (PS_CLOUD_ERROR, PS_CLOUD_ERROR_RATE_LIMITED,
                                              _("Cloudinary's questions for this hour are used. What was found is kept; looking goes on from there next time."));
      return;
    }
  wait_until (self, MAX (limit.reset_us, g_get_real_time () + G_USEC_PER_SEC / 20));
}

/* Takes @error; either the page is asked again, or page_error says why not. */
static void
page_failed (PsScan  *self,
             PsChain  chain,
             GError  *error)
{
  PsAccount *account = ps_client_get_account (self->client);
  PsVerdict verdict;

  if (g_error_matches (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_RATE_LIMITED))
    {
      g_error_free (error);
      meet_rate_limit (self);
      return;
    }
  if (g_error_matches (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_CURSOR) && self->n_restarts++ < MAX_CURSOR_RESTARTS)
    {
      g_error_free (error);
      restart_chain (self, chain, FALSE);
      return;
    }
  if (chain == PS_CHAIN_SEARCH
      && (g_error_matches (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_FORBIDDEN)
          || g_error_matches (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_BAD_REQUEST)
          || g_error_matches (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_NOT_FOUND)))
    {
      /* Without the search there are no checksums: sizes are compared, and said so. */
      ps_scan_set_notes (self, g_strdup (_("Cloudinary does not let this key search, so checksums are not known: photos are compared by size.")));
      g_error_free (error);
      restart_chain (self, chain, TRUE);
      return;
    }
  verdict = error->domain == PS_CLOUD_ERROR ? ps_retry_judge (error) : (PsVerdict) { PS_NEXT_STOP, NULL };
  if ((verdict.next == PS_NEXT_LATER || verdict.next == PS_NEXT_HOLD) && ++self->n_tries < ((self->flags & PS_SCAN_NO_WAIT) ? MAX_TRIES_NO_WAIT : MAX_TRIES))
    {
      gint64 wait_us = ps_account_scale_wait (account, MIN (LONGEST_WAIT_US, ps_retry_wait (self->n_tries, g_random_double ())));

      g_error_free (error);
      wait_until (self, g_get_real_time () + wait_us);
      return;
    }
  self->page_error = error;
}

/* A11: a chain that comes back to a cursor would never end. */
static gboolean
is_loop (PsScan          *self,
         PsChain          chain,
         const PsListing *page)
{
  return page->next_cursor != NULL && !g_hash_table_add (self->cursors[chain], g_strdup (page->next_cursor));
}

static void
page_came_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PsScan) self = user_data;
  GError *error = NULL;
  g_autoptr(PsListing) page = NULL;

  self->page_asked = FALSE;
  if (self->page_chain == PS_CHAIN_SEARCH)
    page = ps_client_search_finish (self->client, result, &error);
  else
    page = ps_client_list_finish (self->client, result, &error);
  if (page == NULL)
    page_failed (self, self->page_chain, error);
  else if (is_loop (self, self->page_chain, page))
    {
      self->incomplete = TRUE;
      ps_scan_set_notes (self, g_strdup (_("Cloudinary's pages lead in a circle. What was found is kept, nothing counts as gone; the next look begins anew.")));
    }
  else
    {
      self->n_tries = 0;
      if (self->page_error == NULL) /* else the page before it was not written: its cursor must not be passed */
        self->page = g_steal_pointer (&page);
    }
  if (self->page != NULL && !self->writing)
    write_page (self);
  else
    continue_or_end (self);
}

static void
ask_page (PsScan  *self,
          PsChain  chain)
{
  const char *cursor = self->state->cursor[chain];

  self->page_chain = chain;
  self->page_asked = TRUE;
  if (ps_client_get_calls_left (self->client) <= 0)
    {
      self->page_asked = FALSE;
      meet_rate_limit (self);
      return;
    }
  if (chain == PS_CHAIN_SEARCH)
    ps_client_search_async (self->client, cursor, cancellable_of (self), page_came_cb, g_object_ref (self));
  else
    ps_client_list_async (self->client, resource_types[chain], cursor, cancellable_of (self), page_came_cb, g_object_ref (self));
}

/* Whose turn it is: listing and search alternate until one of them is through. −1: all ended. */
static int
choose_chain (PsScan *self)
{
  int listing = -1;

  for (int chain = PS_CHAIN_IMAGE; chain <= PS_CHAIN_RAW && listing < 0; chain++)
    if (!self->state->is_done[chain])
      listing = chain;
  if (self->state->is_done[PS_CHAIN_SEARCH] || (listing >= 0 && !self->listing_was_last))
    return listing;
  return PS_CHAIN_SEARCH;
}

static void
ask_next_page (PsScan *self)
{
  int chain = choose_chain (self);

  if (chain < 0 || self->page_error != NULL || self->incomplete)
    return;
  self->listing_was_last = chain != PS_CHAIN_SEARCH;
  ask_page (self, chain);
}

static void
begun_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PsScan) self = user_data;
  GError *error = NULL;

  self->state = ps_catalog_begin_scan_finish (self->catalog, result, &error);
  if (self->state == NULL)
    {
      ps_scan_end (self, PS_SCAN_INCOMPLETE, error);
      return;
    }
  if (self->state->search_is_off)
    self->state->is_done[PS_CHAIN_SEARCH] = TRUE;
  ask_next_page (self);
  continue_or_end (self);
}

static void
session_created_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(PsScan) self = user_data;
  GError *error = NULL;

  self->session_id = ps_catalog_create_backup_session_finish (self->catalog, result, &error);
  if (self->session_id < 0)
    ps_scan_end (self, PS_SCAN_INCOMPLETE, error);
  else
    ps_catalog_begin_scan_async (self->catalog, self->session_id, cancellable_of (self), begun_cb, g_object_ref (self));
}

/**
 * ps_scan_new:
 * @catalog: a catalogue that can be written
 * @client: towards the account
 * @flags: how to behave
 *
 * Returns: (transfer full): a job that has not begun
 */
PsScan *
ps_scan_new (PsCatalog   *catalog,
             PsClient    *client,
             PsScanFlags  flags)
{
  PsScan *self = g_object_new (PS_TYPE_SCAN, NULL);

  self->catalog = g_object_ref (catalog);
  self->client = g_object_ref (client);
  self->flags = flags;
  return self;
}

/**
 * ps_scan_set_account_total:
 * @self: a job that has not begun
 * @n_photos: how many originals the account's usage reports; −1: not known
 *
 * What the pages are held against where the search is not to be had.
 */
void
ps_scan_set_account_total (PsScan *self,
                           gint64  n_photos)
{
  self->n_account_total = n_photos;
}

/**
 * ps_scan_run_async:
 * @self: a job that has not begun
 * @cancellable: (nullable): stops it; the pages written so far and their cursor stay
 * @callback: called once, on the caller's context
 * @user_data: for @callback
 */
void
ps_scan_run_async (PsScan              *self,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  const char *cloud_name = ps_account_get_cloud_name (ps_client_get_account (self->client));

  g_return_if_fail (PS_IS_SCAN (self) && self->task == NULL);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, ps_scan_run_async);
  g_task_set_check_cancellable (self->task, FALSE);
  ps_catalog_create_backup_session_async (self->catalog, "scan", cloud_name, cancellable,
                                          session_created_cb, g_object_ref (self));
}

/**
 * ps_scan_run_finish:
 * @self: a job
 * @result: what the callback got
 * @end: (out): how it ended
 * @error: set where the cloud or the catalogue failed for good, or on cancellation
 *
 * Returns: whether it ended by itself
 */
gboolean
ps_scan_run_finish (PsScan        *self,
                    GAsyncResult  *result,
                    PsScanEnd     *end,
                    GError       **error)
{
  GError *local_error = NULL;
  gssize value;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  value = g_task_propagate_int (G_TASK (result), &local_error);
  if (local_error != NULL)
    {
      if (g_error_matches (local_error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_RATE_LIMITED) && (self->flags & PS_SCAN_NO_WAIT))
        {
          g_error_free (local_error);
          *end = PS_SCAN_RATE_LIMITED;
          return TRUE;
        }
      g_propagate_error (error, local_error);
      return FALSE;
    }
  *end = (PsScanEnd) value;
  return TRUE;
}

/**
 * ps_scan_get_counts:
 * @self: a job, also while it runs
 *
 * Returns: what was found so far
 */
PsScanCounts
ps_scan_get_counts (PsScan *self)
{
  return self->counts;
}

/**
 * ps_scan_get_n_found:
 * @self: a job, also while it runs
 *
 * Returns: how many photos the listings told so far, in this generation
 */
gint64
ps_scan_get_n_found (PsScan *self)
{
  return self->state != NULL ? ps_scan_count_listed (self) : 0;
}

/**
 * ps_scan_get_waits_until:
 * @self: a job, also while it runs
 *
 * Returns: until when it waits, in microseconds since 1970; 0: it does not
 */
gint64
ps_scan_get_waits_until (PsScan *self)
{
  return self->waits_until_us;
}

/**
 * ps_scan_get_notes:
 * @self: a job
 *
 * Returns: (nullable) (transfer none): what a person should know of how it ended
 */
const char *
ps_scan_get_notes (PsScan *self)
{
  return self->notes;
}

static void
ps_scan_finalize (GObject *object)
{
  PsScan *self = PS_SCAN (object);

  g_clear_object (&self->catalog);
  g_clear_object (&self->client);
  g_clear_pointer (&self->state, ps_scan_state_free);
  for (int chain = 0; chain < PS_N_CHAINS; chain++)
    g_clear_pointer (&self->cursors[chain], g_hash_table_unref);
  g_clear_pointer (&self->page, ps_listing_free);
  g_clear_error (&self->page_error);
  g_clear_pointer (&self->notes, g_free);
  G_OBJECT_CLASS (ps_scan_parent_class)->finalize (object);
}

static void
ps_scan_class_init (PsScanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_scan_finalize;
  /**
   * PsScan::page-written:
   *
   * Another page is in the catalogue: there may be more to fetch.
   */
  signals[PAGE_WRITTEN] = g_signal_new ("page-written", PS_TYPE_SCAN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ps_scan_init (PsScan *self)
{
  for (int chain = 0; chain < PS_N_CHAINS; chain++)
    self->cursors[chain] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->n_search_total = self->n_account_total = -1;
}
