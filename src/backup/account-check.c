/* src/backup/account-check.c: job: tries each thing that a key must be able to do, and tells what the account holds.
 *
 * A key with too few rights is known before the backup begins, not in three
 * weeks. Five steps, one after the other; about eight questions of the hour.
 */
#include "backup/account-check.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cloud/original.h"

#define LARGEST_SAMPLE_BYTES (20 * 1000 * 1000)
#define SMALLEST_MEASURE_BYTES (64 * 1024) /* less says more of the answer's delay than of the speed */
#define PAGE 500
#define CHUNK_BYTES (64 * 1024)
/* Seconds after which a step counts as unanswered. */
#define QUICK_S 10
#define SLOW_S 30

static const char *const kinds[PS_N_KINDS] = { "image", "video", "raw" };

struct _PsAccountCheck
{
  GObject parent_instance;

  /* Owned */
  PsClient *client;
  PsCheckState states[PS_N_CHECKS];
  GError *errors[PS_N_CHECKS];
  PsAccountFindings findings;
  PsAsset *sample;         /* nullable: what is fetched */
  PsOriginal *original;    /* nullable: its bytes on their way */
  GChecksum *checksum;     /* nullable */
  GCancellable *inner;     /* cancelled with the caller's, and when a step takes too long */
  GCancellable *outer;     /* nullable: the caller's */
  GTask *task;             /* nullable: the run */
  gulong outer_id;
  guint timeout_id;
  gboolean is_late;
  guint n_kind;            /* which kind is being listed */
  gboolean has_more[PS_N_KINDS];
  gint64 n_seen_bytes, n_seen;
  PsRung rung;
  gint64 n_read, began_us; /* of the sample; monotonic */
  gint64 n_search_total;   /* −1: not told */
};

