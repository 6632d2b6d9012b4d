/* src/cli/photos.c: the photos that a command is about: found by a query, read, and listed. */
#include "cli/photos.h"

#include <stdio.h>

#include "base/text.h"
#include "base/times.h"
#include "catalog/catalog-browse.h"

#define PAGE 512

/**
 * ps_cli_find_photos:
 * @session: with an open library
 * @query: as a person typed it
 * @status: (out): set where the query means nothing; that was said
 *
 * Returns: (transfer full) (element-type gint64) (nullable): the photos it means
 */
GArray *
ps_cli_find_photos (PsSessionCli *session,
                    const char   *query,
                    PsExit       *status)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) found = NULL;
  GError *error = NULL;
  GArray *ids;

  ps_catalog_find_async (catalog, query, session->cancellable, ps_cli_took_cb, &result);
  found = ps_cli_wait (&result);
  ids = ps_catalog_find_finish (catalog, found, &error);
  if (ids == NULL)
    *status = ps_cli_fail (session, error);
  return ids;
}

static gboolean
read_page (PsSessionCli  *session,
           GArray        *ids,
           guint          first,
           GPtrArray     *all,
           GError       **error)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  g_autoptr(GArray) page = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) read = NULL;
  g_autoptr(GPtrArray) rows = NULL;

  g_array_append_vals (page, &g_array_index (ids, gint64, first), MIN (PAGE, ids->len - first));
  ps_catalog_read_rows_async (catalog, page, session->cancellable, ps_cli_took_cb, &result);
  read = ps_cli_wait (&result);
  rows = ps_catalog_read_rows_finish (catalog, read, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    g_ptr_array_add (all, ps_photo_row_ref (g_ptr_array_index (rows, i)));
  return rows != NULL;
}

/**
 * ps_cli_read_photos:
 * @session: with an open library
 * @ids: (element-type gint64): photos
 * @status: (out): set on an error, which was said
 *
 * Returns: (transfer full) (element-type PsPhotoRow) (nullable): their rows, in the same order
 */
GPtrArray *
ps_cli_read_photos (PsSessionCli *session,
                    GArray       *ids,
                    PsExit       *status)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_photo_row_unref);

  for (guint first = 0; first < ids->len; first += PAGE)
    {
      GError *error = NULL;

      if (!read_page (session, ids, first, all, &error))
        {
          *status = ps_cli_fail (session, error);
          return NULL;
        }
    }
  return g_steal_pointer (&all);
}

/**
 * ps_cli_add_photo:
 * @output: within an object
 * @row: a photo
 *
 * Adds what tells a photo from others, and its state.
 */
void
ps_cli_add_photo (PsOutput         *output,
                  const PsPhotoRow *row)
{
  g_autofree char *time = ps_time_to_text (row->sort_us);

  ps_output_add_number (output, "id", row->id);
  ps_output_add_text (output, "public_id", row->public_id);
  ps_output_add_text (output, "resource_type", row->resource_type);
  ps_output_add_text (output, "name", row->name);
  ps_output_add_text (output, "folder", row->folder_path);
  ps_output_add_text (output, "state", ps_state_to_word (row->state));
  ps_output_add_text (output, "path", row->local_path);
  if (row->n_bytes >= 0)
    ps_output_add_number (output, "bytes", row->n_bytes);
  else
    ps_output_add_null (output, "bytes");
  ps_output_add_text (output, row->is_upload_time ? "uploaded" : "taken", time);
}

/**
 * ps_cli_add_photos:
 * @output: within an object
 * @name: the member's name
 * @rows: (element-type PsPhotoRow): photos
 */
void
ps_cli_add_photos (PsOutput   *output,
                   const char *name,
                   GPtrArray  *rows)
{
  ps_output_begin (output, name, '[');
  for (guint i = 0; i < rows->len; i++)
    {
      ps_output_begin (output, NULL, '{');
      ps_cli_add_photo (output, g_ptr_array_index (rows, i));
      ps_output_end (output, '}');
    }
  ps_output_end (output, ']');
}

/**
 * ps_cli_print_photos:
 * @rows: (element-type PsPhotoRow): photos
 *
 * One a line: folder and name, as the photographer sees them.
 */
void
ps_cli_print_photos (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const PsPhotoRow *row = g_ptr_array_index (rows, i);
      g_autofree char *whole = *row->folder_path != '\0' ? g_strconcat (row->folder_path, "/", row->name, NULL) : g_strdup (row->name);
      g_autofree char *visible = ps_text_visible (whole, G_MAXINT16);

      printf ("%s\n", visible);
    }
}
