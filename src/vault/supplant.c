/* src/vault/supplant.c: a database of ours takes the place of another one, which is kept aside.
 *
 *   a second name for the old one, aside → the new one is renamed over it
 *
 * At every instant one of the two has the name: a link is made first, or a
 * copy where the drive knows none. Where there is no room for a copy either,
 * or the old one cannot be read, it is renamed, and then for a moment none has.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "vault/contained.h"
#include "vault/vault-private.h"

#define CHUNK (256 * 1024)

/* What SQLite keeps beside a database belongs to it: left behind, it would be taken for the new one's. */
static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

typedef struct
{
  char *from, *over, *aside; /* owned */
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->from);
  g_free (change->over);
  g_free (change->aside);
  g_free (change);
}

static gboolean
copy_bytes (int from,
            int to)
{
  g_autofree char *chunk = g_malloc (CHUNK);
  struct stat info;
  gint64 offset = 0;
  gssize n;

  while ((n = read (from, chunk, CHUNK)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 || !ps_contained_write_all (to, chunk, n, offset))
        return FALSE;
      offset += n;
    }
  if (fstat (from, &info) == 0)
    {
      const struct timespec times[2] = { info.st_atim, info.st_mtim };

      futimens (to, times);
    }
  return fsync (to) == 0;
}

/* It has its name once it is whole. */
static gboolean
copy (int            root_fd,
      const PsPlace *from,
      const PsPlace *to,
      const char    *to_path)
{
  g_auto(PsPlace) part = { .folder_fd = fcntl (to->folder_fd, F_DUPFD_CLOEXEC, 0), .name = g_strconcat (to->name, ".part", NULL) };
  ps_autofd from_fd = openat (from->folder_fd, from->name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  ps_autofd to_fd = openat (part.folder_fd, part.name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);

  if (from_fd >= 0 && to_fd >= 0 && copy_bytes (from_fd, to_fd) && ps_contained_rename (root_fd, &part, to, to_path, NULL))
    return TRUE;
  unlinkat (part.folder_fd, part.name, 0);
  return FALSE;
}

static gboolean
keep_aside (int            root_fd,
            const PsPlace *from,
            const char    *to_path,
            GError       **error)
{
  g_auto(PsPlace) to = { .folder_fd = -1 };

  if (!ps_contained_place (root_fd, to_path, TRUE, &to, error))
    return FALSE;
  if (linkat (from->folder_fd, from->name, to.folder_fd, to.name, 0) < 0)
    {
      if (errno == EEXIST)
        {
          ps_vault_set_errno (error, errno, PS_ERRNO_NAME, to_path);
          return FALSE;
        }
      if (!copy (root_fd, from, &to, to_path) && !ps_contained_rename (root_fd, from, &to, to_path, error))
        return FALSE;
    }
  return ps_contained_sync (to.folder_fd, to_path, error);
}

/* Whether a file lies there. An error: something else does. */
static gboolean
find_file (const PsPlace  *place,
           const char     *path,
           GError        **error)
{
  struct stat info;

  if (fstatat (place->folder_fd, place->name, &info, AT_SYMLINK_NOFOLLOW) == 0)
    {
      if (S_ISREG (info.st_mode))
        return TRUE;
      ps_vault_set_errno (error, S_ISLNK (info.st_mode) ? ELOOP : EISDIR, PS_ERRNO_NAME, path);
    }
  else if (errno != ENOENT)
    ps_vault_set_errno (error, errno, PS_ERRNO_NAME, path);
  return FALSE;
}

/* The database and what SQLite keeps beside it, one after the other. */
static gboolean
keep_all_aside (int            root_fd,
                const Change  *change,
                gboolean      *was_there,
                GError       **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (change->over, endings[i], NULL);
      g_autofree char *aside = g_strconcat (change->aside, endings[i], NULL);
      g_auto(PsPlace) place = { .folder_fd = -1 };
      g_autoptr(GError) reason = NULL;
      gboolean is_there;

      if (!ps_contained_place (root_fd, path, FALSE, &place, error))
        return FALSE;
      is_there = find_file (&place, path, &reason);
      if (reason != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      if (is_there && !keep_aside (root_fd, &place, aside, error))
        return FALSE;
      if (i == 0)
        *was_there = is_there;
    }
  return TRUE;
}

static gboolean
supplant (PsVault      *vault,
          const Change *change,
          gboolean     *was_there,
          GError      **error)
{
  g_auto(PsPlace) from = { .folder_fd = -1 };
  g_auto(PsPlace) over = { .folder_fd = -1 };

  if (!ps_contained_place (vault->root_fd, change->from, FALSE, &from, error)
      || !ps_contained_place (vault->root_fd, change->over, FALSE, &over, error))
    return FALSE;
  if (faccessat (from.folder_fd, from.name, F_OK, AT_SYMLINK_NOFOLLOW) < 0)
    {
      ps_vault_set_errno (error, errno, PS_ERRNO_NAME, change->from);
      return FALSE;
    }
  ps_manifest_log_set_stale (vault->manifest);
  if (!keep_all_aside (vault->root_fd, change, was_there, error))
    return FALSE;
  for (guint i = 1; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *beside = g_strconcat (over.name, endings[i], NULL);

      unlinkat (over.folder_fd, beside, 0);
    }
  if (renameat (from.folder_fd, from.name, over.folder_fd, over.name) < 0)
    {
      ps_vault_set_errno (error, errno, PS_ERRNO_NAME, change->over);
      return FALSE;
    }
  return ps_contained_sync (over.folder_fd, change->over, error);
}

static void
supplant_in_thread (GTask *task)
{
  PsVault *vault = g_task_get_source_object (task);
  const Change *change = g_task_get_task_data (task);
  gboolean was_there = FALSE;
  GError *error = NULL;

  if (ps_vault_check_writable (vault, &error) && supplant (vault, change, &was_there, &error))
    g_task_return_int (task, was_there);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

/**
 * ps_vault_supplant_async:
 * @self: a vault
 * @from: relative; a database of ours, closed
 * @over: relative; whose name it is to have, in the same folder
 * @aside: relative; where the database is kept that has the name until then
 * @callback: called when it has its name
 * @user_data: for @callback
 *
 * Not cancelled: it is a matter of moments.
 */
void
ps_vault_supplant_async (PsVault             *self,
                         const char          *from,
                         const char          *over,
                         const char          *aside,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Change *change;

  g_return_if_fail (PS_IS_VAULT (self));

  task = g_task_new (self, NULL, callback, user_data);
  change = g_new (Change, 1);
  *change = (Change) { g_strdup (from), g_strdup (over), g_strdup (aside) };
  g_task_set_source_tag (task, ps_vault_supplant_async);
  g_task_set_task_data (task, change, change_free);
  ps_worker_push (self->commits, supplant_in_thread, PS_WORKER_DEFAULT, g_steal_pointer (&task));
}

/**
 * ps_vault_supplant_finish:
 * @self: a vault
 * @result: what the callback got
 * @was_there: (out): whether there was a database of that name, now aside
 * @error: return location; the old one is then in its place
 *
 * Returns: whether the new one has the name
 */
gboolean
ps_vault_supplant_finish (PsVault       *self,
                          GAsyncResult  *result,
                          gboolean      *was_there,
                          GError       **error)
{
  GError *reason = NULL;

  g_return_val_if_fail (g_async_result_is_tagged (result, ps_vault_supplant_async), FALSE);

  *was_there = g_task_propagate_int (G_TASK (result), &reason) > 0;
  if (reason == NULL)
    return TRUE;
  g_propagate_error (error, reason);
  return FALSE;
}
