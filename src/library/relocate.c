/* src/library/relocate.c: a library gets another place: copied, read back, compared; the old folder stays as it is.
 *
 *   prepare    (the library is open and works)   make the place → what should each file be? → transplant
 *   complete   (it is closed)                    lock the old one → make, expect, transplant: what came since
 *                 → a copy of the catalogue, beside its place → it takes its name
 *                 → files that were not what was proven are read again there, so that the new catalogue says so
 *
 * The catalogue gets its name last: until then the new place is none that
 * anything opens, and choosing it again goes on with it. Nothing is written to
 * the old folder at any time. The new place is a library of its own, by id.
 */
#include "library/relocate.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "backup/verify.h"
#include "library/salvage.h"
#include "vault/transplant.h"
#include "vault/vault.h"

#define PAGE 2000

struct _PsRelocate
{
  GObject parent_instance;

  /* Owned */
  char *from, *to;
  PsTransplant *transplant;
  GHashTable *ids; /* path -> gint64: photos whose files are here */
  PsRelocateCounts counts;

  /* Owned, nullable: while it goes on */
  PsVault *old_vault, *new_vault;
  PsCatalog *catalog; /* the one that is read; then the new one */
  char *cloud_name, *library_id;
  GError *error;      /* the first one */
};

G_DEFINE_FINAL_TYPE (PsRelocate, ps_relocate, G_TYPE_OBJECT)

static char *
get_new_path (PsRelocate *self)
{
  return g_build_filename (self->to, PS_SALVAGE_NAME, NULL);
}

/* Takes @error, nullable. Returns whether there is none. */
static gboolean
note_error (PsRelocate *self,
            GError     *error)
{
  if (error == NULL)
    return TRUE;
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
  return FALSE;
}

/* Takes @task. */
static void
end (GTask *task)
{
  PsRelocate *self = g_task_get_source_object (task);

  g_clear_object (&self->catalog);
  g_clear_object (&self->old_vault);
  g_clear_object (&self->new_vault);
  if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static gboolean
is_completing (GTask *task)
{
  return g_task_get_source_tag (task) == ps_relocate_complete_async;
}

/* Closing what is open, in order -------------------------------------------------------------- */

static void
old_vault_closed_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  ps_vault_close_finish (PS_VAULT (source), result, &error);
  note_error (g_task_get_source_object (task), error);
  end (task);
}

static void
new_vault_closed_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  GTask *task = user_data;
  PsRelocate *self = g_task_get_source_object (task);
  GError *error = NULL;

  ps_vault_close_finish (PS_VAULT (source), result, &error);
  note_error (self, error);
  ps_vault_close_async (self->old_vault, old_vault_closed_cb, task);
}

/* The catalogue is closed, or was never open. */
static void
close_vaults (GTask *task)
{
  PsRelocate *self = g_task_get_source_object (task);

  if (self->new_vault != NULL)
    ps_vault_close_async (self->new_vault, new_vault_closed_cb, task);
  else if (self->old_vault != NULL)
    ps_vault_close_async (self->old_vault, old_vault_closed_cb, task);
  else
    end (task);
}

static void
catalog_given_up_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  ps_catalog_close_finish (PS_CATALOG (source), result, &error);
  note_error (g_task_get_source_object (task), error);
  close_vaults (task);
}

/* Ends it, with or without an error: whatever was opened here is closed. */
static void
give_up (GTask *task)
{
  PsRelocate *self = g_task_get_source_object (task);

  if (is_completing (task) && self->catalog != NULL)
    ps_catalog_close_async (self->catalog, catalog_given_up_cb, task);
  else
    close_vaults (task);
}

/* The new catalogue ----------------------------------------------------------------------------- */

static void
read_again_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  GTask *task = user_data;
  PsRelocate *self = g_task_get_source_object (task);
  PsVerifyCounts counts = ps_verify_get_counts (PS_VERIFY (source));
  GError *error = NULL;

  ps_verify_run_finish (PS_VERIFY (source), result, &error);
  note_error (self, error);
  self->counts.n_damaged = counts.n_checked - counts.n_sound;
  give_up (task);
}

