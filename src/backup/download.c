/* src/backup/download.c: job: bring one original home.
 *
 *   reserve a name → open the staging file → [ open a rung → read, append, hash → prove and rename ] → what came of it
 *
 * The bracket is gone through again from the next rung of the ladder (design
 * section 5) when the cloud refuses or sends other bytes, and from where it
 * stopped when the connection was cut. Only an outcome for this one photo is
 * returned; what concerns the whole run is an error, and leaves the photo as it was.
 * Opening and reading is in `download-ladder`, proving and renaming in `download-land`.
 */
#include "backup/download-private.h"

#include <string.h>

#include "backup/places.h"
#include "base/text.h"

#define ATTEMPTS_WITH_OTHER_BYTES 3 /* N11: reported after the third */

G_DEFINE_FINAL_TYPE (PsDownload, ps_download, G_TYPE_OBJECT)

PsRung
ps_download_current_rung (PsDownload *self)
{
  return (self->first_rung + self->n_rungs_tried) % PS_N_RUNGS;
}

GCancellable *
ps_download_cancellable_of (PsDownload *self)
{
  return g_task_get_cancellable (self->task);
}

void
ps_download_enter (PsDownload     *self,
                   PsDownloadPhase phase)
{
  if (self->phase == phase)
    return;
  self->phase = phase;
  if (self->phase_func != NULL)
    self->phase_func (self, self->phase_data);
}

/* Ends the job; the staging file stays for a resume where that makes sense. */
void
ps_download_finish_with_error (PsDownload *self,
                               GError     *error)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->task);

  g_clear_pointer (&self->original, ps_original_free);
  if (self->intake != NULL)
    ps_intake_close (self->intake, TRUE);
  g_clear_object (&self->intake);
  g_task_return_error (task, error);
}

void
ps_download_finish_with_outcome (PsDownload        *self,
                                 PsDownloadOutcome *outcome,
                                 gboolean           keep_staging)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->task);

  g_clear_pointer (&self->original, ps_original_free);
  if (self->intake != NULL)
    ps_intake_close (self->intake, keep_staging);
  g_clear_object (&self->intake);
  g_task_return_pointer (task, outcome, (GDestroyNotify) ps_download_outcome_free);
}

static gint64
next_attempt_at (PsDownload *self,
                 PsVerdict   verdict)
{
  guint n_attempts = self->wanted->attempts + 1;
  PsAccount *account = ps_client_get_account (self->context->client);

  if (verdict.next != PS_NEXT_LATER)
    return 0;
  if (g_str_equal (verdict.cause, "bytes-differ") && n_attempts >= ATTEMPTS_WITH_OTHER_BYTES)
    return 0;
  return g_get_real_time () + ps_account_scale_wait (account, ps_retry_wait (n_attempts, g_random_double ()));
}

/* The photo could not be fetched: takes @error and says so, with what comes next. */
void
ps_download_fail (PsDownload *self,
                  GError     *error,
                  PsVerdict   verdict)
{
  PsDownloadOutcome *outcome = g_new0 (PsDownloadOutcome, 1);
  g_autofree char *safe = ps_text_redact (error->message);

  outcome->photo_id = self->wanted->photo_id;
  outcome->session_id = self->context->session_id;
  outcome->cause = g_strdup (verdict.cause);
  outcome->message = ps_text_visible (safe, 1000);
  outcome->http_status = ps_cloud_error_get_status (error);
  outcome->rung = ps_download_current_rung (self);
  outcome->next_at_us = next_attempt_at (self, verdict);
  g_error_free (error);
  ps_download_finish_with_outcome (self, outcome, verdict.next == PS_NEXT_LATER);
}

/* Takes @error; decides whether this photo failed or the run has to hear of it. */
void
ps_download_judge (PsDownload *self,
                   GError     *error)
{
  PsVerdict verdict;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      ps_download_finish_with_error (self, error);
      return;
    }
  verdict = ps_retry_judge (error);
  if (verdict.next == PS_NEXT_HOLD || verdict.next == PS_NEXT_STOP)
    ps_download_finish_with_error (self, error);
  else
    ps_download_fail (self, error, verdict);
}

