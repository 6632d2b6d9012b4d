/* src/backup/download.c: job: bring one original home.
 *
 *   reserve a name → open the staging file → [ open a rung → read, append, hash → prove and rename ] → what came of it
 *
 * The bracket is gone through again from the next rung of the ladder (design
 * section 5) when the cloud refuses or sends other bytes, and from where it
 * stopped when the connection was cut. Only an outcome for this one photo is
 * returned; what concerns the whole run is an error, and leaves the photo as it was.
 */
#include "backup/download.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "backup/places.h"
#include "backup/retry.h"
#include "base/text.h"
#include "vault/intake.h"

#define CHUNK_SIZE (256 * 1024)
#define MAX_RESUMES 8
#define MAX_NAMES 6
#define ATTEMPTS_WITH_OTHER_BYTES 3 /* N11: reported after the third */

struct _PsDownload
{
  GObject parent_instance;

  /* Owned */
  PsWanted *wanted;
  GTask *task;
  GPtrArray *places;   /* of PsPlace */
  char *path;          /* reserved, relative */
  PsIntake *intake;
  PsOriginal *original;
  GError *refusal;     /* the most telling of what the rungs answered */
  char *other_md5;     /* of bytes that came and are not those listed */
  char *kept_version;
  char *earlier_path;  /* an earlier version under another name, put aside after landing */

  /* Borrowed */
  PsDownloadContext *context;
  gpointer phase_data;

  PsDownloadPhaseFunc phase_func; /* nullable: then nothing is waited for */
  PsDownloadPhase phase;
  PsRung first_rung;
  guint n_rungs_tried;
  guint n_resumes;
  guint n_names;
  guint n_appends;        /* in flight */
  gint64 n_before;        /* length of the staging file when the stream was opened */
  gint64 n_other_bytes;   /* size of what other_md5 is of */
  gboolean at_end;        /* the stream ended */
  GError *stream_error;   /* owned: or broke */
  GError *append_error;   /* owned */
  gboolean other_twice;   /* the same other bytes came by two ways */
  gboolean read_anyway;   /* by every way the size is another one: look at the bytes all the same */
  gboolean other_size;    /* a rung was passed over for its size */
  gboolean taking_other;  /* fetching the other bytes a last time, to keep them */
  gboolean old_put_aside;
};

G_DEFINE_FINAL_TYPE (PsDownload, ps_download, G_TYPE_OBJECT)

static void try_rung (PsDownload *self);
static void begin_intake (PsDownload *self);
static void read_chunk (PsDownload *self);
static void commit (PsDownload *self);

static PsRung
current_rung (PsDownload *self)
{
  return (self->first_rung + self->n_rungs_tried) % PS_N_RUNGS;
}

static GCancellable *
cancellable_of (PsDownload *self)
{
  return g_task_get_cancellable (self->task);
}

static void
enter (PsDownload      *self,
       PsDownloadPhase  phase)
{
  if (self->phase == phase)
    return;
  self->phase = phase;
  if (self->phase_func != NULL)
    self->phase_func (self, self->phase_data);
}

/* Ends the job; the staging file stays for a resume where that makes sense. */
static void
finish_with_error (PsDownload *self,
                   GError     *error)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->task);

  g_clear_pointer (&self->original, ps_original_free);
  if (self->intake != NULL)
    ps_intake_close (self->intake, TRUE);
  g_clear_object (&self->intake);
  g_task_return_error (task, error);
}

static void
finish_with_outcome (PsDownload        *self,
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
static void
fail (PsDownload *self,
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
  outcome->rung = current_rung (self);
  outcome->next_at_us = next_attempt_at (self, verdict);
  g_error_free (error);
  finish_with_outcome (self, outcome, verdict.next == PS_NEXT_LATER);
}

/* Takes @error; decides whether this photo failed or the run has to hear of it. */
static void
judge (PsDownload *self,
       GError     *error)
{
  PsVerdict verdict;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      finish_with_error (self, error);
      return;
    }
  verdict = ps_retry_judge (error);
  if (verdict.next == PS_NEXT_HOLD || verdict.next == PS_NEXT_STOP)
    finish_with_error (self, error);
  else
    fail (self, error, verdict);
}