/* What was proven and reads differently: the new catalogue learns of it by reading. */
static void
new_catalog_opened_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  GTask *task = user_data;
  PsRelocate *self = g_task_get_source_object (task);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(PsVerify) verify = NULL;
  GHashTableIter differing;
  gpointer path;
  GError *error = NULL;

  self->catalog = ps_catalog_init_database_finish (result, &error);
  if (!note_error (self, error))
    {
      give_up (task);
      return;
    }
  g_hash_table_iter_init (&differing, ps_transplant_get_differing (self->transplant));
  while (g_hash_table_iter_next (&differing, &path, NULL))
    {
      const gint64 *id = g_hash_table_lookup (self->ids, path);

      if (id != NULL)
        g_array_append_val (ids, *id);
    }
  verify = ps_verify_new (self->catalog, self->new_vault);
  ps_verify_set_photos (verify, ids);
  ps_verify_run_async (verify, NULL, read_again_cb, task);
}

static PsCatalogFlags
flags_for (PsVault *vault)
{
  return ps_vault_get_abilities (vault).wal_is_safe ? 0 : PS_CATALOG_NO_WAL;
}

/* From here on the new place is the library. */
static void
named_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GTask *task = user_data;
  PsRelocate *self = g_task_get_source_object (task);
  g_autofree char *path = g_build_filename (self->to, "photos.db", NULL);
  GError *error = NULL;

  if (ps_vault_move_finish (PS_VAULT (source), result, &error))
    ps_transplant_unmark (self->to, &error);
  if (note_error (self, error) && g_hash_table_size (ps_transplant_get_differing (self->transplant)) > 0)
    ps_catalog_init_database_async (path, flags_for (self->new_vault), NULL, new_catalog_opened_cb, task);
  else
    give_up (task);
}

static void
new_vault_opened_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  GTask *task = user_data;
  PsRelocate *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->new_vault = ps_vault_open_finish (result, &error);
  if (note_error (self, error))
    ps_vault_move_async (self->new_vault, PS_SALVAGE_NAME, "photos.db", NULL, named_cb, task);
  else
    give_up (task);
}

static void
catalog_closed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GTask *task = user_data;
  PsRelocate *self = g_task_get_source_object (task);
  GError *error = NULL;

  ps_catalog_close_finish (PS_CATALOG (source), result, &error);
  g_clear_object (&self->catalog);
  if (note_error (self, error))
    ps_vault_open_async (self->to, 0, NULL, new_vault_opened_cb, task);
  else
    give_up (task);
}

static void
catalog_copied_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GTask *task = user_data;
  PsRelocate *self = g_task_get_source_object (task);
  GError *error = NULL;

  ps_catalog_snapshot_finish (PS_CATALOG (source), result, &error);
  if (note_error (self, error))
    ps_catalog_close_async (self->catalog, catalog_closed_cb, task);
  else
    give_up (task);
}

static void
copy_catalog (GTask *task)
{
  PsRelocate *self = g_task_get_source_object (task);
  g_autofree char *path = get_new_path (self);

  g_unlink (path); /* of a run that was cut off */
  ps_catalog_snapshot_async (self->catalog, path, g_task_get_cancellable (task), catalog_copied_cb, task);
}

/* The files ---------------------------------------------------------------------------------------- */

static void
transplanted_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GTask *task = user_data;
  PsRelocate *self = g_task_get_source_object (task);
  PsTallyNumbers numbers = ps_tally_read (ps_transplant_get_tally (self->transplant));
  GError *error = NULL;

  ps_transplant_run_finish (self->transplant, result, &error);
  self->counts.n_files += numbers.n_done;
  self->counts.n_bytes += numbers.n_bytes_done;
  if (note_error (self, error) && is_completing (task))
    copy_catalog (task);
  else
    give_up (task);
}