static void
intake_begun_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(PsDownload) self = user_data;
  GError *error = NULL;

  self->intake = ps_intake_begin_finish (self->context->vault, result, &error);
  if (self->intake == NULL)
    ps_download_judge (self, error);
  else if (self->phase == PS_DOWNLOAD_PREPARING && self->phase_func != NULL)
    ps_download_enter (self, PS_DOWNLOAD_READY);
  else
    ps_download_try_rung (self);
}

void
ps_download_begin_intake (PsDownload *self)
{
  const PsAsset *asset = self->wanted->asset;
  g_autofree char *name = ps_places_staging_name (asset);
  const PsIntakeExpected expected = {
    .name = name,
    .version = asset->version,
    .n_bytes = self->taking_other ? self->n_other_bytes : asset->n_bytes,
    .md5 = self->taking_other ? self->other_md5 : asset->etag,
  };

  ps_intake_begin_async (self->context->vault, &expected, ps_download_cancellable_of (self), intake_begun_cb, g_object_ref (self));
}

static void
place_settled_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(PsDownload) self = user_data;
  GError *error = NULL;

  if (ps_vault_settle_finish (self->context->vault, result, &error))
    ps_download_finish_landed (self, g_object_steal_data (G_OBJECT (self), "ps-landed"));
  else
    ps_download_judge (self, error);
}

static void
place_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(PsDownload) self = user_data;
  const PsAsset *asset = self->wanted->asset;
  GError *error = NULL;
  g_autoptr(PsVaultReading) reading = ps_vault_read_again_finish (self->context->vault, result, &error);
  PsIntakeResult *found;

  if (reading == NULL)
    {
      ps_download_judge (self, error);
      return;
    }
  if (!reading->is_there || reading->n_bytes != asset->n_bytes || g_strcmp0 (reading->md5, asset->etag) != 0)
    {
      ps_download_begin_intake (self);
      return;
    }
  found = g_new0 (PsIntakeResult, 1);
  found->path = g_strdup (self->path);
  found->n_bytes = reading->n_bytes;
  memcpy (found->md5, reading->md5, sizeof found->md5);
  memcpy (found->sha256, reading->sha256, sizeof found->sha256);
  found->mtime_us = reading->mtime_us;
  found->was_there = TRUE;
  g_object_set_data_full (G_OBJECT (self), "ps-landed", found, (GDestroyNotify) ps_intake_result_free);
  ps_vault_settle_async (self->context->vault, self->path, ps_download_cancellable_of (self), place_settled_cb, g_object_ref (self));
}

/* An older catalogue was put back, and the file lies where it belongs: it is read, not fetched (D13). */
static void
read_place (PsDownload *self)
{
  ps_vault_read_again_async (self->context->vault, self->path, ps_download_cancellable_of (self), place_read_cb, g_object_ref (self));
}

static void
reserved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(PsDownload) self = user_data;
  GError *error = NULL;

  self->path = ps_catalog_begin_download_finish (self->context->catalog, result, &error);
  if (self->path == NULL)
    {
      ps_download_judge (self, error);
      return;
    }
  if (self->wanted->local_path != NULL && !g_str_equal (self->wanted->local_path, self->path))
    self->earlier_path = g_strdup (self->wanted->local_path);
  if (self->wanted->asset->etag != NULL && self->wanted->local_path == NULL)
    read_place (self);
  else
    ps_download_begin_intake (self);
}

/**
 * ps_download_new:
 * @context: what all downloads of the run share; outlives the download
 * @wanted: (transfer full): the photo
 *
 * Returns: (transfer full): a job that has not begun
 */
PsDownload *
ps_download_new (PsDownloadContext *context,
                 PsWanted          *wanted)
{
  PsDownload *self = g_object_new (PS_TYPE_DOWNLOAD, NULL);

  self->context = context;
  self->wanted = wanted;
  return self;
}