/* A refusal with a reason tells more than "not found", which tells more than other bytes. */
static int
weight_of (const GError *error)
{
  if (g_error_matches (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_BLOCKED))
    return 3;
  if (g_error_matches (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_NOT_FOUND))
    return 2;
  return error->domain == PS_CLOUD_ERROR ? 1 : 0;
}

/* Every rung was tried. */
static void
give_up (PsDownload *self)
{
  if (self->other_twice)
    {
      /* A19: the cloud keeps sending these bytes. They are kept for what they are, not thrown away. */
      self->taking_other = TRUE;
      ps_intake_close (self->intake, FALSE);
      g_clear_object (&self->intake);
      self->n_rungs_tried = 0;
      begin_intake (self);
      return;
    }
  if (self->other_size && !self->read_anyway && self->other_md5 == NULL
      && (self->refusal == NULL || weight_of (self->refusal) == 0))
    {
      self->read_anyway = TRUE;
      self->n_rungs_tried = 0;
      try_rung (self);
      return;
    }
  if (self->refusal == NULL)
    self->refusal = g_error_new (PS_CLOUD_ERROR, PS_CLOUD_ERROR_FAILED,
                                 _("Cloudinary names no address from which this photo could be fetched."));
  if (g_error_matches (self->refusal, PS_VAULT_ERROR, PS_VAULT_ERROR_CHECKSUM_MISMATCH))
    fail (self, g_steal_pointer (&self->refusal), (PsVerdict) { PS_NEXT_LATER, "bytes-differ" });
  else
    fail (self, g_steal_pointer (&self->refusal), ps_retry_judge (self->refusal));
}

static void
next_rung (PsDownload *self)
{
  g_clear_pointer (&self->original, ps_original_free);
  self->n_rungs_tried++;
  self->n_resumes = 0;
  try_rung (self);
}

/* Takes @error: this rung does not give the original. */
static void
refuse_rung (PsDownload *self,
             GError     *error)
{
  if (self->refusal == NULL || weight_of (error) > weight_of (self->refusal))
    {
      g_clear_error (&self->refusal);
      self->refusal = error;
    }
  else
    g_error_free (error);
  next_rung (self);
}

static void
restarted_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PsDownload) self = user_data;
  GError *error = NULL;

  if (!ps_intake_restart_finish (self->intake, result, &error))
    judge (self, error);
  else if (self->original != NULL)
    read_chunk (self);
  else
    try_rung (self);
}

/* Whether the reply's size alone shows that this is not what is listed. */
static gboolean
has_other_size (PsDownload *self)
{
  gint64 n_listed = self->wanted->asset->n_bytes;

  return n_listed >= 0 && self->original->n_total >= 0 && self->original->n_total != n_listed
         && !self->read_anyway && !self->taking_other;
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PsDownload) self = user_data;
  GError *error = NULL;

  self->original = ps_original_open_finish (self->context->client, result, &error);
  if (self->original == NULL)
    {
      /* A signature that is not accepted is this photo's, not the account's: a wrong secret shows at the listing. */
      if (error->domain == PS_CLOUD_ERROR
          && (ps_retry_judge (error).next == PS_NEXT_RUNG
              || (error->code == PS_CLOUD_ERROR_AUTH && current_rung (self) == PS_RUNG_DOWNLOAD)))
        refuse_rung (self, error);
      else
        judge (self, error);
      return;
    }
  if (has_other_size (self))
    {
      self->other_size = TRUE;
      refuse_rung (self, g_error_new (PS_VAULT_ERROR, PS_VAULT_ERROR_CHECKSUM_MISMATCH,
                                      _("Cloudinary sends a file of another size than it lists.")));
      return;
    }
  self->at_end = FALSE;
  if (self->original->offset == 0)
    {
      self->n_before = 0;
      ps_intake_restart_async (self->intake, self->original->etag, restarted_cb, g_object_ref (self));
    }
  else
    {
      self->n_before = self->original->offset;
      read_chunk (self);
    }
}

