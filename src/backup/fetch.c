/* src/backup/fetch.c: keeps downloads in flight until nothing is wanted any more.
 *
 * The catalogue says what is wanted and in which order; some dozens of photos
 * are queued at a time, so that what a person asks for meanwhile comes soon. A
 * photo's own failure is recorded and the rest goes on; without a network
 * everything waits together, and one download tries whether it is back
 * (`fetch-wait`). What came of each is recorded in `fetch-record`.
 */
#include "backup/fetch-private.h"

#include "backup/retry.h"

#define QUEUE_LENGTH 64
#define LOOK_AHEAD 3   /* times as many as come over the network are made ready: names are written many at a time */
#define MAX_LANDING 4  /* times as many are synced, renamed and recorded, many at a time too */
#define MAX_HOLDS_A_PHOTO 3
#define MAX_OVER_PLAN 1000 /* photos looked at for one that still fits into the plan */
#define LEDGER_INTERVAL_S 3

G_DEFINE_FINAL_TYPE (PsFetch, ps_fetch, G_TYPE_OBJECT)

gint64 *
ps_fetch_id_key (gint64 id)
{
  return g_memdup2 (&id, sizeof id);
}

static void
write_ledger (PsFetch *self)
{
  gint64 n_new = self->context->n_bytes_fetched - self->n_bytes_in_ledger;

  if (n_new <= 0)
    return;
  self->n_bytes_in_ledger += n_new;
  ps_catalog_count_traffic_async (self->context->catalog, n_new, NULL, NULL, NULL);
}

static gboolean
ledger_cb (gpointer data)
{
  write_ledger (data);
  return G_SOURCE_CONTINUE;
}

static void
finish (PsFetch *self)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->task);

  g_clear_handle_id (&self->ledger_source, g_source_remove);
  if (g_task_get_cancellable (task) != NULL)
    g_signal_handlers_disconnect_by_data (g_task_get_cancellable (task), self);
  write_ledger (self);
  if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else if (!g_task_return_error_if_cancelled (task))
    g_task_return_int (task, g_hash_table_size (self->over_plan) > 0 ? PS_FETCH_PLAN_GUARD : PS_FETCH_DONE);
}

gboolean
ps_fetch_is_stopping (PsFetch *self)
{
  return self->error != NULL || g_cancellable_is_cancelled (g_task_get_cancellable (self->task));
}

/* Takes @error, which ends the run; the first one counts. */
void
ps_fetch_stop_for (PsFetch *self,
                   GError  *error)
{
  if (self->error == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->error = error;
  else
    g_error_free (error);
  g_cancellable_cancel (self->stop);
}

static gint64
promised_for (PsDownload *download)
{
  return MAX (0, ps_download_get_wanted (download)->asset->n_bytes);
}

/* What was promised to a photo that did not come is free for others again. */
static void
consider_plan_again (PsFetch *self)
{
  if (g_hash_table_size (self->over_plan) == 0)
    return;
  g_hash_table_remove_all (self->over_plan);
  self->all_listed = FALSE;
}

static gboolean
is_about_room (const GError *error)
{
  return g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_SPACE)
         || g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_INODES)
         || g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_QUOTA);
}

/* What has room already still comes; nothing more is made ready, and then the run ends for this. */
static void
keep_for_the_end (PsFetch *self,
                  GError  *error)
{
  if (self->room_error == NULL)
    self->room_error = error;
  else
    g_error_free (error);
}

