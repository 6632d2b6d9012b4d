/* src/library/reconcile.c: a catalogue compared with the manifest and with what really lies in the folder.
 *
 *   each line of the manifest → whose is it → read the file → it lands
 *   each file by the catalogue → is it there
 *   each file in the folder that is no photo's → read it → a photo of this content that has none
 *
 * Nothing in the folder is changed, and nothing is believed of a file that was
 * not read. A file with other bytes than landed counts as a person's change,
 * which is never overwritten.
 */
#include "library/reconcile.h"

#include <unistd.h>

#include "vault/manifest.h"
#include "vault/names.h"

#define AT_ONCE 2
#define PAGE_LENGTH 1000

typedef struct
{
  PsCatalog *catalog;        /* owned */
  PsVault *vault;            /* owned */
  PsReconcileCounts *counts; /* borrowed */

  /* The page of the manifest under way. */
  gint64 offset;
  GPtrArray *lines;          /* owned, of PsRestored */
  GPtrArray *claims;         /* owned, of borrowed PsRestored: their files were read, and are theirs */
  guint n_next, n_reading;
  GError *error;             /* owned: ends it when nothing is read any more */

  GPtrArray *outcomes;       /* owned, of PsDownloadOutcome: not recorded yet */
  GPtrArray *verifications;  /* owned, of PsVerification: not recorded yet */

  /* The files by the catalogue, or in a folder. */
  GPtrArray *files;          /* owned, of PsFile */
  char *last_path;           /* owned */
  GQueue folders;            /* of char* */
  GPtrArray *unknown;        /* owned, of char* */
  PsVaultReading *reading;   /* owned: of the unknown file under way */
} Reconciling;

static void next_page (GTask *task);
static void read_lines (GTask *task);
static void next_files (GTask *task);
static void next_file (GTask *task);
static void next_folder (GTask *task);
static void next_unknown (GTask *task);

static void
reconciling_free (gpointer data)
{
  Reconciling *self = data;

  g_clear_object (&self->catalog);
  g_clear_object (&self->vault);
  g_clear_pointer (&self->claims, g_ptr_array_unref);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->outcomes, g_ptr_array_unref);
  g_clear_pointer (&self->verifications, g_ptr_array_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->unknown, g_ptr_array_unref);
  g_clear_pointer (&self->reading, ps_vault_reading_free);
  g_queue_clear_full (&self->folders, g_free);
  g_clear_error (&self->error);
  g_free (self->last_path);
  g_free (self);
}

/* Takes @task and @error. */
static void
fail (GTask  *task,
      GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

static GPtrArray *
new_outcomes (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) ps_download_outcome_free);
}

static GPtrArray *
new_verifications (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) ps_verification_free);
}

static void
add_verification (Reconciling *self,
                  gint64       photo_id,
                  PsReading    what,
                  gint64       n_bytes,
                  const char  *md5)
{
  PsVerification *verification = g_new0 (PsVerification, 1);

  verification->photo_id = photo_id;
  verification->reading = what;
  verification->n_bytes = n_bytes;
  verification->md5 = g_strdup (md5);
  g_ptr_array_add (self->verifications, verification);
}

/* Each line of the manifest ---------------------------------------------- */

static PsRestored *
restored_of (const PsManifestEntry *entry)
{
  PsRestored *line = g_new0 (PsRestored, 1);

  line->asset = ps_asset_new ();
  line->asset->asset_id = g_strdup (entry->asset_id);
  line->asset->resource_type = g_strdup (entry->resource_type);
  line->asset->resource_kind = g_strdup (entry->resource_kind);
  line->asset->public_id = g_strdup (entry->public_id);
  line->asset->version = entry->version;
  line->asset->etag = g_strdup (entry->etag);
  line->path = g_strdup (entry->path);
  line->n_bytes = entry->n_bytes;
  line->md5 = g_strdup (entry->md5);
  line->sha256 = g_strdup (entry->sha256);
  return line;
}

/* The last line of a photo and of a place counts. Lines that say not whose, or not what, say nothing. */
static GPtrArray *
choose_lines (GPtrArray *entries)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_restored_free);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = entries->len; i > 0; i--)
    {
      const PsManifestEntry *entry = g_ptr_array_index (entries, i - 1);
      g_autofree char *key = NULL;
      char *place, *photo;

      if (entry->public_id == NULL || *entry->public_id == '\0' || entry->md5 == NULL || entry->n_bytes < 0)
        continue;
      key = ps_names_key (entry->path);
      place = g_strconcat ("at ", key, NULL);
      photo = g_strdup_printf ("of %s\n%s\n%s", entry->resource_type != NULL ? entry->resource_type : "",
                               entry->resource_kind != NULL ? entry->resource_kind : "", entry->public_id);
      if (!g_hash_table_contains (seen, place) && !g_hash_table_contains (seen, photo))
        g_ptr_array_insert (lines, 0, restored_of (entry));
      g_hash_table_add (seen, place);
      g_hash_table_add (seen, photo);
    }
  return lines;
}

