/* src/base/paths.c: where Proofsheet keeps what is not in a library. */
#include "base/paths.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

/**
 * ps_path_thumbnails:
 *
 * Returns: (transfer full): the folder of the thumbnail cache; it may be deleted at any time
 */
char *
ps_path_thumbnails (void)
{
  return g_build_filename (g_get_user_cache_dir (), "proofsheet", "thumbnails", NULL);
}

/**
 * ps_path_demo:
 *
 * Returns: (transfer full): the folder of the demo cloud's drawn pictures
 */
char *
ps_path_demo (void)
{
  return g_build_filename (g_get_user_cache_dir (), "proofsheet", "demo", NULL);
}

/**
 * ps_path_kept_copies:
 *
 * Returns: (transfer full): the folder with the latest catalogue of every library,
 *   for browsing while a drive is away
 */
char *
ps_path_kept_copies (void)
{
  return g_build_filename (g_get_user_data_dir (), "proofsheet", "libraries", NULL);
}

/**
 * ps_path_program:
 * @name: a program that comes with Proofsheet
 *
 * Looks beside the running program first, so that a build folder works
 * without installing, then in the folders of that build, then where
 * `meson install` puts helper programs.
 *
 * Returns: (transfer full): a path; whether it exists shows when it is started
 */
char *
ps_path_program (const char *name)
{
  static const char *const places[] = { ".", "../look", "../cli", "../../src/look", "../src/look", "../../../src/look", "../libexec/proofsheet", NULL };
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;

  for (int i = 0; folder != NULL && places[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folder, places[i], name, NULL);

      if (g_access (path, X_OK) == 0)
        return g_canonicalize_filename (path, NULL);
    }
  return g_build_filename (PS_LIBEXEC_DIR, name, NULL);
}

/**
 * ps_path_make_private:
 * @path: a folder
 * @error: set with a `GFileError`
 *
 * Makes @path and its parents where they are missing, for this user alone (0700).
 *
 * Returns: whether the folder is there
 */
gboolean
ps_path_make_private (const char  *path,
                      GError     **error)
{
  if (g_mkdir_with_parents (path, 0700) == 0)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", path, g_strerror (errno));
  return FALSE;
}
