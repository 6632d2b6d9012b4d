/* src/vault/cleaning.c: staging files that no photo waits for go. */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vault/intake-private.h"

static gboolean
is_in_use (PsVault    *vault,
           const char *name)
{
  gboolean in_use;

  g_mutex_lock (&vault->lock);
  in_use = g_hash_table_contains (vault->parts, name);
  g_mutex_unlock (&vault->lock);
  return in_use;
}

/* Only what we would have called so ourselves. */
static gboolean
may_go (PsVault    *vault,
        GHashTable *names,
        const char *file_name)
{
  g_autofree char *name = NULL;

  if (g_str_has_suffix (file_name, ".new"))
    return TRUE;
  if (!g_str_has_suffix (file_name, ".part") && !g_str_has_suffix (file_name, ".json"))
    return FALSE;
  name = g_strndup (file_name, strlen (file_name) - strlen (".part"));
  return (names == NULL || !g_hash_table_contains (names, name)) && !is_in_use (vault, name);
}

static gboolean
clean (PsVault     *vault,
       GHashTable  *names,
       GError     **error)
{
  const gint64 day_s = 24 * 60 * 60;
  ps_autofd fd = ps_contained_open_folder (vault->root_fd, PS_STAGING_PATH, TRUE, error);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autoptr(GDir) dir = fd >= 0 ? g_dir_open (path, 0, error) : NULL;
  gint64 now_s = g_get_real_time () / G_USEC_PER_SEC;
  const char *file_name;

  if (dir == NULL)
    return FALSE;
  while ((file_name = g_dir_read_name (dir)) != NULL)
    {
      struct stat info;

      if (may_go (vault, names, file_name) && fstatat (fd, file_name, &info, AT_SYMLINK_NOFOLLOW) == 0
          && !S_ISDIR (info.st_mode) && now_s - info.st_mtime > day_s)
        unlinkat (fd, file_name, 0);
    }
  return TRUE;
}

typedef struct
{
  GHashTable *names; /* owned; nullable */
} Cleaning;

static void
cleaning_free (gpointer data)
{
  Cleaning *cleaning = data;

  g_clear_pointer (&cleaning->names, g_hash_table_unref);
  g_free (cleaning);
}

static void
clean_in_thread (GTask *task)
{
  PsVault *vault = g_task_get_source_object (task);
  const Cleaning *cleaning = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean done = ps_vault_check_writable (vault, &error) && clean (vault, cleaning->names, &error);

  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

/**
 * ps_intake_clean_async:
 * @vault: an open vault
 * @names: (nullable) (element-type utf8 utf8): a set of "name-version" that is
 *   waited for; not changed until @callback
 * @callback: called when the rest is gone
 * @user_data: for @callback
 *
 * What is in use or younger than a day stays.
 */
void
ps_intake_clean_async (PsVault             *vault,
                       GHashTable          *names,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Cleaning *cleaning;

  g_return_if_fail (PS_IS_VAULT (vault));

  cleaning = g_new0 (Cleaning, 1);
  cleaning->names = names != NULL ? g_hash_table_ref (names) : NULL;
  task = g_task_new (vault, NULL, callback, user_data);
  g_task_set_source_tag (task, ps_intake_clean_async);
  g_task_set_task_data (task, cleaning, cleaning_free);
  ps_worker_push (vault->io, clean_in_thread, PS_WORKER_LOW, g_steal_pointer (&task));
}

/**
 * ps_intake_clean_finish:
 * @vault: an open vault
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the staging folder could be cleaned
 */
gboolean
ps_intake_clean_finish (PsVault       *vault,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, vault), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
