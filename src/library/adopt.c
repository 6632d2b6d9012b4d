/* src/library/adopt.c: a folder left by the tool that came before Proofsheet becomes a library.
 *
 *   is it the predecessor's → the marker → a new catalogue beside the old database, filled from it
 *     → each file is read where it is, and lands there → the old database is set aside
 *       → the new one takes its name
 *
 * The new catalogue gets its name last: whatever cuts this off leaves the old
 * database in its place, and the next try begins again. No file is moved, and
 * nothing is fetched; the next backup compares with the cloud.
 */
#include "library/adopt.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "library/claims.h"
#include "library/salvage.h"

#define ASIDE ".proofsheet/quarantine/"
#define BATCH 100

static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

typedef struct
{
  char *root, *stem;      /* owned */
  PsVault *vault;         /* owned, nullable */
  PsCatalog *catalog;     /* owned, nullable */
  GPtrArray *photos;      /* owned, of PsAdoptable */
  PsClaims *claims;       /* owned, nullable: whose the files are */
  guint n_next, n_name;   /* the photo that is looked for, and which of its names */
  GPtrArray *outcomes;    /* owned, of PsDownloadOutcome: not recorded yet */
  guint n_ending;
  GError *error;          /* owned: why it ends */
  PsAdoptReport *report;  /* owned */
  PsTally *tally;         /* owned, nullable */
} Adopting;

static void look_on (GTask *task);
static void set_aside_next (GTask *task);

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
  GError *error = NULL;

  ps_vault_move_finish (PS_VAULT (source), result, &error);
  close_vault (user_data, error);
}

static void
aside_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GTask *task = user_data;
  Adopting *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!ps_vault_move_finish (self->vault, result, &error) && !g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_MISSING))
    {
      close_vault (task, error);
      return;
    }
  g_clear_error (&error);
  self->n_ending++;
  set_aside_next (task);
}

static void
set_aside_next (GTask *task)
{
  Adopting *self = g_task_get_task_data (task);
  g_autofree char *from = NULL, *to = NULL;

  if (self->n_ending == G_N_ELEMENTS (endings))
    {
      ps_vault_move_async (self->vault, PS_SALVAGE_NAME, "photos.db", NULL, named_cb, task);
      return;
    }
  from = g_strconcat ("photos.db", endings[self->n_ending], NULL);
  to = g_strconcat (self->stem, endings[self->n_ending], NULL);
  ps_vault_move_async (self->vault, from, to, NULL, aside_cb, task);
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
  set_aside_next (task);
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
    self->n_name++;
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
  else
    ps_catalog_take_over_async (self->catalog, old, g_task_get_cancellable (task), taken_over_cb, task);
}

static void
vault_opened_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GTask *task = user_data;
  Adopting *self = g_task_get_task_data (task);
  g_autofree char *path = g_build_filename (self->root, PS_SALVAGE_NAME, NULL);
  PsCatalogFlags flags = PS_CATALOG_CREATE;
  GError *error = NULL;

  self->vault = ps_vault_open_finish (result, &error);
  if (self->vault == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  /* What a try that was cut off left. It has Proofsheet's own name, and nothing that the old database has not. */
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *left = g_strconcat (path, endings[i], NULL);

      g_remove (left);
    }
  if (!ps_vault_get_abilities (self->vault).wal_is_safe)
    flags |= PS_CATALOG_NO_WAL;
  ps_catalog_init_database_async (path, flags, NULL, catalog_opened_cb, task);
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

static void
check_in_thread (GTask        *work,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  g_autofree char *path = g_build_filename (data, "photos.db", NULL);
  char *cloud_name;
  GError *error = NULL;

  if (ps_predecessor_check (path, &cloud_name, &error))
    g_task_return_pointer (work, cloud_name != NULL ? cloud_name : g_strdup (""), g_free);
  else
    g_task_return_error (work, error);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  Adopting *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *cloud_name = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *marker = g_build_filename (self->root, ".proofsheet", "library.json", NULL);

  if (cloud_name != NULL && self->report->cloud_name == NULL && *cloud_name != '\0')
    self->report->cloud_name = g_steal_pointer (&cloud_name);
  if (error == NULL && self->report->cloud_name == NULL)
    error = g_error_new_literal (PS_CATALOG_ERROR, PS_CATALOG_ERROR_NOT_FOUND,
                                 _("The old database does not say which cloud it is of. Give the account, and its cloud is taken."));
  if (error != NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
  else if (g_file_test (marker, G_FILE_TEST_EXISTS)) /* an earlier try was cut off */
    ps_vault_open_async (self->root, 0, NULL, vault_opened_cb, task);
  else
    ps_vault_adopt_async (self->root, self->report->cloud_name, NULL, marked_cb, task);
}

/**
 * ps_adopt_async:
 * @root: a folder
 * @cloud_name: (nullable): the account's cloud; %NULL: the one that the old database names
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
  GTask *work = g_task_new (NULL, NULL, checked_cb, task);

  self->root = g_canonicalize_filename (root, NULL);
  self->stem = g_strdup_printf (ASIDE "photos before adoption %s.db", date);
  self->report = g_new0 (PsAdoptReport, 1);
  self->report->cloud_name = g_strdup (cloud_name);
  self->tally = tally != NULL ? g_object_ref (tally) : NULL;
  g_task_set_source_tag (task, ps_adopt_async);
  g_task_set_check_cancellable (task, FALSE); /* what stands, stands */
  g_task_set_task_data (task, self, adopting_free);
  g_task_set_task_data (work, g_strdup (self->root), g_free);
  g_task_run_in_thread (work, check_in_thread);
  g_object_unref (work);
}

/**
 * ps_adopt_finish:
 * @result: what the callback got
 * @error: set with %PS_CATALOG_ERROR, %PS_VAULT_ERROR or on cancellation
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
