/* src/export/tables.c: all photos in one file: CSV or JSON. The export's own thread. */
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "export/csv.h"
#include "export/export-private.h"
#include "export/folder.h"
#include "export/json.h"

static gboolean
write_text (PsExport    *self,
            const char  *text,
            GError     **error)
{
  return ps_export_write (self->part.fd, text, strlen (text), self->target, error);
}

/**
 * ps_export_begin_table:
 * @self: an export as CSV or JSON
 * @error: return location
 *
 * It has its name only when it is whole.
 *
 * Returns: whether the file is begun
 */
gboolean
ps_export_begin_table (PsExport  *self,
                       GError   **error)
{
  gboolean is_csv = self->options.format == PS_EXPORT_CSV;
  g_autofree char *header = is_csv ? ps_csv_header () : g_strdup (PS_EXPORT_JSON_BEGIN);

  if (!ps_part_file_open (&self->part, ps_export_target_get_fd (self->open)))
    return ps_export_fail (error, self->target, errno);
  return write_text (self, header, error);
}

/**
 * ps_export_add_table:
 * @self: an export as CSV or JSON
 * @rows: (element-type PsExportRow): photos
 * @error: return location
 *
 * Returns: whether they are written
 */
gboolean
ps_export_add_table (PsExport   *self,
                     GPtrArray  *rows,
                     GError    **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const PsExportRow *row = g_ptr_array_index (rows, i);
      g_autofree char *object = self->options.format == PS_EXPORT_CSV ? ps_csv_line (row) : ps_export_json_object (row);

      if (self->options.format == PS_EXPORT_JSON && !write_text (self, self->report->n_written > 0 ? ",\n" : "\n", error))
        return FALSE;
      if (!write_text (self, object, error))
        return FALSE;
      self->report->n_written++;
    }
  return TRUE;
}

static gboolean
is_whole (PsExport     *self,
          GMappedFile  *file,
          GCancellable *cancellable)
{
  const char *text = g_mapped_file_get_contents (file);
  gsize length = g_mapped_file_get_length (file);
  guint n_columns;

  if (self->options.format == PS_EXPORT_JSON)
    return ps_export_json_check (text, length, self->report->n_written, cancellable);
  ps_export_columns (&n_columns);
  return ps_csv_check (text, length, n_columns, self->report->n_written + 1, cancellable);
}

/* It keeps the numbers of the report: @error says what is wrong. */
static gboolean
read_again (PsExport      *self,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(GMappedFile) file = g_mapped_file_new_from_fd (self->part.fd, FALSE, error);

  if (file == NULL)
    return FALSE;
  if (is_whole (self, file, cancellable))
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  /* Translators: a file's path. */
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("“%s” reads differently from what was written. Export it again, best to another drive."),
               self->target);
  return FALSE;
}

/**
 * ps_export_end_table:
 * @self: an export as CSV or JSON
 * @cancellable: (nullable): heeded while it is read
 * @error: return location
 *
 * Returns: whether the file is on the disk, reads back whole, and has its name
 */
gboolean
ps_export_end_table (PsExport      *self,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autofree char *name = NULL;

  if (self->options.format == PS_EXPORT_JSON && !write_text (self, PS_EXPORT_JSON_END, error))
    return FALSE;
  if (fsync (self->part.fd) != 0)
    return ps_export_fail (error, self->target, errno);
  if (!read_again (self, cancellable, error) || !ps_export_target_check (self->open, error))
    return FALSE;
  if (!ps_part_file_publish (&self->part, self->options.format == PS_EXPORT_CSV ? "photos.csv" : "photos.json", TRUE, &name))
    return ps_export_fail (error, self->target, errno);
  self->report->n_files = 1;
  self->report->path = g_build_filename (self->target, name, NULL);
  return ps_export_target_sync (self->open, error);
}
