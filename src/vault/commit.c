/* src/vault/commit.c: intakes that are ready together become files together.
 *
 * A sync costs the same for one small file as for a hundred, so whatever
 * arrived while one group was synced makes the next group, and where files
 * come quickly a moment is waited for more of them:
 *
 *   prove all → start writing all → sync each → marker and device, once
 *   → rename each → sync each folder, once → manifest, one write → answer
 *
 * One member that fails leaves the group; the others go on.
 */
#include "vault/commit.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "base/release.h"
#include "vault/file-time.h"
#include "vault/intake-private.h"

/* More bring nothing, and their files stay open. */
#define MAX_GROUP 128
#define BUSY_US (20 * 1000) /* a file that is ready so soon after a group is hardly the last */
#define GATHER_US (3 * 1000)

typedef struct
{
  GTask *task;         /* owned; its source is the intake */
  PsIntake *intake;    /* borrowed from the task */
  char *path;          /* owned: the final one */
  gint64 created_at_us;
  PsManifestEntry *entry; /* owned: the label, and in the end the facts */
  gboolean accept_other;

  PsIntakeResult *result; /* owned */
  PsPlace *folder;     /* borrowed from the group's folders; its name is the folder's path */
  GError *error;       /* owned: why it left the group */
} PsCommit;

static void
set_matching_error (PsCommit     *commit,
                    PsVaultError  code,
                    const char   *sentence)
{
  g_set_error_literal (&commit->error, PS_VAULT_ERROR, code, sentence);
}

/* Network and FUSE file systems make inode numbers up, and may give another one after a rename. */
static gboolean
is_same_inode (PsVault           *vault,
               const struct stat *a,
               const struct stat *b)
{
  return a->st_size == b->st_size
         && (!vault->abilities.wal_is_safe || (a->st_dev == b->st_dev && a->st_ino == b->st_ino));
}

/* The file under its staging name is the one that was written and hashed, and as long. */
static gboolean
is_ours_still (PsIntake *intake)
{
  g_auto(PsPlace) place = { .folder_fd = -1 };
  struct stat open_file, named;

  return intake->fd >= 0
         && ps_contained_place (intake->vault->root_fd, intake->path, FALSE, &place, NULL)
         && fstat (intake->fd, &open_file) == 0
         && fstatat (place.folder_fd, place.name, &named, AT_SYMLINK_NOFOLLOW) == 0
         && S_ISREG (named.st_mode) && is_same_inode (intake->vault, &open_file, &named)
         && open_file.st_size == intake->n_bytes;
}

static void
prove (PsCommit *commit)
{
  PsIntake *intake = commit->intake;
  PsIntakeResult *result = commit->result;

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (commit->task), &commit->error))
    return;
  if (!is_ours_still (intake))
    {
      set_matching_error (commit, PS_VAULT_ERROR_MISSING,
                          _("The unfinished file was removed or changed by something else. It will be fetched again."));
      return;
    }
  ps_digest_finish (intake->digest, result->md5, result->sha256);
  memcpy (intake->md5, result->md5, sizeof intake->md5);
  result->n_bytes = intake->n_bytes;
  if (commit->accept_other)
    return;
  if (intake->n_expected >= 0 && result->n_bytes < intake->n_expected)
    set_matching_error (commit, PS_VAULT_ERROR_SIZE_MISMATCH,
                        _("Less arrived than Cloudinary lists. What arrived is kept, and the rest will be fetched."));
  else if (intake->n_expected >= 0 && result->n_bytes > intake->n_expected)
    {
      set_matching_error (commit, PS_VAULT_ERROR_SIZE_MISMATCH,
                          _("More arrived than Cloudinary lists, so this is not the original. It was put into quarantine."));
      ps_quarantine_take (intake);
    }
  else if (intake->expected_md5 != NULL && strcmp (intake->expected_md5, result->md5) != 0)
    {
      set_matching_error (commit, PS_VAULT_ERROR_CHECKSUM_MISMATCH,
                          _("What arrived is not what Cloudinary lists: its checksum differs. It was put into quarantine."));
      ps_quarantine_take (intake);
    }
}

/* Read-only from here on, so that editors save beside it; where the drive knows no permissions, it stays as it is. */
static void
finish_file (PsCommit *commit)
{
  PsIntake *intake = commit->intake;
  struct stat info;

  if (fstat (intake->fd, &info) == 0 && fchmod (intake->fd, info.st_mode & 0444) < 0)
    g_debug ("A file could not be made read-only: %s", g_strerror (errno));
  ps_file_time_set (intake->fd, commit->created_at_us);
  if (fstat (intake->fd, &info) == 0)
    commit->result->mtime_us = ps_file_time_get (&info);
  sync_file_range (intake->fd, 0, 0, SYNC_FILE_RANGE_WRITE);
}

static void
sync_file (PsCommit *commit)
{
  /* The kernel may have dropped what it could not write: after an error, these bytes are never trusted again. */
  if (!ps_contained_sync (commit->intake->fd, commit->path, &commit->error))
    ps_staging_drop (commit->intake);
}

