/* src/ui/drive-words.c: what the drive with a library is called. */
#include "ui/drive-words.h"

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
  g_autofree char *name = ps_kept_find_drive (root);

  /* Translators: where the photos are: not on a drive of their own. In the middle of a sentence. */
  return name != NULL ? ps_text_visible (name, LONGEST_NAME) : g_strdup (_("this computer"));
}

/**
 * ps_drive_words_name_of:
 * @library: a library, also one whose drive is away
 *
 * Returns: (transfer full): the name of the drive it lies on, or did
 */
char *
ps_drive_words_name_of (PsLibrary *library)
{
  const PsKept *kept = ps_library_get_kept (library);

  return kept != NULL ? ps_text_visible (kept->drive, LONGEST_NAME) : ps_drive_words_name (ps_library_get_root (library));
}
