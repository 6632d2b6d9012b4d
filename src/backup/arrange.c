/* src/backup/arrange.c: jobs: adopt files that a crash left complete, and move files whose photos moved in the cloud.
 *
 * Both go through a list from the catalogue one file at a time; a step that
 * was cut short is found again by the next run, since the reserved place is in
 * the catalogue before anything moves.
 */
#include "backup/arrange.h"

#include "backup/places.h"

#define PAGE_LENGTH 64
#define MAX_NAMES 6

typedef struct
{
  PsCatalog *catalog; /* owned */
  PsVault *vault;     /* owned */
  GPtrArray *files;   /* owned, of PsFile: this page */
  guint n;            /* the one under way */
  gint64 last_id;
  gint64 n_done;
  gboolean dynamic_folders;

  /* The file under way, when adopting. */
  GPtrArray *outcomes; /* owned, of PsDownloadOutcome */

  /* The file under way, when moving. */
  GPtrArray *places;  /* owned */
  char *path;         /* owned */
  guint n_names;
} Arrangement;

static void adopt_next (GTask *task);
static void move_next (GTask *task);
static void move_to_place (GTask *task);

static void
free_arrangement (gpointer data)
{
  Arrangement *self = data;

  g_clear_object (&self->catalog);
  g_clear_object (&self->vault);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->outcomes, g_ptr_array_unref);
  g_free (self->path);
  g_free (self);
}

static GTask *
new_task (PsCatalog           *catalog,
          PsVault             *vault,
          gboolean             dynamic_folders,
          gpointer             source_tag,
          GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Arrangement *self = g_new0 (Arrangement, 1);

  self->catalog = g_object_ref (catalog);
  self->vault = g_object_ref (vault);
  self->dynamic_folders = dynamic_folders;
  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, self, free_arrangement);
  return task;
}

/* Takes @task: nothing is left to do. */
static void
finish (GTask *task)
{
  Arrangement *self = g_task_get_task_data (task);

  g_task_return_int (task, self->n_done);
  g_object_unref (task);
}

static void
fail (GTask  *task,
      GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

static PsFile *
current_file (Arrangement *self)
{
  return g_ptr_array_index (self->files, self->n);
}

static void
adopted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  Arrangement *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!ps_catalog_update_photo_download_status_finish (self->catalog, result, &error))
    {
      fail (task, error);
      return;
    }
  self->n_done++;
  self->n++;
  adopt_next (task);
}

typedef enum
{
  FOUND_NOTHING, /* no file, or one that is not the photo */
  FOUND_CURRENT, /* the bytes that the cloud lists now */
  FOUND_EARLIER, /* the bytes that were here before: only their place may have changed */
} Found;

static Found
judge_file (const PsFile         *file,
            const PsVaultReading *reading)
{
  const char *etag = file->asset != NULL ? file->asset->etag : NULL;

  if (!reading->is_there || reading->md5[0] == '\0')
    return FOUND_NOTHING;
  if (etag != NULL && g_str_equal (reading->md5, etag))
    return FOUND_CURRENT;
  if (file->md5 != NULL)
    return g_str_equal (reading->md5, file->md5) ? FOUND_EARLIER : FOUND_NOTHING;
  /* Nothing was here before, and no checksum is listed: only whole files have a final name. */
  return etag == NULL && file->asset != NULL && file->asset->n_bytes == reading->n_bytes ? FOUND_CURRENT : FOUND_NOTHING;
}

static void
place_recorded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GTask *task = user_data;
  Arrangement *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!ps_catalog_record_move_finish (self->catalog, result, &error))
    {
      fail (task, error);
      return;
    }
  self->n++;
  adopt_next (task);
}

