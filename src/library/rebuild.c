/* src/library/rebuild.c: a new catalogue of a library from the files, the manifest and the snapshots.
 *
 *   lock the library → judge what is there → the best copy, or an empty one, beside it
 *     → compare with the manifest and the files → keep the damaged one aside → the new one takes its name
 *
 * The new catalogue gets its name last: whatever cuts this off leaves the
 * library as it was, and the next run begins again. Nothing is fetched, and no
 * photo is touched; the next backup compares with the cloud.
 */
#include "library/rebuild.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "catalog/catalog.h"

#define QUARANTINE ".proofsheet/quarantine/"

struct _PsRebuild
{
  GObject parent_instance;

  /* Owned */
  char *root;
  PsVault *vault;
  PsCatalog *catalog;
  GTask *task;
  char *snapshot, *set_aside;
  char *stem; /* what the damaged catalogue is called when it is aside */
  GError *error;

  PsSalvage salvage;
  PsReconcileCounts counts;
  gint64 n_photos;
};

G_DEFINE_FINAL_TYPE (PsRebuild, ps_rebuild, G_TYPE_OBJECT)

/**
 * ps_rebuild_report_free:
 * @self: (transfer full): a report
 */
void
ps_rebuild_report_free (PsRebuildReport *self)
{
  g_free (self->snapshot);
  g_free (self->set_aside);
  g_free (self);
}

static void
finish (PsRebuild *self)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->task);
  PsRebuildReport *report;

  if (self->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&self->error));
      return;
    }
  report = g_new0 (PsRebuildReport, 1);
  report->salvage = self->salvage;
  report->snapshot = g_steal_pointer (&self->snapshot);
  report->set_aside = g_steal_pointer (&self->set_aside);
  report->n_photos = self->n_photos;
  report->counts = self->counts;
  g_task_return_pointer (task, report, (GDestroyNotify) ps_rebuild_report_free);
}

static void
vault_closed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(PsRebuild) self = user_data;
  GError *error = NULL;

  if (!ps_vault_close_finish (self->vault, result, &error))
    {
      if (self->error == NULL)
        self->error = error;
      else
        g_error_free (error);
    }
  finish (self);
}

/* Takes @error, nullable; the first one counts. */
static void
close_vault (PsRebuild *self,
             GError    *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_clear_error (&error);
  ps_vault_close_async (self->vault, vault_closed_cb, g_object_ref (self));
}

static void
named_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PsRebuild) self = user_data;
  gboolean was_there;
  GError *error = NULL;

  if (ps_vault_supplant_finish (self->vault, result, &was_there, &error) && was_there)
    self->set_aside = g_strdup (self->stem);
  close_vault (self, error);
}

static void
catalog_closed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(PsRebuild) self = user_data;
  GError *error = NULL;

  ps_catalog_close_finish (self->catalog, result, &error);
  if (error != NULL || self->error != NULL || self->salvage == PS_SALVAGE_SOUND)
    {
      close_vault (self, error);
      return;
    }
  ps_vault_supplant_async (self->vault, PS_SALVAGE_NAME, "photos.db", self->stem, named_cb, g_object_ref (self));
}

/* Takes @error, nullable. */
static void
close_catalog (PsRebuild *self,
               GError    *error)
{
  self->error = error;
  ps_catalog_close_async (self->catalog, catalog_closed_cb, g_object_ref (self));
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PsRebuild) self = user_data;
  GError *error = NULL;
  g_autoptr(PsStatus) status = ps_catalog_get_status_finish (PS_CATALOG (source), result, &error);

  if (status != NULL)
    self->n_photos = status->n_total;
  close_catalog (self, error);
}

static void
reconciled_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(PsRebuild) self = user_data;
  GError *error = NULL;

  if (ps_reconcile_finish (result, &error))
    ps_catalog_get_status_async (self->catalog, NULL, counted_cb, g_object_ref (self));
  else
    close_catalog (self, error);
}

