/* src/export/trees.c: a file for each photo: XMP sidecars, or the originals in folders. The export's own thread. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "export/export-private.h"
#include "export/folder.h"
#include "export/values.h"
#include "vault/copy-out.h"
#include "vault/digest.h"
#include "vault/name-part.h"
#include "vault/vault.h"

/* Where the photo lies here, or would lie: its sidecar goes to the same place below the target. */
static char *
choose_place (const PsExportRow *row)
{
  const char *path = ps_export_row_get (row, "path"), *folder = ps_export_row_get (row, "folder");
  g_autofree char *wanted = NULL;

  if (path != NULL)
    return g_strdup (path);
  wanted = g_strdup_printf ("Photos/%s/%s", folder != NULL ? folder : "", ps_export_row_get (row, "name"));
  return ps_export_clean_path (wanted);
}

/**
 * ps_export_is_here:
 * @row: a photo
 *
 * Returns: whether its original is in the library
 */
gboolean
ps_export_is_here (const PsExportRow *row)
{
  return ps_export_row_get (row, "path") != NULL && g_strcmp0 (ps_export_row_get (row, "state"), "missing") != 0;
}

static void
note_existing (PsExport   *self,
               const char *path)
{
  self->report->n_existing++;
  if (self->report->existing == NULL)
    self->report->existing = g_strdup (path);
}

static gboolean
fill_sidecar (PsExport           *self,
              const PsExportRow  *row,
              const PsPartFile   *part,
              const char         *packet,
              const char         *path,
              GError            **error)
{
  g_autofree char *again = NULL;
  gsize length;

  if (!ps_export_write (part->fd, packet, strlen (packet), path, error))
    return FALSE;
  if (fsync (part->fd) != 0 || (again = ps_export_read (part->fd, &length)) == NULL)
    return ps_export_fail (error, path, errno);
  if (ps_xmp_check (again, length, self->options.target, row))
    return TRUE;
  /* Translators: a file's path. */
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("“%s” reads differently from what was written. Export it again, best to another drive."), path);
  return FALSE;
}

/* @exists: something has that name, and was left alone. */
static gboolean
write_sidecar (PsExport           *self,
               const PsExportRow  *row,
               int                 folder_fd,
               const char         *name,
               const char         *path,
               gboolean           *exists,
               GError            **error)
{
  g_autofree char *packet = ps_xmp_make (self->options.target, row, error);
  PsPartFile part = { .fd = -1 };
  struct stat info;
  gboolean done;

  *exists = fstatat (folder_fd, name, &info, AT_SYMLINK_NOFOLLOW) == 0;
  if (packet == NULL || *exists)
    return packet != NULL;
  if (!ps_part_file_open (&part, folder_fd))
    return ps_export_fail (error, path, errno);
  done = fill_sidecar (self, row, &part, packet, path, error);
  if (done && !ps_part_file_publish (&part, name, FALSE, NULL))
    {
      *exists = errno == EEXIST;
      done = *exists || ps_export_fail (error, path, errno);
    }
  ps_part_file_discard (&part);
  return done;
}

/**
 * ps_export_add_xmp:
 * @self: an export as XMP
 * @row: a photo
 * @error: return location
 *
 * Returns: whether its sidecar is written, or one was there
 */
gboolean
ps_export_add_xmp (PsExport           *self,
                   const PsExportRow  *row,
                   GError            **error)
{
  g_autofree char *place = choose_place (row), *folder = g_path_get_dirname (place), *base = g_path_get_basename (place);
  g_autofree char *name = ps_xmp_sidecar_name (self->options.target, base), *relative = g_build_filename (folder, name, NULL);
  g_autofree char *path = g_build_filename (self->target, relative, NULL);
  int folder_fd = ps_export_target_open_folder (self->open, folder, error);
  gboolean exists, done;

  if (folder_fd < 0)
    return FALSE;
  done = write_sidecar (self, row, folder_fd, name, path, &exists, error);
  close (folder_fd);
  if (!done)
    return FALSE;
  if (exists && g_hash_table_contains (self->claimed, relative))
    {
      /* Translators: a file's name. */
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _("“%s” would be the sidecar of two photos; it is the first one's."), name);
      return FALSE;
    }
  if (exists)
    note_existing (self, path);
  else
    {
      g_hash_table_add (self->claimed, g_steal_pointer (&relative));
      self->report->n_written++;
      self->report->n_files++;
    }
  return TRUE;
}

/* The folders a photo goes to: several collections are several; in none, a folder that says so. */
static GPtrArray *
choose_folders (PsExport          *self,
                const PsExportRow *row)
{
  GPtrArray *folders = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) names = NULL;
  const char *one;

  switch (self->options.tree)
    {
    case PS_TREE_COLLECTIONS:
      names = ps_export_list (PS_COLUMN_LIST, ps_export_row_get (row, "collections"));
      for (guint i = 0; i < names->len; i++)
        {
          /* A "/" in a collection's name makes no levels. */
          g_autofree char *flat = g_strdelimit (g_strdup (g_ptr_array_index (names, i)), "/", '-');

          g_ptr_array_add (folders, ps_export_clean_path (flat));
        }
      if (folders->len == 0)
        /* Translators: the name of a folder for photos that are in no collection. */
        g_ptr_array_add (folders, g_strdup (_("In No Collection")));
      break;
    case PS_TREE_SHOOTS:
      one = ps_export_row_get (row, "shoot");
      if (one != NULL)
        {
          g_autofree char *flat = g_strdelimit (g_strdup (one), "/", '-');

          g_ptr_array_add (folders, ps_export_clean_path (flat));
        }
      else
        /* Translators: the name of a folder for photos that are in no shoot. */
        g_ptr_array_add (folders, g_strdup (_("In No Shoot")));
      break;
    case PS_TREE_FOLDERS:
    case PS_N_TREES:
    default:
      one = ps_export_row_get (row, "folder");
      g_ptr_array_add (folders, ps_export_clean_path (one != NULL ? one : ""));
    }
  return folders;
}