static void
settled_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  Arrangement *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (ps_vault_settle_finish (self->vault, result, &error))
    ps_catalog_update_photo_download_status_async (self->catalog, self->outcomes, NULL, adopted_cb, task);
  else
    fail (task, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GTask *task = user_data;
  Arrangement *self = g_task_get_task_data (task);
  PsFile *file = current_file (self);
  GError *error = NULL;
  g_autoptr(PsVaultReading) reading = ps_vault_read_again_finish (self->vault, result, &error);
  PsDownloadOutcome *outcome;

  if (reading == NULL)
    {
      fail (task, error);
      return;
    }
  switch (judge_file (file, reading))
    {
    case FOUND_EARLIER:
      ps_catalog_record_move_async (self->catalog, file->photo_id, file->local_path, NULL, place_recorded_cb, task);
      return;
    case FOUND_NOTHING:
      self->n++;
      adopt_next (task);
      return;
    case FOUND_CURRENT:
    default:
      break;
    }
  outcome = g_new0 (PsDownloadOutcome, 1);
  outcome->photo_id = file->photo_id;
  outcome->landed = outcome->adopted = TRUE;
  outcome->local_path = g_strdup (file->local_path);
  outcome->n_bytes = reading->n_bytes;
  outcome->md5 = g_strdup (reading->md5);
  outcome->sha256 = g_strdup (reading->sha256);
  outcome->mtime_us = reading->mtime_us;
  outcome->version = file->asset != NULL ? file->asset->version : 0;
  outcome->etag = file->asset != NULL ? g_strdup (file->asset->etag) : NULL;
  g_clear_pointer (&self->outcomes, g_ptr_array_unref);
  self->outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_download_outcome_free);
  g_ptr_array_add (self->outcomes, outcome);
  ps_vault_settle_async (self->vault, file->local_path, g_task_get_cancellable (task), settled_cb, task);
}

static void
listed_to_adopt_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  GTask *task = user_data;
  Arrangement *self = g_task_get_task_data (task);
  GError *error = NULL;

  g_clear_pointer (&self->files, g_ptr_array_unref);
  self->files = ps_catalog_list_to_adopt_finish (self->catalog, result, &error);
  self->n = 0;
  if (self->files == NULL)
    fail (task, error);
  else if (self->files->len == 0)
    finish (task);
  else
    adopt_next (task);
}

static void
adopt_next (GTask *task)
{
  Arrangement *self = g_task_get_task_data (task);

  if (self->files == NULL || self->n >= self->files->len)
    {
      ps_catalog_list_to_adopt_async (self->catalog, PAGE_LENGTH, self->last_id, g_task_get_cancellable (task),
                                      listed_to_adopt_cb, task);
      return;
    }
  self->last_id = current_file (self)->photo_id;
  ps_vault_read_again_async (self->vault, current_file (self)->local_path, g_task_get_cancellable (task), read_cb, task);
}

/**
 * ps_arrange_adopt_async:
 * @catalog: a catalogue that can be written
 * @vault: the library's folder
 * @cancellable: (nullable): ends it between two files
 * @callback: called when all reserved places were looked at
 * @user_data: for @callback
 *
 * A kill between the rename and the commit leaves a proven file that the
 * catalogue does not know: it is read again and taken over, never fetched twice.
 */
void
ps_arrange_adopt_async (PsCatalog           *catalog,
                        PsVault             *vault,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  adopt_next (new_task (catalog, vault, FALSE, ps_arrange_adopt_async, cancellable, callback, user_data));
}

/**
 * ps_arrange_adopt_finish:
 * @result: what the callback got
 * @error: set where the catalogue or the folder cannot be used
 *
 * Returns: how many files were taken over; −1 on error
 */
gint64
ps_arrange_adopt_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), -1);

  return g_task_propagate_int (G_TASK (result), error);
}

static void
move_recorded_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  Arrangement *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!ps_catalog_record_move_finish (self->catalog, result, &error))
    {
      fail (task, error);
      return;
    }
  self->n_done++;
  self->n++;
  move_next (task);
}

/* The file stays where it is: still whole, under its former name. */
static void
give_up_move (GTask *task)
{
  Arrangement *self = g_task_get_task_data (task);

  ps_catalog_record_move_async (self->catalog, current_file (self)->photo_id, NULL, NULL, move_recorded_cb, task);
}