static void
try_rung (PsDownload *self)
{
  PsAsset *asset = self->wanted->asset;
  gint64 n_here = ps_intake_get_n_bytes (self->intake);

  while (self->n_rungs_tried < PS_N_RUNGS && !ps_original_has_rung (asset, current_rung (self)))
    self->n_rungs_tried++;
  if (self->n_rungs_tried >= PS_N_RUNGS)
    {
      give_up (self);
      return;
    }
  if (asset->n_bytes >= 0 && n_here == asset->n_bytes && n_here > 0 && !self->taking_other)
    {
      commit (self); /* N15: a kill came between the last byte and the rename */
      return;
    }
  enter (self, PS_DOWNLOAD_COMING);
  ps_original_open_async (self->context->client, asset, current_rung (self), n_here,
                          ps_intake_get_validator (self->intake), cancellable_of (self),
                          opened_cb, g_object_ref (self));
}

/* The stream is over and every byte of it is in the staging file. */
static void
stream_ended (PsDownload *self)
{
  gint64 n_here = ps_intake_get_n_bytes (self->intake);
  gint64 n_whole = self->wanted->asset->n_bytes;
  g_autoptr(GError) error = g_steal_pointer (&self->stream_error);

  if (self->original->n_total >= 0 && (n_whole < 0 || self->read_anyway || self->taking_other))
    n_whole = self->original->n_total;
  g_clear_pointer (&self->original, ps_original_free);
  if (self->append_error != NULL)
    {
      judge (self, g_steal_pointer (&self->append_error));
      return;
    }
  if (error == NULL && (n_whole < 0 || n_here >= n_whole))
    {
      commit (self);
      return;
    }
  if (g_cancellable_is_cancelled (cancellable_of (self)))
    {
      finish_with_error (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Stopped.")));
      return;
    }
  /* Cut: go on from here, as long as every try brings something. */
  if (n_here > self->n_before && self->n_resumes++ < MAX_RESUMES)
    {
      try_rung (self);
      return;
    }
  if (error != NULL)
    judge (self, g_steal_pointer (&error));
  else
    judge (self, g_error_new (PS_VAULT_ERROR, PS_VAULT_ERROR_SIZE_MISMATCH,
                              /* Translators: two sizes in bytes. */
                              _("The connection ended early: %" PRId64 " of %" PRId64 " bytes came. They are kept for the next try."),
                              n_here, n_whole));
}

static void
appended_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(PsDownload) self = user_data;
  g_autoptr(GError) error = NULL;

  self->n_appends--;
  if (!ps_intake_append_finish (PS_INTAKE (source), result, &error) && self->append_error == NULL)
    self->append_error = g_steal_pointer (&error);
  if (!self->at_end)
    {
      if (self->n_appends == 1) /* the reader waited for this one */
        read_chunk (self);
    }
  else if (self->n_appends == 0)
    stream_ended (self);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PsDownload) self = user_data;
  g_autofree guint8 *buffer = g_object_steal_data (G_OBJECT (source), "ps-chunk");
  g_autoptr(GError) error = NULL;
  gsize n_read = 0;

  g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &n_read, &error);
  if (n_read < CHUNK_SIZE || error != NULL)
    self->at_end = TRUE;
  if (error != NULL)
    self->stream_error = ps_cloud_error_from_io (g_steal_pointer (&error));
  if (self->append_error != NULL)
    self->at_end = TRUE;
  if (n_read > 0 && self->append_error == NULL)
    {
      g_autoptr(GBytes) chunk = NULL;

      if (n_read < CHUNK_SIZE) /* what is left over is given back: such chunks may wait for their turn */
        buffer = g_realloc (buffer, n_read);
      chunk = g_bytes_new_take (g_steal_pointer (&buffer), n_read);
      self->context->n_bytes_fetched += n_read;
      self->n_appends++;
      ps_intake_append_async (self->intake, chunk, appended_cb, g_object_ref (self));
    }
  if (!self->at_end && self->n_appends < 2)
    read_chunk (self);
  else if (self->at_end && self->n_appends == 0)
    stream_ended (self);
}