static void
download_done_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(PsFetch) self = user_data;
  PsDownload *download = PS_DOWNLOAD (source);
  gint64 photo_id = ps_download_get_wanted (download)->photo_id;
  GError *error = NULL;
  PsDownloadOutcome *outcome = ps_download_run_finish (download, result, &error);

  self->n_promised -= promised_for (download);
  if (outcome != NULL)
    {
      if (outcome->landed)
        {
          if (outcome->adopted)
            self->n_adopted++;
          else
            {
              self->n_landed++;
              self->n_bytes_landed += outcome->n_bytes;
            }
          g_hash_table_remove (self->failed, &photo_id);
        }
      else
        {
          g_hash_table_add (self->failed, ps_fetch_id_key (photo_id));
          consider_plan_again (self);
        }
      self->n_holds = 0;
      g_clear_pointer (&self->hold_reason, g_free);
      ps_fetch_take_outcome (self, outcome);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && ps_retry_judge (error).next == PS_NEXT_HOLD)
    {
      consider_plan_again (self);
      if (ps_fetch_count_hold (self, photo_id) > MAX_HOLDS_A_PHOTO)
        ps_fetch_fail_for_network (self, ps_download_get_wanted (download), error);
      else
        {
          ps_fetch_give_back (self, photo_id);
          ps_fetch_hold (self, error);
        }
    }
  else
    {
      ps_fetch_give_back (self, photo_id);
      if (is_about_room (error) && self->in_flight->len > 1)
        keep_for_the_end (self, error);
      else
        ps_fetch_stop_for (self, error);
    }
  g_ptr_array_remove_fast (self->in_flight, download);
  if (self->room_error != NULL && self->in_flight->len == 0)
    ps_fetch_stop_for (self, g_steal_pointer (&self->room_error));
  ps_fetch_pump (self);
}

static void
phase_cb (PsDownload *download,
          gpointer    user_data)
{
  ps_fetch_pump (user_data);
}

static void
start (PsFetch  *self,
       PsWanted *wanted)
{
  PsDownload *download = ps_download_new (self->context, wanted);

  ps_download_set_phase_func (download, phase_cb, self);
  g_ptr_array_add (self->in_flight, download);
  self->n_promised += promised_for (download);
  ps_download_run_async (download, self->stop, download_done_cb, g_object_ref (self));
}

/* What the plan leaves, less what came over the network since and what photos in flight still need. */
static gint64
bytes_left (PsFetch *self)
{
  gint64 n_fetched = self->context->n_bytes_fetched - self->n_fetched_before;

  if (self->n_left == G_MAXINT64)
    return G_MAXINT64;
  return self->n_left - n_fetched - MAX (0, self->n_promised - ps_fetch_get_n_under_way (self));
}

/* The next photo that fits into what the plan leaves. NULL: none of those queued, for now. */
static PsWanted *
take_next (PsFetch *self)
{
  PsWanted *wanted;

  while ((wanted = g_queue_peek_head (&self->queue)) != NULL)
    {
      gint64 n_left = bytes_left (self);

      if (n_left > 0 && wanted->asset->n_bytes <= n_left)
        return g_queue_pop_head (&self->queue);
      if (self->in_flight->len > 0 && n_left + self->n_promised > wanted->asset->n_bytes)
        return NULL; /* it fits if one of those in flight does not come */
      g_queue_pop_head (&self->queue);
      g_hash_table_remove (self->busy, &wanted->photo_id);
      g_hash_table_add (self->over_plan, ps_fetch_id_key (wanted->photo_id));
      ps_wanted_free (wanted);
    }
  return NULL;
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PsFetch) self = user_data;
  GError *error = NULL;
  g_autoptr(GPtrArray) wanted = ps_catalog_list_wanted_finish (PS_CATALOG (source), result, &error);

  self->listing = FALSE;
  if (wanted == NULL)
    ps_fetch_stop_for (self, error);
  else
    {
      self->all_listed = wanted->len == 0 && !self->list_is_stale;
      if (self->list_is_late)
        g_ptr_array_set_size (wanted, 0);
      g_ptr_array_set_free_func (wanted, NULL);
      for (guint i = 0; i < wanted->len; i++)
        {
          PsWanted *one = g_ptr_array_index (wanted, i);

          if (self->only_asked_for && !one->asked_for) /* what was asked for is listed first: the rest is not */
            {
              self->all_listed = !self->list_is_stale;
              ps_wanted_free (one);
            }
          else if (g_hash_table_add (self->busy, ps_fetch_id_key (one->photo_id)))
            {
              g_queue_push_tail (&self->queue, one);
              self->asked_for_retries = FALSE;
            }
          else
            ps_wanted_free (one);
        }
    }
  ps_fetch_pump (self);
}

