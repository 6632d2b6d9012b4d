/* src/backup/download-ladder.c: the bytes of an original, by the first way that gives them, from where they stopped. */
#include "backup/download-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#define CHUNK_SIZE (256 * 1024)
#define MAX_RESUMES 8

static void read_chunk (PsDownload *self);

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
  PsVerdict verdict = { PS_NEXT_LATER, "bytes-differ" };

  if (self->other_twice)
    {
      /* A19: the cloud keeps sending these bytes. They are kept for what they are, not thrown away. */
      self->taking_other = TRUE;
      ps_intake_close (self->intake, FALSE);
      g_clear_object (&self->intake);
      self->n_rungs_tried = 0;
      ps_download_begin_intake (self);
      return;
    }
  if (self->other_size && !self->read_anyway && self->other_md5 == NULL
      && (self->refusal == NULL || weight_of (self->refusal) == 0))
    {
      self->read_anyway = TRUE;
      self->n_rungs_tried = 0;
      ps_download_try_rung (self);
      return;
    }
  if (self->refusal == NULL)
    self->refusal = g_error_new (PS_CLOUD_ERROR, PS_CLOUD_ERROR_FAILED,
                                 _("Cloudinary names no address from which this photo could be fetched."));
  if (!g_error_matches (self->refusal, PS_VAULT_ERROR, PS_VAULT_ERROR_CHECKSUM_MISMATCH))
    verdict = ps_retry_judge (self->refusal);
  ps_download_fail (self, g_steal_pointer (&self->refusal), verdict);
}

static void
next_rung (PsDownload *self)
{
  g_clear_pointer (&self->original, ps_original_free);
  self->n_rungs_tried++;
  self->n_resumes = 0;
  ps_download_try_rung (self);
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
    ps_download_judge (self, error);
  else if (self->original != NULL)
    read_chunk (self);
  else
    ps_download_try_rung (self);
}

/* From the first byte again; with a stream open it is read, without one the next rung is tried. @validator: nullable, the stream's ETag. */
void
ps_download_restart (PsDownload *self,
                     const char *validator)
{
  ps_intake_restart_async (self->intake, validator, restarted_cb, g_object_ref (self));
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
              || (error->code == PS_CLOUD_ERROR_AUTH && ps_download_current_rung (self) == PS_RUNG_DOWNLOAD)))
        refuse_rung (self, error);
      else
        ps_download_judge (self, error);
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
      ps_download_restart (self, self->original->etag);
    }
  else
    {
      self->n_before = self->original->offset;
      read_chunk (self);
    }
}

void
ps_download_try_rung (PsDownload *self)
{
  PsAsset *asset = self->wanted->asset;
  gint64 n_here = ps_intake_get_n_bytes (self->intake);

  while (self->n_rungs_tried < PS_N_RUNGS && !ps_original_has_rung (asset, ps_download_current_rung (self)))
    self->n_rungs_tried++;
  if (self->n_rungs_tried >= PS_N_RUNGS)
    {
      give_up (self);
      return;
    }
  if (asset->n_bytes >= 0 && n_here == asset->n_bytes && n_here > 0 && !self->taking_other)
    {
      ps_download_commit (self); /* N15: a kill came between the last byte and the rename */
      return;
    }
  ps_download_enter (self, PS_DOWNLOAD_COMING);
  ps_original_open_async (self->context->client, asset, ps_download_current_rung (self), n_here,
                          ps_intake_get_validator (self->intake), ps_download_cancellable_of (self),
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
      ps_download_judge (self, g_steal_pointer (&self->append_error));
      return;
    }
  if (error == NULL && (n_whole < 0 || n_here >= n_whole))
    {
      ps_download_commit (self);
      return;
    }
  if (g_cancellable_is_cancelled (ps_download_cancellable_of (self)))
    {
      ps_download_finish_with_error (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Stopped.")));
      return;
    }
  /* Cut: go on from here, as long as every try brings something. */
  if (n_here > self->n_before && self->n_resumes++ < MAX_RESUMES)
    {
      ps_download_try_rung (self);
      return;
    }
  if (error != NULL)
    ps_download_judge (self, g_steal_pointer (&error));
  else
    ps_download_judge (self, g_error_new (PS_VAULT_ERROR, PS_VAULT_ERROR_SIZE_MISMATCH,
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
  g_input_stream_read_all_async (stream, buffer, CHUNK_SIZE, G_PRIORITY_DEFAULT, ps_download_cancellable_of (self),
                                 read_cb, g_object_ref (self));
}
