/* src/backup/download-land.c: all bytes are here: they are proven and get their name, or are other bytes than those listed. */
#include "backup/download-private.h"

#define MAX_NAMES 6

void
ps_download_finish_landed (PsDownload     *self,
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
  outcome->rung = ps_download_current_rung (self);
  if ((self->other_size || self->other_md5 != NULL) && !self->taking_other)
    self->context->account_rung = ps_download_current_rung (self);
  ps_intake_result_free (result);
  ps_download_finish_with_outcome (self, outcome, FALSE);
}

static void
earlier_put_aside_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(PsDownload) self = user_data;

  /* What cannot be put aside stays where it is: nothing is lost, and the new file stands. */
  self->kept_version = ps_vault_put_aside_finish (self->context->vault, result, NULL);
  ps_download_finish_landed (self, g_object_steal_data (G_OBJECT (self), "ps-landed"));
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
      ps_download_judge (self, error);
      return;
    }
  g_clear_error (&error);
  ps_download_commit (self);
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
      ps_download_judge (self, error);
      return;
    }
  g_free (self->path);
  self->path = path;
  ps_download_commit (self);
}

/* Proven, but something lies at the name: our own earlier file is put aside, a stranger's is left alone. Takes @error. */
static void
make_way (PsDownload *self,
          GError     *error)
{
  gboolean is_ours = g_strcmp0 (self->wanted->local_path, self->path) == 0 && !self->old_put_aside;

  if (self->n_names++ >= MAX_NAMES)
    {
      ps_download_judge (self, error);
      return;
    }
  g_error_free (error);
  if (is_ours)
    {
      self->old_put_aside = TRUE;
      ps_vault_put_aside_async (self->context->vault, self->path, self->wanted->repair, ps_download_cancellable_of (self),
                                put_aside_cb, g_object_ref (self));
    }
  else
    ps_catalog_reserve_place_async (self->context->catalog, self->wanted->photo_id, self->places, self->path,
                                    ps_download_cancellable_of (self), place_reserved_cb, g_object_ref (self));
}

/* Takes @error: whole, but not the bytes that are listed. */
static void
other_bytes_came (PsDownload *self,
                  GError     *error)
{
  const char *md5 = ps_intake_get_md5 (self->intake);

  if (self->taking_other) /* not even the same other bytes again */
    {
      ps_download_fail (self, error, (PsVerdict) { PS_NEXT_LATER, "bytes-differ" });
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
  ps_download_restart (self, NULL);
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
    ps_download_finish_landed (self, landed);
  else if (g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_EXISTS))
    make_way (self, error);
  else if (g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_CHECKSUM_MISMATCH)
           || (g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_SIZE_MISMATCH) && ps_intake_get_md5 (self->intake) != NULL))
    other_bytes_came (self, error);
  else
    ps_download_judge (self, error);
}

void
ps_download_commit (PsDownload *self)
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

  ps_intake_commit_async (self->intake, self->path, asset->created_at_us, &label, FALSE, ps_download_cancellable_of (self),
                          committed_cb, g_object_ref (self));
  ps_download_enter (self, PS_DOWNLOAD_LANDING);
}