static void
add_ids (GArray     *ids,
         GHashTable *set)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_array_append_vals (ids, key, 1);
}

static void
list_more (PsFetch *self)
{
  g_autoptr(GArray) without = g_array_new (FALSE, FALSE, sizeof (gint64));

  add_ids (without, self->busy);
  add_ids (without, self->over_plan);
  self->listing = TRUE;
  self->list_is_stale = self->list_is_late = FALSE;
  ps_catalog_list_wanted_async (self->context->catalog, QUEUE_LENGTH, without, NULL, listed_cb, g_object_ref (self));
}

static void
empty_queue (PsFetch *self)
{
  PsWanted *wanted;

  while ((wanted = g_queue_pop_head (&self->queue)) != NULL)
    {
      g_hash_table_remove (self->busy, &wanted->photo_id);
      ps_wanted_free (wanted);
    }
}

static gboolean
is_idle (PsFetch *self)
{
  return self->in_flight->len == 0 && self->n_recording == 0 && !self->listing;
}

static guint
count_phase (PsFetch         *self,
             PsDownloadPhase  phase)
{
  guint n = 0;

  for (guint i = 0; i < self->in_flight->len; i++)
    n += ps_download_get_phase (g_ptr_array_index (self->in_flight, i)) == phase ? 1 : 0;
  return n;
}

static PsDownload *
find_ready (PsFetch *self)
{
  for (guint i = 0; i < self->in_flight->len; i++)
    if (ps_download_get_phase (g_ptr_array_index (self->in_flight, i)) == PS_DOWNLOAD_READY)
      return g_ptr_array_index (self->in_flight, i);
  return NULL;
}

/* As many come as a person chose; those that land hold no connection, but are not without bound where the disk is slower. */
static void
let_come (PsFetch *self)
{
  guint n_at_once = self->n_holds > 0 ? 1 : self->n_at_once;
  PsDownload *ready;

  while (!self->held && count_phase (self, PS_DOWNLOAD_COMING) < n_at_once
         && count_phase (self, PS_DOWNLOAD_LANDING) < MAX_LANDING * n_at_once && (ready = find_ready (self)) != NULL)
    ps_download_go_on (ready);
}

static gboolean
has_room_for_another (PsFetch *self)
{
  guint n_at_once = self->n_holds > 0 ? 1 : self->n_at_once;

  return !self->held && self->room_error == NULL
         && count_phase (self, PS_DOWNLOAD_PREPARING) + count_phase (self, PS_DOWNLOAD_READY) < LOOK_AHEAD * n_at_once;
}

/* Those that wait for their turn have nothing in flight that would tell them to end. */
static void
let_end (PsFetch *self)
{
  PsDownload *ready;

  while ((ready = find_ready (self)) != NULL)
    ps_download_go_on (ready);
}

/* The one place that decides what is done next; called after everything that happens. */
void
ps_fetch_pump (PsFetch *self)
{
  PsWanted *wanted;

  if (self->task == NULL)
    return;
  if (ps_fetch_is_stopping (self))
    {
      empty_queue (self);
      let_end (self);
      if (is_idle (self) && !self->held && !self->waiting_for_retry)
        finish (self);
      return;
    }
  while (has_room_for_another (self) && (wanted = take_next (self)) != NULL)
    start (self, wanted);
  let_come (self);
  if (self->held)
    return;
  if (g_queue_get_length (&self->queue) < LOOK_AHEAD * self->n_at_once && !self->listing && !self->all_listed
      && g_hash_table_size (self->over_plan) < MAX_OVER_PLAN)
    {
      list_more (self);
      return;
    }
  if (!is_idle (self) || !g_queue_is_empty (&self->queue) || self->more_may_come || self->waiting_for_retry)
    return;
  if (!self->asked_for_retries && !self->only_asked_for && g_hash_table_size (self->over_plan) == 0)
    ps_fetch_wait_for_retries (self);
  else
    finish (self);
}

