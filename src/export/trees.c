/* src/export/trees.c: a file for each photo: XMP sidecars, or the originals in folders. The export's own thread. */
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "export/export-private.h"
#include "export/folder.h"
#include "export/values.h"
#include "vault/copy-out.h"

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

/* What is not whole is taken away again: it would count as a sidecar that was there. */
static gboolean
write_sidecar (PsExport           *self,
               const PsExportRow  *row,
               const char         *folder,
               const char         *name,
               const char         *packet,
               GError            **error)
{
  g_autofree char *path = NULL, *again = NULL;
  gsize length;
  int fd = ps_export_create (folder, name, FALSE, &path, error);
  gboolean done;

  if (fd < 0)
    return FALSE;
  done = ps_export_write (fd, packet, strlen (packet), path, error);
  done = ps_export_finish (fd, path, done ? error : NULL) && done;
  done = done && g_file_get_contents (path, &again, &length, error);
  if (done && !ps_xmp_check (again, length, self->options.target, row))
    {
      /* Translators: a file's path. */
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("“%s” reads differently from what was written. Export it again, best to another drive."), path);
      done = FALSE;
    }
  if (done)
    g_hash_table_add (self->sidecars, g_steal_pointer (&path));
  else
    g_unlink (path);
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
  g_autofree char *name = ps_xmp_sidecar_name (self->options.target, base), *whole = g_build_filename (self->target, folder, NULL);
  g_autofree char *packet = ps_xmp_make (self->options.target, row, error), *path = g_build_filename (whole, name, NULL);
  g_autoptr(GError) local = NULL;

  if (packet == NULL || !ps_export_make_folders (self->target, folder, error))
    return FALSE;
  if (write_sidecar (self, row, whole, name, packet, &local))
    {
      self->report->n_written++;
      self->report->n_files++;
      return TRUE;
    }
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_EXISTS) && g_hash_table_contains (self->sidecars, path))
    {
      /* Translators: a file's name. */
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _("“%s” would be the sidecar of two photos; it is the first one's."), name);
      return FALSE;
    }
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_EXISTS))
    {
      self->report->n_existing++;
      if (self->report->existing == NULL)
        self->report->existing = g_steal_pointer (&path);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
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

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* The copy job is asynchronous; this thread has a context of its own to wait in. */
static gboolean
copy (PsExport      *self,
      const char    *path,
      const char    *folder,
      const char    *name,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr(GMainContext) context = g_main_context_new ();
  g_autoptr(PsCopyOut) job = NULL;
  g_autoptr(PsCopyOutReport) report = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  g_main_context_push_thread_default (context);
  job = ps_copy_out_new (self->root, folder);
  ps_copy_out_add (job, path, name, -1);
  ps_copy_out_run_async (job, cancellable, copied_cb, &result);
  while (result == NULL)
    g_main_context_iteration (context, TRUE);
  report = ps_copy_out_run_finish (job, result, error);
  g_main_context_pop_thread_default (context);
  if (report == NULL)
    return FALSE;
  self->report->n_renamed += report->n_renamed;
  if (report->n_failed > 0)
    g_set_error_literal (error, G_IO_ERROR, report->is_full ? G_IO_ERROR_NO_SPACE : G_IO_ERROR_FAILED, report->problem);
  else if (report->n_copied == 0) /* told as neither */
    g_cancellable_set_error_if_cancelled (cancellable, error);
  return report->n_copied > 0;
}

/* Where a hard link cannot be made, a copy is. */
static gboolean
link_or_copy (PsExport      *self,
              const char    *path,
              const char    *folder,
              const char    *name,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autofree char *from = g_build_filename (self->root, path, NULL);
  gboolean renamed;

  if (self->options.hard_links && ps_export_link (from, folder, name, &renamed, NULL))
    {
      self->report->n_linked++;
      self->report->n_renamed += renamed;
      return TRUE;
    }
  return copy (self, path, folder, name, cancellable, error);
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
  const char *path = ps_export_row_get (row, "path");
  g_autoptr(GPtrArray) folders = choose_folders (self, row);
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : NULL;

  if (!ps_export_is_here (row))
    {
      self->report->n_skipped++;
      return TRUE;
    }
  for (guint i = 0; i < folders->len; i++)
    {
      const char *folder = g_ptr_array_index (folders, i);
      g_autofree char *whole = g_build_filename (self->target, folder, NULL);

      if (!ps_export_make_folders (self->target, folder, error)
          || !link_or_copy (self, path, whole, name, cancellable, error))
        return FALSE;
      self->report->n_files++;
    }
  self->report->n_written++;
  return TRUE;
}
