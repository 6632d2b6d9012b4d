/* src/vault/create.c: a folder becomes a library, or the reason why it cannot. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "vault/contained.h"
#include "vault/lock.h"
#include "vault/manifest-log.h"
#include "vault/marker.h"
#include "vault/probe.h"
#include "vault/suitability.h"
#include "vault/vault-private.h"

typedef struct
{
  char *root;        /* owned */
  char *cloud_name;  /* owned */
  gboolean adopt;    /* the photos in the folder are what it is about */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_free (wish->root);
  g_free (wish->cloud_name);
  g_free (wish);
}

static gboolean
make_root (const Wish  *wish,
           GError     **error)
{
  g_autofree char *parent = g_path_get_dirname (wish->root);
  ps_autofd parent_fd = open (parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (parent_fd < 0)
    {
      g_autofree char *shown = ps_text_visible (parent, 200);

      g_set_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_UNSUITABLE,
                   /* Translators: %s is a folder. */
                   _("The folder “%s”, in which the library should lie, is not there. "
                     "If it is on a drive, plug the drive in."), shown);
      return FALSE;
    }
  if (!ps_suitable_outside (parent, error) || !ps_suitable_drive (parent_fd, parent, error))
    return FALSE;
  if (mkdir (wish->root, 0755) < 0)
    {
      ps_vault_set_errno (error, errno, PS_ERRNO_NAME, wish->root);
      return FALSE;
    }
  return ps_contained_sync (parent_fd, parent, error);
}

static int
open_root (const Wish  *wish,
           GError     **error)
{
  int fd = open (wish->root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0 && errno == ENOENT)
    {
      if (!make_root (wish, error))
        return -1;
      fd = open (wish->root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    }
  if (fd >= 0)
    return fd;
  if (errno == ENOTDIR)
    ps_suitable_refuse (error, _("This is a file, not a folder. Choose a folder for the library."));
  else if (errno == EACCES)
    ps_suitable_refuse (error, _("You are not allowed to open this folder. Choose another one."));
  else
    ps_vault_set_errno (error, errno, PS_ERRNO_NAME, wish->root);
  return -1;
}

static char *
compose_read_me (const char *cloud_name)
{
  g_autofree char *shown = ps_text_visible (cloud_name, 80);

  /* Translators: the text of a file that lies in every library; %s is the name of a cloud. Keep the lines short. */
  return g_strdup_printf (_("This folder is a library made by Proofsheet. It holds the originals that the\n"
                            "Cloudinary cloud “%s” stores, and everything the cloud knows about them.\n"
                            "You need no Proofsheet to use it.\n"
                            "\n"
                            "Photos/           your photos: ordinary files in ordinary folders. They are\n"
                            "                  read-only on purpose; edit a copy, or save beside them.\n"
                            "MANIFEST.sha256   one line for each proven file. To check all of them, open\n"
                            "                  a terminal in this folder and type\n"
                            "                      sha256sum -c --quiet MANIFEST.sha256\n"
                            "photos.db         the catalogue: titles, tags, collections, dates, cameras.\n"
                            "                  It is an SQLite database; any SQLite program opens it:\n"
                            "                      sqlite3 -readonly photos.db .tables\n"
                            ".proofsheet/      what Proofsheet needs: the mark that makes this folder a\n"
                            "                  library (library.json), the list of all files with their\n"
                            "                  sizes and checksums (manifest.jsonl, one JSON object a\n"
                            "                  line), earlier versions of photos (versions/), damaged\n"
                            "                  copies (quarantine/), copies of the catalogue (snapshots/)\n"
                            "                  and photos still on their way (staging/).\n"
                            "\n"
                            "To move the library, close Proofsheet and copy this whole folder, the hidden\n"
                            ".proofsheet folder included.\n"), shown);
}

static gboolean
write_read_me (int          root_fd,
               const char  *cloud_name,
               GError     **error)
{
  g_autofree char *text = compose_read_me (cloud_name);
  g_autoptr(GError) reason = NULL;
  ps_autofd fd = ps_contained_open (root_fd, "READ-ME.txt", O_WRONLY | O_CREAT | O_EXCL, &reason);

  if (g_error_matches (reason, PS_VAULT_ERROR, PS_VAULT_ERROR_EXISTS))
    return TRUE; /* whosever it is, it stays */
  if (fd < 0)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (!ps_contained_write_all (fd, text, strlen (text), 0))
    {
      ps_room_set_errno (root_fd, errno, "READ-ME.txt", error);
      return FALSE;
    }
  return ps_contained_sync (fd, "READ-ME.txt", error);
}

/* The marker comes last: until then the folder is no library, and making it one can begin again. */
static gboolean
furnish (int          root_fd,
         const Wish  *wish,
         GError     **error)
{
  static const char *folders[] = {
    ".proofsheet/staging", ".proofsheet/versions", ".proofsheet/quarantine", ".proofsheet/snapshots", "Photos"
  };
  g_autoptr(PsMarker) marker = ps_marker_new (wish->cloud_name);
  gboolean done;
  int lock_fd;

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      ps_autofd fd = ps_contained_open_folder (root_fd, folders[i], TRUE, error);

      if (fd < 0)
        return FALSE;
    }
  lock_fd = ps_lock_take (root_fd, error);
  if (lock_fd < 0)
    return FALSE;
  marker->file_system = ps_probe_file_system (root_fd);
  done = ps_suitable_marker (root_fd, wish->cloud_name, error)
         && ps_probe_try (root_fd, &marker->abilities, error)
         && write_read_me (root_fd, wish->cloud_name, error)
         && ps_manifest_log_make (root_fd, error)
         && ps_contained_sync (root_fd, wish->root, error)
         && ps_marker_write (marker, root_fd, error);
  ps_lock_give_back (&lock_fd);
  return done;
}

