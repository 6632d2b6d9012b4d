/* src/vault/transplant.c: every file of a library copied to another place: each read back and compared, the old one untouched.
 *
 *   survey → is there room, can the new drive hold it all? → for each file:
 *     staging/move-….part ← bytes, hashed → fsync → read back from the drive → same hash → renamed into its place
 *
 * What bears its name in the new place was therefore compared once. Cut off
 * before, the next run reads it back instead of copying it again. Nothing is
 * replaced: what lies in the way is put aside under quarantine/. One thread.
 */
#include "vault/transplant.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "base/worker.h"
#include "vault/contained.h"
#include "vault/digest.h"
#include "vault/file-time.h"
#include "vault/marker.h"
#include "vault/name-part.h"
#include "vault/room.h"
#include "vault/survey.h"

#define CHUNK (256 * 1024)
#define STAGING ".proofsheet/staging"
#define PART_PREFIX "move-"

/* A file that was compared in this process. */
typedef struct
{
  gint64 n_bytes, mtime_us;
} Done;

struct _PsTransplant
{
  GObject parent_instance;

  /* Owned */
  char *from, *to;
  GHashTable *expected;  /* path -> SHA-256: what the catalogue says */
  GHashTable *done;      /* path -> Done; the thread's while a run goes on */
  GHashTable *differing; /* a set of paths whose bytes are not what is expected; likewise */
  PsTally *tally;
  PsWorker *worker;      /* nullable: no run goes on */
};

G_DEFINE_FINAL_TYPE (PsTransplant, ps_transplant, G_TYPE_OBJECT)

/* One run, on its thread. */
typedef struct
{
  PsTransplant *job;
  GCancellable *cancellable;
  int from_fd, to_fd;
  char *chunk; /* owned */
} Run;

static gboolean
set_errno (GError     **error,
           int          code,
           PsErrnoKind  kind,
           const char  *path)
{
  ps_vault_set_errno (error, code, kind, path);
  return FALSE;
}

/* Before anything is written ------------------------------------------------------------ */

static gboolean
is_done (Run                *run,
         const PsSurveyFile *file)
{
  const Done *done = g_hash_table_lookup (run->job->done, file->path);

  return done != NULL && done->n_bytes == file->n_bytes && done->mtime_us == file->mtime_us;
}

static gint64
find_size_there (Run        *run,
                 const char *path)
{
  ps_autofd fd = ps_contained_open (run->to_fd, path, O_RDONLY | O_NONBLOCK, NULL);
  struct stat info;

  return fd >= 0 && fstat (fd, &info) == 0 && S_ISREG (info.st_mode) ? info.st_size : -1;
}

static gboolean
can_hold_name (const char       *path,
               PsVaultAbilities  abilities)
{
  const PsNameRules rules = { .any_characters = abilities.any_characters };
  g_auto(GStrv) parts = NULL;

  if (abilities.any_characters)
    return TRUE;
  parts = g_strsplit (path, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *clean = *parts[i] != '.' ? ps_name_part_clean (parts[i], rules) : g_strdup (parts[i]);

      if (!g_str_equal (clean, parts[i]))
        return FALSE;
    }
  return TRUE;
}

/* The first file that the new drive's format cannot hold ends it before it began. */
static gboolean
check_format (Run        *run,
              GPtrArray  *files,
              GError    **error)
{
  g_autoptr(PsMarker) marker = ps_marker_read (run->to_fd, error);

  if (marker == NULL)
    return FALSE;
  for (guint i = 0; i < files->len; i++)
    {
      const PsSurveyFile *file = g_ptr_array_index (files, i);
      g_autofree char *name = ps_text_visible (file->path, 200);

      if (marker->abilities.max_file_size >= 0 && file->n_bytes > marker->abilities.max_file_size)
        {
          g_set_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_UNSUITABLE,
                       /* Translators: %s is a file. */
                       _("“%s” is larger than the format of that drive can hold. A drive with exFAT or ext4 can take it."), name);
          return FALSE;
        }
      if (!can_hold_name (file->path, marker->abilities))
        {
          g_set_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_UNSUITABLE,
                       /* Translators: %s is a file. */
                       _("The format of that drive cannot hold the name “%s”. A drive with ext4 can."), name);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_room (Run        *run,
            GPtrArray  *files,
            GError    **error)
{
  gint64 n_needed = 0, n_all = 0;
  guint n_files = 0;
  PsVaultRoom room;

  for (guint i = 0; i < files->len; i++)
    {
      const PsSurveyFile *file = g_ptr_array_index (files, i);

      if (is_done (run, file))
        continue;
      n_files++;
      n_all += file->n_bytes;
      if (find_size_there (run, file->path) != file->n_bytes)
        n_needed += file->n_bytes;
    }
  ps_tally_reset (run->job->tally);
  ps_tally_set_total (run->job->tally, n_files, n_all);
  if (!ps_room_read (run->to_fd, &room, error))
    return FALSE;
  if (n_needed <= room.n_free - room.n_reserve)
    return TRUE;
  {
    g_autofree char *missing = g_format_size (n_needed - (room.n_free - room.n_reserve));

    g_set_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_SPACE,
                 /* Translators: %s is an amount such as 38 GB. */
                 _("There is too little room in the new place: %s are missing."), missing);
    return FALSE;
  }
}

