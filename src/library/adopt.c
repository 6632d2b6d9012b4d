/* src/library/adopt.c: a folder left by the tool that came before Proofsheet becomes a library.
 *
 *   is it the predecessor's → the marker → a new catalogue beside the old database, filled from it
 *     → each file is read where it is, and lands there → the old database gets a second name, aside
 *       → the new one is renamed over it
 *
 * The new catalogue gets its name last: whatever cuts this off leaves the old
 * database in its place, and the next try begins again. Only on a drive that
 * has neither links nor room for a copy is there a moment without either: the
 * next try, or making the catalogue anew, then ends what was begun. No file is
 * moved, and nothing is fetched; the next backup compares with the cloud.
 */
#include "library/adopt.h"

#include <glib/gi18n-lib.h>

#include "library/claims.h"
#include "library/salvage.h"
#include "vault/site.h"

#define BATCH 100

typedef struct
{
  char *root;             /* owned */
  char *stem;             /* owned: where the old database is kept, relative */
  gboolean is_whole;      /* an earlier try was cut off when the new catalogue only lacked its name */
  PsVault *vault;         /* owned, nullable */
  PsCatalog *catalog;     /* owned, nullable */
  GPtrArray *photos;      /* owned, of PsAdoptable */
  PsClaims *claims;       /* owned, nullable: whose the files are */
  gboolean is_unreadable; /* one of its names is that of a file which could not be read */
  guint n_next, n_name;   /* the photo that is looked for, and which of its names */
  GPtrArray *outcomes;    /* owned, of PsDownloadOutcome: not recorded yet */
  GError *error;          /* owned: why it ends */
  PsAdoptReport *report;  /* owned */
  PsTally *tally;         /* owned, nullable */
} Adopting;

static void look_on (GTask *task);

/**
 * ps_adopt_report_free:
 * @self: (transfer full): a report
 */
void
ps_adopt_report_free (PsAdoptReport *self)
{
  g_free (self->cloud_name);
  g_free (self->set_aside);
  g_free (self);
}

static void
adopting_free (gpointer data)
{
  Adopting *self = data;

  g_free (self->root);
  g_free (self->stem);
  g_clear_object (&self->vault);
  g_clear_object (&self->catalog);
  g_clear_pointer (&self->claims, ps_claims_free);
  g_clear_pointer (&self->photos, g_ptr_array_unref);
  g_clear_pointer (&self->outcomes, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->report, ps_adopt_report_free);
  g_clear_object (&self->tally);
  g_free (self);
}

static GPtrArray *
new_outcomes (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) ps_download_outcome_free);
}

static void
vault_closed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Adopting *self = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (!ps_vault_close_finish (PS_VAULT (source), result, &error) && self->error == NULL)
    self->error = g_steal_pointer (&error);
  if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&self->report), (GDestroyNotify) ps_adopt_report_free);
}

/* Takes @task and @error, nullable; the first one counts. */
static void
close_vault (GTask  *task,
             GError *error)
{
  Adopting *self = g_task_get_task_data (task);

  if (self->error == NULL)
    self->error = error;
  else
    g_clear_error (&error);
  ps_vault_close_async (self->vault, vault_closed_cb, task);
}

static void
named_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  gboolean was_there;
  GError *error = NULL;

  ps_vault_supplant_finish (PS_VAULT (source), result, &was_there, &error);
  close_vault (user_data, error);
}

static void
catalog_closed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GTask *task = user_data;
  Adopting *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!ps_catalog_close_finish (PS_CATALOG (source), result, &error) || self->error != NULL)
    {
      close_vault (task, error);
      return;
    }
  self->report->set_aside = g_strdup (self->stem);
  ps_vault_supplant_async (self->vault, PS_SALVAGE_NAME, "photos.db", self->stem, named_cb, task);
}

/* Takes @task and @error, nullable. */
static void
close_catalog (GTask  *task,
               GError *error)
{
  Adopting *self = g_task_get_task_data (task);

  self->error = error;
  ps_catalog_close_async (self->catalog, catalog_closed_cb, task);
}

/* The files ---------------------------------------------------------------------- */

static void
recorded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GTask *task = user_data;
  Adopting *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!ps_catalog_update_photo_download_status_finish (self->catalog, result, &error))
    close_catalog (task, error);
  else if (self->n_next >= self->photos->len)
    close_catalog (task, NULL);
  else
    look_on (task);
}

static void
record (GTask *task)
{
  Adopting *self = g_task_get_task_data (task);
  g_autoptr(GPtrArray) outcomes = g_steal_pointer (&self->outcomes);

  self->outcomes = new_outcomes ();
  ps_catalog_update_photo_download_status_async (self->catalog, outcomes, NULL, recorded_cb, task);
}