G_DEFINE_FINAL_TYPE (PsAccountCheck, ps_account_check, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void list_kind (PsAccountCheck *self);
static void search (PsAccountCheck *self);
static void ask_usage (PsAccountCheck *self);
static void fetch_original (PsAccountCheck *self);
static void open_rung (PsAccountCheck *self);

static void
set_state (PsAccountCheck *self,
           PsCheck         check,
           PsCheckState    state)
{
  self->states[check] = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
late_cb (gpointer user_data)
{
  PsAccountCheck *self = user_data;

  self->timeout_id = 0;
  self->is_late = TRUE;
  g_cancellable_cancel (self->inner);
  return G_SOURCE_REMOVE;
}

static void
watch (PsAccountCheck *self,
       guint           seconds)
{
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->timeout_id = g_timeout_add_seconds (seconds, late_cb, self);
}

static void
begin (PsAccountCheck *self,
       PsCheck         check,
       guint           seconds)
{
  set_state (self, check, PS_CHECK_UNDER_WAY);
  watch (self, seconds);
}

/* Ends the run: with @error (taken), or well. */
static void
end (PsAccountCheck *self,
     GError         *error)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->task);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_signal_handler (&self->outer_id, self->outer); /* it may be cancelled right now: never the waiting kind */
  g_clear_pointer (&self->original, ps_original_free);
  self->findings.limit = ps_client_get_rate_limit (self->client);
  self->findings.n_calls_left = ps_client_get_calls_left (self->client);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* Takes @error. A step that took too long was cancelled here, not by a person. */
static GError *
tell_late (PsAccountCheck *self,
           GError         *error)
{
  if (!self->is_late || !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return error;
  g_error_free (error);
  return g_error_new_literal (PS_CLOUD_ERROR, PS_CLOUD_ERROR_TIMED_OUT,
                              _("Cloudinary does not answer. Check the network connection, then try again; nothing was changed."));
}

/* Takes @error. Whether the run may go on to the next step. */
static gboolean
fail (PsAccountCheck *self,
      PsCheck         check,
      GError         *error)
{
  error = tell_late (self, error);
  self->errors[check] = g_error_copy (error);
  set_state (self, check, PS_CHECK_FAILED);
  if (check <= PS_CHECK_LIST || self->is_late || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      end (self, error);
      return FALSE;
    }
  g_error_free (error);
  return TRUE;
}

static void
pass (PsAccountCheck *self,
      PsCheck         check)
{
  set_state (self, check, PS_CHECK_PASSED);
}

static int
newest_first (gconstpointer a,
              gconstpointer b)
{
  const PsAsset *first = *(PsAsset *const *) a, *second = *(PsAsset *const *) b;

  return (first->created_at_us < second->created_at_us) - (first->created_at_us > second->created_at_us);
}

static gboolean
is_better_sample (PsAccountCheck *self,
                  PsAsset        *asset)
{
  if (!ps_asset_is_original (asset) || asset->n_bytes <= 0 || asset->n_bytes > LARGEST_SAMPLE_BYTES || asset->secure_url == NULL)
    return FALSE;
  if (self->sample == NULL)
    return TRUE;
  if ((asset->etag != NULL) != (self->sample->etag != NULL))
    return asset->etag != NULL;
  return asset->n_bytes < self->sample->n_bytes;
}

static void
take_samples (PsAccountCheck *self,
              GPtrArray      *assets)
{
  for (guint i = 0; i < assets->len; i++)
    {
      PsAsset *asset = g_ptr_array_index (assets, i);

      if (is_better_sample (self, asset))
        {
          g_clear_pointer (&self->sample, ps_asset_unref);
          self->sample = ps_asset_ref (asset);
        }
    }
}

static void
count_page (PsAccountCheck *self,
            GPtrArray      *assets)
{
  for (guint i = 0; i < assets->len; i++)
    {
      PsAsset *asset = g_ptr_array_index (assets, i);

      g_ptr_array_add (self->findings.newest, ps_asset_ref (asset));
      if (asset->n_bytes < 0 || !ps_asset_is_original (asset))
        continue;
      self->n_seen++;
      self->n_seen_bytes += asset->n_bytes;
      self->findings.largest_bytes = MAX (self->findings.largest_bytes, asset->n_bytes);
    }
  g_ptr_array_sort (self->findings.newest, newest_first);
  if (self->findings.newest->len > PS_CHECK_N_NEWEST)
    g_ptr_array_set_size (self->findings.newest, PS_CHECK_N_NEWEST);
}

/* Where a list did not end with its first page, the account's own count says how many there are; how they are shared among the
 * kinds is then a guess, which gives the rest to the first kind that has more. */
static void
add_up (PsAccountCheck *self)
{
  PsAccountFindings *findings = &self->findings;
  gint64 n_listed = 0, n_told = self->n_search_total;
  gboolean has_more = FALSE;

  for (guint i = 0; i < PS_N_KINDS; i++)
    {
      n_listed += findings->n_of_kind[i];
      has_more |= self->has_more[i];
    }
  if (findings->usage != NULL)
    n_told = MAX (n_told, findings->usage->n_resources);
  findings->is_exact = !has_more;
  findings->n_total = has_more ? MAX (n_told, n_listed) : n_listed;
  findings->n_mean_bytes = self->n_seen > 0 ? self->n_seen_bytes / self->n_seen : 0;
  for (guint i = 0; i < PS_N_KINDS && has_more; i++)
    if (self->has_more[i])
      {
        findings->n_of_kind[i] += findings->n_total - n_listed;
        break;
      }
  if (!has_more)
    findings->n_bytes = self->n_seen_bytes;
  else if (findings->usage != NULL && findings->usage->storage_bytes > 0)
    findings->n_bytes = findings->usage->storage_bytes;
  else
    findings->n_bytes = self->n_seen > 0 ? findings->n_total * findings->n_mean_bytes : -1;
}

/* The original is here, as far as it came. */
static void
judge_original (PsAccountCheck *self)
{
  gint64 spent_us = g_get_monotonic_time () - self->began_us;
  GError *error = NULL;

  if (self->n_read >= SMALLEST_MEASURE_BYTES && spent_us > 0)
    self->findings.bytes_per_second = self->n_read * G_USEC_PER_SEC / spent_us;
  if (self->n_read != self->sample->n_bytes
      || (self->sample->etag != NULL && g_ascii_strcasecmp (g_checksum_get_string (self->checksum), self->sample->etag) != 0))
    error = g_error_new_literal (PS_CLOUD_ERROR, PS_CLOUD_ERROR_MALFORMED,
                                 _("Cloudinary sends other bytes than it lists. The backup tries other ways to each original, and says "
                                   "which ones it could not prove."));
  if (error == NULL)
    pass (self, PS_CHECK_ORIGINAL);
  else if (self->rung + 1 < PS_N_RUNGS)
    {
      g_error_free (error);
      self->rung++;
      open_rung (self);
      return;
    }
  else if (!fail (self, PS_CHECK_ORIGINAL, error))
    return;
  end (self, NULL);
}

static void
original_failed (PsAccountCheck *self,
                 GError         *error)
{
  error = ps_cloud_error_from_io (error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->rung + 1 < PS_N_RUNGS)
    {
      g_error_free (error);
      self->rung++;
      open_rung (self);
    }
  else if (fail (self, PS_CHECK_ORIGINAL, error))
    end (self, NULL);
}

static void
bytes_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(PsAccountCheck) self = user_data;
  g_autoptr(GBytes) bytes = NULL;
  GError *error = NULL;
  gsize n_bytes;

  bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  if (bytes == NULL)
    {
      original_failed (self, error);
      return;
    }
  n_bytes = g_bytes_get_size (bytes);
  self->n_read += n_bytes;
  if (n_bytes == 0 || self->n_read > self->sample->n_bytes)
    {
      judge_original (self);
      return;
    }
  watch (self, QUICK_S);
  g_checksum_update (self->checksum, g_bytes_get_data (bytes, NULL), n_bytes);
  g_input_stream_read_bytes_async (self->original->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT, self->inner, bytes_read_cb,
                                   g_object_ref (self));
}

static void
original_opened_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(PsAccountCheck) self = user_data;
  GError *error = NULL;

  self->original = ps_original_open_finish (self->client, result, &error);
  if (self->original == NULL)
    {
      original_failed (self, error);
      return;
    }
  self->n_read = 0;
  self->began_us = g_get_monotonic_time ();
  g_input_stream_read_bytes_async (self->original->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT, self->inner, bytes_read_cb,
                                   g_object_ref (self));
}