/* What lies at the final name already: the same bytes? */
static gboolean
is_same_file (PsCommit       *commit,
              const PsPlace  *place)
{
  ps_autofd fd = openat (place->folder_fd, place->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  g_autoptr(PsDigest) digest = NULL;
  char md5[33], sha256[65];
  struct stat info;

  if (fd < 0 || fstat (fd, &info) < 0 || !S_ISREG (info.st_mode) || info.st_size != commit->result->n_bytes)
    return FALSE;
  digest = ps_digest_new ();
  if (ps_digest_file (fd, digest, NULL) != commit->result->n_bytes)
    return FALSE;
  ps_digest_finish (digest, md5, sha256);
  if (strcmp (sha256, commit->result->sha256) != 0 || !ps_contained_sync (fd, commit->path, NULL))
    return FALSE;
  commit->result->mtime_us = ps_file_time_get (&info);
  return TRUE;
}

static PsPlace *
get_folder (PsCommit   *commit,
            GHashTable *folders)
{
  const char *slash = strrchr (commit->path, '/');
  g_autofree char *path = slash != NULL ? g_strndup (commit->path, slash - commit->path) : g_strdup ("");
  PsPlace *folder = g_hash_table_lookup (folders, path);
  int fd;

  if (folder != NULL)
    return folder;
  fd = ps_contained_open_folder (commit->intake->vault->root_fd, path, TRUE, &commit->error);
  if (fd < 0)
    return NULL;
  folder = g_new (PsPlace, 1);
  *folder = (PsPlace) { fd, g_steal_pointer (&path) };
  g_hash_table_insert (folders, folder->name, folder);
  return folder;
}

static void
rename_file (PsCommit   *commit,
             GHashTable *folders)
{
  PsIntake *intake = commit->intake;
  const char *slash = strrchr (commit->path, '/');
  g_auto(PsPlace) from = { .folder_fd = -1 };
  PsPlace to;

  if (!ps_contained_is_valid (commit->path))
    {
      ps_vault_set_errno (&commit->error, EXDEV, PS_ERRNO_NAME, commit->path);
      return;
    }
  commit->folder = get_folder (commit, folders);
  if (commit->folder == NULL || !ps_contained_place (intake->vault->root_fd, intake->path, FALSE, &from, &commit->error))
    return;
  to = (PsPlace) { commit->folder->folder_fd, (char *) (slash != NULL ? slash + 1 : commit->path) };
  if (!ps_contained_rename (intake->vault->root_fd, &from, &to, commit->path, &commit->error))
    {
      if (!g_error_matches (commit->error, PS_VAULT_ERROR, PS_VAULT_ERROR_EXISTS) || !is_same_file (commit, &to))
        return;
      g_clear_error (&commit->error);
      commit->result->was_there = TRUE;
      ps_staging_drop (intake);
      return;
    }
  ps_staging_forget_companion (intake);
  {
    struct stat open_file, named;

    /* Did somebody put another file under the staging name in the very last moment? Then it is not proven. */
    if (fstat (intake->fd, &open_file) < 0 || fstatat (to.folder_fd, to.name, &named, AT_SYMLINK_NOFOLLOW) < 0
        || !is_same_inode (intake->vault, &open_file, &named))
      ps_vault_set_errno (&commit->error, ELOOP, PS_ERRNO_NAME, commit->path);
  }
  ps_fd_close (&intake->fd);
  g_clear_pointer (&intake->path, g_free);
}

static void
free_folder (gpointer data)
{
  PsPlace *folder = data;

  ps_place_clear (folder);
  g_free (folder);
}

/* A name that did not reach the drive may be gone tomorrow: the file is tried again, and then found where it is. */
static void
sync_folder (PsPlace   *folder,
             GPtrArray *group)
{
  g_autoptr(GError) error = NULL;

  if (ps_contained_sync (folder->folder_fd, folder->name, &error))
    return;
  for (guint i = 0; i < group->len; i++)
    {
      PsCommit *commit = g_ptr_array_index (group, i);

      if (commit->folder == folder && commit->error == NULL)
        commit->error = g_error_copy (error);
    }
}

static void
rename_all (PsVault   *vault,
            GPtrArray *group)
{
  g_autoptr(GHashTable) folders = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_folder);
  g_autoptr(GError) error = NULL;
  gboolean may_write = ps_vault_check_writable (vault, &error);
  GHashTableIter iter;
  gpointer folder;

  if (may_write)
    ps_manifest_log_set_dirty (vault->manifest);
  for (guint i = 0; i < group->len; i++)
    {
      PsCommit *commit = g_ptr_array_index (group, i);

      if (commit->error == NULL && !may_write)
        commit->error = g_error_copy (error);
      else if (commit->error == NULL)
        rename_file (commit, folders);
    }
  g_hash_table_iter_init (&iter, folders);
  while (g_hash_table_iter_next (&iter, NULL, &folder))
    sync_folder (folder, group);
}

