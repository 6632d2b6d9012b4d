/* src/ui/drive-words.c: what the drive with a library is called. */
#include "ui/drive-words.h"

#include <gio/gunixmounts.h>
#include <glib/gi18n.h>

#include "base/text.h"

#define LONGEST_NAME 80

/**
 * ps_drive_words_name:
 * @root: a library's folder
 *
 * Reads the list of mounts, which waits for no drive.
 *
 * Returns: (transfer full): the name of the drive it lies on
 */
char *
ps_drive_words_name (const char *root)
{
  static const char *const removable[] = { "/media/", "/run/media/", "/mnt/", "/Volumes/" };
  GUnixMountEntry *mount = g_unix_mount_for (root, NULL);
  g_autofree char *name = NULL;

  for (guint i = 0; mount != NULL && i < G_N_ELEMENTS (removable); i++)
    {
      const char *path = g_unix_mount_get_mount_path (mount);

      if (g_str_has_prefix (path, removable[i]))
        {
          g_autofree char *last = g_path_get_basename (path);

          name = ps_text_visible (last, LONGEST_NAME);
          break;
        }
    }
  g_clear_pointer (&mount, g_unix_mount_free);
  /* Translators: where the photos are: not on a drive of their own. In the middle of a sentence. */
  return name != NULL ? g_steal_pointer (&name) : g_strdup (_("this computer"));
}