static void
open_rung (PsAccountCheck *self)
{
  while (self->rung < PS_RUNG_DOWNLOAD && !ps_original_has_rung (self->sample, self->rung))
    self->rung++;
  g_clear_pointer (&self->original, ps_original_free);
  g_checksum_reset (self->checksum);
  watch (self, SLOW_S);
  ps_original_open_async (self->client, self->sample, self->rung, 0, NULL, self->inner, original_opened_cb, g_object_ref (self));
}

static void
fetch_original (PsAccountCheck *self)
{
  add_up (self);
  if (self->sample == NULL)
    {
      set_state (self, PS_CHECK_ORIGINAL, PS_CHECK_NOT_NEEDED);
      end (self, NULL);
      return;
    }
  begin (self, PS_CHECK_ORIGINAL, SLOW_S);
  self->checksum = g_checksum_new (G_CHECKSUM_MD5);
  open_rung (self);
}

static void
usage_came_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(PsAccountCheck) self = user_data;
  GError *error = NULL;

  self->findings.usage = ps_client_usage_finish (self->client, result, &error);
  if (error == NULL)
    pass (self, PS_CHECK_USAGE);
  else if (!fail (self, PS_CHECK_USAGE, error))
    return;
  fetch_original (self);
}

static void
ask_usage (PsAccountCheck *self)
{
  begin (self, PS_CHECK_USAGE, QUICK_S);
  ps_client_usage_async (self->client, self->inner, usage_came_cb, g_object_ref (self));
}

static void
search_came_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(PsAccountCheck) self = user_data;
  GError *error = NULL;
  g_autoptr(PsListing) page = ps_client_search_finish (self->client, result, &error);

  if (page != NULL)
    {
      self->n_search_total = page->total_count;
      take_samples (self, page->assets);
      pass (self, PS_CHECK_SEARCH);
    }
  else if (!fail (self, PS_CHECK_SEARCH, error))
    return;
  ask_usage (self);
}

static void
search (PsAccountCheck *self)
{
  begin (self, PS_CHECK_SEARCH, SLOW_S);
  ps_client_search_async (self->client, NULL, self->inner, search_came_cb, g_object_ref (self));
}

static void
list_came_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PsAccountCheck) self = user_data;
  GError *error = NULL;
  g_autoptr(PsListing) page = ps_client_list_finish (self->client, result, &error);

  if (page == NULL)
    {
      fail (self, PS_CHECK_LIST, error);
      return;
    }
  self->findings.n_of_kind[self->n_kind] = page->assets->len + page->n_unreadable;
  self->has_more[self->n_kind] = page->next_cursor != NULL;
  count_page (self, page->assets);
  take_samples (self, page->assets);
  if (++self->n_kind < PS_N_KINDS)
    {
      list_kind (self);
      return;
    }
  pass (self, PS_CHECK_LIST);
  search (self);
}

static void
list_kind (PsAccountCheck *self)
{
  watch (self, SLOW_S);
  ps_client_list_async (self->client, kinds[self->n_kind], NULL, self->inner, list_came_cb, g_object_ref (self));
}

static void
signed_in_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PsAccountCheck) self = user_data;
  GError *error = NULL;

  if (!ps_client_ping_finish (self->client, result, &error))
    {
      fail (self, PS_CHECK_SIGN_IN, error);
      return;
    }
  pass (self, PS_CHECK_SIGN_IN);
  begin (self, PS_CHECK_LIST, SLOW_S);
  list_kind (self);
}

static void
outer_cancelled_cb (GCancellable *outer,
                    gpointer      inner)
{
  g_cancellable_cancel (inner);
}