static void
catalog_opened_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(PsRebuild) self = user_data;
  GError *error = NULL;

  self->catalog = ps_catalog_init_database_finish (result, &error);
  if (self->catalog == NULL)
    close_vault (self, error);
  else
    ps_reconcile_async (self->catalog, self->vault, &self->counts, g_task_get_cancellable (self->task), reconciled_cb,
                        g_object_ref (self));
}

static void
choose_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  PsRebuild *self = source;
  GError *error = NULL;

  if (ps_salvage_choose (self->vault, &self->salvage, &self->snapshot, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PsRebuild) self = user_data;
  g_autofree char *path = NULL;
  PsCatalogFlags flags = 0;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      close_vault (self, error);
      return;
    }
  if (self->salvage == PS_SALVAGE_NOTHING)
    flags |= PS_CATALOG_CREATE;
  if (!ps_vault_get_abilities (self->vault).wal_is_safe)
    flags |= PS_CATALOG_NO_WAL;
  path = g_build_filename (self->root, self->salvage == PS_SALVAGE_SOUND ? "photos.db" : PS_SALVAGE_NAME, NULL);
  ps_catalog_init_database_async (path, flags, NULL, catalog_opened_cb, g_object_ref (self));
}

static void
vault_opened_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(PsRebuild) self = user_data;
  g_autoptr(GTask) choosing = NULL;
  GError *error = NULL;

  self->vault = ps_vault_open_finish (result, &error);
  if (self->vault == NULL)
    {
      self->error = error;
      finish (self);
      return;
    }
  choosing = g_task_new (self, NULL, chosen_cb, g_object_ref (self));
  g_task_set_source_tag (choosing, vault_opened_cb);
  g_task_run_in_thread (choosing, choose_in_thread);
}

/**
 * ps_rebuild_new:
 * @root: a library's folder
 *
 * Returns: (transfer full): a job that has not begun
 */
PsRebuild *
ps_rebuild_new (const char *root)
{
  PsRebuild *self = g_object_new (PS_TYPE_REBUILD, NULL);

  self->root = g_canonicalize_filename (root, NULL);
  return self;
}

/**
 * ps_rebuild_run_async:
 * @self: a job that has not begun
 * @cancellable: (nullable): stops it; the library is then as it was
 * @callback: called once, when the library is closed again
 * @user_data: for @callback
 */
void
ps_rebuild_run_async (PsRebuild           *self,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d %H%M%S");

  g_return_if_fail (PS_IS_REBUILD (self) && self->task == NULL);

  self->stem = g_strdup_printf (QUARANTINE "photos %s-%04x.db", date, g_random_int () & 0xffff);
  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, ps_rebuild_run_async);
  g_task_set_check_cancellable (self->task, FALSE); /* what stands, stands */
  ps_vault_open_async (self->root, 0, NULL, vault_opened_cb, g_object_ref (self));
}

/**
 * ps_rebuild_run_finish:
 * @self: a job
 * @result: what the callback got
 * @error: set with %PS_VAULT_ERROR, %PS_CATALOG_ERROR or on cancellation: the library is as it was
 *
 * Returns: (transfer full) (nullable): what came of it
 */
PsRebuildReport *
ps_rebuild_run_finish (PsRebuild     *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ps_rebuild_get_counts:
 * @self: a job, also while it runs
 *
 * Returns: what was found so far
 */
PsReconcileCounts
ps_rebuild_get_counts (PsRebuild *self)
{
  return self->counts;
}

static void
ps_rebuild_finalize (GObject *object)
{
  PsRebuild *self = PS_REBUILD (object);

  g_clear_object (&self->vault);
  g_clear_object (&self->catalog);
  g_clear_error (&self->error);
  g_free (self->root);
  g_free (self->snapshot);
  g_free (self->set_aside);
  g_free (self->stem);
  G_OBJECT_CLASS (ps_rebuild_parent_class)->finalize (object);
}

static void
ps_rebuild_class_init (PsRebuildClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_rebuild_finalize;
}

static void
ps_rebuild_init (PsRebuild *self)
{
}