static void list_next (GTask *task, const char *after_path);

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  PsRelocate *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr(GPtrArray) files = ps_catalog_list_files_finish (PS_CATALOG (source), result, &error);
  const PsFile *last;

  if (!note_error (self, error))
    {
      give_up (task);
      return;
    }
  for (guint i = 0; i < files->len; i++)
    {
      const PsFile *file = g_ptr_array_index (files, i);

      ps_transplant_expect (self->transplant, file->local_path, file->sha256);
      g_hash_table_insert (self->ids, g_strdup (file->local_path), g_memdup2 (&file->photo_id, sizeof file->photo_id));
    }
  last = files->len == PAGE ? g_ptr_array_index (files, files->len - 1) : NULL;
  if (last != NULL)
    list_next (task, last->local_path);
  else
    ps_transplant_run_async (self->transplant, g_task_get_cancellable (task), transplanted_cb, task);
}

static void
list_next (GTask      *task,
           const char *after_path)
{
  PsRelocate *self = g_task_get_source_object (task);

  ps_catalog_list_files_async (self->catalog, PAGE, after_path, g_task_get_cancellable (task), listed_cb, task);
}

/* The place ------------------------------------------------------------------------------------------ */

static void
mark_and_list (GTask *task)
{
  PsRelocate *self = g_task_get_source_object (task);
  GError *error = NULL;

  ps_transplant_mark (self->to, self->library_id, &error);
  if (note_error (self, error))
    list_next (task, NULL);
  else
    give_up (task);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  ps_vault_create_finish (result, &error);
  if (note_error (g_task_get_source_object (task), error))
    mark_and_list (task);
  else
    give_up (task);
}

/* A place that was begun for this library is gone on with; any other must be fit to become one. */
static void
find_mark_in_thread (GTask        *inner,
                     gpointer      source,
                     gpointer      data,
                     GCancellable *cancellable)
{
  PsRelocate *self = data;
  g_autofree char *note = ps_transplant_find_mark (self->to);

  g_task_return_boolean (inner, g_strcmp0 (note, self->library_id) == 0);
}

static void
mark_found_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  GTask *task = user_data;
  PsRelocate *self = g_task_get_source_object (task);

  if (g_task_propagate_boolean (G_TASK (result), NULL))
    list_next (task, NULL);
  else
    ps_vault_create_async (self->to, self->cloud_name, g_task_get_cancellable (task), made_cb, task);
}

static void
make_place (GTask *task)
{
  PsRelocate *self = g_task_get_source_object (task);
  g_autoptr(GTask) inner = g_task_new (NULL, NULL, mark_found_cb, task);

  g_task_set_task_data (inner, self, NULL);
  g_task_run_in_thread (inner, find_mark_in_thread);
}

static void
catalog_opened_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GTask *task = user_data;
  PsRelocate *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->catalog = ps_catalog_init_database_finish (result, &error);
  if (note_error (self, error))
    make_place (task);
  else
    give_up (task);
}

static void
complete_copying (GTask *task)
{
  PsRelocate *self = g_task_get_source_object (task);
  g_autofree char *path = g_build_filename (self->from, "photos.db", NULL);

  ps_catalog_init_database_async (path, flags_for (self->old_vault), g_task_get_cancellable (task), catalog_opened_cb, task);
}

static void
old_vault_opened_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  GTask *task = user_data;
  PsRelocate *self = g_task_get_source_object (task);
  g_autofree char *path = g_build_filename (self->from, "photos.db", NULL);
  GError *error = NULL;

  self->old_vault = ps_vault_open_finish (result, &error);
  if (self->old_vault != NULL && g_access (path, F_OK) < 0)
    error = g_error_new_literal (PS_VAULT_ERROR, PS_VAULT_ERROR_MISSING, _("The library has no catalogue: make one first (proofsheetctl rebuild)."));
  if (!note_error (self, error))
    {
      give_up (task);
      return;
    }
  g_free (self->cloud_name);
  g_free (self->library_id);
  self->cloud_name = g_strdup (ps_vault_get_cloud_name (self->old_vault));
  self->library_id = g_strdup (ps_vault_get_library_id (self->old_vault));
  complete_copying (task);
}

