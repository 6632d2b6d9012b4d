/* src/backup/verify.c: job: read the files again and compare.
 *
 * The longest unread come first, so that a verification that is stopped goes
 * on where it was. Nothing is changed but what is known: a file is read on the
 * vault's threads, two at a time, and what it showed is recorded in batches.
 */
#include "backup/verify.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#define PAGE_LENGTH 256
#define AT_ONCE 2
#define BATCH_LENGTH 64

struct _PsVerify
{
  GObject parent_instance;

  /* Owned */
  PsCatalog *catalog;
  PsVault *vault;
  GTask *task;
  GQueue queue;       /* of PsFile */
  GPtrArray *batch;   /* of PsVerification, not yet recorded */
  GError *error;
  GArray *photo_ids;  /* nullable: everything; of gint64 */

  PsVerifyCounts counts;
  guint n_share, n_of; /* which of so many equal parts is read, the longest unread first; 0: all */
  gint64 max_us;      /* no file is begun after so long; 0: no limit */
  gint64 began_us;    /* monotonic */
  gint64 n_begun;
  gint64 session_id;
  guint n_reading;
  gboolean listing, recording, all_listed;
};

G_DEFINE_FINAL_TYPE (PsVerify, ps_verify, G_TYPE_OBJECT)

static void pump (PsVerify *self);

typedef struct
{
  PsVerify *verify; /* owned */
  PsFile *file;     /* owned */
} Reading;

static void
session_completed_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(PsVerify) self = user_data;
  g_autoptr(GTask) task = g_steal_pointer (&self->task);
  GError *error = NULL;

  if (!ps_catalog_complete_backup_session_finish (self->catalog, result, &error) && self->error == NULL)
    self->error = error;
  else
    g_clear_error (&error);
  if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, TRUE);
}

static void
finish (PsVerify *self)
{
  g_autofree char *notes = NULL;
  const PsVerifyCounts *c = &self->counts;

  self->counts.n_not_checked = MAX (0, c->n_total - c->n_checked);
  notes = g_strdup_printf (/* Translators: the note of one verification; five numbers of files. */
                           _("%" PRId64 " sound, %" PRId64 " missing, %" PRId64 " damaged, %" PRId64 " unreadable, %" PRId64 " not checked"),
                           c->n_sound, c->n_missing, c->n_damaged, c->n_unreadable, c->n_not_checked);
  if (self->session_id > 0)
    ps_catalog_complete_backup_session_async (self->catalog, self->session_id, notes, NULL, session_completed_cb, g_object_ref (self));
  else
    {
      g_autoptr(GTask) task = g_steal_pointer (&self->task);

      g_task_return_error (task, g_steal_pointer (&self->error));
    }
}

static void
stop_for (PsVerify *self,
          GError   *error)
{
  if (self->error == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->error = error;
  else
    g_error_free (error);
}

/* A person who saves over a file leaves a newer time; decay does not. */
static PsReading
judge (const PsFile         *file,
       const PsVaultReading *reading)
{
  if (!reading->is_there)
    return PS_READING_MISSING;
  if (reading->md5[0] == '\0')
    return PS_READING_UNREADABLE;
  if (reading->n_bytes == file->n_bytes && g_strcmp0 (reading->md5, file->md5) == 0
      && (file->sha256 == NULL || g_str_equal (reading->sha256, file->sha256)))
    return PS_READING_SOUND;
  return reading->mtime_us > file->mtime_us ? PS_READING_CHANGED : PS_READING_DAMAGED;
}

static void
count (PsVerify             *self,
       PsReading             what,
       const PsVaultReading *reading)
{
  self->counts.n_checked++;
  self->counts.n_bytes += reading->is_there ? reading->n_bytes : 0;
  switch (what)
    {
    case PS_READING_SOUND:
      self->counts.n_sound++;
      break;
    case PS_READING_MISSING:
      self->counts.n_missing++;
      break;
    case PS_READING_UNREADABLE:
      self->counts.n_unreadable++;
      break;
    case PS_READING_DAMAGED:
    case PS_READING_CHANGED:
    default:
      self->counts.n_damaged++;
      break;
    }
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Reading *one = user_data;
  g_autoptr(PsVerify) self = one->verify;
  GError *error = NULL;
  g_autoptr(PsVaultReading) reading = ps_vault_read_again_finish (PS_VAULT (source), result, &error);

  self->n_reading--;
  if (reading == NULL)
    stop_for (self, error);
  else
    {
      PsVerification *verification = g_new0 (PsVerification, 1);

      verification->photo_id = one->file->photo_id;
      verification->reading = judge (one->file, reading);
      verification->n_bytes = reading->n_bytes;
      verification->md5 = reading->md5[0] != '\0' ? g_strdup (reading->md5) : NULL;
      verification->sha256 = reading->sha256[0] != '\0' ? g_strdup (reading->sha256) : NULL;
      verification->message = g_strdup (reading->problem);
      count (self, verification->reading, reading);
      g_ptr_array_add (self->batch, verification);
    }
  ps_file_free (one->file);
  g_free (one);
  pump (self);
}

static void
recorded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(PsVerify) self = user_data;
  GError *error = NULL;

  self->recording = FALSE;
  if (!ps_catalog_record_verifications_finish (PS_CATALOG (source), result, &error))
    stop_for (self, error);
  pump (self);
}