/* The same bytes, as the catalogue knows them. */
static gboolean
is_equal (int                folder_fd,
          const char        *name,
          const PsExportRow *row,
          GCancellable      *cancellable)
{
  const char *wanted = ps_export_row_get (row, "sha256"), *n_bytes = ps_export_row_get (row, "bytes_here");
  int fd = openat (folder_fd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  g_autoptr(PsDigest) digest = ps_digest_new ();
  char md5[33], sha256[65];
  struct stat info;
  gboolean same = fd >= 0 && wanted != NULL && fstat (fd, &info) == 0 && S_ISREG (info.st_mode)
                  && (n_bytes == NULL || info.st_size == g_ascii_strtoll (n_bytes, NULL, 10));

  same = same && ps_digest_file (fd, digest, cancellable) == info.st_size;
  if (fd >= 0)
    close (fd);
  ps_digest_finish (digest, md5, sha256);
  return same && strcmp (sha256, wanted) == 0;
}

/* An export before this one brought it there. A file that another photo of this run has is that photo's. Nullable. */
static char *
find_equal (PsExport          *self,
            const PsExportRow *row,
            int                folder_fd,
            const char        *folder,
            const char        *name,
            GCancellable      *cancellable)
{
  struct stat info;

  for (guint n = 1; n <= PS_PART_FILE_MOST_SIBLINGS; n++)
    {
      g_autofree char *candidate = ps_part_file_sibling (name, n);
      g_autofree char *relative = g_build_filename (folder, candidate, NULL);

      if (fstatat (folder_fd, candidate, &info, AT_SYMLINK_NOFOLLOW) != 0)
        return NULL;
      if (!g_hash_table_contains (self->claimed, relative) && is_equal (folder_fd, candidate, row, cancellable))
        return g_steal_pointer (&relative);
    }
  return NULL;
}

/* What is wrong with the target ends the export; the error's domain is the export's. */
static void
translate_error (GError **error)
{
  static const struct { int vault, io; } codes[] = {
    { PS_VAULT_ERROR_NO_SPACE, G_IO_ERROR_NO_SPACE },
    { PS_VAULT_ERROR_READ_ONLY, G_IO_ERROR_READ_ONLY },
    { PS_VAULT_ERROR_IO, G_IO_ERROR_NOT_MOUNTED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (*error, PS_VAULT_ERROR, codes[i].vault))
      {
        (*error)->domain = G_IO_ERROR;
        (*error)->code = codes[i].io;
      }
}

/* Where a hard link cannot be made, a copy is. */
static gboolean
link_or_copy (PsExport      *self,
              const char    *from,
              int            folder_fd,
              const char    *folder,
              const char    *name,
              GCancellable  *cancellable,
              GError       **error)
{
  GError *local = NULL;
  g_autofree char *given = NULL;

  if (self->options.hard_links && ps_export_link (from, folder_fd, name, &given))
    self->report->n_linked++;
  else if (!ps_copy_out_one (from, folder_fd, name, NULL, &given, cancellable, &local))
    {
      translate_error (&local);
      g_propagate_error (error, local);
      return FALSE;
    }
  self->report->n_renamed += !g_str_equal (given, name);
  self->report->n_files++;
  g_hash_table_add (self->claimed, g_build_filename (folder, given, NULL));
  return TRUE;
}

/* @made: whether there is a file now that was not there before. */
static gboolean
add_to_folder (PsExport           *self,
               const PsExportRow  *row,
               const char         *folder,
               gboolean           *made,
               GCancellable       *cancellable,
               GError            **error)
{
  const PsNameRules strict = { .any_characters = FALSE }; /* it may be a stick */
  const char *path = ps_export_row_get (row, "path");
  g_autofree char *base = g_path_get_basename (path), *name = ps_name_part_clean (base, strict);
  g_autofree char *from = g_build_filename (self->root, path, NULL);
  g_autofree char *equal = NULL;
  int folder_fd = ps_export_target_open_folder (self->open, folder, error);
  gboolean done = TRUE;

  if (folder_fd < 0)
    return FALSE;
  equal = find_equal (self, row, folder_fd, folder, name, cancellable);
  if (equal != NULL)
    {
      g_autofree char *whole = g_build_filename (self->target, equal, NULL);

      note_existing (self, whole);
      g_hash_table_add (self->claimed, g_steal_pointer (&equal));
    }
  else if (g_cancellable_set_error_if_cancelled (cancellable, error))
    done = FALSE;
  else
    *made = done = link_or_copy (self, from, folder_fd, folder, name, cancellable, error);
  close (folder_fd);
  return done;
}

/**
 * ps_export_add_folders:
 * @self: an export as folders
 * @row: a photo
 * @cancellable: (nullable): heeded within a file
 * @error: return location
 *
 * Returns: whether its original is where it belongs; one that is not here is counted as skipped
 */
gboolean
ps_export_add_folders (PsExport           *self,
                       const PsExportRow  *row,
                       GCancellable       *cancellable,
                       GError            **error)
{
  g_autoptr(GPtrArray) folders = choose_folders (self, row);
  gboolean made = FALSE;

  if (!ps_export_is_here (row))
    {
      self->report->n_skipped++;
      return TRUE;
    }
  for (guint i = 0; i < folders->len; i++)
    if (!add_to_folder (self, row, g_ptr_array_index (folders, i), &made, cancellable, error))
      return FALSE;
  self->report->n_written += made;
  return TRUE;
}