static void
page_verified_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (ps_catalog_record_verifications_finish (PS_CATALOG (source), result, &error))
    next_page (task);
  else
    fail (task, error);
}

static void
page_landed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GTask *task = user_data;
  Reconciling *self = g_task_get_task_data (task);
  g_autoptr(GPtrArray) verifications = g_steal_pointer (&self->verifications);
  GError *error = NULL;

  self->verifications = new_verifications ();
  if (ps_catalog_update_photo_download_status_finish (self->catalog, result, &error))
    ps_catalog_record_verifications_async (self->catalog, 0, verifications, NULL, page_verified_cb, task);
  else
    fail (task, error);
}

static void
claimed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  Reconciling *self = g_task_get_task_data (task);
  g_autoptr(GPtrArray) outcomes = g_steal_pointer (&self->outcomes);
  GError *error = NULL;

  self->outcomes = new_outcomes ();
  if (ps_catalog_claim_places_finish (self->catalog, result, &error))
    ps_catalog_update_photo_download_status_async (self->catalog, outcomes, NULL, page_landed_cb, task);
  else
    fail (task, error);
}

static void
land (Reconciling      *self,
      const PsRestored *line,
      gint64            mtime_us)
{
  PsDownloadOutcome *outcome = g_new0 (PsDownloadOutcome, 1);

  outcome->photo_id = line->photo_id;
  outcome->landed = outcome->adopted = TRUE;
  outcome->local_path = g_strdup (line->path);
  outcome->n_bytes = line->n_bytes;
  outcome->md5 = g_strdup (line->md5);
  outcome->sha256 = g_strdup (line->sha256);
  outcome->mtime_us = mtime_us;
  outcome->version = line->asset->version;
  outcome->etag = g_strdup (line->asset->etag);
  outcome->altered = line->asset->etag != NULL && !g_str_equal (line->asset->etag, line->md5);
  g_ptr_array_add (self->outcomes, outcome);
}

static void
judge_line (Reconciling          *self,
            PsRestored           *line,
            const PsVaultReading *reading)
{
  self->counts->n_read++;
  if (reading->is_there && g_str_equal (reading->md5, line->md5) && reading->n_bytes == line->n_bytes)
    {
      g_free (line->sha256);
      line->sha256 = g_strdup (reading->sha256);
      land (self, line, reading->mtime_us);
      g_ptr_array_add (self->claims, line);
      self->counts->n_adopted++;
    }
  else if (reading->is_there && line->is_free)
    {
      land (self, line, 0); /* older than any change: when it landed is not known any more */
      add_verification (self, line->photo_id, reading->md5[0] != '\0' ? PS_READING_CHANGED : PS_READING_UNREADABLE,
                        reading->n_bytes, reading->md5[0] != '\0' ? reading->md5 : NULL);
      self->counts->n_changed++;
    }
  else if (!reading->is_there && line->is_new)
    self->counts->n_missing++;
}

typedef struct
{
  GTask *task;      /* borrowed: there as long as anything is read */
  PsRestored *line; /* borrowed */
} LineReading;

static void
line_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autofree LineReading *one = user_data;
  Reconciling *self = g_task_get_task_data (one->task);
  GError *error = NULL;
  g_autoptr(PsVaultReading) reading = ps_vault_read_again_finish (self->vault, result, &error);

  self->n_reading--;
  if (reading != NULL)
    judge_line (self, one->line, reading);
  else if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
  read_lines (one->task);
}

/* Takes @task when nothing of the page is read any more. */
static void
read_lines (GTask *task)
{
  Reconciling *self = g_task_get_task_data (task);

  while (self->error == NULL && self->n_reading < AT_ONCE && self->n_next < self->lines->len)
    {
      PsRestored *line = g_ptr_array_index (self->lines, self->n_next++);
      LineReading *one;

      self->counts->n_restored += line->is_new;
      if (line->is_known || line->photo_id == 0)
        continue;
      one = g_new (LineReading, 1);
      *one = (LineReading) { task, line };
      self->n_reading++;
      ps_vault_read_again_async (self->vault, line->path, g_task_get_cancellable (task), line_read_cb, one);
    }
  if (self->n_reading > 0)
    return;
  if (self->error != NULL)
    fail (task, g_steal_pointer (&self->error));
  else
    ps_catalog_claim_places_async (self->catalog, self->claims, NULL, claimed_cb, task);
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GTask *task = user_data;
  Reconciling *self = g_task_get_task_data (task);
  GError *error = NULL;

  g_clear_pointer (&self->claims, g_ptr_array_unref);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  self->lines = ps_catalog_restore_photos_finish (self->catalog, result, &error);
  self->claims = g_ptr_array_new ();
  self->n_next = 0;
  if (self->lines != NULL)
    read_lines (task);
  else
    fail (task, error);
}