static void
record (PsVerify *self)
{
  g_autoptr(GPtrArray) batch = g_steal_pointer (&self->batch);

  self->batch = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_verification_free);
  self->recording = TRUE;
  ps_catalog_record_verifications_async (self->catalog, self->session_id, batch, NULL, recorded_cb, g_object_ref (self));
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PsVerify) self = user_data;
  GError *error = NULL;
  g_autoptr(GPtrArray) files = ps_catalog_list_to_verify_finish (PS_CATALOG (source), result, &error);

  self->listing = FALSE;
  if (files == NULL)
    stop_for (self, error);
  else
    {
      self->all_listed = files->len == 0;
      if (self->photo_ids != NULL)
        self->counts.n_total += files->len;
      g_ptr_array_set_free_func (files, NULL);
      for (guint i = 0; i < files->len; i++)
        g_queue_push_tail (&self->queue, g_ptr_array_index (files, i));
    }
  pump (self);
}

/* What a person chose is read. */
static gboolean
has_read_enough (PsVerify *self)
{
  if (self->max_us > 0 && g_get_monotonic_time () - self->began_us >= self->max_us)
    return TRUE;
  if (self->n_of == 0)
    return FALSE;
  /* So that the parts add up to the whole, however it divides. */
  return self->n_begun >= self->counts.n_total * self->n_share / self->n_of
                          - self->counts.n_total * (self->n_share - 1) / self->n_of;
}

/* What was read is asked for again until it is recorded: a page is listed only when the one before it is. */
static void
pump (PsVerify *self)
{
  gboolean stopping = self->error != NULL || g_cancellable_is_cancelled (g_task_get_cancellable (self->task));
  gboolean enough = has_read_enough (self);

  while (!stopping && !enough && self->n_reading < AT_ONCE && !g_queue_is_empty (&self->queue))
    {
      Reading *one = g_new (Reading, 1);

      *one = (Reading) { g_object_ref (self), g_queue_pop_head (&self->queue) };
      self->n_reading++;
      self->n_begun++;
      enough = has_read_enough (self);
      ps_vault_read_again_async (self->vault, one->file->local_path, g_task_get_cancellable (self->task), read_cb, one);
    }
  if (!self->recording
      && (self->batch->len >= BATCH_LENGTH || (self->batch->len > 0 && self->n_reading == 0)))
    {
      record (self);
      return;
    }
  if (self->n_reading > 0 || self->recording || self->listing)
    return;
  if (stopping || enough || self->all_listed)
    finish (self);
  else
    {
      self->listing = TRUE;
      if (self->photo_ids != NULL)
        ps_catalog_list_to_verify_of_async (self->catalog, self->photo_ids, PAGE_LENGTH, self->session_id, NULL, listed_cb, g_object_ref (self));
      else
        ps_catalog_list_to_verify_async (self->catalog, PAGE_LENGTH, self->session_id, NULL, listed_cb, g_object_ref (self));
    }
}