static gboolean
has_marker (int root_fd)
{
  struct stat info;

  return fstatat (root_fd, PS_MARKER_PATH, &info, AT_SYMLINK_NOFOLLOW) == 0;
}

/* Taking over was tried before, and is tried again for another cloud: the first name was wrong. */
static gboolean
mark_anew (int          root_fd,
           const Wish  *wish,
           GError     **error)
{
  g_autoptr(PsMarker) marker = ps_marker_read (root_fd, error);
  g_autofree char *read_me = NULL, *old_words = NULL, *words = NULL;
  int lock_fd;
  gboolean done;

  if (marker == NULL)
    return FALSE;
  if (g_str_equal (marker->cloud_name, wish->cloud_name))
    return TRUE;
  lock_fd = ps_lock_take (root_fd, error);
  if (lock_fd < 0)
    return FALSE;
  read_me = ps_contained_read_text (root_fd, "READ-ME.txt", 64 * 1024, NULL);
  old_words = compose_read_me (marker->cloud_name);
  words = compose_read_me (wish->cloud_name);
  g_free (marker->cloud_name);
  marker->cloud_name = g_strdup (wish->cloud_name);
  done = (g_strcmp0 (read_me, old_words) != 0 || ps_contained_replace (root_fd, "READ-ME.txt", words, error))
         && ps_marker_write (marker, root_fd, error);
  ps_lock_give_back (&lock_fd);
  return done;
}

static gboolean
make_library (int          root_fd,
              const Wish  *wish,
              GError     **error)
{
  if (wish->adopt && has_marker (root_fd))
    return mark_anew (root_fd, wish, error);
  return ps_suitable_folder (root_fd, wish->root, wish->cloud_name, wish->adopt, error) && furnish (root_fd, wish, error);
}

static void
create_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  const Wish *wish = data;
  g_autoptr(GError) error = NULL;
  ps_autofd root_fd = -1;

  ps_vault_ignore_file_size_signal ();
  root_fd = open_root (wish, &error);
  if (root_fd >= 0 && make_library (root_fd, wish, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
create (const char          *root,
        const char          *cloud_name,
        gboolean             adopt,
        GCancellable        *cancellable,
        GAsyncReadyCallback  callback,
        gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Wish *wish = g_new (Wish, 1);

  *wish = (Wish) { g_canonicalize_filename (root, NULL), ps_text_valid (cloud_name, -1, 256), adopt };
  g_task_set_source_tag (task, ps_vault_create_async);
  g_task_set_task_data (task, wish, wish_free);
  g_task_run_in_thread (task, create_in_thread);
}

/**
 * ps_vault_create_async:
 * @root: an empty folder, or a missing one whose parent is there
 * @cloud_name: which cloud the library is for
 * @cancellable: (nullable): cancels
 * @callback: called when it is a library or the reason is known
 * @user_data: for @callback
 *
 * Fails with %PS_VAULT_ERROR_UNSUITABLE and a sentence of its own for: the
 * root, the home folder, a file, a folder with other things, one inside another
 * library, one that is a library already (of this or another cloud), one that
 * cannot be written to, a drive that is too small. No foreign file is touched.
 */
void
ps_vault_create_async (const char          *root,
                       const char          *cloud_name,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (root != NULL && *root != '\0');
  g_return_if_fail (cloud_name != NULL && *cloud_name != '\0');

  create (root, cloud_name, FALSE, cancellable, callback, user_data);
}

/**
 * ps_vault_adopt_async:
 * @root: a folder left by the predecessor tool
 * @cloud_name: which cloud it is for
 * @cancellable: (nullable): cancels
 * @callback: called when it is a library or the reason is known
 * @user_data: for @callback
 *
 * As ps_vault_create_async(), but the folder may be full: what lies there stays
 * where it is. The caller has made sure that it is the predecessor's still: if
 * it was marked before, by a try that did not end, it is marked for
 * @cloud_name now. Finish with ps_vault_create_finish().
 */
void
ps_vault_adopt_async (const char          *root,
                      const char          *cloud_name,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_return_if_fail (root != NULL && *root != '\0');
  g_return_if_fail (cloud_name != NULL && *cloud_name != '\0');

  create (root, cloud_name, TRUE, cancellable, callback, user_data);
}

/**
 * ps_vault_create_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the folder is a library now
 */
gboolean
ps_vault_create_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