/* One file ------------------------------------------------------------------------------- */

/* From the drive, not from what was just written to memory, as far as the system lets one choose. */
static gboolean
read_hash (Run         *run,
           int          fd,
           const char  *path,
           char         sha256[65],
           GError     **error)
{
  g_autoptr(PsDigest) digest = ps_digest_new ();
  char md5[33];

  posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED);
  if (ps_digest_file (fd, digest, run->cancellable) < 0)
    return g_cancellable_set_error_if_cancelled (run->cancellable, error) ? FALSE : set_errno (error, errno, PS_ERRNO_BYTES, path);
  ps_digest_finish (digest, md5, sha256);
  return TRUE;
}

static gboolean
copy_bytes (Run         *run,
            int          from,
            int          to,
            const char  *path,
            char         sha256[65],
            GError     **error)
{
  g_autoptr(PsDigest) digest = ps_digest_new ();
  gint64 offset = 0;
  char md5[33];

  for (;;)
    {
      ssize_t n = pread (from, run->chunk, CHUNK, offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return set_errno (error, errno, PS_ERRNO_BYTES, path);
      if (n == 0)
        break;
      if (!ps_contained_write_all (to, run->chunk, n, offset))
        return set_errno (error, errno, PS_ERRNO_BYTES, path);
      ps_digest_update (digest, run->chunk, n);
      ps_tally_add (run->job->tally, 0, n);
      offset += n;
      if (g_cancellable_set_error_if_cancelled (run->cancellable, error))
        return FALSE;
    }
  ps_digest_finish (digest, md5, sha256);
  return TRUE;
}

/* Whatever it is, it stays; only not in the way. */
static gboolean
put_aside (Run            *run,
           const PsPlace  *place,
           const char     *path,
           GError        **error)
{
  const char *slash = strrchr (path, '/');
  g_autofree char *aside_path = g_strdup_printf (".proofsheet/quarantine/%08x %s", g_random_int (), slash != NULL ? slash + 1 : path);
  g_auto(PsPlace) aside = { .folder_fd = -1 };
  struct stat info;

  if (fstatat (place->folder_fd, place->name, &info, AT_SYMLINK_NOFOLLOW) < 0)
    return TRUE;
  return ps_contained_place (run->to_fd, aside_path, TRUE, &aside, error)
         && ps_contained_rename (run->to_fd, place, &aside, aside_path, error);
}

/* The lists of files grow and are written anew: an earlier copy of one is worth nothing. */
static gboolean
is_list (const char *path)
{
  return g_str_equal (path, "MANIFEST.sha256") || g_str_has_prefix (path, ".proofsheet/manifest.");
}

static gboolean
name_it (Run            *run,
         const PsPlace  *part,
         const char     *path,
         GError        **error)
{
  g_auto(PsPlace) place = { .folder_fd = -1 };

  if (!ps_contained_place (run->to_fd, path, TRUE, &place, error))
    return FALSE;
  if (is_list (path) && renameat (part->folder_fd, part->name, place.folder_fd, place.name) < 0)
    return set_errno (error, errno, PS_ERRNO_NAME, path);
  if (!is_list (path)
      && (!put_aside (run, &place, path, error) || !ps_contained_rename (run->to_fd, part, &place, path, error)))
    return FALSE;
  return ps_contained_sync (place.folder_fd, path, error);
}

static gboolean
fill_part (Run                *run,
           const PsPlace      *part,
           const PsSurveyFile *file,
           char                sha256[65],
           GError            **error)
{
  ps_autofd from = ps_contained_open (run->from_fd, file->path, O_RDONLY | O_NONBLOCK, error);
  ps_autofd to = -1;
  char back[65];

  if (from < 0)
    return FALSE;
  to = openat (part->folder_fd, part->name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (to < 0)
    return set_errno (error, errno, PS_ERRNO_NAME, file->path);
  if (!copy_bytes (run, from, to, file->path, sha256, error))
    return FALSE;
  ps_file_time_set (to, file->mtime_us);
  (void) fchmod (to, file->mode); /* drives without permissions refuse it */
  if (!ps_contained_sync (to, file->path, error) || !read_hash (run, to, file->path, back, error))
    return FALSE;
  if (strcmp (sha256, back) == 0)
    return TRUE;
  g_set_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_CHECKSUM_MISMATCH,
               /* Translators: a file. */
               _("“%s” reads differently in the new place from what was written. That drive cannot be trusted; nothing was changed."),
               file->path);
  return FALSE;
}

static gboolean
copy_file (Run                *run,
           const PsSurveyFile *file,
           char                sha256[65],
           GError            **error)
{
  g_autofree char *part_path = g_strdup_printf (STAGING "/" PART_PREFIX "%08x.part", g_random_int ());
  g_auto(PsPlace) part = { .folder_fd = -1 };

  if (!ps_contained_place (run->to_fd, part_path, TRUE, &part, error))
    return FALSE;
  if (fill_part (run, &part, file, sha256, error) && name_it (run, &part, file->path, error))
    return TRUE;
  unlinkat (part.folder_fd, part.name, 0);
  return FALSE;
}

/* An earlier run, which was cut off, has brought it: it is read, and so is the old one where nobody knows what it should be. */
static gboolean
is_there_already (Run                *run,
                  const PsSurveyFile *file,
                  char                sha256[65])
{
  const char *expected = g_hash_table_lookup (run->job->expected, file->path);
  ps_autofd there = -1, here = -1;
  char other[65];

  if (is_list (file->path) || find_size_there (run, file->path) != file->n_bytes)
    return FALSE;
  there = ps_contained_open (run->to_fd, file->path, O_RDONLY | O_NONBLOCK, NULL);
  if (there < 0 || !read_hash (run, there, file->path, sha256, NULL))
    return FALSE;
  if (expected != NULL && strcmp (expected, sha256) == 0)
    return TRUE;
  here = ps_contained_open (run->from_fd, file->path, O_RDONLY | O_NONBLOCK, NULL);
  return here >= 0 && read_hash (run, here, file->path, other, NULL) && strcmp (other, sha256) == 0;
}

static gboolean
bring (Run                *run,
       const PsSurveyFile *file,
       GError            **error)
{
  const char *expected = g_hash_table_lookup (run->job->expected, file->path);
  char sha256[65];
  Done *done;

  if (is_there_already (run, file, sha256))
    ps_tally_add (run->job->tally, 0, file->n_bytes);
  else if (g_cancellable_set_error_if_cancelled (run->cancellable, error) || !copy_file (run, file, sha256, error))
    return FALSE;
  if (expected != NULL && strcmp (expected, sha256) != 0)
    g_hash_table_add (run->job->differing, g_strdup (file->path));
  else
    g_hash_table_remove (run->job->differing, file->path);
  done = g_new (Done, 1);
  *done = (Done) { file->n_bytes, file->mtime_us };
  g_hash_table_insert (run->job->done, g_strdup (file->path), done);
  ps_tally_add (run->job->tally, 1, 0);
  return TRUE;
}

/* Parts of a run that was cut off. */
static void
drop_parts (int to_fd)
{
  ps_autofd fd = ps_contained_open_folder (to_fd, STAGING, FALSE, NULL);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autoptr(GDir) dir = fd >= 0 ? g_dir_open (path, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, PART_PREFIX))
      unlinkat (fd, name, 0);
}

