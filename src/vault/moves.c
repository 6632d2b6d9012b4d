/* src/vault/moves.c: files of ours get another place: renamed in the cloud, or put aside. Nothing is ever replaced. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "vault/contained.h"
#include "vault/vault-private.h"

typedef struct
{
  char *from, *to; /* owned; to is nullable: the file is put aside */
  gboolean damaged;
} Move;

static void
move_free (gpointer data)
{
  Move *move = data;

  g_free (move->from);
  g_free (move->to);
  g_free (move);
}

/* "img.JPG" to "IMG.jpg" where a drive takes them for one: what lies there is the file itself. */
static gboolean
is_same_entry (const PsPlace *from,
               const PsPlace *to)
{
  struct stat a, b;

  return fstatat (from->folder_fd, from->name, &a, AT_SYMLINK_NOFOLLOW) == 0
         && fstatat (to->folder_fd, to->name, &b, AT_SYMLINK_NOFOLLOW) == 0
         && a.st_dev == b.st_dev && a.st_ino == b.st_ino && a.st_nlink == 1;
}

static gboolean
rename_kept (int             root_fd,
             const PsPlace  *from,
             const PsPlace  *to,
             const char     *to_path,
             GError        **error)
{
  g_autoptr(GError) reason = NULL;

  if (ps_contained_rename (root_fd, from, to, to_path, &reason))
    return TRUE;
  if (g_error_matches (reason, PS_VAULT_ERROR, PS_VAULT_ERROR_EXISTS) && is_same_entry (from, to)
      && renameat (from->folder_fd, from->name, to->folder_fd, to->name) == 0)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/* Folders under Photos/ that the file leaves empty were made for files like it. rmdir removes no folder that holds anything. */
static void
remove_empty_folders (int         root_fd,
                      const char *path)
{
  g_autofree char *folder = g_strdup (path);
  char *slash;

  while ((slash = strrchr (folder, '/')) != NULL)
    {
      g_auto(PsPlace) place = { .folder_fd = -1 };

      *slash = '\0';
      if (!g_str_has_prefix (folder, "Photos/")
          || !ps_contained_place (root_fd, folder, FALSE, &place, NULL)
          || unlinkat (place.folder_fd, place.name, AT_REMOVEDIR) < 0)
        return;
    }
}

static gboolean
is_file (const PsPlace  *place,
         const char     *path,
         GError        **error)
{
  struct stat info;

  if (fstatat (place->folder_fd, place->name, &info, AT_SYMLINK_NOFOLLOW) < 0)
    ps_vault_set_errno (error, errno, PS_ERRNO_NAME, path);
  else if (S_ISREG (info.st_mode))
    return TRUE;
  else
    ps_vault_set_errno (error, S_ISLNK (info.st_mode) ? ELOOP : EISDIR, PS_ERRNO_NAME, path);
  return FALSE;
}

static gboolean
move_file (PsVault     *vault,
           const char  *from_path,
           const char  *to_path,
           GError     **error)
{
  g_auto(PsPlace) from = { .folder_fd = -1 };
  g_auto(PsPlace) to = { .folder_fd = -1 };

  if (!ps_contained_place (vault->root_fd, from_path, FALSE, &from, error)
      || !is_file (&from, from_path, error)
      || !ps_contained_place (vault->root_fd, to_path, TRUE, &to, error))
    return FALSE;
  ps_manifest_log_set_stale (vault->manifest);
  if (!rename_kept (vault->root_fd, &from, &to, to_path, error)
      || !ps_contained_sync (to.folder_fd, to_path, error)
      || !ps_contained_sync (from.folder_fd, from_path, error))
    return FALSE;
  remove_empty_folders (vault->root_fd, from_path);
  return TRUE;
}

/* "<name> 20260512-140207-1a2b3c4d.jpg": says what it was, opens as what it is, and is free. */
static char *
make_aside_path (const char *path,
                 gboolean    damaged)
{
  const char *slash = strrchr (path, '/'), *name = slash != NULL ? slash + 1 : path;
  const char *dot = strrchr (name, '.');
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%d-%H%M%S");
  gsize stem_length;
  gboolean has_extension = dot != NULL && dot != name && strlen (dot) <= 20;

  stem_length = has_extension ? (gsize) (dot - name) : strlen (name);
  if (stem_length > 180)
    {
      stem_length = 180;
      while (stem_length > 0 && (name[stem_length] & 0xc0) == 0x80)
        stem_length--;
    }
  return g_strdup_printf (".proofsheet/%s/%.*s %s-%08x%s", damaged ? "quarantine" : "versions",
                          (int) stem_length, name, time, g_random_int (), has_extension ? dot : "");
}

static void
move_in_thread (GTask *task)
{
  PsVault *vault = g_task_get_source_object (task);
  Move *move = g_task_get_task_data (task);
  g_autofree char *aside = move->to == NULL ? make_aside_path (move->from, move->damaged) : NULL;
  GError *error = NULL;

  if (ps_vault_check_writable (vault, &error)
      && move_file (vault, move->from, aside != NULL ? aside : move->to, &error))
    g_task_return_pointer (task, aside != NULL ? g_steal_pointer (&aside) : g_strdup (move->to), g_free);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

static void
push_move (PsVault             *self,
           gpointer             tag,
           const char          *from,
           const char          *to,
           gboolean             damaged,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  Move *move = g_new (Move, 1);

  *move = (Move) { g_strdup (from), g_strdup (to), damaged };
  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE); /* what was moved, was moved */
  g_task_set_task_data (task, move, move_free);
  ps_worker_push (self->commits, move_in_thread, PS_WORKER_DEFAULT, g_steal_pointer (&task));
}

/**
 * ps_vault_move_async:
 * @self: a vault
 * @from: relative; a file of ours
 * @to: relative; where it goes, its folders are made
 * @cancellable: (nullable): cancels what has not begun
 * @callback: called when it is there, for good
 * @user_data: for @callback
 *
 * Fails with %PS_VAULT_ERROR_MISSING (nothing at @from), _EXISTS (something at
 * @to, or a name that the drive cannot hold), _UNSAFE and the rest.
 */
void
ps_vault_move_async (PsVault             *self,
                     const char          *from,
                     const char          *to,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_return_if_fail (PS_IS_VAULT (self));
  g_return_if_fail (from != NULL && to != NULL);

  push_move (self, ps_vault_move_async, from, to, FALSE, cancellable, callback, user_data);
}

/**
 * ps_vault_move_finish:
 * @self: a vault
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the file is at its new place
 */
gboolean
ps_vault_move_finish (PsVault       *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  path = g_task_propagate_pointer (G_TASK (result), error);
  return path != NULL;
}

/**
 * ps_vault_put_aside_async:
 * @self: a vault
 * @path: relative; a file of ours
 * @damaged: whether it is a damaged copy, else an earlier version
 * @cancellable: (nullable): cancels what has not begun
 * @callback: called when its name is free
 * @user_data: for @callback
 *
 * What was put aside is never removed by Proofsheet.
 */
void
ps_vault_put_aside_async (PsVault             *self,
                          const char          *path,
                          gboolean             damaged,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (PS_IS_VAULT (self));
  g_return_if_fail (path != NULL);

  push_move (self, ps_vault_put_aside_async, path, NULL, damaged, cancellable, callback, user_data);
}

/**
 * ps_vault_put_aside_finish:
 * @self: a vault
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its new relative path
 */
char *
ps_vault_put_aside_finish (PsVault       *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