static void
take_file (Adopting             *self,
           const PsAdoptable    *photo,
           const PsVaultReading *reading,
           const char           *path)
{
  PsDownloadOutcome *outcome = g_new0 (PsDownloadOutcome, 1);

  outcome->photo_id = photo->photo_id;
  outcome->landed = outcome->adopted = TRUE;
  outcome->local_path = g_strdup (path);
  outcome->n_bytes = reading->n_bytes;
  outcome->md5 = g_strdup (reading->md5);
  outcome->sha256 = g_strdup (reading->sha256);
  outcome->mtime_us = reading->mtime_us;
  outcome->version = photo->version;
  g_ptr_array_add (self->outcomes, outcome);
  self->report->n_files++;
}

/* One photo more is done with. */
static void
step (Adopting *self)
{
  self->n_next++;
  self->n_name = 0;
  self->is_unreadable = FALSE;
  if (self->tally != NULL)
    ps_tally_add (self->tally, 1, 0);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GTask *task = user_data;
  Adopting *self = g_task_get_task_data (task);
  const PsAdoptable *photo = g_ptr_array_index (self->photos, self->n_next);
  GError *error = NULL;
  g_autoptr(PsVaultReading) reading = ps_vault_read_again_finish (self->vault, result, &error);
  g_autofree char *name = ps_claims_get_name (self->claims, photo, &self->n_name);

  if (reading == NULL)
    {
      close_catalog (task, error);
      return;
    }
  if (reading->md5[0] != '\0' && ps_claims_take (self->claims, photo, name, reading))
    {
      take_file (self, photo, reading, name);
      step (self);
    }
  else
    {
      self->is_unreadable |= reading->is_there && reading->problem != NULL;
      self->n_name++;
    }
  look_on (task);
}

/* For the next file that may be a photo's. */
static void
look_on (GTask *task)
{
  Adopting *self = g_task_get_task_data (task);

  while (self->outcomes->len < BATCH && self->n_next < self->photos->len)
    {
      g_autofree char *name = ps_claims_get_name (self->claims, g_ptr_array_index (self->photos, self->n_next), &self->n_name);

      if (name != NULL)
        {
          ps_vault_read_again_async (self->vault, name, g_task_get_cancellable (task), read_cb, task);
          return;
        }
      if (self->is_unreadable)
        self->report->n_unreadable++;
      else
        self->report->n_missing++;
      step (self);
    }
  record (task);
}

/* The database ---------------------------------------------------------------------- */

/* Some hundred thousand names: not on the main thread, which reads nothing of it meanwhile. */
static void
claim_in_thread (GTask        *work,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  g_task_return_pointer (work, ps_claims_new (data), (GDestroyNotify) ps_claims_free);
}

static void
claimed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Adopting *self = g_task_get_task_data (user_data);

  self->claims = g_task_propagate_pointer (G_TASK (result), NULL);
  look_on (user_data);
}

static void
taken_over_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  GTask *task = user_data;
  Adopting *self = g_task_get_task_data (task);
  g_autoptr(GTask) work = NULL;
  GError *error = NULL;

  self->photos = ps_catalog_take_over_finish (self->catalog, result, &error);
  if (self->photos == NULL)
    {
      close_catalog (task, error);
      return;
    }
  self->report->n_photos = self->photos->len;
  if (self->tally != NULL)
    ps_tally_set_total (self->tally, self->photos->len, -1);
  self->outcomes = new_outcomes ();
  work = g_task_new (NULL, NULL, claimed_cb, task);
  g_task_set_task_data (work, g_ptr_array_ref (self->photos), (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (work, claim_in_thread);
}

/* Of what an earlier try took over. */
static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Adopting *self = g_task_get_task_data (user_data);
  GError *error = NULL;
  g_autoptr(PsStatus) status = ps_catalog_get_status_finish (self->catalog, result, &error);

  if (status != NULL)
    {
      self->report->n_photos = status->n_total;
      self->report->n_files = status->n_files;
      self->report->n_missing = status->n_total - status->n_files;
    }
  close_catalog (user_data, error);
}

static void
catalog_opened_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GTask *task = user_data;
  Adopting *self = g_task_get_task_data (task);
  g_autofree char *old = g_build_filename (self->root, "photos.db", NULL);
  GError *error = NULL;

  self->catalog = ps_catalog_init_database_finish (result, &error);
  if (self->catalog == NULL)
    close_vault (task, error);
  else if (self->is_whole)
    ps_catalog_get_status_async (self->catalog, NULL, counted_cb, task);
  else
    ps_catalog_take_over_async (self->catalog, old, g_task_get_cancellable (task), taken_over_cb, task);
}

static void
open_catalog (GTask          *task,
              PsCatalogFlags  flags)
{
  Adopting *self = g_task_get_task_data (task);
  g_autofree char *path = g_build_filename (self->root, PS_SALVAGE_NAME, NULL);

  if (!ps_vault_get_abilities (self->vault).wal_is_safe)
    flags |= PS_CATALOG_NO_WAL;
  ps_catalog_init_database_async (path, flags, NULL, catalog_opened_cb, task);
}

static void
prepare_in_thread (GTask        *work,
                   gpointer      source,
                   gpointer      data,
                   GCancellable *cancellable)
{
  ps_salvage_remove_left_over (data);
  g_task_return_boolean (work, TRUE);
}