static void
read_chunk (PsDownload *self)
{
  GInputStream *stream = self->original->stream;
  guint8 *buffer = g_malloc (CHUNK_SIZE);

  g_object_set_data_full (G_OBJECT (stream), "ps-chunk", buffer, g_free);
  g_input_stream_read_all_async (stream, buffer, CHUNK_SIZE, G_PRIORITY_DEFAULT, cancellable_of (self),
                                 read_cb, g_object_ref (self));
}

static void
finish_landed (PsDownload     *self,
               PsIntakeResult *result)
{
  PsAsset *asset = self->wanted->asset;
  PsDownloadOutcome *outcome = g_new0 (PsDownloadOutcome, 1);

  outcome->photo_id = self->wanted->photo_id;
  outcome->session_id = self->context->session_id;
  outcome->landed = TRUE;
  outcome->local_path = g_strdup (result->path);
  outcome->n_bytes = result->n_bytes;
  outcome->md5 = g_strdup (result->md5);
  outcome->sha256 = g_strdup (result->sha256);
  outcome->mtime_us = result->mtime_us;
  outcome->version = asset->version;
  outcome->etag = g_strdup (asset->etag);
  outcome->altered = self->taking_other;
  outcome->adopted = result->was_there;
  outcome->kept_version = g_steal_pointer (&self->kept_version);
  outcome->rung = current_rung (self);
  if ((self->other_size || self->other_md5 != NULL) && !self->taking_other)
    self->context->account_rung = current_rung (self);
  ps_intake_result_free (result);
  finish_with_outcome (self, outcome, FALSE);
}

static void
earlier_put_aside_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(PsDownload) self = user_data;

  /* What cannot be put aside stays where it is: nothing is lost, and the new file stands. */
  self->kept_version = ps_vault_put_aside_finish (self->context->vault, result, NULL);
  finish_landed (self, g_object_steal_data (G_OBJECT (self), "ps-landed"));
}

static void
put_aside_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PsDownload) self = user_data;
  GError *error = NULL;

  self->kept_version = ps_vault_put_aside_finish (self->context->vault, result, &error);
  if (self->kept_version == NULL && !g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_MISSING))
    {
      judge (self, error);
      return;
    }
  g_clear_error (&error);
  commit (self);
}

static void
place_reserved_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(PsDownload) self = user_data;
  GError *error = NULL;
  char *path = ps_catalog_reserve_place_finish (self->context->catalog, result, &error);

  if (path == NULL)
    {
      judge (self, error);
      return;
    }
  g_free (self->path);
  self->path = path;
  commit (self);
}

/* Proven, but something lies at the name: our own earlier file is put aside, a stranger's is left alone. Takes @error. */
static void
make_way (PsDownload *self,
          GError     *error)
{
  gboolean is_ours = g_strcmp0 (self->wanted->local_path, self->path) == 0 && !self->old_put_aside;

  if (self->n_names++ >= MAX_NAMES)
    {
      judge (self, error);
      return;
    }
  g_error_free (error);
  if (is_ours)
    {
      self->old_put_aside = TRUE;
      ps_vault_put_aside_async (self->context->vault, self->path, self->wanted->repair, cancellable_of (self),
                                put_aside_cb, g_object_ref (self));
    }
  else
    ps_catalog_reserve_place_async (self->context->catalog, self->wanted->photo_id, self->places, self->path,
                                    cancellable_of (self), place_reserved_cb, g_object_ref (self));
}

/* Takes @error: whole, but not the bytes that are listed. */
static void
other_bytes_came (PsDownload *self,
                  GError     *error)
{
  const char *md5 = ps_intake_get_md5 (self->intake);

  if (self->taking_other) /* not even the same other bytes again */
    {
      fail (self, error, (PsVerdict) { PS_NEXT_LATER, "bytes-differ" });
      return;
    }
  if (md5 != NULL && g_strcmp0 (md5, self->other_md5) == 0)
    self->other_twice = TRUE;
  else if (md5 != NULL)
    {
      g_free (self->other_md5);
      self->other_md5 = g_strdup (md5);
    }
  self->n_other_bytes = ps_intake_get_n_bytes (self->intake);
  if (self->refusal == NULL)
    self->refusal = error;
  else
    g_error_free (error);
  self->n_rungs_tried++;
  self->n_resumes = 0;
  ps_intake_restart_async (self->intake, NULL, restarted_cb, g_object_ref (self));
}

