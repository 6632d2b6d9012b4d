/* src/catalog/records.c: letting go of the values that go into the catalogue and come out of it. */
#include "catalog/records.h"

/**
 * ps_session_free:
 * @self: (transfer full) (nullable): a session
 */
void
ps_session_free (PsSession *self)
{
  if (self == NULL)
    return;
  g_free (self->session_type);
  g_free (self->cloudinary_cloud_name);
  g_free (self->started_at);
  g_free (self->completed_at);
  g_free (self->notes);
  g_free (self);
}

/**
 * ps_status_free:
 * @self: (transfer full) (nullable): a status
 */
void
ps_status_free (PsStatus *self)
{
  if (self == NULL)
    return;
  g_free (self->cloud_name);
  g_free (self->last_scan);
  g_free (self->last_complete_scan);
  g_free (self->last_download);
  g_free (self->last_verify);
  g_free (self->plan.name);
  g_free (self->plan.figures_at);
  g_free (self);
}

/**
 * ps_scan_state_free:
 * @self: (transfer full) (nullable): a scan's state
 */
void
ps_scan_state_free (PsScanState *self)
{
  if (self == NULL)
    return;
  g_free (self->started_at);
  for (int i = 0; i < PS_N_CHAINS; i++)
    g_free (self->cursor[i]);
  g_free (self);
}

/**
 * ps_place_free:
 * @self: (transfer full) (nullable): a place
 */
void
ps_place_free (PsPlace *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->key);
  g_free (self);
}

/**
 * ps_wanted_free:
 * @self: (transfer full) (nullable): a photo to be fetched
 */
void
ps_wanted_free (PsWanted *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->asset, ps_asset_unref);
  g_free (self->local_path);
  g_free (self);
}

/**
 * ps_download_outcome_free:
 * @self: (transfer full) (nullable): an outcome
 */
void
ps_download_outcome_free (PsDownloadOutcome *self)
{
  if (self == NULL)
    return;
  g_free (self->local_path);
  g_free (self->md5);
  g_free (self->sha256);
  g_free (self->etag);
  g_free (self->kept_version);
  g_free (self->cause);
  g_free (self->message);
  g_free (self);
}

/**
 * ps_file_free:
 * @self: (transfer full) (nullable): a file
 */
void
ps_file_free (PsFile *self)
{
  if (self == NULL)
    return;
  g_free (self->local_path);
  g_free (self->wanted_path);
  g_free (self->md5);
  g_free (self->sha256);
  g_free (self->resource_type);
  g_free (self->format);
  g_clear_pointer (&self->asset, ps_asset_unref);
  g_free (self);
}

/**
 * ps_verification_free:
 * @self: (transfer full) (nullable): a verification
 */
void
ps_verification_free (PsVerification *self)
{
  if (self == NULL)
    return;
  g_free (self->md5);
  g_free (self->sha256);
  g_free (self->message);
  g_free (self);
}

/**
 * ps_restored_free:
 * @self: (transfer full): a line of a manifest
 */
void
ps_restored_free (PsRestored *self)
{
  g_clear_pointer (&self->asset, ps_asset_unref);
  g_free (self->path);
  g_free (self->md5);
  g_free (self->sha256);
  g_free (self);
}

/**
 * ps_homeless_free:
 * @self: (transfer full): a photo without its file
 */
void
ps_homeless_free (PsHomeless *self)
{
  g_free (self->etag);
  g_free (self);
}

/**
 * ps_broken_free:
 * @self: (transfer full): a file that is not as it landed
 */
void
ps_broken_free (PsBroken *self)
{
  g_free (self->public_id);
  g_free (self->local_path);
  g_free (self->message);
  g_free (self->verified_at);
  g_free (self);
}

/**
 * ps_inspection_free:
 * @self: (transfer full) (nullable): an inspection
 */
void
ps_inspection_free (PsInspection *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->facts, ps_facts_unref);
  g_free (self->problem);
  g_free (self->md5);
  g_free (self);
}

/**
 * ps_failure_free:
 * @self: (transfer full) (nullable): a failure
 */
void
ps_failure_free (PsFailure *self)
{
  if (self == NULL)
    return;
  g_free (self->public_id);
  g_free (self->resource_type);
  g_free (self->resource_kind);
  g_free (self->cause);
  g_free (self->message);
  g_free (self->last_attempt);
  g_free (self);
}