static gboolean
pump_cb (gpointer data)
{
  ps_fetch_pump (data);
  return G_SOURCE_REMOVE;
}

/* There may be nothing in flight whose end would call ps_fetch_pump(). */
static void
cancelled_cb (GCancellable *cancellable,
              PsFetch      *self)
{
  g_cancellable_cancel (self->stop);
  g_idle_add_full (G_PRIORITY_DEFAULT, pump_cb, g_object_ref (self), g_object_unref);
}

/**
 * ps_fetch_new:
 * @context: what all downloads share; outlives the fetch
 * @n_at_once: how many downloads are in flight
 * @only_asked_for: leave alone what no person asked for
 *
 * Returns: (transfer full): a fetch that has not begun, without a limit
 */
PsFetch *
ps_fetch_new (PsDownloadContext *context,
              guint              n_at_once,
              gboolean           only_asked_for)
{
  PsFetch *self = g_object_new (PS_TYPE_FETCH, NULL);

  self->context = context;
  self->n_at_once = n_at_once;
  self->only_asked_for = only_asked_for;
  self->n_bytes_in_ledger = self->n_fetched_before = context->n_bytes_fetched;
  return self;
}

/**
 * ps_fetch_set_left:
 * @self: a fetch
 * @n_bytes_left: bytes that may still be fetched from now on, %G_MAXINT64: no limit
 */
void
ps_fetch_set_left (PsFetch *self,
                   gint64   n_bytes_left)
{
  self->n_left = n_bytes_left;
  self->n_fetched_before = self->context->n_bytes_fetched;
  g_hash_table_remove_all (self->over_plan);
  self->all_listed = self->asked_for_retries = FALSE;
}

/**
 * ps_fetch_set_more_may_come:
 * @self: a fetch
 * @more_may_come: whether a scan goes on beside it; while so, it does not end
 */
void
ps_fetch_set_more_may_come (PsFetch *self,
                            gboolean more_may_come)
{
  self->more_may_come = more_may_come;
  ps_fetch_look_again (self);
}

/**
 * ps_fetch_look_again:
 * @self: a fetch
 *
 * Something new may be wanted: ask the catalogue.
 */
void
ps_fetch_look_again (PsFetch *self)
{
  self->all_listed = self->asked_for_retries = FALSE;
  self->list_is_stale = TRUE;
  ps_fetch_pump (self);
}

/**
 * ps_fetch_take_asked:
 * @self: a fetch
 *
 * A person asked for photos: they get the next transfers that are free, before
 * what is queued already.
 *
 * Returns: whether they are fetched by this; %FALSE: it has ended
 */
gboolean
ps_fetch_take_asked (PsFetch *self)
{
  if (self->task == NULL || ps_fetch_is_stopping (self))
    return FALSE;
  empty_queue (self);
  self->list_is_late = self->listing;
  ps_fetch_look_again (self);
  return TRUE;
}

/**
 * ps_fetch_run_async:
 * @self: a fetch that has not begun
 * @cancellable: (nullable): stops it; what came so far stays for a resume
 * @callback: called once, when every download has ended and is recorded
 * @user_data: for @callback
 */
void
ps_fetch_run_async (PsFetch             *self,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_return_if_fail (PS_IS_FETCH (self) && self->task == NULL);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, ps_fetch_run_async);
  g_task_set_check_cancellable (self->task, FALSE);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb), self, 0);
  self->ledger_source = g_timeout_add_seconds (LEDGER_INTERVAL_S, ledger_cb, self);
  ps_fetch_pump (self);
}