static void
place_reserved_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GTask *task = user_data;
  Arrangement *self = g_task_get_task_data (task);
  GError *error = NULL;

  g_free (self->path);
  self->path = ps_catalog_reserve_place_finish (self->catalog, result, &error);
  if (self->path != NULL)
    move_to_place (task);
  else if (g_error_matches (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_NO_PLACE))
    {
      g_error_free (error);
      give_up_move (task);
    }
  else
    fail (task, error);
}

static void
reserve (GTask      *task,
         const char *not_path)
{
  Arrangement *self = g_task_get_task_data (task);

  ps_catalog_reserve_place_async (self->catalog, current_file (self)->photo_id, self->places, not_path,
                                  g_task_get_cancellable (task), place_reserved_cb, task);
}

static void
moved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GTask *task = user_data;
  Arrangement *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (ps_vault_move_finish (self->vault, result, &error))
    {
      ps_catalog_record_move_async (self->catalog, current_file (self)->photo_id, self->path, NULL, move_recorded_cb, task);
      return;
    }
  if (g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_EXISTS) && self->n_names++ < MAX_NAMES)
    {
      g_autofree char *taken = g_strdup (self->path);

      g_error_free (error);
      reserve (task, taken);
      return;
    }
  if (g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_EXISTS)
      || g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_MISSING)
      || g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_UNSAFE))
    {
      g_error_free (error);
      give_up_move (task);
      return;
    }
  fail (task, error);
}

static void
move_to_place (GTask *task)
{
  Arrangement *self = g_task_get_task_data (task);
  PsFile *file = current_file (self);

  if (g_str_equal (self->path, file->local_path))
    ps_catalog_record_move_async (self->catalog, file->photo_id, self->path, NULL, move_recorded_cb, task);
  else
    ps_vault_move_async (self->vault, file->local_path, self->path, g_task_get_cancellable (task), moved_cb, task);
}

static void
listed_to_move_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GTask *task = user_data;
  Arrangement *self = g_task_get_task_data (task);
  GError *error = NULL;

  g_clear_pointer (&self->files, g_ptr_array_unref);
  self->files = ps_catalog_list_to_move_finish (self->catalog, result, &error);
  self->n = 0;
  if (self->files == NULL)
    fail (task, error);
  else if (self->files->len == 0)
    finish (task);
  else
    move_next (task);
}

static void
move_next (GTask *task)
{
  Arrangement *self = g_task_get_task_data (task);
  PsNameRules rules;

  if (self->files == NULL || self->n >= self->files->len)
    {
      ps_catalog_list_to_move_async (self->catalog, PAGE_LENGTH, g_task_get_cancellable (task), listed_to_move_cb, task);
      return;
    }
  rules.any_characters = ps_vault_get_abilities (self->vault).any_characters;
  g_clear_pointer (&self->places, g_ptr_array_unref);
  self->places = ps_places_make (current_file (self)->asset, self->dynamic_folders, rules);
  self->n_names = 0;
  reserve (task, NULL);
}

/**
 * ps_arrange_move_async:
 * @catalog: a catalogue that can be written
 * @vault: the library's folder
 * @dynamic_folders: the account's folder mode
 * @cancellable: (nullable): ends it between two files
 * @callback: called when every file lies where its photo's name says
 * @user_data: for @callback
 *
 * A rename or move in the cloud is a rename on disk, never a download.
 */
void
ps_arrange_move_async (PsCatalog           *catalog,
                       PsVault             *vault,
                       gboolean             dynamic_folders,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  move_next (new_task (catalog, vault, dynamic_folders, ps_arrange_move_async, cancellable, callback, user_data));
}

/**
 * ps_arrange_move_finish:
 * @result: what the callback got
 * @error: set where the catalogue or the folder cannot be used
 *
 * Returns: how many files were looked at; −1 on error
 */
gint64
ps_arrange_move_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), -1);

  return g_task_propagate_int (G_TASK (result), error);
}
