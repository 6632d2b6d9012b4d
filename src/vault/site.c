/* src/vault/site.c: a folder somebody points at -> where a library would lie, and whether it may.
 *
 * A drive's own root and a folder with other things in it get a new folder for
 * the library: nothing of anybody's is ever mixed with it. What is said here
 * is said before anything is made; making it asks everything once more.
 */
#include "vault/site.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <linux/magic.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "vault/contained.h"
#include "vault/marker.h"
#include "vault/probe.h"
#include "vault/room.h"
#include "vault/suitability.h"

#define MAX_SIBLINGS 99

G_DEFINE_BOXED_TYPE (PsSite, ps_site, ps_site_ref, ps_site_unref)

/**
 * ps_site_ref:
 * @self: a site
 *
 * Returns: (transfer full): @self
 */
PsSite *
ps_site_ref (PsSite *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_site (gpointer data)
{
  PsSite *self = data;

  g_free (self->chosen);
  g_free (self->root);
  g_free (self->reason);
  g_free (self->cloud_name);
  g_free (self->file_system);
}

/**
 * ps_site_unref:
 * @self: (transfer full): a site
 */
void
ps_site_unref (PsSite *self)
{
  g_atomic_rc_box_release_full (self, clear_site);
}

/**
 * ps_site_find_library:
 * @folder: any folder
 *
 * Returns: (transfer full) (nullable): the cloud whose library it is
 */
char *
ps_site_find_library (const char *folder)
{
  ps_autofd fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  g_autoptr(PsMarker) marker = fd >= 0 ? ps_marker_read (fd, NULL) : NULL;

  return marker != NULL ? g_strdup (marker->cloud_name) : NULL;
}

/**
 * ps_site_find_library_id:
 * @folder: any folder
 *
 * Returns: (transfer full) (nullable): the random id in its marker
 */
char *
ps_site_find_library_id (const char *folder)
{
  ps_autofd fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  g_autoptr(PsMarker) marker = fd >= 0 ? ps_marker_read (fd, NULL) : NULL;

  return marker != NULL ? g_strdup (marker->library_id) : NULL;
}

/* A drive's root, but not the computer's own. */
static gboolean
is_mount_point (const char *folder)
{
  g_autofree char *parent = g_build_filename (folder, "..", NULL);
  struct stat here, above;

  return stat (folder, &here) == 0 && stat (parent, &above) == 0 && here.st_dev != above.st_dev;
}

static gboolean
is_own_root (const char *folder)
{
  struct stat here, root;

  return stat (folder, &here) == 0 && stat ("/", &root) == 0 && here.st_dev == root.st_dev && here.st_ino == root.st_ino;
}

static gboolean
is_home (const char *folder)
{
  struct stat here, home;

  return stat (folder, &here) == 0 && stat (g_get_home_dir (), &home) == 0 && here.st_dev == home.st_dev && here.st_ino == home.st_ino;
}

static void
read_drive (PsSite     *self,
            int         fd,
            const char *folder)
{
  g_autoptr(GFile) file = g_file_new_for_path (folder);
  g_autoptr(GFileInfo) info = g_file_query_filesystem_info (file, G_FILE_ATTRIBUTE_FILESYSTEM_TYPE, NULL, NULL);
  PsVaultRoom room;

  if (ps_room_read (fd, &room, NULL))
    {
      self->n_room = MAX (0, room.n_free - room.n_reserve);
      self->n_total = room.n_total;
    }
  if (info != NULL)
    self->file_system = g_strdup (g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_FILESYSTEM_TYPE));
  /* Through FUSE the name tells nothing; the limit then shows when the library is made, by trying. */
  if (ps_probe_file_system (fd) == MSDOS_SUPER_MAGIC || g_strcmp0 (self->file_system, "vfat") == 0
      || g_strcmp0 (self->file_system, "msdos") == 0)
    self->max_file_size = G_MAXUINT32;
}

static void
refuse (PsSite     *self,
        const char *reason)
{
  self->verdict = PS_SITE_UNSUITABLE;
  g_free (self->reason);
  self->reason = g_strdup (reason);
}

/* Whether @folder may become a library itself; @is_full: only other things in it stand in the way. */
static gboolean
judge_folder (PsSite     *self,
              int         fd,
              const char *folder,
              const char *cloud_name,
              gboolean   *is_full)
{
  g_autofree char *own = ps_site_find_library (folder);
  g_autoptr(GError) error = NULL;

  *is_full = FALSE;
  g_free (self->cloud_name);
  self->cloud_name = g_steal_pointer (&own);
  if (self->cloud_name != NULL)
    {
      gboolean is_ours = strcmp (self->cloud_name, cloud_name) == 0;

      ps_suitable_marker (fd, cloud_name, &error);
      refuse (self, error != NULL ? error->message : NULL);
      self->verdict = is_ours ? PS_SITE_THIS_LIBRARY : PS_SITE_OTHER_LIBRARY;
      return FALSE;
    }
  if (!ps_suitable_folder (fd, folder, cloud_name, TRUE, &error))
    {
      *is_full = is_home (folder);
      refuse (self, error->message);
      return FALSE;
    }
  if (ps_suitable_empty (fd, folder, &error))
    return TRUE;
  *is_full = TRUE;
  refuse (self, error->message);
  return FALSE;
}