static void
committed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PsDownload) self = user_data;
  GError *error = NULL;
  PsIntakeResult *landed = ps_intake_commit_finish (self->intake, result, &error);

  if (landed != NULL && self->earlier_path != NULL)
    {
      g_object_set_data_full (G_OBJECT (self), "ps-landed", landed, (GDestroyNotify) ps_intake_result_free);
      ps_vault_put_aside_async (self->context->vault, self->earlier_path, self->wanted->repair, NULL,
                                earlier_put_aside_cb, g_object_ref (self));
    }
  else if (landed != NULL)
    finish_landed (self, landed);
  else if (g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_EXISTS))
    make_way (self, error);
  else if (g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_CHECKSUM_MISMATCH)
           || (g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_SIZE_MISMATCH) && ps_intake_get_md5 (self->intake) != NULL))
    other_bytes_came (self, error);
  else
    judge (self, error);
}

static void
commit (PsDownload *self)
{
  const PsAsset *asset = self->wanted->asset;
  const PsIntakeLabel label = {
    .asset_id = asset->asset_id,
    .resource_type = asset->resource_type,
    .resource_kind = asset->resource_kind,
    .public_id = asset->public_id,
    .version = asset->version,
    .etag = asset->etag,
  };

  ps_intake_commit_async (self->intake, self->path, asset->created_at_us, &label, FALSE, cancellable_of (self),
                          committed_cb, g_object_ref (self));
  enter (self, PS_DOWNLOAD_LANDING);
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
    judge (self, error);
  else if (self->phase == PS_DOWNLOAD_PREPARING && self->phase_func != NULL)
    enter (self, PS_DOWNLOAD_READY);
  else
    try_rung (self);
}

static void
begin_intake (PsDownload *self)
{
  const PsAsset *asset = self->wanted->asset;
  g_autofree char *name = ps_places_staging_name (asset);
  const PsIntakeExpected expected = {
    .name = name,
    .version = asset->version,
    .n_bytes = self->taking_other ? self->n_other_bytes : asset->n_bytes,
    .md5 = self->taking_other ? self->other_md5 : asset->etag,
  };

  ps_intake_begin_async (self->context->vault, &expected, cancellable_of (self), intake_begun_cb, g_object_ref (self));
}

static void
place_settled_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(PsDownload) self = user_data;
  GError *error = NULL;

  if (ps_vault_settle_finish (self->context->vault, result, &error))
    finish_landed (self, g_object_steal_data (G_OBJECT (self), "ps-landed"));
  else
    judge (self, error);
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
      judge (self, error);
      return;
    }
  if (!reading->is_there || reading->n_bytes != asset->n_bytes || g_strcmp0 (reading->md5, asset->etag) != 0)
    {
      begin_intake (self);
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
  ps_vault_settle_async (self->context->vault, self->path, cancellable_of (self), place_settled_cb, g_object_ref (self));
}

/* An older catalogue was put back, and the file lies where it belongs: it is read, not fetched (D13). */
static void
read_place (PsDownload *self)
{
  ps_vault_read_again_async (self->context->vault, self->path, cancellable_of (self), place_read_cb, g_object_ref (self));
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
      judge (self, error);
      return;
    }
  if (self->wanted->local_path != NULL && !g_str_equal (self->wanted->local_path, self->path))
    self->earlier_path = g_strdup (self->wanted->local_path);
  if (self->wanted->asset->etag != NULL && self->wanted->local_path == NULL)
    read_place (self);
  else
    begin_intake (self);
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

  enter (alive, PS_DOWNLOAD_COMING);
  try_rung (alive);
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