static void
page_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  Reconciling *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(GPtrArray) entries = ps_manifest_read_finish (self->vault, result, &self->offset, &error);
  g_autoptr(GPtrArray) lines = NULL;

  if (entries == NULL && !g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_MISSING))
    {
      fail (task, error);
      return;
    }
  if (entries == NULL || entries->len == 0) /* its end, or there is none */
    {
      g_clear_error (&error);
      next_files (task);
      return;
    }
  lines = choose_lines (entries);
  ps_catalog_restore_photos_async (self->catalog, lines, NULL, restored_cb, task);
}

static void
next_page (GTask *task)
{
  Reconciling *self = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    g_object_unref (task);
  else
    ps_manifest_read_async (self->vault, self->offset, page_read_cb, task);
}

/* Each file by the catalogue ---------------------------------------------- */

static void
missing_recorded_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (ps_catalog_record_verifications_finish (PS_CATALOG (source), result, &error))
    next_files (task);
  else
    fail (task, error);
}

static void
file_opened_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GTask *task = user_data;
  Reconciling *self = g_task_get_task_data (task);
  const PsFile *file = g_ptr_array_index (self->files, self->n_next++);
  g_autoptr(GError) error = NULL;
  int fd = ps_vault_open_file_finish (self->vault, result, &error);

  if (fd >= 0)
    close (fd);
  else if (g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_MISSING))
    {
      add_verification (self, file->photo_id, PS_READING_MISSING, 0, NULL);
      self->counts->n_missing++;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fail (task, g_steal_pointer (&error));
  else
    next_file (task);
}

static void
next_file (GTask *task)
{
  Reconciling *self = g_task_get_task_data (task);

  if (self->n_next < self->files->len)
    {
      const PsFile *file = g_ptr_array_index (self->files, self->n_next);

      ps_vault_open_file_async (self->vault, file->local_path, g_task_get_cancellable (task), file_opened_cb, task);
    }
  else if (self->verifications->len > 0)
    {
      g_autoptr(GPtrArray) verifications = g_steal_pointer (&self->verifications);

      self->verifications = new_verifications ();
      ps_catalog_record_verifications_async (self->catalog, 0, verifications, NULL, missing_recorded_cb, task);
    }
  else
    next_files (task);
}

static void
files_listed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GTask *task = user_data;
  Reconciling *self = g_task_get_task_data (task);
  GError *error = NULL;

  g_clear_pointer (&self->files, g_ptr_array_unref);
  self->files = ps_catalog_list_files_finish (self->catalog, result, &error);
  self->n_next = 0;
  if (self->files == NULL)
    fail (task, error);
  else if (self->files->len == 0)
    {
      g_queue_push_tail (&self->folders, g_strdup (""));
      next_folder (task);
    }
  else
    {
      g_free (self->last_path);
      self->last_path = g_strdup (((PsFile *) g_ptr_array_index (self->files, self->files->len - 1))->local_path);
      next_file (task);
    }
}

static void
next_files (GTask *task)
{
  Reconciling *self = g_task_get_task_data (task);

  ps_catalog_list_files_async (self->catalog, PAGE_LENGTH, self->last_path, g_task_get_cancellable (task), files_listed_cb, task);
}

/* Each file in the folder that is no photo's ------------------------------ */

static void
unknown_landed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GTask *task = user_data;
  Reconciling *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!ps_catalog_update_photo_download_status_finish (self->catalog, result, &error))
    {
      fail (task, error);
      return;
    }
  self->counts->n_adopted++;
  next_unknown (task);
}

