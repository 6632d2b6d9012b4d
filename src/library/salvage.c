/* src/library/salvage.c: what a new catalogue begins with: the one that is there, a copy of it, or nothing.
 *
 * The daily copies are tried latest first, then the one before the last change
 * of the schema, then the one in the user's own data folder. Each is read from
 * end to end before it is believed. Any thread; it may take minutes.
 */
#include "library/salvage.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/paths.h"
#include "catalog/catalog.h"
#include "catalog/predecessor.h"

#define FOLDER ".proofsheet/snapshots"

static void
remove_left_over (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal", "-new" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (path, endings[i], NULL);

      g_unlink (file);
    }
}

static gboolean
is_regular (const char *path)
{
  GStatBuf info;

  return g_lstat (path, &info) == 0 && S_ISREG (info.st_mode);
}

/* "photos-2026-05-12.db" sorts after "photos-2026-05-11.db", and before "photos-version-1.db": days first. */
static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  const char *x = *(const char *const *) a, *y = *(const char *const *) b;
  gboolean x_is_day = g_ascii_isdigit (x[strlen ("photos-")]), y_is_day = g_ascii_isdigit (y[strlen ("photos-")]);

  if (x_is_day != y_is_day)
    return x_is_day ? -1 : 1;
  return strcmp (y, x);
}

/* Paths, best first. */
static GPtrArray *
list_copies (PsVault *vault)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = g_build_filename (ps_vault_get_root (vault), FOLDER, NULL);
  g_autoptr(GDir) dir = g_file_test (folder, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (folder, 0, NULL);
  g_autofree char *kept_folder = ps_path_kept_copies ();
  g_autofree char *kept_name = g_strconcat (ps_vault_get_library_id (vault), ".db", NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "photos-") && g_str_has_suffix (name, ".db"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (paths, g_build_filename (folder, g_ptr_array_index (names, i), NULL));
  g_ptr_array_add (paths, g_build_filename (kept_folder, kept_name, NULL));
  return paths;
}

/* The copy itself stays as it is, sound or not. */
static gboolean
try_copy (const char *from,
          const char *to)
{
  g_autoptr(GFile) source = g_file_new_for_path (from);
  g_autoptr(GFile) target = g_file_new_for_path (to);
  gboolean is_ours;

  remove_left_over (to);
  if (is_regular (from) && g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL)
      && g_chmod (to, 0600) == 0 && ps_catalog_check_file (to, &is_ours, NULL))
    return TRUE;
  remove_left_over (to);
  return FALSE;
}

/* Whether what is wrong with the catalogue is what rebuilding is for. Takes nothing. */
static gboolean
may_be_replaced (const GError *error,
                 gboolean      is_ours)
{
  return g_error_matches (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_CORRUPT)
         || (is_ours && g_error_matches (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_FOREIGN));
}

static gboolean
has_copies (const char *root)
{
  g_autofree char *path = g_build_filename (root, FOLDER, NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);

  return dir != NULL && g_dir_read_name (dir) != NULL;
}

/* The latest one: its name says when. */
static char *
find_before_adoption (const char *root)
{
  g_autofree char *folder = g_path_get_dirname (PS_SALVAGE_BEFORE_ADOPTION), *prefix = g_path_get_basename (PS_SALVAGE_BEFORE_ADOPTION);
  g_autofree char *path = g_build_filename (root, folder, NULL), *latest = NULL;
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix) && g_str_has_suffix (name, ".db") && g_strcmp0 (name, latest) > 0)
      {
        g_free (latest);
        latest = g_strdup (name);
      }
  return latest != NULL ? g_build_filename (folder, latest, NULL) : NULL;
}

/**
 * ps_salvage_find_adopted:
 * @root: any folder
 *
 * Taking over was cut off where the old database had lost its name, and the new
 * catalogue had not yet got it: it is whole. It knows each photo of the old one,
 * and there is no copy of it yet: the library was never worked with.
 *
 * Returns: (transfer full) (nullable): where the old database is, relative; %NULL: it is nothing of the kind
 */
char *
ps_salvage_find_adopted (const char *root)
{
  g_autofree char *path = g_build_filename (root, "photos.db", NULL);
  g_autofree char *rebuilt = g_build_filename (root, PS_SALVAGE_NAME, NULL);
  g_autofree char *log = g_strconcat (rebuilt, "-wal", NULL);
  g_autofree char *kept = NULL, *old = NULL;
  gboolean is_ours;
  GStatBuf info;

  if (g_lstat (path, &info) == 0 || !is_regular (rebuilt) || has_copies (root))
    return NULL;
  kept = find_before_adoption (root);
  old = kept != NULL ? g_build_filename (root, kept, NULL) : NULL;
  if (old == NULL || !ps_catalog_check_file (rebuilt, &is_ours, NULL) || g_lstat (log, &info) == 0
      || ps_predecessor_count (old) < 0 || ps_predecessor_count (old) != ps_predecessor_count (rebuilt))
    return NULL;
  return g_steal_pointer (&kept);
}

/**
 * ps_salvage_remove_left_over:
 * @root: a library, open for writing
 *
 * The name is Proofsheet's alone.
 */
void
ps_salvage_remove_left_over (const char *root)
{
  g_autofree char *rebuilt = g_build_filename (root, PS_SALVAGE_NAME, NULL);

  remove_left_over (rebuilt);
}

/**
 * ps_salvage_choose:
 * @vault: a library, open for writing, whose catalogue nobody has open
 * @salvage: (out): what there is to begin with
 * @snapshot: (out): the path of the copy that is used; %NULL: none
 * @error: set with %PS_CATALOG_ERROR where the catalogue is another program's
 *   or a newer Proofsheet's, and so is left alone
 *
 * Returns: whether a new catalogue may be made
 */
gboolean
ps_salvage_choose (PsVault    *vault,
                   PsSalvage  *salvage,
                   char      **snapshot,
                   GError    **error)
{
  g_autofree char *path = g_build_filename (ps_vault_get_root (vault), "photos.db", NULL);
  g_autofree char *rebuilt = g_build_filename (ps_vault_get_root (vault), PS_SALVAGE_NAME, NULL);
  g_autoptr(GError) damage = NULL;
  g_autoptr(GPtrArray) copies = NULL;
  g_autofree char *adopted = ps_salvage_find_adopted (ps_vault_get_root (vault));
  gboolean is_ours = FALSE;

  *snapshot = NULL;
  if (adopted == NULL)
    remove_left_over (rebuilt); /* of a run that was cut off; the name is ours alone */
  else if (g_rename (rebuilt, path) < 0)
    {
      g_set_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_FAILED, "%s: %s", path, g_strerror (errno));
      return FALSE;
    }
  if (ps_catalog_check_file (path, &is_ours, &damage))
    {
      *salvage = PS_SALVAGE_SOUND;
      return TRUE;
    }
  if (!may_be_replaced (damage, is_ours))
    {
      g_propagate_error (error, g_steal_pointer (&damage));
      return FALSE;
    }
  copies = list_copies (vault);
  for (guint i = 0; i < copies->len; i++)
    if (try_copy (g_ptr_array_index (copies, i), rebuilt))
      {
        *salvage = PS_SALVAGE_SNAPSHOT;
        *snapshot = g_strdup (g_ptr_array_index (copies, i));
        return TRUE;
      }
  *salvage = PS_SALVAGE_NOTHING;
  return TRUE;
}