/* The job ---------------------------------------------------------------------------------------------- */

static void
ps_relocate_finalize (GObject *object)
{
  PsRelocate *self = PS_RELOCATE (object);

  g_free (self->from);
  g_free (self->to);
  g_free (self->cloud_name);
  g_free (self->library_id);
  g_clear_object (&self->transplant);
  g_hash_table_unref (self->ids);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (ps_relocate_parent_class)->finalize (object);
}

static void
ps_relocate_class_init (PsRelocateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_relocate_finalize;
}

static void
ps_relocate_init (PsRelocate *self)
{
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * ps_relocate_new:
 * @from: a library's folder
 * @to: a folder that may become a library, or one to which this library was moving already
 *
 * Returns: (transfer full): a job that has not begun
 */
PsRelocate *
ps_relocate_new (const char *from,
                 const char *to)
{
  PsRelocate *self = g_object_new (PS_TYPE_RELOCATE, NULL);

  self->from = g_canonicalize_filename (from, NULL);
  self->to = g_canonicalize_filename (to, NULL);
  self->transplant = ps_transplant_new (self->from, self->to);
  return self;
}

/**
 * ps_relocate_get_tally:
 * @self: a job
 *
 * Returns: (transfer none): how far it is, in files and bytes
 */
PsTally *
ps_relocate_get_tally (PsRelocate *self)
{
  return ps_transplant_get_tally (self->transplant);
}

/**
 * ps_relocate_get_counts:
 * @self: a job
 *
 * Returns: what came of it so far
 */
PsRelocateCounts
ps_relocate_get_counts (PsRelocate *self)
{
  return self->counts;
}

/**
 * ps_relocate_prepare_async:
 * @self: a job
 * @catalog: the library's catalogue, open; it stays so until the callback
 * @cloud_name: whose library it is
 * @library_id: the library's id
 * @cancellable: (nullable): ends it; what was compared stays, and the place may be gone on with
 * @callback: when all that was there is in the new place
 * @user_data: for @callback
 *
 * The library may be worked with meanwhile: what changes is brought by
 * ps_relocate_complete_async().
 */
void
ps_relocate_prepare_async (PsRelocate          *self,
                           PsCatalog           *catalog,
                           const char          *cloud_name,
                           const char          *library_id,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (PS_IS_RELOCATE (self) && self->catalog == NULL);

  g_task_set_source_tag (task, ps_relocate_prepare_async);
  g_task_set_check_cancellable (task, FALSE);
  self->catalog = g_object_ref (catalog);
  self->cloud_name = g_strdup (cloud_name);
  self->library_id = g_strdup (library_id);
  make_place (task);
}

/**
 * ps_relocate_prepare_finish:
 * @self: a job
 * @result: what the callback got
 * @error: set with %PS_VAULT_ERROR, %PS_CATALOG_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the files are there
 */
gboolean
ps_relocate_prepare_finish (PsRelocate    *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ps_relocate_complete_async:
 * @self: a job whose library is closed
 * @cancellable: (nullable): ends it until the catalogue is copied; nothing of the library was changed then
 * @callback: when the new place is the library, and closed
 * @user_data: for @callback
 */
void
ps_relocate_complete_async (PsRelocate          *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (PS_IS_RELOCATE (self) && self->catalog == NULL);

  g_task_set_source_tag (task, ps_relocate_complete_async);
  g_task_set_check_cancellable (task, FALSE);
  ps_vault_open_async (self->from, 0, cancellable, old_vault_opened_cb, task);
}

/**
 * ps_relocate_complete_finish:
 * @self: a job
 * @result: what the callback got
 * @error: set with %PS_VAULT_ERROR, %PS_CATALOG_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the new place is the library now
 */
gboolean
ps_relocate_complete_finish (PsRelocate    *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