static void
status_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PsVerify) self = user_data;
  GError *error = NULL;
  g_autoptr(PsStatus) status = ps_catalog_get_status_finish (PS_CATALOG (source), result, &error);

  if (status == NULL)
    stop_for (self, error);
  else if (self->photo_ids == NULL)
    self->counts.n_total = status->n_files;
  pump (self);
}

static void
session_created_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(PsVerify) self = user_data;
  GError *error = NULL;

  self->session_id = ps_catalog_create_backup_session_finish (PS_CATALOG (source), result, &error);
  if (self->session_id < 0)
    {
      stop_for (self, error);
      finish (self);
    }
  else
    ps_catalog_get_status_async (self->catalog, NULL, status_cb, g_object_ref (self));
}

/**
 * ps_verify_new:
 * @catalog: a catalogue that can be written
 * @vault: the library's folder
 *
 * Returns: (transfer full): a job that has not begun
 */
PsVerify *
ps_verify_new (PsCatalog *catalog,
               PsVault   *vault)
{
  PsVerify *self = g_object_new (PS_TYPE_VERIFY, NULL);

  self->catalog = g_object_ref (catalog);
  self->vault = g_object_ref (vault);
  return self;
}

/**
 * ps_verify_set_limits:
 * @self: a job that has not begun
 * @n_share: which of @n_of equal parts is read, from 1
 * @n_of: the parts; 0: everything
 * @max_us: no file is begun after so many microseconds; 0: no limit
 *
 * The longest unread files come first, so that one share after another reads all.
 */
void
ps_verify_set_limits (PsVerify *self,
                      guint     n_share,
                      guint     n_of,
                      gint64    max_us)
{
  g_return_if_fail (PS_IS_VERIFY (self) && (n_of == 0 || (n_share > 0 && n_share <= n_of)));

  self->n_share = n_share;
  self->n_of = n_of;
  self->max_us = max_us;
}

/**
 * ps_verify_set_photos:
 * @self: a job that has not begun
 * @photo_ids: (element-type gint64): only the files of these photos are read; the counts are of them alone
 */
void
ps_verify_set_photos (PsVerify *self,
                      GArray   *photo_ids)
{
  g_return_if_fail (PS_IS_VERIFY (self) && self->photo_ids == NULL);

  self->photo_ids = g_array_ref (photo_ids);
}

/**
 * ps_verify_run_async:
 * @self: a job that has not begun
 * @cancellable: (nullable): stops it; what was read is recorded, the next one goes on behind it
 * @callback: called once
 * @user_data: for @callback
 */
void
ps_verify_run_async (PsVerify            *self,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_return_if_fail (PS_IS_VERIFY (self) && self->task == NULL);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, ps_verify_run_async);
  g_task_set_check_cancellable (self->task, FALSE);
  self->began_us = g_get_monotonic_time ();
  ps_catalog_create_backup_session_async (self->catalog, "verify", ps_vault_get_cloud_name (self->vault), NULL,
                                          session_created_cb, g_object_ref (self));
}

/**
 * ps_verify_run_finish:
 * @self: a job
 * @result: what the callback got
 * @error: set where the catalogue or the folder cannot be used, or on
 *   cancellation; the counts hold all the same
 *
 * Returns: whether every file was read
 */
gboolean
ps_verify_run_finish (PsVerify      *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ps_verify_get_counts:
 * @self: a job, also while it runs
 *
 * Returns: what the files showed so far
 */
PsVerifyCounts
ps_verify_get_counts (PsVerify *self)
{
  return self->counts;
}

static void
ps_verify_finalize (GObject *object)
{
  PsVerify *self = PS_VERIFY (object);

  g_queue_clear_full (&self->queue, (GDestroyNotify) ps_file_free);
  g_clear_object (&self->catalog);
  g_clear_object (&self->vault);
  g_clear_pointer (&self->batch, g_ptr_array_unref);
  g_clear_pointer (&self->photo_ids, g_array_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (ps_verify_parent_class)->finalize (object);
}

static void
ps_verify_class_init (PsVerifyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_verify_finalize;
}

static void
ps_verify_init (PsVerify *self)
{
  g_queue_init (&self->queue);
  self->batch = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_verification_free);
}