/**
 * ps_account_check_run_async:
 * @self: a check that has not run yet
 * @cancellable: (nullable): ends it
 * @callback: called once
 * @user_data: for @callback
 *
 * Nothing is stored and nothing is changed, here or there.
 */
void
ps_account_check_run_async (PsAccountCheck      *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (PS_IS_ACCOUNT_CHECK (self) && self->task == NULL && self->states[0] == PS_CHECK_TO_COME);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, ps_account_check_run_async);
  if (g_set_object (&self->outer, cancellable))
    self->outer_id = g_cancellable_connect (cancellable, G_CALLBACK (outer_cancelled_cb), g_object_ref (self->inner), g_object_unref);
  begin (self, PS_CHECK_SIGN_IN, QUICK_S);
  ps_client_ping_async (self->client, self->inner, signed_in_cb, g_object_ref (self));
}

/**
 * ps_account_check_run_finish:
 * @self: a check
 * @result: what the callback got
 * @error: set where the account is refused, may not list, or does not answer;
 *   which step it was is what ps_account_check_get_state() tells
 *
 * Returns: whether a backup could begin
 */
gboolean
ps_account_check_run_finish (PsAccountCheck  *self,
                             GAsyncResult    *result,
                             GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ps_account_check_get_state:
 * @self: a check
 * @check: one of its steps
 *
 * Returns: how far that step is
 */
PsCheckState
ps_account_check_get_state (PsAccountCheck *self,
                            PsCheck         check)
{
  g_return_val_if_fail (PS_IS_ACCOUNT_CHECK (self) && check < PS_N_CHECKS, PS_CHECK_TO_COME);

  return self->states[check];
}

/**
 * ps_account_check_get_error:
 * @self: a check
 * @check: one of its steps
 *
 * Returns: (transfer none) (nullable): why that step failed
 */
const GError *
ps_account_check_get_error (PsAccountCheck *self,
                            PsCheck         check)
{
  g_return_val_if_fail (PS_IS_ACCOUNT_CHECK (self) && check < PS_N_CHECKS, NULL);

  return self->errors[check];
}

/**
 * ps_account_check_is_clean:
 * @self: a check that ended well
 *
 * Returns: whether the key can do everything that is needed
 */
gboolean
ps_account_check_is_clean (PsAccountCheck *self)
{
  for (guint i = 0; i < PS_N_CHECKS; i++)
    if (self->states[i] != PS_CHECK_PASSED && self->states[i] != PS_CHECK_NOT_NEEDED)
      return FALSE;
  return TRUE;
}

/**
 * ps_account_check_get_findings:
 * @self: a check that ended well
 *
 * Returns: (transfer none): what the account holds
 */
const PsAccountFindings *
ps_account_check_get_findings (PsAccountCheck *self)
{
  g_return_val_if_fail (PS_IS_ACCOUNT_CHECK (self), NULL);

  return &self->findings;
}

/**
 * ps_account_check_get_client:
 * @self: a check
 *
 * Returns: (transfer none): what talks to the account
 */
PsClient *
ps_account_check_get_client (PsAccountCheck *self)
{
  g_return_val_if_fail (PS_IS_ACCOUNT_CHECK (self), NULL);

  return self->client;
}

static void
ps_account_check_finalize (GObject *object)
{
  PsAccountCheck *self = PS_ACCOUNT_CHECK (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  for (guint i = 0; i < PS_N_CHECKS; i++)
    g_clear_error (&self->errors[i]);
  g_clear_pointer (&self->findings.newest, g_ptr_array_unref);
  g_clear_pointer (&self->findings.usage, ps_usage_free);
  g_clear_pointer (&self->sample, ps_asset_unref);
  g_clear_pointer (&self->original, ps_original_free);
  g_clear_pointer (&self->checksum, g_checksum_free);
  g_clear_object (&self->inner);
  g_clear_object (&self->outer);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (ps_account_check_parent_class)->finalize (object);
}

static void
ps_account_check_class_init (PsAccountCheckClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_account_check_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ps_account_check_init (PsAccountCheck *self)
{
  self->inner = g_cancellable_new ();
  self->findings.newest = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_asset_unref);
  self->findings.n_bytes = self->findings.bytes_per_second = self->n_search_total = -1;
}

/**
 * ps_account_check_new:
 * @account: what was typed
 *
 * Returns: (transfer full): a check that has not run yet
 */
PsAccountCheck *
ps_account_check_new (PsAccount *account)
{
  PsAccountCheck *self = g_object_new (PS_TYPE_ACCOUNT_CHECK, NULL);

  self->client = ps_client_new (account);
  return self;
}
