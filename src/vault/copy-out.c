/* src/vault/copy-out.c: originals copied to another folder: nothing overwritten, each copy read again and compared.
 *
 * One thread of its own, since the target may be a slow stick. The bytes go to a
 * file that is no photo yet, are synced and read again; only then it gets its
 * name. What is cut off has none, and goes with the next copy. */
#include "vault/copy-out.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "base/worker.h"
#include "vault/digest.h"
#include "vault/name-part.h"
#include "vault/part-file.h"
#include "vault/vault.h"

#define CHUNK (256 * 1024)

typedef struct
{
  char *path; /* relative to the library */
  char *name; /* as the photographer sees it */
} Item;

struct _PsCopyOut
{
  GObject parent_instance;

  /* Owned */
  char *root, *target;
  GPtrArray *items; /* of Item */
  PsTally *tally;
  PsWorker *worker;
  gint64 n_bytes;
};

G_DEFINE_FINAL_TYPE (PsCopyOut, ps_copy_out, G_TYPE_OBJECT)

static void
free_item (gpointer data)
{
  Item *item = data;

  g_free (item->path);
  g_free (item->name);
  g_free (item);
}

void
ps_copy_out_report_free (PsCopyOutReport *self)
{
  g_free (self->problem);
  g_free (self);
}

static void
ps_copy_out_finalize (GObject *object)
{
  PsCopyOut *self = PS_COPY_OUT (object);

  g_free (self->root);
  g_free (self->target);
  g_ptr_array_unref (self->items);
  g_clear_object (&self->tally);
  g_clear_object (&self->worker);
  G_OBJECT_CLASS (ps_copy_out_parent_class)->finalize (object);
}

static void
ps_copy_out_class_init (PsCopyOutClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_copy_out_finalize;
}

static void
ps_copy_out_init (PsCopyOut *self)
{
  self->items = g_ptr_array_new_with_free_func (free_item);
  self->tally = ps_tally_new ();
}

/**
 * ps_copy_out_new:
 * @root: the library's folder
 * @target: an existing folder, outside of the library
 *
 * Returns: (transfer full): a job that has not begun
 */
PsCopyOut *
ps_copy_out_new (const char *root,
                 const char *target)
{
  PsCopyOut *self = g_object_new (PS_TYPE_COPY_OUT, NULL);

  self->root = g_canonicalize_filename (root, NULL);
  self->target = g_canonicalize_filename (target, NULL);
  return self;
}

/**
 * ps_copy_out_add:
 * @self: a job that has not begun
 * @path: a file, relative to the library
 * @name: what the copy is called, if that is free
 * @n_bytes: how large it is; −1: not known
 */
void
ps_copy_out_add (PsCopyOut  *self,
                 const char *path,
                 const char *name,
                 gint64      n_bytes)
{
  Item *item = g_new0 (Item, 1);

  item->path = g_strdup (path);
  item->name = g_strdup (name);
  g_ptr_array_add (self->items, item);
  self->n_bytes += MAX (n_bytes, 0);
}

/**
 * ps_copy_out_get_tally:
 * @self: a job
 *
 * Returns: (transfer none): how far it is, in files and bytes
 */
PsTally *
ps_copy_out_get_tally (PsCopyOut *self)
{
  return self->tally;
}

/* The original cannot be read: that is this one photo. */
static gboolean
fail (GError     **error,
      const char  *name,
      int          code)
{
  g_set_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_FAILED, "“%s”: %s", name, g_strerror (code));
  return FALSE;
}

/* Where it is to go something is wrong: the code tells whether the next one will do any better. */
static gboolean
fail_there (GError     **error,
            const char  *name,
            int          code)
{
  if (code == ENOSPC || code == EDQUOT)
    g_set_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_SPACE,
                 /* Translators: a file's name. */
                 _("“%s”: there is no room left where it was to go"), name);
  else if (code == EROFS)
    g_set_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_READ_ONLY, "“%s”: %s", name, g_strerror (code));
  else if (code == EIO || code == ENODEV || code == ENXIO || code == ESTALE || code == ENOTCONN)
    g_set_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_IO, "“%s”: %s", name, g_strerror (code));
  else
    return fail (error, name, code);
  return FALSE;
}