static void
prepared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  open_catalog (user_data, PS_CATALOG_CREATE);
}

static void
vault_opened_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GTask *task = user_data;
  Adopting *self = g_task_get_task_data (task);
  g_autoptr(GTask) work = NULL;
  GError *error = NULL;

  self->vault = ps_vault_open_finish (result, &error);
  if (self->vault == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  g_free (self->report->cloud_name);
  self->report->cloud_name = g_strdup (ps_vault_get_cloud_name (self->vault)); /* what stands, is told */
  if (self->is_whole)
    {
      open_catalog (task, 0);
      return;
    }
  work = g_task_new (NULL, NULL, prepared_cb, task);
  g_task_set_task_data (work, g_strdup (self->root), g_free);
  g_task_run_in_thread (work, prepare_in_thread);
}

static void
marked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  Adopting *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (ps_vault_create_finish (result, &error))
    {
      ps_vault_open_async (self->root, 0, NULL, vault_opened_cb, task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* What a look at the folder tells. Strings are owned, nullable. */
typedef struct
{
  char *cloud_name;
  char *adopted; /* where the old database is, when only the last step is to be done */
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_free (look->cloud_name);
  g_free (look->adopted);
  g_free (look);
}

static void
check_in_thread (GTask        *work,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  g_autofree char *path = g_build_filename (data, "photos.db", NULL);
  g_autofree char *said = NULL;
  Look *look = g_new0 (Look, 1);
  GError *error = NULL;

  look->adopted = ps_salvage_find_adopted (data);
  if (look->adopted == NULL && !ps_predecessor_check (path, &said, &error))
    {
      look_free (look);
      g_task_return_error (work, error);
      return;
    }
  look->cloud_name = said != NULL ? ps_account_parse_cloud_name (said, NULL) : NULL;
  if (look->cloud_name == NULL)
    look->cloud_name = ps_site_find_library (data); /* as an earlier try was told */
  g_task_return_pointer (work, look, look_free);
}

static void
begin (GTask *task,
       Look  *look)
{
  Adopting *self = g_task_get_task_data (task);

  self->is_whole = look->adopted != NULL;
  if (self->is_whole)
    {
      g_free (self->stem);
      self->stem = g_steal_pointer (&look->adopted);
    }
  if (self->report->cloud_name == NULL)
    self->report->cloud_name = g_steal_pointer (&look->cloud_name);
  if (self->is_whole)
    ps_vault_open_async (self->root, 0, NULL, vault_opened_cb, task);
  else if (self->report->cloud_name != NULL)
    ps_vault_adopt_async (self->root, self->report->cloud_name, NULL, marked_cb, task);
  else
    {
      g_task_return_new_error (task, PS_CATALOG_ERROR, PS_CATALOG_ERROR_NOT_FOUND, "%s",
                               _("The old database does not say which cloud it is of. Give the account, and its cloud is taken."));
      g_object_unref (task);
    }
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  Look *look = g_task_propagate_pointer (G_TASK (result), &error);

  if (look == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  begin (task, look);
  look_free (look);
}

/**
 * ps_adopt_async:
 * @root: a folder
 * @cloud_name: (nullable): the account's cloud, as typed; %NULL: the one that the old database names
 * @tally: (nullable): told how many photos were looked for, of how many
 * @cancellable: (nullable): ends it between two files; the old database is then in its place
 * @callback: called when it is a library, closed again
 * @user_data: for @callback
 */
void
ps_adopt_async (const char          *root,
                const char          *cloud_name,
                PsTally             *tally,
                GCancellable        *cancellable,
                GAsyncReadyCallback  callback,
                gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Adopting *self = g_new0 (Adopting, 1);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d %H%M%S");
  g_autoptr(GTask) work = g_task_new (NULL, NULL, checked_cb, task);
  GError *error = NULL;

  self->root = g_canonicalize_filename (root, NULL);
  self->stem = g_strdup_printf (PS_SALVAGE_BEFORE_ADOPTION "%s-%04x.db", date, g_random_int () & 0xffff);
  self->report = g_new0 (PsAdoptReport, 1);
  self->tally = tally != NULL ? g_object_ref (tally) : NULL;
  g_task_set_source_tag (task, ps_adopt_async);
  g_task_set_check_cancellable (task, FALSE); /* what stands, stands */
  g_task_set_task_data (task, self, adopting_free);
  self->report->cloud_name = cloud_name != NULL ? ps_account_parse_cloud_name (cloud_name, &error) : NULL;
  if (error != NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  g_task_set_task_data (work, g_strdup (self->root), g_free);
  g_task_run_in_thread (work, check_in_thread);
}

/**
 * ps_adopt_finish:
 * @result: what the callback got
 * @error: set with %PS_CATALOG_ERROR, %PS_VAULT_ERROR, %PS_CLOUD_ERROR_ACCOUNT where the cloud's name cannot be one, or on
 *   cancellation
 *
 * Returns: (transfer full) (nullable): what came of it
 */
PsAdoptReport *
ps_adopt_finish (GAsyncResult  *result,
                 GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, ps_adopt_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