/* A new folder in @folder, or one that is there and empty, or the library that is there already. */
static void
judge_subfolder (PsSite     *self,
                 const char *folder,
                 const char *cloud_name)
{
  for (guint n = 1; n <= MAX_SIBLINGS; n++)
    {
      g_autofree char *name = n == 1 ? g_strdup (cloud_name) : g_strdup_printf ("%s-%u", cloud_name, n);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      ps_autofd fd = open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
      gboolean is_there = fd >= 0 || errno != ENOENT, is_full;

      if (is_there && fd < 0)
        continue;
      if (is_there && !judge_folder (self, fd, path, cloud_name, &is_full) && self->verdict != PS_SITE_THIS_LIBRARY)
        continue;
      g_free (self->root);
      self->root = g_steal_pointer (&path);
      self->is_subfolder = TRUE;
      if (self->verdict != PS_SITE_THIS_LIBRARY)
        {
          self->verdict = PS_SITE_GOOD;
          g_clear_pointer (&self->reason, g_free);
          g_clear_pointer (&self->cloud_name, g_free);
        }
      return;
    }
}

/* The folder is not there yet: its parent decides. */
static void
judge_missing (PsSite *self)
{
  g_autofree char *parent = g_path_get_dirname (self->chosen);
  ps_autofd fd = open (parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  g_autoptr(GError) error = NULL;

  if (fd < 0)
    {
      refuse (self, _("This folder is not there. If it is on a drive, plug the drive in."));
      return;
    }
  read_drive (self, fd, parent);
  if (!ps_suitable_outside (parent, &error) || !ps_suitable_drive (fd, parent, &error))
    refuse (self, error->message);
}

static void
judge_present (PsSite     *self,
               int         fd,
               const char *cloud_name)
{
  g_autoptr(GError) error = NULL;
  gboolean is_full;

  read_drive (self, fd, self->chosen);
  if (is_own_root (self->chosen))
    {
      refuse (self, _("This is the root of the computer’s own disk. Choose a folder of its own for the library."));
      return;
    }
  if (judge_folder (self, fd, self->chosen, cloud_name, &is_full))
    {
      if (is_mount_point (self->chosen))
        judge_subfolder (self, self->chosen, cloud_name);
      return;
    }
  if (!is_full)
    return;
  if (!ps_suitable_outside (self->chosen, &error) || !ps_suitable_drive (fd, self->chosen, &error))
    refuse (self, error->message);
  else
    judge_subfolder (self, self->chosen, cloud_name);
}

/**
 * ps_site_judge:
 * @folder: what somebody points at; it need not be there
 * @cloud_name: whose library it is to be
 *
 * Reads folders on the drive, so not for the main thread.
 *
 * Returns: (transfer full): where the library would lie, and whether it may
 */
PsSite *
ps_site_judge (const char *folder,
               const char *cloud_name)
{
  PsSite *self = g_atomic_rc_box_new0 (PsSite);
  ps_autofd fd = -1;

  self->chosen = g_canonicalize_filename (folder, NULL);
  self->root = g_strdup (self->chosen);
  self->n_room = self->n_total = self->max_file_size = -1;
  fd = open (self->chosen, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0)
    judge_present (self, fd, cloud_name);
  else if (errno == ENOENT)
    judge_missing (self);
  else if (errno == ENOTDIR)
    refuse (self, _("This is a file, not a folder. Choose a folder for the library."));
  else if (errno == EACCES)
    refuse (self, _("You are not allowed to open this folder. Choose another one."));
  else
    {
      g_autoptr(GError) error = NULL;

      ps_vault_set_errno (&error, errno, PS_ERRNO_NAME, self->chosen);
      refuse (self, error->message);
    }
  return self;
}

typedef struct
{
  char *folder, *cloud_name; /* owned */
} Wish;

static void
free_wish (gpointer data)
{
  Wish *wish = data;

  g_free (wish->folder);
  g_free (wish->cloud_name);
  g_free (wish);
}

static void
judge_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  Wish *wish = data;

  g_task_return_pointer (task, ps_site_judge (wish->folder, wish->cloud_name), (GDestroyNotify) ps_site_unref);
}

/**
 * ps_site_judge_async:
 * @folder: what somebody points at
 * @cloud_name: whose library it is to be
 * @cancellable: (nullable): to stop
 * @callback: called once
 * @user_data: for @callback
 */
void
ps_site_judge_async (const char          *folder,
                     const char          *cloud_name,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Wish *wish = g_new (Wish, 1);

  g_return_if_fail (folder != NULL && cloud_name != NULL && *cloud_name != '\0');

  *wish = (Wish) { g_strdup (folder), g_strdup (cloud_name) };
  g_task_set_source_tag (task, ps_site_judge_async);
  g_task_set_task_data (task, wish, free_wish);
  g_task_run_in_thread (task, judge_in_thread);
}

/**
 * ps_site_judge_finish:
 * @result: what the callback got
 * @error: set where it was cancelled
 *
 * Returns: (transfer full) (nullable): the site
 */
PsSite *
ps_site_judge_finish (GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