static void
homeless_found_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GTask *task = user_data;
  Reconciling *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(PsHomeless) homeless = ps_catalog_find_homeless_finish (self->catalog, result, &error);
  g_autoptr(PsVaultReading) reading = g_steal_pointer (&self->reading);
  g_autoptr(GPtrArray) outcomes = new_outcomes ();
  PsDownloadOutcome *outcome;

  if (homeless == NULL)
    {
      fail (task, error);
      return;
    }
  if (homeless->photo_id == 0)
    {
      self->counts->n_unknown++;
      next_unknown (task);
      return;
    }
  outcome = g_new0 (PsDownloadOutcome, 1);
  outcome->photo_id = homeless->photo_id;
  outcome->landed = outcome->adopted = TRUE;
  outcome->local_path = g_strdup (g_ptr_array_index (self->unknown, self->n_next - 1));
  outcome->n_bytes = reading->n_bytes;
  outcome->md5 = g_strdup (reading->md5);
  outcome->sha256 = g_strdup (reading->sha256);
  outcome->mtime_us = reading->mtime_us;
  outcome->version = homeless->version;
  outcome->etag = g_strdup (homeless->etag);
  outcome->altered = homeless->etag != NULL && !g_str_equal (homeless->etag, reading->md5);
  g_ptr_array_add (outcomes, outcome);
  ps_catalog_update_photo_download_status_async (self->catalog, outcomes, NULL, unknown_landed_cb, task);
}

static void
unknown_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GTask *task = user_data;
  Reconciling *self = g_task_get_task_data (task);
  GError *error = NULL;

  g_clear_pointer (&self->reading, ps_vault_reading_free);
  self->reading = ps_vault_read_again_finish (self->vault, result, &error);
  if (self->reading == NULL)
    {
      fail (task, error);
      return;
    }
  self->counts->n_read++;
  if (self->reading->md5[0] != '\0')
    {
      ps_catalog_find_homeless_async (self->catalog, g_ptr_array_index (self->unknown, self->n_next - 1), self->reading->md5,
                                      self->reading->n_bytes, NULL, homeless_found_cb, task);
      return;
    }
  self->counts->n_unknown++;
  next_unknown (task);
}

static void
next_unknown (GTask *task)
{
  Reconciling *self = g_task_get_task_data (task);

  if (self->n_next >= self->unknown->len)
    {
      next_folder (task);
      return;
    }
  ps_vault_read_again_async (self->vault, g_ptr_array_index (self->unknown, self->n_next++), g_task_get_cancellable (task),
                             unknown_read_cb, task);
}

static void
unknown_listed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GTask *task = user_data;
  Reconciling *self = g_task_get_task_data (task);
  GError *error = NULL;

  g_clear_pointer (&self->unknown, g_ptr_array_unref);
  self->unknown = ps_catalog_list_unknown_finish (self->catalog, result, &error);
  self->n_next = 0;
  if (self->unknown != NULL)
    next_unknown (task);
  else
    fail (task, error);
}

static void
folder_listed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  Reconciling *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(GPtrArray) found = ps_vault_list_folder_finish (self->vault, result, &error);
  g_autoptr(GPtrArray) paths = g_ptr_array_new ();

  if (g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_MISSING)
      || g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_UNSAFE))
    {
      g_error_free (error); /* it went meanwhile, or is no folder any more */
      next_folder (task);
      return;
    }
  if (found == NULL)
    {
      fail (task, error);
      return;
    }
  for (guint i = 0; i < found->len; i++)
    {
      const PsVaultFound *one = g_ptr_array_index (found, i);

      if (one->is_folder)
        g_queue_push_tail (&self->folders, g_strdup (one->path));
      else
        g_ptr_array_add (paths, one->path);
    }
  ps_catalog_list_unknown_async (self->catalog, paths, g_task_get_cancellable (task), unknown_listed_cb, task);
}

static void
next_folder (GTask *task)
{
  Reconciling *self = g_task_get_task_data (task);
  g_autofree char *folder = g_queue_pop_head (&self->folders);

  if (folder != NULL)
    {
      ps_vault_list_folder_async (self->vault, folder, g_task_get_cancellable (task), folder_listed_cb, task);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/**
 * ps_reconcile_async:
 * @catalog: a catalogue that can be written
 * @vault: the library's folder, open for writing
 * @counts: (out caller-allocates): what was found, also while it runs; outlives it
 * @cancellable: (nullable): ends it between two files
 * @callback: called when all was compared
 * @user_data: for @callback
 */
void
ps_reconcile_async (PsCatalog           *catalog,
                    PsVault             *vault,
                    PsReconcileCounts   *counts,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Reconciling *self = g_new0 (Reconciling, 1);

  self->catalog = g_object_ref (catalog);
  self->vault = g_object_ref (vault);
  self->counts = counts;
  self->outcomes = new_outcomes ();
  self->verifications = new_verifications ();
  g_queue_init (&self->folders);
  g_task_set_source_tag (task, ps_reconcile_async);
  g_task_set_task_data (task, self, reconciling_free);
  next_page (task);
}

/**
 * ps_reconcile_finish:
 * @result: what the callback got
 * @error: set with %PS_CATALOG_ERROR, %PS_VAULT_ERROR or on cancellation
 *
 * Returns: whether all was compared
 */
gboolean
ps_reconcile_finish (GAsyncResult  *result,
                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