static void
list_all (PsVault   *vault,
          GPtrArray *group)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new ();

  for (guint i = 0; i < group->len; i++)
    {
      PsCommit *commit = g_ptr_array_index (group, i);
      PsManifestEntry *entry = commit->entry;

      if (commit->error != NULL)
        continue;
      entry->path = g_strdup (commit->path);
      entry->n_bytes = commit->result->n_bytes;
      entry->md5 = g_strdup (commit->result->md5);
      entry->sha256 = g_strdup (commit->result->sha256);
      g_ptr_array_add (entries, entry);
    }
  if (entries->len > 0)
    ps_manifest_log_append (vault->manifest, entries);
}

static void
answer (gpointer data)
{
  PsCommit *commit = data;

  ps_intake_end_turn (commit->intake);
  if (commit->error != NULL)
    {
      g_task_return_error (commit->task, commit->error);
      ps_intake_result_free (commit->result);
    }
  else
    {
      commit->result->path = g_steal_pointer (&commit->path);
      g_task_return_pointer (commit->task, commit->result, (GDestroyNotify) ps_intake_result_free);
    }
  ps_release_task (commit->task);
  ps_manifest_entry_free (commit->entry);
  g_free (commit->path);
  g_free (commit);
}

typedef void (*Phase) (PsCommit *commit);

static void
for_each_left (GPtrArray *group,
               Phase      phase)
{
  for (guint i = 0; i < group->len; i++)
    {
      PsCommit *commit = g_ptr_array_index (group, i);

      if (commit->error == NULL)
        phase (commit);
    }
}

static GPtrArray *
take_group (PsVault *vault)
{
  GPtrArray *group = g_ptr_array_new_with_free_func (answer);

  g_mutex_lock (&vault->lock);
  while (group->len < MAX_GROUP && !g_queue_is_empty (&vault->ready))
    g_ptr_array_add (group, g_queue_pop_head (&vault->ready));
  if (group->len == 0)
    vault->committing = FALSE;
  g_mutex_unlock (&vault->lock);
  return group;
}

static void
commit_in_thread (GTask *task)
{
  PsVault *vault = g_task_get_source_object (task);

  for (;;)
    {
      g_autoptr(GPtrArray) group = NULL;

      if (g_get_monotonic_time () - vault->committed_at_us < BUSY_US)
        g_usleep (GATHER_US);
      group = take_group (vault);
      if (group->len == 0)
        break;
      for (guint i = 0; i < group->len; i++)
        ps_intake_take_turn (((PsCommit *) g_ptr_array_index (group, i))->intake);
      for_each_left (group, prove);
      for_each_left (group, finish_file);
      for_each_left (group, sync_file);
      rename_all (vault, group);
      list_all (vault, group);
      vault->committed_at_us = g_get_monotonic_time ();
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static PsManifestEntry *
copy_label (const PsIntakeLabel *label)
{
  PsManifestEntry *entry = g_new0 (PsManifestEntry, 1);

  if (label == NULL)
    return entry;
  entry->asset_id = g_strdup (label->asset_id);
  entry->resource_type = g_strdup (label->resource_type);
  entry->resource_kind = g_strdup (label->resource_kind);
  entry->public_id = g_strdup (label->public_id);
  entry->version = label->version;
  entry->etag = g_strdup (label->etag);
  return entry;
}

/**
 * ps_commit_push:
 * @intake: what is ready
 * @task: (transfer full): finished with a #PsIntakeResult when the file is in place
 * @path: relative; where it shall lie
 * @created_at_us: becomes the file's time; 0: not known
 * @label: (nullable): for the manifest
 * @accept_other: whether bytes are kept that are not the expected ones
 */
void
ps_commit_push (PsIntake            *intake,
                GTask               *task,
                const char          *path,
                gint64               created_at_us,
                const PsIntakeLabel *label,
                gboolean             accept_other)
{
  PsVault *vault = intake->vault;
  PsCommit *commit;
  gboolean was_committing;

  if (!ps_intake_ask_turn (intake, task))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING, "%s", _("This photo is on its way already."));
      g_object_unref (task);
      return;
    }
  commit = g_new0 (PsCommit, 1);
  commit->task = task;
  commit->intake = intake;
  commit->path = g_strdup (path);
  commit->created_at_us = created_at_us;
  commit->entry = copy_label (label);
  commit->accept_other = accept_other;
  commit->result = g_new0 (PsIntakeResult, 1);

  g_mutex_lock (&vault->lock);
  g_queue_push_tail (&vault->ready, commit);
  was_committing = vault->committing;
  vault->committing = TRUE;
  g_mutex_unlock (&vault->lock);
  if (!was_committing)
    ps_worker_push (vault->commits, commit_in_thread, PS_WORKER_URGENT, g_task_new (vault, NULL, NULL, NULL));
}