/**
 * ps_download_run_async:
 * @self: a job that has not begun
 * @cancellable: (nullable): stops it; what came so far stays for a resume
 * @callback: called once, on the caller's context
 * @user_data: for @callback
 */
void
ps_download_run_async (PsDownload          *self,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  PsNameRules rules;

  g_return_if_fail (PS_IS_DOWNLOAD (self) && self->task == NULL);

  rules.any_characters = ps_vault_get_abilities (self->context->vault).any_characters;
  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, ps_download_run_async);
  g_task_set_check_cancellable (self->task, FALSE); /* a file that landed is told, whatever came meanwhile */
  self->first_rung = self->context->account_rung;
  if (self->wanted->first_rung > 0)
    self->first_rung = self->wanted->first_rung % PS_N_RUNGS;
  self->places = ps_places_make (self->wanted->asset, self->context->dynamic_folders, rules);
  ps_catalog_begin_download_async (self->context->catalog, self->wanted->photo_id, self->context->session_id, self->places,
                                   cancellable, reserved_cb, g_object_ref (self));
}

/**
 * ps_download_run_finish:
 * @self: a job
 * @result: what the callback got
 * @error: set where the photo's own fate was not decided: cancelled, no
 *   network, a full disk, an account that is refused. The photo is then still
 *   marked arriving: give it back with ps_catalog_cancel_downloads_async()
 *
 * Returns: (transfer full) (nullable): what came of it
 */
PsDownloadOutcome *
ps_download_run_finish (PsDownload    *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ps_download_get_wanted:
 * @self: a job
 *
 * Returns: (transfer none): the photo
 */
PsWanted *
ps_download_get_wanted (PsDownload *self)
{
  return self->wanted;
}

/**
 * ps_download_get_n_bytes:
 * @self: a job
 *
 * Returns: how many bytes of the photo are here by now
 */
gint64
ps_download_get_n_bytes (PsDownload *self)
{
  return self->intake != NULL ? ps_intake_get_n_bytes (self->intake) : 0;
}

/**
 * ps_download_get_phase:
 * @self: a job
 *
 * Returns: how far it is
 */
PsDownloadPhase
ps_download_get_phase (PsDownload *self)
{
  return self->phase;
}

/**
 * ps_download_set_phase_func:
 * @self: a job that has not begun
 * @func: called at each new phase
 * @user_data: (transfer none): for @func; outlives @self
 *
 * From now on the job waits for ps_download_go_on() before it asks for anything.
 */
void
ps_download_set_phase_func (PsDownload          *self,
                            PsDownloadPhaseFunc  func,
                            gpointer             user_data)
{
  self->phase_func = func;
  self->phase_data = user_data;
}

/**
 * ps_download_go_on:
 * @self: a job that is %PS_DOWNLOAD_READY
 *
 * It may ask for the photo; or, cancelled meanwhile, ends.
 */
void
ps_download_go_on (PsDownload *self)
{
  g_autoptr(PsDownload) alive = g_object_ref (self); /* it may end at once */

  g_return_if_fail (self->phase == PS_DOWNLOAD_READY);

  ps_download_enter (alive, PS_DOWNLOAD_COMING);
  ps_download_try_rung (alive);
}

static void
ps_download_finalize (GObject *object)
{
  PsDownload *self = PS_DOWNLOAD (object);

  g_clear_pointer (&self->wanted, ps_wanted_free);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_object (&self->intake);
  g_clear_pointer (&self->original, ps_original_free);
  g_clear_error (&self->refusal);
  g_clear_error (&self->stream_error);
  g_clear_error (&self->append_error);
  g_clear_pointer (&self->other_md5, g_free);
  g_clear_pointer (&self->kept_version, g_free);
  g_clear_pointer (&self->earlier_path, g_free);
  G_OBJECT_CLASS (ps_download_parent_class)->finalize (object);
}

static void
ps_download_class_init (PsDownloadClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_download_finalize;
}

static void
ps_download_init (PsDownload *self)
{
}