/**
 * ps_fetch_run_finish:
 * @self: a fetch
 * @result: what the callback got
 * @end: (out): how it ended
 * @error: set for what stops the whole run: a full disk, a drive that is away,
 *   an account that is refused, a network that stays away, a cancellation
 *
 * Returns: whether it ended by itself
 */
gboolean
ps_fetch_run_finish (PsFetch       *self,
                     GAsyncResult  *result,
                     PsFetchEnd    *end,
                     GError       **error)
{
  GError *local_error = NULL;
  gssize value;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  value = g_task_propagate_int (G_TASK (result), &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  *end = (PsFetchEnd) value;
  return TRUE;
}

/**
 * ps_fetch_get_n_landed:
 * @self: a fetch
 *
 * Returns: photos that came since it began
 */
gint64
ps_fetch_get_n_landed (PsFetch *self)
{
  return self->n_landed;
}

/**
 * ps_fetch_get_n_adopted:
 * @self: a fetch
 *
 * Returns: photos that lay in their places already, and were read instead of fetched
 */
gint64
ps_fetch_get_n_adopted (PsFetch *self)
{
  return self->n_adopted;
}

/**
 * ps_fetch_get_n_failed:
 * @self: a fetch
 *
 * Returns: photos that failed since it began, and did not come since
 */
gint64
ps_fetch_get_n_failed (PsFetch *self)
{
  return g_hash_table_size (self->failed);
}

/**
 * ps_fetch_get_n_bytes:
 * @self: a fetch
 *
 * Returns: bytes of the photos that came since it began
 */
gint64
ps_fetch_get_n_bytes (PsFetch *self)
{
  return self->n_bytes_landed;
}

/**
 * ps_fetch_get_n_under_way:
 * @self: a fetch
 *
 * Returns: bytes that are here of photos that are still coming
 */
gint64
ps_fetch_get_n_under_way (PsFetch *self)
{
  gint64 n = 0;

  for (guint i = 0; i < self->in_flight->len; i++)
    n += ps_download_get_n_bytes (g_ptr_array_index (self->in_flight, i));
  return n;
}

/**
 * ps_fetch_get_waits_until:
 * @self: a fetch
 *
 * Returns: until when all of it waits, in microseconds since 1970; 0: it does not
 */
gint64
ps_fetch_get_waits_until (PsFetch *self)
{
  return self->waits_until_us;
}

/**
 * ps_fetch_get_hold_reason:
 * @self: a fetch
 *
 * Returns: (nullable) (transfer none): why all of it waits, in words
 */
const char *
ps_fetch_get_hold_reason (PsFetch *self)
{
  return self->hold_reason;
}

static void
ps_fetch_finalize (GObject *object)
{
  PsFetch *self = PS_FETCH (object);

  empty_queue (self);
  g_clear_object (&self->stop);
  g_clear_pointer (&self->busy, g_hash_table_unref);
  g_clear_pointer (&self->over_plan, g_hash_table_unref);
  g_clear_pointer (&self->holds, g_hash_table_unref);
  g_clear_pointer (&self->failed, g_hash_table_unref);
  g_clear_pointer (&self->in_flight, g_ptr_array_unref);
  g_clear_pointer (&self->outcomes, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_clear_error (&self->room_error);
  g_clear_pointer (&self->hold_reason, g_free);
  G_OBJECT_CLASS (ps_fetch_parent_class)->finalize (object);
}

static void
ps_fetch_class_init (PsFetchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_fetch_finalize;
}

static void
ps_fetch_init (PsFetch *self)
{
  self->stop = g_cancellable_new ();
  g_queue_init (&self->queue);
  self->busy = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->over_plan = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->holds = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->failed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->in_flight = g_ptr_array_new_with_free_func (g_object_unref);
  self->outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_download_outcome_free);
  self->n_left = G_MAXINT64;
}