static gboolean
bring_all (Run     *run,
           GError **error)
{
  g_autoptr(GPtrArray) files = ps_survey_make (run->from_fd, run->cancellable, error);

  if (files == NULL)
    return FALSE;
  drop_parts (run->to_fd);
  if (!check_format (run, files, error) || !check_room (run, files, error))
    return FALSE;
  for (guint i = 0; i < files->len; i++)
    {
      const PsSurveyFile *file = g_ptr_array_index (files, i);
      g_autoptr(GError) reason = NULL;

      if (is_done (run, file) || bring (run, file, &reason))
        continue;
      if (g_error_matches (reason, PS_VAULT_ERROR, PS_VAULT_ERROR_MISSING)
          && faccessat (run->from_fd, file->path, F_OK, 0) < 0)
        continue; /* moved or put aside while it was copied: the next run finds it where it is */
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  return TRUE;
}

static int
open_root (const char  *root,
           GError     **error)
{
  int fd = open (root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    ps_vault_set_errno (error, errno, PS_ERRNO_NAME, root);
  return fd;
}

static void
run_in_thread (GTask *task)
{
  PsTransplant *self = g_task_get_source_object (task);
  GError *error = NULL;
  Run run = { self, g_task_get_cancellable (task), -1, -1, NULL };

  run.from_fd = open_root (self->from, &error);
  if (run.from_fd >= 0)
    run.to_fd = open_root (self->to, &error);
  run.chunk = g_malloc (CHUNK);
  if (run.to_fd >= 0 && bring_all (&run, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  g_free (run.chunk);
  ps_fd_close (&run.from_fd);
  ps_fd_close (&run.to_fd);
  g_object_unref (task);
}

/* The job --------------------------------------------------------------------------------- */

static void
ps_transplant_finalize (GObject *object)
{
  PsTransplant *self = PS_TRANSPLANT (object);

  g_free (self->from);
  g_free (self->to);
  g_hash_table_unref (self->expected);
  g_hash_table_unref (self->done);
  g_hash_table_unref (self->differing);
  g_clear_object (&self->tally);
  g_clear_object (&self->worker);
  G_OBJECT_CLASS (ps_transplant_parent_class)->finalize (object);
}

static void
ps_transplant_class_init (PsTransplantClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_transplant_finalize;
}

static void
ps_transplant_init (PsTransplant *self)
{
  self->expected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->differing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->tally = ps_tally_new ();
}

/**
 * ps_transplant_new:
 * @from: a library's folder
 * @to: a folder that was made a library, and has no catalogue yet
 *
 * Returns: (transfer full): a job that has not begun
 */
PsTransplant *
ps_transplant_new (const char *from,
                   const char *to)
{
  PsTransplant *self = g_object_new (PS_TYPE_TRANSPLANT, NULL);

  self->from = g_canonicalize_filename (from, NULL);
  self->to = g_canonicalize_filename (to, NULL);
  return self;
}

/**
 * ps_transplant_expect:
 * @self: a job, while no run goes on
 * @path: a file, relative to the library
 * @sha256: (nullable): what it was when it was proven
 *
 * A file that reads differently is copied as it is, and listed among the
 * differing ones.
 */
void
ps_transplant_expect (PsTransplant *self,
                      const char   *path,
                      const char   *sha256)
{
  g_return_if_fail (PS_IS_TRANSPLANT (self) && self->worker == NULL);

  if (sha256 != NULL)
    g_hash_table_insert (self->expected, g_strdup (path), g_strdup (sha256));
}

/**
 * ps_transplant_get_tally:
 * @self: a job
 *
 * Returns: (transfer none): how far its run is, in files and bytes
 */
PsTally *
ps_transplant_get_tally (PsTransplant *self)
{
  return self->tally;
}

/**
 * ps_transplant_get_differing:
 * @self: a job, while no run goes on
 *
 * Returns: (transfer none) (element-type utf8 utf8): a set of the paths of files that are not what was expected of them
 */
GHashTable *
ps_transplant_get_differing (PsTransplant *self)
{
  return self->differing;
}

static void
worker_closed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  PsTransplant *self = g_task_get_source_object (task);
  GError *error = g_task_get_task_data (task);

  ps_worker_close_finish (PS_WORKER (source), result, NULL);
  g_clear_object (&self->worker);
  if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_boolean (task, TRUE);
}

/* The thread goes before the run is over. */
static void
ran_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  PsTransplant *self = PS_TRANSPLANT (source);
  GTask *task = user_data;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_set_task_data (task, error, (GDestroyNotify) g_error_free);
  ps_worker_close_async (self->worker, worker_closed_cb, task);
}

/**
 * ps_transplant_run_async:
 * @self: a job, while no run goes on
 * @cancellable: (nullable): ends it after the bytes in hand; what was compared stays
 * @callback: when it is over
 * @user_data: for @callback
 */
void
ps_transplant_run_async (PsTransplant        *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  GTask *work = g_task_new (self, cancellable, ran_cb, task);

  g_return_if_fail (self->worker == NULL);

  g_task_set_source_tag (task, ps_transplant_run_async);
  g_task_set_check_cancellable (work, FALSE);
  self->worker = ps_worker_new ("transplant", 1);
  ps_worker_push (self->worker, run_in_thread, PS_WORKER_DEFAULT, work);
}

/**
 * ps_transplant_run_finish:
 * @self: a job
 * @result: how it ended
 * @error: set with %PS_VAULT_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether every file of the library is in the new place, compared
 */
gboolean
ps_transplant_run_finish (PsTransplant  *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
