/* src/export/tables.c: all photos in one file: CSV or JSON. The export's own thread. */
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
  return ps_export_write (self->fd, text, strlen (text), self->report->path, error);
}

/**
 * ps_export_begin_table:
 * @self: an export as CSV or JSON
 * @error: return location
 *
 * Returns: whether the file is begun
 */
gboolean
ps_export_begin_table (PsExport  *self,
                       GError   **error)
{
  gboolean is_csv = self->options.format == PS_EXPORT_CSV;
  g_autofree char *header = is_csv ? ps_csv_header () : g_strdup ("{\"format\": \"proofsheet\", \"version\": 1, \"photos\": [");

  self->fd = ps_export_create (self->target, is_csv ? "photos.csv" : "photos.json", TRUE, &self->report->path, error);
  if (self->fd < 0)
    return FALSE;
  self->report->n_files = 1;
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
check_csv (const char *text,
           gsize       length,
           gint64      n_photos)
{
  g_autoptr(GPtrArray) lines = ps_csv_parse (text, length);
  guint n_columns;

  ps_export_columns (&n_columns);
  if (lines == NULL || (gint64) lines->len != n_photos + 1)
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    if (((GPtrArray *) g_ptr_array_index (lines, i))->len != n_columns)
      return FALSE;
  return TRUE;
}

/**
 * ps_export_end_table:
 * @self: an export as CSV or JSON
 * @error: return location
 *
 * Returns: whether the file is on the disk, and reads back whole
 */
gboolean
ps_export_end_table (PsExport  *self,
                     GError   **error)
{
  g_autoptr(GMappedFile) file = NULL;
  gboolean is_whole;

  if (self->options.format == PS_EXPORT_JSON && !write_text (self, "\n]}\n", error))
    return FALSE;
  is_whole = ps_export_finish (self->fd, self->report->path, error);
  self->fd = -1;
  if (!is_whole)
    return FALSE;
  file = g_mapped_file_new (self->report->path, FALSE, error);
  if (file == NULL)
    return FALSE;
  if (self->options.format == PS_EXPORT_CSV
          ? check_csv (g_mapped_file_get_contents (file), g_mapped_file_get_length (file), self->report->n_written)
          : ps_export_json_check (g_mapped_file_get_contents (file), g_mapped_file_get_length (file), (guint) self->report->n_written))
    return TRUE;
  /* Translators: a file's path. */
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("“%s” reads differently from what was written. Export it again, best to another drive."),
               self->report->path);
  return FALSE;
}