static gboolean
write_all (int         fd,
           const char *bytes,
           gsize       n_bytes)
{
  while (n_bytes > 0)
    {
      gssize n = write (fd, bytes, n_bytes);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      bytes += n;
      n_bytes -= n;
    }
  return TRUE;
}

static gboolean
copy_bytes (PsTally       *tally,
            int            from,
            int            to,
            const char    *name,
            char           sha256[65],
            GCancellable  *cancellable,
            GError       **error)
{
  g_autofree char *chunk = g_malloc (CHUNK);
  g_autoptr(PsDigest) digest = ps_digest_new ();
  char md5[33];
  gssize n;

  while ((n = read (from, chunk, CHUNK)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (error, name, errno);
      if (!write_all (to, chunk, n))
        return fail_there (error, name, errno);
      ps_digest_update (digest, chunk, n);
      if (tally != NULL)
        ps_tally_add (tally, 0, n);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  ps_digest_finish (digest, md5, sha256);
  return TRUE;
}

/* From the drive, not from what was just written to memory, as far as the system lets one choose. */
static gboolean
compare (int            folder,
         const char    *part,
         const char    *name,
         const char    *sha256,
         GCancellable  *cancellable,
         GError       **error)
{
  g_autoptr(PsDigest) digest = ps_digest_new ();
  int fd = openat (folder, part, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  char md5[33], read_again[65];
  gint64 n_bytes;
  int code;

  if (fd < 0)
    return fail_there (error, name, errno);
  posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED);
  n_bytes = ps_digest_file (fd, digest, cancellable);
  code = errno;
  close (fd);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (n_bytes < 0)
    return fail_there (error, name, code);
  ps_digest_finish (digest, md5, read_again);
  if (strcmp (sha256, read_again) == 0)
    return TRUE;
  g_set_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_CHECKSUM_MISMATCH,
               /* Translators: a file's name. */
               _("“%s”: the copy reads differently from the original, and was removed"), name);
  return FALSE;
}

static gboolean
fill_part (PsPartFile    *part,
           int            from,
           const char    *name,
           PsTally       *tally,
           GCancellable  *cancellable,
           GError       **error)
{
  struct stat info;
  char sha256[65];

  if (!copy_bytes (tally, from, part->fd, name, sha256, cancellable, error))
    return FALSE;
  if (fstat (from, &info) == 0)
    {
      const struct timespec times[2] = { info.st_atim, info.st_mtim };

      futimens (part->fd, times); /* a copy is as old as its original; a stick may not keep it */
    }
  if (fsync (part->fd) != 0)
    return fail_there (error, name, errno);
  return compare (part->folder_fd, part->name, name, sha256, cancellable, error);
}

/**
 * ps_copy_out_one:
 * @path: a file
 * @folder_fd: where a copy of it goes; the caller syncs it
 * @wanted: what the copy is called, if that is free; cleaned of what a stick cannot hold
 * @tally: (nullable): counts bytes
 * @name: (out) (optional) (transfer full): what it is called
 * @cancellable: (nullable): heeded within the file
 * @error: %PS_VAULT_ERROR_NO_SPACE, %PS_VAULT_ERROR_READ_ONLY and %PS_VAULT_ERROR_IO
 *   tell of the folder, all others of this one file
 *
 * Any thread; it waits for the drive.
 *
 * Returns: whether the copy is there, and was compared
 */
gboolean
ps_copy_out_one (const char    *path,
                 int            folder_fd,
                 const char    *wanted,
                 PsTally       *tally,
                 char         **name,
                 GCancellable  *cancellable,
                 GError       **error)
{
  const PsNameRules strict = { .any_characters = FALSE }; /* it may be a stick */
  g_autofree char *cleaned = ps_name_part_clean (wanted, strict);
  int from = open (path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  PsPartFile part = { .fd = -1 };
  gboolean done;

  if (from < 0)
    return fail (error, wanted, errno);
  done = ps_part_file_open (&part, folder_fd) || fail_there (error, wanted, errno);
  done = done && fill_part (&part, from, wanted, tally, cancellable, error);
  if (done && !ps_part_file_publish (&part, *cleaned != '\0' ? cleaned : "photo", TRUE, name))
    done = fail_there (error, wanted, errno);
  ps_part_file_discard (&part);
  close (from);
  return done;
}

/* What it was to be called, cleaned, differs from what it is called: the name was taken. */
static gboolean
copy_item (PsCopyOut     *self,
           int            folder,
           const Item    *item,
           gboolean      *renamed,
           GCancellable  *cancellable,
           GError       **error)
{
  const PsNameRules strict = { .any_characters = FALSE };
  g_autofree char *path = g_build_filename (self->root, item->path, NULL);
  g_autofree char *cleaned = ps_name_part_clean (item->name, strict);
  g_autofree char *name = NULL;

  if (!ps_copy_out_one (path, folder, item->name, self->tally, &name, cancellable, error))
    return FALSE;
  *renamed = !g_str_equal (name, *cleaned != '\0' ? cleaned : "photo");
  return TRUE;
}

static void
copy_all_in_thread (GTask *task)
{
  PsCopyOut *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  int folder = open (self->target, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  g_autoptr(PsCopyOutReport) report = g_new0 (PsCopyOutReport, 1);
  GError *error = NULL;

  if (folder < 0)
    {
      fail_there (&error, self->target, errno);
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  ps_part_file_clean (folder);
  for (guint i = 0; i < self->items->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr(GError) local_error = NULL;
      gboolean renamed = FALSE;

      if (copy_item (self, folder, g_ptr_array_index (self->items, i), &renamed, cancellable, &local_error))
        {
          report->n_copied++;
          report->n_renamed += renamed;
        }
      else if (!g_cancellable_is_cancelled (cancellable))
        {
          report->n_failed++;
          report->is_full |= g_error_matches (local_error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_SPACE);
          if (report->problem == NULL)
            report->problem = ps_text_visible (local_error->message, 300);
        }
      ps_tally_add (self->tally, 1, 0);
    }
  fsync (folder);
  close (folder);
  g_task_return_pointer (task, g_steal_pointer (&report), (GDestroyNotify) ps_copy_out_report_free);
  g_object_unref (task);
}

static void
worker_closed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  PsCopyOutReport *report = g_object_steal_data (G_OBJECT (task), "ps-report");
  GError *error = g_object_steal_data (G_OBJECT (task), "ps-error");

  ps_worker_close_finish (PS_WORKER (source), result, NULL);
  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) ps_copy_out_report_free);
  else
    g_task_return_error (task, error);
}

/* The thread goes before the job is over. */
static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  PsCopyOut *self = PS_COPY_OUT (source);
  GTask *task = user_data;
  GError *error = NULL;
  PsCopyOutReport *report = g_task_propagate_pointer (G_TASK (result), &error);

  g_object_set_data (G_OBJECT (task), "ps-report", report);
  g_object_set_data (G_OBJECT (task), "ps-error", error);
  ps_worker_close_async (self->worker, worker_closed_cb, task);
}

/**
 * ps_copy_out_run_async:
 * @self: a job that has not begun
 * @cancellable: (nullable): ends it after the bytes in hand; finished copies stay
 * @callback: when it is over
 * @user_data: for @callback
 *
 * What fails is counted, and does not keep the rest from being copied.
 */
void
ps_copy_out_run_async (PsCopyOut           *self,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  GTask *work = g_task_new (self, cancellable, copied_cb, task);

  g_return_if_fail (self->worker == NULL);

  g_task_set_source_tag (task, ps_copy_out_run_async);
  g_task_set_check_cancellable (work, FALSE); /* what was copied is told all the same */
  ps_tally_set_total (self->tally, self->items->len, self->n_bytes);
  self->worker = ps_worker_new ("copy-out", 1);
  ps_worker_push (self->worker, copy_all_in_thread, PS_WORKER_DEFAULT, work);
}

/**
 * ps_copy_out_run_finish:
 * @self: a job
 * @result: how it ended
 * @error: the target is not there
 *
 * Returns: (transfer full) (nullable): what was copied
 */
PsCopyOutReport *
ps_copy_out_run_finish (PsCopyOut     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
